/* progress: how far a long piece of work has come, for someone who looks at a terminal: a line that is written over.
 * Depends on command. Owns nothing. What takes less than a second, or goes on unseen, says nothing. */
#ifndef TRAAD_PROGRESS_H
#define TRAAD_PROGRESS_H

#include "command.h"

struct progress {
    struct session *session;
    double began, told; /* seconds; told: when something was last said */
    uint32_t width;     /* of the line to take away, in columns */
};

/* Begins now. With --quiet nothing will be said, nor where the output itself fills the terminal. */
void progress_begin(struct progress *progress, struct session *session, bool output_elsewhere);

/* Says that `what` is being done, the `number`th of `count`. May be called often. */
void progress_step(struct progress *progress, const char *what, uint32_t number, uint32_t count);

/* Takes the line away. */
void progress_end(struct progress *progress);

#endif
