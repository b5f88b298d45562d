#include "diff.h"

#include <stdlib.h>
#include <string.h>

/* ---- the comparison --------------------------------------------------------------------------------------------------- */

/* Nothing that its own lines say of time can be new: they are the old ones, and `periodeslutt` is the same day. */
static bool same_times(const struct diff *d, uint32_t old, uint32_t new)
{
    const struct date *was = &d->old.model->units[d->old.model->entities[old].unit].period,
                      *is = &d->new.model->units[d->new.model->entities[new].unit].period;
    return was->first == is->first && was->last == is->last && diff_same_lines(d, old, new);
}

static void compare_pair(struct diff *d, uint32_t old, uint32_t new)
{
    d->first = d->changes.count;
    diff_replaced(d, old, new);
    if (!same_times(d, old, new))
        diff_time(d, old, new);
    diff_target(d, old, new);
    diff_roles(d, old, new);
    diff_properties(d, old, new);
}

static void compare_things(struct diff *d)
{
    diff_presence(d);
    for (uint32_t e = 1; e < d->new.model->entity_count; e++)
        if (diff_is_own(&d->new, e) && d->new.other[e])
            compare_pair(d, d->new.other[e], e);
}

/* Changes as they are sorted: what they weigh, then where they stand in the new version, then in the order they were found. */
struct sorted {
    struct change change;
    uint32_t place, order;
};

static int by_weight(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    if (x->change.weight != y->change.weight)
        return x->change.weight < y->change.weight ? -1 : 1;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* What has gone is told of where the next thing that is still there stands. */
static uint32_t *places_of_old(const struct diff *d)
{
    uint32_t capacity = 0, place = d->new.model->entity_count;
    uint32_t *places = array_grow(NULL, &capacity, d->old.model->entity_count, sizeof *places);
    for (uint32_t e = d->old.model->entity_count; e-- > 0;) {
        place = d->old.other[e] ? d->old.other[e] : place;
        places[e] = place;
    }
    return places;
}

static void sort_changes(struct diff *d)
{
    uint32_t capacity = 0, *places = places_of_old(d);
    struct sorted *sorted = array_grow(NULL, &capacity, d->changes.count + 1, sizeof *sorted);
    for (uint32_t i = 0; i < d->changes.count; i++) {
        const struct change *change = &d->changes.data[i];
        sorted[i] = (struct sorted){*change, change->after ? change->after : places[change->before], i};
    }
    if (d->changes.count > 1)
        qsort(sorted, d->changes.count, sizeof *sorted, by_weight);
    for (uint32_t i = 0; i < d->changes.count; i++)
        d->changes.data[i] = sorted[i].change;
    array_free(sorted);
    array_free(places);
}

/* Later than any date that a plan would state. Nothing is computed for it: what is compared is what is written. */
static void begin_side(struct side *side, const struct report_request *request, struct table *table,
                       struct model *model)
{
    struct report_request own = *request;
    own.model = model;
    side->model = model;
    filling_begin(&side->filling, &own, table, "diff", NULL, 0);
    side->filling.request = request;
    const struct computer *computer = model->computer;
    model->computer = NULL;
    moment_init(&side->last, model, date_day(9999, 12, 31));
    model->computer = computer;
    uint32_t capacity = 0;
    side->other = array_grow(NULL, &capacity, model->entity_count, sizeof *side->other);
    memset(side->other, 0, model->entity_count * sizeof *side->other);
}

static void end_side(struct side *side)
{
    moment_free(&side->filling.moment);
    moment_free(&side->last);
    array_free(side->other);
}

void diff_begin(struct diff *d, const struct report_request *request, struct table *table)
{
    *d = (struct diff){.arena = table->arena, .language = request->language};
    begin_side(&d->old, request, table, request->before);
    begin_side(&d->new, request, table, request->model);
    uint32_t capacity = 0, count = request->before->entity_count;
    d->former = array_grow(NULL, &capacity, count, sizeof *d->former);
    memcpy(d->former, request->before->identities, count * sizeof *d->former);
    diff_match(d);
    compare_things(d);
    diff_sectors(d);
    diff_requirements(d);
    diff_findings(d);
    sort_changes(d);
}

void diff_end(struct diff *d)
{
    memcpy(d->old.model->identities, d->former, d->old.model->entity_count * sizeof *d->former);
    end_side(&d->old);
    end_side(&d->new);
    array_free(d->former);
    array_free(d->changes.data);
}
