/* thread.c: the red thread, from challenge to goal to measure, and where it breaks. */
#include "checker.h"

/* A thread element where the thread ends: without measures, and without elements below that could have them. */
static void check_measures_below(struct checker *c, uint32_t entity)
{
    unsigned flags = c->model->entities[entity].flags;
    if (c->demands.measures && !(flags & (ENTITY_HAS_WORK | ENTITY_HAS_THREAD)))
        checker_report(c, DIAG_WITHOUT_MEASURE, entity);
}

/* The topmost element of which nothing, above or below, addresses a challenge: one cause, one report. */
static void check_challenge_above(struct checker *c, uint32_t entity)
{
    const struct model *model = c->model;
    if (!c->demands.challenges || (model->entities[entity].flags & ENTITY_ADDRESSES))
        return;
    for (uint32_t above = model->entities[entity].parent; above; above = model->entities[above].parent) {
        if (!KIND_IN(model->entities[above].kind, THREAD))
            return; /* below a challenge */
        if (model_property(model, above, PROPERTY_ADDRESSES).node ||
            model_property(model, above, PROPERTY_CONTRIBUTES_TO).node)
            return;
        if (!(model->entities[above].flags & ENTITY_ADDRESSES))
            return; /* reported there */
    }
    for (uint32_t below = model->entities[entity].first_child; below; below = model->entities[below].next_sibling)
        if (KIND_IN(model->entities[below].kind, NEEDS))
            return;
    checker_report(c, DIAG_WITHOUT_CHALLENGE, entity);
}

void check_thread_element(struct checker *c, uint32_t entity)
{
    check_measures_below(c, entity);
    check_challenge_above(c, entity);
}

void check_measure_goal(struct checker *c, uint32_t entity)
{
    uint32_t parent = c->model->entities[entity].parent;
    if (!c->demands.goals || (parent && KIND_IN(c->model->entities[parent].kind, THREAD)))
        return;
    if (!model_property(c->model, entity, PROPERTY_CONTRIBUTES_TO).node)
        checker_report(c, DIAG_WITHOUT_GOAL, entity);
}

void check_challenge(struct checker *c, uint32_t entity)
{
    if (c->demands.challenges && !(c->model->entities[entity].flags & ENTITY_ANSWERED))
        checker_report(c, DIAG_UNANSWERED, entity);
}

void check_target_goal(struct checker *c, uint32_t entity)
{
    if (!c->demands.goals || c->model->entities[entity].parent || model_property(c->model, entity, PROPERTY_FOR).node ||
        model_property(c->model, entity, PROPERTY_CONTRIBUTES_TO).node)
        return;
    checker_report(c, DIAG_TARGET_WITHOUT_GOAL, entity);
}
