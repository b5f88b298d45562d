/* occurrence.c: a series cut into its occurrences, and which of them are done (language.md 5, 13). */
#include "moment.h"
#include "symbol.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is known to be done: an interval of days, and the latest day among it and those that begin before. */
struct tick {
    day_number first, last, latest;
};

struct ticks {
    struct tick *data;
    uint32_t count, capacity;
};

/* The windows that a list has given, and each of them with its deadlines. */
struct windows {
    bool wanted; /* one recurrence or date alone cannot give a window twice */
    struct symbol_table seen;
    uint32_t *twins, count, capacity; /* by symbol: how many deadlines the window has */
    struct arena arena;
};

struct series {
    const struct moment *moment;
    uint32_t entity, unit, count;
    bool over;
    struct windows windows;
    struct ticks ticks;
    void (*visit)(void *context, const struct occurrence *occurrence);
    void *context;
};

static int by_first(const void *a, const void *b)
{
    const struct tick *x = a, *y = b;
    return (x->first > y->first) - (x->first < y->first);
}

/* The `utført` of a series that are known on the day, in order. */
static void read_ticks(struct series *s)
{
    const struct model *model = s->moment->model;
    uint32_t count;
    for (struct stated line = model_property(model, s->entity, PROPERTY_PERFORMED); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        for (uint32_t i = 0; i < count; i++) {
            struct date date;
            if (values[i].type != VALUE_DATE || moment_knows(s->moment, s->unit, &values[i], true, &date) != KNOWN)
                continue;
            struct tick tick = {date.first, date.last, 0};
            ARRAY_PUSH(&s->ticks, data, count, capacity, tick);
        }
    }
    if (s->ticks.count > 1)
        qsort(s->ticks.data, s->ticks.count, sizeof *s->ticks.data, by_first);
    for (uint32_t i = 0; i < s->ticks.count; i++) {
        struct tick *tick = &s->ticks.data[i];
        tick->latest = i && tick[-1].latest > tick->last ? tick[-1].latest : tick->last;
    }
}

/* True when some tick overlaps the window: of those that begin by its last day, one lasts into it. */
static bool is_performed(const struct series *s, const struct date *window)
{
    uint32_t low = 0, high = s->ticks.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (s->ticks.data[middle].first <= window->last)
            low = middle + 1;
        else
            high = middle;
    }
    return low && s->ticks.data[low - 1].latest >= window->first;
}

/* False for what was promised before: the same window with the same deadline. Another deadline makes it a twin. */
static bool is_new(struct windows *windows, struct occurrence *occurrence)
{
    char id[OCCURRENCE_ID];
    if (!windows->wanted)
        return true;
    if (!windows->seen.count)
        symbol_init(&windows->seen, 16);
    occurrence_id(occurrence, id);
    const char *window = arena_copy(&windows->arena, id, strlen(id)),
               *promise = arena_format(&windows->arena, "%s %d", id, (int)occurrence->last);
    if (symbol_find(&windows->seen, promise, (uint32_t)strlen(promise)))
        return false;
    symbol_intern(&windows->seen, promise, (uint32_t)strlen(promise));
    uint32_t symbol = symbol_intern(&windows->seen, window, (uint32_t)strlen(window));
    while (windows->count <= symbol)
        ARRAY_PUSH(windows, twins, count, capacity, 0);
    occurrence->twin = windows->twins[symbol]++;
    return true;
}

static void free_windows(struct windows *windows)
{
    if (windows->seen.count)
        symbol_free(&windows->seen);
    array_free(windows->twins);
    arena_free(&windows->arena);
}

static void add(struct series *s, struct occurrence *occurrence)
{
    if (!is_new(&s->windows, occurrence))
        return;
    s->count++;
    occurrence->performed = is_performed(s, &occurrence->window);
    s->over = s->over && occurrence->last < s->moment->day;
    s->visit(s->context, occurrence);
}

/* A range of a list: 2024-2025 of whole years, 2026-05..2026-08 of whole months, else its days. */
static void range_id(const struct date *date, char id[OCCURRENCE_ID])
{
    struct civil first = date_civil(date->first), last = date_civil(date->last);
    char from[16], to[16];
    bool months = first.day == 1 && last.day == date_days_in_month(last.year, last.month);
    date_format_iso(date->first, from);
    date_format_iso(date->last, to);
    if (months && first.month == 1 && last.month == 12)
        snprintf(id, OCCURRENCE_ID, "%.4s-%.4s", from, to);
    else
        snprintf(id, OCCURRENCE_ID, "%.*s..%.*s", months ? 7 : 10, from, months ? 7 : 10, to);
}

static void window_id(const struct occurrence *occurrence, char id[OCCURRENCE_ID])
{
    const struct date *date = &occurrence->window;
    struct civil first = date_civil(date->first), last = date_civil(date->last);
    char iso[16];
    date_format_iso(date->first, iso);
    unsigned year = (unsigned)first.year % 10000, month = (unsigned)first.month;
    if (date->start != PRECISION_NONE || date->precision == PRECISION_SCHOOL_YEAR) {
        range_id(date, id);
        return;
    }
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

void occurrence_id(const struct occurrence *occurrence, char id[OCCURRENCE_ID])
{
    window_id(occurrence, id);
    size_t length = strlen(id);
    if (occurrence->twin)
        snprintf(id + length, OCCURRENCE_ID - length, "~%u", occurrence->twin + 1);
}

static const char *word_of(int term, enum language language)
{
    return keyword_of_term((enum term)term)->forms[language];
}

/* An id in other clothes: the dash of a range between its years, months or days. */
static const char *dashed(struct arena *arena, const char *id, const char *between)
{
    const char *at = strstr(id, between);
    return at ? arena_format(arena, "%.*s–%s", (int)(at - id), id, at + strlen(between))
              : arena_format(arena, "%s", id);
}

/* "2. kvartal 2026", "2nd quarter 2026". */
static const char *part_of_year(struct arena *arena, int number, enum term part, int year, enum language language)
{
    static const char *const endings[] = {".", "st", "nd", "rd", "th"};
    const char *ending = endings[language == LANGUAGE_EN ? number : 0];
    return arena_format(arena, "%d%s %s %d", number, ending, word_of((int)part, language), year);
}

const char *occurrence_label(struct arena *arena, const struct occurrence *occurrence, enum language language)
{
    const struct date *date = &occurrence->window;
    int year = date_civil(date->first).year, month = date_civil(date->first).month;
    char id[OCCURRENCE_ID];
    window_id(occurrence, id);
    const char *week = strchr(id, 'W');
    switch (date->start != PRECISION_NONE ? PRECISION_RANGE : date->precision) {
    case PRECISION_MONTH: return arena_format(arena, "%s %d", word_of(DATE_JANUARY + month - 1, language), year);
    case PRECISION_SEASON:
        return arena_format(arena, "%s %d", word_of(month == 1 ? DATE_SPRING : DATE_AUTUMN, language), year);
    case PRECISION_QUARTER: return part_of_year(arena, (month + 2) / 3, DATE_QUARTER, year, language);
    case PRECISION_TERTIAL: return part_of_year(arena, (month + 3) / 4, DATE_TERTIAL, year, language);
    case PRECISION_HALF_YEAR: return part_of_year(arena, (month + 5) / 6, DATE_HALF_YEAR, year, language);
    case PRECISION_SCHOOL_YEAR:
        return arena_format(arena, "%s %d/%02d", word_of(DATE_SCHOOL_YEAR, language), year, (year + 1) % 100);
    case PRECISION_WEEK: /* the week's year is not always its Monday's */
        return arena_format(arena, "%s %s %.4s", word_of(DATE_WEEK, language), week + 1, id);
    case PRECISION_RANGE: return dashed(arena, id, strstr(id, "..") ? ".." : "-");
    default: return arena_format(arena, "%s", id);
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

/* Cuts [range->first, range->last] into calendar windows, or, for `hvert 4. år`, into windows from its start. What has no
 * end is cut as far as the day's own window: of what comes later nothing can be missed yet. */
static void cut(struct series *s, const struct value *every, const struct date *range, const struct value *within)
{
    int months = months_of((enum date_precision)every->unit) * (int)every->number;
    bool calendar = every->number == 1, endless = range->last >= DAY_OPEN_END;
    struct civil civil = date_civil(range->first);
    day_number start = calendar ? date_day(civil.year, (civil.month - 1) / months * months + 1, 1) : range->first;
    day_number at = start;
    for (int i = 1; at <= range->last && (!endless || at <= s->moment->day); i++) {
        day_number next = date_add_months(start, months * i), end = next - 1 < range->last ? next - 1 : range->last;
        struct occurrence occurrence = {.first = at > range->first ? at : range->first,
                                        .last = window_deadline(within, at, end)};
        occurrence.window = (struct date){
            at, calendar ? next - 1 : end, (uint8_t)(calendar ? every->unit : PRECISION_RANGE), PRECISION_NONE, 0, 0};
        if (i > MOST_OCCURRENCES) {
            s->over = false;
            break;
        }
        if (occurrence.last >= range->first) /* else its deadline was before the series began */
            add(s, &occurrence);
        at = next;
    }
    s->over = s->over && !endless;
}

/* Sets `range` to the date of a property that can be placed in time. */
static bool read_range(const struct model *model, uint32_t entity, enum property property, struct date *range)
{
    const struct value *value = model_value(model, model_property(model, entity, property), TAG_NONE);
    if (!value || value->type != VALUE_DATE || (value->flags & VALUE_UNCERTAIN))
        return false;
    *range = value->date;
    return moment_place(model, model->entities[entity].unit, range);
}

/* From when to when a recurrence runs: its own range, or the declaration's own `periode`, or else the later of the plan's
 * period and `oppstart`. What gives one end only gets the other so; it may have no end, but must have a start. */
static bool recurrence_range(const struct model *model, uint32_t entity, const struct value *own, struct date *range)
{
    uint32_t unit = model->entities[entity].unit;
    const struct date *period = &model->units[unit].period;
    struct date from = {.first = DAY_OPEN_START};
    *range = (struct date){DAY_OPEN_START, DAY_OPEN_END, PRECISION_RANGE, PRECISION_NONE, 0, 0};
    if (own) {
        *range = own->date;
        if (!moment_place(model, unit, range))
            return false;
    } else {
        read_range(model, entity, PROPERTY_PERIOD, range);
    }
    bool open = range->first <= DAY_OPEN_START;
    if (open && period->precision)
        range->first = period->first;
    if (range->last >= DAY_OPEN_END && period->precision)
        range->last = period->last;
    if (open && read_range(model, entity, PROPERTY_START, &from) && from.first > range->first)
        range->first = from.first;
    return range->first > DAY_OPEN_START;
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

/* One item of `når`: a recurrence with what belongs to it, or a date. */
static void add_item(struct series *s, const struct value *item, const struct value *own, const struct value *within)
{
    const struct model *model = s->moment->model;
    struct date date = item->date;
    if (item->type == VALUE_EVERY) {
        if (recurrence_range(model, s->entity, own, &date))
            cut(s, item, &date, within);
        else
            s->over = false;
        return;
    }
    if (item->type != VALUE_DATE || (item->flags & VALUE_UNCERTAIN) || !moment_place(model, s->unit, &date))
        return;
    struct occurrence occurrence = {.first = date.first, .last = date.last, .window = date};
    if (date.first <= DAY_OPEN_START || date.last >= DAY_OPEN_END)
        s->over = false;
    else
        add(s, &occurrence);
}

uint32_t moment_occurrences(const struct moment *moment, uint32_t entity, bool *over,
                            void (*visit)(void *context, const struct occurrence *occurrence), void *context)
{
    return moment_series(moment, entity, PROPERTY_WHEN, over, visit, context);
}

uint32_t moment_series(const struct moment *moment, uint32_t entity, enum property property, bool *over,
                       void (*visit)(void *context, const struct occurrence *occurrence), void *context)
{
    const struct model *model = moment->model;
    struct series s = {.moment = moment,
                       .entity = entity,
                       .unit = model->entities[entity].unit,
                       .over = true,
                       .visit = visit,
                       .context = context};
    uint32_t count;
    read_ticks(&s);
    for (struct stated line = model_property(model, entity, property); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count), *own, *within;
        for (uint32_t i = 0; i < count; i++) {
            const struct value *item = &values[i];
            read_item(values, count, &i, &own, &within);
            s.windows.wanted = s.windows.wanted || i + 1 < count || model_next_property(model, line).node;
            add_item(&s, item, own, within);
        }
    }
    free_windows(&s.windows);
    array_free(s.ticks.data);
    *over = s.over && s.count > 0;
    return s.count;
}

enum recurrence_flaw moment_recurrence_flaw(const struct moment *moment, uint32_t entity)
{
    const struct model *model = moment->model;
    uint32_t count;
    for (struct stated line = model_property(model, entity, PROPERTY_WHEN); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count), *own, *within;
        for (uint32_t i = 0; i < count; i++) {
            const struct value *item = &values[i];
            struct date range;
            read_item(values, count, &i, &own, &within);
            if (item->type != VALUE_EVERY)
                continue;
            if (!recurrence_range(model, entity, own, &range))
                return RECURRENCE_WITHOUT_START;
            int months = months_of((enum date_precision)item->unit) * (int)item->number;
            day_number last = range.last < DAY_OPEN_END ? range.last : moment->day;
            if (date_add_months(range.first, months * MOST_OCCURRENCES) <= last)
                return RECURRENCE_TOO_LONG;
        }
    }
    return RECURRENCE_FINE;
}
