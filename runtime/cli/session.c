/* session.c: what a command says on stderr. */
#include "command.h"

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
