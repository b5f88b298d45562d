/* recheck.c: a neighbourhood is checked as a workspace of its own; what it turns out to lean on beyond itself is noted. */
#include "live_parts.h"

#include "embedded.h"
#include "run.h"

#include <string.h>

/* ---- a neighbourhood's model ------------------------------------------------------------------------------------- */

void opened_make(struct opened *opened, struct live *live, uint32_t number, const struct parallel *parallel)
{
    const struct neighbourhood *of = &live->neighbourhoods[number];
    opened->number = number;
    model_init(&opened->model, parallel);
    for (uint32_t i = 0; i < of->count; i++)
        model_lend_file(&opened->model, &live->documents[of->documents[i]].file);
    model_link(&opened->model);
    opened->rules = rules_open(&opened->model, live->options.language);
}

void opened_close(struct opened *opened)
{
    if (opened->number == LIVE_NONE)
        return;
    rules_free(opened->rules);
    model_free(&opened->model);
    opened->number = LIVE_NONE;
}

/* ---- what leans on the whole ------------------------------------------------------------------------------------- */

/* A rule that is named where its plan does not have it is looked for in all other plans. */
static bool names_strange_rule(struct model *model, uint32_t entity, enum property property)
{
    uint32_t count, length, found, other;
    for (struct stated line = model_property(model, entity, property); line.node;
         line = model_next_property(model, line)) {
        const struct value *name = model_values(model, line, &count);
        const char *text = count ? model_text(model, line.file, name, &length) : NULL;
        if (text && !diag_find(text, length) &&
            model_resolve(model, model->files[line.file].unit, text, length, OF(RULE), &found, &other) != RESOLVED)
            return true;
    }
    return false;
}

/* A rule that is asked of an extension is asked of the library's own declaration, which all plans may have named. */
static bool extends_what_is_asked(const struct model *model, const struct entity *entity, uint32_t kinds)
{
    uint32_t extended = entity->extends;
    return extended && KIND_IN(entity->kind, kinds) && model->units[model->entities[extended].unit].builtin;
}

static bool entity_leans(struct model *model, uint32_t e, uint32_t kinds)
{
    return extends_what_is_asked(model, &model->entities[e], kinds) ||
           (model_may_state(model, e, PROPERTY_EXCEPTION) && names_strange_rule(model, e, PROPERTY_EXCEPTION)) ||
           (model->entities[e].kind == KIND_SETTINGS && names_strange_rule(model, e, PROPERTY_RULE_SETTING));
}

/* The steps that a rule may take grow with the workspace (RUN_BUDGET), the same for all plans. While each neighbourhood stays
 * within its own part of them, no rule is stopped here or there. */
static bool may_be_stopped(const struct live *live, const struct opened *opened)
{
    int64_t part = RUN_STEPS / (int64_t)live->neighbourhood_count +
                   RUN_STEPS_EACH * (int64_t)opened->model.entity_count;
    return rules_most_steps(opened->rules) > part;
}

static bool leans(const struct live *live, struct opened *opened)
{
    struct model *model = &opened->model;
    uint32_t kinds = rules_kinds(opened->rules), documents = live->neighbourhoods[opened->number].count;
    for (uint32_t f = 0; f < documents; f++)
        for (uint32_t e = 0; e < model->files[f].entity_count; e++)
            if (entity_leans(model, model->files[f].first_entity + e, kinds))
                return true;
    return may_be_stopped(live, opened);
}

/* ---- checking ------------------------------------------------------------------------------------------------------ */

struct numbering {
    const struct model *model;
    const struct neighbourhood *of;
};

static uint32_t library_number(const struct file *file)
{
    uint32_t number = 0;
    while (stdlib_files[number].path && stdlib_files[number].path != file->source.path)
        number++;
    return number;
}

/* A file of the model by its number here. */
static uint32_t number_here(void *context, uint32_t file)
{
    const struct numbering *numbering = context;
    return file < numbering->of->count ? numbering->of->documents[file]
                                       : LIVE_LIBRARY + library_number(&numbering->model->files[file]);
}

static void keep_findings(struct live *live, struct opened *opened, struct neighbourhood *of)
{
    struct numbering numbering = {&opened->model, of};
    const struct diag_files files = {number_here, &numbering};
    struct diagnostic *found = check_collect(&opened->model, live->options.day, &of->finding_count);
    of->findings = arena_alloc(&of->arena, (of->finding_count + 1) * sizeof *of->findings);
    for (uint32_t i = 0; i < of->finding_count; i++)
        of->findings[i] = diag_copy(&of->arena, &found[i], &files);
    array_free(found);
}

static void check(struct live *live, uint32_t number, struct opened *opened, const struct parallel *parallel)
{
    struct neighbourhood *of = &live->neighbourhoods[number];
    opened_make(opened, live, number, parallel);
    check_run(&opened->model, live->options.day);
    rules_run(opened->rules, live->options.day);
    keep_findings(live, opened, of);
    of->leans = leans(live, opened);
    of->libraries = 0;
    for (uint32_t i = 0; i < opened->model.library_count; i++)
        of->libraries |= 1ull << library_number(&opened->model.files[opened->model.first_library + i]);
    of->stale = false;
}

/* Gives each document its part of the findings, which are in the order of documents. */
static void hand_out(struct live *live, const struct neighbourhood *of)
{
    for (uint32_t i = 0; i < of->count; i++)
        live->documents[of->documents[i]].finding_count = 0;
    for (uint32_t i = 0; i < of->finding_count; i++) {
        struct document *document = &live->documents[of->findings[i].span.file];
        if (!document->finding_count++)
            document->findings = &of->findings[i];
    }
}

/* ---- the stale ones -------------------------------------------------------------------------------------------------- */

struct batch {
    struct live *live;
    uint32_t *numbers, count, capacity;
};

static void check_one(void *context, uint32_t i)
{
    struct batch *batch = context;
    struct opened opened;
    check(batch->live, batch->numbers[i], &opened, &PARALLEL_SERIAL);
    opened_close(&opened);
}

void recheck(struct live *live)
{
    const struct parallel *parallel = live->options.parallel;
    struct batch batch = {.live = live};
    live->checked = 0;
    for (uint32_t n = 0; n < live->neighbourhood_count; n++) {
        struct neighbourhood *at = &live->neighbourhoods[n];
        if (!at->stale)
            continue;
        live->checked += at->count;
        ARRAY_PUSH(live, retired, retired_count, retired_capacity, at->arena);
        at->arena = (struct arena){0};
        ARRAY_PUSH(&batch, numbers, count, capacity, n);
    }
    if (batch.count)
        opened_close(&live->opened);
    if (batch.count == 1)
        check(live, batch.numbers[0], &live->opened, parallel);
    else
        parallel->each(parallel, batch.count, check_one, &batch);
    for (uint32_t i = 0; i < batch.count; i++)
        hand_out(live, &live->neighbourhoods[batch.numbers[i]]);
    array_free(batch.numbers);
}
