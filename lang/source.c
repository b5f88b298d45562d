#include "source.h"

#include <string.h>

/* Length of the valid UTF-8 sequence at p, or 0 (RFC 3629: no surrogates, no overlong forms). */
static uint32_t sequence_length(const unsigned char *p, uint32_t left)
{
    if (p[0] < 0x80)
        return 1;
    if (p[0] >= 0xC2 && p[0] <= 0xDF)
        return left >= 2 && (p[1] & 0xC0) == 0x80 ? 2 : 0;
    if (p[0] >= 0xE0 && p[0] <= 0xEF) {
        if (left < 3 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80)
            return 0;
        if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F))
            return 0;
        return 3;
    }
    if (p[0] >= 0xF0 && p[0] <= 0xF4) {
        if (left < 4 || (p[1] & 0xC0) != 0x80 || (p[2] & 0xC0) != 0x80 || (p[3] & 0xC0) != 0x80)
            return 0;
        if ((p[0] == 0xF0 && p[1] < 0x90) || (p[0] == 0xF4 && p[1] > 0x8F))
            return 0;
        return 4;
    }
    return 0;
}

enum { BLOCK = 64 };

/* True when the BLOCK bytes at p are printable ASCII, line feeds, or bytes of characters that begin with 0xC2, 0xC3 or 0xE2, whole
 * with the bytes before p, of which there are two: nearly all that is written in the languages here. Those characters are valid
 * whatever goes on after the first byte. A wrong no only costs time. No branches: compilers make it a few wide instructions. */
static bool block_is_plain(const unsigned char *p)
{
    unsigned char odd = 0;
    for (int i = 0; i < BLOCK; i++) {
        unsigned char two = (p[i] & 0xFE) == 0xC2, three = p[i] == 0xE2, goes_on = (p[i] & 0xC0) == 0x80;
        unsigned char begun = ((p[i - 1] & 0xFE) == 0xC2) | (p[i - 1] == 0xE2) | (p[i - 2] == 0xE2);
        unsigned char plain = ((p[i] >= 0x20) & (p[i] < 0x7F)) | (p[i] == '\n');
        odd |= (unsigned char)((begun ^ goes_on) | !(plain | two | three | goes_on));
    }
    return !odd;
}

/* The fault of the character at bytes + i, and how many bytes it has. */
static enum source_fault character_fault(const unsigned char *p, uint32_t i, uint32_t length, uint32_t *step)
{
    *step = 1;
    if (p[i] >= 0x20 && p[i] < 0x7F)
        return FAULT_NONE;
    if (p[i] == 0xC3 && i + 1 < length && (p[i + 1] & 0xC0) == 0x80) /* æ, ø, å and their like */
        return *step = 2, FAULT_NONE;
    if (p[i] >= 0x80) {
        *step = sequence_length(p + i, length - i);
        return *step ? FAULT_NONE : FAULT_UTF8;
    }
    if (p[i] == '\r' && (i + 1 >= length || p[i + 1] != '\n'))
        return FAULT_LONE_CR;
    bool control = (p[i] < 0x20 && p[i] != '\t' && p[i] != '\n' && p[i] != '\r') || p[i] == 0x7F;
    return control ? FAULT_CONTROL : FAULT_NONE;
}

enum source_fault source_next_fault(const char *bytes, uint32_t length, uint32_t *at, uint32_t *fault_length)
{
    const unsigned char *p = (const unsigned char *)bytes;
    uint32_t i = *at;
    *fault_length = 1;
    while (i < length) {
        while (i >= 2 && i + BLOCK <= length && block_is_plain(p + i))
            i += BLOCK;
        if (i > *at) /* the last character may go on behind the plain blocks: judge it again */
            do
                i--;
            while (i > *at && (p[i] & 0xC0) == 0x80);
        uint32_t end = length - i < BLOCK ? length : i + BLOCK, step;
        for (; i < end; i += step) {
            enum source_fault fault = character_fault(p, i, length, &step);
            if (fault) {
                *at = i;
                return fault;
            }
        }
    }
    *at = length;
    return FAULT_NONE;
}

static void build_lines(struct source *source)
{
    const char *bytes = source->bytes, *end = bytes + source->length;
    source->lines = array_grow(NULL, &source->line_capacity, source->length / 32 + 1, sizeof *source->lines);
    source->lines[source->line_count++] = 0;
    if (!memchr(bytes, '\r', source->length)) { /* nearly always: line feeds only, found at the speed of memory */
        for (const char *at = bytes; (at = memchr(at, '\n', (size_t)(end - at))) != NULL;)
            ARRAY_PUSH(source, lines, line_count, line_capacity, (uint32_t)(++at - bytes));
        return;
    }
    for (uint32_t i = 0; i < source->length; i++) {
        bool crlf = bytes[i] == '\r' && i + 1 < source->length && bytes[i + 1] == '\n';
        if (bytes[i] == '\n' || (bytes[i] == '\r' && !crlf))
            ARRAY_PUSH(source, lines, line_count, line_capacity, i + 1);
    }
}

struct position source_position(struct source *source, uint32_t offset)
{
    if (!source->lines)
        build_lines(source);
    uint32_t low = 0, high = source->line_count; /* the last line starting at or before offset */
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    struct position position = {low + 1, 1};
    uint32_t start = source->lines[low];
    if (start == 0 && source->length >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0)
        start = 3;
    for (uint32_t i = start; i < offset && i < source->length; i++)
        if (((unsigned char)source->bytes[i] & 0xC0) != 0x80)
            position.column++;
    return position;
}

const char *source_line(struct source *source, uint32_t line, uint32_t *length)
{
    if (!source->lines)
        build_lines(source);
    uint32_t start = source->lines[line - 1];
    uint32_t end = line < source->line_count ? source->lines[line] : source->length;
    while (end > start && (source->bytes[end - 1] == '\n' || source->bytes[end - 1] == '\r'))
        end--;
    if (start == 0 && end >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0)
        start = 3;
    *length = end - start;
    return source->bytes + start;
}

void source_free(struct source *source)
{
    array_free(source->lines);
    source->lines = NULL;
    source->line_count = source->line_capacity = 0;
}
