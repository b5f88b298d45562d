/* syntax_build: what the rules of expression.y do. Internal to lang. Depends on syntax, build (for dates).
 * One builder serves one text; it owns nothing. */
#ifndef TRAAD_SYNTAX_BUILD_H
#define TRAAD_SYNTAX_BUILD_H

#include "blank.h"
#include "build.h"
#include "expression.h"
#include "syntax.h"

#include <string.h>

struct syntax_builder {
    struct builder builder; /* its lexer and its diagnostics; nothing goes into a tree */
    struct expression *expression;
    enum expression_form form;
    uint32_t tokens;
    struct token previous, current;
    struct token filter; /* the latest `der` or `har`; kind 0 when something else than a path has followed it */
    struct token before; /* `filter` as it was before the token at hand ended it */
    bool listing;        /* within the parentheses of `i (…)` */
    bool numeric;        /* the latest quantifier is `antall`, `andel` …: its filter must compare something */
};

/* The next token, in the grammar's numbers. */
struct token syntax_next(struct syntax_builder *b);

/* True of a token that can stand last in an operand. */
static inline bool syntax_ends_operand(int kind)
{
    return kind == X_NAME || kind == X_RPAREN || kind == X_INTEGER || kind == X_NUMBER || kind == X_YEAR ||
           kind == X_PERCENT || kind == X_STRING || kind == X_DAY || kind == X_TODAY || kind == X_DAYS ||
           kind == X_KRONER || kind == X_SCALE || kind == X_LABEL || kind == X_MONTH;
}

static inline bool syntax_is_blank(const struct lexer *lexer, uint32_t at)
{
    char c = lexer->bytes[at];
    return c == '\0' || c == '\n' || c == '\r' || blank_length(lexer->bytes, at, lexer->source_end);
}

/* ---- mistakes: each fails the expression ---- */
void syntax_error(struct syntax_builder *b, const struct token *at);
void syntax_too_deep(struct syntax_builder *b);
struct diagnostic *syntax_report(struct syntax_builder *b, enum diag_code code, uint32_t start, uint32_t end);

/* After a filter without parentheses, at [start, end), it is not clear what `og`, `eller` or arithmetic joins. */
void syntax_report_open(struct syntax_builder *b, uint32_t start, uint32_t end);

/* The bytes of a closing quotation mark, `"`, `»` or `”`; its opening one has as many. */
uint32_t syntax_quote_width(const char *at);

/* ---- nodes ---- */

uint32_t syntax_add(struct syntax_builder *b, enum syntax_kind kind, uint32_t left, uint32_t right);
uint32_t syntax_leaf(struct syntax_builder *b, enum syntax_kind kind, const struct token *token);
uint32_t syntax_date(struct syntax_builder *b, const struct token *date);
uint32_t syntax_year(struct syntax_builder *b, const struct token *year);
uint32_t syntax_number(struct syntax_builder *b, const struct token *number, enum syntax_unit unit,
                       const struct token *end);
void syntax_scale(struct token *number, const struct token *scale);
uint32_t syntax_step(struct syntax_builder *b, uint32_t before, const struct token *name);
uint32_t syntax_prefix(struct syntax_builder *b, enum syntax_kind kind, const struct token *word, uint32_t operand);
uint32_t syntax_postfix(struct syntax_builder *b, enum syntax_kind kind, uint32_t operand, const struct token *word);
uint32_t syntax_parentheses(struct syntax_builder *b, const struct token *open, uint32_t inside,
                            const struct token *close);
uint32_t syntax_compare(struct syntax_builder *b, uint32_t left, uint32_t compare, uint32_t right);
uint32_t syntax_in(struct syntax_builder *b, uint32_t left, uint32_t list, const struct token *close);
uint32_t syntax_contains(struct syntax_builder *b, uint32_t left, uint32_t texts);
uint32_t syntax_negate(struct syntax_builder *b, uint32_t condition);
uint32_t syntax_begin(struct syntax_builder *b, const struct token *word, const struct token *number);
uint32_t syntax_quantifier(struct syntax_builder *b, uint32_t quantifier, uint32_t range, uint32_t where, uint32_t has);
uint32_t syntax_select(struct syntax_builder *b, uint32_t ranges, uint32_t condition);

/* These refuse a left operand that ends with a filter without parentheses. */
uint32_t syntax_join(struct syntax_builder *b, enum syntax_kind kind, uint32_t left, uint32_t right);
uint32_t syntax_arithmetic(struct syntax_builder *b, char operator, uint32_t left, uint32_t right);

/* Marks a filter as one without parentheses. */
uint32_t syntax_open(struct syntax_builder *b, uint32_t filter);

#endif
