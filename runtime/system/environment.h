/* environment: what the machine says when the command line does not: the language and the day.
 * Depends on date, lexicon. Reads the environment and the clock; owns nothing. */
#ifndef TRAAD_ENVIRONMENT_H
#define TRAAD_ENVIRONMENT_H

#include "arena.h"
#include "date.h"
#include "lexicon.h"

/* The language of LC_ALL, LC_MESSAGES or LANG (the first that is set); bokmål if it is none of ours. */
enum language environment_language(void);

/* False when the locale is unset, C or POSIX: then nobody has said which language they read. */
bool environment_names_language(void);

/* Today: the day of SOURCE_DATE_EPOCH (in UTC), else of the clock in local time. False when SOURCE_DATE_EPOCH is set to
 * what is no number of seconds; `*epoch` is then its text. */
bool environment_today(day_number *day, const char **epoch);

/* The file that the summary of a run on GitHub goes behind, or NULL; and what stands before a path in the address of a file of
 * the commit that is run, in `arena`, or NULL. */
const char *environment_github_summary(void);
const char *environment_github_files(struct arena *arena);

/* Where git has been told that its repository is (GIT_DIR), or NULL. */
const char *environment_git_folder(void);

/* Seconds on a clock that only goes forward. */
double environment_seconds(void);

#endif
