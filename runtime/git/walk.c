#include "walk.h"

#include "symbol.h"

#include <string.h>

/* The steps by their ids. */
struct known {
    struct symbol_table ids; /* in hexadecimal */
    uint32_t *step_of, count, capacity;
};

static void write_hex(const struct git_id *id, char hex[2 * GIT_ID_LENGTH])
{
    static const char digits[] = "0123456789abcdef";
    for (int i = 0; i < GIT_ID_LENGTH; i++) {
        hex[2 * i] = digits[id->bytes[i] >> 4];
        hex[2 * i + 1] = digits[id->bytes[i] & 15];
    }
}

/* The step of a commit, new or known; NO_STEP when the commit is not in the repository. */
static uint32_t step_of(struct walk *walk, struct known *known, const struct git_id *id)
{
    char hex[2 * GIT_ID_LENGTH];
    write_hex(id, hex);
    uint32_t symbol = symbol_find(&known->ids, hex, sizeof hex);
    if (symbol)
        return known->step_of[symbol];
    symbol = symbol_intern(&known->ids, arena_copy(&walk->arena, hex, sizeof hex), sizeof hex);
    while (known->count <= symbol)
        ARRAY_PUSH(known, step_of, count, capacity, NO_STEP);
    struct waypoint step = {0};
    if (!git_read_commit(walk->git, &walk->arena, id, &step.commit)) {
        if (!walk->git->shallow)
            walk->missing = arena_copy(&walk->arena, hex, sizeof hex);
        return NO_STEP;
    }
    ARRAY_PUSH(walk, steps, count, capacity, step);
    return known->step_of[symbol] = walk->count - 1;
}

static void gather(struct walk *walk, const struct git_id *commit)
{
    struct known known = {0};
    symbol_init(&known.ids, 1024);
    step_of(walk, &known, commit);
    for (uint32_t s = 0; s < walk->count; s++) {
        uint32_t count = walk->steps[s].commit.parent_count;
        uint32_t *parents = arena_alloc(&walk->arena, (count + 1) * sizeof *parents);
        for (uint32_t i = 0; i < count; i++) {
            parents[i] = step_of(walk, &known, &walk->steps[s].commit.parents[i]);
            if (parents[i] != NO_STEP)
                walk->steps[parents[i]].children++;
        }
        walk->steps[s].parents = parents;
    }
    symbol_free(&known.ids);
    array_free(known.step_of);
}

/* The newest of those whose children have all been passed; there are as many as there are branches side by side. */
static uint32_t take_newest(const struct walk *walk, uint32_t *ready, uint32_t *count)
{
    uint32_t newest = 0;
    for (uint32_t i = 1; i < *count; i++)
        if (walk->steps[ready[i]].commit.time > walk->steps[ready[newest]].commit.time)
            newest = i;
    uint32_t step = ready[newest];
    ready[newest] = ready[--*count];
    return step;
}

static void put_in_order(struct walk *walk)
{
    uint32_t capacity = 0, room = 0, count = 0, placed = 0;
    uint32_t *ready = array_grow(NULL, &room, walk->count + 1, sizeof *ready);
    walk->order = array_grow(NULL, &capacity, walk->count + 1, sizeof *walk->order);
    if (walk->count)
        ready[count++] = 0;
    while (count) {
        uint32_t step = take_newest(walk, ready, &count);
        walk->order[placed++] = step;
        for (uint32_t i = 0; i < walk->steps[step].commit.parent_count; i++) {
            uint32_t parent = walk->steps[step].parents[i];
            if (parent != NO_STEP && --walk->steps[parent].children == 0)
                ready[count++] = parent;
        }
    }
    array_free(ready);
}

void walk_begin(struct walk *walk, const struct git *git, const struct git_id *commit)
{
    *walk = (struct walk){.git = git};
    gather(walk, commit);
    put_in_order(walk);
}

void walk_free(struct walk *walk)
{
    array_free(walk->steps);
    array_free(walk->order);
    arena_free(&walk->arena);
}
