/* stream: a place to write to: standard output, or a file that is there whole or not at all.
 * Depends on writer, signals, text. The stream owns its descriptor, its temporary file and its writer until it is closed.
 * A file is written beside its target and renamed over it; a device or a pipe is written to directly. */
#ifndef TRAAD_STREAM_H
#define TRAAD_STREAM_H

#include "arena.h"
#include "lexicon.h"
#include "writer.h"

struct stream {
    struct writer writer;
    int descriptor;           /* -1 when it could not be opened */
    int error;                /* errno of the first failure; 0 for none */
    const char *shown;        /* what the user calls it; NULL: standard output */
    char *target, *temporary; /* where the file shall lie, and where it lies until then; NULL: no file of its own */
    struct arena arena;
};

/* Opens a stream; NULL or "-" is standard output. False with `error` set when it cannot be; it must be closed even so. */
bool stream_open(struct stream *stream, const char *path);

/* The same for a file, or where nothing is yet: a pipe or a device is an error. For where being told to stop is held back, and
 * nobody may be waited for. */
bool stream_open_file(struct stream *stream, const char *path);

/* The same for what is written behind what a file has; it need not be there yet. */
bool stream_append(struct stream *stream, const char *path);

/* Hands on what is left and puts the file in its place. False with `error` set when something could not be written; then
 * there is no new file. */
bool stream_close(struct stream *stream);

/* The two halves of it, for files that belong together: all are settled before the first is put in its place. */
bool stream_settle(struct stream *stream);
bool stream_place(struct stream *stream);

/* Takes away what was written: there is no new file. */
void stream_abandon(struct stream *stream);

/* Why an operation failed, in words that end a sentence. */
const char *error_text(int error, enum language language);

/* The same of writing, where a file that is too large is one that may not grow so large. */
const char *write_error_text(int error, enum language language);

/* At the start of the program: a process that is told to stop leaves no temporary files, and a closed pipe is an error
 * like others. */
void stream_begin(void);

/* A writer that goes to a descriptor as it is. */
bool stream_drain(void *context, const char *bytes, uint32_t length);

#endif
