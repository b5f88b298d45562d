/* Cells of data files: the numbers and the times that people write in them. */
#include "literal.h"
#include "test.h"

static void test_numbers(void)
{
    static const struct {
        const char *text;
        enum literal_state state;
        double number;
        bool percent, word;
    } rows[] = {
        {"62", LITERAL_GOOD, 62, false, false},
        {"62,5", LITERAL_GOOD, 62.5, false, false},
        {"62.5", LITERAL_GOOD, 62.5, false, false},
        {"-1,5", LITERAL_GOOD, -1.5, false, false},
        {"−1,5", LITERAL_GOOD, -1.5, false, false},
        {"+3", LITERAL_GOOD, 3, false, false},
        {"250 000", LITERAL_GOOD, 250000, false, false},
        {"250\u00A0000,5", LITERAL_GOOD, 250000.5, false, false},
        {"1\u202F250\u202F000", LITERAL_GOOD, 1250000, false, false},
        {"62 %", LITERAL_GOOD, 62, true, false},
        {"62,5%", LITERAL_GOOD, 62.5, true, false},
        {"0,1", LITERAL_GOOD, 0.1, false, false},
        {"1e3", LITERAL_GOOD, 1000, false, false},
        {"2.5E-3", LITERAL_GOOD, 0.0025, false, false},
        {"123456789012345678", LITERAL_GOOD, 123456789012345678.0, false, false},
        {"ja", LITERAL_GOOD, 1, false, true},
        {"NEI", LITERAL_GOOD, 0, false, true},
        {"True", LITERAL_GOOD, 1, false, true},
        {"usann", LITERAL_GOOD, 0, false, true},
        {"", LITERAL_MISSING, 0, false, false},
        {".", LITERAL_MISSING, 0, false, false},
        {"..", LITERAL_MISSING, 0, false, false},
        {":", LITERAL_MISSING, 0, false, false},
        {"-", LITERAL_MISSING, 0, false, false},
        {"–", LITERAL_MISSING, 0, false, false},
        {"*", LITERAL_MISSING, 0, false, false},
        {"n/a", LITERAL_MISSING, 0, false, false},
        {"NA", LITERAL_MISSING, 0, false, false},
        {"null", LITERAL_MISSING, 0, false, false},
        {"<5", LITERAL_MISSING, 0, false, false},
        {"< 5", LITERAL_MISSING, 0, false, false},
        {"6x", LITERAL_BAD, 0, false, false},
        {"1 2", LITERAL_BAD, 0, false, false},
        {"2500 000", LITERAL_BAD, 0, false, false},
        {"1 2500", LITERAL_BAD, 0, false, false},
        {"12,5,3", LITERAL_BAD, 0, false, false},
        {"1.234.567", LITERAL_BAD, 0, false, false},
        {"12,", LITERAL_BAD, 0, false, false},
        {",5", LITERAL_BAD, 0, false, false},
        {"1e", LITERAL_BAD, 0, false, false},
        {"1e999", LITERAL_BAD, 0, false, false},
        {"1e99999999999999999999", LITERAL_BAD, 0, false, false},
        {"inf", LITERAL_BAD, 0, false, false},
        {"nan", LITERAL_BAD, 0, false, false},
        {"0x10", LITERAL_BAD, 0, false, false},
        {"%", LITERAL_BAD, 0, false, false},
        {"< x", LITERAL_BAD, 0, false, false},
        {"111111111111111111111111111111111111111111111111111111111111111111111111", LITERAL_BAD, 0, false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct literal_number number;
        enum literal_state state = literal_number(rows[i].text, (uint32_t)strlen(rows[i].text), &number);
        bool fine = state == rows[i].state &&
                    (state != LITERAL_GOOD || (number.number == rows[i].number && number.percent == rows[i].percent &&
                                               number.word == rows[i].word));
        if (!CHECK(fine))
            printf("  \"%s\" is %d, %.17g\n", rows[i].text, (int)state, number.number);
    }
}

static void test_dates(void)
{
    static const struct {
        const char *text, *first, *last; /* first NULL: not a date; "": missing */
        const char *precision;
    } rows[] = {
        {"2020", "2020-01-01", "2020-12-31", "year"},
        {"2020_2020", "2020-01-01", "2020-12-31", "year"},
        {"2018_2020", "2018-01-01", "2020-12-31", "range"},
        {"2018-2020", "2018-01-01", "2020-12-31", "range"},
        {"2018–2020", "2018-01-01", "2020-12-31", "range"},
        {"2020-05", "2020-05-01", "2020-05-31", "month"},
        {"2020M05", "2020-05-01", "2020-05-31", "month"},
        {"2020K2", "2020-04-01", "2020-06-30", "quarter"},
        {"2020Q2", "2020-04-01", "2020-06-30", "quarter"},
        {"2020-Q4", "2020-10-01", "2020-12-31", "quarter"},
        {"2020 K1", "2020-01-01", "2020-03-31", "quarter"},
        {"2020H1", "2020-01-01", "2020-06-30", "half_year"},
        {"2020T3", "2020-09-01", "2020-12-31", "tertial"},
        {"2020U12", "2020-03-16", "2020-03-22", "week"},
        {"2020w53", "2020-12-28", "2021-01-03", "week"},
        {"2020-05-30", "2020-05-30", "2020-05-30", "day"},
        {"2020-05-30T12:00:00", "2020-05-30", "2020-05-30", "day"},
        {"30.05.2020", "2020-05-30", "2020-05-30", "day"},
        {"30.5.2020", "2020-05-30", "2020-05-30", "day"},
        {"2020/2021", "2020-08-01", "2021-07-31", "school_year"},
        {"2020/21", "2020-08-01", "2021-07-31", "school_year"},
        {"mai 2020", "2020-05-01", "2020-05-31", "month"},
        {"30. mai 2020", "2020-05-30", "2020-05-30", "day"},
        {"May 2020", "2020-05-01", "2020-05-31", "month"},
        {"jan. 2020", "2020-01-01", "2020-01-31", "month"},
        {"29.2.2024", "2024-02-29", "2024-02-29", "day"},
        {"", "", NULL, NULL},
        {"..", "", NULL, NULL},
        {"30.2.2020", NULL, NULL, NULL},
        {"2020M13", NULL, NULL, NULL},
        {"2021U53", NULL, NULL, NULL},
        {"2020Q5", NULL, NULL, NULL},
        {"2020X1", NULL, NULL, NULL},
        {"2020-", NULL, NULL, NULL},
        {"2020 ", NULL, NULL, NULL},
        {"2020/2023", NULL, NULL, NULL},
        {"2020_2018", NULL, NULL, NULL},
        {"0020", NULL, NULL, NULL},
        {"20200", NULL, NULL, NULL},
        {"maj 2020 x", NULL, NULL, NULL},
        {"31. april 2020", NULL, NULL, NULL},
        {"total", NULL, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date date;
        char first[16] = "", last[16] = "";
        enum literal_state state = literal_date(rows[i].text, (uint32_t)strlen(rows[i].text), &date);
        enum literal_state expected = !rows[i].first ? LITERAL_BAD : *rows[i].first ? LITERAL_GOOD : LITERAL_MISSING;
        if (!CHECK(state == expected))
            printf("  \"%s\" is %d\n", rows[i].text, (int)state);
        if (state != LITERAL_GOOD || expected != LITERAL_GOOD)
            continue;
        date_format_iso(date.first, first);
        date_format_iso(date.last, last);
        CHECK_STR(first, rows[i].first);
        CHECK_STR(last, rows[i].last);
        CHECK_STR(date_precision_name((enum date_precision)date.precision), rows[i].precision);
    }
}

int main(void)
{
    test_numbers();
    test_dates();
    return test_end();
}
