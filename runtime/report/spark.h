/* spark: what has been measured, as a line of small bars in order of time. Depends on figure. Texts are the teller's. */
#ifndef TRAAD_SPARK_H
#define TRAAD_SPARK_H

#include "figure.h"

/* One known value; `number` is not a number where it is suppressed. */
struct spark_point {
    day_number last, first;
    double number;
    uint32_t order; /* as stated: of one interval, the earlier line first */
};

struct spark {
    struct spark_point *points; /* in order of time; of one interval, all */
    uint32_t count, capacity;
};

/* What is known of a target on the day, as its stage counts it, from the baseline on. The points belong to the caller (array_free). */
struct spark spark_read(const struct moment *moment, const struct target *target, const struct stage *stage);

/* "▃▅█·▇": the lowest value is the lowest bar, the highest the highest, a suppressed one a dot. Of more than can be taken
 * in at a glance, the latest. "" for fewer than two values, which are no line. */
const char *spark_text(const struct teller *teller, const struct spark *spark);

#endif
