/* findings: what `check` found, in a format. One file a format: findings_full.c, findings_short.c, findings_json.c.
 * Depends on check, writer. Reads the findings and the model, whose line tables it may build; owns nothing.
 * A new format is one row of FORMATS (findings.c). */
#ifndef TRAAD_FINDINGS_H
#define TRAAD_FINDINGS_H

#include "check.h"
#include "writer.h"

struct findings {
    struct model *model;
    const struct diagnostic *data;
    uint32_t count;
    enum language language;
    day_number as_of;
    uint32_t width; /* columns that there is room for */
    uint32_t most;  /* how many to show; 0: all */
    bool expand;    /* full: also those that are alike one by one */
    bool quiet;     /* full: no closing line */
};

typedef void findings_function(struct writer *writer, const struct findings *findings);

findings_function findings_full, findings_short, findings_json;

/* The format called so, or NULL. */
findings_function *findings_find(const char *name, size_t length);

struct findings_count {
    uint32_t errors, warnings, notes, files, declarations;
};

/* How many there are of each, and in how much of the user's own text. */
struct findings_count findings_counted(const struct findings *findings);

/* ---- for the formats ------------------------------------------------------------------------------------------ */

/* Where spans stand. Asked for in order, it counts each line's columns once. */
struct places {
    struct model *model;
    uint32_t file, offset; /* of the last one asked for */
    struct position position;
};

void places_find(struct places *places, struct span span, struct position *start, struct position *end);

#endif
