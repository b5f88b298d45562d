#include "json.h"

#include "version.h"

#include "glyph.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static void new_line(struct json *json)
{
    writer_char(json->writer, '\n');
    writer_repeat(json->writer, "  ", (uint32_t)json->depth);
}

/* What stands before a member: a comma, and a line break where members stand on lines. */
static void begin_member(struct json *json)
{
    if (json->keyed || !json->depth) {
        json->keyed = false;
        return;
    }
    bool one_line = json->open[json->depth - 1].one_line;
    if (json->open[json->depth - 1].any)
        writer_text(json->writer, one_line ? ", " : ",");
    json->open[json->depth - 1].any = true;
    if (!one_line)
        new_line(json);
}

static void open_bracket(struct json *json, char bracket, enum json_layout layout)
{
    assert(json->depth < JSON_DEEPEST);
    begin_member(json);
    bool one_line = layout == JSON_ONE_LINE || (json->depth && json->open[json->depth - 1].one_line);
    json->open[json->depth].bracket = bracket;
    json->open[json->depth].one_line = one_line;
    json->open[json->depth].any = false;
    json->depth++;
    writer_char(json->writer, bracket);
}

void json_begin_object(struct json *json, enum json_layout layout)
{
    open_bracket(json, '{', layout);
}

void json_begin_array(struct json *json, enum json_layout layout)
{
    open_bracket(json, '[', layout);
}

void json_end(struct json *json)
{
    assert(json->depth && !json->keyed);
    json->depth--;
    if (json->open[json->depth].any && !json->open[json->depth].one_line)
        new_line(json);
    writer_char(json->writer, json->open[json->depth].bracket == '{' ? '}' : ']');
    if (!json->depth)
        writer_char(json->writer, '\n');
}

static void escape(struct writer *writer, int32_t point)
{
    static const char *const names[] = {['\b'] = "\\b", ['\t'] = "\\t", ['\n'] = "\\n", ['\f'] = "\\f", ['\r'] = "\\r"};
    if (point < (int32_t)(sizeof names / sizeof *names) && names[point])
        writer_text(writer, names[point]);
    else
        writer_format(writer, "\\u%04x", (unsigned)point); /* all that are hidden lie below U+10000 */
}

static void write_text(struct writer *writer, const char *text, size_t length)
{
    writer_char(writer, '"');
    for (size_t at = 0; at < length;) {
        size_t run = at;
        while (run < length && text[run] >= 0x20 && text[run] < 0x7F && text[run] != '"' && text[run] != '\\')
            run++;
        writer_put(writer, text + at, run - at);
        at = run;
        if (at == length)
            break;
        struct glyph glyph = glyph_at(text + at, length - at);
        if (glyph.point == '"' || glyph.point == '\\')
            glyph.length = (writer_char(writer, '\\'), writer_char(writer, text[at]), 1);
        else if (glyph.hidden || (glyph.point >= 0 && glyph.point < 0x20))
            escape(writer, glyph.point);
        else
            glyph_write(writer, text + at, &glyph);
        at += glyph.length;
    }
    writer_char(writer, '"');
}

void json_key(struct json *json, const char *key)
{
    begin_member(json);
    write_text(json->writer, key, strlen(key));
    writer_text(json->writer, ": ");
    json->keyed = true;
}

void json_put_text(struct json *json, const char *text, size_t length)
{
    begin_member(json);
    write_text(json->writer, text, length);
}

void json_put_string(struct json *json, const char *text)
{
    if (text)
        json_put_text(json, text, strlen(text));
    else
        json_put_null(json);
}

void json_put_integer(struct json *json, int64_t integer)
{
    begin_member(json);
    writer_integer(json->writer, integer);
}

void json_put_number(struct json *json, double number)
{
    begin_member(json);
    if (isfinite(number))
        writer_number(json->writer, number);
    else
        writer_text(json->writer, "null");
}

void json_put_boolean(struct json *json, bool boolean)
{
    begin_member(json);
    writer_text(json->writer, boolean ? "true" : "false");
}

void json_put_null(struct json *json)
{
    begin_member(json);
    writer_text(json->writer, "null");
}

void json_envelope(struct json *json, day_number as_of)
{
    char day[16];
    date_format_iso(as_of, day);
    json_begin_object(json, JSON_LINES);
    json_key(json, "format_version");
    json_put_string(json, JSON_FORMAT_VERSION);
    json_key(json, "tool");
    json_begin_object(json, JSON_ONE_LINE);
    json_key(json, "name");
    json_put_string(json, "traad");
    json_key(json, "version");
    json_put_string(json, TRAAD_VERSION);
    json_end(json);
    json_key(json, "as_of");
    json_put_string(json, day);
}
