/* table_xlsx.c: a table as an Excel workbook, through libxlsxwriter: dates, numbers and yes or no as what they are, all
 * else as text that is never a formula. A second sheet has what stands above and below the table, and texts that no
 * cell has room for. Equal tables give equal bytes: the workbook's day is the table's.
 * The library only writes files: the workbook is made in a nameless one, and its bytes are handed on. */
#include "glyph.h"
#include "render.h"
#include "text.h"
#include "version.h"
#include "wrap.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    LONGEST_CELL = 32767, /* UTF-16 units that a cell has room for */
    LONGEST_URL = 2000,
    MOST_LINKS = 65000,  /* a sheet has room for 65 530 */
    MOST_ROWS = 1048575, /* below the header */
    MOST_COLUMNS = 16384,
    LONGEST_NAME = 31, /* of a sheet */
    NARROWEST = 6,
    WIDEST = 60,
    HEADING_WIDTH = 30,
    MOST_FROZEN = 3,
    MOST_LINES = 25,  /* that a row is made higher for */
    LINE_HEIGHT = 15, /* points */
    PAGE_WIDTH = 220, /* characters that can still be read on a page */
    LAST_YEAR = 9999
};

enum look {
    LOOK_TEXT,
    LOOK_HEADER,
    LOOK_LINK,
    LOOK_DATE,
    LOOK_INTEGER,
    LOOK_NUMBER,
    LOOK_PERCENT,
    LOOK_BOOLEAN,
    LOOK_COUNT
};

struct xlsx {
    const struct table *table;
    const struct render_options *options;
    lxw_workbook *workbook;
    lxw_worksheet *sheet, *notes; /* notes: made when there is something to note */
    lxw_row_t note_count;
    lxw_format *looks[LOOK_COUNT];
    uint32_t *order;          /* the table's columns as the sheet has them */
    lxw_col_t columns, first; /* how many; the sheet's first of them: behind that of the headings, where there is one */
    lxw_col_t printed, frozen; /* how many of the sheet's are for paper, and stay when it is scrolled */
    uint32_t *widths;          /* of the sheet's columns, in characters */
    uint32_t print_width, link_count;
    struct writer scratch, shown;
};

static void make_looks(struct xlsx *x)
{
    static const char *const formats[LOOK_COUNT] = {[LOOK_TEXT] = "@",
                                                    [LOOK_HEADER] = "@",
                                                    [LOOK_LINK] = "@",
                                                    [LOOK_DATE] = "yyyy\\-mm\\-dd",
                                                    [LOOK_INTEGER] = "0",
                                                    [LOOK_NUMBER] = "0.###",
                                                    [LOOK_PERCENT] = "0.#\" %\"",
                                                    [LOOK_BOOLEAN] = "General"};
    for (int look = 0; look < LOOK_COUNT; look++) {
        x->looks[look] = workbook_add_format(x->workbook);
        format_set_num_format(x->looks[look], formats[look]);
        format_set_align(x->looks[look], LXW_ALIGN_VERTICAL_TOP);
    }
    format_set_text_wrap(x->looks[LOOK_TEXT]);
    format_set_text_wrap(x->looks[LOOK_HEADER]);
    format_set_bold(x->looks[LOOK_HEADER]);
    format_set_bottom(x->looks[LOOK_HEADER], LXW_BORDER_THIN);
    format_set_underline(x->looks[LOOK_LINK], LXW_UNDERLINE_SINGLE);
    format_set_font_color(x->looks[LOOK_LINK], LXW_COLOR_BLUE);
}

/* ---- texts -------------------------------------------------------------------------------------------------------- */

/* How many bytes of a UTF-8 text have room in so many UTF-16 units. */
static size_t piece_of(const char *text, uint32_t room)
{
    size_t at = 0;
    for (uint32_t units = 0; text[at]; units++) {
        size_t next = at + 1;
        while (((unsigned char)text[next] & 0xC0) == 0x80)
            next++;
        units += next - at == 4;
        if (units >= room)
            break;
        at = next;
    }
    return at;
}

/* True where a text has what Excel would read as a character's code: _x0041_. */
static bool is_code(const char *text)
{
    return text[0] == '_' && text[1] == 'x' && strspn(text + 2, "0123456789abcdefABCDEF") == 4 && text[6] == '_';
}

/* A text without what could turn a line about, and with what looks like a code escaped (ECMA-376, ST_Xstring). */
static const char *shown(struct xlsx *x, const char *text)
{
    x->shown.count = 0;
    for (const char *end = text; *text; text = end) {
        end += is_code(text);
        end += strcspn(end, "_");
        while (*end && !is_code(end))
            end += 1 + strcspn(end + 1, "_");
        writer_text(&x->shown, is_code(text) ? "_x005F" : "");
        glyph_lines(&x->shown, text, (size_t)(end - text));
    }
    return writer_string(&x->shown);
}

static lxw_worksheet *note_sheet(struct xlsx *x)
{
    if (!x->notes) {
        x->notes = workbook_add_worksheet(x->workbook, text_of(TEXT_ABOUT_TABLE, x->table->language));
        worksheet_set_column(x->notes, 0, 1, WIDEST, NULL);
    }
    return x->notes;
}

/* A text that a cell has no room for stands whole on the notes' sheet, in pieces beside each other. */
static void write_long(struct xlsx *x, lxw_row_t row, lxw_col_t column, const char *text)
{
    char *piece, place[32];
    uint32_t capacity = 0;
    lxw_worksheet *notes = note_sheet(x);
    piece = array_grow(NULL, &capacity, (uint32_t)strlen(text) + 1, 1);
    lxw_rowcol_to_cell(place, row, column);
    worksheet_write_string(notes, x->note_count, 0, place, x->looks[LOOK_TEXT]);
    for (lxw_col_t at = 1; *text; at++) {
        size_t length = piece_of(text, LONGEST_CELL);
        memcpy(piece, text, length);
        piece[length] = '\0';
        worksheet_write_string(notes, x->note_count, at, piece, x->looks[LOOK_TEXT]);
        text += length;
    }
    x->note_count++;
    array_free(piece);
}

static void write_text(struct xlsx *x, lxw_row_t row, lxw_col_t column, const char *text, enum look look)
{
    text = shown(x, text);
    if (text[piece_of(text, LONGEST_CELL)]) {
        write_long(x, row, column, text);
        x->shown.count = (uint32_t)piece_of(text, LONGEST_CELL - 1);
        writer_text(&x->shown, "…");
        text = writer_string(&x->shown);
    }
    worksheet_write_string(x->sheet, row, column, text, x->looks[look]);
}

static bool write_link(struct xlsx *x, lxw_row_t row, lxw_col_t column, const char *url, const char *text)
{
    if (x->link_count >= MOST_LINKS || strlen(url) > LONGEST_URL || piece_of(text, 255) < strlen(text))
        return false;
    x->link_count++;
    if (worksheet_write_url(x->sheet, row, column, url, x->looks[LOOK_LINK]) != LXW_NO_ERROR)
        return false;
    worksheet_write_string(x->sheet, row, column, text, x->looks[LOOK_LINK]); /* the library turns its slashes */
    return true;
}

/* A web address leads there; a file's name to the file. */
static bool write_as_link(struct xlsx *x, lxw_row_t row, lxw_col_t at, const struct table_row *from, uint32_t c,
                          const char *text)
{
    bool web = (strncmp(text, "http://", 7) == 0 || strncmp(text, "https://", 8) == 0) &&
               !text[strcspn(text, " \t\r\n\"<>")];
    if (web)
        return write_link(x, row, at, text, shown(x, text));
    if (!from->reachable || strcmp(x->table->columns[c].name, "file") != 0 || strcmp(text, from->file) != 0)
        return false;
    struct writer url = {0};
    writer_text(&url, "external:");
    render_address(&url, x->options, text, 0);
    bool linked = write_link(x, row, at, writer_string(&url), shown(x, text));
    writer_free(&url);
    return linked;
}

/* ---- cells -------------------------------------------------------------------------------------------------------- */

/* Excel's calendar begins with 1900, and has a 29 February in it: only from March on does everyone read it alike. What
 * lies outside is written as text. */
static bool write_date(struct xlsx *x, lxw_row_t row, lxw_col_t column, day_number day)
{
    struct civil civil = date_civil(day);
    if (day < date_day(1900, 3, 1) || civil.year > LAST_YEAR)
        return false;
    lxw_datetime date = {.year = civil.year, .month = civil.month, .day = civil.day};
    return worksheet_write_datetime(x->sheet, row, column, &date, x->looks[LOOK_DATE]) == LXW_NO_ERROR;
}

/* The reader's words; of a reference beside what is for people, the identity, which can be looked up elsewhere. */
static const char *form_of(struct xlsx *x, const struct cell *cell, uint32_t c)
{
    const struct column *column = &x->table->columns[c];
    bool identity = column->type == COLUMN_REFERENCE && !(column->use & COLUMN_HUMAN) && cell->type == CELL_TEXT;
    if (cell->type == CELL_DATE)
        return cell_machine(cell, &x->scratch);
    return identity ? cell->text : cell_human(cell, x->table->language, &x->scratch);
}

static void write_cell(struct xlsx *x, lxw_row_t row, lxw_col_t at, const struct table_row *from, uint32_t c)
{
    const struct cell *cell = &from->cells[c];
    switch (cell->type) {
    case CELL_INTEGER: worksheet_write_number(x->sheet, row, at, (double)cell->integer, x->looks[LOOK_INTEGER]); return;
    case CELL_NUMBER:
        worksheet_write_number(x->sheet, row, at, cell->number,
                               x->looks[x->table->columns[c].use & COLUMN_PERCENT ? LOOK_PERCENT : LOOK_NUMBER]);
        return;
    case CELL_BOOLEAN: worksheet_write_boolean(x->sheet, row, at, cell->boolean, x->looks[LOOK_BOOLEAN]); return;
    case CELL_DATE:
        if (write_date(x, row, at, cell->date))
            return;
        write_text(x, row, at, cell_machine(cell, &x->scratch), LOOK_TEXT);
        return;
    default: break;
    }
    const char *text = form_of(x, cell, c);
    if (*text && !write_as_link(x, row, at, from, c, text))
        write_text(x, row, at, text, LOOK_TEXT);
}

/* ---- the sheets ---------------------------------------------------------------------------------------------------- */

/* What people read comes first, then the rest, by which rows can be sorted and sought; only the first is for paper. */
static void order_columns(struct xlsx *x)
{
    const struct table *table = x->table;
    uint32_t capacity = 0;
    x->order = array_grow(NULL, &capacity, table->column_count + 1, sizeof *x->order);
    capacity = 0;
    x->widths = array_grow(NULL, &capacity, table->column_count + 1, sizeof *x->widths);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t c = 0; c < table->column_count && x->columns < MOST_COLUMNS - 1; c++)
            if (table->columns[c].use & (pass ? COLUMN_MACHINE : COLUMN_HUMAN) &&
                (!pass || !(table->columns[c].use & COLUMN_HUMAN)))
                x->order[x->columns++] = c;
        x->printed = pass ? x->printed : x->columns;
    }
}

static uint32_t clamp_width(uint32_t width)
{
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

/* The headings between the rows stand in a column of their own, so that rows can be sorted and sought. */
static bool has_headings(const struct table *table)
{
    for (uint32_t r = 0; r < table->row_count; r++)
        if (table->rows[r].heading)
            return true;
    return false;
}

/* A column is as wide as its widest cell; its title is broken between words, with room for the filter's button beside it. */
static void set_width(struct xlsx *x, lxw_col_t at)
{
    uint32_t c = x->order[at], whole, widest;
    const char *title = column_title(&x->table->columns[c], x->table->language);
    wrap_measure(title, strlen(title), &whole, &widest);
    widest += 3;
    for (uint32_t r = 0; r < x->table->row_count; r++) {
        const char *text = x->table->rows[r].heading ? "" : form_of(x, &x->table->rows[r].cells[c], c);
        for (size_t run; *text; text += run + (text[run] == '\n')) {
            run = strcspn(text, "\n");
            uint32_t width = glyph_width(text, run) + 1;
            widest = width > widest ? width : widest;
        }
    }
    x->widths[at] = widest = clamp_width(widest);
    worksheet_set_column(x->sheet, (lxw_col_t)(x->first + at), (lxw_col_t)(x->first + at), widest, NULL);
    x->print_width += at < x->printed ? widest : 0;
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

/* Room for the longest text of a row: not all programs work that out when they open the file. */
static void set_height(struct xlsx *x, lxw_row_t row, const struct table_row *from, const char *heading)
{
    uint32_t most = lines_of(heading, HEADING_WIDTH);
    for (lxw_col_t at = 0; at < x->columns; at++) {
        uint32_t c = x->order[at], lines;
        lines = lines_of(from ? form_of(x, &from->cells[c], c)
                              : column_title(&x->table->columns[c], x->table->language),
                         x->widths[at] - (from ? 0 : 2));
        most = lines > most ? lines : most;
    }
    if (most > 1)
        worksheet_set_row(x->sheet, row, most * LINE_HEIGHT, NULL);
}

static void write_header(struct xlsx *x)
{
    const struct table *table = x->table;
    if (x->first) {
        worksheet_set_column(x->sheet, 0, 0, HEADING_WIDTH, NULL);
        write_text(x, 0, 0, text_of(TEXT_BELOW_HEADING, table->language), LOOK_HEADER);
    }
    for (lxw_col_t at = 0; at < x->columns; at++) {
        const struct column *column = &table->columns[x->order[at]];
        if (strcmp(column->name, "title") == 0 && at < MOST_FROZEN) /* what a row is about stays in sight */
            x->frozen = (lxw_col_t)(x->first + at + 1);
        set_width(x, at);
        write_text(x, 0, (lxw_col_t)(x->first + at), column_title(column, table->language), LOOK_HEADER);
    }
    set_height(x, 0, NULL, "");
}

/* Returns the last row. */
static lxw_row_t write_rows(struct xlsx *x)
{
    const struct table *table = x->table;
    const char *heading = "";
    struct writer words = {0};
    lxw_row_t row = 0;
    for (uint32_t r = 0; r < table->row_count && row < MOST_ROWS; r++) {
        if (table->rows[r].heading) {
            heading = row_heading(table, &table->rows[r], &words);
            continue;
        }
        set_height(x, ++row, &table->rows[r], heading);
        if (*heading)
            write_text(x, row, 0, heading, LOOK_TEXT);
        for (lxw_col_t at = 0; at < x->columns; at++)
            write_cell(x, row, (lxw_col_t)(x->first + at), &table->rows[r], x->order[at]);
    }
    writer_free(&words);
    return row;
}

/* A4 on its side: a page wide where that can be read, else as many as it takes, with the frozen columns on each. */
static void set_page(struct xlsx *x, lxw_row_t last)
{
    worksheet_set_landscape(x->sheet);
    worksheet_set_paper(x->sheet, 9);
    worksheet_repeat_rows(x->sheet, 0, 0);
    if (x->print_width <= PAGE_WIDTH)
        worksheet_fit_to_pages(x->sheet, 1, 0);
    else if (x->frozen)
        worksheet_repeat_columns(x->sheet, 0, (lxw_col_t)(x->frozen - 1));
    if (x->printed)
        worksheet_print_area(x->sheet, 0, 0, last, (lxw_col_t)(x->first + x->printed - 1));
}

static void write_table(struct xlsx *x)
{
    order_columns(x);
    x->first = has_headings(x->table);
    write_header(x);
    lxw_row_t last = write_rows(x);
    worksheet_freeze_panes(x->sheet, 1, x->frozen);
    if (x->columns)
        worksheet_autofilter(x->sheet, 0, 0, last, (lxw_col_t)(x->first + x->columns - 1));
    set_page(x, last);
    array_free(x->order);
    array_free(x->widths);
}

static void write_note(struct xlsx *x, const char *text, const int64_t *count)
{
    lxw_worksheet *notes = note_sheet(x);
    text = shown(x, text);
    x->shown.data[piece_of(text, LONGEST_CELL)] = '\0';
    worksheet_write_string(notes, x->note_count, 0, text, x->looks[LOOK_TEXT]);
    if (count)
        worksheet_write_number(notes, x->note_count, 1, (double)*count, x->looks[LOOK_INTEGER]);
    x->note_count++;
}

static void write_notes(struct xlsx *x)
{
    const struct table *table = x->table;
    if (table->caption)
        write_note(x, table->caption, NULL);
    for (uint32_t i = 0; i < table->note_count; i++)
        write_note(x, table->notes[i], NULL);
    for (uint32_t i = 0; i < table->summary_count; i++)
        write_note(x, table->summary[i].label, &table->summary[i].count);
}

/* A sheet's name is short and has none of these; that of a report has neither, but the caller may give any. */
static void name_sheet(const struct xlsx *x, char name[4 * LONGEST_NAME + 1])
{
    const char *wanted = x->options->name ? x->options->name : x->table->report;
    size_t length = piece_of(wanted, LONGEST_NAME);
    length = length < 4 * LONGEST_NAME ? length : 4 * LONGEST_NAME;
    memcpy(name, wanted, length);
    name[length] = '\0';
    for (char *at = name; *at; at++)
        if (strchr("[]:*?/\\'", *at))
            *at = '-';
}

/* ---- the file ------------------------------------------------------------------------------------------------------ */

static void set_properties(struct xlsx *x)
{
    time_t created = (time_t)x->table->as_of * 86400;
    lxw_doc_properties properties = {.title = (char *)(x->table->caption ? x->table->caption : x->table->report),
                                     .subject = (char *)x->table->report,
                                     .comments = "Tråd " TRAAD_VERSION,
                                     .created = created ? created : 1}; /* 0 is the library's word for now */
    workbook_set_properties(x->workbook, &properties);
}

/* Makes the workbook in the file called so. False with errno set when it could not be written. */
static bool make_workbook(const char *path, const struct table *table, const struct render_options *options)
{
    struct xlsx x = {.table = table, .options = options, .workbook = workbook_new(path)};
    char name[4 * LONGEST_NAME + 1];
    if (!x.workbook) {
        errno = ENOMEM;
        return false;
    }
    make_looks(&x);
    set_properties(&x);
    name_sheet(&x, name);
    x.sheet = workbook_add_worksheet(x.workbook, name);
    write_table(&x);
    write_notes(&x);
    errno = 0;
    bool made = workbook_close(x.workbook) == LXW_NO_ERROR;
    if (!made && !errno)
        errno = EIO;
    writer_free(&x.scratch);
    writer_free(&x.shown);
    return made;
}

/* A file in a folder that nobody else finds: its name is gone at once. */
static int open_nameless(const char *folder)
{
    struct writer path = {0};
    writer_format(&path, "%s/traad-XXXXXX", folder);
    writer_string(&path);
    int descriptor = mkstemp(path.data);
    if (descriptor >= 0)
        unlink(path.data);
    writer_free(&path);
    return descriptor;
}

static int open_somewhere(void)
{
    const char *folder = getenv("TMPDIR");
    int descriptor = folder && *folder ? open_nameless(folder) : -1;
    return descriptor >= 0 ? descriptor : open_nameless("/tmp");
}

static bool hand_on(struct writer *writer, int descriptor)
{
    char bytes[1 << 14];
    ssize_t count;
    if (lseek(descriptor, 0, SEEK_SET) != 0)
        return false;
    while ((count = read(descriptor, bytes, sizeof bytes)) > 0)
        writer_put(writer, bytes, (size_t)count);
    return count == 0;
}

void table_xlsx(struct writer *writer, const struct table *table, const struct render_options *options)
{
    char path[32];
    int descriptor = open_somewhere();
    snprintf(path, sizeof path, "/dev/fd/%d", descriptor);
    bool made = descriptor >= 0 && make_workbook(path, table, options) && hand_on(writer, descriptor);
    int error = errno;
    if (descriptor >= 0)
        close(descriptor);
    errno = error;
    if (!made)
        writer->failed = true;
}
