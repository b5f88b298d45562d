/* diff_tell.c: what every part of the comparison tells its changes with. Sees none of the parts. */
#include "diff.h"

#include <ctype.h>
#include <string.h>

bool diff_is_own(const struct side *side, uint32_t entity)
{
    const struct entity *at = &side->model->entities[entity];
    const struct unit *unit = &side->model->units[at->unit];
    bool header = at->kind == KIND_PLAN || at->kind == KIND_LIBRARY;
    return !unit->builtin && (!header || unit->header == entity);
}

static struct change *add(struct diff *d, enum change_kind kind, enum weight weight, uint32_t old, uint32_t new)
{
    struct change change = {.kind = kind, .weight = weight, .before = old, .after = new, .in_old = !new};
    ARRAY_PUSH(&d->changes, data, count, capacity, change);
    return &d->changes.data[d->changes.count - 1];
}

struct change *diff_add(struct diff *d, enum change_kind kind, enum weight weight, uint32_t old, uint32_t new)
{
    struct change *change = add(d, kind, weight, old, new);
    if (old || new)
        change->line = new ? cells_statement(d->new.model, new) : cells_statement(d->old.model, old);
    return change;
}

struct change *diff_tell(struct diff *d, enum change_kind kind, enum weight weight, uint32_t old, uint32_t new,
                         enum property property, struct telling before, struct telling after)
{
    struct change *change = diff_add(d, kind, weight, old, new);
    struct stated line = new ? model_property(d->new.model, new, property) : (struct stated){0};
    change->field = diff_field(d, property);
    change->old = before;
    change->new = after;
    if (line.node && !d->new.model->files[line.file].builtin)
        change->line = line;
    return change;
}

const char *diff_field(struct diff *d, enum property property)
{
    const char *name = property_row(property)->name;
    char *field = arena_copy(d->arena, name, strlen(name));
    for (char *c = field; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return field;
}

const char *diff_word(const struct diff *d, enum property property)
{
    return keyword_of_word(property_row(property)->word)->forms[d->language];
}

struct change *diff_lines(struct diff *d, uint32_t old, uint32_t new, enum property property, enum change_kind kind,
                          enum weight weight)
{
    if (!model_property(d->old.model, old, property).node && !model_property(d->new.model, new, property).node)
        return NULL;
    struct items before = diff_items(&d->old, d->arena, old, property),
                 after = diff_items(&d->new, d->arena, new, property);
    struct change *change = NULL;
    if (!diff_items_same(&before, &after)) {
        if (kind == CHANGE_CHANGED && (property_row(property)->flags & REPEATS)) /* each line stands for itself */
            diff_items_differing(&before, &after);
        kind = before.count && after.count ? kind : after.count ? CHANGE_STATED : CHANGE_UNSTATED;
        change = diff_tell(d, kind, weight, old, new, property, diff_items_told(d->arena, &before),
                           diff_items_told(d->arena, &after));
        change->about = diff_word(d, property);
        if (after.count)
            change->line = after.data[0].line;
    }
    array_free(before.data);
    array_free(after.data);
    return change;
}

const char *diff_decision_of(struct diff *d, const struct side *side, struct stated line)
{
    const struct value *decision = model_value(side->model, line, TAG_DECISION),
                       *decided = model_value(side->model, line, TAG_DECIDED);
    struct teller teller = {d->arena, side->model, d->language};
    uint32_t length;
    if (!decision)
        return NULL;
    const char *text = model_text(side->model, line.file, decision, &length);
    text = arena_copy(d->arena, text, length);
    if (!decided || decided->type != VALUE_DATE)
        return text;
    return arena_format(d->arena, "%s, %s", text, figure_date(&teller, &decided->date));
}

const char *diff_decision(struct diff *d, uint32_t old, uint32_t new)
{
    struct items before = diff_items(&d->old, d->arena, old, PROPERTY_DECISION),
                 after = diff_items(&d->new, d->arena, new, PROPERTY_DECISION);
    const char *text = NULL;
    diff_items_differing(&before, &after);
    for (uint32_t i = 0; i < after.count; i++) {
        const char *one = diff_decision_of(d, &d->new, after.data[i].line);
        one = one ? one : after.data[i].telling.text; /* only a date */
        text = text ? arena_format(d->arena, "%s; %s", text, one) : one;
    }
    array_free(before.data);
    array_free(after.data);
    return text;
}
