/* timing.c: when something is to be done, and how it stands on the day. */
#include "moment.h"

/* ---- the moment ------------------------------------------------------------------------------------------------ */

void moment_init(struct moment *moment, const struct model *model, day_number day)
{
    *moment = (struct moment){.model = model, .day = day, .soon_days = -1};
    moment_find_replaced(moment);
    if (model->computer)
        model->computer->prepare(model->computer, moment);
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
        bool promised = true;
        for (uint32_t i = 0; i < count; i++) {
            const struct value *value = &values[i];
            struct date date = value->date;
            if (value->type == VALUE_EVERY) {
                schedule.every = true;
            } else if (value->type == VALUE_TERM && !(value->flags & VALUE_UNCERTAIN)) {
                promised = value->symbol != DATE_AS_NEEDED;
                schedule.continuous |= value->symbol == DATE_CONTINUOUS;
                schedule.regular |= value->symbol == DATE_REGULARLY;
            } else if (value->type == VALUE_DATE && !(value->flags & VALUE_UNCERTAIN)) {
                if (!moment_place(model, unit, &date) || (value->tag == TAG_RANGE && !promised))
                    continue; /* `ved behov 2024–2026` ends without a deadline */
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

void moment_postponements(const struct moment *moment, uint32_t entity,
                          void (*visit)(void *context, const struct postponement *postponement), void *context)
{
    const struct model *model = moment->model;
    uint32_t unit = model->entities[entity].unit, count;
    for (struct stated line = model_property(model, entity, PROPERTY_POSTPONED_TO); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count),
                           *decided = model_value(model, line, TAG_DECIDED);
        struct postponement postponement = {.line = line, .value = values};
        struct date since;
        if (!count || values->type != VALUE_DATE || (values->flags & VALUE_UNCERTAIN))
            continue;
        postponement.to = values->date;
        if (!moment_place(model, unit, &postponement.to) || moment_knows(moment, unit, decided, false, &since) != KNOWN)
            continue;
        postponement.since = since.first;
        postponement.length = since.last - since.first;
        visit(context, &postponement);
    }
}

/* The latest decision counts, the finer date of two, and of two tied the earlier deadline. */
static void take_latest_postponement(void *context, const struct postponement *postponement)
{
    struct postponement *best = context;
    bool later = postponement->since > best->since,
         finer = postponement->since == best->since && postponement->length < best->length,
         harder = postponement->since == best->since && postponement->length == best->length &&
                  postponement->to.last < best->to.last;
    if (!best->line.node || later || finer || harder)
        *best = *postponement;
}

static struct bound postponed(const struct moment *moment, uint32_t entity, struct bound deadline)
{
    struct postponement latest = {.line = {0, 0}};
    if (model_property(moment->model, entity, PROPERTY_POSTPONED_TO).node)
        moment_postponements(moment, entity, take_latest_postponement, &latest);
    return latest.line.node ? (struct bound){latest.to.last < DAY_OPEN_END, latest.to, latest.line} : deadline;
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
        struct fact fact = moment_own_status(moment, at, at == entity && timing->series);
        if (moment->replaced_by && moment->replaced_by[at] && !status_ends(fact.status))
            fact = (struct fact){.status = STATUS_REPLACED, .line = fact.line};
        if (!fact.status || (at != entity && KIND_IN(model->entities[at].kind, OF(PLAN) | OF(LIBRARY))))
            continue; /* a plan's status is its own, wherever its lines are indented */
        if (at == entity || status_ends(fact.status)) { /* only an end passes down, to what states nothing */
            timing->status = fact.status;
            timing->status_line = fact.line;
            timing->status_from = at;
        }
        return;
    }
}

enum term moment_status(const struct moment *moment, uint32_t entity)
{
    struct timing timing = {.status = TERM_NONE};
    read_status(moment, entity, &timing);
    return timing.status;
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

/* `løpende 2018–2020` goes on until it has ended: only then is its last day a deadline. */
static bool goes_on(const struct moment *moment, const struct timing *timing)
{
    const struct stated *line = &timing->deadline.line;
    return (timing->continuous || timing->regular) && timing->deadline.stated &&
           timing->deadline.date.last >= moment->day &&
           moment->model->files[line->file].tree.nodes[line->node].word == PROPERTY_WHEN;
}

/* True when the start lies ahead. A coarse one may yet come, but what goes on does so from its first day. */
static bool starts_later(const struct timing *timing, day_number day)
{
    const struct date *start = &timing->start.date;
    return timing->start.stated &&
           ((timing->continuous || timing->regular) ? start->first > day : date_start_passed(start) >= day);
}

struct timing moment_timing(const struct moment *moment, uint32_t entity)
{
    const struct model *model = moment->model;
    struct timing timing = moment_times(moment, entity);
    day_number day = moment->day;
    int soon = moment_soon_days(moment, model->entities[entity].unit);
    read_status(moment, entity, &timing);
    if (goes_on(moment, &timing))
        timing.adopted = timing.deadline = (struct bound){0};
    bool begun = moment->begun ? moment->begun[entity] : moment_own_begun(moment, entity);
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
    else if (timing.start.stated && date_start_passed(&timing.start.date) < day && !begun && !timing.continuous &&
             !timing.regular)
        timing.class = CLASS_LATE_START;
    else if (timing.deadline.stated || (!begun && starts_later(&timing, day)))
        timing.class = CLASS_LATER;
    else if (timing.continuous || timing.regular || begun)
        timing.class = CLASS_ONGOING;
    else
        timing.class = CLASS_UNSCHEDULABLE;
    if (timing.class == CLASS_OVERDUE)
        timing.days_overdue = day - last;
    return timing;
}

static void note_postponement(void *context, const struct postponement *postponement)
{
    *(bool *)context |= postponement->line.node != 0;
}

bool moment_is_dated(const struct moment *moment, uint32_t entity)
{
    static const enum property times[] = {PROPERTY_DEADLINE, PROPERTY_WHEN, PROPERTY_START};
    const struct model *model = moment->model;
    bool dated = KIND_IN(model->entities[entity].kind, WORK);
    if (!dated && !KIND_IN(model->entities[entity].kind, THREAD | NEEDS))
        return false;
    for (size_t i = 0; !dated && i < sizeof times / sizeof *times; i++)
        dated = model_property(model, entity, times[i]).node;
    if (!dated && model_property(model, entity, PROPERTY_POSTPONED_TO).node)
        moment_postponements(moment, entity, note_postponement, &dated);
    return dated;
}
