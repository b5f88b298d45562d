#include "width.h"

#include <utf8proc.h>

uint32_t width_of(const char *text, size_t length)
{
    uint32_t width = 0;
    for (size_t at = 0; at < length;) {
        utf8proc_int32_t point = (unsigned char)text[at];
        utf8proc_ssize_t size = 1;
        if (point >= 0x80)
            size = utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(length - at), &point);
        width += point < 0x80 || size < 1 ? 1 : (uint32_t)utf8proc_charwidth(point);
        at += size < 1 ? 1 : (size_t)size;
    }
    return width;
}
