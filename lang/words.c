#include "words.h"

#include "unicode.h"

#include <string.h>

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
        words->data[words->count++] = blank ? ' ' : '.';
}

/* ASCII, and of Latin-1 what is written with byte 0xC3: æ, ø, å and their like. Nearly all texts are made of these. */
static size_t decode_common(const char *text, size_t length, int32_t *point)
{
    unsigned char first = (unsigned char)text[0], second = length > 1 ? (unsigned char)text[1] : 0;
    *point = first < 0x80 ? first : 0xC0 + (second & 0x3F);
    return first < 0x80 ? 1 : first == 0xC3 && second >= 0x80 && second < 0xC0 ? 2 : 0;
}

static bool is_common_word(int32_t point)
{
    return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9') ||
           (point >= 0xC0 && point != 0xD7 && point != 0xF7);
}

/* Any other character. False when it is a mark of its own: then the text is composed first. */
static bool fold_rare(struct words *words, const char *text, size_t length, bool composed, size_t *size)
{
    int32_t point;
    *size = unicode_decode(text, length, &point);
    if (!composed && *size && unicode_is_mark(point))
        return false;
    if (*size && is_word(point))
        words->count += (uint32_t)unicode_encode(unicode_lower(point), words->data + words->count);
    else
        separate(words, is_blank(point));
    *size += !*size;
    return true;
}

static void fold_common(struct words *words, const char *bytes, size_t size, int32_t point)
{
    bool within = point == '-' && !ends_word(words->data[words->count - 1]); /* `e-post`, `styrke- og balansetrening` */
    bool upper = (point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDE);
    if (!within && !is_common_word(point)) {
        separate(words, is_blank(point));
        return;
    }
    if (size == 2)
        words->data[words->count++] = bytes[0];
    words->data[words->count++] = (char)(bytes[size - 1] + (upper ? 0x20 : 0));
}

/* The letter or digit that an ASCII one is in lower case; 0 for all others. */
static char fold_ascii(unsigned char c)
{
    unsigned char lower = c | 0x20;
    return lower >= 'a' && lower <= 'z' ? (char)lower : c >= '0' && c <= '9' ? (char)c : '\0';
}

/* The ASCII letters and digits that the text begins with. Returns how many there are. */
static size_t fold_plain(struct words *words, const char *text, size_t length)
{
    char *to = words->data + words->count;
    size_t count = 0;
    for (char c; count < length && (c = fold_ascii((unsigned char)text[count])); count++)
        to[count] = c;
    words->count += (uint32_t)count;
    return count;
}

static bool fold(struct words *words, const char *text, size_t length, bool composed)
{
    /* a letter of two bytes may take three in lower case */
    words->data = array_grow(words->data, &words->capacity, (uint32_t)length * 2 + 4, 1);
    words->data[0] = '.';
    words->count = 1;
    for (size_t at = 0, size; at < length; at += size) {
        int32_t point;
        if ((size = fold_plain(words, text + at, length - at)))
            continue;
        size = decode_common(text + at, length - at, &point);
        if (size)
            fold_common(words, text + at, size, point);
        else if (!fold_rare(words, text + at, length - at, composed, &size))
            return false;
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

/* True when what is sought, which begins as the text does at `at`, stands there. */
static bool stands_at(const char *at, const char *end, const struct sought *sought)
{
    uint32_t length = sought->length;
    return (size_t)(end - at) > length && at[length - 1] == sought->data[length - 1] &&
           memcmp(at, sought->data, length) == 0 && (sought->open_end || ends_word(at[length]));
}

bool words_have(const struct words *words, const struct sought *sought)
{
    const char *at = words->data, *end = words->data + words->count;
    if (!sought->length)
        return false;
    while ((at = memchr(at, sought->data[0], (size_t)(end - at)))) {
        if ((sought->open_start || ends_word(at[-1])) && stands_at(at, end, sought))
            return true;
        at++;
    }
    return false;
}

bool words_have_any(const struct words *words, const struct sought_any *any)
{
    const char *end = words->data + words->count;
    for (const char *at = words->data + 1; at < end; at++) {
        if (!any->open_start && !ends_word(at[-1]))
            continue;
        unsigned char first = (unsigned char)*at;
        for (uint32_t i = any->first[first]; i < any->first[first + 1]; i++)
            if ((any->data[i].open_start || ends_word(at[-1])) && stands_at(at, end, &any->data[i]))
                return true;
    }
    return false;
}

const struct sought_any *words_sought_any(struct arena *arena, const struct sought *sought, uint32_t count)
{
    struct sought_any *any = arena_alloc(arena, sizeof *any);
    struct sought *data = arena_alloc(arena, count * sizeof *data + 1);
    uint32_t places[256] = {0}, place = 0;
    for (uint32_t i = 0; i < count; i++)
        if (sought[i].length)
            places[(unsigned char)sought[i].data[0]]++;
    for (unsigned b = 0; b <= 256; b++) {
        any->first[b] = place;
        place += b < 256 ? places[b] : 0;
    }
    memcpy(places, any->first, sizeof places);
    for (uint32_t i = 0; i < count; i++) {
        if (sought[i].length)
            data[places[(unsigned char)sought[i].data[0]]++] = sought[i];
        any->open_start |= sought[i].open_start;
    }
    any->data = data;
    return any;
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
