/* unicode_host.c: unicode.h without utf8proc: its tables (characters.h), and the host for the normal form of names. Only the layout
 * asks for the width of whole texts, and it is not in such a build. */
#include "unicode.h"

#include "arena.h"
#include "characters.h"

/* Writes the NFC form of `length` bytes of UTF-8 into `room`, which has three bytes for each of them: no text grows to more. Returns
 * its bytes; negative when they are not UTF-8. */
__attribute__((import_module("traad"), import_name("nfc"))) int32_t host_nfc(const char *text, uint32_t length,
                                                                             char *room);

/* How many bytes of `p`, of which there are `left`, are one character of UTF-8, and the bits that the first has of it;
 * 0 when they are none. Overlong forms, surrogates and what lies beyond U+10FFFF are seen by the second byte (RFC 3629, 4). */
static size_t sequence(const unsigned char *p, size_t left, int32_t *bits)
{
    size_t size = p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    if (!size || left < size)
        return 0;
    unsigned char least = p[0] == 0xE0 ? 0xA0 : p[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char most = p[0] == 0xED ? 0x9F : p[0] == 0xF4 ? 0x8F : 0xBF;
    for (size_t i = 1; i < size; i++)
        if ((p[i] & 0xC0) != 0x80)
            return 0;
    *bits = p[0] & (0x7F >> size);
    return p[1] >= least && p[1] <= most ? size : 0;
}

size_t unicode_decode(const char *text, size_t length, int32_t *point)
{
    const unsigned char *p = (const unsigned char *)text;
    *point = -1;
    if (length && p[0] < 0x80)
        return *point = p[0], 1;
    int32_t bits = 0;
    size_t size = length ? sequence(p, length, &bits) : 0;
    for (size_t i = 1; i < size; i++)
        bits = bits << 6 | (p[i] & 0x3F);
    if (size)
        *point = bits;
    return size;
}

size_t unicode_encode(int32_t point, char *text)
{
    if (point < 0 || point > CHARACTER_LAST)
        return 0;
    size_t size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = size; i-- > 1; point >>= 6)
        text[i] = (char)(0x80 | (point & 0x3F));
    text[0] = (char)(first[size] | point);
    return size;
}

static const struct character *find(int32_t point)
{
    uint32_t known = point >= 0 && point <= CHARACTER_LAST ? (uint32_t)point : CHARACTER_LAST;
    return &characters[character_of[character_pages[known / CHARACTER_PAGE]][known % CHARACTER_PAGE]];
}

int32_t unicode_lower(int32_t point)
{
    return point + find(point)->lower;
}

bool unicode_is_letter(int32_t point)
{
    return find(point)->sort == CHARACTER_LETTER;
}

bool unicode_is_mark(int32_t point)
{
    return find(point)->sort == CHARACTER_MARK;
}

bool unicode_is_digit(int32_t point)
{
    return find(point)->sort == CHARACTER_DIGIT;
}

int32_t unicode_base(int32_t point)
{
    int32_t base = find(point)->base;
    return base ? base : point;
}

char *unicode_nfc(const char *text, size_t length, size_t *size)
{
    uint32_t capacity = 0;
    *size = 0;
    if (length >= UINT32_MAX / 3)
        arena_exhausted();
    char *normal = array_grow(NULL, &capacity, (uint32_t)length * 3 + 1, 1);
    int32_t bytes = host_nfc(text, (uint32_t)length, normal);
    if (bytes < 0) {
        array_free(normal);
        return NULL;
    }
    *size = (size_t)bytes;
    return normal;
}

uint32_t unicode_width(int32_t point)
{
    return find(point)->width;
}
