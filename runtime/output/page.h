/* page: the page about a diagnostic (docs/diagnostics, compiled in), and its sections.
 * Depends on lang (embedded, lexicon). Constant; everything points into the page. */
#ifndef TRAAD_PAGE_H
#define TRAAD_PAGE_H

#include "embedded.h"
#include "lexicon.h"

/* The lines of a section, without its heading and the blank lines round it; empty when there is none. */
struct page_section {
    const char *at, *end;
};

/* The page of a code ("TR0201"), or NULL. */
const struct embedded *page_find(const char *code);

/* The lines below `## name`, up to the next heading of that rank outside an example. */
struct page_section page_section(const struct embedded *page, const char *name);

/* What it says in a language. */
struct page_section page_words(const struct embedded *page, enum language language);

/* The first paragraph of a section. */
struct page_section page_paragraph(struct page_section section);

/* The end of the line at `at`. */
const char *page_line_end(const char *at, const char *end);

#endif
