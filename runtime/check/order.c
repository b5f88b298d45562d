/* order.c: the lines of a declaration that stand in another order than property.def has them in. The order means nothing, so
 * this is advice that is off by default; the correction moves whole lines with the comments above them and behind them. */
#include "blank.h"
#include "checker.h"
#include "lexer.h"

#include <string.h>

/* A property as lines: from the comments above it to the end of its last line, without its line break. */
struct block {
    uint32_t node, start, end, indent;
};

/* Properties with nothing between them: no blank line, no other declaration, no line that was not understood. */
struct run {
    struct block *data;
    uint32_t count, capacity;
};

static uint32_t line_start(const char *bytes, uint32_t at)
{
    while (at > 0 && bytes[at - 1] != '\n' && bytes[at - 1] != '\r')
        at--;
    return at;
}

/* The end of the last line that a node has: its own, or that of its text. */
static uint32_t last_line_end(const struct file *file, uint32_t id)
{
    const struct node *node = &file->tree.nodes[id];
    uint32_t end = node->end;
    for (uint32_t i = 0; i < node->value_count; i++) {
        const struct value *value = &file->tree.values[node->values + i];
        end = value->end > end ? value->end : end;
    }
    return lexer_line_end(file->source.bytes, end, file->source.length);
}

/* Whether the line at `start` has a comment and nothing else. */
static bool is_comment(const char *bytes, uint32_t start, uint32_t end)
{
    return bytes[blank_skip(bytes, start, end)] == '#';
}

/* The start of the comments right above the line at `start`, none of which lie before `floor`. */
static uint32_t comments_above(const char *bytes, uint32_t start, uint32_t floor)
{
    while (start > floor) {
        uint32_t end = start - 1;
        if (end > 0 && bytes[end] == '\n' && bytes[end - 1] == '\r')
            end--;
        uint32_t above = line_start(bytes, end);
        if (above < floor || !is_comment(bytes, above, end))
            break;
        start = above;
    }
    return start;
}

/* A line that was understood, and all that stands below it too. */
static bool is_movable(const struct tree *tree, uint32_t id)
{
    const struct node *node = &tree->nodes[id];
    return node->kind == NODE_PROPERTY && !(node->flags & (NODE_CELL | NODE_BAD)) && node->below == id + 1;
}

static struct block block_of(const struct file *file, uint32_t id)
{
    const struct node *node = &file->tree.nodes[id];
    const char *bytes = file->source.bytes;
    uint32_t line = line_start(bytes, node->start), above = last_line_end(file, id - 1);
    uint32_t floor = lexer_next_line(bytes, above, file->source.length);
    return (struct block){id, comments_above(bytes, line, floor), last_line_end(file, id),
                          blank_count(bytes, line, node->start)};
}

/* True when a block goes on where another ends, equally deep: the two can change places. */
static bool follows(const struct file *file, const struct block *before, const struct block *block)
{
    return lexer_next_line(file->source.bytes, before->end, file->source.length) == block->start &&
           before->indent == block->indent;
}

static uint32_t rank(const struct file *file, const struct block *block)
{
    return file->tree.nodes[block->node].word;
}

/* ---- what is said of a run, and what it becomes --------------------------------------------------------------- */

/* The lines of a run in their usual order; those of one property stay in theirs. */
static struct block *in_order(struct checker *c, const struct file *file, const struct run *run)
{
    struct block *sorted = arena_alloc(c->arena, run->count * sizeof *sorted);
    uint32_t place[PROPERTY_COUNT + 1] = {0};
    for (uint32_t i = 0; i < run->count; i++)
        place[rank(file, &run->data[i]) + 1]++;
    for (uint32_t property = 1; property <= PROPERTY_COUNT; property++)
        place[property] += place[property - 1];
    for (uint32_t i = 0; i < run->count; i++)
        sorted[place[rank(file, &run->data[i])]++] = run->data[i];
    return sorted;
}

/* Replaces the lines from the first that moves to the last; the line breaks between them stay where they are. */
static void add_fix(struct checker *c, struct diagnostic *diagnostic, const struct file *file, uint32_t number,
                    const struct run *run, const struct block *sorted)
{
    static const char *const title[] = {"Sett linjene i den vanlige rekkefølgen",
                                        "Set linjene i den vanlege rekkjefølgja", "Put the lines in the usual order"};
    const char *bytes = file->source.bytes;
    uint32_t first = 0, last = run->count - 1, length = 0;
    while (sorted[first].node == run->data[first].node)
        first++;
    while (sorted[last].node == run->data[last].node)
        last--;
    struct span span = {number, run->data[first].start, run->data[last].end};
    char *text = arena_alloc(c->arena, span.end - span.start + 1);
    for (uint32_t i = first; i <= last; i++) {
        memcpy(text + length, bytes + sorted[i].start, sorted[i].end - sorted[i].start);
        length += sorted[i].end - sorted[i].start;
        uint32_t next = i < last ? run->data[i + 1].start : span.end;
        memcpy(text + length, bytes + run->data[i].end, next - run->data[i].end);
        length += next - run->data[i].end;
    }
    text[length] = '\0';
    diag_add_fix(c->list, diagnostic, span, text, true, title);
}

/* One report a run: the first line that should stand before one above it. */
static void judge(struct checker *c, uint32_t entity, const struct file *file, const struct run *run)
{
    uint32_t late = 1, early = 0;
    while (late < run->count && rank(file, &run->data[late - 1]) <= rank(file, &run->data[late]))
        late++;
    if (late >= run->count)
        return;
    while (rank(file, &run->data[early]) <= rank(file, &run->data[late]))
        early++;
    const struct node *node = &file->tree.nodes[run->data[late].node];
    uint32_t number = c->model->entities[entity].file;
    struct diagnostic *diagnostic = checker_advise(c, DIAG_PROPERTY_ORDER, entity,
                                                   (struct span){number, node->start, node->start + node->head_length});
    diagnostic->property = (uint8_t)node->word;
    diagnostic->arguments[0] = diag_text(file->source.bytes + node->start, node->head_length);
    const struct node *before = &file->tree.nodes[run->data[early].node];
    diagnostic->arguments[1] = diag_text(file->source.bytes + before->start, before->head_length);
    add_fix(c, diagnostic, file, number, run, in_order(c, file, run));
}

static void check_lines(struct checker *c, uint32_t entity, struct run *run)
{
    const struct file *file = &c->model->files[c->model->entities[entity].file];
    const struct node *nodes = file->tree.nodes, *at = &nodes[c->model->entities[entity].node];
    run->count = 0;
    for (uint32_t id = c->model->entities[entity].node + 1; id < at->below; id = nodes[id].below) {
        struct block block = {0};
        if (is_movable(&file->tree, id))
            block = block_of(file, id);
        if (run->count && (!block.node || !follows(file, &run->data[run->count - 1], &block))) {
            judge(c, entity, file, run);
            run->count = 0;
        }
        if (block.node)
            ARRAY_PUSH(run, data, count, capacity, block);
    }
    judge(c, entity, file, run);
}

void check_property_order(struct checker *c)
{
    struct run run = {0};
    if (!checker_wants(c->model, c->unit, DIAG_PROPERTY_ORDER))
        return;
    for (uint32_t f = 0; f < c->unit->file_count; f++) {
        const struct file *file = &c->model->files[c->unit->files[f]];
        for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
            check_lines(c, e, &run);
    }
    array_free(run.data);
}
