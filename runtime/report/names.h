/* names: a list of declarations in one cell: each once for machines, and for people as many as there is room for.
 * Depends on cells. Between names_begin and names_end it owns a table of names; the cell lives in the table's arena. */
#ifndef TRAAD_NAMES_H
#define TRAAD_NAMES_H

#include "cells.h"
#include "symbol.h"

struct names {
    struct filling *filling;
    struct symbol_table known; /* identities */
    struct cell *data;
    uint32_t count, capacity, left_out;
    const char *label;
};

void names_begin(struct names *names, struct filling *filling);

/* Adds a cell with an identity, unless it is there. */
void names_add(struct names *names, struct cell cell);

/* Adds words for people alone; `said` is how many names they have been told already. */
void names_say(struct names *names, uint32_t said, const char *words);

struct cell names_end(struct names *names);

#endif
