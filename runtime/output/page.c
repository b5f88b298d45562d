#include "page.h"

#include <string.h>

const char *page_line_end(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline ? newline : end;
}

static struct page_section trimmed(struct page_section section)
{
    while (section.at < section.end && *section.at == '\n')
        section.at++;
    while (section.at < section.end && section.end[-1] == '\n')
        section.end--;
    return section;
}

struct page_section page_section(const struct embedded *page, const char *name)
{
    const char *end = page->bytes + page->length;
    struct page_section section = {end, end};
    bool inside = false, fenced = false;
    for (const char *at = page->bytes, *stop; at < end; at = stop + (stop < end)) {
        stop = page_line_end(at, end);
        fenced ^= stop - at >= 3 && memcmp(at, "```", 3) == 0;
        if (fenced || stop - at < 3 || memcmp(at, "## ", 3) != 0)
            continue;
        if (inside) {
            section.end = at;
            break;
        }
        inside = (size_t)(stop - at) == strlen(name) + 3 && memcmp(at + 3, name, strlen(name)) == 0;
        if (inside)
            section.at = stop;
    }
    return trimmed(section);
}

struct page_section page_words(const struct embedded *page, enum language language)
{
    static const char *const sections[LANGUAGE_COUNT] = {"nb", "nn", "en"};
    return page_section(page, sections[language]);
}

struct page_section page_paragraph(struct page_section section)
{
    for (const char *at = section.at; at + 1 < section.end; at++)
        if (at[0] == '\n' && at[1] == '\n')
            return (struct page_section){section.at, at};
    return section;
}

const struct embedded *page_find(const char *code)
{
    for (const struct embedded *page = explain_files; page->path; page++) {
        const char *slash = strrchr(page->path, '/'), *name = slash ? slash + 1 : page->path;
        if (strncmp(name, code, strlen(code)) == 0 && strcmp(name + strlen(code), ".md") == 0)
            return page;
    }
    return NULL;
}
