/* why_work.c: why a measure, an activity or a goal is in its class: deadline, postponements, status, occurrences, rule. */
#include "why.h"

#include <string.h>

static bool same_line(struct stated a, struct stated b)
{
    return a.file == b.file && a.node == b.node;
}

/* ---- deadline ------------------------------------------------------------------------------------------------- */

static void tell_adopted(struct why *w, uint32_t entity, const struct timing *timing)
{
    const struct model *model = w->filling.model;
    struct stated line = model_property(model, entity, PROPERTY_DEADLINE);
    uint32_t count;
    const struct value *values = model_values(model, line, &count);
    struct step_facts facts = {.line = line};
    if (timing->adopted.stated) {
        facts.first = facts.value = why_day(w, timing->adopted.date.last);
        facts.date = &timing->adopted.date;
        facts.line = timing->adopted.line;
        why_step(w, same_line(line, timing->adopted.line) ? STEP_ADOPTED : STEP_ADOPTED_WHEN, &facts);
    } else if (line.node) {
        facts.first = count ? why_written(w, line, values) : "";
        why_step(w, STEP_UNPLACED, &facts);
    } else if (!timing->series && !timing->continuous && !timing->regular) {
        facts.line = cells_statement(model, entity);
        why_step(w, STEP_NO_DEADLINE, &facts);
    }
}

static void tell_postponement(struct why *w, uint32_t entity, struct stated line, const struct timing *timing)
{
    const struct model *model = w->filling.model;
    uint32_t unit = model->entities[entity].unit, count;
    const struct value *values = model_values(model, line, &count), *decided = model_value(model, line, TAG_DECIDED);
    struct date to = {0}, since = {0};
    enum knowledge known = moment_knows(&w->filling.moment, unit, decided, false, &since);
    bool placed = count && values->type == VALUE_DATE && !(values->flags & VALUE_UNCERTAIN);
    if (placed) {
        to = values->date;
        placed = moment_place(model, unit, &to);
    }
    bool uncertain = !placed || (decided && ((decided->flags & VALUE_UNCERTAIN) || since.first <= DAY_OPEN_START));
    bool in_force = same_line(line, timing->deadline.line);
    enum step dated = in_force ? STEP_POSTPONED : STEP_POSTPONED_OLDER,
              undated = in_force ? STEP_POSTPONED_UNDATED : STEP_POSTPONED_UNDATED_OLDER;
    const char *day = placed ? why_day(w, to.last) : NULL;
    why_step(w,
             uncertain        ? STEP_POSTPONED_UNCERTAIN
             : known != KNOWN ? STEP_POSTPONED_LATER
             : decided        ? dated
                              : undated,
             &(struct step_facts){.first = day,
                                  .second = decided ? figure_date(&w->teller, &since) : NULL,
                                  .value = day,
                                  .date = decided && !uncertain ? &since : NULL,
                                  .line = line});
}

/* When it is to begin: `når 2018–2020` begins in 2018. */
static struct date start_date(const struct timing *timing)
{
    struct date date = timing->start.date;
    if (timing->start.stated && date.start != PRECISION_NONE)
        date = (struct date){.first = date.first, .last = date_start_passed(&date), .precision = date.start};
    return date;
}

static void tell_deadline(struct why *w, uint32_t entity, const struct timing *timing)
{
    const struct model *model = w->filling.model;
    tell_adopted(w, entity, timing);
    for (struct stated line = model_property(model, entity, PROPERTY_POSTPONED_TO); line.node;
         line = model_next_property(model, line))
        tell_postponement(w, entity, line, timing);
    struct date start = start_date(timing);
    if (timing->start.stated)
        why_step(w, STEP_START,
                 &(struct step_facts){.first = figure_date(&w->teller, &start),
                                      .value = why_day(w, start.first),
                                      .date = &start,
                                      .line = timing->start.line});
}

/* ---- status --------------------------------------------------------------------------------------------------------- */

static const char *status_word(struct why *w, enum term status)
{
    return cells_status(&w->filling, status).label;
}

/* One reported status: what became of it on the day. */
static void tell_fact(struct why *w, uint32_t entity, const struct value *said, enum term status,
                      const struct value *date, struct stated line, const struct fact *in_force)
{
    struct filling *f = &w->filling;
    struct date placed = {0};
    enum knowledge known = moment_knows(&f->moment, f->model->entities[entity].unit, date, status_ends(status),
                                        &placed);
    bool wins = same_line(line, in_force->line) && in_force->status == status &&
                (!date || !in_force->date || date->start == in_force->date->start);
    enum step step = said->flags & VALUE_UNCERTAIN  ? STEP_STATUS_UNCERTAIN
                     : known == KNOWN_TOO_SOON      ? STEP_STATUS_TOO_SOON
                     : known == KNOWN               ? (wins ? STEP_STATUS : STEP_STATUS_OLDER)
                     : placed.first > f->moment.day ? STEP_STATUS_LATER
                                                    : STEP_STATUS_UNCERTAIN;
    const char *written = date ? why_written(w, line, date)
                               : phrase(f->arena, PHRASE_UNDATED, f->language, NULL, NULL, NULL);
    why_step(w, step,
             &(struct step_facts){.first = status_word(w, status),
                                  .second = written,
                                  .value = cells_status(f, status).text,
                                  .date = date && date->type == VALUE_DATE ? &placed : NULL,
                                  .line = line});
}

static void tell_own_facts(struct why *w, uint32_t entity, bool series)
{
    struct filling *f = &w->filling;
    struct fact in_force = moment_own_status(&f->moment, entity, series);
    uint32_t count;
    for (struct stated line = model_property(f->model, entity, PROPERTY_STATUS); line.node;
         line = model_next_property(f->model, line)) {
        const struct value *values = model_values(f->model, line, &count);
        if (count && values->type == VALUE_TERM)
            tell_fact(w, entity, values, (enum term)values->symbol, count > 1 ? &values[1] : NULL, line, &in_force);
    }
    struct stated line = series ? (struct stated){0, 0} : model_property(f->model, entity, PROPERTY_PERFORMED);
    for (; line.node; line = model_next_property(f->model, line)) {
        const struct value *values = model_values(f->model, line, &count);
        for (uint32_t i = 0; i < count; i++)
            if (values[i].type == VALUE_DATE)
                tell_fact(w, entity, &values[i], STATUS_COMPLETED, &values[i], line, &in_force);
    }
}

static void tell_status(struct why *w, uint32_t entity, const struct timing *timing)
{
    struct filling *f = &w->filling;
    uint32_t from = timing->status_from, replaced = from && f->moment.replaced_by ? f->moment.replaced_by[from] : 0;
    uint32_t before = w->steps;
    tell_own_facts(w, entity, timing->series);
    if (timing->status && from != entity)
        why_step(w, STEP_STATUS_INHERITED,
                 &(struct step_facts){.first = status_word(w, timing->status),
                                      .second = cells_label(f, from),
                                      .value = model_identity(f->model, from),
                                      .line = timing->status_line});
    if (timing->status == STATUS_REPLACED && replaced)
        why_step(w, STEP_STATUS_REPLACED,
                 &(struct step_facts){.first = cells_label(f, replaced),
                                      .value = model_identity(f->model, replaced),
                                      .line = cells_statement(f->model, replaced)});
    if (w->steps == before)
        why_step(w, STEP_NO_STATUS, &(struct step_facts){.line = cells_statement(f->model, entity)});
    bool told = timing->status == STATUS_IN_PROGRESS || timing->status == STATUS_COMPLETED;
    if (!told && f->moment.begun && f->moment.begun[entity])
        why_step(w, STEP_BEGUN, &(struct step_facts){0});
}

/* ---- occurrences ------------------------------------------------------------------------------------------------------ */

enum { MOST_SHOWN = 12 };

struct telling {
    struct why *why;
    uint32_t entity, total, done, missed, skip;
    const char *wanted; /* the one that is asked for, or NULL */
    bool met, told;
};

/* The known tick that overlaps an occurrence, and its line. */
static const struct value *find_tick(struct why *w, uint32_t entity, const struct occurrence *occurrence,
                                     struct stated *line)
{
    struct filling *f = &w->filling;
    uint32_t count, unit = f->model->entities[entity].unit;
    struct date placed;
    for (*line = model_property(f->model, entity, PROPERTY_PERFORMED); line->node;
         *line = model_next_property(f->model, *line)) {
        const struct value *values = model_values(f->model, *line, &count);
        for (uint32_t i = 0; i < count; i++)
            if (values[i].type == VALUE_DATE && moment_knows(&f->moment, unit, &values[i], true, &placed) == KNOWN &&
                placed.first <= occurrence->window.last && placed.last >= occurrence->window.first)
                return &values[i];
    }
    return NULL;
}

static void tell_occurrence(struct why *w, uint32_t entity, const struct occurrence *occurrence)
{
    struct filling *f = &w->filling;
    struct stated line = {0, 0};
    const struct value *tick = occurrence->performed ? find_tick(w, entity, occurrence, &line) : NULL;
    bool over = occurrence->last < f->moment.day;
    char id[OCCURRENCE_ID];
    occurrence_id(occurrence, id);
    struct date last = {.last = occurrence->last};
    why_step(w,
             occurrence->performed ? STEP_TICKED
             : over                ? STEP_MISSED
                                   : STEP_AHEAD,
             &(struct step_facts){.first = occurrence_label(f->arena, occurrence, f->language),
                                  .second = tick ? why_written(w, line, tick) : why_day(w, occurrence->last),
                                  .value = arena_copy(f->arena, id, strlen(id)),
                                  .date = &last,
                                  .line = tick ? line : model_property(f->model, entity, PROPERTY_WHEN)});
}

static void count_occurrence(void *context, const struct occurrence *occurrence)
{
    struct telling *t = context;
    t->total++;
    t->done += occurrence->performed;
    t->missed += !occurrence->performed && occurrence->last < t->why->filling.moment.day;
}

static void show_occurrence(void *context, const struct occurrence *occurrence)
{
    struct telling *t = context;
    if (t->skip)
        t->skip--;
    else
        tell_occurrence(t->why, t->entity, occurrence);
}

static void tell_series(struct why *w, uint32_t entity)
{
    struct filling *f = &w->filling;
    struct telling telling = {.why = w, .entity = entity};
    bool over;
    moment_occurrences(&f->moment, entity, &over, count_occurrence, &telling);
    why_step(w, STEP_SERIES,
             &(struct step_facts){.first = arena_format(f->arena, "%u", telling.total),
                                  .second = arena_format(f->arena, "%u", telling.done),
                                  .third = arena_format(f->arena, "%u", telling.missed),
                                  .value = arena_format(f->arena, "%u", telling.missed),
                                  .line = model_property(f->model, entity, PROPERTY_WHEN)});
    telling.skip = telling.total > MOST_SHOWN ? telling.total - MOST_SHOWN : 0;
    if (telling.skip)
        why_step(w, STEP_MORE_OCCURRENCES, &(struct step_facts){.first = arena_format(f->arena, "%u", telling.skip)});
    moment_occurrences(&f->moment, entity, &over, show_occurrence, &telling);
}

static void show_wanted(void *context, const struct occurrence *occurrence)
{
    struct telling *t = context;
    struct why *w = t->why;
    struct filling *f = &w->filling;
    char id[OCCURRENCE_ID];
    occurrence_id(occurrence, id);
    if (t->told || strcmp(id, t->wanted) != 0)
        return;
    t->told = true;
    why_begin(w, arena_format(f->arena, "%s@%s", model_identity(f->model, t->entity), id),
              arena_format(f->arena, "%s (%s)", cells_label(f, t->entity),
                           occurrence_label(f->arena, occurrence, f->language)));
    tell_occurrence(w, t->entity, occurrence);
    struct timing timing = moment_timing(&f->moment, t->entity);
    tell_status(w, t->entity, &timing);
    bool over = occurrence->last < f->moment.day;
    why_step(w,
             occurrence->performed ? STEP_TICKED_CLASS
             : over                ? STEP_MISSED_CLASS
                                   : STEP_AHEAD_CLASS,
             &(struct step_facts){.first = why_day(w, occurrence->last),
                                  .second = why_day(w, f->moment.day),
                                  .third = arena_format(f->arena, "%d", f->moment.day - occurrence->last),
                                  .value = class_row(occurrence->performed ? CLASS_DONE
                                                     : over                ? CLASS_OVERDUE
                                                                           : CLASS_LATER)
                                               ->name});
}

bool why_occurrence(struct why *w, uint32_t entity, const char *occurrence)
{
    struct telling telling = {.why = w, .entity = entity, .wanted = occurrence};
    bool over;
    moment_occurrences(&w->filling.moment, entity, &over, show_wanted, &telling);
    return telling.told;
}

/* ---- the rule ------------------------------------------------------------------------------------------------------------ */

static enum step class_step(const struct timing *timing)
{
    switch (timing->class) {
    case CLASS_OVERDUE: return STEP_CLASS_OVERDUE;
    case CLASS_LATE_START: return STEP_CLASS_LATE_START;
    case CLASS_DUE_SOON: return STEP_CLASS_DUE_SOON;
    case CLASS_LATER: return timing->deadline.stated ? STEP_CLASS_LATER : STEP_CLASS_START_LATER;
    case CLASS_RECURRING: return STEP_CLASS_RECURRING;
    case CLASS_ONGOING: return STEP_CLASS_ONGOING;
    case CLASS_DONE: return status_is_done(timing->status) ? STEP_CLASS_DONE : STEP_CLASS_ALL_TICKED;
    case CLASS_STOPPED: return STEP_CLASS_STOPPED;
    default: return STEP_CLASS_UNSCHEDULABLE;
    }
}

static void tell_class(struct why *w, uint32_t entity, const struct timing *timing)
{
    struct filling *f = &w->filling;
    enum step step = class_step(timing);
    int soon = moment_soon_days(&f->moment, f->model->entities[entity].unit);
    struct date start = start_date(timing);
    struct step_facts facts = {.value = class_row(timing->class)->name};
    if (step == STEP_CLASS_DONE || step == STEP_CLASS_STOPPED)
        facts.first = status_word(w, timing->status);
    else if (step == STEP_CLASS_LATE_START || step == STEP_CLASS_START_LATER)
        facts.first = figure_date(&w->teller, &start);
    else if (timing->deadline.stated)
        facts.first = why_day(w, timing->deadline.date.last);
    facts.second = why_day(w, f->moment.day);
    facts.third = arena_format(f->arena, "%d", timing->class == CLASS_OVERDUE ? timing->days_overdue : soon);
    why_step(w, step, &facts);
}

void why_work(struct why *w, uint32_t entity)
{
    struct filling *f = &w->filling;
    struct timing timing = moment_timing(&f->moment, entity);
    why_begin(w, model_identity(f->model, entity),
              arena_format(f->arena, "%s – %s", cells_label(f, entity), cells_class(f, timing.class).label));
    tell_deadline(w, entity, &timing);
    tell_status(w, entity, &timing);
    if (timing.series)
        tell_series(w, entity);
    tell_class(w, entity, &timing);
}
