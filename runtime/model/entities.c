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
static void hang(struct file *file, uint32_t id, uint32_t *last_child)
{
    struct entity *entity = &file->declared[id];
    const struct tree *tree = &file->tree;
    uint32_t above = tree_declaration(tree, tree->nodes[entity->node].parent);
    if (is_header(tree, above)) {
        entity->flags |= ENTITY_TOP;
        return;
    }
    entity->parent = file->entity_of[above];
    struct entity *parent = &file->declared[entity->parent];
    entity->depth = (uint8_t)(parent->depth + 1);
    uint32_t *youngest = &last_child[entity->parent];
    if (*youngest)
        file->declared[*youngest].next_sibling = id;
    else
        parent->first_child = id;
    *youngest = id;
}

/* A declaration and the lines that it states; its name is the file's symbol as yet. */
static void declare(struct file *file, uint32_t id, uint32_t number, uint32_t node)
{
    const struct tree *tree = &file->tree;
    struct entity *entity = &file->declared[id];
    const struct value *name = tree_value(tree, node, TAG_ID);
    *entity = (struct entity){.kind = (uint8_t)tree->nodes[node].word, .file = number, .node = node};
    entity->name = name ? name->symbol : 0;
    file->entity_of[node] = id;
    file->kinds |= 1u << entity->kind;
    for (uint32_t p = tree->nodes[node].property; p; p = tree->nodes[p].property) {
        entity->states |= 1ull << (tree->nodes[p].word % 64);
        file->data_lines += tree->nodes[p].word == PROPERTY_DATA;
    }
}

void link_declare(struct file *file, uint32_t number)
{
    const struct tree *tree = &file->tree;
    uint32_t id = 0, capacity = 0, *last_child = array_zeroed(tree->declaration_count + 1, sizeof *last_child);
    file->entity_of = array_zeroed(tree->node_count, sizeof *file->entity_of);
    file->declared = array_grow(NULL, &capacity, tree->declaration_count + 1, sizeof *file->declared);
    for (uint32_t n = 1; n < tree->node_count; n++)
        if (tree->nodes[n].kind == NODE_DECLARATION) {
            declare(file, ++id, number, n);
            hang(file, id, last_child);
        }
    array_free(last_child);
}

/* Moves a file's entities among the model's, where they are `base` further on. */
static void place_entities(struct model *model, struct file *file)
{
    uint32_t base = file->first_entity - 1;
    for (uint32_t id = 1; id <= file->entity_count; id++) {
        struct entity *entity = &model->entities[base + id];
        *entity = file->declared[id];
        entity->unit = file->unit;
        entity->parent += entity->parent ? base : 0;
        entity->first_child += entity->first_child ? base : 0;
        entity->next_sibling += entity->next_sibling ? base : 0;
    }
    for (uint32_t n = 1; n < file->tree.node_count; n++)
        file->entity_of[n] += file->entity_of[n] ? base : 0;
    array_free(file->declared);
    file->declared = NULL;
    file->targets = array_zeroed(file->tree.value_count, sizeof *file->targets);
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

/* True when some line of the entity may give it a name beside its id. */
static bool may_have_names(const struct entity *entity)
{
    return (entity->states >> (PROPERTY_SHORT_NAME % 64) | entity->states >> (PROPERTY_NAME_IN % 64)) & 1u;
}

/* Enters the short names and the names in other languages of an entity. */
static void enter_other_names(const struct file *file, struct unit *unit, const struct entity *entity, uint32_t id)
{
    const struct tree *tree = &file->tree;
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

/* Notes which coded property the list is of. */
static void enter_code_list(const struct model *model, struct unit *unit, const struct file *file,
                            const struct entity *list)
{
    const struct value *name = tree_value(&file->tree, list->node, TAG_ID);
    struct lexicon_match word;
    if (name && lexicon_longest(&model->tables->lexicon, file->source.bytes + name->start,
                                file->source.bytes + name->end, CLASS_WORD, 0, &word))
        unit->code_lists[word.keyword->id / 64] |= 1ull << (word.keyword->id % 64);
}

/* Enters all that an entity is called; its name becomes the unit's symbol. */
static void enter_names(struct model *model, struct unit *unit, const struct file *file, uint32_t id)
{
    struct entity *entity = &model->entities[id];
    uint32_t symbol = entity->name;
    entity->name = 0;
    if (entity->kind == KIND_PLAN || entity->kind == KIND_LIBRARY) {
        if (entity->node == file->tree.header)
            add_header(model, unit, id);
        return;
    }
    if (symbol) {
        entity->name = scope_symbol(file, symbol);
        scope_add(unit->scope, entity->name, id, true);
    }
    if (entity->kind == KIND_CODE_LIST)
        enter_code_list(model, unit, file, entity);
    if (may_have_names(entity))
        enter_other_names(file, unit, entity, id);
}

void link_entities(void *context, uint32_t i)
{
    struct model *model = context;
    struct unit *unit = &model->units[i + 1];
    for (uint32_t f = 0; f < unit->file_count; f++)
        place_entities(model, &model->files[unit->files[f]]);
    scope_init(model, unit);
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &model->files[unit->files[f]];
        for (uint32_t e = 0; e < file->entity_count; e++)
            enter_names(model, unit, file, file->first_entity + e);
    }
}
