/* diff_target: one result target in both versions, and what its stages ask for.
 * Depends on diff, target. The targets are read and given back by diff_target; texts live in the diff's arena. */
#ifndef TRAAD_DIFF_TARGET_H
#define TRAAD_DIFF_TARGET_H

#include "diff.h"

struct targets {
    struct diff *diff;
    uint32_t old, new;
    struct target before, after;
    uint32_t *fellow; /* by stage of the new one: the old one's stage, counted from 1; 0: none */
    bool *taken;      /* by stage of the old one */
};

/* What a stage of the new version was in the old one; NULL: nothing. */
const struct stage *stage_before(const struct targets *targets, uint32_t stage);

/* What a stage asks for, as written. */
struct telling stage_asked(struct diff *diff, const struct side *side, const struct stage *stage);

/* Which way a stage has changed: TARGET_LOWERED, _RAISED, _CHANGED (they cannot be compared), or CHANGE_COUNT: not at all. What is
 * asked for is compared as the values that it leaves room for: less room is more to ask. */
enum change_kind stage_judge(struct targets *targets, const struct stage *old, const struct stage *new);

/* 1: the new one asks for more, 0: for as much, -1: for less. False when they cannot be compared. */
bool stage_step(struct targets *targets, const struct stage *old, const struct stage *new, int *step);

/* diff_measured.c: of a target (`targets`) or an indicator (NULL), its baseline and what has been measured. */
void diff_measured(struct diff *diff, uint32_t old, uint32_t new, struct targets *targets);

#endif
