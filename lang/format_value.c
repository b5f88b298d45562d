/* The values of a statement or cell in their canonical form: the tokens are read again, written each in its own form,
 * and set apart as the language's taste has it. What a word is, keyword or name, is looked up in the tree's values. */
#include "format_parts.h"

#include "grammar.h"

#include <string.h>

/* ---- tokens -------------------------------------------------------------------------------------- */

bool format_read_values(struct format *f, uint32_t id, enum shape shape, uint32_t start)
{
    const struct node *node = &f->tree->nodes[id];
    bool cell = node->flags & NODE_CELL;
    struct lexer lexer = {.bytes = f->bytes,
                          .cursor = start,
                          .end = cell ? node->end : lexer_line_end(f->bytes, start, f->end),
                          .indent = f->places[id].from,
                          .cell = cell,
                          .shape = shape,
                          .sets = property_sets(node->kind == NODE_PROPERTY ? node->word : PROPERTY_NONE),
                          .source_end = f->end,
                          .lexicon = &f->tables->lexicon,
                          .tree = &f->scratch,
                          .diagnostics = &f->diagnostics};
    f->value = node->values;
    f->value_end = node->values + node->value_count;
    f->tokens.count = 0;
    for (struct token token; lexer_next(&lexer, &token) && !lexer.failed;)
        ARRAY_PUSH(&f->tokens, data, count, capacity, token);
    return !lexer.failed;
}

/* The token `i`, or one of no kind behind the last. */
static const struct token *token_at(const struct format *f, uint32_t i)
{
    static const struct token none = {0};
    return i < f->tokens.count ? &f->tokens.data[i] : &none;
}

/* The value that the byte `at` belongs to, or NULL. Bytes are asked for in nearly ascending order. */
static const struct value *value_over(struct format *f, uint32_t at)
{
    const struct value *values = f->tree->values;
    while (f->value < f->value_end && values[f->value].end <= at)
        f->value++;
    for (uint32_t i = f->value; i < f->value_end && i < f->value + 3; i++)
        if (values[i].start <= at && at < values[i].end)
            return &values[i];
    return NULL;
}

static bool is_of_type(const struct value *value, enum value_type type)
{
    return value && value->type == type;
}

/* `30. mai` as (part of) a date. */
static bool is_day_of_month(struct format *f, uint32_t i)
{
    const struct token *day = token_at(f, i);
    return (day->kind == T_ORDINAL || day->kind == T_INTEGER) && token_at(f, i + 1)->kind == T_MONTH_NAME &&
           is_of_type(value_over(f, day->start), VALUE_DATE);
}

static bool is_plain_date(const struct token *token)
{
    return token->kind == T_YEAR || token->kind == T_MONTH || token->kind == T_DAY;
}

/* ---- one token or date ----------------------------------------------------------------------------- */

static void put_day(struct format *f, day_number day)
{
    char text[16];
    date_format_iso(day, text);
    format_put_string(f, text);
}

/* Writes `30. mai 2026` as 2026-05-30; the year may stand behind a later date of the list. Returns the tokens taken. */
static uint32_t put_day_of_month(struct format *f, uint32_t i)
{
    const struct token *day = token_at(f, i), *month = token_at(f, i + 1), *year = token_at(f, i + 2);
    struct date date = value_over(f, day->start)->date;
    if (year->kind == T_YEAR)
        date_of_day((int)year->number, (int)month->symbol - DATE_JANUARY + 1, (int)day->number, &date);
    put_day(f, date.first);
    return year->kind == T_YEAR ? 3 : 2;
}

/* True of a message in «…» whose fields have texts in "…": with other marks around it, these would have to be escaped, and a field is
 * an expression, which knows no such thing. */
static bool keeps_its_marks(const char *at, const char *end)
{
    const char *field = memchr(at, '{', (size_t)(end - at));
    return at[-1] != '"' && field && memchr(field, '"', (size_t)(end - field));
}

/* A string in straight quotation marks. */
static void put_string(struct format *f, const struct token *token)
{
    const char *at = f->bytes + token->start, *end = f->bytes + token->end;
    if (keeps_its_marks(at, end)) {
        uint32_t mark = at[-1] == '\xAB' ? 2 : 3;
        format_put_source(f, token->start - mark, token->end + mark);
        return;
    }
    format_put_string(f, "\"");
    while (at < end) {
        size_t plain = 0;
        while (at + plain < end && at[plain] != '"' && at[plain] != '\\')
            plain++;
        format_put(f, at, plain);
        at += plain;
        if (at < end && *at == '"') {
            format_put_string(f, "\\\"");
            at++;
        } else if (at < end) { /* a backslash and what it stands before */
            size_t pair = at + 1 < end ? 2 : 1;
            format_put(f, at, pair);
            at += pair;
        }
    }
    format_put_string(f, "\"");
}

/* A number, with one ordinary space between its groups. */
static void put_number(struct format *f, const struct token *token)
{
    for (uint32_t at = token->start; at < token->end;) {
        uint32_t digits = at;
        while (digits < token->end && strchr("0123456789.,", f->bytes[digits]))
            digits++;
        format_put_source(f, at, digits);
        at = digits;
        while (at < token->end && !strchr("0123456789", f->bytes[at]))
            at++; /* a blank, of one to three bytes */
        if (at > digits)
            format_put_string(f, " ");
    }
}

/* One end of a glued range: a day is written as such, everything else as it stands. */
static void put_bound(struct format *f, uint32_t start, uint32_t end)
{
    struct date date;
    if (date_parse_iso(f->bytes + start, end - start, &date) && date.precision == PRECISION_DAY)
        put_day(f, date.first);
    else
        format_put_source(f, start, end);
}

/* `2018-2020` and `40-45` get the dash of a range. */
static void put_glued_range(struct format *f, const struct token *token)
{
    const char *text = f->bytes + token->start;
    size_t length = token->end - token->start;
    const char *dash = memchr(text, 0xE2, length);
    if (!dash)
        dash = memchr(text, '-', length);
    uint32_t at = (uint32_t)(dash - f->bytes);
    put_bound(f, token->start, at);
    format_put_string(f, "–");
    put_bound(f, at + (*dash == '-' ? 1 : (uint32_t)strlen("–")), token->end);
}

/* The keyword that a token is, or NULL when it is a name or no word at all. */
static const struct keyword *keyword_of(struct format *f, const struct format_line *line, const struct token *token)
{
    const struct value *value = value_over(f, token->start);
    struct lexicon_match match;
    if (token->kind == T_AND && !token->languages) /* between values that have no keywords */
        return is_of_type(value, VALUE_NAME) ? NULL : keyword_of_term(QUANTITY_AND);
    if (token->languages)
        return is_of_type(value, VALUE_NAME) || is_of_type(value, VALUE_REFERENCE) ? NULL
                                                                                   : keyword_of_term(token->symbol);
    if (token->kind == T_REF && is_of_type(value, VALUE_TERM))
        return keyword_of_term(value->symbol);
    if (token->kind == T_NAME && !value && line->shape == SHAPE_APPLIES_TO && /* the first word of `nivå kommune` */
        lexicon_longest(&f->tables->lexicon, f->bytes + token->start, f->bytes + token->end, CLASS_WORD, 0, &match))
        return match.keyword;
    return NULL;
}

/* In `hvert 4. år` and `innen 15. mai` the dot goes with the language that the words around are written in. */
static bool put_ordinal(struct format *f, const struct token *token)
{
    const struct value *value = value_over(f, token->start);
    if (f->keywords < 0 || token->number > 99 ||
        !(is_of_type(value, VALUE_EVERY) || (value && value->tag == TAG_WITHIN)))
        return false;
    format_put_source(f, token->start, token->end - (token->kind == T_ORDINAL));
    format_put_string(f, f->keywords == LANGUAGE_EN ? "" : ".");
    return true;
}

/* Writes the token `i`; of a date that is written in another form, all its tokens. Returns the next token. */
static uint32_t put_token(struct format *f, struct format_line *line, uint32_t i)
{
    const struct token *token = token_at(f, i);
    const struct keyword *keyword;
    if (is_day_of_month(f, i))
        return i + put_day_of_month(f, i);
    bool code = line->shape == SHAPE_DATA && token->kind != T_STRING; /* `alder=18-24` is what the data file says */
    switch (code ? T_NAME : token->kind) {
    case T_STRING: put_string(f, token); break;
    case T_DAY: put_day(f, token->date.first); break;
    case T_RANGE:
    case T_NUMBERS: put_glued_range(f, token); break;
    case T_INTEGER:
    case T_ORDINAL:
        if (put_ordinal(f, token))
            break; /* fall through */
    case T_NUMBER: put_number(f, token); break;
    default:
        keyword = keyword_of(f, line, token);
        if (keyword)
            format_put_keyword(f, keyword, token->start, token->end, token->synonym);
        else
            format_put_source(f, token->start, token->end);
    }
    return i + 1;
}

/* ---- what stands between ----------------------------------------------------------------------------- */

/* The dash between two dates is glued to them where both are digits only. */
static bool is_glued_dash(struct format *f, const struct format_line *line, uint32_t i)
{
    const struct token *first = token_at(f, line->unit);
    const struct value *range = value_over(f, token_at(f, i)->start);
    bool digits = is_plain_date(first) || first->kind == T_ORDINAL || first->kind == T_INTEGER;
    return is_of_type(range, VALUE_DATE) && range->start == first->start && digits &&
           (is_plain_date(token_at(f, i + 1)) || is_day_of_month(f, i + 1));
}

/* How many blanks stand before the token `i`, which is not the first. */
static uint32_t blanks_before(struct format *f, struct format_line *line, uint32_t i)
{
    const struct token *token = token_at(f, i);
    bool wide = line->wide_after && token->start >= line->wide_after;
    if (wide)
        line->wide_after = 0;
    if (line->glued) {
        line->glued = false;
        return 0;
    }
    switch (token->kind) {
    case T_COMMA:
    case T_RPAREN: return 0;
    case T_EQUALS:
    case T_SLASH: line->glued = true; return 0;
    case T_LPAREN: line->glued = true; return 1;
    case T_QUESTION:
        if (!is_of_type(value_over(f, token->start), VALUE_UNDECIDED))
            return 0;
        break;
    case T_NONE: line->glued = is_glued_dash(f, line, i); return line->glued ? 0 : 1;
    case T_ISSUED:
    case T_KNOWN:
    case T_UNKNOWN:
    case T_SOURCED:
        if (!line->cell && line->shape != SHAPE_DATA && keyword_of(f, line, token))
            return 2;
        break;
    default: break;
    }
    return wide ? 2 : 1;
}

static bool has_break(const struct format *f, uint32_t start, uint32_t end)
{
    while (start < end && f->bytes[start] != '\n' && f->bytes[start] != '\r')
        start++;
    return start < end;
}

static void put_break(struct format *f, uint32_t column)
{
    format_put_string(f, "\n");
    format_put_blanks(f, column);
}

/* A list that goes on in a further line does so where the author broke it, with its comments. */
static bool put_author_break(struct format *f, const struct format_line *line, const struct token *before,
                             const struct token *token)
{
    uint32_t at = before->end;
    bool broken = false;
    while (f->comment < f->tree->comment_count && f->tree->comments[f->comment].start < token->start) {
        if (has_break(f, at, f->tree->comments[f->comment].start))
            put_break(f, line->column);
        else
            format_put_blanks(f, 2);
        format_put_comment(f);
        at = f->at;
        broken = true;
    }
    if (!broken && !has_break(f, at, token->start))
        return false;
    put_break(f, line->column);
    return true;
}

void format_put_values(struct format *f, struct format_line *line, uint32_t first)
{
    for (uint32_t i = first; i < f->tokens.count;) {
        uint32_t blanks = i > first ? blanks_before(f, line, i) : 0;
        if (line->cell || i == first || !put_author_break(f, line, token_at(f, i - 1), token_at(f, i)))
            format_put_blanks(f, blanks);
        uint32_t unit = i;
        i = put_token(f, line, i);
        line->unit = unit;
    }
}
