/* repeat.c: a property that stands in the file before, letter for letter, says the same again: its values are copied, not read. */
#include "parser.h"

_Static_assert(LINES_MET >= 2 * KIND_COUNT, "a line has a place for each sort of frame");

/* The place of a line's property: the same bytes have another one in each sort of frame where they may mean something else. */
static uint32_t *place_of(struct parser *p, uint32_t start, uint32_t end)
{
    const struct frame *frame = parser_frame(p);
    uint32_t hash = symbol_hash(p->bytes + start, end - start);
    return &p->lines_met[(hash + frame->parent * 2u + frame->top) % LINES_MET];
}

static bool is_same_line(const struct parser *p, const struct node *node, uint32_t start, uint32_t end)
{
    return !(node->flags & NODE_BAD) && node->end - node->start == end - start &&
           memcmp(p->bytes + node->start, p->bytes + start, end - start) == 0;
}

uint32_t parser_repeat_line(struct parser *p, uint32_t start, uint32_t end)
{
    struct tree *tree = p->tree;
    uint32_t met = *place_of(p, start, end);
    if (!met || p->tables->careful || !is_same_line(p, &tree->nodes[met], start, end))
        return 0;
    const struct node first = tree->nodes[met];
    uint32_t node = parser_add_node(p, NODE_PROPERTY, first.word, start, end), farther = start - first.start;
    parser_count_languages(p, node, first.head_length, first.languages);
    parser_node(p, node)->value_count = first.value_count;
    for (uint32_t i = 0; i < first.value_count; i++) {
        struct value value = tree->values[first.values + i];
        value.start += farther;
        value.end += farther;
        ARRAY_PUSH(tree, values, value_count, value_capacity, value);
    }
    return node;
}

void parser_remember_line(struct parser *p, uint32_t node, uint32_t start, uint32_t end)
{
    const struct node *at = parser_node(p, node);
    if (at->flags == 0 && at->value_count > 0)
        *place_of(p, start, end) = node;
}
