/* diff_time.c: what has become of deadlines, starts, series and status. A postponement with a decision is decided, not
 * weakened; a later deadline without one is. */
#include "diff.h"

#include <string.h>

/* A thing in both versions, and when it is to be done in each. */
struct times {
    struct diff *diff;
    uint32_t old, new;
    struct timing before, after;
};

static struct telling day_told(struct diff *d, const struct side *side, const struct bound *bound)
{
    char iso[16];
    struct teller teller = {d->arena, side->model, d->language};
    date_format_iso(bound->date.last, iso);
    return (struct telling){arena_copy(d->arena, iso, strlen(iso)), figure_date(&teller, &bound->date)};
}

/* A day where there is one, else what stands there instead (`"ved rullering"`, `2026?`, `løpende`). */
static struct telling bound_told(struct diff *d, struct side *side, uint32_t entity, const struct bound *bound)
{
    if (bound->stated)
        return day_told(d, side, bound);
    struct items items = diff_items(side, d->arena, entity, PROPERTY_DEADLINE);
    if (!items.count)
        items = diff_items(side, d->arena, entity, PROPERTY_WHEN);
    struct telling told = diff_items_told(d->arena, &items);
    array_free(items.data);
    return told;
}

static struct change *tell(struct times *t, enum change_kind kind, enum weight weight, struct telling before,
                           struct telling after)
{
    return diff_tell(t->diff, kind, weight, t->old, t->new, PROPERTY_DEADLINE, before, after);
}

/* ---- decisions ------------------------------------------------------------------------------------------------------ */

static bool is_postponement(const struct side *side, const struct bound *bound)
{
    return bound->stated && bound->line.node &&
           side->model->files[bound->line.file].tree.nodes[bound->line.node].word == PROPERTY_POSTPONED_TO;
}

/* The same postponement in both, but for the decision behind it. */
static void compare_decisions(struct times *t)
{
    struct diff *d = t->diff;
    if (!is_postponement(&d->old, &t->before.deadline) || !is_postponement(&d->new, &t->after.deadline))
        return;
    const char *before = diff_decision_of(d, &d->old, t->before.deadline.line),
               *after = diff_decision_of(d, &d->new, t->after.deadline.line);
    if (!before == !after)
        return;
    struct telling to = day_told(d, &d->new, &t->after.deadline), nothing = {0};
    struct change *change = tell(t, after ? CHANGE_DECISION_ADDED : CHANGE_DECISION_REMOVED,
                                 after ? STRENGTHENED : WEAKENED, nothing, to);
    change->field = "decision";
    change->about = after ? after : before;
    change->decision = after;
    change->old.text = before;
    change->new.text = after;
    change->line = t->after.deadline.line;
}

/* True when the old version already had a postponement by that decision. */
static bool was_cited(struct times *t, const char *decision)
{
    const struct side *side = &t->diff->old;
    for (struct stated line = model_property(side->model, t->old, PROPERTY_POSTPONED_TO); line.node;
         line = model_next_property(side->model, line)) {
        const char *cited = diff_decision_of(t->diff, side, line);
        if (cited && strcmp(cited, decision) == 0)
            return true;
    }
    return false;
}

/* The decision that a new deadline rests on: its own, else one that the same change states; NULL when there is none. */
static const char *decision_behind(struct times *t)
{
    const struct bound *after = &t->after.deadline;
    const char *own = is_postponement(&t->diff->new, after) ? diff_decision_of(t->diff, &t->diff->new, after->line)
                                                            : NULL;
    return own ? own : diff_decision(t->diff, t->old, t->new);
}

/* ---- deadlines ------------------------------------------------------------------------------------------------------- */

/* True for `frist periodeslutt`: it moves with the plan's period, which is told of by itself. */
static bool follows_period(const struct bound *bound)
{
    return bound->stated && bound->date.precision == PRECISION_PERIOD;
}

/* `2027` and `2027-10` are told as the days that they end on: "from October 2027 to 2027" would tell nobody anything. */
static void tell_days(struct change *change, const struct date *before, const struct date *after)
{
    bool within = (before->first >= after->first && before->last <= after->last) ||
                  (after->first >= before->first && after->last <= before->last);
    if (within)
        change->old.label = change->new.label = NULL;
}

static void move(struct times *t)
{
    struct diff *d = t->diff;
    const struct bound *before = &t->before.deadline, *after = &t->after.deadline;
    bool later = after->date.last > before->date.last;
    const char *decision = decision_behind(t);
    bool stretched = later && decision && was_cited(t, decision);
    enum change_kind kind = !later      ? CHANGE_DEADLINE_ADVANCED
                            : stretched ? CHANGE_DEADLINE_STRETCHED
                            : decision  ? CHANGE_DEADLINE_DECIDED
                                        : CHANGE_DEADLINE_POSTPONED;
    enum weight weight = !later ? STRENGTHENED : decision && !stretched ? NEUTRAL : WEAKENED;
    struct change *change = tell(t, kind, weight, day_told(d, &d->old, before), day_told(d, &d->new, after));
    change->about = decision;
    change->decision = stretched ? NULL : decision;
    change->line = after->line;
    tell_days(change, &before->date, &after->date);
}

/* The adopted deadline is history: that it has been written anew is told even if it has since been postponed. */
static void compare_adopted(struct times *t)
{
    const struct bound *before = &t->before.adopted, *after = &t->after.adopted;
    if (!is_postponement(&t->diff->new, &t->after.deadline) || !before->stated || !after->stated ||
        before->date.last == after->date.last || (follows_period(before) && follows_period(after)))
        return;
    bool later = after->date.last > before->date.last;
    struct change *change = tell(t, CHANGE_DEADLINE_REWRITTEN, later ? WEAKENED : STRENGTHENED,
                                 day_told(t->diff, &t->diff->old, before), day_told(t->diff, &t->diff->new, after));
    change->field = "adopted_deadline";
    change->line = after->line;
}

/* True when something was said of the deadline. */
static bool compare_deadlines(struct times *t)
{
    struct diff *d = t->diff;
    const struct bound *before = &t->before.deadline, *after = &t->after.deadline;
    uint32_t told = d->changes.count;
    if (before->stated && after->stated) {
        if (follows_period(before) && follows_period(after))
            return false;
        if (before->date.last != after->date.last)
            move(t);
        else
            compare_decisions(t);
        compare_adopted(t);
    } else if (before->stated || after->stated) {
        struct telling was = bound_told(d, &d->old, t->old, before), is = bound_told(d, &d->new, t->new, after);
        enum change_kind gone = is.text ? CHANGE_DEADLINE_LOOSENED : CHANGE_DEADLINE_REMOVED;
        struct change *change = tell(t, after->stated ? CHANGE_DEADLINE_ADDED : gone,
                                     after->stated ? STRENGTHENED : WEAKENED, was, is);
        if (after->stated)
            change->line = after->line;
    }
    return d->changes.count > told;
}

/* ---- starts and series ------------------------------------------------------------------------------------------------ */

static void count_one(void *context, const struct occurrence *occurrence)
{
    (void)occurrence;
    ++*(uint32_t *)context;
}

static uint32_t occurrences(const struct side *side, uint32_t entity)
{
    uint32_t count = 0;
    bool over;
    moment_occurrences(&side->last, entity, &over, count_one, &count);
    return count;
}

/* Something that is to be done more seldom is weaker; and what has no deadline is postponed by a later start. */
static enum weight weight_of_schedule(const struct times *t)
{
    const struct bound *was = &t->before.start, *is = &t->after.start;
    if (t->before.series && t->after.series) {
        uint32_t before = occurrences(&t->diff->old, t->old), after = occurrences(&t->diff->new, t->new);
        if (before && after && before != after)
            return after < before ? WEAKENED : STRENGTHENED;
    }
    if (t->before.deadline.stated || t->after.deadline.stated || !was->stated || !is->stated ||
        was->date.last == is->date.last)
        return NEUTRAL;
    return is->date.last > was->date.last ? WEAKENED : STRENGTHENED;
}

/* ---- the period ------------------------------------------------------------------------------------------------------ */

static bool has_deadline_by_period(const struct side *side, uint32_t unit)
{
    for (uint32_t e = 1; e < side->model->entity_count; e++)
        if (side->model->entities[e].unit == unit && KIND_IN(side->model->entities[e].kind, THREAD | WORK | NEEDS)) {
            struct timing timing = moment_times(&side->last, e);
            if (follows_period(&timing.deadline))
                return true;
        }
    return false;
}

/* A plan's longer period is weaker where something is due at the end of it. */
static void compare_period(struct diff *d, uint32_t old, uint32_t new)
{
    uint32_t unit = d->new.model->entities[new].unit;
    const struct date *before = &d->old.model->units[d->old.model->entities[old].unit].period,
                      *after = &d->new.model->units[unit].period;
    bool moved = before->precision && after->precision && before->last != after->last;
    enum weight weight = !moved || !has_deadline_by_period(&d->new, unit) ? NEUTRAL
                         : after->last > before->last                     ? WEAKENED
                                                                          : STRENGTHENED;
    diff_lines(d, old, new, PROPERTY_PERIOD, CHANGE_PERIOD_CHANGED, weight);
}

/* Of the lines about time, those that say something else; what they have done to the deadline is told. */
static void compare_schedule(struct times *t, bool deadline_told)
{
    struct diff *d = t->diff;
    enum weight weight = weight_of_schedule(t);
    diff_lines(d, t->old, t->new, PROPERTY_START, CHANGE_START_MOVED, weight);
    if (deadline_told)
        return;
    diff_lines(d, t->old, t->new, PROPERTY_WHEN, CHANGE_SCHEDULE_CHANGED, weight);
    if (!t->before.adopted.stated && !t->after.adopted.stated) /* `2026?`, `"ved rullering"` */
        diff_lines(d, t->old, t->new, PROPERTY_DEADLINE, CHANGE_CHANGED, NEUTRAL);
    diff_lines(d, t->old, t->new, PROPERTY_POSTPONED_TO, CHANGE_CHANGED, NEUTRAL);
    diff_lines(d, t->old, t->new, PROPERTY_PERIOD, CHANGE_PERIOD_CHANGED, NEUTRAL);
}

void diff_time(struct diff *d, uint32_t old, uint32_t new)
{
    struct times t = {.diff = d, .old = old, .new = new};
    enum kind kind = (enum kind)d->new.model->entities[new].kind;
    if (kind == KIND_PLAN)
        compare_period(d, old, new);
    if (KIND_IN(kind, THREAD | WORK | NEEDS)) {
        t.before = moment_times(&d->old.last, old);
        t.after = moment_times(&d->new.last, new);
        compare_schedule(&t, compare_deadlines(&t));
    }
    diff_status(d, old, new, t.before.series, t.after.series);
}
