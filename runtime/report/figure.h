/* figure: numbers, values and dates as people read them: decimal comma, units, shares with the count behind them.
 * Depends on target, phrase. Texts are made in the teller's arena, or belong to the model.
 * Figures that nobody wrote are rounded to one decimal, but never so far that they become another figure's, 0 or 100. */
#ifndef TRAAD_FIGURE_H
#define TRAAD_FIGURE_H

#include "phrase.h"
#include "target.h"

/* Who tells: where texts are made, and in what language. */
struct teller {
    struct arena *arena;
    const struct model *model;
    enum language language;
};

/* A number with at most so many decimals: "61,6", "250 000". */
const char *figure_number(const struct teller *teller, double number, int decimals);

/* How many decimals a worked-out number needs so that it is not taken for `other`; at least 1. */
int figure_decimals(double number, double other);

/* A number in a unit: "62 %", "118 dager", "3 prosentpoeng". */
const char *figure_amount(const struct teller *teller, double number, const struct amount *unit, int decimals);

/* A date by what it is: "2019", "mars 2019", "2019-06-30", "høst 2023", "2018–2020",
 * "2022-04-01–2023-03-31". */
const char *figure_date(const struct teller *teller, const struct date *date);

/* A value as a stage counts it: "62 %", "61,6 % (260 av 422)", "58,8 % (nådd 210 av 357, ukjent 12)"; without a stage, as it
 * stands. And with its date: "62 % (2019-06-30)". */
const char *figure_value(const struct teller *teller, const struct stage *stage, const struct measurement *m);
const char *figure_dated_value(const struct teller *teller, const struct stage *stage, const struct measurement *m);

/* What a stage asks for, as written; NULL when it says nothing. */
const char *figure_condition(const struct teller *teller, const struct stage *stage);

/* A number in the unit that a stage's bound has: "20 %", "118 dager". */
const char *figure_bound(const struct teller *teller, const struct target *target, const struct stage *stage,
                         double number, int decimals);

/* What a stage asks for, and what that comes to where it is a change: "øke med 5 prosentpoeng (altså 67 %)". */
const char *figure_asked(const struct teller *teller, const struct target *target, const struct stage *stage,
                         const struct stage_state *state);

/* How often it is to be measured, as written, else that it is a year. */
const char *figure_cadence(const struct teller *teller, const struct manner *manner);

#endif
