/* overdue.c: every dated thing by class, the overdue first. Nothing is hidden: what cannot be placed in time is a class. */
#include "cells.h"

#include <stdlib.h>
#include <string.h>

enum overdue_column {
    C_ID,
    C_KIND,
    C_TITLE,
    C_PLAN,
    C_CLASS,
    C_STATE,
    C_DEADLINE,
    C_DEADLINE_PRECISION,
    C_ADOPTED,
    C_ADOPTED_PRECISION,
    C_SLIP,
    C_DAYS,
    C_ACCOUNTABLE,
    C_SECTORS,
    C_STATUS,
    C_INHERITED,
    C_TARGET,
    C_VALUE,
    C_VALUE_DATE,
    C_DRAFT,
    C_FILE,
    C_LINE,
    C_COUNT
};

static const struct column COLUMNS[C_COUNT] = {
    [C_CLASS] = {"class", {"Klasse", "Klasse", "Class"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_ID] = {"id", {"Id", "Id", "Id"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [C_KIND] = {"kind", {"Slag", "Slag", "Kind"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_TITLE] = {"title", {"Tittel", "Tittel", "Title"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_PLAN] = {"plan", {"Plan", "Plan", "Plan"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [C_STATE] = {"state", {"Tilstand", "Tilstand", "State"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_DEADLINE] = {"deadline", {"Frist", "Frist", "Deadline"}, COLUMN_DATE, COLUMN_BOTH},
    [C_DEADLINE_PRECISION] = {"deadline_precision",
                              {"Fristens presisjon", "Presisjonen til fristen", "Deadline precision"},
                              COLUMN_TEXT,
                              COLUMN_MACHINE},
    [C_ADOPTED] = {"adopted_deadline", {"Vedtatt frist", "Vedteken frist", "Adopted"}, COLUMN_DATE, COLUMN_MACHINE},
    [C_ADOPTED_PRECISION] = {"adopted_deadline_precision",
                             {"Vedtatt frists presisjon", "Presisjonen til vedteken frist", "Adopted precision"},
                             COLUMN_TEXT,
                             COLUMN_MACHINE},
    [C_SLIP] = {"slip_days", {"Forskjøvet", "Forskyvd", "Slip"}, COLUMN_INTEGER, COLUMN_MACHINE},
    [C_DAYS] = {"days_overdue", {"Dager over", "Dagar over", "Days over"}, COLUMN_INTEGER, COLUMN_BOTH},
    [C_ACCOUNTABLE] = {"accountable", {"Ansvarlig", "Ansvarleg", "Accountable"}, COLUMN_LIST, COLUMN_BOTH},
    [C_SECTORS] = {"sectors", {"Sektor", "Sektor", "Sector"}, COLUMN_LIST, COLUMN_MACHINE},
    [C_STATUS] = {"status", {"Status", "Status", "Status"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_INHERITED] = {"status_inherited",
                     {"Status arvet", "Status arva", "Status inherited"},
                     COLUMN_BOOLEAN,
                     COLUMN_MACHINE},
    [C_TARGET] = {"target", {"Mål", "Mål", "Target"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_VALUE] = {"latest_value", {"Siste verdi", "Siste verdi", "Latest"}, COLUMN_NUMBER, COLUMN_MACHINE},
    [C_VALUE_DATE] = {"latest_date", {"Målt", "Målt", "Measured"}, COLUMN_DATE, COLUMN_MACHINE},
    [C_DRAFT] = {"draft", {"Utkast", "Utkast", "Draft"}, COLUMN_BOOLEAN, COLUMN_MACHINE},
    [C_FILE] = {"file", {"Fil", "Fil", "File"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_LINE] = {"line", {"Linje", "Linje", "Line"}, COLUMN_INTEGER, COLUMN_MACHINE}};

/* A row and what it is sorted by. */
struct entry {
    enum time_class class;
    day_number deadline; /* DAY_OPEN_END without */
    uint32_t order;
    struct table_row row;
};

struct entries {
    struct entry *data;
    uint32_t count, capacity;
    int64_t counts[CLASS_COUNT];
};

struct overdue {
    struct filling filling;
    struct entries entries;
    uint32_t unit; /* being filled */
    struct cell plan;
    bool draft;
};

static struct cell *new_row(struct overdue *o, enum time_class class, day_number deadline)
{
    bool listed = o->filling.request->all || class == CLASS_OVERDUE || class == CLASS_LATE_START ||
                  class == CLASS_DUE_SOON;
    o->entries.counts[class]++;
    if (!listed)
        return NULL;
    struct entry entry = {.class = class, .deadline = deadline, .order = o->entries.count};
    entry.row.cells = arena_alloc(o->filling.arena, C_COUNT * sizeof(struct cell));
    ARRAY_PUSH(&o->entries, data, count, capacity, entry);
    return entry.row.cells;
}

static void fill_common(struct overdue *o, struct cell *cells, uint32_t entity, enum time_class class,
                        struct stated line)
{
    struct filling *f = &o->filling;
    struct table_row *row = &o->entries.data[o->entries.count - 1].row;
    cells[C_PLAN] = o->plan;
    cells[C_CLASS] = cells_class(f, class);
    cells[C_ACCOUNTABLE] = cells_accountable(f, entity);
    cells[C_SECTORS] = cells_sectors(f, entity);
    cells[C_DRAFT] = cell_boolean(o->draft);
    cells_place(f, row, line);
    cells[C_FILE] = cell_text(row->file);
    cells[C_LINE] = cell_integer(row->line);
}

static void fill_deadline(struct overdue *o, struct cell *cells, const struct timing *timing)
{
    char current[16], adopted[16];
    struct arena *arena = o->filling.arena;
    if (timing->adopted.stated) {
        cells[C_ADOPTED] = cell_date(timing->adopted.date.last, NULL);
        cells[C_ADOPTED_PRECISION] = cell_text(cells_precision(&timing->adopted.date));
    }
    if (!timing->deadline.stated)
        return;
    date_format_iso(timing->deadline.date.last, current);
    const char *label = NULL;
    if (timing->adopted.stated && timing->slip_days) {
        date_format_iso(timing->adopted.date.last, adopted);
        label = arena_format(arena, o->filling.language == LANGUAGE_EN ? "%s (first %s)" : "%s (først %s)", current,
                             adopted);
    }
    cells[C_DEADLINE] = cell_date(timing->deadline.date.last, label);
    cells[C_DEADLINE_PRECISION] = cell_text(cells_precision(&timing->deadline.date));
    if (timing->adopted.stated)
        cells[C_SLIP] = cell_integer(timing->slip_days);
}

/* What is closed because the whole is closed says so. */
static void fill_status(struct overdue *o, struct cell *cells, uint32_t entity, const struct timing *timing)
{
    struct filling *f = &o->filling;
    cells[C_STATUS] = cells_status(f, timing->status);
    cells[C_INHERITED] = cell_boolean(timing->status && timing->status_from != entity);
    if (timing->status && timing->status_from != entity)
        cells[C_STATUS].label = arena_format(f->arena, "%s (%s)", cells[C_STATUS].label,
                                             f->language == LANGUAGE_NB   ? "arvet"
                                             : f->language == LANGUAGE_NN ? "arva"
                                                                          : "inherited");
}

/* ---- work and goals ------------------------------------------------------------------------------------------ */

struct occurrence_row {
    struct overdue *overdue;
    uint32_t entity;
    const struct timing *timing;
};

static void add_occurrence(void *context, const struct occurrence *occurrence)
{
    struct occurrence_row *r = context;
    struct overdue *o = r->overdue;
    struct filling *f = &o->filling;
    if (occurrence->performed || occurrence->last >= f->moment.day)
        return;
    struct cell *cells = new_row(o, CLASS_OVERDUE, occurrence->last);
    fill_common(o, cells, r->entity, CLASS_OVERDUE, cells_statement(f->model, r->entity));
    static const char *const kinds[] = {"gjentak", "gjentak", "occurrence"};
    char id[OCCURRENCE_ID];
    occurrence_id(occurrence, id);
    const char *identity = arena_format(f->arena, "%s@%s", model_identity(f->model, r->entity), id);
    const char *title = model_title(f->model, f->arena, r->entity, f->language);
    cells[C_ID] = cell_text(identity);
    table_name(f->table, identity, title);
    cells[C_KIND] = cell_labelled("occurrence", kinds[f->language]);
    cells[C_TITLE] = cell_labelled(title, arena_format(f->arena, "%s (%s)", cells_label(f, r->entity),
                                                       occurrence_label(f->arena, occurrence, f->language)));
    cells[C_DEADLINE] = cells[C_ADOPTED] = cell_date(occurrence->last, NULL);
    if (occurrence->last == occurrence->window.last)
        cells[C_DEADLINE_PRECISION] = cells[C_ADOPTED_PRECISION] = cell_text(cells_precision(&occurrence->window));
    cells[C_SLIP] = cell_integer(0);
    cells[C_DAYS] = cell_integer(f->moment.day - occurrence->last);
    cells[C_STATUS] = cells_status(f, r->timing->status);
}

static void add_work(struct overdue *o, uint32_t entity)
{
    struct filling *f = &o->filling;
    struct timing timing = moment_timing(&f->moment, entity);
    struct cell *cells = new_row(o, timing.class, timing.deadline.stated ? timing.deadline.date.last : DAY_OPEN_END);
    if (cells) {
        fill_common(o, cells, entity, timing.class, cells_statement(f->model, entity));
        cells[C_ID] = cells_entity(f, entity);
        cells[C_KIND] = cells_kind(f, entity);
        cells[C_TITLE] = cell_labelled(model_title(f->model, f->arena, entity, f->language), cells_label(f, entity));
        fill_deadline(o, cells, &timing);
        if (timing.class == CLASS_OVERDUE)
            cells[C_DAYS] = cell_integer(timing.days_overdue);
        fill_status(o, cells, entity, &timing);
    }
    if (timing.series && timing.class == CLASS_RECURRING) {
        struct occurrence_row row = {o, entity, &timing};
        bool over;
        moment_occurrences(&f->moment, entity, &over, add_occurrence, &row);
    }
}

/* ---- stages ---------------------------------------------------------------------------------------------------- */

static void add_stage(struct overdue *o, struct target *target, uint32_t number)
{
    struct filling *f = &o->filling;
    const struct stage *stage = &target->stages[number];
    struct stage_state state = target_judge(&f->moment, target, number);
    enum time_class class = target_class(&f->moment, target, stage, state.state);
    struct cell *cells = new_row(o, class, stage->placed ? stage->date.last : DAY_OPEN_END);
    if (!cells)
        return;
    static const char *const kinds[] = {"trinn", "trinn", "stage"};
    const char *identity = arena_format(f->arena, "%s#%u", model_identity(f->model, target->entity), stage->number);
    const char *title = model_title(f->model, f->arena, target->entity, f->language);
    fill_common(o, cells, target->entity, class, stage->line);
    cells[C_ID] = cell_text(identity);
    table_name(f->table, identity, title);
    cells[C_KIND] = cell_labelled("stage", kinds[f->language]);
    cells[C_STATE] = cells_state(f, state.state);
    if (stage->condition_count) {
        const char *bytes = f->model->files[stage->line.file].source.bytes;
        uint32_t start = stage->conditions[0].start, end = stage->conditions[stage->condition_count - 1].end;
        cells[C_TARGET] = cell_text(arena_copy(f->arena, bytes + start, end - start));
    }
    cells[C_TITLE] = cell_labelled(title, arena_format(f->arena, "%s: %s – %s", cells_label(f, target->entity),
                                                       cells[C_TARGET].text ? cells[C_TARGET].text : "",
                                                       cells[C_STATE].label));
    if (stage->placed) {
        cells[C_DEADLINE] = cells[C_ADOPTED] = cell_date(stage->date.last, NULL);
        cells[C_DEADLINE_PRECISION] = cells[C_ADOPTED_PRECISION] = cell_text(cells_precision(&stage->date));
        cells[C_SLIP] = cell_integer(0);
        if (class == CLASS_OVERDUE)
            cells[C_DAYS] = cell_integer(f->moment.day - stage->date.last);
    }
    if (state.latest) {
        double value = stage_range(stage, state.latest).low;
        cells[C_VALUE] = cell_number(value);
        cells[C_VALUE_DATE] = cell_date(state.latest->date.last, NULL);
    }
}

static void add_target(struct overdue *o, uint32_t entity)
{
    struct target target;
    target_read(&o->filling.moment, entity, &target);
    for (uint32_t i = 0; i < target.stage_count; i++)
        add_stage(o, &target, i);
    target_free(&target);
}

/* ---- the report --------------------------------------------------------------------------------------------------- */

static int by_urgency(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    if (x->class != y->class)
        return x->class < y->class ? -1 : 1;
    if (x->deadline != y->deadline)
        return x->deadline < y->deadline ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void write_summary(struct overdue *o)
{
    struct filling *f = &o->filling;
    struct table_count *summary = arena_alloc(f->arena, CLASS_COUNT * sizeof *summary);
    for (int class = CLASS_OVERDUE; class < CLASS_COUNT; class ++) {
        const struct verdict_row *row = class_row((enum time_class) class);
        summary[class - 1] = (struct table_count){row->name, row->words[f->language], o->entries.counts[class]};
    }
    f->table->summary = summary;
    f->table->summary_count = CLASS_COUNT - 1;
}

static void write_caption(struct overdue *o)
{
    char day[16];
    date_format_iso(o->filling.moment.day, day);
    struct filling *f = &o->filling;
    const char *words = f->language == LANGUAGE_NB   ? "Frister per"
                        : f->language == LANGUAGE_NN ? "Fristar per"
                                                     : "Deadlines as of";
    f->table->caption = arena_format(f->arena, "%s %s", words, day);
    uint32_t plan = cells_only_plan(f);
    if (plan)
        f->table->caption = arena_format(f->arena, "%s: %s %s", cells_plan_title(f, plan), words, day);
}

enum report_result report_overdue(const struct report_request *request, struct table *table, bool *found)
{
    struct overdue overdue = {0};
    struct overdue *o = &overdue;
    filling_begin(&o->filling, request, table, "overdue", COLUMNS, C_COUNT);
    if (o->filling.plan_count > 1) { /* people must see which plan a row is of */
        struct column *columns = arena_alloc(table->arena, sizeof COLUMNS);
        memcpy(columns, COLUMNS, sizeof COLUMNS);
        columns[C_PLAN].use = COLUMN_BOTH;
        table->columns = columns;
    }
    const struct model *model = request->model;
    o->filling.moment.soon_days = request->within;
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        if (!cells_plan_is_reported(&o->filling, u))
            continue;
        o->unit = u;
        o->plan = cells_plan(&o->filling, u);
        o->plan.label = cells_plan_title(&o->filling, u);
        o->draft = moment_is_draft(&o->filling.moment, u);
        for (uint32_t i = 0; i < unit->file_count; i++) {
            const struct file *file = &model->files[unit->files[i]];
            for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
                if (model->entities[e].kind == KIND_TARGET)
                    add_target(o, e);
                else if (moment_is_dated(&o->filling.moment, e))
                    add_work(o, e);
        }
    }
    if (o->entries.count)
        qsort(o->entries.data, o->entries.count, sizeof *o->entries.data, by_urgency);
    for (uint32_t i = 0; i < o->entries.count; i++)
        ARRAY_PUSH(table, rows, row_count, row_capacity, o->entries.data[i].row);
    *found = o->entries.counts[CLASS_OVERDUE] > 0;
    write_summary(o);
    write_caption(o);
    array_free(o->entries.data);
    filling_end(&o->filling);
    return REPORT_DONE;
}
