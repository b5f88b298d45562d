#include "rules_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- opening ------------------------------------------------------------------------------------------------- */

/* The declarations of a file of one of some kinds, in their order: calls body with each until it says that it has seen enough. */
static bool visit_file(const struct model *model, const struct file *file, uint32_t kinds,
                       bool (*body)(void *context, uint32_t entity), void *context)
{
    for (uint32_t i = 0; (file->kinds & kinds) && i < file->entity_count; i++)
        if (KIND_IN(model->entities[file->first_entity + i].kind, kinds) && body(context, file->first_entity + i))
            return true;
    return false;
}

static bool is_rule_or_computed(void *context, uint32_t entity)
{
    const struct model *model = context;
    return model->entities[entity].kind == KIND_RULE || model_property(model, entity, PROPERTY_COMPUTE).node;
}

static bool has_anything(struct model *model)
{
    for (uint32_t f = 0; f < model->file_count; f++)
        if (visit_file(model, &model->files[f], OF(RULE) | OF(INDICATOR) | OF(TARGET), is_rule_or_computed, model))
            return true;
    return false;
}

/* The libraries that a unit uses, and those that these use. */
static void mark_uses(const struct model *model, uint32_t unit, uint8_t *used, uint32_t *pending)
{
    uint32_t count = 0;
    memset(used, 0, model->unit_count);
    pending[count++] = unit;
    while (count) {
        const struct unit *at = &model->units[pending[--count]];
        for (uint32_t i = 0; i < at->use_count; i++)
            if (!used[at->uses[i]]) {
                used[at->uses[i]] = 1;
                pending[count++] = at->uses[i];
            }
    }
}

/* A standard rule that could not be compiled would go unasked in silence: nobody sees the findings of its library. It is told
 * once, by the first plan that brings it in. */
static void report_broken(struct rules *rules, struct rule *rule, uint32_t number)
{
    struct unit *unit = &rules->model->units[number];
    if (rule->kinds || rule->reported || !rules->model->units[rule->unit].builtin)
        return;
    struct diagnostic *diagnostic = diag_add(&unit->diagnostics, DIAG_BROKEN_RULE,
                                             model_span(rules->model, unit->header));
    diagnostic->arguments[0] = diag_phrase(rule->titles);
    diagnostic->arguments[1] = diag_string(rule->name.code);
    diagnostic->declaration = unit->header;
    rule->reported = true;
}

/* A plan's rules hold for it, a library's for those that use it, and the workspace's for all. */
static void find_where_rules_hold(struct rules *rules)
{
    const struct model *model = rules->model;
    uint8_t *used = arena_alloc(&rules->arena, model->unit_count);
    uint32_t *pending = arena_alloc(&rules->arena, (model->unit_count + 1) * sizeof *pending);
    rules->holds = arena_alloc(&rules->arena, model->unit_count * sizeof *rules->holds);
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        if (unit->builtin || unit->external || !unit->header)
            continue;
        rules->holds[u] = arena_alloc(&rules->arena, rules->count + 1);
        mark_uses(model, u, used, pending);
        for (uint32_t r = 0; r < rules->count; r++) {
            struct rule *rule = &rules->data[r];
            bool holds = rule->unit == u || used[rule->unit] || !model->units[rule->unit].header;
            int severity = settings_of_rule(&unit->settings, rule->entity);
            bool off = (severity < 0 ? (int)rule->severity : severity) == SEVERITY_OFF;
            rules->holds[u][r] = holds && rule->kinds && !off;
            if (holds && !off)
                report_broken(rules, rule, u);
        }
    }
}

struct opening {
    struct rules *rules;
    struct compiler compiler;
};

static bool compile_rule(void *context, uint32_t entity)
{
    struct opening *opening = context;
    struct rules *rules = opening->rules;
    struct rule rule;
    rule_compile(&opening->compiler, entity, &rule);
    ARRAY_PUSH(rules, data, count, capacity, rule);
    return false;
}

static int by_path(const void *a, const void *b)
{
    return strcmp((*(const struct file *const *)a)->source.path, (*(const struct file *const *)b)->source.path);
}

/* In the order of files and lines, which is theirs among the findings of one place. The standard libraries come last, in the order
 * of their paths: which was brought in first tells of the other plans. */
static void compile_rules(struct opening *opening)
{
    struct rules *rules = opening->rules;
    const struct model *model = rules->model;
    const struct file **libraries = arena_alloc(&rules->arena, (model->file_count + 1) * sizeof *libraries);
    uint32_t count = 0;
    for (uint32_t f = 0; f < model->file_count; f++)
        if (model->files[f].builtin)
            libraries[count++] = &model->files[f];
        else
            visit_file(model, &model->files[f], OF(RULE), compile_rule, opening);
    if (count > 1)
        qsort(libraries, count, sizeof *libraries, by_path);
    for (uint32_t i = 0; i < count; i++)
        visit_file(model, libraries[i], OF(RULE), compile_rule, opening);
}

/* The relations are sorted, and the programs compiled: neither looks at the other. */
static void open_part(void *context, uint32_t number)
{
    struct opening *opening = context;
    struct rules *rules = opening->rules;
    if (number) {
        ground_init(&rules->ground, rules->model);
        return;
    }
    computations_open(&rules->computations, &opening->compiler);
    compile_rules(opening);
    find_where_rules_hold(rules);
}

struct rules *rules_open(struct model *model, enum language language)
{
    struct arena arena = {0};
    struct rules *rules = arena_alloc(&arena, sizeof *rules);
    rules->model = model;
    rules->language = language;
    rules->arena = arena;
    if (!has_anything(model))
        return rules;
    struct opening opening = {rules, {.model = model, .language = language, .arena = &rules->arena}};
    rules->computations.ground = &rules->ground;
    rules->grounded = true;
    model->parallel->each(model->parallel, 2, open_part, &opening);
    rules->asks_class = opening.compiler.asks_class;
    if (opening.compiler.asks_actors)
        ground_find_roles(&rules->ground);
    compiler_free(&opening.compiler);
    return rules;
}

void rules_free(struct rules *rules)
{
    if (!rules)
        return;
    for (uint32_t b = 0; b < rules->block_count; b++) {
        array_free(rules->blocks[b].findings.data);
        arena_free(&rules->blocks[b].arena);
    }
    array_free(rules->blocks);
    array_free(rules->data);
    computations_free(&rules->computations);
    if (rules->grounded)
        ground_free(&rules->ground);
    struct arena arena = rules->arena; /* which holds the struct itself */
    arena_free(&arena);
}

/* ---- running ---------------------------------------------------------------------------------------------------- */

void rules_run(struct rules *rules, day_number day)
{
    struct model *model = rules->model;
    struct moment moment;
    if (!rules->count)
        return;
    for (uint32_t r = 0; r < rules->count; r++)
        rules->data[r].steps = (struct allowance){0, RUN_BUDGET(model->entity_count)};
    moment_init(&moment, model, day);
    if (rules->asks_class)
        moment_find_begun(&moment);
    rules_ask(rules, &moment);
    rules_tell(rules);
    moment_free(&moment);
}

/* ---- for the curious --------------------------------------------------------------------------------------------- */

void rules_show(const struct rules *rules,
                void (*visit)(void *context, uint32_t entity, enum word part, const struct program *program),
                void *context)
{
    for (uint32_t i = 0; i < rules->computations.count; i++)
        visit(context, rules->computations.data[i].entity, WORD_COMPUTE, &rules->computations.data[i].program);
    for (uint32_t r = 0; r < rules->count; r++) {
        const struct rule *rule = &rules->data[r];
        for (uint32_t i = 0; i < rule->where.count; i++)
            visit(context, rule->entity, WORD_WHERE, &rule->where.data[i]);
        for (uint32_t i = 0; i < rule->require.count; i++)
            visit(context, rule->entity, WORD_REQUIRE, &rule->require.data[i]);
    }
}

uint32_t rules_kinds(const struct rules *rules)
{
    uint32_t kinds = 0;
    for (uint32_t r = 0; r < rules->count; r++)
        kinds |= rules->data[r].kinds & ANY_KIND;
    return kinds;
}

int64_t rules_most_steps(const struct rules *rules)
{
    int64_t most = 0;
    for (uint32_t r = 0; r < rules->count; r++)
        most = rules->data[r].steps.taken > most ? rules->data[r].steps.taken : most;
    return most;
}

void rules_show_work(const struct rules *rules, void (*visit)(void *context, const char *code, double share),
                     void *context)
{
    int64_t all = 1;
    for (uint32_t r = 0; r < rules->count; r++)
        all += rules->data[r].steps.taken;
    for (uint32_t r = 0; r < rules->count; r++)
        visit(context, rules->data[r].name.code, (double)rules->data[r].steps.taken / (double)all);
}
