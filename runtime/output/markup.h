/* markup: text as it stands in XML and HTML. Depends on writer, glyph. Pure functions. */
#ifndef TRAAD_MARKUP_H
#define TRAAD_MARKUP_H

#include "writer.h"

/* Writes a text, of several lines perhaps, so that it is only text, in an element or a quoted attribute: with entities for
 * what is markup, and characters that XML has no place for written out. */
void markup_text(struct writer *writer, const char *text);

#endif
