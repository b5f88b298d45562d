/* symbol: names interned once a file (or once a workspace), so that comparing names is comparing ids.
 * Depends on arena, unicode. Texts are NFC; they point into the source or into the table's arena.
 * Symbol 0 is no name. */
#ifndef TRAAD_SYMBOL_H
#define TRAAD_SYMBOL_H

#include "arena.h"

struct symbol {
    const char *text;
    uint32_t length, hash;
};

struct symbol_table {
    struct symbol *symbols; /* by id; symbols[0] is the empty name */
    uint32_t count, capacity;
    uint32_t *buckets; /* ids, open addressing */
    uint32_t bucket_count;
    struct arena texts;
};

/* Makes room for about `names` names. */
void symbol_init(struct symbol_table *table, uint32_t names);
void symbol_free(struct symbol_table *table);

/* The id of a name, new or known. `text` must outlive the table, or be copied by the caller. */
uint32_t symbol_intern(struct symbol_table *table, const char *text, uint32_t length);

/* The same for a name whose NFC form and hash are known from another table. */
uint32_t symbol_intern_hashed(struct symbol_table *table, const struct symbol *symbol);

/* The id of a known name, or 0. */
uint32_t symbol_find(const struct symbol_table *table, const char *text, uint32_t length);
uint32_t symbol_find_hashed(const struct symbol_table *table, const struct symbol *symbol);

/* A name's NFC form and hash, to be looked for in many tables; its text is in `arena` where it is not `text` itself. */
struct symbol symbol_of(struct arena *arena, const char *text, uint32_t length);

uint32_t symbol_hash(const char *text, uint32_t length);

#endif
