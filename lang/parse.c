#include "parse.h"

#include "build.h"
#include "grammar.h"
#include "nearest.h"

#include <string.h>

/* In grammar.y: Lemon's parser lives on the stack, and only the generated file knows its size. */
void line_parser_Run(struct builder *b, int shape_token);

enum { MOST_FAULTS = 50 };

enum frame_kind { FRAME_BLOCK, FRAME_TABLE, FRAME_LEAF };

/* A line that may still get lines below it. */
struct frame {
    uint32_t node, last_property;
    int64_t indent;       /* of the line; -1 for the file */
    int64_t first_row;    /* of a table: the indentation of its first row, -1 before it */
    uint64_t seen[2];     /* properties that stand in the block */
    uint8_t kind, parent; /* enum frame_kind; the enum kind that words below it belong to, KIND_NONE = any */
    bool top;             /* declarations below it stand at the top level */
};

struct parser {
    struct tree *tree;
    struct source *source;
    const char *bytes;
    uint32_t end, file, header_end;
    const struct parse_tables *tables;
    struct diag_list *diagnostics;
    struct frame frames[PARSE_DEEPEST + 2];
    int depth;              /* of the innermost frame */
    uint32_t line_indent;   /* of the line being read, in bytes */
    char indent_byte;       /* what the file is indented with; 0 before the first such line */
    bool any_declaration, mixed_reported, header_reported;
    const uint32_t *faults; /* offsets of replaced bytes, ascending */
    uint32_t fault_count, next_fault;
};

_Static_assert(PROPERTY_COUNT <= 128, "frame.seen has a bit for each property");

void parse_tables_init(struct parse_tables *tables)
{
    lexicon_init(&tables->lexicon);
    for (int word = 1; word < WORD_COUNT; word++)
        for (int kind = 0; kind < KIND_COUNT; kind++)
            tables->properties[word][kind] = (uint8_t)property_of((enum word)word, (enum kind)kind);
}

static struct span span_at(const struct parser *p, uint32_t start, uint32_t end)
{
    return (struct span){p->file, start, end};
}

static struct diag_argument text_argument(const struct parser *p, uint32_t start, uint32_t end)
{
    return diag_text(p->bytes + start, end - start);
}

static struct frame *innermost(struct parser *p)
{
    return &p->frames[p->depth];
}

/* ---- nodes ------------------------------------------------------------------------------------------------ */

static uint32_t add_node(struct parser *p, enum node_kind kind, unsigned word, uint32_t start, uint32_t end)
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

static struct node *node_at(struct parser *p, uint32_t id)
{
    return &p->tree->nodes[id];
}

static void count_spelling(struct parser *p, uint32_t node, const struct lexicon_match *match)
{
    node_at(p, node)->head_length = (uint8_t)match->length;
    node_at(p, node)->languages = match->synonym ? 0 : match->languages;
    if (match->synonym)
        return;
    p->tree->spelled_total++;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        p->tree->spelled[language] += (match->languages >> language) & 1u;
}

static void close_frame(struct parser *p)
{
    p->tree->nodes[innermost(p)->node].below = p->tree->node_count;
    p->depth--;
}

static void open_frame(struct parser *p, uint32_t node, enum frame_kind kind, int64_t indent, enum kind parent)
{
    if (p->depth >= PARSE_DEEPEST) { /* the line stands, its own block is read as its siblings */
        struct node *at = node_at(p, node);
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_TOO_DEEP, span_at(p, at->start, at->end));
        diagnostic->arguments[0] = diag_number(PARSE_DEEPEST);
        at->flags |= NODE_BAD;
        return;
    }
    p->frames[++p->depth] = (struct frame){.node = node, .indent = indent, .first_row = -1, .kind = (uint8_t)kind, .parent = (uint8_t)parent};
}

/* Ties a property to its declaration. False, with a diagnostic, when it stands there already and may not. */
static bool link_property(struct parser *p, struct frame *frame, uint32_t node, enum property property)
{
    uint64_t bit = 1ull << (property % 64), *seen = &frame->seen[property / 64];
    if ((*seen & bit) && !(property_row(property)->flags & REPEATS)) {
        uint32_t earlier = tree_property(p->tree, frame->node, property);
        struct node *at = node_at(p, node);
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_REPEATED_PROPERTY, span_at(p, at->start, at->end));
        diagnostic->arguments[0] = diag_keyword(keyword_of_word(property_row(property)->word));
        diagnostic->property = (uint8_t)property;
        diagnostic->node = frame->node;
        diag_add_label(p->diagnostics, diagnostic, span_at(p, node_at(p, earlier)->start, node_at(p, earlier)->end), PHRASE_FIRST_HERE);
        at->flags |= NODE_BAD;
        return false;
    }
    *seen |= bit;
    if (frame->last_property)
        node_at(p, frame->last_property)->property = node;
    else
        node_at(p, frame->node)->property = node;
    frame->last_property = node;
    return true;
}

/* ---- values --------------------------------------------------------------------------------------------------- */

static int shape_token(enum shape shape)
{
    static const uint8_t tokens[SHAPE_COUNT] = {
#define SHAPE(id, mode, ...) [SHAPE_##id] = SHAPE_TOKEN_##mode(id),
#define SHAPE_TOKEN_REFERENCES(id) T_S_##id
#define SHAPE_TOKEN_VALUES(id) T_S_##id
#define SHAPE_TOKEN_RAW(id) 0
#include "shape.def"
#undef SHAPE
    };
    return tokens[shape];
}

/* Reads [start, end) of a line or cell by `shape` into values of `node`. Returns where the line was left, which is
 * beyond `end` when a list went on. A line that fails keeps no values, a declaration those that could be read. */
static uint32_t read_values(struct parser *p, uint32_t node, enum shape shape, enum property property, const struct keyword *keyword,
                            uint32_t start, uint32_t end, bool cell)
{
    struct lexer lexer = {.bytes = p->bytes, .cursor = start, .end = end, .indent = p->line_indent,
                          .cell = cell, .shape = shape, .source_end = p->end, .file = p->file,
                          .lexicon = &p->tables->lexicon, .tree = p->tree, .diagnostics = p->diagnostics};
    const struct property_row *row = property ? property_row(property) : NULL;
    lexer.sets = property_sets(property);
    uint32_t first = p->tree->value_count, before = p->diagnostics->count;
    struct builder builder = {.lexer = &lexer, .tree = p->tree, .property = row, .keyword = keyword, .first = first};
    line_parser_Run(&builder, shape_token(shape));
    bool failed = builder.failed || lexer.failed;
    if (!failed) {
        build_finish(&builder);
        failed = builder.failed;
    }
    struct node *at = node_at(p, node);
    if (failed) {
        at->flags |= NODE_BAD;
        if (shape != SHAPE_DECLARATION && shape != SHAPE_ID)
            p->tree->value_count = first;
        if (!cell) { /* the comment on a broken line is still a comment, and the rest of the line is skipped */
            if (lexer.cursor < lexer.end)
                lexer.cursor = lexer.end;
        }
    }
    if (at->values == first)
        at->value_count = (uint16_t)(p->tree->value_count - first > UINT16_MAX ? UINT16_MAX : p->tree->value_count - first);
    for (uint32_t i = before; i < p->diagnostics->count; i++) {
        p->diagnostics->data[i].property = (uint8_t)property;
        p->diagnostics->data[i].node = tree_declaration(p->tree, node);
    }
    return lexer.end;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static uint32_t skip_blanks(const struct parser *p, uint32_t at, uint32_t end)
{
    while (at < end && is_blank(p->bytes[at]))
        at++;
    return at;
}

/* The end of [start, end) without trailing blanks and, outside tables, without a comment behind blanks. */
static uint32_t trimmed_end(const struct parser *p, uint32_t start, uint32_t end)
{
    while (end > start && is_blank(p->bytes[end - 1]))
        end--;
    return end;
}

/* The end of the statement in [start, end): a comment behind it is left out. Reads quotes, so `"#"` is text. */
static uint32_t statement_end(const struct parser *p, uint32_t start, uint32_t end)
{
    const struct tree *tree = p->tree;
    if (tree->comment_count) {
        const struct comment *comment = &tree->comments[tree->comment_count - 1];
        if (comment->end == end && comment->start >= start)
            end = comment->start;
    }
    return trimmed_end(p, start, end);
}

/* A lone comment on a line that was not lexed, because it is a bare keyword or could not be understood. */
static void note_comment(struct parser *p, uint32_t start, uint32_t end)
{
    bool quoted = false;
    for (uint32_t at = start; at < end; at++) {
        if (p->bytes[at] == '"' && (at == start || p->bytes[at - 1] != '\\'))
            quoted = !quoted;
        if (p->bytes[at] == '#' && !quoted && at > start && is_blank(p->bytes[at - 1])) {
            struct comment comment = {at, end};
            ARRAY_PUSH(p->tree, comments, comment_count, comment_capacity, comment);
            return;
        }
    }
}

/* ---- text blocks ------------------------------------------------------------------------------------------------- */

/* Takes the lines deeper than `indent` that follow `at` (the end of the keyword's line) as a text of `node`.
 * Returns the end of the last of them, or `at` when there is none. */
static uint32_t read_text_block(struct parser *p, uint32_t node, uint32_t at, int64_t indent)
{
    uint32_t start = 0, last = at, line = at;
    while (line < p->end) {
        uint32_t begin = lexer_next_line(p->bytes, line, p->end), text = skip_blanks(p, begin, p->end);
        uint32_t end = lexer_line_end(p->bytes, text, p->end);
        if (text < end) {
            if ((int64_t)(text - begin) <= indent)
                break;
            if (!start)
                start = begin;
            last = end;
        }
        line = end;
    }
    if (!start)
        return at;
    struct value value = {.type = VALUE_TEXT, .start = start, .end = last};
    node_at(p, node)->values = p->tree->value_count;
    node_at(p, node)->value_count = 1;
    node_at(p, node)->flags |= NODE_BLOCK_TEXT;
    ARRAY_PUSH(p->tree, values, value_count, value_capacity, value);
    return last;
}

/* ---- lines that cannot be understood -------------------------------------------------------------------------------- */

static uint32_t word_end(const struct parser *p, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at < end && !is_blank(p->bytes[at]) && p->bytes[at] != '|' && p->bytes[at] != ',')
        at++;
    return at > start ? at : end;
}

/* The word of the language that may stand below `parent` and is nearest to [start, end). */
static const char *nearest_word(const struct parser *p, uint32_t start, uint32_t end, const struct frame *frame)
{
    struct nearest nearest;
    nearest_begin(&nearest, p->bytes + start, end - start);
    size_t count;
    const struct keyword *rows = keyword_rows(&count);
    for (size_t i = 0; i < count; i++) {
        bool legal = rows[i].class == CLASS_KIND ? frame->top ? rows[i].mask & IN_TOP : KIND_IN(frame->parent, rows[i].mask)
                   : rows[i].class == CLASS_WORD ? p->tables->properties[rows[i].id][frame->parent] != 0 && frame->parent != KIND_NONE
                                                 : false;
        for (int language = 0; legal && language < LANGUAGE_COUNT; language++)
            nearest_try(&nearest, rows[i].forms[language], strlen(rows[i].forms[language]), rows[i].forms[language], 0);
    }
    return nearest.match;
}

/* The declaration that lines below the innermost frame belong to, in words. */
static struct diag_argument parent_argument(const struct frame *frame)
{
    static const char *const top[] = {"øverste nivå", "øvste nivå", "the top level"};
    return frame->parent ? diag_keyword(keyword_of_kind(frame->parent)) : diag_phrase(top);
}

static uint32_t read_unknown(struct parser *p, uint32_t start, uint32_t end, const struct lexicon_match *misplaced)
{
    struct frame *frame = innermost(p);
    uint32_t word = misplaced ? start + misplaced->length : word_end(p, start, end);
    uint32_t before = p->tree->comment_count;
    note_comment(p, start, end);
    if (p->tree->comment_count > before)
        end = trimmed_end(p, start, p->tree->comments[before].start);
    const char *nearest = misplaced ? NULL : nearest_word(p, start, word, frame);
    struct diagnostic *diagnostic = diag_add(p->diagnostics, misplaced ? DIAG_MISPLACED_WORD : DIAG_UNKNOWN_WORD, span_at(p, start, word));
    diagnostic->arguments[0] = text_argument(p, start, word);
    static const char *const look_up[] = {"språkboka (`docs/language.md`)", "språkboka (`docs/language.md`)", "the manual (`docs/language.md`)"};
    diagnostic->arguments[1] = misplaced ? parent_argument(frame) : nearest ? diag_string(nearest) : diag_phrase(look_up);
    diagnostic->node = tree_declaration(p->tree, frame->node);
    if (nearest)
        diag_add_fix(p->diagnostics, diagnostic, diagnostic->span, nearest, true, PHRASE_DID_YOU_MEAN);
    uint32_t node = add_node(p, NODE_ERROR, 0, start, trimmed_end(p, start, end));
    node_at(p, node)->flags |= NODE_BAD;
    return node;
}

/* ---- declarations ------------------------------------------------------------------------------------------------------ */

/* True when [start, end) reads `ID "Title"` without a comma: then a word that is both is the declaration. */
static bool reads_as_declaration(const struct parser *p, uint32_t start, uint32_t end)
{
    uint32_t at = skip_blanks(p, start, end);
    uint32_t name = at;
    while (at < end && !is_blank(p->bytes[at]) && !strchr(",\"|#", p->bytes[at]))
        at++;
    if (at == name)
        return false;
    at = skip_blanks(p, at, end);
    return at < end && (p->bytes[at] == '"' || (end - at > 2 && (memcmp(p->bytes + at, "«", 2) == 0 || memcmp(p->bytes + at, "“", 3) == 0)));
}

/* The first `|` outside quotation marks in [start, end), or end. */
static uint32_t find_bar(const struct parser *p, uint32_t start, uint32_t end)
{
    bool quoted = false;
    if (!memchr(p->bytes + start, '|', end - start))
        return end;
    for (uint32_t at = start; at < end; at++) {
        char c = p->bytes[at];
        if (c == '\\' && quoted)
            at++;
        else if (c == '"')
            quoted = !quoted;
        else if (c == '|' && !quoted)
            return at;
        else if (c == '#' && !quoted && at > start && is_blank(p->bytes[at - 1]))
            return end;
    }
    return end;
}

static void report_column(struct parser *p, enum diag_code code, uint32_t start, uint32_t end, enum kind kind)
{
    struct diagnostic *diagnostic = diag_add(p->diagnostics, code, span_at(p, start, end));
    diagnostic->arguments[0] = text_argument(p, start, end);
    diagnostic->arguments[1] = diag_keyword(keyword_of_kind(kind));
    if (code == DIAG_UNKNOWN_COLUMN) {
        struct frame frame = {.parent = (uint8_t)kind};
        const char *nearest = nearest_word(p, start, end, &frame);
        diagnostic->arguments[2] = nearest ? diag_string(nearest) : diag_keyword(keyword_of_word(WORD_TITLE));
        if (nearest)
            diag_add_fix(p->diagnostics, diagnostic, diagnostic->span, nearest, true, PHRASE_DID_YOU_MEAN);
    }
}

/* One column of a table's header: the property, or id or title; `tittel nn` keeps its language as a value of its own. */
static void read_column(struct parser *p, uint32_t table, enum kind kind, uint32_t start, uint32_t end)
{
    struct value value = {.type = VALUE_TERM, .tag = TAG_COLUMN, .start = start, .end = end, .symbol = COLUMN_BAD};
    struct lexicon_match matches[LEXICON_MATCHES];
    int count = lexicon_matches(&p->tables->lexicon, p->bytes + start, p->bytes + end, CLASS_WORD, matches);
    for (int i = 0; i < count && value.symbol == COLUMN_BAD; i++) {
        enum word word = matches[i].keyword->id;
        enum property property = p->tables->properties[word][kind];
        uint32_t rest = skip_blanks(p, start + matches[i].length, end);
        struct lexicon_match language;
        if (rest == end)
            value.symbol = word == WORD_ID ? COLUMN_ID : word == WORD_TITLE ? COLUMN_TITLE : property;
        else if (property && (property_row(property)->shape == SHAPE_LANGUAGE_TEXT || property_row(property)->shape == SHAPE_LANGUAGE_NAME) &&
                 lexicon_longest(&p->tables->lexicon, p->bytes + rest, p->bytes + end, CLASS_VALUE, SET_(LANGUAGE), &language)) {
            value.symbol = property;
            value.unit = language.keyword->id;
        }
        value.languages = matches[i].synonym ? 0 : matches[i].languages;
    }
    if (value.symbol == COLUMN_BAD)
        report_column(p, DIAG_UNKNOWN_COLUMN, start, end, kind);
    const struct node *node = node_at(p, table);
    for (uint32_t i = node->values; i < p->tree->value_count && value.symbol != COLUMN_BAD; i++) {
        const struct value *other = &p->tree->values[i];
        bool repeats = value.symbol < PROPERTY_COUNT && (property_row(value.symbol)->flags & REPEATS);
        if (other->symbol == value.symbol && !(repeats && other->unit != value.unit)) {
            report_column(p, DIAG_REPEATED_COLUMN, start, end, kind);
            value.symbol = COLUMN_BAD;
        }
    }
    ARRAY_PUSH(p->tree, values, value_count, value_capacity, value);
}

static uint32_t read_table_header(struct parser *p, enum kind kind, const struct lexicon_match *match, uint32_t start, uint32_t end)
{
    note_comment(p, start, end);
    end = statement_end(p, start, end);
    uint32_t node = add_node(p, NODE_TABLE, kind, start, end);
    count_spelling(p, node, match);
    for (uint32_t at = start + match->length; at <= end;) {
        uint32_t bar = at, text = skip_blanks(p, at, end);
        while (bar < end && p->bytes[bar] != '|')
            bar++;
        uint32_t text_end = trimmed_end(p, text, bar);
        bool leading = text == text_end && (bar >= end || at == start + match->length); /* `| a | b |` */
        if (!leading)
            read_column(p, node, kind, text, text_end);
        at = bar + 1;
    }
    node_at(p, node)->value_count = (uint16_t)(p->tree->value_count - node_at(p, node)->values);
    return node;
}

static void check_header(struct parser *p, uint32_t node, enum kind kind)
{
    struct tree *tree = p->tree;
    if (kind == KIND_PLAN || kind == KIND_LIBRARY) {
        if (tree->header) {
            struct node *first = node_at(p, tree->header), *second = node_at(p, node);
            struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_SECOND_HEADER, span_at(p, second->start, second->end));
            diagnostic->arguments[0] = diag_keyword(keyword_of_kind((enum kind)first->word));
            diag_add_label(p->diagnostics, diagnostic, span_at(p, first->start, first->end), PHRASE_FIRST_HERE);
        } else {
            tree->header = node;
        }
    } else if (!tree->header && kind != KIND_SETTINGS && kind != KIND_RULE && !p->header_reported) {
        p->header_reported = true;
        diag_add(p->diagnostics, DIAG_NO_HEADER, span_at(p, node_at(p, node)->start, node_at(p, node)->end));
    }
}

static uint32_t read_declaration(struct parser *p, const struct lexicon_match *match, uint32_t start, uint32_t *end, bool legal)
{
    enum kind kind = match->keyword->id;
    if (!legal) {
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_MISPLACED_WORD, span_at(p, start, start + match->length));
        diagnostic->arguments[0] = text_argument(p, start, start + match->length);
        diagnostic->arguments[1] = parent_argument(innermost(p));
    }
    if (find_bar(p, start + match->length, *end) < *end)
        return read_table_header(p, kind, match, start, *end);
    uint32_t node = add_node(p, NODE_DECLARATION, kind, start, *end);
    count_spelling(p, node, match);
    *end = read_values(p, node, SHAPE_DECLARATION, PROPERTY_NONE, match->keyword, start + match->length, *end, false);
    node_at(p, node)->end = statement_end(p, start, *end);
    if (!legal)
        node_at(p, node)->flags |= NODE_BAD;
    return node;
}

/* ---- properties ------------------------------------------------------------------------------------------------------------ */

static bool takes_text_block(enum shape shape)
{
    return shape == SHAPE_TEXT;
}

static uint32_t read_property(struct parser *p, enum property property, const struct lexicon_match *match, uint32_t start, uint32_t *end)
{
    const struct property_row *row = property_row(property);
    uint32_t node = add_node(p, NODE_PROPERTY, property, start, *end), rest = start + match->length;
    count_spelling(p, node, match);
    uint32_t value = skip_blanks(p, rest, *end), line_end = *end;
    if (row->shape == SHAPE_EXPRESSION) {
        note_comment(p, start, *end);
        struct value expression = {.type = VALUE_EXPRESSION, .start = value, .end = statement_end(p, value, *end)};
        ARRAY_PUSH(p->tree, values, value_count, value_capacity, expression);
        node_at(p, node)->value_count = 1;
    } else if (takes_text_block(row->shape) && (value == *end || p->bytes[value] == '#')) {
        note_comment(p, start, *end);
        *end = read_text_block(p, node, *end, p->line_indent);
    } else {
        *end = read_values(p, node, row->shape, property, match->keyword, rest, *end, false);
    }
    node_at(p, node)->end = statement_end(p, start, node_at(p, node)->flags & NODE_BLOCK_TEXT ? line_end : *end);
    return node;
}

/* ---- rows --------------------------------------------------------------------------------------------------------------------- */

/* A cell of text as it stands; within quotation marks if it begins with them. */
static void push_text_cell(struct parser *p, uint32_t start, uint32_t end, enum value_tag tag)
{
    struct value value = {.type = VALUE_TEXT, .tag = (uint8_t)tag, .start = start, .end = end};
    if (end - start >= 2 && p->bytes[start] == '"' && p->bytes[end - 1] == '"') {
        value.type = VALUE_STRING;
        value.start++;
        value.end--;
    }
    if (tag == TAG_TITLE)
        value.type = VALUE_STRING;
    ARRAY_PUSH(p->tree, values, value_count, value_capacity, value);
}

static void read_cell(struct parser *p, struct frame *row, const struct value *column, uint32_t start, uint32_t end)
{
    enum property property = (enum property)column->symbol;
    const struct property_row *table_row = property_row(property);
    uint32_t node = add_node(p, NODE_PROPERTY, property, start, end);
    node_at(p, node)->parent = row->node;
    node_at(p, node)->flags = NODE_CELL;
    if (table_row->shape == SHAPE_LANGUAGE_TEXT || table_row->shape == SHAPE_LANGUAGE_NAME) {
        struct value language = {.type = VALUE_TERM, .tag = TAG_LANGUAGE, .start = column->start, .end = column->end, .symbol = column->unit};
        if (column->unit)
            ARRAY_PUSH(p->tree, values, value_count, value_capacity, language);
        push_text_cell(p, start, end, TAG_NONE);
        if (table_row->shape == SHAPE_LANGUAGE_NAME) {
            struct value *name = &p->tree->values[p->tree->value_count - 1];
            name->type = VALUE_NAME;
            name->symbol = symbol_intern(&p->tree->symbols, p->bytes + name->start, name->end - name->start);
        }
    } else if (table_row->shape == SHAPE_TEXT) {
        push_text_cell(p, start, end, TAG_NONE);
    } else if (table_row->shape == SHAPE_EXPRESSION) {
        struct value expression = {.type = VALUE_EXPRESSION, .start = start, .end = end};
        ARRAY_PUSH(p->tree, values, value_count, value_capacity, expression);
    } else {
        read_values(p, node, table_row->shape, property, keyword_of_word(table_row->word), start, end, true);
    }
    node_at(p, node)->value_count = (uint16_t)(p->tree->value_count - node_at(p, node)->values);
    link_property(p, row, node, property);
}

/* Calls for each stated cell of a row; ids and titles in the first pass, since a declaration's values stand together. */
static uint32_t read_cells(struct parser *p, struct frame *row, uint32_t table, uint32_t start, uint32_t end, bool names)
{
    const struct node header = *node_at(p, table);
    uint32_t count = 0;
    for (uint32_t at = start; at <= end; count++) {
        uint32_t bar = lexer_cell_end(p->bytes, at, end), text = skip_blanks(p, at, bar), text_end = trimmed_end(p, text, bar);
        if (bar >= end && text == text_end && count > 0)
            break; /* a closing bar */
        if (text < text_end && count < header.value_count) {
            const struct value column = p->tree->values[header.values + count];
            if (column.symbol == COLUMN_ID && names)
                read_values(p, row->node, SHAPE_ID, PROPERTY_NONE, keyword_of_word(WORD_ID), text, text_end, true);
            else if (column.symbol == COLUMN_TITLE && names)
                push_text_cell(p, text, text_end, TAG_TITLE);
            else if (column.symbol < PROPERTY_COUNT && column.symbol != COLUMN_BAD && !names)
                read_cell(p, row, &column, text, text_end);
        }
        at = bar + 1;
    }
    return count;
}

static uint32_t read_row(struct parser *p, uint32_t start, uint32_t end)
{
    struct frame *table = innermost(p);
    uint32_t header = table->node, node;
    end = trimmed_end(p, start, end);
    node = add_node(p, NODE_DECLARATION, node_at(p, header)->word, start, end);
    node_at(p, node)->flags = NODE_ROW;
    if (p->bytes[start] == '|')
        start++;
    struct frame row = {.node = node};
    uint32_t count = read_cells(p, &row, header, start, end, true);
    node_at(p, node)->value_count = (uint16_t)(p->tree->value_count - node_at(p, node)->values);
    read_cells(p, &row, header, start, end, false);
    node_at(p, node)->below = p->tree->node_count;
    if (count > node_at(p, header)->value_count) {
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_TOO_MANY_CELLS, span_at(p, node_at(p, node)->start, end));
        diagnostic->arguments[0] = diag_number(count);
        diagnostic->arguments[1] = diag_number(node_at(p, header)->value_count);
        diagnostic->node = node;
        node_at(p, node)->flags |= NODE_BAD;
    }
    enum kind kind = (enum kind)node_at(p, node)->word;
    check_header(p, node, kind);
    open_frame(p, node, FRAME_BLOCK, table->first_row, kind);
    innermost(p)->last_property = row.last_property;
    memcpy(innermost(p)->seen, row.seen, sizeof row.seen);
    return end;
}

/* ---- lines ------------------------------------------------------------------------------------------------------------------------ */

static uint32_t read_use(struct parser *p, const struct lexicon_match *match, uint32_t start, uint32_t end)
{
    if (p->any_declaration)
        diag_add(p->diagnostics, DIAG_LATE_USE, span_at(p, start, start + match->length));
    uint32_t node = add_node(p, NODE_USE, WORD_USE, start, end);
    count_spelling(p, node, match);
    end = read_values(p, node, SHAPE_USE, PROPERTY_NONE, match->keyword, start + match->length, end, false);
    node_at(p, node)->end = statement_end(p, start, end);
    return end;
}

/* The property that a word writes where the line stands. */
static enum property property_here(struct parser *p, const struct lexicon_match *word)
{
    const struct frame *frame = innermost(p);
    return frame->top && frame->parent == KIND_NONE ? PROPERTY_NONE : p->tables->properties[word->keyword->id][frame->parent];
}

/* The same word in its other class: `kilde` as a declaration and as a property. */
static const struct lexicon_match *find_twin(const struct lexicon_match *matches, int count, const struct lexicon_match *match)
{
    for (int i = 0; i < count; i++)
        if (matches[i].keyword->class != match->keyword->class && matches[i].length == match->length)
            return &matches[i];
    return NULL;
}

/* One logical line: what its first word says it is. Returns the end of the last line it took. */
static uint32_t read_statement(struct parser *p, uint32_t start, uint32_t end, int64_t indent)
{
    struct frame *frame = innermost(p);
    struct lexicon_match matches[LEXICON_MATCHES];
    int count = lexicon_matches(&p->tables->lexicon, p->bytes + start, p->bytes + end, CLASS_KIND | CLASS_WORD, matches);
    const struct lexicon_match *misplaced_kind = NULL;
    for (int i = 0; i < count; i++) {
        const struct lexicon_match *match = &matches[i];
        if (match->keyword->class == CLASS_WORD) {
            if (match->keyword->id == WORD_USE && frame->top)
                return read_use(p, match, start, end);
            enum property property = property_here(p, match);
            if (!property || (find_twin(matches, count, match) && reads_as_declaration(p, start + match->length, end)))
                continue;
            uint32_t node = read_property(p, property, match, start, &end);
            link_property(p, frame, node, property);
            open_frame(p, node, FRAME_LEAF, indent, KIND_NONE);
            return end;
        }
        enum kind kind = match->keyword->id;
        const struct lexicon_match *twin = find_twin(matches, count, match);
        if (twin && property_here(p, twin) && !reads_as_declaration(p, start + match->length, end))
            continue;
        bool legal = frame->top ? match->keyword->mask & IN_TOP : frame->parent == KIND_NONE || KIND_IN(frame->parent, match->keyword->mask);
        if (!legal && !misplaced_kind)
            misplaced_kind = match;
        if (!legal)
            continue;
        p->any_declaration = true;
        uint32_t node = read_declaration(p, match, start, &end, true);
        check_header(p, node, kind);
        bool table = node_at(p, node)->kind == NODE_TABLE;
        open_frame(p, node, table ? FRAME_TABLE : FRAME_BLOCK, indent, kind);
        innermost(p)->top = kind == KIND_PLAN || kind == KIND_LIBRARY;
        return end;
    }
    uint32_t node;
    if (misplaced_kind) { /* a declaration in the wrong place is still there for those who refer to it */
        node = read_declaration(p, misplaced_kind, start, &end, false);
        open_frame(p, node, node_at(p, node)->kind == NODE_TABLE ? FRAME_TABLE : FRAME_BLOCK, indent, misplaced_kind->keyword->id);
    } else {
        node = read_unknown(p, start, end, count ? &matches[0] : NULL);
        open_frame(p, node, FRAME_BLOCK, indent, KIND_NONE);
    }
    return end;
}

/* Closes the frames that the line at `indent` does not stand below. */
static void close_frames(struct parser *p, int64_t indent, uint32_t start, uint32_t end)
{
    int64_t closed = -1;
    if (p->bytes[start] == '|') /* a row, however deep it stands */
        for (int depth = p->depth; depth > 0; depth--)
            if (p->frames[depth].kind == FRAME_TABLE && p->frames[depth].indent < indent) {
                while (p->depth > depth)
                    close_frame(p);
                return;
            }
    while (p->depth > 0 && innermost(p)->indent >= indent) {
        closed = innermost(p)->indent;
        close_frame(p);
    }
    if (closed >= 0 && closed != indent && innermost(p)->kind != FRAME_TABLE)
        diag_add(p->diagnostics, DIAG_DEDENT, span_at(p, start, word_end(p, start, end)));
    if (innermost(p)->kind == FRAME_LEAF) {
        uint32_t leaf = innermost(p)->node;
        const struct node *node = node_at(p, leaf);
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_UNEXPECTED_INDENT, span_at(p, start, word_end(p, start, end)));
        diagnostic->arguments[0] = diag_keyword(keyword_of_word(property_row((enum property)node->word)->word));
        close_frame(p);
    }
}

/* Tabs or spaces, not both in one file. */
static void check_indentation(struct parser *p, uint32_t line, uint32_t start)
{
    for (uint32_t at = line; at < start; at++) {
        if (!p->indent_byte) {
            p->indent_byte = p->bytes[at];
            p->tree->tabs = p->indent_byte == '\t';
        }
        if (p->bytes[at] != p->indent_byte && !p->mixed_reported) {
            static const char *const spaces[] = {"mellomrom", "mellomrom", "spaces"}, *const tabs[] = {"tabulator", "tabulator", "tabs"};
            struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_MIXED_INDENTATION, span_at(p, line, start));
            bool tab = p->bytes[at] == '\t';
            diagnostic->arguments[0] = diag_phrase(tab ? tabs : spaces);
            diagnostic->arguments[1] = diag_phrase(tab ? spaces : tabs);
            p->mixed_reported = true;
        }
    }
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
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_LINE_TOO_LONG, span_at(p, start, start + 1));
        diagnostic->arguments[0] = diag_number(end - start);
        diagnostic->arguments[1] = diag_number(PARSE_LONGEST_LINE);
        p->tree->unsafe = true;
        return end;
    }
    check_indentation(p, line, start);
    p->line_indent = start - line;
    int64_t indent = p->line_indent;
    close_frames(p, indent, start, end);
    struct frame *frame = innermost(p);
    uint32_t last;
    if (frame->kind == FRAME_TABLE) {
        if (frame->first_row < 0)
            frame->first_row = indent;
        last = read_row(p, start, end);
    } else {
        last = read_statement(p, start, end, indent);
    }
    if (has_fault(p, start, end)) {
        p->diagnostics->count = before;
        if (node < p->tree->node_count) {
            node_at(p, node)->flags |= NODE_BAD;
            if (node_at(p, node)->kind == NODE_PROPERTY)
                node_at(p, node)->value_count = 0;
        }
    }
    return last;
}

/* ---- files --------------------------------------------------------------------------------------------------------------------------- */

/* Reports and replaces what is not UTF-8 or not printable. Returns the offsets, in the diagnostics' arena. */
static void prepare(struct parser *p, char *bytes)
{
    uint32_t *offsets = NULL, count = 0, capacity = 0, at = 0, length, reported_line = UINT32_MAX;
    bool lone_cr = false;
    enum source_fault fault;
    while ((fault = source_next_fault(bytes, p->end, &at, &length)) != FAULT_NONE) {
        if (fault == FAULT_LONE_CR) {
            if (!lone_cr)
                diag_add(p->diagnostics, DIAG_LONE_CR, span_at(p, at, at + 1));
            lone_cr = true;
            at++;
            continue;
        }
        uint32_t line = at;
        while (line > 0 && bytes[line - 1] != '\n' && at - line < 4096)
            line--;
        if (line != reported_line && count < MOST_FAULTS) {
            struct diagnostic *diagnostic = diag_add(p->diagnostics, fault == FAULT_UTF8 ? DIAG_INVALID_UTF8 : DIAG_CONTROL_CHARACTER, span_at(p, at, at + 1));
            diagnostic->arguments[0] = diag_string(arena_format(p->diagnostics->arena, "U+%04X", (unsigned)(unsigned char)bytes[at]));
            struct { uint32_t *data, count, capacity; } list = {offsets, count, capacity};
            ARRAY_PUSH(&list, data, count, capacity, at);
            offsets = list.data, count = list.count, capacity = list.capacity;
        }
        reported_line = line;
        bytes[at++] = '_';
        p->tree->unsafe = true;
    }
    p->faults = arena_alloc(p->diagnostics->arena, count * sizeof *offsets);
    if (count)
        memcpy((uint32_t *)p->faults, offsets, count * sizeof *offsets);
    p->fault_count = count;
    array_free(offsets);
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
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_MIXED_LANGUAGES, span_at(p, node->start, node->start + node->head_length));
        diagnostic->arguments[0] = diag_phrase(names[main]);
        diagnostic->arguments[1] = text_argument(p, node->start, node->start + node->head_length);
        diagnostic->arguments[2] = diag_phrase(names[other]);
        diagnostic->arguments[3] = diag_string(codes[main]);
        return;
    }
}

static void size_tree(struct tree *tree, uint32_t bytes)
{
    *tree = (struct tree){0};
    tree->nodes = array_grow(NULL, &tree->node_capacity, bytes / 28 + 16, sizeof *tree->nodes);
    tree->values = array_grow(NULL, &tree->value_capacity, bytes / 24 + 16, sizeof *tree->values);
    symbol_init(&tree->symbols, bytes / 64 + 16);
}

void parse_source(struct tree *tree, struct source *source, char *bytes, uint32_t file,
                  const struct parse_tables *tables, struct diag_list *diagnostics)
{
    struct parser parser = {.tree = tree, .source = source, .bytes = bytes, .end = source->length, .file = file,
                            .tables = tables, .diagnostics = diagnostics};
    struct parser *p = &parser;
    size_tree(tree, source->length);
    prepare(p, bytes);
    p->frames[0] = (struct frame){.indent = -1, .first_row = -1, .kind = FRAME_BLOCK, .top = true};
    add_node(p, NODE_FILE, 0, 0, source->length);
    uint32_t line = source->length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (line < p->end) {
        uint32_t start = skip_blanks(p, line, p->end), end = lexer_line_end(bytes, start, p->end);
        if (start < end && bytes[start] == '#') {
            struct comment comment = {start, end};
            ARRAY_PUSH(tree, comments, comment_count, comment_capacity, comment);
        } else if (start < end) {
            end = read_line(p, line, start, end);
        }
        line = lexer_next_line(bytes, end, p->end);
    }
    while (p->depth > 0)
        close_frame(p);
    tree->nodes[0].below = tree->node_count;
    if (tree->node_count == 1)
        diag_add(diagnostics, DIAG_EMPTY_FILE, span_at(p, 0, 0));
    check_languages(p);
}
