/* emit: what the files of the compiler share: compile.c has nodes and programs, compile_count.c quantifiers, compile_compare.c comparing.
 * Internal to rule/. Depends on compile. Each appends instructions, and gives the type of what they leave on the stack. */
#ifndef TRAAD_EMIT_H
#define TRAAD_EMIT_H

#include "compile.h"

extern const char *const NOTHING_TO_SAY[LANGUAGE_COUNT];

const struct syntax *syntax_at(const struct compiler *c, uint32_t node);
struct type type_of(enum type_kind kind);

uint32_t emit(struct compiler *c, struct instruction instruction); /* gives its place */
uint32_t emit_op(struct compiler *c, enum op op, uint32_t first);
struct type emit_node(struct compiler *c, uint32_t node, uint32_t subject);
void emit_condition(struct compiler *c, uint32_t node, uint32_t subject); /* a bare path asks whether it is there */

/* A node beside another type: a year is a date beside a date. */
struct type emit_beside(struct compiler *c, uint32_t node, uint32_t subject, enum type_kind other);

/* The steps of a path, added to the program's: from `first`, `count` of them. */
struct path {
    uint32_t first, count;
    struct type type, owner; /* of what it leads to, and of what stands before its last step */
};

struct path emit_steps(struct compiler *c, uint32_t last, uint32_t subject,
                       bool ranged); /* adds the steps; no instruction yet */
void emit_path(struct compiler *c, uint32_t first, uint32_t count);
struct type emit_whole_path(struct compiler *c, uint32_t node, uint32_t subject);

/* Adds what the word to the right of something of type `left` stands for to the literals; false when it is reported. */
bool add_literal(struct compiler *c, uint32_t node, struct type left);

struct type emit_quantifier(struct compiler *c, uint32_t node, uint32_t subject);
struct type emit_compare(struct compiler *c, struct syntax node, uint32_t subject);
struct type emit_contains(struct compiler *c, struct syntax node, uint32_t subject);
struct type emit_in(struct compiler *c, struct syntax node, uint32_t subject);

/* Says that something is of another type than is needed. */
void report_type(struct compiler *c, uint32_t node, struct type is, struct type wanted,
                 const char *const help[LANGUAGE_COUNT]);
void check_units(struct compiler *c, uint32_t left, struct type a, uint32_t right, struct type b);

#endif
