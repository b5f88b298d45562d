#include "symbol.h"

#include "unicode.h"

#include <string.h>

uint32_t symbol_hash(const char *text, uint32_t length)
{
    uint64_t hash = 0x9E3779B97F4A7C15u ^ length;
    while (length >= 8) {
        uint64_t word;
        memcpy(&word, text, 8);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
        text += 8;
        length -= 8;
    }
    uint64_t rest = 0;
    if (length)
        memcpy(&rest, text, length);
    hash = (hash ^ rest) * 0xD6E8FEB86659FD93u;
    hash ^= hash >> 29;
    return (uint32_t)(hash ^ (hash >> 32));
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

/* Latin-1 letters are composed already; only what lies beyond U+00FF can need normalising. */
static int may_need_nfc(const char *text, uint32_t length)
{
    uint64_t word, any = 0;
    uint32_t i = 0;
    for (; i + 8 <= length; i += 8) {
        memcpy(&word, text + i, 8);
        any |= word;
    }
    for (; i < length; i++)
        any |= (unsigned char)text[i];
    if (!(any & 0x8080808080808080u))
        return 0;
    for (i = 0; i < length; i++)
        if ((unsigned char)text[i] > 0xC3)
            return 1;
    return 0;
}

static uint32_t lookup(const struct symbol_table *table, const struct symbol *symbol, uint32_t *bucket)
{
    uint32_t at = symbol->hash & (table->bucket_count - 1);
    for (; table->buckets[at]; at = (at + 1) & (table->bucket_count - 1)) {
        const struct symbol *known = &table->symbols[table->buckets[at]];
        if (known->hash == symbol->hash && known->length == symbol->length &&
            memcmp(known->text, symbol->text, symbol->length) == 0)
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

/* The NFC form of a name; `normal` is set to a buffer where one was needed. */
static struct symbol normalised(const char *text, uint32_t length, char **normal)
{
    *normal = NULL;
    if (may_need_nfc(text, length)) {
        size_t size;
        *normal = unicode_nfc(text, length, &size);
        if (*normal) {
            text = *normal;
            length = (uint32_t)size;
        }
    }
    return (struct symbol){text, length, symbol_hash(text, length)};
}

uint32_t symbol_intern(struct symbol_table *table, const char *text, uint32_t length)
{
    char *normal;
    struct symbol symbol = normalised(text, length, &normal);
    if (normal) {
        uint32_t bucket, known = lookup(table, &symbol, &bucket);
        if (!known)
            symbol.text = arena_copy(&table->texts, symbol.text, symbol.length);
        array_free(normal);
        if (known)
            return known;
    }
    return symbol_intern_hashed(table, &symbol);
}

uint32_t symbol_find(const struct symbol_table *table, const char *text, uint32_t length)
{
    char *normal;
    struct symbol symbol = normalised(text, length, &normal);
    uint32_t bucket, id = lookup(table, &symbol, &bucket);
    array_free(normal);
    return id;
}
