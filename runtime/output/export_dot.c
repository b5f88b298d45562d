/* export_dot.c: the red thread as a graph for Graphviz: challenges, the thread, measures and result targets, each in the sector
 * of those who are accountable for it. What it is shows by its shape, what is wrong by words and a heavy border: no meaning
 * by colour alone. Long titles are wrapped, the longest cut; the tooltip has them whole. */
#include "export_room.h"
#include "glyph.h"
#include "render.h"
#include "text.h"
#include "wrap.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_WIDTH = 28, LONGEST_LABEL = 160, LONGEST_PIECE = 1024 };

#define SHOWN (OF(CHALLENGE) | OF(NEED) | THREAD | OF(MEASURE) | OF(TARGET))

struct dot_node {
    uint32_t entity;
    const char *sector; /* its title; NULL for none */
};

struct dot {
    struct export_room room;
    struct writer *writer, scratch;
    struct render_options options;
    struct dot_node *nodes;
    uint32_t count, capacity;
    bool *drawn; /* by entity */
};

/* Writes a text inside a quoted string of DOT: quotes, backslashes and what begins an entity escaped, a line break as `newline`. */
static void write_escaped(struct writer *writer, const char *text, const char *newline)
{
    for (const char *at = text; *at;) {
        size_t run = strcspn(at, "\"\\\n&");
        glyph_text(writer, at, run);
        at += run;
        if (!*at)
            break;
        if (*at == '\n')
            writer_text(writer, newline);
        else if (*at == '&')
            writer_text(writer, "&amp;");
        else
            writer_format(writer, "\\%c", *at);
        at++;
    }
}

/* A text as a quoted string; a long one in pieces, since Graphviz reads none that is longer than 16 KiB. */
static void write_quoted(struct writer *writer, const char *text)
{
    struct writer piece = {0};
    size_t length = strlen(text), at = 0;
    do {
        size_t end = at;
        while (end < length && end - at < LONGEST_PIECE)
            end += glyph_at(text + end, length - end).length;
        piece.count = 0;
        writer_put(&piece, text + at, end - at);
        writer_text(writer, at ? " + \"" : "\"");
        write_escaped(writer, writer_string(&piece), "\\n");
        writer_char(writer, '"');
        at = end;
    } while (at < length);
    writer_free(&piece);
}

/* As much of a title as a node has room for, in short lines. */
static void write_title(struct dot *d, const char *title)
{
    size_t length = strlen(title), at = 0;
    struct writer cut = {0};
    for (uint32_t glyphs = 0; at < length && glyphs < LONGEST_LABEL; glyphs++)
        at += glyph_at(title + at, length - at).length;
    writer_put(&cut, title, at);
    writer_text(&cut, at < length ? "…" : "");
    d->scratch.count = 0;
    wrap_paragraph(&d->scratch, cut.data ? cut.data : "", cut.count, LABEL_WIDTH, 0, 0);
    write_escaped(d->writer, writer_string(&d->scratch), "\\n");
    writer_free(&cut);
}

static const char *shape_of(enum kind kind)
{
    return kind == KIND_CHALLENGE || kind == KIND_NEED ? "shape=octagon"
           : kind == KIND_MEASURE                      ? "shape=box"
           : kind == KIND_TARGET                       ? "shape=box, style=\"rounded\""
                                                       : "shape=box, style=\"rounded,bold\"";
}

/* What must be said of a node: that nobody answers for it, that nothing is done for it, that it is overdue. */
static const char *trouble(struct dot *d, const struct dot_node *node)
{
    struct filling *f = &d->room.filling;
    const struct entity *at = &f->model->entities[node->entity];
    if (KIND_IN(at->kind, THREAD) && !(at->flags & ENTITY_HAS_WORK))
        return text_of(TEXT_GRAPH_NO_WORK, f->language);
    if (at->kind == KIND_MEASURE && !cells_accountable(f, node->entity).count)
        return text_of(TEXT_GRAPH_NOBODY, f->language);
    if (at->kind == KIND_MEASURE && moment_timing(&f->moment, node->entity).class == CLASS_OVERDUE)
        return class_row(CLASS_OVERDUE)->words[f->language];
    return NULL;
}

static void write_node(struct dot *d, const struct dot_node *node, const char *indent)
{
    struct filling *f = &d->room.filling;
    const char *wrong = trouble(d, node), *who = cells_accountable(f, node->entity).label;
    struct table_row row = {0};
    cells_place(f, &row, cells_statement(f->model, node->entity));
    writer_format(d->writer, "%sn%u [%s, label=\"", indent, node->entity,
                  shape_of((enum kind)f->model->entities[node->entity].kind));
    write_title(d, cells_label(f, node->entity));
    if (who && *who) {
        writer_text(d->writer, "\\n— ");
        write_title(d, who);
    }
    if (wrong) {
        writer_text(d->writer, "\\n! ");
        write_escaped(d->writer, wrong, " ");
        writer_text(d->writer, "\", color=\"#b00020\", penwidth=2.5");
    } else {
        writer_char(d->writer, '"');
    }
    writer_text(d->writer, ", tooltip=");
    write_quoted(d->writer, cells_label(f, node->entity));
    if (row.reachable) {
        d->scratch.count = 0;
        render_address(&d->scratch, &d->options, row.file, row.line);
        writer_text(d->writer, ", URL=");
        write_quoted(d->writer, writer_string(&d->scratch));
    }
    writer_text(d->writer, "];\n");
}

/* ---- sectors -------------------------------------------------------------------------------------------------------- */

/* The first sector of those who are accountable, else of what it stands below. */
static const char *sector_of(struct filling *f, uint32_t entity)
{
    for (uint32_t at = entity; at; at = f->model->entities[at].parent) {
        struct cell sectors = cells_sectors(f, at);
        if (sectors.count)
            return sectors.items[0].label ? sectors.items[0].label : sectors.items[0].text;
    }
    return NULL;
}

static int by_sector(const void *a, const void *b)
{
    const struct dot_node *x = a, *y = b;
    int order = !x->sector != !y->sector ? (x->sector ? -1 : 1) : x->sector ? strcmp(x->sector, y->sector) : 0;
    return order ? order : (x->entity > y->entity) - (x->entity < y->entity);
}

static void write_clusters(struct dot *d)
{
    uint32_t number = 0;
    for (uint32_t i = 0; i < d->count;) {
        const char *sector = d->nodes[i].sector;
        if (sector) {
            writer_format(d->writer, "  subgraph cluster_%u {\n    label=", number++);
            write_quoted(d->writer, sector);
            writer_text(d->writer, ";\n    style=\"dashed,rounded\";\n");
        }
        for (; i < d->count &&
               (sector ? d->nodes[i].sector && strcmp(d->nodes[i].sector, sector) == 0 : !d->nodes[i].sector);
             i++)
            write_node(d, &d->nodes[i], sector ? "    " : "  ");
        writer_text(d->writer, sector ? "  }\n" : "");
    }
}

/* ---- the thread ---------------------------------------------------------------------------------------------------------- */

static void write_edge(struct dot *d, uint32_t from, uint32_t to, const char *style)
{
    if (from < d->room.filling.model->entity_count && d->drawn[from] && d->drawn[to])
        writer_format(d->writer, "  n%u -> n%u%s;\n", from, to, style);
}

/* From what it stands below: the nearest above that is drawn. */
static void write_parent(struct dot *d, uint32_t entity)
{
    const struct model *model = d->room.filling.model;
    uint32_t above = model->entities[entity].parent;
    while (above && !d->drawn[above])
        above = model->entities[above].parent;
    if (above)
        write_edge(d, above, entity, model->entities[entity].kind == KIND_TARGET ? " [style=dotted]" : "");
}

/* The thread runs from challenge to goal to measure, whoever states the tie. */
static void write_relation(struct dot *d, const struct relation *relation)
{
    const struct model *model = d->room.filling.model;
    uint32_t from = model_canonical(model, relation->from), to = model_canonical(model, relation->to);
    const char *label =
        keyword_of_word(property_row((enum property)relation->property)->word)->forms[d->room.filling.language];
    switch ((enum property)relation->property) {
    case PROPERTY_ADDRESSES: write_edge(d, to, from, relation->certain ? "" : " [label=\"?\"]"); break;
    case PROPERTY_CONTRIBUTES_TO: write_edge(d, to, from, " [style=dashed]"); break;
    case PROPERTY_FOR:
        if (model->entities[from].parent != to)
            write_edge(d, to, from, " [style=dotted]");
        break;
    case PROPERTY_DEPENDS_ON:
    case PROPERTY_REPLACES:
        write_edge(d, from, to,
                   arena_format(d->room.filling.arena,
                                " [style=dotted, arrowhead=empty, constraint=false, label=\"%s\"]", label));
        break;
    default: break;
    }
}

static void write_edges(struct dot *d)
{
    const struct model *model = d->room.filling.model;
    for (uint32_t e = 1; e < model->entity_count; e++)
        if (d->drawn[e])
            write_parent(d, e);
    for (uint32_t u = 1; u < model->unit_count; u++)
        for (uint32_t i = 0; i < model->units[u].relation_count; i++)
            write_relation(d, &model->units[u].relations[i]);
}

static void gather(struct dot *d)
{
    struct filling *f = &d->room.filling;
    for (uint32_t e = 1; e < f->model->entity_count; e++) {
        const struct entity *at = &f->model->entities[e];
        if (!KIND_IN(at->kind, SHOWN) || at->extends || !cells_plan_is_reported(f, at->unit))
            continue;
        struct dot_node node = {e, sector_of(f, e)};
        d->drawn[e] = true;
        ARRAY_PUSH(d, nodes, count, capacity, node);
    }
    if (d->count)
        qsort(d->nodes, d->count, sizeof *d->nodes, by_sector);
}

void export_dot(struct writer *writer, const struct export_request *request)
{
    struct dot dot = {.writer = writer, .options = {.files = request->files}};
    export_room_open(&dot.room, request, "dot");
    dot.drawn = arena_alloc(&dot.room.arena, request->model->entity_count * sizeof *dot.drawn);
    gather(&dot);
    uint32_t plan = cells_only_plan(&dot.room.filling);
    writer_text(writer, "digraph traad {\n  label=");
    write_quoted(writer, plan ? cells_plan_title(&dot.room.filling, plan) : "");
    writer_text(writer,
                ";\n  labelloc=t;\n  rankdir=LR;\n  charset=\"UTF-8\";\n  fontname=\"sans-serif\";\n"
                "  node [fontname=\"sans-serif\", fontsize=11];\n  edge [fontname=\"sans-serif\", fontsize=9];\n");
    write_clusters(&dot);
    write_edges(&dot);
    writer_text(writer, "}\n");
    array_free(dot.nodes);
    writer_free(&dot.scratch);
    export_room_close(&dot.room);
}
