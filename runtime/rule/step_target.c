/* step_target.c: result targets, their stages, and what has been measured by the day. */
#include "steps.h"

struct target *step_target(struct runner *runner, uint32_t entity)
{
    if (runner->target_of != entity) {
        if (runner->target_of)
            target_free(&runner->target);
        runner->reading = entity;
        target_read(runner->moment, entity, &runner->target);
        runner->reading = 0;
        runner->target_of = entity;
        runner_spend(runner, 20);
    }
    return &runner->target;
}

const struct stage *step_stage(struct runner *runner, struct item from)
{
    struct target *target = step_target(runner, from.entity);
    return from.part < target->stage_count ? &target->stages[from.part] : NULL;
}

struct stated runner_stage_line(struct runner *runner, struct item item)
{
    const struct stage *stage = step_stage(runner, item);
    return stage ? stage->line : (struct stated){0};
}

enum term step_state_term(enum target_state state)
{
    switch (state) {
    case STATE_MET: return STATEWORD_MET;
    case STATE_MET_LATE: return STATEWORD_MET_LATE;
    case STATE_MISSED: return STATEWORD_MISSED;
    case STATE_NOT_MEASURED: return STATEWORD_NOT_MEASURED;
    case STATE_ON_TRACK: return STATEWORD_ON_TRACK;
    case STATE_BEHIND: return STATEWORD_BEHIND;
    default: return STATEWORD_PENDING;
    }
}

enum target_state step_state(struct runner *runner, struct item from)
{
    struct target *target = step_target(runner, from.entity);
    if (from.kind == ITEM_STAGE)
        return from.part < target->stage_count ? target_judge(runner->moment, target, from.part).state : STATE_NONE;
    return target_worst(runner->moment, target);
}

enum time_class step_stage_class(struct runner *runner, struct item from)
{
    const struct stage *stage = step_stage(runner, from);
    return stage ? target_class(runner->moment, &runner->target, stage, step_state(runner, from)) : CLASS_NONE;
}

void step_push_stages(struct runner *runner, uint32_t target, bool certain)
{
    uint32_t count = step_target(runner, target)->stage_count;
    for (uint32_t i = 0; i < count; i++)
        runner_push(runner, (struct item){.kind = ITEM_STAGE, .certain = certain, .entity = target, .part = i});
}

/* The stages of all targets among the items from `first` on, in their place. */
void step_stages_of(struct runner *runner, uint32_t first)
{
    uint32_t last = runner->items.count;
    for (uint32_t i = first; i < last && !runner->exhausted; i++)
        step_push_stages(runner, runner->items.data[i].entity, runner->items.data[i].certain);
    runner_move_down(runner, first, last);
}

static void push_measurement(struct runner *runner, uint32_t entity, const struct measurement *m)
{
    struct range range = measurement_range(m);
    struct item item = {.kind = ITEM_MEASUREMENT,
                        .certain = range.low >= range.high,
                        .unit = m->amount.percent || m->amount.points || m->out_of > 0 ? UNIT_PERCENT : UNIT_PLAIN,
                        .entity = entity};
    item.number = range.low;
    item.day = m->date.last;
    runner_push(runner, item);
}

/* The latest value known on the day, of lines, data and what is computed. */
void step_push_latest(struct runner *runner, uint32_t entity)
{
    const struct moment *moment = runner->moment;
    const struct measurement *latest;
    struct measurement computed;
    struct series series = {0};
    uint32_t computing = entity;
    if (step_model(runner)->entities[entity].kind == KIND_TARGET) {
        struct target *target = step_target(runner, entity);
        latest = series_latest(moment, &target->series);
        if (!model_property(step_model(runner), entity, PROPERTY_COMPUTE).node)
            computing = target->indicator;
    } else {
        struct manner manner = {0};
        manner_read(step_model(runner), &manner, entity);
        series_read(moment, &manner, entity, &series);
        latest = series_latest(moment, &series);
    }
    bool computes = computing && series_computed(moment, computing, moment->day, &computed);
    if (computes && !computed.missing)
        push_measurement(runner, entity, &computed);
    else if (computes)
        runner_push(runner, (struct item){.kind = ITEM_UNDECIDED, .word = WORD_COMPUTE, .entity = entity});
    else if (latest)
        push_measurement(runner, entity, latest);
    else
        runner_push_missing(runner, entity, WORD_MEASURED);
    series_free(&series);
    runner_spend(runner, 20);
}

/* `målt` and `utgangspunkt`: what their lines say, as far as it is known. */
void step_push_measured(struct runner *runner, uint32_t entity, enum property property)
{
    struct manner manner = {0};
    struct series series = {0};
    struct measurement baseline;
    uint32_t first = runner->items.count;
    manner_read(step_model(runner), &manner, entity);
    if (property == PROPERTY_BASELINE) {
        if (series_baseline(runner->moment, &manner, entity, &baseline))
            push_measurement(runner, entity, &baseline);
    } else {
        series_read(runner->moment, &manner, entity, &series);
        for (uint32_t i = 0; i < series.count; i++)
            if (!series.data[i].missing && series.data[i].known <= runner->moment->day)
                push_measurement(runner, entity, &series.data[i]);
        runner_spend(runner, series.count + 4);
        series_free(&series);
    }
    if (runner->items.count == first)
        runner_push_missing(runner, entity, property_row(property)->word);
}

static void push_stage_value(struct runner *runner, struct item from)
{
    const struct stage *stage = step_stage(runner, from);
    double bound;
    bool upwards;
    if (stage && target_bound(runner->moment, &runner->target, stage, &bound, &upwards)) {
        bool percent = condition_unit(&runner->target, &stage->conditions[0]).percent;
        step_push_range(runner, bound, bound, percent ? UNIT_PERCENT : UNIT_PLAIN, true);
    } else {
        runner_push_missing(runner, from.entity, WORD_BY);
    }
}

void step_push_value(struct runner *runner, struct item from)
{
    if (from.kind == ITEM_STAGE) {
        push_stage_value(runner, from);
        return;
    }
    uint32_t first = runner->items.count;
    if (from.kind == ITEM_MEASUREMENT)
        runner_push(runner, from);
    else
        step_push_latest(runner, from.entity);
    if (runner->items.count == first || runner->items.data[first].kind != ITEM_MEASUREMENT)
        return;
    struct item *item = &runner->items.data[first];
    bool certain = item->certain;
    item->kind = certain ? ITEM_NUMBER : ITEM_UNDECIDED;
    item->high = item->number;
}
