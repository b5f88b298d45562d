/* ids.c: declarations without an id among others that have one. Advice that is off by default: what has an id can be followed
 * (`log`, `diff`) and referred to when its title changes. The id that is proposed is made of the title. */
#include "blank.h"
#include "checker.h"
#include "symbol.h"

#include <stdio.h>
#include <string.h>

enum { NAMEABLE = NEEDS | THREAD | OF(MEASURE) | OF(TARGET) | OF(INDICATOR) };

/* What is counted of the declarations of one kind that stand beside one another. */
struct beside {
    uint32_t titled, named;
};

struct ids {
    struct checker *c;
    struct symbol_table given; /* the ids that were proposed */
    struct symbol_table slugs; /* what they were made of */
    struct {
        uint32_t *data, count, capacity;
    } twins; /* by slug: the number that was tried last; 1: none */
    char *name;
    uint32_t name_capacity; /* of the id that is being tried */
};

static const struct value *title_of(const struct model *model, uint32_t entity)
{
    const struct value *title = tree_value(model_tree(model, entity), model->entities[entity].node, TAG_TITLE);
    return title && title->start < title->end ? title : NULL;
}

/* A name, and not a number as `2.3`: numbers are the plan's own, and none is guessed. */
static bool has_name(const struct model *model, uint32_t entity)
{
    const struct value *id = tree_value(model_tree(model, entity), model->entities[entity].node, TAG_ID);
    char first = id ? model->files[model->entities[entity].file].source.bytes[id->start] : '0';
    return first < '0' || first > '9';
}

static bool is_nameless(const struct model *model, uint32_t entity)
{
    const struct entity *at = &model->entities[entity];
    return KIND_IN(at->kind, NAMEABLE) && !at->name && !at->extends && title_of(model, entity) &&
           !tree_value(model_tree(model, entity), at->node, TAG_ID);
}

static void count(const struct model *model, uint32_t entity, struct beside beside[KIND_COUNT])
{
    enum kind kind = (enum kind)model->entities[entity].kind;
    if (!KIND_IN(kind, NAMEABLE) || !title_of(model, entity))
        return;
    beside[kind].titled++;
    beside[kind].named += has_name(model, entity);
}

/* ---- the id --------------------------------------------------------------------------------------------------- */

/* True when a name stands for something already, or would, were it declared: then it is not for others. */
static bool is_taken(const struct ids *ids, const char *name)
{
    const struct model *model = ids->c->model;
    const struct unit *unit = ids->c->unit;
    uint32_t length = (uint32_t)strlen(name);
    if (symbol_find(&ids->given, name, length))
        return true;
    if (unit->kind == KIND_LIBRARY) /* others refer to its names */
        return symbol_find(ids->c->names, name, length) != 0;
    for (uint32_t f = 0; f < unit->file_count; f++)
        if (symbol_find(&model->files[unit->files[f]].tree.symbols, name, length))
            return true;
    return false;
}

void ids_find_names(const struct model *model, struct symbol_table *names)
{
    bool wanted = false;
    for (uint32_t u = 1; u < model->unit_count && !wanted; u++) {
        const struct unit *unit = &model->units[u];
        wanted = unit->kind == KIND_LIBRARY && !unit->builtin && !unit->external &&
                 checker_wants(model, unit, DIAG_MISSING_ID);
    }
    if (wanted)
        symbol_init(names, 1024);
    for (uint32_t f = 0; f < model->file_count && wanted; f++) {
        const struct symbol_table *symbols = &model->files[f].tree.symbols;
        for (uint32_t s = 1; s < symbols->count && !model->files[f].data; s++)
            symbol_intern_hashed(names, &symbols->symbols[s]);
    }
}

/* A word of the language means itself in an expression. */
static bool is_keyword(const struct model *model, const char *name)
{
    struct lexicon_match matches[LEXICON_MATCHES];
    const char *end = name + strlen(name);
    int count = lexicon_matches(&model->tables->lexicon, name, end, ~0u, matches);
    return count && name + matches[0].length == end;
}

/* The slug, or, where that is taken, with a number behind it: each number of a slug is tried once. */
static const char *set_apart(struct ids *ids, const char *slug)
{
    uint32_t length = (uint32_t)strlen(slug), symbol = symbol_intern(&ids->slugs, slug, length);
    while (ids->twins.count <= symbol)
        ARRAY_PUSH(&ids->twins, data, count, capacity, 1);
    uint32_t *twin = &ids->twins.data[symbol];
    ids->name = array_grow(ids->name, &ids->name_capacity, length + 16, 1);
    memcpy(ids->name, slug, length + 1);
    if (*twin > 1 || is_taken(ids, slug))
        do
            snprintf(ids->name + length, 16, "-%u", (unsigned)++*twin);
        while (is_taken(ids, ids->name));
    const char *id = arena_copy(ids->c->arena, ids->name, strlen(ids->name));
    symbol_intern(&ids->given, id, (uint32_t)strlen(id));
    return id;
}

/* The title as a name: `turgruppe-for-alle`. NULL when it has no letter. */
static const char *make_id(struct ids *ids, uint32_t entity)
{
    struct checker *c = ids->c;
    const struct entity *at = &c->model->entities[entity];
    uint32_t length;
    const char *title = model_title_text(c->model, c->arena, entity, c->unit->language, &length);
    const char *slug = model_slug(c->arena, title, length);
    while (*slug && (*slug < 'a' || *slug > 'z'))
        slug++;
    if (!*slug)
        return NULL;
    if (is_keyword(c->model, slug)) {
        const char *kind = keyword_of_kind((enum kind)at->kind)->forms[c->unit->language];
        slug = arena_format(c->arena, "%s-%s", model_slug(c->arena, kind, (uint32_t)strlen(kind)), slug);
    }
    return set_apart(ids, slug);
}

/* Where the id goes: behind the keyword, or in the first cell of a row, `| |`, where the first column is for ids. False when there
 * is no such place. */
static bool find_place(const struct file *file, uint32_t id, uint32_t *place)
{
    const struct node *node = &file->tree.nodes[id], *table = &file->tree.nodes[node->parent];
    const char *bytes = file->source.bytes;
    *place = node->start + (node->flags & NODE_ROW ? 1 : node->head_length);
    if (!(node->flags & NODE_ROW))
        return node->head_length > 0;
    return table->kind == NODE_TABLE && table->value_count && file->tree.values[table->values].symbol == COLUMN_ID &&
           bytes[node->start] == '|' && bytes[blank_skip(bytes, node->start + 1, node->end)] == '|';
}

static void advise(struct ids *ids, uint32_t entity)
{
    static const char *const title[] = {"Sett inn en id", "Set inn ein id", "Add an id"};
    struct checker *c = ids->c;
    const struct entity *at = &c->model->entities[entity];
    const struct file *file = &c->model->files[at->file];
    const struct node *node = &file->tree.nodes[at->node];
    const char *id;
    uint32_t place;
    if ((node->flags & NODE_BAD) || !find_place(file, at->node, &place) || !(id = make_id(ids, entity)))
        return;
    struct diagnostic *diagnostic = checker_advise(c, DIAG_MISSING_ID, entity, model_span(c->model, entity));
    diagnostic->arguments[0] = checker_title(c, entity);
    diagnostic->arguments[1] = diag_string(id);
    diag_add_fix(c->list, diagnostic, (struct span){at->file, place, place}, arena_format(c->arena, " %s", id), true,
                 title);
}

/* ---- who stands beside whom ------------------------------------------------------------------------------------- */

/* Most of the others of its kind beside it have a name. */
static void judge(struct ids *ids, uint32_t entity, const struct beside beside[KIND_COUNT])
{
    const struct beside *alike = &beside[ids->c->model->entities[entity].kind];
    if (is_nameless(ids->c->model, entity) && alike->named * 2 > alike->titled - 1)
        advise(ids, entity);
}

static void check_below(struct ids *ids, uint32_t parent)
{
    const struct model *model = ids->c->model;
    struct beside beside[KIND_COUNT] = {{0, 0}};
    bool any = false;
    for (uint32_t e = model->entities[parent].first_child; e; e = model->entities[e].next_sibling) {
        count(model, e, beside);
        any |= is_nameless(model, e);
    }
    for (uint32_t e = model->entities[parent].first_child; e && any; e = model->entities[e].next_sibling)
        judge(ids, e, beside);
}

/* Those at the top stand beside one another whichever of the plan's files they are in. */
static void check_top(struct ids *ids)
{
    const struct model *model = ids->c->model;
    const struct unit *unit = ids->c->unit;
    struct beside beside[KIND_COUNT] = {{0, 0}};
    for (int counted = 0; counted < 2; counted++)
        for (uint32_t f = 0; f < unit->file_count; f++) {
            const struct file *file = &model->files[unit->files[f]];
            for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
                if (!(model->entities[e].flags & ENTITY_TOP))
                    continue;
                else if (counted)
                    judge(ids, e, beside);
                else
                    count(model, e, beside);
        }
}

void check_ids(struct checker *c)
{
    struct ids ids = {.c = c};
    if (!checker_wants(c->model, c->unit, DIAG_MISSING_ID))
        return;
    symbol_init(&ids.given, 16);
    symbol_init(&ids.slugs, 16);
    check_top(&ids);
    for (uint32_t f = 0; f < c->unit->file_count; f++) {
        const struct file *file = &c->model->files[c->unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
            if (!KIND_IN(c->model->entities[e].kind, OF(PLAN) | OF(LIBRARY)))
                check_below(&ids, e);
    }
    symbol_free(&ids.given);
    symbol_free(&ids.slugs);
    array_free(ids.twins.data);
    array_free(ids.name);
}
