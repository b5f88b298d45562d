/* say: what a program gives, in words for people: titles joined by commas and `og`, numbers with decimal comma, dates.
 * Depends on run. Texts live in the arena given. */
#ifndef TRAAD_SAY_H
#define TRAAD_SAY_H

#include "run.h"

/* A result in words; what is not known is "?", an empty list "ingen". The runner's items must still be those of the result. */
const char *say_result(const struct runner *runner, struct arena *arena, const struct result *result,
                       enum language language);

/* One item: a title, a word, a number, a date. */
const char *say_item(const struct runner *runner, struct arena *arena, const struct item *item, enum language language);

const char *say_number(struct arena *arena, double number, enum syntax_unit unit, enum language language);

/* Things in words, the first few of them: `Gangvei, Kurs, Turlag og 4 til`. */
const char *say_examples(const struct runner *runner, struct arena *arena, const struct items *items,
                         enum language language);

#endif
