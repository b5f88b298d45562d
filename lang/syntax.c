#include "syntax_build.h"

#include <string.h>

void expression_parser_run(struct syntax_builder *b, int form); /* expression.y */

void expression_free(struct expression *expression)
{
    if (expression->capacity)
        array_free(expression->nodes);
    *expression = (struct expression){0};
}

/* ---- nodes ------------------------------------------------------------------------------------------------ */

static struct syntax *node_at(struct syntax_builder *b, uint32_t id)
{
    return &b->expression->nodes[id];
}

/* A new node over its parts; its span is theirs. */
static uint32_t push(struct syntax_builder *b, struct syntax node)
{
    const uint32_t parts[] = {node.left, node.right, node.third};
    uint32_t start = UINT32_MAX, end = 0;
    for (int i = 0; i < 3; i++) {
        const struct syntax *part = node_at(b, parts[i]);
        if (!parts[i])
            continue;
        if (part->depth >= node.depth)
            node.depth = (uint16_t)(part->depth + 1);
        start = part->start < start ? part->start : start;
        end = part->end > end ? part->end : end;
    }
    if (start < end && (!node.end || start < node.start))
        node.start = start;
    if (end > node.end)
        node.end = end;
    if (node.kind == SYNTAX_LIST)
        node.depth = node_at(b, node.right)->depth; /* long lists are not deep */
    if (node.depth > EXPRESSION_DEEPEST)
        syntax_too_deep(b);
    ARRAY_PUSH(b->expression, nodes, count, capacity, node);
    return b->expression->count - 1;
}

uint32_t syntax_add(struct syntax_builder *b, enum syntax_kind kind, uint32_t left, uint32_t right)
{
    return push(b, (struct syntax){.kind = (uint8_t)kind, .left = left, .right = right});
}

uint32_t syntax_leaf(struct syntax_builder *b, enum syntax_kind kind, const struct token *token)
{
    return push(b, (struct syntax){.kind = (uint8_t)kind, .start = token->start, .end = token->end});
}

uint32_t syntax_date(struct syntax_builder *b, const struct token *date)
{
    return push(b, (struct syntax){.kind = SYNTAX_DATE, .start = date->start, .end = date->end, .date = date->date});
}

uint32_t syntax_year(struct syntax_builder *b, const struct token *year)
{
    return push(b, (struct syntax){.kind = SYNTAX_NUMBER,
                                   .start = year->start,
                                   .end = year->end,
                                   .dated = true,
                                   .number = year->number,
                                   .date = date_of_year((int)year->number)});
}

void syntax_scale(struct token *number, const struct token *scale)
{
    number->number *= scale->symbol == QUANTITY_BILLION ? 1e9 : 1e6;
    number->end = scale->end;
}

uint32_t syntax_number(struct syntax_builder *b, const struct token *number, enum syntax_unit unit,
                       const struct token *end)
{
    return push(b, (struct syntax){.kind = SYNTAX_NUMBER,
                                   .unit = (uint8_t)unit,
                                   .start = number->start,
                                   .end = end ? end->end : number->end,
                                   .number = number->number});
}

uint32_t syntax_step(struct syntax_builder *b, uint32_t before, const struct token *name)
{
    uint32_t step = push(b, (struct syntax){.kind = SYNTAX_WORD, .start = name->start, .end = name->end});
    node_at(b, step)->left = before; /* its span stays that of its own word */
    node_at(b, step)->depth = (uint16_t)(before ? node_at(b, before)->depth + 1 : 0);
    if (node_at(b, step)->depth >= EXPRESSION_DEEPEST)
        syntax_too_deep(b);
    return step;
}

/* Where a node's text begins, the steps before a path's last included. */
static uint32_t start_of(struct syntax_builder *b, uint32_t id)
{
    while (node_at(b, id)->kind == SYNTAX_WORD && node_at(b, id)->left)
        id = node_at(b, id)->left;
    return node_at(b, id)->start;
}

/* A string's node spans what is within its quotation marks; what holds it ends behind them. */
static uint32_t end_of(const struct syntax_builder *b, const struct syntax *node)
{
    return node->end + (node->kind == SYNTAX_STRING ? syntax_quote_width(b->builder.lexer->bytes + node->end) : 0);
}

static uint32_t push_spanned(struct syntax_builder *b, struct syntax node)
{
    uint32_t id = push(b, node);
    uint32_t parts[] = {node.left, node.right, node.third};
    for (int i = 0; i < 3; i++) {
        if (!parts[i])
            continue;
        uint32_t start = start_of(b, parts[i]), end = end_of(b, node_at(b, parts[i]));
        if (start < node_at(b, id)->start)
            node_at(b, id)->start = start;
        if (end > node_at(b, id)->end)
            node_at(b, id)->end = end;
    }
    return id;
}

uint32_t syntax_prefix(struct syntax_builder *b, enum syntax_kind kind, const struct token *word, uint32_t operand)
{
    return push_spanned(b, (struct syntax){.kind = (uint8_t)kind,
                                           .right = operand,
                                           .start = word->start,
                                           .end = word->end,
                                           .open_filter = node_at(b, operand)->open_filter});
}

uint32_t syntax_postfix(struct syntax_builder *b, enum syntax_kind kind, uint32_t operand, const struct token *word)
{
    return push_spanned(
        b, (struct syntax){.kind = (uint8_t)kind, .left = operand, .start = word->start, .end = word->end});
}

uint32_t syntax_parentheses(struct syntax_builder *b, const struct token *open, uint32_t inside,
                            const struct token *close)
{
    (void)b;
    struct syntax *node = node_at(b, inside);
    node->open_filter = 0;
    if (node->kind != SYNTAX_WORD) { /* a word's span is its name */
        node->start = open->start;
        node->end = close->end;
    }
    return inside;
}

uint32_t syntax_compare(struct syntax_builder *b, uint32_t left, uint32_t compare, uint32_t right)
{
    return push_spanned(b, (struct syntax){.kind = SYNTAX_COMPARE,
                                           .operator=(uint16_t)(compare % 100),
                                           .word_operator = compare >= 100,
                                           .left = left,
                                           .right = right,
                                           .open_filter = node_at(b, right)->open_filter});
}

uint32_t syntax_in(struct syntax_builder *b, uint32_t left, uint32_t list, const struct token *close)
{
    return push_spanned(
        b, (struct syntax){.kind = SYNTAX_IN, .left = left, .right = list, .start = close->start, .end = close->end});
}

/* `tittel inneholder "bidra*"`, or one of several in parentheses. */
uint32_t syntax_contains(struct syntax_builder *b, uint32_t left, uint32_t texts)
{
    return push_spanned(b, (struct syntax){.kind = SYNTAX_CONTAINS, .left = left, .right = texts});
}

uint32_t syntax_negate(struct syntax_builder *b, uint32_t condition)
{
    return push_spanned(b, (struct syntax){.kind = SYNTAX_NOT, .right = condition});
}

static bool refuse_open(struct syntax_builder *b, uint32_t left)
{
    const struct syntax *node = &b->expression->nodes[left];
    if (!node->open_filter || b->builder.failed)
        return node->open_filter != 0;
    const struct syntax *filter = &b->expression->nodes[node->open_filter];
    syntax_report_open(b, filter->start, filter->end);
    return true;
}

uint32_t syntax_join(struct syntax_builder *b, enum syntax_kind kind, uint32_t left, uint32_t right)
{
    refuse_open(b, left);
    return push_spanned(
        b, (struct syntax){
               .kind = (uint8_t)kind, .left = left, .right = right, .open_filter = node_at(b, right)->open_filter});
}

uint32_t syntax_arithmetic(struct syntax_builder *b, char operator, uint32_t left, uint32_t right)
{
    refuse_open(b, left);
    return push_spanned(b, (struct syntax){.kind = SYNTAX_ARITHMETIC,
                                           .operator=(uint16_t)(unsigned char) operator,
                                           .left = left,
                                           .right = right,
                                           .open_filter = node_at(b, right)->open_filter});
}

uint32_t syntax_begin(struct syntax_builder *b, const struct token *word, const struct token *number)
{
    return push(b, (struct syntax){.kind = SYNTAX_QUANTIFIER,
                                   .operator=(uint16_t) word->symbol,
                                   .start = word->start,
                                   .end = number ? number->end : word->end,
                                   .number = number ? number->number : 0});
}

/* The open filter that a quantifier ends with: its last one, when that stands without parentheses. */
static uint32_t last_filter(struct syntax_builder *b, uint32_t where, uint32_t has)
{
    uint32_t last = has ? has : where;
    return last && node_at(b, last)->open_filter == last ? last : 0;
}

uint32_t syntax_quantifier(struct syntax_builder *b, uint32_t quantifier, uint32_t range, uint32_t where, uint32_t has)
{
    struct syntax node = *node_at(b, quantifier);
    node.left = range;
    node.right = where;
    node.third = has;
    node.open_filter = last_filter(b, where, has);
    return push_spanned(b, node);
}

uint32_t syntax_select(struct syntax_builder *b, uint32_t ranges, uint32_t condition)
{
    return push_spanned(b, (struct syntax){.kind = SYNTAX_SELECT, .left = ranges, .right = condition});
}

uint32_t syntax_open(struct syntax_builder *b, uint32_t filter)
{
    node_at(b, filter)->open_filter = filter;
    return filter;
}

/* ---- parsing ---------------------------------------------------------------------------------------------- */

void expression_parse(struct expression *expression, const struct expression_text *text, enum expression_form form,
                      const struct lexicon *lexicon, struct diag_list *diagnostics)
{
    static const int forms[] = {X_FORM_VALUE, X_FORM_FIELD, X_FORM_SELECT, X_FORM_QUERY};
    struct lexer lexer = {.bytes = text->bytes,
                          .cursor = text->start,
                          .end = text->end,
                          .source_end = text->end,
                          .file = text->file,
                          .shape = SHAPE_EXPRESSION,
                          .cell = true,
                          .expression = true,
                          .lexicon = lexicon,
                          .diagnostics = diagnostics};
    struct syntax_builder b = {.builder = {.lexer = &lexer}, .expression = expression, .form = form};
    *expression = (struct expression){0};
    ARRAY_PUSH(expression, nodes, count, capacity, (struct syntax){0});
    expression_parser_run(&b, forms[form]);
    if (b.builder.failed || lexer.failed)
        expression->root = 0;
}
