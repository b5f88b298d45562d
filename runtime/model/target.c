#include "target.h"

#include <stdlib.h>

void target_free(struct target *target)
{
    for (uint32_t i = 0; i < target->stage_count; i++)
        array_free(target->stages[i].counted);
    array_free(target->stages);
    series_free(&target->series);
}

/* ---- stages ------------------------------------------------------------------------------------------------------ */

static enum comparison comparison_of(uint32_t term)
{
    switch (term) {
    case QUANTITY_AT_LEAST: return COMPARE_AT_LEAST;
    case QUANTITY_AT_MOST: return COMPARE_AT_MOST;
    case QUANTITY_MORE_THAN: return COMPARE_MORE;
    case QUANTITY_BELOW: return COMPARE_LESS;
    case QUANTITY_INCREASE: return COMPARE_INCREASE;
    case QUANTITY_REDUCE: return COMPARE_REDUCE;
    case QUANTITY_MAINTAIN: return COMPARE_MAINTAIN;
    case QUANTITY_ALL: return COMPARE_ALL;
    case QUANTITY_MOST: return COMPARE_MOST;
    case QUANTITY_HALF_OF: return COMPARE_HALF;
    case QUANTITY_NONE_OF: return COMPARE_NOBODY;
    default: return COMPARE_NONE;
    }
}

static struct condition read_condition(struct value_cursor *c, const struct target *target)
{
    const struct value *head = &c->values[c->at++], *next;
    struct condition condition = {.start = head->start, .end = head->end, .compare = comparison_of(head->unit)};
    if ((next = cursor_peek(c)) && next->type == VALUE_NUMBER && next->tag == TAG_NONE)
        condition.amount = cursor_amount(c);
    if ((next = cursor_peek(c)) && next->type == VALUE_NUMBER && next->tag == TAG_UPPER) {
        condition.compare = COMPARE_BETWEEN;
        condition.upper = cursor_amount(c);
    } else if (next && next->type == VALUE_NUMBER && next->tag == TAG_NONE) { /* `av 422` */
        condition.out_of = cursor_amount(c).number;
    }
    condition.population = cursor_population(c, &condition.population_length);
    if ((next = cursor_peek(c)) && next->tag == TAG_PER_YEAR) {
        condition.per_year = true;
        c->at++;
    }
    condition.end = c->values[c->at - 1].end;
    if (condition.out_of <= 0 && !condition.population && condition.compare != COMPARE_MAINTAIN) {
        amount_default_unit(&target->manner, &condition.amount);
        amount_default_unit(&target->manner, &condition.upper);
    }
    if (condition.compare == COMPARE_NONE) { /* a bare amount: by direction */
        condition.compare = target->manner.downwards ? COMPARE_AT_MOST : COMPARE_AT_LEAST;
        condition.assumed = !target->manner.direction_stated && condition.out_of <= 0;
    }
    if (condition.compare == COMPARE_MAINTAIN)
        condition.assumed = !target->manner.direction_stated;
    return condition;
}

static void read_stage(const struct moment *moment, struct target *target, struct stated line)
{
    struct value_cursor c = cursor_of(moment->model, line);
    struct stage stage = {.line = line};
    if (!c.count || c.values->type != VALUE_DATE)
        return;
    stage.date = c.values->date;
    stage.placed = moment_place(moment->model, moment->model->entities[target->entity].unit, &stage.date) &&
                   stage.date.last < DAY_OPEN_END;
    for (c.at = 1; c.at < c.count && stage.condition_count < MOST_CONDITIONS;) {
        if (c.values[c.at].type == VALUE_CONDITION) {
            stage.conditions[stage.condition_count++] = read_condition(&c, target);
        } else {
            stage.conditions[stage.condition_count++] = (struct condition){
                .undecided = true, .start = c.values[c.at].start, .end = c.values[c.at].end};
            c.at++;
        }
    }
    ARRAY_PUSH(target, stages, stage_count, stage_capacity, stage);
}

static int by_deadline(const void *a, const void *b)
{
    const struct stage *x = a, *y = b;
    if (x->date.last != y->date.last)
        return x->date.last < y->date.last ? -1 : 1;
    return x->line.node < y->line.node ? -1 : x->line.node > y->line.node;
}

/* `beregn` is worked out for the day, and for each deadline before it. */
static void read_computed(const struct moment *moment, struct target *target, uint32_t entity)
{
    struct series *series = &target->series;
    struct measurement computed;
    day_number last = DAY_OPEN_START;
    for (uint32_t i = 0; i <= target->stage_count; i++) {
        day_number day = moment->day;
        if (i < target->stage_count) {
            if (!target->stages[i].placed || target->stages[i].date.last >= moment->day)
                continue;
            day = target->stages[i].date.last;
        }
        if (day != last && series_computed(moment, entity, day, &computed))
            ARRAY_PUSH(series, data, count, capacity, computed);
        last = day;
    }
}

static void read_values(const struct moment *moment, struct target *target, uint32_t entity)
{
    series_read(moment, &target->manner, entity, &target->series);
    if (model_property(moment->model, entity, PROPERTY_COMPUTE).node)
        read_computed(moment, target, entity);
    if (!target->has_baseline)
        target->has_baseline = series_baseline(moment, &target->manner, entity, &target->baseline);
}

void target_read(const struct moment *moment, uint32_t entity, struct target *target)
{
    const struct model *model = moment->model;
    *target = (struct target){.entity = entity};
    uint32_t count;
    struct stated by = model_property(model, entity, PROPERTY_MEASURED_BY);
    const struct value *values = model_values(model, by, &count);
    if (count && values->type == VALUE_REFERENCE)
        target->indicator = model_target(model, by, values);
    for (uint32_t child = model->entities[entity].first_child; child && !target->indicator;
         child = model->entities[child].next_sibling)
        if (model->entities[child].kind == KIND_INDICATOR)
            target->indicator = child;
    manner_read(model, &target->manner, entity);
    if (target->indicator)
        manner_read(model, &target->manner, target->indicator);
    for (struct stated line = model_property(model, entity, PROPERTY_BY); line.node;
         line = model_next_property(model, line))
        read_stage(moment, target, line);
    if (target->stage_count > 1)
        qsort(target->stages, target->stage_count, sizeof *target->stages, by_deadline);
    for (uint32_t i = 0; i < target->stage_count; i++)
        target->stages[i].number = i + 1;
    read_values(moment, target, entity);
    target->own_values = target->series.count;
    if (target->indicator)
        read_values(moment, target, target->indicator);
}
