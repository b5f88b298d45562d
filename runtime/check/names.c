/* names.c: what is declared and never used, titles used twice, paragraphs no longer in force. */
#include "checker.h"
#include "symbol.h"

#include <string.h>

/* What is declared in a plan is there to be used; an actor with used parts is. */
void check_used(struct checker *c, uint32_t entity)
{
    const struct model *model = c->model;
    const struct entity *at = &model->entities[entity];
    if (c->unit->kind != KIND_PLAN || (at->flags & ENTITY_USED) || at->extends)
        return;
    if ((at->kind == KIND_INDICATOR || at->kind == KIND_SOURCE) && at->parent)
        return;
    if (at->first_child && KIND_IN(at->kind, OF(ACTOR) | OF(SECTOR)))
        return; /* its parts speak for it */
    checker_report(c, DIAG_UNUSED_DECLARATION, entity);
}

/* A name was found in the library, or in one that it brings in. */
static bool name_was_found(const struct checker *c, uint32_t index)
{
    const struct unit *library = &c->model->units[c->unit->uses[index]];
    for (uint32_t i = 0; i < c->unit->use_count && i < 64; i++) {
        bool counts = i == index;
        for (uint32_t k = 0; k < library->use_count && !counts; k++)
            counts = library->uses[k] == c->unit->uses[i];
        if (counts && ((c->unit->used_libraries >> i) & 1u))
            return true;
    }
    return false;
}

static bool library_is_used(const struct checker *c, uint32_t index)
{
    if (index >= 64 || name_was_found(c, index))
        return true;
    const struct model *model = c->model;
    for (uint32_t f = 0; f < c->unit->file_count; f++) { /* an extension uses what it extends */
        const struct file *file = &model->files[c->unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
            if (model->entities[e].extends && model->entities[model->entities[e].extends].unit == c->unit->uses[index])
                return true;
    }
    return false;
}

static bool has_rules(const struct model *model, const struct unit *unit)
{
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &model->files[unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
            if (model->entities[e].kind == KIND_RULE || model->entities[e].kind == KIND_CODE_LIST)
                return true;
    }
    return false;
}

/* A library of rules is used by being there, and so is one that brings in such a library. */
static bool works_unnamed(const struct model *model, uint32_t library)
{
    const struct unit *unit = &model->units[library];
    for (uint32_t i = 0; i < unit->use_count; i++)
        if (has_rules(model, &model->units[unit->uses[i]]))
            return true;
    return has_rules(model, unit);
}

void check_libraries(struct checker *c)
{
    if (c->unit->kind == KIND_LIBRARY) /* passes on what it brings in */
        return;
    for (uint32_t f = 0; f < c->unit->file_count; f++) {
        const struct tree *tree = &c->model->files[c->unit->files[f]].tree;
        for (uint32_t u = 0; u < tree->use_count; u++) {
            const struct node *use = &tree->nodes[tree->uses[u]];
            if (!use->value_count)
                continue;
            const struct value *value = &tree->values[use->values];
            const struct symbol *name = &tree->symbols.symbols[value->symbol];
            for (uint32_t i = 0; i < c->unit->direct_use_count; i++) {
                const struct unit *library = &c->model->units[c->unit->uses[i]];
                bool ends = name->length >= library->name_length &&
                            memcmp(name->text + name->length - library->name_length, library->name,
                                   library->name_length) == 0;
                if (!ends || library_is_used(c, i) || works_unnamed(c->model, c->unit->uses[i]))
                    continue;
                struct diagnostic *diagnostic = diag_add(c->list, DIAG_UNUSED_LIBRARY,
                                                         (struct span){c->unit->files[f], value->start, value->end});
                diagnostic->arguments[0] = diag_text(name->text, name->length);
            }
        }
    }
}

/* Two measures, or two goals, with one title: a note, at the second. */
void check_titles(struct checker *c)
{
    struct symbol_table titles;
    uint32_t most = 0;
    for (uint32_t f = 0; f < c->unit->file_count; f++)
        most += c->model->files[c->unit->files[f]].entity_count;
    symbol_init(&titles, most);
    uint32_t *first = array_zeroed(most + 1, sizeof *first); /* by title: who has it first */
    for (uint32_t f = 0; f < c->unit->file_count; f++) {
        const struct file *file = &c->model->files[c->unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++) {
            const struct entity *at = &c->model->entities[e];
            const struct value *title = KIND_IN(at->kind, OF(MEASURE) | THREAD | OF(TARGET))
                                            ? tree_value(&file->tree, at->node, TAG_TITLE)
                                            : NULL;
            if (!title || title->start == title->end)
                continue;
            uint32_t symbol = symbol_intern(&titles, file->source.bytes + title->start, title->end - title->start);
            if (!first[symbol]) {
                first[symbol] = e;
                continue;
            }
            if (c->model->entities[first[symbol]].kind != at->kind)
                continue;
            struct diagnostic *diagnostic = checker_report(c, DIAG_EQUAL_TITLES, e);
            diagnostic->arguments[1] = diag_keyword(keyword_of_kind((enum kind)at->kind));
            diag_add_label(c->list, diagnostic, model_span(c->model, first[symbol]), PHRASE_FIRST_HERE);
        }
    }
    array_free(first);
    symbol_free(&titles);
}

/* The last day in force of a requirement, its own or that of what it is a part of; DAY_OPEN_END when none is stated. */
static day_number in_force_until(const struct model *model, uint32_t requirement)
{
    for (uint32_t at = requirement; at; at = model->entities[at].parent) {
        const struct value *until = model_value(model, model_property(model, at, PROPERTY_VALID_TO), TAG_NONE);
        struct date date = until ? until->date : (struct date){0};
        if (until && until->type == VALUE_DATE && !(until->flags & VALUE_UNCERTAIN) &&
            moment_place(model, model->entities[at].unit, &date))
            return date.last;
    }
    return DAY_OPEN_END;
}

void check_repealed(struct checker *c, uint32_t entity)
{
    for (struct stated line = model_property(c->model, entity, PROPERTY_MEETS); line.node;
         line = model_next_property(c->model, line)) {
        uint32_t count;
        const struct value *values = model_values(c->model, line, &count);
        for (uint32_t i = 0; i < count; i++) {
            uint32_t requirement = values[i].type == VALUE_REFERENCE ? model_target(c->model, line, &values[i]) : 0;
            day_number until = requirement ? in_force_until(c->model, requirement) : DAY_OPEN_END;
            if (until >= c->moment->day)
                continue;
            struct diag_argument title = checker_title(c, requirement), day = checker_day(c, until);
            struct diagnostic *diagnostic = diag_add(c->list, DIAG_REPEALED,
                                                     (struct span){line.file, values[i].start, values[i].end});
            diagnostic->arguments[0] = title;
            diagnostic->arguments[1] = day;
            diagnostic->declaration = entity;
            diagnostic->property = PROPERTY_MEETS;
        }
    }
}
