/* entities.c: one entity a declaration, hung below the one it stands in, with the names it goes by. */
#include "link.h"
#include "scope.h"

/* True for nothing and for a header, also one too many: what stands below it stands beside it, and the formatter writes it so. */
static bool is_header(const struct tree *tree, uint32_t node)
{
    if (node == tree->header)
        return true;
    while (node && (tree->nodes[node].word == KIND_PLAN || tree->nodes[node].word == KIND_LIBRARY) &&
           tree->nodes[node].kind == NODE_DECLARATION)
        node = tree->nodes[node].parent;
    return !node;
}

/* Hangs a new entity below the declaration it stands in; `last_child` remembers each parent's youngest. */
static void hang(struct model *model, struct file *file, uint32_t id, uint32_t *last_child)
{
    struct entity *entity = &model->entities[id];
    const struct tree *tree = &file->tree;
    uint32_t above = tree_declaration(tree, tree->nodes[entity->node].parent);
    if (is_header(tree, above)) {
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
        lexicon_longest(&model->tables->lexicon, file->source.bytes + name->start, file->source.bytes + name->end,
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

void link_entities(void *context, uint32_t i)
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
