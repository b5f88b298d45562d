/* property: the table of properties, and which property a word is below a given kind.
 * Depends on lexicon, property.def, shape.def. All tables are constant.
 * A new property is one row of property.def: parser, checks, formatter and docs follow from it. */
#ifndef TRAAD_PROPERTY_H
#define TRAAD_PROPERTY_H

#include "lexicon.h"

enum shape {
#define SHAPE(id, ...) SHAPE_##id,
#include "shape.def"
#undef SHAPE
    SHAPE_COUNT
};

enum lex_mode { LEX_REFERENCES, LEX_VALUES, LEX_RAW };

struct shape_row {
    enum lex_mode mode;
    unsigned classes;
    const char *expected[LANGUAGE_COUNT]; /* what to write there, in words */
};

enum property {
    PROPERTY_NONE,
#define PROPERTY(id, ...) PROPERTY_##id,
#include "property.def"
#undef PROPERTY
    PROPERTY_COUNT
};

enum property_flag {
    REPEATS = 1,         /* may stand on several lines of one declaration */
    INHERITS_WORK = 2,   /* passes from a measure to its activities and milestones */
    INHERITS_THREAD = 4, /* passes from goal to goal */
    INHERITS_DOWN = 8,   /* passes down everywhere */
    ROLE = 16,
    RELATION = 32,
    OPEN = 64,      /* an unlisted value is a note, not an error */
    FREE_TEXT = 128 /* a string stands for something that there is nothing to link to */
};

struct property_row {
    enum word word;
    enum shape shape;
    uint32_t parents; /* kinds */
    unsigned flags;
    uint32_t other;   /* kinds at the other end, or value sets */
    const char *name; /* the English name, as JSON and SQL show it: lower case, '_' */
};

const struct property_row *property_row(enum property property);
const struct shape_row *shape_row(enum shape shape);

/* The value sets whose words are keywords in a property's value; none for PROPERTY_NONE. */
uint32_t property_sets(enum property property);

#endif
