/* target: result targets, their stages, and the state of a stage on a day (language.md 6).
 * Depends on series, verdict. Values are plain; lists belong to the caller (target_free).
 * A share of a population is a percentage from 0 to 100 wherever it is compared. */
#ifndef TRAAD_TARGET_H
#define TRAAD_TARGET_H

#include "series.h"
#include "verdict.h"

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
    bool by_area;                /* the values are of areas: their counts are below */
    struct measurement *counted; /* by day: how many areas meet it */
    uint32_t counted_count, counted_capacity;
    enum reason uncounted; /* why the areas could not be counted */
};

struct target {
    uint32_t entity, indicator; /* indicator: the first it is measured with, or 0 */
    struct stage *stages;       /* by deadline */
    uint32_t stage_count, stage_capacity;
    struct series series; /* what has been measured, of the target and its indicator */
    uint32_t own_values;  /* how many of them are the target's own: the first */
    struct manner manner;
    struct measurement baseline;
    bool has_baseline;
};

/* The state of a stage on a day, and what decided it. The measurements are the target's, or of its stage. */
struct stage_state {
    enum target_state state;
    enum reason reason;
    bool stale;                        /* the latest value is older than the cadence */
    bool fell;                         /* met, but the latest value would not meet it */
    bool coarse;                       /* the late value that decided is of a time that began before the deadline */
    const struct measurement *decided; /* the value that decided, or NULL */
    const struct measurement *latest;  /* the latest known value, or NULL */
    double bound, expected;            /* expected: of the straight line at the latest value's last day */
    bool has_bound, has_expected;
};

/* Reads a resultatmål with its indicator. */
void target_read(const struct moment *moment, uint32_t entity, struct target *target);
void target_free(struct target *target);

/* The state of one of its stages, counted from 0, on the moment's day. */
struct stage_state target_judge(const struct moment *moment, struct target *target, uint32_t number);

/* True when nothing that is known can tell whether the stage is met, though something stands in its way that can be mended. */
bool reason_unjudgeable(enum reason reason);

/* The worst state of its stages; STATE_NONE without any. */
enum target_state target_worst(const struct moment *moment, struct target *target);

/* The class of a stage in `overdue`. */
enum time_class target_class(const struct moment *moment, const struct target *target, const struct stage *stage,
                             enum target_state state);

/* What the bound of a condition is counted in: of a change (`øke med 20 %`), what its baseline is. */
struct amount condition_unit(const struct target *target, const struct condition *condition);

/* A condition's bound as a percentage or number, and whether more is better; false when it has no one bound. */
bool target_bound(const struct moment *moment, const struct target *target, const struct stage *stage, double *bound,
                  bool *upwards);

/* True when a condition speaks of a share of a population, not of a number. */
bool condition_is_share(const struct condition *condition);

/* True when a condition counts the members of a population: `alle kommuner`, `260 av 422`, `minst 80 % av kommunene`. */
bool condition_counts(const struct condition *condition);

/* True when a condition asks for a change from the baseline. */
bool condition_is_relative(const struct condition *condition);

/* True when a value can be judged by a condition: of its unit, and its population. */
bool condition_fits(const struct target *target, const struct condition *condition, const struct measurement *m);

/* True when the bounds of two conditions of a target are counted in the same: both shares, or numbers of one unit. */
bool conditions_compare(const struct target *target, const struct condition *a, const struct condition *b);

/* True when a stage asks for a number of something, and not for a share of them or a change. */
bool stage_counts_heads(const struct stage *stage);

/* A value as a stage counts it: a percentage where the stage asks for a share, else the number. */
struct range stage_range(const struct stage *stage, const struct measurement *measurement);

/* Three-valued: whether a value meets one condition of a stage; `*why` is set when it can't be told. */
enum verdict { NO, YES, UNKNOWN };
enum verdict condition_judge(const struct moment *moment, const struct target *target, const struct stage *stage,
                             const struct condition *condition, const struct measurement *m, enum reason *why);

/* Whether a value surely reaches a bound, or surely does not; equal is reached. */
enum verdict range_reaches(struct range value, double bound, bool upwards);

/* Counts the areas that meet a stage, day by day, into its `counted` values, once; see count.c. Sorts the areas' values. */
void stage_count_areas(const struct moment *moment, struct target *target, struct stage *stage);

/* Shows each area that is known on the moment's day, and whether it met the stage on `day`; UNKNOWN where nothing said so
 * then, or nothing that was new enough. `latest` is its latest value of that day, else its first after it. */
void stage_visit_areas(const struct moment *moment, struct target *target, struct stage *stage, day_number day,
                       void (*visit)(void *context, const struct area_value *latest, enum verdict verdict),
                       void *context);

#endif
