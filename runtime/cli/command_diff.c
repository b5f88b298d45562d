/* command_diff.c: `traad diff`: what a change does to the promises of the plans. */
#include "changes.h"
#include "reporting.h"
#include "stream.h"
#include "versions.h"

#include <string.h>

static bool is_named(const char *option, const char *name)
{
    return option && strcmp(option, name) == 0;
}

/* On GitHub, the page about the run has room for what the merge request is told. */
static int append_summary(struct session *session, const struct table *table)
{
    const char *path = environment_github_summary();
    struct stream stream;
    if (!path)
        return EXIT_FINE;
    stream_append(&stream, path);
    changes_comment(&stream.writer, table, &(struct render_options){.web = environment_github_files(&session->arena)});
    return session_close(session, &stream, EXIT_FINE);
}

/* Whether --fail-on finds what it looks for: something weakened, or anything at all. */
static bool fails(const struct session *session, const struct table *table, bool weakened)
{
    const char *on = session->options.values[OPTION_FAIL_ON];
    return is_named(on, "weakened") ? weakened : is_named(on, "any") ? table->row_count > 0 : false;
}

static int write(struct session *session, const struct report_request *request, const struct renderer *renderer)
{
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    bool weakened = false;
    report_diff(request, &table, &weakened);
    int status = reporting_render(session, &table, renderer);
    if (status == EXIT_FINE && is_named(renderer->name, "github"))
        status = append_summary(session, &table);
    if (status == EXIT_FINE && fails(session, &table, weakened))
        status = EXIT_FOUND;
    table_free(&table);
    arena_free(&arena);
    return status;
}

/* An unreadable file would look like promises that were taken out. */
static bool all_was_read(struct session *session, const struct workspace *workspace)
{
    workspace_say_unreadable(workspace, session);
    return workspace->unreadable == 0;
}

static int compare(struct session *session, const struct versions *versions, struct workspace *old,
                   struct workspace *new, const struct renderer *renderer)
{
    if (!all_was_read(session, old) || !all_was_read(session, new))
        return EXIT_FAILED;
    if (!old->files.count && !new->files.count)
        return session_say(session, TEXT_NO_PLANS_IN_EITHER, versions->old.name, versions->new.name);
    reporting_check(old);
    reporting_check(new);
    struct report_request request = {.model = &new->model,
                                     .before = &old->model,
                                     .as_of = new->as_of,
                                     .language = session->language,
                                     .within = -1,
                                     .old_name = versions->old.name,
                                     .new_name = versions->new.name};
    int status = write(session, &request, renderer);
    if (status != EXIT_FAILED && !session->options.given[OPTION_QUIET])
        reporting_say_errors(session, &new->model, new->as_of);
    return status;
}

int command_diff(struct session *session)
{
    const struct renderer *renderer = render_find(session->options.values[OPTION_DIFF_FORMAT]);
    struct versions versions;
    struct workspace old, new;
    int status = EXIT_FAILED;
    if (!reporting_can_render(session, renderer))
        return EXIT_FAILED;
    if (versions_find(&versions, session)) {
        if (version_open(&versions.new, session, &new)) { /* first: all is told in its language */
            if (version_open(&versions.old, session, &old))
                status = compare(session, &versions, &old, &new, renderer);
            workspace_close(&old);
        }
        workspace_close(&new);
    }
    versions_close(&versions);
    return status;
}
