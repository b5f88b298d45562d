#include "render.h"

#include "text.h"

#include <string.h>

static const struct {
    const char *name;
    render_function *render;
    bool machine;
} RENDERERS[] = {
    {"text", table_text, false},
    {"md", table_md, false},
    {"csv", table_csv, true},
    {"json", table_json, true},
};

render_function *render_find(const char *name, bool *machine)
{
    for (size_t i = 0; i < sizeof RENDERERS / sizeof *RENDERERS; i++)
        if (strcmp(name, RENDERERS[i].name) == 0) {
            *machine = RENDERERS[i].machine;
            return RENDERERS[i].render;
        }
    return NULL;
}

const char *column_title(const struct column *column, enum language language)
{
    const char *title = column->title[language];
    return title && *title ? title : column->name;
}

static void write_date(struct writer *writer, day_number date)
{
    char text[16];
    date_format_iso(date, text);
    writer_text(writer, text);
}

/* The decimal comma of Norwegian. */
static void write_human_number(struct writer *writer, double number, enum language language)
{
    uint32_t start = writer->count;
    writer_number(writer, number);
    for (uint32_t i = start; i < writer->count && language != LANGUAGE_EN; i++)
        if (writer->data[i] == '.')
            writer->data[i] = ',';
}

static void write_list(struct writer *writer, const struct cell *cell, const char *separator, bool human)
{
    for (uint32_t i = 0; i < cell->count; i++) {
        const struct cell *item = &cell->items[i];
        const char *text = human && item->label ? item->label : item->text;
        writer_text(writer, i ? separator : "");
        writer_text(writer, text ? text : "");
    }
}

const char *cell_human(const struct cell *cell, enum language language, struct writer *scratch)
{
    if (cell->label)
        return cell->label;
    scratch->count = 0;
    switch (cell->type) {
    case CELL_NUMBER: write_human_number(scratch, cell->number, language); break;
    case CELL_BOOLEAN: writer_text(scratch, text_of(cell->boolean ? TEXT_YES : TEXT_NO, language)); break;
    case CELL_LIST: write_list(scratch, cell, ", ", true); break;
    default: return cell_machine(cell, scratch);
    }
    return writer_string(scratch);
}

const char *cell_machine(const struct cell *cell, struct writer *scratch)
{
    scratch->count = 0;
    switch (cell->type) {
    case CELL_NULL: return "";
    case CELL_TEXT: return cell->text;
    case CELL_INTEGER: writer_integer(scratch, cell->integer); break;
    case CELL_NUMBER: writer_number(scratch, cell->number); break;
    case CELL_DATE: write_date(scratch, cell->date); break;
    case CELL_BOOLEAN: writer_text(scratch, cell->boolean ? "true" : "false"); break;
    case CELL_LIST: write_list(scratch, cell, "; ", false); break;
    }
    return writer_string(scratch);
}

const char *row_heading(const struct table *table, const struct table_row *row, struct writer *scratch)
{
    for (uint32_t c = 0; c < table->column_count; c++) {
        const char *text = table->columns[c].use & COLUMN_HUMAN ? cell_human(&row->cells[c], table->language, scratch)
                                                                : "";
        if (*text)
            return text;
    }
    return "";
}
