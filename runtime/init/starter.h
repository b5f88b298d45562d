/* starter: the files that a new plan repository begins with (starter/), with the answers to its questions set in.
 * Depends on lexicon, writer. The texts live in the caller's arena.
 *
 * In a template `@name@` stands for an answer. Where there is no answer its line goes, and where that is the first line, the
 * whole file. What is between other pairs of `@`, and every `@` alone, is text. In a plan an answer is escaped as in a string,
 * in Markdown as text. */
#ifndef TRAAD_STARTER_H
#define TRAAD_STARTER_H

#include "lexicon.h"
#include "placing.h"

struct starter {
    enum language language; /* LANGUAGE_NB or LANGUAGE_NN */
    const char *title;      /* NULL: as the kind of plan says */
    const char *municipality;
    enum term plan_type;
    int year;  /* the first of four */
    int today; /* the year that it is: what was measured was measured before it */
};

/* The files, with `before` ("solvik/") before their names, in an array to be freed with array_free; how many in `*count`. */
struct placed *starter_files(const struct starter *starter, const char *before, struct arena *arena, uint32_t *count);

/* The kinds of plans as a list in words: "temaplan, handlingsplan, …". */
const char *starter_plan_types(struct arena *arena, enum language language);

#endif
