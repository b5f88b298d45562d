/* What all fuzz targets share. One program a target, linked with everything but runtime/cli/main.c: with libFuzzer, with AFL++'s
 * driver for such targets, or with replay.c. Depends on arena. A target frees what it opens; what it demands and does not get
 * stops the program, which is a finding. */
#ifndef FUZZ_H
#define FUZZ_H

#include "arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define DEMAND(condition)                                                                  \
    do {                                                                                   \
        if (!(condition)) {                                                                \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
            abort();                                                                       \
        }                                                                                  \
    } while (0)

/* A copy that ends in NUL, as a model wants to own it (array_free). */
static inline char *fuzz_copy(const uint8_t *data, size_t size)
{
    uint32_t capacity = 0;
    char *bytes = array_grow(NULL, &capacity, (uint32_t)size + 1, 1);
    if (size)
        memcpy(bytes, data, size);
    bytes[size] = '\0';
    return bytes;
}

/* The bytes before the next `separator`, of which there may be none; `*rest` becomes what stands behind it. */
static inline size_t fuzz_next(const uint8_t **rest, size_t *left, int separator)
{
    const uint8_t *end = *left ? memchr(*rest, separator, *left) : NULL;
    size_t length = end ? (size_t)(end - *rest) : *left, passed = length + (end != NULL);
    *rest += passed;
    *left -= passed;
    return length;
}

#endif
