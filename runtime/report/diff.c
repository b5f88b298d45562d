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

/* ---- the comparison --------------------------------------------------------------------------------------------------- */

/* Nothing that its own lines say of time can be new: they are the old ones, and `periodeslutt` is the same day. */
static bool same_times(const struct diff *d, uint32_t old, uint32_t new)
{
    const struct date *was = &d->old.model->units[d->old.model->entities[old].unit].period,
                      *is = &d->new.model->units[d->new.model->entities[new].unit].period;
    return was->first == is->first && was->last == is->last && diff_same_lines(d, old, new);
}

static void compare_pair(struct diff *d, uint32_t old, uint32_t new)
{
    d->first = d->changes.count;
    diff_replaced(d, old, new);
    if (!same_times(d, old, new))
        diff_time(d, old, new);
    diff_target(d, old, new);
    diff_roles(d, old, new);
    diff_properties(d, old, new);
}

static void compare_things(struct diff *d)
{
    diff_presence(d);
    for (uint32_t e = 1; e < d->new.model->entity_count; e++)
        if (diff_is_own(&d->new, e) && d->new.other[e])
            compare_pair(d, d->new.other[e], e);
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
