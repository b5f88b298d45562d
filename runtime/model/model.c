#include "model.h"

#include <string.h>

/* ---- properties ------------------------------------------------------------------------------------------ */

struct stated model_find_property(const struct model *model, uint32_t entity, enum property property)
{
    while (entity) {
        const struct entity *at = &model->entities[entity];
        bool may = (at->states >> (property % 64)) & 1u;
        uint32_t node = may ? tree_property(&model->files[at->file].tree, at->node, property) : 0;
        if (node)
            return (struct stated){at->file, node};
        entity = may && at->kind == KIND_PLAN ? at->same_name : at->extends; /* the plan's other files */
    }
    return (struct stated){0, 0};
}

struct stated model_next_property(const struct model *model, struct stated stated)
{
    const struct file *file = &model->files[stated.file];
    uint32_t next = tree_next_property(&file->tree, stated.node), above = file->tree.nodes[stated.node].parent;
    if (!next && file->tree.nodes[above].kind == NODE_DECLARATION && file->tree.nodes[above].word == KIND_PLAN) {
        uint32_t other = model->entities[file->entity_of[above]].same_name; /* the plan's next file */
        return other ? model_property(model, other, (enum property)file->tree.nodes[stated.node].word)
                     : (struct stated){0, 0};
    }
    return (struct stated){stated.file, next};
}

/* True when `property` passes from `above` to a declaration below it (language.md, inheritance). */
static bool passes_down(unsigned flags, enum kind above, enum kind below)
{
    if (flags & INHERITS_DOWN)
        return true;
    if ((flags & INHERITS_WORK) && KIND_IN(above, WORK) && KIND_IN(below, WORK))
        return true;
    return (flags & INHERITS_THREAD) && KIND_IN(above, THREAD) && KIND_IN(below, THREAD);
}

struct stated model_inherited(const struct model *model, uint32_t entity, enum property property, uint32_t *from)
{
    unsigned flags = property_row(property)->flags;
    *from = entity;
    if (!((model->entities[entity].within >> (property % 64)) & 1u))
        return (struct stated){0, 0};
    for (;;) {
        struct stated stated = model_property(model, entity, property);
        *from = entity;
        uint32_t parent = model->entities[entity].parent;
        if (stated.node || !parent || !passes_down(flags, model->entities[parent].kind, model->entities[entity].kind))
            return stated;
        entity = parent;
    }
}

const struct value *model_values(const struct model *model, struct stated stated, uint32_t *count)
{
    const struct tree *tree = &model->files[stated.file].tree;
    *count = stated.node ? tree->nodes[stated.node].value_count : 0;
    return tree->values ? tree->values + tree->nodes[stated.node].values : NULL;
}

const struct value *model_value(const struct model *model, struct stated stated, enum value_tag tag)
{
    return stated.node ? tree_value(&model->files[stated.file].tree, stated.node, tag) : NULL;
}

uint32_t model_target(const struct model *model, struct stated stated, const struct value *value)
{
    const struct file *file = &model->files[stated.file];
    return file->targets[value - file->tree.values];
}

bool model_next_referred(const struct model *model, uint32_t entity, enum property property, struct referred *at)
{
    for (;;) {
        while (at->next == at->count) {
            at->line = at->values ? model_next_property(model, at->line) : model_property(model, entity, property);
            if (!at->line.node)
                return false;
            at->values = model_values(model, at->line, &at->count);
            at->next = 0;
        }
        at->value = &at->values[at->next++];
        at->target = at->value->type == VALUE_REFERENCE ? model_target(model, at->line, at->value) : 0;
        if (at->target)
            return true;
    }
}

const char *model_text(const struct model *model, uint32_t file, const struct value *value, uint32_t *length)
{
    *length = value->end - value->start;
    return model->files[file].source.bytes + value->start;
}

/* ---- titles --------------------------------------------------------------------------------------------------- */

/* A string's text: `\"` and `\\` undone, blanks of all kinds kept; as it stands where nothing is to be undone. */
static const char *unescaped(struct arena *arena, const char *text, uint32_t *length)
{
    if (!memchr(text, '\\', *length))
        return text;
    char *copy = arena_copy(arena, text, *length);
    char *to = copy;
    for (uint32_t i = 0; i < *length; i++) {
        if (text[i] == '\\' && i + 1 < *length && (text[i + 1] == '"' || text[i + 1] == '\\'))
            i++;
        *to++ = text[i];
    }
    *length = (uint32_t)(to - copy);
    return copy;
}

bool model_has_title(const struct model *model, uint32_t entity)
{
    const struct entity *at = &model->entities[entity];
    return tree_value(&model->files[at->file].tree, at->node, TAG_TITLE) != NULL;
}

/* The title in another language, if a line gives it. */
static const char *translated_title(const struct model *model, struct arena *arena, uint32_t entity,
                                    enum language language, uint32_t *length)
{
    static const enum term terms[] = {VALUE_BOKMAL, VALUE_NYNORSK, VALUE_ENGLISH};
    for (struct stated stated = model_property(model, entity, PROPERTY_TITLE_IN); stated.node;
         stated = model_next_property(model, stated)) {
        const struct value *of = model_value(model, stated, TAG_LANGUAGE);
        const struct value *title = model_value(model, stated, TAG_NONE);
        if (of && title && of->symbol == terms[language])
            return unescaped(arena, model_text(model, stated.file, title, length), length);
    }
    return NULL;
}

static const char *without_title(struct arena *arena, enum kind kind, enum language language)
{
    const char *word = keyword_of_kind(kind)->forms[language];
    return language == LANGUAGE_NB   ? arena_format(arena, "(%s uten tittel)", word)
           : language == LANGUAGE_NN ? arena_format(arena, "(%s utan tittel)", word)
                                     : arena_format(arena, "(%s without a title)", word);
}

const char *model_title_text(const struct model *model, struct arena *arena, uint32_t entity, enum language language,
                             uint32_t *length)
{
    const char *text = translated_title(model, arena, entity, language, length);
    for (uint32_t at = entity; at && !text; at = model->entities[at].extends) {
        const struct value *title = tree_value(model_tree(model, at), model->entities[at].node, TAG_TITLE);
        if (title)
            text = unescaped(arena, model_text(model, model->entities[at].file, title, length), length);
    }
    const struct value *id = text ? NULL : tree_value(model_tree(model, entity), model->entities[entity].node, TAG_ID);
    if (id)
        text = model_text(model, model->entities[entity].file, id, length);
    if (text)
        return text;
    text = without_title(arena, (enum kind)model->entities[entity].kind, language);
    *length = (uint32_t)strlen(text);
    return text;
}

const char *model_title(const struct model *model, struct arena *arena, uint32_t entity, enum language language)
{
    uint32_t length;
    const char *text = model_title_text(model, arena, entity, language, &length);
    return arena_copy(arena, text, length);
}

const char *model_short_title(const struct model *model, struct arena *arena, uint32_t entity, enum language language)
{
    struct stated stated = model_property(model, entity, PROPERTY_SHORT_NAME);
    uint32_t count, length;
    const struct value *values = model_values(model, stated, &count);
    if (!count || values->type == VALUE_NONE || values->type == VALUE_UNDECIDED)
        return model_title(model, arena, entity, language);
    const char *text = unescaped(arena, model_text(model, stated.file, values, &length), &length);
    return arena_copy(arena, text, length);
}

/* ---- places --------------------------------------------------------------------------------------------------- */

uint32_t model_canonical(const struct model *model, uint32_t entity)
{
    while (model->entities[entity].extends)
        entity = model->entities[entity].extends;
    return entity;
}

struct span model_span(const struct model *model, uint32_t entity)
{
    const struct entity *at = &model->entities[entity];
    const struct node *node = &model->files[at->file].tree.nodes[at->node];
    return (struct span){at->file, node->start, node->end};
}

uint32_t model_line(struct model *model, struct stated stated)
{
    struct file *file = &model->files[stated.file];
    return source_position(&file->source, file->tree.nodes[stated.node].start).line;
}

const char *model_kind_name(enum kind kind)
{
    static const char *const names[] = {
        "none",        "plan",      "library",   "sector",    "actor",    "group",         "challenge",
        "need",        "main_goal", "goal",      "subgoal",   "strategy", "priority_area", "action_area",
        "measure",     "activity",  "milestone", "indicator", "target",   "source",        "framework",
        "requirement", "code_list", "code",      "rule",      "settings"};
    _Static_assert(sizeof names / sizeof *names == KIND_COUNT, "one name a kind");
    return names[kind];
}

/* Plan- og bygningsloven: a strategy sets the direction, a plan of action carries it out, the rest do both. */
struct demands model_demands(enum term plan_type)
{
    switch (plan_type) {
    case VALUE_STRATEGY_PLAN:
    case VALUE_PLANNING_STRATEGY:
    case VALUE_COMMUNITY_PLAN: return (struct demands){.goals = true, .challenges = true};
    case VALUE_ACTION_PLAN:
    case VALUE_OPERATIONAL_PLAN: return (struct demands){.measures = true};
    default: return (struct demands){true, true, true};
    }
}
