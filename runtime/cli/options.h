/* options: the command line, read by the tables command.def and option.def.
 * Depends on text, nearest, date. Values point into the arguments, or into the arena they were parsed with.
 * What cannot be understood is said on the error writer, with the nearest thing that can. */
#ifndef TRAAD_OPTIONS_H
#define TRAAD_OPTIONS_H

#include "date.h"
#include "text.h"

enum command {
#define COMMAND(id, ...) COMMAND_##id,
#include "command.def"
#undef COMMAND
    COMMAND_COUNT
};

enum option {
#define OPTION(id, ...) OPTION_##id,
#include "option.def"
#undef OPTION
    OPTION_COUNT
};

enum takes {
    TAKES_FLAG,
    TAKES_TEXT,
    TAKES_PATH, /* of a file or a folder: not empty */
    TAKES_NUMBER,
    TAKES_CHOICE,
    TAKES_LIST,
    TAKES_DATE,
    TAKES_SINCE,
    TAKES_SIZE,
    TAKES_DURATION
};

struct session;
typedef int command_function(struct session *session); /* gives the exit status */

struct command_row {
    const char *name, *synonym;
    command_function *run;
    const char *arguments[LANGUAGE_COUNT], *line[LANGUAGE_COUNT], *more[LANGUAGE_COUNT];
};

struct option_row {
    const char *name;
    char letter;
    uint32_t commands; /* bits of enum command */
    enum takes takes;
    const char *choices, *standard; /* choices separated by '|' */
    const char *placeholder[LANGUAGE_COUNT], *help[LANGUAGE_COUNT];
};

struct option_use {
    const char *name;  /* as the table has it, or as written when it has not */
    const char *value; /* NULL when none was given */
    size_t name_length;
    enum option option;
};

struct options {
    enum command command;
    enum command named;               /* as written: WATCH where no other command stands behind it */
    bool any_command;                 /* one was written; else it is HELP or VERSION */
    bool watch;                       /* the command is run again when files change */
    const char *values[OPTION_COUNT]; /* the last one given, else the default; a flag that was given is "" */
    bool given[OPTION_COUNT];
    struct option_use *uses; /* in the order given */
    uint32_t use_count;
    const char **arguments; /* what is neither command nor option */
    uint32_t argument_count;
    enum language language; /* --lang, else the environment's, else nb */
};

const struct command_row *command_row(enum command command);
const struct option_row *option_row(enum option option);

/* The command with this name or synonym, or COMMAND_COUNT. */
enum command command_find(const char *name);

/* True for what only other programs ask: it stands in no help. */
bool command_is_hidden(enum command command);

/* True for what `watch` can run again and again: it reads plans and leaves them as they are. */
bool command_is_watched(enum command command);

/* Says on `errors` that there is no such command, and which is nearest. */
void command_unknown(const char *name, enum language language, struct writer *errors);

/* Parses arguments[1 .. count). False when they cannot be understood; that has then been said on `errors`. */
bool options_parse(struct options *options, int count, char **arguments, struct arena *arena, struct writer *errors);

/* The same as far as it goes without a complaint: the command, the options' uses, the arguments, the language. Returns
 * the command as written, or NULL. */
const char *options_glance(struct options *options, int count, char **arguments, struct arena *arena);

/* True when the command that was given has an option. */
bool options_apply(const struct options *options, enum option option);

/* The option of the command with this name, or OPTION_COUNT. */
enum option options_find(const struct options *options, const char *name, size_t length);

/* True when an option stands instead of the argument that the command asks for first (`ID`, `FRAMEWORK`, `QUESTION`). */
bool options_answer_first(const struct options *options);

/* Where the paths begin among the arguments of a command that reads plans. */
uint32_t options_first_path(const struct options *options);

/* A number that was checked when it was parsed; -1 when the option was not given. */
int options_number(const struct options *options, enum option option);

/* The bytes of a size or the seconds of a duration that was checked when it was parsed; -1 when the option was not given. */
int64_t options_quantity(const struct options *options, enum option option);

/* `90` or `90d`, below a million, into `*number`; false when it is none. */
bool options_read_number(const char *text, int *number);

/* The next item of a list separated by commas; false at its end. Empty items are skipped. */
bool options_next_item(const char **list, const char **item, size_t *length);

#endif
