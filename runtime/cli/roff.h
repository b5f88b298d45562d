/* roff: manual pages, for man: the macros of man(7) and text that nothing can turn into one. Depends on writer. Pure.
 * Lines are kept below 80 bytes, and all that is not ASCII is written as its code, so that a page looks the same
 * whatever reads it, in whatever locale. */
#ifndef TRAAD_ROFF_H
#define TRAAD_ROFF_H

#include "writer.h"

/* `.SH TEXT`, `.TH A B`: a macro on a line of its own; an argument that is NULL, and those behind it, are left out. */
void roff_macro(struct writer *writer, const char *macro, const char *first, const char *second, const char *third,
                const char *fourth);

/* A paragraph's text, filled into lines; what stands between `…` is bold. */
void roff_text(struct writer *writer, const char *text);

/* A text exactly as it stands, line by line, between .nf and .fi. */
void roff_verbatim(struct writer *writer, const char *text);

#endif
