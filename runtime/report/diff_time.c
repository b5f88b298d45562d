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

/* A day where there is one, else what stands there instead (`"ved rullering"`, `2026?`). */
static struct telling bound_told(struct diff *d, struct side *side, uint32_t entity, const struct bound *bound)
{
    if (bound->stated)
        return day_told(d, side, bound);
    struct items items = diff_items(side, d->arena, entity, PROPERTY_DEADLINE);
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

/* "HOD 20/118, 2020-04-02": the decision that a postponement rests on; NULL when it states none. */
static const char *decision_of(struct diff *d, const struct side *side, struct stated line)
{
    const struct value *decision = model_value(side->model, line, TAG_DECISION),
                       *decided = model_value(side->model, line, TAG_DECIDED);
    struct teller teller = {d->arena, side->model, d->language};
    uint32_t length;
    if (!decision)
        return NULL;
    const char *text = model_text(side->model, line.file, decision, &length);
    text = arena_copy(d->arena, text, length);
    if (!decided || decided->type != VALUE_DATE)
        return text;
    return arena_format(d->arena, "%s, %s", text, figure_date(&teller, &decided->date));
}

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
    const char *before = decision_of(d, &d->old, t->before.deadline.line),
               *after = decision_of(d, &d->new, t->after.deadline.line);
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

/* ---- deadlines ------------------------------------------------------------------------------------------------------- */

/* True for `frist periodeslutt`: it moves with the plan's period, which is told of by itself. */
static bool follows_period(const struct bound *bound)
{
    return bound->stated && bound->date.precision == PRECISION_PERIOD;
}

static void move(struct times *t)
{
    struct diff *d = t->diff;
    const struct bound *before = &t->before.deadline, *after = &t->after.deadline;
    bool later = after->date.last > before->date.last;
    const char *decision = is_postponement(&d->new, after) ? decision_of(d, &d->new, after->line) : NULL;
    enum change_kind kind = !later     ? CHANGE_DEADLINE_ADVANCED
                            : decision ? CHANGE_DEADLINE_DECIDED
                                       : CHANGE_DEADLINE_POSTPONED;
    struct change *change = tell(t, kind,
                                 !later     ? STRENGTHENED
                                 : decision ? NEUTRAL
                                            : WEAKENED,
                                 day_told(d, &d->old, before), day_told(d, &d->new, after));
    change->about = change->decision = decision;
    change->line = after->line;
}

/* The adopted deadline is history: that it has been written anew is told even if it has since been postponed. */
static void compare_adopted(struct times *t)
{
    const struct bound *before = &t->before.adopted, *after = &t->after.adopted;
    if (!is_postponement(&t->diff->new, &t->after.deadline) || !before->stated || !after->stated ||
        before->date.last == after->date.last || (follows_period(before) && follows_period(after)))
        return;
    struct change *change = tell(t, CHANGE_DEADLINE_REWRITTEN,
                                 after->date.last > before->date.last ? WEAKENED : STRENGTHENED,
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
        struct change *change = tell(t, after->stated ? CHANGE_DEADLINE_ADDED : CHANGE_DEADLINE_REMOVED,
                                     after->stated ? STRENGTHENED : WEAKENED, bound_told(d, &d->old, t->old, before),
                                     bound_told(d, &d->new, t->new, after));
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

/* Something that is to be done more seldom is weaker. */
static enum weight weight_of_series(const struct times *t)
{
    uint32_t before = t->before.series ? occurrences(&t->diff->old, t->old) : 0,
             after = t->after.series ? occurrences(&t->diff->new, t->new) : 0;
    if (!before || !after || before == after)
        return NEUTRAL;
    return after < before ? WEAKENED : STRENGTHENED;
}

static void compare_lines(struct times *t, enum property property, enum change_kind kind, enum weight weight)
{
    struct diff *d = t->diff;
    struct items before = diff_items(&d->old, d->arena, t->old, property),
                 after = diff_items(&d->new, d->arena, t->new, property);
    if (!diff_items_same(&before, &after)) {
        bool both = before.count && after.count;
        struct change *change = diff_tell(d,
                                          both          ? kind
                                          : after.count ? CHANGE_STATED
                                                        : CHANGE_UNSTATED,
                                          weight, t->old, t->new, property, diff_items_told(d->arena, &before),
                                          diff_items_told(d->arena, &after));
        change->about = diff_word(d, property);
    }
    array_free(before.data);
    array_free(after.data);
}

/* ---- status --------------------------------------------------------------------------------------------------------- */

/* How far something has come; a step down is a weakening. What is replaced has become something else. */
static int rank_of(enum term status)
{
    switch (status) {
    case STATUS_STOPPED:
    case STATUS_CLOSED: return 0;
    case STATUS_POSTPONED: return 1;
    case STATUS_IN_PROGRESS: return 3;
    case STATUS_COMPLETED: return 4;
    case STATUS_DRAFT: return 5;
    case STATUS_CONSULTATION: return 6;
    case STATUS_ADOPTED: return 7;
    default: return 2; /* planned, or nothing said */
    }
}

static enum weight weight_of_status(enum term before, enum term after)
{
    bool ended = before == STATUS_REPLACED || after == STATUS_REPLACED || before == STATUS_EXPIRED ||
                 after == STATUS_EXPIRED;
    int step = rank_of(after) - rank_of(before);
    return ended || step == 0 ? NEUTRAL : step > 0 ? STRENGTHENED : WEAKENED;
}

static void compare_status(struct times *t)
{
    struct diff *d = t->diff;
    struct fact before = moment_own_status(&d->old.last, t->old, t->before.series),
                after = moment_own_status(&d->new.last, t->new, t->after.series);
    if (before.status == after.status) {
        compare_lines(t, PROPERTY_STATUS, CHANGE_CHANGED, NEUTRAL);
        compare_lines(t, PROPERTY_PERFORMED, CHANGE_CHANGED, NEUTRAL);
        return;
    }
    static const char *const unsaid[] = {"ikke oppgitt", "ikkje oppgitt", "not stated"};
    struct cell was = cells_status(&d->old.filling, before.status), is = cells_status(&d->new.filling, after.status);
    struct change *change = diff_tell(d, CHANGE_STATUS_CHANGED, weight_of_status(before.status, after.status), t->old,
                                      t->new, PROPERTY_STATUS, (struct telling){was.text, was.label},
                                      (struct telling){is.text, is.label});
    if (!before.status)
        change->old.label = unsaid[d->language];
    if (!after.status)
        change->new.label = unsaid[d->language];
    change->decision = diff_decision(d, t->old, t->new);
    if (after.status)
        change->line = after.line;
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
    struct times t = {.diff = d, .old = old, .new = new};
    uint32_t unit = d->new.model->entities[new].unit;
    const struct date *before = &d->old.model->units[d->old.model->entities[old].unit].period,
                      *after = &d->new.model->units[unit].period;
    bool moved = before->precision && after->precision && before->last != after->last;
    enum weight weight = !moved || !has_deadline_by_period(&d->new, unit) ? NEUTRAL
                         : after->last > before->last                     ? WEAKENED
                                                                          : STRENGTHENED;
    compare_lines(&t, PROPERTY_PERIOD, CHANGE_PERIOD_CHANGED, weight);
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
        bool told = compare_deadlines(&t);
        compare_lines(&t, PROPERTY_START, CHANGE_START_MOVED, NEUTRAL);
        if (!told) {
            compare_lines(&t, PROPERTY_WHEN, CHANGE_SCHEDULE_CHANGED, weight_of_series(&t));
            if (!t.before.adopted.stated && !t.after.adopted.stated) /* `2026?`, `"ved rullering"` */
                compare_lines(&t, PROPERTY_DEADLINE, CHANGE_CHANGED, NEUTRAL);
            compare_lines(&t, PROPERTY_POSTPONED_TO, CHANGE_CHANGED, NEUTRAL);
            compare_lines(&t, PROPERTY_PERIOD, CHANGE_PERIOD_CHANGED, NEUTRAL);
        }
    }
    compare_status(&t);
}
