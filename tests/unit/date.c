/* Dates: every form, its first and last day, and what is no date. */
#include "date.h"

#include "test.h"

static const char *interval(struct date date)
{
    static char text[64];
    char first[16], last[16];
    date_format_iso(date.first, first);
    date_format_iso(date.last, last);
    snprintf(text, sizeof text, "%s..%s", first, last);
    return text;
}

static void test_calendar(void)
{
    CHECK_INT(date_day(1970, 1, 1), 0);
    CHECK_INT(date_day(2000, 3, 1) - date_day(2000, 2, 28), 2); /* 2000 is a leap year */
    CHECK_INT(date_day(1900, 3, 1) - date_day(1900, 2, 28), 1); /* 1900 is not */
    for (int year = 1000; year < 3000; year += 7)
        for (int month = 1; month <= 12; month++) {
            struct civil civil = date_civil(date_day(year, month, date_days_in_month(year, month)));
            if (civil.year != year || civil.month != month || civil.day != date_days_in_month(year, month))
                test_check(false, "a day comes back as itself", __FILE__, __LINE__);
        }
    CHECK_INT(date_add_months(date_day(2024, 2, 29), -12), date_day(2023, 2, 28));
    CHECK_INT(date_add_months(date_day(2026, 1, 31), 1), date_day(2026, 2, 28));
    CHECK_INT(date_add_months(date_day(2026, 12, 15), 1), date_day(2027, 1, 15));
}

static void test_forms(void)
{
    struct date date;
    CHECK_STR(interval(date_of_year(2026)), "2026-01-01..2026-12-31");
    CHECK_STR(interval(date_of_season(2026, false)), "2026-01-01..2026-06-30");
    CHECK_STR(interval(date_of_season(2026, true)), "2026-07-01..2026-12-31");
    CHECK(date_of_school_year(2025, &date));
    CHECK_STR(interval(date), "2025-08-01..2026-07-31");
    CHECK(!date_of_school_year(9999, &date) && !date_of_month(999, 1, &date) && !date_of_day(999, 12, 31, &date));
    CHECK(!date_of_week(9999, 52, &date) &&
          !date_of_week(1000, 1, &date)); /* they begin or end in another millennium */
    CHECK(date_of_month(2024, 2, &date));
    CHECK_STR(interval(date), "2024-02-01..2024-02-29");
    CHECK(date_of_part(2026, 3, PRECISION_TERTIAL, &date));
    CHECK_STR(interval(date), "2026-09-01..2026-12-31");
    CHECK(date_of_part(2026, 2, PRECISION_QUARTER, &date));
    CHECK_STR(interval(date), "2026-04-01..2026-06-30");
    CHECK(date_of_week(2026, 1, &date));
    CHECK_STR(interval(date), "2025-12-29..2026-01-04");
    CHECK(date_of_week(2026, 53, &date));
    CHECK_STR(interval(date), "2026-12-28..2027-01-03");
    CHECK(!date_of_week(2025, 53, &date));
    CHECK(!date_of_week(2026, 0, &date));
    CHECK(!date_of_part(2026, 4, PRECISION_TERTIAL, &date));
    CHECK(!date_of_part(2026, 0, PRECISION_HALF_YEAR, &date));
}

static void test_reading(void)
{
    static const struct {
        const char *text, *interval; /* NULL: no date */
    } cases[] = {{"2026", "2026-01-01..2026-12-31"},
                 {"2026-05", "2026-05-01..2026-05-31"},
                 {"2026-05-30", "2026-05-30..2026-05-30"},
                 {"30.5.2026", "2026-05-30..2026-05-30"},
                 {"1.12.2026", "2026-12-01..2026-12-01"},
                 {"29.2.2024", "2024-02-29..2024-02-29"},
                 {"29.2.2025", NULL},
                 {"31.4.2026", NULL},
                 {"2026-13", NULL},
                 {"2026-00", NULL},
                 {"2026-02-30", NULL},
                 {"26-05-30", NULL},
                 {"0999", NULL},
                 {"2026-5", NULL},
                 {"2026-05-3", NULL},
                 {"2026x", NULL},
                 {"30.5.26", NULL},
                 {"", NULL},
                 {"30.5.2026.", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date date;
        bool read = date_parse_iso(cases[i].text, strlen(cases[i].text), &date);
        if (!CHECK(read == (cases[i].interval != NULL)))
            printf("  of %s\n", cases[i].text);
        if (read && cases[i].interval)
            CHECK_STR(interval(date), cases[i].interval);
    }
}

int main(void)
{
    test_calendar();
    test_forms();
    test_reading();
    return test_end();
}
