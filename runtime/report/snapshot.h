/* snapshot: how everything in the workspace stood on one day, so that two days can be compared.
 * Depends on target. It lives in the arena it was taken with; its moment is gone. */
#ifndef TRAAD_SNAPSHOT_H
#define TRAAD_SNAPSHOT_H

#include "target.h"

/* How an indicator is kept up: measured within its cadence (a year where none is stated), longer ago, or not at all. */
enum freshness {
    FRESHNESS_NONE, /* no indicator */
#define FRESHNESS(id, ...) FRESHNESS_##id,
#include "freshness.def"
#undef FRESHNESS
    FRESHNESS_COUNT
};

/* How one stage stood. */
struct stage_mark {
    uint8_t class, state; /* enum time_class, enum target_state */
};

struct snapshot {
    day_number day;
    uint8_t *classes;           /* by entity: enum time_class of what has a time; CLASS_NONE of all else */
    uint32_t *missed;           /* by entity: occurrences that are overdue */
    uint8_t *freshness;         /* by entity: enum freshness */
    struct stage_mark **stages; /* by entity: of a result target, by deadline */
    uint32_t *stage_counts;
};

/* Takes one of all plans of the workspace's own. */
void snapshot_take(struct arena *arena, const struct model *model, day_number day, struct snapshot *snapshot);

#endif
