/* syntax_token.c: the lexer's tokens as the grammar of expressions has them. */
#include "syntax_build.h"

#include "grammar.h"

#include <string.h>

static int operator_token(enum term term)
{
    switch (term) {
    case EXPR_AND: return X_AND;
    case EXPR_OR: return X_OR;
    case EXPR_NOT: return X_NOT;
    case EXPR_IS: return X_IS;
    case EXPR_IS_NOT: return X_IS_NOT;
    case EXPR_IN: return X_IN;
    case EXPR_EXISTS: return X_EXISTS;
    case EXPR_LACKS: return X_LACKS;
    case EXPR_CONTAINS: return X_CONTAINS;
    case EXPR_CONTAINS_NOT: return X_CONTAINS_NOT;
    case EXPR_TODAY: return X_TODAY;
    case EXPR_COUNT: return X_COUNT;
    case EXPR_SHARE: return X_SHARE;
    case EXPR_SUM: return X_SUM;
    case EXPR_LOWEST: return X_LOWEST;
    case EXPR_HIGHEST: return X_HIGHEST;
    case EXPR_EVERY: return X_EVERY;
    case EXPR_SOME: return X_SOME;
    case EXPR_NO: return X_NO;
    case EXPR_AT_LEAST: return X_AT_LEAST;
    case EXPR_AT_MOST: return X_AT_MOST;
    case EXPR_WHERE: return X_WHERE;
    case EXPR_HAS: return X_HAS;
    case EXPR_SHOW: return X_SHOW;
    default: return X_BAD;
    }
}

/* The lexer's kinds in the numbers of this grammar. */
static int token_kind(const struct token *token)
{
    static const uint8_t lines[] = {
        [T_NAME] = X_NAME,
        [T_MONTH_NAME] = X_MONTH_NAME,
        [T_SEASON] = X_SEASON,
        [T_WEEK] = X_WEEK,
        [T_PART_OF_YEAR] = X_PART_OF_YEAR,
        [T_SCHOOL_YEAR_WORD] = X_SCHOOL_YEAR_WORD,
        [T_SCHOOL_YEAR] = X_SCHOOL_YEAR,
        [T_PERIOD_BOUND] = X_PERIOD_BOUND,
        [T_DAYS] = X_DAYS,
        [T_UNIT] = X_KRONER,
        [T_SCALE] = X_SCALE,
        [T_COMMA] = X_COMMA,
        [T_LPAREN] = X_LPAREN,
        [T_RPAREN] = X_RPAREN,
        [T_EQUALS] = X_EQUALS,
        [T_INTEGER] = X_INTEGER,
        [T_NUMBER] = X_NUMBER,
        [T_YEAR] = X_YEAR,
        [T_PERCENT] = X_PERCENT,
        [T_STRING] = X_STRING,
        [T_DAY] = X_DAY,
        [T_MONTH] = X_MONTH,
        [T_ORDINAL] = X_ORDINAL,
    };
    static const uint8_t own[] = {X_DOT,  X_NOT_EQUAL, X_LESS,  X_LESS_EQUAL, X_GREATER, X_GREATER_EQUAL,
                                  X_PLUS, X_MINUS,     X_TIMES, X_DIVIDE,     X_LABEL};
    if (token->kind == 0)
        return 0;
    if (token->kind == T_OPERATOR)
        return operator_token((enum term)token->symbol);
    if (token->kind >= T_DOT)
        return own[token->kind - T_DOT];
    return token->kind < sizeof lines && lines[token->kind] ? lines[token->kind] : X_BAD;
}

static bool is_comparison(int kind)
{
    return kind == X_IS || kind == X_IS_NOT || kind == X_EQUALS || kind == X_NOT_EQUAL;
}

/* Names may hold `-` and `/`, so an operator is one only between blanks; a minus before a number is its sign. */
static void check_blanks(struct syntax_builder *b, const struct token *token)
{
    const struct lexer *lexer = b->builder.lexer;
    bool before = token->start == 0 || blank_before(lexer->bytes, 0, token->start) ||
                  strchr("(\r\n", lexer->bytes[token->start - 1]);
    bool after = syntax_is_blank(lexer, token->end);
    bool sign = token->kind == X_MINUS && !syntax_ends_operand(b->previous.kind);
    if (sign || (before && after))
        return;
    struct diagnostic *diagnostic = syntax_report(b, DIAG_OPERATOR_BLANKS, token->start, token->end);
    const char *text = arena_format(lexer->diagnostics->arena, "%s%.*s%s", before ? "" : " ",
                                    (int)(token->end - token->start), lexer->bytes + token->start, after ? "" : " ");
    diag_add_fix(lexer->diagnostics, diagnostic, diagnostic->span, text, true, PHRASE_REPLACE);
}

static void remember_filter(struct syntax_builder *b, const struct token *token)
{
    bool opens = token->kind == X_WHERE || token->kind == X_HAS;
    if (token->kind != X_NAME && token->kind != X_DOT) {
        b->before = b->filter;
        b->filter = opens ? *token : (struct token){.kind = 0};
    }
    if (token->kind >= X_COUNT && token->kind <= X_HIGHEST)
        b->numeric = true;
    else if (token->kind == X_EVERY || token->kind == X_SOME || token->kind == X_NO || token->kind == X_AT_LEAST ||
             token->kind == X_AT_MOST)
        b->numeric = false;
}

struct token syntax_next(struct syntax_builder *b)
{
    struct token token;
    lexer_next(b->builder.lexer, &token);
    bool was_word = token.kind == T_OPERATOR;
    token.kind = (uint16_t)token_kind(&token);
    if (b->current.kind == X_LPAREN)
        b->listing = b->previous.kind == X_IN;
    else if (b->current.kind == X_RPAREN)
        b->listing = false;
    b->previous = b->current;
    bool logical = token.kind >= X_EVERY && token.kind <= X_NO;
    if (was_word && (b->previous.kind == X_DOT || (logical && (is_comparison(b->previous.kind) || b->listing))))
        token.kind = X_NAME; /* `funded is no`, `navn i (noen, alle)`: a name is meant */
    if (++b->tokens > EXPRESSION_LONGEST)
        syntax_too_deep(b);
    else if (token.kind >= X_PLUS && token.kind <= X_DIVIDE && !b->builder.lexer->failed)
        check_blanks(b, &token);
    b->current = token;
    if (token.kind)
        remember_filter(b, &token);
    return token;
}
