/* store: the model as tables (schema.def), read where it lies, as of a day: rows found by their keys, one after another.
 * Depends on model, check, schema; knows no SQL. The store owns its indexes, made at first use; the model must outlive it.
 * A scan reads one table. What a datum points to lives until the scan's next row. */
#ifndef TRAAD_STORE_H
#define TRAAD_STORE_H

#include "check.h"
#include "schema.h"

struct store;

/* Needs model_identities, and check_run for the table of findings. */
struct store *store_open(struct model *model, day_number day, enum language language);
void store_close(struct store *store);

/* The title of what an identity names, in `arena`; NULL when nothing has it. */
const char *store_title(struct store *store, struct arena *arena, const char *identity);

enum datum_type { DATUM_NULL, DATUM_TEXT, DATUM_INTEGER, DATUM_NUMBER };

/* One value. A date is its ISO text, a boolean 0 or 1. */
struct datum {
    enum datum_type type;
    bool fixed;      /* the text lives as long as the store, and ends in NUL */
    uint32_t length; /* of the text */
    const char *text;
    union {
        int64_t integer;
        double number;
    };
};

/* A scan of a table, before its first row. */
struct scan *scan_open(struct store *store, enum schema_number table);
void scan_close(struct scan *c);

/* Begins with all rows, or with those where `column` may equal `key`: all that do are among them. */
void scan_all(struct scan *c);
void scan_find(struct scan *c, uint32_t column, const char *key, uint32_t length);

/* Goes to the next row, the first one to begin with. False when there is none. */
bool scan_next(struct scan *c);

/* A value of the row the scan is at, and a number that no other row of the table has. */
struct datum scan_get(struct scan *c, uint32_t column);
int64_t scan_row(const struct scan *c);

/* About how many rows a table has. */
uint32_t store_estimate(const struct store *store, enum schema_number number);

#endif
