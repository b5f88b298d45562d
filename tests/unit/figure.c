/* Figures as people read them: decimal comma, groups of three, rounding that never misleads, dates by what they are. */
#include "figure.h"

#include "test.h"

static struct arena arena;
static struct teller norwegian = {&arena, NULL, LANGUAGE_NB}, english = {&arena, NULL, LANGUAGE_EN};

static void test_numbers(void)
{
    CHECK_STR(figure_number(&norwegian, 62, 6), "62");
    CHECK_STR(figure_number(&norwegian, 61.611374, 1), "61,6");
    CHECK_STR(figure_number(&english, 61.611374, 1), "61.6");
    CHECK_STR(figure_number(&norwegian, 6.25, 1), "6,3"); /* a half goes up */
    CHECK_STR(figure_number(&norwegian, 12.5, 6), "12,5");
    CHECK_STR(figure_number(&norwegian, 0, 1), "0");
    CHECK_STR(figure_number(&norwegian, -0.04, 1), "0");
    CHECK_STR(figure_number(&norwegian, -12.5, 1), "−12,5");
    CHECK_STR(figure_number(&norwegian, 1234, 6), "1234");
    CHECK_STR(figure_number(&norwegian, 12345, 6), "12\u00A0345");
    CHECK_STR(figure_number(&norwegian, 1512345.5, 6), "1\u00A0512\u00A0345,5");
    CHECK_STR(figure_number(&english, 250000, 6), "250,000");
    CHECK_STR(figure_number(&norwegian, -250000, 0), "−250\u00A0000");
}

static void test_decimals(void)
{
    CHECK_INT(figure_decimals(61.611374, 70), 1);
    CHECK_INT(figure_decimals(54.0041, 54), 3); /* not told as the 54 that it is compared with */
    CHECK_INT(figure_decimals(99.96, 50), 2);   /* nearly all is not all */
    CHECK_INT(figure_decimals(0.0003, 50), 4);  /* and next to nothing is not nothing */
    CHECK_INT(figure_decimals(100, 50), 1);
    CHECK_INT(figure_decimals(50, 50), 1); /* what is equal is told so */
}

static void test_dates(void)
{
    struct date date = date_of_year(2019);
    CHECK_STR(figure_date(&norwegian, &date), "2019");
    CHECK(date_of_day(2019, 6, 30, &date));
    CHECK_STR(figure_date(&norwegian, &date), "2019-06-30");
    CHECK(date_of_month(2019, 6, &date));
    CHECK_STR(figure_date(&norwegian, &date), "juni 2019");
    date = date_of_season(2023, true);
    CHECK_STR(figure_date(&norwegian, &date), "høst 2023");
    CHECK_STR(figure_date(&english, &date), "autumn 2023");
    CHECK(date_of_school_year(2025, &date));
    CHECK_STR(figure_date(&norwegian, &date), "skoleåret 2025/26");
    date = (struct date){.first = date_day(2018, 1, 1),
                         .last = date_day(2020, 12, 31),
                         .precision = PRECISION_YEAR,
                         .start = PRECISION_YEAR};
    CHECK_STR(figure_date(&norwegian, &date), "2018–2020");
    date.last = date_day(2020, 3, 31);
    CHECK_STR(figure_date(&norwegian, &date), "2018-01-01–2020-03-31");
}

static void test_values(void)
{
    struct measurement m = {.amount = {.number = 260}, .out_of = 422};
    CHECK_STR(figure_value(&norwegian, NULL, &m), "61,6\u00A0% (260 av 422)");
    m.unknown = 12;
    CHECK_STR(figure_value(&english, NULL, &m), "61.6\u00A0% (260 of 422, unknown 12)");
    m.origin = VALUE_COUNTED;
    CHECK_STR(figure_value(&norwegian, NULL, &m), "61,6\u00A0% (nådd 260 av 422, ukjent 12)");
    struct measurement plain = {.amount = {.number = 24.5, .percent = true, .unit = "%", .unit_length = 1}};
    plain.date = date_of_year(2025);
    CHECK_STR(figure_dated_value(&norwegian, NULL, &plain), "24,5\u00A0% (2025)");
    struct measurement days = {.amount = {.number = 25, .unit = "dager", .unit_length = 5}, .unknown = 5};
    CHECK_STR(figure_value(&norwegian, NULL, &days), "25–30\u00A0dager");
    days.missing = true;
    CHECK_STR(figure_value(&norwegian, NULL, &days), "ukjent");
}

int main(void)
{
    test_numbers();
    test_decimals();
    test_dates();
    test_values();
    arena_free(&arena);
    return test_end();
}
