/* phrase: what the reports say in sentences, in three languages, from one table (phrase.def).
 * Depends on verdict, arena. The sentences are made in the caller's arena. */
#ifndef TRAAD_PHRASE_H
#define TRAAD_PHRASE_H

#include "arena.h"
#include "verdict.h"

enum phrase {
#define PHRASE(id, ...) PHRASE_##id,
#define TOLD(id, ...)
#include "phrase.def"
#undef PHRASE
#undef TOLD
    PHRASE_COUNT
};

/* A phrase with {0}, {1} and {2} set in; those it does not have may be NULL. */
const char *phrase(struct arena *arena, enum phrase id, enum language language, const char *first, const char *second,
                   const char *third);

/* The sentence of a reason with its figures: the value that decided, what the stage asks for, and what else the reason
 * speaks of (the line, the cadence, the baseline). Where a figure is missing, the reason's plain words. */
const char *phrase_reason(struct arena *arena, enum reason reason, enum language language, const char *value,
                          const char *condition, const char *other);

/* Any template of this house, with {0}, {1} and {2} set in; those it does not have may be NULL. */
const char *phrase_fill(struct arena *arena, const char *template, const char *first, const char *second,
                        const char *third);

#endif
