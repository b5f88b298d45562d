/* embedded: files that are compiled into the program: the standard library, the explain pages, the looks of the web report, what a new
 * plan begins with, what shells load.
 * Depends on nothing. Made at build time by embed.c; constant. Each array ends in a row without a path. */
#ifndef TRAAD_EMBEDDED_H
#define TRAAD_EMBEDDED_H

#include <stdint.h>

struct embedded {
    const char *path;  /* in the repository, "stdlib/sektorer.plan" */
    const char *bytes; /* length bytes and a NUL */
    uint32_t length;
};

extern const struct embedded stdlib_files[], explain_files[], web_files[], starter_templates[], shell_files[];

#endif
