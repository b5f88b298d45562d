/* moment: what holds on a day (language.md 5, 6, 13). The same files give the right answer for any day asked about:
 * a fact dated after the day does not exist for it.
 * Depends on model. The moment owns two small arrays; results are values. */
#ifndef TRAAD_MOMENT_H
#define TRAAD_MOMENT_H

#include "model.h"
#include "verdict.h"

struct moment {
    const struct model *model;
    day_number day;
    int soon_days;         /* what is due within so many days is due soon; -1: as each plan's settings say */
    uint32_t *replaced_by; /* by entity: what replaces it on the day, or 0 */
    uint8_t *begun; /* by entity: it, or a part of it, is reported begun or done; NULL before moment_find_begun */
};

/* A deadline or a start, with the line that states it. */
struct bound {
    bool stated; /* there is one, and it can be placed in time */
    struct date date;
    struct stated line;
};

/* When something is to be done, and how it stands on the day. */
struct timing {
    enum time_class class;
    enum term status; /* in force: STATUS_…; TERM_NONE when nothing is reported */
    struct stated status_line;
    uint32_t status_from;                  /* the entity that reports it: itself, one above it, or what replaces it */
    struct bound start, adopted, deadline; /* deadline: adopted, or moved by the latest decision known */
    bool series, continuous, regular;      /* recurs; løpende; jevnlig */
    int slip_days, days_overdue;
};

/* Makes a moment, and works out what is computed on its day and before (moment_computed). Not in two threads at once. */
void moment_init(struct moment *moment, const struct model *model, day_number day);

/* Looks through all work for what has begun, so that a measure whose activity is under way is not late to start. */
void moment_find_begun(struct moment *moment);
void moment_free(struct moment *moment);

/* The timing of a declaration that can have one: work, or an element of the thread. */
struct timing moment_timing(const struct moment *moment, uint32_t entity);

/* Only the status in force, its own or of what is above it and has ended; TERM_NONE when nothing is reported. */
enum term moment_status(const struct moment *moment, uint32_t entity);

/* Only its times: start, deadlines and whether it recurs; status and class are left out. */
struct timing moment_times(const struct moment *moment, uint32_t entity);

/* Days before a deadline that it is due soon: for this moment, or else as the unit's settings say. */
int moment_soon_days(const struct moment *moment, uint32_t unit);

/* True when the declaration has a row of its own among dated things: all work, and what states a time. */
bool moment_is_dated(const struct moment *moment, uint32_t entity);

/* The status of a plan on the day, and whether it is a draft, or no longer in force (utgått or replaced). */
enum term moment_plan_status(const struct moment *moment, uint32_t unit);
bool moment_is_draft(const struct moment *moment, uint32_t unit);
bool moment_is_expired(const struct moment *moment, uint32_t unit);

/* A date with `periodestart` and `periodeslutt` set in. False when the plan has no period to give. */
bool moment_place(const struct model *model, uint32_t unit, struct date *date);

/* ---- what is computed ---------------------------------------------------------------------------------- */

/* The value of an indicator or a target with `beregn`, worked out from the workspace. */
struct computed {
    bool known;             /* false: it cannot be worked out, or is not to be judged */
    bool percent;           /* a share, `number` of `out_of`; else a plain number, and out_of is 0 */
    double number;          /* of a range, its lower end */
    double out_of, unknown; /* unknown: how many of out_of are undecided; of a plain number, the width of its range */
};

/* The host's way of working it out (rule/), behind model->computer. */
struct computer {
    /* Called by moment_init: makes the values of the day, and of every stage's last day before it. */
    void (*prepare)(const struct computer *computer, const struct moment *moment);
    bool (*value)(const struct computer *computer, uint32_t entity, day_number day, struct computed *value);
    void *state;
};

/* The value on `day`, the moment's own or the last day of a stage before it, of an entity with `beregn`: as it was then,
 * from what was known then. False when the entity computes nothing. Only reads; side by side if you like. */
bool moment_computed(const struct moment *moment, uint32_t entity, day_number day, struct computed *value);

/* ---- dated facts (fact.c) -------------------------------------------------------------------------------- */

/* Whether a fact with this date is known on the day: from the first day of its date, and what `ends` something from the
 * last (until then it is known too soon, and proves nothing). Undated facts (NULL) always are; uncertain dates never.
 * `*placed` is the date, with the plan's period set in; an undated one begins at DAY_OPEN_START. */
enum knowledge { NOT_KNOWN, KNOWN_TOO_SOON, KNOWN };
enum knowledge moment_knows(const struct moment *moment, uint32_t unit, const struct value *date, bool ends,
                            struct date *placed);

/* A status that a line reports: by `status`, or by `utført` of work that is done once. */
struct fact {
    enum term status;
    day_number since;         /* in force from; DAY_OPEN_START when undated */
    int length;               /* of its date in days; INT32_MAX when undated */
    bool too_soon;            /* it ends something, on a day that is still to come: not in force */
    const struct value *date; /* as written, or NULL */
    struct stated line;
};

/* For moment_facts: keeps the fact in force of those shown, in the struct fact that is the context, zeroed before the first. */
void fact_take_latest(void *context, const struct fact *fact);

/* Shows what an entity's own lines report and is known on the day, in their order. */
void moment_facts(const struct moment *moment, uint32_t entity, bool series,
                  void (*visit)(void *context, const struct fact *fact), void *context);

/* The one in force: the latest, the finer of two, the less favourable of two tied. Status TERM_NONE when there is none. */
struct fact moment_own_status(const struct moment *moment, uint32_t entity, bool series);

/* True when its own lines say that it is under way or done, or was before it was postponed or stopped. */
bool moment_own_begun(const struct moment *moment, uint32_t entity);

/* True when two facts differ and neither is later or finer. */
bool fact_conflicts(const struct fact *a, const struct fact *b);

/* Fills replaced_by. A part of moment_init. */
void moment_find_replaced(struct moment *moment);

/* A certain `utsatt til` that is known on the day. */
struct postponement {
    struct date to;
    day_number since;          /* the decision's first day; DAY_OPEN_START when undated */
    int length;                /* of the decision's date in days; very long when undated */
    const struct value *value; /* the new deadline as written */
    struct stated line;
};
void moment_postponements(const struct moment *moment, uint32_t entity,
                          void (*visit)(void *context, const struct postponement *postponement), void *context);

/* ---- series (occurrence.c) ------------------------------------------------------------------------------- */

/* One occurrence of a series. */
struct occurrence {
    day_number first, last;
    struct date window; /* what is done after its deadline, but within the window, is done */
    bool performed;     /* a known `utført` overlaps it */
    uint32_t twin;      /* how many of the series have this window, with other deadlines, before it */
};

/* Calls `visit` for each occurrence of an entity's series, in order of its lines; what two lines promise alike is one
 * promise. Returns how many there are; `*over` is
 * set when the last day of all of them lies before the day. Of one recurrence at most MOST_OCCURRENCES are visited. */
enum { MOST_OCCURRENCES = 1200 }; /* a hundred years of months */
uint32_t moment_occurrences(const struct moment *moment, uint32_t entity, bool *over,
                            void (*visit)(void *context, const struct occurrence *occurrence), void *context);

/* The same for another property that says when: `rullering`. */
uint32_t moment_series(const struct moment *moment, uint32_t entity, enum property property, bool *over,
                       void (*visit)(void *context, const struct occurrence *occurrence), void *context);

/* "2020", "2020-H1", "2017-2020", "2020~2" of a twin: what follows the @ in an occurrence's identity. */
enum { OCCURRENCE_ID = 48 };
void occurrence_id(const struct occurrence *occurrence, char id[OCCURRENCE_ID]);

/* The same for people, where a language has words for it: "vår 2020", "1. halvår 2020", "mai 2020". */
const char *occurrence_label(struct arena *arena, const struct occurrence *occurrence, enum language language);

/* What is wrong with the recurrences of `når`: nothing says from when, or there are more than can be followed. */
enum recurrence_flaw { RECURRENCE_FINE, RECURRENCE_WITHOUT_START, RECURRENCE_TOO_LONG };
enum recurrence_flaw moment_recurrence_flaw(const struct moment *moment, uint32_t entity);

bool status_ends(
    enum term status); /* fullført, stanset, avsluttet, erstattet: in force from the last day of its date */
bool status_is_done(enum term status);
bool status_is_stopped(enum term status);

#endif
