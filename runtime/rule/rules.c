#include "rules.h"

#include "computed.h"

struct rules {
    struct model *model;
    struct arena arena; /* of programs and texts */
    struct ground ground;
    struct computations computations;
};

static bool has_anything(const struct model *model)
{
    for (uint32_t e = 1; e < model->entity_count; e++)
        if (model->entities[e].kind == KIND_RULE || (KIND_IN(model->entities[e].kind, OF(INDICATOR) | OF(TARGET)) &&
                                                     model_property(model, e, PROPERTY_COMPUTE).node))
            return true;
    return false;
}

struct rules *rules_open(struct model *model)
{
    struct arena arena = {0};
    struct rules *rules = arena_alloc(&arena, sizeof *rules);
    rules->model = model;
    rules->arena = arena;
    if (!has_anything(model))
        return rules;
    struct compiler compiler = {.model = model, .arena = &rules->arena};
    ground_init(&rules->ground, model);
    rules->computations.ground = &rules->ground;
    computations_open(&rules->computations, &compiler);
    if (compiler.asks_actors)
        ground_find_roles(&rules->ground);
    compiler_free(&compiler);
    return rules;
}

void rules_free(struct rules *rules)
{
    struct arena arena;
    if (!rules)
        return;
    computations_free(&rules->computations);
    ground_free(&rules->ground);
    arena = rules->arena; /* which holds the struct itself */
    arena_free(&arena);
}
