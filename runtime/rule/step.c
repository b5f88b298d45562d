/* step.c: what one step of a path leads to: a line's values as they hold on the day, or a derived name (language.md 9). */
#include "run.h"

#include <string.h>

static const struct model *model_of(const struct runner *runner)
{
    return runner->ground->model;
}

static uint32_t unit_of(const struct runner *runner, uint32_t entity)
{
    return model_of(runner)->entities[entity].unit;
}

/* ---- pushing -------------------------------------------------------------------------------------------------- */

static void push_kind(struct runner *runner, enum item_kind kind, bool certain)
{
    runner_push(runner, (struct item){.kind = (uint8_t)kind, .certain = certain});
}

static void push_term(struct runner *runner, uint32_t term, bool certain)
{
    runner_push(runner, (struct item){.kind = ITEM_TERM, .certain = certain, .part = term});
}

static void push_truth(struct runner *runner, bool truth)
{
    runner_push(runner, (struct item){.kind = ITEM_TRUTH, .certain = true, .part = truth});
}

static void push_text(struct runner *runner, const char *text, uint32_t length, uint32_t entity, bool certain)
{
    runner_push(runner,
                (struct item){.kind = ITEM_TEXT, .certain = certain, .entity = entity, .text = text, .length = length});
}

static void push_range(struct runner *runner, double low, double high, enum syntax_unit unit, bool certain)
{
    struct item item = {.kind = ITEM_NUMBER, .certain = certain, .unit = (uint8_t)unit};
    item.number = low;
    item.high = high;
    runner_push(runner, item);
}

static void push_date(struct runner *runner, uint32_t unit, struct date date, bool certain)
{
    if (moment_place(model_of(runner), unit, &date))
        runner_push(runner, (struct item){.kind = ITEM_DATE, .certain = certain, .date = date});
    else
        push_kind(runner, ITEM_UNDECIDED, false);
}

/* ---- the values of a line ---------------------------------------------------------------------------------------- */

static void push_value(struct runner *runner, struct stated line, const struct value *value, uint32_t entity)
{
    const struct model *model = model_of(runner);
    bool certain = !(value->flags & VALUE_UNCERTAIN);
    uint32_t length, target = 0;
    const char *text = model_text(model, line.file, value, &length);
    switch ((enum value_type)value->type) {
    case VALUE_NONE: push_kind(runner, ITEM_NONE, true); break;
    case VALUE_UNDECIDED: push_kind(runner, ITEM_UNDECIDED, false); break;
    case VALUE_REFERENCE:
    case VALUE_NAME:
        target = model_canonical(model, model_target(model, line, value));
        if (length && text[length - 1] == '?')
            length--;
        enum property property = (enum property)model->files[line.file].tree.nodes[line.node].word;
        enum shape shape = property_row(property)->shape;
        if (target && shape != SHAPE_CODES && shape != SHAPE_PARTICIPATION)
            runner_push(runner, item_entity(target, certain));
        else
            push_text(runner, text, length, target, certain);
        break;
    case VALUE_TERM: push_term(runner, value->symbol, certain); break;
    case VALUE_DATE: push_date(runner, unit_of(runner, entity), value->date, certain); break;
    case VALUE_NUMBER: {
        const struct value *unit = value + 1;
        const struct node *node = &model->files[line.file].tree.nodes[line.node];
        bool has_unit = (uint32_t)(unit - model->files[line.file].tree.values) < node->values + node->value_count &&
                        unit->tag == TAG_UNIT;
        bool percent = has_unit && model->files[line.file].source.bytes[unit->start] == '%';
        push_range(runner, value->number, value->number, percent ? UNIT_PERCENT : UNIT_PLAIN, certain);
        break;
    }
    case VALUE_STRING:
    case VALUE_LINK:
    case VALUE_TEXT: push_text(runner, text, length, 0, certain); break;
    default: push_kind(runner, ITEM_OTHER, certain); break;
    }
}

/* Values that say what the line is about, not how or when. */
static bool is_main_value(enum shape shape, const struct value *value)
{
    if (shape == SHAPE_WHEN)
        return value->tag == TAG_NONE || value->tag == TAG_RANGE;
    if (shape == SHAPE_UNIT)
        return value->tag == TAG_UNIT;
    if (shape == SHAPE_PARTICIPATION || shape == SHAPE_EVALUATION)
        return value->tag == TAG_NONE && value->type != VALUE_DATE;
    return value->tag == TAG_NONE;
}

/* A decision, a tick or the like that is dated after the day does not exist yet. */
static bool is_known(const struct runner *runner, struct stated line, enum property property, uint32_t entity,
                     const struct value *value)
{
    struct date placed;
    const struct value *date = property == PROPERTY_DECISION    ? model_value(model_of(runner), line, TAG_DECIDED)
                               : property == PROPERTY_PERFORMED ? value
                                                                : NULL;
    if (!date || date->type != VALUE_DATE || (date->flags & VALUE_UNCERTAIN))
        return true;
    return moment_knows(runner->moment, unit_of(runner, entity), date, property == PROPERTY_PERFORMED, &placed) ==
           KNOWN;
}

static void push_lines(struct runner *runner, uint32_t entity, enum property property)
{
    const struct model *model = model_of(runner);
    enum shape shape = property_row(property)->shape;
    uint32_t from, count, first = runner->items.count;
    struct stated line = model_inherited(model, entity, property, &from);
    bool stated = line.node != 0, hidden = false;
    for (; line.node; line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        for (uint32_t i = 0; i < count; i++) {
            if (!is_main_value(shape, &values[i]))
                continue;
            if (is_known(runner, line, property, entity, &values[i]))
                push_value(runner, line, &values[i], entity);
            else
                hidden = true;
        }
        if (shape == SHAPE_DECISION && runner->items.count == first && !hidden)
            push_kind(runner, ITEM_OTHER, true);
    }
    if (runner->items.count > first)
        return;
    if (stated && !hidden) /* a line that could not be read says that there is something to say */
        push_kind(runner,
                  shape == SHAPE_DATA || shape == SHAPE_EXCEPTION || shape == SHAPE_EXPRESSION ? ITEM_OTHER
                                                                                               : ITEM_UNDECIDED,
                  shape == SHAPE_DATA || shape == SHAPE_EXCEPTION || shape == SHAPE_EXPRESSION);
    else
        runner_push_missing(runner, entity, property_row(property)->word);
}

/* ---- roles and sectors --------------------------------------------------------------------------------------------- */

static void push_role(struct runner *runner, uint32_t entity, enum property role)
{
    const struct model *model = model_of(runner);
    bool none, undecided;
    uint32_t first = runner->items.count;
    runner->roles.count = 0;
    role_stated(model, entity, role, &runner->roles, &none, &undecided);
    if (!runner->roles.count && !none && !undecided && model->entities[entity].kind == KIND_MEASURE &&
        role_stated_by_parts(model, entity, role)) /* stated on all of its activities */
        for (uint32_t part = model->entities[entity].first_child; part; part = model->entities[part].next_sibling)
            if (model->entities[part].kind == KIND_ACTIVITY)
                role_stated(model, part, role, &runner->roles, &none, &undecided);
    for (uint32_t i = 0; i < runner->roles.count; i++) {
        const struct responsibility *r = &runner->roles.data[i];
        if (r->actor)
            runner_push(runner, item_entity(model_canonical(model, r->actor), r->certain));
        else
            push_text(runner, r->name, r->length, 0, r->certain);
    }
    if (runner->roles.count > 1) /* activities may name one actor each */
        runner_distinct(runner, first);
    if (none)
        push_kind(runner, ITEM_NONE, true);
    if (undecided)
        push_kind(runner, ITEM_UNDECIDED, false);
    if (runner->items.count == first)
        runner_push_missing(runner, entity, property_row(role)->word);
}

static void push_sector(struct runner *runner, uint32_t actor)
{
    bool uncertain, none;
    uint32_t sector = role_stated_sector(model_of(runner), actor, &uncertain, &none);
    if (sector)
        runner_push(runner, item_entity(sector, !uncertain));
    else if (none)
        push_kind(runner, ITEM_NONE, true);
    else
        runner_push_missing(runner, actor, WORD_IN_SECTOR);
}

/* ---- time --------------------------------------------------------------------------------------------------------------- */

/* A date in force, worked out; else what its line says instead. */
static void push_bound(struct runner *runner, uint32_t entity, const struct bound *bound, enum property property)
{
    uint32_t count;
    const struct value *values = model_values(model_of(runner), bound->line, &count);
    if (bound->stated)
        runner_push(runner, (struct item){.kind = ITEM_DATE, .certain = true, .date = bound->date});
    else if (!bound->line.node || !count)
        runner_push_missing(runner, entity, property_row(property)->word);
    else if (values->type == VALUE_NONE)
        push_kind(runner, ITEM_NONE, true);
    else
        push_kind(runner, values->type == VALUE_STRING ? ITEM_OTHER : ITEM_UNDECIDED, values->type == VALUE_STRING);
}

static void push_postponement(void *context, const struct postponement *postponement)
{
    runner_push(context, (struct item){.kind = ITEM_DATE, .certain = true, .date = postponement->to});
}

static void push_status(struct runner *runner, uint32_t entity)
{
    runner_spend(runner, 8);
    const struct model *model = model_of(runner);
    enum term status = model->entities[entity].kind == KIND_PLAN
                           ? moment_plan_status(runner->moment, unit_of(runner, entity))
                           : moment_status(runner->moment, entity);
    if (status)
        push_term(runner, status, true);
    else
        runner_push_missing(runner, entity, WORD_STATUS);
}

struct missed {
    day_number day;
    bool any;
};

static void note_missed(void *context, const struct occurrence *occurrence)
{
    struct missed *missed = context;
    missed->any |= !occurrence->performed && occurrence->last < missed->day;
}

static bool is_overdue(struct runner *runner, uint32_t entity)
{
    struct timing timing = moment_timing(runner->moment, entity);
    struct missed missed = {runner->moment->day, timing.class == CLASS_OVERDUE};
    bool over;
    if (timing.class == CLASS_RECURRING)
        moment_occurrences(runner->moment, entity, &over, note_missed, &missed);
    return missed.any;
}

static enum term class_term(enum time_class class)
{
    switch (class) {
    case CLASS_OVERDUE: return CLASSWORD_OVERDUE;
    case CLASS_LATE_START: return CLASSWORD_LATE_START;
    case CLASS_DUE_SOON: return CLASSWORD_DUE_SOON;
    case CLASS_LATER: return CLASSWORD_LATER;
    case CLASS_RECURRING: return CLASSWORD_RECURRING;
    case CLASS_ONGOING: return CLASSWORD_ONGOING;
    case CLASS_DONE: return CLASSWORD_DONE;
    case CLASS_STOPPED: return CLASSWORD_STOPPED;
    default: return CLASSWORD_UNSCHEDULABLE;
    }
}

/* ---- targets -------------------------------------------------------------------------------------------------------------- */

static struct target *read_target(struct runner *runner, uint32_t entity)
{
    if (runner->target_of != entity) {
        if (runner->target_of)
            target_free(&runner->target);
        target_read(runner->moment, entity, &runner->target);
        runner->target_of = entity;
        runner_spend(runner, 20);
    }
    return &runner->target;
}

static const struct stage *stage_at(struct runner *runner, struct item from)
{
    struct target *target = read_target(runner, from.entity);
    return from.part < target->stage_count ? &target->stages[from.part] : NULL;
}

static enum term state_term(enum target_state state)
{
    switch (state) {
    case STATE_MET: return STATEWORD_MET;
    case STATE_MET_LATE: return STATEWORD_MET_LATE;
    case STATE_MISSED: return STATEWORD_MISSED;
    case STATE_NOT_MEASURED: return STATEWORD_NOT_MEASURED;
    case STATE_ON_TRACK: return STATEWORD_ON_TRACK;
    case STATE_BEHIND: return STATEWORD_BEHIND;
    default: return STATEWORD_PENDING;
    }
}

static enum target_state state_of(struct runner *runner, struct item from)
{
    struct target *target = read_target(runner, from.entity);
    if (from.kind == ITEM_STAGE)
        return from.part < target->stage_count ? target_judge(runner->moment, target, from.part).state : STATE_NONE;
    return target_worst(runner->moment, target);
}

static enum time_class stage_class(struct runner *runner, struct item from)
{
    const struct stage *stage = stage_at(runner, from);
    return stage ? target_class(runner->moment, &runner->target, stage, state_of(runner, from)) : CLASS_NONE;
}

static void push_stages(struct runner *runner, uint32_t target, bool certain)
{
    uint32_t count = read_target(runner, target)->stage_count;
    for (uint32_t i = 0; i < count; i++)
        runner_push(runner, (struct item){.kind = ITEM_STAGE, .certain = certain, .entity = target, .part = i});
}

/* The stages of all targets among the items from `first` on, in their place. */
static void stages_of(struct runner *runner, uint32_t first)
{
    uint32_t last = runner->items.count;
    for (uint32_t i = first; i < last && !runner->exhausted; i++)
        push_stages(runner, runner->items.data[i].entity, runner->items.data[i].certain);
    uint32_t stages = runner->items.count - last;
    memmove(runner->items.data + first, runner->items.data + last, stages * sizeof *runner->items.data);
    runner->items.count = first + stages;
}

static void push_measurement(struct runner *runner, uint32_t entity, const struct measurement *m)
{
    struct range range = measurement_range(m);
    struct item item = {.kind = ITEM_MEASUREMENT,
                        .certain = range.low >= range.high,
                        .unit = m->amount.percent || m->amount.points || m->out_of > 0 ? UNIT_PERCENT : UNIT_PLAIN,
                        .entity = entity};
    item.number = range.low;
    item.day = m->date.last;
    runner_push(runner, item);
}

/* The latest value known on the day, of lines, data and what is computed. */
static void push_latest(struct runner *runner, uint32_t entity)
{
    const struct moment *moment = runner->moment;
    const struct measurement *latest;
    struct measurement computed;
    struct series series = {0};
    uint32_t computing = entity;
    if (model_of(runner)->entities[entity].kind == KIND_TARGET) {
        struct target *target = read_target(runner, entity);
        latest = series_latest(moment, &target->series);
        if (!model_property(model_of(runner), entity, PROPERTY_COMPUTE).node)
            computing = target->indicator;
    } else {
        struct manner manner = {0};
        manner_read(model_of(runner), &manner, entity);
        series_read(moment, &manner, entity, &series);
        latest = series_latest(moment, &series);
    }
    bool computes = computing && series_computed(moment, computing, moment->day, &computed);
    if (computes && !computed.missing)
        push_measurement(runner, entity, &computed);
    else if (computes)
        runner_push(runner, (struct item){.kind = ITEM_UNDECIDED, .word = WORD_COMPUTE, .entity = entity});
    else if (latest)
        push_measurement(runner, entity, latest);
    else
        runner_push_missing(runner, entity, WORD_MEASURED);
    series_free(&series);
    runner_spend(runner, 20);
}

/* `målt` and `utgangspunkt`: what their lines say, as far as it is known. */
static void push_measured(struct runner *runner, uint32_t entity, enum property property)
{
    struct manner manner = {0};
    struct series series = {0};
    struct measurement baseline;
    uint32_t first = runner->items.count;
    manner_read(model_of(runner), &manner, entity);
    if (property == PROPERTY_BASELINE) {
        if (series_baseline(runner->moment, &manner, entity, &baseline))
            push_measurement(runner, entity, &baseline);
    } else {
        series_read(runner->moment, &manner, entity, &series);
        for (uint32_t i = 0; i < series.count; i++)
            if (!series.data[i].missing && series.data[i].known <= runner->moment->day)
                push_measurement(runner, entity, &series.data[i]);
        runner_spend(runner, series.count + 4);
        series_free(&series);
    }
    if (runner->items.count == first)
        runner_push_missing(runner, entity, property_row(property)->word);
}

static void push_stage_value(struct runner *runner, struct item from)
{
    const struct stage *stage = stage_at(runner, from);
    double bound;
    bool upwards;
    if (stage && target_bound(runner->moment, &runner->target, stage, &bound, &upwards)) {
        bool percent = stage->conditions[0].amount.percent || condition_is_share(&stage->conditions[0]);
        push_range(runner, bound, bound, percent ? UNIT_PERCENT : UNIT_PLAIN, true);
    } else {
        runner_push_missing(runner, from.entity, WORD_BY);
    }
}

static void push_number_value(struct runner *runner, struct item from)
{
    if (from.kind == ITEM_STAGE) {
        push_stage_value(runner, from);
        return;
    }
    uint32_t first = runner->items.count;
    if (from.kind == ITEM_MEASUREMENT)
        runner_push(runner, from);
    else
        push_latest(runner, from.entity);
    if (runner->items.count == first || runner->items.data[first].kind != ITEM_MEASUREMENT)
        return;
    struct item *item = &runner->items.data[first];
    bool certain = item->certain;
    item->kind = certain ? ITEM_NUMBER : ITEM_UNDECIDED;
    item->high = item->number;
}

/* ---- money --------------------------------------------------------------------------------------------------------------------- */

static double years_in(const struct date *range)
{
    struct civil first = date_civil(range->first), last = date_civil(range->last);
    return (last.year - first.year) + (last.month - first.month + 1) / 12.0;
}

/* Lines of one alternative add up; each alternative is a total of its own. */
static void push_cost(struct runner *runner, uint32_t entity)
{
    const struct model *model = model_of(runner);
    struct {
        const char *name;
        uint32_t length;
        double total;
    } totals[16] = {{NULL, 0, 0}};
    uint32_t total_count = 0, count, from, first = runner->items.count;
    struct stated line = model_inherited(model, entity, PROPERTY_COST, &from);
    bool stated = line.node != 0;
    for (; line.node; line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        const struct value *range = model_value(model, line, TAG_RANGE),
                           *per_year = model_value(model, line, TAG_PER_YEAR),
                           *choice = model_value(model, line, TAG_ALTERNATIVE);
        if (!count || values->type != VALUE_NUMBER) {
            if (count)
                push_value(runner, line, values, entity);
            continue;
        }
        uint32_t length = 0, i = 0;
        const char *name = choice ? model_text(model, line.file, choice, &length) : "";
        double amount = values->number;
        struct date date = {0};
        if (range)
            date = range->date;
        if (per_year && range && moment_place(model, unit_of(runner, entity), &date) && date.first > DAY_OPEN_START &&
            date.last < DAY_OPEN_END)
            amount *= years_in(&date);
        while (i < total_count && (totals[i].length != length || memcmp(totals[i].name, name, length) != 0))
            i++;
        if (i == total_count && total_count < 16) {
            totals[total_count].name = name;
            totals[total_count].length = length;
            totals[total_count++].total = 0;
        }
        if (i < total_count)
            totals[i].total += amount;
    }
    for (uint32_t i = 0; i < total_count; i++)
        push_range(runner, totals[i].total, totals[i].total, UNIT_KRONER, true);
    if (runner->items.count == first && stated)
        push_kind(runner, ITEM_UNDECIDED, false);
    else if (!stated)
        runner_push_missing(runner, entity, WORD_COST);
}

/* ---- steps ---------------------------------------------------------------------------------------------------------------------- */

static void take_property(struct runner *runner, enum word word, uint32_t entity)
{
    const struct model *model = model_of(runner);
    const struct entity *at = &model->entities[entity];
    enum property property = model->tables.properties[word][at->kind];
    uint32_t first = runner->items.count;
    struct timing times;
    runner_spend(runner, 4);
    if (!property) {
        runner_push_missing(runner, entity, word);
        return;
    }
    if (property_row(property)->flags & ROLE) {
        push_role(runner, entity, property);
        return;
    }
    switch (property) {
    case PROPERTY_STATUS: push_status(runner, entity); break;
    case PROPERTY_DEADLINE:
        runner_spend(runner, 8);
        times = moment_times(runner->moment, entity);
        push_bound(runner, entity, &times.deadline, property);
        break;
    case PROPERTY_START:
        times = moment_times(runner->moment, entity);
        push_bound(runner, entity, &times.start, property);
        break;
    case PROPERTY_POSTPONED_TO:
        moment_postponements(runner->moment, entity, push_postponement, runner);
        if (runner->items.count == first)
            runner_push_missing(runner, entity, word);
        break;
    case PROPERTY_SECTOR:
    case PROPERTY_ACTOR_SECTOR:
        if (KIND_IN(at->kind, OF(ACTOR) | OF(GROUP)))
            push_sector(runner, entity);
        else
            push_lines(runner, entity, property);
        break;
    case PROPERTY_MEASURED:
    case PROPERTY_BASELINE: push_measured(runner, entity, property); break;
    case PROPERTY_BY:
        if (read_target(runner, entity)->stage_count)
            push_stages(runner, entity, true);
        else
            runner_push_missing(runner, entity, word);
        break;
    case PROPERTY_COST: push_cost(runner, entity); break;
    case PROPERTY_EXTERNAL: push_truth(runner, model_property(model, entity, property).node != 0); break;
    default: push_lines(runner, entity, property); break;
    }
}

static void take_parents(struct runner *runner, uint32_t entity)
{
    const struct ground *ground = runner->ground;
    uint32_t first = runner->items.count, parent = ground->model->entities[entity].parent;
    if (parent)
        runner_push(runner, item_entity(parent, true));
    for (uint32_t t = ground->out.first[entity]; t < ground->out.first[entity + 1]; t++)
        if (ground->out.data[t].property == PROPERTY_CONTRIBUTES_TO || ground->out.data[t].property == PROPERTY_FOR)
            runner_push(runner, item_entity(ground->out.data[t].to, ground->out.data[t].certain));
    if (runner->items.count == first)
        runner_push_missing(runner, entity, DERIVED_PARENT);
}

/* The share of a framework's requirements, those that have no parts, that something in the workspace meets. */
static void take_coverage(struct runner *runner, uint32_t entity)
{
    const struct model *model = model_of(runner);
    const struct ties *in = &runner->ground->in;
    uint32_t root = model_canonical(model, entity), all = 0, met = 0;
    const struct file *file = &model->files[model->entities[root].file];
    uint32_t below = file->tree.nodes[model->entities[root].node].below;
    for (uint32_t e = root; e < file->first_entity + file->entity_count && model->entities[e].node < below; e++) {
        bool is_met = false;
        runner_spend(runner, 1);
        if (model->entities[e].kind != KIND_REQUIREMENT || model->entities[e].first_child)
            continue;
        for (uint32_t t = in->first[e]; t < in->first[e + 1]; t++)
            is_met |= in->data[t].property == PROPERTY_MEETS && in->data[t].certain &&
                      !model->units[unit_of(runner, in->data[t].to)].builtin;
        all++;
        met += is_met;
    }
    if (all)
        push_range(runner, 100.0 * met / all, 100.0 * met / all, UNIT_PERCENT, true);
    else
        runner_push_missing(runner, entity, DERIVED_COVERAGE);
}

static void take_names(struct runner *runner, uint32_t entity, bool others)
{
    const struct model *model = model_of(runner);
    const struct entity *at = &model->entities[entity];
    uint32_t count, first = runner->items.count, length;
    if (KIND_IN(at->kind, OF(PLAN) | OF(LIBRARY)))
        push_text(runner, model->units[at->unit].name, model->units[at->unit].name_length, 0, true);
    if (at->name) {
        const struct symbol *name = &model->units[at->unit].symbols->symbols[at->name];
        push_text(runner, name->text, name->length, 0, true);
    }
    for (struct stated line = model_property(model, entity, PROPERTY_NAME_IN); line.node && others;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        for (uint32_t i = 0; i < count; i++)
            if (values[i].type == VALUE_NAME) {
                const char *text = model_text(model, line.file, &values[i], &length);
                push_text(runner, text, length, 0, true);
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
    const char *title = model_title(model_of(runner), &runner->arena, from.entity, runner->language);
    push_text(runner, title, (uint32_t)strlen(title), 0, true);
}

static void take_stages(struct runner *runner, struct item from)
{
    uint32_t first = runner->items.count;
    if (from.kind == ITEM_ENTITY && model_of(runner)->entities[from.entity].kind == KIND_TARGET) {
        push_stages(runner, from.entity, from.certain);
        return;
    }
    if (from.kind == ITEM_WORKSPACE)
        own_take_all(runner, OF(TARGET));
    else
        own_take(runner, from, OF(TARGET));
    stages_of(runner, first);
}

static void take_overdue(struct runner *runner, struct item from, bool days)
{
    runner_spend(runner, 16);
    day_number day = runner->moment->day;
    bool targets = from.kind == ITEM_STAGE || model_of(runner)->entities[from.entity].kind == KIND_TARGET, any = false;
    if (!targets && days) {
        struct timing timing = moment_timing(runner->moment, from.entity);
        if (timing.deadline.stated)
            push_range(runner, timing.days_overdue, timing.days_overdue, UNIT_DAYS, true);
        else
            runner_push_missing(runner, from.entity, WORD_DEADLINE);
        return;
    }
    if (!targets) {
        push_truth(runner, is_overdue(runner, from.entity));
        return;
    }
    uint32_t first = from.kind == ITEM_STAGE ? from.part : 0, last = first + 1;
    if (from.kind != ITEM_STAGE)
        last = read_target(runner, from.entity)->stage_count;
    double most = 0;
    for (uint32_t i = first; i < last; i++) {
        struct item stage = {.kind = ITEM_STAGE, .entity = from.entity, .part = i};
        if (stage_class(runner, stage) != CLASS_OVERDUE)
            continue;
        double late = day - runner->target.stages[i].date.last;
        any = true;
        most = late > most ? late : most;
    }
    if (days)
        push_range(runner, most, most, UNIT_DAYS, true);
    else
        push_truth(runner, any);
}

static void take_above(struct runner *runner, uint32_t entity, uint32_t kinds)
{
    const struct model *model = model_of(runner);
    while (entity && !KIND_IN(model->entities[entity].kind, kinds))
        entity = model->entities[entity].parent;
    if (entity)
        runner_push(runner, item_entity(entity, true));
    else
        push_kind(runner, ITEM_NONE, true);
}

static void take_date(struct runner *runner, day_number day)
{
    struct date date = {.first = day, .last = day, .precision = PRECISION_DAY};
    runner_push(runner, (struct item){.kind = ITEM_DATE, .certain = true, .date = date});
}

static void take_stage_date(struct runner *runner, struct item from)
{
    const struct stage *stage = stage_at(runner, from);
    if (stage && stage->placed)
        runner_push(runner, (struct item){.kind = ITEM_DATE, .certain = true, .date = stage->date});
    else
        push_kind(runner, ITEM_UNDECIDED, false);
}

/* A declaration's derived names. */
static void take_derived(struct runner *runner, const struct path_step *step, struct item from)
{
    const struct model *model = model_of(runner);
    struct timing times;
    uint32_t header, entity = from.entity;
    switch ((enum step_kind)step->kind) {
    case STEP_PLAN:
        header = model->units[model->entities[entity].unit].header;
        if (header)
            runner_push(runner, item_entity(header, true));
        else
            push_kind(runner, ITEM_NONE, true);
        break;
    case STEP_ABOVE: take_above(runner, entity, step->kinds); break;
    case STEP_PARENT: take_parents(runner, entity); break;
    case STEP_STATE: {
        enum target_state state = state_of(runner, from);
        if (state)
            push_term(runner, state_term(state), true);
        else
            runner_push_missing(runner, entity, WORD_BY);
        break;
    }
    case STEP_CLASS:
        runner_spend(runner, 16);
        push_term(runner, class_term(moment_timing(runner->moment, entity).class), true);
        break;
    case STEP_ADOPTED:
        times = moment_times(runner->moment, entity);
        push_bound(runner, entity, &times.adopted, PROPERTY_DEADLINE);
        break;
    case STEP_LATEST: push_latest(runner, entity); break;
    case STEP_COVERAGE: take_coverage(runner, entity); break;
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
    case STEP_CLASS: push_term(runner, class_term(stage_class(runner, from)), true); return true;
    case STEP_PROPERTY:
        if (stage && (step->word == WORD_DEADLINE || step->word == WORD_BY))
            take_stage_date(runner, from);
        else
            runner_push_missing(runner, from.entity, step->word);
        return true;
    default: return !stage;
    }
}

void step_take(struct runner *runner, const struct path_step *step, struct item from)
{
    bool part = from.kind == ITEM_STAGE || from.kind == ITEM_MEASUREMENT;
    switch ((enum step_kind)step->kind) {
    case STEP_ALL: own_take_all(runner, step->kinds); return;
    case STEP_STAGES:
        if (from.kind == ITEM_WORKSPACE || from.kind == ITEM_ENTITY) {
            take_stages(runner, from);
            return;
        }
        break;
    default: break;
    }
    if (from.kind == ITEM_NONE || from.kind == ITEM_MISSING || from.kind == ITEM_UNDECIDED) {
        runner_push(runner, from); /* of nothing, nothing; of what is not known, not known */
        return;
    }
    switch ((enum step_kind)step->kind) {
    case STEP_TITLE: take_title(runner, from); return;
    case STEP_VALUE: push_number_value(runner, from); return;
    case STEP_OVERDUE:
    case STEP_DAYS_OVERDUE: take_overdue(runner, from, step->kind == STEP_DAYS_OVERDUE); return;
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
