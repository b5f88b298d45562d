/* steps: what the files of path steps share: step.c has the derived names, step_time.c what the day decides, step_line.c the lines of declarations, step_target.c
 * targets and what is measured. Internal to rule/. Depends on run. Each appends what it finds to the runner's items. */
#ifndef TRAAD_STEPS_H
#define TRAAD_STEPS_H

#include "run.h"

static inline const struct model *step_model(const struct runner *runner)
{
    return runner->ground->model;
}

static inline uint32_t step_unit(const struct runner *runner, uint32_t entity)
{
    return step_model(runner)->entities[entity].unit;
}

static inline void step_push_kind(struct runner *runner, enum item_kind kind, bool certain)
{
    runner_push(runner, (struct item){.kind = (uint8_t)kind, .certain = certain});
}

static inline void step_push_term(struct runner *runner, uint32_t term, bool certain)
{
    runner_push(runner, (struct item){.kind = ITEM_TERM, .certain = certain, .part = term});
}

static inline void step_push_truth(struct runner *runner, bool truth)
{
    runner_push(runner, (struct item){.kind = ITEM_TRUTH, .certain = true, .part = truth});
}

static inline void step_push_text(struct runner *runner, const char *text, uint32_t length, uint32_t entity,
                                  bool certain)
{
    runner_push(runner,
                (struct item){.kind = ITEM_TEXT, .certain = certain, .entity = entity, .text = text, .length = length});
}

static inline void step_push_range(struct runner *runner, double low, double high, enum syntax_unit unit, bool certain)
{
    struct item item = {.kind = ITEM_NUMBER, .certain = certain, .unit = (uint8_t)unit};
    item.number = low;
    item.high = high;
    runner_push(runner, item);
}

static inline void step_push_date(struct runner *runner, uint32_t unit, struct date date, bool certain)
{
    if (moment_place(step_model(runner), unit, &date))
        runner_push(runner, (struct item){.kind = ITEM_DATE, .certain = certain, .date = date});
    else
        step_push_kind(runner, ITEM_UNDECIDED, false);
}

/* ---- step_time.c ---- */
void step_push_bound(struct runner *runner, uint32_t entity, const struct bound *bound, enum property property);
void step_push_postponements(struct runner *runner, uint32_t entity);
void step_push_status(struct runner *runner, uint32_t entity);
enum time_class step_class(struct runner *runner, uint32_t entity); /* of a declaration that has one */
enum term step_class_term(enum time_class class);
/* Whether a declaration, a target or a stage is overdue; or by how many days. */
void step_push_overdue(struct runner *runner, struct item from, bool days);

/* ---- step_line.c ---- */
void step_push_lines(struct runner *runner, uint32_t entity, enum property property);
void step_push_role(struct runner *runner, uint32_t entity, enum property role);
void step_push_sector(struct runner *runner, uint32_t actor);
void step_push_cost(struct runner *runner, uint32_t entity, enum term budget); /* VALUE_BUDGETED, PROPOSED; NONE: all */

/* ---- step_target.c ---- */
struct target *step_target(struct runner *runner, uint32_t entity); /* read, and kept until another one is */
const struct stage *step_stage(struct runner *runner, struct item from);
enum target_state step_state(struct runner *runner, struct item from); /* of a stage, or a target's worst */
enum term step_state_term(enum target_state state);
enum time_class step_stage_class(struct runner *runner, struct item from);
void step_push_stages(struct runner *runner, uint32_t target, bool certain);
void step_stages_of(struct runner *runner,
                    uint32_t first); /* puts the stages of the targets from `first` on in their place */
void step_push_latest(struct runner *runner, uint32_t entity);
void step_push_measured(struct runner *runner, uint32_t entity, enum property property);
void step_push_value(struct runner *runner, struct item from);

/* ---- step_coverage.c ---- */
void step_push_coverage(struct runner *runner, uint32_t entity);

#endif
