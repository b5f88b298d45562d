/* source: the bytes of one file and where its lines begin.
 * Depends on arena. The source owns its bytes; spans everywhere are byte offsets into them.
 * Lines, columns (in code points) and UTF-16 units are worked out only where something is printed. */
#ifndef TRAAD_SOURCE_H
#define TRAAD_SOURCE_H

#include "arena.h"

#include <stdbool.h>

struct source {
    const char *path;  /* as shown to the user, relative where it can be */
    const char *bytes; /* length bytes and a NUL behind them; invalid bytes are replaced, see source_prepare */
    uint32_t length;
    uint32_t *lines; /* start offset of each line; made by source_lines */
    uint32_t line_count, line_capacity;
};

struct position {
    uint32_t line, column; /* from 1; columns in code points */
};

/* A byte that is not allowed in a plan. */
enum source_fault { FAULT_NONE, FAULT_UTF8, FAULT_CONTROL, FAULT_LONE_CR };

/* Finds the next fault at or after `*at`: sets `*at` to its offset and `*length` to its bytes. A byte order mark
 * at the start is not one. Linear over the whole file when called until FAULT_NONE. */
enum source_fault source_next_fault(const char *bytes, uint32_t length, uint32_t *at, uint32_t *fault_length);

/* Where byte `offset` stands. Builds the line table at the first call (not thread-safe for one source). */
struct position source_position(struct source *source, uint32_t offset);

/* The text of line `line` (from 1) without its line break. */
const char *source_line(struct source *source, uint32_t line, uint32_t *length);

void source_free(struct source *source);

#endif
