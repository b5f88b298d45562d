/* command_check.c: `traad check`: reads, checks, and writes the findings in every format asked for. */
#include "checked.h"
#include "dump.h"
#include "findings.h"
#include "fix.h"
#include "relative.h"
#include "stream.h"
#include "terminal.h"

#include <stdio.h>
#include <string.h>

/* --fail-level */
static enum severity fail_level(const char *level)
{
    for (enum severity severity = SEVERITY_NOTE; severity <= SEVERITY_ERROR; severity++)
        if (strcmp(level, severity_name(severity)) == 0)
            return severity;
    return SEVERITY_OFF;
}

static bool any_fails(const struct findings *findings)
{
    for (uint32_t i = 0; i < findings->count; i++)
        if (findings_fails(findings, &findings->data[i]))
            return true;
    return false;
}

/* ---- formats ----------------------------------------------------------------------------------------------------- */

/* One item of --format: `json=findings.json`. */
struct format {
    const struct findings_format *format;
    const char *path; /* NULL: standard output */
    bool in_the_open; /* it has no file of its own, but -o or standard output */
};

static bool read_format(struct session *session, const char *item, size_t length, struct format *format)
{
    const char *equals = memchr(item, '=', length);
    size_t name = equals ? (size_t)(equals - item) : length;
    format->format = findings_find(item, name);
    format->path = equals ? arena_copy(&session->arena, equals + 1, length - name - 1)
                          : session->options.values[OPTION_OUTPUT];
    format->in_the_open = !equals;
    if (!format->format)
        session_say(session, TEXT_BAD_CHOICE, arena_copy(&session->arena, item, name), findings_names(&session->arena));
    else if (equals && !*format->path)
        session_say(session, TEXT_MISSING_VALUE, arena_format(&session->arena, "--format %.*s", (int)length, item),
                    NULL);
    return format->format && (!equals || *format->path);
}

enum { MOST_FORMATS = 16 };

/* Reads --format; false, and said, when it cannot be understood, or when two would go to the same place. */
static bool read_formats(struct session *session, struct format formats[MOST_FORMATS], uint32_t *count)
{
    const char *rest = session->options.values[OPTION_FORMATS], *item;
    uint32_t without_file = 0;
    *count = 0;
    for (size_t length; *count < MOST_FORMATS && options_next_item(&rest, &item, &length);) {
        if (!read_format(session, item, length, &formats[*count]))
            return false;
        without_file += !memchr(item, '=', length);
        ++*count;
    }
    if (*count && without_file < 2)
        return true;
    if (without_file > 1)
        session_say(session, TEXT_TOO_MANY_STREAMS, NULL, NULL);
    else
        session_say(session, TEXT_BAD_CHOICE, session->options.values[OPTION_FORMATS], findings_names(&session->arena));
    return false;
}

/* On GitHub, the commands are shown at their lines, and the page about the run has room for a table. */
static int append_summary(struct session *session, const struct findings *findings)
{
    const char *path = environment_github_summary();
    struct stream stream;
    if (!path)
        return EXIT_FINE;
    stream_append(&stream, path);
    findings_summary(&stream.writer, findings, environment_github_files(&session->arena));
    return session_close(session, &stream, EXIT_FINE);
}

static int write_format(struct session *session, const struct format *format, struct findings *findings)
{
    struct stream stream;
    stream_open(&stream, format->path);
    int descriptor = stream.shown ? -1 : STREAM_OUT;
    findings->width = terminal_width(descriptor);
    stream.writer.color = terminal_color(descriptor, session->options.values[OPTION_COLOR]);
    format->format->write(&stream.writer, findings);
    int status = session_close(session, &stream, EXIT_FINE);
    return status == EXIT_FINE && format->format->write == findings_github ? append_summary(session, findings) : status;
}

/* With --diff, a patch goes where the findings otherwise would. */
static int write_formats(struct session *session, const struct format *formats, uint32_t count,
                         struct findings *findings)
{
    int status = EXIT_FINE;
    for (uint32_t i = 0; i < count && status == EXIT_FINE; i++)
        if (!session->options.given[OPTION_FIX_DIFF] || !formats[i].in_the_open)
            status = write_format(session, &formats[i], findings);
    return status;
}

static bool want_fingerprints(const struct format *formats, uint32_t count)
{
    bool want = false;
    for (uint32_t i = 0; i < count; i++)
        want |= formats[i].format->fingerprints;
    return want;
}

/* ---- dumps and timings -------------------------------------------------------------------------------------- */

static int dump(struct session *session, struct workspace *workspace)
{
    const char *part = session->options.values[OPTION_DUMP];
    struct stream stream;
    stream_open(&stream, session->options.values[OPTION_OUTPUT]);
    for (uint32_t f = 0; f < workspace->model.file_count && strcmp(part, "model") != 0 && strcmp(part, "program") != 0;
         f++) {
        struct file *file = &workspace->model.files[f];
        if (file->builtin || file->data || file->unreadable)
            continue;
        writer_format(&stream.writer, "== %s\n", file->source.path);
        if (strcmp(part, "tree") == 0)
            dump_tree(&stream.writer, &file->source, &file->tree);
        else
            dump_tokens(&stream.writer, &file->source, &file->tree, &workspace->model.tables->lexicon);
    }
    if (strcmp(part, "model") == 0)
        dump_model(&stream.writer, &workspace->model);
    if (strcmp(part, "program") == 0)
        dump_programs(&stream.writer, &workspace->model, workspace->rules);
    return session_close(session, &stream, workspace->unreadable ? EXIT_FAILED : EXIT_FINE);
}

struct rule_timings {
    struct session *session;
    double seconds; /* of all rules */
};

/* One rule's part of the time, told from the steps it took. */
static void say_rule(void *context, const char *code, double share)
{
    struct rule_timings *timings = context;
    writer_format(&timings->session->errors, "  %8.1f ms  ", share * timings->seconds * 1000);
    writer_text(&timings->session->errors, code);
    writer_char(&timings->session->errors, '\n');
}

static void say_timings(struct session *session, const struct workspace *workspace)
{
    char steps[STEP_COUNT][32];
    for (int step = 0; step < STEP_COUNT; step++)
        snprintf(steps[step], sizeof steps[step], "%.1f", workspace->seconds[step] * 1000);
    writer_text(&session->errors, "traad: ");
    text_write(&session->errors, TEXT_STEPS, session->language, steps[STEP_READ], steps[STEP_LINK]);
    text_write(&session->errors, TEXT_MORE_STEPS, session->language, steps[STEP_CHECK], steps[STEP_RULES]);
    text_write(&session->errors, TEXT_LAST_STEP, session->language, steps[STEP_OUTPUT], NULL);
    writer_char(&session->errors, '\n');
    struct rule_timings timings = {session, workspace->seconds[STEP_RULES]};
    if (workspace->rules)
        rules_show_work(workspace->rules, say_rule, &timings);
}

/* ---- the baseline ------------------------------------------------------------------------------------------- */

/* Reads --baseline, if it is given; false, and said, when it cannot be. */
static bool read_baseline(struct session *session, struct baseline *baseline, struct selection *selection)
{
    struct found_file file = {.path = session->options.values[OPTION_BASELINE]};
    uint32_t length, line;
    const char *unreadable;
    if (!file.path)
        return true;
    session_tell(session, TOLD_FILE, file.path);
    char *bytes = files_read(&file, session->language, &length, &unreadable);
    if (!bytes) {
        session_say(session, TEXT_CANNOT_READ, file.path, unreadable);
        return false;
    }
    line = baseline_read(baseline, bytes, length);
    array_free(bytes);
    selection->baseline = baseline;
    if (!line)
        return true;
    session_say(session, TEXT_BAD_BASELINE, file.path, arena_format(&session->arena, "%u", (unsigned)line));
    baseline_free(baseline);
    return false;
}

/* Says what the baseline left out, and what of it is mended. */
static void say_baseline(struct session *session, const struct findings *findings)
{
    const char *path = session->options.values[OPTION_BASELINE];
    enum language language = session->language;
    if (session->options.given[OPTION_QUIET])
        return;
    if (findings->known)
        session_say(session, TEXT_BASELINE_KNOWN, path,
                    text_counted(&session->arena, TEXT_FINDINGS, language, findings->known));
    if (!findings->mended)
        return;
    session_say(session, TEXT_BASELINE_MENDED, path,
                text_counted(&session->arena, TEXT_FINDINGS, language, findings->mended));
    if (!session->options.given[OPTION_WRITE_BASELINE])
        session_hint(session, TEXT_BASELINE_STRIKE, path);
}

/* --write-baseline alone takes in all that is shown, which is thereby known; with --baseline it leaves out what is mended and
 * takes in nothing new. */
static int write_baseline(struct session *session, const struct model *model, struct checked *checked,
                          struct baseline *baseline)
{
    const char *path = session->options.values[OPTION_WRITE_BASELINE];
    struct stream stream;
    if (!path)
        return EXIT_FINE;
    if (!session->options.given[OPTION_BASELINE]) {
        baseline_make(baseline, model, checked->data, checked->fingerprints, checked->count);
        checked->known = checked->count;
        checked->count = 0;
    }
    stream_open(&stream, path);
    baseline_write(&stream.writer, baseline);
    int status = session_close(session, &stream, EXIT_FINE);
    if (status == EXIT_FINE && !session->options.given[OPTION_QUIET])
        session_say(session, TEXT_BASELINE_WRITTEN, path,
                    text_counted(&session->arena, TEXT_FINDINGS, session->language, baseline->count));
    return status;
}

/* ---- the command -------------------------------------------------------------------------------------------- */

/* --diff: the corrections as a patch. */
static int write_patch(struct session *session, const struct workspace *workspace, const struct checked *checked,
                       const struct selection *selection)
{
    struct stream stream;
    stream_open(&stream, session->options.values[OPTION_OUTPUT]);
    stream.writer.color = terminal_color(stream.shown ? -1 : STREAM_OUT, session->options.values[OPTION_COLOR]);
    int status = fix_run(session, workspace, checked, selection, &stream.writer);
    return session_close(session, &stream, status);
}

/* --fix: corrects the files, and checks what they have become. */
static int fix(struct session *session, struct workspace *workspace, struct workspace *corrected,
               struct checked *checked, const struct selection *wide, const struct selection *selection)
{
    uint32_t files = workspace->files.count;
    struct replaced *input = arena_alloc(&session->arena, (files + 1) * sizeof *input);
    int status = fix_run(session, workspace, checked, wide, NULL);
    for (uint32_t i = 0; i < files; i++)
        if (workspace->files.data[i].standard_input)
            input[i] = workspace->input;
    checked_free(checked);
    if (!workspace_reopen(corrected, workspace, session, input))
        status = EXIT_FAILED;
    checked_run(checked, corrected, selection);
    return status;
}

static int report(struct session *session, struct workspace *workspace, const struct format *formats,
                  uint32_t format_count, struct checked *checked, const struct selection *selection,
                  struct baseline *baseline)
{
    const struct options *options = &session->options;
    int most = options_number(options, OPTION_MAX_DIAGNOSTICS);
    uint32_t mended = selection->baseline ? baseline_drop_mended(baseline, &workspace->model) : 0;
    int status = workspace->unreadable ? EXIT_FINE /* what could not be read may have what the baseline has */
                                       : write_baseline(session, &workspace->model, checked, baseline);
    struct findings findings = {.model = &workspace->model,
                                .data = checked->data,
                                .fingerprints = checked->fingerprints,
                                .count = checked->count,
                                .language = session->language,
                                .as_of = workspace->as_of,
                                .fail_level = fail_level(options->values[OPTION_FAIL_LEVEL]),
                                .here = relative_here(&session->arena),
                                .baseline = baseline->count || selection->baseline,
                                .known = checked->known,
                                .mended = mended,
                                .most = most > 0 ? (uint32_t)most : 0,
                                .expand = options->given[OPTION_EXPAND],
                                .quiet = options->given[OPTION_QUIET]};
    findings.status = workspace->unreadable ? EXIT_FAILED : any_fails(&findings) ? EXIT_FOUND : EXIT_FINE;
    if (status == EXIT_FINE)
        status = write_formats(session, formats, format_count, &findings);
    if (selection->baseline)
        say_baseline(session, &findings);
    workspace_step(workspace, STEP_OUTPUT);
    return status == EXIT_FINE ? findings.status : status;
}

static int check(struct session *session, struct workspace *workspace, const struct format *formats,
                 uint32_t format_count, struct selection *selection, struct baseline *baseline)
{
    const struct options *options = &session->options;
    bool fixes = options->given[OPTION_FIX] && !options->given[OPTION_FIX_DIFF] && !workspace->unreadable;
    struct checked checked;
    struct workspace corrected;
    int status = EXIT_FINE;
    struct selection wide = *selection; /* what is off by default is corrected too, but not told of */
    if (options->given[OPTION_FIX] || options->given[OPTION_FIX_DIFF])
        memset(wide.asked, true, sizeof wide.asked);
    checked_run(&checked, workspace, &wide);
    if (options->given[OPTION_FIX_DIFF]) {
        status = write_patch(session, workspace, &checked, &wide);
        checked_narrow(&checked, &workspace->model, selection);
    } else if (fixes)
        status = fix(session, workspace, &corrected, &checked, &wide, selection);
    int reported = report(session, fixes ? &corrected : workspace, formats, format_count, &checked, selection,
                          baseline);
    checked_free(&checked);
    if (fixes)
        workspace_free(&corrected);
    return status == EXIT_FINE ? reported : status;
}

int command_check(struct session *session)
{
    const struct options *options = &session->options;
    struct selection selection = {.baseline = NULL};
    struct baseline baseline = {.count = 0};
    struct format formats[MOST_FORMATS];
    struct workspace workspace;
    uint32_t format_count;
    if (!read_formats(session, formats, &format_count) || !read_baseline(session, &baseline, &selection))
        return EXIT_FAILED;
    selection_read(&selection, session);
    selection.fingerprints = want_fingerprints(formats, format_count) || options->values[OPTION_WRITE_BASELINE] ||
                             options->given[OPTION_FIX] || options->given[OPTION_FIX_DIFF];
    int status = EXIT_FAILED;
    if (workspace_open(&workspace, session, options->arguments, options->argument_count) &&
        selection_check(&selection, session, &workspace.model))
        status = options->values[OPTION_DUMP]
                     ? dump(session, &workspace)
                     : check(session, &workspace, formats, format_count, &selection, &baseline);
    if (options->given[OPTION_TIMINGS])
        say_timings(session, &workspace);
    workspace_close(&workspace);
    baseline_free(&baseline);
    return status;
}
