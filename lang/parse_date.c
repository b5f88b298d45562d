/* parse_date.c: a date that stands outside a plan. */
#include "prepared.h"

#include <stdio.h>
#include <string.h>

/* A plan of one line that starts on the date: whatever a plan can say, this can read. */
bool parse_date(const char *text, struct date *date)
{
    static const char before[] = "plan p \"P\"\n  oppstart ";
    if (date_parse_iso(text, strlen(text), date))
        return true;
    if (strlen(text) > 100 || strpbrk(text, "\r\n#\"|"))
        return false;
    struct arena arena = {0};
    struct diag_list diagnostics = {.arena = &arena};
    struct tree tree;
    char bytes[160];
    snprintf(bytes, sizeof bytes, "%s%s\n", before, text);
    struct source source = {.bytes = bytes, .length = (uint32_t)strlen(bytes)};
    parse_source(&tree, &source, bytes, 0, &prepared_tables, &diagnostics);
    uint32_t line = tree_property(&tree, 1, PROPERTY_START);
    const struct value *value = tree_value(&tree, line, TAG_NONE);
    bool read = line && value && tree.nodes[line].value_count == 1 && value->type == VALUE_DATE && !value->flags &&
                value->date.start == PRECISION_NONE && value->date.precision != PRECISION_PERIOD;
    if (read)
        *date = value->date;
    tree_free(&tree);
    array_free(diagnostics.data);
    arena_free(&arena);
    return read;
}
