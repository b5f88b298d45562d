/* rules: the rules of a workspace (`regel`) and what it computes (`beregn`), compiled once and run for a day (language.md 9).
 * Depends on compile, run. The struct owns what it compiled and what its findings say (rules_free, after the model's last use). */
#ifndef TRAAD_RULES_H
#define TRAAD_RULES_H

#include "program.h"

struct rules;

/* Compiles all rules and computations of a linked workspace; what is wrong with them is among the findings. From now on the
 * model's moments know what is computed. What findings say is made in the language of whoever reads them. Never NULL; cheap where
 * there are no rules. */
struct rules *rules_open(struct model *model, enum language language);
void rules_free(struct rules *rules);

/* Asks every rule of every subject of the plans it holds for, as of `day`, side by side; the findings are added to the units'. */
void rules_run(struct rules *rules, day_number day);

/* The kinds of declarations that some rule is asked of, and the most steps that one rule has taken since rules_run began. */
uint32_t rules_kinds(const struct rules *rules);
int64_t rules_most_steps(const struct rules *rules);

/* What a rule, or an indicator that computes, was compiled to: `part` is the word of its line. In source order. */
void rules_show(const struct rules *rules,
                void (*visit)(void *context, uint32_t entity, enum word part, const struct program *program),
                void *context);

/* How much of the work of rules_run each rule did, from 0 to 1. */
void rules_show_work(const struct rules *rules, void (*visit)(void *context, const char *code, double share),
                     void *context);

#endif
