/* lexer_lines.c: where lines, cells and comments end, and which lines go on. */
#include "lexer_parts.h"

#include "blank.h"

#include <string.h>

uint32_t lexer_line_end(const char *bytes, uint32_t at, uint32_t source_end)
{
    for (uint32_t window = 256;; window *= 2) { /* not all the rest of a file whose line breaks are of the other kind */
        uint32_t size = source_end - at < window ? source_end - at : window;
        const char *lf = memchr(bytes + at, '\n', size);
        uint32_t end = lf ? (uint32_t)(lf - bytes) : at + size;
        const char *cr = memchr(bytes + at, '\r', end - at);
        if (cr)
            return (uint32_t)(cr - bytes);
        if (lf || end == source_end)
            return end;
        at = end;
    }
}

uint32_t lexer_cell_end(const char *bytes, uint32_t start, uint32_t end)
{
    uint32_t at = blank_skip(bytes, start, end);
    if (at < end && bytes[at] == '"') {
        uint32_t close = at + 1;
        while (close < end && bytes[close] != '"')
            close += bytes[close] == '\\' && close + 1 < end ? 2 : 1;
        if (close < end)
            at = close + 1;
    }
    const char *bar = memchr(bytes + at, '|', end - at);
    return bar ? (uint32_t)(bar - bytes) : end;
}

uint32_t lexer_quote_end(const char *bytes, uint32_t at, uint32_t end)
{
    static const char *const marks[][2] = {{"\"", "\""}, {"«", "»"}, {"“", "”"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        uint32_t length = (uint32_t)strlen(marks[i][0]);
        if (end - at < length || memcmp(bytes + at, marks[i][0], length) != 0)
            continue;
        for (at += length; at + length <= end; at += bytes[at] == '\\' ? 2 : 1)
            if (memcmp(bytes + at, marks[i][1], length) == 0)
                return at + length;
        return end;
    }
    return at;
}

uint32_t lexer_next_line(const char *bytes, uint32_t at, uint32_t source_end)
{
    if (at < source_end && bytes[at] == '\r')
        at++;
    if (at < source_end && bytes[at] == '\n')
        at++;
    return at;
}

void lexer_skip_comment(struct lexer *lexer)
{
    struct tree *tree = lexer->tree;
    uint32_t end = lexer_line_end(lexer->bytes, lexer->cursor, lexer->end);
    struct comment comment = {lexer->cursor, end};
    if (tree->comment_count == 0 || tree->comments[tree->comment_count - 1].start < comment.start)
        ARRAY_PUSH(tree, comments, comment_count, comment_capacity, comment);
    lexer->cursor = end;
}

bool lexer_continue(struct lexer *lexer)
{
    uint32_t at = lexer->end;
    while (at < lexer->source_end) {
        uint32_t start = lexer_next_line(lexer->bytes, at, lexer->source_end);
        uint32_t text = blank_skip(lexer->bytes, start, lexer->source_end);
        uint32_t end = lexer_line_end(lexer->bytes, text, lexer->source_end);
        if (text == end || lexer->bytes[text] == '#') {
            if (end >= lexer->source_end)
                return false;
            at = end;
            continue;
        }
        if (blank_count(lexer->bytes, start, text) <= lexer->indent)
            return false;
        for (at = lexer->end; at < text; at++) /* the comments in between */
            if (lexer->bytes[at] == '#') {
                lexer->cursor = at;
                lexer->end = lexer_line_end(lexer->bytes, at, lexer->source_end);
                lexer_skip_comment(lexer);
                at = lexer->end;
            }
        lexer->cursor = text;
        lexer->end = end;
        return true;
    }
    return false;
}
