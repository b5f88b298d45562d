/* placing.c: files put into a folder: a list of steps, each of which can be undone. */
#define _XOPEN_SOURCE 700 /* lstat */
#include "placing.h"

#include "patient.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum step_kind { MADE_FOLDER, WROTE, MOVED };

struct step {
    enum step_kind kind;
    const char *path, *from; /* from: of MOVED */
};

struct placing {
    struct arena *arena;
    struct step *steps;
    uint32_t step_count, step_capacity;
    const char *failed;
};

static void done(struct placing *p, enum step_kind kind, const char *path, const char *from)
{
    struct step step = {kind, path, from};
    ARRAY_PUSH(p, steps, step_count, step_capacity, step);
}

static void undo(struct placing *p)
{
    while (p->step_count) {
        const struct step *step = &p->steps[--p->step_count];
        switch (step->kind) {
        case MADE_FOLDER: rmdir(step->path); break;
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
        const char *folder = arena_copy(p->arena, path, (size_t)(slash - path));
        struct stat info;
        if (stat(folder, &info) == 0 && S_ISDIR(info.st_mode))
            continue;
        p->failed = folder;
        if (mkdir(folder, 0777) != 0)
            return errno = errno == EEXIST ? ENOTDIR : errno, false;
        done(p, MADE_FOLDER, folder, NULL);
    }
    return true;
}

static bool write_file(struct placing *p, const struct placed *file, const char *path)
{
    int descriptor = patient_open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    done(p, WROTE, path, NULL);
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
    done(p, MOVED, to, from);
    return true;
}

static const char *beside(struct placing *p, const char *path, const char *end)
{
    return arena_format(p->arena, "%s.traad-%ld%s", path, (long)getpid(), end);
}

static bool put_all(struct placing *p, const struct placed *files, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!make_folders(p, files[i].path))
            return false;
        p->failed = files[i].path;
        if (!write_file(p, &files[i], beside(p, files[i].path, "")))
            return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        const char *path = p->failed = files[i].path;
        if ((placing_exists(path) && !move(p, path, beside(p, path, "-old"))) || !move(p, beside(p, path, ""), path))
            return false;
    }
    return true;
}

bool placing_put(const struct placed *files, uint32_t count, struct arena *arena, int *error, const char **failed)
{
    struct placing p = {.arena = arena};
    sigset_t stops, before;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    sigaddset(&stops, SIGHUP);
    sigprocmask(SIG_BLOCK, &stops, &before);
    bool good = put_all(&p, files, count);
    *error = errno;
    *failed = p.failed;
    if (!good)
        undo(&p);
    for (uint32_t i = 0; i < count && good; i++)
        unlink(beside(&p, files[i].path, "-old"));
    array_free(p.steps);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return good;
}
