/* table_text.c: a table for a terminal: columns side by side as wide as there is room for, words wrapped within cells,
 * nothing cut away. Many columns (a matrix of thirty actors) become several blocks that repeat the first columns; where
 * not even that has room, each row becomes a card of lines `title: value`. */
#include "render.h"
#include "text.h"
#include "wrap.h"

#include <string.h>

enum { GAP = 2, LONGEST_WORD = 24, SHORTEST_COLUMN = 8, SHORT_KEY = 14, MANY_COLUMNS = 8, NARROW = 40 };

struct text_column {
    const struct column *column;
    uint32_t index;          /* of the cell in a row */
    uint32_t natural, piece; /* columns of its widest line, and of its widest piece that should not be broken */
    uint32_t floor, width;   /* while laying out */
    struct writer scratch;
    struct wrap wrap; /* while printing */
};

struct text_table {
    struct writer *writer, scratch;
    const struct table *table;
    struct text_column *columns; /* those for people */
    uint32_t count, capacity;
    uint32_t keys; /* how many of the first columns every block repeats */
    uint32_t width;
};

static bool is_number(const struct text_column *column)
{
    return column->column->type == COLUMN_INTEGER || column->column->type == COLUMN_NUMBER;
}

/* ---- layout ------------------------------------------------------------------------------------------------ */

static void widen(struct text_column *column, const char *text)
{
    uint32_t natural, piece;
    wrap_measure(text, strlen(text), &natural, &piece);
    column->natural = natural > column->natural ? natural : column->natural;
    column->piece = piece > column->piece ? piece : column->piece;
}

static void measure(struct text_table *t)
{
    for (uint32_t i = 0; i < t->table->column_count; i++) {
        struct text_column column = {.column = &t->table->columns[i], .index = i};
        if (!(column.column->use & COLUMN_HUMAN))
            continue;
        widen(&column, column.column->title[t->table->language]);
        ARRAY_PUSH(t, columns, count, capacity, column);
    }
    for (uint32_t r = 0; r < t->table->row_count; r++) /* as they lie in memory: there may be a hundred thousand */
        for (uint32_t i = 0; i < t->count && !t->table->rows[r].heading; i++)
            widen(&t->columns[i],
                  cell_human(&t->table->rows[r].cells[t->columns[i].index], t->table->language, &t->scratch));
    t->keys = t->count > 2 && t->columns[0].natural <= SHORT_KEY && !is_number(&t->columns[1]) ? 2 : 1;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t most(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* The width that a column gets when none may be wider than `cap` without need. */
static uint32_t capped(const struct text_column *column, uint32_t cap)
{
    return most(column->floor, least(column->natural, cap));
}

static uint32_t total(struct text_column *const *columns, uint32_t count, uint32_t cap)
{
    uint32_t sum = GAP * (count - 1);
    for (uint32_t i = 0; i < count; i++)
        sum += capped(columns[i], cap);
    return sum;
}

/* Gives the columns widths that together fit in `width`, none narrower than its longest word (of at most `longest_word`).
 * False when there is no room. */
static bool fit(struct text_column *const *columns, uint32_t count, uint32_t width, uint32_t longest_word)
{
    uint32_t low = 0, high = width; /* the largest cap that fits */
    for (uint32_t i = 0; i < count; i++)
        columns[i]->floor = most(least(columns[i]->piece, longest_word), 1);
    if (total(columns, count, 0) > width)
        return false;
    while (low < high) {
        uint32_t middle = low + (high - low + 1) / 2;
        if (total(columns, count, middle) <= width)
            low = middle;
        else
            high = middle - 1;
    }
    uint32_t left = width - total(columns, count, low);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t extra = least(left, columns[i]->natural > capped(columns[i], low) ? 1 : 0);
        columns[i]->width = capped(columns[i], low) + extra;
        left -= extra;
    }
    return true;
}

/* ---- printing ------------------------------------------------------------------------------------------------ */

static void print_line(struct text_table *t, struct text_column *const *columns, const struct wrapped_line *lines,
                       uint32_t count)
{
    uint32_t owed = 0; /* blanks not yet written: none stand at the end of a line */
    for (uint32_t i = 0; i < count; i++) {
        uint32_t taken = lines[i].indent + lines[i].columns,
                 pad = columns[i]->width > taken ? columns[i]->width - taken : 0;
        if (lines[i].length) {
            writer_repeat(t->writer, " ", owed + lines[i].indent + (is_number(columns[i]) ? pad : 0));
            glyph_text(t->writer, lines[i].text, lines[i].length);
            owed = is_number(columns[i]) ? 0 : pad;
        } else {
            owed += columns[i]->width;
        }
        owed += GAP;
    }
    writer_char(t->writer, '\n');
}

/* One row, or the titles with row NULL, in as many lines as its tallest cell takes. */
static void print_row(struct text_table *t, struct text_column *const *columns, uint32_t count,
                      const struct table_row *row)
{
    enum language language = t->table->language;
    struct wrapped_line lines[64];
    for (uint32_t i = 0; i < count; i++) {
        const char *text = row ? cell_human(&row->cells[columns[i]->index], language, &columns[i]->scratch)
                               : columns[i]->column->title[language];
        columns[i]->wrap = wrap_begin(text, strlen(text), columns[i]->width);
    }
    for (bool any = true, first = true;; first = false) {
        any = first;
        for (uint32_t i = 0; i < count; i++) {
            lines[i] = (struct wrapped_line){0};
            any |= wrap_next(&columns[i]->wrap, &lines[i]);
        }
        if (!any)
            return;
        print_line(t, columns, lines, count);
    }
}

static void print_strong(struct text_table *t, const char *text)
{
    writer_style(t->writer, STYLE_STRONG);
    wrap_paragraph(t->writer, text, strlen(text), t->width, 0, 0);
    writer_style(t->writer, STYLE_PLAIN);
    writer_char(t->writer, '\n');
}

static void print_heading(struct text_table *t, const struct table_row *row)
{
    writer_char(t->writer, '\n');
    print_strong(t, row_heading(t->table, row, &t->scratch));
}

/* Of the table, or of a part of it. */
static void print_title(struct text_table *t, const char *title)
{
    print_strong(t, title);
    writer_char(t->writer, '\n');
}

static void print_block(struct text_table *t, struct text_column *const *columns, uint32_t count)
{
    writer_style(t->writer, STYLE_STRONG);
    print_row(t, columns, count, NULL);
    writer_style(t->writer, STYLE_PLAIN);
    for (uint32_t i = 0; i < count; i++) {
        writer_repeat(t->writer, "─", columns[i]->width);
        writer_repeat(t->writer, " ", i + 1 < count ? GAP : 0);
    }
    writer_char(t->writer, '\n');
    for (uint32_t r = 0; r < t->table->row_count; r++)
        if (t->table->rows[r].heading)
            print_heading(t, &t->table->rows[r]);
        else
            print_row(t, columns, count, &t->table->rows[r]);
}

/* ---- the three forms --------------------------------------------------------------------------------------- */

enum { MOST_SIDE_BY_SIDE = 64 };

static bool print_side_by_side(struct text_table *t)
{
    struct text_column *columns[MOST_SIDE_BY_SIDE];
    if (t->count > MOST_SIDE_BY_SIDE)
        return false;
    for (uint32_t i = 0; i < t->count; i++)
        columns[i] = &t->columns[i];
    if (!fit(columns, t->count, t->width, LONGEST_WORD) && !fit(columns, t->count, t->width, SHORTEST_COLUMN))
        return false;
    print_block(t, columns, t->count);
    return true;
}

/* Fills one block with the keys and as many columns from `from` as fit; returns how many columns it took beyond keys. */
static uint32_t fill_block(struct text_table *t, struct text_column **columns, uint32_t from)
{
    uint32_t taken = 0;
    for (uint32_t i = 0; i < t->keys; i++)
        columns[i] = &t->columns[i];
    while (from + taken < t->count && t->keys + taken < MOST_SIDE_BY_SIDE) {
        columns[t->keys + taken] = &t->columns[from + taken];
        if (!fit(columns, t->keys + taken + 1, t->width, LONGEST_WORD))
            break;
        taken++;
    }
    if (taken)
        fit(columns, t->keys + taken, t->width, LONGEST_WORD);
    return taken;
}

/* Keys are read with every block: they keep room for a few words. */
static void widen_keys(struct text_table *t)
{
    for (uint32_t i = 0; i < t->keys; i++)
        t->columns[i].piece = least(most(t->columns[i].piece, least(t->columns[i].natural, t->width / 4)),
                                    LONGEST_WORD);
}

static bool print_blocks(struct text_table *t)
{
    struct text_column *columns[MOST_SIDE_BY_SIDE];
    if (t->count <= MANY_COLUMNS || t->width < NARROW)
        return false;
    widen_keys(t);
    for (uint32_t from = t->keys; from < t->count; from++) /* each must have room with the keys alone */
        if (columns[0] = &t->columns[0], columns[t->keys - 1] = &t->columns[t->keys - 1],
            columns[t->keys] = &t->columns[from], !fit(columns, t->keys + 1, t->width, LONGEST_WORD))
            return false;
    for (uint32_t from = t->keys; from < t->count;) {
        if (from > t->keys)
            writer_char(t->writer, '\n');
        uint32_t taken = fill_block(t, columns, from);
        print_block(t, columns, t->keys + taken);
        from += taken;
    }
    return true;
}

static void print_card(struct text_table *t, const struct table_row *row)
{
    for (uint32_t i = 0; i < t->count; i++) {
        const char *title = t->columns[i].column->title[t->table->language];
        const char *text = cell_human(&row->cells[t->columns[i].index], t->table->language, &t->scratch);
        if (!*text)
            continue;
        if (*title) {
            wrap_paragraph(t->writer, title, strlen(title), t->width - 1, 0, 0);
            writer_char(t->writer, ':');
            wrap_behind(t->writer, text, strlen(text), t->width, glyph_width(title, strlen(title)) + 1, GAP);
        } else {
            wrap_paragraph(t->writer, text, strlen(text), t->width, 0, GAP);
        }
        writer_char(t->writer, '\n');
    }
}

static void print_cards(struct text_table *t)
{
    for (uint32_t r = 0; r < t->table->row_count; r++) {
        const struct table_row *row = &t->table->rows[r];
        if (row->heading)
            print_heading(t, row);
        else if (r && !t->table->rows[r - 1].heading)
            writer_char(t->writer, '\n');
        if (!row->heading)
            print_card(t, row);
    }
}

/* ---- parts, and what stands above and below them ------------------------------------------------------------------ */

static void print_part(struct text_table *t, const struct table *part)
{
    t->table = part;
    measure(t);
    if (part->part)
        print_title(t, part->part);
    if (!print_side_by_side(t) && !print_blocks(t))
        print_cards(t);
    for (uint32_t i = 0; i < t->count; i++)
        writer_free(&t->columns[i].scratch);
    t->count = 0;
}

static void print_paragraph(struct text_table *t, const char *text)
{
    wrap_paragraph(t->writer, text, strlen(text), t->width, 0, 0);
    writer_char(t->writer, '\n');
}

/* `  3  forfalt`, the counts right-aligned. */
static void print_summary(struct text_table *t)
{
    uint32_t widest = 0;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t i = 0; i < t->table->summary_count; i++) {
            t->scratch.count = 0;
            writer_integer(&t->scratch, t->table->summary[i].count);
            if (!pass) {
                widest = most(widest, t->scratch.count);
                continue;
            }
            writer_repeat(t->writer, " ", widest - t->scratch.count);
            writer_put(t->writer, t->scratch.data, t->scratch.count);
            writer_text(t->writer, "  ");
            const char *label = t->table->summary[i].label;
            wrap_paragraph(t->writer, label, strlen(label), t->width, widest + 2, widest + 2);
            writer_char(t->writer, '\n');
        }
}

void table_text(struct writer *writer, const struct table *table, const struct render_options *options)
{
    struct text_table t = {.writer = writer, .table = table, .width = most(options->width, SHORTEST_COLUMN)};
    if (table->caption)
        print_title(&t, table->caption);
    if (!table->row_count)
        print_paragraph(&t, text_of(TEXT_NO_ROWS, table->language));
    for (const struct table *part = table->row_count ? table : NULL; part; part = part->next) {
        writer_text(writer, part != table ? "\n" : "");
        print_part(&t, part);
    }
    t.table = table;
    for (uint32_t i = 0; i < table->note_count; i++) {
        if (!i)
            writer_char(writer, '\n');
        print_paragraph(&t, table->notes[i]);
    }
    if (table->summary_count)
        writer_char(writer, '\n');
    print_summary(&t);
    array_free(t.columns);
    writer_free(&t.scratch);
}
