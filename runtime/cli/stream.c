#define _XOPEN_SOURCE 700 /* realpath */
#include "stream.h"

#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The temporary file to take away when the process is told to stop: the one thing that a signal needs to know. */
static char doomed[PATH_MAX];
static volatile sig_atomic_t any_doomed;

static void on_signal(int number)
{
    if (any_doomed)
        unlink(doomed);
    signal(number, SIG_DFL);
    raise(number);
}

void stream_begin(void)
{
    for (int descriptor = 0; descriptor <= STREAM_ERROR; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0) /* closed: let no file of ours take its number, and let writing fail */
            open("/dev/null", descriptor ? O_RDONLY : O_WRONLY);
    struct sigaction action = {.sa_handler = on_signal}, ignore = {.sa_handler = SIG_IGN};
    sigemptyset(&action.sa_mask);
    sigemptyset(&ignore.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
}

const char *error_text(int error, enum language language)
{
    static const struct {
        int error;
        enum text text;
    } KNOWN[] = {{ENOENT, TEXT_IS_MISSING},        {ENOTDIR, TEXT_IS_MISSING}, {EACCES, TEXT_IS_FORBIDDEN},
                 {EPERM, TEXT_IS_FORBIDDEN},       {EISDIR, TEXT_IS_FOLDER},   {ELOOP, TEXT_IS_A_LOOP},
                 {ENAMETOOLONG, TEXT_IS_TOO_LONG}, {EFBIG, TEXT_IS_TOO_LARGE}, {ENOSPC, TEXT_IS_FULL},
                 {EDQUOT, TEXT_IS_FULL},           {EPIPE, TEXT_IS_CLOSED},    {EBADF, TEXT_IS_CLOSED},
                 {EROFS, TEXT_IS_READ_ONLY},       {EIO, TEXT_IS_BROKEN}};
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (error == KNOWN[i].error)
            return text_of(KNOWN[i].text, language);
    return strerror(error);
}

bool stream_drain(void *context, const char *bytes, uint32_t length)
{
    struct stream *stream = context;
    while (length) {
        ssize_t written = write(stream->descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0) {
            stream->error = errno;
            return false;
        }
        bytes += written;
        length -= (uint32_t)written;
    }
    return true;
}

/* The file that a path leads to, through links; a new one keeps its name. */
static char *resolved(struct arena *arena, const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = arena_copy(arena, real ? real : path, strlen(real ? real : path));
    array_free(real);
    return copy;
}

/* Makes a file beside the target that nobody else has. Keeps the target's mode and, where it may, its owner. */
static int make_temporary(struct stream *stream, const struct stat *old)
{
    const char *slash = strrchr(stream->target, '/');
    int folder = slash ? (int)(slash - stream->target) + 1 : 0;
    for (int attempt = 0; attempt < 100; attempt++) {
        stream->temporary = arena_format(&stream->arena, "%.*s.traad-%ld-%d", folder, stream->target, (long)getpid(),
                                         attempt);
        if (strlen(stream->temporary) >= sizeof doomed)
            return errno = ENAMETOOLONG, -1;
        snprintf(doomed, sizeof doomed, "%s", stream->temporary);
        int descriptor = open(stream->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) {
            any_doomed = 1;
            if (old && (fchown(descriptor, old->st_uid, old->st_gid) != 0 || true))
                fchmod(descriptor, old->st_mode & 07777);
            return descriptor;
        }
        if (errno != EEXIST)
            return -1;
    }
    return -1;
}

bool stream_open(struct stream *stream, const char *path)
{
    *stream = (struct stream){.descriptor = STREAM_OUT};
    if (path && strcmp(path, "-") != 0) {
        struct stat old;
        bool exists = stat(path, &old) == 0;
        stream->shown = path;
        stream->target = resolved(&stream->arena, path);
        stream->regular = !exists || S_ISREG(old.st_mode);
        if (exists && S_ISDIR(old.st_mode))
            errno = EISDIR, stream->descriptor = -1;
        else if (!stream->regular)
            stream->descriptor = open(path, O_WRONLY | O_CLOEXEC);
        else if (exists && access(path, W_OK) != 0)
            stream->descriptor = -1;
        else
            stream->descriptor = make_temporary(stream, exists ? &old : NULL);
        if (stream->descriptor < 0)
            stream->error = errno;
    }
    stream->writer.drain = stream_drain;
    stream->writer.failed = stream->descriptor < 0;
    stream->writer.context = stream;
    return stream->descriptor >= 0;
}

bool stream_append(struct stream *stream, const char *path)
{
    *stream = (struct stream){.shown = path, .descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666)};
    stream->error = stream->descriptor < 0 ? errno : 0;
    stream->writer.drain = stream_drain;
    stream->writer.failed = stream->descriptor < 0;
    stream->writer.context = stream;
    return stream->descriptor >= 0;
}

static void remember(struct stream *stream, bool good)
{
    if (!good && !stream->error)
        stream->error = errno;
}

/* Frees the stream, and closes its descriptor when it is its own. */
static void let_go(struct stream *stream)
{
    if (stream->shown && stream->descriptor >= 0)
        remember(stream, close(stream->descriptor) == 0);
    stream->descriptor = -1;
    writer_free(&stream->writer);
}

static void drop_temporary(struct stream *stream)
{
    if (stream->temporary && any_doomed)
        unlink(stream->temporary);
    any_doomed = 0;
    arena_free(&stream->arena);
}

bool stream_close(struct stream *stream)
{
    remember(stream, writer_flush(&stream->writer));
    if (stream->regular && stream->shown && !stream->error && stream->descriptor >= 0)
        remember(stream, fsync(stream->descriptor) == 0);
    let_go(stream);
    if (stream->regular && stream->shown && !stream->error) {
        remember(stream, rename(stream->temporary, stream->target) == 0);
        if (!stream->error)
            any_doomed = 0;
    }
    drop_temporary(stream);
    return !stream->error;
}

void stream_abandon(struct stream *stream)
{
    let_go(stream);
    drop_temporary(stream);
}

int stream_end(struct session *session, struct stream *stream, int status)
{
    const char *shown = stream->shown;
    if (stream_close(stream))
        return status;
    enum language language = session->language;
    return session_say(session, TEXT_CANNOT_WRITE, shown ? shown : text_of(TEXT_OUTPUT, language),
                       error_text(stream->error, language));
}
