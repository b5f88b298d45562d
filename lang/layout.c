/* layout.c: indentation is the tree. A stack of frames, one a line that may still get lines below it. */
#include "deprecated.h"
#include "parser.h"

_Static_assert(PROPERTY_COUNT <= 128, "frame.seen has a bit for each property");

uint32_t parser_add_node(struct parser *p, enum node_kind kind, unsigned word, uint32_t start, uint32_t end)
{
    struct node node = {.start = start, .end = end, .kind = (uint8_t)kind, .word = (uint16_t)word};
    node.parent = p->frames[p->depth].node;
    node.values = p->tree->value_count;
    uint32_t id = p->tree->node_count;
    node.below = id + 1;
    p->tree->declaration_count += kind == NODE_DECLARATION;
    ARRAY_PUSH(p->tree, nodes, node_count, node_capacity, node);
    return id;
}

void parser_count_spelling(struct parser *p, uint32_t node, const struct lexicon_match *match)
{
    struct node *at = parser_node(p, node);
    if (match->synonym) {
        at->head_length = (uint8_t)match->length;
        deprecated_report(p->diagnostics, p->tree, match->keyword, p->bytes,
                          parser_span(p, at->start, at->start + match->length));
        return;
    }
    parser_count_languages(p, node, (uint8_t)match->length, match->languages);
}

void parser_count_languages(struct parser *p, uint32_t node, uint8_t head_length, uint8_t languages)
{
    parser_node(p, node)->head_length = head_length;
    parser_node(p, node)->languages = languages;
    p->tree->spelled_total++;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        p->tree->spelled[language] += (uint32_t)(languages >> language) & 1u;
}

void parser_discount_spelling(struct parser *p, uint32_t node)
{
    struct node *at = parser_node(p, node);
    p->tree->spelled_total -= at->languages != 0;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        p->tree->spelled[language] -= (uint32_t)(at->languages >> language) & 1u;
    at->head_length = 0;
    at->languages = 0;
}

void parser_close_frame(struct parser *p)
{
    p->tree->nodes[parser_frame(p)->node].below = p->tree->node_count;
    p->depth--;
}

/* False when there is no room for another frame: the line stands, its own block is read as its siblings. */
static bool has_room(struct parser *p, uint32_t node)
{
    struct node *at = parser_node(p, node);
    if (p->depth < PARSE_DEEPEST)
        return true;
    at->flags |= NODE_BAD;
    if (!p->deep_reported)
        diag_add(p->diagnostics, DIAG_TOO_DEEP, parser_span(p, at->start, at->end))->arguments[0] = diag_number(
            PARSE_DEEPEST);
    p->deep_reported = true;
    return false;
}

void parser_open(struct parser *p, uint32_t node, enum frame_kind kind, int64_t indent, enum kind parent)
{
    if (has_room(p, node))
        p->frames[++p->depth] = (struct frame){
            .node = node, .indent = indent, .first_row = -1, .kind = (uint8_t)kind, .parent = (uint8_t)parent};
}

void parser_open_leaf(struct parser *p, uint32_t node, int64_t indent)
{
    p->leaf = has_room(p, node) ? node : 0;
    p->leaf_indent = indent;
}

/* Ties a property to its declaration. False, with a diagnostic, when it stands there already and may not. */
bool parser_link_property(struct parser *p, struct frame *frame, uint32_t node, enum property property)
{
    uint64_t bit = 1ull << (property % 64), *seen = &frame->seen[property / 64];
    if ((*seen & bit) && !(property_row(property)->flags & REPEATS)) {
        uint32_t earlier = tree_property(p->tree, frame->node, property);
        struct node *at = parser_node(p, node);
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_REPEATED_PROPERTY,
                                                 parser_span(p, at->start, at->end));
        diagnostic->arguments[0] = diag_keyword(keyword_of_word(property_row(property)->word));
        diagnostic->property = (uint8_t)property;
        diagnostic->node = frame->node;
        diag_add_label(p->diagnostics, diagnostic,
                       parser_span(p, parser_node(p, earlier)->start, parser_node(p, earlier)->end), PHRASE_FIRST_HERE);
        at->flags |= NODE_BAD;
        return false;
    }
    *seen |= bit;
    if (frame->last_property)
        parser_node(p, frame->last_property)->property = node;
    else
        parser_node(p, frame->node)->property = node;
    frame->last_property = node;
    return true;
}

void parser_check_header(struct parser *p, uint32_t node, enum kind kind)
{
    struct tree *tree = p->tree;
    if (kind == KIND_PLAN || kind == KIND_LIBRARY) {
        if (tree->header) {
            struct node *first = parser_node(p, tree->header), *second = parser_node(p, node);
            struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_SECOND_HEADER,
                                                     parser_span(p, second->start, second->end));
            diagnostic->arguments[0] = diag_keyword(keyword_of_kind((enum kind)first->word));
            diag_add_label(p->diagnostics, diagnostic, parser_span(p, first->start, first->end), PHRASE_FIRST_HERE);
        } else {
            tree->header = node;
        }
    } else if (!tree->header && kind != KIND_SETTINGS && kind != KIND_RULE && !p->header_reported) {
        p->header_reported = true;
        diag_add(p->diagnostics, DIAG_NO_HEADER,
                 parser_span(p, parser_node(p, node)->start, parser_node(p, node)->end));
    }
}

/* Closes the frames down to the table that a row belongs to, however deep the row stands. False when there is no such table. */
static bool close_to_table(struct parser *p, int64_t indent)
{
    for (int depth = p->depth; depth > 0; depth--)
        if (p->frames[depth].kind == FRAME_TABLE && p->frames[depth].indent < indent) {
            while (p->depth > depth)
                parser_close_frame(p);
            return true;
        }
    return false;
}

static void report_below_leaf(struct parser *p, uint32_t leaf, uint32_t start, uint32_t end)
{
    enum property property = (enum property)parser_node(p, leaf)->word;
    struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_UNEXPECTED_INDENT,
                                             parser_span(p, start, parser_word_end(p, start, end)));
    diagnostic->arguments[0] = diag_keyword(keyword_of_word(property_row(property)->word));
}

/* Closes the frames that the line at `indent` does not stand below. */
void parser_close_frames(struct parser *p, int64_t indent, uint32_t start, uint32_t end)
{
    uint32_t leaf = p->leaf;
    int64_t closed = leaf && p->leaf_indent >= indent ? p->leaf_indent : -1;
    p->leaf = 0;
    if (p->bytes[start] == '|' && close_to_table(p, indent))
        return;
    while (p->depth > 0 && parser_frame(p)->indent >= indent) {
        closed = parser_frame(p)->indent;
        parser_close_frame(p);
    }
    if (closed >= 0 && closed != indent && parser_frame(p)->kind != FRAME_TABLE && !p->mixed_reported)
        diag_add(p->diagnostics, DIAG_DEDENT, parser_span(p, start, parser_word_end(p, start, end)));
    if (leaf && closed < 0)
        report_below_leaf(p, leaf, start, end);
}

/* How many blanks [line, start) has. Tabs or spaces, not both in one file. */
uint32_t parser_indentation(struct parser *p, uint32_t line, uint32_t start)
{
    if (p->indent_byte == ' ' && parser_skip_spaces(p, line, start) == start)
        return start - line;
    for (uint32_t at = line; at < start; at += blank_length(p->bytes, at, start)) {
        char blank = p->bytes[at] == '\t' ? '\t' : ' ';
        if (!p->indent_byte) {
            p->indent_byte = blank;
            p->tree->tabs = blank == '\t';
        }
        if (blank != p->indent_byte && !p->mixed_reported) {
            static const char *const spaces[] = {"mellomrom", "mellomrom", "spaces"}, *const tabs[] = {"tabulator",
                                                                                                       "tabulator",
                                                                                                       "tabs"};
            struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_MIXED_INDENTATION,
                                                     parser_span(p, line, start));
            bool tab = blank == '\t';
            diagnostic->arguments[0] = diag_phrase(tab ? tabs : spaces);
            diagnostic->arguments[1] = diag_phrase(tab ? spaces : tabs);
            p->mixed_reported = true;
        }
    }
    return blank_count(p->bytes, line, start);
}
