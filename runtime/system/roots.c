#define _XOPEN_SOURCE 700 /* realpath */
#include "roots.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

size_t path_folder_length(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) + 1 : 0;
}

static const char *real_path(struct arena *arena, const char *path)
{
    char room[PATH_MAX];
    return realpath(path, room) ? arena_copy(arena, room, strlen(room)) : NULL;
}

struct roots roots_of(struct arena *arena, const char *const *paths, uint32_t count)
{
    static const char *const here[] = {"."};
    struct roots roots = {0};
    if (!count) {
        paths = here;
        count = 1;
    }
    roots.folders = arena_alloc(arena, count * sizeof *roots.folders);
    for (uint32_t i = 0; i < count; i++) {
        struct stat status;
        bool folder = stat(paths[i], &status) == 0 && S_ISDIR(status.st_mode);
        size_t length = folder ? strlen(paths[i]) : path_folder_length(paths[i]);
        const char *root = real_path(arena, length ? arena_copy(arena, paths[i], length) : ".");
        if (root)
            roots.folders[roots.count++] = root;
    }
    return roots;
}

bool roots_hold(const struct roots *roots, const char *real_path)
{
    for (uint32_t i = 0; i < roots->count; i++) {
        size_t length = strlen(roots->folders[i]);
        if (strncmp(roots->folders[i], real_path, length) == 0 &&
            (real_path[length] == '/' || roots->folders[i][length - 1] == '/'))
            return true;
    }
    return false;
}

bool roots_are_left(const struct roots *roots, const char *path)
{
    char room[PATH_MAX], folder[PATH_MAX];
    size_t length = path_folder_length(path);
    if (length >= sizeof folder)
        return false;
    memcpy(folder, length ? path : "./", length ? length : 2);
    folder[length ? length : 2] = '\0';
    if (!realpath(folder, room) || strlen(room) + 2 > sizeof room)
        return false;
    memcpy(room + strlen(room), "/", 2);
    return !roots_hold(roots, room);
}
