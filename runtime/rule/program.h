/* program: an expression made ready to run: a short list of typed instructions for a stack machine, and what they name.
 * Depends on model, syntax. A program owns nothing: its arrays live in the arena it was compiled into.
 * Everything in it is known when it is compiled, but for the values; so running it cannot fail (language.md 9). */
#ifndef TRAAD_PROGRAM_H
#define TRAAD_PROGRAM_H

#include "model.h"
#include "syntax.h"
#include "words.h"

/* ---- types ------------------------------------------------------------------------------------------------ */

enum type_kind {
    TYPE_NOTHING, /* of what has an error, which is reported already */
    TYPE_TRUTH,
    TYPE_NUMBER,
    TYPE_DATE,
    TYPE_TEXT,
    TYPE_CODE,  /* a word of a code list, or any other */
    TYPE_TERM,  /* one of the listed words of some sets */
    TYPE_THING, /* declarations of some kinds, stages, measurements */
    TYPE_OTHER  /* what can only be there or not */
};

/* Beside the kinds of declaration: what is no declaration, but has properties. */
#define KINDS_STAGE (1u << 29)
#define KINDS_MEASUREMENT (1u << 30)
_Static_assert((int)KIND_COUNT < 29, "kinds leave room for stages and measurements");

/* Beside the value sets of the lexicon. */
#define SETS_STATUS (1u << 24)
#define SETS_STATE (1u << 25)
#define SETS_CLASS (1u << 26)
#define SETS_KIND (1u << 27)
#define SETS_MANNER (1u << 28) /* løpende, jevnlig, ved behov */
_Static_assert((int)SET_OWN < 24, "value sets leave room for those of expressions");

struct type {
    uint8_t kind, unit; /* enum type_kind; of a number, enum syntax_unit */
    bool any_unit;      /* of a number: its unit is known only when it is there */
    bool open;          /* of terms: other words may stand there too */
    bool names;         /* of a text: an id or a name, so that a bare word to its right is one too */
    uint16_t word;      /* of a code: the word of its property */
    uint32_t kinds;     /* of a thing */
    uint32_t sets;      /* of a term */
};

/* ---- paths -------------------------------------------------------------------------------------------------- */

enum step_kind {
#define STEP(id, ...) STEP_##id,
#include "path.def"
#undef STEP
    STEP_KINDS
};

struct path_step {
    uint8_t kind;        /* enum step_kind */
    uint16_t word;       /* enum word of PROPERTY */
    uint32_t kinds;      /* of ALL, OWN and ABOVE */
    uint32_t start, end; /* its word in the text */
};

/* ---- literals ------------------------------------------------------------------------------------------------- */

/* What something may be: one word of a comparison, or one item of a list in parentheses. */
struct literal {
    uint16_t term;    /* enum term, or 0; of SETS_KIND, enum kind */
    const char *text; /* NULL when it is only a term */
    uint32_t length;
    const uint32_t *things; /* declarations it names, canonical, ascending */
    uint32_t thing_count;
};

/* ---- instructions ------------------------------------------------------------------------------------------------ */

enum op {
#define OP(id, ...) OP_##id,
#include "op.def"
#undef OP
    OP_LAST
};

struct instruction {
    uint8_t op;    /* enum op */
    uint8_t unit;  /* of NUMBER and NEXT */
    uint16_t word; /* of EACH and NEXT: EXPR_COUNT … */
    uint32_t first, count;
    union {
        double number;                   /* of NUMBER, and of `minst N` */
        const struct sought_any *sought; /* of CONTAINS */
        struct date date;
    };
};

struct program {
    struct instruction *code;
    uint32_t length;
    uint32_t
        number; /* of a condition that is asked more than once, 0 for others: see recall.h; of loops, in `count` of EACH */
    const struct path_step *steps;
    const struct literal *literals;
    struct type type;          /* of its result */
    uint32_t subject;          /* kinds of what it is asked of; 0: of the workspace */
    uint32_t file, start, end; /* its text */
};

enum { PROGRAM_STACK = 256, PROGRAM_LOOPS = 32 };

const char *op_name(enum op op); /* "each": as the dump shows it */
const char *step_name(enum step_kind kind);

#endif
