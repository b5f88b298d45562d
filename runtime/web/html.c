#include "html.h"

#include "glyph.h"

#include <assert.h>
#include <math.h>
#include <string.h>

enum form { BLOCK, INLINE, VOID };

static const struct {
    const char *name;
    enum form form;
} ELEMENTS[ELEMENT_COUNT] = {
#define ELEMENT(id, ...) [ELEMENT_##id] = {__VA_ARGS__},
#define ATTRIBUTE(...)
#include "html.def"
#undef ELEMENT
#undef ATTRIBUTE
};

static const char *const ATTRIBUTES[ATTRIBUTE_COUNT] = {
#define ELEMENT(...)
#define ATTRIBUTE(id, name) [ATTRIBUTE_##id] = (name),
#include "html.def"
#undef ELEMENT
#undef ATTRIBUTE
};

static void write_escaped(struct writer *writer, const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *run = text; text < end; run = ++text) {
        while (text < end && !strchr("<>&\"'", *text))
            text++;
        glyph_lines(writer, run, (size_t)(text - run));
        if (text == end)
            return;
        switch (*text) {
        case '<': writer_text(writer, "&lt;"); break;
        case '>': writer_text(writer, "&gt;"); break;
        case '&': writer_text(writer, "&amp;"); break;
        case '"': writer_text(writer, "&quot;"); break;
        default: writer_text(writer, "&#39;"); break;
        }
    }
}

/* Ends the start tag. */
static void end_tag(struct html *h)
{
    if (h->in_tag)
        writer_char(h->writer, '>');
    h->in_tag = false;
}

void html_doctype(struct html *h)
{
    writer_text(h->writer, "<!DOCTYPE html>\n");
}

void html_open(struct html *h, enum element element)
{
    end_tag(h);
    assert(h->depth < HTML_DEEPEST);
    h->open[h->depth++] = (uint8_t)element;
    writer_char(h->writer, '<');
    writer_text(h->writer, ELEMENTS[element].name);
    h->in_tag = true;
}

void html_close(struct html *h)
{
    assert(h->depth > 0);
    enum element element = h->open[--h->depth];
    end_tag(h);
    if (ELEMENTS[element].form != VOID)
        writer_format(h->writer, "</%s>", ELEMENTS[element].name);
    if (ELEMENTS[element].form == BLOCK)
        writer_char(h->writer, '\n');
}

void html_close_to(struct html *h, int depth)
{
    while (h->depth > depth)
        html_close(h);
}

void html_attribute(struct html *h, enum attribute attribute, const char *value)
{
    assert(h->in_tag);
    writer_format(h->writer, " %s=\"", ATTRIBUTES[attribute]);
    write_escaped(h->writer, value, strlen(value));
    writer_char(h->writer, '"');
}

void html_number(struct html *h, enum attribute attribute, double number)
{
    assert(h->in_tag && isfinite(number));
    writer_format(h->writer, " %s=\"", ATTRIBUTES[attribute]);
    writer_number(h->writer, round(number * 10) / 10 + 0.0);
    writer_char(h->writer, '"');
}

void html_text(struct html *h, const char *text)
{
    if (text)
        html_bytes(h, text, strlen(text));
}

void html_bytes(struct html *h, const char *text, size_t length)
{
    end_tag(h);
    write_escaped(h->writer, text, length);
}

void html_open_class(struct html *h, enum element element, const char *class)
{
    html_open(h, element);
    if (class)
        html_attribute(h, ATTRIBUTE_CLASS, class);
}

void html_element(struct html *h, enum element element, const char *class, const char *text)
{
    html_open_class(h, element, class);
    html_text(h, text);
    html_close(h);
}

void html_link(struct html *h, const char *address, const char *text)
{
    if (!address) {
        html_text(h, text);
        return;
    }
    html_open(h, ELEMENT_A);
    html_attribute(h, ATTRIBUTE_HREF, address);
    html_text(h, text);
    html_close(h);
}
