/* walk: the commits that lead to a revision, each before those it was made from.
 * Depends on git. The walk owns its arrays until walk_free; texts live in its arena. */
#ifndef TRAAD_WALK_H
#define TRAAD_WALK_H

#include "git.h"

struct waypoint {
    struct git_commit commit;
    uint32_t *parents; /* steps; UINT32_MAX: not in the repository, as beyond the end of a shallow clone */
    uint32_t children; /* how many of them are yet to come */
};

struct walk {
    const struct git *git;
    struct arena arena;
    struct waypoint *steps; /* 0 is the revision itself */
    uint32_t count, capacity;
    uint32_t *order;     /* steps: the newest first, and children before their parents */
    const char *missing; /* a commit that should be there and could not be read, in hexadecimal; NULL: none */
};

#define NO_STEP UINT32_MAX

void walk_begin(struct walk *walk, const struct git *git, const struct git_id *commit);
void walk_free(struct walk *walk);

#endif
