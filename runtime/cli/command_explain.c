/* command_explain.c: `traad explain`: the page about a diagnostic (docs/diagnostics, compiled in), or the list of them. */
#include "command.h"
#include "diag.h"
#include "explain_rule.h"
#include "export.h"
#include "findings.h"
#include "json.h"
#include "page.h"
#include "properties.h"
#include "refuse.h"
#include "tables.h"
#include "terminal.h"
#include "version.h"
#include "wrap.h"

#include <string.h>

enum { WIDEST = 90, MARGIN = 4 };

/* ---- the page ---------------------------------------------------------------------------------------------------- */

static bool is_blank_line(const char *at, const char *stop)
{
    while (at < stop && (*at == ' ' || *at == '\r'))
        at++;
    return at == stop;
}

static void end_paragraph(struct writer *writer, struct writer *paragraph, uint32_t width)
{
    if (!paragraph->count)
        return;
    wrap_paragraph(writer, paragraph->data, paragraph->count, width, 0, 0);
    writer_text(writer, "\n\n");
    paragraph->count = 0;
}

/* Paragraphs, each filled to the width and followed by an empty line. */
static void write_paragraphs(struct writer *writer, struct page_section section, uint32_t width)
{
    struct writer paragraph = {0};
    for (const char *at = section.at, *stop; at < section.end; at = stop + 1) {
        stop = page_line_end(at, section.end);
        if (is_blank_line(at, stop)) {
            end_paragraph(writer, &paragraph, width);
        } else {
            writer_text(&paragraph, paragraph.count ? " " : "");
            writer_put(&paragraph, at, (size_t)(stop - at));
        }
    }
    end_paragraph(writer, &paragraph, width);
    writer_free(&paragraph);
}

/* Names the file or the day of an example, from the words behind its opening fence: "plan wrong b.plan as-of=2026". */
static void write_fence(struct writer *writer, const char *at, const char *stop)
{
    int word = 0;
    for (const char *end; at < stop; at = end + (end < stop), word++) {
        end = memchr(at, ' ', (size_t)(stop - at));
        end = end ? end : stop;
        bool option = memchr(at, '=', (size_t)(end - at)) != NULL;
        if (word < 2 || (end - at == 3 && memcmp(at, "raw", 3) == 0))
            continue;
        writer_repeat(writer, " ", MARGIN / 2);
        writer_text(writer, option ? "--" : "");
        writer_put(writer, at, (size_t)(end - at));
        writer_text(writer, ":\n");
    }
}

/* `\repeat{66}{\iaktivitet …\n}` stands for a line that is repeated, ever deeper: shown once, and that it goes on. */
static void write_repeated(struct writer *writer, const char *at, const char *stop)
{
    const char *close = memchr(at, '}', (size_t)(stop - at));
    writer_repeat(writer, " ", MARGIN);
    for (at = close ? close + 2 : stop; at < stop && *at != '}'; at++)
        if (*at != '\\')
            writer_char(writer, *at);
        else if (*++at == 'i')
            writer_text(writer, "  ");
    writer_char(writer, '\n');
    writer_repeat(writer, " ", MARGIN);
    writer_text(writer, "…\n");
}

static void write_examples(struct writer *writer, struct page_section section)
{
    bool fenced = false, any = false;
    for (const char *at = section.at, *stop; at < section.end; at = stop + 1) {
        stop = page_line_end(at, section.end);
        if (stop - at >= 3 && memcmp(at, "```", 3) == 0) {
            if (!fenced) {
                writer_text(writer, any ? "\n" : "");
                write_fence(writer, at + 3, stop);
            }
            fenced = !fenced;
            any = true;
        } else if (fenced && stop - at > 8 && memcmp(at, "\\repeat{", 8) == 0) {
            write_repeated(writer, at, stop);
        } else if (fenced) {
            writer_repeat(writer, " ", at < stop ? MARGIN : 0);
            glyph_text(writer, at, (size_t)(stop - at));
            writer_char(writer, '\n');
        }
    }
}

static void write_heading(struct writer *writer, enum style style, const char *text)
{
    writer_style(writer, style);
    writer_text(writer, text);
    writer_style(writer, STYLE_PLAIN);
    writer_text(writer, "\n\n");
}

static void write_page(struct writer *writer, struct arena *arena, enum diag_code code, enum language language,
                       uint32_t width)
{
    const struct diag_row *row = diag_row(code);
    const struct embedded *page = page_find(row->code);
    const enum text words[] = {TEXT_ON_REQUEST, TEXT_NOTE, TEXT_WARNING, TEXT_ERROR};
    const char *message = diag_template(arena, row->message[language]);
    writer_style(writer, STYLE_STRONG);
    writer_format(writer, "%s %s (%s)", row->code, row->name, text_of(words[row->severity], language));
    writer_style(writer, STYLE_PLAIN);
    writer_char(writer, '\n');
    wrap_paragraph(writer, message, strlen(message), width, 0, 0);
    writer_text(writer, "\n\n");
    if (!page) {
        write_heading(writer, STYLE_PLAIN, text_of(TEXT_NO_PAGE, language));
        return;
    }
    write_paragraphs(writer, page_words(page, language), width);
    struct page_section wrong = page_section(page, "wrong");
    if (wrong.at == wrong.end) /* a fault of the program, which no plan can show */
        return;
    write_heading(writer, STYLE_ERROR, text_of(TEXT_WRONG, language));
    write_examples(writer, wrong);
    writer_char(writer, '\n');
    write_heading(writer, STYLE_HELP, text_of(TEXT_RIGHT, language));
    write_examples(writer, page_section(page, "right"));
}

/* ---- lists ------------------------------------------------------------------------------------------------------- */

static void write_list(struct writer *writer, struct arena *arena, enum language language)
{
    uint32_t widest = 0;
    for (int code = 1; code < DIAG_COUNT; code++) {
        uint32_t length = (uint32_t)strlen(diag_row((enum diag_code)code)->name);
        widest = length > widest ? length : widest;
    }
    for (int code = 1; code < DIAG_COUNT; code++) {
        const struct diag_row *row = diag_row((enum diag_code)code);
        writer_format(writer, "%s  %-*s  %-7s  %s\n", row->code, (int)widest, row->name, severity_name(row->severity),
                      diag_template(arena, row->message[language]));
    }
}

static void write_json_row(struct json *json, struct arena *arena, enum diag_code code, enum language language,
                           bool all)
{
    const struct diag_row *row = diag_row(code);
    const struct embedded *page = all ? NULL : page_find(row->code);
    const char *help = diag_template(arena, row->help[language]);
    json_begin_object(json, all ? JSON_ONE_LINE : JSON_LINES);
    json_key(json, "code");
    json_put_string(json, row->code);
    json_key(json, "name");
    json_put_string(json, row->name);
    json_key(json, "severity");
    json_put_string(json, severity_name(row->severity));
    json_key(json, "message");
    json_put_string(json, diag_template(arena, row->message[language]));
    json_key(json, "help");
    json_put_string(json, *help ? help : NULL);
    if (page) {
        struct page_section section = page_words(page, language);
        json_key(json, "explanation");
        json_put_text(json, section.at, (size_t)(section.end - section.at));
    }
    json_end(json);
}

static void write_json_list(struct writer *writer, struct arena *arena, enum language language)
{
    struct json json = {.writer = writer};
    json_begin_object(&json, JSON_LINES);
    json_key(&json, "format_version");
    json_put_string(&json, JSON_FORMAT_VERSION);
    json_key(&json, "diagnostics");
    json_begin_array(&json, JSON_LINES);
    for (int code = 1; code < DIAG_COUNT; code++)
        write_json_row(&json, arena, (enum diag_code)code, language, true);
    json_end(&json);
    json_end(&json);
}

int command_explain(struct session *session)
{
    const struct options *options = &session->options;
    bool properties = options->given[OPTION_PROPERTIES], tables = options->given[OPTION_TABLES],
         schema = options->given[OPTION_SCHEMA],
         all = options->given[OPTION_ALL_CODES] || properties || tables || schema,
         as_json = strcmp(options->values[OPTION_LIST_FORMAT], "json") == 0;
    enum diag_code code = DIAG_NONE;
    struct stream stream;
    if (!all && !options->argument_count)
        return session_say(session, TEXT_MISSING_CODE, NULL, NULL);
    if (!all)
        code = diag_find(options->arguments[0], strlen(options->arguments[0]));
    if (options->argument_count > !all && (all || code))
        return session_say(session, TEXT_TOO_MANY_ARGUMENTS, "explain", options->arguments[!all]);
    if (!all && !code && !strchr(options->arguments[0], '/'))
        return refuse_code(session, options->arguments[0], strlen(options->arguments[0]));
    stream_open(&stream, options->values[OPTION_OUTPUT]);
    int descriptor = stream.shown ? -1 : STREAM_OUT;
    uint32_t width = terminal_width(descriptor);
    stream.writer.color = terminal_color(descriptor, options->values[OPTION_COLOR]);
    if (width > WIDEST)
        width = WIDEST;
    if (!all && !code) {
        if (explain_rule(session, &stream.writer, options->arguments[0], options->arguments + 1,
                         options->argument_count - 1, as_json, width))
            return session_close(session, &stream, EXIT_FINE);
        writer_free(&stream.writer);
        return refuse_code(session, options->arguments[0], strlen(options->arguments[0]));
    }
    if (properties)
        properties_write(&stream.writer);
    else if (tables)
        tables_write(&stream.writer);
    else if (schema)
        export_schema(&stream.writer);
    else if (all && as_json)
        write_json_list(&stream.writer, &session->arena, session->language);
    else if (all)
        write_list(&stream.writer, &session->arena, session->language);
    else if (as_json)
        write_json_row(&(struct json){.writer = &stream.writer}, &session->arena, code, session->language, false);
    else
        write_page(&stream.writer, &session->arena, code, session->language, width);
    return session_close(session, &stream, EXIT_FINE);
}
