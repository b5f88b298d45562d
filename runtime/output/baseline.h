/* baseline: findings that were known when a repository took the checker into use, and that are not told of again.
 * Depends on check, writer. The baseline owns its entries until baseline_free. Does no input or output.
 *
 * Its file is lines, sorted, one a finding: `fingerprint code subject`, below `# traad baseline 1`. Lines rather than JSON, so
 * that git merges it as it does text: their order and repetitions mean nothing, and `merge=union` is always right. */
#ifndef TRAAD_BASELINE_H
#define TRAAD_BASELINE_H

#include "check.h"
#include "symbol.h"
#include "writer.h"

struct baseline_entry {
    struct fingerprint fingerprint;
    const char *code, *subject; /* NUL-terminated, for people; the subject says which plan it is of */
    bool found;                 /* some finding of this run is this one */
};

struct baseline {
    struct baseline_entry *data;
    uint32_t count, capacity;
    struct symbol_table known; /* fingerprints */
    uint32_t *entry_of, entry_room;
    struct arena arena;
};

/* Reads a baseline. Returns 0, or the number of the first line that is none of a baseline. Free it even so. */
uint32_t baseline_read(struct baseline *baseline, const char *bytes, uint32_t length);

/* Makes a baseline of findings. */
void baseline_make(struct baseline *baseline, const struct model *model, const struct diagnostic *data,
                   const struct fingerprint *fingerprints, uint32_t count);

/* Forgets what was found, before another run. */
void baseline_begin(struct baseline *baseline);

/* The entry of a finding that is known, to be marked as found; else NULL. */
struct baseline_entry *baseline_find(const struct baseline *baseline, const struct fingerprint *fingerprint);

/* Takes out the entries that were not found and are of plans that `model` has: they are mended. Returns how many. Entries of
 * other plans say nothing of this run, and stay. */
uint32_t baseline_drop_mended(struct baseline *baseline, const struct model *model);

void baseline_write(struct writer *writer, struct baseline *baseline);
void baseline_free(struct baseline *baseline);

#endif
