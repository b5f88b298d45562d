/* run: programs over the model, three-valued (language.md 9): a truth is true, false or unknown, a number a range.
 * Depends on program, ground, moment. A runner is one thread's; it owns its lists and its marks (runner_free).
 * Programs always end: every step and everything looked at counts against the runner's budget. */
#ifndef TRAAD_RUN_H
#define TRAAD_RUN_H

#include "framework.h"
#include "ground.h"
#include "program.h"
#include "target.h"

#include <string.h>

enum truth { FALSE_, TRUE_, UNKNOWN_ };

enum item_kind {
    ITEM_MISSING,   /* nothing is stated; entity: of what, word: which line */
    ITEM_NONE,      /* it is stated that there is none */
    ITEM_UNDECIDED, /* something is there, but not what: `?`, or an actor without a sector */
    ITEM_WORKSPACE, /* all of it: what a question is asked of */
    ITEM_ENTITY,
    ITEM_STAGE,       /* entity: the target; part: from 0, by deadline */
    ITEM_MEASUREMENT, /* number, date */
    ITEM_TERM,        /* part: enum term; of KIND, enum kind */
    ITEM_TEXT,        /* text; entity: the code it names, or 0. Also an actor that is only a string */
    ITEM_NUMBER,
    ITEM_DATE,
    ITEM_TRUTH,  /* part */
    ITEM_OTHER,  /* it is there */
    ITEM_DROPPED /* named before: never seen outside runner_distinct */
};

/* One of the things a path leads to. */
struct item {
    uint8_t kind; /* enum item_kind */
    bool certain; /* not X? */
    uint8_t unit; /* of a number: enum syntax_unit */
    bool any_unit;
    uint16_t word; /* of MISSING: enum word or enum term of the line that is not there */
    uint32_t entity, part;
    union {
        struct {
            const char *text;
            uint32_t length;
        };
        struct {
            double number;
            union {
                double high;    /* of a number: the upper end of its range */
                day_number day; /* of a measurement */
            };
        };
        struct date date;
    };
};

struct items {
    struct item *data;
    uint32_t count, capacity;
};

/* What a program gives. */
enum result_kind { RESULT_TRUTH, RESULT_NUMBER, RESULT_LIST };

struct result {
    uint8_t kind, unit;
    bool dated;                  /* of a number: it is a day */
    bool missing;                /* of a number: there is nothing to reckon with */
    enum truth truth;            /* of TRUTH */
    double low, high;            /* of NUMBER */
    double met, out_of, unknown; /* of a count or share: of out_of, met surely are, unknown may be */
    uint32_t first, count;       /* of LIST: in the runner's items, until the next run */
};

/* A loop over a list. */
struct loop {
    uint32_t first, count, at; /* in the items */
    struct item subject;       /* outside the loop */
    enum truth where, has;
    double low, high;                           /* of a count, a sum, a least */
    double undecided;                           /* things that are there, but not what they are */
    double meant, met, maybe;                   /* of a share: surely in; of those surely counted; of those perhaps */
    double doubtful, maybe_with, maybe_without; /* perhaps in; of those perhaps, and perhaps not, counted */
    bool any, broken;
    uint32_t condition; /* its number, if it is remembered */
};

/* What several runners may take together. Each counts what it has taken, no more: so whether the whole is spent is the same
 * however many there are and whichever is first. */
struct allowance {
    int64_t taken, limit;
};

/* What a plan was found to have of some kinds: most rules ask it for the same. */
struct known_list {
    uint32_t plan, kinds;
    struct items items;
};

enum { KNOWN_LISTS = 8 };

struct runner {
    const struct ground *ground;
    const struct moment *moment;
    struct item subject; /* what is asked of */
    struct items items;
    struct result stack[PROGRAM_STACK];
    uint32_t height;
    struct loop loops[PROGRAM_LOOPS + 1];
    uint32_t depth;
    uint32_t *marks, mark; /* by entity: seen in this walk */
    uint8_t *classes;      /* by entity: enum time_class on the day, once it is asked for */
    uint32_t *answers;     /* by entity: the numbered condition that was asked of it last, * 4 + enum truth */
    bool recalls;          /* such an answer will do: only what is missing is not noted again */
    uint32_t *pending, pending_count, pending_capacity;
    struct known_list known[KNOWN_LISTS]; /* of one plan */
    uint32_t known_count;
    struct responsibilities roles;
    struct words words;   /* the text that was looked in last */
    struct target target; /* read last, of target_of */
    uint32_t target_of;
    uint32_t reading;   /* the target that is being read */
    struct atlas atlas; /* of frameworks, once one is asked for */
    bool has_atlas;
    enum language language;   /* of titles */
    struct arena arena;       /* of texts; emptied by runner_free */
    int64_t budget;           /* steps left, of a slice when they are shared */
    struct allowance *shared; /* what several runners may take together; or NULL */
    bool exhausted;           /* the budget is spent: the result is unknown */
    struct item
        missing; /* the first line whose absence made something unknown, since runner_ask; kind MISSING with word 0: none */
};

/* The steps that one question may take in a workspace of so many declarations: a few seconds' worth. */
enum { RUN_STEPS = 20000000, RUN_STEPS_EACH = 400 };
#define RUN_BUDGET(entities) (RUN_STEPS + RUN_STEPS_EACH * (int64_t)(entities))

void runner_init(struct runner *runner, const struct ground *ground, const struct moment *moment, int64_t budget);
void runner_free(struct runner *runner);

/* Runs a program for a subject. Without budget left the result is unknown, and `exhausted` is set. */
struct result runner_ask(struct runner *runner, const struct program *program, struct item subject);

/* The line that states a stage (an item of kind STAGE), its `innen`; node 0 when it has none by now. */
struct stated runner_stage_line(struct runner *runner, struct item item);

/* The subject of a declaration, and of nothing: the workspace. */
struct item item_entity(uint32_t entity, bool certain);
struct item item_workspace(void);

/* ---- for the parts of the runner ---- */

/* step.c: what one step leads to from one item, appended to the items. */
void step_take(struct runner *runner, const struct path_step *step, const struct item *from);

/* True when a glance at the lines tells whether the step leads anywhere; false when it has to be taken. */
bool step_glance(const struct runner *runner, const struct path_step *step, const struct item *from, bool *there);

/* own.c: what belongs to something, by kinds; and everything of some kinds. */
void own_take(struct runner *runner, struct item from, uint32_t kinds);
void own_take_all(struct runner *runner, uint32_t kinds);
void own_take_roles(struct runner *runner, struct item from);

/* From now on the runner's steps are of what several share, until it settles. */
void runner_share(struct runner *runner, struct allowance *allowance);
void runner_settle(struct runner *runner);

/* Takes more of what is shared; false when there is nothing left. */
bool runner_refill(struct runner *runner);

/* False when the budget is spent. */
static inline bool runner_spend(struct runner *runner, uint32_t steps)
{
    runner->budget -= steps;
    return runner->budget >= 0 || runner_refill(runner);
}

static inline void runner_push(struct runner *runner, struct item item)
{
    if (runner_spend(runner, 1))
        ARRAY_PUSH(&runner->items, data, count, capacity, item);
}

/* What is on the list from `last` on takes the place of what is there from `first` on. Returns how many they are. */
static inline uint32_t runner_move_down(struct runner *runner, uint32_t first, uint32_t last)
{
    uint32_t count = runner->items.count - last;
    if (count)
        memmove(runner->items.data + first, runner->items.data + last, count * sizeof *runner->items.data);
    runner->items.count = first + count;
    return count;
}

void runner_push_missing(struct runner *runner, uint32_t entity, unsigned word);

/* Of what is on the list from `first` on, names of one thing count once; the surer mention stays. */
void runner_distinct(struct runner *runner, uint32_t first);
void runner_new_marks(struct runner *runner);

/* False when it was marked already. */
static inline bool runner_mark(struct runner *runner, uint32_t entity)
{
    bool first = runner->marks[entity] != runner->mark;
    runner->marks[entity] = runner->mark;
    return first;
}

#endif
