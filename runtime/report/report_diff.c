/* report_diff.c: the changes between two versions as a table. */
#include "diff.h"

#include <string.h>

enum { C_CHANGE, C_SEVERITY, C_ID, C_KIND, C_FIELD, C_OLD, C_NEW, C_FILE, C_LINE, C_TITLE, C_WHAT, C_PLACE, COLUMNS };

static const struct column TABLE[COLUMNS] = {
#define COLUMN(id, name, nb, nn, en, type) [C_##id] = {name, {nb, nn, en}, COLUMN_##type, COLUMN_MACHINE},
#include "change_column.def"
#undef COLUMN
    [C_TITLE] = {"title", {"Hva", "Kva", "What"}, COLUMN_TEXT, COLUMN_HUMAN},
    [C_WHAT] = {"what", {"Endring", "Endring", "Change"}, COLUMN_TEXT, COLUMN_HUMAN},
    [C_PLACE] = {"place", {"Sted", "Stad", "Place"}, COLUMN_TEXT, COLUMN_HUMAN},
};

static void add_row(struct diff *d, struct table *table, const struct change *change)
{
    const char *subject = diff_subject(d, change), *identity = diff_identity(d, change);
    struct diff_place place = diff_place(d, change);
    struct table_row *row = table_add_row(table);
    row->file = place.file;
    row->line = place.line;
    row->reachable = place.reachable;
    row->cells[C_CHANGE] = cell_text(change_name(change->kind));
    row->cells[C_SEVERITY] = cell_text(weight_name(change->weight));
    row->cells[C_ID] = cell_text(identity);
    row->cells[C_KIND] = cell_text(diff_kind(d, change));
    row->cells[C_FIELD] = cell_text(change->field);
    row->cells[C_OLD] = cell_text(change->old.text);
    row->cells[C_NEW] = cell_text(change->new.text);
    row->cells[C_FILE] = cell_text(row->file);
    row->cells[C_LINE] = cell_integer(row->line);
    row->cells[C_TITLE] = cell_text(subject);
    row->cells[C_WHAT] = cell_text(change_sentence(d->arena, change, d->language));
    row->cells[C_PLACE] = cell_text(arena_format(d->arena, "%s:%u", row->file, row->line));
}

static void add_heading(struct diff *d, struct table *table, enum weight weight)
{
    struct table_row *row = table_add_row(table);
    row->heading = true;
    row->cells[C_TITLE] = cell_labelled("", weight_title(weight, d->language));
}

static const char *caption(struct diff *d, const struct report_request *request)
{
    enum phrase words = d->changes.count ? PHRASE_CHANGES_FROM : PHRASE_NO_CHANGES_FROM;
    return phrase(d->arena, words, d->language, request->old_name, request->new_name, NULL);
}

enum report_result report_diff(const struct report_request *request, struct table *table, bool *found)
{
    struct diff d;
    diff_begin(&d, request, table);
    table->columns = TABLE;
    table->column_count = COLUMNS;
    table->caption = caption(&d, request);
    struct table_count *counts = arena_alloc(d.arena, WEIGHT_COUNT * sizeof *counts);
    for (enum weight w = 0; w < WEIGHT_COUNT; w++)
        counts[w] = (struct table_count){weight_name(w), weight_title(w, d.language), 0};
    for (uint32_t i = 0; i < d.changes.count; i++) {
        const struct change *change = &d.changes.data[i];
        if (!counts[change->weight].count++)
            add_heading(&d, table, change->weight);
        add_row(&d, table, change);
    }
    table->summary = counts;
    table->summary_count = WEIGHT_COUNT;
    *found = counts[WEAKENED].count > 0;
    diff_end(&d);
    table_finish(table);
    return REPORT_DONE;
}
