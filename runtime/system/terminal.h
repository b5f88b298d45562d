/* terminal: what the place that output goes to can show. Depends on nothing in the house; asks the system. */
#ifndef TRAAD_TERMINAL_H
#define TRAAD_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

enum { STREAM_OUT = 1, STREAM_ERROR = 2 }; /* file descriptors */

bool terminal_is(int descriptor);

/* Columns: the terminal's, else what COLUMNS says, else 100. `descriptor` -1: a file. */
uint32_t terminal_width(int descriptor);

/* True when colours are wanted: `when` is always, never or auto (a terminal, and neither NO_COLOR nor TERM=dumb). */
bool terminal_color(int descriptor, const char *when);

#endif
