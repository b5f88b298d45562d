#include "nearest.h"

#include "unicode.h"

#include <string.h>

static void add_point(struct folded_name *folded, int32_t point)
{
    if (folded->length < NEAREST_LONGEST)
        folded->points[folded->length++] = point;
}

void nearest_fold(struct folded_name *folded, const char *text, size_t length)
{
    folded->length = 0;
    for (size_t at = 0; at < length;) {
        int32_t point;
        size_t size = unicode_decode(text + at, length - at, &point);
        if (!size)
            break;
        at += size;
        point = unicode_lower(point);
        if (point == 0x30A && folded->length && folded->points[folded->length - 1] == 'a') {
            add_point(folded, 'a'); /* a and a ring apart (NFD) */
        } else if (point == 0xE5) {
            add_point(folded, 'a');
            add_point(folded, 'a');
        } else {
            add_point(folded, point == ' ' || point == '_' || point == 0xA0 || point == 0x202F ? '-' : point);
        }
    }
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

/* Optimal string alignment distance in three rows. */
int nearest_distance(const struct folded_name *a, const struct folded_name *b, int limit)
{
    int rows[3][NEAREST_LONGEST + 1];
    int difference = a->length - b->length;
    if (difference > limit || -difference > limit)
        return limit + 1;
    for (int j = 0; j <= b->length; j++)
        rows[0][j] = j;
    for (int i = 1; i <= a->length; i++) {
        int *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
        int smallest = row[0] = i;
        for (int j = 1; j <= b->length; j++) {
            int change = a->points[i - 1] != b->points[j - 1];
            row[j] = least(above[j - 1] + change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a->points[i - 1] == b->points[j - 2] && a->points[i - 2] == b->points[j - 1])
                row[j] = least(row[j], two_above[j - 2] + 1);
            smallest = least(smallest, row[j]);
        }
        if (smallest > limit)
            return limit + 1;
    }
    return least(rows[a->length % 3][b->length], limit + 1);
}

int nearest_limit(int length)
{
    return length <= 2 ? 1 : length <= 5 ? 2 : length <= 10 ? 3 : 4;
}

void nearest_begin(struct nearest *nearest, const char *text, size_t length)
{
    *nearest = (struct nearest){.match = NULL};
    nearest_fold(&nearest->wanted, text, length);
    nearest->best = nearest_limit(nearest->wanted.length) + 1;
}

/* The next digit of a name from `*at` on, or 0. */
static int32_t next_digit(const struct folded_name *name, int *at)
{
    while (*at < name->length) {
        int32_t point = name->points[(*at)++];
        if (point >= '0' && point <= '9')
            return point;
    }
    return 0;
}

static bool differ_in_digits(const struct folded_name *a, const struct folded_name *b)
{
    int i = 0, j = 0;
    int32_t x, y;
    do {
        x = next_digit(a, &i);
        y = next_digit(b, &j);
    } while (x == y && x);
    return x != y;
}

static int part_end(const struct folded_name *name, int at)
{
    while (at < name->length && name->points[at] != '-')
        at++;
    return at;
}

static bool differ_in_short_part(const struct folded_name *a, const struct folded_name *b)
{
    enum { SHORT = 5 };
    bool several = part_end(a, 0) < a->length || part_end(b, 0) < b->length;
    for (int i = 0, j = 0; several && (i < a->length || j < b->length);) {
        int end_a = part_end(a, i), end_b = part_end(b, j), length_a = end_a - i, length_b = end_b - j;
        bool same = length_a == length_b &&
                    memcmp(a->points + i, b->points + j, (size_t)length_a * sizeof *a->points) == 0;
        if (!same && (length_a < SHORT || length_b < SHORT))
            return true;
        i = least(end_a + 1, a->length);
        j = least(end_b + 1, b->length);
    }
    return false;
}

void nearest_try(struct nearest *nearest, const char *text, size_t length, const void *match, uint32_t number)
{
    struct folded_name candidate;
    nearest_fold(&candidate, text, length);
    int distance = nearest_distance(&nearest->wanted, &candidate, nearest->match ? nearest->best : nearest->best - 1);
    if (distance < nearest->best && distance < nearest->wanted.length) { /* not a wholly different word */
        nearest->best = distance;
        nearest->match = match;
        nearest->number = number;
        nearest->tied = false;
        nearest->digits = differ_in_digits(&nearest->wanted, &candidate);
        nearest->part = differ_in_short_part(&nearest->wanted, &candidate);
    } else if (nearest->match && distance == nearest->best) {
        nearest->tied |= number != nearest->number;
    }
}

bool nearest_is_sure(const struct nearest *nearest)
{
    return nearest_is_sure_word(nearest) && !nearest->part;
}

bool nearest_is_sure_word(const struct nearest *nearest)
{
    enum { SHORT = 4, LONG = 8 };
    int length = nearest->wanted.length;
    return nearest->match && !nearest->tied && !nearest->digits && length >= SHORT &&
           nearest->best <= (length >= LONG ? 2 : 1);
}
