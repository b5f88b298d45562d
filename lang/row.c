/* row.c: tables: a header of columns, and a declaration a line. A spreadsheet row is one line. */
#include "deprecated.h"
#include "parser.h"

static void report_column(struct parser *p, enum diag_code code, uint32_t start, uint32_t end, enum kind kind)
{
    struct diagnostic *diagnostic = diag_add(p->diagnostics, code, parser_span(p, start, end));
    diagnostic->arguments[0] = parser_text(p, start, end);
    diagnostic->arguments[1] = diag_keyword(keyword_of_kind(kind));
    if (code == DIAG_UNKNOWN_COLUMN) {
        struct frame frame = {.parent = (uint8_t)kind};
        bool sure;
        const char *nearest = parser_nearest_word(p, start, end, &frame, &sure);
        diagnostic->arguments[2] = nearest ? diag_string(nearest) : diag_keyword(keyword_of_word(WORD_TITLE));
        if (nearest)
            diag_add_fix(p->diagnostics, diagnostic, diagnostic->span, nearest, sure, PHRASE_DID_YOU_MEAN);
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
        uint32_t rest = parser_skip_blanks(p, start + matches[i].length, end);
        struct lexicon_match language;
        if (rest == end)
            value.symbol = word == WORD_ID ? COLUMN_ID : word == WORD_TITLE ? COLUMN_TITLE : property;
        else if (property &&
                 (property_row(property)->shape == SHAPE_LANGUAGE_TEXT ||
                  property_row(property)->shape == SHAPE_LANGUAGE_NAME) &&
                 lexicon_longest(&p->tables->lexicon, p->bytes + rest, p->bytes + end, CLASS_VALUE, SET_(LANGUAGE),
                                 &language)) {
            value.symbol = property;
            value.unit = language.keyword->id;
        }
        value.languages = matches[i].synonym ? 0 : matches[i].languages;
        if (matches[i].synonym && value.symbol != COLUMN_BAD)
            deprecated_report(p->diagnostics, p->tree, matches[i].keyword, p->bytes,
                              parser_span(p, start, start + matches[i].length));
    }
    if (value.symbol == COLUMN_BAD)
        report_column(p, DIAG_UNKNOWN_COLUMN, start, end, kind);
    const struct node *node = parser_node(p, table);
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

uint32_t parser_read_table_header(struct parser *p, enum kind kind, const struct lexicon_match *match, uint32_t start,
                                  uint32_t end)
{
    parser_note_comment(p, start, end);
    end = parser_statement_end(p, start, end);
    uint32_t node = parser_add_node(p, NODE_TABLE, kind, start, end);
    parser_count_spelling(p, node, match);
    uint32_t count = 0;
    for (uint32_t at = start + match->length; at <= end;) {
        uint32_t bar = at, text = parser_skip_blanks(p, at, end);
        while (bar < end && p->bytes[bar] != '|')
            bar++;
        uint32_t text_end = parser_trimmed_end(p, text, bar);
        bool leading = text == text_end && (bar >= end || at == start + match->length); /* `| a | b |` */
        count += !leading;
        if (!leading && count <= UINT16_MAX)
            read_column(p, node, kind, text, text_end);
        at = bar + 1;
    }
    if (count > UINT16_MAX)
        parser_report_too_many(p, node, match->keyword, count, end);
    parser_node(p, node)->value_count = (uint16_t)(p->tree->value_count - parser_node(p, node)->values);
    return node;
}

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
    uint32_t node = parser_add_node(p, NODE_PROPERTY, property, start, end);
    parser_node(p, node)->parent = row->node;
    parser_node(p, node)->flags = NODE_CELL;
    if (table_row->shape == SHAPE_LANGUAGE_TEXT || table_row->shape == SHAPE_LANGUAGE_NAME) {
        struct value language = {.type = VALUE_TERM,
                                 .tag = TAG_LANGUAGE,
                                 .start = column->start,
                                 .end = column->end,
                                 .symbol = column->unit};
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
        parser_read_values(p, node, table_row->shape, property, keyword_of_word(table_row->word), start, end, true);
    }
    parser_node(p, node)->value_count = (uint16_t)(p->tree->value_count - parser_node(p, node)->values);
    parser_link_property(p, row, node, property);
}

/* Calls for each stated cell of a row; ids and titles in the first pass, since a declaration's values stand together. */
static uint32_t read_cells(struct parser *p, struct frame *row, uint32_t table, uint32_t start, uint32_t end,
                           bool names)
{
    const struct node header = *parser_node(p, table);
    uint32_t count = 0;
    for (uint32_t at = start; at <= end; count++) {
        uint32_t bar = lexer_cell_end(p->bytes, at, end), text = parser_skip_blanks(p, at, bar),
                 text_end = parser_trimmed_end(p, text, bar);
        if (bar >= end && text == text_end && count > 0)
            break; /* a closing bar */
        if (text < text_end && count < header.value_count) {
            const struct value column = p->tree->values[header.values + count];
            if (column.symbol == COLUMN_ID && names)
                parser_read_values(p, row->node, SHAPE_ID, PROPERTY_NONE, keyword_of_word(WORD_ID), text, text_end,
                                   true);
            else if (column.symbol == COLUMN_TITLE && names)
                push_text_cell(p, text, text_end, TAG_TITLE);
            else if (column.symbol < PROPERTY_COUNT && column.symbol != COLUMN_BAD && !names)
                read_cell(p, row, &column, text, text_end);
        }
        at = bar + 1;
    }
    return count;
}

/* True when a bar at the beginning of the table's rows is a frame: its header begins with one, or a row so far stood between two. */
static bool is_framed(struct parser *p, struct frame *table, uint32_t row, uint32_t end)
{
    const struct node *header = parser_node(p, table->node);
    uint32_t first = parser_skip_blanks(p, header->start + header->head_length, header->end);
    table->framed |= (first < header->end && p->bytes[first] == '|') ||
                     (p->bytes[row] == '|' && p->bytes[end - 1] == '|');
    return table->framed;
}

/* A row that begins with a bar where none is known for a frame, and has cells to spare: it may as well begin with an empty cell, and then
 * all its cells are read as the one to the left. */
static void check_first_cell(struct parser *p, struct frame *table, uint32_t row, uint32_t end, uint32_t count)
{
    static const char *const empty[] = {"Den første cellen er tom", "Den første cella er tom",
                                        "The first cell is empty"};
    uint32_t bar = parser_node(p, row)->start, cell = parser_skip_blanks(p, bar + 1, end);
    bool framed = is_framed(p, table, bar, end);
    if (framed || p->bytes[bar] != '|' || p->bytes[cell] == '|' || count >= parser_node(p, table->node)->value_count)
        return;
    struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_UNCLEAR_FIRST_CELL, parser_span(p, bar, bar + 1));
    diagnostic->node = row;
    diag_add_fix(p->diagnostics, diagnostic, diagnostic->span, "| |", false, empty);
    parser_node(p, row)->flags |= NODE_BAD; /* the formatter leaves it as it stands */
}

uint32_t parser_read_row(struct parser *p, uint32_t start, uint32_t end)
{
    struct frame *table = parser_frame(p);
    uint32_t header = table->node, node;
    end = parser_trimmed_end(p, start, end);
    node = parser_add_node(p, NODE_DECLARATION, parser_node(p, header)->word, start, end);
    parser_node(p, node)->flags = NODE_ROW;
    if (p->bytes[start] == '|')
        start++;
    struct frame row = {.node = node};
    uint32_t count = read_cells(p, &row, header, start, end, true);
    parser_node(p, node)->value_count = (uint16_t)(p->tree->value_count - parser_node(p, node)->values);
    read_cells(p, &row, header, start, end, false);
    parser_node(p, node)->below = p->tree->node_count;
    check_first_cell(p, table, node, end, count);
    if (count > parser_node(p, header)->value_count) {
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_TOO_MANY_CELLS,
                                                 parser_span(p, parser_node(p, node)->start, end));
        diagnostic->arguments[0] = diag_number(count);
        diagnostic->arguments[1] = diag_number(parser_node(p, header)->value_count);
        diagnostic->node = node;
        parser_node(p, node)->flags |= NODE_BAD;
    }
    enum kind kind = (enum kind)parser_node(p, node)->word;
    parser_check_header(p, node, kind);
    parser_open(p, node, FRAME_BLOCK, table->first_row, kind);
    parser_frame(p)->last_property = row.last_property;
    memcpy(parser_frame(p)->seen, row.seen, sizeof row.seen);
    return end;
}
