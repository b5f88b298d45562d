/* schema: the tables of schema.def: their columns, keys and meaning, for virtual tables, exports and docs/sql.md.
 * Depends on lexicon, property, schema.def, reference.def. All of it is constant.
 * A new column is one row of schema.def and, where none fits, one function that reads it. */
#ifndef TRAAD_SCHEMA_H
#define TRAAD_SCHEMA_H

#include "property.h"

enum schema_number {
#define TABLE(id, ...) SCHEMA_##id,
#define COLUMN(...)
#include "schema.def"
#undef TABLE
#undef COLUMN
    SCHEMA_COUNT
};

enum schema_type { SCHEMA_TEXT, SCHEMA_INTEGER, SCHEMA_NUMBER, SCHEMA_BOOLEAN, SCHEMA_DATE, SCHEMA_REFERENCE };

/* How rows are found by a column: see schema.def. */
enum schema_key { KEY_NONE, KEY_ID, KEY_SUBJECT, KEY_PLAN, KEY_INDEX };

struct scan;
struct datum;
typedef void schema_rows(struct scan *c, uint32_t subject);
typedef struct datum schema_get(struct scan *c, uint32_t argument);

struct schema_column {
    const char *name;
    enum schema_type type;
    enum schema_key key;
    schema_get *get;
    uint32_t argument;
    const char *doc; /* English, Markdown */
};

struct schema_table {
    const char *name;
    enum schema_number number;
    uint32_t kinds; /* of the declarations that its rows belong to */
    schema_rows *rows;
    uint32_t argument;
    const char *doc;
    const struct schema_column *columns;
};

const struct schema_table *schema_table(enum schema_number number);

/* How many columns a table has. */
uint32_t schema_width(enum schema_number number);

/* The table with a row for each identity that a column may hold: what a foreign key refers to. SCHEMA_COUNT for a column
 * that holds none, and where it may be an actor that is only a string. */
enum schema_number schema_leads_to(enum schema_number number, uint32_t column);

/* The column that says which plan or library a row belongs to. */
uint32_t schema_plan_column(enum schema_number number);

/* "text", "date": what docs/sql.md calls a type. */
const char *schema_type_name(enum schema_type type);

#endif
