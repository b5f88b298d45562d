/* question.h: a question while it is answered, and how its answers become cells. Depends on cells and rule's programs; what it makes
 * lives in the table's arena. */
#ifndef TRAAD_QUESTION_H
#define TRAAD_QUESTION_H

#include "cells.h"
#include "compile.h"
#include "run.h"

enum { MOST_COLUMNS = 64, FIXED_COLUMNS = 4 };

/* A column that `vis` asks for. */
struct shown {
    struct program program;
    uint32_t column; /* of the table; a date's precision stands behind it */
};

struct question {
    struct filling filling;
    struct expression expression;
    struct compiler compiler;
    struct ground ground;
    struct runner runner;
    struct column columns[FIXED_COLUMNS + 2 * MOST_COLUMNS];
    uint32_t column_count;
    struct shown shown[MOST_COLUMNS];
    uint32_t shown_count;
    struct items things; /* the rows */
};

/* A name in small letters, as machines have it. */
const char *question_lower(struct arena *arena, const char *name);

/* Whether there is anything of it to show. */
bool question_shows(const struct item *item);

/* One item as machines have it: an identity, or a word. THING: its type is a declaration's, though it may be only a string. */
struct cell question_item_cell(struct question *q, const struct item *item, uint32_t unit, bool thing);

/* One answer as the type of its column asks; `*precision` is set for dates. */
struct cell question_result_cell(struct question *q, const struct program *program, const struct result *result,
                                 uint32_t unit, struct cell *precision);

#endif
