/* step_time.c: what the day decides: dates in force, status, class, what is overdue and for how long. */
#include "steps.h"

/* A date in force, worked out; else what its line says instead. */
void step_push_bound(struct runner *runner, uint32_t entity, const struct bound *bound, enum property property)
{
    uint32_t count;
    const struct value *values = model_values(step_model(runner), bound->line, &count);
    if (bound->stated)
        runner_push(runner, (struct item){.kind = ITEM_DATE, .certain = true, .date = bound->date});
    else if (!bound->line.node || !count)
        runner_push_missing(runner, entity, property_row(property)->word);
    else if (values->type == VALUE_NONE)
        step_push_kind(runner, ITEM_NONE, true);
    else
        step_push_kind(runner, values->type == VALUE_STRING ? ITEM_OTHER : ITEM_UNDECIDED,
                       values->type == VALUE_STRING);
}

static void push_postponement(void *context, const struct postponement *postponement)
{
    runner_push(context, (struct item){.kind = ITEM_DATE, .certain = true, .date = postponement->to});
}

void step_push_status(struct runner *runner, uint32_t entity)
{
    runner_spend(runner, 8);
    const struct model *model = step_model(runner);
    enum term status = model->entities[entity].kind == KIND_PLAN
                           ? moment_plan_status(runner->moment, step_unit(runner, entity))
                           : moment_status(runner->moment, entity);
    if (status)
        step_push_term(runner, status, true);
    else
        runner_push_missing(runner, entity, WORD_STATUS);
}

struct missed {
    day_number day;
    bool any;
};

static void note_missed(void *context, const struct occurrence *occurrence)
{
    struct missed *missed = context;
    missed->any |= !occurrence->performed && occurrence->last < missed->day;
}

/* The class is asked for again and again, and leans on all that is known of the day. */
enum time_class step_class(struct runner *runner, uint32_t entity)
{
    if (!runner->classes)
        runner->classes = arena_alloc(&runner->arena, step_model(runner)->entity_count);
    if (!runner->classes[entity]) {
        runner_spend(runner, 16);
        runner->classes[entity] = (uint8_t)moment_timing(runner->moment, entity).class;
    }
    return (enum time_class)runner->classes[entity];
}

static bool is_overdue(struct runner *runner, uint32_t entity)
{
    struct timing timing = moment_timing(runner->moment, entity);
    struct missed missed = {runner->moment->day, timing.class == CLASS_OVERDUE};
    bool over;
    if (timing.class == CLASS_RECURRING)
        moment_occurrences(runner->moment, entity, &over, note_missed, &missed);
    return missed.any;
}

enum term step_class_term(enum time_class class)
{
    switch (class) {
    case CLASS_OVERDUE: return CLASSWORD_OVERDUE;
    case CLASS_LATE_START: return CLASSWORD_LATE_START;
    case CLASS_DUE_SOON: return CLASSWORD_DUE_SOON;
    case CLASS_LATER: return CLASSWORD_LATER;
    case CLASS_RECURRING: return CLASSWORD_RECURRING;
    case CLASS_ONGOING: return CLASSWORD_ONGOING;
    case CLASS_DONE: return CLASSWORD_DONE;
    case CLASS_STOPPED: return CLASSWORD_STOPPED;
    default: return CLASSWORD_UNSCHEDULABLE;
    }
}

void step_push_postponements(struct runner *runner, uint32_t entity)
{
    uint32_t first = runner->items.count;
    moment_postponements(runner->moment, entity, push_postponement, runner);
    if (runner->items.count == first)
        runner_push_missing(runner, entity, WORD_POSTPONED_TO);
}

void step_push_overdue(struct runner *runner, struct item from, bool days)
{
    runner_spend(runner, 16);
    day_number day = runner->moment->day;
    bool targets = from.kind == ITEM_STAGE || step_model(runner)->entities[from.entity].kind == KIND_TARGET,
         any = false;
    if (!targets && days) {
        struct timing timing = moment_timing(runner->moment, from.entity);
        if (timing.deadline.stated)
            step_push_range(runner, timing.days_overdue, timing.days_overdue, UNIT_DAYS, true);
        else
            runner_push_missing(runner, from.entity, WORD_DEADLINE);
        return;
    }
    if (!targets) {
        step_push_truth(runner, is_overdue(runner, from.entity));
        return;
    }
    uint32_t first = from.kind == ITEM_STAGE ? from.part : 0, last = first + 1;
    if (from.kind != ITEM_STAGE)
        last = step_target(runner, from.entity)->stage_count;
    double most = 0;
    for (uint32_t i = first; i < last; i++) {
        struct item stage = {.kind = ITEM_STAGE, .entity = from.entity, .part = i};
        if (step_stage_class(runner, stage) != CLASS_OVERDUE)
            continue;
        double late = day - runner->target.stages[i].date.last;
        any = true;
        most = late > most ? late : most;
    }
    if (days)
        step_push_range(runner, most, most, UNIT_DAYS, true);
    else
        step_push_truth(runner, any);
}
