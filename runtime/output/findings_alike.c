/* findings_alike.c: the findings in groups, and what is shown of them. */
#include "findings_alike.h"
#include "symbol.h"

#include <string.h>

/* Gives each finding its group: one for each code, severity and help within a unit. Two with different help, such as two
 * names with different suggestions, are worth reading one by one. */
static void make_groups(struct entries *e, const struct findings *findings)
{
    uint32_t buckets = 16, capacity = 0, *table;
    while (buckets < findings->count * 2)
        buckets *= 2;
    table = array_grow(NULL, &capacity, buckets, sizeof *table);
    memset(table, 0, buckets * sizeof *table);
    e->group_of = array_grow(NULL, &e->group_of_capacity, findings->count + 1, sizeof *e->group_of);
    for (uint32_t i = 0; i < findings->count; i++) {
        const struct diagnostic *diagnostic = &findings->data[i];
        uint32_t unit = findings->model->files[diagnostic->span.file].unit;
        const char *help = diag_help(&e->arena, diagnostic, findings->language);
        uint32_t bucket = (unit * 2654435761u ^ diagnostic->code * 40503u ^ diagnostic->severity ^
                           symbol_hash(help, (uint32_t)strlen(help))) &
                          (buckets - 1);
        for (;; bucket = (bucket + 1) & (buckets - 1)) {
            if (!table[bucket]) {
                struct group group = {.help = help};
                ARRAY_PUSH(e, groups, group_count, group_capacity, group);
                table[bucket] = e->group_count;
                break;
            }
            const struct group *known = &e->groups[table[bucket] - 1];
            const struct diagnostic *other = &findings->data[known->places[0]];
            if (strcmp(known->help, help) == 0 && other->code == diagnostic->code && other->rule == diagnostic->rule &&
                other->severity == diagnostic->severity && findings->model->files[other->span.file].unit == unit)
                break;
        }
        struct group *group = &e->groups[table[bucket] - 1];
        if (group->count < SHOWN_OF_ALIKE)
            group->places[group->count] = i;
        group->count++;
        e->group_of[i] = table[bucket] - 1;
    }
    array_free(table);
}

struct entries entries_of(const struct findings *findings)
{
    struct entries entries = {0};
    make_groups(&entries, findings);
    for (uint32_t i = 0; i < findings->count; i++) {
        struct group *group = &entries.groups[entries.group_of[i]];
        bool alike = !findings->expand && group->count >= ALIKE;
        if ((alike && group->shown++) || (findings->most && entries.count >= findings->most))
            continue;
        struct entry entry = {i, alike ? group : NULL};
        ARRAY_PUSH(&entries, data, count, capacity, entry);
        entries.covered += alike ? group->count : 1;
    }
    return entries;
}

void entries_free(struct entries *entries)
{
    array_free(entries->data);
    array_free(entries->groups);
    array_free(entries->group_of);
    arena_free(&entries->arena);
}
