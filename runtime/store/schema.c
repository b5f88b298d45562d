#include "schema.h"

#include "reading.h"

#include <string.h>

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

/* ---- where identities lead ---------------------------------------------------------------------------------------- */

static const struct {
    const char *column;
    enum schema_number leads_to;
} REFERENCES[] = {
#define REFERENCE(column, table) {#column, SCHEMA_##table},
#include "reference.def"
#undef REFERENCE
};

enum schema_number schema_leads_to(enum schema_number number, uint32_t column)
{
    const struct schema_column *at = &TABLES[number].columns[column];
    if (at->type != SCHEMA_REFERENCE)
        return SCHEMA_COUNT;
    if (at->key == KEY_ID) /* what is declared has a row under its identity; stages and occurrences are not declared */
        return at->get == get_identity && number != SCHEMA_DECLARATION ? SCHEMA_DECLARATION : SCHEMA_COUNT;
    for (size_t i = 0; i < sizeof REFERENCES / sizeof *REFERENCES; i++)
        if (strcmp(REFERENCES[i].column, at->name) == 0)
            return REFERENCES[i].leads_to;
    return at->key == KEY_SUBJECT ? SCHEMA_DECLARATION : SCHEMA_COUNT;
}

uint32_t schema_plan_column(enum schema_number number)
{
    uint32_t column = 0, width = schema_width(number);
    while (column < width && strcmp(TABLES[number].columns[column].name, "plan_id") != 0)
        column++;
    return column < width ? column : 0; /* plans and libraries are their own */
}

const char *schema_type_name(enum schema_type type)
{
    static const char *const names[] = {"text", "integer", "number", "boolean", "date", "identity"};
    return names[type];
}
