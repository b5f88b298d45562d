/* reverse: the relations of a workspace by what they point to.
 * Depends on model. Owns two arrays (reverse_free); the relations are the model's. */
#ifndef TRAAD_REVERSE_H
#define TRAAD_REVERSE_H

#include "model.h"

/* Those that point to `entity`, or to a declaration that extends it, are relations[first[entity]] up to, not with,
 * relations[first[entity + 1]]; in the order of units and lines. */
struct reverse {
    uint32_t *first;
    const struct relation **relations;
};

void reverse_build(struct reverse *reverse, const struct model *model);
void reverse_free(struct reverse *reverse);

#endif
