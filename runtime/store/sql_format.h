/* sql_format: `printf` and `format` of SQL, bounded. Depends on SQLite alone; what it keeps is let go with the database. */
#ifndef TRAAD_SQL_FORMAT_H
#define TRAAD_SQL_FORMAT_H

struct sqlite3;

/* Puts bounded ones in place of the database's own. Returns SQLite's code. */
int sql_format_register(struct sqlite3 *database);

#endif
