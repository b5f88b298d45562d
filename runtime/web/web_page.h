/* web_page: one page of the report, from doctype to footer, in as many parts as its length asks for; and what all pages share:
 * links, badges, tables. Depends on site. A page owns its bytes and its arena between web_begin and web_end. */
#ifndef TRAAD_WEB_PAGE_H
#define TRAAD_WEB_PAGE_H

#include "site.h"

enum { TABLE_COLUMNS = 48 };

struct web_page {
    struct site *site;
    struct html html;
    struct writer writer;
    struct arena arena; /* of this part */
    enum web_kind kind;
    const char *slug, *title;           /* slug: NULL beside the index */
    const struct plan *plan;            /* of a plan's pages; else NULL */
    uint32_t part;                      /* from 1 */
    const char *columns[TABLE_COLUMNS]; /* of the table that is open; the arena's */
    uint32_t column_count, column;      /* column: of the next cell */
};

/* Opens a page; what is written next stands in its main part, below its heading. */
void web_begin(struct web_page *page, struct site *site, enum web_kind kind, const char *slug, const char *title,
               const struct plan *plan);
void web_end(struct web_page *page);

/* True when the part is long enough: close what you opened, turn the page, and open it again. */
bool web_is_full(const struct web_page *page);
void web_turn(struct web_page *page);

/* ---- addresses, as seen from the page; all in the page's arena; NULL when there is no such page --------------- */

const char *web_address(struct web_page *page, enum web_kind kind, const char *slug, uint32_t part, const char *anchor);
const char *web_line_address(struct web_page *page, uint32_t file, uint32_t line);
const char *web_entity_address(struct web_page *page, uint32_t entity); /* its line in the plan's text */
const char *web_holder_address(struct web_page *page, uint32_t holder);
const char *web_target_address(struct web_page *page, uint32_t entity);

/* ---- pieces ---------------------------------------------------------------------------------------------------- */

const char *web_say(const struct web_page *page, enum label label);
void web_heading(struct web_page *page, enum label label);
void web_paragraph(struct web_page *page, const char *class, const char *text);

/* A word with a sign of its own before it, so that colour says nothing alone. `name` is a class's or a state's. */
void web_badge(struct web_page *page, const char *name, const char *word);
void web_class(struct web_page *page, enum time_class class);
void web_missing(struct web_page *page); /* nobody answers for it */
void web_state(struct web_page *page, enum target_state state);

/* A title in the plan's words, "2.3 Ungdata junior", that leads to its line; its kind before it, if asked for. */
void web_entity(struct web_page *page, uint32_t entity, bool kind);
const char *web_label(struct web_page *page, uint32_t entity);

/* A name that leads to its page. */
void web_holder(struct web_page *page, uint32_t holder, const char *label);

/* A sentence of the program's own: what stands between backticks is written in the plan. */
void web_sentence(struct web_page *page, const char *text);

/* Those who are in a role, separated by commas; `none` where there are none. */
void web_accountable(struct web_page *page, uint32_t entity, const char *none);

/* A table that scrolls by itself: its columns come next, then web_table_body and rows. Or all in one, with such columns.
 * A row's cells are opened one by one; each knows its column's name, which stands before it where rows stand on end. */
void web_table_open(struct web_page *page, const char *class, const char *caption);
void web_column(struct web_page *page, const char *text);
void web_name_column(struct web_page *page, const char *text); /* of a column whose head you write yourself */
void web_table_body(struct web_page *page);
void web_table_begin(struct web_page *page, const char *class, const char *caption, const enum label *columns,
                     uint32_t count);
void web_row(struct web_page *page, const char *class);
void web_row_head(struct web_page *page);
void web_cell(struct web_page *page, const char *class);
void web_cell_empty(struct web_page *page);
void web_row_end(struct web_page *page);
void web_table_end(struct web_page *page);

/* A day, as ISO; and what it was at first. */
void web_day(struct web_page *page, day_number day);

/* The figures of some plans, large; and the states of a plan's targets, as a bar and in words. */
void web_figures(struct web_page *page, const struct plan *plans, uint32_t count);
void web_states(struct web_page *page, const struct plan *plan);

/* A row's cell of a column; one that is NULL where the table has no such column. */
const struct cell *table_cell(const struct table *table, const struct table_row *row, const char *column);

/* The number of a file, by the path that the model has. */
uint32_t web_file(const struct web_page *page, const char *path);

/* What a declaration says in a property of text, each text in paragraphs. False when it says nothing. */
bool web_texts_of(struct web_page *page, uint32_t entity, enum property property);

/* Text that may be Markdown, in paragraphs (markdown.c). */
void web_markdown(struct web_page *page, const char *text, size_t length);

/* ---- the pages: one file each ------------------------------------------------------------------------------------ */

void web_index(struct site *site);
void web_plan(struct site *site, struct plan *plan);
void web_thread(struct site *site, const struct plan *plan);
void web_targets(struct site *site, struct plan *plan);
void web_timeline(struct site *site, struct plan *plan);
void web_matrix(struct site *site, const struct plan *plan);
void web_findings(struct site *site, const struct plan *plan);
void web_holders(struct site *site);
void web_coverage(struct site *site);
void web_texts(struct site *site);

#endif
