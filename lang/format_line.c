/* One statement or cell: its keyword, and its values in the block's column. */
#include "format_parts.h"

/* `nn` in `tittel nn "…"`. */
static const struct value *head_language(const struct format *f, uint32_t id)
{
    const struct node *node = &f->tree->nodes[id];
    const struct value *first = &f->tree->values[node->values];
    return node->kind == NODE_PROPERTY && node->value_count && first->tag == TAG_LANGUAGE ? first : NULL;
}

void format_put_head(struct format *f, uint32_t id)
{
    const struct node *node = &f->tree->nodes[id];
    const struct value *language = head_language(f, id);
    format_put_keyword(f, tree_keyword(node), node->start, node->start + node->head_length, !node->languages);
    if (language) {
        format_put_string(f, " ");
        format_put_keyword(f, keyword_of_term(language->symbol), language->start, language->end,
                           language->flags & VALUE_SYNONYM);
    }
}

static bool begins_with_date(enum shape shape)
{
    return shape == SHAPE_STAGE || shape == SHAPE_MEASUREMENT;
}

bool format_in_column(const struct format *f, uint32_t id)
{
    const struct node *node = &f->tree->nodes[id];
    return node->kind == NODE_PROPERTY && !(node->flags & (NODE_CELL | NODE_BAD | NODE_BLOCK_TEXT)) &&
           node->value_count && !begins_with_date(property_row((enum property)node->word)->shape);
}

/* The blanks from a head of `width` columns to the value. */
static uint32_t blanks_to_value(const struct format *f, uint32_t id, uint32_t width)
{
    const struct node *node = &f->tree->nodes[id];
    uint32_t widest = f->places[node->parent].widest;
    if (node->kind != NODE_PROPERTY || begins_with_date(property_row((enum property)node->word)->shape))
        return 1;
    return (widest > width ? widest - width : 0) + 2;
}

/* Whether the values of a property cell are read, or its text stands as it is. */
static bool is_read_in_cells(enum shape shape)
{
    return shape != SHAPE_TEXT && shape != SHAPE_LANGUAGE_TEXT && shape != SHAPE_LANGUAGE_NAME &&
           shape != SHAPE_EXPRESSION;
}

static enum shape shape_of(const struct node *node)
{
    if (node->kind == NODE_PROPERTY)
        return property_row((enum property)node->word)->shape;
    return node->kind == NODE_USE ? SHAPE_USE : SHAPE_DECLARATION;
}

bool format_put_line(struct format *f, uint32_t id)
{
    const struct node *node = &f->tree->nodes[id];
    const struct value *first = f->tree->values + node->values; /* if there is any */
    struct format_line line = {.shape = shape_of(node)};
    bool read = line.shape != SHAPE_EXPRESSION && !(node->flags & NODE_BLOCK_TEXT);
    if (line.shape == SHAPE_EXPRESSION && node->value_count && f->bytes[first->start] == '#')
        return false; /* glued to its keyword; behind a blank it would be a comment */
    if (read && !format_read_values(f, id, line.shape, node->start + node->head_length))
        return false;
    uint32_t count = f->out.count;
    format_put_head(f, id);
    uint32_t width = format_width(f, count), blanks = blanks_to_value(f, id, width);
    uint32_t in_head = head_language(f, id) != NULL; /* tokens written already */
    line.column = f->places[id].indent + width + blanks;
    if ((begins_with_date(line.shape) || line.shape == SHAPE_POSTPONEMENT) && node->value_count &&
        first->type == VALUE_DATE)
        line.wide_after = first->end;
    if (read && f->tokens.count > in_head) {
        format_put_blanks(f, blanks);
        format_put_values(f, &line, in_head);
    } else if (line.shape == SHAPE_EXPRESSION && node->value_count && first->start < first->end) {
        format_put_blanks(f, blanks);
        format_put_source(f, first->start, first->end);
    }
    return true;
}

void format_put_cell(struct format *f, uint32_t id)
{
    const struct node *node = &f->tree->nodes[id];
    struct format_line line = {.shape = shape_of(node), .cell = true};
    if (is_read_in_cells(line.shape) && !(node->flags & NODE_BAD) && format_read_values(f, id, line.shape, node->start))
        format_put_values(f, &line, 0);
    else
        format_put_source(f, node->start, node->end);
}
