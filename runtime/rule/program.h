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
    STEP_ALL,      /* everything of `kinds` in the workspace */
    STEP_OWN,      /* everything of `kinds` that belongs to the subject */
    STEP_PROPERTY, /* what the line `word` says */
    STEP_PLAN,
    STEP_ABOVE, /* the nearest of `kinds` above */
    STEP_PARENT,
    STEP_ROLES,
    STEP_STAGES,
    STEP_PREVIOUS,
    STEP_STATE,
    STEP_CLASS,
    STEP_OVERDUE,
    STEP_DAYS_OVERDUE,
    STEP_DEADLINE, /* of a stage */
    STEP_ADOPTED,
    STEP_LATEST,
    STEP_VALUE,
    STEP_DATE,
    STEP_COVERAGE,
    STEP_KIND,
    STEP_TITLE,
    STEP_NAME,
    STEP_ID
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
    struct sought sought; /* of CONTAINS */
};

/* ---- instructions ------------------------------------------------------------------------------------------------ */

enum op {
    OP_NUMBER,         /* push number */
    OP_DATE,           /* push date */
    OP_TODAY,          /* push the day */
    OP_TEXT,           /* push literal `first` */
    OP_PATH,           /* push what steps first … first + count give, from the subject */
    OP_EXISTS,         /* list → truth: something is there */
    OP_COUNT,          /* list → number: how many are there */
    OP_TRUTH,          /* list of truths → truth */
    OP_IS,             /* list → truth: some of it is one of literals first … first + count */
    OP_CONTAINS,       /* list → truth: some of its texts says one of literals first … first + count */
    OP_SAME_THING,     /* list, list → truth: some of one is some of the other */
    OP_SAME_TEXT,      /* list, list → truth */
    OP_COMPARE_NUMBER, /* number, number → truth; by enum syntax_compare in first */
    OP_COMPARE_DATE,   /* date, date → truth */
    OP_AND,
    OP_OR,
    OP_AND_THEN, /* surely false: leave it and jump to `first` */
    OP_OR_ELSE,  /* surely true: leave it and jump to `first` */
    OP_NOT,
    OP_ADD, /* of numbers; low and high ends apart */
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_MINUS,
    OP_DAYS_BETWEEN, /* date, date → number */
    OP_MOVE_DATE,    /* date, number → date; first: 0 later, 1 earlier */
    OP_EACH,         /* list → begins a loop over it; quantifier in word; nothing in it: jump to `first` */
    OP_WHERE,        /* truth → is it one of those meant */
    OP_HAS,          /* truth → has it what is asked for */
    OP_TAKE,         /* list → its value, of a sum or a least or greatest */
    OP_NEXT,         /* the next of the loop, at `first`, or its result */
    OP_LAST
};

struct instruction {
    uint8_t op;    /* enum op */
    uint8_t unit;  /* of NUMBER and NEXT */
    uint16_t word; /* of EACH and NEXT: EXPR_COUNT … */
    uint32_t first, count;
    union {
        double number; /* of NUMBER, and of `minst N` */
        struct date date;
    };
};

struct program {
    const struct instruction *code;
    uint32_t length;
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
