#include "markup.h"

#include "glyph.h"

#include <string.h>

void markup_text(struct writer *writer, const char *text)
{
    for (const char *at = text; *at;) {
        size_t run = strcspn(at, "<>&\"'");
        glyph_lines(writer, at, run);
        at += run;
        switch (*at) {
        case '<': writer_text(writer, "&lt;"); break;
        case '>': writer_text(writer, "&gt;"); break;
        case '&': writer_text(writer, "&amp;"); break;
        case '"': writer_text(writer, "&quot;"); break;
        case '\'': writer_text(writer, "&#39;"); break;
        default: return;
        }
        at++;
    }
}
