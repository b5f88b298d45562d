/* verdict: the answers about time: the class of a dated thing, the state of a stage and the reason for it, with their words.
 * Depends on class.def, state.def and reason.def; all tables are constant. */
#ifndef TRAAD_VERDICT_H
#define TRAAD_VERDICT_H

#include "lexicon.h"

enum time_class {
    CLASS_NONE,
#define CLASS(id, ...) CLASS_##id,
#include "class.def"
#undef CLASS
    CLASS_COUNT
};

enum target_state {
    STATE_NONE,
#define STATE(id, ...) STATE_##id,
#include "state.def"
#undef STATE
    STATE_COUNT
};

enum reason {
    REASON_NONE,
#define REASON(id, ...) REASON_##id,
#include "reason.def"
#undef REASON
    REASON_COUNT
};

/* A row of one of the tables: its name for machines, its words for people. Of NONE: no name, empty words. */
struct verdict_row {
    const char *name;
    const char *words[LANGUAGE_COUNT];
};

const struct verdict_row *class_row(enum time_class class);
const struct verdict_row *state_row(enum target_state state);
const struct verdict_row *reason_row(enum reason reason);

#endif
