/* link.c: from trees to a model, in one pass over all files. Units side by side; only what crosses them is serial. */
#include "link.h"

#include "embedded.h"
#include "nearest.h"
#include "prepared.h"
#include "scope.h"

#include <string.h>

/* ---- parsing --------------------------------------------------------------------------------------------------- */

void file_parse(struct file *file, uint32_t number, const struct parse_tables *tables)
{
    file->diagnostics.arena = &file->arena;
    if (file->unreadable) {
        struct diagnostic *diagnostic = diag_add(&file->diagnostics, DIAG_UNREADABLE_FILE, (struct span){number, 0, 0});
        diagnostic->arguments[0] = diag_string(file->unreadable);
        symbol_init(&file->tree.symbols, 1);
        ARRAY_PUSH(&file->tree, nodes, node_count, node_capacity, (struct node){0});
        return;
    }
    if (!file->builtin || !prepared_tree(&file->tree, &file->source))
        parse_source(&file->tree, &file->source, file->bytes, number, tables, &file->diagnostics);
}

static void parse_and_declare(struct model *model, uint32_t number)
{
    struct file *file = &model->files[number];
    file_parse(file, number, model->tables);
    if (!file->unreadable)
        link_declare(file, number);
}

void model_give_file(struct model *model, uint32_t number, char *bytes, uint32_t length, const char *unreadable)
{
    struct file *file = &model->files[number];
    file->bytes = bytes;
    file->source.bytes = bytes ? bytes : "";
    file->source.length = length;
    file->unreadable = unreadable;
    parse_and_declare(model, number);
}

struct parse_job {
    struct model *model;
    uint32_t first;
};

static void parse_one(void *context, uint32_t i)
{
    struct parse_job *job = context;
    if (!job->model->files[job->first + i].tree.node_count) /* not given and parsed already */
        parse_and_declare(job->model, job->first + i);
}

/* ---- libraries --------------------------------------------------------------------------------------------------- */

/* Adds the standard libraries that files from `first` on use and that are not there yet. */
static void add_standard_libraries(struct model *model, uint32_t first)
{
    uint32_t last = model->file_count;
    for (uint32_t f = first; f < last; f++)
        for (uint32_t i = 0; i < model->files[f].tree.use_count; i++) {
            const struct symbol *name = link_used_name(&model->files[f].tree, i);
            const struct embedded *library = name ? link_standard_library(name->text, name->length) : NULL;
            if (library && !link_library_file(model, library)) {
                /* parsing changes only bytes that are not UTF-8, and the standard library has none */
                uint32_t number = model_add_file(model, library->path, (char *)(uintptr_t)library->bytes,
                                                 library->length, NULL);
                model->files[number].builtin = true;
                model->library_count++;
            }
        }
}

/* ---- units ------------------------------------------------------------------------------------------------------- */

static uint32_t add_unit(struct model *model, enum kind kind, const char *name, uint32_t length, bool builtin)
{
    struct unit unit = {.kind = kind, .name = name, .name_length = length, .builtin = builtin};
    ARRAY_PUSH(model, units, unit_count, unit_capacity, unit);
    return model->unit_count - 1;
}

/* The unit of a file: of its header's name, or one of its own without a header. */
static uint32_t unit_of_file(struct model *model, struct file *file, struct symbol_table *standard,
                             uint32_t *standard_units)
{
    const struct tree *tree = &file->tree;
    const struct value *id = tree->header ? tree_value(tree, tree->header, TAG_ID) : NULL;
    if (!id)
        return add_unit(model, tree->header ? (enum kind)tree->nodes[tree->header].word : KIND_NONE, file->source.path,
                        (uint32_t)strlen(file->source.path), file->builtin);
    const struct symbol *name = &tree->symbols.symbols[id->symbol];
    struct symbol_table *table = file->builtin ? standard : &model->unit_names;
    uint32_t known = table->count, symbol = symbol_intern_hashed(table, name);
    uint32_t *units = file->builtin ? standard_units : model->unit_of_name;
    if (symbol == known)
        units[symbol] = add_unit(model, (enum kind)tree->nodes[tree->header].word, name->text, name->length,
                                 file->builtin);
    return units[symbol];
}

static void make_units(struct model *model)
{
    struct symbol_table standard;
    symbol_init(&standard, 16);
    uint32_t capacity = 0;
    model->unit_of_name = array_grow(NULL, &capacity, model->file_count + 2, sizeof *model->unit_of_name);
    uint32_t *standard_units = arena_alloc(&model->arena, (model->file_count + 2) * sizeof *standard_units);
    for (uint32_t f = 0; f < model->file_count; f++) {
        struct file *file = &model->files[f];
        file->unit = unit_of_file(model, file, &standard, standard_units);
        struct unit *unit = &model->units[file->unit];
        ARRAY_PUSH(unit, files, file_count, file_capacity, f);
    }
    for (uint32_t s = 1; s < standard.count; s++) { /* the workspace's own names come first */
        uint32_t known = model->unit_names.count;
        if (symbol_intern_hashed(&model->unit_names, &standard.symbols[s]) == known)
            model->unit_of_name[known] = standard_units[s];
    }
    model->unit_of_name_count = model->unit_names.count;
    symbol_free(&standard);
    for (uint32_t u = 1; u < model->unit_count; u++)
        model->units[u].diagnostics.arena = &model->units[u].arena;
}

/* Makes room for a data file for each `data` line: once units are made, files must stay where they are. */
static void reserve_data_files(struct model *model)
{
    uint32_t most = model->file_count;
    for (uint32_t f = 0; f < model->file_count; f++)
        most += model->files[f].data_lines;
    if (most > model->file_capacity)
        model->files = array_grow(model->files, &model->file_capacity, most, sizeof *model->files);
}

/* Gives each file its range of entity ids. */
static void number_entities(struct model *model)
{
    uint32_t count = 1;
    for (uint32_t f = 0; f < model->file_count; f++) {
        model->files[f].first_entity = count;
        model->files[f].entity_count = model->files[f].tree.declaration_count;
        count += model->files[f].entity_count;
    }
    model->entities = array_grow(model->entities, &model->entity_capacity, count, sizeof *model->entities);
    model->entities[0] = (struct entity){0};
    model->entity_count = count;
}

/* ---- extensions and the plan's own facts -------------------------------------------------------------------------------- */

static bool is_used_directly(const struct unit *unit, uint32_t used)
{
    for (uint32_t i = 0; i < unit->direct_use_count; i++)
        if (unit->uses[i] == used)
            return true;
    return false;
}

/* A titleless declaration extends the library's of the same name and kind; one with a title hides it, which is worth a note
 * where the plan itself asked for the library. */
static void resolve_extension(struct model *model, struct unit *unit, uint32_t id)
{
    struct entity *entity = &model->entities[id];
    bool titled = model_has_title(model, id), seated = KIND_IN(entity->kind, OF(ACTOR) | OF(GROUP) | OF(SECTOR));
    uint32_t count;
    if (!entity->name || !unit->use_count || (titled && !seated))
        return;
    const struct candidate *candidates = scope_candidates(model, unit, entity->name, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct entity *other = &model->entities[candidates[i].entity];
        if (candidates[i].level != LEVEL_LIBRARY_NAME || other->kind == KIND_CODE || entity->kind == KIND_CODE)
            continue;
        if (other->kind == entity->kind && !titled) {
            entity->extends = candidates[i].entity;
            return;
        }
        if (!unit->builtin && is_used_directly(unit, other->unit) && seated &&
            KIND_IN(other->kind, OF(ACTOR) | OF(GROUP) | OF(SECTOR))) {
            struct diagnostic *diagnostic = diag_add(&unit->diagnostics, DIAG_SHADOWS_LIBRARY, model_span(model, id));
            const struct symbol *name = &unit->scope->table->symbols[entity->name];
            const struct unit *library = &model->units[other->unit];
            diagnostic->arguments[0] = diag_text(name->text, name->length);
            diagnostic->arguments[1] = diag_text(library->name, library->name_length);
            diagnostic->declaration = id;
            return;
        }
    }
}

static enum term plan_term(const struct model *model, uint32_t header, enum property property)
{
    const struct value *value = model_value(model, model_property(model, header, property), TAG_NONE);
    return value && value->type == VALUE_TERM && !(value->flags & VALUE_UNCERTAIN) ? (enum term)value->symbol
                                                                                   : TERM_NONE;
}

/* Reads what the rest of the plan leans on: period, type, language. */
static void read_plan_facts(struct model *model, struct unit *unit)
{
    const struct value *period = model_value(model, model_property(model, unit->header, PROPERTY_PERIOD), TAG_NONE);
    if (period && period->type == VALUE_DATE && period->date.precision != PRECISION_PERIOD)
        unit->period = period->date;
    unit->plan_type = plan_term(model, unit->header, PROPERTY_PLAN_TYPE);
    unit->external = model_property(model, unit->header, PROPERTY_EXTERNAL).node != 0;
}

static void resolve_unit_frame(void *context, uint32_t i)
{
    struct model *model = context;
    struct unit *unit = &model->units[i + 1];
    link_uses(model, unit);
    read_plan_facts(model, unit);
}

static void resolve_unit_extensions(void *context, uint32_t i)
{
    struct model *model = context;
    struct unit *unit = &model->units[i + 1];
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &model->files[unit->files[f]];
        for (uint32_t e = 0; unit->use_count && e < file->entity_count; e++)
            resolve_extension(model, unit, file->first_entity + e);
    }
}

#define IN_CIRCLE UINT32_MAX

/* Follows what an extension extends as far as nobody has been before; `seen` is, by entity, from where it was first come to. When that
 * leads back into its own way, those of the circle become IN_CIRCLE. */
static void follow_extensions(const struct model *model, uint32_t *seen, uint32_t entity)
{
    const struct entity *entities = model->entities;
    uint32_t at = entity;
    for (; at && !seen[at]; at = entities[at].extends)
        seen[at] = entity;
    if (!at || seen[at] != entity)
        return;
    for (; seen[at] != IN_CIRCLE; at = entities[at].extends)
        seen[at] = IN_CIRCLE;
}

/* Makes one of a circle what it is by itself; the others extend it. */
static void cut_circle(struct model *model, uint32_t *seen, uint32_t entity)
{
    for (uint32_t at = entity; seen[at] == IN_CIRCLE; at = model->entities[at].extends)
        seen[at] = entity;
    model->entities[entity].extends = 0;
}

/* Libraries that bring in each other may extend each other's declarations: of such a circle, the first is what it is. */
static void cut_circles(struct model *model)
{
    uint32_t *seen = NULL;
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        for (uint32_t f = 0; unit->kind == KIND_LIBRARY && !unit->builtin && f < unit->file_count; f++) {
            const struct file *file = &model->files[unit->files[f]];
            for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++) {
                if (!model->entities[e].extends)
                    continue;
                seen = seen ? seen : array_zeroed(model->entity_count, sizeof *seen);
                follow_extensions(model, seen, e);
                if (seen[e] == IN_CIRCLE)
                    cut_circle(model, seen, e);
            }
        }
    }
    array_free(seen);
}

/* What an entity can inherit a line for. Those that it stands below come before it, in its own file. */
static void gather_states(struct model *model, struct entity *entity)
{
    entity->within = entity->kind == KIND_PLAN ? UINT64_MAX : entity->states; /* a plan has other files' lines too */
    for (uint32_t at = entity->extends; at; at = model->entities[at].extends)
        entity->within |= model->entities[at].states;
    if (entity->parent)
        entity->within |= model->entities[entity->parent].within;
}

static void resolve_unit_references(void *context, uint32_t i)
{
    struct model *model = context;
    const struct unit *unit = &model->units[i + 1];
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &model->files[unit->files[f]];
        for (uint32_t e = 0; e < file->entity_count; e++)
            gather_states(model, &model->entities[file->first_entity + e]);
    }
    link_references(model, i + 1);
}

void model_link(struct model *model)
{
    uint32_t parsed = 0;
    model->first_library = model->file_count;
    while (parsed < model->file_count) {
        struct parse_job job = {model, parsed};
        uint32_t first = parsed;
        model->parallel->each(model->parallel, model->file_count - parsed, parse_one, &job);
        parsed = model->file_count;
        add_standard_libraries(model, first);
    }
    reserve_data_files(model);
    make_units(model);
    number_entities(model);
    model->parallel->each(model->parallel, model->unit_count - 1, link_entities, model);
    model->parallel->each(model->parallel, model->unit_count - 1, resolve_unit_frame, model);
    link_pass_on_uses(model);
    model->parallel->each(model->parallel, model->unit_count - 1, resolve_unit_extensions, model);
    cut_circles(model);
    model->parallel->each(model->parallel, model->unit_count - 1, resolve_unit_references, model);
    link_settings(model);
    link_data_lines(model);
}
