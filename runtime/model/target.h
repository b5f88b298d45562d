/* target: result targets, their stages and measurements, and the state of a stage on a day (language.md 6).
 * Depends on model, moment. Values are plain; lists belong to the caller (target_free).
 * A share of a population is a percentage from 0 to 100 wherever it is compared. */
#ifndef TRAAD_TARGET_H
#define TRAAD_TARGET_H

#include "moment.h"

enum comparison {
    COMPARE_NONE,
    COMPARE_AT_LEAST,
    COMPARE_AT_MOST,
    COMPARE_MORE,
    COMPARE_LESS,
    COMPARE_BETWEEN,
    COMPARE_INCREASE,
    COMPARE_REDUCE,
    COMPARE_MAINTAIN,
    COMPARE_ALL,
    COMPARE_MOST,
    COMPARE_HALF,
    COMPARE_NOBODY
};

/* A number with its unit. */
struct amount {
    double number;
    const char *unit; /* as written, `unit_length` bytes; NULL without */
    uint32_t unit_length;
    bool percent, points; /* % and prosentpoeng */
};

/* One condition of a stage. */
struct condition {
    enum comparison compare;
    struct amount amount, upper; /* upper: of BETWEEN */
    double out_of;               /* of `260 av 422`: 422; 0 without */
    bool assumed;                /* a bare amount read as at least, because nothing gives a direction */
    bool per_year, undecided;
    const char *population;
    uint32_t population_length;
    uint32_t start, end; /* its text */
};

enum { MOST_CONDITIONS = 8 };

struct stage {
    struct date date; /* L is its last day */
    bool placed;      /* the date could be placed in time */
    uint32_t number;  /* by deadline, from 1 */
    struct stated line;
    struct condition conditions[MOST_CONDITIONS];
    uint32_t condition_count;
};

/* A measured value, or a baseline. */
struct measurement {
    struct date date; /* from b to e */
    struct amount amount;
    double out_of, unknown; /* `260 av 422 … ukjent 3`; 0 without */
    day_number known;       /* the day from which it counts */
    bool missing;           /* ? : no value */
    const char *population;
    uint32_t population_length;
    struct stated line;
};

struct target {
    uint32_t entity, indicator; /* indicator: the first it is measured with, or 0 */
    struct stage *stages;       /* by deadline */
    uint32_t stage_count, stage_capacity;
    struct measurement *measurements; /* in source order */
    uint32_t measurement_count, measurement_capacity;
    struct measurement baseline;
    struct amount unit; /* of `enhet`: what a number without a unit is counted in; no unit when not stated */
    bool has_baseline, downwards, direction_stated;
    int frequency_months; /* 0 when not stated */
};

enum target_state {
    STATE_NONE,
    STATE_MET,
    STATE_MET_LATE,
    STATE_MISSED,
    STATE_NOT_MEASURED,
    STATE_ON_TRACK,
    STATE_BEHIND,
    STATE_PENDING
};

struct stage_state {
    enum target_state state;
    bool stale;                       /* the latest value is older than the cadence */
    bool judgeable;                   /* false: a value is there, but cannot be judged */
    const struct measurement *latest; /* the latest known value, or NULL */
    double expected;                  /* of the straight line at the latest value's last day */
    bool has_expected;
};

/* Reads a resultatmål with its indicator. */
void target_read(const struct moment *moment, uint32_t entity, struct target *target);
void target_free(struct target *target);

/* The state of one of its stages, counted from 0, on the moment's day. */
struct stage_state target_judge(const struct moment *moment, const struct target *target, uint32_t number);

const char *state_name(enum target_state state); /* "met_late": as JSON shows it */

/* The class of a stage in `overdue`. */
enum time_class target_class(const struct moment *moment, const struct stage *stage, enum target_state state);

/* A condition's bound as a percentage or number, and whether more is better; false when it has no one bound. */
bool target_bound(const struct moment *moment, const struct target *target, const struct stage *stage, double *bound,
                  bool *upwards);

/* True when a condition speaks of a share of a population, not of a number. */
bool target_is_share(const struct condition *condition);

/* True when two amounts are of one unit (none and none, % and %; `kommunene` and `kommuner` are one). */
bool target_same_unit(const struct amount *a, const struct amount *b);
bool target_same_population(const char *a, uint32_t a_length, const char *b, uint32_t b_length);

#endif
