/* dump_tokens.c: the tokens of a file, by lexing each statement of its tree once more. */
#include "dump.h"

#include "blank.h"
#include "grammar.h"
#include "lexer.h"

static const char *const NAMES[T_BAD + 1] = {
#define NAME(token) [T_##token] = #token
    NAME(NAME),         NAME(STATUS),
    NAME(TERM),         NAME(FROM),
    NAME(UNTIL),        NAME(SEASON),
    NAME(PART_OF_YEAR), NAME(EVERY),
    NAME(EVERY_SOME),   NAME(YEARS_WORD),
    NAME(CONTINUOUS),   NAME(VAGUE),
    NAME(PERIOD_BOUND), NAME(SCHOOL_YEAR_WORD),
    NAME(WEEK),         NAME(MONTH_NAME),
    NAME(KNOWN),        NAME(UNKNOWN),
    NAME(ISSUED),       NAME(WITHIN),
    NAME(AND),          NAME(SHARE_OF),
    NAME(COMPARISON),   NAME(OF),
    NAME(UNIT),         NAME(CHANGE),
    NAME(PER_YEAR),     NAME(MAINTAIN),
    NAME(SCALE),        NAME(SOURCED),
    NAME(ALTERNATIVE),  NAME(DAYS),
    NAME(COLUMN),       NAME(REF),
    NAME(STRING),       NAME(PERCENT),
    NAME(COMMA),        NAME(NONE),
    NAME(QUESTION),     NAME(LINK),
    NAME(SLASH),        NAME(YEAR),
    NAME(DAY),          NAME(MONTH),
    NAME(ORDINAL),      NAME(INTEGER),
    NAME(SCHOOL_YEAR),  NAME(RANGE),
    NAME(LPAREN),       NAME(RPAREN),
    NAME(NUMBER),       NAME(NUMBERS),
    NAME(EQUALS),       NAME(BAD),
#undef NAME
};

struct tokens {
    struct writer *out;
    struct source *source;
    const struct tree *tree;
    struct lexer lexer; /* its tree and diagnostics are scratch */
};

static void write_item(struct tokens *t, const char *kind, uint32_t start, uint32_t end)
{
    struct position position = source_position(t->source, start);
    writer_format(t->out, "%u:%u ", (unsigned)position.line, (unsigned)position.column);
    dump_lower(t->out, kind);
    writer_char(t->out, ' ');
    dump_quoted(t->out, t->source, start, end);
    writer_char(t->out, '\n');
}

/* Lexes from `start` to the end of the statement in a shape. */
static void write_tokens(struct tokens *t, uint32_t start, uint32_t end, uint32_t indent, enum shape shape,
                         enum property property, bool cell)
{
    t->lexer.cursor = start;
    t->lexer.end = cell ? end : lexer_line_end(t->source->bytes, start, t->source->length);
    t->lexer.indent = indent;
    t->lexer.cell = cell;
    t->lexer.failed = false;
    t->lexer.shape = shape;
    t->lexer.sets = property_sets(property);
    for (struct token token; lexer_next(&t->lexer, &token) != 0;)
        write_item(t, token.kind <= T_BAD && NAMES[token.kind] ? NAMES[token.kind] : "token", token.start, token.end);
}

static uint32_t indent_of(const struct tokens *t, uint32_t start)
{
    uint32_t at = start;
    while (at > 0 && t->source->bytes[at - 1] != '\n' && t->source->bytes[at - 1] != '\r')
        at--;
    return blank_count(t->source->bytes, at, start);
}

static void write_values(struct tokens *t, const struct node *node)
{
    for (uint32_t i = 0; i < node->value_count; i++) {
        const struct value *value = &t->tree->values[node->values + i];
        write_item(t,
                   value->tag == TAG_COLUMN          ? "COLUMN"
                   : value->type == VALUE_EXPRESSION ? "EXPRESSION"
                                                     : "TEXT",
                   value->start, value->end);
    }
}

static void write_node(struct tokens *t, const struct node *node)
{
    uint32_t start = node->start + node->head_length, indent = indent_of(t, node->start);
    if (node->head_length)
        write_item(t, "WORD", node->start, start);
    switch ((enum node_kind)node->kind) {
    case NODE_USE: write_tokens(t, start, node->end, indent, SHAPE_USE, PROPERTY_NONE, false); break;
    case NODE_TABLE: write_values(t, node); break;
    case NODE_ERROR: write_item(t, "ERROR", node->start, node->end); break;
    case NODE_DECLARATION:
        if (node->flags & NODE_ROW)
            write_values(t, node);
        else
            write_tokens(t, start, node->end, indent, SHAPE_DECLARATION, PROPERTY_NONE, false);
        break;
    case NODE_PROPERTY: {
        enum shape shape = property_row((enum property)node->word)->shape;
        bool cell = node->flags & NODE_CELL, raw = shape == SHAPE_EXPRESSION || (node->flags & NODE_BLOCK_TEXT);
        raw |= cell && (shape == SHAPE_TEXT || shape == SHAPE_LANGUAGE_TEXT || shape == SHAPE_LANGUAGE_NAME);
        if (raw)
            write_values(t, node);
        else
            write_tokens(t, start, node->end, indent, shape, (enum property)node->word, cell);
        break;
    }
    case NODE_FILE: break;
    }
}

void dump_tokens(struct writer *out, struct source *source, const struct tree *tree, const struct lexicon *lexicon)
{
    struct arena arena = {0};
    struct diag_list diagnostics = {.arena = &arena};
    struct tree scratch = {0};
    symbol_init(&scratch.symbols, 64);
    struct tokens t = {.out = out,
                       .source = source,
                       .tree = tree,
                       .lexer = {.bytes = source->bytes,
                                 .source_end = source->length,
                                 .lexicon = lexicon,
                                 .tree = &scratch,
                                 .diagnostics = &diagnostics}};
    for (uint32_t id = 1; id < tree->node_count; id++)
        write_node(&t, &tree->nodes[id]);
    tree_free(&scratch);
    array_free(diagnostics.data);
    arena_free(&arena);
}
