/* stratml: what the files of export_stratml.c share: the plan on its way into a StratML document.
 * Depends on export_room, xml. Owned by export_stratml. */
#ifndef TRAAD_STRATML_H
#define TRAAD_STRATML_H

#include "export_room.h"
#include "xml.h"

struct stratml {
    struct export_room room;
    const struct export_request *request;
    struct xml xml;
    struct writer other;              /* OtherInformation of the element that is open */
    uint32_t *goal_of;                /* by entity: of an Objective the element of the thread it is under; 0 for none */
    uint32_t *first, *next;           /* by goal its first Objective, by Objective the next */
    uint32_t kept[KIND_COUNT], lines; /* what has no place of its own */
};

/* The identity of an entity, as an Identifier. */
void stratml_identifier(struct stratml *s, uint32_t entity);

/* ---- stratml_kept.c: what has no place of its own, as the author wrote it -------------------------------------------- */

/* The lines of a declaration that the element's other members do not say. */
void stratml_keep_lines(struct stratml *s, uint32_t entity, int depth);

/* What stands below an entity and has no place. Returns the entity behind it all: a subtree follows its root in the file. */
uint32_t stratml_keep_below(struct stratml *s, uint32_t entity, int depth);

/* The plan's own lines, and every declaration at its top that has no place. */
void stratml_keep_plan(struct stratml *s, uint32_t header);

/* Writes what was kept since the last time. */
void stratml_write_other(struct stratml *s);

/* The text of a description; NULL when there is none. */
const char *stratml_description(struct stratml *s, uint32_t entity);

/* Tells how much was kept: "aktivitet (12), utfordring (1), 45 linjer". */
void stratml_tell(struct stratml *s);

/* ---- stratml_result.c ------------------------------------------------------------------------------------------------ */

void stratml_day(struct stratml *s, const char *name, day_number day);

/* A result target as a PerformanceIndicator; `whole` when no Objective of its own tells the rest. */
void stratml_indicator(struct stratml *s, uint32_t entity, bool whole);

#endif
