/* tables: the tables that SQL reads, with all their columns, as Markdown: docs/sql.md is printed by it.
 * Depends on schema, writer. Owns nothing. */
#ifndef TRAAD_TABLES_H
#define TRAAD_TABLES_H

#include "writer.h"

void tables_write(struct writer *writer);

#endif
