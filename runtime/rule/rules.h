/* rules: the rules of a workspace (`regel`) and what it computes (`beregn`), compiled once and run for a day (language.md 9).
 * Depends on compile, run. The struct owns what it compiled and what its findings say (rules_free, after the model's last use). */
#ifndef TRAAD_RULES_H
#define TRAAD_RULES_H

#include "model.h"

struct rules;

/* Compiles all rules and computations of a linked workspace; what is wrong with them is among the findings. From now on the
 * model's moments know what is computed. Never NULL; cheap where there are none. */
struct rules *rules_open(struct model *model);
void rules_free(struct rules *rules);

/* Asks every rule of every subject of the plans it holds for, as of `day`, side by side; the findings are added to the units'. */
void rules_run(struct rules *rules, day_number day);

#endif
