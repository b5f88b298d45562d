#include "target.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *state_name(enum target_state state)
{
    static const char *const names[] = {NULL, "met", "met_late", "missed", "not_measured", "on_track", "behind", "pending"};
    return names[state];
}

void target_free(struct target *target)
{
    array_free(target->stages);
    array_free(target->measurements);
}

/* ---- names of units and populations ------------------------------------------------------------------------ */

/* Definite and plural endings, longest first, so that `kommunene`, `kommuner`, `kommunar` and `kommune` agree. */
static uint32_t stem_length(const char *text, uint32_t length)
{
    static const char *const endings[] = {"ane", "ene", "ar", "er", "en", "et", "a", "e", "s", "i", "n", "r", "y"};
    if (length > 5 && memcmp(text + length - 3, "ies", 3) == 0)
        return length - 3;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (length >= size + 3 && memcmp(text + length - size, endings[i], size) == 0)
            return length - (uint32_t)size;
    }
    return length;
}

bool target_same_population(const char *a, uint32_t a_length, const char *b, uint32_t b_length)
{
    if (!a || !b)
        return true; /* one of them does not say */
    uint32_t first = stem_length(a, a_length), second = stem_length(b, b_length);
    return first == second && memcmp(a, b, first) == 0;
}

bool target_same_unit(const struct amount *a, const struct amount *b)
{
    if (a->percent || b->percent || a->points || b->points)
        return (a->percent || a->points) == (b->percent || b->points);
    if (!a->unit || !b->unit)
        return a->unit == b->unit;
    return target_same_population(a->unit, a->unit_length, b->unit, b->unit_length);
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

struct cursor {
    const struct model *model;
    uint32_t file;
    const struct value *values;
    uint32_t count, at;
};

static const struct value *peek(const struct cursor *c)
{
    return c->at < c->count ? &c->values[c->at] : NULL;
}

static struct amount read_amount(struct cursor *c)
{
    struct amount amount = {.number = c->values[c->at++].number};
    const struct value *unit = peek(c);
    if (!unit || unit->tag != TAG_UNIT)
        return amount;
    c->at++;
    amount.unit = model_text(c->model, c->file, unit, &amount.unit_length);
    amount.points = unit->type == VALUE_TERM && unit->symbol == QUANTITY_POINTS;
    amount.percent = (unit->type == VALUE_NAME && amount.unit_length == 1 && *amount.unit == '%') ||
                     (unit->type != VALUE_TERM && amount.unit_length >= 7 && memcmp(amount.unit, "prosent", 7) == 0 && amount.unit_length == 7);
    return amount;
}

/* What a stage's or measurement's line says behind its amount: `av 422 kommuner`, `ukjent 3` … */
static const char *read_population(struct cursor *c, uint32_t *length)
{
    const struct value *value = peek(c);
    if (!value || value->tag != TAG_POPULATION)
        return NULL;
    c->at++;
    return model_text(c->model, c->file, value, length);
}

static enum comparison comparison_of(uint32_t term)
{
    switch (term) {
    case QUANTITY_AT_LEAST: return COMPARE_AT_LEAST;
    case QUANTITY_AT_MOST: return COMPARE_AT_MOST;
    case QUANTITY_MORE_THAN: return COMPARE_MORE;
    case QUANTITY_BELOW: return COMPARE_LESS;
    case QUANTITY_INCREASE: return COMPARE_INCREASE;
    case QUANTITY_REDUCE: return COMPARE_REDUCE;
    case QUANTITY_MAINTAIN: return COMPARE_MAINTAIN;
    case QUANTITY_ALL: return COMPARE_ALL;
    case QUANTITY_MOST: return COMPARE_MOST;
    case QUANTITY_HALF_OF: return COMPARE_HALF;
    case QUANTITY_NONE_OF: return COMPARE_NOBODY;
    default: return COMPARE_NONE;
    }
}

static struct condition read_condition(struct cursor *c, const struct target *target)
{
    const struct value *head = &c->values[c->at++], *next;
    struct condition condition = {.start = head->start, .end = head->end, .compare = comparison_of(head->unit)};
    if ((next = peek(c)) && next->type == VALUE_NUMBER && next->tag == TAG_NONE)
        condition.amount = read_amount(c);
    if ((next = peek(c)) && next->type == VALUE_NUMBER && next->tag == TAG_UPPER) {
        condition.compare = COMPARE_BETWEEN;
        condition.upper = read_amount(c);
    } else if (next && next->type == VALUE_NUMBER && next->tag == TAG_NONE) { /* `av 422` */
        condition.out_of = read_amount(c).number;
    }
    condition.population = read_population(c, &condition.population_length);
    if ((next = peek(c)) && next->tag == TAG_PER_YEAR) {
        condition.per_year = true;
        c->at++;
    }
    condition.end = c->values[c->at - 1].end;
    if (condition.compare == COMPARE_NONE) { /* a bare amount: by direction */
        condition.compare = target->downwards ? COMPARE_AT_MOST : COMPARE_AT_LEAST;
        condition.assumed = !target->direction_stated && !condition.out_of;
    }
    return condition;
}

static void read_stage(const struct moment *moment, struct target *target, struct stated line)
{
    struct cursor c = {.model = moment->model, .file = line.file};
    c.values = model_values(moment->model, line, &c.count);
    struct stage stage = {.line = line};
    if (!c.count || c.values->type != VALUE_DATE)
        return;
    stage.date = c.values->date;
    stage.placed = moment_place(moment->model, moment->model->entities[target->entity].unit, &stage.date) && stage.date.last < DAY_OPEN_END;
    for (c.at = 1; c.at < c.count && stage.condition_count < MOST_CONDITIONS;) {
        if (c.values[c.at].type == VALUE_CONDITION) {
            stage.conditions[stage.condition_count++] = read_condition(&c, target);
        } else {
            stage.conditions[stage.condition_count++] = (struct condition){.undecided = true, .start = c.values[c.at].start, .end = c.values[c.at].end};
            c.at++;
        }
    }
    ARRAY_PUSH(target, stages, stage_count, stage_capacity, stage);
}

static bool read_measurement(const struct moment *moment, uint32_t unit, struct stated line, struct measurement *measurement)
{
    struct cursor c = {.model = moment->model, .file = line.file};
    c.values = model_values(moment->model, line, &c.count);
    *measurement = (struct measurement){.line = line};
    if (c.count < 2 || c.values->type != VALUE_DATE)
        return false;
    measurement->date = c.values->date;
    if (!moment_place(moment->model, unit, &measurement->date) || measurement->date.last >= DAY_OPEN_END)
        return false;
    measurement->known = measurement->date.last;
    c.at = 1;
    if (c.values[1].type == VALUE_NUMBER)
        measurement->amount = read_amount(&c);
    else
        measurement->missing = true;
    while (c.at < c.count) {
        const struct value *value = &c.values[c.at];
        if (value->tag == TAG_POPULATION) {
            measurement->population = read_population(&c, &measurement->population_length);
            continue;
        }
        if (value->tag == TAG_OUT_OF)
            measurement->out_of = value->number;
        else if (value->tag == TAG_UNKNOWN)
            measurement->unknown = value->number;
        else if (value->tag == TAG_KNOWN)
            measurement->known = value->date.last;
        c.at++;
    }
    return true;
}

static void read_measurements(const struct moment *moment, struct target *target, uint32_t entity)
{
    uint32_t unit = moment->model->entities[entity].unit;
    for (struct stated line = model_property(moment->model, entity, PROPERTY_MEASURED); line.node; line = model_next_property(moment->model, line)) {
        struct measurement measurement;
        if (read_measurement(moment, unit, line, &measurement))
            ARRAY_PUSH(target, measurements, measurement_count, measurement_capacity, measurement);
    }
    struct stated baseline = model_property(moment->model, entity, PROPERTY_BASELINE);
    if (!target->has_baseline && baseline.node)
        target->has_baseline = read_measurement(moment, unit, baseline, &target->baseline) && !target->baseline.missing;
}

static int months_of_frequency(const struct value *value)
{
    int months = value->unit == PRECISION_MONTH ? 1 : value->unit == PRECISION_QUARTER ? 3 : value->unit == PRECISION_TERTIAL ? 4
               : value->unit == PRECISION_HALF_YEAR ? 6 : 12;
    return months * (int)value->number;
}

/* Direction and cadence, of the target itself before its indicator's. */
static void read_manner(const struct model *model, struct target *target, uint32_t entity)
{
    const struct value *value = model_value(model, model_property(model, entity, PROPERTY_DIRECTION), TAG_NONE);
    if (!target->direction_stated && value && value->type == VALUE_TERM) {
        target->direction_stated = true;
        target->downwards = value->symbol == VALUE_DOWN;
    }
    value = model_value(model, model_property(model, entity, PROPERTY_FREQUENCY), TAG_NONE);
    if (!target->frequency_months && value && value->type == VALUE_EVERY)
        target->frequency_months = months_of_frequency(value);
}

static int by_deadline(const void *a, const void *b)
{
    const struct stage *x = a, *y = b;
    if (x->date.last != y->date.last)
        return x->date.last < y->date.last ? -1 : 1;
    return x->line.node < y->line.node ? -1 : x->line.node > y->line.node;
}

void target_read(const struct moment *moment, uint32_t entity, struct target *target)
{
    const struct model *model = moment->model;
    *target = (struct target){.entity = entity};
    uint32_t count;
    struct stated by = model_property(model, entity, PROPERTY_MEASURED_BY);
    const struct value *values = model_values(model, by, &count);
    if (count && values->type == VALUE_REFERENCE)
        target->indicator = model_target(model, by, values);
    for (uint32_t child = model->entities[entity].first_child; child && !target->indicator; child = model->entities[child].next_sibling)
        if (model->entities[child].kind == KIND_INDICATOR)
            target->indicator = child;
    read_manner(model, target, entity);
    read_measurements(moment, target, entity);
    if (target->indicator) {
        read_manner(model, target, target->indicator);
        read_measurements(moment, target, target->indicator);
    }
    for (struct stated line = model_property(model, entity, PROPERTY_BY); line.node; line = model_next_property(model, line))
        read_stage(moment, target, line);
    if (target->stage_count > 1)
        qsort(target->stages, target->stage_count, sizeof *target->stages, by_deadline);
    for (uint32_t i = 0; i < target->stage_count; i++)
        target->stages[i].number = i + 1;
}

/* ---- judging -------------------------------------------------------------------------------------------------------- */

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

static enum verdict at_least(struct range value, double bound, bool strict)
{
    if (strict ? value.low > bound : value.low >= bound)
        return YES;
    return (strict ? value.high > bound : value.high >= bound) ? UNKNOWN : NO;
}

static enum verdict at_most(struct range value, double bound, bool strict)
{
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
    return condition->compare == COMPARE_INCREASE || condition->compare == COMPARE_REDUCE || condition->compare == COMPARE_MAINTAIN;
}

/* True when the condition speaks of a share of a population, not of a number. */
static bool is_share(const struct condition *condition)
{
    return condition->compare >= COMPARE_ALL || condition->amount.percent || condition->out_of > 0;
}

/* The bound that a condition sets at `last`; false when it needs a baseline that is not there. */
static bool bound_of(const struct moment *moment, const struct target *target, const struct condition *condition, day_number last, double *bound)
{
    const struct unit *unit = &moment->model->units[moment->model->entities[target->entity].unit];
    switch (condition->compare) {
    case COMPARE_ALL: *bound = 100; return true;
    case COMPARE_MOST: *bound = unit->settings.most_share; return true;
    case COMPARE_HALF: *bound = 50; return true;
    case COMPARE_NOBODY: *bound = 0; return true;
    case COMPARE_INCREASE:
    case COMPARE_REDUCE:
        *bound = relative_bound(target, condition, last);
        return target->has_baseline;
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
        !target_same_population(m->population, m->population_length, condition->population, condition->population_length))
        return false;
    bool share = m->out_of > 0 || m->amount.percent;
    if (is_relative(condition)) {
        bool base_share = target->baseline.out_of > 0 || target->baseline.amount.percent;
        return !target->has_baseline || base_share == share;
    }
    if (is_share(condition))
        return share;
    if (m->out_of > 0) /* `minst 200 kommuner` of `260 av 422 kommuner` */
        return !condition->amount.percent;
    return target_same_unit(&condition->amount, &m->amount);
}

static enum verdict judge_condition(const struct moment *moment, const struct target *target, const struct stage *stage,
                                    const struct condition *condition, const struct measurement *m)
{
    double bound;
    if (condition->undecided || m->missing || !units_agree(target, condition, m) || !bound_of(moment, target, condition, stage->date.last, &bound))
        return UNKNOWN;
    struct range value = share_of(m);
    if (m->out_of > 0 && !is_share(condition) && !is_relative(condition))
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
static enum verdict judge_value(const struct moment *moment, const struct target *target, const struct stage *stage, const struct measurement *m)
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

/* The worse of two values for one interval counts: the one that is not met. */
static bool is_later(const struct moment *moment, const struct target *target, const struct stage *stage, const struct measurement *m, const struct measurement *than)
{
    if (!than)
        return true;
    if (m->date.last != than->date.last)
        return m->date.last > than->date.last;
    if (m->date.first != than->date.first)
        return m->date.first > than->date.first;
    return judge_value(moment, target, stage, m) < judge_value(moment, target, stage, than) && judge_value(moment, target, stage, m) == NO;
}

/* The values that matter to a stage on the day. */
struct selection {
    const struct measurement *latest, *on_time, *first_late, *last_late;
};

static struct selection select_values(const struct moment *moment, const struct target *target, const struct stage *stage)
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
            if (!s.first_late || m->date.last < s.first_late->date.last)
                s.first_late = m;
        }
    }
    return s;
}

bool target_bound(const struct moment *moment, const struct target *target, const struct stage *stage, double *bound, bool *upwards)
{
    if (stage->condition_count != 1 || stage->conditions[0].undecided || stage->conditions[0].compare == COMPARE_BETWEEN)
        return false;
    const struct condition *condition = &stage->conditions[0];
    enum comparison compare = condition->compare;
    *upwards = !(compare == COMPARE_AT_MOST || compare == COMPARE_LESS || compare == COMPARE_REDUCE || compare == COMPARE_NOBODY ||
                 (compare == COMPARE_MAINTAIN && target->downwards));
    return bound_of(moment, target, condition, stage->date.last, bound);
}

/* The straight line baseline → stage → stage at `day`; false when it has no two points of one unit around it. */
static bool line_at(const struct moment *moment, const struct target *target, uint32_t number, day_number day, double *expected, bool *upwards)
{
    const struct stage *stage = &target->stages[number];
    double left = 0, right;
    day_number from = 0;
    bool begun = false;
    if (!target_bound(moment, target, stage, &right, upwards))
        return false;
    if (target->has_baseline && (is_relative(&stage->conditions[0]) || units_agree(target, &stage->conditions[0], &target->baseline))) {
        left = share_of(&target->baseline).low;
        if (!is_share(&stage->conditions[0]) && !is_relative(&stage->conditions[0]))
            left = target->baseline.amount.number;
        from = target->baseline.date.last;
        begun = true;
    }
    for (uint32_t i = 0; i < number; i++) { /* an earlier stage can begin the line, and bends it */
        double bound;
        bool direction;
        if (!target->stages[i].placed || !target_bound(moment, target, &target->stages[i], &bound, &direction) || direction != *upwards ||
            is_share(&target->stages[i].conditions[0]) != is_share(&stage->conditions[0]))
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

static bool is_fresh(const struct moment *moment, const struct target *target, const struct stage *stage, const struct measurement *m)
{
    day_number limit = stage->date.last < moment->day ? stage->date.last : moment->day;
    int months = target->frequency_months ? target->frequency_months : 12;
    return m->date.last > date_add_months(limit, -months);
}

static void judge_ahead(const struct moment *moment, const struct target *target, uint32_t number, const struct selection *s, struct stage_state *state)
{
    bool upwards;
    state->state = STATE_PENDING;
    if (!s->latest || !line_at(moment, target, number, s->latest->date.last, &state->expected, &upwards))
        return;
    state->has_expected = true;
    struct range value = share_of(s->latest);
    const struct condition *condition = &target->stages[number].conditions[0];
    if (s->latest->out_of > 0 && !is_share(condition) && !is_relative(condition))
        value = (struct range){s->latest->amount.number, s->latest->amount.number + s->latest->unknown};
    const double slack = 1e-9 * (1 + fabs(state->expected)); /* equal is on track */
    enum verdict verdict = upwards ? at_least(value, state->expected - slack, false) : at_most(value, state->expected + slack, false);
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
