/* index.c: finding rows: declarations by identity, and any other column by an index made when it is first asked for. */
#include "reading.h"

#include <assert.h>
#include <string.h>

/* ---- undeclared actors ----------------------------------------------------------------------------------------- */

static void note_actor(struct store *store, struct symbol_table *seen, struct stated line, const struct value *value)
{
    struct model *model = store->model;
    uint32_t length, known = seen->count;
    const char *text = model_text(model, line.file, value, &length);
    struct store_actor actor = {NULL, line, value};
    actor.identity = model_string_identity(model, &store->arena, model->files[line.file].unit, text, length);
    if (symbol_intern(seen, actor.identity, (uint32_t)strlen(actor.identity)) >= known)
        ARRAY_PUSH(store, actors, actor_count, actor_capacity, actor);
}

void store_find_actors(struct store *store)
{
    const struct model *model = store->model;
    struct symbol_table seen = {0};
    if (store->actors_found)
        return;
    store->actors_found = true;
    symbol_init(&seen, 64);
    for (uint32_t e = 1; e < model->entity_count; e++) /* one without an id may be called what a string is */
        if (model->entities[e].kind == KIND_ACTOR)
            symbol_intern(&seen, model_identity(model, e), (uint32_t)strlen(model_identity(model, e)));
    for (uint32_t f = 0; f < model->file_count; f++) {
        const struct file *file = &model->files[f];
        for (uint32_t n = 1; n < file->tree.node_count; n++) {
            const struct node *node = &file->tree.nodes[n];
            if (node->kind != NODE_PROPERTY ||
                !((property_row((enum property)node->word)->flags & ROLE) || node->word == PROPERTY_MEMBERS))
                continue;
            for (uint32_t v = node->values; v < node->values + node->value_count; v++)
                if (file->tree.values[v].type == VALUE_STRING && !(file->targets && file->targets[v]))
                    note_actor(store, &seen, (struct stated){f, n}, &file->tree.values[v]);
        }
    }
    symbol_free(&seen);
}

/* ---- identities ------------------------------------------------------------------------------------------------- */

static const char *identity_of(const struct store *store, uint32_t number)
{
    uint32_t declared = store->model->entity_count;
    return number < declared ? model_identity(store->model, number) : store->actors[number - declared].identity;
}

/* The bucket of an identity: where it is, or where there is room for it. */
static uint32_t *find_bucket(const struct store *store, const char *identity, uint32_t length)
{
    uint32_t at = symbol_hash(identity, length) & (store->bucket_count - 1);
    for (; store->buckets[at]; at = (at + 1) & (store->bucket_count - 1)) {
        const char *known = identity_of(store, store->buckets[at]);
        if (strlen(known) == length && memcmp(known, identity, length) == 0)
            break;
    }
    return &store->buckets[at];
}

/* From the last to the first, so that those of one identity (a library's actor and what plans add to it) stand in order. */
static void index_identities(struct store *store)
{
    store_find_actors(store);
    uint32_t count = store->model->entity_count + store->actor_count;
    for (store->bucket_count = 64; store->bucket_count < 2 * count;)
        store->bucket_count *= 2;
    store->buckets = array_grow(NULL, &(uint32_t){0}, store->bucket_count, sizeof *store->buckets);
    store->same = array_grow(NULL, &(uint32_t){0}, count, sizeof *store->same);
    memset(store->buckets, 0, store->bucket_count * sizeof *store->buckets);
    for (uint32_t number = count; number-- > 1;) {
        const char *identity = identity_of(store, number);
        uint32_t *bucket = find_bucket(store, identity, (uint32_t)strlen(identity));
        store->same[number] = *bucket;
        *bucket = number;
    }
}

uint32_t store_first(struct store *store, const char *identity, uint32_t length)
{
    if (!store->same)
        index_identities(store);
    return *find_bucket(store, identity, length);
}

const char *store_title(struct store *store, struct arena *arena, const char *identity)
{
    uint32_t number = store_first(store, identity, (uint32_t)strlen(identity)), length;
    if (!number)
        return NULL;
    if (number < store->model->entity_count)
        return model_title(store->model, arena, model_canonical(store->model, number), store->language);
    const struct store_actor *actor = &store->actors[number - store->model->entity_count];
    const char *text = model_text(store->model, actor->line.file, actor->value, &length);
    return arena_copy(arena, text, length);
}

/* ---- other columns ------------------------------------------------------------------------------------------------ */

/* A subject that has some row with a value. */
struct pair {
    uint32_t symbol, subject;
};

struct pairs {
    struct pair *data;
    uint32_t count, capacity;
};

static uint32_t value_symbol(struct store *store, struct store_index *index, const struct datum *value)
{
    uint32_t symbol = symbol_find(&index->values, value->text, value->length);
    if (symbol)
        return symbol;
    const char *text = value->fixed ? value->text : arena_copy(&store->arena, value->text, value->length);
    return symbol_intern(&index->values, text, value->length);
}

/* Sorts the pairs by symbol, by counting. */
static void fill_index(struct store *store, struct store_index *index, const struct pairs *pairs)
{
    uint32_t symbols = index->values.count + 2;
    index->begins = arena_alloc(&store->arena, (symbols + 1) * sizeof *index->begins);
    index->subjects = arena_alloc(&store->arena, (pairs->count + 1) * sizeof *index->subjects);
    for (uint32_t i = 0; i < pairs->count; i++)
        index->begins[pairs->data[i].symbol + 2]++;
    for (uint32_t s = 2; s < symbols; s++)
        index->begins[s] += index->begins[s - 1];
    for (uint32_t i = 0; i < pairs->count; i++)
        index->subjects[index->begins[pairs->data[i].symbol + 1]++] = pairs->data[i].subject;
}

static struct store_index *make_index(struct store *store, const struct schema_table *table, uint32_t column)
{
    struct store_index *index = arena_alloc(&store->arena, sizeof *index);
    struct scan *c = scan_open(store, table->number);
    struct pairs pairs = {0};
    struct {
        uint32_t *data, count, capacity;
    } latest = {0}; /* by symbol: the subject that had it last */
    symbol_init(&index->values, 256);
    for (scan_all(c); scan_next(c);) {
        struct datum value = scan_get(c, column);
        if (value.type != DATUM_TEXT)
            continue;
        struct pair pair = {value_symbol(store, index, &value), c->subject};
        while (latest.count <= pair.symbol)
            ARRAY_PUSH(&latest, data, count, capacity, UINT32_MAX);
        if (latest.data[pair.symbol] != pair.subject) /* each subject once: all its rows are given */
            ARRAY_PUSH(&pairs, data, count, capacity, pair);
        latest.data[pair.symbol] = pair.subject;
    }
    scan_close(c);
    fill_index(store, index, &pairs);
    array_free(pairs.data);
    array_free(latest.data);
    return index;
}

const struct store_index *store_index(struct store *store, const struct schema_table *table, uint32_t column)
{
    assert(column < MOST_COLUMNS);
    struct store_index **index = &store->indexes[table->number][column];
    if (!*index)
        *index = make_index(store, table, column);
    return *index;
}

void store_index_free(struct store_index *index)
{
    symbol_free(&index->values);
}
