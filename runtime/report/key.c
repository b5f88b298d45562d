#include "key.h"

#include "blank.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { LONGEST_NUMBER = 40 };

void key_clear(struct key *key)
{
    key->count = 0;
}

void key_put(struct key *key, const char *bytes, size_t length)
{
    if (key->count + length > key->capacity || !key->data)
        key->data = array_grow(key->data, &key->capacity, key->count + (uint32_t)length + 1, 1);
    memcpy(key->data + key->count, bytes, length);
    key->count += (uint32_t)length;
}

void key_text(struct key *key, const char *text)
{
    key_put(key, text, strlen(text));
}

void key_integer(struct key *key, int64_t number)
{
    char text[LONGEST_NUMBER], *at = text + sizeof text;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    *--at = ' ';
    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        *--at = '-';
    key_put(key, at, (size_t)(text + sizeof text - at));
}

void key_number(struct key *key, double number)
{
    char text[LONGEST_NUMBER];
    snprintf(text, sizeof text, "%.15g ", number);
    key_text(key, text);
}

/* The bytes of the blank or the line break at `at`; 0 when there is none. */
static uint32_t gap(const char *bytes, uint32_t at, uint32_t end)
{
    return bytes[at] == '\n' || bytes[at] == '\r' ? 1 : blank_length(bytes, at, end);
}

void key_words(struct key *key, const char *bytes, size_t length)
{
    bool any = false;
    uint32_t end = (uint32_t)length;
    for (uint32_t i = 0; i < end;) {
        uint32_t start = i;
        while (i < end && !gap(bytes, i, end))
            i++;
        if (i > start) {
            key_put(key, " ", any);
            key_put(key, bytes + start, i - start);
            any = true;
        }
        for (uint32_t blank; i < end && (blank = gap(bytes, i, end)) > 0;)
            i += blank;
    }
}

const char *key_copy(const struct key *key, struct arena *arena)
{
    return arena_copy(arena, key->data ? key->data : "", key->count);
}

void key_free(struct key *key)
{
    array_free(key->data);
}
