/* help.c: what `traad help` and `--help` print, from the tables of commands and options. */
#include "command.h"
#include "library.h"
#include "stream.h"
#include "terminal.h"
#include "version.h"
#include "wrap.h"

#include <string.h>

enum { MARGIN = 2, WIDEST_LEFT = 34 };

/* A line of two columns: what is to be written, and what it does. */
static void write_entry(struct writer *writer, const char *left, const char *right, uint32_t column, uint32_t width)
{
    writer_repeat(writer, " ", MARGIN);
    writer_style(writer, STYLE_STRONG);
    uint32_t begun = MARGIN + glyph_string(writer, left);
    writer_style(writer, STYLE_PLAIN);
    if (begun + 2 > column) {
        writer_char(writer, '\n');
        begun = 0;
    }
    writer_repeat(writer, " ", column - begun);
    wrap_paragraph(writer, right, strlen(right), width, column, column);
    writer_char(writer, '\n');
}

static void write_paragraph(struct writer *writer, const char *text, uint32_t width)
{
    if (!*text)
        return;
    wrap_paragraph(writer, text, strlen(text), width, 0, 0);
    writer_text(writer, "\n\n");
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

const char *option_usage(struct arena *arena, const struct option_row *row, enum language language)
{
    const char *letter = row->letter ? arena_format(arena, "-%c, ", row->letter) : "";
    const char *place = row->placeholder[language];
    return arena_format(arena, "%s--%s%s%s", letter, row->name, *place ? " " : "", place);
}

/* Choices are said where the help does not name them. */
const char *option_help(struct arena *arena, const struct option_row *row, enum language language)
{
    const char *text = row->help[language];
    if (row->choices && row->takes != TAKES_TEXT)
        text = arena_format(arena, "%s (%s)", text, row->choices);
    if (row->standard)
        text = arena_format(arena, "%s; %s", text, text_string(arena, TEXT_DEFAULT, language, row->standard, NULL));
    return text;
}

static void write_options(struct writer *writer, struct arena *arena, enum command command, enum language language,
                          uint32_t width)
{
    uint32_t column = 0;
    for (int pass = 0; pass < 2; pass++)
        for (enum option option = 0; option < OPTION_COUNT; option++) {
            const struct option_row *row = option_row(option);
            if (!(row->commands >> command & 1u))
                continue;
            const char *left = option_usage(arena, row, language);
            uint32_t wide = least(glyph_width(left, strlen(left)) + MARGIN + 2, least(WIDEST_LEFT, width / 2));
            if (pass)
                write_entry(writer, left, option_help(arena, row, language), column, width);
            else
                column = wide > column ? wide : column;
        }
}

static void write_one(struct writer *writer, struct arena *arena, enum command command, enum language language,
                      uint32_t width)
{
    const struct command_row *row = command_row(command);
    const char *arguments = row->arguments[language];
    writer_format(writer, "%s traad %s [%s…]%s%s\n\n", text_of(TEXT_USAGE, language), row->name,
                  text_of(TEXT_ARGUMENT, language), *arguments ? " " : "", arguments);
    const char *line = text_sentence(arena, row->line[language]);
    if (*row->synonym)
        line = arena_format(arena, "%s %s", line, text_string(arena, TEXT_ALSO_CALLED, language, row->synonym, NULL));
    write_paragraph(writer, line, width);
    write_paragraph(writer, row->more[language], width);
    if (strstr(arguments, "STI") || strstr(arguments, "PATH"))
        write_paragraph(writer, text_of(TEXT_HELP_PATHS, language), width);
    writer_format(writer, "%s\n", text_of(TEXT_OPTIONS, language));
    write_options(writer, arena, command, language, width);
}

static void write_all(struct writer *writer, struct arena *arena, enum language language, uint32_t width)
{
    uint32_t column = 0;
    writer_format(writer, "%s\n\n%s traad %s [%s…]\n\n%s\n", text_of(TEXT_TAGLINE, language),
                  text_of(TEXT_USAGE, language), text_of(TEXT_COMMAND, language), text_of(TEXT_ARGUMENT, language),
                  text_of(TEXT_COMMANDS, language));
    for (int pass = 0; pass < 2; pass++)
        for (enum command command = 0; command < COMMAND_COUNT; command++) {
            const struct command_row *row = command_row(command);
            if (command_is_hidden(command))
                continue;
            const char *left = arena_format(arena, "%s%s%s", row->name, *row->synonym ? ", " : "", row->synonym);
            uint32_t wide = glyph_width(left, strlen(left)) + MARGIN + 2;
            if (pass)
                write_entry(writer, left, row->line[language], column, width);
            else
                column = wide > column ? wide : column;
        }
    writer_char(writer, '\n');
    write_paragraph(writer, text_of(TEXT_HELP_PATHS, language), width);
    write_paragraph(writer, text_of(TEXT_HELP_STATUS, language), width);
    wrap_paragraph(writer, text_of(TEXT_HELP_MORE, language), strlen(text_of(TEXT_HELP_MORE, language)), width, 0, 0);
    writer_char(writer, '\n');
}

void help_write(struct writer *writer, enum command command, enum language language, uint32_t width)
{
    struct arena arena = {0};
    if (command == COMMAND_COUNT)
        write_all(writer, &arena, language, width);
    else
        write_one(writer, &arena, command, language, width);
    arena_free(&arena);
}

int command_help(struct session *session)
{
    const struct options *options = &session->options;
    enum command command = COMMAND_COUNT;
    if (options->argument_count > 1)
        return session_say(session, TEXT_TOO_MANY_ARGUMENTS, "help", options->arguments[1]);
    if (options->argument_count) {
        command = command_find(options->arguments[0]);
        if (command == COMMAND_COUNT) {
            command_unknown(options->arguments[0], session->language, &session->errors);
            return EXIT_FAILED;
        }
    }
    struct stream stream;
    stream_open(&stream, NULL);
    help_write(&stream.writer, command, session->language, terminal_width(STREAM_OUT));
    return session_close(session, &stream, EXIT_FINE);
}

/* The libraries that a build can do without, as the Makefile names those that this one has. */
#ifndef TRAAD_WITH
#define TRAAD_WITH ""
#endif

/* Of those, the libraries that the system no longer has. */
static void write_missing(struct session *session, struct writer *writer)
{
    struct writer missing = {0};
    library_write_missing(&missing);
    if (missing.count) {
        text_write(writer, TEXT_BUILT_WITH_MISSING, session->language, writer_string(&missing), NULL);
        writer_char(writer, '\n');
    }
    writer_free(&missing);
}

int command_version(struct session *session)
{
    struct stream stream;
    if (session->options.argument_count)
        return session_say(session, TEXT_TOO_MANY_ARGUMENTS, "version", session->options.arguments[0]);
    stream_open(&stream, NULL);
    writer_text(&stream.writer, "traad " TRAAD_VERSION "\n");
    text_write(&stream.writer, *TRAAD_WITH ? TEXT_BUILT_WITH : TEXT_BUILT_WITH_NONE, session->language, TRAAD_WITH,
               NULL);
    writer_char(&stream.writer, '\n');
    write_missing(session, &stream.writer);
    return session_close(session, &stream, EXIT_FINE);
}
