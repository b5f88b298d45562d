/* prepared: what reading has made already when the program starts: the words of the language turned round for reading, and the
 * trees of the standard library, as constant arrays that prepare.c writes when the program is built. The library's text went
 * through the front door then, as it would now: tests/unit/prepared.c compares the two.
 * Depends on embedded, parse. A tree borrows its arrays but for its names; tree_free knows. */
#ifndef TRAAD_PREPARED_H
#define TRAAD_PREPARED_H

#include "parse.h"

/* What parse_tables_init makes. */
extern const struct parse_tables prepared_tables;

/* A name of a file: where it stands in it. */
struct prepared_name {
    uint32_t start, length;
};

struct prepared_file {
    struct tree tree;                  /* without its names */
    const struct prepared_name *names; /* from symbol 1 on */
    uint32_t name_count;
};

/* In the order of stdlib_files. */
extern const struct prepared_file prepared_files[];

/* Makes the tree of an embedded file as parse_source does. False, and nothing made, for any other, and
 * for one that has mistakes to tell of. */
bool prepared_tree(struct tree *tree, const struct source *source);

#endif
