/* glyph: text as a terminal shows it: how wide each character is, and which of them must not be sent as they are.
 * Depends on writer, unicode. Pure functions.
 * Control and bidirectional characters could move the cursor or turn a line about: they are shown as ⟨U+202E⟩. */
#ifndef TRAAD_GLYPH_H
#define TRAAD_GLYPH_H

#include "writer.h"

/* One code point with the marks that stand on it. */
struct glyph {
    uint32_t length; /* bytes; at least 1 */
    uint32_t width;  /* columns as shown */
    int32_t point;   /* the first code point; -1: not UTF-8 */
    bool hidden;     /* must be shown as its code */
};

/* The glyph at text[0 .. length); length > 0. A tab counts as one column, a line break as none. */
struct glyph glyph_at(const char *text, size_t length);

/* Writes one glyph so that it is harmless; a tab or a line break becomes a space. */
void glyph_write(struct writer *writer, const char *text, const struct glyph *glyph);

/* Writes all of a text harmlessly, on one line. Returns its columns. */
uint32_t glyph_text(struct writer *writer, const char *text, size_t length);
uint32_t glyph_string(struct writer *writer, const char *text);

/* The columns that glyph_text would take. */
uint32_t glyph_width(const char *text, size_t length);

/* Writes a text that may span lines: tabs and line breaks as they are, all else harmlessly. */
void glyph_lines(struct writer *writer, const char *text, size_t length);

#endif
