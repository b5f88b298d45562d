/* get_line.c: the rows that are a line of their own: its dates, and whether they count on the day. */
#include "reading.h"

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

GET(every_months)
{
    const struct value *value = scan_at(c)->value;
    if (value->type != VALUE_EVERY)
        return datum_null();
    int months = value->unit == PRECISION_MONTH       ? 1
                 : value->unit == PRECISION_QUARTER   ? 3
                 : value->unit == PRECISION_TERTIAL   ? 4
                 : value->unit == PRECISION_HALF_YEAR ? 6
                                                      : 12;
    return datum_integer(months * (int)value->number);
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

/* True when a date counts on the day: as the moment counts it. */
static struct datum in_force(const struct scan *c, const struct value *date, bool ends)
{
    struct date placed;
    uint32_t unit = c->store->model->files[scan_at(c)->line.file].unit;
    return datum_integer(moment_knows(&c->store->moment, unit, date, ends, &placed) == KNOWN);
}

GET(status_in_force)
{
    const struct value *word = scan_at(c)->value;
    if (word->type != VALUE_TERM || (word->flags & VALUE_UNCERTAIN))
        return datum_integer(0);
    return in_force(c, date_of(c), status_ends((enum term)word->symbol));
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
    const struct value *first = scan_at(c)->value;
    if (first->type == VALUE_NONE || first->type == VALUE_UNDECIDED || (first->flags & VALUE_UNCERTAIN))
        return datum_integer(0);
    return in_force(c, tagged(c, TAG_DECIDED), false);
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
