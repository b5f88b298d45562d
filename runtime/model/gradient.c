#include "gradient.h"

#include <math.h>
#include <stdlib.h>
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

static struct gradient_point measured(const struct measurement *first, const struct measurement *last)
{
    double one = measurement_range(first).low, other = measurement_range(last).low;
    return (struct gradient_point){.date = first->date,
                                   .first = *first,
                                   .last = *last,
                                   .gap = one - other,
                                   .ratio = other != 0 ? one / other : NAN};
}

/* Values of the first group and of the last. */
struct halves {
    struct half {
        struct measurement value;
        bool of_last;
    } * data;
    uint32_t count, capacity;
};

/* By time; the first group before the last, and values of one group in the order of the files. */
static int by_time(const void *a, const void *b)
{
    const struct half *x = a, *y = b;
    int time = date_order(&x->value.date, &y->value.date);
    if (time || x->of_last != y->of_last)
        return time ? time : x->of_last - y->of_last;
    const struct span *one = &x->value.place, *other = &y->value.place;
    if (one->file != other->file)
        return one->file < other->file ? -1 : 1;
    return one->start < other->start ? -1 : one->start > other->start;
}

static bool is_usable(const struct observation *o, uint32_t first, uint32_t last, day_number day)
{
    day_number known = o->known == DAY_NOT_KNOWN ? o->date.last : o->known;
    return !o->area && (o->group == first || o->group == last) && !o->missing && known <= day;
}

static void read_groups(const struct moment *moment, const struct manner *manner, struct stated line,
                        const struct listed_groups *listed, struct arena *arena, struct halves *halves,
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
        struct half half = {measurement_of(moment->model, manner, line, o), o->group == last};
        ARRAY_PUSH(halves, data, count, capacity, half);
    }
}

static enum gradient_change change_of(const struct gradient *gradient)
{
    if (date_order(&gradient->latest.date, &gradient->earliest.date) == 0)
        return GRADIENT_UNKNOWN;
    double before = fabs(gradient->earliest.gap), now = fabs(gradient->latest.gap);
    if (fabs(before - now) <= 1e-9 * (1 + before))
        return GRADIENT_UNCHANGED;
    return now < before ? GRADIENT_NARROWS : GRADIENT_WIDENS;
}

/* Pairs the last value of the first group with the last of the last, time by time, and keeps the earliest and the latest pair. */
static bool pair(struct halves *halves, struct gradient *gradient)
{
    bool found = false;
    if (halves->count > 1)
        qsort(halves->data, halves->count, sizeof *halves->data, by_time);
    for (uint32_t i = 0; i + 1 < halves->count; i++) {
        const struct half *first = &halves->data[i], *last = first + 1;
        if (first->of_last || !last->of_last || date_order(&first->value.date, &last->value.date) != 0)
            continue;
        while (i + 2 < halves->count && date_order(&last->value.date, &halves->data[i + 2].value.date) == 0)
            last = &halves->data[i++ + 2];
        gradient->latest = measured(&first->value, &last->value);
        if (!found)
            gradient->earliest = gradient->latest;
        found = true;
    }
    return found;
}

bool gradient_read(const struct moment *moment, uint32_t entity, struct gradient *gradient)
{
    const struct model *model = moment->model;
    struct arena arena = {0};
    struct manner manner = {0};
    struct halves halves = {0};
    *gradient = (struct gradient){0};
    manner_read(model, &manner, entity);
    struct listed_groups listed = read_listed(model, &arena, entity);
    for (struct stated line = model_property(model, entity, PROPERTY_DATA); line.node;
         line = model_next_property(model, line))
        read_groups(moment, &manner, line, &listed, &arena, &halves, gradient);
    bool found = pair(&halves, gradient);
    if (found)
        gradient->change = change_of(gradient);
    array_free(halves.data);
    arena_free(&arena);
    return found;
}
