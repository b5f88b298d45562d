/* dataset: what a data file (CSV, JSON-stat 2) says, as the `data` lines of plans ask for it: observations, not judged.
 * Depends on lang. Datasets and their texts belong to the reading's arena, or point into the file's bytes.
 * No input or output: bytes in, values out. All lines that name one file are answered in one pass over its rows. */
#ifndef TRAAD_DATASET_H
#define TRAAD_DATASET_H

#include "date.h"
#include "diag.h"

/* What a column is to the reader. */
enum data_role {
    DATA_FILTER, /* no role: only rows with a given value in it are read */
    DATA_DATE,
    DATA_VALUE,
    DATA_GROUP,
    DATA_AREA,
    DATA_KNOWN,   /* the day from which the value is known */
    DATA_OUT_OF,  /* of how many: 422 of `260 av 422` */
    DATA_UNKNOWN, /* how many of them are unknown */
    DATA_ROLES
};

/* One `dato=år` or `kjønn=1` of a data line. */
struct data_choice {
    enum data_role role;
    const char *name; /* of the column or dimension, by its code or label */
    uint32_t name_length;
    const char *wanted; /* of DATA_FILTER: the code or label that rows must have */
    uint32_t wanted_length;
    struct span name_span, wanted_span; /* in the plan */
    bool name_quoted, wanted_quoted;    /* the spans lie within quotation marks */
};

/* A data line. */
struct data_request {
    const struct data_choice *choices;
    uint32_t choice_count;
    struct span span;     /* of the line */
    uint32_t declaration; /* the entity it belongs to: diagnostics are about it */
};

enum { DAY_NOT_KNOWN = DAY_OPEN_START }; /* no column says when a value became known */

/* One value. `missing`: the cell is there, but suppressed or not available (empty, `.`, `:`, a flag): never zero. */
struct observation {
    struct date date;
    day_number known;            /* the last day of what the column says; DAY_NOT_KNOWN without one */
    double value;                /* as written: 62 of `62 %`; 1 of yes, 0 of no */
    double out_of, unknown;      /* 0 without */
    uint32_t group, area;        /* 0: none, the whole; else 1 + index into the dataset's names */
    uint32_t start, end;         /* bytes of the cell in the file, so that file and line can be shown */
    bool missing, percent, word; /* percent: `%` in the cell or in the column's heading; word: it is a yes or a no */
};

/* A group or an area. Both texts are the same where the file has but one. */
struct data_name {
    const char *code, *label;
};

struct dataset {
    const struct observation *observations; /* in the file's order; conflicting ones are all here */
    uint32_t count;
    const struct data_name *groups; /* in the order of the file; of JSON-stat, of its categories */
    uint32_t group_count;
    const struct data_name *areas;
    uint32_t area_count;
    bool failed; /* the line could not be answered, and a diagnostic says why */
};

/* ---- reading ------------------------------------------------------------------------------------------------------ */

enum { DATA_MOST_BYTES = 100 << 20, DATA_MOST_JSON = 32 << 20, DATA_MOST_CELLS = 5000000 };

/* One data file. */
struct data_file {
    const char *bytes; /* UTF-8, see data_decode; `length` bytes and a NUL */
    uint32_t length;
    uint32_t number;     /* of the file, for spans */
    bool windows_1252;   /* what data_decode found */
    struct arena *arena; /* for the datasets */
    struct diag_list *diagnostics;
};

/* UTF-8 stays as it is; what is not UTF-8 is read as Windows-1252, and UTF-16 by its byte order mark. `*bytes` comes from
 * array_grow and is replaced where it must be. Returns true when it was not UTF-8. */
bool data_decode(char **bytes, uint32_t *length);

/* Answers `count` requests. Diagnostics stand in the data file where it is wrong, and at the data line where that is. */
void dataset_read(const struct data_file *file, const struct data_request *requests, struct dataset *datasets,
                  uint32_t count);

/* True when two requests ask for the same columns and rows in the same order: they can share a dataset. */
bool data_request_same(const struct data_request *a, const struct data_request *b);
uint32_t data_request_hash(const struct data_request *request);

#endif
