#include "refuse.h"

#include "excerpt.h"
#include "nearest.h"
#include "terminal.h"

#include <string.h>

/* ---- codes of diagnostics ------------------------------------------------------------------------------------------- */

const char *code_nearest(const char *text, size_t length)
{
    struct nearest nearest;
    nearest_begin(&nearest, text, length);
    for (int code = 1; code < DIAG_COUNT; code++) {
        const struct diag_row *row = diag_row((enum diag_code)code);
        nearest_try(&nearest, row->code, strlen(row->code), row->code, 0);
        nearest_try(&nearest, row->name, strlen(row->name), row->name, 0);
    }
    bool number = length > 2 && text[length - 1] >= '0' && text[length - 1] <= '9';
    return number && nearest.best > 1 ? NULL : nearest.match; /* two digits off is another number, no slip */
}

int refuse_code(struct session *session, const char *text, size_t length)
{
    const char *near = code_nearest(text, length);
    session_say(session, TEXT_UNKNOWN_CODE, arena_copy(&session->arena, text, length), NULL);
    session_hint(session, near ? TEXT_DID_YOU_MEAN : TEXT_SEE_CODES, near);
    return EXIT_FAILED;
}

/* ---- questions ------------------------------------------------------------------------------------------------------ */

/* What is said of each error, and what helps when nothing is like what was written. */
static const struct {
    enum text said, help;
    bool helps;
} ERRORS[] = {
    [SQL_NOTHING] = {TEXT_SQL_NOTHING, 0, false},
    [SQL_SEVERAL] = {TEXT_SQL_SEVERAL, 0, false},
    [SQL_NOT_A_QUESTION] = {TEXT_SQL_NOT_A_QUESTION, 0, false},
    [SQL_DENIED] = {TEXT_SQL_DENIED, 0, false},
    [SQL_SYNTAX] = {TEXT_SQL_SYNTAX, 0, false},
    [SQL_INCOMPLETE] = {TEXT_SQL_INCOMPLETE, 0, false},
    [SQL_UNKNOWN_TABLE] = {TEXT_SQL_UNKNOWN_TABLE, TEXT_SEE_TABLES, true},
    [SQL_UNKNOWN_COLUMN] = {TEXT_SQL_UNKNOWN_COLUMN, TEXT_SEE_TABLES, true},
    [SQL_QUOTED_TEXT] = {TEXT_SQL_QUOTED_TEXT, 0, false},
    [SQL_UNKNOWN_FUNCTION] = {TEXT_SQL_UNKNOWN_FUNCTION, 0, false},
    [SQL_AMBIGUOUS_COLUMN] = {TEXT_SQL_AMBIGUOUS_COLUMN, 0, false},
    [SQL_STOPPED] = {TEXT_SQL_STOPPED, 0, false},
    [SQL_TOO_LARGE] = {TEXT_SQL_TOO_LARGE, 0, false},
    [SQL_OTHER] = {TEXT_SQL_OTHER, 0, false},
};

/* The line of the question, and a mark below what is meant. */
static void show_place(struct session *session, const char *question, uint32_t start, uint32_t end)
{
    struct source source = {.path = "", .bytes = question, .length = (uint32_t)strlen(question)};
    const struct excerpt_mark mark = {'^', STYLE_ERROR, NULL};
    session->errors.color = terminal_color(STREAM_ERROR, session->options.values[OPTION_COLOR]);
    excerpt_write(&session->errors, &source, source_position(&source, start).line, start, end, 1,
                  terminal_width(STREAM_ERROR), &mark);
    session->errors.color = false;
    source_free(&source);
}

int refuse_sql(struct session *session, const char *question, const struct sql_failure *failure)
{
    const char *name = failure->name;
    if (failure->error == SQL_STOPPED)
        name = text_counted(&session->arena, TEXT_SECONDS, session->language,
                            (uint64_t)options_number(&session->options, OPTION_MAX_SECONDS));
    bool nameless = failure->error == SQL_DENIED && (!name || !*name);
    session_say(session, nameless ? TEXT_SQL_ONLY_READS : ERRORS[failure->error].said, name, NULL);
    if (failure->at >= 0)
        show_place(session, question, (uint32_t)failure->at,
                   (uint32_t)failure->at + (failure->length ? failure->length : 1));
    if (failure->near)
        session_hint(session, TEXT_DID_YOU_MEAN, failure->near);
    else if (ERRORS[failure->error].helps)
        session_hint(session, ERRORS[failure->error].help, NULL);
    return EXIT_FAILED;
}

int refuse_question(struct session *session, const struct report_request *request)
{
    const struct diagnostic *wrong = &request->wrong->data[0]; /* the rest may be its consequences */
    const char *help = diag_help(&session->arena, wrong, session->language);
    uint32_t end = wrong->span.end > wrong->span.start ? wrong->span.end : wrong->span.start + 1;
    session_say(session, TEXT_PLAIN, diag_message(&session->arena, wrong, session->language), NULL);
    show_place(session, request->question, wrong->span.start, end);
    if (*help)
        session_hint(session, TEXT_PLAIN, help);
    return EXIT_FAILED;
}
