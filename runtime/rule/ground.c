#include "ground.h"

#include <string.h>

/* A tie with what it leads from, before it is sorted. */
struct loose {
    uint32_t from;
    struct tie tie;
};

struct loose_ties {
    struct loose *data;
    uint32_t count, capacity;
};

/* From how many ties there are of each, two places on, to where the one before begins: what is placed moves it to where it ends. */
static void add_up(struct ties *ties, uint32_t entities)
{
    for (uint32_t e = 2; e < entities + 2; e++)
        ties->first[e] += ties->first[e - 1];
}

/* Sorts ties by what they lead from; the order of equals stays. */
static struct ties grouped(const struct loose_ties *loose, uint32_t entities)
{
    struct ties ties = {.data = array_zeroed(loose->count + 1, sizeof *ties.data),
                        .first = array_zeroed(entities + 2, sizeof *ties.first)};
    for (uint32_t i = 0; i < loose->count; i++)
        ties.first[loose->data[i].from + 2]++;
    add_up(&ties, entities);
    for (uint32_t i = 0; i < loose->count; i++)
        ties.data[ties.first[loose->data[i].from + 1]++] = loose->data[i].tie;
    return ties;
}

/* One direction of the relations between declarations. */
struct direction {
    struct model *model;
    struct ties *ties;
    bool back; /* from what is pointed at to what points */
};

static struct loose tie_of(const struct direction *direction, const struct relation *relation)
{
    uint32_t to = model_canonical(direction->model, relation->to), from = relation->from;
    struct tie tie = {direction->back ? from : to, relation->property, relation->certain};
    return (struct loose){direction->back ? to : from, tie};
}

/* Counts, then places: the relations are many, and read twice they need not be copied. */
static void sort_relations(void *context, uint32_t number)
{
    const struct direction *direction = (const struct direction *)context + number;
    const struct model *model = direction->model;
    struct ties *ties = direction->ties;
    uint32_t count = 0;
    ties->first = array_zeroed(model->entity_count + 2, sizeof *ties->first);
    for (uint32_t u = 1; u < model->unit_count; count += model->units[u++].relation_count)
        for (uint32_t r = 0; r < model->units[u].relation_count; r++)
            ties->first[tie_of(direction, &model->units[u].relations[r]).from + 2]++;
    add_up(ties, model->entity_count);
    ties->data = array_zeroed(count + 1, sizeof *ties->data);
    for (uint32_t u = 1; u < model->unit_count; u++)
        for (uint32_t r = 0; r < model->units[u].relation_count; r++) {
            struct loose loose = tie_of(direction, &model->units[u].relations[r]);
            ties->data[ties->first[loose.from + 1]++] = loose.tie;
        }
}

void ground_init(struct ground *ground, struct model *model)
{
    struct direction directions[] = {{model, &ground->out, false}, {model, &ground->in, true}};
    *ground = (struct ground){.model = model};
    model->parallel->each(model->parallel, 2, sort_relations, directions);
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

/* The actor that a holder names, or 0: what is inherited or inferred is named where it comes from. */
static uint32_t named_by(const struct ground *ground, const struct holder *holder, uint32_t entity)
{
    const struct model *model = ground->model;
    bool shown = holder->own && !model->units[model->entities[entity].unit].builtin;
    return shown ? model_canonical(model, holder->actor) : 0;
}

/* Places what read_roles has counted, in the order of entities. */
static void find_named(struct ground *ground)
{
    const struct model *model = ground->model;
    struct ties *named = &ground->named;
    add_up(named, model->entity_count);
    named->data = array_zeroed(named->first[model->entity_count + 1] + 1, sizeof *named->data);
    for (uint32_t e = 1; e < model->entity_count; e++) {
        struct stretch stretch = ground->stretches[e];
        const struct holder *holders = ground->holders[model->entities[e].file].data;
        for (uint32_t i = stretch.first; i < stretch.first + stretch.count; i++) {
            uint32_t actor = named_by(ground, &holders[i], e);
            if (actor)
                named->data[named->first[actor + 1]++] = (struct tie){e, holders[i].role, holders[i].certain};
        }
    }
}

struct seat ground_seat(const struct model *model, uint32_t actor)
{
    bool unsure, none;
    uint32_t canonical = model_canonical(model, actor), sector = role_stated_sector(model, actor, &unsure, &none);
    bool stands_for_members = model->entities[canonical].kind == KIND_GROUP &&
                              model_property(model, canonical, PROPERTY_MEMBERS).node;
    return (struct seat){.sector = sector ? role_sector(model, actor, NULL) : 0,
                         .unsure = unsure,
                         .open = !sector && !none && !stands_for_members};
}

/* Who has roles in the declarations of a file, how often each is named, and the sectors of its actors. */
static void read_roles(void *context, uint32_t number)
{
    struct ground *ground = context;
    const struct model *model = ground->model;
    const struct file *file = &model->files[number];
    struct holders *holders = &ground->holders[number];
    struct responsibilities list = {0};
    for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++) {
        ground->stretches[e].first = holders->count;
        if (KIND_IN(model->entities[e].kind, OF(ACTOR) | OF(GROUP)))
            ground->seats[e] = ground_seat(model, e);
        if (!KIND_IN(model->entities[e].kind, ROLE_KINDS))
            continue;
        list.count = 0;
        role_all(model, e, &list);
        for (uint32_t i = 0; i < list.count; i++) {
            const struct responsibility *r = &list.data[i];
            struct holder holder = {r->name,          r->length,  r->actor,
                                    (uint8_t)r->role, r->certain, r->origin == ORIGIN_OWN};
            ARRAY_PUSH(holders, data, count, capacity, holder);
            uint32_t actor = named_by(ground, &holder, e);
            if (actor) /* which other files may name too */
                __atomic_fetch_add(&ground->named.first[actor + 2], 1, __ATOMIC_RELAXED);
        }
        ground->stretches[e].count = list.count;
    }
    array_free(list.data);
}

/* Who is named, and who sits in a sector: neither looks at the other. */
static void find_those(void *context, uint32_t number)
{
    if (number)
        find_seats(context);
    else
        find_named(context);
}

void ground_find_roles(struct ground *ground)
{
    struct model *model = ground->model;
    if (ground->holders)
        return;
    ground->holders = array_zeroed(model->file_count, sizeof *ground->holders);
    ground->stretches = array_zeroed(model->entity_count, sizeof *ground->stretches);
    ground->seats = array_zeroed(model->entity_count, sizeof *ground->seats);
    ground->named.first = array_zeroed(model->entity_count + 2, sizeof *ground->named.first);
    model->parallel->each(model->parallel, model->file_count, read_roles, ground);
    model->parallel->each(model->parallel, 2, find_those, ground);
}

void ground_free(struct ground *ground)
{
    for (uint32_t f = 0; f < ground->model->file_count && ground->holders; f++)
        array_free(ground->holders[f].data);
    array_free(ground->holders);
    array_free(ground->stretches);
    array_free(ground->seats);
    array_free(ground->out.data);
    array_free(ground->out.first);
    array_free(ground->in.data);
    array_free(ground->in.first);
    array_free(ground->named.data);
    array_free(ground->named.first);
    array_free(ground->seated.data);
    array_free(ground->seated.first);
}
