/* count.c: a target for a population, counted unit by unit. Where data have an area to each row, each area meets the stage's other
 * conditions, does not, or is unknown; the stage's count (`alle kommuner`, `260 av 422`) is then judged on the counts, one
 * for each last day in the data. An area's value holds for as long as the cadence says; an area that is not heard of
 * is unknown, and unknown never counts as met. */
#include "target.h"

#include <stdlib.h>
#include <string.h>

/* What is known of one area so far. */
struct area_state {
    uint32_t value;  /* index of its latest value, plus 1; 0: none */
    uint8_t verdict; /* enum verdict; UNKNOWN without a value */
};

struct counting {
    const struct moment *moment;
    struct target *target;
    struct stage *stage;
    struct area_state *areas; /* by number */
    uint32_t met, missed;     /* how many areas do, and do not */
    uint32_t population;      /* how many areas some known value is of */
};

static int by_time(const void *a, const void *b)
{
    const struct area_value *x = a, *y = b;
    return date_order(&x->measurement.date, &y->measurement.date);
}

/* Whether one area's value meets the conditions that are of each area; a yes or no where the stage has none. */
static enum verdict judge_area(struct counting *c, const struct measurement *m)
{
    enum verdict all = m->missing ? UNKNOWN : YES;
    enum reason why;
    bool asked = false;
    for (uint32_t i = 0; i < c->stage->condition_count; i++) {
        const struct condition *condition = &c->stage->conditions[i];
        if (condition_counts(condition))
            continue;
        asked = true;
        enum verdict one = condition_judge(c->moment, c->target, c->stage, condition, m, &why);
        if (one == NO)
            return NO;
        if (one == UNKNOWN)
            all = UNKNOWN;
    }
    if (asked || m->missing)
        return all;
    double number = m->out_of > 0 ? m->amount.number / m->out_of : m->amount.number;
    if (number != 0 && number != 1)
        c->stage->uncounted = REASON_AREA_VALUE;
    return number == 1 ? YES : NO;
}

static void set_verdict(struct counting *c, struct area_state *area, enum verdict verdict)
{
    c->met -= area->verdict == YES;
    c->missed -= area->verdict == NO;
    area->verdict = (uint8_t)verdict;
    c->met += verdict == YES;
    c->missed += verdict == NO;
}

/* Of two values of one area and one interval, the worse counts. */
static enum verdict worse(enum verdict a, enum verdict b)
{
    return a == NO || b == NO ? NO : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : YES;
}

static void add_value(struct counting *c, uint32_t index)
{
    const struct area_value *values = c->target->series.areas, *value = &values[index];
    struct area_state *area = &c->areas[value->area];
    enum verdict verdict = judge_area(c, &value->measurement);
    if (area->value && by_time(&values[area->value - 1], value) == 0)
        verdict = worse(verdict, (enum verdict)area->verdict);
    area->value = index + 1;
    set_verdict(c, area, verdict);
}

/* Values older than the cadence on `day` no longer tell anything of their area. */
static uint32_t expire(struct counting *c, uint32_t oldest, uint32_t end, day_number day)
{
    const struct area_value *values = c->target->series.areas;
    for (; oldest < end && !manner_is_fresh(&c->target->manner, values[oldest].measurement.date.last, day); oldest++) {
        struct area_state *area = &c->areas[values[oldest].area];
        if (area->value == oldest + 1)
            set_verdict(c, area, UNKNOWN);
    }
    return oldest;
}

static const struct condition *counting_condition(const struct stage *stage)
{
    for (uint32_t i = 0; i < stage->condition_count; i++)
        if (condition_counts(&stage->conditions[i]))
            return &stage->conditions[i];
    return NULL;
}

/* The counts on the last day of `like`, in the place of which they stand. */
static void add_count(struct counting *c, const struct condition *condition, const struct measurement *like,
                      uint32_t population)
{
    struct measurement count = *like;
    double known = c->met + c->missed, out_of = condition->out_of > 0 ? condition->out_of : population;
    count.origin = VALUE_COUNTED;
    count.missing = false;
    count.known = c->moment->day;
    count.amount = (struct amount){.number = c->met};
    count.out_of = out_of > known ? out_of : known;
    count.unknown = count.out_of - known;
    count.population = condition->population;
    count.population_length = condition->population_length;
    ARRAY_PUSH(c->stage, counted, counted_count, counted_capacity, count);
}

/* How many areas there are values of; leaves them all unknown. */
static uint32_t find_areas(struct counting *c)
{
    const struct series *series = &c->target->series;
    uint32_t count = 0;
    for (uint32_t i = 0; i < series->area_value_count; i++) {
        struct area_state *area = &c->areas[series->areas[i].area];
        count += area->verdict != UNKNOWN;
        area->verdict = UNKNOWN;
    }
    return count;
}

/* Takes in the values of each last day up to `until`, one day after another; `each` is told the first value of each day. */
static void count_until(struct counting *c, day_number until, void (*each)(struct counting *c, uint32_t first))
{
    const struct series *series = &c->target->series;
    uint32_t oldest = 0;
    for (uint32_t i = 0, next; i < series->area_value_count && series->areas[i].measurement.date.last <= until;
         i = next) {
        day_number last = series->areas[i].measurement.date.last;
        for (next = i; next < series->area_value_count && series->areas[next].measurement.date.last == last; next++)
            add_value(c, next);
        oldest = expire(c, oldest, next, last);
        if (each)
            each(c, i);
    }
}

static void add_day(struct counting *c, uint32_t first)
{
    add_count(c, counting_condition(c->stage), &c->target->series.areas[first].measurement, c->population);
}

static struct area_state *new_areas(const struct series *series)
{
    struct area_state *areas = array_grow(NULL, &(uint32_t){0}, series->area_count + 1, sizeof *areas);
    memset(areas, 0, (series->area_count + 1) * sizeof *areas);
    return areas;
}

void stage_count_areas(const struct moment *moment, struct target *target, struct stage *stage)
{
    struct counting counting = {.moment = moment, .target = target, .stage = stage}, *c = &counting;
    stage->by_area = true;
    if (!counting_condition(stage))
        return;
    array_sort(target->series.areas, target->series.area_value_count, sizeof *target->series.areas, by_time);
    c->areas = new_areas(&target->series);
    c->population = find_areas(c);
    count_until(c, DAY_OPEN_END, add_day);
    if (stage->uncounted)
        stage->counted_count = 0;
    array_free(c->areas);
}

void stage_visit_areas(const struct moment *moment, struct target *target, struct stage *stage, day_number day,
                       void (*visit)(void *context, const struct area_value *latest, enum verdict verdict),
                       void *context)
{
    struct series *series = &target->series;
    struct counting counting = {.moment = moment, .target = target, .stage = stage}, *c = &counting;
    array_sort(series->areas, series->area_value_count, sizeof *series->areas, by_time);
    c->areas = new_areas(series);
    find_areas(c);
    count_until(c, day, NULL);
    for (uint32_t i = 0; i < series->area_value_count; i++) {
        struct area_state *area = &c->areas[series->areas[i].area];
        if (!area->value)
            area->value = i + 1; /* nothing was measured of it yet */
        if (area->value == i + 1)
            visit(context, &series->areas[i], (enum verdict)area->verdict);
    }
    array_free(c->areas);
}
