/* signals: being told to stop (Ctrl-C, kill, a terminal that closes, no time left) without leaving anything lying.
 * Depends on nothing. The paths given are the caller's, and must live until they are taken back.
 * The only state is what a signal handler needs to know. */
#ifndef TRAAD_SIGNALS_H
#define TRAAD_SIGNALS_H

#include <stdbool.h>

/* At the start of the program. A closed pipe and a file that may not grow become errors of writing, like others. */
void signals_begin(void);

/* A file to take away when the process is told to stop; at most a hundred or so at a time. */
void signals_doom(const char *path);

/* A folder to take away with the files in it and in its folders, when the process ends by itself (signals_end) while being told
 * to stop is held back; NULL: none any more. One at a time. */
void signals_doom_folder(const char *path);

/* It is in its place, or gone: no longer to be taken away. */
void signals_spare(const char *path);

/* Between these, being told to stop only takes effect at the end. They nest. */
void signals_hold(void);
void signals_release(void);

/* True when the process was told to stop, and is held. */
bool signals_held_back(void);

/* What to say when the alarm goes (SIGALRM), a line; then the process ends as below, also where the process was started with
 * orders to ignore it. */
void signals_expire(const char *line);

/* Ends the process now, with status 2, from wherever it is: says a line on stderr and takes away what is doomed. */
_Noreturn void signals_end(const char *line);

#endif
