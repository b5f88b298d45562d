/* arena: memory by lifetime. A file's tree, a workspace and a request each own one arena and drop it whole.
 * Depends on nothing. The arena owns every byte it hands out; nothing else in the house calls malloc.
 * No memory left is not an error a caller can mend: the process ends with status 2, after its last words. */
#ifndef TRAAD_ARENA_H
#define TRAAD_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct arena_block;

struct arena {
    struct arena_block *blocks; /* newest first */
    char *next, *end;           /* free room in the newest block */
};

/* Room for `size` bytes, zeroed and aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);

/* A NUL-terminated copy of `length` bytes. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

/* A formatted string, as by snprintf. */
char *arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));

void arena_free(struct arena *arena);

/* Ends the program as when there is no memory left: for libraries that say so and leave it at that. */
_Noreturn void arena_exhausted(void);

/* What is done where there is no memory left: it may say so and clean up, on any thread, and must not ask for more.
 * Without it, one line in English on stderr. */
void arena_when_exhausted(void (*last_words)(void));

/* Growable arrays: `data` is owned by the array's holder until array_free. The new room is not zeroed.
 * Returns the array with room for at least `want` elements of `size` bytes. The first time it takes what is wanted and hardly more;
 * then it doubles, so pushing is linear. */
void *array_grow(void *data, uint32_t *capacity, uint32_t want, size_t size) __attribute__((returns_nonnull));
void array_free(void *data);

/* Gives back the room that an array which is done growing has not taken: `count` elements stay. Returns it. */
void *array_fit(void *data, uint32_t *capacity, uint32_t count, size_t size);

/* An array of `count` zeroed elements. */
void *array_zeroed(uint32_t count, size_t size) __attribute__((returns_nonnull));

/* Sorts an array; what compares equal stays in the order it had, which qsort promises on some systems only. */
void array_sort(void *data, uint32_t count, size_t size, int (*compare)(const void *, const void *));

/* Appends `value` to an array held as (data, count, capacity) in `holder`. */
#define ARRAY_PUSH(holder, data, count, capacity, value)                                          \
    do {                                                                                          \
        if ((holder)->count == (holder)->capacity)                                                \
            (holder)->data = array_grow((holder)->data, &(holder)->capacity, (holder)->count + 1, \
                                        sizeof *(holder)->data);                                  \
        (holder)->data[(holder)->count++] = (value);                                              \
    } while (0)

#endif
