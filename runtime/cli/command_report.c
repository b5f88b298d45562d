/* command_report.c: the commands that make a report and render it: overdue, status, targets, trace, matrix, coverage. */
#include "check.h"
#include "embedded.h"
#include "nearest.h"
#include "refuse.h"
#include "relative.h"
#include "reporting.h"
#include "stream.h"
#include "terminal.h"

#include <assert.h>
#include <string.h>

static enum report_result make_trace(const struct report_request *request, struct table *table, bool *found)
{
    *found = false;
    return report_trace(request, table);
}

static enum report_result make_matrix(const struct report_request *request, struct table *table, bool *found)
{
    *found = false;
    return report_matrix(request, table);
}

static enum report_result make_coverage(const struct report_request *request, struct table *table, bool *found)
{
    *found = false;
    return report_coverage(request, table);
}

/* ---- unknown names -------------------------------------------------------------------------------------------- */

/* What is most like a name among the identities and ids of some kinds. */
static const char *nearest_declaration(const struct model *model, const char *name, uint32_t kinds)
{
    struct nearest nearest;
    nearest_begin(&nearest, name, strlen(name));
    for (uint32_t e = 1; e < model->entity_count; e++) {
        if (!KIND_IN(model->entities[e].kind, kinds))
            continue;
        const char *identity = model_identity(model, e), *slash = strrchr(identity, '/'),
                   *id = slash ? slash + 1 : identity;
        nearest_try(&nearest, identity, strlen(identity), identity, e);
        if (*id != '~')
            nearest_try(&nearest, id, strlen(id), id, e);
    }
    return nearest.match;
}

/* `std/NAME` for a standard library of that name, which no plan has brought in; or NULL. */
static const char *standard_library(struct session *session, const char *name)
{
    for (const struct embedded *file = stdlib_files; file->path; file++)
        if (strcmp(file->path, arena_format(&session->arena, "stdlib/%s.plan", name)) == 0)
            return arena_format(&session->arena, "std/%s", name);
    return NULL;
}

int reporting_unknown(struct session *session, const struct model *model, const char *name, uint32_t kinds)
{
    const char *near = nearest_declaration(model, name, kinds ? kinds : ANY_KIND);
    session_say(session, TEXT_UNKNOWN_ID, name, NULL);
    if (near)
        session_hint(session, TEXT_DID_YOU_MEAN, near);
    return EXIT_FAILED;
}

static int say_unknown(struct session *session, const struct report_request *request)
{
    assert(request->sector || request->actor || request->id);
    const char *name = request->sector ? request->sector : request->actor ? request->actor : request->id;
    bool framework = request->id && request->id_kinds == OF(FRAMEWORK);
    uint32_t kinds = request->sector  ? OF(SECTOR)
                     : request->actor ? OF(ACTOR) | OF(GROUP)
                     : framework      ? OF(FRAMEWORK)
                                      : ANY_KIND;
    const char *library = framework ? standard_library(session, name) : NULL;
    if (!library)
        return reporting_unknown(session, request->model, name, kinds);
    session_say(session, TEXT_UNKNOWN_ID, name, NULL);
    session_hint(session, TEXT_BRING_IN, library);
    return EXIT_FAILED;
}

/* ---- making and rendering ---------------------------------------------------------------------------------------- */

/* What the reader calls the command. */
static const char *command_name(const struct session *session)
{
    const struct command_row *row = command_row(session->options.command);
    return session->language != LANGUAGE_EN && *row->synonym ? row->synonym : row->name;
}

/* False, and said, when the format cannot be written, or not to where it would go. */
bool reporting_can_render(struct session *session, const struct renderer *renderer)
{
    const char *output = session->options.values[OPTION_OUTPUT], *name = renderer->name;
    if (renderer->library && !session_has(session, renderer->library, renderer->render, name))
        return false;
    if (renderer->binary && (!output || strcmp(output, "-") == 0) && terminal_is(STREAM_OUT))
        return session_say(session, TEXT_BINARY_ON_TERMINAL, name,
                           arena_format(&session->arena, "%s.%s", command_name(session), name)),
               false;
    return true;
}

int reporting_render(struct session *session, const struct table *table, const struct renderer *renderer)
{
    struct stream stream;
    const struct options *given = &session->options;
    stream_open(&stream, given->values[OPTION_OUTPUT]);
    int descriptor = stream.shown ? -1 : STREAM_OUT;
    struct render_options options = {.width = terminal_width(descriptor),
                                     .titles = given->given[OPTION_TITLES],
                                     .excel = strcmp(given->values[OPTION_CSV_DIALECT], "excel") == 0,
                                     .name = command_name(session),
                                     .files = relative_way_back(&session->arena, stream.shown),
                                     .web = renderer->online ? environment_github_files(&session->arena) : NULL};
    stream.writer.color = terminal_color(descriptor, given->values[OPTION_COLOR]);
    if (stream.descriptor >= 0)
        renderer->render(&stream.writer, table, &options);
    return session_close(session, &stream, EXIT_FINE);
}

void reporting_say_errors(struct session *session, struct model *model, day_number as_of)
{
    uint32_t count, errors = 0;
    struct diagnostic *findings = check_collect(model, as_of, &count);
    for (uint32_t i = 0; i < count; i++)
        errors += findings[i].severity == SEVERITY_ERROR;
    array_free(findings);
    if (errors)
        session_say(session, TEXT_RUN_CHECK, text_counted(&session->arena, TEXT_ERRORS, session->language, errors),
                    NULL);
}

/* The first day of the period that --since names, in days back or as a date; NULL when it is not given. False when it has not begun. */
static bool read_since(const char *text, day_number as_of, day_number *since)
{
    struct date date;
    int days;
    if (parse_date(text, &date))
        *since = date.first;
    else if (options_read_number(text, &days))
        *since = as_of - days;
    return *since <= as_of;
}

void reporting_check(struct workspace *workspace)
{
    model_identities(&workspace->model);
    check_run(&workspace->model, workspace->as_of); /* the thread's breaks are findings */
    rules_run(workspace->rules, workspace->as_of);
}

static int make(struct session *session, struct workspace *workspace, struct report_request request,
                make_function *function)
{
    bool found = false;
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    const struct renderer *renderer = render_find(session->options.values[OPTION_TABLE_FORMAT]);
    request.model = &workspace->model;
    request.as_of = workspace->as_of;
    request.language = session->language;
    if (!read_since(session->options.values[OPTION_SINCE], request.as_of, &request.since))
        return session_say(session, TEXT_SINCE_AHEAD, session->options.values[OPTION_SINCE], NULL);
    request.long_form = renderer->machine || session->options.given[OPTION_LONG];
    reporting_check(workspace);
    struct sql_failure failure = {.at = -1};
    request.failure = &failure;
    int status = EXIT_FINE;
    switch (function(&request, &table, &found)) {
    case REPORT_DONE: status = reporting_render(session, &table, renderer); break;
    case REPORT_UNKNOWN_ID: status = say_unknown(session, &request); break;
    case REPORT_REFUSED:
        status = request.question ? refuse_question(session, &request) : refuse_sql(session, request.sql, &failure);
        break;
    }
    if (status == EXIT_FINE && found &&
        (session->options.given[OPTION_FAIL] || session->options.given[OPTION_FAIL_TARGETS]))
        status = EXIT_FOUND;
    if (status != EXIT_FAILED && !session->options.given[OPTION_QUIET])
        reporting_say_errors(session, &workspace->model, workspace->as_of);
    table_free(&table);
    arena_free(&arena);
    return workspace->unreadable ? EXIT_FAILED : status;
}

int reporting_run(struct session *session, const struct report_request *request, uint32_t first,
                  make_function *function)
{
    const struct options *options = &session->options;
    struct workspace workspace;
    int status = EXIT_FAILED;
    if (!reporting_can_render(session, render_find(options->values[OPTION_TABLE_FORMAT])))
        return EXIT_FAILED;
    if (workspace_open(&workspace, session, options->arguments + first, options->argument_count - first)) {
        workspace_say_unreadable(&workspace, session);
        if (workspace.unreadable < workspace.files.count)
            status = make(session, &workspace, *request, function);
    }
    workspace_close(&workspace);
    return status;
}

/* A report, or with --why the explanation of one thing in it. */
static int run_or_explain(struct session *session, struct report_request request, make_function *function)
{
    request.id = session->options.values[OPTION_WHY];
    return reporting_run(session, &request, 0, request.id ? report_why : function);
}

/* ---- the commands ------------------------------------------------------------------------------------------------- */

int command_overdue(struct session *session)
{
    struct report_request request = {.all = session->options.given[OPTION_ALL],
                                     .within = options_number(&session->options, OPTION_WITHIN)};
    return run_or_explain(session, request, report_overdue);
}

int command_status(struct session *session)
{
    struct report_request request = {.all = session->options.given[OPTION_ALL_PLANS], .within = -1};
    return run_or_explain(session, request, report_status);
}

int command_targets(struct session *session)
{
    struct report_request request = {.all = session->options.given[OPTION_ALL_PLANS], .within = -1};
    return run_or_explain(session, request, report_targets);
}

int command_trace(struct session *session)
{
    const struct options *options = &session->options;
    struct report_request request = {.all = options->given[OPTION_ALL_PLANS],
                                     .within = -1,
                                     .sector = options->values[OPTION_SECTOR],
                                     .actor = options->values[OPTION_ACTOR]};
    bool named = !request.sector && !request.actor;
    if (named && !options->argument_count)
        return session_say(session, TEXT_MISSING_ID, NULL, NULL);
    request.id = named ? options->arguments[0] : NULL;
    return reporting_run(session, &request, named, make_trace);
}

int command_coverage(struct session *session)
{
    const struct options *options = &session->options;
    bool all = options->given[OPTION_ALL_FRAMEWORKS];
    struct report_request request = {.within = -1, .id_kinds = OF(FRAMEWORK)};
    if (!all && !options->argument_count)
        return session_say(session, TEXT_MISSING_FRAMEWORK, NULL, NULL);
    if (!all) {
        const char *name = options->arguments[0], *standard = "std/";
        request.id = strncmp(name, standard, strlen(standard)) == 0 ? name + strlen(standard) : name;
    }
    return reporting_run(session, &request, !all, make_coverage);
}

static uint32_t row_kinds(const char *list)
{
    static const struct {
        const char *name;
        uint32_t kinds;
    } ROWS[] = {
        {"measure", OF(MEASURE)}, {"activity", OF(ACTIVITY) | OF(MILESTONE)}, {"goal", THREAD}, {"target", OF(TARGET)}};
    uint32_t kinds = 0;
    const char *item;
    for (size_t length; options_next_item(&list, &item, &length);)
        for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
            if (strlen(ROWS[i].name) == length && memcmp(ROWS[i].name, item, length) == 0)
                kinds |= ROWS[i].kinds;
    return kinds;
}

int command_matrix(struct session *session)
{
    const struct options *options = &session->options;
    struct report_request request = {.all = options->given[OPTION_ALL_PLANS],
                                     .within = -1,
                                     .row_kinds = row_kinds(options->values[OPTION_ROWS]),
                                     .sector_columns = strcmp(options->values[OPTION_COLUMNS], "sector") == 0,
                                     .raci = options->given[OPTION_RACI],
                                     .plan_layout = strcmp(options->values[OPTION_LAYOUT], "table") == 0};
    return reporting_run(session, &request, 0, make_matrix);
}
