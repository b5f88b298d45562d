/* role: who answers for what: roles with inheritance, inference and groups expanded (language.md 4, 13).
 * Depends on model. Results are values in the caller's arena. */
#ifndef TRAAD_ROLE_H
#define TRAAD_ROLE_H

#include "model.h"

enum role_origin { ORIGIN_OWN, ORIGIN_INHERITED, ORIGIN_INFERRED };

/* One actor in one role of one declaration. */
struct responsibility {
    uint32_t actor;   /* entity; 0 for an actor that is only a string */
    const char *name; /* of a string actor, `length` bytes */
    uint32_t length;
    uint32_t via;       /* the group it was expanded from, else 0 */
    enum property role; /* PROPERTY_ACCOUNTABLE … */
    enum role_origin origin;
    bool certain;         /* not X?, nor inferred from one */
    bool of_part;         /* said of a part of what is asked about; set by those who gather parts */
    struct stated stated; /* the line that says so */
};

struct responsibilities {
    struct responsibility *data;
    uint32_t count, capacity;
};

/* The roles in the order of reports. */
enum { ROLE_COUNT = 7 };
extern const enum property ROLES[ROLE_COUNT];

/* "accountable", "performer": a role as JSON shows it. */
const char *role_name(enum property role);

/* What a role's line says of an entity, inherited where the property table says so; groups are not expanded.
 * `–` gives nothing and sets `*none`; `?` alone gives nothing and sets `*undecided`. Appends to `list` (array_free it). */
void role_stated(const struct model *model, uint32_t entity, enum property role, struct responsibilities *list,
                 bool *none, bool *undecided);

/* True when a role that a measure does not state is stated on all of its activities, which satisfies the measure;
 * `–` on one of them does not. */
bool role_stated_by_parts(const struct model *model, uint32_t measure, enum property role);

/* All roles of an entity: with performers inferred from the accountable where none is stated; groups expanded to their
 * members, nested ones too, each member once; an empty group, and a group that is accountable, stand for themselves.
 * Appends to `list`. */
void role_all(const struct model *model, uint32_t entity, struct responsibilities *list);

/* The top-level sector of an actor: its own, its parents', or itself with `sektor egen`. For an actor that is its own
 * sector, the actor's entity. 0 when none is stated. `uncertain` may be NULL. */
uint32_t role_sector(const struct model *model, uint32_t actor, bool *uncertain);

/* The same as it is stated, not the top-level one. `*none` is set when it is stated that there is none. */
uint32_t role_stated_sector(const struct model *model, uint32_t actor, bool *uncertain, bool *none);

/* The members of a group, nested groups expanded, in `list` as actors; cycles end. False when there is none. */
bool role_members(const struct model *model, uint32_t group, struct responsibilities *list);

#endif
