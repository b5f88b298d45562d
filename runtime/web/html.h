/* html: a writer of HTML that cannot write anything unescaped: elements and attributes are numbers from html.def, and every
 * text and value is escaped. Depends on writer, glyph. Owns nothing; what is open is closed by whoever opened it.
 * Control and bidirectional characters are shown as their codes, so that no title can turn a page about. */
#ifndef TRAAD_HTML_H
#define TRAAD_HTML_H

#include "writer.h"

enum element {
#define ELEMENT(id, ...) ELEMENT_##id,
#define ATTRIBUTE(...)
#include "html.def"
#undef ELEMENT
#undef ATTRIBUTE
    ELEMENT_COUNT
};

enum attribute {
#define ELEMENT(...)
#define ATTRIBUTE(id, ...) ATTRIBUTE_##id,
#include "html.def"
#undef ELEMENT
#undef ATTRIBUTE
    ATTRIBUTE_COUNT
};

enum { HTML_DEEPEST = 256 };

struct html {
    struct writer *writer;
    uint8_t open[HTML_DEEPEST]; /* enum element */
    int depth;
    bool in_tag; /* a start tag still takes attributes */
};

/* Begins a page. */
void html_doctype(struct html *html);

void html_open(struct html *html, enum element element);

/* Closes the innermost element; as many as it takes to be `depth` deep again. */
void html_close(struct html *html);
void html_close_to(struct html *html, int depth);

/* Of the element just opened. */
void html_attribute(struct html *html, enum attribute attribute, const char *value);
void html_number(struct html *html, enum attribute attribute, double number); /* to one decimal */

void html_text(struct html *html, const char *text); /* NULL is "" */
void html_bytes(struct html *html, const char *text, size_t length);

/* ---- what is often wanted ---- */

/* Opens an element with a class. */
void html_open_class(struct html *html, enum element element, const char *class);

/* A whole element with a text; `class` may be NULL. */
void html_element(struct html *html, enum element element, const char *class, const char *text);

/* A whole link; nothing but its text without an address. */
void html_link(struct html *html, const char *address, const char *text);

#endif
