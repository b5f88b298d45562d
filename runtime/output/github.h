/* github: the escapes of GitHub's workflow commands, `::error file=a,line=1::text`, as its own toolkit has them.
 * Depends on writer. Pure functions. What is hidden or would move a cursor is written out, since a log shows it too. */
#ifndef TRAAD_GITHUB_H
#define TRAAD_GITHUB_H

#include "writer.h"

/* Writes the text behind `::`: %, CR and LF as %25, %0D and %0A. */
void github_data(struct writer *writer, const char *text);

/* Writes the value of a property: `:` and `,` as %3A and %2C too. */
void github_property(struct writer *writer, const char *text);

#endif
