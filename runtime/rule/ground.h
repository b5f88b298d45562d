/* ground: what programs walk on beside the model's own arrays: relations from both ends, and who is named where.
 * Depends on model, role. Built once, in one thread, then only read; owns its arrays (ground_free). */
#ifndef TRAAD_GROUND_H
#define TRAAD_GROUND_H

#include "moment.h"
#include "role.h"

/* One end of a tie: what it leads to. */
struct tie {
    uint32_t to;
    uint8_t property; /* enum property */
    bool certain;
};

/* Ties grouped by what they lead from: those of entity e are first[e] … first[e + 1]. */
struct ties {
    struct tie *data;
    uint32_t *first;
};

struct ground {
    struct model *model;
    struct ties out, in; /* relations from what states them, and to (canonical) what they name */
    /* made by ground_find_roles: */
    struct ties named;  /* from a (canonical) actor to the declarations that name it in a role */
    struct ties seated; /* from a (canonical) sector, and those it is a part of, to its actors */
};

void ground_init(struct ground *ground, struct model *model);
void ground_find_roles(struct ground *ground); /* again: nothing */
void ground_free(struct ground *ground);

#endif
