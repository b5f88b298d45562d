/* series: what has been measured of an indicator or a result target: values with their dates, as lines and data files give
 * them (language.md 6), and how it is measured: unit, direction, cadence.
 * Depends on moment, dataset. Values are plain; lists belong to the caller (series_free).
 * A share of a population is a percentage from 0 to 100 wherever it is compared. */
#ifndef TRAAD_SERIES_H
#define TRAAD_SERIES_H

#include "dataset.h"
#include "moment.h"

/* A number with its unit. */
struct amount {
    double number;
    const char *unit; /* as written, `unit_length` bytes; NULL without */
    uint32_t unit_length;
    bool percent, points; /* % and prosentpoeng */
    uint32_t term;        /* the language's own word for the unit (enum term), however it is spelled; 0 without */
};

/* Where a value comes from: a `målt` line, a row of a data file, a count of a data file's areas, a `beregn` line. */
enum value_origin { VALUE_WRITTEN, VALUE_OF_DATA, VALUE_COUNTED, VALUE_COMPUTED };

/* A measured value, or a baseline. */
struct measurement {
    struct date date; /* from b to e */
    struct amount amount;
    double out_of, unknown; /* `260 av 422 … ukjent 3`; 0 without. Without out_of, unknown is the width of a range */
    day_number known;       /* the day from which it counts */
    bool missing;           /* ?, or suppressed: no value */
    uint8_t origin;         /* enum value_origin */
    const char *population;
    uint32_t population_length;
    struct stated line; /* that states it, or that names the data file */
    struct span place;  /* of the line, or of the row in the data file */
};

/* One area's value, of data that have an area to each row. */
struct area_value {
    struct measurement measurement;
    uint32_t area; /* from 1: equal for one area in all of the indicator's data files */
};

struct series {
    struct measurement *data; /* of the whole: in order of their lines */
    uint32_t count, capacity;
    struct area_value *areas; /* of areas, where there are such: those known on the day */
    uint32_t area_value_count, area_value_capacity;
    uint32_t area_count;       /* numbers given to areas */
    bool by_group;             /* some values are of groups */
    bool measured;             /* some value, of the whole, an area or a group, is known on the day */
    day_number measured_until; /* the last day of the latest of them */
};

/* How something is measured; of a target itself before its indicator's. */
struct manner {
    struct amount unit; /* of `enhet`: what a number without a unit is counted in; no unit when not stated */
    bool downwards, direction_stated;
    int frequency_months; /* 0 when not stated */
    struct stated frequency;
};

/* Fills in what `manner` does not have yet from an entity's lines. */
void manner_read(const struct model *model, struct manner *manner, uint32_t entity);

/* A series begins as {0}. Appends the values that an entity's `målt` and `data` lines state. Computed values are not among them. */
void series_read(const struct moment *moment, const struct manner *manner, uint32_t entity, struct series *series);
void series_free(struct series *series);

/* The baseline that an entity states; false when it states none that can be used. */
bool series_baseline(const struct moment *moment, const struct manner *manner, uint32_t entity,
                     struct measurement *baseline);

/* What `beregn` gives for a day, as a measured value of that day; false when it can't be told. */
bool series_computed(const struct moment *moment, uint32_t entity, day_number day, struct measurement *computed);

/* One row of a data file as a measured value. */
struct measurement measurement_of(const struct model *model, const struct manner *manner, struct stated line,
                                  const struct observation *observation);

/* The value as the range it surely lies in: a percentage for shares, else the number itself. */
struct range {
    double low, high;
};
struct range measurement_range(const struct measurement *measurement);

/* The latest value of the whole that is known on the day; NULL when there is none. */
const struct measurement *series_latest(const struct moment *moment, const struct series *series);

/* True when a value whose last day is `last` is within the cadence on `day`; a year where no cadence is stated. */
bool manner_is_fresh(const struct manner *manner, day_number last, day_number day);

/* True when two amounts are of one unit (none and none, % and %; `kommunene` and `kommuner` are one). */
bool amount_same_unit(const struct amount *a, const struct amount *b);
bool amount_same_population(const char *a, uint32_t a_length, const char *b, uint32_t b_length);

/* ---- reading the values of a line, for those who read lines with amounts in them ---- */

struct value_cursor {
    const struct model *model;
    uint32_t file;
    const struct value *values;
    uint32_t count, at;
};

struct value_cursor cursor_of(const struct model *model, struct stated line);
const struct value *cursor_peek(const struct value_cursor *cursor);
struct amount cursor_amount(struct value_cursor *cursor);
const char *cursor_population(struct value_cursor *cursor, uint32_t *length); /* NULL when none stands there */

/* A number without a unit is counted in the unit of `manner`. */
void amount_default_unit(const struct manner *manner, struct amount *amount);

#endif
