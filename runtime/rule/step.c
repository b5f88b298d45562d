/* step.c: what one step of a path leads to: a property as it holds on the day, or a derived name (language.md 9). */
#include "steps.h"

/* True of a property that says what its lines say, its own or inherited ones, and nothing else does. */
static bool is_of_lines(enum property property)
{
    switch (property) {
    case PROPERTY_STATUS:
    case PROPERTY_DEADLINE:
    case PROPERTY_START:
    case PROPERTY_POSTPONED_TO:
    case PROPERTY_SECTOR:
    case PROPERTY_ACTOR_SECTOR:
    case PROPERTY_MEASURED:
    case PROPERTY_BASELINE:
    case PROPERTY_BY:
    case PROPERTY_COST:
    case PROPERTY_EXTERNAL: return false;
    default: return !(property_row(property)->flags & ROLE);
    }
}

/* True when a property's first value surely says something, on any day. */
static bool says_something(const struct model *model, struct stated line, enum property property)
{
    uint32_t count;
    const struct value *value = model_values(model, line, &count);
    enum shape shape = property_row(property)->shape;
    if (!count || value->tag != TAG_NONE || (value->flags & VALUE_UNCERTAIN) || shape == SHAPE_UNIT ||
        property == PROPERTY_DECISION || property == PROPERTY_PERFORMED)
        return false;
    switch ((enum value_type)value->type) {
    case VALUE_REFERENCE:
        return is_of_lines(property) || model_target(model, line, value); /* nobody has a role by a broken reference */
    case VALUE_NAME:
    case VALUE_TERM:
    case VALUE_NUMBER:
    case VALUE_STRING:
    case VALUE_TEXT: return true;
    default: return false;
    }
}

bool step_glance(const struct runner *runner, const struct path_step *step, const struct item *from, bool *there)
{
    const struct model *model = step_model(runner);
    if (step->kind != STEP_PROPERTY || from->kind != ITEM_ENTITY)
        return false;
    const struct entity *at = &model->entities[from->entity];
    enum property property = model->tables->properties[step->word][at->kind];
    bool role = property && (property_row(property)->flags & ROLE), may = (at->within >> (property % 64)) & 1u;
    uint32_t stated_by;
    *there = false;
    if (property && !role && !is_of_lines(property))
        return false;
    if (!property || !may)
        return !role; /* a role may be stated on parts alone */
    *there = says_something(model, model_inherited(model, from->entity, property, &stated_by), property);
    return *there;
}

static void take_property(struct runner *runner, enum word word, uint32_t entity)
{
    const struct model *model = step_model(runner);
    const struct entity *at = &model->entities[entity];
    enum property property = model->tables->properties[word][at->kind];
    struct timing times;
    runner_spend(runner, 4);
    if (!property) {
        runner_push_missing(runner, entity, word);
        return;
    }
    if (is_of_lines(property)) {
        step_push_lines(runner, entity, property);
        return;
    }
    switch (property) {
    case PROPERTY_STATUS: step_push_status(runner, entity); break;
    case PROPERTY_DEADLINE:
        runner_spend(runner, 8);
        times = moment_times(runner->moment, entity);
        step_push_bound(runner, entity, &times.deadline, property);
        break;
    case PROPERTY_START:
        times = moment_times(runner->moment, entity);
        step_push_bound(runner, entity, &times.start, property);
        break;
    case PROPERTY_POSTPONED_TO: step_push_postponements(runner, entity); break;
    case PROPERTY_SECTOR:
    case PROPERTY_ACTOR_SECTOR:
        if (KIND_IN(at->kind, OF(ACTOR) | OF(GROUP)))
            step_push_sector(runner, entity);
        else
            step_push_lines(runner, entity, property);
        break;
    case PROPERTY_MEASURED:
    case PROPERTY_BASELINE: step_push_measured(runner, entity, property); break;
    case PROPERTY_BY:
        if (step_target(runner, entity)->stage_count)
            step_push_stages(runner, entity, true);
        else
            runner_push_missing(runner, entity, word);
        break;
    case PROPERTY_COST: step_push_cost(runner, entity, TERM_NONE); break;
    case PROPERTY_EXTERNAL: step_push_truth(runner, model_property(model, entity, property).node != 0); break;
    default: step_push_role(runner, entity, property); break;
    }
}

static void take_parents(struct runner *runner, uint32_t entity)
{
    const struct ground *ground = runner->ground;
    uint32_t canonical = model_canonical(ground->model, entity), first = runner->items.count,
             parent = ground->model->entities[canonical].parent;
    if (parent)
        runner_push(runner, item_entity(parent, true));
    for (uint32_t t = ground->out.first[entity]; t < ground->out.first[entity + 1]; t++)
        if (ground->out.data[t].property == PROPERTY_CONTRIBUTES_TO || ground->out.data[t].property == PROPERTY_FOR)
            runner_push(runner, item_entity(ground->out.data[t].to, ground->out.data[t].certain));
    if (runner->items.count == first)
        runner_push_missing(runner, entity, DERIVED_PARENT);
}

static void take_names(struct runner *runner, uint32_t entity, bool others)
{
    const struct model *model = step_model(runner);
    const struct entity *at = &model->entities[entity];
    uint32_t count, first = runner->items.count, length;
    if (KIND_IN(at->kind, OF(PLAN) | OF(LIBRARY)))
        step_push_text(runner, model->units[at->unit].name, model->units[at->unit].name_length, 0, true);
    if (at->name) {
        const struct symbol *name = &model->units[at->unit].symbols->symbols[at->name];
        step_push_text(runner, name->text, name->length, 0, true);
    }
    for (struct stated line = model_property(model, entity, PROPERTY_NAME_IN); line.node && others;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        for (uint32_t i = 0; i < count; i++)
            if (values[i].type == VALUE_NAME) {
                const char *text = model_text(model, line.file, &values[i], &length);
                step_push_text(runner, text, length, 0, true);
            }
    }
    if (runner->items.count == first)
        runner_push_missing(runner, entity, WORD_NAME);
}

static void take_title(struct runner *runner, struct item from)
{
    if (from.kind == ITEM_TEXT) {
        runner_push(runner, from);
        return;
    }
    uint32_t length;
    const char *title = model_title_text(step_model(runner), &runner->arena, from.entity, runner->language, &length);
    step_push_text(runner, title, length, 0, true);
}

static void take_stages(struct runner *runner, struct item from)
{
    uint32_t first = runner->items.count;
    if (from.kind == ITEM_ENTITY && step_model(runner)->entities[from.entity].kind == KIND_TARGET) {
        step_push_stages(runner, from.entity, from.certain);
        return;
    }
    if (from.kind == ITEM_WORKSPACE)
        own_take_all(runner, OF(TARGET));
    else
        own_take(runner, from, OF(TARGET));
    step_stages_of(runner, first);
}

static void take_above(struct runner *runner, uint32_t entity, uint32_t kinds)
{
    const struct model *model = step_model(runner);
    while (entity && !KIND_IN(model->entities[entity].kind, kinds))
        entity = model->entities[model_canonical(model, entity)].parent;
    if (entity)
        runner_push(runner, item_entity(entity, true));
    else
        step_push_kind(runner, ITEM_NONE, true);
}

static void take_date(struct runner *runner, day_number day)
{
    struct date date = {.first = day, .last = day, .precision = PRECISION_DAY};
    runner_push(runner, (struct item){.kind = ITEM_DATE, .certain = true, .date = date});
}

static void take_stage_date(struct runner *runner, struct item from)
{
    const struct stage *stage = step_stage(runner, from);
    if (stage && stage->placed)
        runner_push(runner, (struct item){.kind = ITEM_DATE, .certain = true, .date = stage->date});
    else
        step_push_kind(runner, ITEM_UNDECIDED, false);
}

/* A declaration's derived names. */
static void take_derived(struct runner *runner, const struct path_step *step, struct item from)
{
    const struct model *model = step_model(runner);
    struct timing times;
    uint32_t header, entity = from.entity;
    switch ((enum step_kind)step->kind) {
    case STEP_PLAN:
        header = model->units[model->entities[entity].unit].header;
        if (header)
            runner_push(runner, item_entity(header, true));
        else
            step_push_kind(runner, ITEM_NONE, true);
        break;
    case STEP_ABOVE: take_above(runner, entity, step->kinds); break;
    case STEP_PARENT: take_parents(runner, entity); break;
    case STEP_STATE: {
        enum target_state state = step_state(runner, from);
        if (state)
            step_push_term(runner, step_state_term(state), true);
        else
            runner_push_missing(runner, entity, WORD_BY);
        break;
    }
    case STEP_ADOPTED:
        times = moment_times(runner->moment, entity);
        step_push_bound(runner, entity, &times.adopted, PROPERTY_DEADLINE);
        break;
    case STEP_ADOPTED_COST: step_push_cost(runner, entity, VALUE_BUDGETED); break;
    case STEP_PROPOSED_COST: step_push_cost(runner, entity, VALUE_PROPOSED); break;
    case STEP_LATEST: step_push_latest(runner, entity); break;
    case STEP_COVERAGE: step_push_coverage(runner, entity); break;
    case STEP_KIND:
        runner_push(runner, (struct item){.kind = ITEM_TERM,
                                          .certain = true,
                                          .part = model->entities[entity].kind,
                                          .word = DERIVED_KIND});
        break;
    case STEP_NAME: take_names(runner, entity, true); break;
    case STEP_ID: take_names(runner, entity, false); break;
    default: break;
    }
}

/* A stage's and a measurement's own. */
static bool take_of_part(struct runner *runner, const struct path_step *step, struct item from)
{
    bool stage = from.kind == ITEM_STAGE;
    switch ((enum step_kind)step->kind) {
    case STEP_PARENT: runner_push(runner, item_entity(from.entity, true)); return true;
    case STEP_PREVIOUS:
        if (stage && from.part > 0)
            runner_push(runner,
                        (struct item){
                            .kind = ITEM_STAGE, .certain = from.certain, .entity = from.entity, .part = from.part - 1});
        else
            runner_push_missing(runner, from.entity, DERIVED_PREVIOUS);
        return true;
    case STEP_DEADLINE: take_stage_date(runner, from); return true;
    case STEP_DATE: take_date(runner, from.day); return true;
    case STEP_CLASS: step_push_term(runner, step_class_term(step_stage_class(runner, from)), true); return true;
    case STEP_PROPERTY:
        if (stage && (step->word == WORD_DEADLINE || step->word == WORD_BY))
            take_stage_date(runner, from);
        else
            runner_push_missing(runner, from.entity, step->word);
        return true;
    default: return !stage;
    }
}

/* From what is no declaration, and steps that go elsewhere than to its lines. */
static void take_other(struct runner *runner, const struct path_step *step, struct item from)
{
    bool part = from.kind == ITEM_STAGE || from.kind == ITEM_MEASUREMENT;
    bool stages = step->kind == STEP_STAGES && (from.kind == ITEM_WORKSPACE || from.kind == ITEM_ENTITY);
    bool nothing = from.kind == ITEM_NONE || from.kind == ITEM_MISSING || from.kind == ITEM_UNDECIDED;
    if (step->kind == STEP_ALL) {
        own_take_all(runner, step->kinds);
        return;
    }
    if (stages) {
        take_stages(runner, from);
        return;
    }
    if (nothing) {
        runner_push(runner, from); /* of nothing, nothing; of what is not known, not known */
        return;
    }
    switch ((enum step_kind)step->kind) {
    case STEP_TITLE: take_title(runner, from); return;
    case STEP_VALUE: step_push_value(runner, from); return;
    case STEP_OVERDUE:
    case STEP_DAYS_OVERDUE: step_push_overdue(runner, from, step->kind == STEP_DAYS_OVERDUE); return;
    case STEP_OWN: own_take(runner, from, step->kinds); return;
    case STEP_ROLES: own_take_roles(runner, from); return;
    default: break;
    }
    if (from.kind == ITEM_TEXT) /* an actor that is only a string: nothing is known of it */
        runner_push_missing(runner, 0, step->word);
    else if (part && take_of_part(runner, step, from))
        return;
    else if (step->kind == STEP_PROPERTY)
        take_property(runner, (enum word)step->word, from.entity);
    else
        take_derived(runner, step, from);
}

void step_take(struct runner *runner, const struct path_step *step, const struct item *from)
{
    bool declared = from->kind == ITEM_ENTITY; /* as nearly all are */
    if (declared && step->kind == STEP_PROPERTY)
        take_property(runner, (enum word)step->word, from->entity);
    else if (declared && step->kind == STEP_CLASS)
        step_push_term(runner, step_class_term(step_class(runner, from->entity)), true);
    else
        take_other(runner, step, *from);
}
