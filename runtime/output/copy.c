#include "copy.h"

#include "unicode.h"

void copy_literal(struct writer *writer, const char *text)
{
    writer_char(writer, '\'');
    for (; *text; text++) {
        if (*text == '\'')
            writer_char(writer, '\'');
        writer_char(writer, *text);
    }
    writer_char(writer, '\'');
}

static const char *escape_of(char byte)
{
    switch (byte) {
    case '\b': return "\\b";
    case '\f': return "\\f";
    case '\n': return "\\n";
    case '\r': return "\\r";
    case '\t': return "\\t";
    case '\v': return "\\v";
    case '\\': return "\\\\";
    default: return NULL;
    }
}

/* A value as COPY reads it. PostgreSQL takes UTF-8 without NUL, and the name of a file may be anything. */
static void write_copied(struct writer *writer, const char *text, size_t length)
{
    size_t from = 0;
    for (size_t at = 0, step; at < length; at += step) {
        int32_t point;
        step = (unsigned char)text[at] < 0x80 ? 1 : unicode_decode(text + at, length - at, &point);
        const char *instead = step && text[at] ? escape_of(text[at]) : "\xEF\xBF\xBD";
        step += !step;
        if (!instead)
            continue;
        writer_put(writer, text + from, at - from);
        writer_text(writer, instead);
        from = at + step;
    }
    writer_put(writer, text + from, length - from);
}

void copy_value(struct writer *writer, const struct schema_column *column, const struct datum *datum)
{
    switch (datum->type) {
    case DATUM_TEXT: write_copied(writer, datum->text, datum->length); break;
    case DATUM_NUMBER: writer_number(writer, datum->number); break;
    case DATUM_NULL: writer_text(writer, "\\N"); break;
    case DATUM_INTEGER:
        if (column->type == SCHEMA_BOOLEAN)
            writer_char(writer, datum->integer ? 't' : 'f');
        else
            writer_integer(writer, datum->integer);
        break;
    }
}
