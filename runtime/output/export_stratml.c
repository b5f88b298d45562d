/* export_stratml.c: one plan as a Performance_Plan of StratML Part 2 (ISO 17469, namespace of 2016), through libxml2.
 *
 * Elements of the thread are Goals, side by side, since StratML has no goals within goals; measures are Objectives of the goal
 * nearest above them; result targets are Objectives with a PerformanceIndicator, or, below a measure, indicators of its
 * Objective. Stages are TargetResults, what is known to be measured ActualResults. Roles are Stakeholders; target groups
 * are the beneficiaries. All else stands as the author wrote it in the OtherInformation of what it is below. */
#include "stratml.h"
#include "text.h"

#define NAMESPACE "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"

/* ---- who ---------------------------------------------------------------------------------------------------------------- */

static void stakeholder(struct stratml *s, const char *name, bool group, const char *role, const char *more,
                        const char *type)
{
    xml_start(&s->xml, "Stakeholder");
    if (group)
        xml_attribute(&s->xml, "StakeholderTypeType", "Generic_Group");
    xml_element(&s->xml, "Name", name);
    xml_start(&s->xml, "Role");
    xml_element(&s->xml, "Name", role);
    xml_element(&s->xml, "Description", more);
    xml_element(&s->xml, "RoleType", type);
    xml_stop(&s->xml);
    xml_stop(&s->xml);
}

static const char *role_type(enum property role)
{
    return role == PROPERTY_ACCOUNTABLE || role == PROPERTY_CO_ACCOUNTABLE || role == PROPERTY_PERFORMER ||
                   role == PROPERTY_PARTNER
               ? "Performer"
               : NULL;
}

static void write_roles(struct stratml *s, uint32_t entity)
{
    static const char *const uncertain[] = {"usikkert", "usikkert", "uncertain"}, *const inferred[] = {
                                                                                      "utledet", "utleidd", "inferred"};
    struct filling *f = &s->room.filling;
    struct responsibilities list = {0};
    role_all(f->model, entity, &list);
    for (uint32_t i = 0; i < list.count; i++) {
        const struct responsibility *r = &list.data[i];
        if (r->origin == ORIGIN_INHERITED)
            continue;
        const char *name = r->actor ? model_title(f->model, f->arena, r->actor, f->language)
                                    : arena_copy(f->arena, r->name, r->length);
        const char *more = !r->certain                    ? uncertain[f->language]
                           : r->origin == ORIGIN_INFERRED ? inferred[f->language]
                                                          : NULL;
        stakeholder(s, name, r->actor && f->model->entities[r->actor].kind == KIND_GROUP,
                    keyword_of_word(property_row(r->role)->word)->forms[f->language], more, role_type(r->role));
    }
    array_free(list.data);
}

static void write_target_groups(struct stratml *s, uint32_t entity)
{
    struct filling *f = &s->room.filling;
    const char *role = keyword_of_word(property_row(PROPERTY_TARGET_GROUP)->word)->forms[f->language];
    uint32_t count, length;
    for (struct stated line = model_property(f->model, entity, PROPERTY_TARGET_GROUP); line.node;
         line = model_next_property(f->model, line)) {
        const struct value *values = model_values(f->model, line, &count);
        for (uint32_t i = 0; i < count; i++) {
            if (values[i].tag != TAG_NONE || values[i].type == VALUE_NONE || values[i].type == VALUE_UNDECIDED)
                continue;
            const char *text = model_written(f->model, f->arena, line.file, &values[i], &length);
            stakeholder(s, arena_copy(f->arena, text, length), true, role, NULL, "Beneficiary");
        }
    }
}

/* ---- goals and objectives --------------------------------------------------------------------------------------------------- */

static const char *label_of(struct stratml *s, uint32_t entity)
{
    const struct model *model = s->room.filling.model;
    const struct entity *at = &model->entities[entity];
    if (!at->name)
        return NULL;
    const struct symbol *name = &model->units[at->unit].symbols->symbols[at->name];
    bool label = name->length && name->text[0] >= '0' && name->text[0] <= '9';
    return label ? arena_copy(s->room.filling.arena, name->text, name->length) : NULL;
}

/* What goals and objectives begin with. */
static void write_common(struct stratml *s, uint32_t entity)
{
    struct filling *f = &s->room.filling;
    uint32_t parent = f->model->entities[entity].parent;
    const char *words = stratml_description(s, entity);
    xml_element(&s->xml, "Name", model_title(f->model, f->arena, entity, f->language));
    xml_element(&s->xml, "Description", words ? words : "");
    stratml_identifier(s, entity);
    xml_element(&s->xml, "SequenceIndicator", label_of(s, entity));
    write_roles(s, entity);
    write_target_groups(s, entity);
    if (parent && KIND_IN(f->model->entities[entity].kind, THREAD))
        writer_format(&s->other, "%s: %s", text_of(TEXT_STRATML_PART_OF, f->language), cells_label(f, parent));
    stratml_keep_lines(s, entity, 0);
    stratml_keep_below(s, entity, 0);
    stratml_write_other(s);
}

static void write_objective(struct stratml *s, uint32_t entity)
{
    const struct model *model = s->room.filling.model;
    xml_start(&s->xml, "Objective");
    write_common(s, entity);
    if (model->entities[entity].kind == KIND_TARGET)
        stratml_indicator(s, entity, false);
    const struct entity *root = &model->entities[entity];
    const struct file *file = &model->files[root->file];
    for (uint32_t at = entity + 1;
         at < file->first_entity + file->entity_count && model->entities[at].depth > root->depth; at++)
        if (model->entities[at].kind == KIND_TARGET)
            stratml_indicator(s, at, true);
    xml_stop(&s->xml);
}

static bool is_below_objective(const struct model *model, uint32_t entity)
{
    for (uint32_t at = model->entities[entity].parent; at; at = model->entities[at].parent)
        if (KIND_IN(model->entities[at].kind, OF(MEASURE) | OF(TARGET)))
            return true;
    return false;
}

static bool is_objective(const struct stratml *s, uint32_t entity)
{
    const struct entity *at = &s->room.filling.model->entities[entity];
    return at->unit == s->request->plan && KIND_IN(at->kind, OF(MEASURE) | OF(TARGET)) && !at->extends &&
           !is_below_objective(s->room.filling.model, entity);
}

/* The element of the thread that stands nearest above, else the first of this plan that it is for or contributes to. */
static void find_goals(struct stratml *s)
{
    const struct model *model = s->room.filling.model;
    const struct unit *unit = &model->units[s->request->plan];
    for (uint32_t e = 1; e < model->entity_count; e++)
        for (uint32_t at = is_objective(s, e) ? model->entities[e].parent : 0; at && !s->goal_of[e];
             at = model->entities[at].parent)
            if (KIND_IN(model->entities[at].kind, THREAD))
                s->goal_of[e] = at;
    for (uint32_t i = 0; i < unit->relation_count; i++) {
        const struct relation *r = &unit->relations[i];
        bool ties = r->property == PROPERTY_FOR || r->property == PROPERTY_CONTRIBUTES_TO;
        if (ties && is_objective(s, r->from) && !s->goal_of[r->from] &&
            model->entities[r->to].unit == s->request->plan && KIND_IN(model->entities[r->to].kind, THREAD))
            s->goal_of[r->from] = r->to;
    }
    for (uint32_t e = model->entity_count; e-- > 1;) /* backwards, so that the lists run forwards */
        if (is_objective(s, e)) {
            s->next[e] = s->first[s->goal_of[e]];
            s->first[s->goal_of[e]] = e;
        }
}

static void write_objectives(struct stratml *s, uint32_t goal)
{
    for (uint32_t e = s->first[goal]; e; e = s->next[e])
        write_objective(s, e);
}

/* A document has a Goal at least: one for what is under none, and for a plan without any. */
static void write_goals(struct stratml *s)
{
    struct filling *f = &s->room.filling;
    bool any = false;
    for (uint32_t e = 1; e < f->model->entity_count; e++) {
        const struct entity *at = &f->model->entities[e];
        if (at->unit != s->request->plan || !KIND_IN(at->kind, THREAD) || at->extends)
            continue;
        any = true;
        xml_start(&s->xml, "Goal");
        write_common(s, e);
        write_objectives(s, e);
        xml_stop(&s->xml);
    }
    if (any && !s->first[0])
        return;
    xml_start(&s->xml, "Goal");
    xml_element(&s->xml, "Name", text_of(TEXT_STRATML_NO_GOAL, f->language));
    xml_element(&s->xml, "Description", "");
    write_objectives(s, 0);
    xml_stop(&s->xml);
}

/* ---- the plan ------------------------------------------------------------------------------------------------------------- */

static void write_owner(struct stratml *s, uint32_t header)
{
    struct filling *f = &s->room.filling;
    struct responsibilities list = {0};
    bool none, undecided;
    role_stated(f->model, header, PROPERTY_OWNER, &list, &none, &undecided);
    for (uint32_t i = 0; i < list.count; i++) {
        const struct responsibility *r = &list.data[i];
        xml_start(&s->xml, "Organization");
        xml_element(&s->xml, "Name",
                    r->actor ? model_title(f->model, f->arena, r->actor, f->language)
                             : arena_copy(f->arena, r->name, r->length));
        if (r->actor && model_property(f->model, r->actor, PROPERTY_SHORT_NAME).node)
            xml_element(&s->xml, "Acronym", model_short_title(f->model, f->arena, r->actor, f->language));
        if (r->actor)
            stratml_identifier(s, r->actor);
        xml_stop(&s->xml);
    }
    array_free(list.data);
}

static void write_plan(struct stratml *s)
{
    struct filling *f = &s->room.filling;
    const struct unit *unit = &f->model->units[s->request->plan];
    uint32_t header = unit->header;
    xml_start(&s->xml, "PerformancePlanOrReport");
    xml_attribute(&s->xml, "xmlns", NAMESPACE);
    xml_attribute(&s->xml, "Type", "Performance_Plan");
    xml_element(&s->xml, "Name", cells_plan_title(f, s->request->plan));
    xml_element(&s->xml, "Description", stratml_description(s, header));
    stratml_keep_plan(s, header);
    stratml_write_other(s);
    xml_start(&s->xml, "StrategicPlanCore");
    write_owner(s, header);
    write_goals(s);
    xml_stop(&s->xml);
    xml_start(&s->xml, "AdministrativeInformation");
    stratml_identifier(s, header);
    if (unit->period.precision) {
        stratml_day(s, "StartDate", unit->period.first);
        stratml_day(s, "EndDate", unit->period.last);
    }
    xml_stop(&s->xml);
    xml_stop(&s->xml);
}

void export_stratml(struct writer *writer, const struct export_request *request)
{
    size_t size = request->model->entity_count * sizeof(uint32_t);
    struct stratml stratml = {.request = request};
    struct stratml *s = &stratml;
    export_room_open(&s->room, request, "stratml");
    s->goal_of = arena_alloc(&s->room.arena, size);
    s->first = arena_alloc(&s->room.arena, size);
    s->next = arena_alloc(&s->room.arena, size);
    find_goals(s);
    xml_begin(&s->xml, writer);
    write_plan(s);
    xml_end(&s->xml);
    stratml_tell(s);
    writer_free(&s->other);
    export_room_close(&s->room);
}
