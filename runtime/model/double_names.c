/* double_names.c: names that two declarations of one plan go by. */
#include "linker.h"

static const char *symbol_text(const struct linker *l, uint32_t symbol, uint32_t *length)
{
    const struct symbol *name = &l->unit->scope->table->symbols[symbol];
    *length = name->length;
    return name->text;
}

static bool is_label(const struct linker *l, uint32_t symbol)
{
    uint32_t length;
    const char *text = symbol_text(l, symbol, &length);
    return length && text[0] >= '0' && text[0] <= '9';
}

static void report_pair(struct linker *l, enum diag_code code, uint32_t symbol, uint32_t first, uint32_t second)
{
    struct diag_list *list = &l->unit->diagnostics;
    uint32_t length;
    const char *text = symbol_text(l, symbol, &length);
    struct diagnostic *diagnostic = diag_add(list, code, model_span(l->model, second));
    diagnostic->arguments[0] = diag_text(text, length);
    diagnostic->arguments[1] = linker_in_words(l, first);
    diagnostic->arguments[2] = linker_in_words(l, second);
    diagnostic->arguments[3] = diag_string(model_kind_name((enum kind)l->model->entities[first].kind));
    diagnostic->declaration = second;
    diag_add_label(list, diagnostic, model_span(l->model, first), PHRASE_FIRST_HERE);
}

/* Names are unique in a plan whatever their kind, labels within their kind, codes within their list. */
static void check_pair(struct linker *l, uint32_t symbol, uint32_t first, uint32_t second)
{
    struct entity *a = &l->model->entities[first], *b = &l->model->entities[second];
    if (a->kind == KIND_CODE || b->kind == KIND_CODE) {
        if (a->kind == b->kind && a->parent == b->parent)
            report_pair(l, DIAG_DUPLICATE_NAME, symbol, first, second);
    } else if (is_label(l, symbol) && a->kind != b->kind) {
        if (!(b->flags & ENTITY_SHARED_LABEL))
            report_pair(l, DIAG_SHARED_LABEL, symbol, first, second);
        a->flags |= ENTITY_SHARED_LABEL;
        b->flags |= ENTITY_SHARED_LABEL;
    } else {
        b->flags |= ENTITY_DUPLICATE;
        report_pair(l, DIAG_DUPLICATE_NAME, symbol, first, second);
    }
}

void linker_check_names(struct linker *l)
{
    const struct scope *scope = l->unit->scope;
    for (uint32_t symbol = 1; symbol < scope->symbol_count; symbol++) {
        uint32_t first_of[KIND_COUNT] = {0}, first = 0, first_short = 0;
        uint32_t n = scope->symbols[symbol].names;
        if (!n || !scope->names[n].next)
            continue;
        for (; n; n = scope->names[n].next) {
            uint32_t entity = scope->names[n].entity;
            enum kind kind = (enum kind)l->model->entities[entity].kind;
            if (!scope->names[n].id) {
                if (kind == KIND_ACTOR && first_short && first_short != entity)
                    report_pair(l, DIAG_SHORT_NAME_CLASH, symbol, first_short, entity);
                else if (kind == KIND_ACTOR)
                    first_short = entity;
                continue;
            }
            uint32_t earlier = first_of[kind] ? first_of[kind] : first;
            if (earlier)
                check_pair(l, symbol, earlier, entity);
            if (!first_of[kind])
                first_of[kind] = entity;
            if (!first && kind != KIND_CODE)
                first = entity;
            if (kind == KIND_CODE && first_of[kind] != entity)
                l->model->entities[entity].flags |=
                    ENTITY_DUPLICATE; /* another list's may have the name, not the identity */
        }
        if (first && first_of[KIND_CODE])
            l->model->entities[first_of[KIND_CODE]].flags |= ENTITY_DUPLICATE;
    }
}
