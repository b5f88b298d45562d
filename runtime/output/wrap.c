#include "wrap.h"

enum { LEAST_ROOM = 8 }; /* columns that a paragraph gets, however narrow the page */

struct wrap wrap_begin(const char *text, size_t length, uint32_t width)
{
    return (struct wrap){text, length, 0, width ? width : 1, 0};
}

static bool is_blank(int32_t point)
{
    return point == ' ' || point == '\t';
}

static bool is_break(int32_t point)
{
    return point == '\n' || point == '\r';
}

static bool is_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

/* True when a line may end behind the `-` or `/` at `at`: between letters, so that dates and ranges stay whole. */
static bool breaks_behind(const char *text, size_t length, size_t at)
{
    if ((text[at] != '-' && text[at] != '/') || at == 0 || at + 1 >= length)
        return false;
    unsigned char before = (unsigned char)text[at - 1], after = (unsigned char)text[at + 1];
    if (text[at] == '/')
        return is_letter(before) && (is_letter(after) || after == '~' || (after >= '0' && after <= '9'));
    return is_letter(before) && is_letter(after);
}

/* `minst 80 %`, as people write it: a line does not begin with the `%`. */
static bool is_percent(const struct wrap *wrap, size_t at)
{
    return at < wrap->length && wrap->text[at] == '%';
}

/* Puts wrap->at behind a line break, or behind the blanks where the line was broken. */
static void skip_break(struct wrap *wrap)
{
    while (wrap->at < wrap->length && is_blank(wrap->text[wrap->at]))
        wrap->at++;
    if (wrap->at < wrap->length && wrap->text[wrap->at] == '\r')
        wrap->at++;
    if (wrap->at < wrap->length && wrap->text[wrap->at] == '\n')
        wrap->at++;
}

/* What a line that begins with blanks goes on with, so that it keeps its place in an outline. */
static uint32_t hang_of(const struct wrap *wrap)
{
    uint32_t blanks = 0;
    while (wrap->at + blanks < wrap->length && wrap->text[wrap->at + blanks] == ' ')
        blanks++;
    return blanks && blanks + 2 <= wrap->width / 2 ? blanks + 2 : 0;
}

/* The whole of a text as one line, if it has room and is plain ASCII: most cells of most tables. */
static bool take_whole(struct wrap *wrap, struct wrapped_line *line)
{
    size_t end = 0;
    if (wrap->at || wrap->length > wrap->width)
        return false;
    for (size_t at = 0; at < wrap->length; at++) {
        if (wrap->text[at] < 0x20 || wrap->text[at] >= 0x7F)
            return false;
        if (wrap->text[at] != ' ')
            end = at + 1;
    }
    *line = (struct wrapped_line){wrap->text, end, (uint32_t)end, 0};
    wrap->at = wrap->length;
    return true;
}

bool wrap_next(struct wrap *wrap, struct wrapped_line *line)
{
    if (wrap->at >= wrap->length)
        return false;
    if (take_whole(wrap, line))
        return true;
    bool goes_on = wrap->at > 0 && !is_break(wrap->text[wrap->at - 1]);
    if (!goes_on)
        wrap->hang = hang_of(wrap);
    uint32_t indent = goes_on ? wrap->hang : 0, room = wrap->width - indent, columns = 0, end_columns = 0,
             good_columns = 0;
    size_t start = wrap->at, at = start, end = start, good = 0; /* behind the last non-blank; where it may end */
    bool in_word = false;
    while (at < wrap->length) {
        struct glyph glyph = glyph_at(wrap->text + at, wrap->length - at);
        if (is_break(glyph.point))
            break;
        if (is_blank(glyph.point)) {
            if (in_word && !is_percent(wrap, at + 1)) {
                good = end;
                good_columns = end_columns;
            }
            in_word = false;
        } else if (columns + glyph.width > room && at > start) { /* too wide: back to the last good place */
            if (end == start) { /* nothing but blanks stands before it: they are not worth a line */
                start = at;
                columns = 0;
                continue;
            }
            *line = good ? (struct wrapped_line){wrap->text + start, good - start, good_columns, indent}
                         : (struct wrapped_line){wrap->text + start, end - start, end_columns, indent};
            for (wrap->at = good ? good : end; wrap->at < wrap->length && is_blank(wrap->text[wrap->at]);)
                wrap->at++;
            return true;
        } else {
            in_word = true;
        }
        columns += glyph.width;
        at += glyph.length;
        if (!in_word)
            continue;
        end = at;
        end_columns = columns;
        if (breaks_behind(wrap->text, wrap->length, at - 1)) {
            good = end;
            good_columns = end_columns;
        }
    }
    *line = (struct wrapped_line){wrap->text + start, end - start, end_columns, indent};
    wrap->at = at;
    skip_break(wrap);
    return true;
}

/* How many characters from 0 to z stand first that are a column wide and no place to break: of the last of them, nobody
 * knows, for a mark may follow. */
static size_t plain_piece(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && ((text[at] >= '0' && text[at] <= '9') || (text[at] >= 'A' && text[at] <= 'z')))
        at++;
    return at ? at - 1 : 0;
}

void wrap_measure(const char *text, size_t length, uint32_t *natural, uint32_t *widest_piece)
{
    uint32_t columns = 0, shown = 0, piece = 0;
    *natural = *widest_piece = 0;
    for (size_t at = 0; at < length;) {
        size_t plain = plain_piece(text + at, length - at);
        columns += (uint32_t)plain;
        piece += (uint32_t)plain;
        at += plain;
        struct glyph glyph = glyph_at(text + at, length - at);
        at += glyph.length;
        if (is_break(glyph.point)) {
            columns = shown = piece = 0;
            continue;
        }
        columns += glyph.width;
        piece = is_blank(glyph.point) ? 0 : piece + glyph.width;
        shown = piece ? columns : shown;
        if (shown > *natural)
            *natural = shown;
        if (piece > *widest_piece)
            *widest_piece = piece;
        if (breaks_behind(text, length, at - 1))
            piece = 0;
    }
}

/* The columns of the first word of a text. */
static uint32_t first_word(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && !is_blank(text[at]) && !is_break(text[at]))
        at++;
    return glyph_width(text, at);
}

void wrap_paragraph(struct writer *writer, const char *text, size_t length, uint32_t width, uint32_t begun,
                    uint32_t indent)
{
    uint32_t room = width > indent + LEAST_ROOM ? width - indent : LEAST_ROOM;
    struct wrap wrap = wrap_begin(text, length, width > begun ? width - begun : room);
    struct wrapped_line line;
    for (bool first = true; wrap_next(&wrap, &line); first = false) {
        if (!first) {
            writer_char(writer, '\n');
            writer_repeat(writer, " ", line.length ? indent + line.indent : 0);
        }
        glyph_text(writer, line.text, line.length);
        wrap.width = room;
    }
}

void wrap_behind(struct writer *writer, const char *text, size_t length, uint32_t width, uint32_t begun,
                 uint32_t indent)
{
    uint32_t left = width > begun + 1 ? width - begun - 1 : 0, word = first_word(text, length);
    bool on_new_line = word > left && (word + indent <= width || left < LEAST_ROOM);
    writer_char(writer, on_new_line ? '\n' : ' ');
    writer_repeat(writer, " ", on_new_line ? indent : 0);
    wrap_paragraph(writer, text, length, width, on_new_line ? indent : begun + 1, indent);
}
