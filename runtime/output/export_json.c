/* export_json.c: the whole model as of a day: an array for each table of schema.def, and the schema of that. Both are made from
 * the same rows, so that they cannot part. */
#include "export.h"
#include "json.h"
#include "store.h"
#include "version.h"

static const char *const LANGUAGES[LANGUAGE_COUNT] = {"nb", "nn", "en"};

static void write_datum(struct json *json, const struct schema_column *column, const struct datum *datum)
{
    switch (datum->type) {
    case DATUM_NULL: json_put_null(json); break;
    case DATUM_TEXT: json_put_text(json, datum->text, datum->length); break;
    case DATUM_INTEGER:
        if (column->type == SCHEMA_BOOLEAN)
            json_put_boolean(json, datum->integer != 0);
        else
            json_put_integer(json, datum->integer);
        break;
    case DATUM_NUMBER: json_put_number(json, datum->number); break;
    }
}

static void write_table(struct json *json, struct store *store, const struct schema_table *table)
{
    struct scan *scan = scan_open(store, table->number);
    uint32_t width = schema_width(table->number);
    json_key(json, table->name);
    json_begin_array(json, JSON_LINES);
    for (scan_all(scan); scan_next(scan);) {
        json_begin_object(json, JSON_ONE_LINE);
        for (uint32_t c = 0; c < width; c++) {
            struct datum datum = scan_get(scan, c);
            json_key(json, table->columns[c].name);
            write_datum(json, &table->columns[c], &datum);
        }
        json_end(json);
    }
    json_end(json);
    scan_close(scan);
}

void export_json(struct writer *writer, const struct export_request *request)
{
    struct json json = {.writer = writer};
    struct store *store = store_open(request->model, request->as_of, request->language);
    json_envelope(&json, request->as_of);
    json_key(&json, "language");
    json_put_string(&json, LANGUAGES[request->language]);
    for (int number = 0; number < SCHEMA_COUNT; number++)
        write_table(&json, store, schema_table((enum schema_number)number));
    json_end(&json);
    store_close(store);
}

/* ---- the schema ---------------------------------------------------------------------------------------------------- */

static void write_pair(struct json *json, const char *key, const char *value)
{
    json_key(json, key);
    json_put_string(json, value);
}

/* "type": ["string", "null"]: what is not stated is null. */
static void write_type(struct json *json, enum schema_type type)
{
    static const char *const types[] = {"string", "integer", "number", "boolean", "string", "string"};
    json_key(json, "type");
    json_begin_array(json, JSON_ONE_LINE);
    json_put_string(json, types[type]);
    json_put_string(json, "null");
    json_end(json);
    if (type == SCHEMA_DATE)
        write_pair(json, "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
}

static void write_row_schema(struct json *json, const struct schema_table *table)
{
    uint32_t width = schema_width(table->number);
    json_key(json, table->name);
    json_begin_object(json, JSON_LINES);
    write_pair(json, "description", table->doc);
    write_pair(json, "type", "object");
    json_key(json, "additionalProperties");
    json_put_boolean(json, false);
    json_key(json, "required");
    json_begin_array(json, JSON_ONE_LINE);
    for (uint32_t c = 0; c < width; c++)
        json_put_string(json, table->columns[c].name);
    json_end(json);
    json_key(json, "properties");
    json_begin_object(json, JSON_LINES);
    for (uint32_t c = 0; c < width; c++) {
        json_key(json, table->columns[c].name);
        json_begin_object(json, JSON_ONE_LINE);
        write_type(json, table->columns[c].type);
        write_pair(json, "description", table->columns[c].doc);
        json_end(json);
    }
    json_end(json);
    json_end(json);
}

static void write_property(struct json *json, const char *name, const char *key, const char *value)
{
    json_key(json, name);
    json_begin_object(json, JSON_ONE_LINE);
    write_pair(json, "type", "string");
    if (key)
        write_pair(json, key, value);
    json_end(json);
}

static void write_top(struct json *json)
{
    static const char *const fixed[] = {"format_version", "tool", "as_of", "language"};
    json_key(json, "required");
    json_begin_array(json, JSON_ONE_LINE);
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        json_put_string(json, fixed[i]);
    for (int number = 0; number < SCHEMA_COUNT; number++)
        json_put_string(json, schema_table((enum schema_number)number)->name);
    json_end(json);
    json_key(json, "properties");
    json_begin_object(json, JSON_LINES);
    write_property(json, "format_version", "const", JSON_FORMAT_VERSION);
    json_key(json, "tool");
    json_begin_object(json, JSON_ONE_LINE);
    write_pair(json, "type", "object");
    json_end(json);
    write_property(json, "as_of", "pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    write_property(json, "language", "pattern", "^(nb|nn|en)$");
    for (int number = 0; number < SCHEMA_COUNT; number++) {
        struct writer reference = {0};
        json_key(json, schema_table((enum schema_number)number)->name);
        json_begin_object(json, JSON_ONE_LINE);
        write_pair(json, "type", "array");
        json_key(json, "items");
        json_begin_object(json, JSON_ONE_LINE);
        writer_format(&reference, "#/$defs/%s", schema_table((enum schema_number)number)->name);
        write_pair(json, "$ref", writer_string(&reference));
        json_end(json);
        json_end(json);
        writer_free(&reference);
    }
    json_end(json);
}

void export_schema(struct writer *writer)
{
    struct json json = {.writer = writer};
    json_begin_object(&json, JSON_LINES);
    write_pair(&json, "$schema", "https://json-schema.org/draft/2020-12/schema");
    write_pair(&json, "title", "traad export json");
    write_pair(&json, "description",
               "Public-health plans as of a day: an array for each table of docs/sql.md. New members may be added.");
    write_pair(&json, "type", "object");
    write_top(&json);
    json_key(&json, "$defs");
    json_begin_object(&json, JSON_LINES);
    for (int number = 0; number < SCHEMA_COUNT; number++)
        write_row_schema(&json, schema_table((enum schema_number)number));
    json_end(&json);
    json_end(&json);
}
