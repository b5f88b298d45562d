/* findings_github.c: the findings as workflow commands, which GitHub Actions shows at their lines, and as the summary of a
 * run in Markdown. */
#include "findings.h"
#include "github.h"
#include "glyph.h"
#include "render.h"
#include "text.h"
#include "uri.h"

#include <string.h>

enum { MOST_ROWS = 200, LONGEST_MESSAGE = 600 }; /* of a summary, which GitHub refuses when it is larger than 1 MiB */

static void write_escaped(struct writer *writer, const char *text, const char *special)
{
    for (;;) {
        size_t run = strcspn(text, special);
        glyph_lines(writer, text, run);
        text += run;
        if (!*text)
            return;
        writer_format(writer, "%%%02X", (unsigned)(unsigned char)*text++);
    }
}

void github_data(struct writer *writer, const char *text)
{
    write_escaped(writer, text, "%\r\n");
}

void github_property(struct writer *writer, const char *text)
{
    write_escaped(writer, text, "%\r\n:,");
}

static const char *command_of(const struct diagnostic *diagnostic)
{
    return diagnostic->severity == SEVERITY_ERROR     ? "error"
           : diagnostic->severity == SEVERITY_WARNING ? "warning"
                                                      : "notice";
}

/* Columns are told only of what stands on one line: GitHub takes no others. Of a file with nothing in it, no line. */
static void write_command(struct writer *writer, const struct findings *findings, const struct diagnostic *diagnostic,
                          struct places *places)
{
    struct arena arena = {0};
    struct position start, end;
    const struct source *source = &findings->model->files[diagnostic->span.file].source;
    const char *message = diag_message(&arena, diagnostic, findings->language);
    const char *help = diag_help(&arena, diagnostic, findings->language);
    places_find(places, diagnostic->span, &start, &end);
    writer_format(writer, "::%s file=", command_of(diagnostic));
    github_property(writer, source->path);
    if (source->length)
        writer_format(writer, ",line=%u,endLine=%u", (unsigned)start.line, (unsigned)end.line);
    if (source->length && start.line == end.line)
        writer_format(writer, ",col=%u,endColumn=%u", (unsigned)start.column, (unsigned)end.column);
    writer_text(writer, ",title=");
    github_property(writer, diag_code_text(diagnostic));
    if (!diagnostic->rule) {
        writer_char(writer, ' ');
        github_property(writer, diag_name_text(diagnostic));
    }
    writer_text(writer, "::");
    github_data(writer, *help ? arena_format(&arena, "%s\n%s", message, help) : message);
    writer_char(writer, '\n');
    arena_free(&arena);
}

void findings_github(struct writer *writer, const struct findings *findings)
{
    struct places places = {.model = findings->model};
    for (uint32_t i = 0; i < findings_shown(findings); i++)
        write_command(writer, findings, &findings->data[i], &places);
}

/* ---- the summary -------------------------------------------------------------------------------------------- */

/* A message as far as there is room for it, cut between characters. */
static const char *shortened(struct arena *arena, const char *message)
{
    size_t length = strlen(message);
    if (length <= LONGEST_MESSAGE)
        return message;
    for (length = LONGEST_MESSAGE; length && ((unsigned char)message[length] & 0xC0) == 0x80; length--)
        ;
    return arena_format(arena, "%.*s…", (int)length, message);
}

static void fill_rows(struct table *table, const struct findings *findings)
{
    static const enum text words[] = {TEXT_NOTE, TEXT_NOTE, TEXT_WARNING, TEXT_ERROR};
    struct places places = {.model = findings->model};
    for (uint32_t i = 0; i < findings_shown(findings) && i < MOST_ROWS; i++) {
        const struct diagnostic *diagnostic = &findings->data[i];
        const char *path = findings->model->files[diagnostic->span.file].source.path;
        struct position start, end;
        places_find(&places, diagnostic->span, &start, &end);
        struct table_row *row = table_add_row(table);
        row->cells[0] = cell_text(text_of(words[diagnostic->severity], findings->language));
        row->cells[1] = cell_text(diag_code_text(diagnostic));
        row->cells[2] = cell_text(shortened(table->arena, diag_message(table->arena, diagnostic, findings->language)));
        row->cells[3] = cell_text(arena_format(table->arena, "%s:%u", path, (unsigned)start.line));
        row->file = path;
        row->line = start.line;
    }
}

void findings_summary(struct writer *writer, const struct findings *findings, const char *web)
{
    static const struct column columns[] = {
        {"severity", {"Alvor", "Alvor", "Severity"}, COLUMN_TEXT, COLUMN_BOTH},
        {"code", {"Kode", "Kode", "Code"}, COLUMN_TEXT, COLUMN_BOTH},
        {"message", {"Melding", "Melding", "Message"}, COLUMN_TEXT, COLUMN_BOTH},
        {"place", {"Står i", "Står i", "Stated in"}, COLUMN_TEXT, COLUMN_BOTH},
    };
    enum language language = findings->language;
    struct arena arena = {0};
    struct findings_count count = findings_counted(findings);
    struct table table = {
        .report = "check", .language = language, .columns = columns, .column_count = 4, .arena = &arena};
    struct render_options options = {.web = web};
    const char *read = text_counted(&arena, TEXT_FILES, language, count.files),
               *declarations = text_counted(&arena, TEXT_DECLARATIONS, language, count.declarations);
    const char *found = arena_format(&arena, "%s, %s, %s", text_counted(&arena, TEXT_ERRORS, language, count.errors),
                                     text_counted(&arena, TEXT_WARNINGS, language, count.warnings),
                                     text_counted(&arena, TEXT_NOTES, language, count.notes));
    writer_text(writer, "## Tråd\n\n");
    if (findings->count)
        text_write(writer, TEXT_SUMMARY_IN, language, found, read);
    else
        text_write(writer, TEXT_NOTHING_FOUND, language, read, declarations);
    writer_text(writer, findings->count ? ".\n\n" : "\n\n");
    fill_rows(&table, findings);
    for (uint32_t i = 0; i < table.row_count; i++)
        table.rows[i].reachable = web && uri_is_within(table.rows[i].file);
    if (table.row_count)
        table_md(writer, &table, &options);
    if (table.row_count < findings->count) {
        writer_char(writer, '\n');
        writer_text(writer, text_counted(&arena, TEXT_MORE_ROWS, language, findings->count - table.row_count));
        writer_char(writer, '\n');
    }
    writer_char(writer, '\n');
    table_free(&table);
    arena_free(&arena);
}
