#include "progress.h"

#include "glyph.h"
#include "terminal.h"

static const double PATIENCE = 1, INTERVAL = 0.2; /* seconds */

void progress_begin(struct progress *progress, struct session *session, bool output_elsewhere)
{
    *progress = (struct progress){0};
    if (terminal_is(STREAM_ERROR) && !session->options.given[OPTION_QUIET] &&
        (output_elsewhere || !terminal_is(STREAM_OUT)))
        progress->session = session;
    progress->began = environment_seconds();
}

/* Blanks over the line, for terminals that know nothing but going back. */
static void clear_line(struct progress *progress)
{
    struct writer *writer = &progress->session->errors;
    writer_char(writer, '\r');
    writer_repeat(writer, " ", progress->width);
    writer_char(writer, '\r');
    progress->width = 0;
}

void progress_step(struct progress *progress, const char *what, uint32_t number, uint32_t count)
{
    struct session *session = progress->session;
    double now = session ? environment_seconds() : 0;
    if (!session || now - progress->began < PATIENCE || now - progress->told < INTERVAL)
        return;
    struct writer line = {0};
    text_write(&line, TEXT_WRITING, session->language, what,
               arena_format(&session->arena, "%u/%u", (unsigned)number, (unsigned)count));
    clear_line(progress);
    progress->width = glyph_string(&session->errors, writer_string(&line));
    writer_flush(&session->errors);
    writer_free(&line);
    progress->told = now;
}

void progress_end(struct progress *progress)
{
    if (!progress->width)
        return;
    clear_line(progress);
    writer_flush(&progress->session->errors);
}
