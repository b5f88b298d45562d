#include "format_parts.h"
#include "unicode.h"

#include <string.h>

/* ---- putting ------------------------------------------------------------------------------------- */

static char *room(struct format *f, size_t length)
{
    struct format_text *out = &f->out;
    out->data = array_grow(out->data, &out->capacity, out->count + (uint32_t)length, 1);
    char *to = out->data + out->count;
    out->count += (uint32_t)length;
    return to;
}

void format_put(struct format *f, const char *text, size_t length)
{
    if (length)
        memcpy(room(f, length), text, length);
}

void format_put_string(struct format *f, const char *text)
{
    format_put(f, text, strlen(text));
}

void format_put_blanks(struct format *f, uint32_t count)
{
    if (count)
        memset(room(f, count), ' ', count);
}

void format_put_source(struct format *f, uint32_t start, uint32_t end)
{
    format_put(f, f->bytes + start, end - start);
}

/* A keyword in its case and, where that is wanted and it is no synonym, in the wanted language. */
void format_put_keyword(struct format *f, const struct keyword *keyword, uint32_t start, uint32_t end, bool synonym)
{
    size_t length = end - start;
    const char *form = f->bytes + start;
    if (f->keywords >= 0 && !synonym) {
        form = keyword->forms[f->keywords];
        length = strlen(form);
    } else {
        const char *spelling = keyword_spelling(keyword, form, f->bytes + end, &length);
        form = spelling ? spelling : form;
    }
    format_put(f, form, length);
}

void format_put_comment(struct format *f)
{
    const struct comment *comment = &f->tree->comments[f->comment++];
    format_put_source(f, comment->start, blank_trim(f->bytes, comment->start, comment->end));
    f->at = comment->end;
}

uint32_t format_width(const struct format *f, uint32_t count)
{
    return unicode_text_width(f->out.data + count, f->out.count - count);
}

/* ---- lines of the source --------------------------------------------------------------------------- */

bool format_next_line(struct format_lines *lines, uint32_t *start, uint32_t *text, uint32_t *end)
{
    if (lines->at >= lines->end)
        return false;
    *start = lines->at;
    *end = *text = blank_skip(lines->bytes, *start, lines->end);
    while (*end < lines->end && lines->bytes[*end] != '\n' && lines->bytes[*end] != '\r')
        ++*end;
    lines->at = lexer_next_line(lines->bytes, *end, lines->end);
    return true;
}

uint32_t format_common_indent(struct format_lines lines)
{
    uint32_t common = UINT32_MAX, start, text, end;
    while (format_next_line(&lines, &start, &text, &end))
        if (text < end) {
            uint32_t indent = blank_count(lines.bytes, start, text);
            common = indent < common ? indent : common;
        }
    return common;
}

/* A statement as it stands. Its further lines keep their distance from the first, which is at least a step. */
void format_put_verbatim(struct format *f, uint32_t id)
{
    const struct node *node = &f->tree->nodes[id];
    const struct place *place = &f->places[id];
    struct format_lines lines = {f->bytes, node->start, node->end};
    uint32_t start, text, end;
    while (format_next_line(&lines, &start, &text, &end)) {
        if (start > node->start) {
            format_put_string(f, "\n");
            uint32_t from = blank_count(f->bytes, start, text), deeper = from > place->from ? from - place->from : 0;
            if (text < end)
                format_put_blanks(f, place->indent + (deeper > FORMAT_STEP ? deeper : FORMAT_STEP));
        }
        format_put_source(f, text, blank_trim(f->bytes, text, end));
    }
}

/* A text block as it stands, but for the blanks that all its lines begin with. */
void format_put_text_block(struct format *f, uint32_t id)
{
    const struct value *text_value = &f->tree->values[f->tree->nodes[id].values];
    struct format_lines lines = {f->bytes, text_value->start, text_value->end};
    uint32_t common = format_common_indent(lines), start, text, end;
    while (format_next_line(&lines, &start, &text, &end)) {
        if (text < end) {
            format_put_blanks(f, f->places[id].indent + FORMAT_STEP);
            format_put_source(f, blank_past(f->bytes, start, end, common), end);
        }
        format_put_string(f, "\n");
    }
    f->at = text_value->end;
}
