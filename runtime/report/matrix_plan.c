/* matrix_plan.c: the plan as its own table, measure by measure and activity by activity, in its author's words. */
#include "matrix.h"

enum plan_column {
    P_GOAL,
    P_NUMBER,
    P_MEASURE,
    P_ACTIVITY,
    P_PERFORMER,
    P_ACCOUNTABLE,
    P_PARTNER,
    P_DEADLINE,
    P_STATUS,
    P_NOTE,
    P_COUNT
};

const struct column MATRIX_PLAN_COLUMNS[P_COUNT] = {
    [P_GOAL] = {"goal", {"Mål", "Mål", "Goal"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [P_NUMBER] = {"number", {"Nr.", "Nr.", "No."}, COLUMN_TEXT, COLUMN_BOTH},
    [P_MEASURE] = {"measure", {"Tiltak", "Tiltak", "Measure"}, COLUMN_TEXT, COLUMN_BOTH},
    [P_ACTIVITY] = {"activity", {"Aktivitet", "Aktivitet", "Activity"}, COLUMN_TEXT, COLUMN_BOTH},
    [P_PERFORMER] = {"performer", {"Utfører", "Utførar", "Performer"}, COLUMN_LIST, COLUMN_BOTH},
    [P_ACCOUNTABLE] = {"accountable", {"Ansvarlig", "Ansvarleg", "Accountable"}, COLUMN_LIST, COLUMN_BOTH},
    [P_PARTNER] = {"partner", {"Partner", "Partnar", "Partner"}, COLUMN_LIST, COLUMN_BOTH},
    [P_DEADLINE] = {"deadline", {"Når", "Når", "When"}, COLUMN_TEXT, COLUMN_BOTH},
    [P_STATUS] = {"status", {"Status", "Status", "Status"}, COLUMN_TEXT, COLUMN_BOTH},
    [P_NOTE] = {"note", {"Merknad", "Merknad", "Note"}, COLUMN_TEXT, COLUMN_BOTH}};

const uint32_t MATRIX_PLAN_WIDTH = P_COUNT;

/* The author's own words of a property: the source text of its values. */
static const char *own_words(struct filling *f, uint32_t entity, enum property property)
{
    struct stated line = model_property(f->model, entity, property);
    uint32_t count;
    const struct value *values = model_values(f->model, line, &count);
    if (!count)
        return NULL;
    if (values[0].type == VALUE_TEXT) {
        uint32_t length;
        const char *text = model_written(f->model, f->arena, line.file, values, &length);
        return arena_copy(f->arena, text, length);
    }
    const char *bytes = f->model->files[line.file].source.bytes;
    uint32_t start = values[0].start, end = values[0].end;
    for (uint32_t i = 1; i < count; i++)
        end = values[i].end > end ? values[i].end : end;
    return arena_copy(f->arena, bytes + start, end - start);
}

static const char *when_in_words(struct filling *f, uint32_t entity)
{
    static const enum property properties[] = {PROPERTY_WHEN, PROPERTY_DEADLINE, PROPERTY_START};
    const char *text = NULL;
    struct timing times = moment_times(&f->moment, entity);
    if (times.deadline.stated && times.slip_days) { /* postponed: what holds now, and what was adopted */
        char current[16], adopted[16];
        date_format_iso(times.deadline.date.last, current);
        date_format_iso(times.adopted.date.last, adopted);
        return arena_format(f->arena, f->language == LANGUAGE_EN ? "%s (first %s)" : "%s (først %s)", current, adopted);
    }
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        const char *words = own_words(f, entity, properties[i]);
        if (words && properties[i] == PROPERTY_START)
            words = arena_format(f->arena, "%s %s", keyword_of_word(WORD_START)->forms[f->language], words);
        if (words)
            text = text ? arena_format(f->arena, "%s; %s", text, words) : words;
    }
    return text;
}

static void add_plan_row(struct filling *f, uint32_t measure, uint32_t part, bool first)
{
    uint32_t subject = part ? part : measure, goal = f->model->entities[measure].parent;
    struct table_row *row = table_add_row(f->table);
    struct cell *cells = row->cells;
    cells_place(f, row, cells_statement(f->model, subject));
    const struct entity *at = &f->model->entities[measure];
    if (goal)
        cells[P_GOAL] = cells_entity(f, goal);
    if (at->name) {
        const struct symbol *name = &f->model->units[at->unit].symbols->symbols[at->name];
        cells[P_NUMBER] = cell_text(arena_copy(f->arena, name->text, name->length));
    }
    cells[P_MEASURE] = cells_title(f, measure);
    if (!first) /* people read the measure once */
        cells[P_MEASURE].label = cells[P_NUMBER].label = "";
    if (part) {
        int depth = f->model->entities[part].depth - f->model->entities[measure].depth - 1;
        const char *title = model_title(f->model, f->arena, part, f->language);
        cells[P_ACTIVITY] = cell_labelled(title, depth > 0 ? arena_format(f->arena, "%*s– %s", depth * 2 - 2, "", title)
                                                           : title);
    }
    cells[P_PERFORMER] = cells_role(f, subject, PROPERTY_PERFORMER);
    cells[P_ACCOUNTABLE] = cells_role(f, subject, PROPERTY_ACCOUNTABLE);
    cells[P_PARTNER] = cells_role(f, subject, PROPERTY_PARTNER);
    cells[P_DEADLINE] = cell_text(when_in_words(f, subject));
    cells[P_STATUS] = cells_status(f, moment_timing(&f->moment, subject).status);
    cells[P_NOTE] = cell_text(own_words(f, subject, PROPERTY_REMARK));
}

void matrix_fill_plan(struct matrix *m)
{
    struct filling *f = &m->filling;
    uint32_t goal = UINT32_MAX;
    for (uint32_t i = 0; i < m->count; i++) {
        uint32_t measure = m->data[i].entity, above = f->model->entities[measure].parent;
        cells_plan_heading(f, measure, i ? m->data[i - 1].entity : 0, P_NUMBER);
        if (above != goal && above) {
            struct table_row *heading = table_add_row(f->table);
            heading->heading = true;
            heading->cells[P_NUMBER] = cell_labelled("", cells_label(f, above));
        }
        goal = above;
        bool first = true;
        if (model_property(f->model, measure, PROPERTY_REMARK).node ||
            moment_own_status(&f->moment, measure, false).status || when_in_words(f, measure)) {
            add_plan_row(f, measure, 0, true);
            first = false;
        }
        for (uint32_t part = matrix_next_below(f->model, measure, measure); part;
             part = matrix_next_below(f->model, measure, part))
            if (KIND_IN(f->model->entities[part].kind, WORK)) {
                add_plan_row(f, measure, part, first);
                first = false;
            }
        if (first)
            add_plan_row(f, measure, 0, true);
    }
}
