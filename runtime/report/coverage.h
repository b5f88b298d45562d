/* coverage.h: the cells of a framework's requirements, for the report of coverage: what meets each, who answers for that, and how
 * the requirement stands. Depends on cells, names and the model's framework; what it makes lives in the table's arena. */
#ifndef TRAAD_COVERAGE_H
#define TRAAD_COVERAGE_H

#include "cells.h"
#include "framework.h"

enum coverage_column {
    C_REQUIREMENT,
    C_TITLE,
    C_REQUIRED,
    C_SATISFIED_BY,
    C_ACCOUNTABLE,
    C_STATE,
    C_STATUS,
    C_LACKING,
    C_UNCERTAIN,
    C_STOPPED,
    C_FRAMEWORK,
    C_KIND,
    C_DEPTH,
    C_MET,
    C_OUT_OF,
    C_FILE,
    C_LINE,
    C_COUNT
};

/* How a requirement stands. Unjudged is one that no plan must meet, or that nobody can tell of. */
enum coverage_state { UNJUDGED, MET, PARTLY, MISSING, STATES };

struct coverage {
    struct filling filling;
    struct atlas atlas;
    struct framework framework; /* the one that rows are made of */
    int64_t counts[STATES];
    const char **notes;
    uint32_t note_count, note_capacity;
};

/* A declaration in a list; where there are several plans, with the name of its own. */
struct cell coverage_named(struct filling *f, uint32_t entity);

/* A framework within a framework, or the framework itself: nothing to meet by just saying so. */
bool coverage_is_whole(const struct coverage *c, const struct requirement *requirement);

/* Fills C_SATISFIED_BY, C_UNCERTAIN and C_STOPPED. People see what counts, then what is uncertain, with a question mark, and
 * what has stopped, in brackets. */
void coverage_write_evidence(struct coverage *c, const struct requirement *requirement, struct cell *cells);

/* Those who answer for what meets it; where nobody is accountable, its owner. */
struct cell coverage_accountable(struct coverage *c, const struct requirement *requirement);

/* What all that meets it has in common: planned, or done; otherwise it is under way. Of what says nothing, nothing. */
struct cell coverage_status(struct coverage *c, const struct requirement *requirement);

/* How the requirement stands, and in LACKING the plans that it is required of and that have not met it. */
enum coverage_state coverage_judge(struct coverage *c, const struct requirement *requirement, struct cell *lacking);

/* A state in words, and as a cell; one that is required and cannot be told is uncertain. */
const char *coverage_state_words(enum coverage_state state, enum language language);
struct cell coverage_state_cell(enum coverage_state state, bool required, enum language language);

#endif
