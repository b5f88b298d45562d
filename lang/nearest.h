/* nearest: how far one name is from another, for "did you mean". Depends on unicode. */
#ifndef TRAAD_NEAREST_H
#define TRAAD_NEAREST_H

#include <stddef.h>
#include <stdint.h>

enum { NEAREST_LONGEST = 64 }; /* code points compared; longer names are cut */

/* A name folded for comparison: lower case, NFC, å as aa, blanks and '_' as '-'. */
struct folded_name {
    int32_t points[NEAREST_LONGEST];
    int length;
};

void nearest_fold(struct folded_name *folded, const char *text, size_t length);

/* Edits (insert, delete, change, swap neighbours) between two folded names; more than `limit` is reported as limit + 1. */
int nearest_distance(const struct folded_name *a, const struct folded_name *b, int limit);

/* How many edits a name of this length may be away and still be what was meant. */
int nearest_limit(int length);

/* A search for the nearest of many candidates. */
struct nearest {
    struct folded_name wanted;
    int best; /* distance of the best so far; above nearest_limit: none */
    const void *match;
    uint32_t number;
};

void nearest_begin(struct nearest *nearest, const char *text, size_t length);
void nearest_try(struct nearest *nearest, const char *text, size_t length, const void *match, uint32_t number);

#endif
