/* change: what has become of something between two versions of the plans, as values, with the sentences of change.def.
 * Depends on lexicon, table. The texts belong to whoever makes the change; the list owns its array (array_free). */
#ifndef TRAAD_CHANGE_H
#define TRAAD_CHANGE_H

#include "model.h"

enum change_kind {
#define CHANGE(id, ...) CHANGE_##id,
#include "change.def"
#undef CHANGE
    CHANGE_COUNT
};

/* What a change does to what was promised. In the order that people are told in. */
enum weight { WEAKENED, STRENGTHENED, NEUTRAL, WEIGHT_COUNT };

/* One form for machines, one for people. */
struct telling {
    const char *text, *label; /* text NULL: nothing */
};

struct change {
    enum change_kind kind;
    enum weight weight;
    uint32_t before, after; /* what has changed, as the old and the new model know it; 0 where it is not */
    uint32_t stage;         /* of a target's stage: its number, else 0 */
    const char *field;      /* the property or role, in English; or NULL */
    struct telling old, new;
    const char *about;    /* for people: what {2} stands for; or NULL */
    const char *decision; /* the decision that was stated with it; or NULL */
    struct stated line;   /* where it stands; node 0: at `at` in the file */
    uint32_t at;          /* bytes */
    bool in_old;          /* `line` is of the old version */
};

struct changes {
    struct change *data;
    uint32_t count, capacity;
};

/* "deadline_moved" and "weakened": what machines call them. */
const char *change_name(enum change_kind kind);
const char *weight_name(enum weight weight);

/* "Svekket": a heading. */
const char *weight_title(enum weight weight, enum language language);

/* The sentence that follows the name of what has changed, in `arena`. */
const char *change_sentence(struct arena *arena, const struct change *change, enum language language);

#endif
