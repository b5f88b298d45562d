#define _XOPEN_SOURCE 700 /* realpath */
#include "stream.h"

#include "patient.h"
#include "signals.h"
#include "terminal.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void stream_begin(void)
{
    for (int descriptor = 0; descriptor <= STREAM_ERROR; descriptor++)
        if (fcntl(descriptor, F_GETFD) < 0) /* closed: let no file of ours take its number, and let writing fail */
            open("/dev/null", descriptor ? O_RDONLY : O_WRONLY);
    signals_begin();
}

const char *error_text(int error, enum language language)
{
    static const struct {
        int error;
        enum text text;
    } KNOWN[] = {{ENOENT, TEXT_IS_MISSING},        {ENOTDIR, TEXT_IS_MISSING},  {EACCES, TEXT_IS_FORBIDDEN},
                 {EPERM, TEXT_IS_FORBIDDEN},       {EISDIR, TEXT_IS_FOLDER},    {ELOOP, TEXT_IS_A_LOOP},
                 {ENAMETOOLONG, TEXT_IS_TOO_LONG}, {EFBIG, TEXT_IS_TOO_LARGE},  {ENOSPC, TEXT_IS_FULL},
                 {EDQUOT, TEXT_IS_FULL},           {EPIPE, TEXT_IS_CLOSED},     {EBADF, TEXT_IS_CLOSED},
                 {EROFS, TEXT_IS_READ_ONLY},       {ENXIO, TEXT_IS_NOT_A_FILE}, {EIO, TEXT_IS_BROKEN},
                 {ENOMEM, TEXT_IS_SHORT_OF_MEMORY}};
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        if (error == KNOWN[i].error)
            return text_of(KNOWN[i].text, language);
    return strerror(error);
}

const char *write_error_text(int error, enum language language)
{
    switch (error) {
    case EFBIG: return text_of(TEXT_MAY_NOT_GROW, language);
    case ENOENT: return text_of(TEXT_HAS_NO_FOLDER, language);
    case ENOTDIR: return text_of(TEXT_IS_BELOW_A_FILE, language);
    default: return error_text(error, language);
    }
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

/* The file that a path leads to, through links; a new one keeps its name. NULL with errno set when that cannot be known: then a link
 * might be replaced in its stead. */
static char *resolved(struct arena *arena, const char *path, bool exists)
{
    char *real = exists ? realpath(path, NULL) : NULL;
    if (!real && (exists || errno != ENOENT))
        return NULL;
    char *copy = arena_copy(arena, real ? real : path, strlen(real ? real : path));
    array_free(real);
    return copy;
}

/* Makes a file beside the target that nobody else has, and that goes away when the process is told to stop. */
static int make_temporary(struct stream *stream)
{
    const char *slash = strrchr(stream->target, '/');
    int folder = slash ? (int)(slash - stream->target) + 1 : 0, descriptor = -1;
    errno = EEXIST;
    for (int attempt = 0; attempt < 100 && descriptor < 0 && errno == EEXIST; attempt++) {
        stream->temporary = arena_format(&stream->arena, "%.*s.traad-%ld-%d", folder, stream->target, (long)getpid(),
                                         attempt);
        signals_hold();
        descriptor = patient_open(stream->temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
        if (descriptor >= 0)
            signals_doom(stream->temporary);
        signals_release();
    }
    if (descriptor < 0)
        stream->temporary = NULL;
    return descriptor;
}

/* Keeps the mode of the file that is there and, where it may, its owner. */
static void take_after(int descriptor, const struct stat *old)
{
    int given = fchown(descriptor, old->st_uid, old->st_gid); /* it is not always ours to give */
    (void)given;
    fchmod(descriptor, old->st_mode & 07777);
}

/* The descriptor of what a stream writes to, of which OLD is known, or NULL where there is nothing yet; -1 with errno set. */
static int open_target(struct stream *stream, const struct stat *old, bool waits)
{
    if (!old || S_ISREG(old->st_mode)) {
        stream->target = resolved(&stream->arena, stream->shown, old != NULL);
        bool may = stream->target && (!old || access(stream->target, W_OK) == 0);
        return may ? make_temporary(stream) : -1;
    }
    if (!S_ISDIR(old->st_mode) && waits)
        return patient_open(stream->shown, O_WRONLY | O_CLOEXEC);
    errno = S_ISDIR(old->st_mode) ? EISDIR : ENXIO;
    return -1;
}

/* `waits`: also for somebody at the other end of a pipe. */
static bool open_stream(struct stream *stream, const char *path, bool waits)
{
    *stream = (struct stream){.descriptor = STREAM_OUT};
    if (path && strcmp(path, "-") != 0) {
        struct stat old;
        bool exists = stat(path, &old) == 0;
        stream->shown = path;
        stream->descriptor = open_target(stream, exists ? &old : NULL, waits);
        if (stream->descriptor < 0)
            stream->error = errno;
        else if (stream->temporary && exists)
            take_after(stream->descriptor, &old);
    }
    stream->writer.drain = stream_drain;
    stream->writer.failed = stream->descriptor < 0;
    stream->writer.context = stream;
    return stream->descriptor >= 0;
}

bool stream_open(struct stream *stream, const char *path)
{
    return open_stream(stream, path, true);
}

bool stream_open_file(struct stream *stream, const char *path)
{
    return open_stream(stream, path, false);
}

bool stream_append(struct stream *stream, const char *path)
{
    *stream = (struct stream){.shown = path,
                              .descriptor = patient_open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC)};
    stream->error = stream->descriptor < 0 ? errno : 0;
    stream->writer.drain = stream_drain;
    stream->writer.failed = stream->descriptor < 0;
    stream->writer.context = stream;
    return stream->descriptor >= 0;
}

static void remember(struct stream *stream, bool good)
{
    if (!good && !stream->error)
        stream->error = errno ? errno : EIO;
}

/* Frees the writer, and closes the descriptor when it is the stream's own. */
static void let_go(struct stream *stream)
{
    if (stream->shown && stream->descriptor >= 0)
        remember(stream, close(stream->descriptor) == 0);
    stream->descriptor = -1;
    writer_free(&stream->writer);
}

bool stream_settle(struct stream *stream)
{
    remember(stream, writer_flush(&stream->writer));
    if (stream->temporary && stream->descriptor >= 0 && !stream->error)
        remember(stream, fsync(stream->descriptor) == 0);
    let_go(stream);
    return !stream->error;
}

bool stream_place(struct stream *stream)
{
    if (stream->temporary && !stream->error) {
        remember(stream, rename(stream->temporary, stream->target) == 0);
        if (!stream->error) {
            signals_spare(stream->temporary);
            stream->temporary = NULL;
        }
    }
    stream_abandon(stream);
    return !stream->error;
}

bool stream_close(struct stream *stream)
{
    stream_settle(stream);
    return stream_place(stream);
}

void stream_abandon(struct stream *stream)
{
    let_go(stream);
    if (stream->temporary) {
        unlink(stream->temporary);
        signals_spare(stream->temporary);
        stream->temporary = NULL;
    }
    arena_free(&stream->arena);
}
