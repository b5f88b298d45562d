#include "plain.h"

#include "grammar.h"

static bool ends_here(struct builder *b)
{
    struct token token;
    return lexer_next(b->lexer, &token) == 0;
}

/* `hdir, fhi` */
static bool read_names(struct builder *b)
{
    for (struct token token;;) {
        if (lexer_next(b->lexer, &token) != T_REF)
            return false;
        build_reference(b, &token, TAG_NONE);
        if (lexer_next(b->lexer, &token) != T_COMMA)
            return token.kind == 0;
    }
}

/* The sector of an actor: `helse`, `egen` */
static bool read_sector(struct builder *b)
{
    if (!read_names(b))
        return false;
    build_own_sector(b);
    return true;
}

/* `2.3 "Tittel"`, and each of the two alone. */
static bool read_declaration(struct builder *b)
{
    struct token token;
    if (lexer_next(b->lexer, &token) == T_REF) {
        build_id(b, &token);
        lexer_next(b->lexer, &token);
    }
    if (token.kind == T_STRING) {
        build_plain(b, VALUE_STRING, TAG_TITLE, &token);
        lexer_next(b->lexer, &token);
    }
    return token.kind == 0;
}

/* `2.3`, in a cell. */
static bool read_id(struct builder *b)
{
    struct token token;
    if (lexer_next(b->lexer, &token) != T_REF)
        return false;
    build_id(b, &token);
    return ends_here(b);
}

/* The date that begins with a token: `2026`, `2026-05`, `2026-05-30`, `mai 2026`, `vår 2026`. */
static bool finish_date(struct builder *b, struct token *date)
{
    struct token year;
    switch (date->kind) {
    case T_YEAR: *date = build_year(b, date); return true;
    case T_MONTH: *date = build_iso_month(b, date); return true;
    case T_DAY: return true;
    case T_MONTH_NAME:
    case T_SEASON:
        if (lexer_next(b->lexer, &year) != T_YEAR)
            return false;
        *date = date->kind == T_SEASON ? build_season(b, date, &year) : build_month(b, date, &year);
        return true;
    default: return false;
    }
}

static bool read_date(struct builder *b)
{
    struct token date;
    lexer_next(b->lexer, &date);
    if (!finish_date(b, &date))
        return false;
    build_date(b, &date, TAG_NONE);
    return ends_here(b);
}

/* `pågår`, `pågår 2024-02-01` */
static bool read_status(struct builder *b)
{
    struct token token;
    if (lexer_next(b->lexer, &token) != T_STATUS)
        return false;
    build_plain(b, VALUE_TERM, TAG_NONE, &token);
    if (lexer_next(b->lexer, &token) == 0)
        return true;
    if (!finish_date(b, &token))
        return false;
    build_date(b, &token, TAG_NONE);
    return ends_here(b);
}

/* Words of one kind of token, `universell, målrettet`, up to the token behind them. */
static bool read_words(struct builder *b, int kind, enum value_type type, struct token *behind)
{
    do {
        if (lexer_next(b->lexer, behind) != kind)
            return false;
        build_plain(b, type, TAG_NONE, behind);
    } while (lexer_next(b->lexer, behind) == T_COMMA);
    return true;
}

static bool read_terms(struct builder *b)
{
    struct token behind;
    return read_words(b, T_TERM, VALUE_TERM, &behind) && behind.kind == 0;
}

/* A text that may stand at `token`, as a value with a tag; then the token behind it. */
static bool take_text(struct builder *b, enum value_tag tag, struct token *token)
{
    if (token->kind != T_STRING)
        return false;
    build_plain(b, VALUE_STRING, tag, token);
    lexer_next(b->lexer, token);
    return true;
}

/* A date that may begin with `token`, likewise. */
static void take_date(struct builder *b, enum value_tag tag, struct token *token)
{
    if (!finish_date(b, token))
        return;
    build_date(b, token, tag);
    lexer_next(b->lexer, token);
}

/* What may stand behind who takes part or how something is evaluated: `"ungdomsrådet" 2025`, `2025 "ungdomsrådet"`. */
static bool finish_how(struct builder *b, struct token *token)
{
    bool noted = take_text(b, TAG_NOTE, token);
    take_date(b, TAG_DECIDED, token);
    if (!noted)
        take_text(b, TAG_NOTE, token);
    return token->kind == 0;
}

/* `barn, unge "ungdomsrådet" 2025` */
static bool read_participation(struct builder *b)
{
    struct token behind;
    return read_words(b, T_NAME, VALUE_NAME, &behind) && finish_how(b, &behind);
}

/* `prosess 2026 "ekstern"` */
static bool read_evaluation(struct builder *b)
{
    struct token behind;
    return read_words(b, T_TERM, VALUE_TERM, &behind) && finish_how(b, &behind);
}

/* `juli 2025 vedtak "PS 6/24" 2024-11-17` */
static bool read_postponement(struct builder *b)
{
    struct token token;
    lexer_next(b->lexer, &token);
    if (!finish_date(b, &token))
        return false;
    build_date(b, &token, TAG_NONE);
    if (lexer_next(b->lexer, &token) != T_ISSUED)
        return token.kind == 0;
    lexer_next(b->lexer, &token);
    if (!take_text(b, TAG_DECISION, &token))
        return false;
    take_date(b, TAG_DECIDED, &token);
    return token.kind == 0;
}

/* `250 000 kr per år 2024–2026 vedtatt` */
static bool read_money(struct builder *b)
{
    struct token token;
    lexer_next(b->lexer, &token);
    if (token.kind != T_INTEGER && token.kind != T_NUMBER)
        return false;
    build_number(b, &token, NULL);
    if (lexer_next(b->lexer, &token) == T_UNIT) {
        build_unit(b, &token);
        lexer_next(b->lexer, &token);
    }
    if (token.kind == T_PER_YEAR) {
        build_plain(b, VALUE_TERM, TAG_PER_YEAR, &token);
        lexer_next(b->lexer, &token);
    }
    if (token.kind == T_RANGE) {
        token = build_glued_range(b, &token);
        build_date(b, &token, TAG_RANGE);
        lexer_next(b->lexer, &token);
    }
    if (token.kind == T_TERM) {
        build_plain(b, VALUE_TERM, TAG_BUDGET, &token);
        lexer_next(b->lexer, &token);
    }
    return token.kind == 0;
}

/* `"En setning."` */
static bool read_text(struct builder *b)
{
    struct token token;
    lexer_next(b->lexer, &token);
    return take_text(b, TAG_NONE, &token) && token.kind == 0;
}

/* `https://…` */
static bool read_link(struct builder *b)
{
    struct token token;
    if (lexer_next(b->lexer, &token) != T_LINK)
        return false;
    build_plain(b, VALUE_LINK, TAG_NONE, &token);
    return ends_here(b);
}

bool plain_read(struct builder *b)
{
    static bool (*const readers[SHAPE_COUNT])(struct builder * b) = {[SHAPE_REFERENCES] = read_names,
                                                                     [SHAPE_CODES] = read_names,
                                                                     [SHAPE_DECLARATION] = read_declaration,
                                                                     [SHAPE_ID] = read_id,
                                                                     [SHAPE_DATE] = read_date,
                                                                     [SHAPE_DEADLINE] = read_date,
                                                                     [SHAPE_WHEN] = read_date,
                                                                     [SHAPE_DATES] = read_date,
                                                                     [SHAPE_STATUS] = read_status,
                                                                     [SHAPE_VALUES] = read_terms,
                                                                     [SHAPE_SECTOR] = read_sector,
                                                                     [SHAPE_TEXT] = read_text,
                                                                     [SHAPE_LINK] = read_link,
                                                                     [SHAPE_POSTPONEMENT] = read_postponement,
                                                                     [SHAPE_MONEY] = read_money,
                                                                     [SHAPE_PARTICIPATION] = read_participation,
                                                                     [SHAPE_EVALUATION] = read_evaluation};
    struct lexer *lexer = b->lexer;
    struct tree *tree = b->tree;
    if (!readers[lexer->shape])
        return false;
    uint32_t cursor = lexer->cursor, end = lexer->end, reports = lexer->diagnostics->count;
    uint32_t values = tree->value_count, comments = tree->comment_count;
    if (readers[lexer->shape](b) && lexer->diagnostics->count == reports)
        return true;
    lexer->cursor = cursor;
    lexer->end = end;
    lexer->failed = b->failed = false;
    lexer->diagnostics->count = reports;
    tree->value_count = values;
    tree->comment_count = comments;
    return false;
}
