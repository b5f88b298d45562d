/* why: one verdict explained, step by step, each step with the file and line of the fact it rests on (--why).
 * Depends on cells, told. Used by why*.c alone; the report itself is report_why (report.h). */
#ifndef TRAAD_WHY_H
#define TRAAD_WHY_H

#include "cells.h"

enum step {
#define STEP(id, ...) STEP_##id,
#include "step.def"
#undef STEP
    STEP_COUNT
};

enum why_column { C_STEP, C_NAME, C_TEXT, C_VALUE, C_DATE, C_PLACE, C_FILE, C_LINE, C_ID, C_COLUMNS };

struct why {
    struct filling filling;
    struct teller teller;
    const char *id; /* of what is being explained: an entity's identity, with #2 or @2020 */
    uint32_t steps; /* told of it so far */
};

/* What one step rests on. All of it may be missing. */
struct step_facts {
    const char *first, *second, *third; /* set into its sentence */
    const char *value;                  /* for machines */
    const struct date *date;            /* of the fact: its last day */
    struct stated line;
    struct span place; /* instead of a line: of a row in a data file */
};

/* Adds a step as the next row. */
void why_step(struct why *why, enum step step, const struct step_facts *facts);

/* A heading, and the identity that the rows below it are of. */
void why_begin(struct why *why, const char *identity, const char *heading);

/* A day as ISO text in the arena. */
const char *why_day(struct why *why, day_number day);

/* A date as a line writes it; NULL without one. */
const char *why_written(struct why *why, struct stated line, const struct value *value);

/* Explains a declaration with times; or one of its occurrences, false when it has none of that name. */
void why_work(struct why *why, uint32_t entity);
bool why_occurrence(struct why *why, uint32_t entity, const char *occurrence);

/* Explains the stages of a result target; only one with number > 0, false when it has none of that number. */
bool why_stages(struct why *why, uint32_t entity, uint32_t number);

#endif
