/* syntax: the text of a rule, of `beregn` or of a question as a syntax tree: arrays and 32-bit ids (language.md 9).
 * Depends on lexer, diag. What the words stand for is not known here. The tree owns its array, but
 * for one that borrows it (prepared.h) and has no capacity; expression_free knows. */
#ifndef TRAAD_SYNTAX_H
#define TRAAD_SYNTAX_H

#include "diag.h"

enum syntax_kind {
    SYNTAX_NONE,
    SYNTAX_NUMBER, /* number, in `unit`; a year may be a date: see date */
    SYNTAX_DATE,
    SYNTAX_STRING,     /* start..end within the quotation marks */
    SYNTAX_LABEL,      /* `8.2`, `2b`: a name that starts with a digit */
    SYNTAX_WORD,       /* one step of a path; left: the step before it, 0 for the first */
    SYNTAX_TODAY,      /* `i dag` */
    SYNTAX_LIST,       /* one item of a list: left: the list before it, right: the item */
    SYNTAX_AND,        /* left, right */
    SYNTAX_OR,         /* left, right */
    SYNTAX_NOT,        /* right */
    SYNTAX_COMPARE,    /* left, right; operator: enum syntax_compare */
    SYNTAX_IN,         /* left; right: a list */
    SYNTAX_CONTAINS,   /* left; right: a list of texts */
    SYNTAX_EXISTS,     /* left */
    SYNTAX_LACKS,      /* left */
    SYNTAX_ARITHMETIC, /* left, right; operator: a character of "+-*" and '/' */
    SYNTAX_MINUS,      /* right */
    SYNTAX_QUANTIFIER, /* operator: EXPR_COUNT …; left: the range, right: `der`, third: `har`; number: of `minst N` */
    SYNTAX_SELECT,     /* left: a range or a list of ranges; right: the condition on them, or 0 */
    SYNTAX_SHOW        /* left: what is asked for; right: a list of columns */
};

enum syntax_compare {
    COMPARE_SAME,
    COMPARE_OTHER,
    COMPARE_SMALLER,
    COMPARE_SMALLER_OR_SAME,
    COMPARE_LARGER,
    COMPARE_LARGER_OR_SAME
};

/* What a number is counted in. */
enum syntax_unit { UNIT_PLAIN, UNIT_PERCENT, UNIT_KRONER, UNIT_DAYS };

struct syntax {
    uint8_t kind, unit;
    bool word_operator; /* of COMPARE: `er` and `er ikke`, not `=` and `!=` */
    bool dated;         /* of a NUMBER: a year, which may be a date */
    uint16_t operator, depth;
    uint32_t start, end; /* bytes */
    uint32_t left, right, third;
    uint32_t open_filter; /* the filter without parentheses that this ends with, or 0 */
    double number;
    struct date date;
};

/* What is expected of the whole text. */
enum expression_form {
    FORM_VALUE,  /* a condition, a number or a path: der, krev, beregn */
    FORM_FIELD,  /* the same, or a kind with a filter, in a message */
    FORM_SELECT, /* a kind or kinds, with a filter: `for` */
    FORM_QUERY   /* either, with `vis` and columns: a question */
};

struct expression {
    struct syntax *nodes; /* nodes[0] is none */
    uint32_t count, capacity;
    uint32_t root; /* 0 when the text could not be read */
};

/* Where the text stands. */
struct expression_text {
    const char *bytes; /* of the whole source; NUL behind its end */
    uint32_t start, end, file;
};

enum { EXPRESSION_DEEPEST = 100, EXPRESSION_LONGEST = 4000 }; /* levels of nesting, and tokens */

/* Parses a text. What is wrong with it is reported, once; the tree then has no root. */
void expression_parse(struct expression *expression, const struct expression_text *text, enum expression_form form,
                      const struct lexicon *lexicon, struct diag_list *diagnostics);
void expression_free(struct expression *expression);

#endif
