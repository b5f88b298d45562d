/* command_web.c: `traad report`: the workspace as a folder of web pages. */
#include "check.h"
#include "folder.h"
#include "reporting.h"
#include "stream.h"
#include "web.h"
#include "workspace.h"

#include <errno.h>

static bool put(void *context, const char *name, const char *bytes, uint32_t length)
{
    return folder_put(context, name, bytes, length);
}

static int say_failed(struct session *session, int error, const char *path)
{
    const char *why = error == ENOTDIR ? text_of(TEXT_IS_NOT_A_FOLDER, session->language)
                                       : write_error_text(error, session->language);
    return session_say(session, TEXT_CANNOT_WRITE, path, why);
}

/* Writes the pages. False, and said, when they could not be. */
static bool write_pages(struct session *session, struct workspace *workspace, const char *path)
{
    struct folder folder;
    struct web_folder pages = {&folder, put};
    enum folder_result result = folder_open(&folder, path);
    int error = folder.error;
    if (result == FOLDER_FOREIGN)
        session_say(session, TEXT_FOREIGN_FOLDER, path, NULL);
    else if (result == FOLDER_FOREIGN_FILE)
        session_say(session, TEXT_FOREIGN_FILE, path, folder.foreign);
    else if (result == FOLDER_FAILED)
        say_failed(session, error, path);
    else if (web_write(&workspace->model, workspace->as_of, session->language, session->options.given[OPTION_ALL_PLANS],
                       &pages)) {
        if (folder_close(&folder))
            return true;
        if (folder.left)
            session_say(session, TEXT_CANNOT_REMOVE, folder.left, error_text(folder.error, session->language));
        else
            say_failed(session, folder.error, path);
    } else {
        say_failed(session, folder.error, path);
    }
    folder_abandon(&folder);
    return false;
}

int command_report(struct session *session)
{
    const struct options *options = &session->options;
    const char *path = options->values[OPTION_OUTPUT_FOLDER];
    struct workspace workspace;
    int status = EXIT_FAILED;
    if (!path || !*path)
        return session_say(session, TEXT_MISSING_PLACE, NULL, NULL);
    if (workspace_open(&workspace, session, options->arguments, options->argument_count)) {
        workspace_say_unreadable(&workspace, session);
        model_identities(&workspace.model);
        check_run(&workspace.model, workspace.as_of);
        rules_run(workspace.rules, workspace.as_of);
        if (workspace.unreadable < workspace.files.count && write_pages(session, &workspace, path))
            status = workspace.unreadable ? EXIT_FAILED : EXIT_FINE;
        if (status == EXIT_FINE && !options->given[OPTION_QUIET])
            reporting_say_errors(session, &workspace.model, workspace.as_of);
    }
    workspace_close(&workspace);
    return status;
}
