/* command_init.c: `traad init`: a folder that a plan can begin in, with what a server needs to check it. */
#include "command.h"
#include "prepared.h"
#include "starter.h"
#include "unicode.h"

#include <errno.h>
#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2200 };

/* ---- the answers -------------------------------------------------------------------------------------------- */

/* Whether a text can stand as a title: characters, some of which are seen, and no control characters. */
static bool is_title(const char *text)
{
    bool seen = false;
    int32_t point;
    for (size_t length = strlen(text), size; length; text += size, length -= size) {
        size = unicode_decode(text, length, &point);
        if (!size || point < ' ' || (point >= 0x7F && point < 0xA0))
            return false;
        seen |= point != ' ';
    }
    return seen;
}

static bool read_title(struct session *session, enum option option, const char **title)
{
    *title = session->options.values[option];
    if (!*title || is_title(*title))
        return true;
    session_say(session, TEXT_BAD_TITLE, arena_format(&session->arena, "--%s", option_row(option)->name), NULL);
    return false;
}

static bool has_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word))
        if (at[length] == ' ' || at[length] == '\0')
            return true;
    return false;
}

/* "Solvik" is called "Solvik kommune"; what says itself what it is, is left as it is. */
static const char *municipality_in_full(struct arena *arena, const char *name)
{
    static const char *const said[] = {"kommune", "Kommune", "kommunen", "herad", "Bydel", "bydel"};
    for (size_t i = 0; name && i < sizeof said / sizeof *said; i++)
        if (has_word(name, said[i]))
            return name;
    return name ? arena_format(arena, "%s kommune", name) : NULL;
}

static bool read_plan_type(struct session *session, struct starter *starter)
{
    const char *text = session->options.values[OPTION_PLAN_TYPE], *end = text ? text + strlen(text) : NULL;
    struct lexicon_match match;
    starter->plan_type = VALUE_THEMATIC_PLAN;
    if (!text)
        return true;
    bool known = lexicon_longest(&prepared_tables.lexicon, text, end, CLASS_VALUE, SET_(PLAN_TYPE), &match) &&
                 text + match.length == end;
    if (known)
        starter->plan_type = (enum term)match.keyword->id;
    else
        session_say(session, TEXT_BAD_CHOICE, text, starter_plan_types(&session->arena, session->language));
    return known;
}

static bool read_years(struct session *session, struct starter *starter)
{
    int year = options_number(&session->options, OPTION_YEAR);
    day_number today;
    const char *epoch;
    if (!environment_today(&today, &epoch))
        return session_say(session, TEXT_BAD_EPOCH, epoch, NULL), false;
    starter->today = date_civil(today).year;
    starter->year = year < 0 ? starter->today : year;
    if (starter->year >= FIRST_YEAR && starter->year <= LAST_YEAR)
        return true;
    session_say(session, TEXT_BAD_YEAR, session->options.values[OPTION_YEAR], NULL);
    return false;
}

/* --norwegian, else the language that is spoken. */
static enum language written_language(const struct session *session)
{
    const char *norwegian = session->options.values[OPTION_NORWEGIAN];
    bool nynorsk = norwegian ? strcmp(norwegian, "nn") == 0 : session->language == LANGUAGE_NN;
    return nynorsk ? LANGUAGE_NN : LANGUAGE_NB;
}

static bool read_answers(struct session *session, struct starter *starter)
{
    starter->language = written_language(session);
    if (!read_title(session, OPTION_TITLE, &starter->title) ||
        !read_title(session, OPTION_MUNICIPALITY, &starter->municipality) || !read_plan_type(session, starter))
        return false;
    starter->municipality = municipality_in_full(&session->arena, starter->municipality);
    return read_years(session, starter);
}

/* ---- the files ---------------------------------------------------------------------------------------------- */

/* What stands before the name of a file in a folder. */
static const char *before_names(struct arena *arena, const char *folder)
{
    size_t length = strlen(folder);
    if (strcmp(folder, ".") == 0 || strcmp(folder, "./") == 0)
        return "";
    return folder[length - 1] == '/' ? folder : arena_format(arena, "%s/", folder);
}

/* Names the files that are there from before. False when there are any and they may not be written over. */
static bool may_write(struct session *session, const struct placed *files, uint32_t count)
{
    uint32_t existing = 0;
    for (uint32_t i = 0; i < count && !session->options.given[OPTION_FORCE]; i++)
        if (placing_exists(files[i].path)) {
            session_say(session, TEXT_EXISTS, files[i].path, NULL);
            existing++;
        }
    if (existing)
        session_hint(session, TEXT_NOTHING_WRITTEN, NULL);
    return !existing;
}

static bool write_all(struct session *session, const struct placed *files, uint32_t count)
{
    const char *failed;
    int error;
    if (placing_put(files, count, &session->arena, &error, &failed))
        return true;
    session_say(session, TEXT_CANNOT_WRITE, failed,
                error == ENOTDIR ? text_of(TEXT_IS_NOT_A_FOLDER, session->language)
                                 : write_error_text(error, session->language));
    session_hint(session, TEXT_ALL_AS_IT_WAS, NULL);
    return false;
}

/* What was written, and what to do next. */
static int say_written(struct session *session, const struct placed *files, uint32_t count)
{
    struct stream stream;
    if (session->options.given[OPTION_QUIET])
        return EXIT_FINE;
    stream_open(&stream, NULL);
    for (uint32_t i = 0; i < count; i++) {
        text_write(&stream.writer, TEXT_PLAIN, session->language, files[i].path, NULL);
        writer_char(&stream.writer, '\n');
    }
    int status = session_close(session, &stream, EXIT_FINE);
    session_say(session, TEXT_PLANTED, text_counted(&session->arena, TEXT_FILES, session->language, count),
                session->options.arguments[0]);
    return status;
}

int command_init(struct session *session)
{
    const struct options *options = &session->options;
    struct starter starter;
    uint32_t count;
    if (!options->argument_count || !*options->arguments[0])
        return session_say(session, TEXT_MISSING_PLAN_FOLDER, NULL, NULL);
    if (options->argument_count > 1)
        return session_say(session, TEXT_TOO_MANY_ARGUMENTS, "init", options->arguments[1]);
    if (!read_answers(session, &starter))
        return EXIT_FAILED;
    struct placed *files = starter_files(&starter, before_names(&session->arena, options->arguments[0]),
                                         &session->arena, &count);
    int status = EXIT_FAILED;
    if (may_write(session, files, count) && write_all(session, files, count))
        status = say_written(session, files, count);
    array_free(files);
    return status;
}
