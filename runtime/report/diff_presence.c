/* diff_presence.c: what has come, what has gone, and what has taken the place of another. */
#include "diff.h"

#include <string.h>

/* What somebody has promised. */
static bool is_promise(enum kind kind)
{
    return KIND_IN(kind, OF(PLAN) | THREAD | WORK | OF(TARGET) | OF(INDICATOR));
}

/* What came or went with what it is a part of is told of as that. */
static bool is_part_of_another(const struct side *side, uint32_t entity)
{
    const struct entity *at = &side->model->entities[entity];
    bool part = !KIND_IN(at->kind, THREAD | NEEDS | OF(MEASURE) | OF(TARGET));
    return part && at->parent && !side->other[at->parent];
}

/* "frist 2027, ansvarlig Kommuneoverlegen": what a new promise is. */
static const char *promise(struct diff *d, uint32_t entity)
{
    struct filling *f = &d->new.filling;
    struct teller teller = cells_teller(f);
    const char *text = NULL;
    enum kind kind = (enum kind)d->new.model->entities[entity].kind;
    if (kind == KIND_TARGET) {
        struct items stages = diff_items(&d->new, d->arena, entity, PROPERTY_BY);
        text = diff_items_told(d->arena, &stages).label;
        text = text ? arena_format(d->arena, "%s %s", diff_word(d, PROPERTY_BY), text) : NULL;
        array_free(stages.data);
    }
    if (!KIND_IN(kind, THREAD | WORK))
        return text;
    struct timing times = moment_times(&d->new.last, entity);
    if (times.deadline.stated)
        text = arena_format(d->arena, "%s %s", diff_word(d, PROPERTY_DEADLINE),
                            figure_date(&teller, &times.deadline.date));
    struct cell accountable = cells_accountable(f, entity);
    if (accountable.count)
        text = arena_format(d->arena, "%s%s%s %s", text ? text : "", text ? ", " : "",
                            diff_word(d, PROPERTY_ACCOUNTABLE), accountable.label);
    return text;
}

static void tell_added(struct diff *d, uint32_t entity)
{
    enum kind kind = (enum kind)d->new.model->entities[entity].kind;
    const char *what = promise(d, entity);
    bool said = what || d->new.model->entities[entity].name || model_has_title(d->new.model, entity);
    struct change *change = diff_add(d, what ? CHANGE_ADDED_WITH : CHANGE_ADDED,
                                     is_promise(kind) && said ? STRENGTHENED : NEUTRAL, 0, entity);
    change->new = (struct telling){model_title(d->new.model, d->arena, entity, d->language), what};
    change->decision = diff_decision(d, 0, entity);
}

/* What has been done or stopped is no promise any more. */
static void tell_removed(struct diff *d, uint32_t entity)
{
    enum kind kind = (enum kind)d->old.model->entities[entity].kind;
    enum term status = is_promise(kind) ? moment_status(&d->old.last, entity) : TERM_NONE;
    bool ended = status_ends(status) || status == STATUS_EXPIRED;
    struct change *change = diff_add(d, ended ? CHANGE_REMOVED_ENDED : CHANGE_REMOVED,
                                     is_promise(kind) && !ended ? WEAKENED : NEUTRAL, entity, 0);
    change->old = (struct telling){model_title(d->old.model, d->arena, entity, d->language),
                                   ended ? cells_status(&d->old.filling, status).label : NULL};
}

static void tell_replaced(struct diff *d, uint32_t old, uint32_t by)
{
    uint32_t now = d->old.other[old];
    struct change *change = diff_add(d, CHANGE_REPLACED, NEUTRAL, old, now);
    change->field = "replaces";
    change->new = (struct telling){model_identity(d->new.model, by),
                                   arena_format(d->arena, "«%s»", cells_label(&d->new.filling, by))};
    change->line = cells_statement(d->new.model, by);
    change->in_old = false;
}

/* By entity of the old version: what says in the new that it replaces something of that name, which is not there any more. */
static uint32_t *find_replacements(struct diff *d)
{
    struct model *old = d->old.model, *new = d->new.model;
    uint32_t capacity = 0, found;
    uint32_t *by = array_grow(NULL, &capacity, old->entity_count, sizeof *by);
    memset(by, 0, old->entity_count * sizeof *by);
    for (uint32_t e = 1; e < new->entity_count; e++) {
        struct stated line = model_property(new, e, PROPERTY_REPLACES);
        uint32_t count, length;
        const struct value *values = model_values(new, line, &count);
        for (uint32_t i = 0; i < count; i++) {
            if (values[i].type != VALUE_REFERENCE || model_target(new, line, &values[i]))
                continue;
            const char *name = model_text(new, line.file, &values[i], &length);
            if (model_find_all(old, arena_copy(d->arena, name, length), ANY_KIND, &found, 1) && !d->old.other[found])
                by[found] = e;
        }
    }
    return by;
}

static uint32_t replaced_by(const struct side *side, uint32_t entity)
{
    return side->last.replaced_by ? side->last.replaced_by[entity] : 0;
}

void diff_replaced(struct diff *d, uint32_t old, uint32_t new)
{
    uint32_t by = replaced_by(&d->new, new);
    if (by && !replaced_by(&d->old, old))
        tell_replaced(d, old, by);
}

void diff_presence(struct diff *d)
{
    uint32_t *replacements = find_replacements(d);
    for (uint32_t e = 1; e < d->old.model->entity_count; e++) {
        if (!diff_is_own(&d->old, e) || d->old.other[e] || is_part_of_another(&d->old, e))
            continue;
        if (replacements[e])
            tell_replaced(d, e, replacements[e]);
        else
            tell_removed(d, e);
    }
    array_free(replacements);
    for (uint32_t e = 1; e < d->new.model->entity_count; e++)
        if (diff_is_own(&d->new, e) && !d->new.other[e] && !is_part_of_another(&d->new, e))
            tell_added(d, e);
}
