#include "date.h"

#include <string.h>

/* Howard Hinnant's days_from_civil: March-based years in eras of 400. */
day_number date_day(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct civil date_civil(day_number days)
{
    int z = days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int day_of_era = z - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    struct civil civil = {.day = day_of_year - (153 * shifted + 2) / 5 + 1,
                          .month = shifted < 10 ? shifted + 3 : shifted - 9};
    civil.year = year_of_era + era * 400 + (civil.month <= 2);
    return civil;
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/* Years have four digits, wherever they are written. */
static bool is_year(int year)
{
    return year >= 1000 && year <= 9999;
}

bool date_is_in_calendar(day_number day)
{
    return day > DAY_OPEN_START && day < DAY_OPEN_END && is_year(date_civil(day).year);
}

bool date_of_day(int year, int month, int day, struct date *date)
{
    if (!is_year(year) || month < 1 || month > 12 || day < 1 || day > date_days_in_month(year, month))
        return false;
    day_number number = date_day(year, month, day);
    *date = (struct date){number, number, PRECISION_DAY, PRECISION_NONE, 0, 0};
    return true;
}

/* `months` whole months from the first of a month. */
static struct date months_from(int year, int month, int months, enum date_precision precision)
{
    int last = month + months - 1;
    int last_year = year + (last - 1) / 12;
    last = (last - 1) % 12 + 1;
    return (struct date){date_day(year, month, 1),
                         date_day(last_year, last, date_days_in_month(last_year, last)),
                         (uint8_t)precision,
                         PRECISION_NONE,
                         0,
                         0};
}

bool date_of_month(int year, int month, struct date *date)
{
    if (!is_year(year) || month < 1 || month > 12)
        return false;
    *date = months_from(year, month, 1, PRECISION_MONTH);
    return true;
}

bool date_of_part(int year, int part, enum date_precision precision, struct date *date)
{
    int months = precision == PRECISION_HALF_YEAR ? 6 : precision == PRECISION_TERTIAL ? 4 : 3;
    if (!is_year(year) || part < 1 || part > 12 / months)
        return false;
    *date = months_from(year, (part - 1) * months + 1, months, precision);
    return true;
}

/* Week 1 holds 4 January; weeks begin on Monday (ISO 8601). */
bool date_of_week(int year, int week, struct date *date)
{
    day_number fourth = date_day(year, 1, 4), next_fourth = date_day(year + 1, 1, 4);
    day_number monday = fourth - (fourth + 3 + 7000000) % 7;
    day_number next_monday = next_fourth - (next_fourth + 3 + 7000000) % 7;
    if (week < 1 || week > 53 || monday + (week - 1) * 7 >= next_monday)
        return false;
    day_number first = monday + (week - 1) * 7;
    if (!date_is_in_calendar(first) || !date_is_in_calendar(first + 6))
        return false;
    *date = (struct date){first, first + 6, PRECISION_WEEK, PRECISION_NONE, 0, 0};
    return true;
}

struct date date_of_year(int year)
{
    return months_from(year, 1, 12, PRECISION_YEAR);
}

struct date date_of_season(int year, bool autumn)
{
    return months_from(year, autumn ? 7 : 1, 6, PRECISION_SEASON);
}

bool date_of_school_year(int first_year, struct date *date)
{
    if (!is_year(first_year) || !is_year(first_year + 1))
        return false;
    *date = months_from(first_year, 8, 12, PRECISION_SCHOOL_YEAR);
    return true;
}

day_number date_add_months(day_number day, int months)
{
    struct civil civil = date_civil(day);
    int count = civil.year * 12 + civil.month - 1 + months;
    int year = count / 12, month = count % 12 + 1;
    int last = date_days_in_month(year, month);
    return date_day(year, month, civil.day < last ? civil.day : last);
}

day_number date_start_passed(const struct date *date)
{
    struct civil civil = date_civil(date->first);
    switch (date->start) {
    case PRECISION_NONE: return date->last;
    case PRECISION_WEEK: return date->first + 6;
    case PRECISION_MONTH: return months_from(civil.year, civil.month, 1, PRECISION_MONTH).last;
    case PRECISION_QUARTER: return months_from(civil.year, civil.month, 3, PRECISION_QUARTER).last;
    case PRECISION_TERTIAL: return months_from(civil.year, civil.month, 4, PRECISION_TERTIAL).last;
    case PRECISION_SEASON:
    case PRECISION_HALF_YEAR: return months_from(civil.year, civil.month, 6, PRECISION_SEASON).last;
    case PRECISION_SCHOOL_YEAR:
    case PRECISION_YEAR: return months_from(civil.year, civil.month, 12, PRECISION_YEAR).last;
    default: return date->first;
    }
}

int date_order(const struct date *a, const struct date *b)
{
    if (a->last != b->last)
        return a->last < b->last ? -1 : 1;
    return a->first < b->first ? -1 : a->first > b->first;
}

void date_format_iso(day_number day, char text[16])
{
    text[0] = '\0';
    if (day <= DAY_OPEN_START || day >= DAY_OPEN_END)
        return;
    struct civil civil = date_civil(day);
    unsigned parts[] = {(unsigned)civil.year % 10000 / 100, (unsigned)civil.year % 100, (unsigned)civil.month % 100,
                        (unsigned)civil.day % 100};
    static const int places[] = {0, 2, 5, 8};
    memcpy(text, "0000-00-00", sizeof "0000-00-00"); /* a report writes hundreds of thousands */
    for (int i = 0; i < 4; i++) {
        text[places[i]] = (char)('0' + parts[i] / 10);
        text[places[i] + 1] = (char)('0' + parts[i] % 10);
    }
}

/* Reads up to `most` digits; returns how many. */
static int digits(const char **at, const char *end, int most, int *number)
{
    int count = 0;
    for (*number = 0; *at < end && count < most && **at >= '0' && **at <= '9'; count++)
        *number = *number * 10 + (*(*at)++ - '0');
    return count;
}

bool date_parse_iso(const char *text, size_t length, struct date *date)
{
    const char *at = text, *end = text + length;
    int first, month, day, year;
    int count = digits(&at, end, 4, &first);
    if (count == 4) {
        if (first < 1000)
            return false;
        if (at == end) {
            *date = date_of_year(first);
            return true;
        }
        if (*at++ != '-' || digits(&at, end, 2, &month) != 2)
            return false;
        if (at == end)
            return date_of_month(first, month, date);
        return *at++ == '-' && digits(&at, end, 2, &day) == 2 && at == end && date_of_day(first, month, day, date);
    }
    return (count == 1 || count == 2) && at < end && *at++ == '.' && digits(&at, end, 2, &month) && at < end &&
           *at++ == '.' && digits(&at, end, 4, &year) == 4 && at == end && date_of_day(year, month, first, date);
}

const char *date_precision_name(enum date_precision precision)
{
    static const char *const names[] = {"none",   "day",       "week",        "month", "quarter", "tertial",
                                        "season", "half_year", "school_year", "year",  "range",   "period"};
    return names[precision];
}
