#include "scope.h"

#include <string.h>

void scope_init(struct model *model, struct unit *unit)
{
    struct scope *scope = unit->scope = arena_alloc(&unit->arena, sizeof *scope);
    scope->name_count = 1; /* name 0 is none */
    uint32_t entities = 1;
    for (uint32_t i = 0; i < unit->file_count; i++)
        entities += model->files[unit->files[i]].entity_count;
    scope->names = array_grow(NULL, &scope->name_capacity, entities, sizeof *scope->names);
    if (unit->file_count == 1) {
        scope->table = &model->files[unit->files[0]].tree.symbols;
    } else {
        uint32_t names = 16;
        for (uint32_t i = 0; i < unit->file_count; i++)
            names += model->files[unit->files[i]].tree.symbols.count;
        symbol_init(&scope->own, names);
        scope->table = &scope->own;
        for (uint32_t i = 0; i < unit->file_count; i++) {
            struct file *file = &model->files[unit->files[i]];
            const struct symbol_table *symbols = &file->tree.symbols;
            file->unit_symbol = arena_alloc(&unit->arena, symbols->count * sizeof *file->unit_symbol);
            for (uint32_t s = 1; s < symbols->count; s++)
                file->unit_symbol[s] = symbol_intern_hashed(&scope->own, &symbols->symbols[s]);
        }
    }
    unit->symbols = scope->table;
    scope->symbol_count = scope->table->count;
    scope->symbols = array_grow(NULL, &scope->symbol_capacity, scope->symbol_count, sizeof *scope->symbols);
    for (uint32_t s = 0; s < scope->symbol_count; s++)
        scope->symbols[s] = (struct scope_symbol){.count = UINT32_MAX};
}

void scope_free(struct scope *scope)
{
    array_free(scope->symbols);
    array_free(scope->names);
    array_free(scope->candidates);
    if (scope->table == &scope->own)
        symbol_free(&scope->own);
}

uint32_t scope_symbol(const struct file *file, uint32_t symbol)
{
    return file->unit_symbol ? file->unit_symbol[symbol] : symbol;
}

void scope_add(struct scope *scope, uint32_t symbol, uint32_t entity, bool id)
{
    struct scope_name name = {entity, 0, id};
    uint32_t index = scope->name_count;
    ARRAY_PUSH(scope, names, name_count, name_capacity, name);
    struct scope_symbol *known = &scope->symbols[symbol];
    if (known->last_name)
        scope->names[known->last_name].next = index;
    else
        known->names = index;
    known->last_name = index;
}

static uint32_t unit_of_symbol(const struct model *model, uint32_t symbol)
{
    return symbol && symbol < model->unit_of_name_count ? model->unit_of_name[symbol] : 0;
}

uint32_t model_find_unit(const struct model *model, const char *text, uint32_t length)
{
    return unit_of_symbol(model, symbol_find(&model->unit_names, text, length));
}

static void add_candidate(struct scope *scope, uint32_t entity, enum scope_level level)
{
    struct candidate candidate = {entity, (uint8_t)level};
    ARRAY_PUSH(scope, candidates, candidate_count, candidate_capacity, candidate);
}

/* The names of one unit as candidates of another. */
static void add_names(struct scope *scope, const struct scope *of, const struct symbol *name, enum scope_level level)
{
    uint32_t symbol = symbol_find_hashed(of->table, name);
    if (!symbol)
        return;
    for (uint32_t n = of->symbols[symbol].names; n; n = of->names[n].next)
        add_candidate(scope, of->names[n].entity, of->names[n].id ? level : level + 1);
}

/* `unit/name`, also for what a library brings in; or `declaration/name`, for a declaration of this unit with that name
 * below it. */
static void add_qualified(struct model *model, struct unit *unit, const struct symbol *name)
{
    const char *slash = memchr(name->text, '/', name->length);
    if (!slash)
        return;
    uint32_t prefix = (uint32_t)(slash - name->text), length = name->length - prefix - 1;
    struct symbol rest = {slash + 1, length, symbol_hash(slash + 1, length)}; /* NFC, as the whole is */
    uint32_t found = model_find_unit(model, name->text, prefix), before = unit->scope->candidate_count;
    if (found)
        add_names(unit->scope, model->units[found].scope, &rest, LEVEL_NAME);
    bool library = found && model->units[found].kind == KIND_LIBRARY;
    for (uint32_t i = 0; library && i < model->units[found].use_count; i++)
        add_names(unit->scope, model->units[model->units[found].uses[i]].scope, &rest, LEVEL_LIBRARY_NAME);
    if (unit->scope->candidate_count > before)
        return;
    struct scope *scope = unit->scope;
    uint32_t outer = symbol_find(scope->table, name->text, prefix), inner = symbol_find_hashed(scope->table, &rest);
    if (!outer || !inner)
        return;
    for (uint32_t n = scope->symbols[inner].names; n; n = scope->names[n].next)
        for (uint32_t above = model->entities[scope->names[n].entity].parent; above;
             above = model->entities[above].parent)
            if (model->entities[above].name == outer)
                add_candidate(scope, scope->names[n].entity, LEVEL_NAME);
}

/* Everything that a name may stand for in the unit, nearest first. */
static void collect(struct model *model, struct unit *unit, const struct symbol *name)
{
    struct scope *scope = unit->scope;
    add_qualified(model, unit, name);
    add_names(scope, scope, name, LEVEL_NAME);
    for (uint32_t i = 0; i < unit->use_count; i++)
        add_names(scope, model->units[unit->uses[i]].scope, name, LEVEL_LIBRARY_NAME);
    uint32_t as_unit = unit_of_symbol(model, symbol_find_hashed(&model->unit_names, name));
    if (as_unit && model->units[as_unit].header)
        add_candidate(scope, model->units[as_unit].header, LEVEL_PLAN);
}

const struct candidate *scope_candidates(struct model *model, struct unit *unit, uint32_t symbol, uint32_t *count)
{
    struct scope *scope = unit->scope;
    struct scope_symbol *cached = &scope->symbols[symbol];
    if (cached->count == UINT32_MAX) {
        cached->candidates = scope->candidate_count;
        collect(model, unit, &scope->table->symbols[symbol]);
        cached->count = scope->candidate_count - cached->candidates;
    }
    *count = cached->count;
    return cached->count ? scope->candidates + cached->candidates : NULL;
}

enum resolution scope_choose(const struct model *model, const struct candidate *candidates, uint32_t count,
                             uint32_t kinds, uint32_t *found, uint32_t *other)
{
    uint32_t best = 0, second = 0, level = UINT32_MAX;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t entity = candidates[i].entity;
        if (!KIND_IN(model->entities[entity].kind, kinds) || candidates[i].level > level)
            continue;
        if (candidates[i].level < level) {
            best = entity;
            second = 0;
            level = candidates[i].level;
        } else if (model_canonical(model, entity) != model_canonical(model, best)) {
            second = entity;
        }
    }
    if (!best) {
        /* codes are only meant where codes are asked for */
        for (uint32_t i = 0; i < count && !best; i++)
            if (model->entities[candidates[i].entity].kind != KIND_CODE)
                best = candidates[i].entity;
        *found = best;
        return best ? WRONG_KIND : UNKNOWN_NAME;
    }
    *found = best;
    *other = second;
    return second ? AMBIGUOUS : RESOLVED;
}

enum resolution model_resolve(struct model *model, uint32_t unit, const char *text, uint32_t length, uint32_t kinds,
                              uint32_t *found, uint32_t *other)
{
    struct unit *in = &model->units[unit];
    struct scope *scope = in->scope;
    *found = *other = 0;
    struct symbol name = symbol_of(&in->arena, text, length);
    uint32_t symbol = symbol_find_hashed(scope->table, &name), count, first = scope->candidate_count;
    if (symbol) {
        const struct candidate *candidates = scope_candidates(model, in, symbol, &count);
        return scope_choose(model, candidates, count, kinds, found, other);
    }
    collect(model, in, &name);
    count = scope->candidate_count - first;
    enum resolution resolution = scope_choose(model, count ? scope->candidates + first : NULL, count, kinds, found,
                                              other);
    scope->candidate_count = first;
    return resolution;
}
