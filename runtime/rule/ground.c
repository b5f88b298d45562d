#include "ground.h"

#include <string.h>

static void *zeroed(uint32_t count, size_t size)
{
    void *data = array_grow(NULL, &(uint32_t){0}, count, size);
    memset(data, 0, count * size);
    return data;
}

/* A tie with what it leads from, before it is sorted. */
struct loose {
    uint32_t from;
    struct tie tie;
};

struct loose_ties {
    struct loose *data;
    uint32_t count, capacity;
};

/* Sorts ties by what they lead from; the order of equals stays. */
static struct ties grouped(const struct loose_ties *loose, uint32_t entities)
{
    struct ties ties = {.data = zeroed(loose->count + 1, sizeof *ties.data),
                        .first = zeroed(entities + 2, sizeof *ties.first)};
    for (uint32_t i = 0; i < loose->count; i++)
        ties.first[loose->data[i].from + 2]++;
    for (uint32_t e = 2; e < entities + 2; e++)
        ties.first[e] += ties.first[e - 1];
    for (uint32_t i = 0; i < loose->count; i++)
        ties.data[ties.first[loose->data[i].from + 1]++] = loose->data[i].tie;
    return ties;
}

void ground_init(struct ground *ground, struct model *model)
{
    struct loose_ties out = {0}, in = {0};
    *ground = (struct ground){.model = model};
    for (uint32_t u = 1; u < model->unit_count; u++)
        for (uint32_t r = 0; r < model->units[u].relation_count; r++) {
            const struct relation *relation = &model->units[u].relations[r];
            struct tie tie = {model_canonical(model, relation->to), relation->property, relation->certain};
            struct loose forth = {relation->from, tie}, back = {tie.to, tie};
            back.tie.to = relation->from;
            ARRAY_PUSH(&out, data, count, capacity, forth);
            ARRAY_PUSH(&in, data, count, capacity, back);
        }
    ground->out = grouped(&out, model->entity_count);
    ground->in = grouped(&in, model->entity_count);
    array_free(out.data);
    array_free(in.data);
}

static void find_seats(struct ground *ground)
{
    struct model *model = ground->model;
    struct loose_ties loose = {0};
    for (uint32_t e = 1; e < model->entity_count; e++) {
        bool uncertain, none;
        if (!KIND_IN(model->entities[e].kind, OF(ACTOR) | OF(GROUP)) || model->entities[e].extends)
            continue;
        uint32_t sector = role_stated_sector(model, e, &uncertain, &none);
        for (uint32_t at = sector; at && model->entities[at].kind == KIND_SECTOR;
             at = model_canonical(model, model->entities[at].parent)) {
            struct loose tie = {at, {e, PROPERTY_ACTOR_SECTOR, !uncertain}};
            ARRAY_PUSH(&loose, data, count, capacity, tie);
        }
    }
    ground->seated = grouped(&loose, model->entity_count);
    array_free(loose.data);
}

/* Only who is named itself: what is inherited or inferred is named where it comes from. */
void ground_find_roles(struct ground *ground)
{
    struct model *model = ground->model;
    struct loose_ties loose = {0};
    struct responsibilities list = {0};
    if (ground->named.first)
        return;
    for (uint32_t e = 1; e < model->entity_count; e++) {
        if (!KIND_IN(model->entities[e].kind, ROLE_KINDS) || model->units[model->entities[e].unit].builtin)
            continue;
        list.count = 0;
        role_all(model, e, &list);
        for (uint32_t i = 0; i < list.count; i++) {
            const struct responsibility *r = &list.data[i];
            struct loose tie = {model_canonical(model, r->actor), {e, (uint8_t)r->role, r->certain}};
            if (r->actor && r->origin == ORIGIN_OWN)
                ARRAY_PUSH(&loose, data, count, capacity, tie);
        }
    }
    ground->named = grouped(&loose, model->entity_count);
    find_seats(ground);
    array_free(loose.data);
    array_free(list.data);
}

void ground_free(struct ground *ground)
{
    array_free(ground->out.data);
    array_free(ground->out.first);
    array_free(ground->in.data);
    array_free(ground->in.first);
    array_free(ground->named.data);
    array_free(ground->named.first);
    array_free(ground->seated.data);
    array_free(ground->seated.first);
}
