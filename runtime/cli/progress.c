#include "progress.h"

#include "terminal.h"

static const double PATIENCE = 1, INTERVAL = 0.2; /* seconds */

void progress_begin(struct progress *progress, struct session *session)
{
    *progress = (struct progress){0};
    if (terminal_is(STREAM_ERROR) && !session->options.given[OPTION_QUIET])
        progress->session = session;
    progress->began = environment_seconds();
}

/* Back to the beginning of the line, and the rest of it away. */
static void clear_line(struct writer *writer)
{
    writer_text(writer, "\r\033[K");
}

void progress_step(struct progress *progress, const char *what, uint32_t number, uint32_t count)
{
    struct session *session = progress->session;
    double now = session ? environment_seconds() : 0;
    if (!session || now - progress->began < PATIENCE || now - progress->told < INTERVAL)
        return;
    clear_line(&session->errors);
    text_write(&session->errors, TEXT_WRITING, session->language, what,
               arena_format(&session->arena, "%u/%u", (unsigned)number, (unsigned)count));
    writer_flush(&session->errors);
    progress->told = now;
    progress->shown = true;
}

void progress_end(struct progress *progress)
{
    if (!progress->shown)
        return;
    clear_line(&progress->session->errors);
    writer_flush(&progress->session->errors);
    progress->shown = false;
}
