#include "series.h"

#include <string.h>

void series_free(struct series *series)
{
    array_free(series->data);
    array_free(series->areas);
}

/* ---- names of units and populations ------------------------------------------------------------------------ */

/* What is left of a word without its endings, so that `kommunene`, `kommuner`, `kommunar` and `kommune` agree, `barna` and
 * `barn`, `lærerne` and `lærere`. Endings go one after another: only whether two words agree counts, not what is left. */
static uint32_t stem_length(const char *text, uint32_t length)
{
    static const char *const endings[] = {"ies", "ane", "ene", "ar", "er", "en", "et",
                                          "a",   "e",   "s",   "i",  "n",  "r",  "y"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings;) {
        size_t size = strlen(endings[i]);
        bool ends = length >= size + 3 && memcmp(text + length - size, endings[i], size) == 0;
        length -= ends ? (uint32_t)size : 0;
        i = ends ? 0 : i + 1;
    }
    bool doubled = length > 3 && memcmp(text + length - 2, "mm", 2) == 0; /* `ungdommer`, `ungdom` */
    return length - doubled;
}

bool amount_same_population(const char *a, uint32_t a_length, const char *b, uint32_t b_length)
{
    if (!a || !b)
        return true; /* one of them does not say */
    uint32_t first = stem_length(a, a_length), second = stem_length(b, b_length);
    return first == second && memcmp(a, b, first) == 0;
}

bool amount_same_unit(const struct amount *a, const struct amount *b)
{
    if (a->percent || b->percent || a->points || b->points)
        return (a->percent || a->points) == (b->percent || b->points);
    if (!a->unit || !b->unit)
        return a->unit == b->unit;
    if (a->term || b->term) /* kr, kroner and NOK are one */
        return a->term == b->term;
    return amount_same_population(a->unit, a->unit_length, b->unit, b->unit_length);
}

struct range measurement_range(const struct measurement *m)
{
    if (m->out_of > 0)
        return (struct range){100 * m->amount.number / m->out_of, 100 * (m->amount.number + m->unknown) / m->out_of};
    return (struct range){m->amount.number, m->amount.number + m->unknown};
}

/* ---- how it is measured ---------------------------------------------------------------------------------------- */

static void read_unit(const struct model *model, uint32_t file, const struct value *unit, struct amount *amount)
{
    static const char *const percents[] = {"%", "prosent", "percent"};
    amount->unit = model_text(model, file, unit, &amount->unit_length);
    amount->term = unit->type == VALUE_TERM ? unit->symbol : 0;
    amount->points = amount->term == QUANTITY_POINTS;
    for (size_t i = 0; i < sizeof percents / sizeof *percents && !amount->term; i++)
        amount->percent |= strlen(percents[i]) == amount->unit_length &&
                           memcmp(amount->unit, percents[i], amount->unit_length) == 0;
}

void amount_default_unit(const struct manner *manner, struct amount *amount)
{
    double number = amount->number;
    if (!amount->unit && manner->unit.unit) {
        *amount = manner->unit;
        amount->number = number;
    }
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

void manner_read(const struct model *model, struct manner *manner, uint32_t entity)
{
    const struct value *value = model_value(model, model_property(model, entity, PROPERTY_DIRECTION), TAG_NONE);
    if (!manner->direction_stated && value && value->type == VALUE_TERM) {
        manner->direction_stated = true;
        manner->downwards = value->symbol == VALUE_DOWN;
    }
    struct stated line = model_property(model, entity, PROPERTY_UNIT);
    uint32_t count;
    const struct value *unit = model_values(model, line, &count);
    if (!manner->unit.unit && count)
        read_unit(model, line.file, unit, &manner->unit);
    struct stated frequency = model_property(model, entity, PROPERTY_FREQUENCY);
    value = model_value(model, frequency, TAG_NONE);
    if (!manner->frequency_months && value && value->type == VALUE_EVERY) {
        manner->frequency_months = months_of_frequency(value);
        manner->frequency = frequency;
    }
}

bool manner_is_fresh(const struct manner *manner, day_number last, day_number day)
{
    return last > date_add_months(day, -(manner->frequency_months ? manner->frequency_months : 12));
}

/* ---- lines ------------------------------------------------------------------------------------------------------- */

struct value_cursor cursor_of(const struct model *model, struct stated line)
{
    struct value_cursor cursor = {.model = model, .file = line.file};
    cursor.values = model_values(model, line, &cursor.count);
    return cursor;
}

const struct value *cursor_peek(const struct value_cursor *c)
{
    return c->at < c->count ? &c->values[c->at] : NULL;
}

struct amount cursor_amount(struct value_cursor *c)
{
    struct amount amount = {.number = c->values[c->at++].number};
    const struct value *unit = cursor_peek(c);
    if (unit && unit->tag == TAG_UNIT) {
        c->at++;
        read_unit(c->model, c->file, unit, &amount);
    }
    return amount;
}

/* What a stage's or measurement's line says behind its amount: `av 422 kommuner`, `ukjent 3` … */
const char *cursor_population(struct value_cursor *c, uint32_t *length)
{
    const struct value *value = cursor_peek(c);
    if (!value || value->tag != TAG_POPULATION)
        return NULL;
    c->at++;
    return model_text(c->model, c->file, value, length);
}

static void read_tail(struct value_cursor *c, uint32_t unit, struct measurement *measurement)
{
    while (c->at < c->count) {
        const struct value *value = &c->values[c->at];
        if (value->tag == TAG_POPULATION) {
            measurement->population = cursor_population(c, &measurement->population_length);
            continue;
        }
        if (value->tag == TAG_OUT_OF)
            measurement->out_of = value->number;
        else if (value->tag == TAG_UNKNOWN)
            measurement->unknown = value->number;
        else if (value->tag == TAG_KNOWN) {
            struct date known = value->date;
            if (moment_place(c->model, unit, &known))
                measurement->known = known.last;
        }
        c->at++;
    }
}

/* Reads `DATE VALUE …` of a `målt` or `utgangspunkt` line; false when it has no date that can be placed. */
static bool read_line(const struct model *model, const struct manner *manner, uint32_t unit, struct stated line,
                      struct measurement *measurement)
{
    struct value_cursor c = cursor_of(model, line);
    *measurement = (struct measurement){.line = line, .origin = VALUE_WRITTEN};
    if (c.count < 2 || c.values->type != VALUE_DATE || (c.values->flags & VALUE_UNCERTAIN))
        return false;
    const struct node *node = &model->files[line.file].tree.nodes[line.node];
    measurement->place = (struct span){line.file, node->start, node->end};
    measurement->date = c.values->date;
    if (!moment_place(model, unit, &measurement->date) || measurement->date.last >= DAY_OPEN_END)
        return false;
    measurement->known = measurement->date.last;
    c.at = 1;
    if (c.values[1].type == VALUE_NUMBER)
        measurement->amount = cursor_amount(&c);
    else
        measurement->missing = true;
    read_tail(&c, unit, measurement);
    if (measurement->out_of <= 0 && !measurement->population)
        amount_default_unit(manner, &measurement->amount);
    return true;
}

bool series_baseline(const struct moment *moment, const struct manner *manner, uint32_t entity,
                     struct measurement *baseline)
{
    struct stated line = model_property(moment->model, entity, PROPERTY_BASELINE);
    return line.node && read_line(moment->model, manner, moment->model->entities[entity].unit, line, baseline) &&
           !baseline->missing && baseline->known <= moment->day;
}

static void note_time(const struct moment *moment, struct series *series, const struct measurement *m)
{
    if (m->missing || m->known > moment->day)
        return;
    if (!series->measured || m->date.last > series->measured_until)
        series->measured_until = m->date.last;
    series->measured = true;
}

/* ---- data files ---------------------------------------------------------------------------------------------------- */

struct measurement measurement_of(const struct model *model, const struct manner *manner, struct stated line,
                                  const struct observation *o)
{
    struct measurement m = {.date = o->date,
                            .amount = {.number = o->value, .percent = o->percent},
                            .out_of = o->out_of,
                            .unknown = o->unknown,
                            .known = o->known == DAY_NOT_KNOWN ? o->date.last : o->known,
                            .missing = o->missing,
                            .origin = VALUE_OF_DATA,
                            .line = line,
                            .place = {model_data_file(model, line), o->start, o->end}};
    if (o->percent) {
        m.amount.unit = "%";
        m.amount.unit_length = 1;
    } else if (o->out_of <= 0) {
        amount_default_unit(manner, &m.amount);
    }
    return m;
}

/* Areas of one file have their numbers; of several files, an area is its name. `first`: the areas numbered before. */
struct area_names {
    struct symbol_table table;
    uint32_t first;
    bool several;
};

static uint32_t area_number(struct area_names *names, const struct dataset *dataset, uint32_t area)
{
    if (!names->several)
        return area;
    const char *name = dataset->areas[area - 1].code;
    return symbol_intern(&names->table, name, (uint32_t)strlen(name));
}

static void read_dataset(const struct moment *moment, const struct manner *manner, struct stated line,
                         const struct dataset *dataset, struct area_names *names, struct series *series)
{
    const struct model *model = moment->model;
    for (uint32_t i = 0; i < dataset->count; i++) {
        const struct observation *o = &dataset->observations[i];
        struct measurement m = measurement_of(model, manner, line, o);
        if ((o->group || o->area) && m.known > moment->day)
            continue; /* not there yet */
        note_time(moment, series, &m);
        series->by_group |= o->group != 0;
        if (o->group)
            continue;
        if (!o->area) {
            ARRAY_PUSH(series, data, count, capacity, m);
            continue;
        }
        struct area_value value = {m, names->first + area_number(names, dataset, o->area)};
        if (value.area > series->area_count)
            series->area_count = value.area;
        ARRAY_PUSH(series, areas, area_value_count, area_value_capacity, value);
    }
}

static void read_data(const struct moment *moment, const struct manner *manner, uint32_t entity, struct series *series)
{
    const struct model *model = moment->model;
    struct stated first = model_property(model, entity, PROPERTY_DATA);
    if (!first.node)
        return;
    struct area_names names = {.first = series->area_count, .several = model_next_property(model, first).node != 0};
    if (names.several)
        symbol_init(&names.table, 64);
    for (struct stated line = first; line.node; line = model_next_property(model, line)) {
        const struct dataset *dataset = model_dataset(model, line);
        if (dataset)
            read_dataset(moment, manner, line, dataset, &names, series);
    }
    if (names.several)
        symbol_free(&names.table);
}

/* ---- a series -------------------------------------------------------------------------------------------------------- */

void series_read(const struct moment *moment, const struct manner *manner, uint32_t entity, struct series *series)
{
    uint32_t unit = moment->model->entities[entity].unit;
    for (struct stated line = model_property(moment->model, entity, PROPERTY_MEASURED); line.node;
         line = model_next_property(moment->model, line)) {
        struct measurement measurement;
        if (read_line(moment->model, manner, unit, line, &measurement)) {
            note_time(moment, series, &measurement);
            ARRAY_PUSH(series, data, count, capacity, measurement);
        }
    }
    read_data(moment, manner, entity, series);
}

bool series_computed(const struct moment *moment, uint32_t entity, day_number day, struct measurement *computed)
{
    struct stated line = model_property(moment->model, entity, PROPERTY_COMPUTE);
    struct computed value;
    if (!line.node || !moment_computed(moment, entity, day, &value))
        return false;
    const struct node *node = &moment->model->files[line.file].tree.nodes[line.node];
    *computed = (struct measurement){.date = {day, day, PRECISION_DAY, PRECISION_NONE, 0, 0},
                                     .amount = {.number = value.number, .percent = value.percent},
                                     .out_of = value.out_of,
                                     .unknown = value.unknown,
                                     .known = day,
                                     .missing = !value.known,
                                     .origin = VALUE_COMPUTED,
                                     .line = line,
                                     .place = {line.file, node->start, node->end}};
    if (value.percent && value.out_of <= 0) {
        computed->amount.unit = "%";
        computed->amount.unit_length = 1;
    }
    return true;
}

const struct measurement *series_latest(const struct moment *moment, const struct series *series)
{
    const struct measurement *latest = NULL;
    for (uint32_t i = 0; i < series->count; i++) {
        const struct measurement *m = &series->data[i];
        if (m->known > moment->day || m->missing)
            continue;
        if (!latest || m->date.last > latest->date.last ||
            (m->date.last == latest->date.last && m->date.first > latest->date.first))
            latest = m;
    }
    return latest;
}
