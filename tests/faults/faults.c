/* Makes the Nth call of a kind fail, or every call come back in pieces: loaded before the C library (LD_PRELOAD), so that a command
 * meets a full disk or an empty memory wherever it may. Depends on the C library (glibc) alone; owns nothing.
 *
 *   FAULT=KIND:N     the Nth call of that kind fails, and of writing all from there on; N=0: none does
 *   FAULT=pieces     what is read or written comes in small pieces
 *   FAULT=again      each call is interrupted once, first
 *   FAULT_TOLD=FILE  gets, at the end, how many calls of the kind there were
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What fails together: name, and what errno says then. */
#define KINDS(ROW)                                                                              \
    ROW(MEMORY, "memory", ENOMEM) /* malloc, calloc, realloc, mmap, and what is made of them */ \
    ROW(WRITE, "write", ENOSPC)   /* write, fwrite, fsync, ftruncate */                         \
    ROW(READ, "read", EIO)                                                                      \
    ROW(OPEN, "open", EMFILE)   /* open, opendir, and their kin */                              \
    ROW(PLACE, "place", EACCES) /* rename, mkdir, link: what puts a file in its place */        \
    ROW(LOOK, "look", EIO)      /* stat and its kin, realpath */                                \
    ROW(CLOSE, "close", EIO)

enum kind {
#define ROW(id, ...) id,
    KINDS(ROW)
#undef ROW
        KIND_COUNT
};

static const struct {
    const char *name;
    int error;
} KIND_ROWS[] = {
#define ROW(id, name, error) {name, error},
    KINDS(ROW)
#undef ROW
};

static enum kind chosen = KIND_COUNT;
static unsigned long fails_at;
static atomic_ulong calls, turns;
static bool pieces, again, begun;

__attribute__((constructor)) static void begin(void)
{
    const char *fault = getenv("FAULT"), *colon = fault ? strchr(fault, ':') : NULL;
    pieces = fault && strcmp(fault, "pieces") == 0;
    again = fault && strcmp(fault, "again") == 0;
    for (int kind = 0; colon && kind < KIND_COUNT; kind++)
        if (strncmp(KIND_ROWS[kind].name, fault, (size_t)(colon - fault)) == 0)
            chosen = (enum kind)kind;
    fails_at = colon ? strtoul(colon + 1, NULL, 10) : 0;
    begun = true;
}

/* Written without what may be made to fail. */
__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("FAULT_TOLD");
    char text[24];
    int length = snprintf(text, sizeof text, "%lu", atomic_load(&calls));
    long file = path ? syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    if (file >= 0 && length > 0)
        syscall(SYS_write, file, text, (size_t)length);
    begun = false;
}

static bool fails(enum kind kind)
{
    if (!begun || kind != chosen)
        return false;
    unsigned long call = atomic_fetch_add(&calls, 1) + 1;
    if (kind == WRITE && fails_at ? call < fails_at : call != fails_at) /* a full disk stays full */
        return false;
    errno = KIND_ROWS[kind].error;
    return true;
}

static bool is_interrupted(void)
{
    if (!begun || !again || atomic_fetch_add(&turns, 1) % 2)
        return false;
    errno = EINTR;
    return true;
}

static size_t piece(size_t size)
{
    size_t most = pieces ? 1 + atomic_fetch_add(&turns, 1) % 7 * 100 : size;
    return size < most ? size : most;
}

/* The function that stands behind one of ours. */
#define NEXT(name) ((__typeof__(&name))next(#name))

static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

/* ---- memory ---------------------------------------------------------------------------------------------------------- */

extern void *__libc_malloc(size_t size), *__libc_calloc(size_t count, size_t size),
    *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    return fails(MEMORY) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(MEMORY) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails(MEMORY) ? NULL : __libc_realloc(old, size);
}

void *mmap(void *address, size_t size, int protection, int flags, int file, off_t at)
{
    return fails(MEMORY) ? MAP_FAILED : NEXT(mmap)(address, size, protection, flags, file, at);
}

void *mmap64(void *address, size_t size, int protection, int flags, int file, off64_t at)
{
    return fails(MEMORY) ? MAP_FAILED : NEXT(mmap64)(address, size, protection, flags, file, at);
}

/* ---- bytes ----------------------------------------------------------------------------------------------------------- */

/* What is said on stderr is said. */
ssize_t write(int descriptor, const void *bytes, size_t size)
{
    if (descriptor == STDERR_FILENO)
        return syscall(SYS_write, descriptor, bytes, size);
    return is_interrupted() || fails(WRITE) ? -1 : syscall(SYS_write, descriptor, bytes, piece(size));
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t at)
{
    return is_interrupted() || fails(WRITE) ? -1 : syscall(SYS_pwrite64, descriptor, bytes, piece(size), at);
}

size_t fwrite(const void *bytes, size_t size, size_t count, FILE *file)
{
    return fails(WRITE) ? 0 : NEXT(fwrite)(bytes, size, count, file);
}

int fsync(int descriptor)
{
    return fails(WRITE) ? -1 : NEXT(fsync)(descriptor);
}

int fdatasync(int descriptor)
{
    return fails(WRITE) ? -1 : NEXT(fdatasync)(descriptor);
}

int ftruncate64(int descriptor, off64_t size)
{
    return fails(WRITE) ? -1 : NEXT(ftruncate64)(descriptor, size);
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    return is_interrupted() || fails(READ) ? -1 : syscall(SYS_read, descriptor, bytes, piece(size));
}

ssize_t pread64(int descriptor, void *bytes, size_t size, off64_t at)
{
    return is_interrupted() || fails(READ) ? -1 : syscall(SYS_pread64, descriptor, bytes, piece(size), at);
}

/* ---- files ----------------------------------------------------------------------------------------------------------- */

static int open_at(int folder, const char *path, int flags, mode_t mode)
{
    return is_interrupted() || fails(OPEN) ? -1 : (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define MODE(after)                        \
    mode_t mode = 0;                       \
    if (flags & (O_CREAT | __O_TMPFILE)) { \
        va_list more;                      \
        va_start(more, after);             \
        mode = va_arg(more, mode_t);       \
        va_end(more);                      \
    }

int open(const char *path, int flags, ...)
{
    MODE(flags)
    return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MODE(flags)
    return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    MODE(flags)
    return open_at(folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    MODE(flags)
    return open_at(folder, path, flags, mode);
}

DIR *opendir(const char *path)
{
    return fails(OPEN) ? NULL : NEXT(opendir)(path);
}

FILE *fopen(const char *path, const char *mode)
{
    return fails(OPEN) ? NULL : NEXT(fopen)(path, mode);
}

FILE *fopen64(const char *path, const char *mode)
{
    return fails(OPEN) ? NULL : NEXT(fopen64)(path, mode);
}

int mkstemp(char *pattern)
{
    return fails(OPEN) ? -1 : NEXT(mkstemp)(pattern);
}

int mkstemp64(char *pattern)
{
    return fails(OPEN) ? -1 : NEXT(mkstemp64)(pattern);
}

char *mkdtemp(char *pattern)
{
    return fails(OPEN) ? NULL : NEXT(mkdtemp)(pattern);
}

int close(int descriptor)
{
    return fails(CLOSE) ? (syscall(SYS_close, descriptor), -1) : (int)syscall(SYS_close, descriptor);
}

int fclose(FILE *file)
{
    return fails(CLOSE) ? (NEXT(fclose)(file), EOF) : NEXT(fclose)(file);
}

int rename(const char *old, const char *new)
{
    return fails(PLACE) ? -1 : NEXT(rename)(old, new);
}

int mkdir(const char *path, mode_t mode)
{
    return fails(PLACE) ? -1 : NEXT(mkdir)(path, mode);
}

int link(const char *old, const char *new)
{
    return fails(PLACE) ? -1 : NEXT(link)(old, new);
}

int fchmod(int descriptor, mode_t mode)
{
    return fails(PLACE) ? -1 : NEXT(fchmod)(descriptor, mode);
}

int stat(const char *restrict path, struct stat *restrict status)
{
    return fails(LOOK) ? -1 : NEXT(stat)(path, status);
}

int lstat(const char *restrict path, struct stat *restrict status)
{
    return fails(LOOK) ? -1 : NEXT(lstat)(path, status);
}

int fstat(int descriptor, struct stat *status)
{
    return fails(LOOK) ? -1 : NEXT(fstat)(descriptor, status);
}

char *realpath(const char *restrict path, char *restrict room)
{
    return fails(LOOK) ? NULL : NEXT(realpath)(path, room);
}

/* What it is where the size of the room is checked. */
char *__realpath_chk(const char *path, char *room, size_t size);
char *__realpath_chk(const char *path, char *room, size_t size)
{
    return fails(LOOK) ? NULL : NEXT(__realpath_chk)(path, room, size);
}

/* ---- waiting --------------------------------------------------------------------------------------------------------- */

int poll(struct pollfd *files, nfds_t count, int patience)
{
    return is_interrupted() ? -1 : NEXT(poll)(files, count, patience);
}
