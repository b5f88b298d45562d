/* run_list.c: what paths lead to, and what can be told of it as a whole. */
#include "machine.h"

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

/* Takes a step from each item from `first` on; what they lead to takes their place. */
static void take_from_all(struct runner *runner, const struct path_step *step, uint32_t first)
{
    uint32_t last = runner->items.count, from_count = last - first;
    for (uint32_t i = first; i < last && !runner->exhausted; i++) {
        uint32_t before = runner->items.count;
        struct item from = runner->items.data[i]; /* the list may move while it grows */
        step_take(runner, step, &from);
        for (uint32_t k = before; k < runner->items.count && !from.certain; k++)
            runner->items.data[k].certain = false;
    }
    uint32_t count = runner_move_down(runner, first, last);
    if (from_count > 1 && count > 1 && step->kind != STEP_ROLES)
        runner_distinct(runner, first);
}

/* Takes the steps one after another, each from everything that the one before led to. */
void list_take_path(struct runner *runner, const struct program *program, const struct instruction *at)
{
    uint32_t first = runner->items.count;
    if (at->count == 0)
        runner_push(runner, runner->subject);
    else
        step_take(runner, &program->steps[at->first], &runner->subject);
    for (uint32_t s = 1; s < at->count && !runner->exhausted; s++)
        take_from_all(runner, &program->steps[at->first + s], first);
    machine_push_list(runner, first);
}

enum truth list_exists(const struct runner *runner, const struct result *list)
{
    enum truth truth = FALSE_;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct item *item = &runner->items.data[list->first + i];
        if (item_is_there(item) && item->certain)
            return TRUE_;
        if (item_is_there(item) || item->kind == ITEM_UNDECIDED)
            truth = UNKNOWN_;
    }
    return truth;
}

/* How many are there; two-valued but for what is uncertain. */
void list_count(struct runner *runner)
{
    const struct result *list = machine_pop(runner);
    double low = 0, high = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct item *item = &runner->items.data[list->first + i];
        bool there = item_is_there(item), sure = there && item->certain;
        if (item->kind == ITEM_UNDECIDED)
            machine_note_missing(runner, item);
        low += sure;
        high += there || item->kind == ITEM_UNDECIDED;
    }
    *machine_push(runner) = (struct result){
        .kind = RESULT_NUMBER, .low = low, .high = high, .met = low, .unknown = high - low};
}

enum truth list_is_true(struct runner *runner, const struct result *list)
{
    enum truth truth = FALSE_;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct item *item = &runner->items.data[list->first + i];
        if (item->kind == ITEM_TRUTH && item->certain && item->part)
            return TRUE_;
        if (item->kind == ITEM_MISSING)
            machine_note_missing(runner, item);
        if (item->kind == ITEM_MISSING || item->kind == ITEM_UNDECIDED || !item->certain)
            truth = UNKNOWN_;
    }
    return truth;
}
