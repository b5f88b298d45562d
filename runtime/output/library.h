/* library: libraries of the system that only a format or a command needs, loaded when that is asked for: most runs need none
 * of them, and loading them all takes longer than checking a plan. Depends on writer; what is loaded stays so.
 * A build without TRAAD_LATE, such as a static one, is linked with them instead; nothing else is different. */
#ifndef TRAAD_LIBRARY_H
#define TRAAD_LIBRARY_H

#include "writer.h"

/* Declares `table`, the functions that a file uses of a library ("libgit2"), to be called as `table.name`; FUNCTIONS(F) has an
 * F(prefix, name) for each. `table_load` comes before the first call. */
#ifdef TRAAD_LATE
#define LIBRARY(table, library, FUNCTIONS)                      \
    static struct {                                             \
        FUNCTIONS(LIBRARY_POINTER)                              \
    } table;                                                    \
    static void table##_load(void)                              \
    {                                                           \
        library_load(library, FUNCTIONS(LIBRARY_NAME), &table); \
    }
#else
#define LIBRARY(table, library, FUNCTIONS)  \
    static const struct {                   \
        FUNCTIONS(LIBRARY_POINTER)          \
    } table = {FUNCTIONS(LIBRARY_ADDRESS)}; \
    static void table##_load(void) {}
#endif

#define LIBRARY_POINTER(prefix, name) __typeof__(prefix##name) *name;
#define LIBRARY_NAME(prefix, name) #prefix #name "\0"
#define LIBRARY_ADDRESS(prefix, name) .name = prefix##name,

/* The file that the system lacks ("libgit2.so.1.5"), or NULL: the library is there, or the program is linked with it. */
const char *library_missing(const char *library);

/* Writes the files that the system lacks, with spaces between. Where a file lies as it did when the program was built, it is
 * not loaded to know. */
void library_write_missing(struct writer *writer);

/* Fills a table of pointers to functions, whose names stand one after the other, each with its '\0'. Any thread may ask, and
 * ask again. Whoever asks has made sure that the library is there (library_missing); the program ends, as below, when it is not what
 * its name says. */
void library_load(const char *library, const char *names, void *functions);

/* What is done where a library lacks one of its functions: it is told which file that is, may say so and clean up. Without it, one
 * line in English on stderr. */
void library_when_unfit(void (*last_words)(const char *file));

#endif
