#include "symbol.h"

#include "unicode.h"

#include <stdbool.h>
#include <string.h>

/* The eight bytes at `text`; and the last bytes of a text, at most eight of them, some perhaps twice. */
static uint64_t eight(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
    return word;
}

static uint64_t last_bytes(const char *text, uint32_t length)
{
    if (length >= 8)
        return eight(text + length - 8);
    if (length >= 4) {
        uint32_t first, last;
        memcpy(&first, text, sizeof first);
        memcpy(&last, text + length - 4, sizeof last);
        return (uint64_t)first << 32 | last;
    }
    const unsigned char *p = (const unsigned char *)text;
    return length ? (uint64_t)p[0] << 16 | (uint64_t)p[length / 2] << 8 | p[length - 1] : 0;
}

static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
    return hash ^ hash >> 32;
}

/* High bits where a byte is above 0xC3: Latin-1 letters are composed already, only what lies beyond U+00FF can need normalising. */
static uint64_t beyond_latin1(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x80 * ones;
    return ((word & ~high) + 0x3C * ones) & word & high;
}

/* The hash of a text; some bits of `*beyond` are set where it has bytes beyond Latin-1. */
static inline uint32_t hash_text(const char *text, uint32_t length, uint64_t *beyond)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ length, last = last_bytes(text, length);
    *beyond = beyond_latin1(last);
    for (uint32_t i = 0; i + 8 < length; i += 8) {
        uint64_t word = eight(text + i);
        *beyond |= beyond_latin1(word);
        hash = mix(hash, word);
    }
    hash = mix(hash, last);
    return (uint32_t)(hash ^ hash >> 29);
}

uint32_t symbol_hash(const char *text, uint32_t length)
{
    uint64_t beyond;
    return hash_text(text, length, &beyond);
}

static void rehash(struct symbol_table *table, uint32_t bucket_count)
{
    array_free(table->buckets);
    uint32_t capacity = 0;
    table->buckets = array_grow(NULL, &capacity, bucket_count, sizeof *table->buckets);
    memset(table->buckets, 0, (size_t)bucket_count * sizeof *table->buckets);
    table->bucket_count = bucket_count;
    for (uint32_t id = 1; id < table->count; id++) {
        uint32_t at = table->symbols[id].hash & (bucket_count - 1);
        while (table->buckets[at])
            at = (at + 1) & (bucket_count - 1);
        table->buckets[at] = id;
    }
}

void symbol_init(struct symbol_table *table, uint32_t names)
{
    *table = (struct symbol_table){0};
    table->symbols = array_grow(NULL, &table->capacity, names + 1, sizeof *table->symbols);
    table->symbols[table->count++] = (struct symbol){"", 0, 0};
    uint32_t buckets = 32;
    while (buckets < names * 2 && buckets < 1u << 30)
        buckets *= 2;
    rehash(table, buckets);
}

void symbol_free(struct symbol_table *table)
{
    array_free(table->symbols);
    array_free(table->buckets);
    arena_free(&table->texts);
    *table = (struct symbol_table){0};
}

static inline bool same_text(const char *a, const char *b, uint32_t length)
{
    if (length > 16)
        return memcmp(a, b, length) == 0;
    return last_bytes(a, length) == last_bytes(b, length) && (length <= 8 || eight(a) == eight(b));
}

static uint32_t lookup(const struct symbol_table *table, const struct symbol *symbol, uint32_t *bucket)
{
    uint32_t at = symbol->hash & (table->bucket_count - 1);
    for (; table->buckets[at]; at = (at + 1) & (table->bucket_count - 1)) {
        const struct symbol *known = &table->symbols[table->buckets[at]];
        if (known->hash == symbol->hash && known->length == symbol->length &&
            same_text(known->text, symbol->text, symbol->length))
            return table->buckets[at];
    }
    *bucket = at;
    return 0;
}

uint32_t symbol_intern_hashed(struct symbol_table *table, const struct symbol *symbol)
{
    uint32_t bucket = 0;
    uint32_t id = lookup(table, symbol, &bucket);
    if (id)
        return id;
    id = table->count;
    ARRAY_PUSH(table, symbols, count, capacity, *symbol);
    table->buckets[bucket] = id;
    if (table->count * 4u > table->bucket_count * 3u)
        rehash(table, table->bucket_count * 2);
    return id;
}

/* The symbol of a name in NFC; `normal` is set to a buffer with its text where one was needed. */
static struct symbol normalised(const char *text, uint32_t length, char **normal)
{
    uint64_t beyond;
    struct symbol symbol = {text, length, hash_text(text, length, &beyond)};
    size_t size;
    *normal = beyond ? unicode_nfc(text, length, &size) : NULL;
    return *normal ? (struct symbol){*normal, (uint32_t)size, symbol_hash(*normal, (uint32_t)size)} : symbol;
}

uint32_t symbol_intern(struct symbol_table *table, const char *text, uint32_t length)
{
    char *normal;
    struct symbol symbol = normalised(text, length, &normal);
    if (!normal)
        return symbol_intern_hashed(table, &symbol);
    uint32_t bucket, id = lookup(table, &symbol, &bucket);
    if (!id) {
        symbol.text = arena_copy(&table->texts, symbol.text, symbol.length);
        id = symbol_intern_hashed(table, &symbol);
    }
    array_free(normal);
    return id;
}

uint32_t symbol_find(const struct symbol_table *table, const char *text, uint32_t length)
{
    char *normal;
    struct symbol symbol = normalised(text, length, &normal);
    uint32_t bucket, id = lookup(table, &symbol, &bucket);
    array_free(normal);
    return id;
}

uint32_t symbol_find_hashed(const struct symbol_table *table, const struct symbol *symbol)
{
    uint32_t bucket;
    return lookup(table, symbol, &bucket);
}

struct symbol symbol_of(struct arena *arena, const char *text, uint32_t length)
{
    char *normal;
    struct symbol symbol = normalised(text, length, &normal);
    if (normal)
        symbol.text = arena_copy(arena, symbol.text, symbol.length);
    array_free(normal);
    return symbol;
}
