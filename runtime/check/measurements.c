/* measurements.c: values that cannot be, that contradict each other or are of another unit, and indicators that are not
 * measured as often as they promise. */
#include "checker.h"

#include <math.h>
#include <stdlib.h>

/* ---- one value ----------------------------------------------------------------------------------------------- */

static struct diag_argument number_argument(struct checker *c, double number)
{
    return diag_string(arena_format(c->arena, "%.15g", number));
}

static void report_amount(struct checker *c, uint32_t entity, struct stated line, struct span place, bool percent,
                          double number, double out_of)
{
    if (percent && (number < 0 || number > 100))
        checker_report_span(c, DIAG_PERCENTAGE_RANGE, entity, line, place)->arguments[0] = number_argument(c, number);
    if (out_of > 0 && number > out_of) {
        struct diagnostic *diagnostic = checker_report_span(c, DIAG_COUNT_EXCEEDS_POPULATION, entity, line, place);
        diagnostic->arguments[0] = number_argument(c, number);
        diagnostic->arguments[1] = number_argument(c, out_of);
    }
}

void checker_amount(struct checker *c, uint32_t entity, struct stated line, bool percent, double number, double out_of)
{
    const struct node *node = &c->model->files[line.file].tree.nodes[line.node];
    report_amount(c, entity, line, (struct span){line.file, node->start, node->end}, percent, number, out_of);
}

/* With those that are unknown, it may be no more than there are. */
static void check_amount(struct checker *c, uint32_t entity, const struct measurement *m)
{
    if (!m->missing && m->origin != VALUE_COMPUTED)
        report_amount(c, entity, m->line, m->place, m->amount.percent, m->amount.number + m->unknown, m->out_of);
}

/* A `målt` or `utgangspunkt` line for a time that has begun and is not over. */
static void check_premature(struct checker *c, uint32_t entity, enum property property)
{
    uint32_t unit = c->model->entities[entity].unit;
    for (struct stated line = model_property(c->model, entity, property); line.node;
         line = model_next_property(c->model, line)) {
        const struct value *date = model_value(c->model, line, TAG_NONE);
        struct date placed;
        if (date && date->type == VALUE_DATE && !model_value(c->model, line, TAG_KNOWN) &&
            moment_knows(c->moment, unit, date, true, &placed) == KNOWN_TOO_SOON)
            checker_report_line(c, DIAG_PREMATURE_MEASUREMENT, entity, line)->arguments[0] = checker_value_text(
                c, line.file, date);
    }
}

/* A value that is of days to come, and not known either, does not exist yet. */
static bool is_ahead(const struct checker *c, const struct measurement *m)
{
    return m->date.first > c->moment->day && m->known > c->moment->day;
}

/* What is wrong with an entity's own values, whatever they are for. */
static void check_own_values(struct checker *c, uint32_t entity, const struct series *series, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!is_ahead(c, &series->data[i]))
            check_amount(c, entity, &series->data[i]);
    check_premature(c, entity, PROPERTY_MEASURED);
    check_premature(c, entity, PROPERTY_BASELINE);
}

/* ---- units --------------------------------------------------------------------------------------------------- */

static struct diag_argument unit_argument(const struct amount *amount, double out_of, const char *population,
                                          uint32_t length)
{
    static const char *const share[] = {"andel av en gruppe", "del av ei gruppe", "a share of a population"},
                             *const none[] = {"ingen", "inga", "none"};
    if (amount->unit)
        return diag_text(amount->unit, amount->unit_length);
    return population ? diag_text(population, length) : out_of > 0 ? diag_phrase(share) : diag_phrase(none);
}

static struct diag_argument unit_of_value(const struct measurement *m)
{
    return unit_argument(&m->amount, m->out_of, m->population, m->population_length);
}

/* What a condition's values are to be counted in: its own unit, or of a change, its baseline's. */
static struct diag_argument unit_of_condition(const struct target *target, const struct condition *condition)
{
    return condition_is_relative(condition) ? unit_of_value(&target->baseline)
                                            : unit_argument(&condition->amount, condition->out_of,
                                                            condition->population, condition->population_length);
}

/* A measured value in another unit, or of another population, than a stage it is to be judged by. */
static bool check_unit(struct checker *c, const struct target *target, const struct measurement *m)
{
    for (uint32_t i = 0; i < target->stage_count; i++)
        for (uint32_t k = 0; k < target->stages[i].condition_count; k++) {
            const struct condition *condition = &target->stages[i].conditions[k];
            if (condition->undecided || m->missing || condition_fits(target, condition, m))
                continue;
            struct diag_argument asked = unit_of_condition(target, condition);
            struct diagnostic *diagnostic = checker_report_span(c, DIAG_UNIT_MISMATCH, target->entity, m->line,
                                                                m->place);
            diagnostic->arguments[0] = unit_of_value(m);
            diagnostic->arguments[1] = asked;
            return true;
        }
    return false;
}

/* ---- values that contradict each other --------------------------------------------------------------------------- */

static int by_interval(const void *a, const void *b)
{
    const struct measurement *x = *(const struct measurement *const *)a, *y = *(const struct measurement *const *)b;
    int time = date_order(&x->date, &y->date);
    return time ? time : x < y ? -1 : x > y;
}

static bool differ(const struct measurement *a, const struct measurement *b)
{
    struct range x = measurement_range(a), y = measurement_range(b);
    double slack = 1e-9 * (1 + fabs(x.low));
    return fabs(x.low - y.low) > slack || fabs(x.high - y.high) > slack ||
           !amount_same_population(a->population, a->population_length, b->population, b->population_length);
}

static struct diag_argument value_argument(struct checker *c, const struct measurement *m)
{
    return m->out_of > 0
               ? diag_string(arena_format(c->arena, "%.15g / %.15g", m->amount.number, m->out_of))
               : diag_string(arena_format(c->arena, "%.15g%s%.*s", m->amount.number, m->amount.unit ? " " : "",
                                          (int)m->amount.unit_length, m->amount.unit ? m->amount.unit : ""));
}

/* Two values for one interval. Those of one data file are compared where it is read. */
static void check_pair(struct checker *c, uint32_t entity, const struct measurement *a, const struct measurement *b)
{
    bool one_file = a->origin == VALUE_OF_DATA && b->origin == VALUE_OF_DATA && a->line.node == b->line.node &&
                    a->line.file == b->line.file;
    if (one_file || a->date.last != b->date.last || a->date.first != b->date.first || !differ(a, b))
        return;
    struct diag_argument first = value_argument(c, a), second = value_argument(c, b);
    struct diagnostic *diagnostic = checker_report_span(c, DIAG_CONFLICTING_FACTS, entity, b->line, b->place);
    diagnostic->arguments[0] = first;
    diagnostic->arguments[1] = second;
    diag_add_label(c->list, diagnostic, a->place, PHRASE_ALSO_HERE);
}

/* Conflicts among a series; where `own` is not 0, only those that one of the first `own` values is part of. */
static void check_conflicts(struct checker *c, uint32_t entity, const struct series *series, uint32_t own)
{
    const struct measurement **order = NULL;
    uint32_t capacity = 0, count = 0;
    if (series->count < 2)
        return;
    order = array_grow(NULL, &capacity, series->count, sizeof *order);
    for (uint32_t i = 0; i < series->count; i++)
        if (!series->data[i].missing && series->data[i].known <= c->moment->day &&
            series->data[i].origin != VALUE_COMPUTED)
            order[count++] = &series->data[i];
    qsort(order, count, sizeof *order, by_interval);
    for (uint32_t i = 1; i < count; i++)
        if (!own || order[i - 1] < series->data + own)
            check_pair(c, entity, order[i - 1], order[i]);
    array_free(order);
}

/* ---- cadence --------------------------------------------------------------------------------------------------------- */

/* When a plan's first value could be asked for: a cadence after its period began. */
static bool is_due(struct checker *c, const struct manner *manner)
{
    const struct date *period = &c->unit->period;
    return !period->precision || !manner_is_fresh(manner, period->first, c->moment->day);
}

/* What promises a cadence and is not measured within it. */
static void check_cadence(struct checker *c, uint32_t entity, const struct manner *manner, const struct series *series)
{
    static const char *const never[] = {"ingenting er målt", "ingenting er målt", "nothing has been measured"};
    if (!manner->frequency_months || moment_is_expired(c->moment, c->number) ||
        model_property(c->model, entity, PROPERTY_COMPUTE).node ||
        (series->measured ? manner_is_fresh(manner, series->measured_until, c->moment->day) : !is_due(c, manner)))
        return;
    struct diag_argument title = checker_title(c, entity);
    const char **since = arena_alloc(c->arena, LANGUAGE_COUNT * sizeof *since);
    char day[16];
    date_format_iso(series->measured_until, day);
    since[LANGUAGE_NB] = arena_format(c->arena, "siste verdi gjelder til og med %s", day);
    since[LANGUAGE_NN] = arena_format(c->arena, "siste verdi gjeld til og med %s", day);
    since[LANGUAGE_EN] = arena_format(c->arena, "the latest value is of %s", day);
    const struct value *frequency = model_value(c->model, manner->frequency, TAG_NONE);
    struct diagnostic *diagnostic = checker_report_line(c, DIAG_STALE_INDICATOR, entity, manner->frequency);
    diagnostic->arguments[0] = title;
    diagnostic->arguments[1] = checker_value_text(c, manner->frequency.file, frequency);
    diagnostic->arguments[2] = series->measured ? diag_phrase(since) : diag_phrase(never);
}

/* ---- the checks -------------------------------------------------------------------------------------------------------- */

/* The values of a target, its own and its indicator's, against what it asks for. */
void check_values(struct checker *c, const struct target *target)
{
    const struct series *series = &target->series;
    struct stated wrong = {0, 0}; /* the data line that was reported last */
    check_own_values(c, target->entity, series, target->own_values);
    for (uint32_t i = 0; i < series->count; i++) {
        const struct measurement *m = &series->data[i];
        bool told = m->origin == VALUE_OF_DATA && m->line.node == wrong.node && m->line.file == wrong.file;
        if (!is_ahead(c, m) && !told && check_unit(c, target, m))
            wrong = m->line;
    }
    if (target->has_baseline)
        check_amount(c, target->entity, &target->baseline);
    if (target->own_values)
        check_conflicts(c, target->entity, series, target->own_values);
    if (model_property(c->model, target->entity, PROPERTY_FREQUENCY).node)
        check_cadence(c, target->entity, &target->manner, series);
}

void check_indicator(struct checker *c, uint32_t entity)
{
    struct manner manner = {0};
    struct series series = {0};
    manner_read(c->model, &manner, entity);
    series_read(c->moment, &manner, entity, &series);
    check_own_values(c, entity, &series, series.count);
    check_conflicts(c, entity, &series, 0);
    check_cadence(c, entity, &manner, &series);
    series_free(&series);
}
