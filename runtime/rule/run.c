#include "machine.h"

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

enum { SLICE = 1 << 16 }; /* steps between two looks at what the others have taken */

static void take(struct runner *runner, int64_t steps)
{
    if (__atomic_add_fetch(&runner->shared->taken, steps, __ATOMIC_RELAXED) > runner->shared->limit)
        runner->exhausted = true;
}

bool runner_refill(struct runner *runner)
{
    if (!runner->shared)
        runner->exhausted = true;
    for (; runner->budget < 0 && !runner->exhausted; runner->budget += SLICE)
        take(runner, SLICE);
    return !runner->exhausted;
}

void runner_share(struct runner *runner, struct allowance *allowance)
{
    runner->shared = allowance;
    runner->budget = SLICE;
    runner->exhausted = false;
}

void runner_settle(struct runner *runner)
{
    take(runner, SLICE - runner->budget);
}

void runner_push_missing(struct runner *runner, uint32_t entity, unsigned word)
{
    runner_push(runner, (struct item){.kind = ITEM_MISSING, .entity = entity, .word = (uint16_t)word});
}

void runner_new_marks(struct runner *runner)
{
    if (!runner->marks)
        runner->marks = arena_alloc(&runner->arena, runner->ground->model->entity_count * sizeof *runner->marks);
    runner->mark++;
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
    for (int i = 0; i < KNOWN_LISTS; i++)
        array_free(runner->known[i].items.data);
    array_free(runner->pending);
    array_free(runner->roles.data);
    words_free(&runner->words);
    if (runner->target_of)
        target_free(&runner->target);
    if (runner->has_atlas)
        atlas_free(&runner->atlas);
    arena_free(&runner->arena);
}

/* ---- the stack ---------------------------------------------------------------------------------------------------- */

const struct result *machine_pop(struct runner *runner)
{
    const struct result *result = &runner->stack[--runner->height];
    if (result->kind == RESULT_LIST)
        runner->items.count = result->first; /* lists stand on one another as their results do */
    return result;
}

void machine_push_number(struct runner *runner, double low, double high, bool missing)
{
    *machine_push(runner) = (struct result){.kind = RESULT_NUMBER, .low = low, .high = high, .missing = missing};
}

void machine_push_item(struct runner *runner, struct item item)
{
    uint32_t first = runner->items.count;
    runner_push(runner, item);
    machine_push_list(runner, first);
}

/* Remembers why something is unknown: the first line that is not there. */
void machine_note_missing(struct runner *runner, const struct item *item)
{
    if (!runner->missing.word && item->word)
        runner->missing = *item;
}

/* ---- running -------------------------------------------------------------------------------------------------------------------- */

static void join(struct runner *runner, enum op op)
{
    enum truth b = machine_pop(runner)->truth, *a = &machine_top(runner)->truth;
    *a = op == OP_AND ? truth_both(*a, b) : truth_either(*a, b);
}

/* What stands on top gives way to a truth about it. */
static void ask_top(struct runner *runner, const struct program *program, const struct instruction *at)
{
    const struct result *list = machine_top(runner);
    enum truth truth;
    switch ((enum op)at->op) {
    case OP_EXISTS: truth = list_exists(runner, list); break;
    case OP_TRUTH: truth = list_is_true(runner, list); break;
    case OP_CONTAINS: truth = list_contains(runner, at, list); break;
    default: truth = list_is(runner, program, at, list); break;
    }
    machine_pop(runner);
    machine_push_truth(runner, truth);
}

static void compare_top(struct runner *runner, const struct instruction *at)
{
    const struct result *right = machine_top(runner), *left = right - 1;
    enum truth truth = at->op == OP_SAME_THING || at->op == OP_SAME_TEXT
                           ? list_same(runner, left, right)
                           : list_compare(runner, (enum syntax_compare)at->first, left, right,
                                          at->op == OP_COMPARE_DATE);
    machine_pop(runner);
    machine_pop(runner);
    machine_push_truth(runner, truth);
}

/* Pushes what stands in the program itself, or what the day gives. */
static void push_constant(struct runner *runner, const struct program *program, const struct instruction *at)
{
    struct item item = {.kind = ITEM_DATE, .certain = true, .date = at->date};
    const struct literal *literal = &program->literals[at->first];
    switch ((enum op)at->op) {
    case OP_NUMBER:
        machine_push_number(runner, at->number, at->number, false);
        machine_top(runner)->unit = at->unit;
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
    machine_push_item(runner, item);
}

/* To know that something is there, it need not be listed. Returns the next instruction's place. */
static uint32_t take_path(struct runner *runner, const struct program *program, uint32_t place)
{
    const struct instruction *at = &program->code[place];
    bool only_asked = place + 1 < program->length && at[1].op == OP_EXISTS && at->count == 1;
    bool there;
    if (only_asked && step_glance(runner, &program->steps[at->first], &runner->subject, &there)) {
        machine_push_truth(runner, there ? TRUE_ : FALSE_);
        return place + 2;
    }
    list_take_path(runner, program, at);
    return place + 1;
}

bool machine_recall(const struct runner *runner, uint32_t condition, const struct item *item, enum truth *truth)
{
    if (!runner->recalls || !runner->answers || item->kind != ITEM_ENTITY || !item->certain ||
        runner->answers[item->entity] / 4 != condition)
        return false;
    *truth = (enum truth)(runner->answers[item->entity] % 4);
    return true;
}

void machine_remember(struct runner *runner, uint32_t condition, const struct item *item, enum truth truth)
{
    if (item->kind != ITEM_ENTITY || !item->certain)
        return;
    if (!runner->answers)
        runner->answers = arena_alloc(&runner->arena, runner->ground->model->entity_count * sizeof *runner->answers);
    runner->answers[item->entity] = condition * 4 + (uint32_t)truth;
}

/* Enters the next of a loop, or leaves it; returns the next instruction's place. What is recalled is only tallied. */
static uint32_t go_on(struct runner *runner, const struct program *program, uint32_t each, uint32_t next)
{
    struct loop *loop = &runner->loops[runner->depth - 1];
    enum truth truth;
    if (!loop_find(runner, loop)) {
        loop_leave(runner, &program->code[next], program->code[each].number);
        return next + 1;
    }
    loop_enter(runner, loop);
    if (!loop->condition || !machine_recall(runner, loop->condition, &runner->subject, &truth))
        return each + 1;
    if (program->code[next - 1].op == OP_WHERE)
        loop->where = truth;
    else
        loop->has = truth;
    return next;
}

/* An instruction of a loop; returns the next one's place. */
static uint32_t step_loop(struct runner *runner, const struct program *program, uint32_t place)
{
    const struct instruction *at = &program->code[place];
    if (at->op == OP_EACH) {
        loop_begin(runner, at);
        return go_on(runner, program, place, at->first - 1);
    }
    struct loop *loop = &runner->loops[runner->depth - 1];
    if (at->op == OP_NEXT) {
        loop_tally(runner, loop, at->word);
        loop->at++;
        return go_on(runner, program, at->first - 1, place);
    }
    if (at->op == OP_TAKE) {
        loop_take(runner, loop, program->code[place + 1].word);
        return place + 1;
    }
    enum truth truth = machine_pop(runner)->truth;
    if (loop->condition)
        machine_remember(runner, loop->condition, &runner->subject, truth);
    if (at->op == OP_HAS)
        loop->has = truth;
    else
        loop->where = truth;
    return at->op == OP_WHERE && truth == FALSE_ ? at->first : place + 1; /* what is not meant is not asked further */
}

/* One instruction; returns the next one's place. */
static inline uint32_t step(struct runner *runner, const struct program *program, uint32_t place)
{
    const struct instruction *at = &program->code[place];
    enum truth truth;
    switch ((enum op)at->op) {
    case OP_PATH: return take_path(runner, program, place);
    case OP_EXISTS:
    case OP_TRUTH:
    case OP_IS:
    case OP_CONTAINS: ask_top(runner, program, at); break;
    case OP_AND_THEN: truth = machine_top(runner)->truth; return truth == FALSE_ ? at->first : place + 1;
    case OP_OR_ELSE: truth = machine_top(runner)->truth; return truth == TRUE_ ? at->first : place + 1;
    case OP_AND:
    case OP_OR: join(runner, (enum op)at->op); break;
    case OP_NOT: machine_top(runner)->truth = truth_opposite(machine_top(runner)->truth); break;
    case OP_COUNT: list_count(runner); break;
    case OP_EACH:
    case OP_WHERE:
    case OP_HAS:
    case OP_TAKE:
    case OP_NEXT: return step_loop(runner, program, place);
    case OP_SAME_THING:
    case OP_SAME_TEXT:
    case OP_COMPARE_NUMBER:
    case OP_COMPARE_DATE: compare_top(runner, at); break;
    case OP_NUMBER:
    case OP_DATE:
    case OP_TODAY:
    case OP_TEXT: push_constant(runner, program, at); break;
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_DAYS_BETWEEN: reckon(runner, (enum op)at->op); break;
    case OP_MINUS: reckon_negated(runner); break;
    case OP_MOVE_DATE: reckon_date(runner, at->first); break;
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
    if (program->number && machine_recall(runner, program->number, &subject, &unknown.truth))
        return unknown;
    for (uint32_t place = 0; place < program->length && runner_spend(runner, 1);)
        place = step(runner, program, place);
    if (runner->exhausted || runner->height != 1) {
        unknown.kind = program->type.kind == TYPE_NUMBER ? RESULT_NUMBER : RESULT_TRUTH;
        unknown.missing = true;
        return unknown;
    }
    return runner->stack[0];
}
