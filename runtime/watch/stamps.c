#define _XOPEN_SOURCE 700 /* realpath */
#include "stamps.h"

#include "environment.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- taking one -------------------------------------------------------------------------------------------------- */

static void look_at(struct stamps *stamps, const char *path, bool other)
{
    struct stamp stamp = {.path = path, .other = other};
    struct stat status;
    if (stat(path, &status) == 0) {
        stamp.device = status.st_dev;
        stamp.inode = status.st_ino;
        stamp.size = status.st_size;
        stamp.modified = status.st_mtim;
        stamp.changed = status.st_ctim;
    }
    ARRAY_PUSH(stamps, data, count, capacity, stamp);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct stamp *)a)->path, ((const struct stamp *)b)->path);
}

static void sort(struct stamps *stamps)
{
    uint32_t kept = 0;
    if (stamps->count > 1)
        qsort(stamps->data, stamps->count, sizeof *stamps->data, by_path);
    for (uint32_t i = 0; i < stamps->count; i++)
        if (!kept || by_path(&stamps->data[kept - 1], &stamps->data[i]) != 0)
            stamps->data[kept++] = stamps->data[i];
    stamps->count = kept;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void stamps_take(struct stamps *stamps, const char *const *paths, uint32_t count, const char *const *others,
                 uint32_t other_count, bool today)
{
    const char *ignored;
    struct stat status;
    *stamps = (struct stamps){.files = {.keeps_folders = true}};
    if (today)
        environment_today(&stamps->day, &ignored);
    for (uint32_t i = 0; i < count; i++) {
        stamps->gap |= stat(paths[i], &status) != 0 || status.st_nlink == 0;
        files_find(&stamps->files, paths[i]);
    }
    files_sort(&stamps->files);
    if (stamps->files.folder_count > 1)
        qsort(stamps->files.folders, stamps->files.folder_count, sizeof *stamps->files.folders, by_name);
    for (uint32_t i = 0; i < stamps->files.count; i++)
        look_at(stamps, stamps->files.data[i].path, false);
    for (uint32_t i = 0; i < other_count; i++)
        look_at(stamps, arena_copy(&stamps->arena, others[i], strlen(others[i])), true);
    sort(stamps);
}

void stamps_tell(struct stamps *stamps, const char *const *others, uint32_t other_count)
{
    struct stamps before = *stamps;
    stamps->data = NULL;
    stamps->count = stamps->capacity = 0;
    for (uint32_t i = 0; i < before.count; i++)
        if (!before.data[i].other)
            ARRAY_PUSH(stamps, data, count, capacity, before.data[i]);
    for (uint32_t i = 0; i < other_count; i++) {
        const char *path = arena_copy(&stamps->arena, others[i], strlen(others[i]));
        const struct stamp *known = !before.count ? NULL
                                                  : bsearch(&(struct stamp){.path = path}, before.data, before.count,
                                                            sizeof *before.data, by_path);
        if (known)
            ARRAY_PUSH(stamps, data, count, capacity, *known);
        else
            look_at(stamps, path, true);
    }
    array_free(before.data);
    sort(stamps);
}

void stamps_free(struct stamps *stamps)
{
    files_free(&stamps->files);
    array_free(stamps->data);
    arena_free(&stamps->arena);
}

/* ---- comparing two ----------------------------------------------------------------------------------------------- */

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool same_file(const struct stamp *a, const struct stamp *b)
{
    return a->inode == b->inode && a->device == b->device && a->size == b->size &&
           same_time(a->modified, b->modified) && same_time(a->changed, b->changed);
}

bool stamps_same(const struct stamps *a, const struct stamps *b)
{
    bool same = a->count == b->count && a->day == b->day;
    for (uint32_t i = 0; same && i < a->count; i++)
        same = by_path(&a->data[i], &b->data[i]) == 0 && same_file(&a->data[i], &b->data[i]);
    return same;
}

bool stamps_same_folders(const struct stamps *a, const struct stamps *b)
{
    bool same = a->files.folder_count == b->files.folder_count;
    for (uint32_t i = 0; same && i < a->files.folder_count; i++)
        same = strcmp(a->files.folders[i], b->files.folders[i]) == 0;
    return same;
}

const char *stamps_changes(const struct stamps *before, const struct stamps *after, struct arena *arena)
{
    enum { SHOWN = 3 };
    const char *list = "";
    uint32_t i = 0, j = 0, found = 0;
    while (i < before->count || j < after->count) {
        int order = i == before->count ? 1 : j == after->count ? -1 : by_path(&before->data[i], &after->data[j]);
        const char *path = order <= 0 ? before->data[i].path : after->data[j].path;
        bool same = order == 0 && same_file(&before->data[i], &after->data[j]);
        i += order <= 0;
        j += order >= 0;
        if (same)
            continue;
        if (found++ == SHOWN)
            return arena_format(arena, "%s …", list);
        list = arena_format(arena, "%s%s%s", list, *list ? ", " : "", path);
    }
    return list;
}

/* ---- where changes are seen -------------------------------------------------------------------------------------- */

void stamps_folders(const struct stamps *stamps, void (*visit)(void *context, const char *path), void *context)
{
    char real[PATH_MAX];
    for (uint32_t i = 0; i < stamps->files.folder_count; i++)
        visit(context, *stamps->files.folders[i] ? stamps->files.folders[i] : ".");
    for (uint32_t i = 0; i < stamps->count; i++) { /* of files that were given, and of those that links lead to */
        const char *path = realpath(stamps->data[i].path, real) ? real : stamps->data[i].path,
                   *slash = strrchr(path, '/');
        char folder[PATH_MAX] = ".";
        size_t length = slash ? (size_t)(slash - path) + 1 : 0;
        if (length && length < sizeof folder) {
            memcpy(folder, path, length);
            folder[length] = '\0';
        }
        visit(context, folder);
    }
}
