/* occurrence.c: a series cut into its occurrences, and which of them are done (language.md 5, 13). */
#include "moment.h"

#include <stdio.h>

struct series {
    const struct moment *moment;
    uint32_t entity, unit, count;
    bool over;
    void (*visit)(void *context, const struct occurrence *occurrence);
    void *context;
};

/* True when some `utført` known on the day overlaps [first, last]. */
static bool is_performed(const struct series *s, day_number first, day_number last)
{
    const struct model *model = s->moment->model;
    uint32_t count;
    for (struct stated line = model_property(model, s->entity, PROPERTY_PERFORMED); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        for (uint32_t i = 0; i < count; i++) {
            struct date date = values[i].date;
            if (values[i].type != VALUE_DATE || (values[i].flags & VALUE_UNCERTAIN) ||
                !moment_place(model, s->unit, &date))
                continue;
            if (date.last <= s->moment->day && date.first <= last && date.last >= first)
                return true;
        }
    }
    return false;
}

static void add(struct series *s, struct occurrence *occurrence)
{
    if (s->count++ >= MOST_OCCURRENCES)
        return;
    occurrence->performed = is_performed(s, occurrence->window.first, occurrence->window.last);
    s->over = s->over && occurrence->last < s->moment->day;
    s->visit(s->context, occurrence);
}

void occurrence_id(const struct occurrence *occurrence, char id[OCCURRENCE_ID])
{
    const struct date *date = &occurrence->window;
    struct civil first = date_civil(date->first), last = date_civil(date->last);
    char iso[16];
    date_format_iso(date->first, iso);
    unsigned year = (unsigned)first.year % 10000, month = (unsigned)first.month;
    switch (date->precision) {
    case PRECISION_YEAR: snprintf(id, OCCURRENCE_ID, "%u", year); break;
    case PRECISION_HALF_YEAR: snprintf(id, OCCURRENCE_ID, "%u-H%u", year, (month + 5) / 6); break;
    case PRECISION_TERTIAL: snprintf(id, OCCURRENCE_ID, "%u-T%u", year, (month + 3) / 4); break;
    case PRECISION_QUARTER: snprintf(id, OCCURRENCE_ID, "%u-Q%u", year, (month + 2) / 3); break;
    case PRECISION_SEASON: snprintf(id, OCCURRENCE_ID, "%u-%s", year, first.month == 1 ? "spring" : "autumn"); break;
    case PRECISION_MONTH: snprintf(id, OCCURRENCE_ID, "%u-%02u", year, month); break;
    case PRECISION_WEEK: {
        struct date week;
        unsigned number = 1;
        int week_year = date_civil(date->first + 3).year; /* a week belongs to the year of its Thursday */
        while (number < 53 && date_of_week(week_year, (int)number, &week) && week.first != date->first)
            number++;
        snprintf(id, OCCURRENCE_ID, "%u-W%02u", (unsigned)week_year, number);
        break;
    }
    case PRECISION_DAY: snprintf(id, OCCURRENCE_ID, "%s", iso); break;
    default: snprintf(id, OCCURRENCE_ID, "%u-%u", year, (unsigned)last.year % 10000); break;
    }
}

/* The day that `innen 15. desember` gives within a window, or its last day. */
static day_number window_deadline(const struct value *within, day_number first, day_number last)
{
    if (!within)
        return last;
    int month = (int)within->number / 100, day = (int)within->number % 100;
    for (int year = date_civil(last).year; year >= date_civil(first).year; year--) {
        int longest = date_days_in_month(year, month);
        day_number at = date_day(year, month, day == 0 || day > longest ? longest : day);
        if (at >= first && at <= last)
            return at;
    }
    return last;
}

static int months_of(enum date_precision unit)
{
    return unit == PRECISION_MONTH       ? 1
           : unit == PRECISION_QUARTER   ? 3
           : unit == PRECISION_TERTIAL   ? 4
           : unit == PRECISION_HALF_YEAR ? 6
                                         : 12;
}

/* Cuts [range->first, range->last] into calendar windows, or, for `hvert 4. år`, into windows from its start. */
static void cut(struct series *s, const struct value *every, const struct date *range, const struct value *within)
{
    int months = months_of((enum date_precision)every->unit) * (int)every->number;
    struct civil civil = date_civil(range->first);
    day_number start = range->first;
    if (every->number == 1) { /* the calendar window that the start lies in */
        int month = (civil.month - 1) / months * months + 1;
        start = date_day(civil.year, month, 1);
    }
    for (day_number at = start; at <= range->last && s->count < MOST_OCCURRENCES;) {
        day_number next = date_add_months(at, months), end = next - 1 < range->last ? next - 1 : range->last;
        struct occurrence occurrence = {.first = at > range->first ? at : range->first,
                                        .last = window_deadline(within, at, end)};
        occurrence.window = (struct date){at, every->number == 1 ? next - 1 : end,
                                          (uint8_t)(every->number == 1 ? every->unit : PRECISION_RANGE), 0, 0};
        if (occurrence.last >= range->first) /* else its deadline was before the series began */
            add(s, &occurrence);
        at = next;
    }
}

/* From when to when a recurrence runs: its own range, else the later of plan period and start to the period's end. */
static bool recurrence_range(const struct model *model, uint32_t entity, const struct value *own, struct date *range)
{
    uint32_t unit = model->entities[entity].unit, count;
    const struct date *period = &model->units[unit].period;
    *range = own ? own->date : *period;
    if (own && !moment_place(model, unit, range))
        return false;
    if (!own && !period->precision)
        *range = (struct date){DAY_OPEN_START, DAY_OPEN_END, PRECISION_RANGE, PRECISION_NONE, 0};
    struct stated line = model_property(model, entity, PROPERTY_START);
    const struct value *start = model_values(model, line, &count);
    if (!own && count && start->type == VALUE_DATE && !(start->flags & VALUE_UNCERTAIN)) {
        struct date date = start->date;
        if (moment_place(model, unit, &date) && date.first > range->first)
            range->first = date.first;
    }
    if (own && period->precision) { /* `hvert år fra 2020`: the plan's period gives the open end */
        if (range->last >= DAY_OPEN_END)
            range->last = period->last;
        if (range->first <= DAY_OPEN_START)
            range->first = period->first;
    }
    return range->first > DAY_OPEN_START && range->last < DAY_OPEN_END;
}

/* Reads one item of `når` from values[*i], with the range and the day of year that belong to it. */
static void read_item(const struct value *values, uint32_t count, uint32_t *i, const struct value **range,
                      const struct value **within)
{
    *range = *within = NULL;
    while (*i + 1 < count && (values[*i + 1].tag == TAG_RANGE || values[*i + 1].tag == TAG_WITHIN)) {
        ++*i;
        if (values[*i].tag == TAG_RANGE)
            *range = &values[*i];
        else
            *within = &values[*i];
    }
}

uint32_t moment_occurrences(const struct moment *moment, uint32_t entity, bool *over,
                            void (*visit)(void *context, const struct occurrence *occurrence), void *context)
{
    const struct model *model = moment->model;
    struct series s = {moment, entity, model->entities[entity].unit, 0, true, visit, context};
    uint32_t count;
    for (struct stated line = model_property(model, entity, PROPERTY_WHEN); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count), *own, *within;
        for (uint32_t i = 0; i < count; i++) {
            const struct value *item = &values[i];
            struct date date = item->date;
            read_item(values, count, &i, &own, &within);
            if (item->type == VALUE_EVERY) {
                if (recurrence_range(model, entity, own, &date))
                    cut(&s, item, &date, within);
                else
                    s.over = false;
            } else if (item->type == VALUE_DATE && !(item->flags & VALUE_UNCERTAIN) &&
                       moment_place(model, s.unit, &date)) {
                struct occurrence occurrence = {.first = date.first, .last = date.last, .window = date};
                if (date.first <= DAY_OPEN_START || date.last >= DAY_OPEN_END) {
                    s.over = false;
                    continue;
                }
                add(&s, &occurrence);
            }
        }
    }
    *over = s.over && s.count > 0;
    return s.count;
}

bool moment_lacks_range(const struct model *model, uint32_t entity)
{
    uint32_t count;
    for (struct stated line = model_property(model, entity, PROPERTY_WHEN); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count), *own, *within;
        for (uint32_t i = 0; i < count; i++) {
            const struct value *item = &values[i];
            struct date range;
            read_item(values, count, &i, &own, &within);
            if (item->type == VALUE_EVERY && !recurrence_range(model, entity, own, &range))
                return true;
        }
    }
    return false;
}
