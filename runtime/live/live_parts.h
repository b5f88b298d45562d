/* live_parts: what the parts of live share. Internal to live/. Depends on live, model, rules.
 * The workspace owns all of it. */
#ifndef TRAAD_LIVE_PARTS_H
#define TRAAD_LIVE_PARTS_H

#include "live.h"
#include "rules.h"

struct document {
    struct file file;   /* parsed, and numbered 0 in what is said of it */
    char *path;         /* NULL: nobody has this number */
    uint32_t next_free; /* then: the next number that nobody has, or LIVE_NONE */
    bool leans;         /* on the whole workspace, whatever stands in the others */

    /* outward.c: how its text may lead to other files */
    struct symbol_table
        beyond;      /* names that are no symbols of the tree: the units of `unit/name`, and what is in quotes */
    uint32_t header; /* the symbol, of live.names, of its own plan or library; 0 without */
    uint32_t *meant; /* symbols of live.names that it may mean, ascending */
    uint32_t meant_count, meant_capacity;
    uint64_t libraries; /* bits of stdlib_files: those that it may mean by their own name */

    uint32_t in;                              /* its neighbourhood, or LIVE_NONE before it has one */
    const struct diagnostic *findings, *told; /* as they are, and as they were told of last */
    uint32_t finding_count, told_count;
};

/* Documents that are linked and checked together, since they may lead to each other. */
struct neighbourhood {
    uint32_t *documents, count, capacity; /* in the order of paths */
    struct arena arena;                   /* of the findings */
    struct diagnostic *findings;
    uint32_t finding_count;
    uint64_t libraries; /* bits of stdlib_files: those that it has brought in */
    bool stale;         /* to be checked */
    bool leans;         /* on the whole workspace, as its check has shown */
};

/* A neighbourhood's model and rules, as long as somebody asks. */
struct opened {
    uint32_t number; /* LIVE_NONE: none is open */
    struct model model;
    struct rules *rules;
};

struct live {
    struct live_options options;
    struct document *documents;                             /* by number */
    uint32_t document_count, document_capacity, first_free; /* the first number that nobody has, or LIVE_NONE */
    uint32_t *order, order_count, order_capacity;           /* numbers, in the order of paths */
    struct symbol_table names;                              /* of the plans and libraries that documents begin with */
    struct neighbourhood *neighbourhoods;
    uint32_t neighbourhood_count, neighbourhood_capacity;
    bool unsettled; /* who is whose neighbour is to be found anew */
    bool together;
    struct opened opened;
    struct arena *retired; /* of findings that are compared with before they go */
    uint32_t retired_count, retired_capacity;
    uint32_t *changed, changed_count, changed_capacity;
    uint32_t checked;
};

/* ---- outward.c --------------------------------------------------------------------------------------------------------- */

/* Notes how a document that has been parsed may lead to others. */
void outward_read(struct document *document);
void outward_free(struct document *document);

/* Finds which of live.names a document begins with and may mean. True when that is not what it was. */
bool outward_find(const struct live *live, struct document *document);

/* ---- neighbourhood.c --------------------------------------------------------------------------------------------------- */

/* Finds who is whose neighbour. Those whom nothing has changed keep their findings. */
void neighbourhoods_settle(struct live *live);
void neighbourhoods_free(struct live *live);

/* ---- recheck.c --------------------------------------------------------------------------------------------------------- */

/* Checks the neighbourhoods that are stale. */
void recheck(struct live *live);

/* Links a neighbourhood and compiles its rules. */
void opened_make(struct opened *opened, struct live *live, uint32_t number, const struct parallel *parallel);
void opened_close(struct opened *opened);

#endif
