/* machine: the parts of the runner's machine. Internal to rule/: run.c has the instructions, run_list.c what paths lead to, run_compare.c
 * comparing, run_reckon.c arithmetic, run_loop.c quantifiers. Depends on run.
 * The stack holds results; a list's items stand among the runner's, in the order of the stack. */
#ifndef TRAAD_MACHINE_H
#define TRAAD_MACHINE_H

#include "run.h"

/* ---- truths: what is not known stays unknown unless the other part decides ---- */
static inline enum truth truth_both(enum truth a, enum truth b)
{
    return a == FALSE_ || b == FALSE_ ? FALSE_ : a == TRUE_ && b == TRUE_ ? TRUE_ : UNKNOWN_;
}

static inline enum truth truth_either(enum truth a, enum truth b)
{
    return a == TRUE_ || b == TRUE_ ? TRUE_ : a == FALSE_ && b == FALSE_ ? FALSE_ : UNKNOWN_;
}

static inline enum truth truth_opposite(enum truth a)
{
    return a == UNKNOWN_ ? UNKNOWN_ : a == TRUE_ ? FALSE_ : TRUE_;
}

/* True of what is stated, whatever it is; false of what is missing, is said not to be, or is undecided. */
static inline bool item_is_there(const struct item *item)
{
    return item->kind >= ITEM_WORKSPACE;
}

/* ---- the stack ---- */

/* The new top, to be filled in. */
static inline struct result *machine_push(struct runner *runner)
{
    return &runner->stack[runner->height++];
}

static inline struct result *machine_top(struct runner *runner)
{
    return &runner->stack[runner->height - 1];
}

static inline void machine_push_truth(struct runner *runner, enum truth truth)
{
    struct result *result = machine_push(runner);
    result->kind = RESULT_TRUTH;
    result->truth = truth;
}

/* The items from `first` on. */
static inline void machine_push_list(struct runner *runner, uint32_t first)
{
    struct result *result = machine_push(runner);
    result->kind = RESULT_LIST;
    result->first = first;
    result->count = runner->items.count - first;
}

/* What was on top, until the next is pushed; of a list, the items go. */
const struct result *machine_pop(struct runner *runner);
void machine_push_number(struct runner *runner, double low, double high, bool missing);
void machine_push_item(struct runner *runner, struct item item);

/* Remembers why something is unknown: the first line that is not there. */
void machine_note_missing(struct runner *runner, const struct item *item);

/* What a numbered condition (recall.h) says of a thing, if it was asked of it last. */
bool machine_recall(const struct runner *runner, uint32_t condition, const struct item *item, enum truth *truth);
void machine_remember(struct runner *runner, uint32_t condition, const struct item *item, enum truth truth);

/* ---- run_list.c ---- */
void list_take_path(struct runner *runner, const struct program *program, const struct instruction *at);
enum truth list_exists(const struct runner *runner, const struct result *list);
enum truth list_is_true(struct runner *runner, const struct result *list);
void list_count(struct runner *runner); /* the list on top gives way to its number */

/* ---- run_compare.c ---- */

/* An operand as ranges: of a number one; of a list one for each of its numbers or dates. */
struct ends {
    double low, high;
    enum truth state; /* TRUE_: known; UNKNOWN_: not known; FALSE_: there is none */
    uint8_t unit;     /* enum syntax_unit */
};

struct ends list_ends(struct runner *runner, const struct result *operand, uint32_t i, bool dated);
uint32_t list_width(const struct result *operand);

enum truth list_is(struct runner *runner, const struct program *program, const struct instruction *at,
                   const struct result *list);
enum truth list_contains(struct runner *runner, const struct instruction *at, const struct result *list);
enum truth list_same(struct runner *runner, const struct result *left, const struct result *right);
enum truth list_compare(struct runner *runner, enum syntax_compare how, const struct result *left,
                        const struct result *right, bool dated);

/* ---- run_reckon.c: the operands are popped, the result is pushed ---- */
void reckon(struct runner *runner, enum op op);
void reckon_negated(struct runner *runner);
void reckon_date(struct runner *runner, bool earlier);

/* ---- run_loop.c ---- */
void loop_begin(struct runner *runner, const struct instruction *at);
bool loop_find(struct runner *runner, struct loop *loop);  /* the next that is there; false at the end */
void loop_enter(struct runner *runner, struct loop *loop); /* makes it the subject */
void loop_take(struct runner *runner, struct loop *loop, unsigned quantifier); /* a member's value */
void loop_tally(struct runner *runner, struct loop *loop, unsigned quantifier);
void loop_leave(struct runner *runner, const struct instruction *next, double number); /* pushes the result */

#endif
