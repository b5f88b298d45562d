/* copy: texts and values as PostgreSQL reads them: literals in statements, and the cells of COPY.
 * Depends on store, writer. Owns nothing. Whatever a text holds, it stays one text. */
#ifndef TRAAD_COPY_H
#define TRAAD_COPY_H

#include "store.h"
#include "writer.h"

/* 'Text', with its quotation marks doubled: all there is to escape with standard_conforming_strings. */
void copy_literal(struct writer *writer, const char *text);

/* A value of a column in COPY's text format. PostgreSQL takes UTF-8 without NUL: bytes that are neither become U+FFFD. */
void copy_value(struct writer *writer, const struct schema_column *column, const struct datum *datum);

#endif
