/* wrap: a text broken into lines no wider than a width, between words, so that nothing is cut away.
 * Depends on glyph. Pure; the lines point into the text.
 * A line also breaks behind the `-` or `/` within a word, and a word that is wider than the width breaks anywhere. */
#ifndef TRAAD_WRAP_H
#define TRAAD_WRAP_H

#include "glyph.h"

struct wrap {
    const char *text;
    size_t length, at;
    uint32_t width; /* columns; at least 1 */
    uint32_t hang;  /* blanks before the lines that a line goes on in: two more than it begins with, if it does */
};

struct wrapped_line {
    const char *text; /* length bytes, `columns` wide */
    size_t length;
    uint32_t columns, indent; /* blanks to write before it, not counted in columns */
};

struct wrap wrap_begin(const char *text, size_t length, uint32_t width);

/* The next line; false when there is none. An empty text has no lines; an empty line within a text is one. */
bool wrap_next(struct wrap *wrap, struct wrapped_line *line);

/* The widest line of a text as it stands, and its widest piece that only force could break. */
void wrap_measure(const char *text, size_t length, uint32_t *natural, uint32_t *widest_piece);

/* Writes a text in lines of at most `width` columns, each but the first begun with `indent` blanks (counted in the
 * width), the first taken to begin at column `begun`. Ends without a line break. */
void wrap_paragraph(struct writer *writer, const char *text, size_t length, uint32_t width, uint32_t begun,
                    uint32_t indent);

/* The same for a text that goes on behind something that ends at column `begun`: after a blank, or on a new line when its
 * first word has no room there. */
void wrap_behind(struct writer *writer, const char *text, size_t length, uint32_t width, uint32_t begun,
                 uint32_t indent);

#endif
