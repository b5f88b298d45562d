/* targets.c: every stage of every result target: what it asks for, what has been measured, its state and what decided it. */
#include "cells.h"
#include "gradient.h"
#include "spark.h"
#include "told.h"

#include <math.h>
#include <string.h>

enum targets_column {
    C_ID,
    C_TITLE,
    C_PLAN,
    C_STAGE,
    C_DEADLINE,
    C_BASELINE,
    C_BASELINE_DATE,
    C_TARGET,
    C_UNIT,
    C_VALUE,
    C_VALUE_DATE,
    C_EXPECTED,
    C_SPARK,
    C_STATE,
    C_REASON,
    C_FILE,
    C_LINE,
    C_STAGE_ID,
    C_DEADLINE_PRECISION,
    C_BASELINE_PRECISION,
    C_VALUE_PRECISION,
    C_BOUND,
    C_COUNT_MET,
    C_COUNT_OF,
    C_COUNT_UNKNOWN,
    C_DECIDED,
    C_DECIDED_DATE,
    C_STALE,
    C_FELL,
    C_COARSE,
    C_GAP,
    C_RATIO,
    C_GRADIENT,
    C_VALUES,
    C_DRAFT,
    C_COLUMNS
};

static const struct column COLUMNS[C_COLUMNS] = {
    [C_ID] = {"id", {"Id", "Id", "Id"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [C_TITLE] = {"title", {"Resultatmål", "Resultatmål", "Target"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_PLAN] = {"plan", {"Plan", "Plan", "Plan"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [C_STAGE] = {"stage", {"Trinn", "Trinn", "Stage"}, COLUMN_INTEGER, COLUMN_MACHINE},
    [C_DEADLINE] = {"deadline", {"Frist", "Frist", "Deadline"}, COLUMN_DATE, COLUMN_MACHINE},
    [C_BASELINE] = {"baseline", {"Utgangspunkt", "Utgangspunkt", "Baseline"}, COLUMN_NUMBER, COLUMN_MACHINE},
    [C_BASELINE_DATE] = {"baseline_date",
                         {"Utgangspunktets dato", "Datoen til utgangspunktet", "Baseline date"},
                         COLUMN_DATE,
                         COLUMN_MACHINE},
    [C_TARGET] = {"target", {"Krav", "Krav", "Asked for"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_UNIT] = {"unit", {"Enhet", "Eining", "Unit"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_VALUE] = {"latest_value", {"Siste verdi", "Siste verdi", "Latest value"}, COLUMN_NUMBER, COLUMN_MACHINE},
    [C_VALUE_DATE] = {"latest_date", {"Målt", "Målt", "Measured"}, COLUMN_DATE, COLUMN_MACHINE},
    [C_EXPECTED] = {"expected", {"Ventet", "Venta", "Expected"}, COLUMN_NUMBER, COLUMN_MACHINE},
    [C_SPARK] = {"course", {"Forløp", "Forløp", "Course"}, COLUMN_TEXT, COLUMN_HUMAN},
    [C_STATE] = {"state", {"Tilstand", "Tilstand", "State"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_REASON] = {"reason", {"Hvorfor", "Kvifor", "Why"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_FILE] = {"file", {"Fil", "Fil", "File"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_LINE] = {"line", {"Linje", "Linje", "Line"}, COLUMN_INTEGER, COLUMN_MACHINE},
    [C_STAGE_ID] = {"stage_id", {"Trinnets id", "Id-en til trinnet", "Stage id"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [C_DEADLINE_PRECISION] = {"deadline_precision",
                              {"Fristens presisjon", "Presisjonen til fristen", "Deadline precision"},
                              COLUMN_TEXT,
                              COLUMN_MACHINE},
    [C_BASELINE_PRECISION] = {"baseline_date_precision",
                              {"Utgangspunktets presisjon", "Presisjonen til utgangspunktet", "Baseline precision"},
                              COLUMN_TEXT,
                              COLUMN_MACHINE},
    [C_VALUE_PRECISION] = {"latest_date_precision",
                           {"Målingens presisjon", "Presisjonen til målinga", "Measured precision"},
                           COLUMN_TEXT,
                           COLUMN_MACHINE},
    [C_BOUND] = {"bound", {"Grense", "Grense", "Bound"}, COLUMN_NUMBER, COLUMN_MACHINE},
    [C_COUNT_MET] = {"latest_count", {"Antall", "Tal på", "Count"}, COLUMN_NUMBER, COLUMN_MACHINE},
    [C_COUNT_OF] = {"latest_out_of", {"Av", "Av", "Out of"}, COLUMN_NUMBER, COLUMN_MACHINE},
    [C_COUNT_UNKNOWN] = {"latest_unknown", {"Ukjent", "Ukjende", "Unknown"}, COLUMN_NUMBER, COLUMN_MACHINE},
    [C_DECIDED] = {"decided_value",
                   {"Avgjørende verdi", "Avgjerande verdi", "Decided by"},
                   COLUMN_NUMBER,
                   COLUMN_MACHINE},
    [C_DECIDED_DATE] = {"decided_date",
                        {"Avgjørende dato", "Avgjerande dato", "Decided by, measured"},
                        COLUMN_DATE,
                        COLUMN_MACHINE},
    [C_STALE] = {"stale", {"Foreldet", "Forelda", "Stale"}, COLUMN_BOOLEAN, COLUMN_MACHINE},
    [C_FELL] = {"fell", {"Falt siden", "Falle sidan", "Fell since"}, COLUMN_BOOLEAN, COLUMN_MACHINE},
    [C_COARSE] = {"coarse",
                  {"Grovere enn fristen", "Grovare enn fristen", "Coarser than the deadline"},
                  COLUMN_BOOLEAN,
                  COLUMN_MACHINE},
    [C_GAP] = {"gap", {"Forskjell", "Skilnad", "Gap"}, COLUMN_NUMBER, COLUMN_MACHINE},
    [C_RATIO] = {"ratio", {"Forhold", "Forhold", "Ratio"}, COLUMN_NUMBER, COLUMN_MACHINE},
    [C_GRADIENT] = {"gradient", {"Gradient", "Gradient", "Gradient"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_VALUES] = {"values", {"Verdier", "Verdiar", "Values"}, COLUMN_LIST, COLUMN_MACHINE},
    [C_DRAFT] = {"draft", {"Utkast", "Utkast", "Draft"}, COLUMN_BOOLEAN, COLUMN_MACHINE}};

/* What has been measured of a target: most often the same for all its stages, and then told once. */
struct course {
    uint32_t entity; /* the target; 0: none that others can use */
    bool heads;      /* stage_counts_heads */
    struct cell values;
    const char *line;
};

struct targets {
    struct filling filling;
    struct teller teller;
    int64_t counts[STATE_COUNT];
    uint32_t above;       /* the target of the row above; 0 for none */
    bool sparks;          /* some row has one: people get a column for it */
    const char *unstaged; /* titles of targets without stages, joined */
    struct course course; /* of the stage before */
};

/* ---- one stage --------------------------------------------------------------------------------------------- */

static struct cell date_cell(const struct teller *t, const struct date *date)
{
    return cell_date(date->last, figure_date(t, date));
}

static void fill_baseline(struct targets *t, struct cell *cells, const struct target *target, const struct stage *stage)
{
    if (!target->has_baseline)
        return;
    const struct measurement *baseline = &target->baseline;
    cells[C_BASELINE] = cell_number(stage_range(stage, baseline).low);
    cells[C_BASELINE_DATE] = date_cell(&t->teller, &baseline->date);
    cells[C_BASELINE_PRECISION] = cell_text(cells_precision(&baseline->date));
}

/* The unit of the numbers: of the bound, else of what was measured. */
static const char *unit_text(struct targets *t, const struct target *target, const struct stage *stage,
                             const struct stage_state *state)
{
    const struct condition *condition = &stage->conditions[0];
    const struct amount *unit = &target->manner.unit;
    bool relative = stage->condition_count && condition_is_relative(condition);
    if (stage->condition_count && !relative && condition->amount.unit)
        unit = &condition->amount;
    else if (relative && target->has_baseline)
        unit = &target->baseline.amount;
    else if (state->latest && state->latest->amount.unit)
        unit = &state->latest->amount;
    bool share = stage->condition_count && !relative && condition_is_share(condition);
    if (share || unit->percent || (relative && target->has_baseline && target->baseline.out_of > 0))
        return "%";
    if (!unit->unit && condition->population && stage->condition_count)
        return arena_copy(t->filling.arena, condition->population, condition->population_length);
    return unit->unit ? arena_copy(t->filling.arena, unit->unit, unit->unit_length) : NULL;
}

static void fill_values(struct targets *t, struct cell *cells, const struct stage *stage,
                        const struct stage_state *state)
{
    const struct measurement *latest = state->latest;
    if (latest) {
        cells[C_VALUE] = cell_number(stage_range(stage, latest).low);
        cells[C_VALUE_DATE] = date_cell(&t->teller, &latest->date);
        cells[C_VALUE_PRECISION] = cell_text(cells_precision(&latest->date));
    }
    if (latest && latest->out_of > 0) {
        cells[C_COUNT_MET] = cell_number(latest->amount.number);
        cells[C_COUNT_OF] = cell_number(latest->out_of);
        cells[C_COUNT_UNKNOWN] = cell_number(latest->unknown);
    }
    if (state->decided) {
        cells[C_DECIDED] = cell_number(stage_range(stage, state->decided).low);
        cells[C_DECIDED_DATE] = date_cell(&t->teller, &state->decided->date);
    }
    if (state->has_expected)
        cells[C_EXPECTED] = cell_number(state->expected);
    if (state->has_bound)
        cells[C_BOUND] = cell_number(state->bound);
}

/* "2019-06-30 61.6": what is known, for whoever draws it better. */
static struct course read_course(struct targets *t, const struct target *target, const struct stage *stage)
{
    struct course course = {.entity = stage->counted_count ? 0 : target->entity, .heads = stage_counts_heads(stage)};
    struct spark spark = spark_read(&t->filling.moment, target, stage);
    struct cell *items = arena_alloc(t->filling.arena, (spark.count + 1) * sizeof *items);
    for (uint32_t i = 0; i < spark.count; i++) {
        char day[16];
        date_format_iso(spark.points[i].last, day);
        double number = spark.points[i].number;
        items[i] = cell_text(isnan(number) ? arena_format(t->filling.arena, "%s ?", day)
                                           : arena_format(t->filling.arena, "%s %.15g", day, number));
    }
    course.values = cell_list(items, spark.count, NULL);
    course.line = spark_text(&t->teller, &spark);
    array_free(spark.points);
    return course;
}

static void fill_course(struct targets *t, struct cell *cells, const struct target *target, const struct stage *stage)
{
    struct course *course = &t->course;
    if (course->entity != target->entity || stage->counted_count || course->heads != stage_counts_heads(stage))
        *course = read_course(t, target, stage);
    cells[C_VALUES] = course->values;
    cells[C_SPARK].label = course->line;
    t->sparks |= *course->line != '\0';
}

static void fill_gradient(struct cell *cells, const struct gradient *gradient)
{
    static const char *const changes[] = {"unknown", "narrows", "unchanged", "widens"};
    if (!gradient)
        return;
    cells[C_GAP] = cell_number(gradient->latest.gap);
    if (!isnan(gradient->latest.ratio))
        cells[C_RATIO] = cell_number(gradient->latest.ratio);
    cells[C_GRADIENT] = cell_text(changes[gradient->change]);
}

static void add_stage(struct targets *t, struct target *target, uint32_t number, const struct gradient *gradient)
{
    struct filling *f = &t->filling;
    const struct stage *stage = &target->stages[number];
    struct stage_state state = target_judge(&f->moment, target, number);
    struct table_row *row = table_add_row(f->table);
    struct cell *cells = row->cells;
    uint32_t unit = f->model->entities[target->entity].unit;
    char day[16];
    t->counts[state.state]++;
    cells_place(f, row, stage->line);
    cells[C_FILE] = cell_text(row->file);
    cells[C_LINE] = cell_integer(row->line);
    cells[C_ID] = cells_entity(f, target->entity);
    cells[C_PLAN] = cells_plan(f, unit);
    cells[C_DRAFT] = cell_boolean(moment_is_draft(&f->moment, unit));
    cells[C_STAGE] = cell_integer(stage->number);
    cells[C_STAGE_ID] = cell_text(
        arena_format(f->arena, "%s#%u", model_identity(f->model, target->entity), stage->number));
    table_name(f->table, cells[C_STAGE_ID].text, model_title(f->model, f->arena, target->entity, f->language));
    cells[C_TITLE] = cells_title(f, target->entity);
    if (stage->placed) {
        date_format_iso(stage->date.last, day);
        cells[C_DEADLINE] = cell_date(stage->date.last, NULL);
        cells[C_DEADLINE_PRECISION] = cell_text(cells_precision(&stage->date));
        cells[C_TITLE].label = phrase(f->arena, PHRASE_STAGE_BY, f->language, day, NULL, NULL);
    } else {
        cells[C_TITLE].label = phrase(f->arena, PHRASE_STAGE_UNPLACED, f->language,
                                      arena_format(f->arena, "%u", stage->number), NULL, NULL);
    }
    cells[C_TARGET] = cell_labelled(figure_condition(&t->teller, stage),
                                    figure_asked(&t->teller, target, stage, &state));
    cells[C_UNIT] = cell_text(unit_text(t, target, stage, &state));
    fill_baseline(t, cells, target, stage);
    fill_values(t, cells, stage, &state);
    fill_course(t, cells, target, stage);
    fill_gradient(cells, gradient);
    cells[C_STATE] = cells_state(f, state.state);
    cells[C_REASON] = cell_labelled(reason_row(state.reason)->name, told_reason(&t->teller, target, stage, &state));
    cells[C_STALE] = cell_boolean(state.stale);
    cells[C_FELL] = cell_boolean(state.fell);
    cells[C_COARSE] = cell_boolean(state.coarse);
}

/* ---- one target ------------------------------------------------------------------------------------------------ */

/* "forskjell mellom grunnskole og universitet: 12,3 prosentpoeng, var 14: minker". */
static const char *gradient_text(struct targets *t, const struct gradient *gradient)
{
    static const enum phrase changes[] = {PHRASE_GRADIENT_UNKNOWN, PHRASE_GRADIENT_NARROWS, PHRASE_GRADIENT_UNCHANGED,
                                          PHRASE_GRADIENT_WIDENS};
    const struct teller *teller = &t->teller;
    const struct measurement *value = &gradient->latest.first;
    struct amount unit = value->amount;
    unit.points = unit.percent || value->out_of > 0;
    double now = fabs(gradient->latest.gap), before = fabs(gradient->earliest.gap);
    const char *text = figure_amount(teller, now, &unit, figure_decimals(now, before));
    text = phrase(teller->arena, changes[gradient->change], teller->language, text,
                  figure_number(teller, before, figure_decimals(before, now)), NULL);
    return phrase(teller->arena, PHRASE_GRADIENT, teller->language, gradient->first, gradient->last, text);
}

static void add_plan_heading(struct targets *t, uint32_t entity)
{
    struct filling *f = &t->filling;
    uint32_t unit = f->model->entities[entity].unit;
    if (f->plan_count < 2 || (t->above && f->model->entities[t->above].unit == unit))
        return;
    struct table_row *row = table_add_row(f->table);
    row->heading = true;
    row->cells[C_TITLE] = cell_labelled(
        "", phrase(f->arena, PHRASE_PLAN_HEADING, f->language, cells_plan_title(f, unit), NULL, NULL));
}

/* The target's title, where it began, and how it differs between groups. */
static void add_heading(struct targets *t, const struct target *target, const struct gradient *gradient)
{
    struct filling *f = &t->filling;
    uint32_t entity = target->entity;
    const char *text = cells_label(f, entity);
    add_plan_heading(t, entity);
    if (target->has_baseline)
        text = phrase(f->arena, PHRASE_TARGET_FROM, f->language, text,
                      figure_dated_value(&t->teller, NULL, &target->baseline), NULL);
    if (gradient)
        text = phrase(f->arena, PHRASE_TARGET_GRADIENT, f->language, text, gradient_text(t, gradient), NULL);
    struct table_row *row = table_add_row(f->table);
    row->heading = true;
    row->cells[C_TITLE] = cell_labelled("", text);
    t->above = entity;
}

static void add_target(struct targets *t, uint32_t entity)
{
    struct filling *f = &t->filling;
    struct target target;
    struct gradient read, *gradient = NULL;
    target_read(&f->moment, entity, &target);
    if (gradient_read(&f->moment, entity, &read) ||
        (target.indicator && gradient_read(&f->moment, target.indicator, &read)))
        gradient = &read;
    if (target.stage_count)
        add_heading(t, &target, gradient);
    else
        t->unstaged = arena_format(f->arena, "%s%s%s", t->unstaged ? t->unstaged : "", t->unstaged ? ", " : "",
                                   cells_label(f, entity));
    for (uint32_t i = 0; i < target.stage_count; i++)
        add_stage(t, &target, i, gradient);
    target_free(&target);
}

/* ---- the report -------------------------------------------------------------------------------------------------- */

static void write_summary(struct targets *t)
{
    struct filling *f = &t->filling;
    struct table_count *summary = arena_alloc(f->arena, STATE_COUNT * sizeof *summary);
    for (int state = STATE_NONE + 1; state < STATE_COUNT; state++) {
        const struct verdict_row *row = state_row((enum target_state)state);
        summary[state - 1] = (struct table_count){row->name, row->words[f->language], t->counts[state]};
    }
    f->table->summary = summary;
    f->table->summary_count = STATE_COUNT - 1;
}

/* A column without anything in it is not for people. */
static void choose_columns(struct targets *t)
{
    struct column *columns = arena_alloc(t->filling.arena, sizeof COLUMNS);
    memcpy(columns, COLUMNS, sizeof COLUMNS);
    columns[C_SPARK].use = t->sparks ? COLUMN_HUMAN : 0;
    t->filling.table->columns = columns;
}

static void write_around(struct targets *t)
{
    struct filling *f = &t->filling;
    char day[16];
    date_format_iso(f->moment.day, day);
    const char *caption = phrase(f->arena, PHRASE_TARGETS_AS_OF, f->language, day, NULL, NULL);
    uint32_t plan = cells_only_plan(f);
    if (plan)
        caption = phrase(f->arena, PHRASE_OF_PLAN, f->language, cells_plan_title(f, plan), caption, NULL);
    f->table->caption = caption;
    if (!t->unstaged)
        return;
    const char **notes = arena_alloc(f->arena, sizeof *notes);
    notes[0] = phrase(f->arena, PHRASE_WITHOUT_STAGES, f->language, t->unstaged, NULL, NULL);
    f->table->notes = notes;
    f->table->note_count = 1;
}

enum report_result report_targets(const struct report_request *request, struct table *table, bool *found)
{
    struct targets targets = {0}, *t = &targets;
    struct model *model = request->model;
    filling_begin(&t->filling, request, table, "targets", COLUMNS, C_COLUMNS);
    t->teller = cells_teller(&t->filling);
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        for (uint32_t i = 0; i < unit->file_count && cells_plan_is_reported(&t->filling, u); i++) {
            const struct file *file = &model->files[unit->files[i]];
            for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
                if (model->entities[e].kind == KIND_TARGET)
                    add_target(t, e);
        }
    }
    *found = t->counts[STATE_MISSED] > 0 || t->counts[STATE_NOT_MEASURED] > 0;
    choose_columns(t);
    write_summary(t);
    write_around(t);
    filling_end(&t->filling);
    return REPORT_DONE;
}
