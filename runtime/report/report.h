/* report: each report fills a table from the model, for a day. Depends on model, table and, for the breaks in the thread, check.
 * The caller owns the table and its arena; model_identities and check_run must have been called. */
#ifndef TRAAD_REPORT_H
#define TRAAD_REPORT_H

#include "moment.h"
#include "sql.h"
#include "table.h"

struct report_request {
    struct model *model;
    struct model *before; /* of diff: the version that it is compared with */
    day_number as_of;
    enum language language;
    uint32_t plan; /* a unit: only this plan, expired or not; 0: all of them. Of overdue, targets and matrix */
    const struct moment
        *moment; /* of as_of, with what has begun found, for many reports of one day; NULL: the report makes its own */
    bool all;    /* --all: every class, and expired plans */
    int within;  /* --within, days; -1: as the plan's settings say */
    day_number since; /* of status: the day that the period began */
    const char *
        id; /* of trace: the root, or NULL with sector or actor; of why: what is asked about; of coverage: the framework, or NULL for all */
    uint32_t id_kinds; /* the kinds (enum kind bits) that it may be of; 0: any */
    const char *sector, *actor;
    uint32_t row_kinds;              /* of matrix: kinds (enum kind bits); 0: measures */
    bool sector_columns;             /* of matrix: --columns sector */
    bool raci;                       /* of matrix: R A C I letters */
    bool plan_layout;                /* of matrix: --layout table */
    bool long_form;                  /* of matrix: one row a role, as json and csv --long have it */
    const char *sql;                 /* of query: the question, in SQL */
    const char *question;            /* of query: the question, in the language's own expressions */
    struct diag_list *wrong;         /* of query: gets what is wrong with that */
    const char *old_name, *new_name; /* of diff: what the reader calls the versions */
    bool (*stop)(void *context);     /* of query: true when it has taken too long; NULL: never */
    void *stop_context;
    struct sql_failure *failure; /* of query: gets what is wrong with the question */
};

/* Why a report could not be made. */
enum report_result { REPORT_DONE, REPORT_UNKNOWN_ID, REPORT_REFUSED };

/* Every dated thing by class; `*found` is set when a row is overdue. */
enum report_result report_overdue(const struct report_request *request, struct table *table, bool *found);

/* Every stage of every result target, with its state and what decided it; `*found` is set when one is missed or not measured. */
enum report_result report_targets(const struct report_request *request, struct table *table, bool *found);

/* A page per plan: counts now and when the period began, and what became overdue in between. `*found` is not set. */
enum report_result report_status(const struct report_request *request, struct table *table, bool *found);

/* Why one thing is in its class or state: `id` is a declaration's, with #2 for a stage or @2020 for an occurrence. `*found` is not
 * set. */
enum report_result report_why(const struct report_request *request, struct table *table, bool *found);

/* The red thread through a declaration, or everything that an actor or a sector answers for. */
enum report_result report_trace(const struct report_request *request, struct table *table);

/* Requirement by requirement of a framework, or of all that are in use: who meets it, and how far that has come. */
enum report_result report_coverage(const struct report_request *request, struct table *table);

/* The responsibility matrix. */
enum report_result report_matrix(const struct report_request *request, struct table *table);

/* What has become of the promises between two versions; `*found` is set when one is weakened. Both models have been checked. */
enum report_result report_diff(const struct report_request *request, struct table *table, bool *found);

/* The answer to a question in expressions; REPORT_REFUSED with the request's `wrong` filled when there is something wrong with it. */
enum report_result report_question(const struct report_request *request, struct table *table);

/* The answer to a question in SQL; REPORT_REFUSED with the request's `failure` set when there is something wrong with it. */
enum report_result report_query(const struct report_request *request, struct table *table);

#endif
