/* export: the plans in the formats of other programs. One file a format: export_json.c, export_csv.c, export_ics.c …
 * Depends on report, store, writer. Reads the model and writes; owns nothing. What a format has no place for is told.
 * model_identities and check_run must have been called. A new format is one row of export.def (cli/). */
#ifndef TRAAD_EXPORT_H
#define TRAAD_EXPORT_H

#include "report.h"
#include "save.h"
#include "schema.h"
#include "writer.h"

struct export_request {
    struct model *model;
    day_number as_of;
    enum language language;
    bool all;            /* plans that have expired too, where the format leaves them out */
    uint32_t actor;      /* of ics: only what this actor or group answers for; 0: everything */
    uint32_t plan;       /* of stratml: the plan's unit */
    const char *schema;  /* of postgres: which schema of the database is filled: letters, digits and _ */
    bool days;           /* of postgres: keep each day beside the others */
    uint32_t partitions; /* of postgres: into how many each table is divided, by plan; 0: none */
    const char *files;   /* how the files are reached from where the output will lie; see render.h */
    void *context;       /* for the three below */
    void (*told)(void *context,
                 const char *what); /* what the format has no place for, a line each; NULL: nobody listens */
    save_progress *progress;        /* of postgres: which table is being written; NULL: nobody listens */
    bool (*stop)(void *context);    /* of export_table: true when it is to end at once; NULL: never */
};

typedef void export_function(struct writer *writer, const struct export_request *request);

/* The whole model: an object with an array for each table of schema.def. */
export_function export_json;

/* The days of the plans, as a calendar (RFC 5545). */
export_function export_ics;

/* The red thread as a graph for Graphviz. */
export_function export_dot;

/* One plan as a Performance_Plan of StratML Part 2 (ISO 17469). */
export_function export_stratml;

/* A script that psql loads into a schema of its own. */
export_function export_postgres;

/* An identity that is too long for an index of PostgreSQL; NULL when there is none. */
const char *export_postgres_too_long(const struct model *model);

/* The JSON Schema (2020-12) of what export_json writes. */
void export_schema(struct writer *writer);

/* Fills `table` with the rows of a table of schema.def, for the renderers of tables. False when it was to stop: some are missing. */
bool export_table(struct table *table, const struct export_request *request, enum schema_number number);

#endif
