#include "names.h"

#include <string.h>

enum { MOST_NAMED = 5 }; /* that people are told in one cell */

void names_begin(struct names *names, struct filling *filling)
{
    *names = (struct names){.filling = filling, .label = ""};
    symbol_init(&names->known, 8);
}

void names_say(struct names *names, uint32_t said, const char *words)
{
    if (said >= MOST_NAMED)
        names->left_out++;
    else
        names->label = arena_format(names->filling->arena, "%s%s%s", names->label, *names->label ? ", " : "", words);
}

void names_add(struct names *names, struct cell cell)
{
    uint32_t known = names->known.count;
    if (symbol_intern(&names->known, cell.text, (uint32_t)strlen(cell.text)) != known)
        return;
    names_say(names, names->count, cell.label ? cell.label : cell.text);
    ARRAY_PUSH(names, data, count, capacity, cell);
}

struct cell names_end(struct names *names)
{
    static const char *const more[] = {"%s og %u til", "%s og %u til", "%s and %u more"};
    struct filling *f = names->filling;
    struct cell *items = arena_alloc(f->arena, (names->count + 1) * sizeof *items);
    if (names->count)
        memcpy(items, names->data, names->count * sizeof *items);
    struct cell cell = cell_list(items, names->count, names->label);
    if (names->left_out)
        cell.label = f->language == LANGUAGE_EN
                         ? arena_format(f->arena, more[LANGUAGE_EN], names->label, names->left_out)
                         : arena_format(f->arena, more[LANGUAGE_NB], names->label, names->left_out);
    symbol_free(&names->known);
    array_free(names->data);
    return cell;
}
