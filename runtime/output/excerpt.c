#include "excerpt.h"

#include "glyph.h"

#include <string.h>

enum { TAB = 4, NARROWEST = 20, LONGEST = 4096, BEFORE = 1024 };

/* The part of a line that is looked at: all of it, unless it is very long. */
struct part {
    const char *text;
    uint32_t length;
    uint32_t start, end; /* of what is marked, within it */
    bool cut_left, cut_right;
};

static bool goes_on(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static struct part part_of(const char *line, uint32_t length, uint32_t start, uint32_t end)
{
    struct part part = {line, length, start < length ? start : length, end < length ? end : length, false, false};
    if (part.end < part.start)
        part.end = part.start;
    if (part.start > LONGEST) {
        uint32_t skip = part.start - BEFORE;
        while (skip < part.start && goes_on(line[skip]))
            skip++;
        part = (struct part){line + skip, length - skip, part.start - skip, part.end - skip, true, false};
    }
    if (part.length > part.start + LONGEST) {
        part.length = part.start + LONGEST;
        while (part.length > part.start && goes_on(part.text[part.length]))
            part.length--;
        part.end = part.end < part.length ? part.end : part.length;
        part.cut_right = true;
    }
    return part;
}

/* The columns that a glyph takes at a column. */
static uint32_t columns_at(const struct glyph *glyph, uint32_t column)
{
    return glyph->point == '\t' ? TAB - column % TAB : glyph->width;
}

/* Where the marked bytes begin and end, and how wide it all is, in columns. */
static void measure(const struct part *part, uint32_t *from, uint32_t *to, uint32_t *all)
{
    uint32_t column = 0;
    *from = *to = UINT32_MAX;
    for (uint32_t at = 0; at < part->length;) {
        struct glyph glyph = glyph_at(part->text + at, part->length - at);
        if (at + glyph.length > part->start && *from == UINT32_MAX)
            *from = column;
        column += columns_at(&glyph, column);
        at += glyph.length;
        if (at >= part->end && *to == UINT32_MAX)
            *to = column;
    }
    *all = column;
    *from = *from == UINT32_MAX ? column : *from;
    *to = *to == UINT32_MAX || *to < *from ? *from : *to;
    if (*to == *from)
        *to = *from + 1; /* an empty span is marked with one sign */
}

/* Writes the glyphs that lie wholly within [left, right). */
static void write_window(struct writer *writer, const struct part *part, uint32_t left, uint32_t right)
{
    uint32_t column = 0;
    for (uint32_t at = 0; at < part->length && column < right;) {
        struct glyph glyph = glyph_at(part->text + at, part->length - at);
        uint32_t columns = columns_at(&glyph, column), end = column + columns;
        if (column >= left && end <= right && glyph.point != '\t')
            glyph_write(writer, part->text + at, &glyph);
        else if (end > left) /* a tab, or cut in two by the window's edge */
            writer_repeat(writer, " ", (end < right ? end : right) - (column > left ? column : left));
        column = end;
        at += glyph.length;
    }
}

static void write_gutter(struct writer *writer, uint32_t number, uint32_t gutter)
{
    writer_style(writer, STYLE_FAINT);
    if (number)
        writer_format(writer, "%*u |", (int)gutter, (unsigned)number);
    else
        writer_format(writer, "%*s |", (int)gutter, "");
    writer_style(writer, STYLE_PLAIN);
}

/* The marks, and the label behind them, or on a line of its own where it has no room. */
static void write_mark(struct writer *writer, uint32_t blanks, uint32_t signs, const struct excerpt_mark *mark,
                       uint32_t gutter, uint32_t room)
{
    char sign[2] = {mark->sign, '\0'};
    uint32_t label = mark->label ? glyph_width(mark->label, strlen(mark->label)) : 0;
    write_gutter(writer, 0, gutter);
    writer_repeat(writer, " ", 1 + blanks);
    writer_style(writer, mark->style);
    writer_repeat(writer, sign, signs);
    if (label && blanks + signs + 1 + label > room) {
        writer_char(writer, '\n');
        write_gutter(writer, 0, gutter);
        writer_repeat(writer, " ", 1 + (label < room ? room - label : 0));
    } else if (label) {
        writer_char(writer, ' ');
    }
    if (label) {
        writer_style(writer, mark->style);
        glyph_string(writer, mark->label);
    }
    writer_style(writer, STYLE_PLAIN);
    writer_char(writer, '\n');
}

void excerpt_write(struct writer *writer, struct source *source, uint32_t number, uint32_t start, uint32_t end,
                   uint32_t gutter, uint32_t width, const struct excerpt_mark *mark)
{
    uint32_t length, from, to, all, left = 0;
    const char *line = source_line(source, number, &length);
    uint32_t offset = (uint32_t)(line - source->bytes);
    struct part part = part_of(line, length, start > offset ? start - offset : 0, end > offset ? end - offset : 0);
    measure(&part, &from, &to, &all);
    uint32_t room = width > gutter + 3 + NARROWEST ? width - gutter - 3 : NARROWEST;
    if (all > room && to + 1 > room) /* the mark begins a third into the window, or the line ends with it */
        left = from > room / 3 ? from - room / 3 : 0;
    uint32_t right = all;
    bool cut_left = part.cut_left || left > 0, cut_right = part.cut_right;
    uint32_t inner = room - cut_left;
    if (all - left > inner || cut_right) {
        cut_right = true;
        right = left + inner - 1 < all ? left + inner - 1 : all;
    }
    to = to > right && right > from ? right : to;
    write_gutter(writer, number, gutter);
    writer_text(writer, all ? " " : "");
    writer_text(writer, cut_left ? "…" : "");
    write_window(writer, &part, left, right);
    writer_text(writer, cut_right ? "…\n" : "\n");
    write_mark(writer, cut_left + from - left, to - from, mark, gutter, room);
}
