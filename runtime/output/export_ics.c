/* export_ics.c: the days of the plans as a calendar: deadlines, stages of result targets, what recurs, and revisions. All are
 * events: Outlook and Google leave tasks (VTODO) out.
 * An event's UID is made from its identity, so that importing again updates it; its sequence number is the day that the
 * calendar is as of, so that a later one wins. What is stopped is cancelled, what is a draft is tentative. */
#include "calendar.h"
#include "export_room.h"
#include "text.h"

#include <string.h>

enum { FEWEST_BY_RULE = 3, YEARS_AHEAD = 10, LAST_YEAR = 9999 };

struct ics {
    struct export_room room;
    const struct export_request *request;
    struct calendar calendar;
    uint32_t entity;
    struct occurrence *occurrences; /* of one series */
    uint32_t count, capacity;
};

/* What one event is about. */
struct event {
    const char *uid;
    day_number day;
    const char *rule;  /* RRULE, or NULL */
    const char *title; /* shown in the calendar */
    const char *state; /* in words, or NULL */
    const char *more;  /* another line of the description, or NULL */
    enum text kind;    /* its category */
    bool cancelled;
    struct stated line;
};

/* ---- writing ------------------------------------------------------------------------------------------------------- */

static void line(struct writer *writer, enum text label, enum language language, const char *value)
{
    if (value && *value) {
        writer_text(writer, writer->count ? "\n" : "");
        writer_format(writer, "%s: %s", text_of(label, language), value);
    }
}

static const char *description(struct ics *ics, const struct event *event)
{
    struct filling *f = &ics->room.filling;
    struct writer text = {0};
    struct table_row row = {0};
    uint32_t unit = f->model->entities[ics->entity].unit;
    cells_place(f, &row, event->line);
    bool plan = f->model->entities[ics->entity].kind == KIND_PLAN; /* which its owner answers for */
    line(&text, TEXT_CALENDAR_ACCOUNTABLE, f->language,
         plan ? cells_role(f, ics->entity, PROPERTY_OWNER).label : cells_accountable(f, ics->entity).label);
    line(&text, TEXT_CALENDAR_PLAN, f->language, cells_plan_title(f, unit));
    line(&text, TEXT_CALENDAR_STATE, f->language, event->state);
    if (event->more)
        writer_format(&text, "\n%s", event->more);
    writer_format(&text, "\n%s · %s:%u", model_identity(f->model, ics->entity), row.file, row.line);
    const char *copy = arena_copy(f->arena, text.data, text.count);
    writer_free(&text);
    return copy;
}

static void write_event(struct ics *ics, const struct event *event)
{
    struct filling *f = &ics->room.filling;
    bool draft = moment_is_draft(&f->moment, f->model->entities[ics->entity].unit);
    struct calendar_event written = {.uid = arena_format(f->arena, "%s@traad", event->uid),
                                     .day = event->day,
                                     .rule = event->rule,
                                     .title = event->title,
                                     .description = description(ics, event),
                                     .category = text_of(event->kind, f->language),
                                     .status = event->cancelled ? CALENDAR_CANCELLED
                                               : draft          ? CALENDAR_TENTATIVE
                                                                : CALENDAR_CONFIRMED};
    calendar_event(&ics->calendar, &written);
}

/* ---- deadlines and stages -------------------------------------------------------------------------------------------- */

static const char *titled(struct ics *ics, enum text text, const char *title)
{
    return text_string(ics->room.filling.arena, text, ics->room.filling.language, title, NULL);
}

static const char *ended(struct filling *f, const char *title, const char *state)
{
    return arena_format(f->arena, "%s (%s)", title, state);
}

static void write_deadline(struct ics *ics, const struct timing *timing)
{
    struct filling *f = &ics->room.filling;
    bool closed = timing->class == CLASS_DONE || timing->class == CLASS_STOPPED;
    const char *state = cells_class(f, timing->class).label, *title = cells_label(f, ics->entity);
    char adopted[16];
    struct event event = {.uid = model_identity(f->model, ics->entity),
                          .day = timing->deadline.date.last,
                          .title = titled(ics, TEXT_CALENDAR_DEADLINE, closed ? ended(f, title, state) : title),
                          .state = state,
                          .kind = TEXT_CALENDAR_DEADLINES,
                          .cancelled = timing->class == CLASS_STOPPED,
                          .line = timing->deadline.line};
    date_format_iso(timing->adopted.date.last, adopted);
    if (timing->slip_days)
        event.more = titled(ics, TEXT_CALENDAR_ADOPTED, adopted);
    if (event.day > DAY_OPEN_START && event.day < DAY_OPEN_END)
        write_event(ics, &event);
}

static void write_stages(struct ics *ics)
{
    struct filling *f = &ics->room.filling;
    struct teller teller = cells_teller(f);
    struct target target;
    target_read(&f->moment, ics->entity, &target);
    for (uint32_t i = 0; i < target.stage_count; i++) {
        const struct stage *stage = &target.stages[i];
        struct stage_state state = target_judge(&f->moment, &target, i);
        if (!stage->placed || stage->date.last >= DAY_OPEN_END)
            continue;
        const char *asked = figure_condition(&teller, stage), *title = cells_label(f, ics->entity);
        if (asked)
            title = arena_format(f->arena, "%s – %s", title, asked);
        struct event event = {
            .uid = arena_format(f->arena, "%s#%u", model_identity(f->model, ics->entity), stage->number),
            .day = stage->date.last,
            .title = titled(ics, TEXT_CALENDAR_STAGE, title),
            .state = cells_state(f, state.state).label,
            .kind = TEXT_CALENDAR_STAGES,
            .cancelled = target_class(&f->moment, &target, stage, state.state) == CLASS_STOPPED,
            .line = stage->line};
        write_event(ics, &event);
    }
    target_free(&target);
}

/* ---- what recurs -------------------------------------------------------------------------------------------------------- */

static void keep(void *context, const struct occurrence *occurrence)
{
    struct ics *ics = context;
    if (occurrence->last > DAY_OPEN_START && occurrence->last < DAY_OPEN_END)
        ARRAY_PUSH(ics, occurrences, count, capacity, *occurrence);
}

/* Gathers the occurrences of a series, those to come of one without end too, as far as they are followed. What is ticked off
 * is so as of the day. Returns true when there is no end. */
static bool gather(struct ics *ics, enum property property)
{
    struct moment far = ics->room.filling.moment;
    bool over;
    ics->count = 0;
    moment_series(&ics->room.filling.moment, ics->entity, property, &over, keep, ics);
    uint32_t known = ics->count, at = 0;
    far.day = date_day(LAST_YEAR, 12, 31);
    moment_series(&far, ics->entity, property, &over, keep, ics); /* in the same order, behind them */
    uint32_t count = ics->count - known;
    ics->count = count;
    if (!count)
        return false;
    struct occurrence *all = ics->occurrences + known;
    for (uint32_t i = 0; i < count; i++) {
        bool same = at < known && ics->occurrences[at].window.first == all[i].window.first &&
                    ics->occurrences[at].window.last == all[i].window.last;
        all[i].performed = same && ics->occurrences[at].performed;
        at += same;
    }
    memmove(ics->occurrences, all, count * sizeof *all);
    return count > known;
}

/* Of a series without end that no one rule can say, the next ten years. */
static void cut_off(struct ics *ics)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < ics->count; i++)
        if (ics->occurrences[i].last <= date_add_months(ics->room.filling.moment.day, YEARS_AHEAD * 12))
            ics->occurrences[kept++] = ics->occurrences[i];
    ics->count = kept;
}

static int month_number(day_number day)
{
    struct civil civil = date_civil(day);
    return civil.year * 12 + civil.month - 1;
}

static bool is_month_end(day_number day)
{
    return date_civil(day + 1).day == 1;
}

/* How many occurrences from the first on a rule can say, and the rule: equally many months apart, on the same day of the month
 * or on its last. A day that some month lacks is left to its own event. */
static uint32_t find_rule(struct ics *ics, int *months, bool *at_end)
{
    const struct occurrence *o = ics->occurrences;
    uint32_t by_day = 1, by_end = 1;
    *months = ics->count > 1 ? month_number(o[1].last) - month_number(o[0].last) : 0;
    if (*months <= 0)
        return 0;
    int day = date_civil(o[0].last).day;
    for (uint32_t i = 1; i < ics->count && month_number(o[i].last) - month_number(o[i - 1].last) == *months; i++) {
        if (by_day == i && day <= 28 && date_civil(o[i].last).day == day)
            by_day++;
        if (by_end == i && is_month_end(o[0].last) && is_month_end(o[i].last))
            by_end++;
    }
    *at_end = by_end > by_day;
    return *at_end ? by_end : by_day;
}

static const char *rule_text(struct ics *ics, int months, bool at_end, uint32_t count)
{
    struct arena *arena = ics->room.filling.arena;
    bool years = months % 12 == 0;
    int interval = years ? months / 12 : months;
    const char *rule = arena_format(arena, "FREQ=%s", years ? "YEARLY" : "MONTHLY");
    if (interval > 1)
        rule = arena_format(arena, "%s;INTERVAL=%d", rule, interval);
    if (at_end && years)
        rule = arena_format(arena, "%s;BYMONTH=%d", rule, date_civil(ics->occurrences[0].last).month);
    if (at_end)
        rule = arena_format(arena, "%s;BYMONTHDAY=-1", rule);
    return count ? arena_format(arena, "%s;COUNT=%u", rule, count) : rule;
}

/* The occurrences that are ticked off: "2024, 2025". */
static const char *performed(struct ics *ics, uint32_t count)
{
    const char *list = NULL;
    struct filling *f = &ics->room.filling;
    for (uint32_t i = 0; i < count; i++)
        if (ics->occurrences[i].performed) {
            const char *label = occurrence_label(f->arena, &ics->occurrences[i], f->language);
            list = list ? arena_format(f->arena, "%s, %s", list, label) : label;
        }
    return list ? titled(ics, TEXT_CALENDAR_PERFORMED, list) : NULL;
}

static void write_single(struct ics *ics, const struct occurrence *occurrence, struct event event)
{
    struct filling *f = &ics->room.filling;
    char id[OCCURRENCE_ID];
    occurrence_id(occurrence, id);
    event.uid = arena_format(f->arena, "%s@%s", event.uid, id);
    event.day = occurrence->last;
    event.title = arena_format(f->arena, "%s (%s)", event.title, occurrence_label(f->arena, occurrence, f->language));
    if (occurrence->performed || occurrence->last < f->moment.day)
        event.state = class_row(occurrence->performed ? CLASS_DONE : CLASS_OVERDUE)->words[f->language];
    write_event(ics, &event);
}

/* A series: by a rule as far as it can be said so, the rest one by one. */
static void write_series(struct ics *ics, enum property property, struct event event)
{
    bool at_end, endless = gather(ics, property);
    int months;
    uint32_t by_rule = find_rule(ics, &months, &at_end);
    if (endless && by_rule < ics->count) {
        endless = false;
        cut_off(ics);
        by_rule = find_rule(ics, &months, &at_end);
    }
    if (by_rule < FEWEST_BY_RULE)
        by_rule = 0;
    if (by_rule) {
        struct event series = event;
        series.uid = arena_format(ics->room.filling.arena, "%s@every", event.uid);
        series.day = ics->occurrences[0].last;
        series.rule = rule_text(ics, months, at_end, endless ? 0 : by_rule);
        series.more = performed(ics, by_rule);
        write_event(ics, &series);
    }
    for (uint32_t i = by_rule; i < ics->count; i++)
        write_single(ics, &ics->occurrences[i], event);
}

/* ---- the calendar ---------------------------------------------------------------------------------------------------------- */

/* True for one who is accountable or co-accountable, or owns the plan: the actor, a unit of it, or the group named. */
static bool answers(const struct ics *ics)
{
    const struct model *model = ics->room.filling.model;
    uint32_t party = ics->request->actor;
    struct responsibilities list = {0};
    bool found = !party;
    role_all(model, ics->entity, &list);
    for (uint32_t i = 0; i < list.count && !found; i++) {
        const struct responsibility *r = &list.data[i];
        if (r->role != PROPERTY_ACCOUNTABLE && r->role != PROPERTY_CO_ACCOUNTABLE && r->role != PROPERTY_OWNER)
            continue;
        found = r->via == party;
        for (uint32_t at = r->actor; at && !found; at = model->entities[at].parent)
            found = model_canonical(model, at) == party;
    }
    array_free(list.data);
    return found;
}

static void write_entity(struct ics *ics)
{
    struct filling *f = &ics->room.filling;
    struct stated revision = model_property(f->model, ics->entity, PROPERTY_REVISION);
    bool target = f->model->entities[ics->entity].kind == KIND_TARGET;
    if (!(target || revision.node || moment_is_dated(&f->moment, ics->entity)) || !answers(ics))
        return;
    const char *identity = model_identity(f->model, ics->entity), *title = cells_label(f, ics->entity);
    if (target) {
        write_stages(ics);
    } else if (moment_is_dated(&f->moment, ics->entity)) {
        struct timing timing = moment_timing(&f->moment, ics->entity);
        if (timing.deadline.stated)
            write_deadline(ics, &timing);
        if (timing.series)
            write_series(ics, PROPERTY_WHEN,
                         (struct event){.uid = identity,
                                        .title = title,
                                        .state = cells_class(f, timing.class).label,
                                        .kind = TEXT_CALENDAR_RECURRING,
                                        .cancelled = timing.class == CLASS_STOPPED,
                                        .line = model_property(f->model, ics->entity, PROPERTY_WHEN)});
    }
    if (revision.node)
        write_series(ics, PROPERTY_REVISION,
                     (struct event){.uid = arena_format(f->arena, "%s!revision", identity),
                                    .title = titled(ics, TEXT_CALENDAR_REVISION, title),
                                    .kind = TEXT_CALENDAR_REVISIONS,
                                    .line = revision});
}

static void write_head(struct ics *ics, struct writer *writer)
{
    struct filling *f = &ics->room.filling;
    uint32_t plan = cells_only_plan(f), actor = ics->request->actor;
    const char *name = plan ? cells_plan_title(f, plan) : "Tråd";
    if (actor)
        name = arena_format(f->arena, "%s: %s", name, model_short_title(f->model, f->arena, actor, f->language));
    calendar_begin(&ics->calendar, writer, name, f->moment.day);
}

void export_ics(struct writer *writer, const struct export_request *request)
{
    struct ics ics = {.request = request};
    export_room_open(&ics.room, request, "ics");
    write_head(&ics, writer);
    for (uint32_t e = 1; e < request->model->entity_count; e++) {
        ics.entity = e;
        if (cells_plan_is_reported(&ics.room.filling, request->model->entities[e].unit))
            write_entity(&ics);
    }
    calendar_end(&ics.calendar);
    array_free(ics.occurrences);
    export_room_close(&ics.room);
}
