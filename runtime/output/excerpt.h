/* excerpt: a line of source with its number before it and a mark below what is meant.
 * Depends on source, glyph. Owns nothing. Tabs are shown as blanks; of a very long line, only what lies about the mark. */
#ifndef TRAAD_EXCERPT_H
#define TRAAD_EXCERPT_H

#include "source.h"
#include "writer.h"

struct excerpt_mark {
    char sign; /* '^' or '-' */
    enum style style;
    const char *label; /* behind the mark; or NULL */
};

/* Writes two lines: line `number` of the source, and the mark below bytes [start, end) of it (to the line's end if they
 * go on beyond it). `gutter` is the width of the widest line number, `width` that of the page. */
void excerpt_write(struct writer *writer, struct source *source, uint32_t number, uint32_t start, uint32_t end,
                   uint32_t gutter, uint32_t width, const struct excerpt_mark *mark);

#endif
