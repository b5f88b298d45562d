/* literal: what a cell of a data file says: a number, a date, or that the value is not available.
 * Depends on date. Pure functions over bytes; blanks around a cell are trimmed by the caller. */
#ifndef TRAAD_LITERAL_H
#define TRAAD_LITERAL_H

#include "date.h"

enum literal_state { LITERAL_GOOD, LITERAL_MISSING, LITERAL_BAD };

struct literal_number {
    double number;
    bool percent, word; /* `62 %`; `ja` */
};

/* `62`, `62,5`, `-1.5`, `250 000`, `62 %`, `1e3`; yes and no words as 1 and 0. */
enum literal_state literal_number(const char *text, uint32_t length, struct literal_number *number);

/* `2020`, `2020-05`, `2020-05-30`, `30.5.2020`, `2018_2020`, `2018–2020`, `2020/2021`, `2020M05`, `2020K2`, `2020Q2`, `2020H1`,
 * `2020T1`, `2020U12`, `2020W12`, `mai 2020`, `30. mai 2020`. */
enum literal_state literal_date(const char *text, uint32_t length, struct date *date);

/* Empty, `.`, `..`, `...`, `:`, `-`, `–`, `*`, `NA`, `n/a`, `null`, `<5`: suppressed or not available. */
bool literal_is_missing(const char *text, uint32_t length);

/* Moves the ends of a text past blanks, no-break ones too. */
void literal_trim(const char **text, uint32_t *length);

#endif
