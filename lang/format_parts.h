/* format_parts: what the formatter's files share: one run over one tree. Private to format*.c.
 * Depends on format, lexer. The run owns its buffers, see format_source. Statements are the nodes that are lines of
 * their own: all but cells. Widths and indentation count columns, offsets count bytes. */
#ifndef TRAAD_FORMAT_PARTS_H
#define TRAAD_FORMAT_PARTS_H

#include "blank.h"
#include "format.h"
#include "lexer.h"

enum { FORMAT_STEP = 2, FORMAT_WIDEST_KEYWORD = 20, FORMAT_WIDEST_CELL = 60, FORMAT_DEEPEST_ROW = 40 };

/* Where a statement stands, and what stands below it. */
struct place {
    uint32_t from;   /* blanks of indentation in the source */
    uint32_t indent; /* indentation to write */
    uint32_t below;  /* indentation of what stands below it */
    uint32_t widest; /* of a block, its widest keyword; of a table, its first column in `widths` */
    uint32_t last;   /* the last statement below it that has a place yet */
    bool flat;       /* the declarations below it are written as deep as itself: a header */
};

/* Text being made. */
struct format_text {
    char *data;
    uint32_t count, capacity;
};

struct format {
    const char *bytes;
    uint32_t end;
    const struct tree *tree;
    const struct parse_tables *tables;
    int keywords;
    struct place *places; /* by node */
    struct {              /* of tables' columns, without those of the last */
        uint32_t *data, count, capacity;
    } widths;
    struct { /* of the line or cell being written */
        struct token *data;
        uint32_t count, capacity;
    } tokens;
    struct tree scratch; /* the names and diagnostics that reading a line again makes */
    struct diag_list diagnostics;
    struct format_text out;
    uint32_t value, value_end; /* the line's values from the next token on */
    uint32_t comment;          /* the next comment to write */
    uint32_t at;               /* all of the source before this is written */
    uint32_t statement, top;   /* the last statement written, and the last at the top level; 0 before them */
    bool lost;                 /* a byte of the source would not be written */
    uint32_t lost_at;          /* which */
};

/* ---- format_text.c: text ---- */
void format_put(struct format *f, const char *text, size_t length);
void format_put_string(struct format *f, const char *text);
void format_put_blanks(struct format *f, uint32_t count);
void format_put_source(struct format *f, uint32_t start, uint32_t end);
void format_put_keyword(struct format *f, const struct keyword *keyword, uint32_t start, uint32_t end, bool synonym);
void format_put_comment(struct format *f); /* the next */

/* The columns of what was put since the text was `count` bytes long. */
uint32_t format_width(const struct format *f, uint32_t count);

/* [start, end) as it stands, but trimmed and with its further lines moved along with the first. */
void format_put_verbatim(struct format *f, uint32_t id);
void format_put_text_block(struct format *f, uint32_t id);

/* ---- format_value.c: the values of a statement or cell ---- */

/* A statement or cell whose values are being written. */
struct format_line {
    enum shape shape;
    uint32_t column;     /* where further lines of a list stand */
    uint32_t wide_after; /* two blanks stand before the first token from this byte on; 0: nowhere */
    uint32_t unit;       /* the token that the last date or word written began with */
    bool cell, glued;    /* glued: the last thing written wants no blank behind it */
};

/* Reads the tokens of a node from `start` on, as the parser did. False where they can't be read again. */
bool format_read_values(struct format *f, uint32_t id, enum shape shape, uint32_t start);

/* Writes what was read, from the token `first` on. */
void format_put_values(struct format *f, struct format_line *line, uint32_t first);

/* ---- format_line.c: one statement or cell ---- */

/* The keyword of a node, with the language of `tittel nn`. */
void format_put_head(struct format *f, uint32_t id);

/* True when the value of a property stands in the block's column. */
bool format_in_column(const struct format *f, uint32_t id);

/* A line that was understood, without its indentation. False, with nothing put, where it can't be read again. */
bool format_put_line(struct format *f, uint32_t id);

/* A cell that is a property. */
void format_put_cell(struct format *f, uint32_t id);

/* ---- format_table.c ---- */
void format_measure_table(struct format *f, uint32_t id); /* its columns, and the indentation of its rows */
void format_put_table(struct format *f, uint32_t id);
void format_put_row(struct format *f, uint32_t id);

/* ---- format_same.c ---- */

/* A file and its tree. */
struct format_side {
    const struct tree *tree;
    const char *bytes;
};

/* True when two trees mean the same. Otherwise `at` is where in the first they differ. */
bool format_same(const struct format_side *one, const struct format_side *other, uint32_t *at);

/* The lines of a text, one after the other. */
struct format_lines {
    const char *bytes;
    uint32_t at, end;
};

/* The next line, in bytes: where it begins, its first byte that is no blank, and its end. False after the last. */
bool format_next_line(struct format_lines *lines, uint32_t *start, uint32_t *text, uint32_t *end);

/* The blanks that all lines of a text block begin with. */
uint32_t format_common_indent(struct format_lines lines);

#endif
