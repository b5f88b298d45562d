/* trace_steps: the steps that are still to take along a thread: a stack, so that rows come in reading order without recursion.
 * Depends on reverse. The steps own their array: array_free(steps.data). */
#ifndef TRAAD_TRACE_STEPS_H
#define TRAAD_TRACE_STEPS_H

#include "reverse.h"

struct step {
    uint32_t entity, depth;
    enum property property; /* the tie that leads here; NONE: it stands above or below */
    bool reversed;          /* the tie is stated here */
};

struct steps {
    const struct model *model;
    const struct reverse *reverse;
    struct step *data;
    uint32_t count, capacity;
};

void steps_push(struct steps *steps, uint32_t entity, uint32_t depth, enum property property, bool reversed);

/* The last pushed are taken first: turns the newest `from` on around so that they come in the order they were found. */
void steps_turn(struct steps *steps, uint32_t from);

/* What an entity refers to by a property; what refers to it. */
void steps_push_targets(struct steps *steps, uint32_t entity, uint32_t depth, enum property property);
void steps_push_sources(struct steps *steps, uint32_t entity, uint32_t depth, enum property property);

/* What it serves, and stands below; what serves it, and stands below it. */
void steps_push_up(struct steps *steps, uint32_t entity, uint32_t depth);
void steps_push_down(struct steps *steps, uint32_t entity, uint32_t depth);

#endif
