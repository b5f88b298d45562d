/* markdown.c: text that may be Markdown as paragraphs, lists and emphasis. cmark reads it, and its tree is written by the
 * same writer as all else: HTML in it is text, and only links to the web and to mail addresses lead anywhere. Headings
 * become strong paragraphs, since the page has its own. Without the library, paragraphs as they stand. */
#include "web_page.h"

#include <string.h>

#ifdef WITH_CMARK
#include <cmark.h>

enum { DEEPEST = 64 }; /* of the page: what is nested deeper stands on this level */

static const char *safe_address(const char *url)
{
    static const char *const schemes[] = {"https://", "http://", "mailto:"};
    for (size_t i = 0; url && i < sizeof schemes / sizeof *schemes; i++)
        if (strncmp(url, schemes[i], strlen(schemes[i])) == 0)
            return url;
    return NULL;
}

static enum element element_of(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING: return ELEMENT_P;
    case CMARK_NODE_BLOCK_QUOTE: return ELEMENT_BLOCKQUOTE;
    case CMARK_NODE_LIST: return cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? ELEMENT_OL : ELEMENT_UL;
    case CMARK_NODE_ITEM: return ELEMENT_LI;
    case CMARK_NODE_EMPH: return ELEMENT_EM;
    case CMARK_NODE_STRONG: return ELEMENT_STRONG;
    case CMARK_NODE_LINK: return safe_address(cmark_node_get_url(node)) ? ELEMENT_A : ELEMENT_SPAN;
    default: return ELEMENT_COUNT;
    }
}

/* Writes what holds nothing else; false for what does. */
static bool write_leaf(struct html *h, cmark_node *node)
{
    const char *literal = cmark_node_get_literal(node);
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_SOFTBREAK: html_text(h, "\n"); return true;
    case CMARK_NODE_LINEBREAK: html_element(h, ELEMENT_BR, NULL, NULL); return true;
    case CMARK_NODE_THEMATIC_BREAK: html_element(h, ELEMENT_HR, NULL, NULL); return true;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK: html_element(h, ELEMENT_PRE, NULL, literal); return true;
    case CMARK_NODE_CODE: html_element(h, ELEMENT_CODE, NULL, literal); return true;
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE: html_text(h, literal); return true;
    default: return false;
    }
}

static bool is_within_link(const struct html *h)
{
    for (int i = 0; i < h->depth; i++)
        if (h->open[i] == ELEMENT_A)
            return true;
    return false;
}

/* Opens a container's element, and marks the node; not of one nested too deep, nor of a link within a link. */
static void open_node(struct html *h, cmark_node *node)
{
    enum element element = element_of(node);
    if (element == ELEMENT_COUNT || h->depth >= DEEPEST || (element == ELEMENT_A && is_within_link(h)))
        return;
    cmark_node_set_user_data(node, node);
    html_open_class(h, element, cmark_node_get_type(node) == CMARK_NODE_HEADING ? "heading" : NULL);
    if (element == ELEMENT_A)
        html_attribute(h, ATTRIBUTE_HREF, safe_address(cmark_node_get_url(node)));
}

/* ---- memory: the library's own way ends the program with its own words where there is none left ------------------------- */

static size_t bytes_of(size_t count, size_t size)
{
    if (size && count > UINT32_MAX / size)
        arena_exhausted();
    return count * size;
}

static void *give(size_t count, size_t size)
{
    return array_zeroed((uint32_t)bytes_of(count, size), 1);
}

static void *give_more(void *old, size_t size)
{
    uint32_t capacity = 0;
    return array_grow(old, &capacity, (uint32_t)bytes_of(size, 1), 1);
}

static cmark_node *read_document(cmark_mem *memory, const char *text, size_t length)
{
    cmark_parser *parser = cmark_parser_new_with_mem(CMARK_OPT_DEFAULT, memory);
    cmark_parser_feed(parser, text, length);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

void web_markdown(struct web_page *page, const char *text, size_t length)
{
    struct html *h = &page->html;
    cmark_mem memory = {give, give_more, array_free};
    cmark_node *document = read_document(&memory, text, length);
    cmark_iter *walk = cmark_iter_new(document);
    html_open_class(h, ELEMENT_DIV, "prose");
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(walk);
        if (event == CMARK_EVENT_EXIT && cmark_node_get_user_data(node))
            html_close(h);
        else if (event == CMARK_EVENT_ENTER && !write_leaf(h, node))
            open_node(h, node);
    }
    html_close(h);
    cmark_iter_free(walk);
    cmark_node_free(document);
}

#else

void web_markdown(struct web_page *page, const char *text, size_t length)
{
    struct html *h = &page->html;
    html_open_class(h, ELEMENT_DIV, "prose plain");
    html_open(h, ELEMENT_P);
    html_bytes(h, text, length);
    html_close_to(h, h->depth - 2);
}

#endif
