/* save: the tables of the store copied into an SQLite file of their own, with keys, references and indexes.
 * Depends on store; SQLite stays behind it. Owns nothing: the file is the caller's, and must be empty.
 * The same store gives the same bytes. */
#ifndef TRAAD_SAVE_H
#define TRAAD_SAVE_H

#include "store.h"

/* Told now and then which table is being written: `number` of SCHEMA_COUNT. */
typedef void save_progress(void *context, enum schema_number number);

/* How it went. When it failed, the file is of no use. */
struct save_result {
    bool saved;
    int error;               /* errno of what failed; 0: the rows of `table` break the tables' own keys */
    const char *table, *why; /* SQLite's words, in the arena */
};

/* Fills the empty file at `path`. */
struct save_result store_save(struct store *store, const char *path, struct arena *arena, save_progress *progress,
                              void *context);

#endif
