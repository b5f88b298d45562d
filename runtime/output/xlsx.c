#undef _TIME_BITS /* the library was built with the system's own time_t, and is given one */
#include "xlsx.h"

#include "glyph.h"
#include "library.h"
#include "text.h"
#include "version.h"
#include "zip.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

/* clang-format off */
#define FUNCTIONS(F) \
    F(, format_set_align) F(, format_set_bold) F(, format_set_bottom) F(, format_set_font_color) \
    F(, format_set_num_format) F(, format_set_text_wrap) F(, format_set_underline) F(lxw_, rowcol_to_cell) \
    F(, workbook_add_format) F(, workbook_add_worksheet) F(, workbook_close) F(, workbook_new) \
    F(, workbook_set_properties) F(, worksheet_autofilter) F(, worksheet_fit_to_pages) F(, worksheet_freeze_panes) \
    F(, worksheet_print_area) F(, worksheet_repeat_columns) F(, worksheet_repeat_rows) F(, worksheet_set_column) \
    F(, worksheet_set_landscape) F(, worksheet_set_paper) F(, worksheet_set_row) F(, worksheet_write_boolean) \
    F(, worksheet_write_datetime) F(, worksheet_write_number) F(, worksheet_write_string) F(, worksheet_write_url)
/* clang-format on */
LIBRARY(lxw, "libxlsxwriter", FUNCTIONS)

enum {
    LONGEST_CELL = 32767, /* UTF-16 units that a cell has room for */
    LONGEST_URL = 2000,
    LONGEST_LINKED = 255, /* text of a link */
    MOST_LINKS = 65000,   /* a sheet has room for 65 530 */
    NOTE_WIDTH = 60,
    LINE_HEIGHT = 15, /* points */
    A4 = 9,
    LAST_YEAR = 9999
};

/* Without memory the library would leave a cell out, and go on. Texts that it has no room for are seen to before. */
static lxw_error demand(lxw_error result)
{
    if (result == LXW_ERROR_MEMORY_MALLOC_FAILED || result == LXW_ERROR_SHARED_STRING_INDEX_NOT_FOUND)
        arena_exhausted();
    return result;
}

/* The same of what it makes. */
static void *demand_made(void *made)
{
    if (!made)
        arena_exhausted();
    return made;
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
        x->notes = demand_made(lxw.workbook_add_worksheet(x->workbook, text_of(TEXT_ABOUT_TABLE, x->about->language)));
        demand(lxw.worksheet_set_column(x->notes, 0, 1, NOTE_WIDTH, NULL));
    }
    return x->notes;
}

/* A text that a cell has no room for stands whole on the notes' sheet, in pieces beside each other. */
static void write_long(struct xlsx *x, uint32_t row, uint32_t column, const char *text)
{
    struct writer where = {0};
    char *piece, place[32];
    uint32_t capacity = 0;
    lxw_worksheet *notes = note_sheet(x);
    piece = array_grow(NULL, &capacity, (uint32_t)strlen(text) + 1, 1);
    lxw.rowcol_to_cell(place, row, (lxw_col_t)column);
    writer_format(&where, "'%s'!%s", x->name, place);
    demand(lxw.worksheet_write_string(notes, x->note_count, 0, writer_string(&where), x->looks[XLSX_TEXT]));
    writer_free(&where);
    for (lxw_col_t at = 1; *text; at++) {
        size_t length = piece_of(text, LONGEST_CELL);
        memcpy(piece, text, length);
        piece[length] = '\0';
        demand(lxw.worksheet_write_string(notes, x->note_count, at, piece, x->looks[XLSX_TEXT]));
        text += length;
    }
    x->note_count++;
    array_free(piece);
}

void xlsx_text(struct xlsx *x, uint32_t row, uint32_t column, const char *text, enum xlsx_look look)
{
    if (!x->workbook)
        return;
    text = shown(x, text);
    if (text[piece_of(text, LONGEST_CELL)]) {
        write_long(x, row, column, text);
        x->shown.count = (uint32_t)piece_of(text, LONGEST_CELL - 1);
        writer_text(&x->shown, "…");
        text = writer_string(&x->shown);
    }
    demand(lxw.worksheet_write_string(x->sheet, row, (lxw_col_t)column, text, x->looks[look]));
}

bool xlsx_link(struct xlsx *x, uint32_t row, uint32_t column, const char *url, const char *text)
{
    lxw_col_t at = (lxw_col_t)column;
    if (!x->workbook || x->link_count >= MOST_LINKS || strlen(url) > LONGEST_URL)
        return false;
    text = shown(x, text);
    if (text[piece_of(text, LONGEST_LINKED)])
        return false;
    x->link_count++;
    if (demand(lxw.worksheet_write_url(x->sheet, row, at, url, x->looks[XLSX_LINK])) != LXW_NO_ERROR)
        return false;
    demand(
        lxw.worksheet_write_string(x->sheet, row, at, text, x->looks[XLSX_LINK])); /* the library turns its slashes */
    return true;
}

void xlsx_note(struct xlsx *x, const char *text, const int64_t *number)
{
    if (!x->workbook)
        return;
    lxw_worksheet *notes = note_sheet(x);
    text = shown(x, text);
    x->shown.data[piece_of(text, LONGEST_CELL)] = '\0';
    demand(lxw.worksheet_write_string(notes, x->note_count, 0, text, x->looks[XLSX_TEXT]));
    if (number)
        demand(lxw.worksheet_write_number(notes, x->note_count, 1, (double)*number, x->looks[XLSX_INTEGER]));
    x->note_count++;
}

/* ---- other cells ---------------------------------------------------------------------------------------------------- */

void xlsx_number(struct xlsx *x, uint32_t row, uint32_t column, double number, enum xlsx_look look)
{
    if (x->workbook)
        demand(lxw.worksheet_write_number(x->sheet, row, (lxw_col_t)column, number, x->looks[look]));
}

void xlsx_boolean(struct xlsx *x, uint32_t row, uint32_t column, bool boolean)
{
    if (x->workbook)
        demand(lxw.worksheet_write_boolean(x->sheet, row, (lxw_col_t)column, boolean, x->looks[XLSX_BOOLEAN]));
}

/* Excel's calendar begins with 1900, and has a 29 February in it: only from March on does everyone read it alike. */
bool xlsx_date(struct xlsx *x, uint32_t row, uint32_t column, day_number day)
{
    struct civil civil = date_civil(day);
    if (!x->workbook || day < date_day(1900, 3, 1) || civil.year > LAST_YEAR)
        return false;
    lxw_datetime date = {.year = civil.year, .month = civil.month, .day = civil.day};
    return demand(lxw.worksheet_write_datetime(x->sheet, row, (lxw_col_t)column, &date, x->looks[XLSX_DATE])) ==
           LXW_NO_ERROR;
}

/* ---- the sheet ------------------------------------------------------------------------------------------------------ */

void xlsx_width(struct xlsx *x, uint32_t column, uint32_t characters)
{
    if (x->workbook)
        demand(lxw.worksheet_set_column(x->sheet, (lxw_col_t)column, (lxw_col_t)column, characters, NULL));
}

void xlsx_height(struct xlsx *x, uint32_t row, uint32_t lines)
{
    if (x->workbook)
        demand(lxw.worksheet_set_row(x->sheet, row, lines * LINE_HEIGHT, NULL));
}

/* A4 on its side: a page wide where that can be read, else as many as it takes, with the frozen columns on each. */
void xlsx_page(struct xlsx *x, const struct xlsx_page *page)
{
    if (!x->workbook)
        return;
    uint32_t last = page->rows - 1;
    lxw.worksheet_freeze_panes(x->sheet, 1, (lxw_col_t)page->frozen);
    if (page->columns)
        demand(lxw.worksheet_autofilter(x->sheet, 0, 0, last, (lxw_col_t)(page->columns - 1)));
    lxw.worksheet_set_landscape(x->sheet);
    lxw.worksheet_set_paper(x->sheet, A4);
    demand(lxw.worksheet_repeat_rows(x->sheet, 0, 0));
    if (!page->wide)
        lxw.worksheet_fit_to_pages(x->sheet, 1, 0);
    else if (page->frozen)
        demand(lxw.worksheet_repeat_columns(x->sheet, 0, (lxw_col_t)(page->frozen - 1)));
    if (page->printed)
        demand(lxw.worksheet_print_area(x->sheet, 0, 0, last, (lxw_col_t)(page->printed - 1)));
}

/* A sheet's name is short and has none of these. */
void xlsx_sheet(struct xlsx *x, const char *name)
{
    if (!x->workbook)
        return;
    name = shown(x, name);
    size_t length = piece_of(name, XLSX_LONGEST_NAME);
    memcpy(x->name, name, length);
    x->name[length] = '\0';
    for (char *at = x->name; *at; at++)
        if (strchr("[]:*?/\\'", *at))
            *at = '-';
    x->sheet = demand_made(lxw.workbook_add_worksheet(x->workbook, x->name));
    x->sheet_count++;
    x->link_count = 0;
}

static void make_looks(struct xlsx *x)
{
    static const char *const formats[XLSX_LOOK_COUNT] = {[XLSX_TEXT] = "@",
                                                         [XLSX_HEADER] = "@",
                                                         [XLSX_LINK] = "@",
                                                         [XLSX_DATE] = "yyyy\\-mm\\-dd",
                                                         [XLSX_INTEGER] = "0",
                                                         [XLSX_NUMBER] = "0.###",
                                                         [XLSX_PERCENT] = "0.#\" %\"",
                                                         [XLSX_BOOLEAN] = "General"};
    for (int look = 0; look < XLSX_LOOK_COUNT; look++) {
        x->looks[look] = demand_made(lxw.workbook_add_format(x->workbook));
        lxw.format_set_num_format(x->looks[look], formats[look]);
        lxw.format_set_align(x->looks[look], LXW_ALIGN_VERTICAL_TOP);
    }
    lxw.format_set_text_wrap(x->looks[XLSX_TEXT]);
    lxw.format_set_text_wrap(x->looks[XLSX_HEADER]);
    lxw.format_set_bold(x->looks[XLSX_HEADER]);
    lxw.format_set_bottom(x->looks[XLSX_HEADER], LXW_BORDER_THIN);
    lxw.format_set_underline(x->looks[XLSX_LINK], LXW_UNDERLINE_SINGLE);
    lxw.format_set_font_color(x->looks[XLSX_LINK], LXW_COLOR_BLUE);
}

static void set_properties(struct xlsx *x)
{
    time_t created = (time_t)x->about->day * 86400;
    lxw_doc_properties properties = {.title = (char *)x->about->title,
                                     .subject = (char *)x->about->subject,
                                     .comments = "Tråd " TRAAD_VERSION,
                                     .created = created ? created : 1}; /* 0 is the library's word for now */
    demand(lxw.workbook_set_properties(x->workbook, &properties));
}

/* ---- the file: the library only writes files, so the workbook is made in a nameless one and its bytes are handed on ---- */

static const char ELSEWHERE[] = "/tmp"; /* where the library has its own files, too */

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

static int open_somewhere(const char **folder)
{
    *folder = getenv("TMPDIR");
    int descriptor = *folder && **folder ? open_nameless(*folder) : -1;
    return descriptor >= 0 ? descriptor : open_nameless(*folder = ELSEWHERE);
}

void xlsx_begin(struct xlsx *x, const struct xlsx_about *about)
{
    char path[32];
    lxw_load();
    *x = (struct xlsx){.about = about};
    x->descriptor = open_somewhere(&x->folder);
    x->error = x->descriptor < 0 ? errno : ENOMEM;
    snprintf(path, sizeof path, "/dev/fd/%d", x->descriptor);
    x->workbook = x->descriptor >= 0 ? lxw.workbook_new(path) : NULL;
    if (!x->workbook)
        return;
    make_looks(x);
    set_properties(x);
}

/* The library says on stderr, in its own words, what it returns, and also what it only leaves out for want of memory: it is
 * taken down instead, and the caller says it in ours. Returns where stderr went to before. */
static int take_down(int notes)
{
    int kept = notes >= 0 ? dup(STDERR_FILENO) : -1;
    if (kept >= 0)
        dup2(notes, STDERR_FILENO);
    return kept;
}

/* True when something was said meanwhile. */
static bool speak_again(int kept, int notes)
{
    struct stat info;
    bool said = notes >= 0 && fstat(notes, &info) == 0 && info.st_size > 0;
    if (kept >= 0) {
        dup2(kept, STDERR_FILENO);
        close(kept);
    }
    if (notes >= 0)
        close(notes);
    return said;
}

/* Returns 0, or the errno of what failed. */
static int close_workbook(struct xlsx *x)
{
    const char *folder;
    int notes = open_somewhere(&folder), kept = take_down(notes);
    errno = 0;
    bool closed = lxw.workbook_close(x->workbook) == LXW_NO_ERROR;
    int error = errno;
    bool said = speak_again(kept, notes);
    if (closed && said)
        return ENOMEM;
    return closed ? 0 : error ? error : EIO;
}

/* The library does not look at how the writing of its own temporary files went: where there was no room for a part, it packs
 * what there is of it. Returns 0, or the errno of what failed. */
static int hand_on(struct xlsx *x, struct writer *writer)
{
    struct stat info;
    if (fstat(x->descriptor, &info) != 0 || info.st_size <= 0)
        return errno ? errno : EIO;
    size_t size = (size_t)info.st_size;
    unsigned char *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, x->descriptor, 0);
    if (bytes == MAP_FAILED)
        return errno;
    bool whole = zip_is_whole(bytes, size);
    if (whole)
        writer_put(writer, (const char *)bytes, size);
    else
        x->folder = ELSEWHERE;
    munmap(bytes, size);
    return whole ? 0 : ENOSPC;
}

void xlsx_end(struct xlsx *x, struct writer *writer)
{
    int error = x->workbook ? close_workbook(x) : x->error;
    if (!error)
        error = hand_on(x, writer);
    if (x->descriptor >= 0)
        close(x->descriptor);
    writer_free(&x->shown);
    if (!error)
        return;
    errno = error;
    writer->failed = true;
    writer->place = error == ENOMEM ? NULL : x->folder;
}
