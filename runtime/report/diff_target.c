/* diff_target.c: what has become of a result target: its stages, what they ask for, its baseline; and of what has been
 * measured. What is asked for is compared as what it leaves room for: less room is more to ask. */
#include "diff.h"
#include "key.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct targets {
    struct diff *diff;
    uint32_t old, new;
    struct target before, after;
    uint32_t *fellow; /* by stage of the new one: the old one's stage, counted from 1; 0: none */
    bool *taken;      /* by stage of the old one */
};

/* ---- telling ------------------------------------------------------------------------------------------------------- */

static struct telling stage_told(struct diff *d, const struct side *side, const struct stage *stage)
{
    struct teller teller = {d->arena, side->model, d->language};
    const char *text = figure_condition(&teller, stage);
    return (struct telling){text ? text : "", NULL};
}

static const char *deadline_label(struct diff *d, const struct side *side, const struct stage *stage)
{
    struct teller teller = {d->arena, side->model, d->language};
    return figure_date(&teller, &stage->date);
}

static struct telling deadline_told(struct diff *d, const struct side *side, const struct stage *stage)
{
    char iso[16];
    date_format_iso(stage->date.last, iso);
    return (struct telling){arena_copy(d->arena, iso, strlen(iso)), deadline_label(d, side, stage)};
}

/* "2027: minst 80 %" */
static struct telling whole_told(struct diff *d, const struct side *side, const struct stage *stage)
{
    struct telling asked = stage_told(d, side, stage);
    asked.label = arena_format(d->arena, "%s: %s", deadline_label(d, side, stage), asked.text);
    asked.text = arena_format(d->arena, "%s: %s", deadline_told(d, side, stage).text, asked.text);
    return asked;
}

static struct change *tell(struct targets *t, enum change_kind kind, enum weight weight, const struct stage *old,
                           const struct stage *new, struct telling before, struct telling after)
{
    struct change *change = diff_tell(t->diff, kind, weight, t->old, t->new, PROPERTY_BY, before, after);
    change->field = "stage";
    change->stage = new ? new->number : old->number;
    change->line = new ? new->line : old->line;
    change->in_old = !new;
    return change;
}

/* ---- what a stage asks for --------------------------------------------------------------------------------------------- */

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

static bool same_words(struct targets *t, const struct stage *old, const struct stage *new)
{
    struct telling a = stage_told(t->diff, &t->diff->old, old), b = stage_told(t->diff, &t->diff->new, new);
    return strcmp(a.text, b.text) == 0;
}

/* More than one way to be different: by the end that the target is measured from. */
static enum change_kind judge(struct targets *t, const struct stage *old, const struct stage *new)
{
    int step;
    if (is_undecided(old) != is_undecided(new))
        return is_undecided(new) ? CHANGE_TARGET_LOWERED : CHANGE_TARGET_RAISED;
    if (same_change(old, new, &step))
        return step > 0 ? CHANGE_TARGET_RAISED : step < 0 ? CHANGE_TARGET_LOWERED : CHANGE_COUNT;
    struct room before = room_of(&t->diff->old, &t->before, old), after = room_of(&t->diff->new, &t->after, new);
    if (!before.known || !after.known || !comparable(t, old, new))
        return same_words(t, old, new) ? CHANGE_COUNT : CHANGE_TARGET_CHANGED;
    int low = compare_ends(before.low, before.above_low, after.low, after.above_low, true),
        high = compare_ends(before.high, before.below_high, after.high, after.below_high, false);
    int sum = low * high < 0 ? (t->after.manner.downwards ? high : low) : low + high;
    return sum > 0 ? CHANGE_TARGET_RAISED : sum < 0 ? CHANGE_TARGET_LOWERED : CHANGE_COUNT;
}

static void compare_asked(struct targets *t, const struct stage *old, const struct stage *new)
{
    enum change_kind kind = judge(t, old, new);
    if (kind == CHANGE_COUNT)
        return;
    enum weight weight = kind == CHANGE_TARGET_RAISED    ? STRENGTHENED
                         : kind == CHANGE_TARGET_LOWERED ? WEAKENED
                                                         : NEUTRAL;
    struct change *change = tell(t, kind, weight, old, new, stage_told(t->diff, &t->diff->old, old),
                                 stage_told(t->diff, &t->diff->new, new));
    change->about = deadline_label(t->diff, &t->diff->new, new);
    change->decision = diff_decision(t->diff, t->old, t->new);
}

/* ---- stages --------------------------------------------------------------------------------------------------------- */

/* A stage has no `utsatt til`: a decision for it is the target's. */
static void compare_deadlines(struct targets *t, const struct stage *old, const struct stage *new)
{
    struct diff *d = t->diff;
    if (old->placed != new->placed || old->date.last == new->date.last)
        return;
    bool later = new->date.last > old->date.last;
    const char *decision = diff_decision(d, t->old, t->new);
    enum change_kind kind = !later ? CHANGE_STAGE_ADVANCED : decision ? CHANGE_STAGE_DECIDED : CHANGE_STAGE_POSTPONED;
    struct telling asked = stage_told(d, &d->new, new);
    struct change *change = tell(t, kind,
                                 !later     ? STRENGTHENED
                                 : decision ? NEUTRAL
                                            : WEAKENED,
                                 old, new, deadline_told(d, &d->old, old), deadline_told(d, &d->new, new));
    change->about = kind == CHANGE_STAGE_DECIDED ? decision : asked.text;
    change->decision = decision;
}

static void join(struct targets *t, uint32_t old, uint32_t new)
{
    t->taken[old] = true;
    t->fellow[new] = old + 1;
}

/* Stages stand by deadline in both. */
static void match_by_deadline(struct targets *t)
{
    for (uint32_t o = 0, n = 0; o < t->before.stage_count && n < t->after.stage_count;) {
        day_number old = t->before.stages[o].date.last, new = t->after.stages[n].date.last;
        if (old == new)
            join(t, o, n);
        o += old <= new;
        n += new <= old;
    }
}

/* Those that are left, by what they ask for; of very many, only the first are looked through. */
static void match_by_asked(struct targets *t)
{
    enum { LOOKED_THROUGH = 64 };
    for (uint32_t n = 0; n < t->after.stage_count; n++)
        for (uint32_t o = 0; o < t->before.stage_count && o < LOOKED_THROUGH && !t->fellow[n]; o++)
            if (!t->taken[o] && judge(t, &t->before.stages[o], &t->after.stages[n]) == CHANGE_COUNT)
                join(t, o, n);
}

static void match_in_order(struct targets *t)
{
    for (uint32_t n = 0, o = 0; n < t->after.stage_count; n++) {
        while (o < t->before.stage_count && t->taken[o])
            o++;
        if (!t->fellow[n] && o < t->before.stage_count)
            join(t, o, n);
    }
}

static void match_stages(struct targets *t)
{
    match_by_deadline(t);
    match_by_asked(t);
    match_in_order(t);
}

static void compare_stages(struct targets *t)
{
    struct diff *d = t->diff;
    struct telling nothing = {0};
    for (uint32_t n = 0; n < t->after.stage_count; n++) {
        const struct stage *new = &t->after.stages[n], *old = t->fellow[n] ? &t->before.stages[t->fellow[n] - 1] : NULL;
        if (!old) {
            tell(t, CHANGE_STAGE_ADDED, STRENGTHENED, NULL, new, nothing, whole_told(d, &d->new, new));
            continue;
        }
        compare_deadlines(t, old, new);
        compare_asked(t, old, new);
    }
    for (uint32_t o = 0; o < t->before.stage_count; o++)
        if (!t->taken[o])
            tell(t, CHANGE_STAGE_REMOVED, WEAKENED, &t->before.stages[o], NULL,
                 whole_told(d, &d->old, &t->before.stages[o]), nothing);
}

/* ---- baseline and measurements ----------------------------------------------------------------------------------------- */

/* "2025-05-31 82 %", "2019-06-30 260/422"; for people as reports tell values. */
static struct telling value_told(struct diff *d, const struct side *side, const struct measurement *m)
{
    struct teller teller = {d->arena, side->model, d->language};
    char iso[16];
    date_format_iso(m->date.last, iso);
    const char *unit = m->amount.unit      ? arena_copy(d->arena, m->amount.unit, m->amount.unit_length)
                       : m->amount.percent ? "%"
                                           : "";
    const char *text = arena_format(d->arena, "%s %.15g%s%s", iso, m->amount.number, *unit ? " " : "", unit);
    if (m->missing)
        text = arena_format(d->arena, "%s ?", iso);
    else if (m->out_of > 0)
        text = arena_format(d->arena, "%s %.15g/%.15g", iso, m->amount.number, m->out_of);
    return (struct telling){text, figure_dated_value(&teller, NULL, m)};
}

/* Whether another baseline changes what is asked for, where that is a change from it. */
static enum weight weight_of_baseline(struct targets *t)
{
    enum weight weight = NEUTRAL;
    for (uint32_t n = 0; n < t->after.stage_count; n++) {
        const struct stage *new = &t->after.stages[n], *old = t->fellow[n] ? &t->before.stages[t->fellow[n] - 1] : NULL;
        if (!old || !old->condition_count || !new->condition_count || !condition_is_relative(&new->conditions[0]) ||
            !condition_is_relative(&old->conditions[0]))
            continue;
        struct room before = room_of(&t->diff->old, &t->before, old), after = room_of(&t->diff->new, &t->after, new);
        if (!before.known || !after.known)
            continue;
        int step = compare_ends(before.low, false, after.low, false, true) +
                   compare_ends(before.high, false, after.high, false, false);
        if (step < 0)
            return WEAKENED;
        weight = step > 0 ? STRENGTHENED : weight;
    }
    return weight;
}

static void compare_baselines(struct diff *d, uint32_t old, uint32_t new, struct targets *t)
{
    struct items before = diff_items(&d->old, d->arena, old, PROPERTY_BASELINE),
                 after = diff_items(&d->new, d->arena, new, PROPERTY_BASELINE);
    bool both = before.count && after.count;
    if (!diff_items_same(&before, &after)) {
        enum weight weight = both && t ? weight_of_baseline(t) : NEUTRAL;
        struct change *change = diff_tell(d,
                                          both          ? CHANGE_BASELINE_CHANGED
                                          : after.count ? CHANGE_STATED
                                                        : CHANGE_UNSTATED,
                                          weight, old, new, PROPERTY_BASELINE, diff_items_told(d->arena, &before),
                                          diff_items_told(d->arena, &after));
        if (!both)
            change->about = diff_word(d, PROPERTY_BASELINE);
    }
    array_free(before.data);
    array_free(after.data);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All that has been measured of a thing itself, whatever the order; of areas, how many values and their sum. */
static const char *series_key(struct diff *d, const struct series *series)
{
    struct key key = {0};
    uint32_t capacity = 0;
    const char **values = array_grow(NULL, &capacity, series->count + 1, sizeof *values);
    double sum = 0;
    for (uint32_t i = 0; i < series->count; i++) {
        const struct measurement *m = &series->data[i];
        key_clear(&key);
        key_integer(&key, m->date.first);
        key_integer(&key, m->date.last);
        key_integer(&key, m->missing);
        key_number(&key, m->amount.number);
        key_number(&key, m->out_of);
        key_number(&key, m->unknown);
        values[i] = key_copy(&key, d->arena);
    }
    if (series->count > 1)
        qsort(values, series->count, sizeof *values, by_text);
    key_clear(&key);
    for (uint32_t i = 0; i < series->count; i++)
        key_text(&key, values[i]);
    for (uint32_t i = 0; i < series->area_value_count; i++)
        sum += series->areas[i].measurement.amount.number * (1 + series->areas[i].measurement.date.last % 97);
    key_integer(&key, series->area_value_count);
    key_number(&key, sum);
    const char *text = key_copy(&key, d->arena);
    key_free(&key);
    array_free(values);
    return text;
}

static bool says_measured(const struct side *side, uint32_t entity)
{
    return model_property(side->model, entity, PROPERTY_MEASURED).node ||
           model_property(side->model, entity, PROPERTY_DATA).node;
}

static void read_series(const struct side *side, uint32_t entity, struct series *series)
{
    struct manner manner = {0};
    manner_read(side->model, &manner, entity);
    series_read(&side->last, &manner, entity, series);
}

static bool same_telling(const struct telling *a, const struct telling *b)
{
    return a->text && b->text && strcmp(a->text, b->text) == 0;
}

/* What has been measured is a fact, neither stronger nor weaker; but a reader wants to know that it is new. */
static void compare_measurements(struct diff *d, uint32_t old, uint32_t new)
{
    if (!says_measured(&d->old, old) && !says_measured(&d->new, new))
        return;
    struct series before = {0}, after = {0};
    read_series(&d->old, old, &before);
    read_series(&d->new, new, &after);
    if (strcmp(series_key(d, &before), series_key(d, &after)) != 0) {
        const struct measurement *was = series_latest(&d->old.last, &before), *is = series_latest(&d->new.last, &after);
        struct telling then = was ? value_told(d, &d->old, was) : (struct telling){0},
                       now = is ? value_told(d, &d->new, is) : (struct telling){0};
        bool rewritten = !was || !is || same_telling(&then, &now);
        struct change *change = diff_tell(d,
                                          rewritten && was && is ? CHANGE_MEASUREMENT_REWRITTEN
                                          : was && is            ? CHANGE_MEASURED
                                          : is                   ? CHANGE_STATED
                                          : was                  ? CHANGE_UNSTATED
                                                                 : CHANGE_TEXT_CHANGED,
                                          NEUTRAL, old, new, PROPERTY_MEASURED, then, now);
        if (!was || !is)
            change->about = diff_word(d, PROPERTY_MEASURED);
        if (is)
            change->line = is->line;
    }
    series_free(&before);
    series_free(&after);
}

void diff_target(struct diff *d, uint32_t old, uint32_t new)
{
    enum kind kind = (enum kind)d->new.model->entities[new].kind;
    if (kind == KIND_INDICATOR)
        compare_baselines(d, old, new, NULL);
    if (kind == KIND_TARGET && d->old.model->entities[old].kind == KIND_TARGET) {
        struct targets t = {.diff = d, .old = old, .new = new};
        uint32_t room = 0, taken = 0;
        target_read(&d->old.last, old, &t.before);
        target_read(&d->new.last, new, &t.after);
        t.fellow = array_grow(NULL, &room, t.after.stage_count + 1, sizeof *t.fellow);
        t.taken = array_grow(NULL, &taken, t.before.stage_count + 1, sizeof *t.taken);
        memset(t.fellow, 0, (t.after.stage_count + 1) * sizeof *t.fellow);
        memset(t.taken, 0, (t.before.stage_count + 1) * sizeof *t.taken);
        match_stages(&t);
        compare_stages(&t);
        compare_baselines(d, old, new, &t);
        array_free(t.fellow);
        array_free(t.taken);
        target_free(&t.before);
        target_free(&t.after);
    }
    if (KIND_IN(kind, OF(TARGET) | OF(INDICATOR)))
        compare_measurements(d, old, new);
}
