/* neighbourhood.c: which documents may lead to each other, however indirectly. */
#include "live_parts.h"

#include <assert.h>
#include <string.h>

/* ---- names ------------------------------------------------------------------------------------------------------ */

/* The plans and libraries there are. Their texts are copied: the document they stand in may change. */
static void collect_names(struct live *live)
{
    symbol_free(&live->names);
    symbol_init(&live->names, live->order_count);
    for (uint32_t i = 0; i < live->order_count; i++) {
        const struct tree *tree = &live->documents[live->order[i]].file.tree;
        const struct value *id = tree->header ? tree_value(tree, tree->header, TAG_ID) : NULL;
        struct symbol name = id ? tree->symbols.symbols[id->symbol] : (struct symbol){0};
        if (!id || symbol_find_hashed(&live->names, &name))
            continue;
        name.text = arena_copy(&live->names.texts, name.text, name.length);
        symbol_intern_hashed(&live->names, &name);
    }
}

/* ---- who leads to whom -------------------------------------------------------------------------------------------- */

/* A forest of places in the order of documents; a root stands before all that lead to it. */
static uint32_t root_of(uint32_t *roots, uint32_t place)
{
    while (roots[place] != place)
        place = roots[place] = roots[roots[place]];
    return place;
}

static void join(uint32_t *roots, uint32_t a, uint32_t b)
{
    a = root_of(roots, a);
    b = root_of(roots, b);
    if (a < b)
        roots[b] = a;
    else
        roots[a] = b;
}

/* Joins those that begin with one name, and each with those that it may mean. */
static void join_all(const struct live *live, uint32_t *roots)
{
    uint32_t *first = array_zeroed(live->names.count,
                                   sizeof *first); /* by name: the first that begins with it, and one */
    for (uint32_t i = 0; i < live->order_count; i++) {
        uint32_t header = live->documents[live->order[i]].header;
        assert(header < live->names.count);
        if (header && first[header])
            join(roots, i, first[header] - 1);
        else if (header)
            first[header] = i + 1;
    }
    for (uint32_t i = 0; i < live->order_count; i++) {
        const struct document *document = &live->documents[live->order[i]];
        for (uint32_t m = 0; m < document->meant_count; m++)
            join(roots, i, first[document->meant[m]] - 1);
    }
    array_free(first);
}

/* ---- keeping what stands ------------------------------------------------------------------------------------------ */

/* True when a neighbourhood is one of those there were, and nothing in it has changed. */
static bool is_as_before(const struct live *live, const struct neighbourhood *now)
{
    uint32_t before = live->documents[now->documents[0]].in;
    if (before == LIVE_NONE || live->neighbourhoods[before].stale || live->neighbourhoods[before].count != now->count)
        return false;
    for (uint32_t i = 1; i < now->count; i++)
        if (live->documents[now->documents[i]].in != before)
            return false;
    return true;
}

static void keep_findings(struct neighbourhood *now, struct neighbourhood *before)
{
    now->arena = before->arena;
    now->findings = before->findings;
    now->finding_count = before->finding_count;
    now->libraries = before->libraries;
    now->leans = before->leans;
    now->stale = false;
    before->arena = (struct arena){0};
    before->findings = NULL;
}

void neighbourhoods_free(struct live *live)
{
    for (uint32_t n = 0; n < live->neighbourhood_count; n++) {
        ARRAY_PUSH(live, retired, retired_count, retired_capacity, live->neighbourhoods[n].arena);
        array_free(live->neighbourhoods[n].documents);
    }
    array_free(live->neighbourhoods);
    live->neighbourhoods = NULL;
    live->neighbourhood_count = live->neighbourhood_capacity = 0;
}

void neighbourhoods_settle(struct live *live)
{
    struct {
        struct neighbourhood *data;
        uint32_t count, capacity;
    } all = {0};
    uint32_t *roots = array_zeroed(live->order_count + 1, sizeof *roots),
             *number = array_zeroed(live->order_count + 1, sizeof *number);
    collect_names(live);
    for (uint32_t i = 0; i < live->order_count; i++) {
        outward_find(live, &live->documents[live->order[i]]);
        roots[i] = live->together ? 0 : i;
    }
    if (!live->together)
        join_all(live, roots);
    for (uint32_t i = 0; i < live->order_count; i++) {
        uint32_t root = root_of(roots, i);
        if (root == i) {
            struct neighbourhood fresh = {.stale = true};
            number[i] = all.count;
            ARRAY_PUSH(&all, data, count, capacity, fresh);
        }
        struct neighbourhood *at = &all.data[number[root]];
        ARRAY_PUSH(at, documents, count, capacity, live->order[i]);
    }
    for (uint32_t n = 0; n < all.count; n++)
        if (is_as_before(live, &all.data[n]))
            keep_findings(&all.data[n], &live->neighbourhoods[live->documents[all.data[n].documents[0]].in]);
    neighbourhoods_free(live);
    for (uint32_t n = 0; n < all.count; n++)
        for (uint32_t i = 0; i < all.data[n].count; i++)
            live->documents[all.data[n].documents[i]].in = n;
    live->neighbourhoods = all.data;
    live->neighbourhood_count = all.count;
    live->neighbourhood_capacity = all.capacity;
    live->unsettled = false;
    array_free(roots);
    array_free(number);
}
