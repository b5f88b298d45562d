/* diff_status.c: how far a thing has come, and whether it is still to be done. */
#include "diff.h"

/* How far something has come; a step down is a weakening. */
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

/* A plan that has had its time, or that another has followed, is history; that somebody has now said that it is a draft, is news of no
 * weight. */
static bool is_beside_the_scale(enum term status, enum term other, enum kind kind)
{
    bool plan = kind == KIND_PLAN || kind == KIND_LIBRARY;
    return (plan && (status == STATUS_REPLACED || status == STATUS_EXPIRED)) ||
           (!status && (other == STATUS_DRAFT || other == STATUS_CONSULTATION));
}

static enum weight weigh(const struct diff *d, uint32_t new, enum term before, enum term after)
{
    enum kind kind = (enum kind)d->new.model->entities[new].kind;
    const uint32_t *replaced_by = d->new.last.replaced_by;
    if (is_beside_the_scale(before, after, kind) || is_beside_the_scale(after, before, kind))
        return NEUTRAL;
    if (after == STATUS_REPLACED || after == STATUS_EXPIRED) /* by what? */
        return replaced_by && replaced_by[new] ? NEUTRAL : WEAKENED;
    int step = rank_of(after) - rank_of(before);
    return before == STATUS_REPLACED || step == 0 ? NEUTRAL : step > 0 ? STRENGTHENED : WEAKENED;
}

static struct telling status_told(struct diff *d, struct side *side, enum term status)
{
    static const char *const unsaid[] = {"ikke oppgitt", "ikkje oppgitt", "not stated"};
    struct cell cell = cells_status(&side->filling, status);
    return (struct telling){cell.text, status ? cell.label : unsaid[d->language]};
}

/* What is stopped or set back by a decision that the same change states, is decided. */
void diff_status(struct diff *d, uint32_t old, uint32_t new, bool was_series, bool is_series)
{
    struct fact before = moment_own_status(&d->old.last, old, was_series),
                after = moment_own_status(&d->new.last, new, is_series);
    if (before.status == after.status) {
        diff_lines(d, old, new, PROPERTY_STATUS, CHANGE_CHANGED, NEUTRAL);
        diff_lines(d, old, new, PROPERTY_PERFORMED, CHANGE_CHANGED, NEUTRAL);
        return;
    }
    enum weight weight = weigh(d, new, before.status, after.status);
    const char *decision = diff_decision(d, old, new);
    bool decided = weight == WEAKENED && decision;
    struct change *change = diff_tell(d, decided ? CHANGE_STATUS_DECIDED : CHANGE_STATUS_CHANGED,
                                      decided ? NEUTRAL : weight, old, new, PROPERTY_STATUS,
                                      status_told(d, &d->old, before.status), status_told(d, &d->new, after.status));
    change->about = change->decision = decision;
    if (after.status)
        change->line = after.line;
}
