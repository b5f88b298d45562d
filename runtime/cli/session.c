/* session.c: what a command says on stderr, and to its listener, and how its output ends. */
#include "command.h"
#include "library.h"
#include "signals.h"

#include <string.h>

static struct session *speaker; /* for what ends the program from where no session is known */

static void end_without_library(const char *file)
{
    session_say(speaker, TEXT_LIBRARY_UNFIT, file, NULL);
    writer_flush(&speaker->errors);
    signals_end(NULL);
}

void session_speak_for_libraries(struct session *session)
{
    speaker = session;
    library_when_unfit(end_without_library);
}

int session_say(struct session *session, enum text text, const char *first, const char *second)
{
    writer_text(&session->errors, "traad: ");
    text_write(&session->errors, text, session->language, first, second);
    writer_char(&session->errors, '\n');
    return EXIT_FAILED;
}

void session_hint(struct session *session, enum text text, const char *first)
{
    text_write(&session->errors, text, session->language, first, NULL);
    writer_char(&session->errors, '\n');
}

bool session_has(struct session *session, const char *library, bool built, const char *format)
{
    const char *missing = built ? library_missing(library) : library;
    if (missing)
        session_say(session, built ? TEXT_LIBRARY_MISSING : TEXT_BUILT_WITHOUT, format, missing);
    return !missing;
}

void session_tell(const struct session *session, enum told what, const char *text)
{
    struct stream stream = {.descriptor = session->listener};
    char tag = (char)what;
    if (session->listener <= 0)
        return;
    stream_drain(&stream, &tag, 1);
    stream_drain(&stream, text, (uint32_t)strlen(text) + 1);
}

int session_close(struct session *session, struct stream *stream, int status)
{
    const char *shown = stream->shown, *place = stream->writer.place;
    if (stream_close(stream))
        return status;
    enum language language = session->language;
    const char *why = write_error_text(stream->error, language);
    if (place)
        return session_say(session, TEXT_CANNOT_WRITE_TEMPORARY, place, why);
    return session_say(session, TEXT_CANNOT_WRITE, shown ? shown : text_of(TEXT_OUTPUT, language), why);
}
