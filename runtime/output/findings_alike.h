/* findings_alike: which findings are one entry for people: many of one code, severity and help within a plan are.
 * Depends on findings. The entries own their arrays until entries_free. */
#ifndef TRAAD_FINDINGS_ALIKE_H
#define TRAAD_FINDINGS_ALIKE_H

#include "findings.h"

enum { ALIKE = 4, SHOWN_OF_ALIKE = 3 }; /* from how many on they are one entry; how many places it names */

/* The findings of one code in one plan. */
struct group {
    const char *help; /* of all of them */
    uint32_t count, shown;
    uint32_t places[SHOWN_OF_ALIKE]; /* of the first: indexes of findings */
};

/* A finding that is shown, and the group that it stands for, if it does. */
struct entry {
    uint32_t finding;
    const struct group *group;
};

struct entries {
    struct entry *data;
    uint32_t count, capacity;
    uint32_t covered; /* how many findings they tell of */
    struct group *groups;
    uint32_t *group_of; /* by finding */
    uint32_t group_count, group_capacity, group_of_capacity;
    struct arena arena;
};

/* What is shown of the findings, in their order: no more than findings->most, and all one by one when findings->expand. */
struct entries entries_of(const struct findings *findings);

void entries_free(struct entries *entries);

#endif
