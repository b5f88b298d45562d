/* export_stratml.c: one plan as a Performance_Plan of StratML Part 2 (ISO 17469, namespace of 2016), through libxml2.
 *
 * Elements of the thread are Goals, side by side, since StratML has no goals within goals; measures are Objectives of the goal
 * nearest above them; result targets are Objectives with a PerformanceIndicator, or, below a measure, indicators of its
 * Objective. Stages are TargetResults, what is known to be measured ActualResults. Roles are Stakeholders; target groups
 * are the beneficiaries. All else stands as the author wrote it in the OtherInformation of what it is below. */
#include "cells.h"
#include "export.h"
#include "glyph.h"
#include "text.h"

#include <libxml/xmlwriter.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define NAMESPACE "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"

struct stratml {
    struct filling filling;
    const struct export_request *request;
    xmlTextWriterPtr xml;
    struct writer scratch, other;
    uint32_t *goal_of;                /* by entity: of an Objective the element of the thread it is under; 0 for none */
    uint32_t *first, *next;           /* by goal its first Objective, by Objective the next */
    uint32_t kept[KIND_COUNT], lines; /* what has no place of its own */
};

/* ---- XML ----------------------------------------------------------------------------------------------------------- */

static int hand_on(void *context, const char *bytes, int length)
{
    writer_put(context, bytes, (size_t)length);
    return length;
}

/* A text that XML 1.0 may hold, with nothing in it that turns a line about. */
static const char *clean(struct stratml *s, const char *text)
{
    s->scratch.count = 0;
    glyph_lines(&s->scratch, text, strlen(text));
    char *data = (char *)writer_string(&s->scratch);
    for (char *at = data; (at = strstr(at, "\xEF\xBF")) != NULL; at += 3)
        if ((unsigned char)at[2] >= 0xBE) /* U+FFFE and U+FFFF are no characters: U+FFFD */
            at[2] = '\xBD';
    return data;
}

static void start(struct stratml *s, const char *name)
{
    xmlTextWriterStartElement(s->xml, BAD_CAST name);
}

static void end(struct stratml *s)
{
    xmlTextWriterEndElement(s->xml);
}

static void element(struct stratml *s, const char *name, const char *text)
{
    if (text)
        xmlTextWriterWriteElement(s->xml, BAD_CAST name, BAD_CAST clean(s, text));
}

static void attribute(struct stratml *s, const char *name, const char *value)
{
    xmlTextWriterWriteAttribute(s->xml, BAD_CAST name, BAD_CAST value);
}

/* An identity as an xsd:ID: letters, digits, `-` and `.` as they are, every other byte as _2F. */
static void identifier(struct stratml *s, uint32_t entity)
{
    struct writer id = {0};
    if (s->filling.model->entities[entity].flags & ENTITY_DUPLICATE) /* an ID stands once in a document */
        return;
    writer_text(&id, "id-");
    for (const char *at = model_identity(s->filling.model, entity); *at; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') ||
                     *at == '-' || *at == '.';
        if (plain)
            writer_char(&id, *at);
        else
            writer_format(&id, "_%02X", (unsigned)(unsigned char)*at);
    }
    element(s, "Identifier", writer_string(&id));
    writer_free(&id);
}

static void day_element(struct stratml *s, const char *name, day_number day)
{
    char text[16];
    if (day <= DAY_OPEN_START || day >= DAY_OPEN_END)
        return;
    date_format_iso(day, text);
    element(s, name, text);
}

/* An xsd:decimal, which has no exponent. */
static void number_element(struct stratml *s, double number)
{
    char text[64];
    if (!isfinite(number) || fabs(number) >= 1e15)
        return;
    snprintf(text, sizeof text, "%.10f", number);
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
    element(s, "NumberOfUnits", text);
}

/* ---- what has no place of its own -------------------------------------------------------------------------------------- */

static bool has_place(const struct stratml *s, uint32_t entity)
{
    return KIND_IN(s->filling.model->entities[entity].kind, THREAD | OF(MEASURE) | OF(TARGET));
}

/* The lines that the element's other members say. */
static bool is_told(enum property property, enum kind kind)
{
    bool role = property_row(property)->flags & ROLE;
    return property == PROPERTY_DESCRIPTION || (role && KIND_IN(kind, THREAD | OF(MEASURE) | OF(TARGET))) ||
           (property == PROPERTY_TARGET_GROUP && KIND_IN(kind, THREAD | OF(MEASURE) | OF(TARGET))) ||
           (property == PROPERTY_OWNER && kind == KIND_PLAN) || (property == PROPERTY_PERIOD && kind == KIND_PLAN);
}

/* What a line says, as written. */
static const char *line_text(struct stratml *s, struct stated line, uint32_t *length)
{
    const struct model *model = s->filling.model;
    const struct file *file = &model->files[line.file];
    uint32_t count;
    const struct value *values = model_values(model, line, &count);
    *length = 0;
    if (!count)
        return "";
    if (values[0].type == VALUE_TEXT)
        return model_written(model, s->filling.arena, line.file, values, length);
    uint32_t from = values[0].start - (values[0].type == VALUE_STRING && values[0].start > 0);
    uint32_t to = file->tree.nodes[line.node].end;
    *length = to > from ? to - from : 0;
    return file->source.bytes + from;
}

static void new_line(struct stratml *s, int depth)
{
    writer_text(&s->other, s->other.count ? "\n" : "");
    writer_repeat(&s->other, "  ", (uint32_t)depth);
}

/* The lines of a declaration that are not told elsewhere. */
static void keep_lines(struct stratml *s, uint32_t entity, int depth)
{
    const struct model *model = s->filling.model;
    const struct entity *at = &model->entities[entity];
    const struct tree *tree = &model->files[at->file].tree;
    for (uint32_t node = tree->nodes[at->node].property; node; node = tree->nodes[node].property) {
        enum property property = (enum property)tree->nodes[node].word;
        uint32_t length;
        if (!property || is_told(property, (enum kind)at->kind))
            continue;
        const char *text = line_text(s, (struct stated){at->file, node}, &length);
        new_line(s, depth);
        writer_format(&s->other, "%s: ", keyword_of_word(property_row(property)->word)->forms[s->filling.language]);
        writer_put(&s->other, text, length);
        s->lines++;
    }
}

/* A declaration without a place, with its lines. */
static void keep_entity(struct stratml *s, uint32_t entity, int depth)
{
    struct filling *f = &s->filling;
    enum kind kind = (enum kind)f->model->entities[entity].kind;
    uint32_t length;
    struct stated text = model_property(f->model, entity, PROPERTY_DESCRIPTION);
    new_line(s, depth);
    writer_format(&s->other, "%s: %s", keyword_of_kind(kind)->forms[f->language], cells_label(f, entity));
    if (text.node) {
        const char *words = line_text(s, text, &length);
        new_line(s, depth + 1);
        writer_put(&s->other, words, length);
    }
    keep_lines(s, entity, depth + 1);
    s->kept[kind]++;
}

/* Keeps what stands below an entity and has no place: its subtree follows it in the same file. Returns one past the last. */
static uint32_t keep_below(struct stratml *s, uint32_t entity, int depth)
{
    const struct model *model = s->filling.model;
    const struct entity *root = &model->entities[entity];
    const struct file *file = &model->files[root->file];
    uint32_t end_of_file = file->first_entity + file->entity_count, at = entity + 1, skipped = UINT32_MAX;
    for (; at < end_of_file && model->entities[at].depth > root->depth; at++) {
        if (model->entities[at].depth > skipped)
            continue;
        skipped = UINT32_MAX;
        if (has_place(s, at))
            skipped = model->entities[at].depth;
        else
            keep_entity(s, at, depth + model->entities[at].depth - root->depth - 1);
    }
    return at;
}

static void write_other(struct stratml *s)
{
    if (s->other.count)
        element(s, "OtherInformation", writer_string(&s->other));
    s->other.count = 0;
}

/* ---- who ---------------------------------------------------------------------------------------------------------------- */

static void stakeholder(struct stratml *s, const char *name, bool group, const char *role, const char *more,
                        const char *type)
{
    start(s, "Stakeholder");
    if (group)
        attribute(s, "StakeholderTypeType", "Generic_Group");
    element(s, "Name", name);
    start(s, "Role");
    element(s, "Name", role);
    element(s, "Description", more);
    element(s, "RoleType", type);
    end(s);
    end(s);
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
    struct filling *f = &s->filling;
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
    struct filling *f = &s->filling;
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

/* ---- results ------------------------------------------------------------------------------------------------------------ */

static void write_stage(struct stratml *s, const struct target *target, const struct stage *stage)
{
    struct teller teller = cells_teller(&s->filling);
    double bound;
    bool upwards;
    start(s, "TargetResult");
    if (stage->placed)
        day_element(s, "EndDate", stage->date.last);
    if (target_bound(&s->filling.moment, target, stage, &bound, &upwards))
        number_element(s, bound);
    element(s, "Description", figure_condition(&teller, stage));
    end(s);
}

static void write_value(struct stratml *s, const struct target *target, const struct measurement *m, bool baseline)
{
    struct filling *f = &s->filling;
    struct teller teller = cells_teller(f);
    const struct stage *stage = target->stage_count ? &target->stages[0] : NULL;
    if (m->known > f->moment.day)
        return;
    const char *value = m->missing ? "?" : figure_value(&teller, stage, m);
    start(s, "ActualResult");
    day_element(s, "StartDate", m->date.first);
    day_element(s, "EndDate", m->date.last);
    if (!m->missing)
        number_element(s, stage ? stage_range(stage, m).low : m->amount.number);
    element(s, "Description",
            baseline ? text_string(f->arena, TEXT_STRATML_BASELINE, f->language, value, NULL) : value);
    end(s);
}

static const char *unit_of(struct stratml *s, const struct target *target)
{
    const struct amount *unit = &target->manner.unit;
    if (unit->unit)
        return arena_copy(s->filling.arena, unit->unit, unit->unit_length);
    for (uint32_t i = 0; i < target->stage_count; i++) {
        const struct condition *condition = &target->stages[i].conditions[0];
        if (!target->stages[i].condition_count)
            continue;
        if (condition_is_share(condition) || condition->amount.percent)
            return "%";
        if (condition->amount.unit)
            return arena_copy(s->filling.arena, condition->amount.unit, condition->amount.unit_length);
    }
    return unit->percent ? "%" : "";
}

static void write_indicator(struct stratml *s, uint32_t entity, bool identified)
{
    struct filling *f = &s->filling;
    struct target target;
    target_read(&f->moment, entity, &target);
    start(s, "PerformanceIndicator");
    attribute(s, "PerformanceIndicatorType", "Quantitative");
    element(s, "MeasurementDimension",
            model_title(f->model, f->arena, target.indicator ? target.indicator : entity, f->language));
    element(s, "UnitOfMeasurement", unit_of(s, &target));
    if (identified)
        identifier(s, entity);
    start(s, "MeasurementInstance");
    for (uint32_t i = 0; i < target.stage_count; i++)
        write_stage(s, &target, &target.stages[i]);
    if (target.has_baseline)
        write_value(s, &target, &target.baseline, true);
    for (uint32_t i = 0; i < target.series.count; i++)
        write_value(s, &target, &target.series.data[i], false);
    end(s);
    if (identified) { /* below a measure: it has no Objective to tell the rest */
        writer_text(&s->other, cells_label(f, entity));
        keep_lines(s, entity, 1);
        keep_below(s, entity, 1);
        write_other(s);
    }
    end(s);
    target_free(&target);
}

/* ---- goals and objectives --------------------------------------------------------------------------------------------------- */

static const char *label_of(struct stratml *s, uint32_t entity)
{
    const struct model *model = s->filling.model;
    const struct entity *at = &model->entities[entity];
    if (!at->name)
        return NULL;
    const struct symbol *name = &model->units[at->unit].symbols->symbols[at->name];
    bool label = name->length && name->text[0] >= '0' && name->text[0] <= '9';
    return label ? arena_copy(s->filling.arena, name->text, name->length) : NULL;
}

/* What goals and objectives begin with. */
static void write_common(struct stratml *s, uint32_t entity)
{
    struct filling *f = &s->filling;
    struct stated text = model_property(f->model, entity, PROPERTY_DESCRIPTION);
    uint32_t length = 0, parent = f->model->entities[entity].parent;
    const char *words = text.node ? line_text(s, text, &length) : "";
    element(s, "Name", model_title(f->model, f->arena, entity, f->language));
    element(s, "Description", arena_copy(f->arena, words, length));
    identifier(s, entity);
    element(s, "SequenceIndicator", label_of(s, entity));
    write_roles(s, entity);
    write_target_groups(s, entity);
    if (parent && KIND_IN(f->model->entities[entity].kind, THREAD))
        writer_format(&s->other, "%s: %s", text_of(TEXT_STRATML_PART_OF, f->language), cells_label(f, parent));
    keep_lines(s, entity, 0);
    keep_below(s, entity, 0);
    write_other(s);
}

static void write_objective(struct stratml *s, uint32_t entity)
{
    const struct model *model = s->filling.model;
    start(s, "Objective");
    write_common(s, entity);
    if (model->entities[entity].kind == KIND_TARGET)
        write_indicator(s, entity, false);
    const struct entity *root = &model->entities[entity];
    const struct file *file = &model->files[root->file];
    for (uint32_t at = entity + 1;
         at < file->first_entity + file->entity_count && model->entities[at].depth > root->depth; at++)
        if (model->entities[at].kind == KIND_TARGET)
            write_indicator(s, at, true);
    end(s);
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
    const struct entity *at = &s->filling.model->entities[entity];
    return at->unit == s->request->plan && KIND_IN(at->kind, OF(MEASURE) | OF(TARGET)) && !at->extends &&
           !is_below_objective(s->filling.model, entity);
}

/* The element of the thread that stands nearest above, else the first of this plan that it is for or contributes to. */
static void find_goals(struct stratml *s)
{
    const struct model *model = s->filling.model;
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
    struct filling *f = &s->filling;
    bool any = false;
    for (uint32_t e = 1; e < f->model->entity_count; e++) {
        const struct entity *at = &f->model->entities[e];
        if (at->unit != s->request->plan || !KIND_IN(at->kind, THREAD) || at->extends)
            continue;
        any = true;
        start(s, "Goal");
        write_common(s, e);
        write_objectives(s, e);
        end(s);
    }
    if (any && !s->first[0])
        return;
    start(s, "Goal");
    element(s, "Name", text_of(TEXT_STRATML_NO_GOAL, f->language));
    element(s, "Description", "");
    write_objectives(s, 0);
    end(s);
}

/* ---- the plan ------------------------------------------------------------------------------------------------------------- */

static void write_owner(struct stratml *s, uint32_t header)
{
    struct filling *f = &s->filling;
    struct responsibilities list = {0};
    bool none, undecided;
    role_stated(f->model, header, PROPERTY_OWNER, &list, &none, &undecided);
    for (uint32_t i = 0; i < list.count; i++) {
        const struct responsibility *r = &list.data[i];
        start(s, "Organization");
        element(s, "Name",
                r->actor ? model_title(f->model, f->arena, r->actor, f->language)
                         : arena_copy(f->arena, r->name, r->length));
        if (r->actor && model_property(f->model, r->actor, PROPERTY_SHORT_NAME).node)
            element(s, "Acronym", model_short_title(f->model, f->arena, r->actor, f->language));
        if (r->actor)
            identifier(s, r->actor);
        end(s);
    }
    array_free(list.data);
}

/* The plan's own lines, and every declaration at the top that has no place. */
static void keep_plan(struct stratml *s, uint32_t header)
{
    const struct model *model = s->filling.model;
    const struct unit *unit = &model->units[s->request->plan];
    keep_lines(s, header, 0);
    for (uint32_t i = 0; i < unit->file_count; i++) {
        const struct file *file = &model->files[unit->files[i]];
        uint32_t last = file->first_entity + file->entity_count;
        for (uint32_t e = file->first_entity; e < last; e++) {
            if (KIND_IN(model->entities[e].kind, OF(PLAN)) || !(model->entities[e].flags & ENTITY_TOP) ||
                has_place(s, e))
                continue;
            keep_entity(s, e, 0);
            e = keep_below(s, e, 1) - 1;
        }
    }
}

static void write_plan(struct stratml *s)
{
    struct filling *f = &s->filling;
    const struct unit *unit = &f->model->units[s->request->plan];
    uint32_t header = unit->header, length;
    struct stated text = model_property(f->model, header, PROPERTY_DESCRIPTION);
    xmlTextWriterStartDocument(s->xml, NULL, "UTF-8", NULL);
    start(s, "PerformancePlanOrReport");
    attribute(s, "xmlns", NAMESPACE);
    attribute(s, "Type", "Performance_Plan");
    element(s, "Name", cells_plan_title(f, s->request->plan));
    if (text.node) {
        const char *words = line_text(s, text, &length);
        element(s, "Description", arena_copy(f->arena, words, length));
    }
    keep_plan(s, header);
    write_other(s);
    start(s, "StrategicPlanCore");
    write_owner(s, header);
    write_goals(s);
    end(s);
    start(s, "AdministrativeInformation");
    identifier(s, header);
    if (unit->period.precision) {
        day_element(s, "StartDate", unit->period.first);
        day_element(s, "EndDate", unit->period.last);
    }
    end(s);
    end(s);
    xmlTextWriterEndDocument(s->xml);
}

/* "aktivitet (12), utfordring (1), 45 linjer". */
static void tell(struct stratml *s)
{
    struct filling *f = &s->filling;
    const char *list = "";
    for (int kind = 1; kind < KIND_COUNT; kind++)
        if (s->kept[kind])
            list = arena_format(f->arena, "%s%s%s (%u)", list, *list ? ", " : "",
                                keyword_of_kind((enum kind)kind)->forms[f->language], s->kept[kind]);
    if (s->lines)
        list = arena_format(f->arena, "%s%s%s", list, *list ? ", " : "",
                            text_counted(f->arena, TEXT_STRATML_LINES, f->language, s->lines));
    if (*list && s->request->told)
        s->request->told(s->request->context, text_string(f->arena, TEXT_STRATML_KEPT, f->language, list, NULL));
}

void export_stratml(struct writer *writer, const struct export_request *request)
{
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    struct report_request report = {
        .model = request->model, .as_of = request->as_of, .language = request->language, .within = -1};
    struct stratml stratml = {.request = request};
    struct stratml *s = &stratml;
    filling_begin(&s->filling, &report, &table, "stratml", NULL, 0);
    s->goal_of = arena_alloc(&arena, request->model->entity_count * sizeof *s->goal_of);
    s->first = arena_alloc(&arena, request->model->entity_count * sizeof *s->first);
    s->next = arena_alloc(&arena, request->model->entity_count * sizeof *s->next);
    s->xml = xmlNewTextWriter(xmlOutputBufferCreateIO(hand_on, NULL, writer, NULL));
    xmlTextWriterSetIndent(s->xml, 1);
    find_goals(s);
    write_plan(s);
    xmlFreeTextWriter(s->xml);
    tell(s);
    filling_end(&s->filling);
    table_free(&table);
    writer_free(&s->scratch);
    writer_free(&s->other);
    arena_free(&arena);
}
