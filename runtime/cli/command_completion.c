/* command_completion.c: `traad completions`: the script that a shell loads (shell/, compiled in). */
#include "command.h"
#include "embedded.h"
#include "stream.h"

#include <string.h>

const char *completion_shell(const struct embedded *script)
{
    return strrchr(script->path, '.') + 1;
}

static const char *listed(struct arena *arena)
{
    const char *list = "";
    for (const struct embedded *script = shell_files; script->path; script++)
        list = arena_format(arena, "%s%s%s", list, *list ? ", " : "", completion_shell(script));
    return list;
}

int command_completion(struct session *session)
{
    const struct options *options = &session->options;
    const struct embedded *script = shell_files;
    struct stream stream;
    if (!options->argument_count)
        return session_say(session, TEXT_MISSING_SHELL, listed(&session->arena), NULL);
    if (options->argument_count > 1)
        return session_say(session, TEXT_TOO_MANY_ARGUMENTS, "completions", options->arguments[1]);
    while (script->path && strcmp(completion_shell(script), options->arguments[0]) != 0)
        script++;
    if (!script->path)
        return session_say(session, TEXT_BAD_CHOICE, options->arguments[0], listed(&session->arena));
    stream_open(&stream, NULL);
    writer_put(&stream.writer, script->bytes, script->length);
    return session_close(session, &stream, EXIT_FINE);
}
