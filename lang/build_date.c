/* build_date.c: the grammar's dates, ranges and recurrences, each from the words and digits it is written with. */
#include "build_parts.h"

#include "grammar.h"

static struct token joined(const struct token *first, const struct token *last)
{
    struct token token = *first;
    token.kind = T_DAY;
    token.end = last->end;
    return token;
}

static void impossible(struct builder *b, struct token *token)
{
    build_fail(b, DIAG_IMPOSSIBLE_DATE, token);
    token->date = date_of_year(2000);
}

/* A date whose year is still to come from a later one in the list. */
static struct token without_year(const struct token *first, const struct token *last, enum date_precision precision,
                                 int part)
{
    struct token token = joined(first, last);
    token.date = (struct date){0, 0, (uint8_t)precision, PRECISION_NONE, YEAR_TO_COME, 0};
    token.symbol = (uint32_t)part;
    return token;
}

static int year_of(const struct token *year)
{
    return (int)year->number;
}

static int month_of(const struct token *month)
{
    return (int)month->symbol - DATE_JANUARY + 1;
}

static bool range_may_stand(enum shape shape)
{
    return shape == SHAPE_WHEN || shape == SHAPE_PERIOD || shape == SHAPE_DATES || shape == SHAPE_MONEY;
}

/* The other thing that `2011-12` may mean: a month, in words. */
static void offer_month(struct builder *b, struct diagnostic *diagnostic, int year, int month)
{
    struct diag_list *list = b->lexer->diagnostics;
    const char *const *forms = keyword_of_term((enum term)(DATE_JANUARY + month - 1))->forms;
    const char **help = arena_alloc(list->arena, LANGUAGE_COUNT * sizeof *help);
    help[LANGUAGE_NB] = arena_format(list->arena, ", eller `%s %d` for måneden", forms[LANGUAGE_NB], year);
    help[LANGUAGE_NN] = arena_format(list->arena, ", eller `%s %d` for månaden", forms[LANGUAGE_NN], year);
    help[LANGUAGE_EN] = arena_format(list->arena, ", or `%s %d` for the month", forms[LANGUAGE_EN], year);
    diagnostic->arguments[2] = diag_phrase(help);
    diag_add_fix(list, diagnostic, diagnostic->span, arena_format(list->arena, "%s %d", forms[LANGUAGE_NB], year),
                 false, PHRASE_REPLACE);
}

struct token build_year(struct builder *b, const struct token *year)
{
    struct token token = *year;
    (void)b;
    token.date = date_of_year(year_of(year));
    return token;
}

struct token build_iso_month(struct builder *b, const struct token *month)
{
    struct token token = *month;
    int year = (int)month->symbol, number = (int)month->number;
    bool like_range = number > 12 ? number > year % 100 : number == year % 100 + 1 && range_may_stand(b->lexer->shape);
    token.symbol = 0;
    if (like_range) {
        struct diag_list *list = b->lexer->diagnostics;
        const char *range = arena_format(list->arena, "%d–%d", year, year / 100 * 100 + number);
        struct diagnostic *diagnostic = build_fail(b, DIAG_SHORT_RANGE, month);
        diagnostic->arguments[1] = diag_string(range);
        diag_add_fix(list, diagnostic, diagnostic->span, range, false, PHRASE_REPLACE);
        if (number <= 12)
            offer_month(b, diagnostic, year, number);
    } else if (!date_of_month(year, number, &token.date)) {
        impossible(b, &token);
    }
    return token;
}

struct token build_day_of_month(struct builder *b, const struct token *day, const struct token *month,
                                const struct token *year)
{
    if (!year)
        return without_year(day, month, PRECISION_DAY, month_of(month) * 100 + (int)day->number);
    struct token token = joined(day, year);
    if (!date_of_day(year_of(year), month_of(month), (int)day->number, &token.date))
        impossible(b, &token);
    return token;
}

struct token build_month(struct builder *b, const struct token *month, const struct token *year)
{
    (void)b;
    if (!year)
        return without_year(month, month, PRECISION_MONTH, month_of(month));
    struct token token = joined(month, year);
    date_of_month(year_of(year), month_of(month), &token.date);
    return token;
}

struct token build_season(struct builder *b, const struct token *season, const struct token *year)
{
    (void)b;
    bool autumn = season->symbol == DATE_AUTUMN;
    if (!year)
        return without_year(season, season, PRECISION_SEASON, autumn);
    struct token token = joined(season, year);
    token.date = date_of_season(year_of(year), autumn);
    return token;
}

static enum date_precision part_precision(enum term term)
{
    return term == DATE_HALF_YEAR ? PRECISION_HALF_YEAR : term == DATE_TERTIAL ? PRECISION_TERTIAL : PRECISION_QUARTER;
}

struct token build_part_of_year(struct builder *b, const struct token *part, const struct token *word,
                                const struct token *year)
{
    enum date_precision precision = part_precision(word->symbol);
    if (!year)
        return without_year(part, word, precision, (int)part->number);
    struct token token = joined(part, year);
    if (!date_of_part(year_of(year), (int)part->number, precision, &token.date))
        impossible(b, &token);
    return token;
}

struct token build_week(struct builder *b, const struct token *word, const struct token *week, const struct token *year)
{
    struct token token = joined(word, year);
    if (week->number > 53 || !date_of_week(year_of(year), (int)week->number, &token.date))
        impossible(b, &token);
    return token;
}

/* `2025/26` and `2025/2026`: the second year follows the first. */
struct token build_school_year(struct builder *b, const struct token *years)
{
    struct token token = *years;
    token.kind = T_DAY;
    int first = (int)years->symbol;
    token.symbol = 0;
    if ((int)years->number != (first + 1) % 100 || !date_of_school_year(first, &token.date))
        impossible(b, &token);
    return token;
}

struct token build_school_years(struct builder *b, const struct token *range)
{
    struct token token = *range;
    int first = date_civil(range->date.first).year, last = date_civil(range->date.last).year;
    token.kind = T_DAY;
    if (last != first + 1 || !date_of_school_year(first, &token.date))
        impossible(b, &token);
    return token;
}

struct token build_period_bound(struct builder *b, const struct token *word, const struct token *year,
                                const struct token *end)
{
    (void)b;
    struct token token = joined(word, end ? end : word);
    day_number bound = word->symbol == DATE_PERIOD_START ? DAY_PERIOD_START : DAY_PERIOD_END;
    token.date = (struct date){bound, bound, PRECISION_PERIOD, PRECISION_NONE, (int16_t)(year ? year_of(year) : 0), 0};
    token.symbol = 0;
    return token;
}

static void check_order(struct builder *b, const struct token *range)
{
    day_number first = range->date.first, last = range->date.last;
    if (first != DAY_PERIOD_START && last != DAY_PERIOD_END && first != DAY_PERIOD_END && last != DAY_PERIOD_START &&
        first > last)
        build_fail(b, DIAG_REVERSED_RANGE, range);
}

struct token build_glued_range(struct builder *b, const struct token *range)
{
    struct token token = *range;
    token.symbol = 0;
    check_order(b, &token);
    return token;
}

struct token build_range(struct builder *b, const struct token *first, const struct token *last)
{
    struct token token = joined(first, last);
    token.symbol = 0;
    token.date = (struct date){first->date.first,     last->date.last, last->date.precision,
                               first->date.precision, last->date.year, first->date.year};
    if (token.date.precision == PRECISION_YEAR)
        token.date.precision = PRECISION_RANGE;
    check_order(b, &token);
    return token;
}

struct token build_open_range(struct builder *b, const struct token *word, const struct token *one,
                              const struct token *other)
{
    struct token token = joined(word, other ? other : one);
    token.symbol = 0;
    token.date = (struct date){DAY_OPEN_START, DAY_OPEN_END, PRECISION_RANGE, PRECISION_DAY, 0, 0};
    if (word->kind == T_FROM) {
        token.date.first = one->date.first;
        token.date.start = one->date.precision;
        token.date.start_year = one->date.year;
    }
    if (other) {
        token.date.last = other->date.last;
        token.date.year = other->date.year;
    }
    check_order(b, &token);
    return token;
}

struct token build_whole_period(struct builder *b, const struct token *word, const struct token *period)
{
    (void)b;
    struct token token = joined(word, period);
    token.date = (struct date){DAY_PERIOD_START, DAY_PERIOD_END, PRECISION_RANGE, PRECISION_DAY, 0, 0};
    token.symbol = 0;
    return token;
}

/* `innen 2027` as a deadline is 2027; of `når` it says the end and not the start. */
struct token build_by(struct builder *b, const struct token *word, const struct token *date)
{
    struct token token = joined(word, date);
    token.date = date->date;
    token.symbol = 0;
    if (b->lexer->shape == SHAPE_WHEN) {
        token.date.first = DAY_OPEN_START;
        token.date.start = PRECISION_DAY;
    }
    return token;
}

void build_date(struct builder *b, const struct token *date, enum value_tag tag)
{
    struct value *value = build_add(b, VALUE_DATE, tag, date);
    value->date = date->date;
    if (date->date.year == YEAR_TO_COME)
        value->symbol = date->symbol; /* which day, month or part of the year */
    b->tree->relative_dates |= day_is_relative(date->date.first) || day_is_relative(date->date.last);
}

void build_every(struct builder *b, const struct token *word, const struct token *count, const struct token *end)
{
    struct value value = {.type = VALUE_EVERY, .start = word->start, .end = end->end, .languages = word->languages};
    value.number = 1;
    value.symbol = word->symbol;
    switch (word->symbol) {
    case DATE_EVERY_HALF_YEAR: value.unit = PRECISION_HALF_YEAR; break;
    case DATE_EVERY_QUARTER: value.unit = PRECISION_QUARTER; break;
    case DATE_EVERY_TERTIAL: value.unit = PRECISION_TERTIAL; break;
    case DATE_EVERY_MONTH: value.unit = PRECISION_MONTH; break;
    case DATE_EVERY_FOUR_YEARS: value.number = 4; /* fall through */
    default: value.unit = PRECISION_YEAR; break;
    }
    if (count) {
        value.number = count->number;
        if (count->number < 1 || count->number > 100)
            build_syntax_error(b, count);
    }
    build_push(b, value);
}

/* `innen 15. desember` of each year: kept as month * 100 + day; a month alone means its last day (day 0). */
void build_within(struct builder *b, const struct token *day, const struct token *month)
{
    int number = day ? (int)day->number : 0;
    struct value value = {
        .type = VALUE_NUMBER, .tag = TAG_WITHIN, .start = (day ? day : month)->start, .end = month->end};
    value.number = month_of(month) * 100 + number;
    struct token whole = joined(day ? day : month, month);
    if (day && (number < 1 || number > date_days_in_month(2024, month_of(month))))
        impossible(b, &whole);
    build_push(b, value);
}
