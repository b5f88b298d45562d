/* recall: conditions that a rule asks of the same things more than once: what it requires of each measure, say, and which of them
 * its message names. Depends on program. Equal conditions get one number when the rule is compiled; see runner.recalls. */
#ifndef TRAAD_RECALL_H
#define TRAAD_RECALL_H

#include "program.h"

/* A loop with one condition, or a program that is one. */
struct asked {
    const struct program *program;
    uint32_t first, length; /* of its code */
    uint32_t *number;       /* of the program or the loop */
};

struct askings {
    struct asked *data;
    uint32_t count, capacity;
};

/* Adds the conditions of a program's loops; and the program itself, where `filter`. */
void askings_add(struct askings *askings, struct program *program, bool filter);

/* Gives those that are equal a number in common, the next after `*numbers`; frees the list. */
void askings_number(struct askings *askings, uint32_t *numbers);

#endif
