#include "linehash.h"

#include "unicode.h"

#include <string.h>

enum { WINDOW = 100, FACTOR = 37, END = 0xFFFF };

/* A window that slides over the file. A line's hash is known when its first unit is about to leave the window. */
struct window {
    uint16_t units[WINDOW];
    uint32_t lines[WINDOW]; /* the line that begins at this unit; 0: none does */
    uint32_t at, line;
    uint64_t hash, leaving; /* FACTOR to the power of WINDOW */
    bool line_begins, after_cr;
    struct linehash *found;
    uint32_t count, capacity;
};

static void finish_line(struct window *w)
{
    if (!w->lines[w->at])
        return;
    struct linehash found = {w->hash, 0};
    ARRAY_PUSH(w, found, count, capacity, found); /* lines end in the order they began */
    w->lines[w->at] = 0;
}

static void slide(struct window *w, uint16_t unit)
{
    w->hash = w->hash * FACTOR + unit - w->leaving * w->units[w->at];
    w->units[w->at] = unit;
    w->at = (w->at + 1) % WINDOW;
}

static void take(struct window *w, uint16_t unit)
{
    bool second_of_break = w->after_cr && unit == '\n';
    w->after_cr = unit == '\r';
    if (unit == ' ' || unit == '\t' || second_of_break)
        return;
    if (unit == '\r')
        unit = '\n';
    finish_line(w);
    if (w->line_begins)
        w->lines[w->at] = ++w->line;
    w->line_begins = unit == '\n';
    slide(w, unit);
}

/* Numbers equal hashes in the order of lines, with a table of the last line seen of each. */
static void number_equal(struct linehash *lines, uint32_t count)
{
    uint32_t buckets = 16, capacity = 0, *table;
    while (buckets < count * 2)
        buckets *= 2;
    table = array_grow(NULL, &capacity, buckets, sizeof *table);
    memset(table, 0, buckets * sizeof *table);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t bucket = (uint32_t)((lines[i].hash * 0x9E3779B97F4A7C15u) >> 32) & (buckets - 1);
        while (table[bucket] && lines[table[bucket] - 1].hash != lines[i].hash)
            bucket = (bucket + 1) & (buckets - 1);
        lines[i].number = table[bucket] ? lines[table[bucket] - 1].number + 1 : 1;
        table[bucket] = i + 1;
    }
    array_free(table);
}

struct linehash *linehash_file(const char *bytes, uint32_t length, uint32_t *count)
{
    struct window w = {.leaving = 1, .line_begins = true};
    for (int i = 0; i < WINDOW; i++)
        w.leaving *= FACTOR;
    for (uint32_t at = 0; at < length;) {
        int32_t point;
        size_t size = unicode_decode(bytes + at, length - at, &point);
        at += size ? (uint32_t)size : 1;
        if (!size)
            point = 0xFFFD;
        if (point > 0xFFFF) {
            take(&w, (uint16_t)(0xD800 + ((point - 0x10000) >> 10)));
            take(&w, (uint16_t)(0xDC00 + ((point - 0x10000) & 0x3FF)));
        } else {
            take(&w, (uint16_t)point);
        }
    }
    take(&w, END);
    for (int i = 0; i < WINDOW; i++) {
        finish_line(&w);
        slide(&w, 0);
    }
    number_equal(w.found, w.count);
    *count = w.count;
    return w.found;
}
