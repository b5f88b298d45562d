/* uri: paths as they stand in addresses (RFC 3986). Depends on arena, writer. Pure functions. */
#ifndef TRAAD_URI_H
#define TRAAD_URI_H

#include "writer.h"

/* Writes a path percent-encoded, byte by byte, so that it is one as a relative reference too: `a:b.plan` is `a%3Ab.plan`. */
void uri_path(struct writer *writer, const char *path);

/* The address of a file: relative as long as it lies in the working folder `here`, else `file:///…` without dots. */
const char *uri_of_file(struct arena *arena, const char *path, const char *here);

/* True when that address is relative. */
bool uri_is_within(const char *path);

#endif
