/* history: what has become of one promise, commit by commit, as a table. It is told from the newest commit to the oldest, as
 * git is read, and shown the other way.
 * Depends on diff. The history owns its rows until history_end; texts live in the table's arena. */
#ifndef TRAAD_HISTORY_H
#define TRAAD_HISTORY_H

#include "diff.h"

/* Who changed something, and when. */
struct commit_told {
    const char *id, *author, *subject;
    day_number day; /* as the author's clock showed it */
};

struct history_row;

struct history {
    struct table *table;
    struct history_row *rows;
    uint32_t count, capacity;
    uint32_t commits; /* told of so far */
};

void history_begin(struct history *history, struct table *table, day_number as_of);

/* Tells of a change, in a commit that is older than, or the same as, that of the change before. */
void history_tell(struct history *history, const struct commit_told *commit, struct diff *diff,
                  const struct change *change, uint32_t promise);

/* Where the history was fetched in part: the promise is there already. */
void history_tell_cut(struct history *history, const struct commit_told *commit, struct diff *diff, uint32_t promise);

/* Begins the next, older commit. */
void history_next(struct history *history);

/* Finishes the table, the oldest first; `caption` is what the promise is called. Frees the rows. */
void history_end(struct history *history, const char *caption, enum language language);

#endif
