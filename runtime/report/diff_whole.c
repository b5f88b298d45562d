/* diff_whole.c: what shows only of the plans as wholes: sectors that answer for nothing any more, requirements that nobody
 * meets. */
#include "diff.h"
#include "framework.h"
#include "symbol.h"

#include <string.h>

/* ---- sectors ------------------------------------------------------------------------------------------------------- */

/* By entity: the top-level sectors that answer for something in the workspace's own plans. */
static uint8_t *sectors_with_roles(const struct side *side)
{
    const struct model *model = side->model;
    uint32_t capacity = 0;
    uint8_t *has = array_grow(NULL, &capacity, model->entity_count, sizeof *has);
    memset(has, 0, model->entity_count);
    struct responsibilities roles = {0};
    for (uint32_t e = 1; e < model->entity_count; e++) {
        const struct unit *unit = &model->units[model->entities[e].unit];
        if (unit->builtin || unit->external || !KIND_IN(model->entities[e].kind, ROLE_KINDS))
            continue;
        roles.count = 0;
        role_all(model, e, &roles);
        for (uint32_t i = 0; i < roles.count; i++)
            if (roles.data[i].actor && roles.data[i].certain)
                has[role_sector(model, roles.data[i].actor, NULL)] = 1;
    }
    array_free(roles.data);
    has[0] = 0;
    return has;
}

void diff_sectors(struct diff *d)
{
    uint8_t *before = sectors_with_roles(&d->old), *after = sectors_with_roles(&d->new);
    for (uint32_t s = 1; s < d->old.model->entity_count; s++)
        if (before[s] && !after[d->old.other[s]])
            diff_add(d, CHANGE_SECTOR_LOST, WEAKENED, s, d->old.other[s])->field = "sector";
    for (uint32_t s = 1; s < d->new.model->entity_count; s++)
        if (after[s] && !before[d->new.other[s]])
            diff_add(d, CHANGE_SECTOR_GAINED, STRENGTHENED, d->new.other[s], s)->field = "sector";
    array_free(before);
    array_free(after);
}

/* ---- requirements ---------------------------------------------------------------------------------------------------- */

/* Who meets what in one version: "requirement party", by their entities in the new version. */
struct fulfilment {
    struct side *side;
    struct atlas atlas;
    struct symbol_table pairs;
    struct arena arena;
};

static const char *pair_key(struct fulfilment *f, bool old, uint32_t requirement, uint32_t party)
{
    uint32_t a = old ? f->side->other[requirement] : requirement, b = old ? f->side->other[party] : party;
    return a && b ? arena_format(&f->arena, "%u %u", a, b) : NULL;
}

/* Shows every requirement that somebody meets, and who. */
static void each_met(struct fulfilment *f,
                     void (*visit)(void *context, uint32_t requirement, uint32_t part_of, uint32_t party),
                     void *context)
{
    uint32_t capacity = 0;
    uint32_t *found = array_grow(NULL, &capacity, f->side->model->entity_count, sizeof *found);
    uint32_t count = atlas_frameworks_in_use(&f->atlas, found);
    for (uint32_t i = 0; i < count; i++) {
        struct framework framework = {0};
        framework_read(&f->atlas, found[i], &framework);
        for (uint32_t r = framework.count; r-- > 1;) {
            const struct requirement *at = &framework.requirements[r];
            for (uint32_t p = 0; p < at->met.count; p++)
                visit(context, at->entity, framework.requirements[at->above].entity, at->met.data[p]);
        }
        framework_free(&framework);
    }
    array_free(found);
}

struct comparison_of_met {
    struct diff *diff;
    struct fulfilment *from, *other;
    bool old;
    uint8_t *explained; /* by entity: a part of it has been told of */
};

static void note_met(void *context, uint32_t requirement, uint32_t part_of, uint32_t party)
{
    struct comparison_of_met *c = context;
    const char *key = pair_key(c->from, c->old, requirement, party);
    (void)part_of;
    if (key)
        symbol_intern(&c->from->pairs, key, (uint32_t)strlen(key));
}

/* What is met here and not there. A whole that is not met for want of a part is told of as that part. */
static void tell_if_missing(void *context, uint32_t requirement, uint32_t part_of, uint32_t party)
{
    struct comparison_of_met *c = context;
    struct diff *d = c->diff;
    const char *key = pair_key(c->from, c->old, requirement, party);
    if (!key || symbol_find(&c->other->pairs, key, (uint32_t)strlen(key)))
        return;
    bool told = c->explained[requirement];
    c->explained[part_of] = 1;
    if (told)
        return;
    uint32_t fellow = c->from->side->other[requirement];
    struct cell cell = cells_entity(&c->from->side->filling, party);
    struct telling who = {cell.text, cell.label};
    struct change *change = c->old ? diff_add(d, CHANGE_REQUIREMENT_LOST, WEAKENED, requirement, fellow)
                                   : diff_add(d, CHANGE_REQUIREMENT_MET, STRENGTHENED, fellow, requirement);
    change->field = "meets";
    *(c->old ? &change->old : &change->new) = who;
}

static void fulfilment_begin(struct fulfilment *f, struct side *side)
{
    *f = (struct fulfilment){.side = side};
    symbol_init(&f->pairs, 64);
    atlas_init(&f->atlas, &side->filling.moment);
}

static void fulfilment_end(struct fulfilment *f)
{
    atlas_free(&f->atlas);
    symbol_free(&f->pairs);
    arena_free(&f->arena);
}

static void tell_missing(struct diff *d, struct fulfilment *from, struct fulfilment *other)
{
    uint32_t capacity = 0, count = from->side->model->entity_count;
    struct comparison_of_met c = {d, from, other, from->side == &d->old, array_grow(NULL, &capacity, count, 1)};
    memset(c.explained, 0, count);
    each_met(from, tell_if_missing, &c);
    array_free(c.explained);
}

void diff_requirements(struct diff *d)
{
    struct fulfilment before, after;
    fulfilment_begin(&before, &d->old);
    fulfilment_begin(&after, &d->new);
    struct comparison_of_met old = {d, &before, &after, true, NULL}, new = {d, &after, &before, false, NULL};
    each_met(&before, note_met, &old);
    each_met(&after, note_met, &new);
    tell_missing(d, &before, &after);
    tell_missing(d, &after, &before);
    fulfilment_end(&before);
    fulfilment_end(&after);
}
