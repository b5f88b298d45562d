/* diff_match.c: what is the same thing in both versions. By name first; then those that are left by title, by what they say,
 * by what stands below them. A match can make others, so that is done again until nothing more is found. */
#include "diff_like.h"
#include "symbol.h"

#include <string.h>

enum { MOST_ROUNDS = 8 };

/* Which keys a pass gives. */
struct pass {
    bool (*key)(struct matching *m, struct side *side, uint32_t entity);
    bool only; /* the key must be the only one of its like on either side */
    bool (*fits)(const struct matching *m, uint32_t old, uint32_t new); /* of two of one key; NULL: any do */
};

static void pair(struct matching *m, uint32_t old, uint32_t new)
{
    struct diff *d = m->diff;
    d->old.other[old] = new;
    d->new.other[new] = old;
    d->old.model->identities[old] = d->new.model->identities[new];
    m->found = true;
}

/* ---- plans and libraries ------------------------------------------------------------------------------------------- */

/* What a unit is known by in a round: its name, or its title with its kind before it; NULL when it has none. */
static const char *unit_key(struct matching *m, const struct side *side, uint32_t number, bool by_title)
{
    const struct unit *unit = &side->model->units[number];
    if (!unit->kind || (by_title && (!unit->header || unit->builtin)))
        return NULL;
    const char *name = by_title ? model_title(side->model, &m->arena, unit->header, LANGUAGE_NB)
                                : arena_copy(&m->arena, unit->name, unit->name_length);
    return arena_format(&m->arena, "%d%d%s", (int)unit->kind, unit->builtin, name);
}

static void match_units_by(struct matching *m, uint32_t *taken, bool by_title)
{
    struct side *old = &m->diff->old, *new = &m->diff->new;
    struct symbol_table keys;
    symbol_init(&keys, new->model->unit_count);
    uint32_t *unit_of = arena_alloc(&m->arena, (new->model->unit_count + 2) * sizeof *unit_of);
    for (uint32_t u = 1; u < new->model->unit_count; u++) {
        const char *key = taken[u] ? NULL : unit_key(m, new, u, by_title);
        uint32_t known = keys.count, symbol = key ? symbol_intern(&keys, key, (uint32_t)strlen(key)) : 0;
        if (symbol == known && symbol)
            unit_of[symbol] = u;
    }
    for (uint32_t u = 1; u < old->model->unit_count; u++) {
        const char *key = m->old_units[u] ? NULL : unit_key(m, old, u, by_title);
        uint32_t symbol = key ? symbol_find(&keys, key, (uint32_t)strlen(key)) : 0;
        uint32_t other = symbol ? unit_of[symbol] : 0;
        if (other && !taken[other])
            taken[m->old_units[u] = other] = u;
    }
    symbol_free(&keys);
}

/* The only plan that is left without a fellow; 0 when there are none or several. */
static uint32_t only_plan_left(const struct side *side, const uint32_t *taken)
{
    uint32_t left = 0, count = 0;
    for (uint32_t u = 1; u < side->model->unit_count; u++)
        if (!taken[u] && side->model->units[u].kind == KIND_PLAN && !side->model->units[u].builtin) {
            left = u;
            count++;
        }
    return count == 1 ? left : 0;
}

/* By name, then by title; the only one left on both sides is the same plan under another name. */
static void match_units(struct matching *m)
{
    struct side *old = &m->diff->old, *new = &m->diff->new;
    m->old_units = arena_alloc(&m->arena, old->model->unit_count * sizeof *m->old_units);
    uint32_t *taken = arena_alloc(&m->arena, new->model->unit_count * sizeof *taken);
    match_units_by(m, taken, false);
    match_units_by(m, taken, true);
    uint32_t before = only_plan_left(old, m->old_units), after = only_plan_left(new, taken);
    if (before && after)
        taken[m->old_units[before] = after] = before;
    for (uint32_t u = 1; u < old->model->unit_count; u++) {
        uint32_t other = m->old_units[u], from = old->model->units[u].header;
        if (other && from && new->model->units[other].header)
            pair(m, from, new->model->units[other].header);
    }
}

/* ---- passes ---------------------------------------------------------------------------------------------------------- */

/* Things of the new version by key: those of one key in the order that they stand in. */
struct shelf {
    struct symbol_table keys;
    uint32_t *first, *last, *count; /* by key; count: how many on the new side, and how many on the old */
    uint32_t *old_count, *next;     /* next: by entity of the new version */
};

static uint32_t find_key(struct matching *m, struct side *side, uint32_t entity, const struct pass *pass,
                         struct symbol_table *keys, bool make)
{
    const struct entity *at = &side->model->entities[entity];
    if (side->other[entity] || at->kind == KIND_PLAN || at->kind == KIND_LIBRARY)
        return 0;
    key_clear(&m->key);
    if (!pass->key(m, side, entity))
        return 0;
    uint32_t found = symbol_find(keys, m->key.data, m->key.count);
    if (found || !make)
        return found;
    return symbol_intern(keys, arena_copy(&m->arena, m->key.data, m->key.count), m->key.count);
}

/* True for a thing at the depth of a pass; UINT32_MAX: at any. */
static bool is_at(const struct side *side, uint32_t entity, uint32_t depth)
{
    return depth == NOBODY || side->model->entities[entity].depth == depth;
}

static void run_pass(struct matching *m, const struct pass *pass, uint32_t depth)
{
    struct side *old = &m->diff->old, *new = &m->diff->new;
    uint32_t room = new->model->entity_count + 1, capacity = 0;
    struct shelf shelf = {0};
    symbol_init(&shelf.keys, 64);
    uint32_t *arrays = array_grow(NULL, &capacity, room * 5, sizeof *arrays);
    memset(arrays, 0, room * 5 * sizeof *arrays);
    shelf.first = arrays;
    shelf.last = arrays + room;
    shelf.count = arrays + 2 * (size_t)room;
    shelf.old_count = arrays + 3 * (size_t)room;
    shelf.next = arrays + 4 * (size_t)room;
    for (uint32_t e = 1; e < new->model->entity_count; e++) {
        uint32_t key = is_at(new, e, depth) ? find_key(m, new, e, pass, &shelf.keys, true) : 0;
        if (!key)
            continue;
        if (shelf.last[key])
            shelf.next[shelf.last[key]] = e;
        else
            shelf.first[key] = e;
        shelf.last[key] = e;
        shelf.count[key]++;
    }
    for (uint32_t e = 1; e < old->model->entity_count && pass->only && shelf.keys.count > 1; e++)
        shelf.old_count[is_at(old, e, depth) ? find_key(m, old, e, pass, &shelf.keys, false) : 0]++;
    for (uint32_t e = 1; e < old->model->entity_count && shelf.keys.count > 1; e++) {
        uint32_t key = is_at(old, e, depth) ? find_key(m, old, e, pass, &shelf.keys, false) : 0;
        if (!key || !shelf.first[key] || (pass->only && (shelf.count[key] > 1 || shelf.old_count[key] > 1)))
            continue;
        uint32_t other = shelf.first[key];
        if (pass->fits && !pass->fits(m, e, other))
            continue;
        shelf.first[key] = shelf.next[other];
        pair(m, e, other);
    }
    symbol_free(&shelf.keys);
    array_free(arrays);
}

/* A parent whose id and title are new, but which holds the same things. */
static void match_by_children(struct matching *m)
{
    struct side *old = &m->diff->old, *new = &m->diff->new;
    for (uint32_t e = 1; e < old->model->entity_count; e++) {
        uint32_t parent = old->model->entities[e].parent,
                 other = old->other[e] ? new->model->entities[old->other[e]].parent : 0;
        if (parent && other && !old->other[parent] && !new->other[other] &&
            like_family(old->model->entities[parent].kind) == like_family(new->model->entities[other].kind))
            pair(m, parent, other);
    }
}

static bool anything_left(const struct side *side)
{
    for (uint32_t e = 1; e < side->model->entity_count; e++)
        if (!side->other[e])
            return true;
    return false;
}

static void match_nameless(struct matching *m)
{
    static const struct pass nameless = {like_nameless, false, NULL};
    for (uint32_t depth = 0; depth <= m->deepest; depth++)
        run_pass(m, &nameless, depth);
}

void diff_match(struct diff *d)
{
    static const struct pass by_name[] = {{like_number_and_title, false, NULL},
                                          {like_numbered_title, true, NULL},
                                          {like_name, false, like_bears_its_number},
                                          {like_name_of_family, false, like_bears_its_number}},
                             by_likeness[] = {{like_title_in_parent, true, NULL},
                                              {like_title, true, NULL},
                                              {like_content_in_parent, true, NULL},
                                              {like_content, true, NULL}};
    struct matching m = {.diff = d};
    for (uint32_t e = 1; e < d->new.model->entity_count; e++)
        if (d->new.model->entities[e].depth > m.deepest)
            m.deepest = d->new.model->entities[e].depth;
    match_units(&m);
    for (size_t i = 0; i < sizeof by_name / sizeof *by_name; i++)
        run_pass(&m, &by_name[i], NOBODY);
    match_nameless(&m);
    for (int round = 0; round < MOST_ROUNDS && anything_left(&d->old) && anything_left(&d->new); round++) {
        m.found = false;
        for (size_t i = 0; i < sizeof by_likeness / sizeof *by_likeness; i++)
            run_pass(&m, &by_likeness[i], NOBODY);
        match_by_children(&m);
        match_nameless(&m);
        if (!m.found)
            break;
    }
    key_free(&m.key);
    arena_free(&m.arena);
}
