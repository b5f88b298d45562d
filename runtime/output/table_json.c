/* table_json.c: a table for programs (cli.md): every key of every row, identities with their titles beside them. */
#include "json.h"
#include "render.h"
#include "version.h"

static void write_cell(struct json *json, const struct cell *cell)
{
    char date[16];
    switch (cell->type) {
    case CELL_NULL: json_put_null(json); break;
    case CELL_TEXT: json_put_string(json, cell->text); break;
    case CELL_INTEGER: json_put_integer(json, cell->integer); break;
    case CELL_NUMBER: json_put_number(json, cell->number); break;
    case CELL_BOOLEAN: json_put_boolean(json, cell->boolean); break;
    case CELL_DATE:
        date_format_iso(cell->date, date);
        json_put_string(json, *date ? date : NULL);
        break;
    case CELL_LIST:
        json_begin_array(json, JSON_ONE_LINE);
        for (uint32_t i = 0; i < cell->count; i++)
            json_put_string(json, cell->items[i].text);
        json_end(json);
        break;
    }
}

static void write_columns(struct json *json, const struct table *table)
{
    static const char *const types[] = {"text", "integer", "number", "date", "boolean", "reference", "list"};
    json_key(json, "columns");
    json_begin_array(json, JSON_LINES);
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *column = &table->columns[c];
        if (!(column->use & COLUMN_MACHINE))
            continue;
        json_begin_object(json, JSON_ONE_LINE);
        json_key(json, "name");
        json_put_string(json, column->name);
        json_key(json, "title");
        json_put_string(json, column_title(column, table->language));
        json_key(json, "type");
        json_put_string(json, types[column->type]);
        json_end(json);
    }
    json_end(json);
}

static void write_rows(struct json *json, const struct table *table)
{
    json_key(json, "rows");
    json_begin_array(json, JSON_LINES);
    for (uint32_t r = 0; r < table->row_count; r++) {
        if (table->rows[r].heading)
            continue;
        json_begin_object(json, JSON_ONE_LINE);
        for (uint32_t c = 0; c < table->column_count; c++)
            if (table->columns[c].use & COLUMN_MACHINE) {
                const struct cell *cell = &table->rows[r].cells[c];
                json_key(json, table->columns[c].name);
                if (cell->type == CELL_NULL && table->columns[c].type == COLUMN_LIST)
                    write_cell(json, &(struct cell){.type = CELL_LIST}); /* lists are arrays, also empty ones */
                else
                    write_cell(json, cell);
            }
        json_end(json);
    }
    json_end(json);
}

void table_json(struct writer *writer, const struct table *table, const struct render_options *options)
{
    (void)options;
    struct json json = {.writer = writer};
    char as_of[16];
    date_format_iso(table->as_of, as_of);
    json_begin_object(&json, JSON_LINES);
    json_key(&json, "format_version");
    json_put_string(&json, JSON_FORMAT_VERSION);
    json_key(&json, "report");
    json_put_string(&json, table->report);
    json_key(&json, "as_of");
    json_put_string(&json, as_of);
    if (table->summary_count) {
        json_key(&json, "summary");
        json_begin_object(&json, JSON_ONE_LINE);
        for (uint32_t i = 0; i < table->summary_count; i++) {
            json_key(&json, table->summary[i].name);
            json_put_integer(&json, table->summary[i].count);
        }
        json_end(&json);
    }
    write_columns(&json, table);
    write_rows(&json, table);
    json_key(&json, "titles");
    json_begin_object(&json, JSON_LINES);
    for (uint32_t i = 0; i < table->title_count; i++) {
        json_key(&json, table->titles[i].identity);
        json_put_string(&json, table->titles[i].title);
    }
    json_end(&json);
    json_end(&json);
}
