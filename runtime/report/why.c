#include "why.h"

#include "told.h"

#include <stdlib.h>
#include <string.h>

enum why_column { C_STEP, C_NAME, C_TEXT, C_VALUE, C_DATE, C_PLACE, C_FILE, C_LINE, C_ID, C_COLUMNS };

static const struct column COLUMNS[C_COLUMNS] = {
    [C_STEP] = {"step", {"Steg", "Steg", "Step"}, COLUMN_INTEGER, COLUMN_BOTH},
    [C_NAME] = {"name", {"Navn", "Namn", "Name"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_TEXT] = {"text", {"Hvorfor", "Kvifor", "Why"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_VALUE] = {"value", {"Verdi", "Verdi", "Value"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_DATE] = {"date", {"Dato", "Dato", "Date"}, COLUMN_DATE, COLUMN_MACHINE},
    [C_PLACE] = {"place", {"Står i", "Står i", "Stated in"}, COLUMN_TEXT, COLUMN_HUMAN},
    [C_FILE] = {"file", {"Fil", "Fil", "File"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_LINE] = {"line", {"Linje", "Linje", "Line"}, COLUMN_INTEGER, COLUMN_MACHINE},
    [C_ID] = {"id", {"Id", "Id", "Id"}, COLUMN_REFERENCE, COLUMN_MACHINE}};

static const struct verdict_row STEPS[STEP_COUNT] = {
#define STEP(id, name, nb, nn, en) [STEP_##id] = {name, {nb, nn, en}},
#include "step.def"
#undef STEP
};

const char *why_day(struct why *why, day_number day)
{
    char text[16];
    date_format_iso(day, text);
    return arena_copy(why->filling.arena, text, strlen(text));
}

const char *why_written(struct why *why, struct stated line, const struct value *value)
{
    const char *bytes = why->filling.model->files[line.file].source.bytes;
    return value ? arena_copy(why->filling.arena, bytes + value->start, value->end - value->start) : NULL;
}

static void place_step(struct why *why, struct table_row *row, const struct step_facts *facts)
{
    struct filling *f = &why->filling;
    if (facts->line.node) {
        cells_place(f, row, facts->line);
    } else if (facts->place.end) {
        struct file *file = &f->model->files[facts->place.file];
        row->file = file->source.path;
        row->line = source_position(&file->source, facts->place.start).line;
    }
    if (!row->file)
        return;
    row->cells[C_FILE] = cell_text(row->file);
    row->cells[C_LINE] = cell_integer(row->line);
    row->cells[C_PLACE] = cell_labelled("", arena_format(f->arena, "%s:%u", row->file, row->line));
}

void why_step(struct why *why, enum step step, const struct step_facts *facts)
{
    struct filling *f = &why->filling;
    struct table_row *row = table_add_row(f->table);
    const char *template = STEPS[step].words[f->language];
    row->cells[C_STEP] = cell_integer(++why->steps);
    row->cells[C_NAME] = cell_text(STEPS[step].name);
    row->cells[C_TEXT] = cell_text(phrase_fill(f->arena, template, facts->first, facts->second, facts->third));
    row->cells[C_VALUE] = cell_text(facts->value);
    if (facts->date && facts->date->last < DAY_OPEN_END)
        row->cells[C_DATE] = cell_date(facts->date->last, NULL);
    row->cells[C_ID] = cell_text(why->id);
    place_step(why, row, facts);
}

void why_begin(struct why *why, const char *identity, const char *heading)
{
    struct table_row *row = table_add_row(why->filling.table);
    row->heading = true;
    row->cells[C_TEXT] = cell_labelled("", heading);
    table_name(why->filling.table, identity, heading);
    why->id = identity;
    why->steps = 0;
}

/* ---- what is asked about ---------------------------------------------------------------------------------------- */

/* False when it has no stage or occurrence as asked for. */
static bool explain(struct why *why, uint32_t entity, const char *part)
{
    struct filling *f = &why->filling;
    bool target = f->model->entities[entity].kind == KIND_TARGET;
    if (part && *part == '#')
        return target && why_stages(why, entity, (uint32_t)strtoul(part + 1, NULL, 10));
    if (part)
        return moment_is_dated(&f->moment, entity) && why_occurrence(why, entity, part + 1);
    if (target && why_stages(why, entity, 0))
        return true;
    if (moment_is_dated(&f->moment, entity)) {
        why_work(why, entity);
        return true;
    }
    why_begin(why, model_identity(f->model, entity), cells_label(f, entity));
    why_step(why, STEP_UNTIMED, &(struct step_facts){.line = cells_statement(f->model, entity)});
    return true;
}

/* "#2" or "@2020" at the end of what is asked for; NULL when there is none. */
static const char *part_of(const char *id)
{
    const char *mark = strpbrk(id, "#@");
    bool number = mark && *mark == '#' && mark[1] >= '1' && mark[1] <= '9' &&
                  strspn(mark + 1, "0123456789") == strlen(mark + 1) && strlen(mark) < 8;
    return mark && (number || (*mark == '@' && mark[1])) ? mark : NULL;
}

static void write_caption(struct why *why)
{
    struct filling *f = &why->filling;
    f->table->caption = phrase(f->arena, PHRASE_WHY_AS_OF, f->language, why_day(why, f->moment.day), NULL, NULL);
}

enum report_result report_why(const struct report_request *request, struct table *table, bool *found)
{
    enum { MOST_FOUND = 16 };
    struct why asked = {0}, *why = &asked;
    uint32_t entities[MOST_FOUND], explained = 0;
    const char *part = NULL;
    uint32_t count = model_find_all(request->model, request->id, ANY_KIND, entities, MOST_FOUND);
    *found = false;
    if (!count && (part = part_of(request->id))) {
        const char *name = arena_copy(table->arena, request->id, (size_t)(part - request->id));
        count = model_find_all(request->model, name, ANY_KIND, entities, MOST_FOUND);
    }
    if (!count)
        return REPORT_UNKNOWN_ID;
    filling_begin(&why->filling, request, table, "why", COLUMNS, C_COLUMNS);
    if (request->within >= 0)
        why->filling.moment.soon_days = request->within;
    why->teller = cells_teller(&why->filling);
    for (uint32_t i = 0; i < count; i++)
        explained += explain(why, model_canonical(request->model, entities[i]), part);
    write_caption(why);
    filling_end(&why->filling);
    return explained ? REPORT_DONE : REPORT_UNKNOWN_ID;
}
