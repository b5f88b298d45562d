#include "computed.h"

#include <math.h>
#include <string.h>

enum computed_state { VALUE_UNSEEN, VALUE_BEGUN, VALUE_DONE };

enum { ALL_TOGETHER = 4 }; /* times what one may take */

/* ---- looking up ------------------------------------------------------------------------------------------------ */

static struct computation *find(const struct computations *c, uint32_t entity)
{
    uint32_t low = 0, high = c->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (c->data[middle].entity < entity)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->count && c->data[low].entity == entity ? &c->data[low] : NULL;
}

static struct computed_value *find_value(struct computation *computation, day_number day)
{
    for (uint32_t i = 0; i < computation->value_count; i++)
        if (computation->values[i].day == day)
            return &computation->values[i];
    return NULL;
}

static struct computed_value *make_value(struct computation *computation, day_number day)
{
    struct computed_value *known = find_value(computation, day), value = {.day = day};
    if (known)
        return known;
    ARRAY_PUSH(computation, values, value_count, value_capacity, value);
    return &computation->values[computation->value_count - 1];
}

/* The target that leads to the value, when it is read to be judged. */
static uint32_t target_between(const struct computations *c, const struct computation *computation)
{
    uint32_t target = c->runner ? c->runner->reading : 0;
    return target != computation->entity ? target : 0;
}

static void want(struct computations *c, const struct computation *computation, day_number day)
{
    struct wanted_value wanted = {
        .computation = (uint32_t)(computation - c->data), .day = day, .through = target_between(c, computation)};
    ARRAY_PUSH(c, wanted, wanted_count, wanted_capacity, wanted);
}

/* ---- circles ------------------------------------------------------------------------------------------------------ */

/* `Målet → Indikatoren → `: one of a circle, behind the target that leads to it. */
static const char *add_member(struct computations *c, const char *text, uint32_t through, uint32_t entity,
                              enum language language)
{
    struct model *model = c->model;
    struct arena *arena = &model->units[model->entities[entity].unit].arena;
    if (through)
        text = arena_format(arena, "%s%s → ", text, model_title(model, arena, through, language));
    return arena_format(arena, "%s%s", text, model_title(model, arena, entity, language));
}

/* Those that are being worked out from `first` on need one another. */
static void report_circle(struct computations *c, uint32_t first)
{
    struct model *model = c->model;
    struct computation *closing = &c->data[c->wanted[first].computation];
    struct unit *unit = &model->units[model->entities[closing->entity].unit];
    const char **members = arena_alloc(&unit->arena, LANGUAGE_COUNT * sizeof *members);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *text = "";
        for (uint32_t i = first; i < c->wanting; i++)
            if (c->wanted[i].begun)
                text = arena_format(&unit->arena, "%s → ",
                                    add_member(c, text, i > first ? c->wanted[i].through : 0,
                                               c->data[c->wanted[i].computation].entity, (enum language)language));
        members[language] = add_member(c, text, target_between(c, closing), closing->entity, (enum language)language);
    }
    const struct node *node = &model->files[closing->line.file].tree.nodes[closing->line.node];
    struct diagnostic *diagnostic = diag_add(&unit->diagnostics, DIAG_COMPUTED_CYCLE,
                                             (struct span){closing->line.file, node->start, node->end});
    diagnostic->arguments[0] = diag_phrase(members);
    diagnostic->declaration = closing->entity;
    diagnostic->property = PROPERTY_COMPUTE;
}

/* The one begun before a place + 1, past all that are known to be in circles with it: so none is looked at in each of the circles
 * that it is in. */
static uint32_t next_member(const struct computations *c, uint32_t at)
{
    const struct wanted_value *member = &c->wanted[at - 1];
    return member->circular ? c->wanted[member->circular - 1].below : member->below;
}

/* Those that are begun from a place on need one another. */
static void close_circle(struct computations *c, uint32_t first)
{
    bool known = false;
    for (uint32_t at = c->begun; at > first; at = next_member(c, at))
        known |= c->data[c->wanted[at - 1].computation].reported;
    if (!known)
        report_circle(c, first);
    for (uint32_t at = c->begun, next; at > first; at = next) {
        struct wanted_value *member = &c->wanted[at - 1];
        struct computation *computation = &c->data[member->computation];
        make_value(computation, member->day)->circular = true;
        computation->reported = true;
        next = next_member(c, at);
        if (!member->circular || member->circular > first + 1)
            member->circular = first + 1;
    }
}

/* The model's question. While values are being worked out, one that is not there yet is noted, and unknown for now. */
static bool value(const struct computer *computer, uint32_t entity, day_number day, struct computed *value)
{
    struct computations *c = computer->state;
    struct computation *computation = find(c, entity);
    if (!computation)
        return false;
    struct computed_value *known = find_value(computation, day);
    if (known && known->state == VALUE_DONE) {
        *value = known->value;
        return true;
    }
    if (!c->busy)
        return true;
    if (known && known->state == VALUE_BEGUN)
        close_circle(c, known->place);
    else
        want(c, computation, day);
    return true;
}

/* ---- working out ------------------------------------------------------------------------------------------------------ */

static struct computed computed_of(const struct result *result)
{
    struct computed value = {.known = result->kind == RESULT_NUMBER && !result->missing && !result->dated};
    if (!value.known)
        return value;
    if (result->unit == UNIT_PERCENT && result->out_of > 0) {
        value.percent = true;
        value.number = result->met;
        value.out_of = result->out_of;
        value.unknown = result->unknown;
        return value;
    }
    value.known = isfinite(result->low) && isfinite(result->high);
    value.number = result->low;
    value.unknown = result->high - result->low;
    if (result->unit == UNIT_PERCENT) { /* a share that was reckoned with: so many of a hundred */
        value.percent = true;
        value.out_of = 100;
    }
    return value;
}

static void report_stopped(struct computations *c, struct computation *computation)
{
    struct model *model = c->model;
    struct unit *unit = &model->units[model->entities[computation->entity].unit];
    const struct node *node = &model->files[computation->line.file].tree.nodes[computation->line.node];
    if (computation->reported)
        return;
    computation->reported = true;
    struct diagnostic *diagnostic = diag_add(&unit->diagnostics, DIAG_RULE_STOPPED,
                                             (struct span){computation->line.file, node->start, node->end});
    const char *title = model_title(model, &unit->arena, computation->entity, unit->language);
    diagnostic->arguments[0] = diag_string(title);
    diagnostic->declaration = computation->entity;
    diagnostic->property = PROPERTY_COMPUTE;
}

/* Runs one computation; true when everything that it needs was there. */
static bool work_out(struct computations *c, uint32_t place)
{
    struct wanted_value wanted = c->wanted[place];
    struct computation *computation = &c->data[wanted.computation];
    struct moment moment;
    struct runner runner;
    c->wanting = place + 1;
    c->wanted_count = place + 1;
    moment_init(&moment, c->model, wanted.day);
    if (c->asks_class)
        moment_find_begun(&moment);
    int64_t most = RUN_BUDGET(c->model->entity_count), steps = most < c->budget ? most : c->budget;
    runner_init(&runner, c->ground, &moment, steps);
    c->runner = &runner;
    struct result result = runner_ask(&runner, &computation->program, item_workspace());
    c->runner = NULL;
    c->budget -= steps - runner.budget + (c->asks_class ? c->model->entity_count : 0);
    if (runner.exhausted)
        report_stopped(c, computation);
    struct computed_value *done = make_value(computation, wanted.day);
    bool lacks = c->wanted_count > c->wanting && !runner.exhausted;
    if (!lacks) {
        done->state = VALUE_DONE;
        done->value = computed_of(&result);
        done->value.known &= !done->circular && !runner.exhausted;
        c->wanted_count = place;
        c->begun = c->wanted[place].below;
    }
    runner_free(&runner);
    moment_free(&moment);
    return !lacks;
}

/* Works out what stands on the stack, what that needs first. Each value is begun once and run at most twice, unless the second
 * run needs what the first did not ask for. */
static void work_through(struct computations *c)
{
    while (c->wanted_count) {
        uint32_t place = c->wanted_count - 1;
        struct computed_value *at = make_value(&c->data[c->wanted[place].computation], c->wanted[place].day);
        if (at->state == VALUE_DONE) {
            c->wanted_count--;
            continue;
        }
        if (!c->wanted[place].begun) {
            c->wanted[place].begun = true;
            c->wanted[place].below = c->begun;
        }
        at->state = VALUE_BEGUN;
        at->place = place;
        c->begun = place + 1;
        work_out(c, place);
    }
}

/* The days on which a target's stages end before `day`: its indicator's value counts on each. */
static void want_stages(struct computations *c, const struct moment *moment, uint32_t entity,
                        const struct computation *computation)
{
    const struct model *model = c->model;
    uint32_t count;
    for (struct stated line = model_property(model, entity, PROPERTY_BY); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        struct date date = {0};
        if (!count || values->type != VALUE_DATE)
            continue;
        date = values->date;
        if (moment_place(model, model->entities[entity].unit, &date) && date.last < moment->day)
            want(c, computation, date.last);
    }
}

static void want_all(struct computations *c, const struct moment *moment)
{
    const struct model *model = c->model;
    for (uint32_t i = 0; i < c->count; i++) {
        const struct computation *computation = &c->data[i];
        uint32_t parent = model->entities[computation->entity].parent;
        want(c, computation, moment->day);
        want_stages(c, moment, computation->entity, computation);
        if (parent && model->entities[parent].kind == KIND_TARGET)
            want_stages(c, moment, parent, computation);
        uint32_t canonical = model_canonical(model, computation->entity);
        for (uint32_t t = c->ground->in.first[canonical]; t < c->ground->in.first[canonical + 1]; t++)
            if (c->ground->in.data[t].property == PROPERTY_MEASURED_BY)
                want_stages(c, moment, c->ground->in.data[t].to, computation);
    }
}

static void prepare(const struct computer *computer, const struct moment *moment)
{
    struct computations *c = computer->state;
    if (c->busy) /* a moment of our own */
        return;
    c->busy = true;
    c->budget = ALL_TOGETHER * RUN_BUDGET(c->model->entity_count);
    want_all(c, moment);
    work_through(c);
    c->busy = false;
}

/* ---- opening ---------------------------------------------------------------------------------------------------------------- */

static void compile(struct computations *c, struct compiler *compiler, struct computation *computation)
{
    struct model *model = c->model;
    const struct file *file = &model->files[computation->line.file];
    const struct value *value = &file->tree.values[file->tree.nodes[computation->line.node].values];
    struct expression_text text = {file->source.bytes, value->start, value->end, computation->line.file};
    struct expression expression;
    compiler->unit = model->entities[computation->entity].unit;
    compiler->diagnostics = &model->units[compiler->unit].diagnostics;
    compiler->declaration = computation->entity;
    if (compile_parse(compiler, &text, FORM_VALUE, &expression))
        compile_value(compiler, expression.root, 0, TYPE_NUMBER, &computation->program);
    expression_free(&expression);
}

void computations_open(struct computations *c, struct compiler *compiler)
{
    struct model *model = c->model = compiler->model;
    for (uint32_t e = 1; e < model->entity_count; e++) {
        struct computation computation = {.entity = e};
        if (!KIND_IN(model->entities[e].kind, OF(INDICATOR) | OF(TARGET)))
            continue;
        computation.line = model_property(model, e, PROPERTY_COMPUTE);
        if (!computation.line.node ||
            !model->files[computation.line.file].tree.nodes[computation.line.node].value_count)
            continue;
        ARRAY_PUSH(c, data, count, capacity, computation);
    }
    for (uint32_t i = 0; i < c->count; i++)
        compile(c, compiler, &c->data[i]);
    c->asks_class = compiler->asks_class;
    c->computer = (struct computer){prepare, value, c};
    if (c->count)
        model->computer = &c->computer;
}

void computations_free(struct computations *c)
{
    for (uint32_t i = 0; i < c->count; i++)
        array_free(c->data[i].values);
    if (c->model && c->model->computer == &c->computer)
        c->model->computer = NULL;
    array_free(c->data);
    array_free(c->wanted);
}
