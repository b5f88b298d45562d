/* diff_stage.c: whether a stage asks for more or less than it did. */
#include "diff_target.h"

#include <math.h>
#include <string.h>

/* The values that meet a stage. */
struct room {
    double low, high;
    bool above_low, below_high; /* the bound itself is not enough */
    bool known;
};

static void narrow(struct room *room, double bound, bool upwards, bool strict)
{
    if (upwards && (bound > room->low || (bound >= room->low && strict))) {
        room->low = bound;
        room->above_low = strict;
    } else if (!upwards && (bound < room->high || (bound <= room->high && strict))) {
        room->high = bound;
        room->below_high = strict;
    }
}

/* What one of the conditions leaves, by the stage that would have it alone. */
static bool narrow_by(const struct side *side, const struct target *target, struct stage *alone, struct room *room)
{
    double bound;
    bool upwards;
    enum comparison compare = alone->conditions[0].compare;
    if (!target_bound(&side->last, target, alone, &bound, &upwards))
        return false;
    narrow(room, bound, upwards, compare == COMPARE_MORE || compare == COMPARE_MOST || compare == COMPARE_LESS);
    return true;
}

static struct room room_of(const struct side *side, const struct target *target, const struct stage *stage)
{
    struct room room = {-INFINITY, INFINITY, false, false, stage->condition_count > 0};
    for (uint32_t i = 0; i < stage->condition_count && room.known; i++) {
        struct stage alone = *stage;
        alone.condition_count = 1;
        alone.conditions[0] = stage->conditions[i];
        if (stage->conditions[i].compare == COMPARE_BETWEEN) {
            alone.conditions[0].compare = COMPARE_AT_LEAST;
            room.known = narrow_by(side, target, &alone, &room);
            alone.conditions[0].compare = COMPARE_AT_MOST;
            alone.conditions[0].amount = stage->conditions[i].upper;
        }
        room.known = room.known && narrow_by(side, target, &alone, &room);
    }
    return room;
}

/* 1: `after` asks for more at this end, -1: for less. */
static int compare_ends(double before, bool before_strict, double after, bool after_strict, bool upwards)
{
    double slack = 1e-9 * (1 + fabs(isfinite(before) ? before : 0));
    if (before == after || fabs(after - before) <= slack)
        return (int)after_strict - (int)before_strict;
    return (after > before) == upwards ? 1 : -1;
}

static bool same_population(const struct condition *a, const struct condition *b)
{
    return amount_same_population(a->population, a->population_length, b->population, b->population_length);
}

/* True when the two can be held against one another: of one unit and one population. */
static bool comparable(const struct targets *t, const struct stage *old, const struct stage *new)
{
    for (uint32_t i = 0; i < old->condition_count; i++)
        for (uint32_t k = 0; k < new->condition_count; k++)
            if (!conditions_compare(&t->after, &old->conditions[i], &new->conditions[k]) ||
                !same_population(&old->conditions[i], &new->conditions[k]))
                return false;
    return true;
}

/* Of two changes from a baseline, what was asked for is the change: another baseline is told of by itself. */
static bool same_change(const struct stage *old, const struct stage *new, int *step)
{
    const struct condition *a = &old->conditions[0], *b = &new->conditions[0];
    if (old->condition_count != 1 || new->condition_count != 1 || !condition_is_relative(a) || a->undecided ||
        b->undecided || a->compare != b->compare || a->per_year != b->per_year ||
        a->amount.percent != b->amount.percent)
        return false;
    *step = (b->amount.number > a->amount.number) - (b->amount.number < a->amount.number);
    return true;
}

static bool is_undecided(const struct stage *stage)
{
    bool undecided = stage->condition_count == 0;
    for (uint32_t i = 0; i < stage->condition_count; i++)
        undecided |= stage->conditions[i].undecided;
    return undecided;
}

const struct stage *stage_before(const struct targets *t, uint32_t stage)
{
    return t->fellow[stage] && t->before.stages ? &t->before.stages[t->fellow[stage] - 1] : NULL;
}

struct telling stage_asked(struct diff *d, const struct side *side, const struct stage *stage)
{
    struct teller teller = {d->arena, side->model, d->language};
    const char *text = figure_condition(&teller, stage);
    return (struct telling){text ? text : "", NULL};
}

static bool same_words(struct targets *t, const struct stage *old, const struct stage *new)
{
    struct telling a = stage_asked(t->diff, &t->diff->old, old), b = stage_asked(t->diff, &t->diff->new, new);
    return strcmp(a.text, b.text) == 0;
}

/* What a bare number is counted in has become another unit: `høyst 90` days are not 90 weeks. */
static bool has_other_unit(const struct targets *t)
{
    return !amount_same_unit(&t->before.manner.unit, &t->after.manner.unit);
}

/* More than one way to be different: by the end that the target is measured from. */
bool stage_step(struct targets *t, const struct stage *old, const struct stage *new, int *step)
{
    struct room before = room_of(&t->diff->old, &t->before, old), after = room_of(&t->diff->new, &t->after, new);
    if (!before.known || !after.known || has_other_unit(t) || !comparable(t, old, new))
        return false;
    int low = compare_ends(before.low, before.above_low, after.low, after.above_low, true),
        high = compare_ends(before.high, before.below_high, after.high, after.below_high, false);
    *step = low * high < 0 ? (t->after.manner.downwards ? high : low) : low + high;
    return true;
}

enum change_kind stage_judge(struct targets *t, const struct stage *old, const struct stage *new)
{
    int step;
    if (is_undecided(old) != is_undecided(new))
        return is_undecided(new) ? CHANGE_TARGET_LOWERED : CHANGE_TARGET_RAISED;
    if (same_change(old, new, &step))
        return step > 0 ? CHANGE_TARGET_RAISED : step < 0 ? CHANGE_TARGET_LOWERED : CHANGE_COUNT;
    if (!stage_step(t, old, new, &step))
        return same_words(t, old, new) && !has_other_unit(t) ? CHANGE_COUNT : CHANGE_TARGET_CHANGED;
    return step > 0 ? CHANGE_TARGET_RAISED : step < 0 ? CHANGE_TARGET_LOWERED : CHANGE_COUNT;
}
