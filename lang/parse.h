/* parse: one source into a tree. Layout builds the tree from indentation; the grammar reads one line at a time.
 * Depends on everything else in lang. Re-entrant: files can be parsed side by side. No recursion. */
#ifndef TRAAD_PARSE_H
#define TRAAD_PARSE_H

#include "diag.h"
#include "source.h"
#include "tree.h"

enum { PARSE_LONGEST_LINE = 1 << 20, PARSE_DEEPEST = 64 };

/* The tables, turned round for reading. properties: the property that a word writes below a declaration of a kind; PROPERTY_NONE where
 * it has no place. KIND_NONE (a broken parent) allows every word. sets: property_sets of each property. */
struct parse_tables {
    struct lexicon lexicon;
    uint8_t properties[WORD_COUNT][KIND_COUNT];
    uint32_t sets[PROPERTY_COUNT];
    bool
        careful; /* take no short cuts: every word from the lexicon, every line by the grammar; for tests, since it makes no difference */
};

void parse_tables_init(struct parse_tables *tables);

/* Parses `source`, file number `file`, whose bytes may be changed: what is not UTF-8 is reported and replaced.
 * The tree is made anew; its diagnostics are added to `diagnostics`. Every line is understood or reported. */
void parse_source(struct tree *tree, struct source *source, char *bytes, uint32_t file,
                  const struct parse_tables *tables, struct diag_list *diagnostics);

/* Reads one date in any of the language's forms: 2026, 2026-05-30, `1. mai 2026`, `høst 2026`. Not ranges, not what depends on
 * a plan's period, nothing uncertain. False if the text is none. For what stands outside a plan, such as flags. */
bool parse_date(const char *text, struct date *date);

#endif
