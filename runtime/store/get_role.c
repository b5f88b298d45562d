/* get_role.c: who: actors, their sectors, and what they answer for. */
#include "reading.h"

#include <string.h>

/* ---- actors --------------------------------------------------------------------------------------------------------- */

/* An actor that is only a string has no declaration; its row's value is where it is written. */
static bool is_declared(const struct scan *c)
{
    return scan_at(c)->entity != 0;
}

GET(actor_identity)
{
    if (is_declared(c))
        return get_identity(c, 0);
    return datum_fixed(c->store->actors[c->subject - c->store->model->entity_count].identity);
}

GET(actor_title)
{
    const struct store_row *row = scan_at(c);
    return is_declared(c) ? get_title(c, 0) : datum_written(c, row->line.file, row->value);
}

GET(declared)
{
    return datum_integer(is_declared(c));
}

/* What a plan adds to a library's actor counts where the library says nothing. */
GET(actor_sector)
{
    const struct model *model = c->store->model;
    uint32_t entity = scan_at(c)->entity, sector = entity ? role_sector(model, entity, NULL) : 0;
    if (sector || !entity)
        return datum_identity(c->store, sector);
    const char *identity = model_identity(model, entity);
    uint32_t other = store_first(c->store, identity, (uint32_t)strlen(identity));
    for (; other && !sector; other = c->store->same[other])
        sector = other < model->entity_count ? role_sector(model, other, NULL) : 0;
    return datum_identity(c->store, sector);
}

GET(top_sector)
{
    const struct model *model = c->store->model;
    uint32_t at = scan_at(c)->entity;
    while (model->entities[at].parent && model->entities[model->entities[at].parent].kind == KIND_SECTOR)
        at = model->entities[at].parent;
    return datum_identity(c->store, at);
}

static struct datum string_actor(struct scan *c, struct stated line, const char *text, uint32_t length)
{
    uint32_t unit = c->store->model->files[line.file].unit;
    const char *identity = model_string_identity(c->store->model, &c->arena, unit, text, length);
    return datum_text(identity, (uint32_t)strlen(identity));
}

/* An actor that a line names, or quotes. */
GET(value_actor)
{
    const struct store_row *row = scan_at(c);
    uint32_t length;
    const char *text = model_text(c->store->model, row->line.file, row->value, &length);
    struct datum declared = get_value_target(c, 0);
    return declared.type == DATUM_NULL && row->value->type == VALUE_STRING ? string_actor(c, row->line, text, length)
                                                                           : declared;
}

/* ---- responsibility --------------------------------------------------------------------------------------------------- */

static const struct responsibility *role_at(const struct scan *c)
{
    return &c->roles.data[scan_at(c)->index];
}

GET(role_actor)
{
    const struct responsibility *r = role_at(c);
    return r->actor ? datum_identity(c->store, r->actor) : string_actor(c, r->stated, r->name, r->length);
}

GET(role_actor_title)
{
    const struct responsibility *r = role_at(c);
    const struct model *model = c->store->model;
    if (!r->actor)
        return datum_text(r->name, r->length);
    const char *title = model_title(model, &c->arena, model_canonical(model, r->actor), c->store->language);
    return datum_text(title, (uint32_t)strlen(title));
}

GET(role)
{
    return datum_fixed(role_name(role_at(c)->role));
}

GET(role_sector)
{
    uint32_t actor = role_at(c)->actor;
    return datum_identity(c->store, actor ? role_sector(c->store->model, actor, NULL) : 0);
}

GET(role_via)
{
    return datum_identity(c->store, role_at(c)->via);
}

GET(role_origin)
{
    static const char *const names[] = {"own", "inherited", "inferred"};
    return datum_fixed(names[role_at(c)->origin]);
}

GET(role_certain)
{
    return datum_integer(role_at(c)->certain);
}
