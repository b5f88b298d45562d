#include "text.h"

#include "glyph.h"

#include <stdio.h>
#include <string.h>

static const char *const TEXTS[TEXT_COUNT][LANGUAGE_COUNT] = {
#define TEXT(id, nb, nn, en) [TEXT_##id] = {nb, nn, en},
#include "text.def"
#undef TEXT
};

const char *text_of(enum text text, enum language language)
{
    return TEXTS[text][language];
}

/* Writes [at, end) of a text, its arguments set in. */
static void write_part(struct writer *writer, const char *at, const char *end, const char *const arguments[2])
{
    while (at < end) {
        const char *brace = memchr(at, '{', (size_t)(end - at));
        const char *stop = brace ? brace : end;
        writer_put(writer, at, (size_t)(stop - at));
        at = stop;
        if (brace && end - brace >= 3 && (brace[1] == '0' || brace[1] == '1') && brace[2] == '}') {
            const char *argument = arguments[brace[1] - '0'];
            if (argument)
                glyph_string(writer, argument);
            at += 3;
        } else if (brace) {
            writer_char(writer, *at++);
        }
    }
}

void text_write(struct writer *writer, enum text text, enum language language, const char *first, const char *second)
{
    const char *const arguments[2] = {first, second};
    const char *template = TEXTS[text][language];
    write_part(writer, template, template + strlen(template), arguments);
}

void text_write_count(struct writer *writer, enum text text, enum language language, uint64_t count)
{
    char number[24];
    snprintf(number, sizeof number, "%llu", (unsigned long long)count);
    const char *const arguments[2] = {number, NULL};
    const char *template = TEXTS[text][language], *bar = strchr(template, '|'), *end = template + strlen(template);
    if (bar && count == 1)
        write_part(writer, template, bar, arguments);
    else
        write_part(writer, bar ? bar + 1 : template, end, arguments);
}

static const char *in_arena(struct arena *arena, struct writer *writer)
{
    const char *string = arena_copy(arena, writer->data, writer->count);
    writer_free(writer);
    return string;
}

const char *text_string(struct arena *arena, enum text text, enum language language, const char *first,
                        const char *second)
{
    struct writer writer = {0};
    text_write(&writer, text, language, first, second);
    return in_arena(arena, &writer);
}

const char *text_counted(struct arena *arena, enum text text, enum language language, uint64_t count)
{
    struct writer writer = {0};
    text_write_count(&writer, text, language, count);
    return in_arena(arena, &writer);
}

const char *text_sentence(struct arena *arena, const char *phrase)
{
    char *sentence = arena_format(arena, "%s.", phrase);
    sentence[0] = sentence[0] >= 'a' && sentence[0] <= 'z' ? (char)(sentence[0] - 'a' + 'A') : sentence[0];
    return sentence;
}
