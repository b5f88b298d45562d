/* report_status.c: a page per plan for the case paper: what is overdue and what became so lately, how targets and measures stand,
 * where the thread is broken, and whether the indicators are kept up. What a councillor should read first comes first. */
#include "check.h"
#include "status.h"

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
    status_begin(s, "targets", PHRASE_SECTION_TARGETS, NULL);
    for (int state = STATE_NONE + 1; state < STATE_COUNT && total; state++) {
        const struct verdict_row *row = state_row((enum target_state)state);
        tallies[state].of = total;
        status_add_tally(s, row->name, row->words[s->filling.language], &tallies[state]);
    }
    status_end(s);
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
    status_begin(s, "measures", PHRASE_SECTION_MEASURES, NULL);
    for (int class = CLASS_NONE + 1; class < CLASS_COUNT && total; class ++) {
        const struct verdict_row *row = class_row((enum time_class) class);
        tallies[class].of = total;
        status_add_tally(s, row->name, row->words[s->filling.language], &tallies[class]);
    }
    status_end(s);
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
    status_begin(s, "breaks", PHRASE_SECTION_BREAKS, NULL);
    for (size_t b = 0; b < BREAK_COUNT; b++) {
        struct tally tally = {.untold = true, .items = items};
        for (uint32_t i = first; i < end; i++)
            if (s->breaks[i]->code == BREAKS[b].code)
                items[tally.item_count++] = s->breaks[i]->declaration;
        for (uint32_t i = 0; i < s->count; i++)
            tally.of += KIND_IN(model->entities[s->entities[i]].kind, BREAKS[b].kinds);
        tally.now = tally.item_count;
        status_add_tally(s, diag_row(BREAKS[b].code)->name, BREAKS[b].words[s->filling.language], &tally);
    }
    array_free(items);
    status_end(s);
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
    status_begin(s, "indicators", PHRASE_SECTION_INDICATORS, NULL);
    for (int freshness = FRESHNESS_NONE + 1; freshness < FRESHNESS_COUNT && total; freshness++) {
        struct tally tally = {.of = total, .items = items, .unnamed = freshness == FRESHNESS_FRESH};
        for (uint32_t i = 0; i < s->count; i++) {
            uint32_t e = s->entities[i];
            if (s->now.freshness[e] == freshness)
                items[tally.item_count++] = e;
            tally.before += s->before.freshness[e] == freshness;
        }
        tally.now = tally.item_count;
        status_add_tally(s, ROWS[freshness].name, ROWS[freshness].words[s->filling.language], &tally);
    }
    array_free(items);
    status_end(s);
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
        status_add_heading(s,
                           phrase(f->arena, PHRASE_PLAN_HEADING, f->language, cells_plan_title(f, unit), NULL, NULL));
    status_add_overdue(s);
    status_add_became_overdue(s);
    add_targets(s);
    add_measures(s);
    add_breaks(s);
    add_indicators(s);
    status_end(s);
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
