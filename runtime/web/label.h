/* label: what the pages say to people, in three languages, from one table (label.def).
 * Depends on phrase. Texts are made in the caller's arena; those without {0} are constant. */
#ifndef TRAAD_LABEL_H
#define TRAAD_LABEL_H

#include "date.h"
#include "phrase.h"

enum label {
#define LABEL(id, ...) LABEL_##id,
#include "label.def"
#undef LABEL
    LABEL_COUNT
};

const char *label_of(enum label label, enum language language);

/* A label with {0} and {1} set in. */
const char *label_fill(struct arena *arena, enum label label, enum language language, const char *first,
                       const char *second);

/* A label that counts, `one|many` or `none|one|many`, with {0} the count. */
const char *label_counted(struct arena *arena, enum label label, enum language language, uint64_t count);

/* A day as people read it: "22. november 2026", "22 November 2026". */
const char *label_day(struct arena *arena, day_number day, enum language language);

#endif
