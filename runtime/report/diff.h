/* diff: two versions of the plans compared in meaning: what is the same thing in both, and what has become of it.
 * Depends on cells, change. The diff owns its arrays (diff_end); texts live in its arena, which is the table's.
 * While it lasts, the old model's identities are the new version's wherever a thing is in both. */
#ifndef TRAAD_DIFF_H
#define TRAAD_DIFF_H

#include "cells.h"
#include "change.h"

/* One version. */
struct side {
    struct filling filling;
    struct model *model;
    struct moment last; /* a day when all that is stated is known: promises are compared as they stand */
    uint32_t *other;    /* by entity: the same thing in the other version, or 0 */
};

struct diff {
    struct side old, new;
    struct arena *arena;
    enum language language;
    const char **former; /* by entity of the old version: the identity that it had there */
    struct changes changes;
    uint32_t first; /* of the changes of the thing that is being compared */
};

/* Compares `request->before` with `request->model`, as of the request's day where a day matters (findings, requirements).
 * The changes are in order of weight, then of where they stand. Both models must have been checked. `table` gives the arena. */
void diff_begin(struct diff *diff, const struct report_request *request, struct table *table);
void diff_end(struct diff *diff);

/* The identity of what has changed (`plan/id`, of a stage `plan/id#2`), and what people call it: "tiltak 2.3 Skolemat". */
const char *diff_identity(struct diff *diff, const struct change *change);
const char *diff_subject(struct diff *diff, const struct change *change);

/* "measure", "stage": its kind as JSON shows it; NULL for what befell a file. */
const char *diff_kind(struct diff *diff, const struct change *change);

/* Where it stands: of what is gone, in the old version. */
struct diff_place {
    const char *file;
    uint32_t line;
    bool reachable; /* the reader can open it: it is of the new version, and in a file */
};
struct diff_place diff_place(struct diff *diff, const struct change *change);

/* True when a change befell `entity` of the new version (or of the old one, if it is not in the new), or a part of it. */
bool diff_concerns(const struct diff *diff, const struct change *change, uint32_t entity, bool in_old);

/* ---- the parts; each adds its changes ------------------------------------------------------------------------------- */

/* diff_match.c: fills `other`, and gives the old version the new identities. */
void diff_match(struct diff *diff);

/* diff_presence.c: of what is in one version alone; and of a thing in both that another has taken the place of. */
void diff_presence(struct diff *diff);
void diff_replaced(struct diff *diff, uint32_t old, uint32_t new);

/* diff_time.c, diff_target.c, diff_who.c, diff_property.c: of a thing that is in both. */
void diff_time(struct diff *diff, uint32_t old, uint32_t new);
void diff_target(struct diff *diff, uint32_t old, uint32_t new);
void diff_roles(struct diff *diff, uint32_t old, uint32_t new);
void diff_properties(struct diff *diff, uint32_t old, uint32_t new);

/* True when a thing's own lines stand as they stood, byte for byte. */
bool diff_same_lines(const struct diff *diff, uint32_t old, uint32_t new);

/* diff_status.c: the status of a thing that may be a series in either version. For diff_time. */
void diff_status(struct diff *diff, uint32_t old, uint32_t new, bool was_series, bool is_series);

/* diff_whole.c, diff_findings.c: of the plans as wholes. */
void diff_sectors(struct diff *diff);
void diff_requirements(struct diff *diff);
void diff_findings(struct diff *diff);

/* ---- diff_tell.c: what the parts tell with -------------------------------------------------------------------------- */

/* Adds a change of what is `old` in one version and `new` in the other, either of them 0; at its first line. Valid until the next. */
struct change *diff_add(struct diff *diff, enum change_kind kind, enum weight weight, uint32_t old, uint32_t new);

/* The same with its values, about a property, at the line that states it in the new version, else in the old. */
struct change *diff_tell(struct diff *diff, enum change_kind kind, enum weight weight, uint32_t old, uint32_t new,
                         enum property property, struct telling before, struct telling after);

/* "deadline": a property as JSON shows it; "frist": as the reader's language writes it. */
const char *diff_field(struct diff *diff, enum property property);
const char *diff_word(const struct diff *diff, enum property property);

/* Tells of a property whose lines say something else: as `kind` with its weight, as STATED or UNSTATED when all that differs has come or
 * gone. NULL, and nothing told, when they say the same. */
struct change *diff_lines(struct diff *diff, uint32_t old, uint32_t new, enum property property, enum change_kind kind,
                          enum weight weight);

/* True for what the workspace itself says: not the program's own libraries. */
bool diff_is_own(const struct side *side, uint32_t entity);

/* The decisions (`vedtak`) that the new version states for a thing and the old one does not; NULL when there is none. */
const char *diff_decision(struct diff *diff, uint32_t old, uint32_t new);

/* "HOD 20/118, 2020-04-02": the decision that a line states (`vedtak`, or a postponement's); NULL when it states none. */
const char *diff_decision_of(struct diff *diff, const struct side *side, struct stated line);

/* ---- diff_value.c: what lines say, whatever their order, layout and language ----------------------------------------- */

/* One thing that a property's lines say: a name in a list, or a whole line. */
struct item {
    const char *key;        /* equal for what means the same */
    struct telling telling; /* for machines as an identity where it is a name */
    struct stated line;
    uint32_t place; /* in the lines, from 0 */
};

struct items {
    struct item *data;
    uint32_t count, capacity;
};

/* What the lines that state a property of an entity say, sorted by key; array_free(items.data). */
struct items diff_items(struct side *side, struct arena *arena, uint32_t entity, enum property property);
bool diff_items_same(const struct items *one, const struct items *other);

/* Takes away what is in both. */
void diff_items_differing(struct items *one, struct items *other);

/* All of them in one telling; no text when there are none. */
struct telling diff_items_told(struct arena *arena, const struct items *items);

/* ---- what a change weighs --------------------------------------------------------------------------------------------- */

/* diff_weigh.c: what it does to a promise that a property's lines no longer say `before`, but `after`. */
enum weight diff_weigh(struct diff *diff, uint32_t old, uint32_t new, enum property property,
                       const struct items *before, const struct items *after);

/* obligation.c: whether a text binds more or less than another, by the words that it obliges with (obligation.def). STRENGTHENED and
 * WEAKENED with the word that there are fewer of, and the one that there are more of; else NEUTRAL. The words live for ever. */
enum weight obligation_weigh(const char *before, const char *after, const char **fewer, const char **more);

#endif
