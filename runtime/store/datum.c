/* datum.c: single values, and the texts of the plan as values. */
#include "reading.h"

#include <ctype.h>
#include <string.h>

struct datum datum_null(void)
{
    return (struct datum){.type = DATUM_NULL};
}

struct datum datum_fixed(const char *text)
{
    return text ? (struct datum){.type = DATUM_TEXT, .fixed = true, .text = text, .length = (uint32_t)strlen(text)}
                : datum_null();
}

struct datum datum_text(const char *text, uint32_t length)
{
    return text ? (struct datum){.type = DATUM_TEXT, .text = text, .length = length} : datum_null();
}

struct datum datum_integer(int64_t integer)
{
    return (struct datum){.type = DATUM_INTEGER, .integer = integer};
}

struct datum datum_number(double number)
{
    return (struct datum){.type = DATUM_NUMBER, .number = number};
}

struct datum datum_day(struct scan *c, day_number day)
{
    char text[16];
    date_format_iso(day, text);
    return *text ? datum_text(arena_copy(&c->arena, text, strlen(text)), (uint32_t)strlen(text)) : datum_null();
}

struct datum datum_precision(enum date_precision precision)
{
    return precision == PRECISION_DAY || precision == PRECISION_NONE ? datum_null()
                                                                     : datum_fixed(date_precision_name(precision));
}

struct datum datum_term(struct scan *c, uint32_t term)
{
    if (!term)
        return datum_null();
    const char *name = keyword_of_term((enum term)term)->name;
    uint32_t length = (uint32_t)strlen(name);
    char *lower = arena_copy(&c->arena, name, length);
    for (char *at = lower; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return datum_text(lower, length);
}

struct datum datum_identity(const struct store *store, uint32_t entity)
{
    return entity ? datum_fixed(model_identity(store->model, entity)) : datum_null();
}

/* ---- texts of the plan ---------------------------------------------------------------------------------------------- */

static uint32_t blanks(const char *at, const char *end)
{
    const char *from = at;
    while (at < end && (*at == ' ' || *at == '\t'))
        at++;
    return (uint32_t)(at - from);
}

static const char *line_end(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline : end;
}

/* A text block without the indentation that its lines have in common, and without carriage returns. */
static struct datum dedented(struct scan *c, const char *text, uint32_t length)
{
    const char *end = text + length, *stop;
    uint32_t common = UINT32_MAX, count = 0;
    for (const char *at = text; at < end; at = stop + 1) {
        stop = line_end(at, end);
        uint32_t indent = blanks(at, stop);
        bool empty = at + indent == stop || at[indent] == '\r';
        if (!empty && indent < common)
            common = indent;
    }
    char *copy = arena_alloc(&c->arena, length + 1);
    for (const char *at = text; at < end; at = stop + 1) {
        stop = line_end(at, end);
        uint32_t indent = blanks(at, stop);
        at += indent < common ? indent : common;
        for (; at < stop; at++)
            if (*at != '\r')
                copy[count++] = *at;
        if (stop < end)
            copy[count++] = '\n';
    }
    while (count && copy[count - 1] == '\n')
        count--;
    copy[count] = '\0';
    return datum_text(copy, count);
}

/* `\"` and `\\` undone. */
static struct datum unescaped(struct scan *c, const char *text, uint32_t length)
{
    if (!memchr(text, '\\', length))
        return datum_text(text, length);
    char *copy = arena_alloc(&c->arena, length + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < length; i++) {
        if (text[i] == '\\' && i + 1 < length && (text[i + 1] == '"' || text[i + 1] == '\\'))
            i++;
        copy[count++] = text[i];
    }
    return datum_text(copy, count);
}

struct datum datum_written(struct scan *c, uint32_t file, const struct value *value)
{
    uint32_t length;
    const char *text = model_text(c->store->model, file, value, &length);
    if (value->type == VALUE_STRING)
        return unescaped(c, text, length);
    if (value->type == VALUE_TEXT)
        return dedented(c, text, length);
    if ((value->flags & VALUE_UNCERTAIN) && length && text[length - 1] == '?')
        length--;
    return datum_text(text, length);
}
