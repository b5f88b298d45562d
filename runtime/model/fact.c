/* fact.c: dated facts (language.md 6): which are known on the day, the status they leave, and what replaces what. */
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

/* ---- what is known ----------------------------------------------------------------------------------------------- */

enum knowledge moment_knows(const struct moment *moment, uint32_t unit, const struct value *date, bool ends,
                            struct date *placed)
{
    *placed = (struct date){.first = DAY_OPEN_START, .last = DAY_OPEN_END};
    if (!date || date->type != VALUE_DATE)
        return KNOWN; /* undated: the oldest fact of all */
    *placed = date->date;
    if ((date->flags & VALUE_UNCERTAIN) || !moment_place(moment->model, unit, placed) || placed->first > moment->day)
        return NOT_KNOWN;
    return ends && placed->last > moment->day ? KNOWN_TOO_SOON : KNOWN;
}

static bool supersedes(const struct fact *a, const struct fact *b)
{
    if (!b->status || a->since != b->since)
        return !b->status || a->since > b->since;
    if (a->length != b->length)
        return a->length < b->length;
    return favour(a->status) < favour(b->status);
}

bool fact_conflicts(const struct fact *a, const struct fact *b)
{
    return a->status != b->status && a->since == b->since && a->length == b->length;
}

/* Shows a status to `visit`, if it is known. */
static void show(const struct moment *moment, uint32_t unit, struct fact fact,
                 void (*visit)(void *context, const struct fact *fact), void *context)
{
    struct date placed;
    enum knowledge knowledge = moment_knows(moment, unit, fact.date, status_ends(fact.status), &placed);
    if (knowledge == NOT_KNOWN)
        return;
    bool dated = fact.date && fact.date->type == VALUE_DATE;
    fact.too_soon = knowledge == KNOWN_TOO_SOON;
    fact.since = status_ends(fact.status) && dated ? placed.last : placed.first;
    fact.length = dated ? placed.last - placed.first : INT32_MAX;
    visit(context, &fact);
}

void moment_facts(const struct moment *moment, uint32_t entity, bool series,
                  void (*visit)(void *context, const struct fact *fact), void *context)
{
    const struct model *model = moment->model;
    uint32_t unit = model->entities[entity].unit, count;
    for (struct stated line = model_property(model, entity, PROPERTY_STATUS); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        if (count && values->type == VALUE_TERM && !(values->flags & VALUE_UNCERTAIN))
            show(
                moment, unit,
                (struct fact){.status = (enum term)values->symbol, .line = line, .date = count > 1 ? &values[1] : NULL},
                visit, context);
    }
    if (series || !KIND_IN(model->entities[entity].kind, WORK | THREAD))
        return;
    for (struct stated line = model_property(model, entity, PROPERTY_PERFORMED); line.node;
         line = model_next_property(model, line)) {
        const struct value *values = model_values(model, line, &count);
        for (uint32_t i = 0; i < count; i++)
            if (values[i].type == VALUE_DATE)
                show(moment, unit, (struct fact){.status = STATUS_COMPLETED, .line = line, .date = &values[i]}, visit,
                     context);
    }
}

void fact_take_latest(void *context, const struct fact *fact)
{
    struct fact *best = context;
    if (!fact->too_soon && supersedes(fact, best))
        *best = *fact;
}

struct fact moment_own_status(const struct moment *moment, uint32_t entity, bool series)
{
    struct fact best = {.status = TERM_NONE};
    moment_facts(moment, entity, series, fact_take_latest, &best);
    return best;
}

/* ---- what replaces what ------------------------------------------------------------------------------------------ */

static bool is_adoption(const struct value *values, uint32_t count)
{
    return count && values->type == VALUE_TERM && values->symbol == STATUS_ADOPTED &&
           !(values->flags & VALUE_UNCERTAIN);
}

/* What replaces something does so from its decision on: `vedtak`, `status vedtatt` or `gyldig fra`; from the start,
 * where none of them is dated. */
static bool is_decided(const struct moment *moment, uint32_t entity)
{
    static const enum property properties[] = {PROPERTY_STATUS, PROPERTY_DECISION, PROPERTY_VALID_FROM};
    const struct model *model = moment->model;
    uint32_t unit = model->entities[entity].unit, count;
    bool dated = false;
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        for (struct stated line = model_property(model, entity, properties[i]); line.node;
             line = model_next_property(model, line)) {
            const struct value *values = model_values(model, line, &count), *date = NULL;
            struct date placed;
            if (properties[i] == PROPERTY_STATUS && !is_adoption(values, count))
                continue;
            for (uint32_t k = 0; k < count && !date; k++)
                date = values[k].type == VALUE_DATE ? &values[k] : NULL;
            if (!date)
                continue;
            if (moment_knows(moment, unit, date, false, &placed) == KNOWN)
                return true;
            dated = true;
        }
    return !dated;
}

/* What is only proposed replaces nothing yet. */
static bool is_proposal(const struct moment *moment, uint32_t entity)
{
    enum term status = moment_own_status(moment, entity, true).status;
    return status == STATUS_DRAFT || status == STATUS_CONSULTATION;
}

void moment_find_replaced(struct moment *moment)
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

/* ---- what has begun ---------------------------------------------------------------------------------------------- */

/* Postponing or stopping something does not unsay that it began; `planlagt` after `pågår` does. */
static void take_latest_work(void *context, const struct fact *fact)
{
    if (fact->status != STATUS_POSTPONED && !status_is_stopped(fact->status))
        fact_take_latest(context, fact);
}

bool moment_own_begun(const struct moment *moment, uint32_t entity)
{
    struct fact fact = {.status = TERM_NONE};
    moment_facts(moment, entity, false, take_latest_work, &fact);
    return fact.status == STATUS_IN_PROGRESS || fact.status == STATUS_COMPLETED;
}

/* From the innermost outwards: a measure or a goal has begun when a part of it has, and its parts stand in its own file. */
static void find_begun_in_file(void *context, uint32_t number)
{
    const struct moment *moment = context;
    const struct model *model = moment->model;
    const struct file *file = &model->files[number];
    for (uint32_t e = file->first_entity + file->entity_count; e-- > file->first_entity;) {
        if (!KIND_IN(model->entities[e].kind, WORK | THREAD))
            continue;
        if (!moment->begun[e])
            moment->begun[e] = moment_own_begun(moment, e);
        uint32_t parent = model->entities[e].parent;
        if (moment->begun[e] && parent && KIND_IN(model->entities[parent].kind, WORK | THREAD))
            moment->begun[parent] = 1;
    }
}

void moment_find_begun(struct moment *moment)
{
    const struct model *model = moment->model;
    moment->begun = array_zeroed(model->entity_count, 1);
    model->parallel->each(model->parallel, model->file_count, find_begun_in_file, moment);
}

/* ---- plans --------------------------------------------------------------------------------------------------------- */

enum term moment_plan_status(const struct moment *moment, uint32_t unit)
{
    uint32_t header = moment->model->units[unit].header;
    if (!header)
        return TERM_NONE;
    enum term status = moment_own_status(moment, header, true).status;
    bool replaced = moment->replaced_by && moment->replaced_by[header];
    return replaced && status != STATUS_EXPIRED ? STATUS_REPLACED : status;
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
