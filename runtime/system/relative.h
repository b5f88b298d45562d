/* relative: how the working folder is reached from where a file will lie, for the links in it.
 * Depends on arena. Asks the file system; the text lives in the caller's arena. */
#ifndef TRAAD_RELATIVE_H
#define TRAAD_RELATIVE_H

#include "arena.h"

/* What stands before a path of the working folder in a file at `path`: "" beside it, "../" one folder up, "../../a/b/"
 * elsewhere. NULL path (standard output), or a folder that is not there, gives "". */
const char *relative_way_back(struct arena *arena, const char *path);

/* The working folder, with a slash at its end; "/" when it cannot be told. */
const char *relative_here(struct arena *arena);

#endif
