/* select.c: which rows each request asks for, all requests in one pass for each set of columns they filter by. */
#include "data_select.h"

#include <stdlib.h>
#include <string.h>

/* Requests that filter by the same columns. */
struct family {
    uint32_t *members, count; /* requests, in order */
};

static int compare_filters(const struct query *a, const struct query *b)
{
    if (a->filter_count != b->filter_count)
        return a->filter_count < b->filter_count ? -1 : 1;
    for (uint32_t i = 0; i < a->filter_count; i++)
        if (a->filters[i].column != b->filters[i].column)
            return a->filters[i].column < b->filters[i].column ? -1 : 1;
    return 0;
}

/* A request with its query, to be sorted into families. */
struct sorted {
    const struct query *query;
    uint32_t request;
};

static int by_columns(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    int columns = compare_filters(x->query, y->query);
    return columns ? columns : x->request < y->request ? -1 : 1;
}

/* ---- one family ----------------------------------------------------------------------------------------------------- */

/* The combinations of categories that a family's requests ask for, each once; slot 0 is none. */
struct slots {
    const struct query **queries; /* of each slot, one that asks for it */
    uint32_t *counts;             /* rows of each */
    uint32_t count;
    uint32_t *buckets, bucket_mask;
};

static uint32_t mix(uint32_t hash, uint32_t category)
{
    return (hash ^ category) * 2654435761u;
}

static uint32_t query_hash(const struct query *query)
{
    uint32_t hash = 0;
    for (uint32_t i = 0; i < query->filter_count; i++)
        hash = mix(hash, query->filters[i].category);
    return hash ^ hash >> 15;
}

static bool same_categories(const struct query *a, const struct query *b)
{
    for (uint32_t i = 0; i < a->filter_count; i++)
        if (a->filters[i].category != b->filters[i].category)
            return false;
    return true;
}

static uint32_t slot_of_query(struct slots *slots, const struct query *query)
{
    uint32_t at = query_hash(query) & slots->bucket_mask;
    while (slots->buckets[at] && !same_categories(slots->queries[slots->buckets[at]], query))
        at = (at + 1) & slots->bucket_mask;
    if (!slots->buckets[at]) {
        slots->buckets[at] = ++slots->count;
        slots->queries[slots->count] = query;
    }
    return slots->buckets[at];
}

static uint32_t slot_of_row(const struct reading *reading, const struct slots *slots, uint32_t row)
{
    const struct query *like = slots->queries[1];
    uint32_t hash = 0;
    for (uint32_t i = 0; i < like->filter_count; i++)
        hash = mix(hash, table_category(reading, like->filters[i].column, row));
    for (uint32_t at = (hash ^ hash >> 15) & slots->bucket_mask; slots->buckets[at];
         at = (at + 1) & slots->bucket_mask) {
        const struct query *query = slots->queries[slots->buckets[at]];
        bool same = true;
        for (uint32_t i = 0; same && i < query->filter_count; i++)
            same = query->filters[i].category == table_category(reading, query->filters[i].column, row);
        if (same)
            return slots->buckets[at];
    }
    return 0;
}

static struct slots new_slots(struct arena *arena, uint32_t requests)
{
    struct slots slots = {.bucket_mask = 7};
    while (slots.bucket_mask < requests * 2)
        slots.bucket_mask = slots.bucket_mask * 2 + 1;
    slots.buckets = arena_alloc(arena, (slots.bucket_mask + 1) * sizeof *slots.buckets);
    slots.queries = arena_alloc(arena, (requests + 1) * sizeof *slots.queries);
    slots.counts = arena_alloc(arena, (requests + 2) * sizeof *slots.counts);
    return slots;
}

/* Gives each member of a family its rows: counted, then laid out side by side. */
static void select_family(struct reading *reading, const struct family *family, struct row_list *lists)
{
    struct arena *arena = &reading->scratch;
    struct slots slots = new_slots(arena, family->count);
    uint32_t *of_member = arena_alloc(arena, family->count * sizeof *of_member), total = 0;
    for (uint32_t i = 0; i < family->count; i++)
        of_member[i] = slot_of_query(&slots, &reading->queries[family->members[i]]);
    uint32_t *of_row = arena_alloc(arena, (reading->row_count + 1) * sizeof *of_row);
    for (uint32_t row = 0; row < reading->row_count; row++) {
        of_row[row] = slot_of_row(reading, &slots, row);
        slots.counts[of_row[row]]++;
    }
    uint32_t *begins = arena_alloc(arena, (slots.count + 2) * sizeof *begins);
    for (uint32_t slot = 1; slot <= slots.count; slot++) {
        begins[slot] = total;
        total += slots.counts[slot];
    }
    uint32_t *rows = arena_alloc(arena, (total + 1) * sizeof *rows);
    for (uint32_t i = 0; i < family->count; i++)
        lists[family->members[i]] = (struct row_list){rows + begins[of_member[i]], slots.counts[of_member[i]]};
    for (uint32_t row = 0; row < reading->row_count; row++)
        if (of_row[row])
            rows[begins[of_row[row]]++] = row;
}

/* ---- all of them ------------------------------------------------------------------------------------------------------ */

struct row_list *select_rows(struct reading *reading)
{
    struct arena *arena = &reading->scratch;
    struct row_list *lists = arena_alloc(arena, (reading->count + 1) * sizeof *lists);
    struct sorted *sorted = arena_alloc(arena, (reading->count + 1) * sizeof *sorted);
    uint32_t *members = arena_alloc(arena, (reading->count + 1) * sizeof *members), count = 0;
    for (uint32_t i = 0; i < reading->count; i++) {
        if (!reading->datasets[i].failed && reading->queries[i].filter_count)
            sorted[count++] = (struct sorted){&reading->queries[i], i};
        lists[i].count = reading->datasets[i].failed ? 0
                                                     : reading->row_count; /* every row, in a list that is not made */
    }
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, by_columns);
    for (uint32_t i = 0; i < count; i++)
        members[i] = sorted[i].request;
    for (uint32_t first = 0, end; first < count; first = end) {
        for (end = first + 1; end < count && compare_filters(sorted[first].query, sorted[end].query) == 0;)
            end++;
        select_family(reading, &(struct family){members + first, end - first}, lists);
    }
    return lists;
}
