#include "schema.h"

#include "reading.h"

/* Where each table's columns begin: the counter only moves on at a column. */
enum {
#define TABLE(id, ...) BEGIN_##id, BEFORE_##id = BEGIN_##id - 1,
#define COLUMN(table, name, ...) AT_##table##_##name,
#include "schema.def"
#undef TABLE
#undef COLUMN
    COLUMNS_END
};

static const uint32_t BEGINS[] = {
#define TABLE(id, ...) BEGIN_##id,
#define COLUMN(...)
#include "schema.def"
#undef TABLE
#undef COLUMN
    COLUMNS_END};

static const struct schema_column COLUMNS[] = {
#define TABLE(...)
#define COLUMN(table, name, type, key, get, argument, doc) {#name, SCHEMA_##type, KEY_##key, get_##get, argument, doc},
#include "schema.def"
#undef TABLE
#undef COLUMN
};

static const struct schema_table TABLES[] = {
#define TABLE(id, name, kinds, rows, argument, doc) \
    {#name, SCHEMA_##id, kinds, rows_##rows, argument, doc, COLUMNS + BEGIN_##id},
#define COLUMN(...)
#include "schema.def"
#undef TABLE
#undef COLUMN
};

const struct schema_table *schema_table(enum schema_number number)
{
    return &TABLES[number];
}

uint32_t schema_width(enum schema_number number)
{
    return BEGINS[number + 1] - BEGINS[number];
}

const char *schema_type_name(enum schema_type type)
{
    static const char *const names[] = {"text", "integer", "number", "boolean", "date", "identity"};
    return names[type];
}
