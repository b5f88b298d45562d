/* nearest: how far one name is from another, for "did you mean". Depends on unicode. */
#ifndef TRAAD_NEAREST_H
#define TRAAD_NEAREST_H

#include <stdbool.h>
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
    uint32_t number; /* of what was found: two names with one number are the same thing */
    bool tied;       /* something else is as near */
    bool digits;     /* it has other digits: another number, rather than a slip of the pen */
    bool part;       /* a short part of it differs, as in `skole-a` and `skole-b`: another thing, rather than a slip */
};

void nearest_begin(struct nearest *nearest, const char *text, size_t length);
void nearest_try(struct nearest *nearest, const char *text, size_t length, const void *match, uint32_t number);

/* True when the match cannot but be what was meant: a slip of one letter, of two in a long name, nothing else as near, no other
 * number and no other short part. What is not sure is proposed, and done only by people. */
bool nearest_is_sure(const struct nearest *nearest);

/* The same of a word of the language, in which a short part is no name: `svarer pa`. */
bool nearest_is_sure_word(const struct nearest *nearest);

#endif
