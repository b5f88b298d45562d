#include "checker.h"

/* ---- marks: what the thread's ends look like from the other end ------------------------------------------ */

static void mark(struct model *model, uint32_t entity, unsigned flags)
{
    __atomic_fetch_or(&model->entities[entity].flags, (uint16_t)flags, __ATOMIC_RELAXED);
}

/* Marks an element and the thread above it. Stops where the mark is already, so all marking is linear. */
static void mark_upwards(struct model *model, uint32_t entity, unsigned flags)
{
    for (uint32_t at = entity; at && KIND_IN(model->entities[at].kind, THREAD); at = model->entities[at].parent) {
        if ((__atomic_load_n(&model->entities[at].flags, __ATOMIC_RELAXED) & flags) == flags)
            return;
        mark(model, at, flags);
    }
}

static void mark_nesting(struct model *model, uint32_t entity)
{
    const struct entity *at = &model->entities[entity];
    if (!at->parent)
        return;
    if (at->kind == KIND_MEASURE)
        mark_upwards(model, at->parent, ENTITY_HAS_WORK);
    if (KIND_IN(at->kind, THREAD))
        mark(model, at->parent, ENTITY_HAS_THREAD);
    if (KIND_IN(at->kind, NEEDS) && KIND_IN(model->entities[at->parent].kind, THREAD)) {
        mark(model, entity, ENTITY_ANSWERED);
        mark_upwards(model, at->parent, ENTITY_ADDRESSES);
    }
}

/* Uncertain ties count as neither there nor missing: they silence the gap they might close. */
static void mark_relation(struct model *model, const struct relation *relation)
{
    enum kind from = (enum kind)model->entities[relation->from].kind;
    if (relation->property == PROPERTY_CONTRIBUTES_TO && from == KIND_MEASURE)
        mark_upwards(model, relation->to, ENTITY_HAS_WORK);
    if (relation->property == PROPERTY_CONTRIBUTES_TO && KIND_IN(from, THREAD)) {
        mark(model, relation->to, ENTITY_HAS_THREAD);
        mark_upwards(model, relation->from, ENTITY_ADDRESSES); /* the goal it serves answers for the challenge */
    }
    if (relation->property == PROPERTY_ADDRESSES) {
        mark(model, relation->to, ENTITY_ANSWERED);
        mark_upwards(model, relation->from, ENTITY_ADDRESSES);
    }
}

struct run {
    struct model *model;
    const struct moment *moment;
    struct symbol_table names;
};

static void mark_unit(void *context, uint32_t i)
{
    struct model *model = ((struct run *)context)->model;
    const struct unit *unit = &model->units[i + 1];
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &model->files[unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
            mark_nesting(model, e);
    }
    for (uint32_t r = 0; r < unit->relation_count; r++)
        mark_relation(model, &unit->relations[r]);
}

/* ---- running ------------------------------------------------------------------------------------------------ */

static const struct check_row {
    void (*check)(struct checker *c, uint32_t entity);
    uint32_t kinds;
    uint64_t states; /* 0: whatever it states */
} CHECKS[] = {
#define STATES(property) (1ull << (PROPERTY_##property % 64)) /* as in entity.states */
#define CHECK(function, kinds, states) {function, kinds, states},
#define UNIT_CHECK(function)
#include "check.def"
#undef CHECK
#undef UNIT_CHECK
};

static void (*const UNIT_CHECKS[])(struct checker *c) = {
#define CHECK(function, kinds, states)
#define UNIT_CHECK(function) function,
#include "check.def"
#undef CHECK
#undef UNIT_CHECK
};

/* False when the check has nothing to look at. What an extension states may stand in the library. */
static bool applies(const struct check_row *row, const struct entity *entity)
{
    return KIND_IN(entity->kind, row->kinds) && (!row->states || (entity->states & row->states) || entity->extends);
}

static void check_unit(const struct run *run, uint32_t number)
{
    struct unit *unit = &run->model->units[number];
    struct checker checker = {.model = run->model,
                              .moment = run->moment,
                              .unit = unit,
                              .number = number,
                              .demands = model_demands(unit->plan_type),
                              .list = &unit->diagnostics,
                              .arena = &unit->arena,
                              .names = &run->names};
    if (unit->builtin || unit->external)
        return;
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &run->model->files[unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
            for (size_t k = 0; k < sizeof CHECKS / sizeof *CHECKS; k++)
                if (applies(&CHECKS[k], &run->model->entities[e]))
                    CHECKS[k].check(&checker, e);
    }
    for (size_t k = 0; k < sizeof UNIT_CHECKS / sizeof *UNIT_CHECKS; k++)
        UNIT_CHECKS[k](&checker);
}

/* A unit, or, as number 0, what goes through them all: that is told in the model's list, so that no unit has two writers. */
static void check_part(void *context, uint32_t number)
{
    const struct run *run = context;
    if (number)
        check_unit(run, number);
    else
        check_cycles(run->model);
}

void check_run(struct model *model, day_number day)
{
    struct moment moment;
    moment_init(&moment, model, day);
    struct run run = {.model = model, .moment = &moment};
    ids_find_names(model, &run.names);
    model->parallel->each(model->parallel, model->unit_count - 1, mark_unit, &run);
    model->parallel->each(model->parallel, model->unit_count, check_part, &run);
    symbol_free(&run.names);
    moment_free(&moment);
}
