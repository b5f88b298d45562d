/* statement.c: one logical line: what its first word says it is, and its values by their shape. */
#include "parser.h"

#include "nearest.h"

/* ---- text blocks ------------------------------------------------------------------------------------------ */

/* Takes the lines deeper than `indent` that follow `at` (the end of the keyword's line) as a text of `node`.
 * Returns the end of the last of them, or `at` when there is none. */
static uint32_t read_text_block(struct parser *p, uint32_t node, uint32_t at, int64_t indent)
{
    uint32_t start = 0, last = at, line = at;
    while (line < p->end) {
        uint32_t begin = lexer_next_line(p->bytes, line, p->end), text = parser_skip_blanks(p, begin, p->end);
        uint32_t end = parser_line_end(p, text);
        if (text < end) {
            if ((int64_t)blank_count(p->bytes, begin, text) <= indent)
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
    parser_node(p, node)->values = p->tree->value_count;
    parser_node(p, node)->value_count = 1;
    parser_node(p, node)->flags |= NODE_BLOCK_TEXT;
    ARRAY_PUSH(p->tree, values, value_count, value_capacity, value);
    return last;
}

/* ---- lines that cannot be understood ----------------------------------------------------------------------- */

/* The declaration that lines below the innermost frame belong to, in words. */
static struct diag_argument parent_argument(const struct frame *frame)
{
    static const char *const top[] = {"øverste nivå", "øvste nivå", "the top level"};
    return frame->parent ? diag_keyword(keyword_of_kind(frame->parent)) : diag_phrase(top);
}

static uint32_t read_unknown(struct parser *p, uint32_t start, uint32_t end, const struct lexicon_match *misplaced)
{
    struct frame *frame = parser_frame(p);
    uint32_t word = misplaced ? start + misplaced->length : parser_word_end(p, start, end);
    uint32_t before = p->tree->comment_count;
    parser_note_comment(p, start, end);
    if (p->tree->comment_count > before)
        end = parser_trimmed_end(p, start, p->tree->comments[before].start);
    bool sure = false;
    const char *nearest = misplaced ? NULL : parser_nearest_word(p, start, word, frame, &sure);
    struct diagnostic *diagnostic = diag_add(p->diagnostics, misplaced ? DIAG_MISPLACED_WORD : DIAG_UNKNOWN_WORD,
                                             parser_span(p, start, word));
    diagnostic->arguments[0] = parser_text(p, start, word);
    static const char *const look_up[] = {"`traad explain --properties` viser alle ordene.",
                                          "`traad explain --properties` viser alle orda.",
                                          "`traad explain --properties` lists all words."};
    diagnostic->arguments[1] = misplaced ? parent_argument(frame)
                               : nearest ? diag_did_you_mean(p->diagnostics->arena, nearest)
                                         : diag_phrase(look_up);
    diagnostic->node = tree_declaration(p->tree, frame->node);
    if (nearest)
        diag_add_fix(p->diagnostics, diagnostic, diagnostic->span, nearest, sure, PHRASE_DID_YOU_MEAN);
    uint32_t node = parser_add_node(p, NODE_ERROR, 0, start, parser_trimmed_end(p, start, end));
    parser_node(p, node)->flags |= NODE_BAD;
    return node;
}

/* ---- declarations ------------------------------------------------------------------------------------------ */

/* True when [start, end) reads `ID "Title"` without a comma: then a word that is both is the declaration. */
static bool reads_as_declaration(const struct parser *p, uint32_t start, uint32_t end)
{
    uint32_t at = parser_skip_blanks(p, start, end);
    uint32_t name = at;
    while (at < end && !blank_length(p->bytes, at, end) && !strchr(",\"|#", p->bytes[at]))
        at++;
    if (at == name)
        return false;
    at = parser_skip_blanks(p, at, end);
    return at < end && (p->bytes[at] == '"' ||
                        (end - at > 2 && (memcmp(p->bytes + at, "«", 2) == 0 || memcmp(p->bytes + at, "“", 3) == 0)));
}

/* The first `|` outside quotation marks in [start, end), or end. */
static uint32_t find_bar(const struct parser *p, uint32_t start, uint32_t end)
{
    if (!memchr(p->bytes + start, '|', end - start))
        return end;
    for (uint32_t at = start; at < end;) {
        uint32_t quoted = lexer_quote_end(p->bytes, at, end);
        if (quoted > at) {
            at = quoted;
            continue;
        }
        if (p->bytes[at] == '|')
            return at;
        if (p->bytes[at] == '#' && blank_before(p->bytes, 0, at))
            return end;
        at++;
    }
    return end;
}

/* The end of a line's first word: `frist:` is a habit from forms, so the colon is reported and read past. */
static uint32_t skip_word(struct parser *p, uint32_t start, const struct lexicon_match *match, uint32_t end)
{
    uint32_t at = start + match->length;
    if (at >= end || p->bytes[at] != ':')
        return at;
    struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_COLON, parser_span(p, at, at + 1));
    diagnostic->arguments[0] = parser_text(p, start, at);
    bool glued = at + 1 < end && !blank_length(p->bytes, at + 1, end);
    diag_add_fix(p->diagnostics, diagnostic, diagnostic->span, glued ? " " : "", true, PHRASE_REPLACE);
    return at + 1;
}

static uint32_t read_declaration(struct parser *p, const struct lexicon_match *match, uint32_t start, uint32_t *end,
                                 bool legal)
{
    enum kind kind = match->keyword->id;
    if (!legal) {
        struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_MISPLACED_WORD,
                                                 parser_span(p, start, start + match->length));
        diagnostic->arguments[0] = parser_text(p, start, start + match->length);
        diagnostic->arguments[1] = parent_argument(parser_frame(p));
    }
    if (find_bar(p, start + match->length, *end) < *end)
        return parser_read_table_header(p, kind, match, start, *end);
    uint32_t node = parser_add_node(p, NODE_DECLARATION, kind, start, *end);
    parser_count_spelling(p, node, match);
    uint32_t rest = skip_word(p, start, match, *end);
    if (rest > start + match->length)
        parser_node(p, node)->flags |= NODE_BAD;
    *end = parser_read_values(p, node, SHAPE_DECLARATION, PROPERTY_NONE, match->keyword, rest, *end, false);
    parser_node(p, node)->end = parser_statement_end(p, start, *end);
    if (!legal)
        parser_node(p, node)->flags |= NODE_BAD;
    return node;
}

/* ---- properties -------------------------------------------------------------------------------------------- */

static bool takes_text_block(enum shape shape)
{
    return shape == SHAPE_TEXT;
}

static uint32_t read_property(struct parser *p, enum property property, const struct lexicon_match *match,
                              uint32_t start, uint32_t *end)
{
    const struct property_row *row = property_row(property);
    uint32_t node = parser_add_node(p, NODE_PROPERTY, property, start, *end), rest = skip_word(p, start, match, *end);
    parser_count_spelling(p, node, match);
    if (rest > start + match->length)
        parser_node(p, node)->flags |= NODE_BAD; /* the formatter leaves the line as it stands */
    uint32_t value = parser_skip_blanks(p, rest, *end), line_end = *end;
    if (row->shape == SHAPE_EXPRESSION) {
        parser_note_comment(p, start, *end);
        struct value expression = {
            .type = VALUE_EXPRESSION, .start = value, .end = parser_statement_end(p, value, *end)};
        ARRAY_PUSH(p->tree, values, value_count, value_capacity, expression);
        parser_node(p, node)->value_count = 1;
    } else if (takes_text_block(row->shape) && (value == *end || (value > rest && p->bytes[value] == '#'))) {
        parser_note_comment(p, start, *end);
        *end = read_text_block(p, node, *end, p->line_indent);
    } else {
        *end = parser_read_values(p, node, row->shape, property, match->keyword, value, *end, false);
        bool failed = (parser_node(p, node)->flags & NODE_BAD) && !parser_node(p, node)->value_count;
        if (failed && takes_text_block(row->shape)) { /* a text begun behind the word, and not quoted */
            line_end = *end;
            *end = read_text_block(p, node, *end, p->line_indent);
        }
    }
    parser_node(p, node)->end = parser_statement_end(p, start,
                                                     parser_node(p, node)->flags & NODE_BLOCK_TEXT ? line_end : *end);
    return node;
}

/* One past the line at `at`, with its line break. */
static uint32_t past_line(const struct parser *p, uint32_t at)
{
    const char *feed = memchr(p->bytes + at, '\n', p->end - at);
    return feed ? (uint32_t)(feed - p->bytes) + 1 : p->end;
}

static bool is_blank_line(const struct parser *p, uint32_t at)
{
    uint32_t end = parser_line_end(p, at);
    return end < p->end && parser_skip_blanks(p, at, end) == end;
}

/* Moves a line, with its comment and its line break, to above the first line that says something. */
static void add_move(struct parser *p, struct diagnostic *diagnostic, uint32_t start, uint32_t end)
{
    static const char *const title[] = {"Flytt linja opp", "Flytt linja opp", "Move the line up"};
    const struct node *first = &p->tree->nodes[1];
    uint32_t line = start, next = past_line(p, start);
    while (line && p->bytes[line - 1] != '\n')
        line--;
    bool indented = first->start && p->bytes[first->start - 1] != '\n';
    if (p->lone_cr || end >= next || p->bytes[next - 1] != '\n' ||
        indented) /* one that goes on, or has no place to go to */
        return;
    struct diag_edit *edits = arena_alloc(p->diagnostics->arena, 2 * sizeof *edits);
    const char *apart = first->kind == NODE_USE ? "" : p->bytes[next - 2] == '\r' ? "\r\n" : "\n";
    edits[0] = (struct diag_edit){
        parser_span(p, first->start, first->start),
        arena_format(p->diagnostics->arena, "%.*s%s", (int)(next - start), p->bytes + start, apart)};
    edits[1] = (struct diag_edit){parser_span(p, line, is_blank_line(p, next) ? past_line(p, next) : next), ""};
    diag_add_edits(p->diagnostics, diagnostic, edits, 2, true, title);
}

static uint32_t read_use(struct parser *p, const struct lexicon_match *match, uint32_t start, uint32_t end)
{
    struct diagnostic *late = p->any_declaration ? diag_add(p->diagnostics, DIAG_LATE_USE,
                                                            parser_span(p, start, start + match->length))
                                                 : NULL;
    uint32_t node = parser_add_node(p, NODE_USE, WORD_USE, start, end);
    if (!parser_node(p, node)->parent)
        ARRAY_PUSH(p->tree, uses, use_count, use_capacity, node);
    if (late)
        add_move(p, late, start, end);
    parser_count_spelling(p, node, match);
    end = parser_read_values(p, node, SHAPE_USE, PROPERTY_NONE, match->keyword, start + match->length, end, false);
    parser_node(p, node)->end = parser_statement_end(p, start, end);
    return end;
}

/* ---- first words ------------------------------------------------------------------------------------------- */

/* The property that a word writes where the line stands. */
static enum property property_here(struct parser *p, const struct lexicon_match *word)
{
    const struct frame *frame = parser_frame(p);
    return frame->top && frame->parent == KIND_NONE ? PROPERTY_NONE
                                                    : p->tables->properties[word->keyword->id][frame->parent];
}

/* The same word in its other class: `kilde` as a declaration and as a property. */
static const struct lexicon_match *find_twin(const struct lexicon_match *matches, int count,
                                             const struct lexicon_match *match)
{
    for (int i = 0; i < count; i++)
        if (matches[i].keyword->class != match->keyword->class && matches[i].length == match->length)
            return &matches[i];
    return NULL;
}

static uint32_t read_words(struct parser *p, uint32_t start, uint32_t end, int64_t indent)
{
    struct frame *frame = parser_frame(p);
    uint32_t same = parser_repeat_line(p, start, end), reports = p->diagnostics->count;
    if (same) {
        parser_link_property(p, frame, same, p->tree->nodes[same].word);
        parser_open_leaf(p, same, indent);
        return end;
    }
    struct lexicon_match matches[LEXICON_MATCHES];
    int count = known_matches(p->lexer.known, &p->tables->lexicon, p->bytes + start, p->bytes + end,
                              CLASS_KIND | CLASS_WORD, matches);
    const struct lexicon_match *misplaced_kind = NULL;
    for (int i = 0; i < count; i++) {
        const struct lexicon_match *match = &matches[i];
        if (match->keyword->class == CLASS_WORD) {
            if (match->keyword->id == WORD_USE && frame->top)
                return read_use(p, match, start, end);
            enum property property = property_here(p, match);
            if (!property || (find_twin(matches, count, match) && reads_as_declaration(p, start + match->length, end)))
                continue;
            uint32_t line_end = end, node = read_property(p, property, match, start, &end);
            if (p->diagnostics->count == reports)
                parser_remember_line(p, node, start, line_end);
            parser_link_property(p, frame, node, property);
            parser_open_leaf(p, node, indent);
            return end;
        }
        enum kind kind = match->keyword->id;
        const struct lexicon_match *twin = find_twin(matches, count, match);
        if (twin && property_here(p, twin) && !reads_as_declaration(p, start + match->length, end))
            continue;
        bool legal = frame->top ? match->keyword->mask & IN_TOP
                                : frame->parent == KIND_NONE || KIND_IN(frame->parent, match->keyword->mask);
        if (!legal && !misplaced_kind)
            misplaced_kind = match;
        if (!legal)
            continue;
        p->any_declaration = true;
        uint32_t node = read_declaration(p, match, start, &end, true);
        parser_check_header(p, node, kind);
        bool table = parser_node(p, node)->kind == NODE_TABLE;
        parser_open(p, node, table ? FRAME_TABLE : FRAME_BLOCK, indent, kind);
        parser_frame(p)->top = kind == KIND_PLAN || kind == KIND_LIBRARY;
        return end;
    }
    uint32_t node;
    if (misplaced_kind) { /* a declaration in the wrong place is still there for those who refer to it */
        node = read_declaration(p, misplaced_kind, start, &end, false);
        parser_open(p, node, parser_node(p, node)->kind == NODE_TABLE ? FRAME_TABLE : FRAME_BLOCK, indent,
                    misplaced_kind->keyword->id);
    } else {
        node = read_unknown(p, start, end, count ? &matches[0] : NULL);
        parser_open(p, node, FRAME_BLOCK, indent, KIND_NONE);
    }
    return end;
}

/* The bytes of a bullet and the blanks behind it at the start of a line pasted from elsewhere; 0 when there is none. */
static uint32_t bullet_length(const struct parser *p, uint32_t start, uint32_t end)
{
    static const char *const bullets[] = {"•", "·", "‣", "▪", "*", "-", "–"};
    char first = p->bytes[start] | 0x20;
    if (first >= 'a' && first <= 'z')
        return 0; /* nearly every line */
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
        uint32_t length = (uint32_t)strlen(bullets[i]);
        if (end - start > length && memcmp(p->bytes + start, bullets[i], length) == 0 &&
            blank_length(p->bytes, start + length, end))
            return parser_skip_blanks(p, start + length, end) - start;
    }
    return 0;
}

/* One logical line: what its first word says it is. Returns the end of the last line it took. */
uint32_t parser_read_statement(struct parser *p, uint32_t start, uint32_t end, int64_t indent)
{
    uint32_t bullet = bullet_length(p, start, end), node = p->tree->node_count;
    if (!bullet || start + bullet >= end)
        return read_words(p, start, end, indent);
    struct diagnostic *diagnostic = diag_add(p->diagnostics, DIAG_BULLET, parser_span(p, start, start + bullet));
    diag_add_fix(p->diagnostics, diagnostic, diagnostic->span, "", true, PHRASE_REPLACE);
    uint32_t last = read_words(p, start + bullet, end, indent);
    if (node < p->tree->node_count) { /* the formatter leaves the line as it stands */
        parser_node(p, node)->start = start;
        parser_discount_spelling(p, node);
        parser_node(p, node)->flags |= NODE_BAD;
    }
    return last;
}
