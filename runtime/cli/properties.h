/* properties: docs/properties.md, printed from the tables, so that page and program cannot disagree.
 * Depends on lang's tables, writer. */
#ifndef TRAAD_PROPERTIES_H
#define TRAAD_PROPERTIES_H

#include "writer.h"

void properties_write(struct writer *writer);

#endif
