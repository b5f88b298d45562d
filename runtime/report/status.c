/* status.c: a page per plan for the case paper: what is overdue and what became so lately, how targets and measures stand,
 * where the thread is broken, and whether the indicators are kept up. What a councillor should read first comes first. */
#include "cells.h"
#include "check.h"
#include "snapshot.h"

#include <math.h>
#include <stdlib.h>

enum status_column {
    C_PLAN,
    C_SECTION,
    C_NAME,
    C_COUNT,
    C_SHARE,
    C_PREVIOUS,
    C_DETAILS,
    C_ID,
    C_KIND,
    C_DEADLINE,
    C_ACCOUNTABLE,
    C_ITEMS,
    C_FILE,
    C_LINE,
    C_COLUMNS
};

static const struct column COLUMNS[C_COLUMNS] = {
    [C_PLAN] = {"plan", {"Plan", "Plan", "Plan"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [C_SECTION] = {"section", {"Del", "Del", "Section"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_NAME] = {"name", {"Status", "Status", "Status"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_COUNT] = {"count", {"Antall", "Tal", "Count"}, COLUMN_INTEGER, COLUMN_BOTH},
    [C_SHARE] = {"share", {"Andel", "Prosentdel", "Share"}, COLUMN_NUMBER, COLUMN_BOTH | COLUMN_PERCENT},
    [C_PREVIOUS] = {"previous", {"Før", "Før", "Before"}, COLUMN_INTEGER, COLUMN_BOTH},
    [C_DETAILS] = {"details", {"Hva", "Kva", "What"}, COLUMN_TEXT, COLUMN_HUMAN},
    [C_ID] = {"id", {"Id", "Id", "Id"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [C_KIND] = {"kind", {"Slag", "Slag", "Kind"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_DEADLINE] = {"deadline", {"Frist", "Frist", "Deadline"}, COLUMN_DATE, COLUMN_MACHINE},
    [C_ACCOUNTABLE] = {"accountable", {"Ansvarlig", "Ansvarleg", "Accountable"}, COLUMN_LIST, COLUMN_MACHINE},
    [C_ITEMS] = {"items", {"Gjelder", "Gjeld", "Items"}, COLUMN_LIST, COLUMN_MACHINE},
    [C_FILE] = {"file", {"Fil", "Fil", "File"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_LINE] = {"line", {"Linje", "Linje", "Line"}, COLUMN_INTEGER, COLUMN_MACHINE}};

struct status {
    struct filling filling;
    struct teller teller;
    struct snapshot now, before;
    struct diagnostic *findings;
    const struct diagnostic **breaks; /* those that break the thread, plan by plan */
    uint32_t *first_break;            /* by unit, and one more */
    uint32_t unit;                    /* being told of */
    uint32_t *entities;               /* of the unit, in source order */
    uint32_t count, capacity;
    const char *section; /* of the rows being made: its name for machines */
};

/* ---- rows ------------------------------------------------------------------------------------------------------- */

static struct cell *add_row(struct status *s)
{
    struct cell *cells = table_add_row(s->filling.table)->cells;
    cells[C_PLAN] = cells_plan(&s->filling, s->unit);
    cells[C_SECTION] = cell_text(s->section);
    return cells;
}

static void add_heading(struct status *s, const char *text)
{
    struct table_row *row = table_add_row(s->filling.table);
    row->heading = true;
    row->cells[C_NAME] = cell_labelled("", text);
}

static void begin_section(struct status *s, const char *section, enum phrase heading, const char *argument)
{
    s->section = section;
    add_heading(s, phrase(s->filling.arena, heading, s->filling.language, argument, NULL, NULL));
}

/* A section that nothing came of needs no heading. */
static void end_section(struct status *s)
{
    struct table *table = s->filling.table;
    if (table->row_count && table->rows[table->row_count - 1].heading)
        table->row_count--;
}

/* Some things that are counted, as they are found. */
struct tally {
    uint32_t now, before, of; /* of: how many there are in all; 0 when a share says nothing */
    bool untold;              /* what was before is not known */
    bool unnamed;             /* the items are as they should be: only machines are told which */
    const uint32_t *items;    /* entities that are worth naming; may be NULL */
    uint32_t item_count;
};

/* "Ensomhet, Søvn og 4 til": the first few titles. */
static const char *item_titles(struct status *s, const struct tally *tally)
{
    enum { NAMED = 3 };
    struct filling *f = &s->filling;
    const char *text = "";
    for (uint32_t i = 0; i < tally->item_count && i < NAMED; i++)
        text = arena_format(f->arena, "%s%s%s", text, i ? ", " : "", cells_label(f, tally->items[i]));
    if (tally->item_count <= NAMED)
        return text;
    const char *rest = arena_format(f->arena, "%u", tally->item_count - NAMED);
    return phrase(f->arena, PHRASE_AND_MORE, f->language, text, rest, NULL);
}

static struct cell item_list(struct status *s, const struct tally *tally)
{
    struct cell *items = arena_alloc(s->filling.arena, (tally->item_count + 1) * sizeof *items);
    for (uint32_t i = 0; i < tally->item_count; i++)
        items[i] = cells_entity(&s->filling, tally->items[i]);
    return cell_list(items, tally->item_count, NULL);
}

/* People are spared what there is and was nothing of. */
static void add_tally(struct status *s, const char *name, const char *words, const struct tally *tally)
{
    struct filling *f = &s->filling;
    if (!tally->now && !tally->before && !f->request->long_form)
        return;
    struct cell *cells = add_row(s);
    cells[C_NAME] = cell_labelled(name, words);
    cells[C_COUNT] = cell_integer(tally->now);
    if (tally->of) {
        double share = 100.0 * tally->now / tally->of;
        cells[C_SHARE] = cell_number(share);
        static const struct amount percent = {.percent = true};
        cells[C_SHARE].label = figure_amount(&s->teller, share, &percent, figure_decimals(share, NAN));
    }
    if (!tally->untold)
        cells[C_PREVIOUS] = cell_integer(tally->before);
    if (tally->items) {
        cells[C_ITEMS] = item_list(s, tally);
        cells[C_DETAILS].label = tally->unnamed ? NULL : item_titles(s, tally);
    }
}

/* ---- what is overdue ------------------------------------------------------------------------------------------------ */

static uint32_t overdue_stages(const struct snapshot *snapshot, uint32_t entity)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < snapshot->stage_counts[entity]; i++)
        count += snapshot->stages[entity][i].class == CLASS_OVERDUE;
    return count;
}

static void add_overdue(struct status *s)
{
    static const struct {
        const char *name;
        uint32_t kinds; /* 0: occurrences, or stages */
        enum phrase words;
    } ROWS[] = {{"stage", OF(TARGET), PHRASE_OVERDUE_STAGES},
                {"measure", OF(MEASURE), PHRASE_OVERDUE_MEASURES},
                {"activity", OF(ACTIVITY) | OF(MILESTONE), PHRASE_OVERDUE_ACTIVITIES},
                {"occurrence", 0, PHRASE_OVERDUE_OCCURRENCES},
                {"goal", THREAD | NEEDS, PHRASE_OVERDUE_GOALS}};
    const struct model *model = s->filling.model;
    begin_section(s, "overdue", PHRASE_SECTION_OVERDUE, NULL);
    for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++) {
        struct tally tally = {0};
        for (uint32_t i = 0; i < s->count; i++) {
            uint32_t e = s->entities[i];
            bool wanted = KIND_IN(model->entities[e].kind, ROWS[r].kinds);
            tally.now += ROWS[r].kinds ? wanted && s->now.classes[e] == CLASS_OVERDUE : s->now.missed[e];
            tally.before += ROWS[r].kinds ? wanted && s->before.classes[e] == CLASS_OVERDUE : s->before.missed[e];
            tally.of += wanted && (s->now.classes[e] || s->now.stage_counts[e]);
            if (wanted && s->now.stage_counts[e]) {
                tally.now += overdue_stages(&s->now, e);
                tally.before += overdue_stages(&s->before, e);
                tally.of += s->now.stage_counts[e] - 1;
            }
        }
        add_tally(s, ROWS[r].name, phrase(s->filling.arena, ROWS[r].words, s->filling.language, NULL, NULL, NULL),
                  &tally);
    }
    end_section(s);
}

/* One thing that was not overdue when the period began. */
static struct cell *add_new(struct status *s, uint32_t entity, const char *identity, const char *kind,
                            const char *label, day_number deadline, struct stated line)
{
    struct filling *f = &s->filling;
    char day[16];
    struct cell *cells = add_row(s);
    date_format_iso(deadline, day);
    const char *title = model_title(f->model, f->arena, entity, f->language);
    cells[C_NAME] = cell_labelled(title, label);
    cells[C_ID] = cell_text(identity);
    table_name(f->table, identity, title);
    cells[C_KIND] = cell_text(kind);
    cells[C_DEADLINE] = cell_date(deadline, NULL);
    cells[C_ACCOUNTABLE] = cells_accountable(f, entity);
    const char *accountable = cells[C_ACCOUNTABLE].label;
    enum phrase words = accountable && *accountable ? PHRASE_DUE_ACCOUNTABLE : PHRASE_DUE;
    cells[C_DETAILS].label = phrase(f->arena, words, f->language, day, accountable, NULL);
    struct table_row *row = &f->table->rows[f->table->row_count - 1];
    cells_place(f, row, line);
    cells[C_FILE] = cell_text(row->file);
    cells[C_LINE] = cell_integer(row->line);
    return cells;
}

struct missing {
    struct status *status;
    uint32_t entity;
};

static void add_missing(void *context, const struct occurrence *occurrence)
{
    struct missing *missing = context;
    struct status *s = missing->status;
    struct filling *f = &s->filling;
    char id[OCCURRENCE_ID];
    if (occurrence->performed || occurrence->last >= s->now.day || occurrence->last < s->before.day)
        return;
    occurrence_id(occurrence, id);
    const char *label = arena_format(f->arena, "%s (%s)", cells_label(f, missing->entity),
                                     occurrence_label(f->arena, occurrence, f->language));
    add_new(s, missing->entity, arena_format(f->arena, "%s@%s", model_identity(f->model, missing->entity), id),
            "occurrence", label, occurrence->last, cells_statement(f->model, missing->entity));
}

static void add_new_stages(struct status *s, uint32_t entity)
{
    struct filling *f = &s->filling;
    struct target target;
    target_read(&f->moment, entity, &target);
    for (uint32_t i = 0; i < target.stage_count; i++) {
        struct stage_mark now = s->now.stages[entity][i];
        if (now.class != CLASS_OVERDUE || s->before.stages[entity][i].class == CLASS_OVERDUE)
            continue;
        const struct stage *stage = &target.stages[i];
        const char *condition = figure_condition(&s->teller, stage);
        const char *label = arena_format(f->arena, "%s: %s – %s", cells_label(f, entity), condition ? condition : "",
                                         cells_state(f, (enum target_state)now.state).label);
        add_new(s, entity, arena_format(f->arena, "%s#%u", model_identity(f->model, entity), stage->number), "stage",
                label, stage->date.last, stage->line);
    }
    target_free(&target);
}

struct dated_row {
    struct table_row row;
    uint32_t order;
};

static int by_deadline(const void *a, const void *b)
{
    const struct dated_row *x = a, *y = b;
    day_number first = x->row.cells[C_DEADLINE].date, second = y->row.cells[C_DEADLINE].date;
    if (first != second)
        return first < second ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void sort_rows(struct table *table, uint32_t from)
{
    uint32_t count = table->row_count - from;
    struct dated_row *rows = array_grow(NULL, &(uint32_t){0}, count + 1, sizeof *rows);
    for (uint32_t i = 0; i < count; i++)
        rows[i] = (struct dated_row){table->rows[from + i], i};
    qsort(rows, count, sizeof *rows, by_deadline);
    for (uint32_t i = 0; i < count; i++)
        table->rows[from + i] = rows[i].row;
    array_free(rows);
}

static void add_became_overdue(struct status *s)
{
    struct filling *f = &s->filling;
    char day[16];
    date_format_iso(s->before.day, day);
    begin_section(s, "became_overdue", PHRASE_SECTION_BECAME_OVERDUE, day);
    uint32_t from = f->table->row_count;
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t e = s->entities[i];
        bool over;
        if (s->now.stage_counts[e])
            add_new_stages(s, e);
        if (s->now.classes[e] == CLASS_OVERDUE && s->before.classes[e] != CLASS_OVERDUE)
            add_new(s, e, model_identity(f->model, e), model_kind_name((enum kind)f->model->entities[e].kind),
                    cells_label(f, e), moment_timing(&f->moment, e).deadline.date.last, cells_statement(f->model, e));
        if (s->now.missed[e])
            moment_occurrences(&f->moment, e, &over, add_missing, &(struct missing){s, e});
    }
    sort_rows(f->table, from);
    end_section(s);
}

/* ---- how things stand ---------------------------------------------------------------------------------------------- */

static void add_targets(struct status *s)
{
    struct tally tallies[STATE_COUNT] = {{0}};
    uint32_t total = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t e = s->entities[i];
        total += s->now.stage_counts[e];
        for (uint32_t k = 0; k < s->now.stage_counts[e]; k++) {
            tallies[s->now.stages[e][k].state].now++;
            tallies[s->before.stages[e][k].state].before++;
        }
    }
    begin_section(s, "targets", PHRASE_SECTION_TARGETS, NULL);
    for (int state = STATE_NONE + 1; state < STATE_COUNT && total; state++) {
        const struct verdict_row *row = state_row((enum target_state)state);
        tallies[state].of = total;
        add_tally(s, row->name, row->words[s->filling.language], &tallies[state]);
    }
    end_section(s);
}

static void add_measures(struct status *s)
{
    struct tally tallies[CLASS_COUNT] = {{0}};
    uint32_t total = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t e = s->entities[i];
        if (s->filling.model->entities[e].kind != KIND_MEASURE)
            continue;
        total++;
        tallies[s->now.classes[e]].now++;
        tallies[s->before.classes[e]].before++;
    }
    begin_section(s, "measures", PHRASE_SECTION_MEASURES, NULL);
    for (int class = CLASS_NONE + 1; class < CLASS_COUNT && total; class ++) {
        const struct verdict_row *row = class_row((enum time_class) class);
        tallies[class].of = total;
        add_tally(s, row->name, row->words[s->filling.language], &tallies[class]);
    }
    end_section(s);
}

static const struct {
    enum diag_code code;
    uint32_t kinds;
    const char *words[LANGUAGE_COUNT];
} BREAKS[] = {
#define BREAK(id, kinds, nb, nn, en) {DIAG_##id, kinds, {nb, nn, en}},
#include "break.def"
#undef BREAK
};

enum { BREAK_COUNT = sizeof BREAKS / sizeof *BREAKS };

static bool is_break(const struct diagnostic *finding)
{
    for (size_t b = 0; b < BREAK_COUNT; b++)
        if (finding->code == BREAKS[b].code)
            return true;
    return false;
}

/* Sorts the breaks by plan, in one pass for all plans. */
static void find_breaks(struct status *s)
{
    const struct model *model = s->filling.model;
    uint32_t count;
    s->findings = check_collect(s->filling.model, s->filling.moment.day, &count);
    s->first_break = arena_alloc(s->filling.arena, (model->unit_count + 2) * sizeof *s->first_break);
    s->breaks = arena_alloc(s->filling.arena, (count + 1) * sizeof *s->breaks);
    for (uint32_t i = 0; i < count; i++)
        if (is_break(&s->findings[i]))
            s->first_break[model->entities[s->findings[i].declaration].unit + 2]++;
    for (uint32_t u = 2; u < model->unit_count + 2; u++)
        s->first_break[u] += s->first_break[u - 1];
    for (uint32_t i = 0; i < count; i++)
        if (is_break(&s->findings[i]))
            s->breaks[s->first_break[model->entities[s->findings[i].declaration].unit + 1]++] = &s->findings[i];
}

/* The thread is not dated: where it was broken before is not known. */
static void add_breaks(struct status *s)
{
    const struct model *model = s->filling.model;
    uint32_t first = s->first_break[s->unit], end = s->first_break[s->unit + 1];
    uint32_t *items = array_grow(NULL, &(uint32_t){0}, end - first + 1, sizeof *items);
    begin_section(s, "breaks", PHRASE_SECTION_BREAKS, NULL);
    for (size_t b = 0; b < BREAK_COUNT; b++) {
        struct tally tally = {.untold = true, .items = items};
        for (uint32_t i = first; i < end; i++)
            if (s->breaks[i]->code == BREAKS[b].code)
                items[tally.item_count++] = s->breaks[i]->declaration;
        for (uint32_t i = 0; i < s->count; i++)
            tally.of += KIND_IN(model->entities[s->entities[i]].kind, BREAKS[b].kinds);
        tally.now = tally.item_count;
        add_tally(s, diag_row(BREAKS[b].code)->name, BREAKS[b].words[s->filling.language], &tally);
    }
    array_free(items);
    end_section(s);
}

static void add_indicators(struct status *s)
{
    static const struct verdict_row ROWS[FRESHNESS_COUNT] = {
#define FRESHNESS(id, name, nb, nn, en) [FRESHNESS_##id] = {name, {nb, nn, en}},
#include "freshness.def"
#undef FRESHNESS
    };
    uint32_t *items = array_grow(NULL, &(uint32_t){0}, s->count + 1, sizeof *items), total = 0;
    for (uint32_t i = 0; i < s->count; i++)
        total += s->now.freshness[s->entities[i]] != FRESHNESS_NONE;
    begin_section(s, "indicators", PHRASE_SECTION_INDICATORS, NULL);
    for (int freshness = FRESHNESS_NONE + 1; freshness < FRESHNESS_COUNT && total; freshness++) {
        struct tally tally = {.of = total, .items = items, .unnamed = freshness == FRESHNESS_FRESH};
        for (uint32_t i = 0; i < s->count; i++) {
            uint32_t e = s->entities[i];
            if (s->now.freshness[e] == freshness)
                items[tally.item_count++] = e;
            tally.before += s->before.freshness[e] == freshness;
        }
        tally.now = tally.item_count;
        add_tally(s, ROWS[freshness].name, ROWS[freshness].words[s->filling.language], &tally);
    }
    array_free(items);
    end_section(s);
}

/* ---- the report ------------------------------------------------------------------------------------------------------ */

static void add_plan(struct status *s, uint32_t unit)
{
    struct filling *f = &s->filling;
    const struct unit *at = &f->model->units[unit];
    s->unit = unit;
    s->count = 0;
    for (uint32_t i = 0; i < at->file_count; i++) {
        const struct file *file = &f->model->files[at->files[i]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
            ARRAY_PUSH(s, entities, count, capacity, e);
    }
    if (f->plan_count > 1)
        add_heading(s, phrase(f->arena, PHRASE_PLAN_HEADING, f->language, cells_plan_title(f, unit), NULL, NULL));
    add_overdue(s);
    add_became_overdue(s);
    add_targets(s);
    add_measures(s);
    add_breaks(s);
    add_indicators(s);
    end_section(s);
}

static void write_caption(struct status *s)
{
    struct filling *f = &s->filling;
    char day[16], since[16];
    date_format_iso(s->now.day, day);
    date_format_iso(s->before.day, since);
    const char *caption = phrase(f->arena, PHRASE_STATUS_AS_OF, f->language, day, since, NULL);
    uint32_t plan = cells_only_plan(f);
    if (plan)
        caption = phrase(f->arena, PHRASE_OF_PLAN, f->language, cells_plan_title(f, plan), caption, NULL);
    f->table->caption = caption;
}

enum report_result report_status(const struct report_request *request, struct table *table, bool *found)
{
    struct status status = {0}, *s = &status;
    snapshot_take(table->arena, request->model, request->since, &s->before);
    snapshot_take(table->arena, request->model, request->as_of, &s->now);
    filling_begin(&s->filling, request, table, "status", COLUMNS, C_COLUMNS);
    s->teller = cells_teller(&s->filling);
    find_breaks(s);
    for (uint32_t u = 1; u < request->model->unit_count; u++)
        if (cells_plan_is_reported(&s->filling, u))
            add_plan(s, u);
    write_caption(s);
    array_free(s->findings);
    array_free(s->entities);
    filling_end(&s->filling);
    *found = false;
    return REPORT_DONE;
}
