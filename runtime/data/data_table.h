/* data_table: a data file as columns and rows, the same for every format. Internal to data/.
 * Depends on dataset, literal, symbol. The reading owns everything until reading_end; names point into the file or its arena.
 * Texts are kept once: a column of dates, groups or codes is an array of small numbers, its categories. */
#ifndef TRAAD_DATA_TABLE_H
#define TRAAD_DATA_TABLE_H

#include "dataset.h"
#include "literal.h"
#include "symbol.h"

/* A number of a row, with the place it stands. */
struct data_cell {
    double number;
    uint32_t start, end;
    uint8_t state; /* enum literal_state */
    bool percent, word;
};

/* What a category means as a date; worked out when it is first asked for. */
struct category_date {
    struct date date;
    uint8_t state; /* enum literal_state, or one of the two below */
};

enum { DATE_UNREAD = 0xFF, DATE_REPORTED = 0xFE };
#define NO_COLUMN UINT32_MAX

struct data_column {
    const char *name, *label; /* of a CSV file the same */
    uint32_t start, end;      /* of its heading in the file */
    bool percent;             /* the heading says that its numbers are percentages */
    bool wants_categories, wants_numbers;
    bool numeric;                   /* CSV: its first cells are numbers */
    enum data_role role;            /* JSON-stat: what the file says it is; else DATA_FILTER, none */
    struct symbol_table categories; /* by code; 0 is the empty cell */
    const char **labels;            /* by category; NULL where they are the codes */
    uint32_t *of_row;               /* the category of each row */
    uint32_t capacity;
    struct data_cell *numbers; /* of each row */
    uint32_t number_capacity;
    uint32_t stride; /* JSON-stat: how many cells lie between its categories */
    struct category_date *dates;
    struct symbol_table folded; /* lower case, for names that are not written exactly; made when needed */
    uint32_t *of_folded;        /* the category of each, by codes first */
};

/* The kinds of fault that a file may have any number of. */
enum data_fault { FAULT_CELL, FAULT_ROW, FAULT_CONFLICT, DATA_FAULTS };

/* A request, understood: which column does what. */
struct query {
    uint32_t columns[DATA_ROLES]; /* by role; NO_COLUMN without */
    bool named[DATA_ROLES];       /* the line names it */
    struct query_filter {
        uint32_t column, category;
        const struct data_choice *choice;
    } * filters; /* by column */
    uint32_t filter_count;
};

struct reading {
    const struct data_file *file;
    const struct data_request *requests;
    struct dataset *datasets;
    struct query *queries;
    uint32_t count;
    struct data_column *columns;
    uint32_t column_count, column_capacity;
    uint32_t row_count;
    uint32_t *row_starts, row_start_capacity; /* CSV: for places that are seldom asked for */
    char delimiter;                           /* CSV */
    uint32_t body;                            /* CSV: where the rows begin */
    void *document;                           /* JSON-stat: jansson's */
    uint32_t faults[DATA_FAULTS];
    uint32_t compared; /* names, in search of the nearest */
    uint32_t about;    /* the request that what is found in the file is about */
    struct likely {
        uint32_t *columns, count;
    } likely[DATA_ROLES];         /* the columns whose headings fit a role, the likeliest first */
    struct symbol_table headings; /* folded */
    uint32_t *of_heading;         /* the column of each, or NO_COLUMN where several have it */
    uint32_t heading_capacity;
    struct arena scratch;
};

/* csv.c, json_stat.c: reads the headings and returns true, or reports why there is nothing to read; and then the rows, of the
 * columns that are wanted. */
bool csv_open(struct reading *reading);
void csv_read(struct reading *reading);
bool json_stat_open(struct reading *reading);
void json_stat_read(struct reading *reading);
void json_stat_close(struct reading *reading);

/* json_place.c: fills in where each cell of the `value` at a depth of brackets stands. */
void json_places(const char *bytes, uint32_t length, int depth, struct data_cell *cells, uint32_t count);

/* csv.c: where the cell of a row stands. */
struct span csv_cell(const struct reading *reading, uint32_t row, uint32_t column);

/* column.c: finds the columns of every request, and marks them wanted; a request that cannot be answered has failed. */
void columns_find(struct reading *reading);

/* heading.c: reads what the columns are called, and finds those whose headings say what they are. */
void headings_read(struct reading *reading);

/* heading.c: the column called so; NO_COLUMN when there is none, or `*twice` when there are several. */
uint32_t heading_column(struct reading *reading, const char *name, uint32_t length, bool *twice);

/* heading.c: true when a heading or a unit says that numbers are percentages: `prosent`, `Andel (%)`. */
bool heading_says_percent(const char *name);

/* The category of a row in a column; 0 where the cell is empty. */
static inline uint32_t table_category(const struct reading *reading, uint32_t column, uint32_t row)
{
    const struct data_column *of = &reading->columns[column];
    return of->stride ? row / of->stride % (of->categories.count - 1) + 1 : of->of_row[row];
}

/* column.c: true when a request gives a column a role or filters by it. */
bool column_is_claimed(const struct query *query, uint32_t column);

/* column.c: the category that a filter wants; 0, and said, when the column has none. */
uint32_t column_category(struct reading *reading, uint32_t request, const struct query_filter *filter);

/* "0 (Totalt), 1 (Menn), …": the categories of a column, for messages. */
const char *column_listed(struct reading *reading, uint32_t column);

/* heading.c: a lower-case NFC copy in the arena, trimmed: names are compared so. */
const char *heading_fold(struct arena *arena, const char *text, uint32_t length, uint32_t *size);

/* report.c: adds a diagnostic at a place in the file, about the request being answered; or at a line of a plan, about that request.
 * Faults that a file may have any number of are reported up to a limit; NULL beyond it. */
struct diagnostic *reading_report(struct reading *reading, enum diag_code code, uint32_t start, uint32_t end);
struct diagnostic *reading_report_at(struct reading *reading, enum diag_code code, uint32_t request, struct span span);
struct diagnostic *reading_fault(struct reading *reading, enum data_fault fault, enum diag_code code, uint32_t start,
                                 uint32_t end);

/* report.c: a cell's text for a message, cut where it is long. */
struct diag_argument reading_quote(const struct reading *reading, uint32_t start, uint32_t end);

/* report.c: says how many faults were not shown. */
void reading_report_rest(struct reading *reading);

#endif
