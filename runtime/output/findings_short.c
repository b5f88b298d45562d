/* findings_short.c: one line a finding, `file:line:col: severity CODE: message`, as editors and other tools read it. */
#include "findings.h"
#include "glyph.h"
#include "text.h"

void findings_short(struct writer *writer, const struct findings *findings)
{
    struct places places = {.model = findings->model};
    struct arena arena = {0};
    for (uint32_t i = 0; i < findings->count && (!findings->most || i < findings->most); i++) {
        const struct diagnostic *diagnostic = &findings->data[i];
        struct position start, end;
        places_find(&places, diagnostic->span, &start, &end);
        glyph_string(writer, findings->model->files[diagnostic->span.file].source.path);
        writer_format(writer, ":%u:%u: %s ", (unsigned)start.line, (unsigned)start.column,
                      severity_name((enum severity)diagnostic->severity));
        glyph_string(writer, diag_code_text(diagnostic));
        writer_text(writer, ": ");
        glyph_string(writer, diag_message(&arena, diagnostic, findings->language));
        writer_char(writer, '\n');
        arena_free(&arena);
    }
}
