/* compile: an expression's syntax into a program: names looked up by type, types and units checked (language.md 9).
 * Depends on program. What is wrong is reported as ordinary diagnostics, in the list it is given. */
#ifndef TRAAD_COMPILE_H
#define TRAAD_COMPILE_H

#include "program.h"

/* What the parts of compiling one text share. */
struct compiler {
    struct model *model;
    uint32_t unit;          /* whose names are meant; 0: those of the whole workspace */
    enum language language; /* the reader's */
    const char *bytes;
    const struct expression *expression;
    struct diag_list *diagnostics;
    struct arena *arena; /* of the programs */
    uint32_t file;
    uint32_t declaration; /* whose line it is, for the findings; 0: none */
    bool failed;
    bool asks_class;  /* some step asks for a class, which leans on what has begun: see moment_find_begun */
    bool asks_actors; /* some step asks for roles, or for who has them: see ground_find_roles */

    /* being made */
    struct instruction *code;
    uint32_t length, capacity;
    struct path_step *steps;
    uint32_t step_count, step_capacity;
    struct literal *literals;
    uint32_t literal_count, literal_capacity;
    uint32_t loops;
    uint32_t conditions; /* numbered so far: see recall.h */
};

/* Compiles the part of the expression below `node`, asked of things of `subject` kinds (0: of the workspace), that shall
 * give `wanted`: TRUTH, NUMBER, or NOTHING for anything. False when something is wrong, and reported. */
bool compile_value(struct compiler *c, uint32_t node, uint32_t subject, enum type_kind wanted, struct program *program);

/* Compiles a range, such as `tiltak` or `mål.tiltak`, with the filters of a SELECT, into a list of things: `ranges` gives the
 * things, `filter` (asked of each) whether it is meant; its length is 0 without a filter. */
bool compile_select(struct compiler *c, uint32_t node, uint32_t subject, struct program *range, struct program *filter);

/* Parses an expression and makes it the one being compiled; false when it cannot be read, which is reported. The caller frees it
 * either way. */
bool compile_parse(struct compiler *c, const struct expression_text *text, enum expression_form form,
                   struct expression *expression);

void compiler_free(struct compiler *c);

/* The kinds that a kind's word means: `mål` is main goals, goals and subgoals. */
uint32_t compile_kinds(enum kind kind);

/* ---- compile_names.c, compile_words.c and compile_literal.c: words and names. Internal to the compiler. ---- */

/* One step of a path from things of `from.kinds`, or, where these are none, from the workspace. `ranged`: where things to count
 * are meant. Fills in the step; gives the type of what it leads to, NOTHING when it is reported. */
struct type compile_step(struct compiler *c, const struct syntax *word, struct type from, bool ranged,
                         struct path_step *step);

/* True when the word could be a step from there; nothing is reported. */
bool compile_is_step(struct compiler *c, const struct syntax *word, uint32_t subject);

/* What the word, string, label or number at the right of something of type `left` stands for. */
bool compile_literal(struct compiler *c, const struct syntax *node, struct type left, struct literal *literal);

/* Makes a string's literal into words to look for in texts; one without any word is reported. */
struct sought compile_sought(struct compiler *c, const struct syntax *node, const struct literal *literal);

struct diagnostic *compile_report(struct compiler *c, enum diag_code code, const struct syntax *node);

/* The text of a node, not NUL-terminated. */
const char *compile_text(const struct compiler *c, const struct syntax *node, uint32_t *length);

/* A type in words: "et tall", "noe av slaget aktør eller gruppe"; things in the plural: "aktører eller grupper"; and any phrase with
 * words before it. */
struct diag_argument compile_type_in_words(struct compiler *c, struct type type);
struct diag_argument compile_thing_in_words(struct compiler *c, uint32_t kinds);
struct diag_argument compile_things_in_words(struct compiler *c, uint32_t kinds);
struct diag_argument compile_begun(struct compiler *c, const char *const before[LANGUAGE_COUNT],
                                   struct diag_argument phrase);

#endif
