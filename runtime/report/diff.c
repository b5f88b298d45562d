#include "diff.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- what the parts share ----------------------------------------------------------------------------------------- */

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

const char *diff_decision(struct diff *d, uint32_t old, uint32_t new)
{
    struct items before = diff_items(&d->old, d->arena, old, PROPERTY_DECISION),
                 after = diff_items(&d->new, d->arena, new, PROPERTY_DECISION), stated = {0};
    for (uint32_t i = 0; i < after.count; i++) {
        bool known = false;
        for (uint32_t k = 0; k < before.count; k++)
            known |= strcmp(before.data[k].key, after.data[i].key) == 0;
        if (!known)
            ARRAY_PUSH(&stated, data, count, capacity, after.data[i]);
    }
    const char *text = diff_items_told(d->arena, &stated).text;
    array_free(before.data);
    array_free(after.data);
    array_free(stated.data);
    return text;
}

/* ---- what has come, and what has gone ------------------------------------------------------------------------------- */

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
    struct change *change = diff_add(d, what ? CHANGE_ADDED_WITH : CHANGE_ADDED,
                                     is_promise(kind) ? STRENGTHENED : NEUTRAL, 0, entity);
    change->new = (struct telling){model_title(d->new.model, d->arena, entity, d->language), what};
    struct items decisions = diff_items(&d->new, d->arena, entity, PROPERTY_DECISION);
    change->decision = diff_items_told(d->arena, &decisions).text;
    array_free(decisions.data);
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

/* ---- the comparison --------------------------------------------------------------------------------------------------- */

static uint32_t replaced_by(const struct side *side, uint32_t entity)
{
    return side->last.replaced_by ? side->last.replaced_by[entity] : 0;
}

static void compare_pair(struct diff *d, uint32_t old, uint32_t new)
{
    uint32_t by = replaced_by(&d->new, new);
    if (by && !replaced_by(&d->old, old))
        tell_replaced(d, old, by);
    diff_time(d, old, new);
    diff_target(d, old, new);
    diff_roles(d, old, new);
    diff_properties(d, old, new);
}

static void compare_things(struct diff *d)
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
    for (uint32_t e = 1; e < d->new.model->entity_count; e++) {
        if (!diff_is_own(&d->new, e))
            continue;
        if (d->new.other[e])
            compare_pair(d, d->new.other[e], e);
        else if (!is_part_of_another(&d->new, e))
            tell_added(d, e);
    }
}

/* Changes as they are sorted: what they weigh, then where they stand in the new version, then in the order they were found. */
struct sorted {
    struct change change;
    uint32_t place, order;
};

static int by_weight(const void *a, const void *b)
{
    const struct sorted *x = a, *y = b;
    if (x->change.weight != y->change.weight)
        return x->change.weight < y->change.weight ? -1 : 1;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

/* What has gone is told of where the next thing that is still there stands. */
static uint32_t *places_of_old(const struct diff *d)
{
    uint32_t capacity = 0, place = d->new.model->entity_count;
    uint32_t *places = array_grow(NULL, &capacity, d->old.model->entity_count, sizeof *places);
    for (uint32_t e = d->old.model->entity_count; e-- > 0;) {
        place = d->old.other[e] ? d->old.other[e] : place;
        places[e] = place;
    }
    return places;
}

static void sort_changes(struct diff *d)
{
    uint32_t capacity = 0, *places = places_of_old(d);
    struct sorted *sorted = array_grow(NULL, &capacity, d->changes.count + 1, sizeof *sorted);
    for (uint32_t i = 0; i < d->changes.count; i++) {
        const struct change *change = &d->changes.data[i];
        sorted[i] = (struct sorted){*change, change->after ? change->after : places[change->before], i};
    }
    if (d->changes.count > 1)
        qsort(sorted, d->changes.count, sizeof *sorted, by_weight);
    for (uint32_t i = 0; i < d->changes.count; i++)
        d->changes.data[i] = sorted[i].change;
    array_free(sorted);
    array_free(places);
}

/* Later than any date that a plan would state. Nothing is computed for it: what is compared is what is written. */
static void begin_side(struct side *side, const struct report_request *request, struct table *table,
                       struct model *model)
{
    struct report_request own = *request;
    own.model = model;
    side->model = model;
    filling_begin(&side->filling, &own, table, "diff", NULL, 0);
    side->filling.request = request;
    const struct computer *computer = model->computer;
    model->computer = NULL;
    moment_init(&side->last, model, date_day(9999, 12, 31));
    model->computer = computer;
    uint32_t capacity = 0;
    side->other = array_grow(NULL, &capacity, model->entity_count, sizeof *side->other);
    memset(side->other, 0, model->entity_count * sizeof *side->other);
}

static void end_side(struct side *side)
{
    moment_free(&side->filling.moment);
    moment_free(&side->last);
    array_free(side->other);
}

void diff_begin(struct diff *d, const struct report_request *request, struct table *table)
{
    *d = (struct diff){.arena = table->arena, .language = request->language};
    begin_side(&d->old, request, table, request->before);
    begin_side(&d->new, request, table, request->model);
    uint32_t capacity = 0, count = request->before->entity_count;
    d->former = array_grow(NULL, &capacity, count, sizeof *d->former);
    memcpy(d->former, request->before->identities, count * sizeof *d->former);
    diff_match(d);
    compare_things(d);
    diff_sectors(d);
    diff_requirements(d);
    diff_findings(d);
    sort_changes(d);
}

void diff_end(struct diff *d)
{
    memcpy(d->old.model->identities, d->former, d->old.model->entity_count * sizeof *d->former);
    end_side(&d->old);
    end_side(&d->new);
    array_free(d->former);
    array_free(d->changes.data);
}

/* ---- what a change is about --------------------------------------------------------------------------------------------- */

static struct side *side_of(struct diff *d, const struct change *change, uint32_t *entity)
{
    *entity = change->after ? change->after : change->before;
    return change->after ? &d->new : &d->old;
}

const char *diff_identity(struct diff *d, const struct change *change)
{
    uint32_t entity;
    struct side *side = side_of(d, change, &entity);
    const char *identity = entity ? cells_entity(&side->filling, entity).text : NULL;
    return identity && change->stage ? arena_format(d->arena, "%s#%u", identity, change->stage) : identity;
}

const char *diff_subject(struct diff *d, const struct change *change)
{
    uint32_t entity;
    struct side *side = side_of(d, change, &entity);
    if (!entity) {
        side = change->in_old ? &d->old : &d->new;
        return phrase(d->arena, PHRASE_THE_FILE, d->language, side->model->files[change->line.file].source.path, NULL,
                      NULL);
    }
    return arena_format(d->arena, "%s «%s»", cells_kind(&side->filling, entity).label,
                        cells_label(&side->filling, entity));
}

const char *diff_kind(struct diff *d, const struct change *change)
{
    uint32_t entity;
    const struct side *side = side_of(d, change, &entity);
    return change->stage ? "stage" : entity ? model_kind_name((enum kind)side->model->entities[entity].kind) : NULL;
}

struct diff_place diff_place(struct diff *d, const struct change *change)
{
    struct side *side = change->in_old ? &d->old : &d->new;
    struct file *file = &side->model->files[change->line.file];
    struct table_row row = {0};
    cells_place(&side->filling, &row, change->line);
    if (!change->line.node)
        row.line = source_position(&file->source, change->at).line;
    return (struct diff_place){row.file, row.line, row.reachable && !change->in_old};
}

bool diff_concerns(const struct diff *d, const struct change *change, uint32_t entity, bool in_old)
{
    const struct side *side = in_old ? &d->old : &d->new;
    for (uint32_t at = in_old ? change->before : change->after; at; at = side->model->entities[at].parent)
        if (at == entity)
            return true;
        else if (!KIND_IN(side->model->entities[at].kind, WORK | OF(INDICATOR)))
            return false;
    return false;
}
