/* stamps: what a command would read, as it is on the disk: which files, and when each was last changed.
 * Depends on files, date. Stamps own their lists until stamps_free; no file is read. */
#ifndef TRAAD_STAMPS_H
#define TRAAD_STAMPS_H

#include "date.h"
#include "files.h"

#include <time.h>

/* A file; inode 0: it is not there. */
struct stamp {
    const char *path;
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified, changed;
    bool other; /* no plan, but read beside them */
};

struct stamps {
    struct file_list files; /* with the folders that were searched */
    struct stamp *data;     /* by path, each path once */
    uint32_t count, capacity;
    day_number day; /* today, where the answer depends on it; else 0 */
    bool gap;       /* a path that was given is not there */
    struct arena arena;
};

/* Finds and looks at the plans below `paths`, and at `others`, which the command has read beside them. */
void stamps_take(struct stamps *stamps, const char *const *paths, uint32_t count, const char *const *others,
                 uint32_t other_count, bool today);

/* Exchanges the others: those that a command has just read. What was looked at before stays as it was then. */
void stamps_tell(struct stamps *stamps, const char *const *others, uint32_t other_count);

void stamps_free(struct stamps *stamps);

/* True when a command would read the same; the same folders are looked through. */
bool stamps_same(const struct stamps *a, const struct stamps *b);
bool stamps_same_folders(const struct stamps *a, const struct stamps *b);

/* The paths that are new, gone or changed, the first few of them, separated by commas, in `arena`; "" when there are
 * none. */
const char *stamps_changes(const struct stamps *before, const struct stamps *after, struct arena *arena);

/* Every folder where a change may be seen: `visit` gets its path. Some may be named more than once. */
void stamps_folders(const struct stamps *stamps, void (*visit)(void *context, const char *path), void *context);

#endif
