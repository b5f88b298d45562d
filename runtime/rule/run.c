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

bool runner_refill(struct runner *runner)
{
    enum { SLICE = 1 << 16 };
    while (runner->budget < 0 && !runner->exhausted)
        if (runner->shared && __atomic_sub_fetch(runner->shared, SLICE, __ATOMIC_RELAXED) >= 0)
            runner->budget += SLICE;
        else
            runner->exhausted = true;
    return !runner->exhausted;
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

void machine_push(struct runner *runner, struct result result)
{
    runner->stack[runner->height++] = result;
}

struct result machine_pop(struct runner *runner)
{
    struct result result = runner->stack[--runner->height];
    if (result.kind == RESULT_LIST)
        runner->items.count = result.first; /* lists stand on one another as their results do */
    return result;
}

void machine_push_truth(struct runner *runner, enum truth truth)
{
    machine_push(runner, (struct result){.kind = RESULT_TRUTH, .truth = truth});
}

void machine_push_number(struct runner *runner, double low, double high, bool missing)
{
    machine_push(runner, (struct result){.kind = RESULT_NUMBER, .low = low, .high = high, .missing = missing});
}

void machine_push_item(struct runner *runner, struct item item)
{
    uint32_t first = runner->items.count;
    runner_push(runner, item);
    machine_push(runner, (struct result){.kind = RESULT_LIST, .first = first, .count = runner->items.count - first});
}

/* Remembers why something is unknown: the first line that is not there. */
void machine_note_missing(struct runner *runner, const struct item *item)
{
    if (!runner->missing.word && item->word)
        runner->missing = *item;
}

/* ---- running -------------------------------------------------------------------------------------------------------------------- */

static enum truth top_truth(const struct runner *runner)
{
    return runner->stack[runner->height - 1].truth;
}

static void join(struct runner *runner, enum op op)
{
    enum truth b = machine_pop(runner).truth, a = machine_pop(runner).truth;
    machine_push_truth(runner, op == OP_AND ? truth_both(a, b) : truth_either(a, b));
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
    default:
        truth = list_compare(runner, (enum syntax_compare)at->first, left, right, at->op == OP_COMPARE_DATE);
        break;
    }
    machine_pop(runner);
    if (!single)
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
    machine_push_item(runner, item);
}

/* One instruction; returns the next one's place. */
static uint32_t step(struct runner *runner, const struct program *program, uint32_t place)
{
    const struct instruction *at = &program->code[place];
    struct loop *loop = &runner->loops[runner->depth ? runner->depth - 1 : 0];
    struct result list;
    switch ((enum op)at->op) {
    case OP_NUMBER:
    case OP_DATE:
    case OP_TODAY:
    case OP_TEXT: push_constant(runner, program, at); break;
    case OP_PATH: list_take_path(runner, program, at); break;
    case OP_EXISTS: {
        enum truth truth = list_exists(runner, &runner->stack[runner->height - 1]);
        machine_pop(runner);
        machine_push_truth(runner, truth);
        break;
    }
    case OP_COUNT:
        list = runner->stack[--runner->height];
        list_count(runner, list);
        runner->items.count = list.first;
        break;
    case OP_TRUTH: {
        enum truth truth = list_is_true(runner, &runner->stack[runner->height - 1]);
        machine_pop(runner);
        machine_push_truth(runner, truth);
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
    case OP_NOT: runner->stack[runner->height - 1].truth = truth_opposite(top_truth(runner)); break;
    case OP_ADD:
    case OP_SUBTRACT:
    case OP_MULTIPLY:
    case OP_DIVIDE:
    case OP_DAYS_BETWEEN: reckon(runner, (enum op)at->op); break;
    case OP_MINUS: reckon_negated(runner); break;
    case OP_MOVE_DATE: reckon_date(runner, at->first); break;
    case OP_EACH:
        loop_begin(runner, at);
        loop = &runner->loops[runner->depth - 1];
        if (!loop_find(runner, loop)) {
            loop_leave(runner, &program->code[at->first - 1], at->number);
            return at->first;
        }
        loop_enter(runner, loop);
        break;
    case OP_WHERE: /* what is not meant is not asked further */
        loop->where = machine_pop(runner).truth;
        return loop->where == FALSE_ ? at->first : place + 1;
    case OP_HAS: loop->has = machine_pop(runner).truth; break;
    case OP_TAKE: loop_take(runner, loop, program->code[place + 1].word); break;
    case OP_NEXT:
        loop_tally(runner, loop, at->word);
        loop->at++;
        if (!loop_find(runner, loop)) {
            loop_leave(runner, at, program->code[at->first - 1].number);
            break;
        }
        loop_enter(runner, loop);
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
