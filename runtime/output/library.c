#include "library.h"

#include <string.h>

#ifdef TRAAD_LATE
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void say_unfit(const char *file)
{
    fprintf(stderr, "traad: %s is not what its name says\n", file);
}

static void (*when_unfit)(const char *file) = say_unfit;

void library_when_unfit(void (*last_words)(const char *file))
{
    when_unfit = last_words;
}

/* Where the files lay when the program was built, one after the other, each with its '\0'. */
static const char PATHS[] = TRAAD_LATE;

static const char *file_of(const char *path)
{
    return strrchr(path, '/') + 1;
}

/* "libgit2" is libgit2.so.1.5; NULL when the program is linked with it. */
static const char *find_file(const char *library)
{
    size_t length = strlen(library);
    for (const char *path = PATHS; *path; path += strlen(path) + 1)
        if (strncmp(file_of(path), library, length) == 0 && file_of(path)[length] == '.')
            return file_of(path);
    return NULL;
}

/* By a name without a folder: the loader looks where the system keeps its libraries, and never where one stands. */
static void *open_file(const char *file)
{
    return dlopen(file, RTLD_LAZY | RTLD_LOCAL);
}

const char *library_missing(const char *library)
{
    const char *file = find_file(library);
    return file && !open_file(file) ? file : NULL;
}

void library_write_missing(struct writer *writer)
{
    for (const char *path = PATHS; *path; path += strlen(path) + 1)
        if (access(path, R_OK) != 0 && !open_file(file_of(path))) {
            writer_text(writer, writer->count ? " " : "");
            writer_text(writer, file_of(path));
        }
}

static bool is_empty(const void *functions)
{
    static const void *none;
    return memcmp(functions, &none, sizeof none) == 0;
}

/* C keeps pointers to functions apart from others; POSIX has them alike. */
static void fill(unsigned char *functions, const char *names, const char *file)
{
    void *opened = open_file(file);
    for (; *names; names += strlen(names) + 1, functions += sizeof(void *)) {
        void *found = opened ? dlsym(opened, names) : NULL;
        if (!found) {
            when_unfit(file);
            _Exit(2);
        }
        memcpy(functions, &found, sizeof found);
    }
}

void library_load(const char *library, const char *names, void *functions)
{
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&one_at_a_time);
    if (is_empty(functions))
        fill(functions, names, find_file(library));
    pthread_mutex_unlock(&one_at_a_time);
}
#else
const char *library_missing(const char *library)
{
    (void)library;
    return NULL;
}

void library_write_missing(struct writer *writer)
{
    (void)writer;
}

void library_when_unfit(void (*last_words)(const char *file))
{
    (void)last_words;
}
#endif
