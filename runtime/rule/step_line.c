/* step_line.c: what the lines of a declaration say: values, roles, sectors, money. */
#include "steps.h"

#include <string.h>

/* ---- the values of a line -------------------------------------------------------------------------------- */

static void push_value(struct runner *runner, struct stated line, const struct value *value, uint32_t entity)
{
    const struct model *model = step_model(runner);
    bool certain = !(value->flags & VALUE_UNCERTAIN);
    uint32_t length, target = 0;
    const char *text = model_text(model, line.file, value, &length);
    switch ((enum value_type)value->type) {
    case VALUE_NONE: step_push_kind(runner, ITEM_NONE, true); break;
    case VALUE_UNDECIDED: step_push_kind(runner, ITEM_UNDECIDED, false); break;
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
            step_push_text(runner, text, length, target, certain);
        break;
    case VALUE_TERM: step_push_term(runner, value->symbol, certain); break;
    case VALUE_DATE: step_push_date(runner, step_unit(runner, entity), value->date, certain); break;
    case VALUE_NUMBER: {
        const struct value *unit = value + 1;
        const struct node *node = &model->files[line.file].tree.nodes[line.node];
        bool has_unit = (uint32_t)(unit - model->files[line.file].tree.values) < node->values + node->value_count &&
                        unit->tag == TAG_UNIT;
        bool percent = has_unit && model->files[line.file].source.bytes[unit->start] == '%';
        step_push_range(runner, value->number, value->number, percent ? UNIT_PERCENT : UNIT_PLAIN, certain);
        break;
    }
    case VALUE_STRING:
    case VALUE_LINK:
    case VALUE_TEXT: step_push_text(runner, text, length, 0, certain); break;
    default: step_push_kind(runner, ITEM_OTHER, certain); break;
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
    const struct value *date = property == PROPERTY_DECISION    ? model_value(step_model(runner), line, TAG_DECIDED)
                               : property == PROPERTY_PERFORMED ? value
                                                                : NULL;
    if (!date || date->type != VALUE_DATE || (date->flags & VALUE_UNCERTAIN))
        return true;
    return moment_knows(runner->moment, step_unit(runner, entity), date, property == PROPERTY_PERFORMED, &placed) ==
           KNOWN;
}

void step_push_lines(struct runner *runner, uint32_t entity, enum property property)
{
    const struct model *model = step_model(runner);
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
            step_push_kind(runner, ITEM_OTHER, true);
    }
    if (runner->items.count > first)
        return;
    if (stated && !hidden) /* a line that could not be read says that there is something to say */
        step_push_kind(runner,
                       shape == SHAPE_DATA || shape == SHAPE_EXCEPTION || shape == SHAPE_EXPRESSION ? ITEM_OTHER
                                                                                                    : ITEM_UNDECIDED,
                       shape == SHAPE_DATA || shape == SHAPE_EXCEPTION || shape == SHAPE_EXPRESSION);
    else
        runner_push_missing(runner, entity, property_row(property)->word);
}

/* ---- roles and sectors ----------------------------------------------------------------------------------- */

void step_push_role(struct runner *runner, uint32_t entity, enum property role)
{
    const struct model *model = step_model(runner);
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
        if (r->actor) /* an extension of a library's actor, with what it adds, where the plan has one */
            runner_push(runner, item_entity(r->actor, r->certain));
        else
            step_push_text(runner, r->name, r->length, 0, r->certain);
    }
    if (runner->roles.count > 1) /* activities may name one actor each */
        runner_distinct(runner, first);
    if (none)
        step_push_kind(runner, ITEM_NONE, true);
    if (undecided)
        step_push_kind(runner, ITEM_UNDECIDED, false);
    if (runner->items.count == first)
        runner_push_missing(runner, entity, property_row(role)->word);
}

void step_push_sector(struct runner *runner, uint32_t actor)
{
    bool uncertain, none;
    uint32_t sector = role_stated_sector(step_model(runner), actor, &uncertain, &none);
    if (sector)
        runner_push(runner, item_entity(sector, !uncertain));
    else if (none)
        step_push_kind(runner, ITEM_NONE, true);
    else
        runner_push_missing(runner, actor, WORD_IN_SECTOR);
}

/* ---- money ----------------------------------------------------------------------------------------------- */

static double years_in(const struct date *range)
{
    struct civil first = date_civil(range->first), last = date_civil(range->last);
    return (last.year - first.year) + (last.month - first.month + 1) / 12.0;
}

/* Lines of one alternative add up; each alternative is a total of its own. */
void step_push_cost(struct runner *runner, uint32_t entity, enum term budget)
{
    const struct model *model = step_model(runner);
    struct {
        const char *name;
        uint32_t length;
        double total;
    } totals[16] = {{NULL, 0, 0}};
    uint32_t total_count = 0, count, from, first = runner->items.count;
    struct stated line = model_inherited(model, entity, PROPERTY_COST, &from);
    bool stated = line.node && !budget;
    for (; line.node; line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count), *at = model_value(model, line, TAG_BUDGET);
        if (budget && (!at || at->symbol != (uint32_t)budget))
            continue;
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
        if (per_year && range && moment_place(model, step_unit(runner, entity), &date) && date.first > DAY_OPEN_START &&
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
        step_push_range(runner, totals[i].total, totals[i].total, UNIT_KRONER, true);
    if (runner->items.count == first && stated)
        step_push_kind(runner, ITEM_UNDECIDED, false);
    else if (runner->items.count == first)
        runner_push_missing(runner, entity, WORD_COST);
}
