#include "arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 512, LARGEST_BLOCK = 1 << 20, ALIGNMENT = 16 };

struct arena_block {
    struct arena_block *older;
    size_t size; /* of the room behind this header */
};

static void add_block(struct arena *arena, size_t at_least)
{
    size_t size = arena->blocks ? arena->blocks->size * 2 : FIRST_BLOCK;
    if (size > LARGEST_BLOCK)
        size = LARGEST_BLOCK;
    if (size < at_least)
        size = at_least;
    struct arena_block *block = calloc(1, sizeof *block + ALIGNMENT + size);
    if (!block)
        arena_exhausted();
    block->older = arena->blocks;
    block->size = size;
    arena->blocks = block;
    uintptr_t room = ((uintptr_t)(block + 1) + ALIGNMENT - 1) & ~(uintptr_t)(ALIGNMENT - 1);
    arena->next = (char *)room;
    arena->end = arena->next + size;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (!arena->next || (size_t)(arena->end - arena->next) < size)
        add_block(arena, size);
    void *room = arena->next;
    arena->next += size;
    return room;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (length)
        memcpy(copy, text, length);
    return copy;
}

char *arena_format(struct arena *arena, const char *format, ...)
{
    char small[256];
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    char *text = arena_alloc(arena, (size_t)length + 1);
    if ((size_t)length < sizeof small)
        memcpy(text, small, (size_t)length + 1);
    else
        vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void arena_free(struct arena *arena)
{
    struct arena_block *block = arena->blocks;
    while (block) {
        struct arena_block *older = block->older;
        free(block);
        block = older;
    }
    *arena = (struct arena){0};
}

/* The elements that an array has room for at the first: so many bytes that the system's allocator has them at hand for each
 * thread. */
static uint32_t least_room(size_t size)
{
    enum { BYTES = 512, MOST = 16, FEWEST = 4 };
    return size < BYTES / MOST ? MOST : size > BYTES / FEWEST ? FEWEST : (uint32_t)(BYTES / size);
}

void *array_grow(void *data, uint32_t *capacity, uint32_t want, size_t size)
{
    uint32_t room = *capacity;
    if (data && room >= want)
        return data;
    if (!room)
        room = want > least_room(size) ? want : least_room(size);
    while (room < want) {
        if (room > UINT32_MAX / 2)
            arena_exhausted();
        room *= 2;
    }
    size_t bytes; /* which may have no more bits than the count */
    data = __builtin_mul_overflow(room, size, &bytes) ? NULL : realloc(data, bytes);
    if (!data)
        arena_exhausted();
    *capacity = room;
    return data;
}

void *array_fit(void *data, uint32_t *capacity, uint32_t count, size_t size)
{
    void *fitted = count && count < *capacity ? realloc(data, (size_t)count * size) : NULL;
    if (!fitted)
        return data;
    *capacity = count;
    return fitted;
}

void *array_zeroed(uint32_t count, size_t size)
{
    uint32_t capacity = 0;
    return memset(array_grow(NULL, &capacity, count, size), 0, count * size);
}

void array_free(void *data)
{
    free(data);
}

/* ---- sorting ------------------------------------------------------------------------------------------------------ */

struct sorting {
    size_t size;
    int (*compare)(const void *, const void *);
};

/* Two sorted runs that stand side by side, as one. */
static void merge(const struct sorting *s, const char *left, const char *middle, const char *end, char *to)
{
    const char *right = middle;
    while (left < middle && right < end) {
        const char **next = s->compare(left, right) <= 0 ? &left : &right;
        memcpy(to, *next, s->size);
        *next += s->size;
        to += s->size;
    }
    memcpy(to, left, (size_t)(middle - left));
    memcpy(to + (middle - left), right, (size_t)(end - right));
}

static bool is_sorted(const struct sorting *s, const char *data, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (s->compare(data + (i - 1) * s->size, data + i * s->size) > 0)
            return false;
    return true;
}

void array_sort(void *data, uint32_t count, size_t size, int (*compare)(const void *, const void *))
{
    struct sorting s = {size, compare};
    uint32_t capacity = 0;
    if (count < 2 || is_sorted(&s, data, count))
        return;
    char *room = array_grow(NULL, &capacity, count, size), *from = data, *to = room;
    for (size_t run = 1; run < count; run *= 2) {
        for (size_t at = 0; at < count; at += 2 * run) {
            size_t middle = at + run < count ? at + run : count, end = at + 2 * run < count ? at + 2 * run : count;
            merge(&s, from + at * size, from + middle * size, from + end * size, to + at * size);
        }
        char *swap = from;
        from = to;
        to = swap;
    }
    if (from != data)
        memcpy(data, from, count * size);
    array_free(room);
}
