/* framework.c: from the lines that say `ivaretar` to what is met. A requirement is met by what says so, or by all of its
 * parts together; a part is not met because the whole is. */
#include "framework.h"

#include "target.h"

#include <stdlib.h>
#include <string.h>

/* ---- sets --------------------------------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Sorts a set and keeps each entity that is in it at least `times` times, once. */
static void settle(struct entity_set *set, uint32_t times)
{
    uint32_t kept = 0;
    if (set->count)
        qsort(set->data, set->count, sizeof *set->data, by_number);
    for (uint32_t i = 0, next; i < set->count; i = next) {
        uint32_t entity = set->data[i];
        for (next = i + 1; next < set->count && set->data[next] == entity; next++)
            ;
        if (next - i >= times)
            set->data[kept++] = entity;
    }
    set->count = kept;
}

static void add(struct entity_set *set, uint32_t entity)
{
    ARRAY_PUSH(set, data, count, capacity, entity);
}

static void add_all(struct entity_set *set, const struct entity_set *more)
{
    for (uint32_t i = 0; i < more->count; i++)
        add(set, more->data[i]);
}

bool entity_set_has(const struct entity_set *set, uint32_t entity)
{
    return set->count && bsearch(&entity, set->data, set->count, sizeof entity, by_number) != NULL;
}

/* ---- the requirements ----------------------------------------------------------------------------------------------- */

/* A requirement's property, as a plan adds to it or else as the library has it. */
static struct stated stated_of(const struct atlas *atlas, uint32_t entity, enum property property)
{
    uint32_t extension = atlas->extension[entity];
    return model_property(atlas->model, extension ? extension : entity, property);
}

/* False when the requirement was not yet, or is no longer, in force; sets *unknown when nobody knows since when. */
static bool in_force(const struct atlas *atlas, uint32_t entity, bool *unknown)
{
    day_number day = atlas->moment->day;
    const struct model *model = atlas->model;
    const struct value *from = model_value(model, stated_of(atlas, entity, PROPERTY_VALID_FROM), TAG_NONE),
                       *until = model_value(model, stated_of(atlas, entity, PROPERTY_VALID_TO), TAG_NONE);
    if (from && (from->type != VALUE_DATE || (from->flags & VALUE_UNCERTAIN)))
        *unknown = true;
    else if (from && from->date.first > day)
        return false;
    if (until && until->type == VALUE_DATE && !(until->flags & VALUE_UNCERTAIN) && until->date.last < day)
        return false;
    return !atlas->moment->replaced_by || !atlas->moment->replaced_by[entity];
}

/* The listed values of a property as bits; of no line, those of what it is a part of. */
static uint64_t terms_of(const struct atlas *atlas, uint32_t entity, enum property property, uint64_t otherwise)
{
    uint64_t bits = 0;
    struct stated line = stated_of(atlas, entity, property);
    for (; line.node; line = model_next_property(atlas->model, line)) {
        uint32_t count;
        const struct value *values = model_values(atlas->model, line, &count);
        for (uint32_t i = 0; i < count; i++)
            if (values[i].type == VALUE_TERM)
                bits |= 1ull << (values[i].symbol % 64); /* the terms of one set lie close together */
    }
    return bits ? bits : otherwise;
}

/* True when the plan declares what a unit has, or brings it in. */
static bool brings_in(const struct model *model, uint32_t plan, uint32_t unit)
{
    const struct unit *at = &model->units[plan];
    for (uint32_t i = 0; i < at->use_count; i++)
        if (at->uses[i] == unit)
            return true;
    return plan == unit;
}

enum required framework_asks(const struct atlas *atlas, const struct requirement *requirement,
                             const struct party *party)
{
    const struct model *model = atlas->model;
    uint64_t asked = requirement->asked_of;
    bool has = !asked || (asked & 1ull << (VALUE_PLANS % 64)) ||
               (party->goals && (asked & 1ull << (VALUE_GOALS % 64))) ||
               (party->measures && (asked & 1ull << (VALUE_MEASURES % 64)));
    if (!has)
        return REQUIRED_NO;
    if (!requirement->levels)
        return brings_in(model, party->unit, model->entities[requirement->entity].unit) ? REQUIRED_YES : REQUIRED_NO;
    return !party->level                                       ? REQUIRED_UNKNOWN
           : requirement->levels & 1ull << (party->level % 64) ? REQUIRED_YES
                                                               : REQUIRED_NO;
}

static enum required required_of_any(const struct atlas *atlas, const struct requirement *requirement)
{
    enum required most = REQUIRED_NO;
    for (uint32_t i = 0; i < atlas->party_count && most != REQUIRED_YES; i++) {
        enum required asks = framework_asks(atlas, requirement, &atlas->parties[i]);
        most = asks > most ? asks : most;
    }
    return most == REQUIRED_YES && requirement->from_unknown ? REQUIRED_UNKNOWN : most;
}

static bool add_requirement(struct atlas *atlas, struct framework *framework, uint32_t entity, uint32_t above)
{
    struct requirement root = {0}, *whole = framework->count ? &framework->requirements[above] : &root;
    struct requirement made = {.entity = entity, .above = above, .from_unknown = whole->from_unknown};
    if (!in_force(atlas, entity, &made.from_unknown))
        return false;
    made.depth = framework->count ? whole->depth + 1 : 0;
    made.levels = terms_of(atlas, entity, PROPERTY_APPLIES_TO, whole->levels);
    made.asked_of = terms_of(atlas, entity, PROPERTY_REQUIRED_OF, whole->asked_of);
    made.required = required_of_any(atlas, &made);
    ARRAY_PUSH(framework, requirements, count, capacity, made);
    return true;
}

struct step {
    uint32_t entity, above;
};

struct steps {
    struct step *data;
    uint32_t count, capacity;
};

static void push(struct steps *steps, uint32_t entity, uint32_t above)
{
    struct step step = {entity, above};
    ARRAY_PUSH(steps, data, count, capacity, step);
}

/* The last pushed is taken first: what says that it is `del av` this comes after the parts that stand below it. */
static void push_parts(const struct atlas *atlas, struct steps *steps, uint32_t entity, uint32_t above)
{
    const struct reverse *reverse = &atlas->reverse;
    for (uint32_t i = reverse->first[entity + 1]; i > reverse->first[entity]; i--) {
        const struct relation *relation = reverse->relations[i - 1];
        if (relation->property == PROPERTY_PART_OF && relation->certain &&
            KIND_IN(atlas->model->entities[relation->from].kind, OF(FRAMEWORK) | OF(REQUIREMENT)))
            push(steps, model_canonical(atlas->model, relation->from), above);
    }
    for (uint32_t i = atlas->first_part[entity + 1]; i > atlas->first_part[entity]; i--)
        push(steps, atlas->parts[i - 1], above);
}

/* In the order of the file: parts follow their whole. Each comes once, wherever circles may lead. */
static void read_requirements(struct atlas *atlas, struct framework *framework, uint32_t root)
{
    enum { MOST_DEPTH = 64 };
    struct steps steps = {0};
    atlas->stamps++;
    push(&steps, root, 0);
    while (steps.count) {
        struct step step = steps.data[--steps.count];
        if (atlas->stamp[step.entity] == atlas->stamps)
            continue;
        atlas->stamp[step.entity] = atlas->stamps;
        if (add_requirement(atlas, framework, step.entity, step.above) &&
            framework->requirements[framework->count - 1].depth < MOST_DEPTH)
            push_parts(atlas, &steps, step.entity, framework->count - 1);
    }
    array_free(steps.data);
}

/* ---- the evidence --------------------------------------------------------------------------------------------------- */

static enum term target_status(const struct moment *moment, uint32_t entity)
{
    struct target target;
    target_read(moment, entity, &target);
    uint32_t met = 0, moving = 0;
    for (uint32_t i = 0; i < target.stage_count; i++) {
        enum target_state state = target_judge(moment, &target, i).state;
        met += state == STATE_MET || state == STATE_MET_LATE;
        moving += state == STATE_ON_TRACK || state == STATE_BEHIND;
    }
    uint32_t stages = target.stage_count;
    target_free(&target);
    return stages && met == stages ? STATUS_COMPLETED : met || moving ? STATUS_IN_PROGRESS : STATUS_PLANNED;
}

static enum term work_status(const struct moment *moment, uint32_t entity)
{
    struct timing timing = moment_timing(moment, entity);
    if (timing.class == CLASS_STOPPED)
        return STATUS_STOPPED;
    if (timing.class == CLASS_DONE)
        return STATUS_COMPLETED;
    bool begun = timing.status == STATUS_IN_PROGRESS || timing.class == CLASS_ONGOING ||
                 (moment->begun && moment->begun[entity]);
    return begun ? STATUS_IN_PROGRESS : STATUS_PLANNED;
}

/* What is neither plan, work nor target meets a requirement by being there, as long as it is valid: nothing to carry out. */
static enum term thing_status(const struct atlas *atlas, uint32_t entity)
{
    const struct value *from = model_value(atlas->model, stated_of(atlas, entity, PROPERTY_VALID_FROM), TAG_NONE);
    bool unknown = false;
    if (in_force(atlas, entity, &unknown))
        return TERM_NONE;
    return from && from->type == VALUE_DATE && from->date.first > atlas->moment->day ? STATUS_PLANNED : STATUS_STOPPED;
}

/* How far what meets a requirement has come. */
static enum term evidence_status(const struct atlas *atlas, uint32_t entity)
{
    const struct moment *moment = atlas->moment;
    const struct entity *at = &atlas->model->entities[entity];
    if (moment_is_expired(moment, at->unit))
        return STATUS_STOPPED;
    if (KIND_IN(at->kind, THREAD | WORK))
        return work_status(moment, entity);
    if (at->kind == KIND_TARGET)
        return target_status(moment, entity);
    if (at->kind == KIND_PLAN)
        return moment_plan_status(moment, at->unit);
    return thing_status(atlas, entity);
}

/* Requirements and lists say what things mean; only what a plan does meets anything. */
static bool can_meet(const struct atlas *atlas, uint32_t entity)
{
    const struct entity *at = &atlas->model->entities[entity];
    return !atlas->model->units[at->unit].builtin &&
           !KIND_IN(at->kind, OF(LIBRARY) | OF(FRAMEWORK) | OF(REQUIREMENT) | OF(CODE_LIST) | OF(CODE) | OF(RULE));
}

static void find_evidence(struct atlas *atlas, struct framework *framework, struct requirement *requirement)
{
    const struct reverse *reverse = &atlas->reverse;
    uint32_t entity = requirement->entity;
    requirement->evidence = framework->evidence_count;
    atlas->stamps++;
    for (uint32_t i = reverse->first[entity]; i < reverse->first[entity + 1]; i++) {
        const struct relation *relation = reverse->relations[i];
        if (relation->property != PROPERTY_MEETS || !can_meet(atlas, relation->from) ||
            atlas->stamp[relation->from] == atlas->stamps)
            continue;
        atlas->stamp[relation->from] = atlas->stamps;
        struct evidence evidence = {relation->from, evidence_status(atlas, relation->from), relation->certain};
        ARRAY_PUSH(framework, evidence, evidence_count, evidence_capacity, evidence);
    }
    requirement->evidence_count = framework->evidence_count - requirement->evidence;
}

/* ---- judging ---------------------------------------------------------------------------------------------------------- */

/* The measure, goal or target that says so, or that it is said of a part of; 0 for anything else. */
static uint32_t work_of(const struct atlas *atlas, uint32_t entity)
{
    const struct entity *entities = atlas->model->entities;
    while (entity && KIND_IN(entities[entity].kind, OF(ACTIVITY) | OF(MILESTONE)))
        entity = entities[entity].parent;
    return entity && KIND_IN(entities[entity].kind, THREAD | OF(MEASURE) | OF(TARGET)) ? entity : 0;
}

static uint32_t plan_of(const struct atlas *atlas, uint32_t entity)
{
    return atlas->answers[atlas->model->entities[entity].unit];
}

/* The parts come after it, so they are judged. Met are those that say so, and those that meet every part that counts. */
static void judge(struct atlas *atlas, struct framework *framework, uint32_t number,
                  uint32_t (*who)(const struct atlas *atlas, uint32_t entity))
{
    struct requirement *requirement = &framework->requirements[number];
    uint32_t parts = 0;
    requirement->met.count = requirement->touched.count = 0;
    for (uint32_t i = number + 1; i < framework->count && framework->requirements[i].depth > requirement->depth; i++) {
        const struct requirement *part = &framework->requirements[i];
        if (part->above != number)
            continue;
        add_all(&requirement->touched, &part->touched);
        if (part->required != REQUIRED_NO) {
            add_all(&requirement->met, &part->met);
            parts++;
        }
    }
    settle(&requirement->met, parts);
    bool whole = atlas->model->entities[requirement->entity].kind == KIND_FRAMEWORK; /* too much to meet by saying so */
    for (uint32_t i = 0; !whole && i < requirement->evidence_count; i++) {
        const struct evidence *evidence = &framework->evidence[requirement->evidence + i];
        uint32_t party = evidence->certain && evidence->status != STATUS_STOPPED ? who(atlas, evidence->entity) : 0;
        if (!party)
            continue;
        add(&requirement->met, party);
        add(&requirement->touched, party);
    }
    settle(&requirement->met, 1);
    settle(&requirement->touched, 1);
}

void framework_read(struct atlas *atlas, uint32_t entity, struct framework *framework)
{
    *framework = (struct framework){0};
    read_requirements(atlas, framework, entity);
    for (uint32_t i = 0; i < framework->count; i++)
        find_evidence(atlas, framework, &framework->requirements[i]);
    for (uint32_t i = framework->count; i-- > 0;)
        judge(atlas, framework, i, plan_of);
}

void framework_judge_work(struct atlas *atlas, struct framework *framework)
{
    for (uint32_t i = framework->count; i-- > 0;)
        judge(atlas, framework, i, work_of);
}

bool framework_is_checklist(const struct framework *framework)
{
    bool checklist = framework->count > 1;
    for (uint32_t i = 1; i < framework->count; i++)
        checklist &= framework->requirements[i].asked_of &&
                     !(framework->requirements[i].asked_of & 1ull << (VALUE_PLANS % 64));
    return checklist;
}

void framework_free(struct framework *framework)
{
    for (uint32_t i = 0; i < framework->count; i++) {
        array_free(framework->requirements[i].met.data);
        array_free(framework->requirements[i].touched.data);
    }
    array_free(framework->requirements);
    array_free(framework->evidence);
}
