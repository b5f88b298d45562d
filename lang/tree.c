#include "tree.h"

/* What was prepared when the program was built has room for no more, and is not ours to give back. */
static void release(void *data, uint32_t capacity)
{
    if (capacity)
        array_free(data);
}

void tree_free(struct tree *tree)
{
    release(tree->nodes, tree->node_capacity);
    release(tree->values, tree->value_capacity);
    release(tree->comments, tree->comment_capacity);
    release(tree->uses, tree->use_capacity);
    symbol_free(&tree->symbols);
    *tree = (struct tree){0};
}

uint32_t tree_declaration(const struct tree *tree, uint32_t node)
{
    while (node && tree->nodes[node].kind != NODE_DECLARATION)
        node = tree->nodes[node].parent;
    return node;
}

uint32_t tree_property(const struct tree *tree, uint32_t declaration, enum property property)
{
    uint32_t node = tree->nodes[declaration].property;
    while (node && tree->nodes[node].word != property)
        node = tree->nodes[node].property;
    return node;
}

uint32_t tree_next_property(const struct tree *tree, uint32_t node)
{
    enum property property = tree->nodes[node].word;
    do
        node = tree->nodes[node].property;
    while (node && tree->nodes[node].word != property);
    return node;
}

const struct value *tree_value(const struct tree *tree, uint32_t node, enum value_tag tag)
{
    const struct node *at = &tree->nodes[node];
    for (uint32_t i = 0; i < at->value_count; i++)
        if (tree->values[at->values + i].tag == tag)
            return &tree->values[at->values + i];
    return NULL;
}

const struct keyword *tree_keyword(const struct node *node)
{
    if (node->kind == NODE_USE)
        return keyword_of_word(WORD_USE);
    return node->kind == NODE_PROPERTY ? keyword_of_word(property_row((enum property)node->word)->word)
                                       : keyword_of_kind((enum kind)node->word);
}
