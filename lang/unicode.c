#include "unicode.h"

#include <utf8proc.h>

size_t unicode_decode(const char *text, size_t length, int32_t *point)
{
    utf8proc_int32_t decoded;
    utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &decoded);
    *point = size > 0 ? decoded : -1;
    return size > 0 ? (size_t)size : 0;
}

size_t unicode_encode(int32_t point, char *text)
{
    return (size_t)utf8proc_encode_char(point, (utf8proc_uint8_t *)text);
}

int32_t unicode_lower(int32_t point)
{
    return utf8proc_tolower(point);
}

bool unicode_is_letter(int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool unicode_is_mark(int32_t point)
{
    utf8proc_category_t category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_ME;
}

bool unicode_is_digit(int32_t point)
{
    return utf8proc_category(point) == UTF8PROC_CATEGORY_ND;
}

int32_t unicode_base(int32_t point)
{
    utf8proc_int32_t parts[8];
    int boundary = 0;
    utf8proc_ssize_t count = utf8proc_decompose_char(point, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE, &boundary);
    return count > 0 && count <= 8 ? parts[0] : point;
}

char *unicode_nfc(const char *text, size_t length, size_t *size)
{
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t bytes = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)length, &normal,
                                          UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    *size = bytes > 0 ? (size_t)bytes : 0;
    return bytes >= 0 ? (char *)normal : NULL;
}

uint32_t unicode_width(int32_t point)
{
    return (uint32_t)utf8proc_charwidth(point);
}

uint32_t unicode_text_width(const char *text, size_t length)
{
    uint32_t width = 0;
    for (size_t at = 0; at < length;) {
        int32_t point;
        size_t size = (unsigned char)text[at] < 0x80 ? 0 : unicode_decode(text + at, length - at, &point);
        width += size ? unicode_width(point) : 1;
        at += size ? size : 1;
    }
    return width;
}
