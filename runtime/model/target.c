#include "target.h"

#include <stdlib.h>
#include <string.h>

const char *state_name(enum target_state state)
{
    static const char *const names[] = {NULL,           "met",      "met_late", "missed",
                                        "not_measured", "on_track", "behind",   "pending"};
    return names[state];
}

void target_free(struct target *target)
{
    array_free(target->stages);
    array_free(target->measurements);
}

/* ---- names of units and populations ------------------------------------------------------------------------ */

/* Definite and plural endings, longest first, so that `kommunene`, `kommuner`, `kommunar` and `kommune` agree. */
static uint32_t stem_length(const char *text, uint32_t length)
{
    static const char *const endings[] = {"ane", "ene", "ar", "er", "en", "et", "a", "e", "s", "i", "n", "r", "y"};
    if (length > 5 && memcmp(text + length - 3, "ies", 3) == 0)
        return length - 3;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (length >= size + 3 && memcmp(text + length - size, endings[i], size) == 0)
            return length - (uint32_t)size;
    }
    return length;
}

bool target_same_population(const char *a, uint32_t a_length, const char *b, uint32_t b_length)
{
    if (!a || !b)
        return true; /* one of them does not say */
    uint32_t first = stem_length(a, a_length), second = stem_length(b, b_length);
    return first == second && memcmp(a, b, first) == 0;
}

bool target_same_unit(const struct amount *a, const struct amount *b)
{
    if (a->percent || b->percent || a->points || b->points)
        return (a->percent || a->points) == (b->percent || b->points);
    if (!a->unit || !b->unit)
        return a->unit == b->unit;
    return target_same_population(a->unit, a->unit_length, b->unit, b->unit_length);
}

/* ---- reading ----------------------------------------------------------------------------------------------------- */

struct cursor {
    const struct model *model;
    uint32_t file;
    const struct value *values;
    uint32_t count, at;
};

static const struct value *peek(const struct cursor *c)
{
    return c->at < c->count ? &c->values[c->at] : NULL;
}

static void read_unit(const struct model *model, uint32_t file, const struct value *unit, struct amount *amount)
{
    amount->unit = model_text(model, file, unit, &amount->unit_length);
    amount->points = unit->type == VALUE_TERM && unit->symbol == QUANTITY_POINTS;
    amount->percent = unit->type != VALUE_TERM &&
                      ((amount->unit_length == 1 && *amount->unit == '%') ||
                       (amount->unit_length == 7 && memcmp(amount->unit, "prosent", 7) == 0));
}

static struct amount read_amount(struct cursor *c)
{
    struct amount amount = {.number = c->values[c->at++].number};
    const struct value *unit = peek(c);
    if (unit && unit->tag == TAG_UNIT) {
        c->at++;
        read_unit(c->model, c->file, unit, &amount);
    }
    return amount;
}

/* A number without a unit is counted in the indicator's. */
static void default_unit(const struct target *target, struct amount *amount)
{
    double number = amount->number;
    if (!amount->unit && target->unit.unit) {
        *amount = target->unit;
        amount->number = number;
    }
}

/* What a stage's or measurement's line says behind its amount: `av 422 kommuner`, `ukjent 3` … */
static const char *read_population(struct cursor *c, uint32_t *length)
{
    const struct value *value = peek(c);
    if (!value || value->tag != TAG_POPULATION)
        return NULL;
    c->at++;
    return model_text(c->model, c->file, value, length);
}

static enum comparison comparison_of(uint32_t term)
{
    switch (term) {
    case QUANTITY_AT_LEAST: return COMPARE_AT_LEAST;
    case QUANTITY_AT_MOST: return COMPARE_AT_MOST;
    case QUANTITY_MORE_THAN: return COMPARE_MORE;
    case QUANTITY_BELOW: return COMPARE_LESS;
    case QUANTITY_INCREASE: return COMPARE_INCREASE;
    case QUANTITY_REDUCE: return COMPARE_REDUCE;
    case QUANTITY_MAINTAIN: return COMPARE_MAINTAIN;
    case QUANTITY_ALL: return COMPARE_ALL;
    case QUANTITY_MOST: return COMPARE_MOST;
    case QUANTITY_HALF_OF: return COMPARE_HALF;
    case QUANTITY_NONE_OF: return COMPARE_NOBODY;
    default: return COMPARE_NONE;
    }
}

static struct condition read_condition(struct cursor *c, const struct target *target)
{
    const struct value *head = &c->values[c->at++], *next;
    struct condition condition = {.start = head->start, .end = head->end, .compare = comparison_of(head->unit)};
    if ((next = peek(c)) && next->type == VALUE_NUMBER && next->tag == TAG_NONE)
        condition.amount = read_amount(c);
    if ((next = peek(c)) && next->type == VALUE_NUMBER && next->tag == TAG_UPPER) {
        condition.compare = COMPARE_BETWEEN;
        condition.upper = read_amount(c);
    } else if (next && next->type == VALUE_NUMBER && next->tag == TAG_NONE) { /* `av 422` */
        condition.out_of = read_amount(c).number;
    }
    condition.population = read_population(c, &condition.population_length);
    if ((next = peek(c)) && next->tag == TAG_PER_YEAR) {
        condition.per_year = true;
        c->at++;
    }
    condition.end = c->values[c->at - 1].end;
    if (condition.out_of <= 0 && !condition.population && condition.compare != COMPARE_MAINTAIN) {
        default_unit(target, &condition.amount);
        default_unit(target, &condition.upper);
    }
    if (condition.compare == COMPARE_NONE) { /* a bare amount: by direction */
        condition.compare = target->downwards ? COMPARE_AT_MOST : COMPARE_AT_LEAST;
        condition.assumed = !target->direction_stated && condition.out_of <= 0;
    }
    if (condition.compare == COMPARE_MAINTAIN)
        condition.assumed = !target->direction_stated;
    return condition;
}

static void read_stage(const struct moment *moment, struct target *target, struct stated line)
{
    struct cursor c = {.model = moment->model, .file = line.file};
    c.values = model_values(moment->model, line, &c.count);
    struct stage stage = {.line = line};
    if (!c.count || c.values->type != VALUE_DATE)
        return;
    stage.date = c.values->date;
    stage.placed = moment_place(moment->model, moment->model->entities[target->entity].unit, &stage.date) &&
                   stage.date.last < DAY_OPEN_END;
    for (c.at = 1; c.at < c.count && stage.condition_count < MOST_CONDITIONS;) {
        if (c.values[c.at].type == VALUE_CONDITION) {
            stage.conditions[stage.condition_count++] = read_condition(&c, target);
        } else {
            stage.conditions[stage.condition_count++] = (struct condition){
                .undecided = true, .start = c.values[c.at].start, .end = c.values[c.at].end};
            c.at++;
        }
    }
    ARRAY_PUSH(target, stages, stage_count, stage_capacity, stage);
}

static bool read_measurement(const struct moment *moment, const struct target *target, uint32_t unit,
                             struct stated line, struct measurement *measurement)
{
    struct cursor c = {.model = moment->model, .file = line.file};
    c.values = model_values(moment->model, line, &c.count);
    *measurement = (struct measurement){.line = line};
    if (c.count < 2 || c.values->type != VALUE_DATE)
        return false;
    measurement->date = c.values->date;
    if (!moment_place(moment->model, unit, &measurement->date) || measurement->date.last >= DAY_OPEN_END)
        return false;
    measurement->known = measurement->date.last;
    c.at = 1;
    if (c.values[1].type == VALUE_NUMBER)
        measurement->amount = read_amount(&c);
    else
        measurement->missing = true;
    while (c.at < c.count) {
        const struct value *value = &c.values[c.at];
        if (value->tag == TAG_POPULATION) {
            measurement->population = read_population(&c, &measurement->population_length);
            continue;
        }
        if (value->tag == TAG_OUT_OF)
            measurement->out_of = value->number;
        else if (value->tag == TAG_UNKNOWN)
            measurement->unknown = value->number;
        else if (value->tag == TAG_KNOWN)
            measurement->known = value->date.last;
        c.at++;
    }
    if (measurement->out_of <= 0 && !measurement->population)
        default_unit(target, &measurement->amount);
    return true;
}

static void read_measurements(const struct moment *moment, struct target *target, uint32_t entity)
{
    uint32_t unit = moment->model->entities[entity].unit;
    for (struct stated line = model_property(moment->model, entity, PROPERTY_MEASURED); line.node;
         line = model_next_property(moment->model, line)) {
        struct measurement measurement;
        if (read_measurement(moment, target, unit, line, &measurement))
            ARRAY_PUSH(target, measurements, measurement_count, measurement_capacity, measurement);
    }
    struct stated baseline = model_property(moment->model, entity, PROPERTY_BASELINE);
    if (!target->has_baseline && baseline.node)
        target->has_baseline = read_measurement(moment, target, unit, baseline, &target->baseline) &&
                               !target->baseline.missing;
}

static int months_of_frequency(const struct value *value)
{
    int months = value->unit == PRECISION_MONTH       ? 1
                 : value->unit == PRECISION_QUARTER   ? 3
                 : value->unit == PRECISION_TERTIAL   ? 4
                 : value->unit == PRECISION_HALF_YEAR ? 6
                                                      : 12;
    return months * (int)value->number;
}

/* Direction and cadence, of the target itself before its indicator's. */
static void read_manner(const struct model *model, struct target *target, uint32_t entity)
{
    const struct value *value = model_value(model, model_property(model, entity, PROPERTY_DIRECTION), TAG_NONE);
    if (!target->direction_stated && value && value->type == VALUE_TERM) {
        target->direction_stated = true;
        target->downwards = value->symbol == VALUE_DOWN;
    }
    struct stated line = model_property(model, entity, PROPERTY_UNIT);
    uint32_t count;
    const struct value *unit = model_values(model, line, &count);
    if (!target->unit.unit && count)
        read_unit(model, line.file, unit, &target->unit);
    value = model_value(model, model_property(model, entity, PROPERTY_FREQUENCY), TAG_NONE);
    if (!target->frequency_months && value && value->type == VALUE_EVERY)
        target->frequency_months = months_of_frequency(value);
}

static int by_deadline(const void *a, const void *b)
{
    const struct stage *x = a, *y = b;
    if (x->date.last != y->date.last)
        return x->date.last < y->date.last ? -1 : 1;
    return x->line.node < y->line.node ? -1 : x->line.node > y->line.node;
}

void target_read(const struct moment *moment, uint32_t entity, struct target *target)
{
    const struct model *model = moment->model;
    *target = (struct target){.entity = entity};
    uint32_t count;
    struct stated by = model_property(model, entity, PROPERTY_MEASURED_BY);
    const struct value *values = model_values(model, by, &count);
    if (count && values->type == VALUE_REFERENCE)
        target->indicator = model_target(model, by, values);
    for (uint32_t child = model->entities[entity].first_child; child && !target->indicator;
         child = model->entities[child].next_sibling)
        if (model->entities[child].kind == KIND_INDICATOR)
            target->indicator = child;
    read_manner(model, target, entity);
    if (target->indicator)
        read_manner(model, target, target->indicator);
    read_measurements(moment, target, entity);
    if (target->indicator) {
        read_measurements(moment, target, target->indicator);
    }
    for (struct stated line = model_property(model, entity, PROPERTY_BY); line.node;
         line = model_next_property(model, line))
        read_stage(moment, target, line);
    if (target->stage_count > 1)
        qsort(target->stages, target->stage_count, sizeof *target->stages, by_deadline);
    for (uint32_t i = 0; i < target->stage_count; i++)
        target->stages[i].number = i + 1;
}
