/* xlsx: an Excel workbook, through libxlsxwriter: sheets of cells that are what they say, and one of notes.
 * Depends on glyph, text, writer; the library stays behind it. The workbook lives from xlsx_begin to xlsx_end.
 * A text is never a formula, turns no line about, and is whole: what a cell has no room for stands among the notes. */
#ifndef TRAAD_XLSX_H
#define TRAAD_XLSX_H

#include "date.h"
#include "lexicon.h"
#include "writer.h"

enum {
    XLSX_MOST_ROWS = 1048575, /* below the header */
    XLSX_MOST_COLUMNS = 16384,
    XLSX_LONGEST_NAME = 31, /* of a sheet, in UTF-16 units */
    XLSX_NAME_ROOM = 4 * XLSX_LONGEST_NAME
};

enum xlsx_look {
    XLSX_TEXT,
    XLSX_HEADER,
    XLSX_LINK,
    XLSX_DATE,
    XLSX_INTEGER,
    XLSX_NUMBER,
    XLSX_PERCENT,
    XLSX_BOOLEAN,
    XLSX_LOOK_COUNT
};

struct xlsx_about {
    const char *title;   /* the workbook's */
    const char *subject; /* what made it */
    day_number day;      /* when it says that it was made: equal contents give equal bytes */
    enum language language;
};

struct xlsx_page {
    uint32_t rows, columns; /* that the table has, its header among them */
    uint32_t frozen;        /* columns that stay in sight; 0: none */
    uint32_t printed;       /* columns that are for paper */
    bool wide;              /* too wide to be read on one page */
};

/* The handle of the library and what it needs; the contents are xlsx.c's own. */
struct xlsx {
    const struct xlsx_about *about;
    void *workbook, *sheet, *notes; /* NULL: no workbook could be made; notes: made when there is something to note */
    uint32_t sheet_count;
    char name[XLSX_NAME_ROOM]; /* of the sheet that is being written */
    void *looks[XLSX_LOOK_COUNT];
    uint32_t note_count, link_count;
    int descriptor;     /* of the nameless file that it is made in */
    const char *folder; /* that the file, or what failed, is in */
    int error;          /* errno, when there is no workbook */
    struct writer shown;
};

/* Begins a workbook. It must be ended, and may be written to, even when that failed. */
void xlsx_begin(struct xlsx *x, const struct xlsx_about *about);

/* Hands the workbook on. When it could not be made, the writer fails with errno set, and with the place where. */
void xlsx_end(struct xlsx *x, struct writer *writer);

/* Begins a sheet; what follows goes there. NAME is no other sheet's: what the name of a sheet may not hold is replaced, and it is
 * cut to what has room, so that names which only differ late must be numbered. */
void xlsx_sheet(struct xlsx *x, const char *name);

/* Cells, by row and column from 0. */
void xlsx_text(struct xlsx *x, uint32_t row, uint32_t column, const char *text, enum xlsx_look look);
void xlsx_number(struct xlsx *x, uint32_t row, uint32_t column, double number, enum xlsx_look look);
void xlsx_boolean(struct xlsx *x, uint32_t row, uint32_t column, bool boolean);

/* False, with nothing written, for a day that Excel has no number for. */
bool xlsx_date(struct xlsx *x, uint32_t row, uint32_t column, day_number day);

/* False, with nothing written, when there is no room for the link. */
bool xlsx_link(struct xlsx *x, uint32_t row, uint32_t column, const char *url, const char *text);

/* Widths in characters, heights in lines. */
void xlsx_width(struct xlsx *x, uint32_t column, uint32_t characters);
void xlsx_height(struct xlsx *x, uint32_t row, uint32_t lines);

/* What surrounds the table: a header that stays, filters, paper. */
void xlsx_page(struct xlsx *x, const struct xlsx_page *page);

/* A line of the notes, with a number beside it unless that is NULL. */
void xlsx_note(struct xlsx *x, const char *text, const int64_t *number);

#endif
