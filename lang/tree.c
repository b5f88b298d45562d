#include "tree.h"

void tree_free(struct tree *tree)
{
    if (tree->node_capacity) {
        array_free(tree->nodes);
        array_free(tree->values);
        array_free(tree->comments);
        array_free(tree->uses);
    }
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
