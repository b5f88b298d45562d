/* dump: what the interpreter sees, for tests and for the curious: tokens, tree, model. One line an item, stable.
 * Depends on lang and model; writes to a stream. */
#ifndef TRAAD_DUMP_H
#define TRAAD_DUMP_H

#include "parse.h"

#include <stdio.h>

void dump_tree(FILE *out, struct source *source, const struct tree *tree);

#endif
