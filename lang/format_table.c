/* Tables: a header and rows, their columns padded to the widest cell that is not too wide. */
#include "format_parts.h"

#include <string.h>

/* The cells of a row, one after the other. */
struct cells {
    uint32_t at, end;     /* what is left of the row */
    uint32_t start, stop; /* the cell's text, trimmed */
    uint32_t column;      /* from 0 */
    uint32_t node;        /* the next node that is a cell of the row */
};

static struct cells row_cells(const struct format *f, uint32_t id)
{
    const struct node *row = &f->tree->nodes[id];
    return (struct cells){
        .at = row->start + (f->bytes[row->start] == '|'), .end = row->end, .column = UINT32_MAX, .node = id + 1};
}

static bool next_cell(const struct format *f, struct cells *cells)
{
    if (cells->at > cells->end)
        return false;
    uint32_t bar = lexer_cell_end(f->bytes, cells->at, cells->end);
    cells->start = blank_skip(f->bytes, cells->at, bar);
    cells->stop = blank_trim(f->bytes, cells->start, bar);
    cells->at = bar + 1;
    cells->column++;
    return true;
}

/* The columns that are written. A cell that the tree does not know (an id, a title, one of a bad column) stands as it is. */
static void put_cell(struct format *f, uint32_t row, struct cells *cells)
{
    const struct node *node = &f->tree->nodes[cells->node];
    bool known = cells->start < cells->stop && cells->node < f->tree->node_count && (node->flags & NODE_CELL) &&
                 node->parent == row && node->start == cells->start;
    if (known)
        format_put_cell(f, cells->node++);
    else
        format_put_source(f, cells->start, cells->stop);
}

/* A first cell that would be mistaken for something else wants a bar before it: none at all, or a comment. */
static bool wants_bar(const struct format *f, const struct cells *first)
{
    return first->start == first->stop || f->bytes[first->start] == '#';
}

static void put_column(struct format *f, const struct value *column)
{
    enum word word = column->symbol == COLUMN_ID ? WORD_ID
                     : column->symbol == COLUMN_TITLE
                         ? WORD_TITLE
                         : property_row((enum property)column->symbol)->word; /* none of a bad column */
    struct lexicon_match matches[LEXICON_MATCHES];
    const char *start = f->bytes + column->start, *end = f->bytes + column->end;
    int count = lexicon_matches(&f->tables->lexicon, start, end, CLASS_WORD, matches), match = 0;
    while (match < count && matches[match].keyword->id != word)
        match++;
    if (!word || match == count) {
        format_put_source(f, column->start, column->end);
        return;
    }
    uint32_t head = column->start + matches[match].length, rest = blank_skip(f->bytes, head, column->end);
    format_put_keyword(f, matches[match].keyword, column->start, head, matches[match].synonym);
    if (rest < column->end) {
        format_put_string(f, " ");
        format_put_keyword(f, keyword_of_term((enum term)column->unit), rest, column->end, false);
    }
}

/* ---- measuring ------------------------------------------------------------------------------------- */

static void widen(uint32_t *width, uint32_t cell)
{
    if (cell > *width && cell <= FORMAT_WIDEST_CELL)
        *width = cell;
}

/* How far left of the header's first column its rows stand. */
static uint32_t lead(const struct format *f, uint32_t table, uint32_t head)
{
    return f->places[table].indent + head + 2 - f->places[table].below;
}

static uint32_t head_width(struct format *f, uint32_t table)
{
    uint32_t count = f->out.count;
    format_put_head(f, table);
    uint32_t width = format_width(f, count);
    f->out.count = count;
    return width;
}

static void measure_row(struct format *f, uint32_t row, uint32_t columns, uint32_t first, uint32_t left)
{
    uint32_t count = f->out.count;
    struct cells cells = row_cells(f, row);
    while (next_cell(f, &cells) && cells.column < columns) {
        if (cells.column == 0 && wants_bar(f, &cells))
            format_put_string(f, cells.start == cells.stop ? "|" : "| ");
        put_cell(f, row, &cells);
        uint32_t width = format_width(f, count);
        f->out.count = count;
        if (cells.column == 0)
            width = width > left ? width - left : 0;
        widen(&f->widths.data[first + cells.column], width);
    }
}

void format_measure_table(struct format *f, uint32_t id)
{
    const struct node *table = &f->tree->nodes[id];
    uint32_t head = head_width(f, id), first = f->widths.count, columns = table->value_count;
    struct place *place = &f->places[id];
    place->below = place->indent + head + 2;
    if (place->below > FORMAT_DEEPEST_ROW)
        place->below = place->indent + FORMAT_STEP;
    place->widest = first;
    for (uint32_t i = 0; i < columns; i++) {
        uint32_t count = f->out.count, width = 0;
        put_column(f, &f->tree->values[table->values + i]);
        widen(&width, format_width(f, count));
        f->out.count = count;
        ARRAY_PUSH(&f->widths, data, count, capacity, width);
    }
    for (uint32_t row = id + 1; row < table->below; row = f->tree->nodes[row].below)
        if (!(f->tree->nodes[row].flags & NODE_BAD))
            measure_row(f, row, columns, first, lead(f, id, head));
}

/* ---- writing ------------------------------------------------------------------------------------------ */

static void put_bar(struct format *f, uint32_t written, uint32_t width)
{
    format_put_blanks(f, width > written ? width - written : 0);
    format_put_string(f, " | ");
}

/* True when a header can't be written from its columns: one is not understood, or more were there than are kept. */
static bool stands_as_it_is(const struct format *f, const struct node *table)
{
    for (uint32_t i = 0; i < table->value_count; i++)
        if (f->tree->values[table->values + i].symbol == COLUMN_BAD)
            return true;
    uint32_t at = table->value_count ? f->tree->values[table->values + table->value_count - 1].end : table->end;
    while (at < table->end && (f->bytes[at] == '|' || blank_length(f->bytes, at, table->end)))
        at++;
    return at < table->end;
}

void format_put_table(struct format *f, uint32_t id)
{
    const struct node *table = &f->tree->nodes[id];
    const struct value *columns = &f->tree->values[table->values];
    if (!table->value_count || stands_as_it_is(f, table)) {
        format_put_verbatim(f, id);
        return;
    }
    format_put_head(f, id);
    format_put_string(f, "  ");
    for (uint32_t i = 0; i < table->value_count; i++) {
        uint32_t count = f->out.count;
        put_column(f, &columns[i]);
        if (i + 1 < table->value_count)
            put_bar(f, format_width(f, count), f->widths.data[f->places[id].widest + i]);
    }
    if (table->value_count == 1)
        format_put_string(f, " |");
}

/* The cells of a row up to the last that says something. */
static uint32_t stated_cells(const struct format *f, uint32_t id)
{
    struct cells cells = row_cells(f, id);
    uint32_t stated = 0;
    while (next_cell(f, &cells))
        if (cells.start < cells.stop)
            stated = cells.column + 1;
    return stated;
}

void format_put_row(struct format *f, uint32_t id)
{
    uint32_t table = f->tree->nodes[id].parent, stated = stated_cells(f, id);
    uint32_t left = lead(f, table, head_width(f, table));
    struct cells cells = row_cells(f, id);
    if (!stated)
        format_put_string(f, "|");
    while (next_cell(f, &cells) && cells.column < stated) {
        uint32_t count = f->out.count;
        if (cells.column == 0 && wants_bar(f, &cells))
            format_put_string(f, cells.start == cells.stop ? "|" : "| ");
        put_cell(f, id, &cells);
        uint32_t width = f->widths.data[f->places[table].widest + cells.column] + (cells.column ? 0 : left);
        if (cells.column + 1 < stated)
            put_bar(f, format_width(f, count), width);
    }
}
