/* cycle.c: relations that go round in a circle. Depth-first over each relation's edges, without recursion. */
#include "checker.h"

#include <string.h>

/* The relations that must have an end, each with the kinds whose nesting is part of it. */
static const struct {
    enum property property;
    uint32_t nesting;
} CHAINS[] = {{PROPERTY_CONTRIBUTES_TO, THREAD},
              {PROPERTY_DEPENDS_ON, 0},
              {PROPERTY_REPLACES, 0},
              {PROPERTY_MEMBERS, 0},
              {PROPERTY_PART_OF, OF(ACTOR) | OF(SECTOR)}};
enum { CHAIN_COUNT = sizeof CHAINS / sizeof *CHAINS };

/* The relations of one chain, in the order of the units. */
struct edges {
    const struct relation **data;
    uint32_t count, capacity;
};

struct graph {
    struct model *model;
    uint32_t nesting;
    uint32_t *first;               /* by entity: its first edge */
    const struct relation **edges; /* grouped by from */
    uint8_t *state;                /* by entity: 0 unseen, 1 on the path, 2 done */
};

/* Sorts all relations out by chain, in one pass. */
static void collect_edges(const struct model *model, struct edges edges[CHAIN_COUNT])
{
    uint8_t chain_of[PROPERTY_COUNT] = {0}; /* and one */
    for (uint8_t chain = 0; chain < CHAIN_COUNT; chain++)
        chain_of[CHAINS[chain].property] = chain + 1;
    for (uint32_t u = 1; u < model->unit_count; u++)
        for (uint32_t r = 0; r < model->units[u].relation_count; r++) {
            const struct relation *relation = &model->units[u].relations[r];
            struct edges *of = chain_of[relation->property] ? &edges[chain_of[relation->property] - 1] : NULL;
            if (of)
                ARRAY_PUSH(of, data, count, capacity, relation);
        }
}

static void build_graph(struct graph *graph, const struct edges *edges)
{
    uint32_t entities = graph->model->entity_count;
    graph->first = array_zeroed(entities + 2, sizeof *graph->first);
    graph->edges = array_grow(NULL, &(uint32_t){0}, edges->count, sizeof *graph->edges);
    graph->state = array_zeroed(entities, 1);
    for (uint32_t i = 0; i < edges->count; i++)
        graph->first[edges->data[i]->from + 2]++;
    for (uint32_t e = 2; e < entities + 2; e++)
        graph->first[e] += graph->first[e - 1];
    for (uint32_t i = 0; i < edges->count; i++)
        graph->edges[graph->first[edges->data[i]->from + 1]++] = edges->data[i];
}

/* One step of the path: an entity and the next of its ways on; way 0 is upwards through nesting. */
struct step {
    uint32_t entity, way;
    const struct relation *by; /* the line that led here; NULL for nesting */
};

/* Reports the circle that closes at path[from]. */
static void report(struct graph *graph, enum property property, const struct step *path, uint32_t from, uint32_t count,
                   const struct relation *closing)
{
    struct model *model = graph->model;
    const struct relation *line = closing;
    for (uint32_t i = from + 1; i < count && !line; i++)
        line = path[i].by;
    if (!line)
        return;
    struct diag_list *list = &model->diagnostics;
    struct arena *arena = list->arena;
    const char **members = arena_alloc(arena, LANGUAGE_COUNT * sizeof *members);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        const char *text = "";
        for (uint32_t i = from; i <= count; i++) {
            bool skip = i - from > 8 && i + 2 < count; /* a long circle is told by its ends */
            const char *title = model_title(model, arena, path[i < count ? i : from].entity, (enum language)language);
            if (!skip)
                text = arena_format(arena, "%s%s%s", text, i > from ? " → " : "", title);
            else if (i - from == 9)
                text = arena_format(arena, "%s → …", text);
        }
        members[language] = text;
    }
    const struct value *value = &model->files[line->file].tree.values[line->value];
    struct diagnostic *diagnostic = diag_add(list, DIAG_CYCLE, (struct span){line->file, value->start, value->end});
    diagnostic->arguments[0] = diag_keyword(keyword_of_word(property_row(property)->word));
    diagnostic->arguments[1] = diag_phrase(members);
    diagnostic->declaration = line->from;
    diagnostic->property = (uint8_t)property;
    for (uint32_t i = from; i < count && diagnostic->label_count < 4; i++)
        if (path[i].by && path[i].by != line) {
            const struct value *other = &model->files[path[i].by->file].tree.values[path[i].by->value];
            diag_add_label(list, diagnostic, (struct span){path[i].by->file, other->start, other->end},
                           PHRASE_ALSO_HERE);
        }
}

/* The next entity from a step, or 0 when there is none left. */
static uint32_t next_entity(const struct graph *graph, struct step *step, const struct relation **by)
{
    const struct model *model = graph->model;
    *by = NULL;
    if (step->way == 0) {
        step->way = 1;
        uint32_t parent = model->entities[step->entity].parent;
        if (parent && KIND_IN(model->entities[step->entity].kind, graph->nesting) &&
            KIND_IN(model->entities[parent].kind, graph->nesting))
            return parent;
    }
    uint32_t edge = graph->first[step->entity] + step->way - 1;
    if (edge >= graph->first[step->entity + 1])
        return 0;
    step->way++;
    *by = graph->edges[edge];
    return (*by)->to;
}

static void search(struct graph *graph, enum property property, uint32_t root, struct step **path, uint32_t *capacity)
{
    uint32_t depth = 0;
    *path = array_grow(*path, capacity, 1, sizeof **path);
    (*path)[depth++] = (struct step){root, 0, NULL};
    graph->state[root] = 1;
    while (depth > 0) {
        struct step *top = &(*path)[depth - 1];
        const struct relation *by;
        uint32_t next = next_entity(graph, top, &by);
        if (!next) {
            graph->state[top->entity] = 2;
            depth--;
        } else if (graph->state[next] == 0) {
            *path = array_grow(*path, capacity, depth + 1, sizeof **path);
            (*path)[depth++] = (struct step){next, 0, by};
            graph->state[next] = 1;
        } else if (graph->state[next] == 1) {
            uint32_t from = depth - 1;
            while ((*path)[from].entity != next)
                from--;
            report(graph, property, *path, from, depth, by);
        }
    }
}

static void search_chain(struct model *model, size_t chain, const struct edges *edges)
{
    struct graph graph = {.model = model, .nesting = CHAINS[chain].nesting};
    struct step *path = NULL;
    uint32_t capacity = 0;
    build_graph(&graph, edges);
    for (uint32_t e = 1; e < model->entity_count; e++)
        if (graph.first[e] < graph.first[e + 1] && graph.state[e] == 0)
            search(&graph, CHAINS[chain].property, e, &path, &capacity);
    array_free(graph.first);
    array_free(graph.edges);
    array_free(graph.state);
    array_free(path);
}

void check_cycles(struct model *model)
{
    struct edges edges[CHAIN_COUNT] = {{0}};
    collect_edges(model, edges);
    for (size_t chain = 0; chain < CHAIN_COUNT; chain++) {
        if (edges[chain].count)
            search_chain(model, chain, &edges[chain]);
        array_free(edges[chain].data);
    }
}
