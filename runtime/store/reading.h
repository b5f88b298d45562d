/* reading: what those who make and read rows share. Internal to store/.
 * Depends on store, role, target. A scan owns the rows of one subject at a time: a declaration, an undeclared actor
 * (numbered after the declarations) or a finding. */
#ifndef TRAAD_READING_H
#define TRAAD_READING_H

#include "role.h"
#include "store.h"
#include "target.h"

/* One row. What it is made of beside its declaration depends on the table. */
struct store_row {
    uint32_t entity;           /* the declaration; 0 for none */
    struct stated line;        /* the line it stands in */
    const struct value *value; /* of the line */
    uint32_t index; /* among the subject's roles, stages, measurements or occurrences; of a tag: who states it */
};

/* An actor that is only a string in a role line. */
struct store_actor {
    const char *identity;
    struct stated line;
    const struct value *value;
};

/* The subjects of a table's rows by a column's value: of symbol s they are subjects[begins[s] .. begins[s + 1]). */
struct store_index {
    struct symbol_table values;
    uint32_t *begins, *subjects;
};

enum { MOST_COLUMNS = 48 };

struct store {
    struct model *model;
    enum language language;
    struct moment moment;
    struct arena arena;
    struct store_actor *actors; /* undeclared ones */
    uint32_t actor_count, actor_capacity;
    bool actors_found;
    uint32_t *buckets, bucket_count; /* numbers by the hash of their identity */
    uint32_t *same;                  /* by number: the next with the same identity; NULL before it is needed */
    struct diagnostic *findings;
    uint32_t finding_count;
    bool findings_collected;
    struct store_index *indexes[SCHEMA_COUNT][MOST_COLUMNS]; /* by column; NULL before it is needed */
};

struct scan {
    struct store *store;
    const struct schema_table *table;
    /* which subjects: a range, files of a unit, or a list */
    uint32_t next, end;
    const struct unit *unit;
    uint32_t unit_file;
    const uint32_t *listed;
    uint32_t listed_count;
    uint32_t *chain, chain_capacity; /* a list of its own */
    /* the rows of one of them */
    uint32_t subject;
    struct store_row *rows;
    uint32_t row_count, row_capacity, at;
    struct responsibilities roles;
    struct target target;
    struct occurrence *occurrences;
    uint32_t occurrence_count, occurrence_capacity;
    /* for the row at hand */
    struct timing timing;
    struct stage_state state;
    bool has_target, timed, judged;
    struct arena arena;
    uint32_t served;
};

/* The functions that make a declaration's rows, and those that read a column: see schema.def. */
#define TABLE(id, name, kinds, rows, ...) schema_rows rows_##rows;
#define COLUMN(table, name, type, key, get, ...) schema_get get_##get;
#include "schema.def"
#undef TABLE
#undef COLUMN

/* Begins a function that reads a column. */
#define GET(name) struct datum get_##name(struct scan *c, uint32_t argument __attribute__((unused)))

static inline const struct store_row *scan_at(const struct scan *c)
{
    return &c->rows[c->at];
}

struct datum datum_null(void);
struct datum datum_fixed(const char *text); /* NULL gives null */
struct datum datum_text(const char *text, uint32_t length);
struct datum datum_integer(int64_t integer);
struct datum datum_number(double number);

/* The ISO text of a day; null at an open end. */
struct datum datum_day(struct scan *c, day_number day);

/* The English name of a precision; null for a whole day. */
struct datum datum_precision(enum date_precision precision);

/* "in_progress": the English name of a word inside a value. */
struct datum datum_term(struct scan *c, uint32_t term);

/* A value as written, without quotation marks. */
struct datum datum_written(struct scan *c, uint32_t file, const struct value *value);

/* Identity of a declaration; null for 0. */
struct datum datum_identity(const struct store *store, uint32_t entity);

/* The timing of the row's declaration. */
const struct timing *scan_timing(struct scan *c);

/* A date of the row's line, with the plan's period set in; false when there is none or it cannot be placed. */
bool scan_date(struct scan *c, const struct value *value, struct date *date);

/* The first declaration or undeclared actor with an identity, 0 for none; the next one is `same` of it. index.c. */
uint32_t store_first(struct store *store, const char *identity, uint32_t length);

/* The index of a column, made when it is first asked for. */
const struct store_index *store_index(struct store *store, const struct schema_table *table, uint32_t column);
void store_index_free(struct store_index *index);
void store_find_actors(struct store *store);
void store_collect(struct store *store);

/* How many subjects a table may have: their numbers are below it. */
uint32_t store_domain(const struct store *store, const struct schema_table *table);

#endif
