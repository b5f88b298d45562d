/* table_md.c: a table in Markdown as GitHub reads it, with its columns aligned for those who read it raw.
 * What would be Markdown or HTML in a cell is escaped; heading rows become rows of one bold cell; a row's title leads to
 * its line. */
#include "glyph.h"
#include "render.h"

#include <string.h>

enum {
    NARROWEST = 3, /* of `---` */
    WIDEST = 240   /* that others are aligned with: one long title does not make every row as long */
};

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           (byte & 0x80);
}

/* Writes text[at] escaped and returns true, or returns false when it may stand as it is. */
static bool write_escaped(struct writer *writer, const char *text, const char *at)
{
    switch (*at) {
    case '<': writer_text(writer, "&lt;"); return true;
    case '&': writer_text(writer, "&amp;"); return true;
    case '\n': writer_text(writer, "<br>"); return true;
    case '\r': return true;
    case '_': /* within a word it is only itself */
        if (at > text && is_word(at[-1]) && is_word(at[1]))
            return false;
        writer_text(writer, "\\_");
        return true;
    case '|':
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '~':
    case '$':
        writer_char(writer, '\\');
        writer_char(writer, *at);
        return true;
    default: return false;
    }
}

void render_markdown(struct writer *writer, const char *text)
{
    for (const char *at = text; *at;) {
        size_t run = strcspn(at, "<&\n\r_|\\`*[]~$");
        glyph_text(writer, at, run);
        at += run;
        if (*at && !write_escaped(writer, text, at))
            writer_char(writer, *at);
        at += *at != '\0';
    }
}

struct md {
    struct writer *writer, cell, scratch;
    const struct table *table;
    const struct render_options *options;
    uint32_t *widths, width_capacity;
    uint32_t *linked, linked_capacity; /* by row: the column that leads to its line */
};

/* The escaped form of one cell, in md->cell; of the header with row NULL. */
static void make_cell(struct md *md, const struct table_row *row, uint32_t c)
{
    md->cell.count = 0;
    if (!row) {
        render_markdown(&md->cell, md->table->columns[c].title[md->table->language]);
    } else if (!row->heading) {
        bool link = md->linked[row - md->table->rows] == c;
        const char *text = cell_human(&row->cells[c], md->table->language, &md->scratch);
        for (; link && *text == ' '; text++) /* that shows a level stands before the link */
            writer_char(&md->cell, ' ');
        writer_text(&md->cell, link ? "[" : "");
        render_markdown(&md->cell, text);
        if (link) {
            writer_text(&md->cell, "](");
            render_address(&md->cell, md->options, row->file, row->line);
            writer_char(&md->cell, ')');
        }
    }
}

static bool is_number(const struct column *column)
{
    return column->type == COLUMN_INTEGER || column->type == COLUMN_NUMBER;
}

static void measure(struct md *md)
{
    const struct table *table = md->table;
    md->widths = array_grow(md->widths, &md->width_capacity, table->column_count + 1, sizeof *md->widths);
    md->linked = array_grow(md->linked, &md->linked_capacity, table->row_count + 1, sizeof *md->linked);
    for (uint32_t r = 0; r < table->row_count; r++)
        md->linked[r] = column_linked(table, &table->rows[r]);
    for (uint32_t c = 0; c < table->column_count; c++) {
        md->widths[c] = NARROWEST;
        for (uint32_t r = 0; r <= table->row_count && table->columns[c].use & COLUMN_HUMAN; r++) {
            make_cell(md, r ? &table->rows[r - 1] : NULL, c);
            uint32_t width = glyph_width(md->cell.data ? md->cell.data : "", md->cell.count);
            if (width > md->widths[c] && width <= WIDEST)
                md->widths[c] = width;
        }
    }
}

static void write_row(struct md *md, const struct table_row *row)
{
    bool heading = row && row->heading;
    for (uint32_t c = 0; c < md->table->column_count; c++) {
        const struct column *column = &md->table->columns[c];
        if (!(column->use & COLUMN_HUMAN))
            continue;
        make_cell(md, row, c);
        if (heading) { /* the heading stands in the first column */
            writer_text(&md->cell, "**");
            render_markdown(&md->cell, row_heading(md->table, row, &md->scratch));
            writer_text(&md->cell, "**");
            heading = false;
        }
        uint32_t width = glyph_width(md->cell.data ? md->cell.data : "", md->cell.count);
        uint32_t pad = md->widths[c] > width ? md->widths[c] - width : 0;
        writer_text(md->writer, "| ");
        writer_repeat(md->writer, " ", is_number(column) ? pad : 0);
        writer_put(md->writer, md->cell.data, md->cell.count);
        writer_repeat(md->writer, " ", is_number(column) ? 1 : pad + 1);
    }
    writer_text(md->writer, "|\n");
}

static void write_rule(struct md *md)
{
    for (uint32_t c = 0; c < md->table->column_count; c++) {
        const struct column *column = &md->table->columns[c];
        if (!(column->use & COLUMN_HUMAN))
            continue;
        writer_text(md->writer, "| ");
        writer_repeat(md->writer, "-", md->widths[c] - is_number(column));
        writer_text(md->writer, is_number(column) ? ": " : " ");
    }
    writer_text(md->writer, "|\n");
}

static void write_title(struct md *md, const char *title)
{
    writer_text(md->writer, "## ");
    render_markdown(md->writer, title);
    writer_text(md->writer, "\n\n");
}

static void write_part(struct md *md, const struct table *part)
{
    md->table = part;
    if (part->part)
        write_title(md, part->part);
    measure(md);
    write_row(md, NULL);
    write_rule(md);
    for (uint32_t r = 0; r < part->row_count; r++)
        write_row(md, &part->rows[r]);
}

void table_md(struct writer *writer, const struct table *table, const struct render_options *options)
{
    struct md md = {.writer = writer, .options = options};
    if (table->caption)
        write_title(&md, table->caption);
    for (const struct table *part = table; part; part = part->next) {
        writer_text(writer, part != table ? "\n" : "");
        write_part(&md, part);
    }
    for (uint32_t i = 0; i < table->note_count; i++) {
        writer_char(writer, '\n');
        render_markdown(writer, table->notes[i]);
        writer_char(writer, '\n');
    }
    for (uint32_t i = 0; i < table->summary_count; i++) {
        writer_text(writer, i ? "- " : "\n- ");
        render_markdown(writer, table->summary[i].label);
        writer_format(writer, ": %lld\n", (long long)table->summary[i].count);
    }
    array_free(md.widths);
    array_free(md.linked);
    writer_free(&md.cell);
    writer_free(&md.scratch);
}
