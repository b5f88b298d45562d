#include "store.h"

#include "reading.h"

#include <stdlib.h>
#include <string.h>

struct store *store_open(struct model *model, day_number day, enum language language)
{
    struct arena arena = {0};
    struct store *store = arena_alloc(&arena, sizeof *store);
    store->arena = arena;
    store->model = model;
    store->language = language;
    moment_init(&store->moment, model, day);
    moment_find_begun(&store->moment);
    return store;
}

void store_close(struct store *store)
{
    for (int table = 0; table < SCHEMA_COUNT; table++)
        for (int column = 0; column < MOST_COLUMNS; column++)
            if (store->indexes[table][column])
                store_index_free(store->indexes[table][column]);
    moment_free(&store->moment);
    array_free(store->actors);
    array_free(store->buckets);
    array_free(store->same);
    array_free(store->findings);
    struct arena arena = store->arena; /* the store lies in it */
    arena_free(&arena);
}

void store_collect(struct store *store)
{
    if (!store->findings_collected)
        store->findings = check_collect(store->model, store->moment.day, &store->finding_count);
    store->findings_collected = true;
}

uint32_t store_domain(const struct store *store, const struct schema_table *table)
{
    if (table->number == SCHEMA_FINDING)
        return store->finding_count;
    return store->model->entity_count + (table->number == SCHEMA_ACTOR ? store->actor_count : 0);
}

uint32_t store_estimate(const struct store *store, enum schema_number number)
{
    const struct schema_table *table = schema_table(number);
    uint32_t all = store->model->entity_count;
    if (number == SCHEMA_RESPONSIBILITY || number == SCHEMA_TAG || table->kinds == ANY_KIND)
        return 2 * all + 8;
    return KIND_IN(KIND_ACTIVITY, table->kinds) ? all / 2 + 8 : all / 8 + 8;
}

/* ---- scans ---------------------------------------------------------------------------------------------------- */

struct scan *scan_open(struct store *store, enum schema_number table)
{
    struct scan *c = array_grow(NULL, &(uint32_t){0}, 1, sizeof *c);
    *c = (struct scan){.store = store, .table = schema_table(table)};
    if (table == SCHEMA_FINDING)
        store_collect(store);
    if (table == SCHEMA_ACTOR)
        store_find_actors(store);
    return c;
}

static void drop_rows(struct scan *c)
{
    if (c->has_target)
        target_free(&c->target);
    c->has_target = c->timed = c->judged = false;
    c->row_count = c->at = c->roles.count = c->occurrence_count = 0;
}

void scan_close(struct scan *c)
{
    drop_rows(c);
    array_free(c->rows);
    array_free(c->chain);
    array_free(c->roles.data);
    array_free(c->occurrences);
    arena_free(&c->arena);
    array_free(c);
}

static void restart(struct scan *c)
{
    drop_rows(c);
    c->next = c->end = c->listed_count = c->unit_file = 0;
    c->unit = NULL;
}

void scan_all(struct scan *c)
{
    restart(c);
    c->next = c->table->number == SCHEMA_FINDING ? 0 : 1;
    c->end = store_domain(c->store, c->table);
}

/* What has an identity: a declaration, what plans add to it, or an undeclared actor. */
static void list_identity(struct scan *c, const char *identity, uint32_t length)
{
    uint32_t count = 0;
    for (uint32_t number = store_first(c->store, identity, length); number; number = c->store->same[number]) {
        c->chain = array_grow(c->chain, &c->chain_capacity, count + 1, sizeof *c->chain);
        c->chain[count++] = number;
    }
    c->listed = c->chain;
    c->listed_count = count;
}

/* `plan/target#1`, `plan/series@2020`: the rows of what stands before the last mark. */
static void list_part(struct scan *c, const char *key, uint32_t length)
{
    while (length && key[length - 1] != '#' && key[length - 1] != '@')
        length--;
    if (length && !c->listed_count)
        list_identity(c, key, length - 1);
}

/* The rows of one plan: its files' declarations, and its undeclared actors. */
static void find_plan(struct scan *c, const char *key, uint32_t length)
{
    const struct model *model = c->store->model;
    for (uint32_t number = store_first(c->store, key, length); number; number = c->store->same[number])
        if (number < model->entity_count && KIND_IN(model->entities[number].kind, OF(PLAN) | OF(LIBRARY)))
            c->unit = &model->units[model->entities[number].unit];
    if (c->unit && c->table->number == SCHEMA_ACTOR) {
        c->next = model->entity_count;
        c->end = store_domain(c->store, c->table);
    }
}

void scan_find(struct scan *c, uint32_t column, const char *key, uint32_t length)
{
    restart(c);
    switch (c->table->columns[column].key) {
    case KEY_ID:
    case KEY_SUBJECT:
        list_identity(c, key, length);
        list_part(c, key, length);
        break;
    case KEY_PLAN: find_plan(c, key, length); break;
    case KEY_INDEX: {
        const struct store_index *index = store_index(c->store, c->table, column);
        uint32_t symbol = symbol_find(&index->values, key, length);
        if (symbol) {
            c->listed = index->subjects + index->begins[symbol];
            c->listed_count = index->begins[symbol + 1] - index->begins[symbol];
        }
        break;
    }
    default: scan_all(c);
    }
}

/* The next subject that may have rows; UINT32_MAX when there is none. */
static uint32_t next_subject(struct scan *c)
{
    const struct model *model = c->store->model;
    for (;;) {
        uint32_t number;
        if (c->listed_count) {
            number = *c->listed++;
            c->listed_count--;
        } else if (c->next < c->end) {
            number = c->next++;
        } else if (c->unit && c->unit_file < c->unit->file_count) {
            const struct file *file = &model->files[c->unit->files[c->unit_file++]];
            c->next = file->first_entity;
            c->end = file->first_entity + file->entity_count;
            continue;
        } else {
            return UINT32_MAX;
        }
        if (c->table->number == SCHEMA_FINDING ||
            (number < model->entity_count ? KIND_IN(model->entities[number].kind, c->table->kinds)
                                          : c->table->number == SCHEMA_ACTOR))
            return number;
    }
}

enum { ROWS_AN_ARENA = 256 };

bool scan_next(struct scan *c)
{
    if (++c->served % ROWS_AN_ARENA == 0)
        arena_free(&c->arena);
    c->judged = false;
    if (c->row_count && ++c->at < c->row_count)
        return true;
    for (;;) {
        drop_rows(c);
        c->subject = next_subject(c);
        if (c->subject == UINT32_MAX)
            return false;
        c->table->rows(c, c->subject);
        if (c->row_count)
            return true;
    }
}

struct datum scan_get(struct scan *c, uint32_t column)
{
    const struct schema_column *at = &c->table->columns[column];
    return at->get(c, at->argument);
}

int64_t scan_row(const struct scan *c)
{
    return ((int64_t)c->subject << 24) + c->at; /* no declaration has sixteen million rows */
}

const struct timing *scan_timing(struct scan *c)
{
    if (!c->timed)
        c->timing = moment_timing(&c->store->moment, scan_at(c)->entity);
    c->timed = true;
    return &c->timing;
}
