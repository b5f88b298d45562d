/* run_compare.c: what is the same, and which is larger; three-valued. */
#include "machine.h"

/* One item against what it is compared with; what is not there cannot be the same, what is not known may be. */
static enum truth settle(struct runner *runner, const struct item *item, bool same)
{
    switch ((enum item_kind)item->kind) {
    case ITEM_MISSING:
    case ITEM_UNDECIDED: machine_note_missing(runner, item); return UNKNOWN_;
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

enum truth list_is(struct runner *runner, const struct program *program, const struct instruction *at,
                   const struct result *list)
{
    enum truth truth = FALSE_;
    runner_spend(runner, list->count);
    for (uint32_t i = 0; i < list->count && truth != TRUE_; i++) {
        const struct item *item = &runner->items.data[list->first + i];
        bool same = false;
        for (uint32_t l = 0; l < at->count && !same; l++)
            same = is_literal(runner, item, &program->literals[at->first + l]);
        truth = truth_either(truth, settle(runner, item, same));
    }
    return truth;
}

/* Some of the texts says one of what is sought. */
enum truth list_contains(struct runner *runner, const struct instruction *at, const struct result *list)
{
    enum truth truth = FALSE_;
    for (uint32_t i = 0; i < list->count && truth != TRUE_; i++) {
        const struct item *item = &runner->items.data[list->first + i];
        bool said = false;
        if (item->kind == ITEM_TEXT) {
            runner_spend(runner, item->length / 16 + at->count / 4);
            words_fold(&runner->words, item->text, item->length);
            said = words_have_any(&runner->words, at->sought);
        }
        truth = truth_either(truth, settle(runner, item, said));
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
enum truth list_same(struct runner *runner, const struct result *left, const struct result *right)
{
    enum truth truth = FALSE_;
    for (uint32_t i = 0; i < left->count && truth != TRUE_; i++)
        for (uint32_t k = 0; k < right->count && truth != TRUE_ && runner_spend(runner, 1); k++) {
            const struct item *a = &runner->items.data[left->first + i], *b = &runner->items.data[right->first + k];
            bool same = same_item(runner, a, b);
            enum truth one = settle(runner, a, same); /* before the other: the first that is missing is told of */
            enum truth other = settle(runner, b, same);
            truth = truth_either(truth, truth_both(one, other));
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

struct ends list_ends(struct runner *runner, const struct result *operand, uint32_t i, bool dated)
{
    if (operand->kind == RESULT_NUMBER)
        return (struct ends){operand->low, operand->high, operand->missing ? UNKNOWN_ : TRUE_, operand->unit};
    const struct item *item = &runner->items.data[operand->first + i];
    struct ends ends = {0, 0, settle(runner, item, true), item->unit};
    if (dated ? item->kind != ITEM_DATE : item->kind != ITEM_NUMBER) {
        ends.state = item->kind == ITEM_TERM ? FALSE_
                     : item_is_there(item)   ? UNKNOWN_
                                             : ends.state; /* `løpende` is no date */
        return ends;
    }
    ends.low = dated ? item->date.last : item->number; /* dates compare by their last day */
    ends.high = dated ? item->date.last : item->high;
    return ends;
}

uint32_t list_width(const struct result *operand)
{
    return operand->kind == RESULT_NUMBER ? 1 : operand->count;
}

enum truth list_compare(struct runner *runner, enum syntax_compare how, const struct result *left,
                        const struct result *right, bool dated)
{
    enum truth truth = FALSE_;
    for (uint32_t i = 0; i < list_width(left); i++)
        for (uint32_t k = 0; k < list_width(right) && truth != TRUE_ && runner_spend(runner, 1); k++) {
            struct ends a = list_ends(runner, left, i, dated), b = list_ends(runner, right, k, dated);
            enum truth known = truth_both(a.state, b.state);
            truth = truth_either(truth, known == TRUE_ ? compare_ranges(how, a.low, a.high, b.low, b.high) : known);
        }
    return truth;
}
