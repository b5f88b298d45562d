/* revision: the plans of one version in git, and the data files that they name: a workspace that is in no folder.
 * Depends on git, files. Paths belong to the file list's arena, or the caller's; nothing else is owned. */
#ifndef TRAAD_REVISION_H
#define TRAAD_REVISION_H

#include "files.h"
#include "git.h"

/* A folder or a file of a version. */
struct revision {
    const struct git *git;
    const char *name;   /* what the reader calls it */
    struct git_id tree; /* the whole version */
    const char *below;  /* from the top of it: what is asked for; "" is all of it */
    const char *shown;  /* what stands before a path from `below` when it is shown: "planer/", or "" */
};

/* Whether all of a version could be read. MISSING: the repository does not have all of it; TOO_LARGE: it is made to be larger than
 * anybody's plans, as a few objects that refer to one another can be. */
enum completeness { REVISION_WHOLE, REVISION_NOT_THERE, REVISION_MISSING, REVISION_TOO_LARGE };

/* Adds the plans of a version to the list, with their bytes: as files_find does from a folder. When it is not whole, `*where` is
 * the path that something is wrong with. */
enum completeness revision_find(const struct revision *revision, struct file_list *list, const char **where);

/* The file that a shown path leads to in the version, `..` and `.` taken away. NOTHING when there is none, MISSING as above, OTHER when
 * it is no file or lies outside what is asked for. `path` becomes the shown path without dots. */
struct git_entry revision_at(const struct revision *revision, struct arena *arena, const char **path);

#endif
