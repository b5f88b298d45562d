/* command: what every command gets, and the commands themselves: one function each, in a file of its own.
 * Depends on options, pool, stream. The session owns its arena, its threads and its error stream.
 * Exit status: 0 all is well; 1 something was found; 2 something could not be done (cli.md). */
#ifndef TRAAD_COMMAND_H
#define TRAAD_COMMAND_H

#include "environment.h"
#include "options.h"
#include "pool.h"
#include "stream.h"

enum { EXIT_FINE, EXIT_FOUND, EXIT_FAILED };

struct session {
    struct options options;
    struct arena arena;
    struct pool pool;
    struct writer errors;   /* to stderr */
    bool language_settled;  /* a workspace has been read; of several, the first one settles it */
    enum language language; /* what it speaks: --lang, else the plan's once it is read, else the environment's */
    int listener;           /* a descriptor for whoever runs it again when what it reads is changed; 0: nobody does */
};

command_function command_check, command_diff, command_log, command_export, command_init, command_report,
    command_overdue, command_status, command_targets, command_trace, command_matrix, command_coverage, command_query,
    command_fmt, command_explain, command_watch, command_completion, command_complete, command_man, command_help,
    command_version;

/* Says a text on stderr, after the program's name, as a line. Returns EXIT_FAILED, so that a command can end with it. */
int session_say(struct session *session, enum text text, const char *first, const char *second);

/* False, and said, when the library that a format needs is left out of this build, or is not on this system. */
bool session_has(struct session *session, const char *library, bool built, const char *format);

/* Has the session say so, and the program end with 2, when a library that is there turns out not to be what it should. */
void session_speak_for_libraries(struct session *session);

/* Tells the listener, if there is one, of a file that is read beside the plans, or should be; or of the language, as a
 * digit. Strings, with what they are before them. */
enum told { TOLD_FILE = 'f', TOLD_LANGUAGE = 'l' };
void session_tell(const struct session *session, enum told what, const char *text);

/* Closes the stream. Returns `status`, or EXIT_FAILED after saying why when it could not be written. */
int session_close(struct session *session, struct stream *stream, int status);

/* A line that goes on with what was said. */
void session_hint(struct session *session, enum text text, const char *first);

/* "bash": the shell that a script of shell_files is for. */
struct embedded;
const char *completion_shell(const struct embedded *script);

/* How an option is written, `-o, --output FILE`, and what help says of it: what it does, its choices, its default. */
const char *option_usage(struct arena *arena, const struct option_row *row, enum language language);
const char *option_help(struct arena *arena, const struct option_row *row, enum language language);

/* Writes the help of one command, or of all of them with COMMAND_COUNT. */
void help_write(struct writer *writer, enum command command, enum language language, uint32_t width);

#endif
