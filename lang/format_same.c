/* Whether two trees mean the same: equal nodes in equal order with equal values, whatever their layout. */
#include "format_parts.h"

#include <string.h>

struct slice {
    const char *text;
    uint32_t length;
};

static struct slice slice_of(const struct format_side *side, uint32_t start, uint32_t end)
{
    return (struct slice){side->bytes + start, end - start};
}

static bool equal_slices(struct slice a, struct slice b)
{
    return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

/* ---- texts ------------------------------------------------------------------------------------------ */

/* One character of a quoted text, its escapes undone; -1 at the end. */
static int next_character(struct slice *slice)
{
    if (slice->length == 0)
        return -1;
    bool escaped = slice->length > 1 && slice->text[0] == '\\' && (slice->text[1] == '"' || slice->text[1] == '\\');
    slice->text += escaped;
    slice->length -= escaped ? 2 : 1;
    return (unsigned char)*slice->text++;
}

static bool equal_strings(struct slice a, struct slice b)
{
    int one, other;
    do {
        one = next_character(&a);
        other = next_character(&b);
    } while (one == other && one >= 0);
    return one == other;
}

static bool equal_blocks(struct format_lines a, struct format_lines b)
{
    uint32_t indent_a = format_common_indent(a), indent_b = format_common_indent(b), start_a, text_a, end_a, start_b,
             text_b, end_b;
    while (format_next_line(&a, &start_a, &text_a, &end_a)) {
        if (!format_next_line(&b, &start_b, &text_b, &end_b) || (text_a == end_a) != (text_b == end_b))
            return false;
        uint32_t from_a = blank_past(a.bytes, start_a, end_a, indent_a);
        uint32_t from_b = blank_past(b.bytes, start_b, end_b, indent_b);
        struct slice one = {a.bytes + from_a, end_a - from_a}, other = {b.bytes + from_b, end_b - from_b};
        if (text_a < end_a && !equal_slices(one, other))
            return false;
    }
    return b.at >= b.end;
}

/* Lines that stand as they are, but for their indentation. */
static bool equal_lines(struct format_lines a, struct format_lines b)
{
    uint32_t start, text_a, end_a, text_b, end_b;
    while (format_next_line(&a, &start, &text_a, &end_a)) {
        if (!format_next_line(&b, &start, &text_b, &end_b))
            return false;
        struct slice one = {a.bytes + text_a, blank_trim(a.bytes, text_a, end_a) - text_a};
        struct slice other = {b.bytes + text_b, blank_trim(b.bytes, text_b, end_b) - text_b};
        if (!equal_slices(one, other))
            return false;
    }
    return b.at >= b.end;
}

static struct format_lines lines_of(const struct format_side *side, uint32_t start, uint32_t end)
{
    return (struct format_lines){side->bytes, start, end};
}

/* ---- values ------------------------------------------------------------------------------------------- */

static bool equal_names(const struct format_side *a, const struct value *one, const struct format_side *b,
                        const struct value *other)
{
    const struct symbol *first = &a->tree->symbols.symbols[one->symbol],
                        *second = &b->tree->symbols.symbols[other->symbol];
    return equal_slices((struct slice){first->text, first->length}, (struct slice){second->text, second->length});
}

static bool equal_dates(const struct date *one, const struct date *other)
{
    return one->first == other->first && one->last == other->last && one->precision == other->precision &&
           one->year == other->year;
}

static bool equal_values(const struct format_side *a, const struct value *one, const struct format_side *b,
                         const struct value *other, bool block)
{
    if (one->type != other->type || one->tag != other->tag || one->flags != other->flags)
        return false;
    struct slice first = slice_of(a, one->start, one->end), second = slice_of(b, other->start, other->end);
    switch (one->type) {
    case VALUE_REFERENCE:
    case VALUE_NAME: return equal_names(a, one, b, other);
    case VALUE_STRING: return equal_strings(first, second);
    case VALUE_DATE: return equal_dates(&one->date, &other->date);
    case VALUE_NUMBER: return one->number == other->number;
    case VALUE_TERM:
        if (one->tag == TAG_COLUMN)
            return one->symbol == other->symbol && one->unit == other->unit &&
                   (one->symbol != COLUMN_BAD || equal_slices(first, second));
        return one->symbol == other->symbol;
    case VALUE_EVERY: return one->number == other->number && one->unit == other->unit && one->symbol == other->symbol;
    case VALUE_CONDITION: return one->unit == other->unit;
    case VALUE_TEXT:
        if (block)
            return equal_blocks(lines_of(a, one->start, one->end), lines_of(b, other->start, other->end));
        return equal_slices(first, second);
    case VALUE_LINK:
    case VALUE_EXPRESSION: return equal_slices(first, second);
    default: return true;
    }
}

/* ---- nodes --------------------------------------------------------------------------------------------------- */

static bool is_declaration(const struct node *node)
{
    return node->kind == NODE_DECLARATION && !(node->flags & NODE_ROW);
}

/* The node that `id` counts as being below: a declaration below the header stands beside it. */
static uint32_t parent_of(const struct tree *tree, uint32_t id)
{
    const struct node *nodes = tree->nodes;
    uint32_t above = nodes[id].parent;
    if (is_declaration(&nodes[id]) || nodes[id].kind == NODE_TABLE)
        while (is_declaration(&nodes[above]) && (nodes[above].word == KIND_PLAN || nodes[above].word == KIND_LIBRARY))
            above = nodes[above].parent;
    return above ? nodes[id].parent : 0;
}

static bool equal_nodes(const struct format_side *a, const struct format_side *b, uint32_t id)
{
    const struct node *one = &a->tree->nodes[id], *other = &b->tree->nodes[id];
    if (one->kind != other->kind || one->word != other->word || one->flags != other->flags ||
        one->value_count != other->value_count || one->property != other->property ||
        parent_of(a->tree, id) != parent_of(b->tree, id))
        return false;
    for (uint32_t i = 0; i < one->value_count; i++)
        if (!equal_values(a, &a->tree->values[one->values + i], b, &b->tree->values[other->values + i],
                          one->flags & NODE_BLOCK_TEXT))
            return false;
    if (one->kind == NODE_ERROR || (one->flags & NODE_BAD))
        return equal_lines(lines_of(a, one->start, one->end), lines_of(b, other->start, other->end));
    return true;
}

static bool equal_comments(const struct format_side *a, const struct format_side *b, uint32_t i)
{
    const struct comment *one = &a->tree->comments[i], *other = &b->tree->comments[i];
    return equal_slices(slice_of(a, one->start, blank_trim(a->bytes, one->start, one->end)),
                        slice_of(b, other->start, blank_trim(b->bytes, other->start, other->end)));
}

bool format_same(const struct format_side *one, const struct format_side *other, uint32_t *at)
{
    const struct tree *a = one->tree, *b = other->tree;
    for (uint32_t id = 1; id < a->node_count; id++)
        if (id >= b->node_count || !equal_nodes(one, other, id)) {
            *at = a->nodes[id].start;
            return false;
        }
    for (uint32_t i = 0; i < a->comment_count; i++)
        if (i >= b->comment_count || !equal_comments(one, other, i)) {
            *at = a->comments[i].start;
            return false;
        }
    *at = a->nodes[0].end;
    return a->node_count == b->node_count && a->comment_count == b->comment_count && a->header == b->header &&
           !b->unsafe;
}
