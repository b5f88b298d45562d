#include "why.h"

#include "told.h"

#include <string.h>

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
