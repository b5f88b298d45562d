/* time.c: dates that contradict each other, the plan's period, or nothing at all. */
#include "checker.h"

#include <string.h>

/* ---- the plan's period --------------------------------------------------------------------------------------- */

static bool is_relative(day_number day)
{
    return day == DAY_PERIOD_START || day == DAY_PERIOD_END;
}

static void check_relative_date(struct checker *c, uint32_t entity, uint32_t file, enum property property,
                                const struct value *value)
{
    const struct date *period = &c->unit->period;
    struct date placed = value->date;
    enum diag_code code = DIAG_NONE;
    if (!moment_place(c->model, c->number, &placed))
        code = DIAG_NO_PERIOD;
    else if (value->date.year &&
             value->date.year != date_civil(value->date.last == DAY_PERIOD_START ? period->first : period->last).year)
        code = DIAG_PERIOD_END_MISSTATED;
    if (!code)
        return;
    struct diagnostic *diagnostic = diag_add(c->list, code, (struct span){file, value->start, value->end});
    diagnostic->declaration = entity;
    diagnostic->property = (uint8_t)property;
    if (code == DIAG_NO_PERIOD) {
        diagnostic->arguments[0] = checker_value_text(c, file, value);
        return;
    }
    diagnostic->arguments[0] = diag_number(value->date.year);
    diagnostic->arguments[1] = checker_day(c, placed.last);
    uint32_t header = c->unit->header;
    if (header) {
        struct stated line = model_property(c->model, header, PROPERTY_PERIOD);
        const struct node *node = &c->model->files[line.file].tree.nodes[line.node];
        diag_add_label(c->list, diagnostic, (struct span){line.file, node->start, node->end}, PHRASE_ALSO_HERE);
    }
}

void check_relative_dates(struct checker *c, uint32_t entity)
{
    const struct entity *at = &c->model->entities[entity];
    const struct tree *tree = model_tree(c->model, entity);
    for (uint32_t n = tree->nodes[at->node].property; n; n = tree->nodes[n].property)
        for (uint32_t v = 0; v < tree->nodes[n].value_count; v++) {
            const struct value *value = &tree->values[tree->nodes[n].values + v];
            if (value->type == VALUE_DATE && (is_relative(value->date.first) || is_relative(value->date.last)))
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

/* ---- facts that contradict each other -------------------------------------------------------------------------- */

enum { MOST_COMPARED = 64 }; /* lines of one declaration compared with each other */

static bool equal_dates(const struct value *a, const struct value *b)
{
    bool dated_a = a && a->type == VALUE_DATE, dated_b = b && b->type == VALUE_DATE;
    return dated_a == dated_b && (!dated_a || (a->date.first == b->date.first && a->date.last == b->date.last));
}

/* Two statuses are tied when they come into force on one day with dates of one precision. */
static bool tied(const struct value *a, const struct value *date_a, const struct value *b, const struct value *date_b)
{
    bool dated = date_a && date_a->type == VALUE_DATE && date_b && date_b->type == VALUE_DATE;
    if (!dated)
        return equal_dates(date_a, date_b);
    day_number since_a = status_ends((enum term)a->symbol) ? date_a->date.last : date_a->date.first;
    day_number since_b = status_ends((enum term)b->symbol) ? date_b->date.last : date_b->date.first;
    return since_a == since_b && date_a->date.last - date_a->date.first == date_b->date.last - date_b->date.first;
}

/* Two lines of `property` that give one date and different values. */
static void check_conflicts(struct checker *c, uint32_t entity, enum property property)
{
    struct stated lines[MOST_COMPARED];
    uint32_t count = 0, value_count;
    for (struct stated line = model_property(c->model, entity, property); line.node && count < MOST_COMPARED;
         line = model_next_property(c->model, line)) {
        const struct value *values = model_values(c->model, line, &value_count);
        if (!value_count || (values->flags & VALUE_UNCERTAIN) || values->type == VALUE_UNDECIDED)
            continue;
        bool status = property == PROPERTY_STATUS;
        const struct value *date = status ? (value_count > 1 ? &values[1] : NULL) : values;
        const struct value *fact = status ? values : value_count > 1 ? &values[1] : NULL;
        for (uint32_t i = 0; fact && i < count; i++) {
            uint32_t other_count;
            const struct value *others = model_values(c->model, lines[i], &other_count);
            const struct value *other_date = status ? (other_count > 1 ? &others[1] : NULL) : others;
            const struct value *other = status ? others : &others[1];
            bool same = status ? other->symbol == fact->symbol
                               : other->type == fact->type && other->number == fact->number;
            if (same || !(status ? tied(fact, date, other, other_date) : equal_dates(date, other_date)))
                continue;
            struct diagnostic *diagnostic = checker_report_line(c, DIAG_CONFLICTING_FACTS, entity, line);
            const struct node *earlier = &c->model->files[lines[i].file].tree.nodes[lines[i].node];
            diagnostic->arguments[0] = checker_value_text(c, lines[i].file, other);
            diagnostic->arguments[1] = checker_value_text(c, line.file, fact);
            diag_add_label(c->list, diagnostic, (struct span){lines[i].file, earlier->start, earlier->end},
                           PHRASE_ALSO_HERE);
            break;
        }
        lines[count++] = line;
    }
}

void check_status_facts(struct checker *c, uint32_t entity)
{
    if (!model_property(c->model, entity, PROPERTY_STATUS).node)
        return;
    check_conflicts(c, entity, PROPERTY_STATUS);
    for (struct stated line = model_property(c->model, entity, PROPERTY_STATUS); line.node;
         line = model_next_property(c->model, line)) {
        uint32_t count;
        const struct value *values = model_values(c->model, line, &count);
        if (count && values->type == VALUE_TERM && values->symbol == STATUS_POSTPONED &&
            KIND_IN(c->model->entities[entity].kind, WORK | THREAD) &&
            !model_property(c->model, entity, PROPERTY_POSTPONED_TO).node) {
            checker_report_line(c, DIAG_POSTPONED_WITHOUT_DEADLINE, entity, line);
            return;
        }
    }
}

/* ---- one declaration's times ------------------------------------------------------------------------------------- */

static void check_postponements(struct checker *c, uint32_t entity, const struct bound *adopted)
{
    uint32_t count;
    for (struct stated line = model_property(c->model, entity, PROPERTY_POSTPONED_TO); line.node;
         line = model_next_property(c->model, line)) {
        const struct value *values = model_values(c->model, line, &count);
        struct date to = values->date;
        if (count && values->type == VALUE_DATE && adopted->stated && moment_place(c->model, c->number, &to) &&
            to.last < adopted->date.last) {
            struct diag_argument earlier = checker_day(c, to.last), deadline = checker_day(c, adopted->date.last);
            struct diagnostic *diagnostic = checker_report_line(c, DIAG_POSTPONED_EARLIER, entity, line);
            diagnostic->arguments[0] = earlier;
            diagnostic->arguments[1] = deadline;
        }
        if (count && values->type == VALUE_DATE && !model_value(c->model, line, TAG_DECISION))
            checker_report_line(c, DIAG_POSTPONED_WITHOUT_DECISION, entity, line)->arguments[0] = checker_value_text(
                c, line.file, values);
    }
}

static void check_completion(struct checker *c, uint32_t entity, const struct bound *start)
{
    uint32_t count;
    for (struct stated line = model_property(c->model, entity, PROPERTY_STATUS); line.node;
         line = model_next_property(c->model, line)) {
        const struct value *values = model_values(c->model, line, &count);
        if (count < 2 || values->symbol != STATUS_COMPLETED || values[1].type != VALUE_DATE ||
            (values->flags & VALUE_UNCERTAIN))
            continue;
        struct date date = values[1].date;
        if (!moment_place(c->model, c->number, &date) || date.last >= start->date.first)
            continue;
        struct diag_argument completed = checker_day(c, date.last), begins = checker_day(c, start->date.first);
        struct diagnostic *diagnostic = checker_report_line(c, DIAG_COMPLETED_BEFORE_START, entity, line);
        diagnostic->arguments[0] = completed;
        diagnostic->arguments[1] = begins;
    }
}

static void check_period(struct checker *c, uint32_t entity, const struct bound *deadline)
{
    const struct date *period = &c->unit->period;
    day_number last = deadline->date.last;
    if (!period->precision || (last >= period->first && last <= period->last))
        return;
    char first[16], end[16];
    date_format_iso(period->first, first);
    date_format_iso(period->last, end);
    struct diag_argument day = checker_day(c, last);
    struct diagnostic *diagnostic = checker_report_line(c, DIAG_OUTSIDE_PERIOD, entity, deadline->line);
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

static void check_dependencies(struct checker *c, uint32_t entity, const struct bound *deadline)
{
    uint32_t count;
    struct stated line = model_property(c->model, entity, PROPERTY_DEPENDS_ON);
    const struct value *values = model_values(c->model, line, &count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t needed = values[i].type == VALUE_REFERENCE && !(values[i].flags & VALUE_UNCERTAIN)
                              ? model_target(c->model, line, &values[i])
                              : 0;
        if (!needed)
            continue;
        struct timing timing = moment_times(c->moment, needed);
        if (!timing.deadline.stated || timing.deadline.date.last <= deadline->date.last)
            continue;
        struct diag_argument day = checker_day(c, deadline->date.last),
                             other = checker_day(c, timing.deadline.date.last), title = checker_title(c, needed);
        struct diagnostic *diagnostic = checker_report_line(c, DIAG_DEPENDENCY_LATER, entity, line);
        diagnostic->arguments[0] = day;
        diagnostic->arguments[1] = title;
        diagnostic->arguments[2] = other;
        diag_add_label(c->list, diagnostic, model_span(c->model, needed), PHRASE_ALSO_HERE);
    }
}

static bool has_time(const struct model *model, uint32_t entity)
{
    static const enum property properties[] = {PROPERTY_DEADLINE,     PROPERTY_WHEN,      PROPERTY_START,
                                               PROPERTY_POSTPONED_TO, PROPERTY_PERFORMED, PROPERTY_PERIOD};
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (model_property(model, entity, properties[i]).node)
            return true;
    return false;
}

void check_times(struct checker *c, uint32_t entity)
{
    if (!has_time(c->model, entity))
        return;
    struct timing timing = moment_times(c->moment, entity);
    check_postponements(c, entity, &timing.adopted);
    if (timing.start.stated)
        check_completion(c, entity, &timing.start);
    if (timing.series && moment_lacks_range(c->model, entity))
        checker_report_line(c, DIAG_RECURRENCE_WITHOUT_RANGE, entity, model_property(c->model, entity, PROPERTY_WHEN));
    if (!timing.deadline.stated)
        return;
    if (timing.start.stated && timing.start.date.first > timing.deadline.date.last) {
        struct diag_argument start = checker_day(c, timing.start.date.first),
                             last = checker_day(c, timing.deadline.date.last);
        struct diagnostic *diagnostic = checker_report_line(c, DIAG_START_AFTER_DEADLINE, entity, timing.start.line);
        diagnostic->arguments[0] = start;
        diagnostic->arguments[1] = last;
    }
    check_period(c, entity, &timing.deadline);
    check_whole(c, entity, &timing.deadline);
    check_dependencies(c, entity, &timing.deadline);
}

/* Work that nothing places in time: neither itself, nor what it is a part of, nor all its parts. */
void check_undated(struct checker *c, uint32_t entity)
{
    const struct model *model = c->model;
    uint32_t parts = 0, dated = 0;
    if (has_time(model, entity))
        return;
    for (uint32_t child = model->entities[entity].first_child; child; child = model->entities[child].next_sibling)
        if (KIND_IN(model->entities[child].kind, WORK)) {
            parts++;
            dated += has_time(model, child);
        }
    if (parts && (dated == parts ||
                  model->entities[entity].kind == KIND_MEASURE)) /* a measure's parts are reported themselves */
        return;
    for (uint32_t above = entity; above && KIND_IN(model->entities[above].kind, WORK);
         above = model->entities[above].parent) {
        const struct value *status = model_value(model, model_property(model, above, PROPERTY_STATUS), TAG_NONE);
        if ((above != entity && has_time(model, above)) ||
            (status && status->type == VALUE_TERM && status_ends((enum term)status->symbol)))
            return;
    }
    checker_report(c, DIAG_UNDATED, entity);
}
