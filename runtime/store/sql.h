/* sql: one question in SQL to the store, which can only read, and only for so long.
 * Depends on store; SQLite stays behind it. Rows are handed on one by one; what is wrong with a question is a value, whose
 * texts live in the caller's arena. */
#ifndef TRAAD_SQL_H
#define TRAAD_SQL_H

#include "store.h"

enum sql_error {
    SQL_FINE,
    SQL_NOTHING,          /* no statement */
    SQL_SEVERAL,          /* more than one */
    SQL_NOT_A_QUESTION,   /* something else than SELECT, WITH, VALUES or EXPLAIN: `name` */
    SQL_DENIED,           /* something in it would do more than read: `name`, where it has one */
    SQL_SYNTAX,           /* at `name` */
    SQL_INCOMPLETE,       /* it ends too early */
    SQL_UNKNOWN_TABLE,    /* `name`; perhaps `near` */
    SQL_UNKNOWN_COLUMN,   /* `name`; perhaps `near` */
    SQL_QUOTED_TEXT,      /* `name` stands in double quotation marks, and no column is called so */
    SQL_UNKNOWN_FUNCTION, /* `name` */
    SQL_AMBIGUOUS_COLUMN, /* `name` */
    SQL_STOPPED,          /* it took too long */
    SQL_TOO_LARGE,        /* its answer, or what it needs to work it out */
    SQL_OTHER             /* in SQLite's words: `name` */
};

struct sql_failure {
    enum sql_error error;
    const char *name, *near; /* NULL for none */
    int64_t at;              /* the byte of the question that it is about; -1 for none */
    uint32_t length;
};

/* A column of an answer. */
struct sql_column {
    const char *name;
    bool typed; /* it is a column of a table, of this type */
    enum schema_type type;
};

/* Who takes the answer. The columns come first. */
struct sql_reader {
    void *context;
    void (*columns)(void *context, const struct sql_column *columns, uint32_t count);
    void (*row)(void *context, const struct datum *values, uint32_t count);
    bool (*stop)(void *context); /* asked now and then: true when it has taken too long; may be NULL */
};

/* Asks one question. The answer is broken off when it fails; rows may then have been handed on. */
struct sql_failure sql_ask(struct store *store, struct arena *arena, const char *question,
                           const struct sql_reader *reader);

#endif
