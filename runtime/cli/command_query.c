/* command_query.c: `traad query`: a question to the plans, in the language's own expressions or in SQL. */
#include "reporting.h"

struct patience {
    double began, seconds; /* began: 0 before the first time it is asked */
};

static bool is_over(void *context)
{
    struct patience *patience = context;
    double now = environment_seconds();
    if (patience->began <= 0)
        patience->began = now;
    return now - patience->began > patience->seconds;
}

static enum report_result make_answer(const struct report_request *request, struct table *table, bool *found)
{
    *found = false;
    return report_question(request, table);
}

static enum report_result make_query(const struct report_request *request, struct table *table, bool *found)
{
    *found = false;
    return report_query(request, table);
}

int command_query(struct session *session)
{
    const struct options *options = &session->options;
    struct patience patience = {.seconds = options_number(options, OPTION_MAX_SECONDS)};
    struct diag_list wrong = {.arena = &session->arena};
    struct report_request request = {
        .within = -1, .sql = options->values[OPTION_SQL], .stop = is_over, .stop_context = &patience, .wrong = &wrong};
    if (request.sql)
        return reporting_run(session, &request, 0, make_query);
    if (!options->argument_count)
        return session_say(session, TEXT_MISSING_QUESTION, NULL, NULL);
    request.question = options->arguments[0];
    int status = reporting_run(session, &request, 1, make_answer);
    array_free(wrong.data);
    return status;
}
