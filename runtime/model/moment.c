#include "moment.h"

#include <string.h>

bool status_is_done(enum term status)
{
    return status == STATUS_COMPLETED;
}

bool status_is_stopped(enum term status)
{
    return status == STATUS_STOPPED || status == STATUS_CLOSED || status == STATUS_REPLACED;
}

bool status_ends(enum term status)
{
    return status_is_done(status) || status_is_stopped(status);
}

/* Of two that are tied, the lower counts. */
static int favour(enum term status)
{
    switch (status) {
    case STATUS_COMPLETED: return 6;
    case STATUS_IN_PROGRESS: return 5;
    case STATUS_ADOPTED: return 4;
    case STATUS_PLANNED: return 3;
    case STATUS_CONSULTATION: return 2;
    case STATUS_POSTPONED: return 1;
    default: return 0;
    }
}

bool moment_place(const struct model *model, uint32_t unit, struct date *date)
{
    const struct date *period = &model->units[unit].period;
    day_number *ends[] = {&date->first, &date->last};
    for (int i = 0; i < 2; i++) {
        if (*ends[i] != DAY_PERIOD_START && *ends[i] != DAY_PERIOD_END)
            continue;
        day_number placed = *ends[i] == DAY_PERIOD_START ? period->first : period->last;
        if (!period->precision || placed <= DAY_OPEN_START || placed >= DAY_OPEN_END)
            return false;
        *ends[i] = placed;
        if (date->precision == PRECISION_PERIOD && i)
            date->precision = PRECISION_DAY;
    }
    return true;
}

/* ---- facts --------------------------------------------------------------------------------------------------- */

/* A fact that may be in force: the latest known, the finer of two, the less favourable of two tied. */
struct fact {
    enum term status;
    day_number since; /* DAY_OPEN_START when undated */
    int length;       /* of its date in days */
    struct stated line;
};

static bool supersedes(const struct fact *a, const struct fact *b)
{
    if (!b->status || a->since != b->since)
        return !b->status || a->since > b->since;
    if (a->length != b->length)
        return a->length < b->length;
    return favour(a->status) < favour(b->status);
}

static void consider(const struct moment *moment, struct fact *best, enum term status, const struct value *date,
                     struct stated line, uint32_t unit)
{
    struct fact fact = {status, DAY_OPEN_START, INT32_MAX, line};
    if (date && (date->flags & VALUE_UNCERTAIN))
        return; /* neither there nor missing */
    if (date && date->type == VALUE_DATE) {
        struct date placed = date->date;
        if (!moment_place(moment->model, unit, &placed))
            return;
        fact.since = status_ends(status) ? placed.last : placed.first;
        fact.length = placed.last - placed.first;
        if (fact.since > moment->day)
            return;
    }
    if (supersedes(&fact, best))
        *best = fact;
}

/* What an entity's own lines report, `utført` of one-off work included. */
static struct fact own_status(const struct moment *moment, uint32_t entity, bool series)
{
    const struct model *model = moment->model;
    uint32_t unit = model->entities[entity].unit, count;
    struct fact best = {.status = TERM_NONE};
    for (struct stated line = model_property(model, entity, PROPERTY_STATUS); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        if (!count || values->type != VALUE_TERM || (values->flags & VALUE_UNCERTAIN))
            continue;
        consider(moment, &best, (enum term)values->symbol, count > 1 ? &values[1] : NULL, line, unit);
    }
    if (series || !KIND_IN(model->entities[entity].kind, WORK | THREAD))
        return best;
    for (struct stated line = model_property(model, entity, PROPERTY_PERFORMED); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        for (uint32_t i = 0; i < count; i++)
            if (values[i].type == VALUE_DATE && !(values[i].flags & VALUE_UNCERTAIN))
                consider(moment, &best, STATUS_COMPLETED, &values[i], line, unit);
    }
    return best;
}

/* ---- the moment ------------------------------------------------------------------------------------------------ */

/* The first day a replacing plan or measure is known to be decided; always, when it says nothing. */
static bool is_decided(const struct moment *moment, uint32_t entity)
{
    const struct model *model = moment->model;
    uint32_t unit = model->entities[entity].unit;
    bool dated = false;
    for (int i = 0; i < 2; i++) {
        struct stated line = model_property(model, entity, i ? PROPERTY_DECISION : PROPERTY_STATUS);
        for (; line.node; line = model_next_property(model, line)) {
            const struct value *values, *date = model_value(model, line, i ? TAG_DECIDED : TAG_NONE);
            uint32_t count;
            values = model_values(model, line, &count);
            if (!i)
                date = count > 1 && values[1].type == VALUE_DATE ? &values[1] : NULL;
            if (!date || date->type != VALUE_DATE)
                continue;
            struct date placed = date->date;
            if (!moment_place(model, unit, &placed))
                continue;
            if (placed.first <= moment->day)
                return true;
            dated = true;
        }
    }
    return !dated;
}

/* What is only proposed replaces nothing yet. */
static bool is_proposal(const struct moment *moment, uint32_t entity)
{
    enum term status = own_status(moment, entity, true).status;
    return status == STATUS_DRAFT || status == STATUS_CONSULTATION;
}

static void find_replaced(struct moment *moment)
{
    const struct model *model = moment->model;
    for (uint32_t u = 1; u < model->unit_count; u++)
        for (uint32_t r = 0; r < model->units[u].relation_count; r++) {
            const struct relation *relation = &model->units[u].relations[r];
            if (relation->property != PROPERTY_REPLACES || !relation->certain || is_proposal(moment, relation->from) ||
                !is_decided(moment, relation->from))
                continue;
            if (!moment->replaced_by) {
                moment->replaced_by = array_grow(NULL, &(uint32_t){0}, model->entity_count,
                                                 sizeof *moment->replaced_by);
                memset(moment->replaced_by, 0, model->entity_count * sizeof *moment->replaced_by);
            }
            moment->replaced_by[relation->to] = relation->from;
        }
}

/* From the innermost outwards: a measure has begun when a part of it has. */
void moment_find_begun(struct moment *moment)
{
    const struct model *model = moment->model;
    moment->begun = array_grow(NULL, &(uint32_t){0}, model->entity_count, 1);
    memset(moment->begun, 0, model->entity_count);
    for (uint32_t e = model->entity_count; e-- > 1;) {
        if (!KIND_IN(model->entities[e].kind, WORK | THREAD))
            continue;
        if (!moment->begun[e]) {
            enum term status = own_status(moment, e, false).status;
            moment->begun[e] = status == STATUS_IN_PROGRESS || status == STATUS_COMPLETED;
        }
        uint32_t parent = model->entities[e].parent;
        if (moment->begun[e] && parent && KIND_IN(model->entities[parent].kind, WORK))
            moment->begun[parent] = 1;
    }
}

void moment_init(struct moment *moment, const struct model *model, day_number day)
{
    *moment = (struct moment){.model = model, .day = day};
    find_replaced(moment);
    if (model->computer)
        model->computer->prepare(model->computer, moment);
}

bool moment_computed(const struct moment *moment, uint32_t entity, day_number day, struct computed *value)
{
    const struct computer *computer = moment->model->computer;
    *value = (struct computed){0};
    return computer && model_property(moment->model, entity, PROPERTY_COMPUTE).node &&
           computer->value(computer, entity, day, value);
}

void moment_free(struct moment *moment)
{
    array_free(moment->replaced_by);
    array_free(moment->begun);
}

/* ---- schedules --------------------------------------------------------------------------------------------------- */

/* What the lines of `når` say together. */
struct schedule {
    uint32_t dates; /* intervals */
    bool every, continuous, regular;
    struct bound first, last; /* the earliest start and the latest end */
};

static void widen(struct schedule *schedule, const struct date *date, struct stated line)
{
    if (!schedule->first.stated || date->first < schedule->first.date.first)
        schedule->first = (struct bound){date->first > DAY_OPEN_START, *date, line};
    if (!schedule->last.stated || date->last > schedule->last.date.last)
        schedule->last = (struct bound){date->last < DAY_OPEN_END, *date, line};
}

static struct schedule read_schedule(const struct model *model, uint32_t entity)
{
    struct schedule schedule = {0};
    uint32_t unit = model->entities[entity].unit, count;
    bool open_end = false;
    for (struct stated line = model_property(model, entity, PROPERTY_WHEN); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        for (uint32_t i = 0; i < count; i++) {
            const struct value *value = &values[i];
            struct date date = value->date;
            if (value->type == VALUE_EVERY) {
                schedule.every = true;
            } else if (value->type == VALUE_TERM && !(value->flags & VALUE_UNCERTAIN)) {
                schedule.continuous |= value->symbol == DATE_CONTINUOUS;
                schedule.regular |= value->symbol == DATE_REGULARLY;
            } else if (value->type == VALUE_DATE && !(value->flags & VALUE_UNCERTAIN)) {
                if (!moment_place(model, unit, &date))
                    continue;
                schedule.dates += value->tag == TAG_NONE;
                open_end |= date.last >= DAY_OPEN_END;
                if (!schedule.every)
                    widen(&schedule, &date, line);
            }
        }
    }
    if (open_end)
        schedule.last.stated = false;
    struct stated period = model_property(model, entity, PROPERTY_PERIOD); /* of a measure: when, in another word */
    const struct value *value = model_value(model, period, TAG_NONE);
    if (!model_property(model, entity, PROPERTY_WHEN).node && value && value->type == VALUE_DATE &&
        !(value->flags & VALUE_UNCERTAIN)) {
        struct date date = value->date;
        if (moment_place(model, unit, &date))
            widen(&schedule, &date, period);
    }
    return schedule;
}

static struct bound read_bound(const struct model *model, uint32_t entity, enum property property)
{
    struct bound bound = {.line = model_property(model, entity, property)};
    uint32_t count;
    const struct value *value = model_values(model, bound.line, &count);
    if (!count || value->type != VALUE_DATE || (value->flags & VALUE_UNCERTAIN))
        return bound;
    bound.date = value->date;
    bound.stated = moment_place(model, model->entities[entity].unit, &bound.date);
    return bound;
}

/* The latest postponement decided by the day; an undated one counts from the start. The later line wins a tie. */
static struct bound postponed(const struct moment *moment, uint32_t entity, struct bound deadline)
{
    const struct model *model = moment->model;
    uint32_t unit = model->entities[entity].unit, count;
    day_number latest = DAY_OPEN_START;
    int length = INT32_MAX; /* of the latest decision's date: the finer wins a tie, then the earlier deadline */
    for (struct stated line = model_property(model, entity, PROPERTY_POSTPONED_TO); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count),
                           *decided = model_value(model, line, TAG_DECIDED);
        if (!count || values->type != VALUE_DATE || (values->flags & VALUE_UNCERTAIN))
            continue;
        struct date date = values->date, since = {.first = DAY_OPEN_START};
        if (decided)
            since = decided->date;
        if (!moment_place(model, unit, &date) || !moment_place(model, unit, &since) || since.first > moment->day ||
            since.first < latest)
            continue;
        int precision = decided ? since.last - since.first : INT32_MAX;
        bool tied = decided && since.first == latest && length != INT32_MAX;
        if (tied && (precision > length || (precision == length && date.last > deadline.date.last)))
            continue;
        latest = since.first;
        length = precision;
        deadline = (struct bound){date.last < DAY_OPEN_END, date, line};
    }
    return deadline;
}

struct timing moment_times(const struct moment *moment, uint32_t entity)
{
    const struct model *model = moment->model;
    struct timing times = {.status = TERM_NONE}, *timing = &times;
    struct schedule schedule = read_schedule(model, entity);
    timing->series = schedule.every || schedule.dates > 1;
    timing->continuous = schedule.continuous;
    timing->regular = schedule.regular;
    timing->start = read_bound(model, entity, PROPERTY_START);
    if (!timing->start.stated && schedule.first.stated && !timing->series)
        timing->start = schedule.first;
    timing->adopted = read_bound(model, entity, PROPERTY_DEADLINE);
    if (timing->adopted.stated && timing->adopted.date.last >= DAY_OPEN_END)
        timing->adopted.stated = false;
    if (!timing->adopted.line.node && schedule.last.stated && !timing->series)
        timing->adopted = schedule.last;
    timing->deadline = postponed(moment, entity, timing->adopted);
    if (timing->adopted.stated && timing->deadline.stated)
        timing->slip_days = timing->deadline.date.last - timing->adopted.date.last;
    return times;
}

/* ---- status with what is above ------------------------------------------------------------------------------------- */

static void read_status(const struct moment *moment, uint32_t entity, struct timing *timing)
{
    const struct model *model = moment->model;
    for (uint32_t at = entity; at; at = model->entities[at].parent) {
        struct fact fact = own_status(moment, at, at == entity && timing->series);
        if (moment->replaced_by && moment->replaced_by[at] && !status_ends(fact.status))
            fact = (struct fact){.status = STATUS_REPLACED, .line = fact.line};
        if (!fact.status)
            continue;
        if (at == entity || status_ends(fact.status)) { /* only an end passes down, to what states nothing */
            timing->status = fact.status;
            timing->status_line = fact.line;
            timing->status_from = at;
        }
        return;
    }
}

static void count_missing(void *context, const struct occurrence *occurrence)
{
    uint32_t *missing = context;
    *missing += !occurrence->performed;
}

/* All occurrences are ticked off and the range is over. */
static bool all_performed(const struct moment *moment, uint32_t entity)
{
    uint32_t missing = 0;
    bool over;
    return moment_occurrences(moment, entity, &over, count_missing, &missing) > 0 && over && missing == 0;
}

struct timing moment_timing(const struct moment *moment, uint32_t entity)
{
    const struct model *model = moment->model;
    struct timing timing = moment_times(moment, entity);
    day_number day = moment->day;
    int soon = model->units[model->entities[entity].unit].settings.soon_days;
    read_status(moment, entity, &timing);
    bool begun = (moment->begun && moment->begun[entity]) || timing.status == STATUS_IN_PROGRESS;
    day_number last = timing.deadline.date.last;
    if (status_is_stopped(timing.status))
        timing.class = CLASS_STOPPED;
    else if (status_is_done(timing.status) || (timing.series && all_performed(moment, entity)))
        timing.class = CLASS_DONE;
    else if (timing.series)
        timing.class = CLASS_RECURRING;
    else if (timing.deadline.stated && last < day)
        timing.class = CLASS_OVERDUE;
    else if (timing.deadline.stated && last <= day + soon)
        timing.class = CLASS_DUE_SOON;
    else if (timing.start.stated && date_start_passed(&timing.start.date) < day && !begun && !timing.continuous)
        timing.class = CLASS_LATE_START;
    else if (timing.deadline.stated || (timing.start.stated && date_start_passed(&timing.start.date) >= day && !begun))
        timing.class = CLASS_LATER;
    else if (timing.continuous || timing.regular || begun)
        timing.class = CLASS_ONGOING;
    else
        timing.class = CLASS_UNSCHEDULABLE;
    if (timing.class == CLASS_OVERDUE)
        timing.days_overdue = day - last;
    return timing;
}

bool moment_is_dated(const struct moment *moment, uint32_t entity)
{
    const struct model *model = moment->model;
    enum kind kind = (enum kind)model->entities[entity].kind;
    if (KIND_IN(kind, WORK))
        return true;
    return KIND_IN(kind, THREAD | NEEDS) &&
           (model_property(model, entity, PROPERTY_DEADLINE).node ||
            model_property(model, entity, PROPERTY_WHEN).node || model_property(model, entity, PROPERTY_START).node ||
            model_property(model, entity, PROPERTY_POSTPONED_TO).node);
}

/* ---- plans --------------------------------------------------------------------------------------------------------- */

enum term moment_plan_status(const struct moment *moment, uint32_t unit)
{
    uint32_t header = moment->model->units[unit].header;
    if (!header)
        return TERM_NONE;
    struct fact fact = own_status(moment, header, true);
    if (moment->replaced_by && moment->replaced_by[header] && fact.status != STATUS_EXPIRED)
        return STATUS_REPLACED;
    return fact.status;
}

bool moment_is_draft(const struct moment *moment, uint32_t unit)
{
    enum term status = moment_plan_status(moment, unit);
    return status == STATUS_DRAFT || status == STATUS_CONSULTATION;
}

bool moment_is_expired(const struct moment *moment, uint32_t unit)
{
    enum term status = moment_plan_status(moment, unit);
    return status == STATUS_EXPIRED || status == STATUS_REPLACED;
}
