#include "tables.h"

#include "schema.h"

/* How a column finds its rows. */
static const char *key_words(enum schema_key key)
{
    switch (key) {
    case KEY_ID: return "key";
    case KEY_SUBJECT:
    case KEY_PLAN:
    case KEY_INDEX: return "indexed";
    default: return "";
    }
}

static void write_table(struct writer *writer, const struct schema_table *table)
{
    writer_format(writer, "\n### %s\n\n%s\n\n| column | type | | |\n| --- | --- | --- | --- |\n", table->name,
                  table->doc);
    for (uint32_t i = 0; i < schema_width(table->number); i++) {
        const struct schema_column *column = &table->columns[i];
        enum schema_number leads_to = schema_leads_to(table->number, i);
        const char *key = key_words(column->key);
        writer_format(writer, "| `%s` | %s | %s", column->name, schema_type_name(column->type), key);
        if (leads_to != SCHEMA_COUNT)
            writer_format(writer, "%s→ `%s`", *key ? " " : "", schema_table(leads_to)->name);
        writer_format(writer, " | %s |\n", column->doc);
    }
}

void tables_write(struct writer *writer)
{
    for (int number = 0; number < SCHEMA_COUNT; number++)
        write_table(writer, schema_table((enum schema_number)number));
}
