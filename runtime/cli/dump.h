/* dump: what the interpreter sees, for tests and for the curious: tokens, tree, model. One line an item, stable.
 * Depends on lang, model, writer. */
#ifndef TRAAD_DUMP_H
#define TRAAD_DUMP_H

#include "model.h"
#include "rules.h"
#include "writer.h"

/* `line:column kind "text"`: every word and every token of the values, each line lexed in the shape it was read in. */
void dump_tokens(struct writer *out, struct source *source, const struct tree *tree, const struct lexicon *lexicon);

void dump_tree(struct writer *out, struct source *source, const struct tree *tree);

/* Units with period and settings, then every declaration of the user's own files with its roles and relations. */
void dump_model(struct writer *out, struct model *model);

/* The programs of the user's own rules and computations: each instruction with what it names. */
void dump_programs(struct writer *out, struct model *model, const struct rules *rules);

/* ---- for the dumps ------------------------------------------------------------------------------------------ */

/* "AT_LEAST" as "at-least". */
void dump_lower(struct writer *out, const char *name);

/* The bytes of a span in quotation marks, on one line. */
void dump_quoted(struct writer *out, const struct source *source, uint32_t start, uint32_t end);
void dump_date(struct writer *out, const struct date *date);

#endif
