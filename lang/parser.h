/* parser: one file being parsed, and what its parts share. Internal to lang: layout.c keeps the frames, values.c
 * reads values, row.c tables, statement.c lines, and parse.c runs through the file. Depends on tree, diag, lexer. The struct owns nothing. */
#ifndef TRAAD_PARSER_H
#define TRAAD_PARSER_H

#include "blank.h"
#include "build.h"
#include "parse.h"

#include <string.h>

enum frame_kind { FRAME_BLOCK, FRAME_TABLE };

/* A line that may still get lines below it. */
struct frame {
    uint32_t node, last_property;
    int64_t indent;       /* of the line; -1 for the file */
    int64_t first_row;    /* of a table: the indentation of its first row, -1 before it */
    uint64_t seen[2];     /* properties that stand in the block */
    uint8_t kind, parent; /* enum frame_kind; the enum kind that words below it belong to, KIND_NONE = any */
    bool top;             /* declarations below it stand at the top level */
    bool framed;          /* of a table: its header begins with a bar, or a row stands between two */
};

enum { LINES_MET = 1024 };

/* One file being parsed. */
struct parser {
    struct tree *tree;
    struct source *source;
    const char *bytes;
    uint32_t end, file;
    const struct parse_tables *tables;
    struct diag_list *diagnostics;
    struct frame frames[PARSE_DEEPEST + 2];
    int depth;            /* of the innermost frame */
    uint32_t leaf;        /* the property of the line before, which can have no lines below it; 0 without */
    int64_t leaf_indent;  /* of that line */
    uint32_t line_indent; /* of the line being read, in blanks */
    char indent_byte;     /* what the file is indented with; 0 before the first such line */
    bool any_declaration, mixed_reported, header_reported, deep_reported;
    bool lone_cr; /* some lines end in CR alone */
    struct known_words known;
    uint32_t lines_met[LINES_MET]; /* properties that may stand again, see repeat.c; 0: none */
    struct lexer lexer;            /* of the line or cell being read */
    struct builder builder;        /* of its values */
    const uint32_t *faults;        /* offsets of replaced bytes, ascending */
    uint32_t fault_count, next_fault;
};

static inline struct span parser_span(const struct parser *p, uint32_t start, uint32_t end)
{
    return (struct span){p->file, start, end};
}

static inline struct diag_argument parser_text(const struct parser *p, uint32_t start, uint32_t end)
{
    return diag_text(p->bytes + start, end - start);
}

static inline struct frame *parser_frame(struct parser *p)
{
    return &p->frames[p->depth];
}

static inline struct node *parser_node(struct parser *p, uint32_t id)
{
    return &p->tree->nodes[id];
}

static inline uint32_t parser_skip_spaces(const struct parser *p, uint32_t at, uint32_t end)
{
    static const char spaces[] = "        ";
    while (at + 8 <= end && memcmp(p->bytes + at, spaces, 8) == 0)
        at += 8;
    if (at + 4 <= end && memcmp(p->bytes + at, spaces, 4) == 0)
        at += 4;
    if (at + 2 <= end && memcmp(p->bytes + at, spaces, 2) == 0)
        at += 2;
    return at < end && p->bytes[at] == ' ' ? at + 1 : at;
}

static inline uint32_t parser_skip_blanks(const struct parser *p, uint32_t at, uint32_t end)
{
    at = parser_skip_spaces(p, at, end);
    return at < end && blank_possible(p->bytes[at]) ? blank_skip(p->bytes, at, end) : at;
}

/* The end of the line that `at` stands in: the offset of its line break, or of the end of the file. */
static inline uint32_t parser_line_end(const struct parser *p, uint32_t at)
{
    if (p->lone_cr)
        return lexer_line_end(p->bytes, at, p->end);
    const char *feed = memchr(p->bytes + at, '\n', p->end - at);
    uint32_t end = feed ? (uint32_t)(feed - p->bytes) : p->end;
    return end > at && p->bytes[end - 1] == '\r' ? end - 1 : end;
}

/* ---- layout.c: nodes, and the frames that indentation opens and closes ---- */
uint32_t parser_add_node(struct parser *p, enum node_kind kind, unsigned word, uint32_t start, uint32_t end);
void parser_count_spelling(struct parser *p, uint32_t node, const struct lexicon_match *match);
void parser_count_languages(struct parser *p, uint32_t node, uint8_t head_length, uint8_t languages);
void parser_discount_spelling(struct parser *p, uint32_t node); /* of a line whose keyword is not where it begins */
void parser_open(struct parser *p, uint32_t node, enum frame_kind kind, int64_t indent, enum kind parent);
void parser_open_leaf(struct parser *p, uint32_t node, int64_t indent);
void parser_close_frame(struct parser *p);
void parser_close_frames(struct parser *p, int64_t indent, uint32_t start, uint32_t end);
uint32_t parser_indentation(struct parser *p, uint32_t line, uint32_t start);
bool parser_link_property(struct parser *p, struct frame *frame, uint32_t node, enum property property);
void parser_check_header(struct parser *p, uint32_t node, enum kind kind);

/* ---- values.c: what a line or a cell says ---- */
/* Of a line or a cell that says more than a node can hold: `count` values up to `end`. */
void parser_report_too_many(struct parser *p, uint32_t node, const struct keyword *keyword, uint32_t count,
                            uint32_t end);
uint32_t parser_read_values(struct parser *p, uint32_t node, enum shape shape, enum property property,
                            const struct keyword *keyword, uint32_t start, uint32_t end, bool cell);
const char *parser_nearest_word(const struct parser *p, uint32_t start, uint32_t end, const struct frame *frame,
                                bool *sure);
uint32_t parser_word_end(const struct parser *p, uint32_t start, uint32_t end);
uint32_t parser_trimmed_end(const struct parser *p, uint32_t start, uint32_t end);
uint32_t parser_statement_end(const struct parser *p, uint32_t start, uint32_t end);
void parser_note_comment(struct parser *p, uint32_t start, uint32_t end);

/* ---- repeat.c: lines that stand in the file before ---- */
/* The property in [start, end), if the same line was remembered where it means the same; 0 when it must be read. */
uint32_t parser_repeat_line(struct parser *p, uint32_t start, uint32_t end);
/* Call with the property of [start, end), in its frame, when nothing was reported of it. */
void parser_remember_line(struct parser *p, uint32_t node, uint32_t start, uint32_t end);

/* ---- row.c: tables ---- */
uint32_t parser_read_table_header(struct parser *p, enum kind kind, const struct lexicon_match *match, uint32_t start,
                                  uint32_t end);
uint32_t parser_read_row(struct parser *p, uint32_t start, uint32_t end);

/* ---- statement.c: one logical line ---- */
uint32_t parser_read_statement(struct parser *p, uint32_t start, uint32_t end, int64_t indent);

#endif
