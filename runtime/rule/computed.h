/* computed: the values of `beregn`, for the days that they are asked for (language.md 6, 9). Internal to rule/.
 * Depends on compile, run. Worked out in one thread when a moment is made, then only read. */
#ifndef TRAAD_COMPUTED_H
#define TRAAD_COMPUTED_H

#include "compile.h"
#include "run.h"

struct computed_value {
    day_number day;
    uint8_t state; /* enum computed_state, in computed.c */
    bool circular;
    uint32_t place; /* in the stack, while it is being worked out */
    struct computed value;
};

/* An indicator or a target with `beregn`. */
struct computation {
    uint32_t entity;
    struct stated line;
    struct program program; /* without code when something is wrong with it */
    bool reported;          /* that it is circular, or takes too much work */
    struct computed_value *values;
    uint32_t value_count, value_capacity;
};

struct wanted_value {
    uint32_t computation;
    day_number day;
    bool begun;
    uint32_t through; /* the target that it was wanted for, if any */
    uint32_t below;   /* of one that is begun: the one begun before it, place + 1; 0 for none */
    uint32_t
        circular; /* of one that is begun: the lowest from which all up to it are in circles, place + 1; 0: it is in none */
};

struct computations {
    struct model *model;
    const struct ground *ground;
    struct computation *data; /* by entity, ascending */
    uint32_t count, capacity;
    struct wanted_value *wanted; /* what is being worked out; a stack */
    uint32_t wanted_count, wanted_capacity;
    uint32_t wanting;            /* what the run at hand lacks, from here on in the stack */
    uint32_t begun;              /* the last one begun that is not done, place + 1; 0 for none */
    int64_t budget;              /* steps that are left for all of a day's */
    const struct runner *runner; /* of what is being worked out */
    bool busy, asks_class;
    struct computer computer;
};

/* Finds and compiles what is computed. */
void computations_open(struct computations *computations, struct compiler *compiler);
void computations_free(struct computations *computations);

#endif
