/* build_parts: what the builders' files share. Internal to lang: build.c has names, texts and quantities, build_date.c dates. */
#ifndef TRAAD_BUILD_PARTS_H
#define TRAAD_BUILD_PARTS_H

#include "build.h"

#include <assert.h>

/* The year of a date that gets it from a later one in its list. */
enum { YEAR_TO_COME = -1 };

static inline struct span build_span(const struct builder *b, uint32_t start, uint32_t end)
{
    return (struct span){b->lexer->file, start, end};
}

static inline const char *build_text(const struct builder *b, uint32_t start)
{
    return b->lexer->bytes + start;
}

static inline struct diagnostic *build_report(struct builder *b, enum diag_code code, const struct token *token)
{
    struct diagnostic *diagnostic = diag_add(b->lexer->diagnostics, code, build_span(b, token->start, token->end));
    diagnostic->arguments[0] = diag_text(build_text(b, token->start), token->end - token->start);
    return diagnostic;
}

static inline struct diagnostic *build_fail(struct builder *b, enum diag_code code, const struct token *token)
{
    b->failed = true;
    return build_report(b, code, token);
}

static inline void build_push(struct builder *b, struct value value)
{
    assert(b->tree->values); /* size_tree made room */
    ARRAY_PUSH(b->tree, values, value_count, value_capacity, value);
}

/* A new value of what a token says, for the rest to be filled in; valid until the next is added. */
static inline struct value *build_add(struct builder *b, enum value_type type, enum value_tag tag,
                                      const struct token *token)
{
    struct tree *tree = b->tree;
    if (tree->value_count == tree->value_capacity)
        tree->values = array_grow(tree->values, &tree->value_capacity, tree->value_count + 1, sizeof *tree->values);
    struct value *value = &tree->values[tree->value_count++];
    *value = (struct value){.type = (uint8_t)type, .tag = (uint8_t)tag, .start = token->start, .end = token->end};
    return value;
}

static inline struct value *build_last(struct builder *b)
{
    return b->tree->value_count > b->first ? &b->tree->values[b->tree->value_count - 1] : NULL;
}

#endif
