#include "snapshot.h"

static void mark_target(struct arena *arena, const struct moment *moment, uint32_t entity, struct snapshot *s)
{
    struct target target;
    target_read(moment, entity, &target);
    s->stage_counts[entity] = target.stage_count;
    s->stages[entity] = arena_alloc(arena, (target.stage_count + 1) * sizeof **s->stages);
    for (uint32_t i = 0; i < target.stage_count; i++) {
        enum target_state state = target_judge(moment, &target, i).state;
        enum time_class class = target_class(moment, &target, &target.stages[i], state);
        s->stages[entity][i] = (struct stage_mark){(uint8_t) class, (uint8_t)state};
    }
    target_free(&target);
}

static enum freshness freshness_of(const struct moment *moment, uint32_t entity)
{
    struct manner manner = {0};
    struct series series = {0};
    struct computed computed;
    if (model_property(moment->model, entity, PROPERTY_COMPUTE).node)
        return moment_computed(moment, entity, moment->day, &computed) && computed.known ? FRESHNESS_FRESH
                                                                                         : FRESHNESS_NEVER_MEASURED;
    manner_read(moment->model, &manner, entity);
    series_read(moment, &manner, entity, &series);
    enum freshness freshness = !series.measured ? FRESHNESS_NEVER_MEASURED : FRESHNESS_STALE;
    if (series.measured && manner_is_fresh(&manner, series.measured_until, moment->day))
        freshness = FRESHNESS_FRESH;
    series_free(&series);
    return freshness;
}

/* Counts the occurrences that are over and not done. */
struct missing {
    day_number day;
    uint32_t count;
};

static void count_missing(void *context, const struct occurrence *occurrence)
{
    struct missing *missing = context;
    missing->count += !occurrence->performed && occurrence->last < missing->day;
}

static void mark_work(const struct moment *moment, uint32_t entity, struct snapshot *s)
{
    struct timing timing = moment_timing(moment, entity);
    struct missing missing = {moment->day, 0};
    bool over;
    s->classes[entity] = (uint8_t)timing.class;
    if (timing.series && timing.class == CLASS_RECURRING)
        moment_occurrences(moment, entity, &over, count_missing, &missing);
    s->missed[entity] = missing.count;
}

void snapshot_take(struct arena *arena, const struct model *model, day_number day, struct snapshot *s)
{
    uint32_t count = model->entity_count;
    struct moment moment;
    *s = (struct snapshot){.day = day,
                           .classes = arena_alloc(arena, count),
                           .missed = arena_alloc(arena, count * sizeof *s->missed),
                           .freshness = arena_alloc(arena, count),
                           .stages = arena_alloc(arena, count * sizeof *s->stages),
                           .stage_counts = arena_alloc(arena, count * sizeof *s->stage_counts)};
    moment_init(&moment, model, day);
    moment_find_begun(&moment);
    for (uint32_t e = 1; e < count; e++) {
        const struct unit *unit = &model->units[model->entities[e].unit];
        if (unit->builtin || unit->external)
            continue;
        if (model->entities[e].kind == KIND_TARGET)
            mark_target(arena, &moment, e, s);
        else if (model->entities[e].kind == KIND_INDICATOR)
            s->freshness[e] = (uint8_t)freshness_of(&moment, e);
        else if (moment_is_dated(&moment, e))
            mark_work(&moment, e, s);
    }
    moment_free(&moment);
}
