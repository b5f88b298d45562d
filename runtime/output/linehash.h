/* linehash: the line hashes that GitHub recognises an alert by when lines have moved.
 * Depends on source, unicode. The array belongs to the caller.
 * Their description (github/codeql-action, fingerprints.ts): a rolling hash of the 100 UTF-16 units from a line's start,
 * blanks left out and every line break a line feed, with 0xFFFF and zeros behind the end; equal hashes are numbered. */
#ifndef TRAAD_LINEHASH_H
#define TRAAD_LINEHASH_H

#include "source.h"

struct linehash {
    uint64_t hash;
    uint32_t number; /* among the equal ones of the file, from 1 */
};

/* The hashes of a file's lines, by line - 1, from array_grow; their number in `*count`. */
struct linehash *linehash_file(const char *bytes, uint32_t length, uint32_t *count);

#endif
