/* get_time.c: dates, and what holds on the day. */
#include "reading.h"

#include <string.h>

bool scan_date(struct scan *c, const struct value *value, struct date *date)
{
    if (!value || value->type != VALUE_DATE)
        return false;
    *date = value->date;
    return moment_place(c->store->model, c->store->model->files[scan_at(c)->line.file].unit, date);
}

static struct datum bound_day(struct scan *c, const struct bound *bound)
{
    return bound->stated ? datum_day(c, bound->date.last) : datum_null();
}

static struct datum bound_precision(const struct bound *bound)
{
    return bound->stated ? datum_precision((enum date_precision)bound->date.precision) : datum_null();
}

/* ---- work and goals ------------------------------------------------------------------------------------------------- */

/* Goals and challenges have times only when they state some. */
static const struct timing *timing_at(struct scan *c)
{
    static const struct timing none;
    return moment_is_dated(&c->store->moment, scan_at(c)->entity) ? scan_timing(c) : &none;
}

GET(class)
{
    const struct timing *timing = timing_at(c);
    return datum_fixed(class_row(timing->class)->name);
}

GET(status)
{
    return datum_term(c, scan_timing(c)->status);
}

GET(status_inherited)
{
    const struct timing *timing = scan_timing(c);
    return datum_integer(timing->status && timing->status_from != scan_at(c)->entity);
}

GET(start)
{
    const struct bound *start = &timing_at(c)->start;
    return start->stated ? datum_day(c, start->date.first) : datum_null();
}

GET(start_precision)
{
    const struct bound *start = &timing_at(c)->start;
    enum date_precision precision = (enum date_precision)(start->date.start ? start->date.start
                                                                            : start->date.precision);
    return start->stated ? datum_precision(precision) : datum_null();
}

GET(deadline)
{
    return bound_day(c, &timing_at(c)->deadline);
}

GET(deadline_precision)
{
    return bound_precision(&timing_at(c)->deadline);
}

GET(adopted)
{
    return bound_day(c, &timing_at(c)->adopted);
}

GET(adopted_precision)
{
    return bound_precision(&timing_at(c)->adopted);
}

GET(slip_days)
{
    const struct timing *timing = timing_at(c);
    return timing->adopted.stated && timing->deadline.stated ? datum_integer(timing->slip_days) : datum_null();
}

GET(days_overdue)
{
    const struct timing *timing = timing_at(c);
    return timing->class == CLASS_OVERDUE ? datum_integer(timing->days_overdue) : datum_null();
}

/* ---- occurrences ------------------------------------------------------------------------------------------------------- */

static const struct occurrence *occurrence_at(const struct scan *c)
{
    return &c->occurrences[scan_at(c)->index];
}

GET(occurrence_identity)
{
    char id[OCCURRENCE_ID];
    occurrence_id(occurrence_at(c), id);
    const char *text = arena_format(&c->arena, "%s@%s", model_identity(c->store->model, scan_at(c)->entity), id);
    return datum_text(text, (uint32_t)strlen(text));
}

GET(occurrence_first)
{
    return datum_day(c, occurrence_at(c)->first);
}

GET(occurrence_last)
{
    return datum_day(c, occurrence_at(c)->last);
}

GET(occurrence_performed)
{
    return datum_integer(occurrence_at(c)->performed);
}

/* A series that is over takes its occurrences with it, but for what was done. */
GET(occurrence_class)
{
    const struct timing *timing = scan_timing(c);
    if (occurrence_at(c)->performed || timing->class == CLASS_DONE)
        return datum_fixed(class_row(CLASS_DONE)->name);
    if (timing->class != CLASS_RECURRING)
        return datum_fixed(class_row(CLASS_STOPPED)->name);
    return datum_fixed(class_row(occurrence_at(c)->last < c->store->moment.day ? CLASS_OVERDUE : CLASS_LATER)->name);
}

/* ---- plans ------------------------------------------------------------------------------------------------------------- */

static uint32_t unit_at(const struct scan *c)
{
    return c->store->model->entities[scan_at(c)->entity].unit;
}

GET(plan_status)
{
    return datum_term(c, moment_plan_status(&c->store->moment, unit_at(c)));
}

GET(plan_draft)
{
    return datum_integer(moment_is_draft(&c->store->moment, unit_at(c)));
}

GET(plan_expired)
{
    return datum_integer(moment_is_expired(&c->store->moment, unit_at(c)));
}

GET(period_start)
{
    const struct date *period = &c->store->model->units[unit_at(c)].period;
    return period->precision ? datum_day(c, period->first) : datum_null();
}

GET(period_end)
{
    const struct date *period = &c->store->model->units[unit_at(c)].period;
    return period->precision ? datum_day(c, period->last) : datum_null();
}

/* ---- validity: as stated, or as what it is a part of states ----------------------------------------------------------------- */

static bool validity(const struct scan *c, enum property property, struct date *date)
{
    const struct model *model = c->store->model;
    for (uint32_t at = scan_at(c)->entity; at; at = model->entities[at].parent) {
        const struct value *value = model_value(model, model_property(model, at, property), TAG_NONE);
        if (!value || value->type != VALUE_DATE || (value->flags & VALUE_UNCERTAIN))
            continue;
        *date = value->date;
        return moment_place(model, model->entities[at].unit, date);
    }
    return false;
}

GET(valid_from)
{
    struct date date;
    return validity(c, PROPERTY_VALID_FROM, &date) ? datum_day(c, date.first) : datum_null();
}

GET(valid_to)
{
    struct date date;
    return validity(c, PROPERTY_VALID_TO, &date) ? datum_day(c, date.last) : datum_null();
}

static bool is_in_force(const struct scan *c, uint32_t entity)
{
    const struct moment *moment = &c->store->moment;
    const struct model *model = moment->model;
    uint32_t unit = model->entities[entity].unit;
    const struct value *from = model_value(model, model_property(model, entity, PROPERTY_VALID_FROM), TAG_NONE),
                       *to = model_value(model, model_property(model, entity, PROPERTY_VALID_TO), TAG_NONE);
    struct date date;
    if (from && from->type == VALUE_DATE && !(from->flags & VALUE_UNCERTAIN) &&
        moment_knows(moment, unit, from, false, &date) == NOT_KNOWN)
        return false;
    if (to && to->type == VALUE_DATE && !(to->flags & VALUE_UNCERTAIN) && to->date.last < moment->day)
        return false;
    return !moment->replaced_by || !moment->replaced_by[entity];
}

/* It, and all that it is a part of. */
GET(valid)
{
    const struct model *model = c->store->model;
    for (uint32_t at = scan_at(c)->entity; at; at = model->entities[at].parent)
        if (!is_in_force(c, at))
            return datum_integer(0);
    return datum_integer(1);
}
