/* manual: the pages traad(1), about the program, and traad(5), about the language, from the tables that the program
 * itself goes by. Depends on options, property, roff, manual.def. Constant. */
#ifndef TRAAD_MANUAL_H
#define TRAAD_MANUAL_H

#include "roff.h"
#include "text.h"

enum manual_words {
#define WORDS(id, ...) MANUAL_##id,
#define ENTRY(...)
#include "manual.def"
#undef WORDS
#undef ENTRY
    MANUAL_COUNT
};

/* A page that is being written. */
struct manual {
    struct writer *writer;
    struct arena *arena;
    enum language language;
};

const char *manual_words(const struct manual *m, enum manual_words words);

/* The page's first lines: its title, its name and what it is in a few words. */
void manual_begin(const struct manual *m, const char *section, enum manual_words line);
void manual_heading(const struct manual *m, enum manual_words heading);
void manual_paragraph(const struct manual *m, enum manual_words words);

/* A term, in bold, and what it is. */
void manual_entry(const struct manual *m, const char *term, const char *text);

void manual_program(const struct manual *m);
void manual_language(const struct manual *m);

#endif
