#include "cells.h"

#include <ctype.h>
#include <string.h>

static bool is_own_plan(const struct unit *unit)
{
    return unit->kind == KIND_PLAN && !unit->external && !unit->builtin;
}

void filling_begin(struct filling *f, const struct report_request *request, struct table *table, const char *name,
                   const struct column *columns, uint32_t count)
{
    *f = (struct filling){.request = request,
                          .table = table,
                          .arena = table->arena,
                          .model = request->model,
                          .language = request->language};
    table->report = name;
    table->as_of = request->as_of;
    table->language = request->language;
    table->columns = columns;
    table->column_count = count;
    for (uint32_t u = 1; u < f->model->unit_count; u++)
        f->plan_count += request->plan ? u == request->plan : is_own_plan(&f->model->units[u]);
    f->labels = arena_alloc(f->arena, f->model->entity_count * sizeof *f->labels);
    if (request->moment) {
        f->moment = *request->moment;
        return;
    }
    moment_init(&f->moment, request->model, request->as_of);
    moment_find_begun(&f->moment);
}

void filling_end(struct filling *f)
{
    if (!f->request->moment)
        moment_free(&f->moment);
    table_finish(f->table);
}

struct teller cells_teller(const struct filling *f)
{
    return (struct teller){f->arena, f->model, f->language};
}

bool cells_plan_is_reported(const struct filling *f, uint32_t unit)
{
    const struct unit *at = &f->model->units[unit];
    if (f->request->plan)
        return unit == f->request->plan;
    return !at->builtin && !at->external && at->kind != KIND_LIBRARY &&
           (f->request->all || !moment_is_expired(&f->moment, unit));
}

uint32_t cells_only_plan(const struct filling *f)
{
    if (f->request->plan)
        return f->request->plan;
    for (uint32_t u = 1; u < f->model->unit_count && f->plan_count == 1; u++)
        if (is_own_plan(&f->model->units[u]))
            return u;
    return 0;
}

/* ---- references -------------------------------------------------------------------------------------------- */

struct cell cells_title(struct filling *f, uint32_t entity)
{
    return cell_text(model_title(f->model, f->arena, entity, f->language));
}

struct cell cells_entity(struct filling *f, uint32_t entity)
{
    if (!entity)
        return cell_text(NULL);
    const char *identity = model_identity(f->model, entity);
    if (!f->labels[entity]) {
        table_name(f->table, identity, model_title(f->model, f->arena, entity, f->language));
        f->labels[entity] = model_short_title(f->model, f->arena, entity, f->language);
    }
    return cell_labelled(identity, f->labels[entity]);
}

struct cell cells_actor(struct filling *f, const struct responsibility *r, uint32_t unit)
{
    if (r->actor)
        return cells_entity(f, r->actor);
    const char *identity = model_string_identity(f->model, f->arena, unit, r->name, r->length);
    const char *name = arena_copy(f->arena, r->name, r->length);
    table_name(f->table, identity, name);
    return cell_labelled(identity, name);
}

struct cell cells_plan(struct filling *f, uint32_t unit)
{
    const struct unit *at = &f->model->units[unit];
    const char *name = arena_copy(f->arena, at->name, at->name_length);
    if (at->header)
        table_name(f->table, name, model_title(f->model, f->arena, at->header, f->language));
    return cell_text(name);
}

const char *cells_plan_title(struct filling *f, uint32_t unit)
{
    static const char *const draft[] = {"utkast", "utkast", "draft"};
    const struct unit *at = &f->model->units[unit];
    const char *title = at->header ? model_title(f->model, f->arena, at->header, f->language)
                                   : arena_copy(f->arena, at->name, at->name_length);
    return moment_is_draft(&f->moment, unit) ? arena_format(f->arena, "%s (%s)", title, draft[f->language]) : title;
}

void cells_plan_heading(struct filling *f, uint32_t entity, uint32_t before, uint32_t column)
{
    uint32_t unit = f->model->entities[entity].unit;
    if (f->plan_count < 2 || (before && f->model->entities[before].unit == unit))
        return;
    struct table_row *row = table_add_row(f->table);
    row->heading = true;
    row->cells[column] = cell_labelled("", cells_plan_title(f, unit));
}

struct cell cells_kind(struct filling *f, uint32_t entity)
{
    enum kind kind = (enum kind)f->model->entities[entity].kind;
    return cell_labelled(model_kind_name(kind), keyword_of_kind(kind)->forms[f->language]);
}

const char *cells_label(struct filling *f, uint32_t entity)
{
    return cells_label_in(f->model, f->arena, entity, f->language);
}

const char *cells_label_in(const struct model *model, struct arena *arena, uint32_t entity, enum language language)
{
    const struct entity *at = &model->entities[entity];
    const char *title = model_title(model, arena, entity, language);
    if (!at->name || !model_has_title(model, entity))
        return title;
    const struct symbol *name = &model->units[at->unit].symbols->symbols[at->name];
    bool label = name->length && name->text[0] >= '0' && name->text[0] <= '9';
    return label ? arena_format(arena, "%.*s %s", (int)name->length, name->text, title) : title;
}

/* ---- lists of actors ------------------------------------------------------------------------------------------ */

static struct cell actor_list(struct filling *f, const struct responsibilities *list, uint32_t unit)
{
    struct cell *items = arena_alloc(f->arena, (list->count + 1) * sizeof *items);
    const char *label = "";
    for (uint32_t i = 0; i < list->count; i++) {
        bool certain = list->data[i].certain;
        items[i] = cells_actor(f, &list->data[i], unit);
        if (!certain)
            items[i].label = arena_format(f->arena, "%s?", items[i].label);
        label = i ? arena_format(f->arena, "%s, %s", label, items[i].label) : items[i].label;
    }
    return cell_list(items, list->count, label);
}

struct cell cells_role(struct filling *f, uint32_t entity, enum property role)
{
    struct responsibilities list = {0};
    bool none, undecided;
    role_stated(f->model, entity, role, &list, &none, &undecided);
    struct cell cell = actor_list(f, &list, f->model->entities[entity].unit);
    if (none || undecided)
        cell.label = none ? "–" : "?";
    array_free(list.data);
    return cell;
}

/* A measure without accountable of its own is answered for by those of its activities. */
static void find_accountable(struct filling *f, uint32_t entity, struct responsibilities *list, bool *stated_none,
                             bool *stated_undecided)
{
    bool none, undecided;
    role_stated(f->model, entity, PROPERTY_ACCOUNTABLE, list, &none, &undecided);
    *stated_none = none;
    *stated_undecided = undecided;
    if (list->count || none || undecided || f->model->entities[entity].kind != KIND_MEASURE)
        return;
    for (uint32_t child = f->model->entities[entity].first_child; child;
         child = f->model->entities[child].next_sibling) {
        if (f->model->entities[child].kind != KIND_ACTIVITY)
            continue;
        uint32_t before = list->count;
        role_stated(f->model, child, PROPERTY_ACCOUNTABLE, list, &none, &undecided);
        for (uint32_t i = before; i < list->count;) {
            bool known = false;
            for (uint32_t k = 0; k < before; k++)
                known |= list->data[i].actor && list->data[k].actor == list->data[i].actor;
            if (known)
                list->data[i] = list->data[--list->count];
            else
                i++;
        }
    }
}

struct cell cells_accountable(struct filling *f, uint32_t entity)
{
    struct responsibilities list = {0};
    bool none, undecided;
    find_accountable(f, entity, &list, &none, &undecided);
    struct cell cell = actor_list(f, &list, f->model->entities[entity].unit);
    if (none || undecided)
        cell.label = none ? "–" : "?";
    array_free(list.data);
    return cell;
}

struct cell cells_sectors(struct filling *f, uint32_t entity)
{
    struct responsibilities list = {0};
    uint32_t count = 0;
    bool none, undecided;
    find_accountable(f, entity, &list, &none, &undecided);
    struct cell *items = arena_alloc(f->arena, (list.count + 1) * sizeof *items);
    const char *label = "";
    for (uint32_t i = 0; i < list.count; i++) {
        uint32_t sector = list.data[i].actor ? role_sector(f->model, list.data[i].actor, NULL) : 0;
        bool known = !sector;
        for (uint32_t k = 0; k < count; k++)
            known |= sector && strcmp(items[k].text, model_identity(f->model, sector)) == 0;
        if (known)
            continue;
        items[count] = cells_entity(f, sector);
        label = count ? arena_format(f->arena, "%s, %s", label, items[count].label) : items[count].label;
        count++;
    }
    array_free(list.data);
    return cell_list(items, count, label);
}

/* ---- words ------------------------------------------------------------------------------------------------------- */

static struct cell cell_of_verdict(struct filling *f, const struct verdict_row *row)
{
    return row->name ? cell_labelled(row->name, row->words[f->language]) : cell_text(NULL);
}

struct cell cells_class(struct filling *f, enum time_class class)
{
    return cell_of_verdict(f, class_row(class));
}

struct cell cells_state(struct filling *f, enum target_state state)
{
    return cell_of_verdict(f, state_row(state));
}

struct cell cells_status(struct filling *f, enum term status)
{
    if (!status)
        return cell_text(NULL);
    const struct keyword *keyword = keyword_of_term(status);
    char *name = arena_copy(f->arena, keyword->name, strlen(keyword->name));
    for (char *c = name; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return cell_labelled(name, keyword->forms[f->language]);
}

const char *cells_relation(enum property property, bool reversed, enum language language)
{
    static const struct {
        enum property property;
        const char *words[LANGUAGE_COUNT];
    } turned[] = {{PROPERTY_FOR, {"måles av", "blir målt av", "measured by"}},
                  {PROPERTY_CONTRIBUTES_TO, {"får bidrag fra", "får bidrag frå", "helped by"}},
                  {PROPERTY_ADDRESSES, {"møtes av", "blir møtt av", "addressed by"}},
                  {PROPERTY_MEETS, {"ivaretas av", "blir vareteke av", "met by"}},
                  {PROPERTY_DEPENDS_ON, {"ventes på av", "blir venta på av", "awaited by"}},
                  {PROPERTY_MEASURED_BY, {"måler", "måler", "measures"}},
                  {PROPERTY_REPLACES, {"erstattes av", "blir erstatta av", "replaced by"}}};
    for (size_t i = 0; reversed && i < sizeof turned / sizeof *turned; i++)
        if (turned[i].property == property)
            return turned[i].words[language];
    return keyword_of_word(property_row(property)->word)->forms[language];
}

const char *cells_precision(const struct date *date)
{
    return date->precision == PRECISION_DAY || date->precision == PRECISION_NONE
               ? NULL
               : date_precision_name((enum date_precision)date->precision);
}

struct stated cells_statement(const struct model *model, uint32_t entity)
{
    return (struct stated){model->entities[entity].file, model->entities[entity].node};
}

void cells_place(struct filling *f, struct table_row *row, struct stated stated)
{
    const struct file *file = &f->model->files[stated.file];
    row->file = file->source.path;
    row->line = model_line(f->model, stated);
    row->reachable = !file->builtin && *row->file != '<';
}
