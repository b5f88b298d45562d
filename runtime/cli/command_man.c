/* command_man.c: `traad man`: a manual page, in the form that man reads. */
#include "command.h"
#include "manual.h"
#include "stream.h"

#include <string.h>

int command_man(struct session *session)
{
    const struct options *options = &session->options;
    const char *section = options->argument_count ? options->arguments[0] : "1";
    struct stream stream;
    struct manual manual = {&stream.writer, &session->arena, session->language};
    if (options->argument_count > 1)
        return session_say(session, TEXT_TOO_MANY_ARGUMENTS, "man", options->arguments[1]);
    if (strcmp(section, "1") != 0 && strcmp(section, "5") != 0)
        return session_say(session, TEXT_BAD_CHOICE, section, "1, 5");
    stream_open(&stream, NULL);
    if (*section == '1')
        manual_program(&manual);
    else
        manual_language(&manual);
    return session_close(session, &stream, EXIT_FINE);
}
