/* prepared: what reading has made already when the program starts: the words of the language turned round for reading, and the
 * trees of the standard library, as constant arrays that prepare.c writes when the program is built. The library's text went
 * through the front door then, as it would now: tests/unit/prepared.c compares the two.
 * Depends on embedded, parse, syntax. A tree borrows its arrays but for its names, an expression all; their `free` knows. */
#ifndef TRAAD_PREPARED_H
#define TRAAD_PREPARED_H

#include "parse.h"
#include "syntax.h"

/* What parse_tables_init makes. */
extern const struct parse_tables prepared_tables;

/* A name of a file: where it stands in it. */
struct prepared_name {
    uint32_t start, length;
};

/* An expression of a rule: where its text stands, and its nodes, from `nodes` on in the file's. */
struct prepared_expression {
    uint32_t start, end;
    enum expression_form form;
    uint32_t nodes, count, root;
};

struct prepared_file {
    struct tree tree;                  /* without its names */
    const struct prepared_name *names; /* from symbol 1 on */
    uint32_t name_count;
    const struct prepared_expression *expressions; /* in the order of their texts */
    const struct syntax *nodes;                    /* of all of them */
    uint32_t expression_count;
};

/* In the order of stdlib_files. */
extern const struct prepared_file prepared_files[];

/* Makes the tree of an embedded file as parse_source does. False, and nothing made, for any other, and
 * for one that has mistakes to tell of. */
bool prepared_tree(struct tree *tree, const struct source *source);

/* Makes the syntax tree of a rule of an embedded file as expression_parse does. False, and nothing made, for any other text. */
bool prepared_expression(struct expression *expression, const struct expression_text *text, enum expression_form form);

#endif
