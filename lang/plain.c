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

/* `universell, målrettet` */
static bool read_terms(struct builder *b)
{
    for (struct token token;;) {
        if (lexer_next(b->lexer, &token) != T_TERM)
            return false;
        build_plain(b, VALUE_TERM, TAG_NONE, &token);
        if (lexer_next(b->lexer, &token) != T_COMMA)
            return token.kind == 0;
    }
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
                                                                     [SHAPE_VALUES] = read_terms};
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
