#include "changes.h"

#include "text.h"
#include "uri.h"

#include <string.h>

#ifdef WITH_XLSXWRITER
#define XLSX table_xlsx
#else
#define XLSX NULL
#endif

static const struct renderer RENDERERS[] = {
    {.name = "text", .render = table_text},
    {.name = "md", .render = table_md},
    {.name = "csv", .render = table_csv, .machine = true},
    {.name = "json", .render = table_json, .machine = true},
    {.name = "html", .render = table_html},
    {.name = "xlsx", .render = XLSX, .binary = true, .library = "libxlsxwriter"},
    {.name = "github", .render = changes_github},
    {.name = "comment", .render = changes_comment, .online = true},
};

const struct renderer *render_find(const char *name)
{
    for (size_t i = 0; i < sizeof RENDERERS / sizeof *RENDERERS; i++)
        if (strcmp(name, RENDERERS[i].name) == 0)
            return &RENDERERS[i];
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

static bool is_empty(const struct cell *cell)
{
    return cell->type == CELL_NULL || (cell->type == CELL_TEXT && !*(cell->label ? cell->label : cell->text)) ||
           (cell->type == CELL_LIST && !cell->count);
}

uint32_t column_linked(const struct table *table, const struct table_row *row)
{
    uint32_t found = table->column_count;
    for (uint32_t c = table->column_count; c-- > 0 && row->reachable;) {
        const struct column *column = &table->columns[c];
        if (!(column->use & COLUMN_HUMAN) || column->type != COLUMN_TEXT || is_empty(&row->cells[c]))
            continue;
        if (strcmp(column->name, "place") == 0)
            return c;
        if (found == table->column_count || strcmp(table->columns[found].name, "title") != 0)
            found = c;
    }
    return found;
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

/* A number with a sign is no formula: -5, +12,5, -0.3. */
static bool is_plain_number(const char *text)
{
    static const char digits[] = "0123456789";
    text += *text == '+' || *text == '-';
    size_t whole = strspn(text, digits);
    if (whole && (text[whole] == '.' || text[whole] == ','))
        whole += 1 + strspn(text + whole + 1, digits);
    return whole && text[whole] == '\0';
}

bool text_is_formula(const char *text)
{
    static const char *const wide[] = {"＝", "＋", "－", "＠"};
    bool formula = *text && strchr("=+-@\t\r\n", *text) != NULL;
    for (size_t i = 0; i < sizeof wide / sizeof *wide && !formula; i++)
        formula = strncmp(text, wide[i], strlen(wide[i])) == 0;
    return formula && !is_plain_number(text);
}

void render_address(struct writer *writer, const struct render_options *options, const char *file, uint32_t line)
{
    if (options->web)
        writer_text(writer, options->web);
    else if (*file != '/' && options->files)
        uri_path(writer, options->files);
    uri_path(writer, file);
    if (line)
        writer_format(writer, "#L%u", line);
}
