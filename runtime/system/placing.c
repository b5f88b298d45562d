/* placing.c: files put into a folder: a list of steps, each of which can be undone. */
#define _XOPEN_SOURCE 700 /* lstat */
#include "placing.h"

#include "patient.h"
#include "signals.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum step_kind { MADE_FOLDER, WROTE, MOVED };

struct step {
    enum step_kind kind;
    const char *path, *from; /* from: of MOVED */
    size_t length;           /* of MADE_FOLDER: so much of the path */
};

/* Where a file is written, and where what stood in its place is kept, until all is done. */
struct beside {
    const char *new, *old;
};

/* All that is needed is made before the first step, so that nothing is left half done where memory ends. */
struct placing {
    struct step *steps;
    uint32_t step_count, step_capacity;
    struct beside *beside;  /* by file */
    char *room, *undo_room; /* for the name of a folder */
    const char *failed;
};

static const char *beside(struct arena *arena, const char *path, const char *end)
{
    return arena_format(arena, "%s.traad-%ld%s", path, (long)getpid(), end);
}

static struct placing prepare(const struct placed *files, uint32_t count, struct arena *arena)
{
    struct placing p = {.beside = arena_alloc(arena, count * sizeof *p.beside + 1)};
    size_t longest = 0;
    uint32_t most = 3 * count; /* steps: a file is written, moved to its place, and the old one away from it */
    for (uint32_t i = 0; i < count; i++) {
        const char *path = files[i].path;
        p.beside[i] = (struct beside){beside(arena, path, ""), beside(arena, path, "-old")};
        longest = strlen(path) > longest ? strlen(path) : longest;
        for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/'))
            most++;
    }
    p.steps = array_grow(NULL, &p.step_capacity, most, sizeof *p.steps);
    p.room = arena_alloc(arena, longest + 1);
    p.undo_room = arena_alloc(arena, longest + 1);
    return p;
}

static void done(struct placing *p, struct step step)
{
    assert(p->step_count < p->step_capacity);
    p->steps[p->step_count++] = step;
}

static const char *cut(char *room, const char *path, size_t length)
{
    memcpy(room, path, length);
    room[length] = '\0';
    return room;
}

static void undo(struct placing *p)
{
    while (p->step_count) {
        const struct step *step = &p->steps[--p->step_count];
        switch (step->kind) {
        case MADE_FOLDER: rmdir(cut(p->undo_room, step->path, step->length)); break;
        case WROTE: unlink(step->path); break;
        case MOVED: rename(step->path, step->from); break;
        }
    }
}

bool placing_exists(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0;
}

/* Makes the folders above a file that are not there. */
static bool make_folders(struct placing *p, const char *path)
{
    for (const char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        const char *folder = cut(p->room, path, (size_t)(slash - path));
        struct stat info;
        if (stat(folder, &info) == 0 && S_ISDIR(info.st_mode))
            continue;
        p->failed = folder;
        if (mkdir(folder, 0777) != 0)
            return errno = errno == EEXIST ? ENOTDIR : errno, false;
        done(p, (struct step){.kind = MADE_FOLDER, .path = path, .length = (size_t)(slash - path)});
    }
    return true;
}

static bool write_file(struct placing *p, const struct placed *file, const char *path)
{
    int descriptor = patient_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    done(p, (struct step){.kind = WROTE, .path = path});
    uint32_t at = 0;
    while (at < file->length) {
        ssize_t written = write(descriptor, file->bytes + at, file->length - at);
        if (written < 0 && errno != EINTR)
            break;
        at += written > 0 ? (uint32_t)written : 0;
    }
    int error = errno;
    bool closed = close(descriptor) == 0;
    if (at < file->length)
        errno = error;
    return closed && at == file->length;
}

static bool move(struct placing *p, const char *from, const char *to)
{
    struct stat info;
    if (lstat(from, &info) == 0 && S_ISDIR(info.st_mode))
        return errno = EISDIR, false;
    if (rename(from, to) != 0)
        return false;
    done(p, (struct step){.kind = MOVED, .path = to, .from = from});
    return true;
}

static bool put_all(struct placing *p, const struct placed *files, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!make_folders(p, files[i].path))
            return false;
        p->failed = files[i].path;
        if (!write_file(p, &files[i], p->beside[i].new))
            return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        const char *path = p->failed = files[i].path;
        if ((placing_exists(path) && !move(p, path, p->beside[i].old)) || !move(p, p->beside[i].new, path))
            return false;
    }
    return true;
}

bool placing_put(const struct placed *files, uint32_t count, struct arena *arena, int *error, const char **failed)
{
    struct placing p = prepare(files, count, arena);
    signals_hold();
    bool good = put_all(&p, files, count);
    *error = errno;
    *failed = p.failed;
    if (!good)
        undo(&p);
    for (uint32_t i = 0; i < count && good; i++)
        unlink(p.beside[i].old);
    array_free(p.steps);
    signals_release();
    return good;
}
