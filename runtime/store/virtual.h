/* virtual: the tables of the store as SQLite's virtual tables, read in place, only for reading. Internal to store/.
 * Depends on store and SQLite. Every table is there under its own name in every schema of the connection. */
#ifndef TRAAD_VIRTUAL_H
#define TRAAD_VIRTUAL_H

#include "store.h"

#include <sqlite3.h>

/* Makes all tables known to a connection. The store must outlive it. Returns SQLite's result code. */
int virtual_register(sqlite3 *database, struct store *store);

/* How a type is declared, so that a result's column that is a table's own column tells what it is. */
extern const char *const VIRTUAL_TYPES[];

#endif
