/* checker: what the checks of one unit share. Internal to check/. Depends on model.
 * A check looks at one declaration and adds diagnostics to its unit's list; it changes nothing else. */
#ifndef TRAAD_CHECKER_H
#define TRAAD_CHECKER_H

#include "check.h"
#include "role.h"
#include "target.h"

struct checker {
    struct model *model;
    const struct moment *moment;
    struct unit *unit;
    uint32_t number; /* of the unit */
    struct demands demands;
    struct diag_list *list;
    struct arena *arena;              /* the unit's */
    const struct symbol_table *names; /* all that stand anywhere: ids_find_names */
    uint32_t timed;                   /* the entity that `times` are of: several checks ask in turn */
    struct timing times;
};

/* The families: each is called for the declarations of its kinds (see check.def) or once a unit. */
#define CHECK(function, kinds, states) void function(struct checker *c, uint32_t entity);
#define UNIT_CHECK(function) void function(struct checker *c);
#include "check.def"
#undef CHECK
#undef UNIT_CHECK

/* ids.c: fills an empty table with the names of all files, where a library is to propose ids that none of them has: asked for once, it
 * need not be asked of every file. Empty where nobody wants to know. */
void ids_find_names(const struct model *model, struct symbol_table *names);

/* cycle.c: over the whole workspace, since a circle may pass through several plans. */
void check_cycles(struct model *model);

/* moment_times of the declaration being checked, worked out once; until another is asked for. */
const struct timing *checker_times(struct checker *c, uint32_t entity);

/* A diagnostic about a declaration, at its first line; its title is argument 0. */
struct diagnostic *checker_report(struct checker *c, enum diag_code code, uint32_t entity);

/* A diagnostic about a declaration, at the line that states a property. */
struct diagnostic *checker_report_line(struct checker *c, enum diag_code code, uint32_t entity, struct stated line);

/* A diagnostic about a declaration, at a place that a line's value comes from: the line, or a row of its data file. */
struct diagnostic *checker_report_span(struct checker *c, enum diag_code code, uint32_t entity, struct stated line,
                                       struct span place);

/* Whether a check that is off by default is wanted: by a setting, or because it is asked for. Then `checker_advise` is what
 * reports it, as a note. */
bool checker_wants(const struct model *model, const struct unit *unit, enum diag_code code);
struct diagnostic *checker_advise(struct checker *c, enum diag_code code, uint32_t entity, struct span place);

/* measurements.c: an amount that cannot be: a percentage outside 0–100, more than there are. */
void checker_amount(struct checker *c, uint32_t entity, struct stated line, bool percent, double number, double out_of);
void check_values(struct checker *c, const struct target *target);

/* time.c: reports a deadline whose last day lies outside the plan's period. */
void checker_outside_period(struct checker *c, uint32_t entity, struct stated line, day_number last);

/* A declaration's title as an argument; a day, in ISO form or, coarse, as the author wrote it. */
struct diag_argument checker_title(struct checker *c, uint32_t entity);
struct diag_argument checker_day(struct checker *c, day_number day);
struct diag_argument checker_value_text(struct checker *c, uint32_t file, const struct value *value);

#endif
