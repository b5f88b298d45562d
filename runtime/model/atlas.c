#include "atlas.h"

#include "role.h"

#include <string.h>

static uint32_t *numbers(uint32_t count)
{
    uint32_t *data = array_grow(NULL, &(uint32_t){0}, count, sizeof *data);
    memset(data, 0, count * sizeof *data);
    return data;
}

static uint8_t *bytes(uint32_t count)
{
    uint8_t *data = array_grow(NULL, &(uint32_t){0}, count, sizeof *data);
    memset(data, 0, count);
    return data;
}

static bool is_part(const struct entity *entity)
{
    return entity->kind == KIND_REQUIREMENT && !entity->extends && entity->parent;
}

static void find_parts(struct atlas *atlas)
{
    const struct model *model = atlas->model;
    uint32_t *first = atlas->first_part = numbers(model->entity_count + 2);
    atlas->extension = numbers(model->entity_count);
    for (uint32_t e = 1; e < model->entity_count; e++) {
        const struct entity *entity = &model->entities[e];
        if (is_part(entity))
            first[model_canonical(model, entity->parent) + 2]++;
        if (entity->extends && !atlas->extension[entity->extends])
            atlas->extension[entity->extends] = e;
    }
    for (uint32_t e = 2; e < model->entity_count + 2; e++)
        first[e] += first[e - 1];
    atlas->parts = numbers(first[model->entity_count + 1] + 1);
    for (uint32_t e = 1; e < model->entity_count; e++)
        if (is_part(&model->entities[e]))
            atlas->parts[first[model_canonical(model, model->entities[e].parent) + 1]++] = e;
}

/* The one owner of a plan, or 0. */
static uint32_t owner_of(const struct model *model, uint32_t header)
{
    struct responsibilities list = {0};
    bool none, undecided;
    uint32_t owner = 0;
    role_stated(model, header, PROPERTY_OWNER, &list, &none, &undecided);
    if (list.count == 1 && list.data[0].actor && list.data[0].certain)
        owner = model_canonical(model, list.data[0].actor);
    array_free(list.data);
    return owner;
}

static enum term term_of(const struct model *model, uint32_t entity, enum property property)
{
    const struct value *value = model_value(model, model_property(model, entity, property), TAG_NONE);
    return value && value->type == VALUE_TERM && !(value->flags & VALUE_UNCERTAIN) ? (enum term)value->symbol
                                                                                   : TERM_NONE;
}

static void add_party(struct atlas *atlas, uint32_t unit)
{
    const struct unit *at = &atlas->model->units[unit];
    struct demands demands = model_demands(at->plan_type);
    struct party party = {.unit = unit,
                          .answers = atlas->answers[unit],
                          .level = term_of(atlas->model, at->header, PROPERTY_LEVEL),
                          .goals = demands.goals,
                          .measures = demands.measures};
    ARRAY_PUSH(atlas, parties, party_count, party_capacity, party);
}

/* Plans of one owner answer together. What is nobody's plan here, somebody else's or a library, answers with the only owner
 * there is, if there is only one. */
static void find_parties(struct atlas *atlas)
{
    const struct model *model = atlas->model;
    atlas->answers = numbers(model->unit_count);
    uint32_t only = 0;
    bool several = false;
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        if (unit->builtin || unit->kind != KIND_PLAN || !unit->header)
            continue;
        uint32_t owner = owner_of(model, unit->header);
        atlas->answers[u] = owner ? owner : unit->external ? 0 : unit->header;
        if (unit->external || moment_is_expired(atlas->moment, u))
            continue;
        add_party(atlas, u);
        several |= only && only != atlas->answers[u];
        only = atlas->answers[u];
    }
    for (uint32_t u = 1; u < model->unit_count; u++)
        if (!atlas->answers[u])
            atlas->answers[u] = several || !only ? model->units[u].header : only;
}

void atlas_init(struct atlas *atlas, const struct moment *moment)
{
    *atlas = (struct atlas){.moment = moment, .model = moment->model};
    reverse_build(&atlas->reverse, moment->model);
    atlas->stamp = numbers(moment->model->entity_count);
    find_parts(atlas);
    find_parties(atlas);
}

void atlas_free(struct atlas *atlas)
{
    reverse_free(&atlas->reverse);
    array_free(atlas->first_part);
    array_free(atlas->parts);
    array_free(atlas->extension);
    array_free(atlas->stamp);
    array_free(atlas->answers);
    array_free(atlas->parties);
}

/* ---- frameworks in use ------------------------------------------------------------------------------------------- */

/* What a framework is `del av`, or 0. */
static uint32_t whole_of(const struct model *model, uint32_t entity)
{
    struct stated line = model_property(model, entity, PROPERTY_PART_OF);
    const struct value *value = model_value(model, line, TAG_NONE);
    uint32_t whole = value && value->type == VALUE_REFERENCE ? model_target(model, line, value) : 0;
    while (whole && model->entities[whole].kind == KIND_REQUIREMENT)
        whole = model->entities[whole].parent;
    return whole ? model_canonical(model, whole) : 0;
}

/* True when a framework is told as a part of another that is told too. */
static bool is_told_elsewhere(const struct model *model, const uint8_t *told, uint32_t entity)
{
    enum { MOST_WHOLES = 64 };
    bool elsewhere = false;
    uint32_t at = whole_of(model, entity);
    for (int i = 0; at && i < MOST_WHOLES; i++, at = whole_of(model, at)) {
        if (at == entity)
            return false; /* a circle: each is told for itself */
        elsewhere |= told[at];
    }
    return elsewhere;
}

uint32_t atlas_frameworks_in_use(const struct atlas *atlas, uint32_t *found)
{
    const struct model *model = atlas->model;
    uint8_t *used = bytes(model->entity_count), *brought = bytes(model->unit_count);
    uint32_t count = 0;
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        brought[u] |= !unit->builtin;
        for (uint32_t i = 0; !unit->builtin && i < unit->direct_use_count; i++)
            brought[unit->uses[i]] = 1;
        for (uint32_t r = 0; !unit->builtin && r < unit->relation_count; r++)
            for (uint32_t at = unit->relations[r].property == PROPERTY_MEETS ? unit->relations[r].to : 0; at;
                 at = model->entities[at].parent)
                used[model_canonical(model, at)] = 1;
    }
    for (uint32_t e = 1; e < model->entity_count; e++)
        used[e] = model->entities[e].kind == KIND_FRAMEWORK && !model->entities[e].extends &&
                  (used[e] || brought[model->entities[e].unit]);
    for (uint32_t e = 1; e < model->entity_count; e++)
        if (used[e] && !is_told_elsewhere(model, used, e))
            found[count++] = e;
    array_free(used);
    array_free(brought);
    return count;
}
