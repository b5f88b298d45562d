/* placing: files put into a folder that may hold others: all of them, or none.
 * Depends on arena. Owns nothing once a call has returned. Each file is written beside its place and then renamed; what has
 * been done is undone when something fails, and signals wait until the end. */
#ifndef TRAAD_PLACING_H
#define TRAAD_PLACING_H

#include "arena.h"

#include <stdbool.h>

struct placed {
    const char *path; /* folders above it that are missing are made */
    const char *bytes;
    uint32_t length;
};

/* True when something has that path, be it a link that leads nowhere. */
bool placing_exists(const char *path);

/* Writes the files, over those that are there. False when that cannot be done: then all is as it was, `*error` is the errno
 * of the failure and `*failed` the path that it was about. */
bool placing_put(const struct placed *files, uint32_t count, struct arena *arena, int *error, const char **failed);

#endif
