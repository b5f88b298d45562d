/* patient: opening a file when a signal comes in between, which is no reason not to. Reading and writing see to it themselves.
 * One that ends the process, and is held back, is a reason. Depends on signals; the descriptor is the caller's. */
#ifndef TRAAD_PATIENT_H
#define TRAAD_PATIENT_H

#include "signals.h"

#include <errno.h>
#include <fcntl.h>

/* As open, with the mode of a new file. */
static inline int patient_open(const char *path, int flags)
{
    int descriptor;
    do
        descriptor = open(path, flags, 0666);
    while (descriptor < 0 && errno == EINTR && !signals_held_back());
    return descriptor;
}

#endif
