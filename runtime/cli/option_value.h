/* option_value: what stands behind an option: read, and held against what its row of option.def takes.
 * Depends on options. Texts point into the values, or into the arena given. */
#ifndef TRAAD_OPTION_VALUE_H
#define TRAAD_OPTION_VALUE_H

#include "options.h"

/* Why a value will not do: a text, and what it names. */
struct value_fault {
    enum text text;
    const char *first, *second;
};

/* True when an option takes the value. Otherwise `fault` says why not. */
bool option_value_fits(const struct option_row *row, const char *value, struct arena *arena, struct value_fault *fault);

#endif
