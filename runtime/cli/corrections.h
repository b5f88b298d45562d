/* corrections: the edits that findings carry and that are safe, none of which touch.
 * Depends on checked, workspace. The list owns its arrays until corrections_free; edits live as long as the findings. */
#ifndef TRAAD_CORRECTIONS_H
#define TRAAD_CORRECTIONS_H

#include "checked.h"

/* One edit of a correction. */
struct edit {
    struct diag_edit edit;
    uint32_t correction;
    bool first; /* of its correction */
};

/* The corrections of one run of the checks. Of two that touch, the later waits for the next run: it has no edits here. */
struct corrections {
    struct edit *edits; /* in the order of files and places */
    uint32_t edit_count, edit_capacity;
    struct fingerprint *of; /* by correction: the finding that it is for */
    uint32_t count, capacity;
};

/* Lists what can be corrected, but for the findings that are barred (NULL: none). */
void corrections_collect(const struct workspace *workspace, const struct checked *checked,
                         const struct symbol_table *barred, struct corrections *list);
void corrections_free(struct corrections *list);

/* How many corrections are made with edits[0 .. count), all those of a file: those that are chosen (NULL: all). */
uint32_t corrections_made(const struct edit *edits, uint32_t count, const bool *chosen);

/* The text of a file, in `arena`, with those of edits[0 .. count) whose corrections are chosen (NULL: all). */
struct replaced corrections_text(struct arena *arena, const struct source *source, const struct edit *edits,
                                 uint32_t count, const bool *chosen);

#endif
