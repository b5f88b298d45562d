/* characters: a tool of the build, not of the program. Writes what unicode.c knows of each character as C, for characters.h. */
#include "characters.h"

#include "arena.h"
#include "unicode.h"

#include <stdio.h>
#include <string.h>

enum { PAGES = (CHARACTER_LAST + 1) / CHARACTER_PAGE };

struct tables {
    struct character *characters;
    uint32_t character_count, character_capacity;
    uint16_t (*of)[CHARACTER_PAGE];
    uint32_t of_count, of_capacity;
    uint32_t last; /* the row that was looked up last */
};

static struct character character_at(int32_t point)
{
    int32_t base = unicode_base(point);
    return (struct character){.sort = unicode_is_letter(point)  ? CHARACTER_LETTER
                                      : unicode_is_mark(point)  ? CHARACTER_MARK
                                      : unicode_is_digit(point) ? CHARACTER_DIGIT
                                                                : CHARACTER_OTHER,
                              .width = (uint8_t)unicode_width(point),
                              .lower = unicode_lower(point) - point,
                              .base = base == point ? 0 : base};
}

static bool is_same(const struct character *a, const struct character *b)
{
    return a->sort == b->sort && a->width == b->width && a->lower == b->lower && a->base == b->base;
}

/* The number of a character's row: most are as the one before. */
static uint16_t row_of(struct tables *tables, struct character character)
{
    if (tables->last < tables->character_count && is_same(&tables->characters[tables->last], &character))
        return (uint16_t)tables->last;
    for (tables->last = 0; tables->last < tables->character_count; tables->last++)
        if (is_same(&tables->characters[tables->last], &character))
            return (uint16_t)tables->last;
    ARRAY_PUSH(tables, characters, character_count, character_capacity, character);
    return (uint16_t)tables->last;
}

/* The number of the page that begins with a character. */
static uint32_t page_of(struct tables *tables, int32_t first)
{
    uint16_t page[CHARACTER_PAGE];
    for (int i = 0; i < CHARACTER_PAGE; i++)
        page[i] = row_of(tables, character_at(first + i));
    for (uint32_t i = tables->of_count; i > 0; i--)
        if (memcmp(tables->of[i - 1], page, sizeof page) == 0)
            return i - 1;
    tables->of = array_grow(tables->of, &tables->of_capacity, tables->of_count + 1, sizeof page);
    memcpy(tables->of[tables->of_count], page, sizeof page);
    return tables->of_count++;
}

int main(void)
{
    struct tables tables = {0};
    puts("#include \"characters.h\"\n\nconst uint16_t character_pages[] = {");
    for (int32_t i = 0; i < PAGES; i++)
        printf("%u,\n", (unsigned)page_of(&tables, i * CHARACTER_PAGE));
    puts("};\n\nconst uint16_t character_of[][CHARACTER_PAGE] = {");
    for (uint32_t i = 0; i < tables.of_count; i++)
        for (int c = 0; c < CHARACTER_PAGE; c++)
            printf("%s%u%s", c ? "," : "{", tables.of[i][c], c == CHARACTER_PAGE - 1 ? "},\n" : "");
    puts("};\n\nconst struct character characters[] = {");
    for (uint32_t i = 0; i < tables.character_count; i++) {
        const struct character *at = &tables.characters[i];
        printf("{%u,%u,%ld,%ld},\n", at->sort, at->width, (long)at->lower, (long)at->base);
    }
    puts("};");
    array_free(tables.characters);
    array_free(tables.of);
    return fflush(stdout) == 0 ? 0 : 1;
}
