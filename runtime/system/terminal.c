#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { USUAL_WIDTH = 100, LEAST_WIDTH = 20, MOST_WIDTH = 2000 };

bool terminal_is(int descriptor)
{
    return descriptor >= 0 && isatty(descriptor);
}

uint32_t terminal_width(int descriptor)
{
    const char *columns = getenv("COLUMNS");
    long width = 0;
#ifdef TIOCGWINSZ
    struct winsize size;
    if (terminal_is(descriptor) && ioctl(descriptor, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
#endif
    if (width <= 0 && columns)
        width = strtol(columns, NULL, 10);
    if (width <= 0)
        width = USUAL_WIDTH;
    return (uint32_t)(width < LEAST_WIDTH ? LEAST_WIDTH : width > MOST_WIDTH ? MOST_WIDTH : width);
}

bool terminal_color(int descriptor, const char *when)
{
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");
    if (strcmp(when, "auto") != 0)
        return strcmp(when, "always") == 0;
    if ((none && *none) || (term && strcmp(term, "dumb") == 0))
        return false;
    return terminal_is(descriptor);
}
