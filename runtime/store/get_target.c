/* get_target.c: result targets, their stages judged on the day, and measurements. */
#include "reading.h"

#include <string.h>

/* The target of the row; read for the rows of `target`, there already for stages and measurements. */
static struct target *target_at(struct scan *c)
{
    if (!c->has_target)
        target_read(&c->store->moment, scan_at(c)->entity, &c->target);
    c->has_target = true;
    return &c->target;
}

static bool is_share(const struct measurement *m)
{
    return m->out_of > 0 || m->amount.percent;
}

/* ---- indicators and targets ---------------------------------------------------------------------------------------------------------- */

GET(frequency)
{
    struct manner manner = {0};
    manner_read(c->store->model, &manner, scan_at(c)->entity);
    return manner.frequency_months ? datum_integer(manner.frequency_months) : datum_null();
}

GET(target_indicator)
{
    return datum_identity(c->store, target_at(c)->indicator);
}

GET(target_unit)
{
    const struct amount *unit = &target_at(c)->manner.unit;
    return unit->unit ? datum_text(unit->unit, unit->unit_length) : datum_null();
}

GET(target_direction)
{
    const struct target *target = target_at(c);
    return target->manner.direction_stated ? datum_fixed(target->manner.downwards ? "down" : "up") : datum_null();
}

GET(target_frequency)
{
    int months = target_at(c)->manner.frequency_months;
    return months ? datum_integer(months) : datum_null();
}

GET(target_baseline)
{
    const struct target *target = target_at(c);
    return target->has_baseline ? datum_number(measurement_range(&target->baseline).low) : datum_null();
}

GET(target_baseline_date)
{
    const struct target *target = target_at(c);
    return target->has_baseline ? datum_day(c, target->baseline.date.last) : datum_null();
}

GET(target_stages)
{
    return datum_integer(target_at(c)->stage_count);
}

GET(target_state)
{
    return datum_fixed(state_row(target_worst(&c->store->moment, target_at(c)))->name);
}

/* ---- stages ----------------------------------------------------------------------------------------------------------- */

static const struct stage *stage_at(const struct scan *c)
{
    return &c->target.stages[scan_at(c)->index];
}

static const struct stage_state *state_at(struct scan *c)
{
    if (!c->judged)
        c->state = target_judge(&c->store->moment, &c->target, scan_at(c)->index);
    c->judged = true;
    return &c->state;
}

static enum time_class class_at(struct scan *c)
{
    return target_class(&c->store->moment, &c->target, stage_at(c), state_at(c)->state);
}

GET(stage_identity)
{
    const char *text = arena_format(&c->arena, "%s#%u", model_identity(c->store->model, scan_at(c)->entity),
                                    stage_at(c)->number);
    return datum_text(text, (uint32_t)strlen(text));
}

GET(stage_number)
{
    return datum_integer(stage_at(c)->number);
}

GET(stage_deadline)
{
    return stage_at(c)->placed ? datum_day(c, stage_at(c)->date.last) : datum_null();
}

GET(stage_precision)
{
    return stage_at(c)->placed ? datum_precision((enum date_precision)stage_at(c)->date.precision) : datum_null();
}

GET(stage_condition)
{
    const struct stage *stage = stage_at(c);
    if (!stage->condition_count)
        return datum_null();
    uint32_t start = stage->conditions[0].start, end = stage->conditions[stage->condition_count - 1].end;
    return datum_text(c->store->model->files[stage->line.file].source.bytes + start, end - start);
}

GET(stage_state)
{
    return datum_fixed(state_row(state_at(c)->state)->name);
}

GET(stage_class)
{
    return datum_fixed(class_row(class_at(c))->name);
}

GET(stage_days_overdue)
{
    bool overdue = stage_at(c)->placed && class_at(c) == CLASS_OVERDUE;
    return overdue ? datum_integer(c->store->moment.day - stage_at(c)->date.last) : datum_null();
}

GET(stage_reason)
{
    return datum_fixed(reason_row(state_at(c)->reason)->name);
}

GET(stage_bound)
{
    return state_at(c)->has_bound ? datum_number(state_at(c)->bound) : datum_null();
}

GET(stage_latest)
{
    const struct measurement *latest = state_at(c)->latest;
    return latest && !latest->missing ? datum_number(stage_range(stage_at(c), latest).low) : datum_null();
}

GET(stage_latest_date)
{
    const struct measurement *latest = state_at(c)->latest;
    return latest ? datum_day(c, latest->date.last) : datum_null();
}

GET(stage_expected)
{
    return state_at(c)->has_expected ? datum_number(state_at(c)->expected) : datum_null();
}

GET(stage_stale)
{
    return datum_integer(state_at(c)->stale);
}

/* ---- measurements ----------------------------------------------------------------------------------------------------- */

static bool is_baseline(const struct scan *c)
{
    return scan_at(c)->index == c->target.own_values;
}

static const struct measurement *measurement_at(const struct scan *c)
{
    return is_baseline(c) ? &c->target.baseline : &c->target.series.data[scan_at(c)->index];
}

GET(measurement_kind)
{
    return datum_fixed(is_baseline(c) ? "baseline" : "measurement");
}

GET(measurement_first)
{
    return datum_day(c, measurement_at(c)->date.first);
}

GET(measurement_last)
{
    return datum_day(c, measurement_at(c)->date.last);
}

GET(measurement_precision)
{
    return datum_precision((enum date_precision)measurement_at(c)->date.precision);
}

GET(measurement_value)
{
    return measurement_at(c)->missing ? datum_null() : datum_number(measurement_at(c)->amount.number);
}

GET(measurement_unit)
{
    const struct amount *amount = &measurement_at(c)->amount;
    return amount->unit ? datum_text(amount->unit, amount->unit_length) : datum_null();
}

static struct datum positive(double number)
{
    return number > 0 ? datum_number(number) : datum_null();
}

GET(measurement_out_of)
{
    return positive(measurement_at(c)->out_of);
}

GET(measurement_unknown)
{
    return positive(measurement_at(c)->unknown);
}

GET(measurement_share)
{
    const struct measurement *m = measurement_at(c);
    return is_share(m) && !m->missing ? datum_number(measurement_range(m).low) : datum_null();
}

GET(measurement_population)
{
    const struct measurement *m = measurement_at(c);
    return m->population ? datum_text(m->population, m->population_length) : datum_null();
}

GET(measurement_known)
{
    return datum_day(c, measurement_at(c)->known);
}

GET(measurement_origin)
{
    static const char *const names[] = {"written", "data", "counted", "computed"};
    return datum_fixed(names[measurement_at(c)->origin]);
}

GET(measurement_in_force)
{
    return datum_integer(measurement_at(c)->known <= c->store->moment.day);
}
