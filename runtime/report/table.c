#include "table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct table_row *table_add_row(struct table *table)
{
    struct table_row row = {.cells = arena_alloc(table->arena, table->column_count * sizeof(struct cell))};
    ARRAY_PUSH(table, rows, row_count, row_capacity, row);
    return &table->rows[table->row_count - 1];
}

struct table *table_add_part(struct table *table)
{
    table->next = arena_alloc(table->arena, sizeof *table->next);
    *table->next = (struct table){
        .report = table->report, .as_of = table->as_of, .language = table->language, .arena = table->arena};
    return table->next;
}

struct cell cell_text(const char *text)
{
    return (struct cell){.type = text ? CELL_TEXT : CELL_NULL, .text = text};
}

struct cell cell_labelled(const char *text, const char *label)
{
    return (struct cell){.type = text ? CELL_TEXT : CELL_NULL, .text = text, .label = label};
}

struct cell cell_integer(int64_t integer)
{
    return (struct cell){.type = CELL_INTEGER, .integer = integer};
}

struct cell cell_number(double number)
{
    return isfinite(number) ? (struct cell){.type = CELL_NUMBER, .number = number} : (struct cell){0};
}

struct cell cell_date(day_number date, const char *label)
{
    return (struct cell){.type = CELL_DATE, .date = date, .label = label};
}

struct cell cell_boolean(bool boolean)
{
    return (struct cell){.type = CELL_BOOLEAN, .boolean = boolean};
}

struct cell cell_list(const struct cell *items, uint32_t count, const char *label)
{
    return (struct cell){.type = CELL_LIST, .label = label, .items = items, .count = count};
}

void table_name(struct table *table, const char *identity, const char *title)
{
    struct table_title entry = {identity, title};
    ARRAY_PUSH(table, titles, title_count, title_capacity, entry);
}

static int by_identity(const void *a, const void *b)
{
    return strcmp(((const struct table_title *)a)->identity, ((const struct table_title *)b)->identity);
}

void table_finish(struct table *table)
{
    uint32_t kept = 0;
    if (table->title_count)
        qsort(table->titles, table->title_count, sizeof *table->titles, by_identity);
    for (uint32_t i = 0; i < table->title_count; i++)
        if (!kept || strcmp(table->titles[kept - 1].identity, table->titles[i].identity) != 0)
            table->titles[kept++] = table->titles[i];
    table->title_count = kept;
}

void table_free(struct table *table)
{
    for (struct table *part = table; part; part = part->next) {
        array_free(part->rows);
        array_free(part->titles);
    }
}
