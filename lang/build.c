#include "build.h"

#include "grammar.h"
#include "nearest.h"

#include <string.h>

enum { YEAR_TO_COME = -1 };

static struct span span_of(const struct builder *b, uint32_t start, uint32_t end)
{
    return (struct span){b->lexer->file, start, end};
}

static const char *text_at(const struct builder *b, uint32_t start)
{
    return b->lexer->bytes + start;
}

static struct diagnostic *report(struct builder *b, enum diag_code code, const struct token *token)
{
    struct diagnostic *diagnostic = diag_add(b->lexer->diagnostics, code, span_of(b, token->start, token->end));
    diagnostic->arguments[0] = diag_text(text_at(b, token->start), token->end - token->start);
    return diagnostic;
}

static struct diagnostic *fail(struct builder *b, enum diag_code code, const struct token *token)
{
    b->failed = true;
    return report(b, code, token);
}

static void push(struct builder *b, struct value value)
{
    ARRAY_PUSH(b->tree, values, value_count, value_capacity, value);
}

static struct value *last_value(struct builder *b)
{
    return b->tree->value_count > b->first ? &b->tree->values[b->tree->value_count - 1] : NULL;
}

/* ---- mistakes ------------------------------------------------------------------------------------------ */

static void report_missing_year(struct builder *b)
{
    struct token token = b->previous;
    fail(b, DIAG_UNDATED_MONTH, &token);
}

/* A `?`, `–` or trailing comma has its own message; everything else says what was expected. */
void build_syntax_error(struct builder *b, const struct token *at)
{
    if (b->failed || b->lexer->failed) {
        b->failed = true;
        return;
    }
    const char *const *expected = shape_row(b->lexer->shape)->expected;
    const struct token *token = at ? at : &b->current;
    int before = b->previous.kind;
    bool only_shape = b->fed <= 1;
    if (before == T_MONTH_NAME || before == T_SEASON || before == T_PART_OF_YEAR) {
        report_missing_year(b);
    } else if (token->kind == 0 && before == T_COMMA) {
        fail(b, DIAG_TRAILING_COMMA, &b->previous);
    } else if (token->kind == 0 && only_shape) {
        struct diagnostic *diagnostic =
            fail(b, DIAG_MISSING_VALUE, &(struct token){.start = b->lexer->cursor, .end = b->lexer->cursor});
        diagnostic->arguments[0] = diag_keyword(b->keyword);
        diagnostic->arguments[1] = diag_phrase(expected);
    } else {
        struct token whole = *token;
        if (token->kind == 0) /* the line ends too early: show what stands last */
            whole = b->previous;
        struct diagnostic *diagnostic = fail(b, DIAG_BAD_VALUE, &whole);
        diagnostic->arguments[1] = diag_keyword(b->keyword);
        diagnostic->arguments[2] = diag_phrase(expected);
    }
}

void build_two_titles(struct builder *b, const struct token *token)
{
    report(b, DIAG_TWO_TITLES, token);
}

const char *const *build_value_list(struct diag_list *list, uint32_t sets)
{
    const char **texts = arena_alloc(list->arena, LANGUAGE_COUNT * sizeof *texts);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        texts[language] = "";
        for (int term = 1; term < TERM_COUNT; term++) {
            const struct keyword *keyword = keyword_of_term((enum term)term);
            if (keyword->class == CLASS_VALUE && (keyword->mask & sets))
                texts[language] = arena_format(list->arena, "%s%s`%s`", texts[language], *texts[language] ? ", " : "",
                                               keyword->forms[language]);
        }
    }
    return texts;
}

void build_unlisted(struct builder *b, const struct token *token)
{
    struct diag_list *list = b->lexer->diagnostics;
    bool open = b->property && (b->property->flags & OPEN);
    struct diagnostic *diagnostic = report(b, open ? DIAG_UNLISTED_VALUE : DIAG_UNKNOWN_VALUE, token);
    diagnostic->arguments[1] = diag_keyword(b->keyword);
    diagnostic->arguments[2] = diag_phrase(build_value_list(list, b->lexer->sets));
    struct nearest nearest;
    nearest_begin(&nearest, text_at(b, token->start), token->end - token->start);
    for (int term = 1; term < TERM_COUNT; term++) {
        const struct keyword *keyword = keyword_of_term((enum term)term);
        for (int language = 0; keyword->class == CLASS_VALUE && (keyword->mask & b->lexer->sets) && language < LANGUAGE_COUNT; language++)
            nearest_try(&nearest, keyword->forms[language], strlen(keyword->forms[language]), keyword->forms[language], 0);
    }
    if (nearest.match && token->kind == T_NAME)
        diag_add_fix(list, diagnostic, diagnostic->span, nearest.match, !open, PHRASE_DID_YOU_MEAN);
    struct token name = *token;
    if (token->kind != T_STRING)
        build_name_of_keyword(b, &name);
    build_plain(b, token->kind == T_STRING ? VALUE_STRING : VALUE_NAME, TAG_NONE, &name);
    if (!open)
        last_value(b)->flags |= VALUE_BROKEN;
}

/* ---- names and texts -------------------------------------------------------------------------------------- */

void build_plain(struct builder *b, enum value_type type, enum value_tag tag, const struct token *token)
{
    struct value value = {.type = (uint8_t)type, .tag = (uint8_t)tag, .start = token->start, .end = token->end};
    value.symbol = token->symbol;
    if (type == VALUE_TERM) {
        value.languages = token->languages;
        value.flags = token->synonym ? VALUE_SYNONYM : 0;
    }
    push(b, value);
}

void build_first(struct builder *b, enum value_type type, const struct token *token)
{
    build_plain(b, type, TAG_NONE, token);
    struct value value = *last_value(b);
    struct value *first = &b->tree->values[b->first];
    memmove(first + 1, first, (b->tree->value_count - b->first - 1) * sizeof *first);
    *first = value;
}

void build_reference(struct builder *b, const struct token *token, enum value_tag tag)
{
    build_plain(b, VALUE_REFERENCE, tag, token);
}

void build_none(struct builder *b, const struct token *token)
{
    build_plain(b, VALUE_NONE, TAG_NONE, token);
}

void build_uncertain(struct builder *b, const struct token *question)
{
    if (question->kind) {
        struct value *value = last_value(b);
        value->flags |= VALUE_UNCERTAIN;
        value->end = question->end;
    }
}

/* A name has no `.`, `&` or `/`; a label begins with a digit and may have dots. */
void build_id(struct builder *b, const struct token *token)
{
    const char *text = text_at(b, token->start);
    bool label = text[0] >= '0' && text[0] <= '9';
    for (uint32_t i = 0; i < token->end - token->start; i++)
        if (text[i] == '&' || text[i] == '/' || (text[i] == '.' && !label)) {
            report(b, DIAG_BAD_ID, token);
            return;
        }
    build_plain(b, VALUE_REFERENCE, TAG_ID, token);
}

void build_name_of_keyword(struct builder *b, struct token *token)
{
    token->symbol = symbol_intern(&b->tree->symbols, text_at(b, token->start), token->end - token->start);
    token->languages = 0;
}

void build_own_sector(struct builder *b)
{
    struct value *value = last_value(b);
    struct lexicon_match match;
    if (b->tree->value_count != b->first + 1 || value->type != VALUE_REFERENCE)
        return;
    if (lexicon_longest(b->lexer->lexicon, text_at(b, value->start), text_at(b, value->end), CLASS_VALUE, SET_(OWN), &match)) {
        value->type = VALUE_TERM;
        value->symbol = match.keyword->id;
        value->languages = match.languages;
    }
}

/* In `gjelder nivå kommune` the first word only says that a level follows. */
void build_level_word(struct builder *b, const struct token *token)
{
    struct lexicon_match match;
    const char *text = text_at(b, token->start), *end = text_at(b, token->end);
    if (!lexicon_longest(b->lexer->lexicon, text, end, CLASS_WORD, 0, &match) || match.keyword->id != WORD_LEVEL)
        build_syntax_error(b, token);
}

/* Grows the last value, a name, by `/name`; blanks round the slash are no part of it. */
void build_path(struct builder *b, const struct token *token)
{
    struct value *value = last_value(b);
    struct symbol_table *symbols = &b->tree->symbols;
    const struct symbol *unit = &symbols->symbols[value->symbol];
    uint32_t name = token->end - token->start, length = unit->length + 1 + name;
    const char *path = text_at(b, value->start);
    if (token->end - value->start != length)
        path = arena_format(&symbols->texts, "%.*s/%.*s", (int)unit->length, unit->text, (int)name, text_at(b, token->start));
    value->end = token->end;
    value->symbol = symbol_intern(symbols, path, length);
}

void build_source(struct builder *b)
{
    struct value *value = last_value(b);
    value->type = VALUE_REFERENCE;
    value->tag = TAG_SOURCE;
}

void build_retag(struct builder *b, enum value_tag tag)
{
    last_value(b)->tag = (uint8_t)tag;
}

/* ---- dates ---------------------------------------------------------------------------------------------------- */

static struct token joined(const struct token *first, const struct token *last)
{
    struct token token = *first;
    token.kind = T_DAY;
    token.end = last->end;
    return token;
}

static void impossible(struct builder *b, struct token *token)
{
    fail(b, DIAG_IMPOSSIBLE_DATE, token);
    token->date = date_of_year(2000);
}

/* A date whose year is still to come from a later one in the list. */
static struct token without_year(const struct token *first, const struct token *last, enum date_precision precision, int part)
{
    struct token token = joined(first, last);
    token.date = (struct date){0, 0, (uint8_t)precision, PRECISION_NONE, YEAR_TO_COME};
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
    diag_add_fix(list, diagnostic, diagnostic->span, arena_format(list->arena, "%s %d", forms[LANGUAGE_NB], year), false, PHRASE_REPLACE);
}

struct token build_iso_month(struct builder *b, const struct token *month)
{
    struct token token = *month;
    int year = month->date.year, number = (int)month->number;
    bool like_range = number > 12 ? number > year % 100 : number == year % 100 + 1 && range_may_stand(b->lexer->shape);
    token.symbol = 0;
    if (like_range) {
        struct diag_list *list = b->lexer->diagnostics;
        const char *range = arena_format(list->arena, "%d–%d", year, year / 100 * 100 + number);
        struct diagnostic *diagnostic = fail(b, DIAG_SHORT_RANGE, month);
        diagnostic->arguments[1] = diag_string(range);
        diag_add_fix(list, diagnostic, diagnostic->span, range, false, PHRASE_REPLACE);
        if (number <= 12)
            offer_month(b, diagnostic, year, number);
    } else if (!date_of_month(year, number, &token.date)) {
        impossible(b, &token);
    }
    return token;
}

struct token build_day_of_month(struct builder *b, const struct token *day, const struct token *month, const struct token *year)
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

struct token build_part_of_year(struct builder *b, const struct token *part, const struct token *word, const struct token *year)
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
    if (!date_of_week(year_of(year), (int)week->number, &token.date))
        impossible(b, &token);
    return token;
}

/* `2025/26` and `2025/2026`: the second year follows the first. */
struct token build_school_year(struct builder *b, const struct token *years)
{
    struct token token = *years;
    token.kind = T_DAY;
    if ((int)years->number != (years->date.year + 1) % 100)
        impossible(b, &token);
    else
        token.date = date_of_school_year(years->date.year);
    return token;
}

struct token build_school_years(struct builder *b, const struct token *range)
{
    struct token token = *range;
    int first = date_civil(range->date.first).year, last = date_civil(range->date.last).year;
    token.kind = T_DAY;
    if (last != first + 1)
        impossible(b, &token);
    else
        token.date = date_of_school_year(first);
    return token;
}

struct token build_period_bound(struct builder *b, const struct token *word, const struct token *year, const struct token *end)
{
    (void)b;
    struct token token = joined(word, end ? end : word);
    day_number bound = word->symbol == DATE_PERIOD_START ? DAY_PERIOD_START : DAY_PERIOD_END;
    token.date = (struct date){bound, bound, PRECISION_PERIOD, PRECISION_NONE, (int16_t)(year ? year_of(year) : 0)};
    token.symbol = 0;
    return token;
}

static void check_order(struct builder *b, const struct token *range)
{
    day_number first = range->date.first, last = range->date.last;
    if (first != DAY_PERIOD_START && last != DAY_PERIOD_END && first != DAY_PERIOD_END && last != DAY_PERIOD_START && first > last)
        fail(b, DIAG_REVERSED_RANGE, range);
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
    token.date = (struct date){first->date.first, last->date.last, last->date.precision, first->date.precision, last->date.year};
    if (token.date.precision == PRECISION_YEAR)
        token.date.precision = PRECISION_RANGE;
    check_order(b, &token);
    return token;
}

struct token build_open_range(struct builder *b, const struct token *word, const struct token *one, const struct token *other)
{
    struct token token = joined(word, other ? other : one);
    token.symbol = 0;
    token.date = (struct date){DAY_OPEN_START, DAY_OPEN_END, PRECISION_RANGE, PRECISION_DAY, 0};
    if (word->kind == T_FROM) {
        token.date.first = one->date.first;
        token.date.start = one->date.precision;
    }
    if (other) {
        token.date.last = other->date.last;
        token.date.year = other->date.year;
    }
    check_order(b, &token);
    return token;
}

void build_date(struct builder *b, const struct token *date, enum value_tag tag)
{
    struct value value = {.type = VALUE_DATE, .tag = (uint8_t)tag, .start = date->start, .end = date->end};
    value.date = date->date;
    if (date->date.year == YEAR_TO_COME)
        value.symbol = date->symbol; /* which day, month or part of the year */
    push(b, value);
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
    push(b, value);
}

/* `innen 15. desember` of each year: kept as month * 100 + day; a month alone means its last day (day 0). */
void build_within(struct builder *b, const struct token *day, const struct token *month)
{
    int number = day ? (int)day->number : 0;
    struct value value = {.type = VALUE_NUMBER, .tag = TAG_WITHIN, .start = (day ? day : month)->start, .end = month->end};
    value.number = month_of(month) * 100 + number;
    struct token whole = joined(day ? day : month, month);
    if (day && (number < 1 || number > date_days_in_month(2024, month_of(month))))
        impossible(b, &whole);
    push(b, value);
}

/* ---- quantities -------------------------------------------------------------------------------------------------- */

void build_number(struct builder *b, const struct token *number, const struct token *scale)
{
    struct value value = {.type = VALUE_NUMBER, .start = number->start, .end = scale ? scale->end : number->end};
    value.number = number->number;
    if (scale)
        value.number *= scale->symbol == QUANTITY_MILLION ? 1e6 : 1e9;
    push(b, value);
}

/* The unit of the number before it. `%` is a name like any other, spelled so. */
void build_unit(struct builder *b, const struct token *unit)
{
    struct token token = *unit;
    if (token.kind == T_UNIT) {
        build_plain(b, VALUE_TERM, TAG_UNIT, &token);
        return;
    }
    token.symbol = symbol_intern(&b->tree->symbols, text_at(b, token.start), token.end - token.start);
    build_plain(b, VALUE_NAME, TAG_UNIT, &token);
}

void build_condition(struct builder *b, const struct token *word)
{
    struct value value = {.type = VALUE_CONDITION, .start = word ? word->start : b->current.start, .end = word ? word->end : b->current.start};
    value.unit = word ? word->symbol : 0;
    value.languages = word ? word->languages : 0;
    push(b, value);
}

/* `40–45`: a condition with two bounds, and a unit that may already stand behind it. */
void build_between(struct builder *b, const struct token *numbers)
{
    struct value unit = {0}, *last = last_value(b);
    bool has_unit = last && last->tag == TAG_UNIT && last->start >= numbers->end;
    if (has_unit) {
        unit = *last;
        b->tree->value_count--;
    }
    struct token lower = *numbers, upper = *numbers;
    const char *text = text_at(b, numbers->start), *end = text_at(b, numbers->end);
    const char *dash = text;
    while (*dash != '-' && (unsigned char)*dash != 0xE2)
        dash++;
    lower.end = numbers->start + (uint32_t)(dash - text);
    upper.start = lower.end + (*dash == '-' ? 1 : 3);
    struct token bounds[2] = {lower, upper};
    struct value condition = {.type = VALUE_CONDITION, .start = numbers->start, .end = numbers->end};
    push(b, condition);
    for (int i = 0; i < 2; i++) {
        double number = 0, scale = 0;
        for (const char *at = text_at(b, bounds[i].start); at < (i ? end : dash); at++) {
            if (*at == '.' || *at == ',')
                scale = 1;
            else
                number = number * 10 + (*at - '0'), scale *= 10;
        }
        bounds[i].number = scale > 1 ? number / scale : number;
        build_number(b, &bounds[i], NULL);
        if (i)
            build_retag(b, TAG_UPPER);
        if (has_unit)
            push(b, unit);
    }
}

/* ---- the whole line --------------------------------------------------------------------------------------------------- */

/* Gives a date without a year the year of the next dated one in the list. */
static bool complete_date(struct value *value, const struct value *next)
{
    int part = (int)value->symbol, year = date_civil(next->date.first).year;
    switch (value->date.precision) {
    case PRECISION_DAY: return date_of_day(year, part / 100, part % 100, &value->date);
    case PRECISION_MONTH: return date_of_month(year, part, &value->date);
    case PRECISION_SEASON: value->date = date_of_season(year, part); return true;
    default: return date_of_part(year, part, (enum date_precision)value->date.precision, &value->date);
    }
}

void build_finish(struct builder *b)
{
    const struct value *dated = NULL;
    uint32_t count = b->tree->value_count - b->first;
    for (uint32_t i = b->tree->value_count; i-- > b->first;) {
        struct value *value = &b->tree->values[i];
        struct token token = {.start = value->start, .end = value->end};
        if (value->type == VALUE_DATE && value->date.year == YEAR_TO_COME) {
            if (!dated)
                fail(b, DIAG_UNDATED_MONTH, &token);
            else if (!complete_date(value, dated))
                fail(b, DIAG_IMPOSSIBLE_DATE, &token);
            value->symbol = 0;
            value->date.year = 0;
        }
        if (value->type == VALUE_DATE && value->date.precision != PRECISION_PERIOD && value->date.first > DAY_OPEN_START)
            dated = value;
        if (value->type == VALUE_NONE && count > 1)
            fail(b, DIAG_NONE_AMONG_OTHERS, &token);
    }
}
