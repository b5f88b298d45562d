/* manual.c: what both pages share, and traad(1). */
#include "manual.h"

#include "command.h"
#include "version.h"

#include <string.h>

static const char *const MANUAL_WORDS[MANUAL_COUNT][LANGUAGE_COUNT] = {
#define WORDS(id, nb, nn, en) [MANUAL_##id] = {nb, nn, en},
#define ENTRY(...)
#include "manual.def"
#undef WORDS
#undef ENTRY
};

static const struct {
    enum manual_words section;
    const char *term, *text[LANGUAGE_COUNT];
} ENTRIES[] = {
#define WORDS(...)
#define ENTRY(section, term, nb, nn, en) {MANUAL_##section, term, {nb, nn, en}},
#include "manual.def"
#undef WORDS
#undef ENTRY
};

/* ---- what both pages share --------------------------------------------------------------------------------------- */

const char *manual_words(const struct manual *m, enum manual_words words)
{
    return MANUAL_WORDS[words][m->language];
}

void manual_begin(const struct manual *m, const char *section, enum manual_words line)
{
    writer_text(m->writer, ".\\\" Printed by `traad man`; what it says stands in the tables of the program.\n");
    writer_format(m->writer, ".TH TRAAD %s %s \"traad %s\" ", section, TRAAD_RELEASED, TRAAD_VERSION);
    roff_macro(m->writer, "", manual_words(m, MANUAL_MANUAL), NULL, NULL, NULL);
    manual_heading(m, MANUAL_NAME);
    writer_format(m->writer, "traad \\- %s\n", manual_words(m, line)); /* as it is: whatis(1) knows no codes */
}

void manual_heading(const struct manual *m, enum manual_words heading)
{
    roff_macro(m->writer, ".SH", manual_words(m, heading), NULL, NULL, NULL);
}

void manual_paragraph(const struct manual *m, enum manual_words words)
{
    roff_macro(m->writer, ".PP", NULL, NULL, NULL, NULL);
    roff_text(m->writer, manual_words(m, words));
}

void manual_entry(const struct manual *m, const char *term, const char *text)
{
    roff_macro(m->writer, ".TP", NULL, NULL, NULL, NULL);
    roff_text(m->writer, arena_format(m->arena, "`%s`", term));
    roff_text(m->writer, text);
}

/* ---- traad(1) ---------------------------------------------------------------------------------------------------- */

/* "check, sjekk", the usage line, what it does. */
static void write_command(const struct manual *m, enum command command)
{
    const struct command_row *row = command_row(command);
    const char *arguments = row->arguments[m->language],
               *name = arena_format(m->arena, "%s%s%s", row->name, *row->synonym ? ", " : "", row->synonym);
    roff_macro(m->writer, ".SS", name, NULL, NULL, NULL);
    roff_text(m->writer, arena_format(m->arena, "`traad %s` [%s…]%s%s", row->name, text_of(TEXT_ARGUMENT, m->language),
                                      *arguments ? " " : "", arguments));
    roff_macro(m->writer, ".PP", NULL, NULL, NULL, NULL);
    roff_text(m->writer, text_sentence(m->arena, row->line[m->language]));
    if (*row->more[m->language])
        roff_text(m->writer, row->more[m->language]);
}

/* "check, report": the commands that have an option; NULL when all have it. */
static const char *commands_of(const struct manual *m, const struct option_row *row)
{
    const char *list = "";
    bool all = true;
    for (enum command command = 0; command < COMMAND_COUNT; command++) {
        if (command_is_hidden(command))
            continue;
        if (row->commands >> command & 1u)
            list = arena_format(m->arena, "%s%s%s", list, *list ? ", " : "", command_row(command)->name);
        else
            all = false;
    }
    return all ? NULL : list;
}

static void write_option(const struct manual *m, enum option option)
{
    const struct option_row *row = option_row(option);
    const char *commands = commands_of(m, row),
               *text = text_sentence(m->arena, option_help(m->arena, row, m->language));
    if (commands)
        text = arena_format(m->arena, "%s %s: %s.", text, manual_words(m, MANUAL_OF_COMMANDS), commands);
    manual_entry(m, option_usage(m->arena, row, m->language), text);
}

static void write_entries(const struct manual *m, enum manual_words section)
{
    manual_heading(m, section);
    for (size_t i = 0; i < sizeof ENTRIES / sizeof *ENTRIES; i++)
        if (ENTRIES[i].section == section)
            manual_entry(m, ENTRIES[i].term, ENTRIES[i].text[m->language]);
}

void manual_program(const struct manual *m)
{
    enum language language = m->language;
    manual_begin(m, "1", MANUAL_PROGRAM_LINE);
    manual_heading(m, MANUAL_SYNOPSIS);
    roff_text(m->writer, arena_format(m->arena, "`traad` %s [%s…]", text_of(TEXT_COMMAND, language),
                                      text_of(TEXT_ARGUMENT, language)));
    manual_heading(m, MANUAL_DESCRIPTION);
    roff_text(m->writer, manual_words(m, MANUAL_PROGRAM));
    roff_macro(m->writer, ".PP", NULL, NULL, NULL, NULL);
    roff_text(m->writer, text_of(TEXT_HELP_PATHS, language));
    manual_heading(m, MANUAL_COMMANDS);
    for (enum command command = 0; command < COMMAND_COUNT; command++)
        if (!command_is_hidden(command))
            write_command(m, command);
    manual_heading(m, MANUAL_OPTIONS);
    roff_text(m->writer, manual_words(m, MANUAL_OPTION_NOTE));
    for (enum option option = 0; option < OPTION_COUNT; option++)
        write_option(m, option);
    write_entries(m, MANUAL_EXIT);
    write_entries(m, MANUAL_ENVIRONMENT);
    write_entries(m, MANUAL_FILES);
    write_entries(m, MANUAL_EXAMPLES);
    manual_heading(m, MANUAL_SEE_ALSO);
    roff_text(m->writer, "`traad`(5), `git`(1)");
}
