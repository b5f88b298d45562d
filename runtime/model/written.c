/* written.c: the text of a value as its author meant it: escapes undone, a text block without its indentation. */
#include "model.h"

#include "blank.h"

#include <string.h>

static const char *line_end(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline : end;
}

/* The indentation that all lines but empty ones have. */
static uint32_t common_indent(const char *text, const char *end)
{
    uint32_t common = UINT32_MAX;
    const char *stop;
    for (const char *at = text; at < end; at = stop + 1) {
        stop = line_end(at, end);
        uint32_t length = (uint32_t)(stop - at), indented = blank_skip(at, 0, length);
        bool empty = indented == length || at[indented] == '\r';
        uint32_t indent = empty ? common : blank_count(at, 0, indented);
        if (indent < common)
            common = indent;
    }
    return common;
}

/* A text block without the indentation that its lines have in common, and without carriage returns. */
static const char *dedented(struct arena *arena, const char *text, uint32_t *length)
{
    const char *end = text + *length, *stop;
    uint32_t common = common_indent(text, end), count = 0;
    char *copy = arena_alloc(arena, *length + 1);
    for (const char *at = text; at < end; at = stop + 1) {
        stop = line_end(at, end);
        at += blank_past(at, 0, (uint32_t)(stop - at), common);
        for (; at < stop; at++)
            if (*at != '\r')
                copy[count++] = *at;
        if (stop < end)
            copy[count++] = '\n';
    }
    while (count && copy[count - 1] == '\n')
        count--;
    copy[count] = '\0';
    *length = count;
    return copy;
}

/* `\"` and `\\` undone. */
static const char *unescaped(struct arena *arena, const char *text, uint32_t *length)
{
    if (!memchr(text, '\\', *length))
        return text;
    char *copy = arena_alloc(arena, *length + 1);
    uint32_t count = 0;
    for (uint32_t i = 0; i < *length; i++) {
        if (text[i] == '\\' && i + 1 < *length && (text[i + 1] == '"' || text[i + 1] == '\\'))
            i++;
        copy[count++] = text[i];
    }
    copy[count] = '\0';
    *length = count;
    return copy;
}

const char *model_written(const struct model *model, struct arena *arena, uint32_t file, const struct value *value,
                          uint32_t *length)
{
    const char *text = model_text(model, file, value, length);
    if (value->type == VALUE_STRING)
        return unescaped(arena, text, length);
    if (value->type == VALUE_TEXT)
        return dedented(arena, text, length);
    if ((value->flags & VALUE_UNCERTAIN) && *length && text[*length - 1] == '?')
        --*length;
    return text;
}
