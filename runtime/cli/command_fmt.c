/* command_fmt.c: `traad fmt`: the canonical layout, written in place, listed (--check) or shown (--diff). */
#include "format.h"
#include "glyph.h"
#include "linediff.h"
#include "prepared.h"
#include "stream.h"
#include "terminal.h"
#include "workspace.h"

#include <string.h>

/* One file on its way through. */
struct fmt_file {
    char *bytes;    /* as parsed */
    char *original; /* as read: parsing may replace bytes */
    uint32_t length;
    const char *unreadable;
    enum format_result result;
    struct formatted formatted;
    uint32_t line; /* where the reason of a refusal stands */
    struct arena arena;
};

struct fmt {
    struct session *session;
    struct file_list files;
    struct fmt_file *work; /* by file */
    uint32_t capacity;
    struct format_options options;
    struct stream stream; /* standard output */
    uint32_t changed, failed;
};

/* ---- side by side: read, parse, lay out ---------------------------------------------------------------------- */

static void format_one(void *context, uint32_t i)
{
    struct fmt *fmt = context;
    struct fmt_file *file = &fmt->work[i];
    const struct found_file *found = &fmt->files.data[i];
    file->bytes = files_read(found, fmt->session->language, &file->length, &file->unreadable);
    if (file->unreadable)
        return;
    file->original = arena_copy(&file->arena, file->bytes, file->length);
    struct source source = {.path = found->path, .bytes = file->bytes, .length = file->length};
    struct diag_list diagnostics = {.arena = &file->arena};
    struct tree tree;
    parse_source(&tree, &source, file->bytes, 0, &prepared_tables, &diagnostics);
    file->result = format_source(&source, &tree, &prepared_tables, &fmt->options, &file->arena, &file->formatted);
    if (file->result == FORMAT_REFUSED)
        file->line = source_position(&source, file->formatted.at).line;
    tree_free(&tree);
    source_free(&source);
    array_free(diagnostics.data);
}

/* ---- one after another: write ----------------------------------------------------------------------------------- */

static void say_refused(struct fmt *fmt, const struct fmt_file *file, const char *path)
{
    struct session *session = fmt->session;
    writer_text(&session->errors, "traad: ");
    glyph_string(&session->errors, path);
    writer_format(&session->errors, ":%u: ", (unsigned)file->line);
    writer_text(&session->errors, format_reason_text(file->formatted.reason, session->language));
    writer_char(&session->errors, '\n');
    fmt->failed++;
}

static void rewrite(struct fmt *fmt, const struct fmt_file *file, const char *path)
{
    struct stream stream;
    stream_open(&stream, path);
    writer_put(&stream.writer, file->formatted.text, file->formatted.length);
    fmt->failed += session_close(fmt->session, &stream, EXIT_FINE) != EXIT_FINE;
}

static void finish_one(struct fmt *fmt, uint32_t i)
{
    const struct options *options = &fmt->session->options;
    const struct found_file *found = &fmt->files.data[i];
    struct fmt_file *file = &fmt->work[i];
    bool check = options->given[OPTION_FMT_CHECK], diff = options->given[OPTION_DIFF];
    if (file->unreadable) {
        session_say(fmt->session, TEXT_CANNOT_READ, found->path, file->unreadable);
        fmt->failed++;
        return;
    }
    if (file->result == FORMAT_REFUSED) {
        say_refused(fmt, file, found->path);
        return;
    }
    bool changed = file->result == FORMAT_CHANGED;
    fmt->changed += changed;
    if (changed && check && !diff) {
        glyph_string(&fmt->stream.writer, found->path);
        writer_char(&fmt->stream.writer, '\n');
    }
    if (diff)
        linediff_write(&fmt->stream.writer, found->path, file->original, file->length, file->formatted.text,
                       file->formatted.length, terminal_is(STREAM_OUT));
    if (check || diff)
        return;
    if (found->standard_input)
        writer_put(&fmt->stream.writer, file->formatted.text, file->formatted.length);
    else if (changed)
        rewrite(fmt, file, found->path);
}

static void free_one(struct fmt_file *file)
{
    array_free(file->bytes);
    arena_free(&file->arena);
}

static int keyword_language(const char *name)
{
    return !name ? -1 : strcmp(name, "nb") == 0 ? LANGUAGE_NB : strcmp(name, "nn") == 0 ? LANGUAGE_NN : LANGUAGE_EN;
}

int command_fmt(struct session *session)
{
    struct fmt fmt = {.session = session,
                      .options = {.keywords = keyword_language(session->options.values[OPTION_KEYWORDS])}};
    int status = EXIT_FAILED;
    stream_open(&fmt.stream, NULL);
    fmt.stream.writer.color = terminal_color(STREAM_OUT, "auto");
    if (workspace_find(&fmt.files, session, session->options.arguments, session->options.argument_count)) {
        fmt.work = array_grow(NULL, &fmt.capacity, fmt.files.count, sizeof *fmt.work);
        memset(fmt.work, 0, fmt.files.count * sizeof *fmt.work);
        session->pool.parallel.each(&session->pool.parallel, fmt.files.count, format_one, &fmt);
        for (uint32_t i = 0; i < fmt.files.count; i++) {
            finish_one(&fmt, i);
            free_one(&fmt.work[i]);
        }
        status = fmt.failed                                                ? EXIT_FAILED
                 : fmt.changed && session->options.given[OPTION_FMT_CHECK] ? EXIT_FOUND
                                                                           : EXIT_FINE;
    }
    status = session_close(session, &fmt.stream, status);
    array_free(fmt.work);
    files_free(&fmt.files);
    return status;
}
