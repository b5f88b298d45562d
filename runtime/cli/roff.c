#include "roff.h"

#include "unicode.h"

#include <string.h>

enum { WIDEST = 78 }; /* bytes of a line */

/* One character, in bold text or not, where a line begins or not. */
static void put_point(struct writer *writer, int32_t point, bool bold, bool begins)
{
    if (begins && (point == '.' || point == '\''))
        writer_text(writer, "\\&");
    if (point == '\\')
        writer_text(writer, "\\e");
    else if (point == '-' && bold)
        writer_text(writer, "\\-");
    else if (point == '\'' || point == '"' || point == '~' || point == '^')
        writer_text(writer, point == '\'' ? "\\(aq" : point == '"' ? "\\(dq" : point == '~' ? "\\(ti" : "\\(ha");
    else if (point >= 0x80)
        writer_format(writer, "\\[u%04X]", (unsigned)point);
    else if (point >= ' ')
        writer_char(writer, (char)point);
}

/* Writes [text, end) with its codes; `bold` is whether a span of code is open, before and after. */
static void put_word(struct writer *writer, const char *text, const char *end, bool *bold)
{
    for (const char *at = text; at < end;) {
        int32_t point;
        size_t length = unicode_decode(at, (size_t)(end - at), &point);
        if (*at == '`') {
            *bold = !*bold;
            writer_text(writer, *bold ? "\\fB" : "\\fR");
        } else if (length) {
            put_point(writer, point, *bold, at == text);
        }
        at += length ? length : 1;
    }
}

void roff_macro(struct writer *writer, const char *macro, const char *first, const char *second, const char *third,
                const char *fourth)
{
    const char *const arguments[] = {first, second, third, fourth};
    bool bold = false;
    writer_text(writer, macro);
    for (int i = 0; i < 4 && arguments[i]; i++) {
        writer_text(writer, " \"");
        put_word(writer, arguments[i], arguments[i] + strlen(arguments[i]), &bold);
        writer_char(writer, '"');
    }
    writer_char(writer, '\n');
}

void roff_text(struct writer *writer, const char *text)
{
    struct writer word = {0};
    uint32_t column = 0;
    bool bold = false;
    for (const char *at = text, *end; *at; at = end) {
        at += strspn(at, " \n");
        end = at + strcspn(at, " \n");
        word.count = 0;
        put_word(&word, at, end, &bold);
        if (column && column + 1 + word.count > WIDEST) {
            writer_char(writer, '\n');
            column = 0;
        }
        writer_text(writer, column && word.count ? " " : "");
        column += word.count + (column > 0);
        writer_put(writer, word.data ? word.data : "", word.count);
    }
    writer_char(writer, '\n');
    writer_free(&word);
}

void roff_verbatim(struct writer *writer, const char *text)
{
    bool bold = true; /* hyphens are meant to be copied */
    writer_text(writer, ".nf\n");
    for (const char *end; *text; text = end + (*end == '\n')) {
        end = text + strcspn(text, "\n");
        for (const char *at = text; at < end;) {
            int32_t point;
            size_t length = unicode_decode(at, (size_t)(end - at), &point);
            put_point(writer, point, bold, at == text);
            at += length ? length : 1;
        }
        writer_char(writer, '\n');
    }
    writer_text(writer, ".fi\n");
}
