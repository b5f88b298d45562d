#include "phrase.h"

#include <stdbool.h>
#include <string.h>

static const char *const PHRASES[PHRASE_COUNT][LANGUAGE_COUNT] = {
#define PHRASE(id, nb, nn, en) [PHRASE_##id] = {nb, nn, en},
#define TOLD(id, ...)
#include "phrase.def"
#undef PHRASE
#undef TOLD
};

static const char *const SENTENCES[REASON_COUNT][LANGUAGE_COUNT] = {
#define PHRASE(id, ...)
#define TOLD(id, nb, nn, en) [REASON_##id] = {nb, nn, en},
#include "phrase.def"
#undef PHRASE
#undef TOLD
};

enum { MOST_ARGUMENTS = 3 };

/* The number of the argument that `{0}` at a brace asks for, or MOST_ARGUMENTS. */
static int argument_at(const char *brace)
{
    bool asks = brace[1] >= '0' && brace[1] < '0' + MOST_ARGUMENTS && brace[2] == '}';
    return asks ? brace[1] - '0' : MOST_ARGUMENTS;
}

/* Sets the arguments in. False when one is asked for that is not there. */
static bool set_in(struct arena *arena, const char *template, const char *const arguments[MOST_ARGUMENTS],
                   const char **text)
{
    size_t length = strlen(template);
    for (const char *brace = template; (brace = strchr(brace, '{')); brace++) {
        int number = argument_at(brace);
        if (number == MOST_ARGUMENTS)
            continue;
        if (!arguments[number])
            return false;
        length += strlen(arguments[number]);
    }
    char *out = arena_alloc(arena, length + 1), *to = out;
    for (const char *at = template; *at;) {
        int number = *at == '{' ? argument_at(at) : MOST_ARGUMENTS;
        if (number == MOST_ARGUMENTS) {
            *to++ = *at++;
            continue;
        }
        size_t size = strlen(arguments[number]);
        memcpy(to, arguments[number], size);
        to += size;
        at += 3;
    }
    *text = out;
    return true;
}

const char *phrase_fill(struct arena *arena, const char *template, const char *first, const char *second,
                        const char *third)
{
    const char *const arguments[MOST_ARGUMENTS] = {first ? first : "", second ? second : "", third ? third : ""};
    const char *text = "";
    set_in(arena, template, arguments, &text);
    return text;
}

const char *phrase(struct arena *arena, enum phrase id, enum language language, const char *first, const char *second,
                   const char *third)
{
    return phrase_fill(arena, PHRASES[id][language], first, second, third);
}

const char *phrase_reason(struct arena *arena, enum reason reason, enum language language, const char *value,
                          const char *condition, const char *other)
{
    const char *const arguments[MOST_ARGUMENTS] = {value, condition, other};
    const char *text = reason_row(reason)->words[language];
    if (SENTENCES[reason][language])
        set_in(arena, SENTENCES[reason][language], arguments, &text);
    return text;
}
