/* date: days, and dates with the precision they were written with. Proleptic Gregorian calendar, ISO 8601 weeks.
 * Depends on nothing; pure functions over values. A day is a count from 1970-01-01. */
#ifndef TRAAD_DATE_H
#define TRAAD_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t day_number; /* days since 1970-01-01 */

/* Ends of open ranges (`fra 2021`, `til 2024`), and the bounds that the plan's period will give. */
enum { DAY_OPEN_START = -10000000, DAY_OPEN_END = 10000000, DAY_PERIOD_START = -10000001, DAY_PERIOD_END = 10000001 };

/* True of a bound that the plan's period will give. */
static inline bool day_is_relative(day_number day)
{
    return day < DAY_OPEN_START || day > DAY_OPEN_END;
}

enum date_precision {
    PRECISION_NONE,
    PRECISION_DAY,
    PRECISION_WEEK,
    PRECISION_MONTH,
    PRECISION_QUARTER,
    PRECISION_TERTIAL,
    PRECISION_SEASON,
    PRECISION_HALF_YEAR,
    PRECISION_SCHOOL_YEAR,
    PRECISION_YEAR,
    PRECISION_RANGE,
    PRECISION_PERIOD
};

/* An interval of days, both included. `year` is the year that a relative date states, else 0; of a range, `year` is
 * that of its end and `start_year` that of its start. */
struct date {
    day_number first, last;
    uint8_t precision; /* enum date_precision: of the whole, or of the end of a range */
    uint8_t start;     /* of the start of a range; NONE where the whole is one date */
    int16_t year, start_year;
};

struct civil {
    int year, month, day; /* from 1 */
};

day_number date_day(int year, int month, int day);
struct civil date_civil(day_number day);
int date_days_in_month(int year, int month);

/* True of a day that can be written: one in the years 1000 to 9999. */
bool date_is_in_calendar(day_number day);

/* The dates of each form. False where there is no such date (month 13, 30 February, week 53 of a short year), or where it cannot be
 * written. */
bool date_of_day(int year, int month, int day, struct date *date);
bool date_of_month(int year, int month, struct date *date);
bool date_of_part(int year, int part, enum date_precision precision, struct date *date); /* 2nd quarter … */
bool date_of_week(int year, int week, struct date *date);
struct date date_of_year(int year);
struct date date_of_season(int year, bool autumn);
bool date_of_school_year(int first_year, struct date *date); /* 1 August to 31 July */

/* `day` moved by calendar months, cut to the last day of a shorter month. */
day_number date_add_months(day_number day, int months);

/* The day on which a start so written has passed at the latest: the end of the year of `2018–2020`'s first year. */
day_number date_start_passed(const struct date *date);

/* The order of dates as values are later or earlier: by the last day, then by the first. For qsort: negative, 0 or positive. */
int date_order(const struct date *a, const struct date *b);

/* "2026-05-30" into text (at least 16 bytes); open ends as "". */
void date_format_iso(day_number day, char text[16]);

/* Reads 2026, 2026-05, 2026-05-30 or 30.5.2026; false if it is none of them. For flags such as --as-of. */
bool date_parse_iso(const char *text, size_t length, struct date *date);

/* The English name of a precision, as JSON shows it: "day", "month" … */
const char *date_precision_name(enum date_precision precision);

#endif
