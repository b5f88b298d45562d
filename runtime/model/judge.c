/* judge.c: the state of a stage on a day: the table of language.md 6, first row that holds. */
#include "target.h"

/* What a value is compared with: the stage, on the day. */
struct judging {
    const struct moment *moment;
    const struct target *target;
    const struct stage *stage;
};

/* All conditions of a stage, joined by `og`. What was counted area by area has met those that are of each area. */
static enum verdict judge_value(const struct judging *j, const struct measurement *m, enum reason *why)
{
    enum verdict all = YES;
    *why = REASON_NONE;
    for (uint32_t i = 0; i < j->stage->condition_count; i++) {
        const struct condition *condition = &j->stage->conditions[i];
        enum reason reason;
        if (m->origin == VALUE_COUNTED && !condition_counts(condition))
            continue;
        enum verdict one = condition_judge(j->moment, j->target, j->stage, condition, m, &reason);
        if (one == NO) {
            *why = REASON_NONE;
            return NO;
        }
        if (one == UNKNOWN && all == YES) {
            all = UNKNOWN;
            *why = reason;
        }
    }
    return all;
}

/* ---- the values that matter -------------------------------------------------------------------------------------- */

/* The worse of two values for one interval counts: the one that fails, or else is farther from what is asked for. */
static bool is_worse(const struct judging *j, const struct measurement *m, const struct measurement *than)
{
    static const uint8_t merit[] = {[NO] = 0, [UNKNOWN] = 1, [YES] = 2};
    enum reason ignored;
    enum verdict one = judge_value(j, m, &ignored), other = judge_value(j, than, &ignored);
    if (one != other)
        return merit[one] < merit[other];
    double bound;
    bool upwards = !j->target->manner.downwards;
    target_bound(j->moment, j->target, j->stage, &bound, &upwards);
    return upwards ? measurement_range(m).low < measurement_range(than).low
                   : measurement_range(m).high > measurement_range(than).high;
}

/* `m` is later than `than`, or as late and worse. */
static bool is_later(const struct judging *j, const struct measurement *m, const struct measurement *than)
{
    if (!than)
        return true;
    if (m->date.last != than->date.last)
        return m->date.last > than->date.last;
    if (m->date.first != than->date.first)
        return m->date.first > than->date.first;
    return is_worse(j, m, than);
}

/* `m` is earlier than `than`, or as early and worse. */
static bool is_earlier(const struct judging *j, const struct measurement *m, const struct measurement *than)
{
    if (!than)
        return true;
    if (m->date.last != than->date.last)
        return m->date.last < than->date.last;
    return m->date.first == than->date.first && is_worse(j, m, than);
}

/* The values that matter to a stage on the day. */
struct selection {
    const struct measurement *latest, *on_time, *first_late, *last_late;
    bool suppressed; /* a value is there, but is not known */
};

static void select_value(const struct judging *j, const struct measurement *m, struct selection *s)
{
    if (m->known > j->moment->day)
        return;
    s->suppressed |= m->missing;
    if (m->missing)
        return;
    if (is_later(j, m, s->latest))
        s->latest = m;
    if (m->date.last <= j->stage->date.last) {
        if (is_later(j, m, s->on_time))
            s->on_time = m;
        return;
    }
    if (is_later(j, m, s->last_late))
        s->last_late = m;
    if (is_earlier(j, m, s->first_late))
        s->first_late = m;
}

static struct selection select_values(const struct judging *j)
{
    struct selection s = {0};
    for (uint32_t i = 0; i < j->target->series.count; i++)
        select_value(j, &j->target->series.data[i], &s);
    for (uint32_t i = 0; i < j->stage->counted_count; i++)
        select_value(j, &j->stage->counted[i], &s);
    return s;
}

/* ---- the straight line --------------------------------------------------------------------------------------------- */

/* The baseline as a point of the line to a stage; false when it is of another unit. */
static bool begin_at_baseline(const struct judging *j, double *value, day_number *day)
{
    const struct measurement *baseline = &j->target->baseline;
    const struct condition *condition = &j->stage->conditions[0];
    if (!j->target->has_baseline ||
        (!condition_is_relative(condition) && !condition_fits(j->target, condition, baseline)))
        return false;
    bool number = !condition_is_share(condition) && !condition_is_relative(condition);
    *value = number ? baseline->amount.number : measurement_range(baseline).low;
    *day = baseline->date.last;
    return true;
}

/* A stage as a point of the line: its one bound, of the unit and the direction of the stage that is judged. */
static bool point_of_stage(const struct judging *j, const struct stage *point, bool upwards, double *value)
{
    bool direction;
    return point->placed && target_bound(j->moment, j->target, point, value, &direction) && direction == upwards &&
           conditions_compare(j->target, &point->conditions[0], &j->stage->conditions[0]);
}

/* The straight line baseline → stage → stage at `day`, which an earlier stage can begin. A reason when there is none. */
static enum reason line_at(const struct judging *j, day_number day, double *expected, bool *upwards)
{
    double left = 0, right, value;
    day_number from = 0, to = j->stage->date.last;
    if (!target_bound(j->moment, j->target, j->stage, &right, upwards))
        return REASON_NO_LINE;
    if (day > to) /* known before its time is over: the line ends at the stage */
        day = to;
    bool begun = begin_at_baseline(j, &left, &from);
    for (uint32_t i = 0; i + 1 < j->stage->number; i++) {
        const struct stage *point = &j->target->stages[i];
        if (!point_of_stage(j, point, *upwards, &value))
            continue;
        if (begun && point->date.last > day) { /* the line bends here, after the day */
            right = value;
            to = point->date.last;
            break;
        }
        left = value;
        from = point->date.last;
        begun = true;
    }
    if (!begun || to <= from)
        return REASON_NO_LINE;
    *expected = left + (right - left) * (day - from) / (to - from);
    return day < from ? REASON_BEFORE_LINE : REASON_NONE;
}

/* A stage that lies ahead: the latest value, at its last day, against the line; equal is on track. */
static void judge_ahead(const struct judging *j, const struct selection *s, struct stage_state *state)
{
    bool upwards;
    state->state = STATE_PENDING;
    state->decided = s->latest;
    state->reason = line_at(j, s->latest->date.last, &state->expected, &upwards);
    if (state->reason)
        return;
    state->has_expected = true;
    enum verdict verdict = range_reaches(stage_range(j->stage, s->latest), state->expected, upwards);
    if (verdict == UNKNOWN) {
        state->reason = REASON_UNKNOWN_COUNT;
        return;
    }
    state->state = verdict == YES ? STATE_ON_TRACK : STATE_BEHIND;
    state->reason = verdict == YES ? REASON_ON_LINE : REASON_BELOW_LINE;
}

/* ---- the table ----------------------------------------------------------------------------------------------------- */

static void decide(struct stage_state *state, enum target_state verdict, enum reason reason,
                   const struct measurement *by)
{
    state->state = verdict;
    state->reason = reason;
    state->decided = by;
}

/* Why there is no value to judge by. */
static enum reason why_no_value(const struct judging *j, const struct selection *s)
{
    const struct series *series = &j->target->series;
    if (s->suppressed)
        return REASON_UNKNOWN_VALUE;
    if (series->area_value_count)
        return j->stage->uncounted ? j->stage->uncounted : REASON_BY_AREA;
    return series->by_group ? REASON_BY_GROUP : REASON_NO_VALUE;
}

/* What makes a stage impossible to judge whatever is measured. */
static enum reason why_no_condition(const struct target *target, const struct stage *stage)
{
    if (!stage->placed)
        return REASON_UNPLACED;
    if (!stage->condition_count)
        return REASON_NO_CONDITION;
    for (uint32_t i = 0; i < stage->condition_count; i++) {
        if (stage->conditions[i].undecided)
            return REASON_UNDECIDED;
        if (condition_is_relative(&stage->conditions[i]) && !target->has_baseline)
            return REASON_NO_BASELINE;
    }
    return REASON_NONE;
}

/* The table of language.md 6, for a stage with a condition that can be judged and at least one value. */
static void judge_stage(const struct judging *j, const struct selection *s, struct stage_state *state)
{
    const struct manner *manner = &j->target->manner;
    day_number last = j->stage->date.last, day = j->moment->day;
    bool past = last < day;
    enum target_state open = past ? STATE_NOT_MEASURED : STATE_PENDING;
    enum reason why_on_time = REASON_NONE, why_late = REASON_NONE, ignored;
    enum verdict on_time = s->on_time ? judge_value(j, s->on_time, &why_on_time) : NO;
    enum verdict last_late = s->last_late ? judge_value(j, s->last_late, &why_late) : NO;
    enum verdict first_late = s->first_late ? judge_value(j, s->first_late, &ignored) : NO;
    bool fresh = s->on_time && manner_is_fresh(manner, s->on_time->date.last, past ? last : day);
    if (on_time == UNKNOWN && (!past || last_late != YES))
        decide(state, open, why_on_time, s->on_time);
    else if (on_time == YES && (!manner->frequency_months || fresh))
        decide(state, STATE_MET, REASON_MET_ON_TIME, s->on_time);
    else if (on_time == YES && past && first_late == YES)
        decide(state, STATE_MET, REASON_MET_CONFIRMED, s->first_late);
    else if (past && last_late == UNKNOWN)
        decide(state, open, why_late, s->last_late);
    else if (past && last_late == YES)
        decide(state, STATE_MET_LATE, REASON_MET_AFTER, s->last_late);
    else if (past && s->last_late)
        decide(state, STATE_MISSED, REASON_MISSED_AFTER, s->last_late);
    else if (past && fresh)
        decide(state, STATE_MISSED, REASON_MISSED_ON_TIME, s->on_time);
    else if (past)
        decide(state, STATE_NOT_MEASURED, REASON_OLD_VALUE, s->on_time);
    else
        judge_ahead(j, s, state);
}

/* What is worth saying beside the state. */
static void remark(const struct judging *j, const struct selection *s, struct stage_state *state)
{
    enum reason ignored;
    day_number last = j->stage->date.last;
    state->stale = !manner_is_fresh(&j->target->manner, s->latest->date.last,
                                    last < j->moment->day ? last : j->moment->day);
    state->fell = state->state == STATE_MET && s->latest != state->decided && judge_value(j, s->latest, &ignored) == NO;
    state->coarse = state->decided && state->decided->date.last > last && state->decided->date.first <= last;
}

struct stage_state target_judge(const struct moment *moment, struct target *target, uint32_t number)
{
    struct stage *stage = &target->stages[number];
    struct judging judging = {moment, target, stage}, *j = &judging;
    struct stage_state state = {0};
    bool upwards, past = stage->placed && stage->date.last < moment->day;
    enum reason why = why_no_condition(target, stage);
    if (!why && target->series.area_value_count && !stage->by_area)
        stage_count_areas(moment, target, stage);
    struct selection s = stage->placed ? select_values(j) : (struct selection){0};
    state.latest = s.latest;
    state.has_bound = stage->placed && target_bound(moment, target, stage, &state.bound, &upwards);
    if (!why && !s.latest)
        why = why_no_value(j, &s);
    if (why) {
        decide(&state, past ? STATE_NOT_MEASURED : STATE_PENDING, why, NULL);
        return state;
    }
    judge_stage(j, &s, &state);
    remark(j, &s, &state);
    return state;
}

enum target_state target_worst(const struct moment *moment, struct target *target)
{
    enum target_state worst = STATE_NONE;
    for (uint32_t i = 0; i < target->stage_count; i++) {
        enum target_state state = target_judge(moment, target, i).state;
        if (state > worst) /* state.def has them from best to worst */
            worst = state;
    }
    return worst;
}

bool reason_unjudgeable(enum reason reason)
{
    return reason >= REASON_NO_CONDITION;
}

/* A stage of a stopped target, or below something stopped, is nobody's promise any more; what was met stays met. */
enum time_class target_class(const struct moment *moment, const struct target *target, const struct stage *stage,
                             enum target_state state)
{
    int soon = moment_soon_days(moment, moment->model->files[stage->line.file].unit);
    if (state == STATE_MET || state == STATE_MET_LATE)
        return CLASS_DONE;
    if (status_is_stopped(moment_status(moment, target->entity)))
        return CLASS_STOPPED;
    if (state == STATE_MISSED || state == STATE_NOT_MEASURED)
        return CLASS_OVERDUE;
    if (!stage->placed)
        return CLASS_UNSCHEDULABLE;
    return stage->date.last <= moment->day + soon ? CLASS_DUE_SOON : CLASS_LATER;
}
