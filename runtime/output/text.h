/* text: what the program says to people, in three languages, from one table (text.def).
 * Depends on lexicon (for the languages), writer, glyph. Constant; arguments are printed harmlessly. */
#ifndef TRAAD_TEXT_H
#define TRAAD_TEXT_H

#include "lexicon.h"
#include "writer.h"

enum text {
#define TEXT(id, ...) TEXT_##id,
#include "text.def"
#undef TEXT
    TEXT_COUNT
};

/* A text as it stands in the table. */
const char *text_of(enum text text, enum language language);

/* Writes a text with {0} and {1} set in; either may be NULL. */
void text_write(struct writer *writer, enum text text, enum language language, const char *first, const char *second);

/* Writes a text that counts, in the singular or the plural, with {0} the count. */
void text_write_count(struct writer *writer, enum text text, enum language language, uint64_t count);

/* The same as a string in `arena`. */
const char *text_string(struct arena *arena, enum text text, enum language language, const char *first,
                        const char *second);
const char *text_counted(struct arena *arena, enum text text, enum language language, uint64_t count);

/* A phrase as a sentence: with a capital first, if it begins with a letter of a to z, and a full stop. */
const char *text_sentence(struct arena *arena, const char *phrase);

#endif
