/* judge.c: the state of a stage on a day: the table of language.md 6, first row that holds. */
#include "target.h"

#include <math.h>

enum verdict { NO, YES, UNKNOWN };

/* A measurement's value as the range it surely lies in: a percentage for shares, else the number itself. */
struct range {
    double low, high;
};

static struct range share_of(const struct measurement *m)
{
    if (m->out_of > 0)
        return (struct range){100 * m->amount.number / m->out_of, 100 * (m->amount.number + m->unknown) / m->out_of};
    return (struct range){m->amount.number, m->amount.number};
}

/* A thousand-millionth is noise of the arithmetic, not a missed target: 1.1 + 2.2 is 3.3. */
static double slack(double bound)
{
    return 1e-9 * (1 + fabs(bound));
}

static enum verdict at_least(struct range value, double bound, bool strict)
{
    bound += strict ? slack(bound) : -slack(bound);
    if (strict ? value.low > bound : value.low >= bound)
        return YES;
    return (strict ? value.high > bound : value.high >= bound) ? UNKNOWN : NO;
}

static enum verdict at_most(struct range value, double bound, bool strict)
{
    bound += strict ? -slack(bound) : slack(bound);
    if (strict ? value.high < bound : value.high <= bound)
        return YES;
    return (strict ? value.low < bound : value.low <= bound) ? UNKNOWN : NO;
}

/* What a relative condition asks for at the day L: from the baseline, compounded or added by the year. */
static double relative_bound(const struct target *target, const struct condition *condition, day_number last)
{
    double base = target->baseline.out_of > 0 ? share_of(&target->baseline).low : target->baseline.amount.number;
    double years = condition->per_year ? (last - target->baseline.date.last) / 365.25 : 1;
    double sign = condition->compare == COMPARE_REDUCE ? -1 : 1;
    if (condition->amount.percent)
        return base * pow(1 + sign * condition->amount.number / 100, years);
    return base + sign * condition->amount.number * years;
}

static bool is_relative(const struct condition *condition)
{
    return condition->compare == COMPARE_INCREASE || condition->compare == COMPARE_REDUCE ||
           condition->compare == COMPARE_MAINTAIN;
}

/* True when the condition speaks of a share of a population, not of a number. */
bool target_is_share(const struct condition *condition)
{
    return condition->compare >= COMPARE_ALL || condition->amount.percent || condition->out_of > 0;
}

/* The bound that a condition sets at `last`; false when it needs a baseline that is not there. */
static bool bound_of(const struct moment *moment, const struct target *target, const struct condition *condition,
                     day_number last, double *bound)
{
    const struct unit *unit = &moment->model->units[moment->model->entities[target->entity].unit];
    switch (condition->compare) {
    case COMPARE_ALL: *bound = 100; return true;
    case COMPARE_MOST: *bound = unit->settings.most_share; return true;
    case COMPARE_HALF: *bound = 50; return true;
    case COMPARE_NOBODY: *bound = 0; return true;
    case COMPARE_INCREASE:
    case COMPARE_REDUCE: *bound = relative_bound(target, condition, last); return target->has_baseline;
    case COMPARE_MAINTAIN:
        *bound = target->baseline.out_of > 0 ? share_of(&target->baseline).low : target->baseline.amount.number;
        return target->has_baseline;
    default:
        *bound = condition->out_of > 0 ? 100 * condition->amount.number / condition->out_of : condition->amount.number;
        return true;
    }
}

static bool units_agree(const struct target *target, const struct condition *condition, const struct measurement *m)
{
    if (m->population && condition->population &&
        !target_same_population(m->population, m->population_length, condition->population,
                                condition->population_length))
        return false;
    bool share = m->out_of > 0 || m->amount.percent;
    if (is_relative(condition)) {
        bool base_share = target->baseline.out_of > 0 || target->baseline.amount.percent;
        bool same = base_share ? share : !share && target_same_unit(&target->baseline.amount, &m->amount);
        return !target->has_baseline || same;
    }
    if (target_is_share(condition))
        return share;
    if (m->out_of > 0) /* `minst 200 kommuner` of `260 av 422 kommuner` */
        return !condition->amount.percent;
    return target_same_unit(&condition->amount, &m->amount);
}

static enum verdict judge_condition(const struct moment *moment, const struct target *target, const struct stage *stage,
                                    const struct condition *condition, const struct measurement *m)
{
    double bound;
    if (condition->undecided || m->missing || !units_agree(target, condition, m) ||
        !bound_of(moment, target, condition, stage->date.last, &bound))
        return UNKNOWN;
    struct range value = share_of(m);
    if (m->out_of > 0 && !target_is_share(condition) && !is_relative(condition))
        value = (struct range){m->amount.number, m->amount.number + m->unknown};
    switch (condition->compare) {
    case COMPARE_AT_MOST:
    case COMPARE_REDUCE:
    case COMPARE_NOBODY: return at_most(value, bound, false);
    case COMPARE_LESS: return at_most(value, bound, true);
    case COMPARE_MORE:
    case COMPARE_MOST: return at_least(value, bound, true);
    case COMPARE_MAINTAIN: return target->downwards ? at_most(value, bound, false) : at_least(value, bound, false);
    case COMPARE_BETWEEN: {
        enum verdict low = at_least(value, bound, false), high = at_most(value, condition->upper.number, false);
        return low == NO || high == NO ? NO : low == YES && high == YES ? YES : UNKNOWN;
    }
    default: return at_least(value, bound, false);
    }
}

/* All conditions of a stage, joined by `og`. */
static enum verdict judge_value(const struct moment *moment, const struct target *target, const struct stage *stage,
                                const struct measurement *m)
{
    enum verdict all = stage->condition_count ? YES : UNKNOWN;
    for (uint32_t i = 0; i < stage->condition_count; i++) {
        enum verdict one = judge_condition(moment, target, stage, &stage->conditions[i], m);
        if (one == NO)
            return NO;
        if (one == UNKNOWN)
            all = UNKNOWN;
    }
    return all;
}

/* The worse of two values for one interval counts: the one farther from what is asked for. */
static bool is_worse(const struct moment *moment, const struct target *target, const struct stage *stage,
                     const struct measurement *m, const struct measurement *than)
{
    double bound;
    bool upwards = !target->downwards;
    target_bound(moment, target, stage, &bound, &upwards);
    return upwards ? share_of(m).low < share_of(than).low : share_of(m).high > share_of(than).high;
}

/* `m` is later than `than`, or as late and worse. */
static bool is_later(const struct moment *moment, const struct target *target, const struct stage *stage,
                     const struct measurement *m, const struct measurement *than)
{
    if (!than)
        return true;
    if (m->date.last != than->date.last)
        return m->date.last > than->date.last;
    if (m->date.first != than->date.first)
        return m->date.first > than->date.first;
    return is_worse(moment, target, stage, m, than);
}

/* The values that matter to a stage on the day. */
struct selection {
    const struct measurement *latest, *on_time, *first_late, *last_late;
};

static struct selection select_values(const struct moment *moment, const struct target *target,
                                      const struct stage *stage)
{
    struct selection s = {0};
    for (uint32_t i = 0; i < target->measurement_count; i++) {
        const struct measurement *m = &target->measurements[i];
        if (m->known > moment->day || m->missing)
            continue;
        if (is_later(moment, target, stage, m, s.latest))
            s.latest = m;
        if (m->date.last <= stage->date.last) {
            if (is_later(moment, target, stage, m, s.on_time))
                s.on_time = m;
        } else {
            if (is_later(moment, target, stage, m, s.last_late))
                s.last_late = m;
            bool same = s.first_late && m->date.last == s.first_late->date.last &&
                        m->date.first == s.first_late->date.first;
            if (!s.first_late || m->date.last < s.first_late->date.last ||
                (same && is_worse(moment, target, stage, m, s.first_late)))
                s.first_late = m;
        }
    }
    return s;
}

bool target_bound(const struct moment *moment, const struct target *target, const struct stage *stage, double *bound,
                  bool *upwards)
{
    if (stage->condition_count != 1 || stage->conditions[0].undecided ||
        stage->conditions[0].compare == COMPARE_BETWEEN)
        return false;
    const struct condition *condition = &stage->conditions[0];
    enum comparison compare = condition->compare;
    *upwards = !(compare == COMPARE_AT_MOST || compare == COMPARE_LESS || compare == COMPARE_REDUCE ||
                 compare == COMPARE_NOBODY || (compare == COMPARE_MAINTAIN && target->downwards));
    return bound_of(moment, target, condition, stage->date.last, bound);
}

/* The straight line baseline → stage → stage at `day`; false when it has no two points of one unit around it. */
static bool line_at(const struct moment *moment, const struct target *target, uint32_t number, day_number day,
                    double *expected, bool *upwards)
{
    const struct stage *stage = &target->stages[number];
    double left = 0, right;
    day_number from = 0;
    bool begun = false;
    if (!target_bound(moment, target, stage, &right, upwards))
        return false;
    if (target->has_baseline &&
        (is_relative(&stage->conditions[0]) || units_agree(target, &stage->conditions[0], &target->baseline))) {
        left = share_of(&target->baseline).low;
        if (!target_is_share(&stage->conditions[0]) && !is_relative(&stage->conditions[0]))
            left = target->baseline.amount.number;
        from = target->baseline.date.last;
        begun = true;
    }
    for (uint32_t i = 0; i < number; i++) { /* an earlier stage can begin the line, and bends it */
        double bound;
        bool direction;
        if (!target->stages[i].placed || !target_bound(moment, target, &target->stages[i], &bound, &direction) ||
            direction != *upwards ||
            target_is_share(&target->stages[i].conditions[0]) != target_is_share(&stage->conditions[0]))
            continue;
        if (target->stages[i].date.last <= day || !begun) {
            left = bound;
            from = target->stages[i].date.last;
            begun = true;
        } else {
            right = bound;
            if (target->stages[i].date.last <= from)
                return false;
            *expected = left + (right - left) * (day - from) / (target->stages[i].date.last - from);
            return day >= from;
        }
    }
    if (!begun || day < from || stage->date.last <= from)
        return false;
    *expected = left + (right - left) * (day - from) / (stage->date.last - from);
    return true;
}

static bool is_fresh(const struct moment *moment, const struct target *target, const struct stage *stage,
                     const struct measurement *m)
{
    day_number limit = stage->date.last < moment->day ? stage->date.last : moment->day;
    int months = target->frequency_months ? target->frequency_months : 12;
    return m->date.last > date_add_months(limit, -months);
}

static void judge_ahead(const struct moment *moment, const struct target *target, uint32_t number,
                        const struct selection *s, struct stage_state *state)
{
    bool upwards;
    state->state = STATE_PENDING;
    if (!s->latest || !line_at(moment, target, number, s->latest->date.last, &state->expected, &upwards))
        return;
    state->has_expected = true;
    struct range value = share_of(s->latest);
    const struct condition *condition = &target->stages[number].conditions[0];
    if (s->latest->out_of > 0 && !target_is_share(condition) && !is_relative(condition))
        value = (struct range){s->latest->amount.number, s->latest->amount.number + s->latest->unknown};
    enum verdict verdict = upwards ? at_least(value, state->expected, false) : at_most(value, state->expected, false);
    if (verdict == UNKNOWN)
        state->judgeable = false;
    else
        state->state = verdict == YES ? STATE_ON_TRACK : STATE_BEHIND;
}

struct stage_state target_judge(const struct moment *moment, const struct target *target, uint32_t number)
{
    const struct stage *stage = &target->stages[number];
    struct stage_state state = {.judgeable = true};
    if (!stage->placed) {
        state.state = STATE_PENDING;
        return state;
    }
    struct selection s = select_values(moment, target, stage);
    bool past = stage->date.last < moment->day;
    state.latest = s.latest;
    state.stale = s.latest && !is_fresh(moment, target, stage, s.latest);
    enum verdict on_time = s.on_time ? judge_value(moment, target, stage, s.on_time) : NO;
    enum verdict last_late = s.last_late ? judge_value(moment, target, stage, s.last_late) : NO;
    enum verdict first_late = s.first_late ? judge_value(moment, target, stage, s.first_late) : NO;
    bool fresh = s.on_time && is_fresh(moment, target, stage, s.on_time);
    if (on_time == UNKNOWN && (!past || last_late != YES)) {
        state.judgeable = false;
        state.state = past ? STATE_NOT_MEASURED : STATE_PENDING;
    } else if (on_time == YES && (!target->frequency_months || fresh || (past && first_late == YES))) {
        state.state = STATE_MET;
    } else if (past && last_late == UNKNOWN) {
        state.judgeable = false;
        state.state = STATE_NOT_MEASURED;
    } else if (past && last_late == YES) {
        state.state = STATE_MET_LATE;
    } else if (past && (fresh || s.last_late)) {
        state.state = STATE_MISSED;
    } else if (past) {
        state.state = STATE_NOT_MEASURED;
    } else {
        judge_ahead(moment, target, number, &s, &state);
    }
    return state;
}

enum time_class target_class(const struct moment *moment, const struct stage *stage, enum target_state state)
{
    int soon = moment->model->units[moment->model->files[stage->line.file].unit].settings.soon_days;
    if (state == STATE_MET || state == STATE_MET_LATE)
        return CLASS_DONE;
    if (state == STATE_MISSED || state == STATE_NOT_MEASURED)
        return CLASS_OVERDUE;
    if (!stage->placed)
        return CLASS_UNSCHEDULABLE;
    return stage->date.last <= moment->day + soon ? CLASS_DUE_SOON : CLASS_LATER;
}
