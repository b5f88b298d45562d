/* literal_date.c: dates as statistics write them. */
#include "literal.h"

#include "lexicon.h"

#include <string.h>
#include <strings.h>

/* Reads between `least` and `most` digits. */
static bool read_number(const char **at, const char *end, int least, int most, int *number)
{
    int count = 0;
    for (*number = 0; *at < end && count < most && **at >= '0' && **at <= '9'; count++)
        *number = *number * 10 + (*(*at)++ - '0');
    return count >= least;
}

static bool read_year(const char **at, const char *end, int *year)
{
    return read_number(at, end, 4, 4, year) && *year >= 1000;
}

/* `_2020`, `-2020`, `–2020`: the end of a range of years. */
static bool read_range(const char *at, const char *end, int year, struct date *date)
{
    int last;
    if (end - at > 3 && memcmp(at, "–", 3) == 0)
        at += 3;
    else if (*at == '_' || *at == '-')
        at++;
    else
        return false;
    if (!read_year(&at, end, &last) || at != end || last < year)
        return false;
    if (last == year) /* 2020_2020 */
        *date = date_of_year(year);
    else
        *date = (struct date){.first = date_of_year(year).first,
                              .last = date_of_year(last).last,
                              .precision = PRECISION_RANGE,
                              .start = PRECISION_YEAR};
    return true;
}

/* `/2021`, `/21`: a school year. */
static bool read_school_year(const char *at, const char *end, int year, struct date *date)
{
    int next;
    if (*at++ != '/' || !read_number(&at, end, 2, 4, &next) || at != end)
        return false;
    if (next != year + 1 && next != (year + 1) % 100)
        return false;
    return date_of_school_year(year, date);
}

/* `M05`, `K2`, `-Q2`, ` T1`: a part of a year. */
static bool read_part(const char *at, const char *end, int year, struct date *date)
{
    int part;
    if (*at == '-' || *at == ' ')
        at++;
    if (at == end)
        return false;
    char letter = (char)(*at++ & ~0x20);
    if (!read_number(&at, end, 1, 2, &part) || at != end)
        return false;
    switch (letter) {
    case 'M': return date_of_month(year, part, date);
    case 'K':
    case 'Q': return date_of_part(year, part, PRECISION_QUARTER, date);
    case 'T': return date_of_part(year, part, PRECISION_TERTIAL, date);
    case 'H': return date_of_part(year, part, PRECISION_HALF_YEAR, date);
    case 'U':
    case 'W': return date_of_week(year, part, date);
    default: return false;
    }
}

/* The month, from 1, that a word of `length` bytes names, written out or as its first three letters; 0 for none. */
static int month_of(const char *word, size_t length)
{
    for (int month = 1; month <= 12; month++) {
        const struct keyword *keyword = keyword_of_term((enum term)(DATE_JANUARY + month - 1));
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const char *name = keyword->forms[language];
            if ((strlen(name) == length || length == 3) && strncasecmp(name, word, length) == 0)
                return month;
        }
    }
    return 0;
}

/* `mai 2020`, `30. mai 2020`, `jan. 2020`. */
static bool read_named_month(const char *at, const char *end, struct date *date)
{
    int day = 0, year;
    bool has_day = read_number(&at, end, 1, 2, &day);
    while (at < end && (*at == '.' || *at == ' '))
        at++;
    const char *word = at;
    while (at < end && ((*at | 32) >= 'a' && (*at | 32) <= 'z'))
        at++;
    int month = at > word ? month_of(word, (size_t)(at - word)) : 0;
    while (at < end && (*at == '.' || *at == ' '))
        at++;
    if (!month || !read_year(&at, end, &year) || at != end)
        return false;
    return has_day ? date_of_day(year, month, day, date) : date_of_month(year, month, date);
}

/* `2020-05-30T00:00:00` and `2020-05-30 00:00`: the day without the time. */
static uint32_t without_time(const char *text, uint32_t length)
{
    enum { DAY_LENGTH = 10 };
    bool timed = length > DAY_LENGTH + 2 && (text[DAY_LENGTH] == 'T' || text[DAY_LENGTH] == ' ') && text[4] == '-' &&
                 text[DAY_LENGTH + 3] == ':';
    return timed ? DAY_LENGTH : length;
}

enum literal_state literal_date(const char *text, uint32_t length, struct date *date)
{
    const char *at = text, *end = text + length;
    int year;
    if (date_parse_iso(text, without_time(text, length), date))
        return LITERAL_GOOD;
    if (literal_is_missing(text, length))
        return LITERAL_MISSING;
    if (read_year(&at, end, &year) && at < end)
        return read_range(at, end, year, date) || read_school_year(at, end, year, date) ||
                       read_part(at, end, year, date)
                   ? LITERAL_GOOD
                   : LITERAL_BAD;
    return read_named_month(text, end, date) ? LITERAL_GOOD : LITERAL_BAD;
}
