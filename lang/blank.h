/* blank: what divides words on a line: spaces, tabs, and the no-break spaces U+00A0 and U+202F, which come along with text that is
 * pasted from word processors and web pages. Each of them is one step of indentation. Depends on nothing. */
#ifndef TRAAD_BLANK_H
#define TRAAD_BLANK_H

#include <stdbool.h>
#include <stdint.h>

/* False of what begins most words: one comparison, so that the rest is asked of few. */
static inline bool blank_possible(char c)
{
    return (signed char)c <= ' ';
}

/* The bytes of the blank at `at`; 0 when there is none. */
static inline uint32_t blank_length(const char *bytes, uint32_t at, uint32_t end)
{
    const unsigned char *p = (const unsigned char *)bytes + at;
    if (at >= end || !blank_possible(bytes[at]))
        return 0;
    if (*p == ' ' || *p == '\t')
        return 1;
    if (*p == 0xC2)
        return end - at >= 2 && p[1] == 0xA0 ? 2 : 0;
    return end - at >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] == 0xAF ? 3 : 0;
}

/* The bytes of the blank that ends right before `at`; 0 when none does. */
static inline uint32_t blank_before(const char *bytes, uint32_t start, uint32_t at)
{
    for (uint32_t length = 1; length <= 3 && length <= at - start; length++)
        if (blank_length(bytes, at - length, at) == length)
            return length;
    return 0;
}

/* The first byte in [at, end) that is no blank, or end. */
static inline uint32_t blank_skip(const char *bytes, uint32_t at, uint32_t end)
{
    for (uint32_t length; (length = blank_length(bytes, at, end)) > 0;)
        at += length;
    return at;
}

/* The end of [start, end) without the blanks that it ends with. */
static inline uint32_t blank_trim(const char *bytes, uint32_t start, uint32_t end)
{
    while (end > start && blank_possible(bytes[end - 1])) {
        uint32_t length = blank_before(bytes, start, end);
        if (!length)
            break;
        end -= length;
    }
    return end;
}

/* True when a blank stands somewhere in [start, end). */
static inline bool blank_within(const char *bytes, uint32_t start, uint32_t end)
{
    while (start < end && !blank_length(bytes, start, end))
        start++;
    return start < end;
}

/* How many blanks [start, end) begins with. */
static inline uint32_t blank_count(const char *bytes, uint32_t start, uint32_t end)
{
    uint32_t count = 0;
    for (uint32_t length; (length = blank_length(bytes, start, end)) > 0; count++)
        start += length;
    return count;
}

/* The offset behind the first `count` blanks of [start, end), or behind all of them where there are fewer. */
static inline uint32_t blank_past(const char *bytes, uint32_t start, uint32_t end, uint32_t count)
{
    for (uint32_t length; count && (length = blank_length(bytes, start, end)) > 0; count--)
        start += length;
    return start;
}

#endif
