/* decode.c: the bytes of a data file as UTF-8, whatever the program that saved it thought best. */
#include "dataset.h"

#include "source.h"
#include "unicode.h"

#include <string.h>

/* Windows-1252 from 0x80 to 0x9F; the five bytes that it leaves open become U+FFFD. */
static const uint16_t WINDOWS_1252[32] = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                          0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                          0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                          0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

static bool is_utf8(const char *bytes, uint32_t length)
{
    for (uint32_t at = 0, size;; at += size)
        switch (source_next_fault(bytes, length, &at, &size)) {
        case FAULT_NONE: return true;
        case FAULT_UTF8: return false;
        default: break;
        }
}

static char *from_windows_1252(const char *bytes, uint32_t length, uint32_t *size)
{
    uint32_t capacity = 0, count = 0;
    char *text = array_grow(NULL, &capacity, length * 3 + 1, 1);
    for (uint32_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < 0x80)
            text[count++] = (char)c;
        else
            count += (uint32_t)unicode_encode(c < 0xA0 ? WINDOWS_1252[c - 0x80] : c, text + count);
    }
    text[count] = '\0';
    *size = count;
    return text;
}

static char *from_utf16(const char *bytes, uint32_t length, uint32_t *size)
{
    const unsigned char *p = (const unsigned char *)bytes;
    bool little = p[0] == 0xFF;
    uint32_t capacity = 0, count = 0;
    char *text = array_grow(NULL, &capacity, length * 2 + 4, 1);
    for (uint32_t i = 2; i + 1 < length; i += 2) {
        int32_t point = little ? p[i] | p[i + 1] << 8 : p[i] << 8 | p[i + 1];
        if (point >= 0xD800 && point < 0xDC00 && i + 3 < length) {
            int32_t low = little ? p[i + 2] | p[i + 3] << 8 : p[i + 2] << 8 | p[i + 3];
            point = 0x10000 + ((point - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
            i += 2;
        } else if (point >= 0xD800 && point < 0xE000) {
            point = 0xFFFD;
        }
        count += (uint32_t)unicode_encode(point, text + count);
    }
    text[count] = '\0';
    *size = count;
    return text;
}

bool data_decode(char **bytes, uint32_t *length)
{
    bool utf16 = *length >= 2 && (memcmp(*bytes, "\xFF\xFE", 2) == 0 || memcmp(*bytes, "\xFE\xFF", 2) == 0);
    if (!utf16 && is_utf8(*bytes, *length))
        return false;
    char *text = utf16 ? from_utf16(*bytes, *length, length) : from_windows_1252(*bytes, *length, length);
    array_free(*bytes);
    *bytes = text;
    return !utf16;
}
