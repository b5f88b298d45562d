/* status.c: the rows of the page on how plans stand. */
#include "status.h"

#include <math.h>

struct cell *status_add_row(struct status *s)
{
    struct cell *cells = table_add_row(s->filling.table)->cells;
    cells[C_PLAN] = cells_plan(&s->filling, s->unit);
    cells[C_SECTION] = cell_text(s->section);
    return cells;
}

void status_add_heading(struct status *s, const char *text)
{
    struct table_row *row = table_add_row(s->filling.table);
    row->heading = true;
    row->cells[C_NAME] = cell_labelled("", text);
}

void status_begin(struct status *s, const char *section, enum phrase heading, const char *argument)
{
    s->section = section;
    status_add_heading(s, phrase(s->filling.arena, heading, s->filling.language, argument, NULL, NULL));
}

void status_end(struct status *s)
{
    struct table *table = s->filling.table;
    if (table->row_count && table->rows[table->row_count - 1].heading)
        table->row_count--;
}

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

void status_add_tally(struct status *s, const char *name, const char *words, const struct tally *tally)
{
    struct filling *f = &s->filling;
    if (!tally->now && !tally->before && !f->request->long_form)
        return;
    struct cell *cells = status_add_row(s);
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
