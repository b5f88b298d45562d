/* Lexer and parser: any bytes give a tree that is one, the same with and without short cuts, and findings that stand in it. */
#include "dump.h"
#include "fuzz.h"

static const struct parse_tables *tables(bool careful)
{
    static struct parse_tables made[2];
    static bool done;
    for (int i = 0; i < 2 && !done; i++) {
        parse_tables_init(&made[i]);
        made[i].careful = i;
    }
    done = true;
    return &made[careful];
}

static void demand_tree(const struct tree *tree, uint32_t length)
{
    for (uint32_t id = 1; id < tree->node_count; id++) {
        const struct node *node = &tree->nodes[id], *parent = &tree->nodes[node->parent];
        DEMAND(node->parent < id && id < parent->below);
        DEMAND(id < node->below && node->below <= parent->below);
        DEMAND(node->start <= node->end && node->end <= length);
        DEMAND(tree->nodes[id - 1].start <= node->start);
        DEMAND(node->property < tree->node_count);
        DEMAND(!node->value_count || node->values + node->value_count <= tree->value_count);
    }
    for (uint32_t v = 0; v < tree->value_count; v++)
        DEMAND(tree->values[v].start <= tree->values[v].end && tree->values[v].end <= length);
    for (uint32_t c = 0; c < tree->comment_count; c++)
        DEMAND(tree->comments[c].start < tree->comments[c].end && tree->comments[c].end <= length);
}

static void read_plan(struct writer *seen, const uint8_t *data, size_t size, bool careful)
{
    struct arena arena = {0};
    struct diag_list found = {.arena = &arena};
    char *bytes = fuzz_copy(data, size);
    struct source source = {.path = "a.plan", .bytes = bytes, .length = (uint32_t)size};
    struct tree tree;
    parse_source(&tree, &source, bytes, 0, tables(careful), &found);
    demand_tree(&tree, (uint32_t)size);
    dump_tree(seen, &source, &tree);
    dump_tokens(seen, &source, &tree, &tables(careful)->lexicon);
    for (uint32_t i = 0; i < found.count; i++) {
        const struct diagnostic *one = &found.data[i];
        DEMAND(one->span.start <= one->span.end && one->span.end <= size);
        writer_format(seen, "%u %u %u %s\n", one->code, one->span.start, one->span.end,
                      diag_message(&arena, one, LANGUAGE_EN));
    }
    tree_free(&tree);
    source_free(&source);
    array_free(found.data);
    array_free(bytes);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct writer quick = {0}, careful = {0};
    read_plan(&quick, data, size, false);
    read_plan(&careful, data, size, true);
    DEMAND(quick.count == careful.count && memcmp(quick.data, careful.data, quick.count) == 0);
    writer_free(&quick);
    writer_free(&careful);
    return 0;
}
