/* diff_who.c: what has become of the actors in each role, and of a group's members. Roles are compared as they hold, with what
 * is inherited; what follows from a change above is told there alone. */
#include "diff.h"

#include <string.h>

/* Who has a role in one version. */
struct cast {
    struct responsibilities list;
    bool none, undecided;
};

static struct cast read_cast(const struct side *side, uint32_t entity, enum property role)
{
    struct cast cast = {0};
    if (KIND_IN(side->model->entities[entity].kind, ROLE_KINDS))
        role_stated(side->model, entity, role, &cast.list, &cast.none, &cast.undecided);
    return cast;
}

static struct cell actor_cell(struct side *side, uint32_t entity, const struct responsibility *r)
{
    return cells_actor(&side->filling, r, side->model->entities[entity].unit);
}

static bool is_same_actor(struct diff *d, const struct responsibility *old, const struct responsibility *new)
{
    if (old->actor && new->actor)
        return d->old.other[model_canonical(d->old.model, old->actor)] == model_canonical(d->new.model, new->actor);
    const char *a = old->actor ? model_title(d->old.model, d->arena, old->actor, LANGUAGE_NB)
                               : arena_copy(d->arena, old->name, old->length);
    const char *b = new->actor ? model_title(d->new.model, d->arena, new->actor, LANGUAGE_NB)
                               : arena_copy(d->arena, new->name, new->length);
    return strcmp(model_slug(d->arena, a, (uint32_t)strlen(a)), model_slug(d->arena, b, (uint32_t)strlen(b))) == 0;
}

static const struct responsibility *find_new(struct diff *d, const struct cast *after, const struct responsibility *old)
{
    for (uint32_t i = 0; i < after->list.count; i++)
        if (is_same_actor(d, old, &after->list.data[i]))
            return &after->list.data[i];
    return NULL;
}

static const struct responsibility *find_old(struct diff *d, const struct cast *before,
                                             const struct responsibility *new)
{
    for (uint32_t i = 0; i < before->list.count; i++)
        if (is_same_actor(d, &before->list.data[i], new))
            return &before->list.data[i];
    return NULL;
}

/* What happens to a role's actor happens to the parent's too, and comes from there. */
static bool told_above(struct diff *d, uint32_t old, uint32_t new, enum property role,
                       const struct responsibility *lost, const struct responsibility *got)
{
    uint32_t above_old = d->old.model->entities[old].parent, above_new = d->new.model->entities[new].parent;
    const struct responsibility *one = lost ? lost : got;
    if (!above_old || d->old.other[above_old] != above_new || !one || one->origin != ORIGIN_INHERITED)
        return false;
    struct cast before = read_cast(&d->old, above_old, role), after = read_cast(&d->new, above_new, role);
    bool told = lost ? !find_new(d, &after, lost) : !find_old(d, &before, got);
    array_free(before.list.data);
    array_free(after.list.data);
    return told;
}

struct exchange {
    struct diff *diff;
    uint32_t old, new;
    enum property role;
    const struct responsibility *lost, *got; /* the last of each */
    uint32_t lost_count, got_count;
};

static struct change *tell(struct exchange *e, enum change_kind kind, enum weight weight,
                           const struct responsibility *lost, const struct responsibility *got)
{
    struct diff *d = e->diff;
    struct telling before = {0}, after = {0};
    if (lost) {
        struct cell cell = actor_cell(&d->old, e->old, lost);
        before = (struct telling){cell.text, cell.label};
    }
    if (got) {
        struct cell cell = actor_cell(&d->new, e->new, got);
        after = (struct telling){cell.text, cell.label};
    }
    struct change *change = diff_tell(d, kind, weight, e->old, e->new, e->role, before, after);
    change->field = role_name(e->role);
    change->about = diff_word(d, e->role);
    if (got && got->stated.node)
        change->line = got->stated;
    return change;
}

static void find_exchanged(struct exchange *e, const struct cast *before, const struct cast *after, bool say)
{
    struct diff *d = e->diff;
    for (uint32_t i = 0; i < before->list.count; i++) {
        const struct responsibility *lost = &before->list.data[i];
        if (find_new(d, after, lost) || told_above(d, e->old, e->new, e->role, lost, NULL))
            continue;
        e->lost = lost;
        e->lost_count++;
        if (say)
            tell(e, CHANGE_ACTOR_DROPPED, WEAKENED, lost, NULL);
    }
    for (uint32_t i = 0; i < after->list.count; i++) {
        const struct responsibility *got = &after->list.data[i];
        if (find_old(d, before, got) || told_above(d, e->old, e->new, e->role, NULL, got))
            continue;
        e->got = got;
        e->got_count++;
        if (say)
            tell(e, CHANGE_ACTOR_ADDED, STRENGTHENED, NULL, got);
    }
}

static void compare_certainty(struct exchange *e, const struct cast *before, const struct cast *after)
{
    for (uint32_t i = 0; i < after->list.count; i++) {
        const struct responsibility *is = &after->list.data[i], *was = find_old(e->diff, before, is);
        if (was && was->certain != is->certain && is->origin == ORIGIN_OWN)
            tell(e, is->certain ? CHANGE_ACTOR_CERTAIN : CHANGE_ACTOR_UNCERTAIN, is->certain ? STRENGTHENED : WEAKENED,
                 was, is);
    }
}

/* One who leaves and one who comes: the one has taken over from the other. */
static void compare_role(struct diff *d, uint32_t old, uint32_t new, enum property role)
{
    struct cast before = read_cast(&d->old, old, role), after = read_cast(&d->new, new, role);
    struct exchange found = {.diff = d, .old = old, .new = new, .role = role}, told = found;
    if (before.list.count || after.list.count) {
        find_exchanged(&found, &before, &after, false);
        if (found.lost_count == 1 && found.got_count == 1)
            tell(&found, CHANGE_ACTOR_CHANGED, NEUTRAL, found.lost, found.got);
        else if (found.lost_count || found.got_count)
            find_exchanged(&told, &before, &after, true);
        compare_certainty(&found, &before, &after);
    }
    array_free(before.list.data);
    array_free(after.list.data);
}

/* ---- members of a group --------------------------------------------------------------------------------------------- */

static const struct item *find_item(const struct items *items, const struct item *like)
{
    for (uint32_t i = 0; i < items->count; i++)
        if (strcmp(items->data[i].key, like->key) == 0)
            return &items->data[i];
    return NULL;
}

static void compare_members(struct diff *d, uint32_t old, uint32_t new)
{
    struct items before = diff_items(&d->old, d->arena, old, PROPERTY_MEMBERS),
                 after = diff_items(&d->new, d->arena, new, PROPERTY_MEMBERS);
    struct telling nothing = {0};
    for (uint32_t i = 0; i < before.count; i++)
        if (!find_item(&after, &before.data[i]))
            diff_tell(d, CHANGE_MEMBER_DROPPED, WEAKENED, old, new, PROPERTY_MEMBERS, before.data[i].telling, nothing);
    for (uint32_t i = 0; i < after.count; i++)
        if (!find_item(&before, &after.data[i]))
            diff_tell(d, CHANGE_MEMBER_ADDED, STRENGTHENED, old, new, PROPERTY_MEMBERS, nothing, after.data[i].telling);
    array_free(before.data);
    array_free(after.data);
}

void diff_roles(struct diff *d, uint32_t old, uint32_t new)
{
    enum kind kind = (enum kind)d->new.model->entities[new].kind;
    if (KIND_IN(kind, ROLE_KINDS))
        for (int i = 0; i < ROLE_COUNT; i++)
            compare_role(d, old, new, ROLES[i]);
    if (KIND_IN(kind, OF(GROUP) | OF(ACTOR)))
        compare_members(d, old, new);
}
