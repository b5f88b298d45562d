/* table_xlsx.c: a table as an Excel workbook: dates, numbers and yes or no as what they are, all else as text. The notes have
 * what stands above and below the table. Each part of a table has a sheet, so that it can be sorted and sought, or more of them where
 * it has more rows than a sheet can have. */
#include "glyph.h"
#include "render.h"
#include "text.h"
#include "wrap.h"
#include "xlsx.h"

#include <string.h>

enum {
    NARROWEST = 6,
    WIDEST = 60,
    HEADING_WIDTH = 30,
    FILTER_WIDTH = 3, /* of the button beside a title */
    MOST_FROZEN = 3,
    MOST_LINES = 25, /* that a row is made higher for */
    PAGE_WIDTH = 220 /* characters that can still be read on a page */
};

struct sheet {
    struct xlsx *xlsx;
    const struct table *table;
    const struct render_options *options;
    uint32_t *order;          /* the table's columns as the sheet has them */
    uint32_t columns, first;  /* how many; the sheet's first of them: behind that of the headings, where there is one */
    uint32_t printed, frozen; /* how many of the sheet's are for paper, and stay when it is scrolled */
    uint32_t *widths, printed_width; /* of the sheet's columns, in characters */
    uint32_t next;                   /* the table's row that is next */
    const char *heading;             /* that it stands below */
    struct writer scratch, words;
};

/* The reader's words; of a reference beside what is for people, the identity, which can be looked up elsewhere. */
static const char *form_of(struct sheet *s, const struct cell *cell, uint32_t c)
{
    const struct column *column = &s->table->columns[c];
    bool identity = column->type == COLUMN_REFERENCE && !(column->use & COLUMN_HUMAN) && cell->type == CELL_TEXT;
    if (cell->type == CELL_DATE)
        return cell_machine(cell, &s->scratch);
    return identity ? cell->text : cell_human(cell, s->table->language, &s->scratch);
}

static const char *title_of(const struct sheet *s, uint32_t at)
{
    return column_title(&s->table->columns[s->order[at]], s->table->language);
}

/* ---- cells -------------------------------------------------------------------------------------------------------- */

/* A web address leads there; a file's name to the file. */
static bool write_as_link(struct sheet *s, uint32_t row, uint32_t at, const struct table_row *from, uint32_t c,
                          const char *text)
{
    bool web = (strncmp(text, "http://", 7) == 0 || strncmp(text, "https://", 8) == 0) &&
               !text[strcspn(text, " \t\r\n\"<>")];
    if (web)
        return xlsx_link(s->xlsx, row, at, text, text);
    if (!from->reachable || strcmp(s->table->columns[c].name, "file") != 0 || strcmp(text, from->file) != 0)
        return false;
    struct writer url = {0};
    writer_text(&url, "external:");
    render_address(&url, s->options, text, 0);
    bool linked = xlsx_link(s->xlsx, row, at, writer_string(&url), text);
    writer_free(&url);
    return linked;
}

static void write_cell(struct sheet *s, uint32_t row, uint32_t at, const struct table_row *from, uint32_t c)
{
    const struct cell *cell = &from->cells[c];
    bool percent = s->table->columns[c].use & COLUMN_PERCENT;
    switch (cell->type) {
    case CELL_INTEGER: xlsx_number(s->xlsx, row, at, (double)cell->integer, XLSX_INTEGER); return;
    case CELL_NUMBER: xlsx_number(s->xlsx, row, at, cell->number, percent ? XLSX_PERCENT : XLSX_NUMBER); return;
    case CELL_BOOLEAN: xlsx_boolean(s->xlsx, row, at, cell->boolean); return;
    case CELL_DATE:
        if (!xlsx_date(s->xlsx, row, at, cell->date))
            xlsx_text(s->xlsx, row, at, cell_machine(cell, &s->scratch), XLSX_TEXT);
        return;
    default: break;
    }
    const char *text = form_of(s, cell, c);
    if (*text && !write_as_link(s, row, at, from, c, text))
        xlsx_text(s->xlsx, row, at, text, XLSX_TEXT);
}

/* ---- columns and rows ----------------------------------------------------------------------------------------------- */

/* What people read comes first, then the rest, by which rows can be sorted and sought; only the first is for paper. Returns how many
 * columns a sheet has no room for. */
static uint32_t order_columns(struct sheet *s)
{
    const struct table *table = s->table;
    uint32_t capacity = 0, left_out = 0;
    s->order = array_grow(NULL, &capacity, table->column_count + 1, sizeof *s->order);
    capacity = 0;
    s->widths = array_grow(NULL, &capacity, table->column_count + 1, sizeof *s->widths);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t c = 0; c < table->column_count; c++) {
            bool wanted = table->columns[c].use & (pass ? COLUMN_MACHINE : COLUMN_HUMAN) &&
                          (!pass || !(table->columns[c].use & COLUMN_HUMAN));
            if (wanted && s->first + s->columns < XLSX_MOST_COLUMNS)
                s->order[s->columns++] = c;
            else
                left_out += wanted;
        }
        s->printed = pass ? s->printed : s->columns;
    }
    return left_out;
}

/* The headings, of the part and between the rows, stand in a column of their own, so that rows can be sorted and sought. */
static bool has_headings(const struct table *table)
{
    for (uint32_t r = 0; r < table->row_count; r++)
        if (table->rows[r].heading)
            return true;
    return table->part != NULL;
}

/* A column is as wide as its widest cell; its title is broken between words, with room for the filter's button beside it. */
static void set_width(struct sheet *s, uint32_t at)
{
    uint32_t c = s->order[at], whole, widest;
    const char *title = title_of(s, at);
    wrap_measure(title, strlen(title), &whole, &widest);
    widest += FILTER_WIDTH;
    for (uint32_t r = 0; r < s->table->row_count; r++) {
        const char *text = s->table->rows[r].heading ? "" : form_of(s, &s->table->rows[r].cells[c], c);
        for (size_t run; *text; text += run + (text[run] == '\n')) {
            run = strcspn(text, "\n");
            uint32_t width = glyph_width(text, run) + 1;
            widest = width > widest ? width : widest;
        }
    }
    s->widths[at] = widest < NARROWEST ? NARROWEST : widest > WIDEST ? WIDEST : widest;
    s->printed_width += at < s->printed ? s->widths[at] : 0;
}

static void set_widths(struct sheet *s)
{
    for (uint32_t at = 0; at < s->columns; at++) {
        if (strcmp(s->table->columns[s->order[at]].name, "title") == 0 && at < MOST_FROZEN) /* what a row is about */
            s->frozen = s->first + at + 1;
        set_width(s, at);
    }
}

/* How many lines a text takes in a column. */
static uint32_t lines_of(const char *text, uint32_t width)
{
    struct wrap wrap = wrap_begin(text, strlen(text), width - 1);
    struct wrapped_line line;
    uint32_t lines = 0;
    while (lines < MOST_LINES && wrap_next(&wrap, &line))
        lines++;
    return lines;
}

/* Room for the longest text of a row, of the header with NULL: not all programs work that out when they open the file. */
static void set_height(struct sheet *s, uint32_t row, const struct table_row *from, const char *heading)
{
    uint32_t most = lines_of(heading, HEADING_WIDTH);
    for (uint32_t at = 0; at < s->columns; at++) {
        uint32_t c = s->order[at], lines;
        lines = from ? lines_of(form_of(s, &from->cells[c], c), s->widths[at])
                     : lines_of(title_of(s, at), s->widths[at] - FILTER_WIDTH + 1);
        most = lines > most ? lines : most;
    }
    if (most > 1)
        xlsx_height(s->xlsx, row, most);
}

static void write_header(struct sheet *s)
{
    const struct table *table = s->table;
    if (s->first) {
        xlsx_width(s->xlsx, 0, HEADING_WIDTH);
        xlsx_text(s->xlsx, 0, 0, text_of(TEXT_BELOW_HEADING, table->language), XLSX_HEADER);
    }
    for (uint32_t at = 0; at < s->columns; at++) {
        xlsx_width(s->xlsx, s->first + at, s->widths[at]);
        xlsx_text(s->xlsx, 0, s->first + at, title_of(s, at), XLSX_HEADER);
    }
    set_height(s, 0, NULL, "");
}

/* The rows that the sheet has room for, from the next on. Returns how many rows the sheet has. */
static uint32_t write_rows(struct sheet *s)
{
    const struct table *table = s->table;
    uint32_t row = 0;
    for (; s->next < table->row_count && row < XLSX_MOST_ROWS; s->next++) {
        const struct table_row *from = &table->rows[s->next];
        if (from->heading) {
            s->heading = row_heading(table, from, &s->words);
            continue;
        }
        set_height(s, ++row, from, s->heading);
        if (*s->heading)
            xlsx_text(s->xlsx, row, 0, s->heading, XLSX_TEXT);
        for (uint32_t at = 0; at < s->columns; at++)
            write_cell(s, row, s->first + at, from, s->order[at]);
    }
    return row + 1;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------ */

/* In a workbook of several sheets, a number keeps their names apart. */
static void begin_sheet(struct sheet *s)
{
    struct writer name = {0};
    const char *about = s->table->part ? s->table->part : s->options->name ? s->options->name : s->table->report;
    if (s->table->part || s->next)
        writer_format(&name, "%u ", s->xlsx->sheet_count + 1);
    writer_text(&name, about);
    xlsx_sheet(s->xlsx, writer_string(&name));
    writer_free(&name);
}

static void write_sheet(struct sheet *s)
{
    begin_sheet(s);
    write_header(s);
    uint32_t rows = write_rows(s);
    struct xlsx_page page = {.rows = rows,
                             .columns = s->columns ? s->first + s->columns : 0,
                             .frozen = s->frozen,
                             .printed = s->printed ? s->first + s->printed : 0,
                             .wide = s->printed_width > PAGE_WIDTH};
    xlsx_page(s->xlsx, &page);
}

/* Returns how many columns there was no room for. */
static uint32_t write_part(struct sheet *s)
{
    s->heading = s->table->part ? s->table->part : "";
    s->first = has_headings(s->table);
    uint32_t left_out = order_columns(s);
    set_widths(s);
    do
        write_sheet(s);
    while (s->next < s->table->row_count);
    array_free(s->order);
    array_free(s->widths);
    writer_free(&s->scratch);
    writer_free(&s->words);
    return left_out;
}

static void write_notes(struct xlsx *xlsx, const struct table *table)
{
    if (table->caption)
        xlsx_note(xlsx, table->caption, NULL);
    for (uint32_t i = 0; i < table->note_count; i++)
        xlsx_note(xlsx, table->notes[i], NULL);
    for (uint32_t i = 0; i < table->summary_count; i++)
        xlsx_note(xlsx, table->summary[i].label, &table->summary[i].count);
}

void table_xlsx(struct writer *writer, const struct table *table, const struct render_options *options)
{
    struct xlsx_about about = {.title = table->caption ? table->caption : table->report,
                               .subject = table->report,
                               .day = table->as_of,
                               .language = table->language};
    struct xlsx xlsx;
    xlsx_begin(&xlsx, &about);
    int64_t left_out = 0;
    for (const struct table *part = table; part; part = part->next) {
        struct sheet sheet = {.xlsx = &xlsx, .table = part, .options = options};
        left_out += write_part(&sheet);
    }
    write_notes(&xlsx, table);
    if (left_out)
        xlsx_note(&xlsx, text_of(TEXT_SHEET_TOO_NARROW, table->language), &left_out);
    xlsx_end(&xlsx, writer);
}
