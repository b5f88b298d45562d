/* rules_parts: what the parts of rules share. rules.c opens them, rules_ask.c asks them of every subject, rules_tell.c gathers what
 * came of it. Internal to rule. Depends on rule, computed. The struct owns all of it (rules_free). */
#ifndef TRAAD_RULES_PARTS_H
#define TRAAD_RULES_PARTS_H

#include "computed.h"
#include "rule.h"
#include "rules.h"

enum { MOST_WORDS = 4 }; /* kept of those whose absence leaves a rule undecided */

/* How a rule went in one plan. */
struct tally {
    uint32_t judged, undecided;
    uint16_t words[MOST_WORDS]; /* the lines whose absence made it so */
    uint32_t word_counts[MOST_WORDS];
};

/* A stretch of a plan's declarations, asked by one thread. */
struct block {
    uint32_t unit, first, count;
    uint32_t *entities; /* sorted by kind: those of a kind are starts[kind] … starts[kind + 1] */
    uint32_t starts[KIND_COUNT + 1];
    struct diag_list findings;
    struct arena arena;
    struct tally *tallies; /* by rule */
};

struct rules {
    struct model *model;
    struct arena arena; /* of programs and texts */
    struct ground ground;
    struct computations computations;
    struct rule *data;
    uint32_t count, capacity;
    bool grounded, asks_class;
    enum language language; /* of the findings */
    uint8_t **holds;        /* by unit, then rule: whether it holds there */
    struct block *blocks;
    uint32_t block_count, block_capacity;
};

/* True of a rule that took more steps than it may; what it found is not told. */
static inline bool rule_is_stopped(const struct rule *rule)
{
    return rule->steps.taken > rule->steps.limit;
}

/* Makes the blocks, and asks each rule of all subjects in them, side by side: findings and tallies are the blocks'. */
void rules_ask(struct rules *rules, const struct moment *moment);

/* The blocks' findings become the units', in their order, with what was left undecided and the rules that were stopped. */
void rules_tell(struct rules *rules);

#endif
