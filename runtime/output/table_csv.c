/* table_csv.c: a table for spreadsheets (RFC 4180): commas, UTF-8, CRLF, the machine's form of every cell.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). In the dialect of a
 * Norwegian Excel the fields are parted by semicolons, numbers have a decimal comma, a byte order mark says that it is
 * UTF-8, and a text that Excel would read as a number or a date ("2.3" as the second of March) gets the apostrophe too. */
#include "glyph.h"
#include "render.h"

#include <string.h>

struct csv {
    struct writer *writer, scratch;
    bool excel, first;
};

/* 2026-05-30: a day that is to be read as one. */
static bool is_day(const char *text)
{
    static const char form[] = "0000-00-00";
    size_t at = 0;
    while (form[at] && (form[at] == '-' ? text[at] == '-' : text[at] >= '0' && text[at] <= '9'))
        at++;
    return !form[at] && !text[at];
}

/* Digits with what parts numbers and dates between them: 2.3, 2020-2024, 1/2. */
static bool looks_like_number(const char *text)
{
    size_t length = strlen(text);
    return strspn(text, "0123456789.,-/: ") == length && strspn(text, "0123456789") > 0 && !is_day(text);
}

static void write_quoted(struct csv *csv, const char *text, bool marked)
{
    writer_text(csv->writer, csv->first ? "" : csv->excel ? ";" : ",");
    csv->first = false;
    bool quoted = text[strcspn(text, csv->excel ? ";,\"\r\n" : ",\"\r\n")] != '\0';
    if (quoted)
        writer_char(csv->writer, '"');
    if (marked)
        writer_char(csv->writer, '\'');
    for (const char *at = text; *at;) {
        size_t run = strcspn(at, "\"");
        glyph_lines(csv->writer, at, run);
        at += run;
        if (*at == '"') {
            writer_text(csv->writer, "\"\"");
            at++;
        }
    }
    if (quoted)
        writer_char(csv->writer, '"');
}

static void write_text(struct csv *csv, const char *text)
{
    write_quoted(csv, text, text_is_formula(text) || (csv->excel && looks_like_number(text)));
}

static void write_cell(struct csv *csv, const struct cell *cell)
{
    const char *text = cell_machine(cell, &csv->scratch);
    if (cell->type == CELL_NUMBER && csv->excel) {
        char *point = strchr(csv->scratch.data, '.');
        if (point)
            *point = ',';
    }
    if (cell->type == CELL_TEXT || cell->type == CELL_LIST)
        write_text(csv, text);
    else
        write_quoted(csv, text, false);
}

static void end_row(struct csv *csv)
{
    writer_text(csv->writer, "\r\n");
    csv->first = true;
}

void table_csv(struct writer *writer, const struct table *table, const struct render_options *options)
{
    struct csv csv = {.writer = writer, .excel = options->excel, .first = true};
    writer_text(writer, options->excel ? "\xEF\xBB\xBF" : "");
    for (uint32_t c = 0; c < table->column_count; c++)
        if (table->columns[c].use & COLUMN_MACHINE)
            write_text(&csv,
                       options->titles ? column_title(&table->columns[c], table->language) : table->columns[c].name);
    end_row(&csv);
    for (uint32_t r = 0; r < table->row_count; r++) {
        if (table->rows[r].heading)
            continue;
        for (uint32_t c = 0; c < table->column_count; c++)
            if (table->columns[c].use & COLUMN_MACHINE)
                write_cell(&csv, &table->rows[r].cells[c]);
        end_row(&csv);
    }
    writer_free(&csv.scratch);
}
