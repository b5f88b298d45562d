/* findings: what `check` found, in a format. One file a format: findings_full.c, findings_short.c, findings_sarif.c …
 * Depends on check, writer. Reads the findings and the model, whose line tables it may build; owns nothing.
 * A new format is one row of FORMATS (findings.c). */
#ifndef TRAAD_FINDINGS_H
#define TRAAD_FINDINGS_H

#include "check.h"
#include "writer.h"

struct findings {
    struct model *model;
    const struct diagnostic *data;
    const struct fingerprint *fingerprints; /* by finding; only for a format that asks for them */
    uint32_t count;
    enum language language;
    day_number as_of;
    enum severity fail_level; /* from which a finding makes the run fail; OFF: none does */
    int status;               /* what the run exits with */
    bool baseline;            /* some findings are known, and are not among these */
    uint32_t known, mended;   /* how many are; how many that were known are no longer found */
    const char *here;         /* the working folder, for addresses that lead out of it */
    uint32_t width;           /* columns that there is room for */
    uint32_t most;            /* how many to show; 0: all */
    bool expand;              /* full: also those that are alike one by one */
    bool quiet;               /* full: no closing line */
};

typedef void findings_function(struct writer *writer, const struct findings *findings);

findings_function findings_full, findings_short, findings_json, findings_sarif, findings_junit, findings_github,
    findings_gitlab;

struct findings_format {
    const char *name; /* "sarif" */
    findings_function *write;
    bool fingerprints; /* it wants them */
};

/* The format called so, or NULL. */
const struct findings_format *findings_find(const char *name, size_t length);

/* "full, short, …": what they are called. */
const char *findings_names(struct arena *arena);

/* A summary in Markdown, for the page about a run on GitHub. `web` is what stands before a path in the address of a file, or
 * NULL when nothing is known of that. */
void findings_summary(struct writer *writer, const struct findings *findings, const char *web);

struct findings_count {
    uint32_t errors, warnings, notes, files, declarations;
};

/* How many there are of each, and in how much of the user's own text. */
struct findings_count findings_counted(const struct findings *findings);

/* True when a finding makes the run fail. */
bool findings_fails(const struct findings *findings, const struct diagnostic *diagnostic);

/* ---- for the formats ------------------------------------------------------------------------------------------ */

/* How many of them to show, from the first. */
uint32_t findings_shown(const struct findings *findings);

/* Where spans stand. Asked for in order, it counts each line's columns once. */
struct places {
    struct model *model;
    uint32_t file, offset; /* of the last one asked for */
    struct position position;
};

void places_find(struct places *places, struct span span, struct position *start, struct position *end);

/* A finding as a line, as the format `short` has it. */
void findings_line(struct writer *writer, const struct findings *findings, const struct diagnostic *diagnostic,
                   struct places *places);

#endif
