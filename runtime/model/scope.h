/* scope: the names of a unit and what they stand for. Internal to model/.
 * A unit's symbols are its only file's, or a table merged from its files'. Candidates for a symbol are worked out the
 * first time it is asked for, then kept: a reference is then an array index. One thread works on one unit. */
#ifndef TRAAD_SCOPE_H
#define TRAAD_SCOPE_H

#include "model.h"

/* How near a candidate is; the nearest level with one of the right kind wins. */
enum scope_level { LEVEL_NAME, LEVEL_SHORT_NAME, LEVEL_LIBRARY_NAME, LEVEL_LIBRARY_SHORT_NAME, LEVEL_PLAN };

struct candidate {
    uint32_t entity;
    uint8_t level;
};

/* A name of an entity of this unit: its id, a short name, or its name in another language. */
struct scope_name {
    uint32_t entity, next;
    bool id; /* else a short name or a name in another language */
};

struct scope_symbol {
    uint32_t names, last_name; /* of this unit's scope_names; 0 = none */
    uint32_t candidates;       /* first of the cached candidates */
    uint32_t count;            /* of them; UINT32_MAX: not yet worked out */
};

struct scope {
    struct symbol_table own; /* merged names; unused when `table` is the only file's */
    struct symbol_table *table;
    struct scope_symbol *symbols; /* by symbol */
    uint32_t symbol_count, symbol_capacity;
    struct scope_name *names;
    uint32_t name_count, name_capacity;
    struct candidate *candidates;
    uint32_t candidate_count, candidate_capacity;
};

/* Makes the symbols of a unit from its files' and maps them. */
void scope_init(struct model *model, struct unit *unit);
void scope_free(struct scope *scope);

uint32_t scope_symbol(const struct file *file, uint32_t symbol);
void scope_add(struct scope *scope, uint32_t symbol, uint32_t entity, bool id);

/* The candidates for a unit's symbol; nearest first. Needs the ids and short names of all units. */
const struct candidate *scope_candidates(struct model *model, struct unit *unit, uint32_t symbol, uint32_t *count);

/* Chooses among candidates by kind. */
enum resolution scope_choose(const struct model *model, const struct candidate *candidates, uint32_t count,
                             uint32_t kinds, uint32_t *found, uint32_t *other);

uint32_t model_find_unit(const struct model *model, const char *text, uint32_t length);

#endif
