#include "figure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Between a number and its unit: a blank that no line ends at. */
#define JOINED "\u00A0"

/* ---- numbers ----------------------------------------------------------------------------------------------- */

enum { MOST_DECIMALS = 6, MOST_DIGITS = 400 };

/* Groups of three behind each other where there are more than four digits: "1234", "12 345" (a blank that does not break). */
static const char *grouped(const struct teller *t, const char *digits, size_t whole)
{
    const char *blank = t->language == LANGUAGE_EN ? "," : JOINED, *text = "";
    if (whole <= 4)
        return digits;
    for (size_t at = 0, next; at < whole; at = next) {
        next = at + (whole - at - 1) % 3 + 1;
        text = arena_format(t->arena, "%s%s%.*s", text, at ? blank : "", (int)(next - at), digits + at);
    }
    return arena_format(t->arena, "%s%s", text, digits + whole);
}

/* A half is rounded away from zero, as people are taught: 6,25 is 6,3. */
static double rounded(double number, int decimals)
{
    double scale = pow(10, decimals);
    return fabs(number) < 1e9 ? round(number * scale) / scale : number;
}

const char *figure_number(const struct teller *t, double number, int decimals)
{
    char text[MOST_DIGITS], *start = text;
    if (isinf(number))
        return number > 0 ? "∞" : "−∞";
    if (fabs(number) >= 1e15)
        return arena_format(t->arena, "%.6g", number);
    snprintf(text, sizeof text, "%.*f", decimals, rounded(number, decimals));
    size_t length = strlen(text), whole = strspn(text + (*text == '-'), "0123456789");
    if (length > whole + (*text == '-')) { /* a mark, and decimals */
        while (text[length - 1] == '0')
            length--;
        length -= strchr("0123456789", text[length - 1]) == NULL;
        text[length] = '\0';
        char *mark = text + strcspn(text, ".,");
        if (*mark)
            *mark = t->language == LANGUAGE_EN ? '.' : ',';
    }
    if (strcmp(text, "-0") == 0)
        start++;
    const char *digits = grouped(t, start + (*start == '-'), whole);
    return arena_format(t->arena, "%s%s", *start == '-' ? "−" : "", digits);
}

int figure_decimals(double number, double other)
{
    int decimals = 1;
    for (; decimals < MOST_DECIMALS; decimals++) {
        double shown = rounded(number, decimals);
        bool taken = shown == rounded(other, decimals) || shown == 0 || shown == 100;
        if (!taken || fabs(number - shown) <= 1e-9 * (1 + fabs(number)))
            break;
    }
    return decimals;
}

const char *figure_amount(const struct teller *t, double number, const struct amount *unit, int decimals)
{
    const char *text = figure_number(t, number, decimals);
    if (unit->points)
        return phrase(t->arena, PHRASE_POINTS, t->language, text, NULL, NULL);
    if (unit->percent)
        return arena_format(t->arena, "%s" JOINED "%%", text);
    return unit->unit ? arena_format(t->arena, "%s" JOINED "%.*s", text, (int)unit->unit_length, unit->unit) : text;
}

/* ---- dates --------------------------------------------------------------------------------------------------- */

/* "mars 2025", "høst 2023", "skoleåret 2025/26": what has a name of its own; NULL for what has not. */
static const char *named_date(const struct teller *t, const struct date *date)
{
    const struct occurrence at = {.window = *date};
    int year = date_civil(date->first).year;
    if (date->start != PRECISION_NONE) /* a range */
        return NULL;
    switch (date->precision) {
    case PRECISION_WEEK:
    case PRECISION_MONTH:
    case PRECISION_QUARTER:
    case PRECISION_TERTIAL:
    case PRECISION_SEASON:
    case PRECISION_HALF_YEAR: return occurrence_label(t->arena, &at, t->language);
    case PRECISION_SCHOOL_YEAR:
        return arena_format(t->arena, "%s %d/%02d", keyword_of_term(DATE_SCHOOL_YEAR)->forms[t->language], year,
                            (year + 1) % 100);
    default: return NULL;
    }
}

const char *figure_date(const struct teller *t, const struct date *date)
{
    const char *name = named_date(t, date);
    if (name)
        return name;
    char first[16], last[16];
    struct civil from = date_civil(date->first), to = date_civil(date->last);
    date_format_iso(date->first, first);
    date_format_iso(date->last, last);
    if (date->first == date->last || date->first <= DAY_OPEN_START)
        return arena_format(t->arena, "%s", last);
    if (date->last >= DAY_OPEN_END)
        return arena_format(t->arena, "%s–", first);
    if (from.day == 1 && from.month == 1 && to.day == 31 && to.month == 12)
        return from.year == to.year ? arena_format(t->arena, "%d", to.year)
                                    : arena_format(t->arena, "%d–%d", from.year, to.year);
    return arena_format(t->arena, "%s–%s", first, last);
}

/* ---- values ---------------------------------------------------------------------------------------------------- */

/* "260 av 422", "nådd 210 av 357, ukjent 12". */
static const char *count_of(const struct teller *t, const struct measurement *m)
{
    const char *number = figure_number(t, m->amount.number, MOST_DECIMALS);
    const char *out_of = figure_number(t, m->out_of, MOST_DECIMALS);
    enum phrase words = m->origin == VALUE_COUNTED ? PHRASE_MET_OF : PHRASE_COUNT_OF;
    const char *text = phrase(t->arena, words, t->language, number, out_of, NULL);
    if (m->unknown > 0)
        text = phrase(t->arena, PHRASE_WITH_UNKNOWN, t->language, text, figure_number(t, m->unknown, MOST_DECIMALS),
                      NULL);
    return text;
}

/* True when a stage asks how many, not how large a part: `minst 200 kommuner` of `260 av 422 kommuner`. */
static bool asks_for_number(const struct stage *stage)
{
    const struct condition *condition = &stage->conditions[0];
    return stage->condition_count && !condition_is_share(condition) && !condition_is_relative(condition);
}

static const char *value_text(const struct teller *t, const struct stage *stage, const struct measurement *m,
                              const char *date)
{
    const char *tail = date ? arena_format(t->arena, "(%s)", date) : "", *between = date ? " " : "";
    if (m->missing)
        return arena_format(t->arena, "%s%s%s", phrase(t->arena, PHRASE_UNKNOWN, t->language, NULL, NULL, NULL),
                            between, tail);
    if (m->out_of > 0 && stage && asks_for_number(stage))
        return arena_format(t->arena, "%s%s%s", count_of(t, m), between, tail);
    if (m->out_of > 0) {
        double share = measurement_range(m).low;
        return arena_format(t->arena, "%s" JOINED "%% (%s%s%s)", figure_number(t, share, figure_decimals(share, NAN)),
                            count_of(t, m), date ? ", " : "", date ? date : "");
    }
    const char *text = figure_amount(t, m->amount.number + m->unknown, &m->amount, MOST_DECIMALS);
    if (m->unknown > 0)
        text = arena_format(t->arena, "%s–%s", figure_number(t, m->amount.number, MOST_DECIMALS), text);
    return arena_format(t->arena, "%s%s%s", text, between, tail);
}

const char *figure_value(const struct teller *t, const struct stage *stage, const struct measurement *m)
{
    return value_text(t, stage, m, NULL);
}

const char *figure_dated_value(const struct teller *t, const struct stage *stage, const struct measurement *m)
{
    return value_text(t, stage, m, figure_date(t, &m->date));
}

/* ---- conditions -------------------------------------------------------------------------------------------------- */

const char *figure_condition(const struct teller *t, const struct stage *stage)
{
    if (!stage->condition_count)
        return NULL;
    const char *bytes = t->model->files[stage->line.file].source.bytes;
    uint32_t start = stage->conditions[0].start, end = stage->conditions[stage->condition_count - 1].end;
    return arena_copy(t->arena, bytes + start, end - start);
}

const char *figure_bound(const struct teller *t, const struct target *target, const struct stage *stage, double number,
                         int decimals)
{
    const struct condition *condition = &stage->conditions[0];
    static const struct amount percent = {.percent = true};
    const struct amount *unit = &condition->amount;
    if (condition_is_relative(condition))
        unit = target->baseline.out_of > 0 ? &percent : &target->baseline.amount;
    else if (condition_is_share(condition))
        unit = &percent;
    return figure_amount(t, number, unit, decimals);
}

const char *figure_asked(const struct teller *t, const struct target *target, const struct stage *stage,
                         const struct stage_state *state)
{
    const char *text = figure_condition(t, stage);
    if (!text || !state->has_bound || !condition_is_relative(&stage->conditions[0]))
        return text;
    int decimals = state->latest ? figure_decimals(state->bound, stage_range(stage, state->latest).low) : 1;
    return phrase(t->arena, PHRASE_WITH_BOUND, t->language, text,
                  figure_bound(t, target, stage, state->bound, decimals), NULL);
}

const char *figure_cadence(const struct teller *t, const struct manner *manner)
{
    uint32_t count;
    const struct value *values = model_values(t->model, manner->frequency, &count);
    if (!manner->frequency_months || !count)
        return phrase(t->arena, PHRASE_EVERY_YEAR, t->language, NULL, NULL, NULL);
    const char *bytes = t->model->files[manner->frequency.file].source.bytes;
    return arena_copy(t->arena, bytes + values[0].start, values[count - 1].end - values[0].start);
}
