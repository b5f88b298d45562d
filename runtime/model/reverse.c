#include "reverse.h"

#include <string.h>

/* Counts, then places: while it is being filled, first[e + 1] is where the next relation to e goes. */
void reverse_build(struct reverse *reverse, const struct model *model)
{
    uint32_t total = 0;
    reverse->first = array_grow(NULL, &(uint32_t){0}, model->entity_count + 2, sizeof *reverse->first);
    memset(reverse->first, 0, (model->entity_count + 2) * sizeof *reverse->first);
    for (uint32_t u = 1; u < model->unit_count; u++)
        for (uint32_t r = 0; r < model->units[u].relation_count; r++, total++)
            reverse->first[model_canonical(model, model->units[u].relations[r].to) + 2]++;
    for (uint32_t e = 2; e < model->entity_count + 2; e++)
        reverse->first[e] += reverse->first[e - 1];
    reverse->relations = array_grow(NULL, &(uint32_t){0}, total + 1, sizeof *reverse->relations);
    for (uint32_t u = 1; u < model->unit_count; u++)
        for (uint32_t r = 0; r < model->units[u].relation_count; r++) {
            const struct relation *relation = &model->units[u].relations[r];
            reverse->relations[reverse->first[model_canonical(model, relation->to) + 1]++] = relation;
        }
}

void reverse_free(struct reverse *reverse)
{
    array_free(reverse->first);
    array_free(reverse->relations);
}
