/* roots: the folders that may be read: those that were given, and those that given files lie in. What lies in a workspace leads to
 * nothing outside of it, whoever wrote it, through links or not.
 * Depends on arena. Texts are the arena's. */
#ifndef TRAAD_ROOTS_H
#define TRAAD_ROOTS_H

#include "arena.h"

#include <stdbool.h>

struct roots {
    const char **folders; /* real paths */
    uint32_t count;
};

/* The roots of what was given; without any, the current folder. */
struct roots roots_of(struct arena *arena, const char *const *paths, uint32_t count);

/* True for a real path below one of them. */
bool roots_hold(const struct roots *roots, const char *real_path);

/* True when the folder that a path leads to lies outside, whether or not the file is there: nobody is told what is. */
bool roots_are_left(const struct roots *roots, const char *path);

/* The length of a path's folder, its slash included; 0 for the current one. */
size_t path_folder_length(const char *path);

#endif
