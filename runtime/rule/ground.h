/* ground: what programs walk on beside the model's own arrays: relations from both ends, and who has roles where.
 * Depends on model, role. Built once, files side by side, then only read; owns its arrays (ground_free). */
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

/* Who has a role in a declaration: of role_all, what programs ask for. */
struct holder {
    const char *name; /* of an actor that is only a string, `length` bytes */
    uint32_t length;
    uint32_t actor;    /* 0 for such a one */
    uint8_t role;      /* enum property */
    bool certain, own; /* own: named by the declaration itself */
};

struct holders {
    struct holder *data;
    uint32_t count, capacity;
};

/* The holders of one declaration, among those of its file. */
struct stretch {
    uint32_t first, count;
};

/* The sector of an actor or a group. */
struct seat {
    uint32_t sector; /* top-level, or the actor itself; 0: none is stated */
    bool unsure;
    bool open; /* none is stated, so it may be any */
};

struct ground {
    struct model *model;
    struct ties out, in; /* relations from what states them, and to (canonical) what they name */
    /* made by ground_find_roles: */
    struct holders *holders;   /* by file */
    struct stretch *stretches; /* by entity */
    struct seat *seats;        /* by entity */
    struct ties named;         /* from a (canonical) actor to the declarations that name it in a role */
    struct ties seated;        /* from a (canonical) sector, and those it is a part of, to its actors */
};

void ground_init(struct ground *ground, struct model *model);
void ground_find_roles(struct ground *ground); /* again: nothing */
void ground_free(struct ground *ground);

struct seat ground_seat(const struct model *model, uint32_t actor);

#endif
