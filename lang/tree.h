/* tree: one file as arrays and 32-bit ids. Node 0 is the file itself; ids are in source order (preorder).
 * Depends on arena, symbol, property, date. The tree owns its arrays, but for one that borrows them (prepared.h) and
 * has no capacity; spans point into the source.
 * No pointers between nodes, so a tree can be built in a thread of its own, dropped and built again. */
#ifndef TRAAD_TREE_H
#define TRAAD_TREE_H

#include "arena.h"
#include "date.h"
#include "property.h"
#include "symbol.h"

#include <stdbool.h>

enum node_kind {
    NODE_FILE,
    NODE_USE,         /* bruk; its value is the library's path */
    NODE_DECLARATION, /* word = enum kind; also a table's row, and its values are the id and the title */
    NODE_PROPERTY,    /* word = enum property; also a table's cell */
    NODE_TABLE,       /* a table's header line; word = enum kind; its rows are below it, its columns are values */
    NODE_ERROR        /* a line that could not be understood; what stands below it counts as its parent's */
};

enum node_flag {
    NODE_BAD = 1,       /* the line has an error; what could be read of it is there */
    NODE_ROW = 2,       /* a row of a table */
    NODE_CELL = 4,      /* a cell of a row */
    NODE_BLOCK_TEXT = 8 /* its text stands in the lines below */
};

struct node {
    uint32_t start, end; /* the logical line without indentation, comment and line break; of a cell, its text */
    uint32_t parent;
    uint32_t below;    /* one past the last node below this one */
    uint32_t property; /* first property of a declaration, or next property of the same declaration; 0 = none */
    uint32_t values;   /* first value */
    uint16_t value_count;
    uint16_t word;
    uint8_t kind, flags, head_length, languages; /* of the keyword: bytes, and bits of who writes it so */
};

enum value_type {
    VALUE_REFERENCE, /* symbol: the text as written, unit/name or short name */
    VALUE_STRING,    /* start..end within the quotation marks */
    VALUE_NONE,      /* – */
    VALUE_UNDECIDED, /* ? */
    VALUE_DATE,      /* date */
    VALUE_NUMBER,    /* number; its unit, if any, is the next value, tagged TAG_UNIT */
    VALUE_TERM,      /* symbol: enum term */
    VALUE_NAME,      /* symbol: a word that is no keyword here */
    VALUE_EVERY,     /* a recurrence: unit = enum date_precision, number = how many of them */
    VALUE_LINK,
    VALUE_TEXT,      /* a text block or a text cell: start..end raw */
    VALUE_CONDITION, /* unit: the comparison (enum term), or 0 for a bare amount; its operands follow */
    VALUE_EXPRESSION
};

/* What a value is within a shape of several parts. */
enum value_tag {
    TAG_NONE,
    TAG_ID,
    TAG_TITLE,
    TAG_NOTE,
    TAG_DECISION,
    TAG_DECIDED,
    TAG_WITHIN,
    TAG_RANGE,
    TAG_UNIT,
    TAG_POPULATION,
    TAG_OUT_OF,
    TAG_KNOWN,
    TAG_UNKNOWN,
    TAG_SOURCE,
    TAG_PER_YEAR,
    TAG_ALTERNATIVE,
    TAG_BUDGET,
    TAG_UNTIL,
    TAG_LANGUAGE,
    TAG_COLUMN,
    TAG_UPPER,
    TAG_OF
};

/* The symbol of a table's column: a property, or one of these. Of `tittel nn`, unit is the language. */
enum { COLUMN_BAD = 0, COLUMN_TITLE = 0xFFFE, COLUMN_ID = 0xFFFF };

enum value_flag { VALUE_UNCERTAIN = 1, VALUE_SYNONYM = 2, VALUE_BROKEN = 4 };

struct value {
    uint8_t type, tag, flags, languages;
    uint32_t start, end; /* bytes */
    uint32_t symbol;     /* an interned name, or an enum term, by type */
    union {
        struct date date;
        struct {
            double number;
            uint32_t unit; /* of EVERY and CONDITION, see above */
        };
    };
};

/* A comment: `#` to the end of its line. */
struct comment {
    uint32_t start, end;
};

struct tree {
    struct node *nodes;
    uint32_t node_count, node_capacity;
    struct value *values;
    uint32_t value_count, value_capacity;
    struct comment *comments;
    uint32_t comment_count, comment_capacity;
    uint32_t *uses; /* the NODE_USE of the top level, in source order */
    uint32_t use_count, use_capacity;
    struct symbol_table symbols;
    uint32_t declaration_count;
    uint32_t header;                  /* the plan or bibliotek node, or 0 */
    uint32_t spelled[LANGUAGE_COUNT]; /* how many keywords each language writes so */
    uint32_t spelled_total;
    bool relative_dates; /* some dates may lean on the plan's period */
    bool tabs;           /* indented with tabs */
    bool unsafe;         /* some bytes were replaced or skipped: the formatter must not write it */
};

void tree_free(struct tree *tree);

/* The declaration that a node belongs to: itself or the nearest above, past tables and broken lines; 0 for the file. */
uint32_t tree_declaration(const struct tree *tree, uint32_t node);

/* The first property of a declaration that is `property`, or the next one after `node`; 0 when there is none. */
uint32_t tree_property(const struct tree *tree, uint32_t declaration, enum property property);
uint32_t tree_next_property(const struct tree *tree, uint32_t node);

/* The first value of a node with a tag; NULL when there is none. */
const struct value *tree_value(const struct tree *tree, uint32_t node, enum value_tag tag);

/* The keyword that a declaration, a property or `bruk` begins with. */
const struct keyword *tree_keyword(const struct node *node);

#endif
