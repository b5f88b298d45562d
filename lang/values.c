/* values.c: what a line or a cell says behind its first word, read by shape; and where lines end. */
#include "parser.h"

#include "grammar.h"
#include "nearest.h"
#include "plain.h"
#include "time_hint.h"

/* In grammar.y: Lemon's parser lives on the stack, and only the generated file knows its size. */
void line_parser_Run(struct builder *b, int shape_token);

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

/* A line that should have said a time, and did not: there may be a better word to say of it. */
static void hint_at_time(struct parser *p, enum shape shape, uint32_t first, uint32_t start, uint32_t end, bool cell)
{
    static const bool of_time[SHAPE_COUNT] = {
        [SHAPE_DATE] = true, [SHAPE_DATES] = true,  [SHAPE_DEADLINE] = true, [SHAPE_POSTPONEMENT] = true,
        [SHAPE_WHEN] = true, [SHAPE_PERIOD] = true, [SHAPE_STATUS] = true,   [SHAPE_STAGE] = true};
    if (first >= p->diagnostics->count || !of_time[shape])
        return;
    struct diagnostic *diagnostic = &p->diagnostics->data[first];
    if (diagnostic->code != DIAG_BAD_VALUE && diagnostic->code != DIAG_BAD_NUMBER &&
        diagnostic->code != DIAG_UNEXPECTED_CHARACTER)
        return;
    start = parser_skip_blanks(p, start, end);
    for (uint32_t at = start + 1; !cell && at < end; at++)
        if (p->bytes[at] == '#' && blank_before(p->bytes, 0, at))
            end = at;
    time_hint(p->diagnostics, diagnostic, shape, p->bytes, start, parser_trimmed_end(p, start, end));
}

void parser_report_too_many(struct parser *p, uint32_t node, const struct keyword *keyword, uint32_t count,
                            uint32_t end)
{
    struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_TOO_MANY_VALUES,
                                             parser_span(p, parser_node(p, node)->start, end));
    diagnostic->arguments[0] = diag_keyword(keyword);
    diagnostic->arguments[1] = diag_number(count);
    diagnostic->arguments[2] = diag_number(UINT16_MAX);
}

/* Reads [start, end) of a line or cell by `shape` into values of `node`. Returns where the line was left, which is
 * beyond `end` when a list went on. A line that fails keeps no values, a declaration those that could be read. */
uint32_t parser_read_values(struct parser *p, uint32_t node, enum shape shape, enum property property,
                            const struct keyword *keyword, uint32_t start, uint32_t end, bool cell)
{
    struct lexer *lexer = &p->lexer;
    lexer->cursor = start;
    lexer->end = end;
    lexer->indent = p->line_indent;
    lexer->cell = cell;
    lexer->failed = false;
    lexer->shape = shape;
    lexer->sets = p->tables->sets[property];
    uint32_t first = p->tree->value_count, before = p->diagnostics->count;
    struct builder *builder = &p->builder;
    builder->property = property ? property_row(property) : NULL;
    builder->keyword = keyword;
    builder->first = first;
    builder->failed = false;
    bool plain = !p->tables->careful && plain_read(builder);
    if (!plain)
        line_parser_Run(builder, shape_token(shape));
    bool failed = builder->failed || lexer->failed;
    if (!failed && !plain) {
        build_finish(builder);
        failed = builder->failed;
    }
    uint32_t count = p->tree->value_count - first;
    if (count > UINT16_MAX && !failed) {
        parser_report_too_many(p, node, keyword, count, end);
        failed = true;
    }
    struct node *at = parser_node(p, node);
    if (failed) {
        at->flags |= NODE_BAD;
        if (shape != SHAPE_DECLARATION && shape != SHAPE_ID)
            p->tree->value_count = first;
        hint_at_time(p, shape, before, start, end, cell);
        if (!cell) { /* the comment on a broken line is still a comment, and the rest of the line is skipped */
            if (lexer->cursor < lexer->end)
                lexer->cursor = lexer->end;
        }
    }
    if (at->values == first)
        at->value_count = (uint16_t)(p->tree->value_count - first);
    for (uint32_t i = before; i < p->diagnostics->count; i++) {
        p->diagnostics->data[i].property = (uint8_t)property;
        p->diagnostics->data[i].node = tree_declaration(p->tree, node);
    }
    return lexer->end;
}

/* ---- ends, comments and near words ---------------------------------------------------------------------------- */

/* The end of [start, end) without trailing blanks. */
uint32_t parser_trimmed_end(const struct parser *p, uint32_t start, uint32_t end)
{
    return blank_trim(p->bytes, start, end);
}

/* The end of the statement in [start, end): a comment behind it is left out. Reads quotes, so `"#"` is text. */
uint32_t parser_statement_end(const struct parser *p, uint32_t start, uint32_t end)
{
    const struct tree *tree = p->tree;
    if (tree->comment_count) {
        const struct comment *comment = &tree->comments[tree->comment_count - 1];
        if (comment->end == end && comment->start >= start)
            end = comment->start;
    }
    return parser_trimmed_end(p, start, end);
}

/* A lone comment on a line that was not lexed, because it is a bare keyword or could not be understood. */
void parser_note_comment(struct parser *p, uint32_t start, uint32_t end)
{
    for (uint32_t at = start; at < end;) {
        uint32_t quoted = lexer_quote_end(p->bytes, at, end);
        if (p->bytes[at] == '#' && at > start && blank_before(p->bytes, 0, at)) {
            struct comment comment = {at, end};
            ARRAY_PUSH(p->tree, comments, comment_count, comment_capacity, comment);
            return;
        }
        at = quoted > at ? quoted : at + 1;
    }
}

uint32_t parser_word_end(const struct parser *p, uint32_t start, uint32_t end)
{
    uint32_t at = start;
    while (at < end && !blank_length(p->bytes, at, end) && p->bytes[at] != '|' && p->bytes[at] != ',')
        at++;
    return at > start ? at : end;
}

/* The word of the language that may stand below `parent` and is nearest to [start, end). */
const char *parser_nearest_word(const struct parser *p, uint32_t start, uint32_t end, const struct frame *frame,
                                bool *sure)
{
    struct nearest nearest;
    nearest_begin(&nearest, p->bytes + start, end - start);
    size_t count;
    const struct keyword *rows = keyword_rows(&count);
    for (size_t i = 0; i < count; i++) {
        bool legal = rows[i].class == CLASS_KIND
                         ? frame->top ? rows[i].mask & IN_TOP : KIND_IN(frame->parent, rows[i].mask)
                     : rows[i].class == CLASS_WORD
                         ? p->tables->properties[rows[i].id][frame->parent] != 0 && frame->parent != KIND_NONE
                         : false;
        for (int language = 0; legal && language < LANGUAGE_COUNT; language++)
            nearest_try(&nearest, rows[i].forms[language], strlen(rows[i].forms[language]), rows[i].forms[language],
                        (uint32_t)i);
    }
    *sure = nearest_is_sure_word(&nearest);
    return nearest.match;
}
