/* lexer: one logical line at a time into tokens (re2c). All state is in the struct.
 * Depends on lexicon, symbol, diag. Reads the source's bytes, which end in NUL; owns nothing. */
#ifndef TRAAD_LEXER_H
#define TRAAD_LEXER_H

#include "diag.h"
#include "known.h"
#include "property.h"
#include "token.h"
#include "tree.h"

/* Kinds of token that only expressions have; the rest of their tokens are the lines' (grammar.h). */
enum {
    T_OPERATOR = 2000, /* a word: symbol is its enum term */
    T_DOT,
    T_NOT_EQUAL,
    T_LESS,
    T_LESS_EQUAL,
    T_GREATER,
    T_GREATER_EQUAL,
    T_PLUS,
    T_MINUS,
    T_TIMES,
    T_DIVIDE,
    T_LABEL /* `8.2`, `2b`: what starts with a digit and is no number */
};

struct lexer {
    const char *bytes; /* of the whole source */
    uint32_t cursor;   /* next byte to read */
    uint32_t end;      /* of the line or cell; the lexer never reads past it */
    uint32_t indent;   /* of the line, in blanks: a list goes on in a deeper line */
    bool cell;         /* in a table's row: `#` is text, and a line does not go on */
    bool failed;       /* a lexical error was reported; the rest of the line is not worth a second report */
    enum shape shape;  /* what is expected: its mode, its classes of words */
    uint32_t sets;     /* the value sets whose words are keywords here */
    uint32_t source_end;
    uint32_t file;
    const struct lexicon *lexicon;
    struct known_words *known; /* of the file, or NULL */
    struct tree *tree;         /* symbols and comments go here; NULL in an expression, which has none */
    bool expression;           /* reads an expression: one line, no comments */
    struct diag_list *diagnostics;
};

/* Reads the next token of the line. Returns its kind, 0 at the end. */
uint16_t lexer_next(struct lexer *lexer, struct token *token);

/* The end of the line that `at` stands in: the offset of its line break, or of the end of the source. */
uint32_t lexer_line_end(const char *bytes, uint32_t at, uint32_t source_end);

/* The end of the table cell that begins at `start`: its `|`, or `end`. A quote counts where the cell begins with it. */
uint32_t lexer_cell_end(const char *bytes, uint32_t start, uint32_t end);

/* The end of the text in quotation marks, of any sort, that begins at `at`, with its marks; `end` when it is never closed, and `at`
 * when none begins there. */
uint32_t lexer_quote_end(const char *bytes, uint32_t at, uint32_t end);

/* The offset behind the line break at `at`. */
uint32_t lexer_next_line(const char *bytes, uint32_t at, uint32_t source_end);

#endif
