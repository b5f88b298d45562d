/* sql_error: what SQLite says is wrong, as something that can be said in three languages. Internal to store/.
 * Depends on sql, schema, nearest. Texts live in the arena. */
#ifndef TRAAD_SQL_ERROR_H
#define TRAAD_SQL_ERROR_H

#include "sql.h"

/* `message` is SQLite's; `offset` the byte it is about, or -1. */
struct sql_failure sql_error_of(struct arena *arena, const char *question, const char *message, int offset);

/* A failure at a word of the question. */
struct sql_failure sql_error_at(enum sql_error error, struct arena *arena, const char *word, size_t length, int64_t at);

#endif
