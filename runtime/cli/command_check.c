/* command_check.c: `traad check`: reads, checks, and writes the findings in every format asked for. */
#include "dump.h"
#include "findings.h"
#include "relative.h"
#include "stream.h"
#include "terminal.h"
#include "workspace.h"

#include <stdio.h>
#include <string.h>

/* ---- which findings ------------------------------------------------------------------------------------------ */

enum { MOST_NAMED_RULES = 64 };

/* What --select or --ignore lists: codes of the checks, and names of rules, which are known only when the plans are read. */
struct listed {
    bool codes[DIAG_COUNT], given;
    const char *rules[MOST_NAMED_RULES];
    size_t lengths[MOST_NAMED_RULES];
    uint32_t rule_count;
};

static void read_codes(struct session *session, enum option option, struct listed *listed)
{
    for (uint32_t i = 0; i < session->options.use_count; i++) {
        if (session->options.uses[i].option != option)
            continue;
        const char *rest = session->options.uses[i].value, *item;
        listed->given = true;
        for (size_t length; options_next_item(&rest, &item, &length);) {
            enum diag_code code = diag_find(item, length);
            listed->codes[code] = true;
            if (code || listed->rule_count == MOST_NAMED_RULES)
                continue;
            listed->rules[listed->rule_count] = item;
            listed->lengths[listed->rule_count++] = length;
        }
    }
}

/* False, and said, when a name is neither a code nor one of the workspace's rules. */
static bool check_codes(struct session *session, struct model *model, const struct listed *listed)
{
    for (uint32_t i = 0; i < listed->rule_count; i++)
        if (!model_find_rule(model, 0, listed->rules[i], (uint32_t)listed->lengths[i])) {
            code_unknown(session, listed->rules[i], listed->lengths[i]);
            return false;
        }
    return true;
}

static bool is_listed(const struct listed *listed, const struct diagnostic *diagnostic)
{
    if (listed->codes[diagnostic->code])
        return true;
    for (uint32_t i = 0; i < listed->rule_count && diagnostic->rule; i++) {
        const char *names[] = {diagnostic->rule->code, diagnostic->rule->name};
        for (int n = 0; n < 2; n++)
            if (strlen(names[n]) == listed->lengths[i] && memcmp(names[n], listed->rules[i], listed->lengths[i]) == 0)
                return true;
    }
    return false;
}

/* Keeps the findings that --select and --ignore leave. */
static uint32_t keep_selected(struct diagnostic *data, uint32_t count, const struct listed *selected,
                              const struct listed *ignored)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++)
        if ((!selected->given || is_listed(selected, &data[i])) && !is_listed(ignored, &data[i]))
            data[kept++] = data[i];
    return kept;
}

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
    const char *path; /* NULL: -o, or standard output */
};

static bool read_format(struct session *session, const char *item, size_t length, struct format *format)
{
    const char *equals = memchr(item, '=', length);
    size_t name = equals ? (size_t)(equals - item) : length;
    format->format = findings_find(item, name);
    format->path = equals ? arena_copy(&session->arena, equals + 1, length - name - 1)
                          : session->options.values[OPTION_OUTPUT];
    if (!format->format)
        session_say(session, TEXT_BAD_CHOICE, arena_copy(&session->arena, item, name), findings_names(&session->arena));
    return format->format != NULL;
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
    return stream_end(session, &stream, EXIT_FINE);
}

static int write_format(struct session *session, const struct format *format, struct findings *findings)
{
    struct stream stream;
    stream_open(&stream, format->path);
    int descriptor = stream.shown ? -1 : STREAM_OUT;
    findings->width = terminal_width(descriptor);
    stream.writer.color = terminal_color(descriptor, session->options.values[OPTION_COLOR]);
    format->format->write(&stream.writer, findings);
    int status = stream_end(session, &stream, EXIT_FINE);
    return status == EXIT_FINE && format->format->write == findings_github ? append_summary(session, findings) : status;
}

static int write_formats(struct session *session, const struct format *formats, uint32_t count,
                         struct findings *findings)
{
    int status = EXIT_FINE;
    for (uint32_t i = 0; i < count && status == EXIT_FINE; i++)
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

/* ---- the command --------------------------------------------------------------------------------------------------- */

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
            dump_tokens(&stream.writer, &file->source, &file->tree, &workspace->model.tables.lexicon);
    }
    if (strcmp(part, "model") == 0)
        dump_model(&stream.writer, &workspace->model);
    if (strcmp(part, "program") == 0)
        dump_programs(&stream.writer, &workspace->model, workspace->rules);
    return stream_end(session, &stream, workspace->unreadable ? EXIT_FAILED : EXIT_FINE);
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

static int check(struct session *session, struct workspace *workspace, const struct format *formats,
                 uint32_t format_count, const struct listed *selected, const struct listed *ignored)
{
    const struct options *options = &session->options;
    int most = options_number(options, OPTION_MAX_DIAGNOSTICS);
    struct findings findings = {.model = &workspace->model,
                                .language = session->language,
                                .as_of = workspace->as_of,
                                .fail_level = fail_level(options->values[OPTION_FAIL_LEVEL]),
                                .here = relative_here(&session->arena),
                                .most = most > 0 ? (uint32_t)most : 0,
                                .expand = options->given[OPTION_EXPAND],
                                .quiet = options->given[OPTION_QUIET]};
    check_run(&workspace->model, workspace->as_of);
    workspace_step(workspace, STEP_CHECK);
    rules_run(workspace->rules, workspace->as_of);
    workspace_step(workspace, STEP_RULES);
    struct diagnostic *data = check_collect(&workspace->model, workspace->as_of, &findings.count);
    findings.count = keep_selected(data, findings.count, selected, ignored);
    findings.data = data;
    findings.status = workspace->unreadable ? EXIT_FAILED : any_fails(&findings) ? EXIT_FOUND : EXIT_FINE;
    struct fingerprint *fingerprints = want_fingerprints(formats, format_count)
                                           ? check_fingerprints(&workspace->model, data, findings.count)
                                           : NULL;
    findings.fingerprints = fingerprints;
    workspace_step(workspace, STEP_CHECK);
    int status = write_formats(session, formats, format_count, &findings);
    workspace_step(workspace, STEP_OUTPUT);
    array_free(fingerprints);
    array_free(data);
    return status == EXIT_FINE ? findings.status : status;
}

int command_check(struct session *session)
{
    const struct options *options = &session->options;
    struct listed selected = {.given = false}, ignored = {.given = false};
    struct format formats[MOST_FORMATS];
    struct workspace workspace;
    uint32_t format_count;
    if (!read_formats(session, formats, &format_count))
        return EXIT_FAILED;
    read_codes(session, OPTION_SELECT, &selected);
    read_codes(session, OPTION_IGNORE, &ignored);
    int status = EXIT_FAILED;
    if (workspace_open(&workspace, session, options->arguments, options->argument_count) &&
        check_codes(session, &workspace.model, &selected) && check_codes(session, &workspace.model, &ignored))
        status = options->values[OPTION_DUMP] ? dump(session, &workspace)
                                              : check(session, &workspace, formats, format_count, &selected, &ignored);
    if (options->given[OPTION_TIMINGS])
        say_timings(session, &workspace);
    workspace_close(&workspace);
    return status;
}
