/* writer: where every format writes: bytes that grow in memory, and are handed on in large pieces when there is a drain.
 * Depends on arena. The writer owns its bytes until writer_free; a failed drain is remembered until somebody asks.
 * Colours are written only when the caller switched them on. */
#ifndef TRAAD_WRITER_H
#define TRAAD_WRITER_H

#include "arena.h"

#include <stdbool.h>

enum style { STYLE_PLAIN, STYLE_STRONG, STYLE_ERROR, STYLE_WARNING, STYLE_NOTE, STYLE_FAINT, STYLE_HELP };

struct writer {
    char *data; /* what is not yet handed on; without a drain, everything */
    uint32_t count, capacity;
    bool (*drain)(void *context, const char *bytes, uint32_t length); /* NULL: everything stays in data */
    void *context;
    bool failed;       /* a drain failed: what comes after it goes nowhere */
    const char *place; /* where that was, when it is not where all this goes: a folder for temporary files; else NULL */
    bool color;
};

void writer_put(struct writer *writer, const char *bytes, size_t length);
void writer_text(struct writer *writer, const char *text);
void writer_char(struct writer *writer, char byte);
void writer_repeat(struct writer *writer, const char *text, uint32_t times);
void writer_integer(struct writer *writer, int64_t integer);
void writer_format(struct writer *writer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The shortest decimal form that reads back as the same number, with a dot in every locale; integers without one. */
void writer_number(struct writer *writer, double number);

/* Begins a style; STYLE_PLAIN ends it. Writes nothing without colour. */
void writer_style(struct writer *writer, enum style style);

/* What was written, as a string; only without a drain. Valid until the next write. */
const char *writer_string(struct writer *writer);

/* Hands on what is left. False when this, or anything before it, could not be written. */
bool writer_flush(struct writer *writer);
void writer_free(struct writer *writer);

#endif
