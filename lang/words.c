#include "words.h"

#include "arena.h"
#include "unicode.h"

#include <string.h>

static void append(struct words *words, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        ARRAY_PUSH(words, data, count, capacity, text[i]);
}

static bool is_word(int32_t point)
{
    return unicode_is_letter(point) || unicode_is_digit(point) || unicode_is_mark(point);
}

static bool is_blank(int32_t point)
{
    return point == ' ' || point == '\t' || point == '\n' || point == '\r' || point == 0xA0 || point == 0x202F;
}

static bool ends_word(char c)
{
    return c == ' ' || c == '.';
}

/* Ends the word before: with a blank, or with a point when something else than blanks stands there. */
static void separate(struct words *words, bool blank)
{
    char *last = &words->data[words->count - 1];
    if (*last == ' ' && !blank)
        *last = '.';
    else if (!ends_word(*last))
        append(words, blank ? " " : ".", 1);
}

/* False when a letter is written with a mark of its own: then the text is composed first. */
static bool fold(struct words *words, const char *text, size_t length, bool composed)
{
    words->count = 0;
    append(words, ".", 1);
    for (size_t at = 0; at < length;) {
        int32_t point;
        char bytes[4];
        size_t size = unicode_decode(text + at, length - at, &point);
        at += size ? size : 1;
        if (!composed && point > 0x7F && unicode_is_mark(point))
            return false;
        bool within = point == '-' &&
                      !ends_word(words->data[words->count - 1]); /* `e-post`, `styrke- og balansetrening` */
        if (size && (within || is_word(point)))
            append(words, bytes, unicode_encode(unicode_lower(point), bytes));
        else
            separate(words, is_blank(point));
    }
    separate(words, false);
    return true;
}

void words_fold(struct words *words, const char *text, size_t length)
{
    if (fold(words, text, length, false))
        return;
    size_t size = length;
    char *composed = unicode_nfc(text, length, &size);
    fold(words, composed ? composed : text, composed ? size : length, true);
    array_free(composed);
}

void words_free(struct words *words)
{
    array_free(words->data);
    *words = (struct words){0};
}

bool words_have(const struct words *words, const struct sought *sought)
{
    const char *at = words->data, *end = words->data + words->count;
    if (!sought->length)
        return false;
    while ((at = memchr(at, sought->data[0], (size_t)(end - at))) && (size_t)(end - at) > sought->length) {
        bool begins = sought->open_start || ends_word(at[-1]), goes_on = sought->open_end;
        if (begins && memcmp(at, sought->data, sought->length) == 0 && (goes_on || ends_word(at[sought->length])))
            return true;
        at++;
    }
    return false;
}

struct sought words_sought(struct words *words, const char *text, size_t length)
{
    struct sought sought = {0};
    sought.open_start = length && text[0] == '*';
    sought.open_end = length && text[length - 1] == '*';
    words_fold(words, text, length);
    sought.data = words->data + 1;
    sought.length = words->count > 2 ? words->count - 2 : 0;
    return sought;
}
