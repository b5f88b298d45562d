/* deprecated: words that are still understood but should not be written, since they say something else to many readers.
 * Depends on keyword.def, where they have `!` before them, diag, tree. Owns nothing. */
#ifndef TRAAD_DEPRECATED_H
#define TRAAD_DEPRECATED_H

#include "diag.h"
#include "tree.h"

/* Reports the synonym at `span` if it is one of them, with the keyword's own form in the language that most of the file is in
 * so far. `bytes` are the source's. */
void deprecated_report(struct diag_list *list, const struct tree *tree, const struct keyword *keyword,
                       const char *bytes, struct span span);

#endif
