/* render: a table in a format. One file a format: table_text.c, table_md.c, table_csv.c, table_json.c.
 * Depends on table, writer. Reads the table and writes; owns nothing. A new format is one row of RENDERERS (render.c). */
#ifndef TRAAD_RENDER_H
#define TRAAD_RENDER_H

#include "table.h"
#include "writer.h"

struct render_options {
    uint32_t width; /* columns that text has room for */
    bool titles;    /* csv: localised headers */
};

typedef void render_function(struct writer *writer, const struct table *table, const struct render_options *options);

render_function table_text, table_md, table_csv, table_json;

/* The renderer called so ("md"), or NULL; and whether it wants the machine's form (a long one: a row a fact). */
render_function *render_find(const char *name, bool *machine);

/* ---- for the renderers -------------------------------------------------------------------------------------- */

/* What a column is called in a language; its English name when it has no title. */
const char *column_title(const struct column *column, enum language language);

/* The human form of a cell: its label, or the machine form with the language's words and decimal comma. Made in
 * `scratch` where it is not there already; valid until scratch is written again. "" for NULL. */
const char *cell_human(const struct cell *cell, enum language language, struct writer *scratch);

/* The machine form as text: "" for NULL, lists joined by "; ". */
const char *cell_machine(const struct cell *cell, struct writer *scratch);

/* The first cell of a row that is for people and not empty; what a heading row says. */
const char *row_heading(const struct table *table, const struct table_row *row, struct writer *scratch);

#endif
