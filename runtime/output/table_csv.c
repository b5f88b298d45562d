/* table_csv.c: a table for spreadsheets (RFC 4180): commas, UTF-8, CRLF, the machine's form of every cell.
 * A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
#include "glyph.h"
#include "render.h"

#include <string.h>

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

static bool could_be_formula(const char *text)
{
    return *text && strchr("=+-@\t\r", *text) && !is_plain_number(text);
}

static void write_field(struct writer *writer, const char *text)
{
    bool formula = could_be_formula(text), quoted = text[strcspn(text, ",\"\r\n")] != '\0';
    if (quoted)
        writer_char(writer, '"');
    if (formula)
        writer_char(writer, '\'');
    for (const char *at = text; *at;) {
        size_t run = strcspn(at, "\"");
        glyph_lines(writer, at, run);
        at += run;
        if (*at == '"') {
            writer_text(writer, "\"\"");
            at++;
        }
    }
    if (quoted)
        writer_char(writer, '"');
}

void table_csv(struct writer *writer, const struct table *table, const struct render_options *options)
{
    struct writer scratch = {0};
    bool first = true;
    for (uint32_t c = 0; c < table->column_count; c++) {
        const struct column *column = &table->columns[c];
        if (!(column->use & COLUMN_MACHINE))
            continue;
        writer_text(writer, first ? "" : ",");
        write_field(writer, options->titles ? column_title(column, table->language) : column->name);
        first = false;
    }
    writer_text(writer, "\r\n");
    for (uint32_t r = 0; r < table->row_count; r++) {
        if (table->rows[r].heading)
            continue;
        first = true;
        for (uint32_t c = 0; c < table->column_count; c++) {
            if (!(table->columns[c].use & COLUMN_MACHINE))
                continue;
            writer_text(writer, first ? "" : ",");
            write_field(writer, cell_machine(&table->rows[r].cells[c], &scratch));
            first = false;
        }
        writer_text(writer, "\r\n");
    }
    writer_free(&scratch);
}
