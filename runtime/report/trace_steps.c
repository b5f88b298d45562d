/* trace_steps.c: where a thread goes on from a declaration. */
#include "trace_steps.h"

void steps_push(struct steps *steps, uint32_t entity, uint32_t depth, enum property property, bool reversed)
{
    struct step step = {entity, depth, property, reversed};
    ARRAY_PUSH(steps, data, count, capacity, step);
}

void steps_turn(struct steps *steps, uint32_t from)
{
    for (uint32_t i = from, k = steps->count; k > i + 1; i++) {
        k--;
        struct step step = steps->data[i];
        steps->data[i] = steps->data[k];
        steps->data[k] = step;
    }
}

void steps_push_targets(struct steps *steps, uint32_t entity, uint32_t depth, enum property property)
{
    for (struct referred at = {.target = 0}; model_next_referred(steps->model, entity, property, &at);)
        steps_push(steps, at.target, depth, property, false);
}

void steps_push_sources(struct steps *steps, uint32_t entity, uint32_t depth, enum property property)
{
    const struct reverse *reverse = steps->reverse;
    for (uint32_t i = reverse->first[entity]; i < reverse->first[entity + 1]; i++)
        if (reverse->relations[i]->property == property)
            steps_push(steps, reverse->relations[i]->from, depth, property, true);
}

void steps_push_up(struct steps *steps, uint32_t entity, uint32_t depth)
{
    static const enum property ways[] = {PROPERTY_CONTRIBUTES_TO, PROPERTY_FOR, PROPERTY_ADDRESSES, PROPERTY_MEETS};
    if (steps->model->entities[entity].parent)
        steps_push(steps, steps->model->entities[entity].parent, depth, PROPERTY_NONE, false);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        steps_push_targets(steps, entity, depth, ways[i]);
}

void steps_push_down(struct steps *steps, uint32_t entity, uint32_t depth)
{
    static const enum property ways[] = {PROPERTY_CONTRIBUTES_TO, PROPERTY_ADDRESSES, PROPERTY_MEETS};
    const struct entity *entities = steps->model->entities;
    for (uint32_t child = entities[entity].first_child; child; child = entities[child].next_sibling)
        if (!KIND_IN(entities[child].kind, OF(TARGET) | OF(INDICATOR)))
            steps_push(steps, child, depth, PROPERTY_NONE, false);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        steps_push_sources(steps, entity, depth, ways[i]);
}
