/* heading.c: what the columns of a data file are called, and what those headings say that they are. */
#include "data_table.h"
#include "unicode.h"

#include <string.h>

static const struct {
    enum data_role role;
    const char *name;
} COLUMN_NAMES[] = {
#define COLUMN_NAME(role, name) {DATA_##role, name},
#include "column_name.def"
#undef COLUMN_NAME
};

/* The length of a heading without the unit in parentheses behind it: `Andel (prosent)`. */
static uint32_t without_unit(const char *text, uint32_t length)
{
    if (!length || text[length - 1] != ')')
        return length;
    uint32_t at = length - 1;
    while (at && text[at] != '(')
        at--;
    while (at && text[at - 1] == ' ')
        at--;
    return at ? at : length;
}

const char *heading_fold(struct arena *arena, const char *text, uint32_t length, uint32_t *size)
{
    size_t normal_length;
    char *normal = unicode_nfc(text, length, &normal_length);
    const char *from = normal ? normal : text;
    uint32_t left = normal ? (uint32_t)normal_length : length;
    char *folded = arena_alloc(arena, (size_t)left * 2 + 4), *to = folded;
    literal_trim(&from, &left);
    for (uint32_t at = 0; at < left;) {
        int32_t point;
        size_t bytes = unicode_decode(from + at, left - at, &point);
        if (!bytes)
            break;
        to += unicode_encode(unicode_lower(point), to);
        at += (uint32_t)bytes;
    }
    array_free(normal);
    *size = (uint32_t)(to - folded);
    return folded;
}

bool heading_says_percent(const char *name)
{
    return strchr(name, '%') || strstr(name, "prosent") || strstr(name, "Prosent") || strstr(name, "percent") ||
           strstr(name, "Percent");
}

/* Enters a heading; where two columns have the same, it stands for none of them. */
static void add_heading(struct reading *reading, const char *text, uint32_t length, uint32_t column)
{
    uint32_t known = reading->headings.count, id = symbol_intern(&reading->headings, text, length);
    reading->of_heading = array_grow(reading->of_heading, &reading->heading_capacity, id + 1,
                                     sizeof *reading->of_heading);
    if (id == known)
        reading->of_heading[id] = column;
    else if (reading->of_heading[id] != column)
        reading->of_heading[id] = NO_COLUMN;
}

/* Enters what every column is called: code, label, and these without the unit behind. Whole names come first. */
static void enter_headings(struct reading *reading)
{
    symbol_init(&reading->headings, reading->column_count * 2);
    for (int shortened = 0; shortened < 2; shortened++)
        for (uint32_t c = 0; c < reading->column_count; c++)
            for (int i = 0; i < 2; i++) {
                const char *name = i ? reading->columns[c].label : reading->columns[c].name;
                uint32_t size, length;
                const char *folded = heading_fold(&reading->scratch, name, (uint32_t)strlen(name), &size);
                length = shortened ? without_unit(folded, size) : size;
                bool repeats = shortened && (length == size || symbol_find(&reading->headings, folded, length));
                if (length && !repeats)
                    add_heading(reading, folded, length, c);
            }
}

/* Finds the columns whose headings say what they are. */
static void find_likely(struct reading *reading)
{
    enum { NAMES = sizeof COLUMN_NAMES / sizeof *COLUMN_NAMES };
    for (size_t i = 0; i < NAMES; i++) {
        struct likely *likely = &reading->likely[COLUMN_NAMES[i].role];
        const char *name = COLUMN_NAMES[i].name;
        uint32_t id = symbol_find(&reading->headings, name, (uint32_t)strlen(name));
        uint32_t column = id ? reading->of_heading[id] : NO_COLUMN;
        bool known = column == NO_COLUMN;
        for (uint32_t k = 0; k < likely->count; k++)
            known |= likely->columns[k] == column;
        if (!likely->columns)
            likely->columns = arena_alloc(&reading->scratch, NAMES * sizeof *likely->columns);
        if (!known)
            likely->columns[likely->count++] = column;
    }
}

void headings_read(struct reading *reading)
{
    enter_headings(reading);
    find_likely(reading);
}

uint32_t heading_column(struct reading *reading, const char *name, uint32_t length, bool *twice)
{
    uint32_t size;
    const char *folded = heading_fold(&reading->scratch, name, length, &size);
    uint32_t id = symbol_find(&reading->headings, folded, size);
    *twice = id && reading->of_heading[id] == NO_COLUMN;
    return id ? reading->of_heading[id] : NO_COLUMN;
}
