/* table: what every report fills and every format renders: named, typed columns and rows with a link to their line.
 * Depends on lang. All texts and cells live in the table's arena, or longer.
 * A cell has a machine form (English, stable: json, csv) and a human form (localised: text, md). */
#ifndef TRAAD_TABLE_H
#define TRAAD_TABLE_H

#include "arena.h"
#include "date.h"
#include "lexicon.h"

#include <stdbool.h>

enum column_type {
    COLUMN_TEXT,
    COLUMN_INTEGER,
    COLUMN_NUMBER,
    COLUMN_DATE,
    COLUMN_BOOLEAN,
    COLUMN_REFERENCE, /* an identity */
    COLUMN_LIST       /* of references or texts */
};

enum column_use {
    COLUMN_MACHINE = 1,
    COLUMN_HUMAN = 2,
    COLUMN_BOTH = 3,
    COLUMN_PERCENT = 4 /* beside one of them: its numbers are percentages, 0 to 100 */
};

struct column {
    const char *name;                  /* "days_overdue": json keys, csv headers */
    const char *title[LANGUAGE_COUNT]; /* for people */
    enum column_type type;
    enum column_use use;
};

enum cell_type { CELL_NULL, CELL_TEXT, CELL_INTEGER, CELL_NUMBER, CELL_DATE, CELL_BOOLEAN, CELL_LIST };

struct cell {
    enum cell_type type;
    const char *text;  /* TEXT: machine form; of a reference, the identity. LIST: NULL */
    const char *label; /* human form of any type; NULL: the same as the machine form */
    union {
        int64_t integer;
        double number;
        day_number date;
        bool boolean;
        struct {
            const struct cell *items; /* TEXT cells */
            uint32_t count;
        };
    };
};

struct table_row {
    struct cell *cells; /* one a column */
    const char *file;   /* where the row's subject is stated; NULL for none */
    uint32_t line;
    bool reachable; /* the reader can open the file: it is neither the program's own nor standard input */
    bool heading;   /* human formats show only its first non-empty cell, as a heading between rows */
};

struct table_count {
    const char *name;  /* "overdue" */
    const char *label; /* localised */
    int64_t count;
};

struct table_title {
    const char *identity, *title;
};

struct table {
    const char *report;  /* "overdue" */
    const char *caption; /* localised, one line above the table for people; or NULL */
    const char *part;    /* localised: what these rows are about, where other parts follow; NULL: the table is whole */
    struct table *next; /* the next part, with columns of its own: only for people, and only below the first; or NULL */
    day_number as_of;
    enum language language;
    const struct column *columns;
    uint32_t column_count;
    struct table_row *rows;
    uint32_t row_count, row_capacity;
    const struct table_count *summary; /* "summary" in json, last lines in text */
    uint32_t summary_count;
    struct table_title *titles; /* of every identity used; sorted and made unique by table_finish */
    uint32_t title_count, title_capacity;
    const char *const *notes; /* localised lines below the table for people: legends */
    uint32_t note_count;
    struct arena *arena;
};

/* Adds a row of NULL cells and returns it; valid until the next. */
struct table_row *table_add_row(struct table *table);

/* Adds a part behind `table`, the last so far, and returns it: of the same report, without rows or columns yet. */
struct table *table_add_part(struct table *table);

struct cell cell_text(const char *text); /* NULL gives a NULL cell */
struct cell cell_labelled(const char *text, const char *label);
struct cell cell_integer(int64_t integer);
struct cell cell_number(double number); /* what is too large to be a number gives a NULL cell */
struct cell cell_date(day_number date, const char *label);
struct cell cell_boolean(bool boolean);
struct cell cell_list(const struct cell *items, uint32_t count, const char *label);

/* Remembers the title of an identity that some cell uses. */
void table_name(struct table *table, const char *identity, const char *title);

/* Sorts and uniques the titles. Call once, when all rows are there. */
void table_finish(struct table *table);

void table_free(struct table *table); /* its arrays, and those of its parts; not its arena */

#endif
