/* query.c: the answer to a question in SQL as a table. A column is of its table's type, or of what its values are. */
#include "report.h"

#include <string.h>

struct answer {
    const struct report_request *request;
    struct store *store;
    struct table *table;
    struct column *columns; /* the table's, while they are made */
    bool *typed;
};

/* `id`, or `id_2` where there is one already: the keys of an object are all different. */
static const char *unused_name(const struct answer *answer, const char *name, uint32_t before)
{
    const char *tried = name;
    for (uint32_t number = 2, i = 0; i < before; i++)
        if (strcmp(answer->columns[i].name, tried) == 0) {
            tried = arena_format(answer->table->arena, "%s_%u", name, number++);
            i = UINT32_MAX; /* once more, from the first */
        }
    return tried;
}

static enum column_type type_of(enum schema_type type)
{
    switch (type) {
    case SCHEMA_INTEGER:
    case SCHEMA_BOOLEAN: return COLUMN_INTEGER;
    case SCHEMA_NUMBER: return COLUMN_NUMBER;
    case SCHEMA_DATE: return COLUMN_DATE;
    case SCHEMA_REFERENCE: return COLUMN_REFERENCE;
    default: return COLUMN_TEXT;
    }
}

static void take_columns(void *context, const struct sql_column *columns, uint32_t count)
{
    struct answer *answer = context;
    struct arena *arena = answer->table->arena;
    answer->columns = arena_alloc(arena, (count + 1) * sizeof *answer->columns);
    answer->typed = arena_alloc(arena, count + 1);
    for (uint32_t i = 0; i < count; i++) {
        const char *name = unused_name(answer, columns[i].name, i);
        answer->typed[i] = columns[i].typed;
        answer->columns[i] = (struct column){
            name, {name, name, name}, columns[i].typed ? type_of(columns[i].type) : COLUMN_TEXT, COLUMN_BOTH};
    }
    answer->table->columns = answer->columns;
    answer->table->column_count = count;
}

/* A text may hold NUL, which would end it early. */
static const char *kept_text(struct arena *arena, const struct datum *value)
{
    static const char shown[] = "\xE2\x90\x80"; /* U+2400, the picture of NUL */
    uint32_t zeros = 0, count = 0;
    for (uint32_t i = 0; i < value->length; i++)
        zeros += value->text[i] == '\0';
    if (!zeros)
        return arena_copy(arena, value->text, value->length);
    char *text = arena_alloc(arena, value->length + 2 * (size_t)zeros + 1);
    for (uint32_t i = 0; i < value->length; i++)
        if (value->text[i]) {
            text[count++] = value->text[i];
        } else {
            memcpy(text + count, shown, 3);
            count += 3;
        }
    return text;
}

static struct cell text_cell(struct answer *answer, const struct datum *value, enum column_type type)
{
    struct arena *arena = answer->table->arena;
    const char *text = kept_text(arena, value);
    struct date date;
    if (type == COLUMN_DATE && value->length == 10 && date_parse_iso(text, 10, &date))
        return cell_date(date.last, NULL);
    const char *title = type == COLUMN_REFERENCE ? store_title(answer->store, arena, text) : NULL;
    if (title)
        table_name(answer->table, text, title);
    return cell_text(text);
}

static void take_row(void *context, const struct datum *values, uint32_t count)
{
    struct answer *answer = context;
    struct cell *cells = table_add_row(answer->table)->cells;
    for (uint32_t i = 0; i < count; i++)
        switch (values[i].type) {
        case DATUM_NULL: break;
        case DATUM_INTEGER: cells[i] = cell_integer(values[i].integer); break;
        case DATUM_NUMBER: cells[i] = cell_number(values[i].number); break;
        case DATUM_TEXT: cells[i] = text_cell(answer, &values[i], answer->columns[i].type); break;
        }
}

/* The type of a column that was worked out: what all its values are. */
static enum column_type common_type(const struct table *table, uint32_t column)
{
    bool integers = false, numbers = false;
    for (uint32_t r = 0; r < table->row_count; r++)
        switch (table->rows[r].cells[column].type) {
        case CELL_NULL: break;
        case CELL_INTEGER: integers = true; break;
        case CELL_NUMBER: numbers = true; break;
        default: return COLUMN_TEXT;
        }
    return numbers ? COLUMN_NUMBER : integers ? COLUMN_INTEGER : COLUMN_TEXT;
}

static bool is_time_over(void *context)
{
    const struct report_request *request = ((struct answer *)context)->request;
    return request->stop && request->stop(request->stop_context);
}

enum report_result report_query(const struct report_request *request, struct table *table)
{
    struct answer answer = {
        .request = request, .store = store_open(request->model, request->as_of, request->language), .table = table};
    struct sql_reader reader = {&answer, take_columns, take_row, is_time_over};
    table->report = "query";
    table->as_of = request->as_of;
    table->language = request->language;
    *request->failure = sql_ask(answer.store, table->arena, request->sql, &reader);
    for (uint32_t i = 0; i < table->column_count; i++)
        if (!answer.typed[i])
            answer.columns[i].type = common_type(table, i);
    table_finish(table);
    store_close(answer.store);
    return request->failure->error ? REPORT_REFUSED : REPORT_DONE;
}
