/* diff_match.c: what is the same thing in both versions. By name first; then those that are left by title, by what they say,
 * by what stands below them. A match can make others, so that is done again until nothing more is found. */
#include "diff.h"
#include "key.h"
#include "symbol.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ROUNDS = 8, NOBODY = UINT32_MAX };

struct matching {
    struct diff *diff;
    struct arena arena;
    struct key key;
    uint32_t *old_units; /* by unit of the old version: the same one in the new; 0: none */
    uint32_t deepest;    /* how deep things nest */
    bool found;
};

/* Which keys a pass gives. */
struct pass {
    /* Writes the key of a thing into m->key; false when it has none. */
    bool (*key)(struct matching *m, struct side *side, uint32_t entity);
    bool only; /* the key must be the only one of its like on either side */
};

static bool is_old(const struct matching *m, const struct side *side)
{
    return side == &m->diff->old;
}

static void pair(struct matching *m, uint32_t old, uint32_t new)
{
    struct diff *d = m->diff;
    d->old.other[old] = new;
    d->new.other[new] = old;
    d->old.model->identities[old] = d->new.model->identities[new];
    m->found = true;
}

/* What may have become of a thing without being another: a goal of another kind, a group that was an actor. */
static uint32_t family_of(uint32_t kind)
{
    static const uint32_t families[] = {THREAD, WORK, NEEDS, OF(ACTOR) | OF(GROUP)};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (KIND_IN(kind, families[i]))
            return KIND_COUNT + (uint32_t)i;
    return kind;
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

/* ---- keys ------------------------------------------------------------------------------------------------------------ */

/* What stands for the unit of a thing on both sides: the new one's number. Files without a header are all alike. */
static uint32_t unit_token(const struct matching *m, const struct side *side, uint32_t entity)
{
    uint32_t unit = side->model->entities[entity].unit;
    if (!side->model->units[unit].kind)
        return 0;
    if (!is_old(m, side))
        return unit;
    return m->old_units[unit] ? m->old_units[unit] : NOBODY;
}

/* Writes what stands for the parent of a thing; false when it is in one version alone. */
static bool write_parent(struct matching *m, struct side *side, uint32_t entity)
{
    uint32_t parent = side->model->entities[entity].parent, unit = unit_token(m, side, entity);
    if (parent && is_old(m, side))
        parent = side->other[parent];
    else if (parent && !side->other[parent])
        parent = 0;
    if ((!parent && side->model->entities[entity].parent) || unit == NOBODY)
        return false;
    key_text(&m->key, parent ? "e" : "u");
    key_integer(&m->key, parent ? parent : unit);
    return true;
}

/* The title without what only looks different; false when there is none. */
static bool write_title(struct matching *m, struct side *side, uint32_t entity)
{
    if (!model_has_title(side->model, entity))
        return false;
    const struct file *file = &side->model->files[side->model->entities[entity].file];
    const struct value *title = tree_value(&file->tree, side->model->entities[entity].node, TAG_TITLE);
    const char *text = file->source.bytes + title->start;
    uint32_t length = title->end - title->start;
    for (uint32_t i = 0; i < length; i++)
        if (text[i] != '\\' || i + 1 == length)
            key_put(&m->key, text + i, 1);
    return length > 0;
}

static const struct symbol *name_of(const struct side *side, uint32_t entity)
{
    const struct entity *at = &side->model->entities[entity];
    return at->name ? &side->model->units[at->unit].symbols->symbols[at->name] : NULL;
}

static bool write_name(struct matching *m, struct side *side, uint32_t entity, uint32_t kind)
{
    const struct symbol *name = name_of(side, entity);
    uint32_t unit = unit_token(m, side, entity);
    if (!name || unit == NOBODY)
        return false;
    key_integer(&m->key, unit);
    key_integer(&m->key, kind);
    key_put(&m->key, name->text, name->length);
    return true;
}

static bool key_name(struct matching *m, struct side *side, uint32_t entity)
{
    return write_name(m, side, entity, side->model->entities[entity].kind);
}

static bool key_name_of_family(struct matching *m, struct side *side, uint32_t entity)
{
    return write_name(m, side, entity, family_of(side->model->entities[entity].kind));
}

/* A number is where a thing stands in the plan, which is renumbered when something is put in before it. */
static bool key_numbered_title(struct matching *m, struct side *side, uint32_t entity)
{
    const struct symbol *name = name_of(side, entity);
    uint32_t unit = unit_token(m, side, entity);
    if (!name || unit == NOBODY || name->text[0] < '0' || name->text[0] > '9')
        return false;
    key_integer(&m->key, unit);
    key_integer(&m->key, side->model->entities[entity].kind);
    return write_title(m, side, entity);
}

/* With its number too: what has not been renumbered need not be the only one of its title. */
static bool key_number_and_title(struct matching *m, struct side *side, uint32_t entity)
{
    return key_name(m, side, entity) && write_title(m, side, entity);
}

/* What has no id of its own is known by its parent and its title. */
static bool key_nameless(struct matching *m, struct side *side, uint32_t entity)
{
    if (side->model->entities[entity].name || !write_parent(m, side, entity))
        return false;
    key_integer(&m->key, side->model->entities[entity].kind);
    write_title(m, side, entity);
    return true;
}

static bool key_title_in_parent(struct matching *m, struct side *side, uint32_t entity)
{
    if (!write_parent(m, side, entity))
        return false;
    key_integer(&m->key, side->model->entities[entity].kind);
    return write_title(m, side, entity);
}

static bool key_title(struct matching *m, struct side *side, uint32_t entity)
{
    key_integer(&m->key, side->model->entities[entity].kind);
    return write_title(m, side, entity);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All that its own lines say, whatever their order; false when that is too little to know it by. */
static bool write_content(struct matching *m, struct side *side, uint32_t entity)
{
    enum { LEAST_LINES = 2, MOST_LINES = 256 };
    const char *lines[MOST_LINES];
    uint32_t count = 0;
    const struct entity *at = &side->model->entities[entity];
    const struct tree *tree = &side->model->files[at->file].tree;
    uint64_t seen[(PROPERTY_COUNT + 63) / 64] = {0};
    for (uint32_t node = tree->nodes[at->node].property; node; node = tree->nodes[node].property) {
        enum property property = (enum property)tree->nodes[node].word;
        if (property == PROPERTY_TITLE_IN || (seen[property / 64] >> (property % 64)) & 1u)
            continue;
        seen[property / 64] |= (uint64_t)1 << (property % 64);
        struct items items = diff_items(side, &m->arena, entity, property);
        for (uint32_t i = 0; i < items.count && count < MOST_LINES; i++)
            lines[count++] = arena_format(&m->arena, "%d %s\n", (int)property, items.data[i].key);
        array_free(items.data);
    }
    if (count < LEAST_LINES)
        return false;
    qsort(lines, count, sizeof *lines, by_text);
    for (uint32_t i = 0; i < count; i++)
        key_text(&m->key, lines[i]);
    return true;
}

static bool key_content_in_parent(struct matching *m, struct side *side, uint32_t entity)
{
    if (!write_parent(m, side, entity))
        return false;
    key_integer(&m->key, side->model->entities[entity].kind);
    return write_content(m, side, entity);
}

static bool key_content(struct matching *m, struct side *side, uint32_t entity)
{
    key_integer(&m->key, side->model->entities[entity].kind);
    return write_content(m, side, entity);
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
            family_of(old->model->entities[parent].kind) == family_of(new->model->entities[other].kind))
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
    static const struct pass nameless = {key_nameless, false};
    for (uint32_t depth = 0; depth <= m->deepest; depth++)
        run_pass(m, &nameless, depth);
}

void diff_match(struct diff *d)
{
    static const struct pass by_name[] = {{key_number_and_title, false},
                                          {key_numbered_title, true},
                                          {key_name, false},
                                          {key_name_of_family, false}},
                             by_likeness[] = {{key_title_in_parent, true},
                                              {key_title, true},
                                              {key_content_in_parent, true},
                                              {key_content, true}};
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
