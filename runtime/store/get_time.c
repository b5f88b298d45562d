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

/* ---- validity: a requirement holds as long as what it is a part of ------------------------------------------------------- */

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

GET(valid)
{
    struct date from, to;
    day_number day = c->store->moment.day;
    bool begun = !validity(c, PROPERTY_VALID_FROM, &from) || from.first <= day;
    return datum_integer(begun && (!validity(c, PROPERTY_VALID_TO, &to) || to.last >= day));
}

/* ---- the dates of a line -------------------------------------------------------------------------------------------------- */

/* The range behind a recurrence or `løpende`. */
static const struct value *range_behind(const struct scan *c)
{
    const struct store_row *row = scan_at(c);
    uint32_t count;
    const struct value *values = model_values(c->store->model, row->line, &count);
    for (const struct value *at = row->value + 1; at < values + count && at->tag != TAG_NONE; at++)
        if (at->tag == TAG_RANGE)
            return at;
    return NULL;
}

/* The date of a row: its value, or of a status line the one behind the word. */
static const struct value *date_of(const struct scan *c)
{
    const struct store_row *row = scan_at(c);
    uint32_t count;
    const struct value *values = model_values(c->store->model, row->line, &count);
    if (row->value->type == VALUE_DATE)
        return row->value;
    if (c->table->number == SCHEMA_STATUS_CHANGE)
        return count > 1 && values[1].type == VALUE_DATE ? &values[1] : NULL;
    return range_behind(c);
}

GET(first_day)
{
    struct date date;
    return scan_date(c, date_of(c), &date) ? datum_day(c, date.first) : datum_null();
}

GET(last_day)
{
    struct date date;
    return scan_date(c, date_of(c), &date) ? datum_day(c, date.last) : datum_null();
}

GET(precision)
{
    struct date date;
    return scan_date(c, date_of(c), &date) ? datum_precision((enum date_precision)date.precision) : datum_null();
}

GET(time_form)
{
    const struct value *value = scan_at(c)->value;
    switch (value->type) {
    case VALUE_DATE: return datum_fixed("date");
    case VALUE_EVERY: return datum_fixed("every");
    case VALUE_NONE: return datum_fixed("none");
    case VALUE_UNDECIDED: return datum_fixed("undecided");
    case VALUE_TERM:
        return datum_fixed(value->symbol == DATE_CONTINUOUS  ? "ongoing"
                           : value->symbol == DATE_REGULARLY ? "regularly"
                                                             : "as_needed");
    default: return datum_fixed("text");
    }
}

static struct datum months_of(const struct value *value)
{
    if (!value || value->type != VALUE_EVERY)
        return datum_null();
    int months = value->unit == PRECISION_MONTH       ? 1
                 : value->unit == PRECISION_QUARTER   ? 3
                 : value->unit == PRECISION_TERTIAL   ? 4
                 : value->unit == PRECISION_HALF_YEAR ? 6
                                                      : 12;
    return datum_integer(months * (int)value->number);
}

GET(every_months)
{
    return months_of(scan_at(c)->value);
}

GET(frequency)
{
    struct stated line = model_property(c->store->model, scan_at(c)->entity, PROPERTY_FREQUENCY);
    return months_of(model_value(c->store->model, line, TAG_NONE));
}

GET(range_first)
{
    struct date date;
    const struct value *range = model_value(c->store->model, scan_at(c)->line, TAG_RANGE);
    return scan_date(c, range, &date) ? datum_day(c, date.first) : datum_null();
}

GET(range_last)
{
    struct date date;
    const struct value *range = model_value(c->store->model, scan_at(c)->line, TAG_RANGE);
    return scan_date(c, range, &date) ? datum_day(c, date.last) : datum_null();
}

/* ---- statuses, decisions, exceptions ---------------------------------------------------------------------------------------- */

GET(status_word)
{
    const struct value *value = scan_at(c)->value;
    return value->type == VALUE_TERM ? datum_term(c, value->symbol) : datum_null();
}

GET(status_in_force)
{
    struct date date;
    const struct value *word = scan_at(c)->value, *stated = date_of(c);
    if (word->type != VALUE_TERM || (word->flags & VALUE_UNCERTAIN) || (stated && (stated->flags & VALUE_UNCERTAIN)))
        return datum_integer(0);
    if (!stated)
        return datum_integer(1);
    bool placed = scan_date(c, stated, &date);
    day_number since = status_ends((enum term)word->symbol) ? date.last : date.first;
    return datum_integer(placed && since <= c->store->moment.day);
}

static const struct value *tagged(const struct scan *c, enum value_tag tag)
{
    return model_value(c->store->model, scan_at(c)->line, tag);
}

GET(decision_case)
{
    const struct value *value = tagged(c, TAG_DECISION);
    return value ? datum_written(c, scan_at(c)->line.file, value) : datum_null();
}

GET(decided)
{
    struct date date;
    return scan_date(c, tagged(c, TAG_DECIDED), &date) ? datum_day(c, date.last) : datum_null();
}

GET(decided_precision)
{
    struct date date;
    return scan_date(c, tagged(c, TAG_DECIDED), &date) ? datum_precision((enum date_precision)date.precision)
                                                       : datum_null();
}

GET(decided_in_force)
{
    struct date date;
    const struct value *stated = tagged(c, TAG_DECIDED);
    if (!stated)
        return datum_integer(1);
    return datum_integer(scan_date(c, stated, &date) && date.first <= c->store->moment.day);
}

GET(until_day)
{
    struct date date;
    return scan_date(c, tagged(c, TAG_UNTIL), &date) ? datum_day(c, date.last) : datum_null();
}

GET(until_in_force)
{
    struct date date;
    return datum_integer(!scan_date(c, tagged(c, TAG_UNTIL), &date) || date.last >= c->store->moment.day);
}
