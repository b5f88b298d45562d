#include "gradient.h"

#include <math.h>
#include <string.h>

/* The groups that `fordelt på` lists, as slugs: the first, and the last where it lists several. */
struct listed_groups {
    const char *first, *last;
};

static struct listed_groups read_listed(const struct model *model, struct arena *arena, uint32_t entity)
{
    struct listed_groups listed = {NULL, NULL};
    uint32_t count, length;
    struct stated line = model_property(model, entity, PROPERTY_BY_GROUP);
    const struct value *values = model_values(model, line, &count);
    if (count < 2)
        return listed;
    const char *text = model_text(model, line.file, &values[0], &length);
    listed.first = model_slug(arena, text, length);
    text = model_text(model, line.file, &values[count - 1], &length);
    listed.last = model_slug(arena, text, length);
    return listed;
}

static bool is_named(struct arena *arena, const char *name, const char *slug)
{
    return strcmp(model_slug(arena, name, (uint32_t)strlen(name)), slug) == 0;
}

/* The number of a group in a data file; 0 when it has none of that name. */
static uint32_t group_number(struct arena *arena, const struct dataset *dataset, const char *slug)
{
    for (uint32_t i = 0; i < dataset->group_count; i++)
        if (is_named(arena, dataset->groups[i].code, slug) || is_named(arena, dataset->groups[i].label, slug))
            return i + 1;
    return 0;
}

/* The first and the last group of a data file; false when it has not both. */
static bool find_ends(struct arena *arena, const struct dataset *dataset, const struct listed_groups *listed,
                      uint32_t *first, uint32_t *last)
{
    *first = 1;
    *last = dataset->group_count;
    if (listed->first) {
        *first = group_number(arena, dataset, listed->first);
        *last = group_number(arena, dataset, listed->last);
    }
    return *first && *last && *first != *last;
}

static bool same_time(const struct date *a, const struct date *b)
{
    return a->first == b->first && a->last == b->last;
}

static void measure(struct gradient_point *point)
{
    double first = measurement_range(&point->first).low, last = measurement_range(&point->last).low;
    point->date = point->first.date;
    point->gap = first - last;
    point->ratio = last != 0 ? first / last : NAN;
}

/* Values of the two groups at one time, as they are met; few times are open at once. */
struct pairing {
    struct gradient_point *data; /* with a missing side until its other half is met */
    uint32_t count, capacity;
};

static void pair_value(struct pairing *pairs, const struct measurement *m, bool is_first)
{
    struct gradient_point *point = NULL;
    for (uint32_t i = pairs->count; i-- > 0 && !point;)
        if (same_time(&pairs->data[i].date, &m->date))
            point = &pairs->data[i];
    if (!point) {
        struct gradient_point fresh = {.date = m->date, .first.missing = true, .last.missing = true};
        ARRAY_PUSH(pairs, data, count, capacity, fresh);
        point = &pairs->data[pairs->count - 1];
    }
    *(is_first ? &point->first : &point->last) = *m;
}

static bool is_usable(const struct observation *o, uint32_t first, uint32_t last, day_number day)
{
    day_number known = o->known == DAY_NOT_KNOWN ? o->date.last : o->known;
    return !o->area && (o->group == first || o->group == last) && !o->missing && known <= day;
}

static void read_groups(const struct moment *moment, const struct manner *manner, struct stated line,
                        const struct listed_groups *listed, struct arena *arena, struct pairing *pairs,
                        struct gradient *gradient)
{
    const struct dataset *dataset = model_dataset(moment->model, line);
    uint32_t first, last;
    if (!dataset || !find_ends(arena, dataset, listed, &first, &last))
        return;
    gradient->first = dataset->groups[first - 1].label;
    gradient->last = dataset->groups[last - 1].label;
    for (uint32_t i = 0; i < dataset->count; i++) {
        const struct observation *o = &dataset->observations[i];
        if (!is_usable(o, first, last, moment->day))
            continue;
        struct measurement m = measurement_of(moment->model, manner, line, o);
        pair_value(pairs, &m, o->group == first);
    }
}

static enum gradient_change change_of(const struct gradient *gradient)
{
    if (same_time(&gradient->latest.date, &gradient->earliest.date))
        return GRADIENT_UNKNOWN;
    double before = fabs(gradient->earliest.gap), now = fabs(gradient->latest.gap);
    if (fabs(before - now) <= 1e-9 * (1 + before))
        return GRADIENT_UNCHANGED;
    return now < before ? GRADIENT_NARROWS : GRADIENT_WIDENS;
}

bool gradient_read(const struct moment *moment, uint32_t entity, struct gradient *gradient)
{
    const struct model *model = moment->model;
    struct arena arena = {0};
    struct manner manner = {0};
    struct pairing pairs = {0};
    bool found = false;
    *gradient = (struct gradient){0};
    manner_read(model, &manner, entity);
    struct listed_groups listed = read_listed(model, &arena, entity);
    for (struct stated line = model_property(model, entity, PROPERTY_DATA); line.node;
         line = model_next_property(model, line))
        read_groups(moment, &manner, line, &listed, &arena, &pairs, gradient);
    for (uint32_t i = 0; i < pairs.count; i++) {
        struct gradient_point *point = &pairs.data[i];
        if (point->first.missing || point->last.missing)
            continue;
        measure(point);
        if (!found || point->date.last > gradient->latest.date.last)
            gradient->latest = *point;
        if (!found || point->date.last < gradient->earliest.date.last)
            gradient->earliest = *point;
        found = true;
    }
    if (found)
        gradient->change = change_of(gradient);
    array_free(pairs.data);
    arena_free(&arena);
    return found;
}
