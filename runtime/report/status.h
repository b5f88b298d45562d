/* status.h: a plan's page while it is written, section by section. Depends on cells, figures and snapshots of two days; what it makes
 * lives in the table's arena. */
#ifndef TRAAD_STATUS_H
#define TRAAD_STATUS_H

#include "cells.h"
#include "figure.h"
#include "snapshot.h"

enum status_column {
    C_PLAN,
    C_SECTION,
    C_NAME,
    C_COUNT,
    C_SHARE,
    C_PREVIOUS,
    C_DETAILS,
    C_ID,
    C_KIND,
    C_DEADLINE,
    C_ACCOUNTABLE,
    C_ITEMS,
    C_FILE,
    C_LINE,
    C_COLUMNS
};

struct status {
    struct filling filling;
    struct teller teller;
    struct snapshot now, before;
    struct diagnostic *findings;
    const struct diagnostic **breaks; /* those that break the thread, plan by plan */
    uint32_t *first_break;            /* by unit, and one more */
    uint32_t unit;                    /* being told of */
    uint32_t *entities;               /* of the unit, in source order */
    uint32_t count, capacity;
    const char *section; /* of the rows being made: its name for machines */
};

/* Some things that are counted, as they are found. */
struct tally {
    uint32_t now, before, of; /* of: how many there are in all; 0 when a share says nothing */
    bool untold;              /* what was before is not known */
    bool unnamed;             /* the items are as they should be: only machines are told which */
    const uint32_t *items;    /* entities that are worth naming; may be NULL */
    uint32_t item_count;
};

/* A new row of the section being written. */
struct cell *status_add_row(struct status *s);

/* A heading across the table. */
void status_add_heading(struct status *s, const char *text);

/* Begins a section, named SECTION for machines; ARGUMENT fills its heading and may be NULL. */
void status_begin(struct status *s, const char *section, enum phrase heading, const char *argument);

/* Ends it: a section that nothing came of needs no heading. */
void status_end(struct status *s);

/* What was counted, in a row; people are spared what there is and was nothing of. */
void status_add_tally(struct status *s, const char *name, const char *words, const struct tally *tally);

/* How much is overdue, and what was not when the period began. */
void status_add_overdue(struct status *s);
void status_add_became_overdue(struct status *s);

#endif
