#include "run.h"

#include <math.h>
#include <string.h>

/* ---- items ---------------------------------------------------------------------------------------------------- */

struct item item_entity(uint32_t entity, bool certain)
{
    return (struct item){.kind = ITEM_ENTITY, .certain = certain, .entity = entity};
}

struct item item_workspace(void)
{
    return (struct item){.kind = ITEM_WORKSPACE, .certain = true};
}

/* Takes some steps from what the runners of one rule share. */
static void refill(struct runner *runner)
{
    enum { SLICE = 1 << 16 };
    if (runner->shared && __atomic_sub_fetch(runner->shared, SLICE, __ATOMIC_RELAXED) >= 0)
        runner->budget += SLICE;
    else
        runner->exhausted = true;
}

bool runner_spend(struct runner *runner, uint32_t steps)
{
    runner->budget -= steps;
    while (runner->budget < 0 && !runner->exhausted)
        refill(runner);
    return !runner->exhausted;
}

void runner_push(struct runner *runner, struct item item)
{
    if (runner_spend(runner, 1))
        ARRAY_PUSH(&runner->items, data, count, capacity, item);
}

void runner_push_missing(struct runner *runner, uint32_t entity, unsigned word)
{
    runner_push(runner, (struct item){.kind = ITEM_MISSING, .entity = entity, .word = (uint16_t)word});
}

void runner_new_marks(struct runner *runner)
{
    if (!runner->marks) {
        uint32_t entities = runner->ground->model->entity_count;
        runner->marks = array_grow(NULL, &(uint32_t){0}, entities, sizeof *runner->marks);
        memset(runner->marks, 0, entities * sizeof *runner->marks);
    }
    runner->mark++;
}

bool runner_mark(struct runner *runner, uint32_t entity)
{
    bool first = runner->marks[entity] != runner->mark;
    runner->marks[entity] = runner->mark;
    return first;
}

void runner_init(struct runner *runner, const struct ground *ground, const struct moment *moment, int64_t budget)
{
    memset(runner, 0, sizeof *runner);
    runner->ground = ground;
    runner->moment = moment;
    runner->budget = budget;
}

void runner_free(struct runner *runner)
{
    array_free(runner->items.data);
    array_free(runner->marks);
    array_free(runner->pending);
    array_free(runner->roles.data);
    words_free(&runner->words);
    if (runner->target_of)
        target_free(&runner->target);
    arena_free(&runner->arena);
}

/* ---- truths ----------------------------------------------------------------------------------------------------- */

static enum truth both(enum truth a, enum truth b)
{
    return a == FALSE_ || b == FALSE_ ? FALSE_ : a == TRUE_ && b == TRUE_ ? TRUE_ : UNKNOWN_;
}

static enum truth either(enum truth a, enum truth b)
{
    return a == TRUE_ || b == TRUE_ ? TRUE_ : a == FALSE_ && b == FALSE_ ? FALSE_ : UNKNOWN_;
}

static enum truth opposite(enum truth a)
{
    return a == UNKNOWN_ ? UNKNOWN_ : a == TRUE_ ? FALSE_ : TRUE_;
}

/* ---- the stack ---------------------------------------------------------------------------------------------------- */

static void push(struct runner *runner, struct result result)
{
    runner->stack[runner->height++] = result;
}

static struct result pop(struct runner *runner)
{
    struct result result = runner->stack[--runner->height];
    if (result.kind == RESULT_LIST)
        runner->items.count = result.first; /* lists stand on one another as their results do */
    return result;
}

static void push_truth(struct runner *runner, enum truth truth)
{
    push(runner, (struct result){.kind = RESULT_TRUTH, .truth = truth});
}

static void push_number(struct runner *runner, double low, double high, bool missing)
{
    push(runner, (struct result){.kind = RESULT_NUMBER, .low = low, .high = high, .missing = missing});
}

static void push_item(struct runner *runner, struct item item)
{
    uint32_t first = runner->items.count;
    runner_push(runner, item);
    push(runner, (struct result){.kind = RESULT_LIST, .first = first, .count = runner->items.count - first});
}

/* Remembers why something is unknown: the first line that is not there. */
static void note_missing(struct runner *runner, const struct item *item)
{
    if (!runner->missing.word && item->word)
        runner->missing = *item;
}

/* ---- paths ---------------------------------------------------------------------------------------------------------- */

/* Drops those mentions, sure or unsure ones, of what is marked already. */
static void drop_marked(struct runner *runner, uint32_t first, bool certain)
{
    for (uint32_t i = first; i < runner->items.count; i++) {
        struct item *item = &runner->items.data[i];
        if (item->kind == ITEM_ENTITY && item->certain == certain &&
            !runner_mark(runner, model_canonical(runner->ground->model, item->entity)))
            item->kind = ITEM_DROPPED;
    }
}

void runner_distinct(struct runner *runner, uint32_t first)
{
    uint32_t kept = first;
    runner_new_marks(runner);
    drop_marked(runner, first, true);
    drop_marked(runner, first, false);
    for (uint32_t i = first; i < runner->items.count; i++)
        if (runner->items.data[i].kind != ITEM_DROPPED)
            runner->items.data[kept++] = runner->items.data[i];
    runner->items.count = kept;
}

/* Takes the steps one after another, each from everything that the one before led to. */
static void take_path(struct runner *runner, const struct program *program, const struct instruction *at)
{
    uint32_t first = runner->items.count;
    if (at->count == 0) {
        runner_push(runner, runner->subject);
    } else {
        step_take(runner, &program->steps[at->first], runner->subject);
    }
    for (uint32_t s = 1; s < at->count && !runner->exhausted; s++) {
        const struct path_step *step = &program->steps[at->first + s];
        uint32_t last = runner->items.count, from_count = last - first;
        for (uint32_t i = first; i < last && !runner->exhausted; i++) {
            uint32_t before = runner->items.count;
            struct item from = runner->items.data[i];
            step_take(runner, step, from);
            for (uint32_t k = before; k < runner->items.count && !from.certain; k++)
                runner->items.data[k].certain = false;
        }
        uint32_t count = runner->items.count - last;
        memmove(runner->items.data + first, runner->items.data + last, count * sizeof *runner->items.data);
        runner->items.count = first + count;
        if (from_count > 1 && count > 1 && step->kind != STEP_ROLES)
            runner_distinct(runner, first);
    }
    push(runner, (struct result){.kind = RESULT_LIST, .first = first, .count = runner->items.count - first});
}

static bool is_there(const struct item *item)
{
    return item->kind >= ITEM_WORKSPACE;
}

static enum truth list_exists(const struct runner *runner, const struct result *list)
{
    enum truth truth = FALSE_;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct item *item = &runner->items.data[list->first + i];
        if (is_there(item) && item->certain)
            return TRUE_;
        if (is_there(item) || item->kind == ITEM_UNDECIDED)
            truth = UNKNOWN_;
    }
    return truth;
}

/* How many are there; two-valued but for what is uncertain. */
static void count_list(struct runner *runner, struct result list)
{
    double low = 0, high = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        const struct item *item = &runner->items.data[list.first + i];
        bool there = is_there(item), sure = there && item->certain;
        if (item->kind == ITEM_UNDECIDED)
            note_missing(runner, item);
        low += sure;
        high += there || item->kind == ITEM_UNDECIDED;
    }
    push(runner, (struct result){.kind = RESULT_NUMBER, .low = low, .high = high, .met = low, .unknown = high - low});
}

static enum truth list_truth(struct runner *runner, const struct result *list)
{
    enum truth truth = FALSE_;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct item *item = &runner->items.data[list->first + i];
        if (item->kind == ITEM_TRUTH && item->certain && item->part)
            return TRUE_;
        if (item->kind == ITEM_MISSING)
            note_missing(runner, item);
        if (item->kind == ITEM_MISSING || item->kind == ITEM_UNDECIDED || !item->certain)
            truth = UNKNOWN_;
    }
    return truth;
}

/* ---- comparing -------------------------------------------------------------------------------------------------------- */

/* One item against what it is compared with; what is not there cannot be the same, what is not known may be. */
static enum truth settle(struct runner *runner, const struct item *item, bool same)
{
    switch ((enum item_kind)item->kind) {
    case ITEM_MISSING: note_missing(runner, item); return UNKNOWN_;
    case ITEM_UNDECIDED: note_missing(runner, item); return UNKNOWN_;
    case ITEM_NONE: return FALSE_;
    default: return !item->certain ? UNKNOWN_ : same ? TRUE_ : FALSE_;
    }
}

static bool has_number(const uint32_t *numbers, uint32_t count, uint32_t wanted)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (numbers[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && numbers[low] == wanted;
}

static int folded(char c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

/* Equal but for the case of ASCII letters. */
static bool same_text(const char *a, uint32_t a_length, const char *b, uint32_t b_length)
{
    if (a_length != b_length)
        return false;
    for (uint32_t i = 0; i < a_length; i++)
        if (folded(a[i]) != folded(b[i]))
            return false;
    return true;
}

static bool is_literal(const struct runner *runner, const struct item *item, const struct literal *literal)
{
    const struct model *model = runner->ground->model;
    switch ((enum item_kind)item->kind) {
    case ITEM_TERM: return item->part == literal->term;
    case ITEM_TEXT:
        return (item->entity && has_number(literal->things, literal->thing_count, item->entity)) ||
               (literal->text && same_text(item->text, item->length, literal->text, literal->length));
    case ITEM_ENTITY:
        for (uint32_t at = model_canonical(model, item->entity); at;
             at = model_canonical(model, model->entities[at].parent)) {
            if (has_number(literal->things, literal->thing_count, at))
                return true;
            if (model->entities[at].kind != KIND_SECTOR)
                return false; /* only a sector is a part of the one above it */
        }
        return false;
    default: return false;
    }
}

static enum truth list_is(struct runner *runner, const struct program *program, const struct instruction *at,
                          const struct result *list)
{
    enum truth truth = FALSE_;
    runner_spend(runner, list->count);
    for (uint32_t i = 0; i < list->count && truth != TRUE_; i++) {
        const struct item *item = &runner->items.data[list->first + i];
        bool same = false;
        for (uint32_t l = 0; l < at->count && !same; l++)
            same = is_literal(runner, item, &program->literals[at->first + l]);
        truth = either(truth, settle(runner, item, same));
    }
    return truth;
}

/* Some of the texts says one of what is sought. */
static enum truth list_contains(struct runner *runner, const struct program *program, const struct instruction *at,
                                const struct result *list)
{
    enum truth truth = FALSE_;
    for (uint32_t i = 0; i < list->count && truth != TRUE_; i++) {
        const struct item *item = &runner->items.data[list->first + i];
        bool said = false;
        if (item->kind == ITEM_TEXT) {
            runner_spend(runner, item->length / 16 + at->count);
            words_fold(&runner->words, item->text, item->length);
            for (uint32_t l = 0; l < at->count && !said; l++)
                said = words_have(&runner->words, &program->literals[at->first + l].sought);
        }
        truth = either(truth, settle(runner, item, said));
    }
    return truth;
}

static bool same_item(const struct runner *runner, const struct item *a, const struct item *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == ITEM_ENTITY)
        return model_canonical(runner->ground->model, a->entity) == model_canonical(runner->ground->model, b->entity);
    if (a->kind == ITEM_TEXT)
        return (a->entity && a->entity == b->entity) || same_text(a->text, a->length, b->text, b->length);
    return a->entity == b->entity && a->part == b->part;
}

/* Some of one is some of the other. */
static enum truth list_same(struct runner *runner, const struct result *left, const struct result *right)
{
    enum truth truth = FALSE_;
    for (uint32_t i = 0; i < left->count && truth != TRUE_; i++)
        for (uint32_t k = 0; k < right->count && truth != TRUE_ && runner_spend(runner, 1); k++) {
            const struct item *a = &runner->items.data[left->first + i], *b = &runner->items.data[right->first + k];
            truth = either(
                truth, both(settle(runner, a, same_item(runner, a, b)), settle(runner, b, same_item(runner, a, b))));
        }
    return truth;
}

/* Both ends must agree. */
static enum truth compare_ranges(enum syntax_compare compare, double a_low, double a_high, double b_low, double b_high)
{
    bool always, ever;
    switch (compare) {
    case COMPARE_SMALLER:
        always = a_high < b_low;
        ever = a_low < b_high;
        break;
    case COMPARE_SMALLER_OR_SAME:
        always = a_high <= b_low;
        ever = a_low <= b_high;
        break;
    case COMPARE_LARGER:
        always = a_low > b_high;
        ever = a_high > b_low;
        break;
    case COMPARE_LARGER_OR_SAME:
        always = a_low >= b_high;
        ever = a_high >= b_low;
        break;
    default:
        always = a_low >= a_high && b_low >= b_high && a_low >= b_low && a_low <= b_low;
        ever = a_low <= b_high && b_low <= a_high;
        break;
    }
    return always ? TRUE_ : ever ? UNKNOWN_ : FALSE_;
}

/* An operand as ranges: of a number one; of a list one for each of its numbers or dates. */
struct ends {
    double low, high;
    enum truth state; /* TRUE_: known; UNKNOWN_: not known; FALSE_: there is none */
    uint8_t unit;     /* enum syntax_unit */
};

static struct ends ends_at(struct runner *runner, const struct result *operand, uint32_t i, bool dated)
{
    if (operand->kind == RESULT_NUMBER)
        return (struct ends){operand->low, operand->high, operand->missing ? UNKNOWN_ : TRUE_, operand->unit};
    const struct item *item = &runner->items.data[operand->first + i];
    struct ends ends = {0, 0, settle(runner, item, true), item->unit};
    if (dated ? item->kind != ITEM_DATE : item->kind != ITEM_NUMBER) {
        ends.state = item->kind == ITEM_TERM ? FALSE_
                     : is_there(item)        ? UNKNOWN_
                                             : ends.state; /* `løpende` is no date */
        return ends;
    }
    ends.low = dated ? item->date.last : item->number; /* dates compare by their last day */
    ends.high = dated ? item->date.last : item->high;
    return ends;
}

static uint32_t width(const struct result *operand)
{
    return operand->kind == RESULT_NUMBER ? 1 : operand->count;
}

static enum truth compare(struct runner *runner, enum syntax_compare how, const struct result *left,
                          const struct result *right, bool dated)
{
    enum truth truth = FALSE_;
    for (uint32_t i = 0; i < width(left); i++)
        for (uint32_t k = 0; k < width(right) && truth != TRUE_ && runner_spend(runner, 1); k++) {
            struct ends a = ends_at(runner, left, i, dated), b = ends_at(runner, right, k, dated);
            enum truth known = both(a.state, b.state);
            truth = either(truth, known == TRUE_ ? compare_ranges(how, a.low, a.high, b.low, b.high) : known);
        }
    return truth;
}

/* ---- arithmetic --------------------------------------------------------------------------------------------------------- */

/* An operand as one range: of a list, its only number or date. */
static struct ends only(struct runner *runner, const struct result *operand, bool dated)
{
    if (width(operand) != 1)
        return (struct ends){0, 0, UNKNOWN_, UNIT_PLAIN};
    return ends_at(runner, operand, 0, dated);
}

static double least(const double *values, int count)
{
    double low = values[0];
    for (int i = 1; i < count; i++)
        low = values[i] < low ? values[i] : low;
    return low;
}

static double most(const double *values, int count)
{
    double high = values[0];
    for (int i = 1; i < count; i++)
        high = values[i] > high ? values[i] : high;
    return high;
}

static void calculate(struct runner *runner, enum op op)
{
    bool dated = op == OP_DAYS_BETWEEN;
    struct ends b = only(runner, &runner->stack[runner->height - 1], dated),
                a = only(runner, &runner->stack[runner->height - 2], dated);
    double low = 0, high = 0;
    bool missing = both(a.state, b.state) != TRUE_;
    pop(runner);
    pop(runner);
    switch (op) {
    case OP_ADD:
        low = a.low + b.low;
        high = a.high + b.high;
        break;
    case OP_SUBTRACT:
    case OP_DAYS_BETWEEN:
        low = a.low - b.high;
        high = a.high - b.low;
        break;
    default: {
        missing |= op == OP_DIVIDE && b.low <= 0 && b.high >= 0; /* by nothing, nothing can be divided */
        if (missing)
            break;
        const double ends[] = {
            op == OP_DIVIDE ? a.low / b.low : a.low * b.low, op == OP_DIVIDE ? a.low / b.high : a.low * b.high,
            op == OP_DIVIDE ? a.high / b.low : a.high * b.low, op == OP_DIVIDE ? a.high / b.high : a.high * b.high};
        low = least(ends, 4);
        high = most(ends, 4);
        missing = low != low || high != high; /* no number: 0 of no end */
        break;
    }
    }
    push_number(runner, low, high, missing);
    if (dated)
        runner->stack[runner->height - 1].unit = UNIT_DAYS;
    else if (op != OP_DIVIDE || a.unit != b.unit)
        runner->stack[runner->height - 1].unit = a.unit ? a.unit : b.unit;
}

static void negate(struct runner *runner)
{
    struct ends a = only(runner, &runner->stack[runner->height - 1], false);
    pop(runner);
    push_number(runner, -a.high, -a.low, a.state != TRUE_);
    runner->stack[runner->height - 1].unit = a.unit;
}

static void move_date(struct runner *runner, bool earlier)
{
    struct ends days = only(runner, &runner->stack[runner->height - 1], false),
                date = only(runner, &runner->stack[runner->height - 2], true);
    double by = earlier ? -days.low : days.low;
    pop(runner);
    pop(runner);
    bool known = days.state == TRUE_ && date.state == TRUE_ && days.low >= days.high && by > -4e6 && by < 4e6;
    struct date moved = {.precision = PRECISION_DAY};
    if (known)
        moved.first = moved.last = (day_number)(date.low + by);
    push_item(runner, (struct item){.kind = known ? ITEM_DATE : ITEM_UNDECIDED, .certain = known, .date = moved});
}

/* ---- loops ------------------------------------------------------------------------------------------------------------------ */

static void enter(struct runner *runner, struct loop *loop)
{
    runner->subject = runner->items.data[loop->first + loop->at];
    loop->where = loop->has = TRUE_;
}

/* Moves to the next that is there; what is not there is nothing to count, what is undecided may be one. */
static bool find_next(struct runner *runner, struct loop *loop)
{
    for (; loop->at < loop->count; loop->at++) {
        const struct item *item = &runner->items.data[loop->first + loop->at];
        if (is_there(item))
            return true;
        if (item->kind == ITEM_UNDECIDED) {
            note_missing(runner, item);
            loop->undecided++;
        }
    }
    return false;
}

/* Numbers of a truth's share: how many surely are in, and how many may be. See the header for the result. */
static void tally(struct runner *runner, struct loop *loop, unsigned quantifier)
{
    enum truth certain = runner->subject.certain ? TRUE_ : UNKNOWN_, in = both(certain, loop->where);
    enum truth counted = both(in, loop->has);
    switch (quantifier) {
    case EXPR_SUM:
    case EXPR_LOWEST:
    case EXPR_HIGHEST: break; /* op_take has */
    case EXPR_SHARE:
        if (in == TRUE_) {
            loop->meant++;
            loop->met += loop->has == TRUE_;
            loop->maybe += loop->has == UNKNOWN_;
        } else if (in == UNKNOWN_) {
            loop->doubtful++;
            loop->maybe_without += loop->has != TRUE_;
            loop->maybe_with += loop->has != FALSE_;
        }
        break;
    case EXPR_EVERY: /* what breaks it is what is in and has not */
        counted = both(in, opposite(loop->has));
        loop->any |= counted == TRUE_;
        loop->broken |= counted == UNKNOWN_;
        break;
    default:
        loop->low += counted == TRUE_;
        loop->high += counted != FALSE_;
        break;
    }
}

static struct result share(const struct loop *loop)
{
    struct result result = {.kind = RESULT_NUMBER, .unit = UNIT_PERCENT};
    double least_of = loop->meant + loop->maybe_without + loop->undecided,
           most_of = loop->meant + loop->maybe_with + loop->undecided;
    result.met = loop->met;
    result.out_of = loop->meant + loop->doubtful + loop->undecided;
    result.unknown = loop->maybe + loop->doubtful + loop->undecided;
    result.missing = loop->meant <= 0 && (least_of <= 0 || most_of <= 0);
    if (result.missing)
        return result;
    result.low = 100 * loop->met / least_of;
    result.high = 100 * (loop->met + loop->maybe + loop->maybe_with + loop->undecided) / most_of;
    return result;
}

static struct result count_result(const struct loop *loop)
{
    return (struct result){.kind = RESULT_NUMBER,
                           .low = loop->low,
                           .high = loop->high + loop->undecided,
                           .met = loop->low,
                           .unknown = loop->high + loop->undecided - loop->low};
}

static enum truth at_least(const struct loop *loop, double number)
{
    return loop->low >= number ? TRUE_ : loop->high + loop->undecided >= number ? UNKNOWN_ : FALSE_;
}

static struct result loop_result(const struct loop *loop, const struct instruction *at, double number)
{
    struct result truth = {.kind = RESULT_TRUTH};
    struct result value = {.kind = RESULT_NUMBER, .unit = at->unit, .low = loop->low, .high = loop->high};
    switch (at->word) {
    case EXPR_COUNT: return count_result(loop);
    case EXPR_SHARE: return share(loop);
    case EXPR_SUM: value.unknown = loop->maybe; return value;
    case EXPR_HIGHEST: value.low = -loop->high; value.high = -loop->low; /* fall through */
    case EXPR_LOWEST:
        value.dated = at->count;
        value.missing = !loop->any;
        value.unknown = loop->maybe;
        return value;
    case EXPR_EVERY:
        truth.truth = loop->any ? FALSE_ : loop->broken || loop->undecided > 0 ? UNKNOWN_ : TRUE_;
        return truth;
    case EXPR_SOME: truth.truth = at_least(loop, 1); return truth;
    case EXPR_NO: truth.truth = opposite(at_least(loop, 1)); return truth;
    case EXPR_AT_LEAST: truth.truth = at_least(loop, number); return truth;
    default: truth.truth = opposite(at_least(loop, number + 1)); return truth; /* høyst */
    }
}

/* The loop is done: its list goes, its result stands in its place. */
static void leave(struct runner *runner, const struct instruction *next, double number)
{
    struct loop *loop = &runner->loops[--runner->depth];
    struct result result = loop_result(loop, next, number);
    runner->subject = loop->subject;
    runner->items.count = loop->first;
    push(runner, result);
}

/* A sum or a greatest takes what its members surely have, and stretches to what they may have. */
static void take_value(struct runner *runner, struct loop *loop, unsigned quantifier)
{
    struct result *list = &runner->stack[runner->height - 1];
    bool dated = false;
    enum truth in = both(runner->subject.certain ? TRUE_ : UNKNOWN_, both(loop->where, loop->has));
    for (uint32_t i = 0; i < list->count; i++)
        dated |= runner->items.data[list->first + i].kind == ITEM_DATE;
    for (uint32_t i = 0; i < list->count && in != FALSE_; i++) {
        struct ends ends = ends_at(runner, list, i, dated);
        enum truth state = both(in, ends.state);
        bool open = ends.state == UNKNOWN_; /* it may be anything */
        loop->maybe += state == UNKNOWN_;
        if (state == FALSE_)
            continue;
        if (quantifier == EXPR_SUM) {
            loop->low += state == TRUE_ ? ends.low : ends.low < 0 ? ends.low : 0;
            loop->high += open ? INFINITY : state == TRUE_ || ends.high > 0 ? ends.high : 0;
            continue;
        }
        bool lowest = quantifier == EXPR_LOWEST; /* the greatest is the least, turned round */
        double low = open ? -INFINITY : lowest ? ends.low : -ends.high, high = lowest ? ends.high : -ends.low;
        loop->any = true;
        loop->low = low < loop->low ? low : loop->low;
        if (state == TRUE_ && high < loop->high)
            loop->high = high;
    }
    pop(runner);
}

static void begin_loop(struct runner *runner, const struct instruction *at)
{
    struct result list = runner->stack[--runner->height];
    struct loop *loop = &runner->loops[runner->depth++];
    *loop = (struct loop){.first = list.first, .count = list.count, .subject = runner->subject};
    if (at->word == EXPR_LOWEST || at->word == EXPR_HIGHEST)
        loop->low = loop->high = INFINITY;
}

/* ---- running -------------------------------------------------------------------------------------------------------------------- */

static enum truth top_truth(const struct runner *runner)
{
    return runner->stack[runner->height - 1].truth;
}

static void join(struct runner *runner, enum op op)
{
    enum truth b = pop(runner).truth, a = pop(runner).truth;
    push_truth(runner, op == OP_AND ? both(a, b) : either(a, b));
}

static void compare_top(struct runner *runner, const struct program *program, const struct instruction *at)
{
    enum truth truth;
    struct result *right = &runner->stack[runner->height - 1];
    bool single = at->op == OP_IS || at->op == OP_CONTAINS;
    struct result *left = single ? right : right - 1;
    switch ((enum op)at->op) {
    case OP_IS: truth = list_is(runner, program, at, left); break;
    case OP_CONTAINS: truth = list_contains(runner, program, at, left); break;
    case OP_SAME_THING:
    case OP_SAME_TEXT: truth = list_same(runner, left, right); break;
    default: truth = compare(runner, (enum syntax_compare)at->first, left, right, at->op == OP_COMPARE_DATE); break;
    }
    pop(runner);
    if (!single)
        pop(runner);
    push_truth(runner, truth);
}

/* Pushes what stands in the program itself, or what the day gives. */
static void push_constant(struct runner *runner, const struct program *program, const struct instruction *at)
{
    struct item item = {.kind = ITEM_DATE, .certain = true, .date = at->date};
    const struct literal *literal = &program->literals[at->first];
    switch ((enum op)at->op) {
    case OP_NUMBER:
        push_number(runner, at->number, at->number, false);
        runner->stack[runner->height - 1].unit = at->unit;
        return;
    case OP_TEXT:
        item = (struct item){.kind = ITEM_TEXT, .certain = true, .text = literal->text, .length = literal->length};
        break;
    case OP_TODAY:
        item.date = (struct date){.first = runner->moment->day, .last = runner->moment->day};
        item.date.precision = PRECISION_DAY;
        break;
    default: {
        uint32_t unit = runner->subject.entity ? runner->ground->model->entities[runner->subject.entity].unit : 0;
        if (!moment_place(runner->ground->model, unit, &item.date))
            item = (struct item){.kind = ITEM_UNDECIDED};
        break;
    }
    }
    push_item(runner, item);
}

/* One instruction; returns the next one's place. */
static uint32_t step(struct runner *runner, const struct program *program, uint32_t place)
{
    const struct instruction *at = &program->code[place];
    struct loop *loop = runner->depth ? &runner->loops[runner->depth - 1] : NULL;
    struct result list;
    switch ((enum op)at->op) {
    case OP_NUMBER:
    case OP_DATE:
    case OP_TODAY:
    case OP_TEXT: push_constant(runner, program, at); break;
    case OP_PATH: take_path(runner, program, at); break;
    case OP_EXISTS: {
        enum truth truth = list_exists(runner, &runner->stack[runner->height - 1]);
        pop(runner);
        push_truth(runner, truth);
        break;
    }
    case OP_COUNT:
        list = runner->stack[--runner->height];
        count_list(runner, list);
        runner->items.count = list.first;
        break;
    case OP_TRUTH: {
        enum truth truth = list_truth(runner, &runner->stack[runner->height - 1]);
        pop(runner);
        push_truth(runner, truth);
        break;
    }
    case OP_IS:
    case OP_CONTAINS:
    case OP_SAME_THING:
    case OP_SAME_TEXT:
    case OP_COMPARE_NUMBER:
    case OP_COMPARE_DATE: compare_top(runner, program, at); break;
    case OP_AND:
    case OP_OR: join(runner, (enum op)at->op); break;
    case OP_AND_THEN: return top_truth(runner) == FALSE_ ? at->first : place + 1;
    case OP_OR_ELSE: return top_truth(runner) == TRUE_ ? at->first : place + 1;
    case OP_NOT: runner->stack[runner->height - 1].truth = opposite(top_truth(runner)); break;
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_DAYS_BETWEEN: calculate(runner, (enum op)at->op); break;
    case OP_MINUS: negate(runner); break;
    case OP_MOVE_DATE: move_date(runner, at->first); break;
    case OP_EACH:
        begin_loop(runner, at);
        loop = &runner->loops[runner->depth - 1];
        if (!find_next(runner, loop)) {
            leave(runner, &program->code[at->first - 1], at->number);
            return at->first;
        }
        enter(runner, loop);
        break;
    case OP_WHERE: /* what is not meant is not asked further */
        loop->where = pop(runner).truth;
        return loop->where == FALSE_ ? at->first : place + 1;
    case OP_HAS: loop->has = pop(runner).truth; break;
    case OP_TAKE: take_value(runner, loop, program->code[place + 1].word); break;
    case OP_NEXT:
        tally(runner, loop, at->word);
        loop->at++;
        if (!find_next(runner, loop)) {
            leave(runner, at, program->code[at->first - 1].number);
            break;
        }
        enter(runner, loop);
        return at->first;
    case OP_LAST: break;
    }
    return place + 1;
}

struct result runner_ask(struct runner *runner, const struct program *program, struct item subject)
{
    struct result unknown = {.kind = RESULT_TRUTH, .truth = UNKNOWN_};
    runner->subject = subject;
    runner->items.count = runner->height = runner->depth = 0;
    runner->missing = (struct item){0};
    for (uint32_t place = 0; place < program->length && runner_spend(runner, 1);)
        place = step(runner, program, place);
    if (runner->exhausted || runner->height != 1) {
        unknown.kind = program->type.kind == TYPE_NUMBER ? RESULT_NUMBER : RESULT_TRUTH;
        unknown.missing = true;
        return unknown;
    }
    return runner->stack[0];
}
