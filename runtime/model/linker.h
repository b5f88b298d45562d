/* linker: what the files that resolve one unit's references share. Internal to model/. Depends on model, scope.
 * One thread works on one unit; the struct owns nothing. */
#ifndef TRAAD_LINKER_H
#define TRAAD_LINKER_H

#include "link.h"
#include "scope.h"

/* Searches for the nearest name in one unit, so many at most: what is asked beyond them gets none. Answers are kept by the hash of
 * what was asked, since a word that is in no list seldom stands there once. */
enum { MOST_SUGGESTIONS = 200, KEPT_SUGGESTIONS = 64 };

struct suggestion {
    const char *text; /* of a source; NULL: nothing is kept here */
    uint32_t length, kinds;
    const char *nearest; /* or NULL */
    bool sure;
};

struct linker {
    struct model *model;
    struct unit *unit;
    uint32_t number; /* of the unit */
    uint32_t suggestions;
    struct suggestion kept[KEPT_SUGGESTIONS];
};

/* linker.c: notes that something refers to an entity. */
void linker_mark_used(struct linker *l, uint32_t entity);

/* double_names.c: each id against the first of its kind; short names against other actors'. One report an entity. */
void linker_check_names(struct linker *l);

/* unresolved.c: reports a reference that was not resolved, with what it may have been meant to say. */
void linker_report(struct linker *l, enum resolution resolution, uint32_t file, const struct value *value,
                   uint32_t kinds, enum property property, uint32_t entity, uint32_t found, uint32_t other);

/* unresolved.c: the name of some kinds that is nearest to what is written, or NULL; `sure`: it cannot have been meant otherwise. */
const char *linker_suggest(struct linker *l, const char *text, uint32_t length, uint32_t kinds, bool *sure);

/* linker.c: a declaration in words: `tiltak «Skolemat»`. */
struct diag_argument linker_in_words(struct linker *l, uint32_t entity);

#endif
