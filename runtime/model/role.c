#include "role.h"

#include <string.h>

const enum property ROLES[ROLE_COUNT] = {PROPERTY_ACCOUNTABLE, PROPERTY_CO_ACCOUNTABLE, PROPERTY_PERFORMER,
                                         PROPERTY_PARTNER,     PROPERTY_INFORMED,       PROPERTY_OWNER,
                                         PROPERTY_COORDINATOR};

enum { DEEPEST_GROUP = 64, MOST_MEMBERS = 10000 };

const char *role_name(enum property role)
{
    switch (role) {
    case PROPERTY_ACCOUNTABLE: return "accountable";
    case PROPERTY_CO_ACCOUNTABLE: return "co_accountable";
    case PROPERTY_PERFORMER: return "performer";
    case PROPERTY_PARTNER: return "partner";
    case PROPERTY_INFORMED: return "informed";
    case PROPERTY_OWNER: return "owner";
    default: return "coordinator";
    }
}

/* One value of a role's line. */
static struct responsibility read_value(const struct model *model, struct stated stated, const struct value *value,
                                        enum property role)
{
    struct responsibility r = {.role = role, .stated = stated, .certain = !(value->flags & VALUE_UNCERTAIN)};
    uint32_t quoted = value->type == VALUE_STRING ? model_target(model, stated, value) : 0;
    if (quoted)
        r.actor = quoted; /* a declared actor, named in quotation marks */
    else if (value->type == VALUE_STRING)
        r.name = model_text(model, stated.file, value, &r.length);
    else if (value->type == VALUE_REFERENCE)
        r.actor = model_target(model, stated, value);
    return r;
}

/* True when an actor is in the list from `from` on, by whichever of its names. */
static bool has_actor(const struct model *model, const struct responsibilities *list, uint32_t from, uint32_t actor)
{
    for (uint32_t i = from; i < list->count; i++)
        if (list->data[i].actor && model_canonical(model, list->data[i].actor) == model_canonical(model, actor))
            return true;
    return false;
}

void role_stated(const struct model *model, uint32_t entity, enum property role, struct responsibilities *list,
                 bool *none, bool *undecided)
{
    uint32_t from, count;
    struct stated stated = model_inherited(model, entity, role, &from);
    const struct value *values = model_values(model, stated, &count);
    *none = count == 1 && values->type == VALUE_NONE;
    *undecided = count == 1 && values->type == VALUE_UNDECIDED;
    for (uint32_t i = 0, first = list->count; i < count; i++) {
        struct responsibility r = read_value(model, stated, &values[i], role);
        r.origin = from == entity ? ORIGIN_OWN : ORIGIN_INHERITED;
        if (r.name || (r.actor && !has_actor(model, list, first, r.actor)))
            ARRAY_PUSH(list, data, count, capacity, r);
    }
}

/* ---- groups --------------------------------------------------------------------------------------------------- */

bool role_members(const struct model *model, uint32_t group, struct responsibilities *list)
{
    uint32_t pending[DEEPEST_GROUP], depth = 0, first = list->count, seen[DEEPEST_GROUP * 4], seen_count = 0;
    pending[depth++] = group;
    while (depth > 0) {
        uint32_t at = pending[--depth];
        bool again = false;
        for (uint32_t i = 0; i < seen_count; i++)
            again |= seen[i] == at;
        if (again || seen_count == sizeof seen / sizeof *seen)
            continue;
        seen[seen_count++] = at;
        for (struct stated stated = model_property(model, at, PROPERTY_MEMBERS); stated.node;
             stated = model_next_property(model, stated)) {
            uint32_t count;
            const struct value *values = model_values(model, stated, &count);
            for (uint32_t i = 0; i < count && list->count - first < MOST_MEMBERS; i++) {
                struct responsibility r = read_value(model, stated, &values[i], PROPERTY_MEMBERS);
                if (r.actor && model->entities[r.actor].kind == KIND_GROUP) {
                    if (depth < DEEPEST_GROUP)
                        pending[depth++] = r.actor;
                } else if ((r.actor && !has_actor(model, list, first, r.actor)) || r.name) {
                    ARRAY_PUSH(list, data, count, capacity, r);
                }
            }
        }
    }
    return list->count > first;
}

/* Puts `r`, or the members of the group it is, at the end of `list`. */
static void push_expanded(const struct model *model, struct responsibility r, struct responsibilities *list)
{
    struct responsibilities members = {0};
    if (!r.actor || model->entities[r.actor].kind != KIND_GROUP || !role_members(model, r.actor, &members)) {
        ARRAY_PUSH(list, data, count, capacity, r);
        array_free(members.data);
        return;
    }
    for (uint32_t i = 0; i < members.count; i++) {
        struct responsibility member = r;
        member.actor = members.data[i].actor;
        member.name = members.data[i].name;
        member.length = members.data[i].length;
        member.certain = r.certain && members.data[i].certain;
        member.via = r.actor;
        ARRAY_PUSH(list, data, count, capacity, member);
    }
    array_free(members.data);
}

bool role_stated_by_parts(const struct model *model, uint32_t measure, enum property role)
{
    uint32_t activities = 0, count;
    for (uint32_t child = model->entities[measure].first_child; child; child = model->entities[child].next_sibling) {
        if (model->entities[child].kind != KIND_ACTIVITY)
            continue;
        struct stated line = model_property(model, child, role);
        const struct value *values = model_values(model, line, &count);
        if (!line.node || (count == 1 && values->type == VALUE_NONE))
            return false;
        activities++;
    }
    return activities > 0;
}

void role_all(const struct model *model, uint32_t entity, struct responsibilities *list)
{
    struct responsibilities stated = {0};
    bool work = KIND_IN(model->entities[entity].kind, WORK), performs = false, none, undecided;
    uint32_t accountable = 0;
    for (int i = 0; i < ROLE_COUNT; i++) {
        uint32_t before = stated.count;
        role_stated(model, entity, ROLES[i], &stated, &none, &undecided);
        if (ROLES[i] == PROPERTY_ACCOUNTABLE)
            accountable = stated.count;
        if (ROLES[i] == PROPERTY_PERFORMER)
            performs = stated.count > before || none || undecided ||
                       role_stated_by_parts(model, entity, PROPERTY_PERFORMER);
    }
    for (uint32_t i = 0; i < stated.count; i++)
        if (stated.data[i].role == PROPERTY_ACCOUNTABLE) /* as accountable a group counts as one */
            ARRAY_PUSH(list, data, count, capacity, stated.data[i]);
        else
            push_expanded(model, stated.data[i], list);
    for (uint32_t i = 0; work && !performs && i < accountable; i++) { /* whoever answers for it does it */
        struct responsibility r = stated.data[i];
        r.role = PROPERTY_PERFORMER;
        r.origin = ORIGIN_INFERRED;
        push_expanded(model, r, list);
    }
    array_free(stated.data);
}

/* ---- sectors ---------------------------------------------------------------------------------------------------- */

static uint32_t top_sector(const struct model *model, uint32_t sector)
{
    sector = model_canonical(model, sector);
    while (model->entities[sector].parent)
        sector = model_canonical(model, model->entities[sector].parent);
    return sector;
}

uint32_t role_stated_sector(const struct model *model, uint32_t actor, bool *uncertain, bool *none)
{
    *uncertain = *none = false;
    for (uint32_t at = actor, steps = 0; at && steps < PARSE_DEEPEST * 2; steps++) {
        struct stated stated = model_property(model, at, PROPERTY_ACTOR_SECTOR);
        if (model->entities[at].kind == KIND_GROUP)
            stated = model_property(model, at, PROPERTY_SECTOR);
        uint32_t count;
        const struct value *values = model_values(model, stated, &count);
        if (count)
            *uncertain = values->flags & VALUE_UNCERTAIN;
        if (count && values->type == VALUE_TERM)
            return at;
        if (count && values->type == VALUE_REFERENCE)
            return model_canonical(model, model_target(model, stated, values));
        *none = count && values->type == VALUE_NONE;
        if (*none)
            return 0;
        uint32_t parent = model->entities[model_canonical(model, at)].parent;
        if (!parent) { /* `del av` an organisation stands for nesting */
            struct stated part = model_property(model, at, PROPERTY_PART_OF);
            const struct value *whole = model_values(model, part, &count);
            parent = count && whole->type == VALUE_REFERENCE ? model_target(model, part, whole) : 0;
        }
        at = parent ? model_canonical(model, parent) : 0;
        if (at && model->entities[at].kind == KIND_SECTOR)
            return at;
    }
    return 0;
}

uint32_t role_sector(const struct model *model, uint32_t actor, bool *uncertain)
{
    bool unsure, none;
    uint32_t sector = role_stated_sector(model, actor, &unsure, &none);
    if (uncertain)
        *uncertain = unsure;
    return sector && model->entities[sector].kind == KIND_SECTOR ? top_sector(model, sector) : sector;
}
