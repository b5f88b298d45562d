/* diff_measured.c: what has become of baselines and of what has been measured. */
#include "diff_target.h"
#include "key.h"

#include <stdlib.h>
#include <string.h>

/* "2025-05-31 82 %", "2019-06-30 260/422"; for people as reports tell values. */
static struct telling value_told(struct diff *d, const struct side *side, const struct measurement *m)
{
    struct teller teller = {d->arena, side->model, d->language};
    char iso[16];
    date_format_iso(m->date.last, iso);
    const char *unit = m->amount.unit      ? arena_copy(d->arena, m->amount.unit, m->amount.unit_length)
                       : m->amount.percent ? "%"
                                           : "";
    const char *text = arena_format(d->arena, "%s %.15g%s%s", iso, m->amount.number, *unit ? " " : "", unit);
    if (m->missing)
        text = arena_format(d->arena, "%s ?", iso);
    else if (m->out_of > 0)
        text = arena_format(d->arena, "%s %.15g/%.15g", iso, m->amount.number, m->out_of);
    return (struct telling){text, figure_dated_value(&teller, NULL, m)};
}

/* Whether another baseline changes what is asked for, where that is a change from it. */
static enum weight weight_of_baseline(struct targets *t)
{
    enum weight weight = NEUTRAL;
    for (uint32_t n = 0; n < t->after.stage_count; n++) {
        const struct stage *new = &t->after.stages[n], *old = stage_before(t, n);
        if (!old || !old->condition_count || !new->condition_count || !condition_is_relative(&new->conditions[0]) ||
            !condition_is_relative(&old->conditions[0]))
            continue;
        int step = 0;
        if (stage_step(t, old, new, &step) && step < 0)
            return WEAKENED;
        weight = step > 0 ? STRENGTHENED : weight;
    }
    return weight;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void put_measurement(struct key *key, const struct measurement *m)
{
    key_integer(key, m->date.first);
    key_integer(key, m->date.last);
    key_integer(key, m->missing);
    key_number(key, m->amount.number);
    key_number(key, m->out_of);
    key_number(key, m->unknown);
}

/* A number of a text that is spread well enough for sums of it to tell lists apart (FNV-1a). */
static uint64_t spread(const struct key *key)
{
    uint64_t hash = 14695981039346656037u;
    for (uint32_t i = 0; i < key->count; i++)
        hash = (hash ^ (unsigned char)key->data[i]) * 1099511628211u;
    return hash;
}

/* All that has been measured of a thing itself, whatever the order; of areas, which may be very many, only a sum that tells. */
static const char *series_key(struct diff *d, const struct series *series)
{
    struct key key = {0};
    uint32_t capacity = 0;
    const char **values = array_grow(NULL, &capacity, series->count + 1, sizeof *values);
    uint64_t sum = 0;
    for (uint32_t i = 0; i < series->area_value_count; i++) {
        key_clear(&key);
        put_measurement(&key, &series->areas[i].measurement);
        sum += spread(&key);
    }
    for (uint32_t i = 0; i < series->count; i++) {
        key_clear(&key);
        put_measurement(&key, &series->data[i]);
        values[i] = key_copy(&key, d->arena);
    }
    if (series->count > 1)
        qsort(values, series->count, sizeof *values, by_text);
    key_clear(&key);
    for (uint32_t i = 0; i < series->count; i++)
        key_text(&key, values[i]);
    key_integer(&key, series->area_value_count);
    key_integer(&key, (int64_t)(sum >> 1));
    const char *text = key_copy(&key, d->arena);
    key_free(&key);
    array_free(values);
    return text;
}

static bool says_measured(const struct side *side, uint32_t entity)
{
    return model_property(side->model, entity, PROPERTY_MEASURED).node ||
           model_property(side->model, entity, PROPERTY_DATA).node;
}

static void read_series(const struct side *side, uint32_t entity, struct series *series)
{
    struct manner manner = {0};
    manner_read(side->model, &manner, entity);
    series_read(&side->last, &manner, entity, series);
}

static bool same_telling(const struct telling *a, const struct telling *b)
{
    return a->text && b->text && strcmp(a->text, b->text) == 0;
}

/* Two values of one time are one measurement, told otherwise. */
static enum change_kind kind_of(const struct measurement *was, const struct measurement *is, bool same)
{
    if (!was || !is)
        return is ? CHANGE_STATED : was ? CHANGE_UNSTATED : CHANGE_TEXT_CHANGED;
    if (same)
        return CHANGE_MEASUREMENT_REWRITTEN;
    return was->date.first == is->date.first && was->date.last == is->date.last ? CHANGE_MEASUREMENT_CORRECTED
                                                                                : CHANGE_MEASURED;
}

/* What has been measured is a fact, neither stronger nor weaker; but a reader wants to know that it is new. */
static void compare_measurements(struct diff *d, uint32_t old, uint32_t new)
{
    if (!says_measured(&d->old, old) && !says_measured(&d->new, new))
        return;
    struct series before = {0}, after = {0};
    read_series(&d->old, old, &before);
    read_series(&d->new, new, &after);
    if (strcmp(series_key(d, &before), series_key(d, &after)) != 0) {
        const struct measurement *was = series_latest(&d->old.last, &before), *is = series_latest(&d->new.last, &after);
        struct telling then = was ? value_told(d, &d->old, was) : (struct telling){0},
                       now = is ? value_told(d, &d->new, is) : (struct telling){0};
        struct change *change = diff_tell(d, kind_of(was, is, same_telling(&then, &now)), NEUTRAL, old, new,
                                          PROPERTY_MEASURED, then, now);
        if (!was || !is)
            change->about = diff_word(d, PROPERTY_MEASURED);
        if (is)
            change->line = is->line;
    }
    series_free(&before);
    series_free(&after);
}

void diff_measured(struct diff *d, uint32_t old, uint32_t new, struct targets *t)
{
    diff_lines(d, old, new, PROPERTY_BASELINE, CHANGE_BASELINE_CHANGED, t ? weight_of_baseline(t) : NEUTRAL);
    compare_measurements(d, old, new);
}
