/* format: a tree back to text, in the one canonical layout. The author's words stay; layout is the formatter's.
 * Depends on parse, source, tree, width. The text it makes is in the caller's arena; it does no I/O.
 * It never writes what means something else: it parses its own text and compares, and it loses no byte but blanks. */
#ifndef TRAAD_FORMAT_H
#define TRAAD_FORMAT_H

#include "parse.h"

struct format_options {
    int keywords; /* the enum language to write keywords in, or -1: as the author wrote them */
};

enum format_result { FORMAT_SAME, FORMAT_CHANGED, FORMAT_REFUSED };

/* Why a file was refused. */
enum format_reason {
    REASON_NONE,
    REASON_UNSAFE,    /* bytes were replaced or skipped when it was read */
    REASON_AMBIGUOUS, /* tabs and spaces are mixed so that the width of a tab decides what stands below what */
    REASON_DIFFERS    /* what would be written means something else */
};

struct formatted {
    const char *text; /* length bytes and a NUL; of a refused file, NULL */
    uint32_t length;
    enum format_reason reason;
    uint32_t at; /* where in the source the reason stands, in bytes */
};

/* The canonical text of `source`, whose tree is `tree`. Linear in the source. */
enum format_result format_source(const struct source *source, const struct tree *tree,
                                 const struct parse_tables *tables, const struct format_options *options,
                                 struct arena *arena, struct formatted *formatted);

/* The reason as a sentence, and what to do about it. */
const char *format_reason_text(enum format_reason reason, enum language language);

#endif
