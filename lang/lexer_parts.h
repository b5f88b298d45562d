/* lexer_parts: what the lexer's files share. Internal to lang: lexer.re says what a token is, lexer_digits.c and lexer_words.c what it
 * means, lexer_lines.c where lines, cells and comments end. */
#ifndef TRAAD_LEXER_PARTS_H
#define TRAAD_LEXER_PARTS_H

#include "lexer.h"

#include "grammar.h"

/* Kinds of raw token that need a second look before the grammar sees them. */
enum raw {
    RAW_END = 0,
    RAW_BLANK = 1000,
    RAW_HASH,
    RAW_OTHER,
    RAW_HYPHEN,
    RAW_UNTERMINATED,
    RAW_BAD_NUMBER,
    RAW_THOUSANDS,
    RAW_GLUED,
    RAW_GROUPED,
    RAW_INTEGER,
    RAW_DECIMAL,
    RAW_DAY,
    RAW_DOTTED,
    RAW_MONTH,
    RAW_YEARS,
    RAW_DATES,
    RAW_NUMBERS,
    RAW_ORDINAL,
    RAW_SCHOOL_YEAR,
    RAW_STRING,
    RAW_LONG_QUOTE,
    RAW_LINK,
    RAW_WORD,
    RAW_WIDE_WORD,
    RAW_WIDE_REF,
    RAW_PATH
};

static inline struct span lexer_span(const struct lexer *lexer, const struct token *token)
{
    return (struct span){lexer->file, token->start, token->end};
}

static inline struct diagnostic *lexer_fail(struct lexer *lexer, struct token *token, enum diag_code code)
{
    struct diagnostic *diagnostic = diag_add(lexer->diagnostics, code, lexer_span(lexer, token));
    diagnostic->arguments[0] = diag_text(lexer->bytes + token->start, token->end - token->start);
    lexer->failed = true;
    token->kind = T_BAD;
    return diagnostic;
}

/* lexer_digits.c: finishes a token that is made of digits. */
void lexer_read_digits(struct lexer *lexer, struct token *token, int raw);

/* lexer_words.c: a word of a value, of an expression, and of a list of references. */
void lexer_read_word(struct lexer *lexer, struct token *token);
void lexer_read_expression_word(struct lexer *lexer, struct token *token);
void lexer_read_reference(struct lexer *lexer, struct token *token);

/* lexer_lines.c: records the comment at the cursor and moves to the end of its line. */
void lexer_skip_comment(struct lexer *lexer);

/* After a comma at the end of a line: moves to the next line with text if it is deeper. Comments between are kept. */
bool lexer_continue(struct lexer *lexer);

#endif
