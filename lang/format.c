#include "format_parts.h"

#include <string.h>

/* ---- where everything stands ------------------------------------------------------------------------- */

static bool is_cell(const struct format *f, uint32_t id)
{
    return f->tree->nodes[id].flags & NODE_CELL;
}

static bool is_row(const struct format *f, uint32_t id)
{
    return f->tree->nodes[id].flags & NODE_ROW;
}

/* A declaration or a table, but no row. */
static bool is_declaration(const struct format *f, uint32_t id)
{
    return (f->tree->nodes[id].kind == NODE_DECLARATION && !is_row(f, id)) || f->tree->nodes[id].kind == NODE_TABLE;
}

/* A header, where it is one: at the top level, or below another that should not be there. */
static bool is_header(const struct format *f, uint32_t id)
{
    const struct node *nodes = f->tree->nodes;
    while (nodes[id].kind == NODE_DECLARATION && !is_row(f, id) &&
           (nodes[id].word == KIND_PLAN || nodes[id].word == KIND_LIBRARY))
        if ((id = nodes[id].parent) == 0)
            return true;
    return false;
}

/* True when what stands below a header can be written as deep as itself: its own lines all come first. */
static bool is_flat(const struct format *f, uint32_t id)
{
    bool any = false;
    if (!is_header(f, id))
        return false;
    for (uint32_t below = id + 1; below < f->tree->nodes[id].below; below = f->tree->nodes[below].below) {
        if (any && !is_declaration(f, below))
            return false;
        any = any || is_declaration(f, below);
    }
    return true;
}

/* Where the blanks begin that stand right before `at`. */
static uint32_t blanks_start(const struct format *f, uint32_t at)
{
    for (uint32_t length; (length = blank_before(f->bytes, 0, at)) > 0;)
        at -= length;
    return at;
}

/* How many blanks stand right before `at`. */
static uint32_t blanks_before(const struct format *f, uint32_t at)
{
    return blank_count(f->bytes, blanks_start(f, at), at);
}

/* The indentation of what stands below `id`, whose own is known. Lines below a line that was not understood may be its
 * text: they keep their distance. */
static uint32_t indent_below(const struct format *f, uint32_t id)
{
    const struct node *node = &f->tree->nodes[id];
    const struct place *place = &f->places[id];
    uint32_t first = id + 1, deeper = FORMAT_STEP;
    if (node->kind == NODE_ERROR && first < node->below && f->tree->nodes[first].kind == NODE_ERROR) {
        uint32_t from = blanks_before(f, f->tree->nodes[first].start);
        deeper = from > place->from + FORMAT_STEP ? from - place->from : FORMAT_STEP;
    }
    return place->indent + deeper;
}

/* A line that was not understood and is deeper than the property before it may be meant to go on from there: it keeps
 * its distance from it. */
static uint32_t indent_of(const struct format *f, uint32_t id)
{
    const struct node *node = &f->tree->nodes[id];
    const struct place *parent = &f->places[node->parent], *place = &f->places[id], *before = &f->places[parent->last];
    if (node->kind == NODE_ERROR && parent->last) {
        enum node_kind kind = f->tree->nodes[parent->last].kind;
        uint32_t deeper = place->from > before->from ? place->from - before->from : 0;
        if (kind == NODE_PROPERTY && deeper)
            return before->indent + (deeper > FORMAT_STEP ? deeper : FORMAT_STEP);
        if (kind == NODE_ERROR && !deeper && place->from == before->from)
            return before->indent;
    }
    return parent->flat && is_declaration(f, id) ? parent->indent : parent->below;
}

/* True when the indentations of two lines can be compared whatever the width of a tab: one begins with the other. */
static bool comparable(const struct format *f, uint32_t one, uint32_t other)
{
    uint32_t common = f->places[one].from < f->places[other].from ? f->places[one].from : f->places[other].from;
    uint32_t a = blanks_start(f, f->tree->nodes[one].start), b = blanks_start(f, f->tree->nodes[other].start);
    for (; common > 0; common--) {
        if ((f->bytes[a] == '\t') != (f->bytes[b] == '\t'))
            return false;
        a += blank_length(f->bytes, a, f->end);
        b += blank_length(f->bytes, b, f->end);
    }
    return true;
}

/* Gives every statement its place. False, with the place, where the indentation is ambiguous. */
static bool place_statements(struct format *f, uint32_t *at)
{
    const struct tree *tree = f->tree;
    f->places[0].below = 0;
    for (uint32_t id = 1, before = 0; id < tree->node_count; id++) {
        if (is_cell(f, id))
            continue;
        struct place *place = &f->places[id], *parent = &f->places[tree->nodes[id].parent];
        uint32_t start = tree->nodes[id].start;
        place->from = blanks_before(f, start);
        if (before && !comparable(f, before, id)) {
            *at = start;
            return false;
        }
        before = id;
        place->flat = is_flat(f, id);
        place->indent = indent_of(f, id);
        place->below = indent_below(f, id);
        parent->last = id;
        if (format_in_column(f, id)) {
            format_put_head(f, id);
            uint32_t width = format_width(f, 0);
            if (width > parent->widest && width <= FORMAT_WIDEST_KEYWORD)
                parent->widest = width;
            f->out.count = 0;
        }
        if (tree->nodes[id].kind == NODE_TABLE)
            format_measure_table(f, id);
    }
    return true;
}

/* ---- between statements -------------------------------------------------------------------------------- */

/* Moves on to `to`, over what may only be blanks and line breaks. True when a whole line is blank. */
static bool pass_gap(struct format *f, uint32_t to)
{
    uint32_t breaks = 0;
    if (f->at == 0 && f->end >= 3 && memcmp(f->bytes, "\xEF\xBB\xBF", 3) == 0)
        f->at = 3;
    while ((f->at = blank_skip(f->bytes, f->at, to)) < to) {
        char c = f->bytes[f->at];
        if (c == '\n' || c == '\r') {
            breaks += !(c == '\n' && f->at > 0 && f->bytes[f->at - 1] == '\r');
        } else if (!f->lost) {
            f->lost = true;
            f->lost_at = f->at;
        }
        f->at++;
    }
    return breaks >= 2;
}

static bool has_comment_before(const struct format *f, uint32_t at)
{
    return f->comment < f->tree->comment_count && f->tree->comments[f->comment].start < at;
}

/* True when the gap from here to `to`, with its comments, has a blank line. */
static bool gap_has_blank(const struct format *f, uint32_t to)
{
    struct format_lines lines = {f->bytes, f->at, to};
    uint32_t start, text, end;
    for (uint32_t line = 0; format_next_line(&lines, &start, &text, &end); line++)
        if (line > 0 && text == end && end < to)
            return true;
    return false;
}

static bool has_block(const struct format *f, uint32_t id)
{
    return f->tree->nodes[id].below > id + 1;
}

/* At the top level, blocks have a blank line around them. */
static bool wants_blank(const struct format *f, uint32_t id)
{
    const struct node *nodes = f->tree->nodes;
    if (!f->top || id >= f->tree->node_count || f->places[id].indent > 0 ||
        !(is_declaration(f, id) || nodes[id].kind == NODE_USE || (nodes[id].kind == NODE_ERROR && has_block(f, id))))
        return false;
    return has_block(f, f->top) || has_block(f, id) || is_header(f, f->top) || is_header(f, id) ||
           (nodes[f->top].kind == NODE_USE) != (nodes[id].kind == NODE_USE);
}

/* The indentation of a comment before `next`: as that has it, or, where it stands deeper, as the block it ends. */
static uint32_t comment_indent(const struct format *f, uint32_t next)
{
    const struct node *nodes = f->tree->nodes;
    const struct place *places = f->places;
    bool last = next >= f->tree->node_count;
    uint32_t from = blanks_before(f, f->tree->comments[f->comment].start), above = f->statement;
    uint32_t next_from = last ? 0 : places[next].from, next_indent = last ? 0 : places[next].indent;
    if (nodes[above].kind == NODE_PROPERTY && from <= places[above].from && next_indent > places[above].indent)
        return places[above].indent; /* never below it, where it would be text */
    if (from <= next_from)
        return next_indent;
    uint32_t below = 0;
    for (; above && places[above].from >= from; above = nodes[above].parent)
        below = above;
    if (!above)
        return next_indent;
    bool beside = nodes[above].kind == NODE_PROPERTY || (places[above].flat && is_declaration(f, below));
    return beside ? places[above].indent : places[above].below;
}

/* What stands before the statement `id`, or at the end of the file: comments and blank lines, one in a row. */
static void put_gap(struct format *f, uint32_t id)
{
    const struct tree *tree = f->tree;
    bool last = id >= tree->node_count;
    uint32_t start = last ? f->end : tree->nodes[id].start;
    bool first_below = !last && f->statement && tree->nodes[id].parent == f->statement && !is_declaration(f, id) &&
                       tree->nodes[id].kind != NODE_ERROR;
    bool owed = wants_blank(f, id) && !gap_has_blank(f, start);
    while (has_comment_before(f, start)) {
        uint32_t indent = comment_indent(f, id);
        bool blank = pass_gap(f, tree->comments[f->comment].start);
        if (owed && indent == 0) {
            blank = true;
            owed = false;
        }
        if (blank && f->out.count && !first_below)
            format_put_string(f, "\n");
        first_below = false;
        format_put_blanks(f, indent);
        format_put_comment(f);
        format_put_string(f, "\n");
    }
    bool blank = pass_gap(f, start) || owed;
    if (blank && f->out.count && !first_below && !last)
        format_put_string(f, "\n");
}

/* ---- statements ------------------------------------------------------------------------------------------- */

static void put_statement(struct format *f, uint32_t id)
{
    const struct node *node = &f->tree->nodes[id];
    uint32_t written = f->out.count;
    format_put_blanks(f, f->places[id].indent);
    bool understood = node->kind != NODE_ERROR && !(node->flags & NODE_BAD);
    if (understood && is_row(f, id))
        format_put_row(f, id);
    else if (understood && node->kind == NODE_TABLE)
        format_put_table(f, id);
    else if (!understood || !format_put_line(f, id))
        format_put_verbatim(f, id);
    f->at = node->end;
    while (has_comment_before(f, node->end)) /* within a line that stands as it is */
        f->comment++;
    if (has_comment_before(f, lexer_line_end(f->bytes, node->end, f->end))) {
        pass_gap(f, f->tree->comments[f->comment].start);
        format_put_blanks(f, f->out.count > written ? 2 : 0);
        format_put_comment(f);
    }
    format_put_string(f, "\n");
    if (node->flags & NODE_BLOCK_TEXT) {
        pass_gap(f, f->tree->values[node->values].start);
        format_put_text_block(f, id);
    }
    f->statement = id;
    if (f->places[id].indent == 0 && !is_row(f, id))
        f->top = id;
}

static void put_file(struct format *f)
{
    for (uint32_t id = 1; id < f->tree->node_count; id++) {
        if (is_cell(f, id))
            continue;
        put_gap(f, id);
        put_statement(f, id);
    }
    put_gap(f, f->tree->node_count);
}

/* ---- the whole -------------------------------------------------------------------------------------------- */

/* Reads what was written and compares it with the tree it was written from. */
static bool means_the_same(struct format *f, uint32_t *at)
{
    struct arena arena = {0};
    struct diag_list diagnostics = {.arena = &arena};
    struct source source = {.path = "", .bytes = f->out.data, .length = f->out.count};
    struct tree tree;
    parse_source(&tree, &source, f->out.data, 0, f->tables, &diagnostics);
    struct format_side one = {f->tree, f->bytes}, other = {&tree, f->out.data};
    bool same = format_same(&one, &other, at);
    tree_free(&tree);
    array_free(diagnostics.data);
    arena_free(&arena);
    return same;
}

static enum format_reason make_text(struct format *f, uint32_t *at)
{
    if (f->tree->unsafe)
        return REASON_UNSAFE;
    if (!place_statements(f, at))
        return REASON_AMBIGUOUS;
    put_file(f);
    format_put(f, "", 1);
    f->out.count--;
    if (f->lost) {
        *at = f->lost_at;
        return REASON_DIFFERS;
    }
    if (f->out.count == f->end && memcmp(f->out.data, f->bytes, f->end) == 0)
        return REASON_NONE;
    return means_the_same(f, at) ? REASON_NONE : REASON_DIFFERS;
}

enum format_result format_source(const struct source *source, const struct tree *tree,
                                 const struct parse_tables *tables, const struct format_options *options,
                                 struct arena *arena, struct formatted *formatted)
{
    struct arena own = {0};
    struct format run = {.bytes = source->bytes,
                         .end = source->length,
                         .tree = tree,
                         .tables = tables,
                         .keywords = options->keywords,
                         .diagnostics = {.arena = &own}};
    struct format *f = &run;
    f->places = arena_alloc(&own, tree->node_count * sizeof *f->places);
    symbol_init(&f->scratch.symbols, 16);
    *formatted = (struct formatted){.text = NULL};
    formatted->reason = make_text(f, &formatted->at);
    enum format_result result = FORMAT_REFUSED;
    if (!formatted->reason) {
        bool same = f->out.count == f->end && memcmp(f->out.data, f->bytes, f->end) == 0;
        result = same ? FORMAT_SAME : FORMAT_CHANGED;
        formatted->text = arena_copy(arena, f->out.data, f->out.count);
        formatted->length = f->out.count;
    }
    tree_free(&f->scratch);
    array_free(f->diagnostics.data);
    array_free(f->widths.data);
    array_free(f->tokens.data);
    array_free(f->out.data);
    arena_free(&own);
    return result;
}

const char *format_reason_text(enum format_reason reason, enum language language)
{
    static const char *const texts[][LANGUAGE_COUNT] = {
        [REASON_NONE] = {"", "", ""},
        [REASON_UNSAFE] = {"Filen har tegn eller linjer som ikke kunne leses, og blir ikke skrevet om. Rett feilene "
                           "som `traad check` viser, først.",
                           "Fila har teikn eller linjer som ikkje kunne lesast, og blir ikkje skriven om. Rett feila "
                           "som `traad check` viser, først.",
                           "Some bytes or lines could not be read, so the file is left as it is. First mend the errors "
                           "that `traad check` shows."},
        [REASON_AMBIGUOUS] =
            {"Innrykket blander tabulator og mellomrom slik at det kan leses på flere måter. Bruk bare mellomrom i "
             "hele filen.",
             "Innrykket blandar tabulator og mellomrom slik at det kan lesast på fleire måtar. Bruk berre mellomrom i "
             "heile fila.",
             "Tabs and spaces are mixed so that the indentation can be read in more than one way. Use spaces only."},
        [REASON_DIFFERS] = {"Filen blir ikke skrevet om, for resultatet ville betydd noe annet.",
                            "Fila blir ikkje skriven om, for resultatet ville tydd noko anna.",
                            "The file is left as it is, because the result would mean something else."}};
    return texts[reason][language];
}
