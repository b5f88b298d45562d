/* link.c: from trees to a model, in one pass over all files. Units side by side; only what crosses them is serial. */
#include "link.h"

#include "embedded.h"
#include "nearest.h"
#include "scope.h"

#include <string.h>

/* ---- parsing --------------------------------------------------------------------------------------------------- */

static void parse_file(struct model *model, uint32_t number)
{
    struct file *file = &model->files[number];
    file->diagnostics.arena = &file->arena;
    if (file->unreadable) {
        struct diagnostic *diagnostic = diag_add(&file->diagnostics, DIAG_UNREADABLE_FILE, (struct span){number, 0, 0});
        diagnostic->arguments[0] = diag_string(file->unreadable);
        symbol_init(&file->tree.symbols, 1);
        ARRAY_PUSH(&file->tree, nodes, node_count, node_capacity, (struct node){0});
        return;
    }
    parse_source(&file->tree, &file->source, file->bytes, number, &model->tables, &file->diagnostics);
    for (uint32_t n = 1; n < file->tree.node_count; n++)
        file->data_lines += file->tree.nodes[n].kind == NODE_PROPERTY && file->tree.nodes[n].word == PROPERTY_DATA;
}

void model_give_file(struct model *model, uint32_t number, char *bytes, uint32_t length, const char *unreadable)
{
    struct file *file = &model->files[number];
    file->bytes = bytes;
    file->source.bytes = bytes ? bytes : "";
    file->source.length = length;
    file->unreadable = unreadable;
    parse_file(model, number);
}

struct parse_job {
    struct model *model;
    uint32_t first;
};

static void parse_one(void *context, uint32_t i)
{
    struct parse_job *job = context;
    if (!job->model->files[job->first + i].tree.node_count) /* not given and parsed already */
        parse_file(job->model, job->first + i);
}

/* ---- libraries --------------------------------------------------------------------------------------------------- */

static const char STANDARD[] = "std/";

/* The embedded file of `std/NAME`, or NULL. */
static const struct embedded *standard_library(const char *name, uint32_t length)
{
    size_t prefix = sizeof STANDARD - 1, folder = strlen("stdlib/"), ending = strlen(".plan");
    if (length <= prefix || memcmp(name, STANDARD, prefix) != 0)
        return NULL;
    for (const struct embedded *file = stdlib_files; file->path; file++)
        if (strlen(file->path) == folder + (length - prefix) + ending &&
            memcmp(file->path + folder, name + prefix, length - prefix) == 0)
            return file;
    return NULL;
}

static bool is_loaded(const struct model *model, const struct embedded *library)
{
    for (uint32_t f = 0; f < model->file_count; f++)
        if (model->files[f].builtin && model->files[f].source.path == library->path)
            return true;
    return false;
}

/* The text of a `bruk` line's library, NFC. */
static const struct symbol *used_name(const struct tree *tree, const struct node *node)
{
    return node->value_count ? &tree->symbols.symbols[tree->values[node->values].symbol] : NULL;
}

/* Adds the standard libraries that files from `first` on use and that are not there yet. */
static void add_standard_libraries(struct model *model, uint32_t first)
{
    uint32_t last = model->file_count;
    for (uint32_t f = first; f < last; f++)
        for (uint32_t n = 1; n < model->files[f].tree.node_count; n = model->files[f].tree.nodes[n].below) {
            const struct node *node = &model->files[f].tree.nodes[n];
            const struct symbol *name = node->kind == NODE_USE ? used_name(&model->files[f].tree, node) : NULL;
            const struct embedded *library = name ? standard_library(name->text, name->length) : NULL;
            if (library && !is_loaded(model, library)) {
                /* parsing changes only bytes that are not UTF-8, and the standard library has none */
                uint32_t number = model_add_file(model, library->path, (char *)(uintptr_t)library->bytes,
                                                 library->length, NULL);
                model->files[number].builtin = true;
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

/* ---- entities ------------------------------------------------------------------------------------------------------ */

/* Hangs a new entity below the declaration it stands in; `last_child` remembers each parent's youngest. */
static void hang(struct model *model, struct file *file, uint32_t id, uint32_t *last_child)
{
    struct entity *entity = &model->entities[id];
    const struct tree *tree = &file->tree;
    uint32_t above = tree_declaration(tree, tree->nodes[entity->node].parent);
    if (!above || above == tree->header) {
        entity->flags |= ENTITY_TOP;
        return;
    }
    entity->parent = file->entity_of[above];
    struct entity *parent = &model->entities[entity->parent];
    entity->depth = (uint8_t)(parent->depth + 1);
    uint32_t *youngest = &last_child[entity->parent - file->first_entity];
    if (*youngest)
        model->entities[*youngest].next_sibling = id;
    else
        parent->first_child = id;
    *youngest = id;
}

static void make_entities(struct model *model, uint32_t number)
{
    struct file *file = &model->files[number];
    const struct tree *tree = &file->tree;
    file->entity_of = array_zeroed(tree->node_count, sizeof *file->entity_of);
    file->targets = array_zeroed(tree->value_count, sizeof *file->targets);
    uint32_t *last_child = array_zeroed(file->entity_count + 1, sizeof *last_child), id = file->first_entity;
    for (uint32_t n = 1; n < tree->node_count; n++) {
        if (tree->nodes[n].kind != NODE_DECLARATION)
            continue;
        model->entities[id] = (struct entity){
            .kind = (uint8_t)tree->nodes[n].word, .file = number, .node = n, .unit = file->unit};
        file->entity_of[n] = id;
        file->kinds |= 1u << tree->nodes[n].word;
        for (uint32_t p = tree->nodes[n].property; p; p = tree->nodes[p].property)
            model->entities[id].states |= 1ull << (tree->nodes[p].word % 64);
        hang(model, file, id, last_child);
        id++;
    }
    array_free(last_child);
}

/* Each header also answers for what those after it state, see model_find_property. */
static void set_next_header(struct model *model, uint32_t header, uint32_t next)
{
    model->entities[header].same_name = next;
    model->entities[header].states |= model->entities[next].states;
}

/* Makes the plan's headers one chain, the one with a title first. */
static void add_header(struct model *model, struct unit *unit, uint32_t id)
{
    if (!unit->header) {
        unit->header = id;
    } else if (model_has_title(model, id) && !model_has_title(model, unit->header)) {
        set_next_header(model, id, unit->header);
        unit->header = id;
    } else {
        set_next_header(model, id, model->entities[unit->header].same_name);
        set_next_header(model, unit->header, id);
        const struct value *title = tree_value(model_tree(model, id), model->entities[id].node, TAG_TITLE);
        if (title && !unit->builtin) {
            struct diagnostic *diagnostic = diag_add(&unit->diagnostics, DIAG_PLAN_OPENED_TWICE, model_span(model, id));
            diagnostic->arguments[0] = diag_text(unit->name, unit->name_length);
            diagnostic->declaration = id;
            diag_add_label(&unit->diagnostics, diagnostic, model_span(model, unit->header), PHRASE_FIRST_HERE);
        }
    }
}

/* Enters the id, the short names and the names in other languages of an entity. */
static void enter_names(struct model *model, struct unit *unit, uint32_t id)
{
    struct entity *entity = &model->entities[id];
    struct file *file = &model->files[entity->file];
    const struct tree *tree = &file->tree;
    const struct value *name = tree_value(tree, entity->node, TAG_ID);
    if (entity->kind == KIND_PLAN || entity->kind == KIND_LIBRARY) {
        if (entity->node == tree->header)
            add_header(model, unit, id);
        return;
    }
    if (name) {
        entity->name = scope_symbol(file, name->symbol);
        scope_add(unit->scope, entity->name, id, true);
    }
    struct lexicon_match word;
    if (entity->kind == KIND_CODE_LIST && name &&
        lexicon_longest(&model->tables.lexicon, file->source.bytes + name->start, file->source.bytes + name->end,
                        CLASS_WORD, 0, &word))
        unit->code_lists[word.keyword->id / 64] |= 1ull << (word.keyword->id % 64);
    for (uint32_t n = tree->nodes[entity->node].property; n; n = tree->nodes[n].property) {
        if (tree->nodes[n].word != PROPERTY_SHORT_NAME && tree->nodes[n].word != PROPERTY_NAME_IN)
            continue;
        for (uint32_t v = 0; v < tree->nodes[n].value_count; v++) {
            const struct value *value = &tree->values[tree->nodes[n].values + v];
            bool quoted = value->type == VALUE_STRING && value->symbol; /* a short name with blanks in it */
            if (value->type == VALUE_REFERENCE || value->type == VALUE_NAME || quoted)
                scope_add(unit->scope, scope_symbol(file, value->symbol), id, false);
        }
    }
}

static void make_unit(void *context, uint32_t i)
{
    struct model *model = context;
    struct unit *unit = &model->units[i + 1];
    for (uint32_t f = 0; f < unit->file_count; f++)
        make_entities(model, unit->files[f]);
    scope_init(model, unit);
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &model->files[unit->files[f]];
        for (uint32_t e = 0; e < file->entity_count; e++)
            enter_names(model, unit, file->first_entity + e);
    }
}

/* ---- uses ------------------------------------------------------------------------------------------------------------ */

static void report_unknown_library(struct unit *unit, uint32_t number, const struct tree *tree, const struct node *node)
{
    const struct value *value = &tree->values[node->values];
    const struct symbol *name = used_name(tree, node);
    struct diag_list *list = &unit->diagnostics;
    struct nearest nearest;
    nearest_begin(&nearest, name->text, name->length);
    struct arena *arena = list->arena;
    for (const struct embedded *file = stdlib_files; file->path; file++) {
        size_t length = strlen(file->path) - strlen("stdlib/") - strlen(".plan");
        const char *candidate = arena_format(arena, "std/%.*s", (int)length, file->path + strlen("stdlib/"));
        nearest_try(&nearest, candidate, strlen(candidate), candidate, (uint32_t)(file - stdlib_files));
        nearest_try(&nearest, candidate + 4, length, candidate, (uint32_t)(file - stdlib_files));
    }
    struct diagnostic *diagnostic = diag_add(list, DIAG_UNKNOWN_LIBRARY,
                                             (struct span){number, value->start, value->end});
    diagnostic->arguments[0] = diag_text(name->text, name->length);
    static const char *const without[] = {
        "Standardbibliotekene heter `std/…`; egne biblioteker har en fil som begynner med `bibliotek NAVN`.",
        "Standardbiblioteka heiter `std/…`; eigne bibliotek har ei fil som byrjar med `bibliotek NAMN`.",
        "The standard libraries are called `std/…`; your own have a file that begins with `library NAME`."};
    diagnostic->arguments[1] = nearest.match ? diag_did_you_mean(arena, nearest.match) : diag_phrase(without);
    if (nearest.match)
        diag_add_fix(list, diagnostic, diagnostic->span, nearest.match, nearest_is_sure(&nearest), PHRASE_DID_YOU_MEAN);
}

static void add_use(struct unit *unit, uint32_t used)
{
    for (uint32_t i = 0; i < unit->use_count; i++)
        if (unit->uses[i] == used)
            return;
    ARRAY_PUSH(unit, uses, use_count, use_capacity, used);
}

/* Finds the units that a unit's `bruk` lines name. */
static void resolve_uses(struct model *model, struct unit *unit)
{
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct tree *tree = &model->files[unit->files[f]].tree;
        for (uint32_t n = 1; n < tree->node_count; n = tree->nodes[n].below) {
            const struct node *node = &tree->nodes[n];
            const struct symbol *name = node->kind == NODE_USE ? used_name(tree, node) : NULL;
            if (!name)
                continue;
            const struct embedded *library = standard_library(name->text, name->length);
            uint32_t used = library ? 0 : model_find_unit(model, name->text, name->length);
            for (uint32_t file = 0; library && file < model->file_count; file++)
                if (model->files[file].builtin && model->files[file].source.path == library->path)
                    used = model->files[file].unit;
            if (!used || model->units[used].kind != KIND_LIBRARY) {
                report_unknown_library(unit, unit->files[f], tree, node);
                continue;
            }
            add_use(unit, used);
        }
    }
    unit->direct_use_count = unit->use_count;
}

/* What a library brings in, it passes on: `bruk std/råd` is enough for all that std/råd itself uses. */
static void pass_on_uses(struct model *model)
{
    enum { MOST_PASSED_ON = 64 }; /* so that a long chain of libraries costs each plan no more than this */
    for (uint32_t u = 1; u < model->unit_count; u++) {
        struct unit *unit = &model->units[u];
        uint32_t most = unit->direct_use_count + MOST_PASSED_ON;
        for (uint32_t i = 0; i < unit->use_count; i++) {
            const struct unit *used = &model->units[unit->uses[i]];
            for (uint32_t k = 0; k < used->direct_use_count && unit->use_count < most; k++)
                if (used->uses[k] != u)
                    add_use(unit, used->uses[k]);
        }
    }
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
    resolve_uses(model, unit);
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
    model->parallel->each(model->parallel, model->unit_count - 1, make_unit, model);
    model->parallel->each(model->parallel, model->unit_count - 1, resolve_unit_frame, model);
    pass_on_uses(model);
    model->parallel->each(model->parallel, model->unit_count - 1, resolve_unit_extensions, model);
    model->parallel->each(model->parallel, model->unit_count - 1, resolve_unit_references, model);
    link_settings(model);
    link_data_lines(model);
}
