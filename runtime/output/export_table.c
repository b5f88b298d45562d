/* export_table.c: a table of schema.def as a table that any renderer takes. */
#include "export.h"
#include "store.h"

static enum column_type type_of(enum schema_type type)
{
    static const enum column_type types[] = {COLUMN_TEXT,    COLUMN_INTEGER, COLUMN_NUMBER,
                                             COLUMN_BOOLEAN, COLUMN_DATE,    COLUMN_REFERENCE};
    return types[type];
}

static struct cell cell_of(struct arena *arena, const struct schema_column *column, const struct datum *datum)
{
    struct date date;
    switch (datum->type) {
    case DATUM_TEXT:
        if (column->type == SCHEMA_DATE && date_parse_iso(datum->text, datum->length, &date))
            return cell_date(date.last, NULL);
        return cell_text(arena_copy(arena, datum->text, datum->length));
    case DATUM_INTEGER:
        return column->type == SCHEMA_BOOLEAN ? cell_boolean(datum->integer != 0) : cell_integer(datum->integer);
    case DATUM_NUMBER: return cell_number(datum->number);
    case DATUM_NULL: break;
    }
    return cell_text(NULL);
}

bool export_table(struct table *table, const struct export_request *request, enum schema_number number)
{
    const struct schema_table *schema = schema_table(number);
    uint32_t width = schema_width(number);
    struct column *columns = arena_alloc(table->arena, width * sizeof *columns);
    for (uint32_t c = 0; c < width; c++)
        columns[c] = (struct column){
            .name = schema->columns[c].name, .type = type_of(schema->columns[c].type), .use = COLUMN_BOTH};
    table->report = schema->name;
    table->as_of = request->as_of;
    table->language = request->language;
    table->columns = columns;
    table->column_count = width;
    struct store *store = store_open(request->model, request->as_of, request->language);
    struct scan *scan = scan_open(store, number);
    bool stopped = false;
    for (scan_all(scan); !stopped && scan_next(scan); stopped = request->stop && request->stop(request->context)) {
        struct table_row *row = table_add_row(table);
        for (uint32_t c = 0; c < width; c++) {
            struct datum datum = scan_get(scan, c);
            row->cells[c] = cell_of(table->arena, &schema->columns[c], &datum);
        }
    }
    scan_close(scan);
    store_close(store);
    table_finish(table);
    return !stopped;
}
