/* time.c: times that contradict each other or the plan's period, and work that has none. */
#include "checker.h"

#include <string.h>

/* ---- the plan's period --------------------------------------------------------------------------------------- */

/* The year that an end of a date states for the plan's period, where the period says otherwise; else 0. */
static int misstated_year(const struct date *period, day_number end, int year)
{
    if (!day_is_relative(end) || !year)
        return 0;
    return year == date_civil(end == DAY_PERIOD_START ? period->first : period->last).year ? 0 : year;
}

static void check_relative_date(struct checker *c, uint32_t entity, uint32_t file, enum property property,
                                const struct value *value)
{
    const struct date *period = &c->unit->period, *date = &value->date;
    struct date placed = *date;
    struct span span = {file, value->start, value->end};
    struct diagnostic *diagnostic;
    if (!moment_place(c->model, c->number, &placed)) {
        diagnostic = diag_add(c->list, DIAG_NO_PERIOD, span);
        diagnostic->arguments[0] = checker_value_text(c, file, value);
        diagnostic->declaration = entity;
        diagnostic->property = (uint8_t)property;
        return;
    }
    int last = misstated_year(period, date->last, date->year);
    int first = last ? 0 : misstated_year(period, date->first, date->start_year);
    if (!first && !last)
        return;
    bool start = (first ? date->first : date->last) == DAY_PERIOD_START;
    diagnostic = diag_add(c->list, start ? DIAG_PERIOD_START_MISSTATED : DIAG_PERIOD_END_MISSTATED, span);
    diagnostic->declaration = entity;
    diagnostic->property = (uint8_t)property;
    diagnostic->arguments[0] = diag_number(first ? first : last);
    diagnostic->arguments[1] = checker_day(c, start ? period->first : period->last);
    if (c->unit->header) {
        struct stated line = model_property(c->model, c->unit->header, PROPERTY_PERIOD);
        const struct node *node = &c->model->files[line.file].tree.nodes[line.node];
        diag_add_label(c->list, diagnostic, (struct span){line.file, node->start, node->end}, PHRASE_ALSO_HERE);
    }
}

void check_relative_dates(struct checker *c, uint32_t entity)
{
    const struct entity *at = &c->model->entities[entity];
    const struct tree *tree = model_tree(c->model, entity);
    for (uint32_t n = tree->relative_dates ? tree->nodes[at->node].property : 0; n; n = tree->nodes[n].property)
        for (uint32_t v = 0; v < tree->nodes[n].value_count; v++) {
            const struct value *value = &tree->values[tree->nodes[n].values + v];
            if (value->type == VALUE_DATE && (day_is_relative(value->date.first) || day_is_relative(value->date.last)))
                check_relative_date(c, entity, at->file, (enum property)tree->nodes[n].word, value);
        }
}

void check_plan(struct checker *c)
{
    uint32_t header = c->unit->header;
    const struct date *period = &c->unit->period;
    if (!header || c->unit->kind != KIND_PLAN)
        return;
    bool broken = model_tree(c->model, header)->nodes[c->model->entities[header].node].flags & NODE_BAD;
    if (!model_has_title(c->model, header) && !broken) {
        struct diagnostic *diagnostic = diag_add(c->list, DIAG_PLAN_NOT_OPENED, model_span(c->model, header));
        diagnostic->arguments[0] = diag_text(c->unit->name, c->unit->name_length);
        diagnostic->declaration = header;
    }
    if (period->precision && period->last < c->moment->day && !moment_is_expired(c->moment, c->number)) {
        struct diag_argument last = checker_day(c, period->last);
        checker_report_line(c, DIAG_PERIOD_PASSED, header, model_property(c->model, header, PROPERTY_PERIOD))
            ->arguments[0] = last;
    }
}

/* ---- one declaration's times ------------------------------------------------------------------------------------- */

void checker_outside_period(struct checker *c, uint32_t entity, struct stated line, day_number last)
{
    const struct date *period = &c->unit->period;
    if (!period->precision || (last >= period->first && last <= period->last))
        return;
    char first[16], end[16];
    date_format_iso(period->first, first);
    date_format_iso(period->last, end);
    struct diag_argument day = checker_day(c, last);
    struct diagnostic *diagnostic = checker_report_line(c, DIAG_OUTSIDE_PERIOD, entity, line);
    diagnostic->arguments[0] = day;
    diagnostic->arguments[1] = diag_string(arena_format(c->arena, "%s–%s", first, end));
}

/* The nearest work above that has a deadline of its own. */
static void check_whole(struct checker *c, uint32_t entity, const struct bound *deadline)
{
    for (uint32_t above = c->model->entities[entity].parent; above && KIND_IN(c->model->entities[above].kind, WORK);
         above = c->model->entities[above].parent) {
        struct timing whole = moment_times(c->moment, above);
        if (!whole.deadline.stated)
            continue;
        if (deadline->date.last > whole.deadline.date.last) {
            struct diag_argument day = checker_day(c, deadline->date.last),
                                 other = checker_day(c, whole.deadline.date.last), title = checker_title(c, above);
            struct diagnostic *diagnostic = checker_report_line(c, DIAG_PART_AFTER_WHOLE, entity, deadline->line);
            diagnostic->arguments[0] = day;
            diagnostic->arguments[1] = title;
            diagnostic->arguments[2] = other;
            diag_add_label(c->list, diagnostic, model_span(c->model, above), PHRASE_ALSO_HERE);
        }
        return;
    }
}

enum { MOST_DEPENDENCIES = 64 }; /* looked at for one declaration */

/* What a declaration certainly depends on is added to `found`, once. */
static uint32_t add_dependencies(struct checker *c, uint32_t entity, uint32_t *found, uint32_t found_count)
{
    uint32_t count;
    struct stated line = model_property(c->model, entity, PROPERTY_DEPENDS_ON);
    const struct value *values = model_values(c->model, line, &count);
    for (uint32_t i = 0; i < count && found_count < MOST_DEPENDENCIES; i++) {
        uint32_t needed = values[i].type == VALUE_REFERENCE && !(values[i].flags & VALUE_UNCERTAIN)
                              ? model_target(c->model, line, &values[i])
                              : 0;
        for (uint32_t k = 0; needed && k < found_count; k++)
            needed = found[k] == needed ? 0 : needed;
        if (needed)
            found[found_count++] = needed;
    }
    return found_count;
}

/* What is needed and has no deadline of its own may wait for something that has: the chain is followed through it. What
 * is done no longer keeps anybody waiting. */
static void check_dependencies(struct checker *c, uint32_t entity, const struct bound *deadline)
{
    uint32_t needed[MOST_DEPENDENCIES];
    uint32_t count = add_dependencies(c, entity, needed, 0);
    for (uint32_t i = 0; i < count; i++) {
        struct timing timing = moment_timing(c->moment, needed[i]);
        if (needed[i] == entity || timing.class == CLASS_DONE)
            continue;
        if (!timing.deadline.stated) {
            count = add_dependencies(c, needed[i], needed, count);
            continue;
        }
        if (timing.deadline.date.last <= deadline->date.last)
            continue;
        struct diag_argument day = checker_day(c, deadline->date.last),
                             other = checker_day(c, timing.deadline.date.last), title = checker_title(c, needed[i]);
        struct diagnostic *diagnostic = checker_report_line(c, DIAG_DEPENDENCY_LATER, entity,
                                                            model_property(c->model, entity, PROPERTY_DEPENDS_ON));
        diagnostic->arguments[0] = day;
        diagnostic->arguments[1] = title;
        diagnostic->arguments[2] = other;
        diag_add_label(c->list, diagnostic, model_span(c->model, needed[i]), PHRASE_ALSO_HERE);
    }
}

static void check_start(struct checker *c, uint32_t entity, const struct timing *timing)
{
    if (timing->start.date.first <= timing->deadline.date.last)
        return;
    struct diag_argument start = checker_day(c, timing->start.date.first),
                         last = checker_day(c, timing->deadline.date.last);
    struct diagnostic *diagnostic = checker_report_line(c, DIAG_START_AFTER_DEADLINE, entity, timing->start.line);
    diagnostic->arguments[0] = start;
    diagnostic->arguments[1] = last;
}

static void check_recurrence(struct checker *c, uint32_t entity)
{
    enum recurrence_flaw flaw = moment_recurrence_flaw(c->moment, entity);
    struct stated line = model_property(c->model, entity, PROPERTY_WHEN);
    if (flaw == RECURRENCE_WITHOUT_START)
        checker_report_line(c, DIAG_RECURRENCE_WITHOUT_RANGE, entity, line);
    else if (flaw == RECURRENCE_TOO_LONG)
        checker_report_line(c, DIAG_RECURRENCE_TOO_LONG, entity, line)->arguments[0] = diag_number(MOST_OCCURRENCES);
}

static bool states_any(const struct model *model, uint32_t entity, const enum property *properties, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (model_property(model, entity, properties[i]).node)
            return true;
    return false;
}

void check_times(struct checker *c, uint32_t entity)
{
    static const enum property times[] = {PROPERTY_DEADLINE, PROPERTY_WHEN, PROPERTY_START, PROPERTY_POSTPONED_TO,
                                          PROPERTY_PERIOD};
    if (!states_any(c->model, entity, times, sizeof times / sizeof *times))
        return;
    const struct timing timing = *checker_times(c, entity);
    if (timing.series)
        check_recurrence(c, entity);
    if (!timing.deadline.stated)
        return;
    if (timing.start.stated)
        check_start(c, entity, &timing);
    checker_outside_period(c, entity, timing.deadline.line, timing.deadline.date.last);
    check_whole(c, entity, &timing.deadline);
    check_dependencies(c, entity, &timing.deadline);
}

/* ---- work that nothing places in time ----------------------------------------------------------------------------- */

static void count_postponement(void *context, const struct postponement *postponement)
{
    *(uint32_t *)context += postponement->line.node != 0;
}

/* True when the declaration's own lines, as they are known on the day, place it in time, or say that it is over. */
static bool is_placed(struct checker *c, uint32_t entity)
{
    static const enum property times[] = {PROPERTY_DEADLINE, PROPERTY_WHEN, PROPERTY_START, PROPERTY_PERIOD};
    uint32_t postponements = 0;
    if (states_any(c->model, entity, times, sizeof times / sizeof *times))
        return true;
    if (model_property(c->model, entity, PROPERTY_POSTPONED_TO).node)
        moment_postponements(c->moment, entity, count_postponement, &postponements);
    return postponements || status_ends(moment_own_status(c->moment, entity, false).status);
}

/* Neither itself is placed in time, nor what it is a part of, nor all its parts. */
void check_undated(struct checker *c, uint32_t entity)
{
    const struct model *model = c->model;
    uint32_t parts = 0, placed = 0;
    if (is_placed(c, entity))
        return;
    for (uint32_t child = model->entities[entity].first_child; child; child = model->entities[child].next_sibling)
        if (KIND_IN(model->entities[child].kind, WORK)) {
            parts++;
            placed += is_placed(c, child);
        }
    if (parts && (placed == parts ||
                  model->entities[entity].kind == KIND_MEASURE)) /* a measure's parts are reported themselves */
        return;
    for (uint32_t above = model->entities[entity].parent; above && KIND_IN(model->entities[above].kind, WORK);
         above = model->entities[above].parent)
        if (is_placed(c, above))
            return;
    checker_report(c, DIAG_UNDATED, entity);
}
