#include "parser.h"

#include <string.h>

enum { MOST_FAULTS = 50 };

void parse_tables_init(struct parse_tables *tables)
{
    lexicon_init(&tables->lexicon);
    memset(tables->properties, PROPERTY_NONE, sizeof tables->properties);
    for (int property = PROPERTY_COUNT - 1; property > 0; property--) { /* of two rows, the first holds */
        const struct property_row *row = property_row((enum property)property);
        for (int kind = 0; kind < KIND_COUNT; kind++)
            if (kind == KIND_NONE || KIND_IN(kind, row->parents))
                tables->properties[row->word][kind] = (uint8_t)property;
        tables->sets[property] = property_sets((enum property)property);
    }
    tables->sets[PROPERTY_NONE] = 0;
    tables->careful = false;
}

/* True when a byte of [start, end) was replaced: the line is reported already, so nothing more is said of it. */
static bool has_fault(struct parser *p, uint32_t start, uint32_t end)
{
    while (p->next_fault < p->fault_count && p->faults[p->next_fault] < start)
        p->next_fault++;
    return p->next_fault < p->fault_count && p->faults[p->next_fault] < end;
}

static uint32_t read_line(struct parser *p, uint32_t line, uint32_t start, uint32_t end)
{
    uint32_t before = p->diagnostics->count, node = p->tree->node_count;
    if (end - start > PARSE_LONGEST_LINE) {
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_LINE_TOO_LONG, parser_span(p, start, start + 1));
        diagnostic->arguments[0] = diag_number(end - start);
        diagnostic->arguments[1] = diag_number(PARSE_LONGEST_LINE);
        p->tree->unsafe = true;
        p->header_reported = true; /* it may have been the header */
        return end;
    }
    p->line_indent = parser_indentation(p, line, start);
    int64_t indent = p->line_indent;
    parser_close_frames(p, indent, start, end);
    struct frame *frame = parser_frame(p);
    uint32_t last;
    if (frame->kind == FRAME_TABLE) {
        if (frame->first_row < 0)
            frame->first_row = indent;
        last = parser_read_row(p, start, end);
    } else {
        last = parser_read_statement(p, start, end, indent);
    }
    if (has_fault(p, start, end)) {
        p->diagnostics->count = before;
        if (node < p->tree->node_count) {
            parser_node(p, node)->flags |= NODE_BAD;
            if (parser_node(p, node)->kind == NODE_PROPERTY)
                parser_node(p, node)->value_count = 0;
        }
    }
    return last;
}

/* ---- files -------------------------------------------------------------------------------------------------- */

/* Reports and replaces what is not UTF-8 or not printable. Returns the offsets, in the diagnostics' arena. */
static void prepare(struct parser *p, char *bytes)
{
    uint32_t *offsets = NULL, count = 0, capacity = 0, at = 0, length, reported_line = UINT32_MAX;
    enum source_fault fault;
    while ((fault = source_next_fault(bytes, p->end, &at, &length)) != FAULT_NONE) {
        if (fault == FAULT_LONE_CR) {
            if (!p->lone_cr)
                diag_add(p->diagnostics, DIAG_LONE_CR, parser_span(p, at, at + 1));
            p->lone_cr = true;
            at++;
            continue;
        }
        uint32_t line = at;
        while (line > 0 && bytes[line - 1] != '\n' && at - line < 4096)
            line--;
        if (line != reported_line && count < MOST_FAULTS) {
            struct diagnostic *diagnostic = diag_add(p->diagnostics,
                                                     fault == FAULT_UTF8 ? DIAG_INVALID_UTF8 : DIAG_CONTROL_CHARACTER,
                                                     parser_span(p, at, at + 1));
            diagnostic->arguments[0] = diag_string(
                arena_format(p->diagnostics->arena, "U+%04X", (unsigned)(unsigned char)bytes[at]));
            struct {
                uint32_t *data, count, capacity;
            } list = {offsets, count, capacity};
            ARRAY_PUSH(&list, data, count, capacity, at);
            offsets = list.data, count = list.count, capacity = list.capacity;
        }
        reported_line = line;
        bytes[at++] = '_';
        p->tree->unsafe = true;
    }
    if (count)
        p->faults = memcpy(arena_alloc(p->diagnostics->arena, count * sizeof *offsets), offsets,
                           count * sizeof *offsets);
    p->fault_count = count;
    array_free(offsets);
}

/* The words that the main language spells otherwise, each in its form there. */
static void add_spelling(struct parser *p, struct diagnostic *diagnostic, unsigned main)
{
    static const char *const title[] = {"Skriv de faste ordene på samme språk", "Skriv dei faste orda på same språk",
                                        "Write the keywords in one language"};
    struct tree *tree = p->tree;
    struct diag_edit *edits = arena_alloc(p->diagnostics->arena, tree->spelled_total * sizeof *edits);
    uint32_t count = 0;
    for (uint32_t id = 1; id < tree->node_count; id++) {
        const struct node *node = &tree->nodes[id];
        if (node->languages && !((node->languages >> main) & 1u))
            edits[count++] = (struct diag_edit){parser_span(p, node->start, node->start + node->head_length),
                                                tree_keyword(node)->forms[main]};
    }
    diag_add_edits(p->diagnostics, diagnostic, edits, count, true, title);
}

/* One report where words of several written languages are mixed: the first that is not of the commonest. */
static void check_languages(struct parser *p)
{
    static const char *const names[LANGUAGE_COUNT][LANGUAGE_COUNT] = {
        {"bokmål", "bokmål", "bokmål"}, {"nynorsk", "nynorsk", "nynorsk"}, {"engelsk", "engelsk", "English"}};
    static const char *const codes[] = {"nb", "nn", "en"};
    struct tree *tree = p->tree;
    unsigned main = 0, other = 0;
    for (unsigned language = 1; language < LANGUAGE_COUNT; language++)
        if (tree->spelled[language] > tree->spelled[main])
            main = language;
    if (tree->spelled[main] == tree->spelled_total)
        return;
    for (uint32_t id = 1; id < tree->node_count; id++) {
        const struct node *node = &tree->nodes[id];
        if (!node->languages || ((node->languages >> main) & 1u))
            continue;
        while (!((node->languages >> other) & 1u))
            other++;
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_MIXED_LANGUAGES,
                                                 parser_span(p, node->start, node->start + node->head_length));
        diagnostic->arguments[0] = diag_phrase(names[main]);
        diagnostic->arguments[1] = parser_text(p, node->start, node->start + node->head_length);
        diagnostic->arguments[2] = diag_phrase(names[other]);
        diagnostic->arguments[3] = diag_string(codes[main]);
        add_spelling(p, diagnostic, main);
        return;
    }
}

static void size_tree(struct tree *tree, uint32_t bytes)
{
    *tree = (struct tree){0};
    tree->nodes = array_grow(NULL, &tree->node_capacity, bytes / 28 + 16, sizeof *tree->nodes);
    tree->values = array_grow(NULL, &tree->value_capacity, bytes / 20 + 16, sizeof *tree->values);
    symbol_init(&tree->symbols, bytes / 256 + 16);
}

/* What was made room for in size_tree and not needed serves the next file. */
static void fit_tree(struct tree *tree)
{
    tree->nodes = array_fit(tree->nodes, &tree->node_capacity, tree->node_count, sizeof *tree->nodes);
    tree->values = array_fit(tree->values, &tree->value_capacity, tree->value_count, sizeof *tree->values);
}

void parse_source(struct tree *tree, struct source *source, char *bytes, uint32_t file,
                  const struct parse_tables *tables, struct diag_list *diagnostics)
{
    struct parser parser = {.tree = tree,
                            .source = source,
                            .bytes = bytes,
                            .end = source->length,
                            .file = file,
                            .tables = tables,
                            .diagnostics = diagnostics,
                            .lexer = {.bytes = bytes,
                                      .source_end = source->length,
                                      .file = file,
                                      .lexicon = &tables->lexicon,
                                      .known = tables->careful ? NULL : &parser.known,
                                      .tree = tree,
                                      .diagnostics = diagnostics},
                            .builder = {.lexer = &parser.lexer, .tree = tree}};
    struct parser *p = &parser;
    size_tree(tree, source->length);
    prepare(p, bytes);
    p->frames[0] = (struct frame){.indent = -1, .first_row = -1, .kind = FRAME_BLOCK, .top = true};
    parser_add_node(p, NODE_FILE, 0, 0, source->length);
    uint32_t line = source->length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (line < p->end) {
        uint32_t start = parser_skip_blanks(p, line, p->end), end = parser_line_end(p, start);
        if (start < end && bytes[start] == '#') {
            struct comment comment = {start, end};
            ARRAY_PUSH(tree, comments, comment_count, comment_capacity, comment);
        } else if (start < end) {
            end = read_line(p, line, start, end);
        }
        line = lexer_next_line(bytes, end, p->end);
    }
    while (p->depth > 0)
        parser_close_frame(p);
    tree->nodes[0].below = tree->node_count;
    if (tree->node_count == 1)
        diag_add(diagnostics, DIAG_EMPTY_FILE, parser_span(p, 0, 0));
    check_languages(p);
    fit_tree(tree);
}
