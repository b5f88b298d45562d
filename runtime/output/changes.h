/* changes: the table of report_diff for a merge request: as GitHub's workflow commands, and as a comment in Markdown.
 * Depends on render. Reads the table and writes; owns nothing. */
#ifndef TRAAD_CHANGES_H
#define TRAAD_CHANGES_H

#include "render.h"

/* A command a change: a warning for what is weakened, a notice for the rest. */
render_function changes_github;

/* A comment: how much is weakened, then each change as a sentence; what is neither weaker nor stronger is folded away. */
render_function changes_comment;

#endif
