/* told: the reason of a stage's state as a sentence with its figures, and what is worth saying beside it.
 * Depends on figure. Texts are the teller's. */
#ifndef TRAAD_TOLD_H
#define TRAAD_TOLD_H

#include "figure.h"

const char *told_reason(const struct teller *teller, const struct target *target, const struct stage *stage,
                        const struct stage_state *state);

#endif
