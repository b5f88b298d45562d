/* main.c: the program: reads the command line, runs the command, and sees to it that all was written. */
#include "allowance.h"
#include "command.h"
#include "stream.h"
#include "terminal.h"

static int run(struct session *session, int count, char **arguments)
{
    struct options *options = &session->options;
    bool understood = options_parse(options, count, arguments, &session->arena, &session->errors);
    session->language = options->language;
    if (!understood)
        return EXIT_FAILED;
    if (options->given[OPTION_VERSION])
        return command_version(session);
    if (options->given[OPTION_HELP]) {
        struct stream stream;
        stream_open(&stream, NULL);
        help_write(&stream.writer, options->any_command ? options->named : COMMAND_COUNT, session->language,
                   terminal_width(STREAM_OUT));
        return session_close(session, &stream, EXIT_FINE);
    }
    if (!options->any_command) {
        help_write(&session->errors, COMMAND_COUNT, session->language, terminal_width(STREAM_ERROR));
        return EXIT_FAILED;
    }
    if (!options->watch && !allowance_impose(session)) /* watch lends them to what it runs */
        return EXIT_FAILED;
    return command_row(options->watch ? COMMAND_WATCH : options->command)->run(session);
}

int main(int count, char **arguments)
{
    struct session session = {0};
    struct stream errors = {.descriptor = STREAM_ERROR};
    session.errors = (struct writer){.drain = stream_drain, .context = &errors};
    stream_begin();
    session_speak_for_libraries(&session);
    pool_begin(&session.pool);
    int status = run(&session, count, arguments);
    writer_flush(&session.errors);
    pool_end(&session.pool);
    writer_free(&session.errors);
    arena_free(&session.arena);
    return status;
}
