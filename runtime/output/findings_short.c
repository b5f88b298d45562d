/* findings_short.c: one line a finding, `file:line:col: severity CODE: message`, as editors and other tools read it. */
#include "findings.h"
#include "glyph.h"

void findings_line(struct writer *writer, const struct findings *findings, const struct diagnostic *diagnostic,
                   struct places *places)
{
    struct arena arena = {0};
    struct position start, end;
    places_find(places, diagnostic->span, &start, &end);
    glyph_string(writer, findings->model->files[diagnostic->span.file].source.path);
    writer_format(writer, ":%u:%u: %s ", (unsigned)start.line, (unsigned)start.column,
                  severity_name((enum severity)diagnostic->severity));
    glyph_string(writer, diag_code_text(diagnostic));
    writer_text(writer, ": ");
    glyph_string(writer, diag_message(&arena, diagnostic, findings->language));
    writer_char(writer, '\n');
    arena_free(&arena);
}

void findings_short(struct writer *writer, const struct findings *findings)
{
    struct places places = {.model = findings->model};
    for (uint32_t i = 0; i < findings_shown(findings); i++)
        findings_line(writer, findings, &findings->data[i], &places);
}
