/* own.c: what belongs to something (language.md 9): what stands below it or contributes to it, and what that names; for an
 * actor, a sector, a requirement or a source, what names it. Walks with a list of its own, never by recursion. */
#include "run.h"

#include <string.h>

#define NAMED_KINDS (OF(ACTOR) | OF(GROUP) | OF(SECTOR) | OF(SOURCE) | OF(REQUIREMENT) | OF(FRAMEWORK) | OF(CODE))

/* One walk: what is looked for, and what has been found. */
struct walk {
    struct runner *runner;
    uint32_t kinds, subject;
    uint32_t first; /* of the items it has found */
    bool roles;     /* pushes each role, not each actor */
    bool certain;   /* of the part that is being walked */
    bool names;     /* what things name may be meant */
    bool helped;    /* what contributes belongs to it too */
};

static const struct entity *entity_at(const struct walk *w, uint32_t entity)
{
    return &w->runner->ground->model->entities[entity];
}

static void push_once(struct walk *w, uint32_t entity, bool certain)
{
    if (entity && KIND_IN(entity_at(w, entity)->kind, w->kinds) && runner_mark(w->runner, entity))
        runner_push(w->runner, item_entity(entity, certain));
}

/* ---- what is named ------------------------------------------------------------------------------------------ */

/* An actor that is only a string, once. */
static void push_string(struct walk *w, const struct holder *holder, bool certain)
{
    struct items *items = &w->runner->items;
    struct item item = {.kind = ITEM_TEXT, .certain = certain, .text = holder->name, .length = holder->length};
    for (uint32_t i = w->first; i < items->count && !w->roles && i < w->first + 256; i++)
        if (items->data[i].kind == ITEM_TEXT && items->data[i].length == holder->length &&
            memcmp(items->data[i].text, holder->name, holder->length) == 0)
            return;
    runner_push(w->runner, item);
}

/* The sector of an actor; whoever has none stated may be of any. */
static void push_sector(struct walk *w, uint32_t actor, bool certain)
{
    const struct ground *ground = w->runner->ground;
    struct item open = {
        .kind = ITEM_UNDECIDED, .word = WORD_IN_SECTOR, .entity = model_canonical(ground->model, actor)};
    struct seat seat = actor ? ground->seats[actor] : (struct seat){.open = true};
    if (seat.sector && runner_mark(w->runner, seat.sector))
        runner_push(w->runner, item_entity(seat.sector, certain && !seat.unsure));
    else if (seat.open && (!actor || runner_mark(w->runner, open.entity)))
        runner_push(w->runner, open);
}

static void push_actor(struct walk *w, const struct holder *holder, bool certain)
{
    if (!holder->actor)
        push_string(w, holder, certain);
    else if (w->roles)
        runner_push(w->runner, item_entity(model_canonical(w->runner->ground->model, holder->actor), certain));
    else
        push_once(w, model_canonical(w->runner->ground->model, holder->actor), certain);
}

static void push_roles(struct walk *w, uint32_t entity)
{
    const struct ground *ground = w->runner->ground;
    struct stretch stretch = ground->stretches[entity];
    const struct holder *holders = ground->holders[entity_at(w, entity)->file].data;
    runner_spend(w->runner, stretch.count);
    for (uint32_t i = stretch.first; i < stretch.first + stretch.count; i++) {
        bool certain = holders[i].certain && w->certain;
        if (w->roles ? holders[i].own : (w->kinds & (OF(ACTOR) | OF(GROUP))) != 0)
            push_actor(w, &holders[i], certain);
        if (!w->roles && (w->kinds & OF(SECTOR)))
            push_sector(w, holders[i].actor, certain);
    }
}

/* What an entity of the walk names, of the kinds that are looked for. */
static void push_named(struct walk *w, uint32_t entity)
{
    const struct ties *out = &w->runner->ground->out;
    if (w->roles || (w->kinds & (OF(ACTOR) | OF(GROUP) | OF(SECTOR))))
        push_roles(w, entity);
    for (uint32_t t = out->first[entity]; t < out->first[entity + 1] && !w->roles; t++) {
        const struct tie *tie = &out->data[t];
        bool names = tie->property == PROPERTY_ADDRESSES || tie->property == PROPERTY_MEASURED_BY ||
                     tie->property == PROPERTY_SOURCE || tie->property == PROPERTY_MEETS ||
                     tie->property == PROPERTY_SECTOR || tie->property == PROPERTY_AFFECTS ||
                     tie->property == PROPERTY_MEMBERS;
        if (names)
            push_once(w, tie->to, tie->certain && w->certain);
    }
}

/* ---- what stands below, or contributes -------------------------------------------------------------------------- */

static bool contributes(const struct tie *tie, enum kind to)
{
    return tie->property == PROPERTY_CONTRIBUTES_TO || tie->property == PROPERTY_FOR ||
           (tie->property == PROPERTY_ADDRESSES && KIND_IN(to, NEEDS));
}

static void add_pending(struct runner *runner, uint32_t entity, bool certain)
{
    ARRAY_PUSH(runner, pending, pending_count, pending_capacity, entity * 2 + certain);
}

/* One entity of the walk: itself, what it names, and what contributes to it, which is walked later. */
static void visit(struct walk *w, uint32_t entity)
{
    const struct ties *in = &w->runner->ground->in;
    const struct entity *at = entity_at(w, entity);
    if (!runner_mark(w->runner, entity))
        return;
    if (entity != w->subject && KIND_IN(at->kind, w->kinds) && !w->roles)
        runner_push(w->runner, item_entity(entity, w->certain));
    if (w->names)
        push_named(w, entity);
    for (uint32_t t = in->first[entity]; t < in->first[entity + 1] && w->helped; t++)
        if (contributes(&in->data[t], (enum kind)at->kind))
            add_pending(w->runner, in->data[t].to, in->data[t].certain && w->certain);
}

/* Entities are numbered in the order they stand in, so all that stands below one is a range, and so is a file. */
static void visit_range(struct walk *w, uint32_t first, uint32_t end)
{
    const struct entity *entities = w->runner->ground->model->entities;
    const uint32_t *in = w->runner->ground->in.first;
    bool alone = !w->names && (!w->helped || in[first] == in[end]);
    if (!runner_spend(w->runner, (end - first) / 4 + 1))
        return;
    for (uint32_t e = first; e < end; e++)
        if (!alone || KIND_IN(entities[e].kind, w->kinds)) /* what nothing leads on from need not be visited */
            visit(w, e);
}

static uint32_t end_below(const struct walk *w, uint32_t root)
{
    const struct model *model = w->runner->ground->model;
    const struct entity *at = &model->entities[root];
    const struct file *file = &model->files[at->file];
    uint32_t below = file->tree.nodes[at->node].below, last = file->first_entity + file->entity_count, end = root + 1;
    while (end < last && model->entities[end].node < below)
        end++;
    return end;
}

static void visit_unit(struct walk *w, uint32_t number)
{
    const struct model *model = w->runner->ground->model;
    const struct unit *unit = &model->units[number];
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &model->files[unit->files[f]];
        visit_range(w, file->first_entity, file->first_entity + file->entity_count);
    }
}

static void walk_things(struct walk *w)
{
    struct runner *runner = w->runner;
    enum kind kind = (enum kind)entity_at(w, w->subject)->kind;
    runner->pending_count = 0;
    w->names = w->roles || (w->kinds & (NEEDS | OF(INDICATOR) | NAMED_KINDS));
    w->helped = kind != KIND_PLAN; /* a plan has what stands in it */
    if (kind == KIND_PLAN || kind == KIND_LIBRARY)
        visit_unit(w, entity_at(w, w->subject)->unit);
    else
        visit_range(w, w->subject, end_below(w, w->subject));
    for (int sure = 1; sure >= 0; sure--) /* what surely belongs to it first */
        for (uint32_t i = 0; i < runner->pending_count && !runner->exhausted; i++)
            if ((runner->pending[i] & 1) || !sure) {
                w->certain = runner->pending[i] & 1;
                visit_range(w, runner->pending[i] / 2, end_below(w, runner->pending[i] / 2));
            }
}

/* ---- what names it -------------------------------------------------------------------------------------------------- */

static void push_naming(struct walk *w, const struct ties *ties, uint32_t entity, bool certain)
{
    if (!ties->first)
        return;
    for (uint32_t t = ties->first[entity]; t < ties->first[entity + 1] && runner_spend(w->runner, 1); t++) {
        const struct tie *tie = &ties->data[t];
        if (w->roles)
            runner_push(w->runner, item_entity(tie->to, tie->certain && certain));
        else
            push_once(w, tie->to, tie->certain && certain);
    }
}

static void push_own_sector(struct walk *w, uint32_t entity)
{
    if ((w->kinds & OF(SECTOR)) && !w->roles)
        push_sector(w, entity, true);
}

/* The sectors and names of a group are those of its members. */
static void push_members(struct walk *w, uint32_t group)
{
    struct responsibilities members = {0};
    role_members(w->runner->ground->model, group, &members);
    for (uint32_t i = 0; i < members.count && !w->roles; i++) {
        const struct responsibility *r = &members.data[i];
        struct holder member = {.name = r->name, .length = r->length, .actor = r->actor, .certain = r->certain};
        if (w->kinds & (OF(ACTOR) | OF(GROUP)))
            push_actor(w, &member, r->certain);
        if (w->kinds & OF(SECTOR))
            push_sector(w, r->actor, r->certain);
    }
    array_free(members.data);
}

static void visit_named(struct walk *w, uint32_t entity)
{
    const struct ground *ground = w->runner->ground;
    uint32_t canonical = model_canonical(ground->model, entity);
    enum kind kind = (enum kind)entity_at(w, entity)->kind;
    if (entity != w->subject && !w->roles)
        push_once(w, entity, true);
    if (!w->roles)
        push_naming(w, &ground->in, canonical, true);
    if (KIND_IN(kind, OF(ACTOR) | OF(GROUP)))
        push_naming(w, &ground->named, canonical, true);
    if (kind == KIND_ACTOR)
        push_own_sector(w, entity);
    if (kind == KIND_GROUP)
        push_members(w, entity);
    if (kind == KIND_SECTOR && ground->seated.first)
        for (uint32_t t = ground->seated.first[canonical]; t < ground->seated.first[canonical + 1]; t++) {
            const struct tie *seat = &ground->seated.data[t];
            if (!w->roles)
                push_once(w, seat->to, seat->certain);
            push_naming(w, &ground->named, model_canonical(ground->model, seat->to), seat->certain);
        }
}

static void walk_named(struct walk *w)
{
    const struct model *model = w->runner->ground->model;
    const struct entity *at = entity_at(w, w->subject);
    const struct file *file = &model->files[at->file];
    uint32_t below = file->tree.nodes[at->node].below, end = file->first_entity + file->entity_count;
    for (uint32_t e = w->subject; e < end && model->entities[e].node < below; e++)
        if (runner_spend(w->runner, 1) &&
            (e == w->subject || entity_at(w, e)->kind == at->kind || KIND_IN(entity_at(w, e)->kind, NAMED_KINDS)))
            visit_named(w, e);
}

/* ---- what it stands in --------------------------------------------------------------------------------------------- */

/* The goals of a measure: what it stands in or contributes to, and what these do. */
static void walk_up(struct walk *w)
{
    struct runner *runner = w->runner;
    const struct ties *out = &runner->ground->out;
    runner->pending_count = 0;
    add_pending(runner, w->subject, true);
    for (uint32_t i = 0; i < runner->pending_count && runner_spend(runner, 1); i++) {
        uint32_t entity = runner->pending[i] / 2, parent = entity_at(w, entity)->parent;
        w->certain = runner->pending[i] & 1;
        if (!runner_mark(runner, entity))
            continue;
        if (entity != w->subject && KIND_IN(entity_at(w, entity)->kind, w->kinds))
            runner_push(runner, item_entity(entity, w->certain));
        if (parent)
            add_pending(runner, parent, w->certain);
        for (uint32_t t = out->first[entity]; t < out->first[entity + 1]; t++)
            if (out->data[t].property == PROPERTY_CONTRIBUTES_TO || out->data[t].property == PROPERTY_FOR)
                add_pending(runner, out->data[t].to, out->data[t].certain && w->certain);
    }
}

/* ---- what a plan has, once more ------------------------------------------------------------------------------------ */

/* What `from` has from `first` on. */
static void append(struct items *to, const struct items *from, uint32_t first)
{
    uint32_t count = from->count - first;
    to->data = array_grow(to->data, &to->capacity, to->count + count + 1, sizeof *to->data);
    if (count)
        memcpy(to->data + to->count, from->data + first, count * sizeof *to->data);
    to->count += count;
}

/* Pushes what was found before; false when it was not. */
static bool push_known(struct runner *runner, uint32_t plan, uint32_t kinds)
{
    for (uint32_t i = 0; i < runner->known_count; i++) {
        const struct known_list *known = &runner->known[i];
        if (known->plan != plan || known->kinds != kinds)
            continue;
        if (runner_spend(runner, known->items.count / 4 + 1))
            append(&runner->items, &known->items, 0);
        return true;
    }
    return false;
}

static void note_known(struct runner *runner, const struct walk *w)
{
    if (runner->known_count && runner->known[0].plan != w->subject)
        runner->known_count = 0;
    if (runner->known_count == KNOWN_LISTS || runner->exhausted)
        return;
    struct known_list *known = &runner->known[runner->known_count++];
    known->plan = w->subject;
    known->kinds = w->kinds;
    known->items.count = 0;
    append(&known->items, &runner->items, w->first);
}

/* ---- from outside --------------------------------------------------------------------------------------------------- */

static void walk(struct walk *w, enum kind kind)
{
    if (KIND_IN(kind, NAMED_KINDS | OF(INDICATOR)))
        walk_named(w);
    else if (KIND_IN(kind, WORK | OF(TARGET)) && w->kinds && !(w->kinds & ~THREAD))
        walk_up(w);
    else
        walk_things(w);
}

static void take(struct runner *runner, struct item from, uint32_t kinds, bool roles)
{
    struct walk w = {.runner = runner,
                     .kinds = kinds,
                     .subject = from.entity,
                     .first = runner->items.count,
                     .roles = roles,
                     .certain = true};
    if (from.kind != ITEM_ENTITY && from.kind != ITEM_STAGE)
        return;
    enum kind kind = (enum kind)runner->ground->model->entities[from.entity].kind;
    bool may_be_known = kind == KIND_PLAN && !roles;
    if (!may_be_known || !push_known(runner, from.entity, kinds)) {
        runner_new_marks(runner);
        walk(&w, kind);
        if (may_be_known)
            note_known(runner, &w);
    }
    for (uint32_t i = w.first; i < runner->items.count && !from.certain; i++)
        runner->items.data[i].certain = false;
}

void own_take(struct runner *runner, struct item from, uint32_t kinds)
{
    take(runner, from, kinds, false);
}

void own_take_roles(struct runner *runner, struct item from)
{
    take(runner, from, 0, true);
}

/* ---- everything ------------------------------------------------------------------------------------------------------ */

static void take_unit(struct runner *runner, const struct unit *unit, uint32_t kinds)
{
    const struct model *model = runner->ground->model;
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &model->files[unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++) {
            if (!KIND_IN(model->entities[e].kind, kinds & ~(OF(PLAN) | OF(LIBRARY))))
                continue;
            if (KIND_IN(model->entities[e].kind, NAMED_KINDS))
                runner_mark(runner, model_canonical(runner->ground->model, e));
            runner_push(runner, item_entity(e, true));
        }
        runner_spend(runner, file->entity_count / 16 + 1);
    }
}

/* True when something in the workspace names what stands in a standard library, or, of a sector, somebody in it. */
static bool is_named_here(const struct ground *ground, uint32_t entity)
{
    const struct model *model = ground->model;
    for (uint32_t t = ground->in.first[entity]; t < ground->in.first[entity + 1]; t++)
        if (!model->units[model->entities[ground->in.data[t].to].unit].builtin)
            return true;
    if (!ground->named.first)
        return false;
    if (ground->named.first[entity] < ground->named.first[entity + 1])
        return true;
    for (uint32_t t = ground->seated.first[entity]; t < ground->seated.first[entity + 1]; t++) {
        uint32_t actor = ground->seated.data[t].to;
        if (model->entities[actor].kind != KIND_SECTOR &&
            (!model->units[model->entities[actor].unit].builtin || is_named_here(ground, actor)))
            return true;
    }
    return false;
}

static void take_named_library(struct runner *runner, const struct unit *unit, uint32_t kinds)
{
    const struct model *model = runner->ground->model;
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct file *file = &model->files[unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
            if (KIND_IN(model->entities[e].kind, kinds) && is_named_here(runner->ground, e) && runner_mark(runner, e))
                runner_push(runner, item_entity(e, true));
        runner_spend(runner, file->entity_count / 16 + 1);
    }
}

/* What the workspace declares, and what it names of the standard libraries. */
void own_take_all(struct runner *runner, uint32_t kinds)
{
    const struct model *model = runner->ground->model;
    runner_new_marks(runner);
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        if (unit->builtin || unit->external)
            continue;
        if (unit->header && KIND_IN(unit->kind, kinds & (OF(PLAN) | OF(LIBRARY))))
            runner_push(runner, item_entity(unit->header, true));
        take_unit(runner, unit, kinds);
    }
    for (uint32_t u = 1; u < model->unit_count && (kinds & NAMED_KINDS); u++)
        if (model->units[u].builtin)
            take_named_library(runner, &model->units[u], kinds & NAMED_KINDS);
}
