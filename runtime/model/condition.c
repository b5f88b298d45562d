/* condition.c: whether a value meets one condition of a stage: yes, no, or not to be told and why. */
#include "target.h"

#include <math.h>

bool condition_is_relative(const struct condition *condition)
{
    return condition->compare == COMPARE_INCREASE || condition->compare == COMPARE_REDUCE ||
           condition->compare == COMPARE_MAINTAIN;
}

bool condition_is_share(const struct condition *condition)
{
    return condition->compare >= COMPARE_ALL || condition->amount.percent || condition->out_of > 0;
}

bool condition_counts(const struct condition *condition)
{
    return condition->compare >= COMPARE_ALL || condition->out_of > 0 || condition->population;
}

bool stage_counts_heads(const struct stage *stage)
{
    const struct condition *condition = &stage->conditions[0];
    return stage->condition_count && !condition_is_share(condition) && !condition_is_relative(condition);
}

struct range stage_range(const struct stage *stage, const struct measurement *m)
{
    if (m->out_of > 0 && stage_counts_heads(stage))
        return (struct range){m->amount.number, m->amount.number + m->unknown};
    return measurement_range(m);
}

/* ---- bounds ------------------------------------------------------------------------------------------------------ */

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

enum verdict range_reaches(struct range value, double bound, bool upwards)
{
    return upwards ? at_least(value, bound, false) : at_most(value, bound, false);
}

/* What a relative condition asks for at the day L: from the baseline, compounded or added by the year. */
static double relative_bound(const struct target *target, const struct condition *condition, day_number last)
{
    double base = target->baseline.out_of > 0 ? measurement_range(&target->baseline).low
                                              : target->baseline.amount.number;
    double years = condition->per_year ? (last - target->baseline.date.last) / 365.25 : 1;
    double sign = condition->compare == COMPARE_REDUCE ? -1 : 1;
    if (condition->amount.percent)
        return base * pow(1 + sign * condition->amount.number / 100, years);
    return base + sign * condition->amount.number * years;
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
        *bound = target->baseline.out_of > 0 ? measurement_range(&target->baseline).low
                                             : target->baseline.amount.number;
        return target->has_baseline;
    default:
        *bound = condition->out_of > 0 ? 100 * condition->amount.number / condition->out_of : condition->amount.number;
        return true;
    }
}

static bool same_population(const struct condition *condition, const struct measurement *m)
{
    return amount_same_population(m->population, m->population_length, condition->population,
                                  condition->population_length);
}

bool condition_fits(const struct target *target, const struct condition *condition, const struct measurement *m)
{
    if (!same_population(condition, m))
        return false;
    bool share = m->out_of > 0 || m->amount.percent;
    if (condition_is_relative(condition)) {
        bool base_share = target->baseline.out_of > 0 || target->baseline.amount.percent;
        bool same = base_share ? share : !share && amount_same_unit(&target->baseline.amount, &m->amount);
        return !target->has_baseline || same;
    }
    if (condition_is_share(condition))
        return share;
    if (m->out_of > 0) /* `minst 200 kommuner` of `260 av 422 kommuner`, but not `minst 200 kroner` */
        return !condition->amount.percent && !condition->amount.points &&
               amount_same_population(condition->amount.unit, condition->amount.unit_length, m->population,
                                      m->population_length);
    return amount_same_unit(&condition->amount, &m->amount);
}

static enum verdict compare(const struct target *target, const struct condition *condition, struct range value,
                            double bound)
{
    switch (condition->compare) {
    case COMPARE_AT_MOST:
    case COMPARE_REDUCE:
    case COMPARE_NOBODY: return at_most(value, bound, false);
    case COMPARE_LESS: return at_most(value, bound, true);
    case COMPARE_MORE:
    case COMPARE_MOST: return at_least(value, bound, true);
    case COMPARE_MAINTAIN:
        return target->manner.downwards ? at_most(value, bound, false) : at_least(value, bound, false);
    case COMPARE_BETWEEN: {
        enum verdict low = at_least(value, bound, false), high = at_most(value, condition->upper.number, false);
        return low == NO || high == NO ? NO : low == YES && high == YES ? YES : UNKNOWN;
    }
    default: return at_least(value, bound, false);
    }
}

enum verdict condition_judge(const struct moment *moment, const struct target *target, const struct stage *stage,
                             const struct condition *condition, const struct measurement *m, enum reason *why)
{
    double bound;
    *why = REASON_NONE;
    if (condition->undecided)
        *why = REASON_UNDECIDED;
    else if (m->missing)
        *why = REASON_UNKNOWN_VALUE;
    else if (!bound_of(moment, target, condition, stage->date.last, &bound))
        *why = REASON_NO_BASELINE;
    else if (!same_population(condition, m))
        *why = REASON_OTHER_POPULATION;
    else if (!condition_fits(target, condition, m))
        *why = REASON_OTHER_UNIT;
    if (*why)
        return UNKNOWN;
    struct range value = measurement_range(m);
    if (m->out_of > 0 && !condition_is_share(condition) && !condition_is_relative(condition))
        value = (struct range){m->amount.number, m->amount.number + m->unknown};
    enum verdict verdict = compare(target, condition, value, bound);
    if (verdict == UNKNOWN)
        *why = REASON_UNKNOWN_COUNT;
    return verdict;
}

struct amount condition_unit(const struct target *target, const struct condition *condition)
{
    bool relative = condition_is_relative(condition);
    if (relative ? target->baseline.out_of > 0 : condition_is_share(condition))
        return (struct amount){.percent = true};
    return relative ? target->baseline.amount : condition->amount;
}

bool conditions_compare(const struct target *target, const struct condition *a, const struct condition *b)
{
    struct amount first = condition_unit(target, a), second = condition_unit(target, b);
    return amount_same_unit(&first, &second);
}

/* ---- the bound of a whole stage ---------------------------------------------------------------------------------- */

bool target_bound(const struct moment *moment, const struct target *target, const struct stage *stage, double *bound,
                  bool *upwards)
{
    if (stage->condition_count != 1 || stage->conditions[0].undecided ||
        stage->conditions[0].compare == COMPARE_BETWEEN)
        return false;
    const struct condition *condition = &stage->conditions[0];
    enum comparison compare = condition->compare;
    *upwards = !(compare == COMPARE_AT_MOST || compare == COMPARE_LESS || compare == COMPARE_REDUCE ||
                 compare == COMPARE_NOBODY || (compare == COMPARE_MAINTAIN && target->manner.downwards));
    return bound_of(moment, target, condition, stage->date.last, bound);
}
