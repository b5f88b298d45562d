/* diff_target.c: what has become of a result target: its stages and what they ask for. */
#include "diff_target.h"

#include <string.h>

/* ---- telling ------------------------------------------------------------------------------------------------------- */

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
    struct telling asked = stage_asked(d, side, stage);
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

/* What a stage asks for; where the same words ask for something else, with the unit that has changed, or with what they come to. */
static struct telling asked_told(struct targets *t, bool of_old, const struct stage *stage, bool same_words)
{
    struct diff *d = t->diff;
    const struct side *side = of_old ? &d->old : &d->new;
    const struct target *target = of_old ? &t->before : &t->after;
    const struct amount *unit = &target->manner.unit;
    struct telling asked = stage_asked(d, side, stage);
    struct teller teller = {d->arena, side->model, d->language};
    double bound;
    bool upwards;
    if (!amount_same_unit(&t->before.manner.unit, &t->after.manner.unit) && unit->unit)
        asked.text = arena_format(d->arena, "%s (%.*s)", asked.text, (int)unit->unit_length, unit->unit);
    else if (same_words && target_bound(&side->last, target, stage, &bound, &upwards))
        asked.text = arena_format(d->arena, "%s (%s)", asked.text, figure_bound(&teller, target, stage, bound, 1));
    return asked;
}

/* The same words ask for something else when they ask for a change from a baseline that the indicator states, and which is another now. A
 * baseline of the target's own is told of as that. */
static void compare_rebased(struct targets *t, const struct stage *old, const struct stage *new)
{
    struct diff *d = t->diff;
    struct teller before = {d->arena, d->old.model, d->language}, after = {d->arena, d->new.model, d->language};
    double was, is;
    bool upwards;
    int step;
    if (model_property(d->old.model, t->old, PROPERTY_BASELINE).node ||
        model_property(d->new.model, t->new, PROPERTY_BASELINE).node || new->condition_count != 1 ||
        !condition_is_relative(&new->conditions[0]) || !stage_step(t, old, new, &step) || step == 0 ||
        !target_bound(&d->old.last, &t->before, old, &was, &upwards) ||
        !target_bound(&d->new.last, &t->after, new, &is, &upwards))
        return;
    struct telling then = {figure_bound(&before, &t->before, old, was, figure_decimals(was, is)), NULL},
                   now = {figure_bound(&after, &t->after, new, is, figure_decimals(is, was)), NULL};
    struct change *change = tell(t, CHANGE_TARGET_REBASED, step > 0 ? STRENGTHENED : WEAKENED, old, new, then, now);
    change->about = deadline_label(d, &d->new, new);
}

static void compare_asked(struct targets *t, const struct stage *old, const struct stage *new)
{
    enum change_kind kind = stage_judge(t, old, new);
    if (kind == CHANGE_COUNT) {
        compare_rebased(t, old, new);
        return;
    }
    const char *decision = diff_decision(t->diff, t->old, t->new);
    bool decided = kind == CHANGE_TARGET_LOWERED && decision;
    enum weight weight = kind == CHANGE_TARGET_RAISED                ? STRENGTHENED
                         : kind == CHANGE_TARGET_LOWERED && !decided ? WEAKENED
                                                                     : NEUTRAL;
    bool same = strcmp(stage_asked(t->diff, &t->diff->old, old).text, stage_asked(t->diff, &t->diff->new, new).text) ==
                0;
    struct change *change = tell(t, decided ? CHANGE_TARGET_DECIDED : kind, weight, old, new,
                                 asked_told(t, true, old, same), asked_told(t, false, new, same));
    change->about = decided ? decision : deadline_label(t->diff, &t->diff->new, new);
    change->decision = decision;
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
    struct telling asked = stage_asked(d, &d->new, new);
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
            if (!t->taken[o] && stage_judge(t, &t->before.stages[o], &t->after.stages[n]) == CHANGE_COUNT)
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
        const struct stage *new = &t->after.stages[n], *old = stage_before(t, n);
        if (!old) {
            tell(t, CHANGE_STAGE_ADDED, STRENGTHENED, NULL, new, nothing, whole_told(d, &d->new, new));
            continue;
        }
        compare_deadlines(t, old, new);
        compare_asked(t, old, new);
    }
    for (uint32_t o = 0; o < t->before.stage_count && t->before.stages; o++)
        if (!t->taken[o])
            tell(t, CHANGE_STAGE_REMOVED, WEAKENED, &t->before.stages[o], NULL,
                 whole_told(d, &d->old, &t->before.stages[o]), nothing);
}

void diff_target(struct diff *d, uint32_t old, uint32_t new)
{
    enum kind kind = (enum kind)d->new.model->entities[new].kind;
    if (kind == KIND_INDICATOR)
        diff_measured(d, old, new, NULL);
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
        diff_measured(d, old, new, &t);
        array_free(t.fellow);
        array_free(t.taken);
        target_free(&t.before);
        target_free(&t.after);
    }
}
