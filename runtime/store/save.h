/* save: the tables of the store copied into an SQLite file of their own, with keys, references and indexes.
 * Depends on store; SQLite stays behind it. Owns nothing: the file is the caller's, and must be empty.
 * The same store gives the same bytes. */
#ifndef TRAAD_SAVE_H
#define TRAAD_SAVE_H

#include "store.h"

/* Told now and then which table is being written: `number` of SCHEMA_COUNT. */
typedef void save_progress(void *context, enum schema_number number);

/* Fills the empty file at `path`. Returns 0, or the errno of what failed; the file is then of no use. */
int store_save(struct store *store, const char *path, save_progress *progress, void *context);

#endif
