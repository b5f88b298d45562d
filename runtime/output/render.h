/* render: a table in a format. One file a format: table_text.c, table_md.c, table_csv.c …
 * Depends on table, writer. Reads the table and writes; owns nothing. A new format is one row of RENDERERS (render.c). */
#ifndef TRAAD_RENDER_H
#define TRAAD_RENDER_H

#include "table.h"
#include "writer.h"

struct render_options {
    uint32_t width;    /* columns that text has room for */
    bool titles;       /* csv: localised headers */
    bool excel;        /* csv: as a Norwegian Excel opens it */
    const char *name;  /* xlsx, html: what the report is called in the reader's language; NULL: its English name */
    const char *files; /* how the files are reached from where the output will lie: "../", or NULL from beside it */
    const char *web;   /* the address that they have on the web, up to their paths; NULL: they are reached as above */
};

typedef void render_function(struct writer *writer, const struct table *table, const struct render_options *options);

render_function table_text, table_md, table_csv, table_json, table_html, table_xlsx;

struct renderer {
    const char *name;        /* "md" */
    render_function *render; /* NULL: the program was built without the library that it needs */
    bool machine;            /* it wants the machine's form (a long one: a row a fact) */
    bool binary;             /* no terminal can show it */
    bool online;             /* read where the files are shown too: links lead there, or nowhere */
    const char *library;     /* "libxlsxwriter"; NULL: none */
};

/* The renderer called so, or NULL. */
const struct renderer *render_find(const char *name);

/* ---- for the renderers -------------------------------------------------------------------------------------- */

/* What a column is called in a language; its English name when it has no title. */
const char *column_title(const struct column *column, enum language language);

/* The human form of a cell: its label, or the machine form with the language's words and decimal comma. Made in
 * `scratch` where it is not there already; valid until scratch is written again. "" for NULL. */
const char *cell_human(const struct cell *cell, enum language language, struct writer *scratch);

/* The machine form as text: "" for NULL, lists joined by "; ". */
const char *cell_machine(const struct cell *cell, struct writer *scratch);

/* True for a text that a spreadsheet would take for a formula: one that begins with = + - @ (wide forms too), a tab or a line
 * break, and is no plain number (OWASP, CSV injection). */
bool text_is_formula(const char *text);

/* Writes the address of a line of a file as a relative URL: "../m%C3%A5l.plan#L12". No line with 0. */
void render_address(struct writer *writer, const struct render_options *options, const char *file, uint32_t line);

/* Writes a text so that it is only text in Markdown, as GitHub reads it. */
void render_markdown(struct writer *writer, const char *text);

/* The column whose cell leads to the row's line: its place, else its title, else the first text that is for people;
 * column_count when there is none. */
uint32_t column_linked(const struct table *table, const struct table_row *row);

/* The first cell of a row that is for people and not empty; what a heading row says. */
const char *row_heading(const struct table *table, const struct table_row *row, struct writer *scratch);

#endif
