/* table_html.c: a table as a web page of its own: no script, nothing from elsewhere, light and dark as the reader has it.
 * Everything of the plan is escaped; a row's first cell leads to its line. */
#include "markup.h"
#include "render.h"
#include "version.h"

#include <string.h>

static const char STYLE[] =
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.45 system-ui,sans-serif;margin:1.5rem}"
    ".table{overflow-x:auto}"
    ".table+.table{margin-top:1.5rem}"
    "table{border-collapse:collapse}"
    "caption{text-align:start;font-size:1.25rem;font-weight:600;margin-bottom:.5rem}"
    "th,td{padding:.3rem .6rem;text-align:start;vertical-align:top;border-bottom:1px solid #8888}"
    "td{white-space:pre-line}"
    ".n{text-align:end;font-variant-numeric:tabular-nums}"
    "@media print{thead{display:table-header-group}tr{break-inside:avoid}}";

struct html {
    struct writer *writer, scratch;
    const struct table *table;
    const struct render_options *options;
};

static bool is_number(const struct column *column)
{
    return column->type == COLUMN_INTEGER || column->type == COLUMN_NUMBER;
}

static void open_cell(struct html *h, const struct column *column, const char *tag)
{
    writer_format(h->writer, "<%s%s>", tag, is_number(column) ? " class=\"n\"" : "");
}

static void write_head(struct html *h)
{
    writer_text(h->writer, "<thead>\n<tr>");
    for (uint32_t c = 0; c < h->table->column_count; c++) {
        const struct column *column = &h->table->columns[c];
        if (!(column->use & COLUMN_HUMAN))
            continue;
        open_cell(h, column, "th scope=\"col\"");
        markup_text(h->writer, column_title(column, h->table->language));
        writer_text(h->writer, "</th>");
    }
    writer_text(h->writer, "</tr>\n</thead>\n<tbody>\n");
}

static void write_heading(struct html *h, const struct table_row *row, uint32_t columns)
{
    writer_format(h->writer, "<tr><th colspan=\"%u\" scope=\"colgroup\">", columns);
    markup_text(h->writer, row_heading(h->table, row, &h->scratch));
    writer_text(h->writer, "</th></tr>\n");
}

static void write_cell(struct html *h, const struct table_row *row, uint32_t c, bool link)
{
    open_cell(h, &h->table->columns[c], "td");
    const char *text = cell_human(&row->cells[c], h->table->language, &h->scratch);
    link = link && *text;
    if (link) {
        writer_text(h->writer, "<a href=\"");
        render_address(h->writer, h->options, row->file, row->line);
        writer_text(h->writer, "\">");
    }
    markup_text(h->writer, text);
    writer_text(h->writer, link ? "</a></td>" : "</td>");
}

static void write_row(struct html *h, const struct table_row *row)
{
    uint32_t linked = column_linked(h->table, row);
    writer_text(h->writer, "<tr>");
    for (uint32_t c = 0; c < h->table->column_count; c++)
        if (h->table->columns[c].use & COLUMN_HUMAN)
            write_cell(h, row, c, c == linked);
    writer_text(h->writer, "</tr>\n");
}

static void write_below(struct html *h)
{
    for (uint32_t i = 0; i < h->table->note_count; i++) {
        writer_text(h->writer, "<p>");
        markup_text(h->writer, h->table->notes[i]);
        writer_text(h->writer, "</p>\n");
    }
    for (uint32_t i = 0; i < h->table->summary_count; i++) {
        writer_text(h->writer, i ? "<li>" : "<ul>\n<li>");
        markup_text(h->writer, h->table->summary[i].label);
        writer_format(h->writer, ": %lld</li>\n", (long long)h->table->summary[i].count);
    }
    writer_text(h->writer, h->table->summary_count ? "</ul>\n" : "");
}

static void write_table(struct html *h, const char *caption)
{
    const struct table *table = h->table;
    uint32_t columns = 0;
    for (uint32_t c = 0; c < table->column_count; c++)
        columns += (table->columns[c].use & COLUMN_HUMAN) != 0;
    writer_text(h->writer, "<div class=\"table\" tabindex=\"0\">\n<table>\n<caption>");
    markup_text(h->writer, caption);
    writer_text(h->writer, "</caption>\n");
    write_head(h);
    for (uint32_t r = 0; r < table->row_count; r++)
        if (table->rows[r].heading)
            write_heading(h, &table->rows[r], columns);
        else
            write_row(h, &table->rows[r]);
    writer_text(h->writer, "</tbody>\n</table>\n</div>\n");
}

/* Parts are tables of their own below a title that they share. */
static void write_parts(struct html *h, const char *title)
{
    const struct table *whole = h->table;
    writer_text(h->writer, "<h1>");
    markup_text(h->writer, title);
    writer_text(h->writer, "</h1>\n");
    for (; h->table; h->table = h->table->next)
        write_table(h, h->table->part);
    h->table = whole;
}

void table_html(struct writer *writer, const struct table *table, const struct render_options *options)
{
    static const char *const languages[LANGUAGE_COUNT] = {"nb", "nn", "en"};
    struct html h = {.writer = writer, .table = table, .options = options};
    const char *title = table->caption ? table->caption : options->name ? options->name : table->report;
    writer_format(writer, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                  languages[table->language]);
    writer_text(writer, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    markup_text(writer, title);
    writer_format(writer, "</title>\n<meta name=\"generator\" content=\"traad %s\">\n<style>", TRAAD_VERSION);
    writer_text(writer, STYLE);
    writer_text(writer, "</style>\n</head>\n<body>\n<main>\n");
    if (table->part)
        write_parts(&h, title);
    else
        write_table(&h, title);
    write_below(&h);
    writer_text(writer, "</main>\n</body>\n</html>\n");
    writer_free(&h.scratch);
}
