#include "glyph.h"

#include "unicode.h"

#include <string.h>

static bool is_hidden(int32_t point)
{
    return (point >= 0 && point < 0x20 && point != '\t' && point != '\n' && point != '\r') ||
           (point >= 0x7F && point < 0xA0) || point == 0x61C || point == 0x200E || point == 0x200F ||
           (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF ||
           point == 0xFFFE || point == 0xFFFF;
}

static size_t decode(const char *text, size_t length, int32_t *point)
{
    size_t size = unicode_decode(text, length, point);
    return size ? size : 1;
}

static uint32_t digits_of(int32_t point)
{
    return point > 0xFFFFF ? 6 : point > 0xFFFF ? 5 : 4;
}

/* True when nothing that stands on a letter can follow behind `size` bytes: all that does begins with 0xCC or more. */
static bool stands_alone(const char *text, size_t length, size_t size)
{
    return length == size || (unsigned char)text[size] < 0xCC;
}

struct glyph glyph_at(const char *text, size_t length)
{
    unsigned char byte = (unsigned char)text[0];
    struct glyph glyph = {.length = 1, .width = 1, .point = byte};
    if (byte >= 0x20 && byte < 0x7F && stands_alone(text, length, 1))
        return glyph;
    bool latin = byte == 0xC3 && length > 1 && ((unsigned char)text[1] & 0xC0) == 0x80; /* æ, ø, å and their like */
    if (latin && stands_alone(text, length, 2)) {
        glyph.length = 2;
        glyph.point = 0xC0 + (text[1] & 0x3F);
        return glyph;
    }
    glyph.length = (uint32_t)decode(text, length, &glyph.point);
    glyph.hidden = is_hidden(glyph.point);
    if (glyph.hidden)
        glyph.width = 4 + digits_of(glyph.point);
    else if (glyph.point == '\n' || glyph.point == '\r')
        glyph.width = 0;
    else if (glyph.point >= 0x80)
        glyph.width = unicode_width(glyph.point);
    while (!glyph.hidden && glyph.point >= 0x20 && glyph.length < length) { /* what stands on it */
        int32_t mark;
        size_t size = decode(text + glyph.length, length - glyph.length, &mark);
        if (mark < 0x300 || is_hidden(mark) || unicode_width(mark) != 0)
            break;
        glyph.length += (uint32_t)size;
    }
    return glyph;
}

void glyph_write(struct writer *writer, const char *text, const struct glyph *glyph)
{
    if (glyph->point < 0)
        writer_text(writer, "\uFFFD");
    else if (glyph->hidden)
        writer_format(writer, "⟨U+%04X⟩", (unsigned)glyph->point);
    else if (glyph->point < 0x20)
        writer_char(writer, ' ');
    else
        writer_put(writer, text, glyph->length);
}

/* How many plain ASCII characters text begins with that no mark follows. */
static size_t plain_run(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length && text[at] >= 0x20 && text[at] < 0x7F)
        at++;
    return at < length && at ? at - 1 : at;
}

static uint32_t scan(struct writer *writer, const char *text, size_t length, bool lines)
{
    uint32_t width = 0;
    for (size_t at = 0; at < length;) {
        size_t run = plain_run(text + at, length - at);
        if (run) {
            if (writer)
                writer_put(writer, text + at, run);
            width += (uint32_t)run;
            at += run;
            continue;
        }
        struct glyph glyph = glyph_at(text + at, length - at);
        bool breaks = glyph.point == '\n' || glyph.point == '\r';
        width += breaks && !lines ? 1 : glyph.width;
        if (writer && lines && (breaks || glyph.point == '\t'))
            writer_put(writer, text + at, glyph.length);
        else if (writer)
            glyph_write(writer, text + at, &glyph);
        at += glyph.length;
    }
    return width;
}

uint32_t glyph_text(struct writer *writer, const char *text, size_t length)
{
    return scan(writer, text, length, false);
}

uint32_t glyph_string(struct writer *writer, const char *text)
{
    return scan(writer, text, strlen(text), false);
}

uint32_t glyph_width(const char *text, size_t length)
{
    return scan(NULL, text, length, false);
}

void glyph_lines(struct writer *writer, const char *text, size_t length)
{
    scan(writer, text, length, true);
}
