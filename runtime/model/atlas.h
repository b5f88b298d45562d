/* atlas: what the frameworks of a workspace share: their parts, who refers to them, and the plans they are put to.
 * Depends on model, moment, reverse. Owns its arrays (atlas_free). */
#ifndef TRAAD_ATLAS_H
#define TRAAD_ATLAS_H

#include "moment.h"
#include "reverse.h"

/* Who is asked: a plan, and who answers for it as one with its other plans: its owner, or else itself. */
struct party {
    uint32_t unit, answers; /* answers: an entity */
    enum term level;
    bool goals, measures; /* what its type has */
};

struct atlas {
    const struct moment *moment;
    const struct model *model;
    struct reverse reverse;
    uint32_t *first_part;    /* by entity: where its requirements begin in `parts`; as in struct reverse */
    uint32_t *parts;         /* requirements, with those that a plan adds to a library's framework */
    uint32_t *extension;     /* by entity: what a plan says more of a library's framework or requirement */
    uint32_t *stamp, stamps; /* by entity: the last round that came by it */
    uint32_t *answers;       /* by unit */
    struct party *parties;
    uint32_t party_count, party_capacity;
};

void atlas_init(struct atlas *atlas, const struct moment *moment);
void atlas_free(struct atlas *atlas);

/* The frameworks of the workspace itself, those that a plan's own `bruk` lines bring in, and those that something refers to,
 * but for those that are `del av` another of them. `found` has room for all entities; returns how many there are. */
uint32_t atlas_frameworks_in_use(const struct atlas *atlas, uint32_t *found);

#endif
