/* diff_property.c: what has become of a thing's name, title, kind and place, and of all that its lines say which no other part
 * tells of. Most such changes are neutral: what they mean for responsibility and thread shows in the findings. */
#include "diff.h"

#include <string.h>

/* ---- what it is called, and where it stands --------------------------------------------------------------------------- */

static const char *id_of(const char *identity)
{
    const char *slash = strrchr(identity, '/');
    return slash ? slash + 1 : identity;
}

/* Its own id; another plan's name, or a parent's, is told of there. A slug is made of the title, and no id. */
static void compare_name(struct diff *d, uint32_t old, uint32_t new)
{
    const char *was = d->former[old], *is = model_identity(d->new.model, new);
    if (!was || strcmp(id_of(was), id_of(is)) == 0 || (*id_of(was) == '~' && *id_of(is) == '~'))
        return;
    struct change *change = diff_add(d, CHANGE_RENAMED, NEUTRAL, old, new);
    change->field = "id";
    change->old = (struct telling){was, id_of(was)};
    change->new = (struct telling){is, id_of(is)};
}

static void compare_title(struct diff *d, uint32_t old, uint32_t new)
{
    if (!model_has_title(d->old.model, old) || !model_has_title(d->new.model, new))
        return;
    const char *was = model_title(d->old.model, d->arena, old, d->language),
               *is = model_title(d->new.model, d->arena, new, d->language);
    if (strcmp(was, is) == 0)
        return;
    const char *fewer, *more;
    enum weight weight = obligation_weigh(was, is, &fewer, &more);
    struct change *change = diff_add(d, weight == NEUTRAL ? CHANGE_RETITLED : CHANGE_RETITLED_REWORDED, weight, old,
                                     new);
    change->field = "title";
    change->old.text = was;
    change->new.text = is;
    if (weight != NEUTRAL) {
        change->new.label = more;
        change->about = fewer;
    }
}

static void compare_kind(struct diff *d, uint32_t old, uint32_t new)
{
    if (d->old.model->entities[old].kind == d->new.model->entities[new].kind)
        return;
    struct cell was = cells_kind(&d->old.filling, old), is = cells_kind(&d->new.filling, new);
    struct change *change = diff_add(d, CHANGE_KIND_CHANGED, NEUTRAL, old, new);
    change->field = "kind";
    change->old = (struct telling){was.text, was.label};
    change->new = (struct telling){is.text, is.label};
}

/* What a thing stands below: another, or the plan. */
static struct telling above_told(struct side *side, struct arena *arena, uint32_t entity)
{
    const struct entity *at = &side->model->entities[entity];
    uint32_t above = at->parent ? at->parent : side->model->units[at->unit].header;
    if (!above)
        return (struct telling){"", "–"};
    const char *identity = model_identity(side->model, above);
    return (struct telling){identity, arena_format(arena, "«%s»", cells_label(&side->filling, above))};
}

static bool same_place(const struct diff *d, uint32_t old, uint32_t new)
{
    const struct entity *was = &d->old.model->entities[old], *is = &d->new.model->entities[new];
    if (was->parent || is->parent)
        return was->parent && is->parent && d->old.other[was->parent] == is->parent;
    uint32_t before = d->old.model->units[was->unit].header, after = d->new.model->units[is->unit].header;
    return before && after ? d->old.other[before] == after : before == after;
}

static void compare_place(struct diff *d, uint32_t old, uint32_t new)
{
    if (d->new.model->entities[new].kind == KIND_PLAN || same_place(d, old, new))
        return;
    struct change *change = diff_add(d, CHANGE_MOVED, NEUTRAL, old, new);
    change->field = "parent";
    change->old = above_told(&d->old, d->arena, old);
    change->new = above_told(&d->new, d->arena, new);
}

/* ---- the lines ---------------------------------------------------------------------------------------------------------- */

/* Properties that the other parts tell of. */
static bool is_told_elsewhere(enum property property, enum kind kind)
{
    switch (property) {
    case PROPERTY_PERIOD: return KIND_IN(kind, OF(PLAN) | THREAD | WORK | NEEDS);
    case PROPERTY_DEADLINE:
    case PROPERTY_START:
    case PROPERTY_WHEN:
    case PROPERTY_POSTPONED_TO:
    case PROPERTY_STATUS:
    case PROPERTY_PERFORMED:
    case PROPERTY_BY:
    case PROPERTY_BASELINE:
    case PROPERTY_MEASURED:
    case PROPERTY_DATA:
    case PROPERTY_MEMBERS: return true;
    default: return property_row(property)->flags & ROLE;
    }
}

/* A text that obliges to less is told of as that. */
static void compare_text(struct diff *d, uint32_t old, uint32_t new, enum property property)
{
    const char *fewer, *more;
    struct change *change = diff_lines(d, old, new, property, CHANGE_TEXT_CHANGED, NEUTRAL);
    if (!change)
        return;
    change->weight = obligation_weigh(change->old.text, change->new.text, &fewer, &more);
    if (change->weight == NEUTRAL)
        return;
    change->kind = CHANGE_TEXT_REWORDED;
    change->old.label = fewer;
    change->new.label = more;
}

/* Decisions that have been told of with what they decided. */
static bool is_decision_told(struct diff *d, uint32_t old, uint32_t new)
{
    const char *decision = diff_decision(d, old, new);
    for (uint32_t i = d->first; i < d->changes.count && decision; i++)
        if (d->changes.data[i].decision && strcmp(d->changes.data[i].decision, decision) == 0)
            return true;
    return false;
}

static enum change_kind kind_of(enum property property, enum weight weight)
{
    bool scope = property == PROPERTY_TARGET_GROUP || property == PROPERTY_LIFE_STAGE || property == PROPERTY_ARENA;
    return !scope || weight == NEUTRAL ? CHANGE_CHANGED : weight == WEAKENED ? CHANGE_NARROWED : CHANGE_WIDENED;
}

static void compare_property(struct diff *d, uint32_t old, uint32_t new, enum property property)
{
    struct items before = diff_items(&d->old, d->arena, old, property),
                 after = diff_items(&d->new, d->arena, new, property);
    bool same = diff_items_same(&before, &after), both = before.count && after.count;
    enum weight weight = same ? NEUTRAL : diff_weigh(d, old, new, property, &before, &after);
    array_free(before.data);
    array_free(after.data);
    if (same || (property == PROPERTY_DECISION && is_decision_told(d, old, new)))
        return;
    if (both && property_row(property)->shape == SHAPE_TEXT)
        compare_text(d, old, new, property);
    else
        diff_lines(d, old, new, property, kind_of(property, weight), weight);
}

/* A line that stands as it stood, byte for byte, next in turn; what it refers to is told of where that is. */
static bool same_bytes(const struct side *old, uint32_t before, uint32_t file, const struct side *new, uint32_t after,
                       uint32_t other)
{
    const struct file *a = &old->model->files[file], *b = &new->model->files[other];
    const struct node *one = &a->tree.nodes[before], *two = &b->tree.nodes[after];
    return one->word == two->word && one->flags == two->flags && !(one->flags & NODE_BLOCK_TEXT) &&
           one->end - one->start == two->end - two->start &&
           memcmp(a->source.bytes + one->start, b->source.bytes + two->start, one->end - one->start) == 0;
}

/* The properties that some own line of either states otherwise, as bits. */
struct property_set {
    uint64_t bits[(PROPERTY_COUNT + 63) / 64];
};

static void include(struct property_set *set, uint32_t property)
{
    set->bits[property / 64] |= (uint64_t)1 << (property % 64);
}

static struct property_set differing(const struct diff *d, uint32_t old, uint32_t new)
{
    struct property_set set = {0};
    const struct entity *was = &d->old.model->entities[old], *is = &d->new.model->entities[new];
    const struct node *a = d->old.model->files[was->file].tree.nodes, *b = d->new.model->files[is->file].tree.nodes;
    uint32_t one = a[was->node].property, two = b[is->node].property;
    bool whole = was->kind == KIND_PLAN || was->kind == KIND_LIBRARY; /* other files state more of it */
    while (one && two && !whole && same_bytes(&d->old, one, was->file, &d->new, two, is->file)) {
        one = a[one].property;
        two = b[two].property;
    }
    for (; one; one = a[one].property)
        include(&set, a[one].word);
    for (; two; two = b[two].property)
        include(&set, b[two].word);
    for (int p = 1; p < PROPERTY_COUNT && whole; p++)
        include(&set, (uint32_t)p);
    return set;
}

bool diff_same_lines(const struct diff *d, uint32_t old, uint32_t new)
{
    static const struct property_set none;
    struct property_set set = differing(d, old, new);
    return memcmp(set.bits, none.bits, sizeof none.bits) == 0;
}

void diff_properties(struct diff *d, uint32_t old, uint32_t new)
{
    compare_name(d, old, new);
    compare_title(d, old, new);
    compare_kind(d, old, new);
    compare_place(d, old, new);
    struct property_set set = differing(d, old, new);
    for (int p = 1; p < PROPERTY_COUNT; p++)
        if (((set.bits[p / 64] >> (p % 64)) & 1u) &&
            !is_told_elsewhere((enum property)p, (enum kind)d->new.model->entities[new].kind))
            compare_property(d, old, new, (enum property)p);
}
