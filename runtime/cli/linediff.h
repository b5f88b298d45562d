/* linediff: a unified diff of two texts, as `diff -u` and `patch` know it.
 * Its names begin with a/ and b/, as `git apply` and `patch -p1` want them. Depends on writer. Myers' shortest edit (1986) with a bound on its cost: texts that differ more than that are shown as
 * one replaced by the other. */
#ifndef TRAAD_LINEDIFF_H
#define TRAAD_LINEDIFF_H

#include "writer.h"

/* Writes the difference from `old` to `new` under the name `path`. Nothing when they are equal. `harmless`: for a
 * terminal, so that control characters are shown and not sent. */
void linediff_write(struct writer *writer, const char *path, const char *old, uint32_t old_length, const char *new,
                    uint32_t new_length, bool harmless);

#endif
