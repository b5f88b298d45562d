#include "spark.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BARS = 8, LONGEST = 24 };

static void add(const struct moment *moment, const struct stage *stage, struct spark *spark,
                const struct measurement *m)
{
    if (m->known > moment->day)
        return;
    struct spark_point point = {m->date.last, m->date.first, NAN, spark->count};
    if (!m->missing)
        point.number = stage_range(stage, m).low;
    ARRAY_PUSH(spark, points, count, capacity, point);
}

static int by_time(const void *a, const void *b)
{
    const struct spark_point *x = a, *y = b;
    if (x->last != y->last)
        return x->last < y->last ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* A baseline is often the first measurement, stated once more. */
static void add_baseline(const struct moment *moment, const struct target *target, const struct stage *stage,
                         struct spark *spark)
{
    const struct measurement *baseline = &target->baseline;
    for (uint32_t i = 0; i < spark->count; i++)
        if (spark->points[i].last == baseline->date.last && spark->points[i].first == baseline->date.first)
            return;
    add(moment, stage, spark, baseline);
}

struct spark spark_read(const struct moment *moment, const struct target *target, const struct stage *stage)
{
    struct spark spark = {0};
    for (uint32_t i = 0; i < target->series.count; i++)
        add(moment, stage, &spark, &target->series.data[i]);
    for (uint32_t i = 0; i < stage->counted_count; i++)
        add(moment, stage, &spark, &stage->counted[i]);
    if (target->has_baseline)
        add_baseline(moment, target, stage, &spark);
    if (spark.count)
        qsort(spark.points, spark.count, sizeof *spark.points, by_time);
    return spark;
}

/* What shows a number between the lowest and the highest. Halves, for the difference of huge numbers may be too large. */
static const char *bar_of(double number, double low, double high)
{
    static const char *const bars[BARS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    if (isnan(number))
        return "·";
    if (low == high)
        return bars[BARS / 2 - 1];
    double part = (number / 2 - low / 2) / (high / 2 - low / 2);
    return bars[part > 0 ? (int)(part * (BARS - 1) + 0.5) : 0];
}

const char *spark_text(const struct teller *t, const struct spark *spark)
{
    double low = INFINITY, high = -INFINITY;
    uint32_t from = spark->count > LONGEST ? spark->count - LONGEST : 0, known = 0;
    for (uint32_t i = from; i < spark->count; i++) {
        if (isnan(spark->points[i].number))
            continue;
        known++;
        low = fmin(low, spark->points[i].number);
        high = fmax(high, spark->points[i].number);
    }
    if (known < 2)
        return "";
    char *text = arena_alloc(t->arena, (spark->count - from) * strlen("█") + 1), *to = text;
    for (uint32_t i = from; i < spark->count; i++) {
        const char *bar = bar_of(spark->points[i].number, low, high);
        memcpy(to, bar, strlen(bar));
        to += strlen(bar);
    }
    return text;
}
