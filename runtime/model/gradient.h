/* gradient: how an indicator is distributed between social groups (`fordelt på`): the gap and the ratio between the first
 * group and the last, and whether the gap narrows. Depends on series. Values are plain; names belong to the model. */
#ifndef TRAAD_GRADIENT_H
#define TRAAD_GRADIENT_H

#include "series.h"

enum gradient_change { GRADIENT_UNKNOWN, GRADIENT_NARROWS, GRADIENT_UNCHANGED, GRADIENT_WIDENS };

/* The first and the last group at one time. */
struct gradient_point {
    struct date date;
    struct measurement first, last;
    double gap;   /* the first group's value less the last's; shares in percentage points */
    double ratio; /* the first group's value to the last's; not a number where the last is 0 */
};

struct gradient {
    const char *first, *last;               /* the groups' names, as written in the data */
    struct gradient_point latest, earliest; /* of those known on the day */
    enum gradient_change change;            /* from the earliest to the latest; UNKNOWN when they are one */
};

/* The gradient of an indicator (or a result target with data of its own) on the moment's day, in the order of groups that
 * `fordelt på` lists, else the data's. False when no time is known for both the first group and the last. */
bool gradient_read(const struct moment *moment, uint32_t entity, struct gradient *gradient);

#endif
