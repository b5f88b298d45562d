#define _XOPEN_SOURCE 700 /* realpath */
#include "relative.h"

#include <stdlib.h>
#include <string.h>

/* The real path of a folder with a slash at its end, or NULL. */
static char *real_folder(struct arena *arena, const char *path)
{
    char *real = realpath(path, NULL), *copy = NULL;
    if (real)
        copy = arena_format(arena, strcmp(real, "/") == 0 ? "%s" : "%s/", real);
    array_free(real);
    return copy;
}

const char *relative_here(struct arena *arena)
{
    const char *here = real_folder(arena, ".");
    return here ? here : "/";
}

const char *relative_way_back(struct arena *arena, const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    if (!slash)
        return "";
    const char *folder = real_folder(arena, arena_copy(arena, path, (size_t)(slash - path) + 1));
    const char *here = real_folder(arena, ".");
    if (!folder || !here)
        return "";
    size_t common = 0;
    for (size_t i = 0; folder[i] && folder[i] == here[i]; i++)
        if (folder[i] == '/')
            common = i + 1;
    const char *up = "";
    for (const char *at = folder + common; (at = strchr(at, '/')) != NULL; at++)
        up = arena_format(arena, "../%s", up);
    return arena_format(arena, "%s%s", up, here + common);
}
