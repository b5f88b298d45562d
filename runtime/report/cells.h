/* cells: what the reports share: identities with titles, lists of actors and sectors, localised words for classes, states
 * and statuses. Depends on model, table. Texts live in the table's arena. */
#ifndef TRAAD_CELLS_H
#define TRAAD_CELLS_H

#include "figure.h"
#include "report.h"
#include "role.h"

/* What one report is being made from. */
struct filling {
    const struct report_request *request;
    struct table *table;
    struct arena *arena;
    struct model *model;
    enum language language;
    struct moment moment;
    uint32_t plan_count; /* of plans that are reported */
    const char **labels; /* by entity: its short name or title, once it has been referred to; else NULL */
};

/* Readies a table and a moment for a report. */
void filling_begin(struct filling *filling, const struct report_request *request, struct table *table, const char *name,
                   const struct column *columns, uint32_t count);
void filling_end(struct filling *filling);

/* Who tells figures and phrases in the report. */
struct teller cells_teller(const struct filling *f);

/* True for a plan of the workspace's own; expired ones only with --all. */
bool cells_plan_is_reported(const struct filling *f, uint32_t unit);

/* The workspace's only plan; 0 when there are none or several. */
uint32_t cells_only_plan(const struct filling *f);

/* A reference: its identity for machines, short name or title for people. */
struct cell cells_entity(struct filling *f, uint32_t entity);
struct cell cells_actor(struct filling *f, const struct responsibility *r, uint32_t unit);
struct cell cells_plan(struct filling *f, uint32_t unit);
struct cell cells_kind(struct filling *f, uint32_t entity);
struct cell cells_title(struct filling *f, uint32_t entity);

/* The accountable of a declaration, and their sectors. */
struct cell cells_accountable(struct filling *f, uint32_t entity);
struct cell cells_sectors(struct filling *f, uint32_t entity);
struct cell cells_role(struct filling *f, uint32_t entity, enum property role);

/* For people, where several plans are reported: a heading with the plan's title before its first row. `before` is the
 * entity of the row above, 0 for none. */
void cells_plan_heading(struct filling *f, uint32_t entity, uint32_t before, uint32_t column);

/* The title of a plan, with what people must know of it: that it is a draft. */
const char *cells_plan_title(struct filling *f, uint32_t unit);

/* The label in a plan's words: "2.3 Ungdata junior", for people. */
const char *cells_label(struct filling *f, uint32_t entity);
const char *cells_label_in(const struct model *model, struct arena *arena, uint32_t entity, enum language language);

/* Localised words. */
struct cell cells_class(struct filling *f, enum time_class class);
struct cell cells_state(struct filling *f, enum target_state state);
struct cell cells_status(struct filling *f, enum term status);
const char *cells_relation(enum property property, bool reversed, enum language language); /* reversed: "møtes av" */
const char *cells_precision(const struct date *date);                                      /* NULL for a whole day */

/* Sets file and line of a row. */
void cells_place(struct filling *f, struct table_row *row, struct stated stated);
struct stated cells_statement(const struct model *model, uint32_t entity);

#endif
