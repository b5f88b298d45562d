#include "build_parts.h"

#include "deprecated.h"
#include "grammar.h"
#include "nearest.h"

#include <string.h>

/* ---- mistakes ------------------------------------------------------------------------------------------ */

static void report_missing_year(struct builder *b)
{
    struct token token = b->previous;
    if (b->before.end && (b->before.kind == T_ORDINAL || b->before.kind == T_ORDINAL_WORD ||
                          b->before.kind == T_WEEK)) /* `2. kvartal`, `1. mai`, `uke 12` */
        token.start = b->before.start;
    build_fail(b, DIAG_UNDATED_MONTH, &token);
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
    bool week = before == T_INTEGER && b->before.kind == T_WEEK && token->kind == 0;
    if (before == T_MONTH_NAME || before == T_SEASON || before == T_PART_OF_YEAR || week) {
        report_missing_year(b);
    } else if (token->kind == 0 && before == T_COMMA) {
        build_fail(b, DIAG_TRAILING_COMMA, &b->previous);
    } else if (token->kind == 0 && only_shape) {
        struct diagnostic *diagnostic = build_fail(b, DIAG_MISSING_VALUE,
                                                   &(struct token){.start = b->lexer->cursor, .end = b->lexer->cursor});
        diagnostic->arguments[0] = diag_keyword(b->keyword);
        diagnostic->arguments[1] = diag_phrase(expected);
    } else {
        struct token whole = *token;
        if (token->kind == 0) /* the line ends too early: show what stands last */
            whole = b->previous;
        struct diagnostic *diagnostic = build_fail(b, DIAG_BAD_VALUE, &whole);
        diagnostic->arguments[1] = diag_keyword(b->keyword);
        diagnostic->arguments[2] = diag_phrase(expected);
    }
}

void build_two_titles(struct builder *b, const struct token *token)
{
    build_report(b, DIAG_TWO_TITLES, token);
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
    struct diagnostic *diagnostic = build_report(b, open ? DIAG_UNLISTED_VALUE : DIAG_UNKNOWN_VALUE, token);
    diagnostic->arguments[1] = diag_keyword(b->keyword);
    diagnostic->arguments[2] = diag_phrase(build_value_list(list, b->lexer->sets));
    struct nearest nearest;
    nearest_begin(&nearest, build_text(b, token->start), token->end - token->start);
    for (int term = 1; term < TERM_COUNT; term++) {
        const struct keyword *keyword = keyword_of_term((enum term)term);
        for (int language = 0;
             keyword->class == CLASS_VALUE && (keyword->mask & b->lexer->sets) && language < LANGUAGE_COUNT; language++)
            nearest_try(&nearest, keyword->forms[language], strlen(keyword->forms[language]), keyword->forms[language],
                        (uint32_t)term);
    }
    if (nearest.match && token->kind == T_NAME)
        diag_add_fix(list, diagnostic, diagnostic->span, nearest.match, !open && nearest_is_sure_word(&nearest),
                     PHRASE_DID_YOU_MEAN);
    struct token name = *token;
    if (token->kind != T_STRING)
        build_name_of_keyword(b, &name);
    build_plain(b, token->kind == T_STRING ? VALUE_STRING : VALUE_NAME, TAG_NONE, &name);
    if (!open)
        build_last(b)->flags |= VALUE_BROKEN;
}

/* ---- names and texts -------------------------------------------------------------------------------------- */

void build_plain(struct builder *b, enum value_type type, enum value_tag tag, const struct token *token)
{
    struct value *value = build_add(b, type, tag, token);
    value->symbol = token->symbol;
    if (type == VALUE_TERM) {
        value->languages = token->languages;
        value->flags = token->synonym ? VALUE_SYNONYM : 0;
        if (token->synonym)
            deprecated_report(b->lexer->diagnostics, b->tree, keyword_of_term((enum term)token->symbol),
                              b->lexer->bytes, (struct span){b->lexer->file, token->start, token->end});
    }
}

void build_first(struct builder *b, enum value_type type, const struct token *token)
{
    build_plain(b, type, TAG_NONE, token);
    struct value value = *build_last(b);
    struct value *first = &b->tree->values[b->first];
    memmove(first + 1, first, (b->tree->value_count - b->first - 1) * sizeof *first);
    *first = value;
}

void build_reference(struct builder *b, const struct token *token, enum value_tag tag)
{
    build_plain(b, VALUE_REFERENCE, tag, token);
}

void build_quoted(struct builder *b, const struct token *token)
{
    build_plain(b, VALUE_STRING, TAG_NONE, token);
    build_last(b)->symbol = symbol_intern(&b->tree->symbols, build_text(b, token->start), token->end - token->start);
}

void build_none(struct builder *b, const struct token *token)
{
    build_plain(b, VALUE_NONE, TAG_NONE, token);
}

void build_uncertain(struct builder *b, const struct token *question)
{
    if (question->kind) {
        struct value *value = build_last(b);
        value->flags |= VALUE_UNCERTAIN;
        if (value->type != VALUE_STRING) /* whose span is what stands within the quotation marks */
            value->end = question->end;
    }
}

/* A name has no `.`, `&` or `/`; a label begins with a digit and may have dots. */
void build_id(struct builder *b, const struct token *token)
{
    const char *text = build_text(b, token->start);
    bool label = text[0] >= '0' && text[0] <= '9';
    for (uint32_t i = 0; i < token->end - token->start; i++)
        if (text[i] == '&' || text[i] == '/' || (text[i] == '.' && !label)) {
            build_report(b, DIAG_BAD_ID, token);
            return;
        }
    build_plain(b, VALUE_REFERENCE, TAG_ID, token);
}

void build_name_of_keyword(struct builder *b, struct token *token)
{
    token->symbol = symbol_intern(&b->tree->symbols, build_text(b, token->start), token->end - token->start);
    token->languages = 0;
}

void build_own_sector(struct builder *b)
{
    struct value *value = build_last(b);
    struct lexicon_match match;
    if (b->tree->value_count != b->first + 1 || value->type != VALUE_REFERENCE)
        return;
    if (lexicon_longest(b->lexer->lexicon, build_text(b, value->start), build_text(b, value->end), CLASS_VALUE,
                        SET_(OWN), &match)) {
        value->type = VALUE_TERM;
        value->symbol = match.keyword->id;
        value->languages = match.languages;
    }
}

/* In `gjelder nivå kommune` the first word only says that a level follows. */
void build_level_word(struct builder *b, const struct token *token)
{
    struct lexicon_match match;
    const char *text = build_text(b, token->start), *end = build_text(b, token->end);
    if (!lexicon_longest(b->lexer->lexicon, text, end, CLASS_WORD, 0, &match) || match.keyword->id != WORD_LEVEL)
        build_syntax_error(b, token);
}

/* Grows the last value, a name, by `/name`; blanks round the slash are no part of it. */
void build_path(struct builder *b, const struct token *token)
{
    struct value *value = build_last(b);
    struct symbol_table *symbols = &b->tree->symbols;
    const struct symbol *unit = &symbols->symbols[value->symbol];
    uint32_t name = token->end - token->start, length = unit->length + 1 + name;
    const char *path = build_text(b, value->start);
    if (token->end - value->start != length)
        path = arena_format(&symbols->texts, "%.*s/%.*s", (int)unit->length, unit->text, (int)name,
                            build_text(b, token->start));
    value->end = token->end;
    value->symbol = symbol_intern(symbols, path, length);
}

void build_source(struct builder *b)
{
    struct value *value = build_last(b);
    value->type = VALUE_REFERENCE;
    value->tag = TAG_SOURCE;
}

void build_retag(struct builder *b, enum value_tag tag)
{
    build_last(b)->tag = (uint8_t)tag;
}

void build_column(struct builder *b, const struct token *word)
{
    struct value name = *build_last(b);
    b->tree->value_count--;
    build_plain(b, VALUE_TERM, TAG_COLUMN, word);
    build_push(b, name);
}

void build_code(struct builder *b, const struct token *token)
{
    struct token code = *token;
    build_name_of_keyword(b, &code);
    build_plain(b, VALUE_NAME, TAG_NONE, &code);
}

/* ---- quantities -------------------------------------------------------------------------------------------------- */

void build_number(struct builder *b, const struct token *number, const struct token *scale)
{
    struct value value = {.type = VALUE_NUMBER, .start = number->start, .end = scale ? scale->end : number->end};
    value.number = number->number;
    if (scale)
        value.number *= scale->symbol == QUANTITY_MILLION ? 1e6 : 1e9;
    build_push(b, value);
}

/* The unit of the number before it. `%` is a name like any other, spelled so. */
void build_unit(struct builder *b, const struct token *unit)
{
    struct token token = *unit;
    if (token.kind == T_UNIT) {
        build_plain(b, VALUE_TERM, TAG_UNIT, &token);
        return;
    }
    token.symbol = symbol_intern(&b->tree->symbols, build_text(b, token.start), token.end - token.start);
    build_plain(b, VALUE_NAME, TAG_UNIT, &token);
}

void build_condition(struct builder *b, const struct token *word)
{
    struct value value = {.type = VALUE_CONDITION,
                          .start = word ? word->start : b->current.start,
                          .end = word ? word->end : b->current.start};
    value.unit = word ? word->symbol : 0;
    value.languages = word ? word->languages : 0;
    build_push(b, value);
}

/* `40–45`: a condition with two bounds, and a unit that may already stand behind it. */
void build_between(struct builder *b, const struct token *numbers)
{
    struct value unit = {0}, *last = build_last(b);
    bool has_unit = last && last->tag == TAG_UNIT && last->start >= numbers->end;
    if (has_unit) {
        unit = *last;
        b->tree->value_count--;
    }
    struct token lower = *numbers, upper = *numbers;
    const char *text = build_text(b, numbers->start), *dash = text;
    while (*dash != '-' && (unsigned char)*dash != 0xE2)
        dash++;
    lower.end = numbers->start + (uint32_t)(dash - text);
    upper.start = lower.end + (*dash == '-' ? 1 : 3);
    struct token bounds[2] = {lower, upper};
    struct value condition = {.type = VALUE_CONDITION, .start = numbers->start, .end = numbers->end};
    build_push(b, condition);
    for (int i = 0; i < 2; i++) {
        bounds[i].number = numbers->bounds[i];
        build_number(b, &bounds[i], NULL);
        if (i)
            build_retag(b, TAG_UPPER);
        if (has_unit)
            build_push(b, unit);
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

/* `frist fra 2025` has no last day. */
static void check_deadline(struct builder *b)
{
    const struct value *value = &b->tree->values[b->first];
    if (b->lexer->shape != SHAPE_DEADLINE || b->tree->value_count == b->first || value->type != VALUE_DATE ||
        value->date.last < DAY_OPEN_END || value->date.last == DAY_PERIOD_END)
        return;
    struct token token = {.start = value->start, .end = value->end};
    struct diagnostic *diagnostic = build_fail(b, DIAG_BAD_VALUE, &token);
    diagnostic->arguments[1] = diag_keyword(b->keyword);
    diagnostic->arguments[2] = diag_phrase(shape_row(SHAPE_DEADLINE)->expected);
}

/* A date within quotation marks, in digits at least: `"1.5.2026"`, `"2026"`, or words ending in a year. */
static void check_quoted_date(struct builder *b)
{
    enum shape shape = b->lexer->shape;
    if ((shape != SHAPE_DEADLINE && shape != SHAPE_WHEN) || b->tree->value_count != b->first + 1 ||
        b->tree->values[b->first].type != VALUE_STRING)
        return;
    const struct value *value = &b->tree->values[b->first];
    const char *text = build_text(b, value->start), *end = build_text(b, value->end), *word = end;
    struct lexicon_match match;
    struct date date;
    while (word > text && word[-1] != ' ')
        word--;
    bool digits = date_parse_iso(text, (size_t)(end - text), &date);
    while (!digits && text < end && ((*text >= '0' && *text <= '9') || *text == '.' || *text == ' '))
        text++; /* `1. mai 2026`, `2. halvår 2026`: the word before the year is one of dates */
    bool words = !digits && word > text && date_parse_iso(word, (size_t)(end - word), &date) &&
                 lexicon_longest(b->lexer->lexicon, text, end, CLASS_DATE, 0, &match) &&
                 text + match.length + 1 == word;
    if (!digits && !words)
        return;
    struct token token = {.start = value->start, .end = value->end};
    struct diagnostic *diagnostic = build_report(b, DIAG_QUOTED_DATE, &token);
    const char *unquoted = arena_copy(b->lexer->diagnostics->arena, build_text(b, value->start),
                                      value->end - value->start);
    diagnostic->span = build_span(b, value->start - 1, value->end + 1);
    if (b->lexer->bytes[value->start - 1] == '"')
        diag_add_fix(b->lexer->diagnostics, diagnostic, diagnostic->span, unquoted, true, PHRASE_REPLACE);
    else
        diagnostic->span = build_span(b, value->start, value->end);
}

void build_finish(struct builder *b)
{
    check_deadline(b);
    check_quoted_date(b);
    const struct value *dated = NULL;
    uint32_t count = b->tree->value_count - b->first;
    for (uint32_t i = b->tree->value_count; i-- > b->first;) {
        struct value *value = &b->tree->values[i];
        struct token token = {.start = value->start, .end = value->end};
        if (value->type == VALUE_DATE && value->date.year == YEAR_TO_COME) {
            if (!dated)
                build_fail(b, DIAG_UNDATED_MONTH, &token);
            else if (!complete_date(value, dated))
                build_fail(b, DIAG_IMPOSSIBLE_DATE, &token);
            value->symbol = 0;
            value->date.year = 0;
        }
        if (value->type == VALUE_DATE && value->date.precision != PRECISION_PERIOD &&
            value->date.first > DAY_OPEN_START)
            dated = value;
        if (value->type == VALUE_NONE && count > 1)
            build_fail(b, DIAG_NONE_AMONG_OTHERS, &token);
    }
}
