#include "wrap.h"

struct wrap wrap_begin(const char *text, size_t length, uint32_t width)
{
    return (struct wrap){text, length, 0, width ? width : 1};
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

bool wrap_next(struct wrap *wrap, struct wrapped_line *line)
{
    if (wrap->at >= wrap->length)
        return false;
    size_t start = wrap->at, at = start, end = start, good = 0; /* behind the last non-blank; where it may end */
    uint32_t columns = 0, end_columns = 0, good_columns = 0;
    bool in_word = false;
    while (at < wrap->length) {
        struct glyph glyph = glyph_at(wrap->text + at, wrap->length - at);
        if (is_break(glyph.point))
            break;
        if (is_blank(glyph.point)) {
            if (in_word) {
                good = end;
                good_columns = end_columns;
            }
            in_word = false;
        } else if (columns + glyph.width > wrap->width && at > start) { /* too wide: back to the last good place */
            if (end == start) { /* nothing but blanks stands before it: they are not worth a line */
                start = at;
                columns = 0;
                continue;
            }
            *line = good ? (struct wrapped_line){wrap->text + start, good - start, good_columns}
                         : (struct wrapped_line){wrap->text + start, end - start, end_columns};
            for (wrap->at = good ? good : end; wrap->at < wrap->length && is_blank(wrap->text[wrap->at]);)
                wrap->at++;
            return true;
        } else {
            in_word = true;
        }
        columns += glyph.width;
        at += glyph.length;
        if (in_word) {
            end = at;
            end_columns = columns;
            if (breaks_behind(wrap->text, wrap->length, at - 1)) {
                good = end;
                good_columns = end_columns;
            }
        }
    }
    *line = (struct wrapped_line){wrap->text + start, end - start, end_columns};
    wrap->at = at;
    skip_break(wrap);
    return true;
}

void wrap_measure(const char *text, size_t length, uint32_t *natural, uint32_t *widest_piece)
{
    uint32_t columns = 0, shown = 0, piece = 0;
    *natural = *widest_piece = 0;
    for (size_t at = 0; at < length;) {
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

void wrap_paragraph(struct writer *writer, const char *text, size_t length, uint32_t width, uint32_t begun, uint32_t indent)
{
    enum { LEAST_ROOM = 8 };
    uint32_t room = width > indent + LEAST_ROOM ? width - indent : LEAST_ROOM;
    bool on_new_line = begun > indent && begun + LEAST_ROOM > width;
    struct wrap wrap = wrap_begin(text, length, on_new_line || begun >= width ? room : width - begun);
    struct wrapped_line line;
    for (bool first = !on_new_line; wrap_next(&wrap, &line); first = false) {
        if (!first) {
            writer_char(writer, '\n');
            writer_repeat(writer, " ", line.length ? indent : 0);
        }
        glyph_text(writer, line.text, line.length);
        wrap.width = room;
    }
}
