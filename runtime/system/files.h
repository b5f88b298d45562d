/* files: finding the plans that paths lead to, and reading them whole. All the system's surprises end here.
 * Depends on arena, ignore, lexicon. The list owns its array and its texts until files_free; bytes belong to the reader.
 * What cannot be read is in the list too, with the reason: nothing is passed over in silence. */
#ifndef TRAAD_FILES_H
#define TRAAD_FILES_H

#include "arena.h"
#include "lexicon.h"

#include <stdbool.h>
#include <sys/types.h>

struct found_file {
    const char *path;       /* as given, or as found below what was given; without a leading "./" */
    const char *unreadable; /* why, in words; NULL so far as is known */
    dev_t device;
    ino_t inode;   /* 0: not known */
    uint64_t size; /* bytes; 0: not known */
    bool standard_input;
    char *
        bytes; /* what it has, when it is in no folder; `length` of them and a NUL, from array_grow; handed on when read */
    uint32_t length;
};

struct file_list {
    struct found_file *data;
    uint32_t count, capacity;
    struct arena arena;
    enum language language; /* of the reasons */
    uint32_t most_folders;  /* to search; 0: all there are */
    bool cut;               /* there were more */
    bool keeps_folders;     /* those that were searched are wanted: */
    const char **folders;   /* "" for the current one, else with a slash at the end */
    uint32_t folder_count, folder_capacity;
    const struct roots *roots; /* what links may lead to; NULL: anything */
};

extern const char STANDARD_INPUT[]; /* how standard input is called in messages */

/* Adds a file, or the plans below a folder: `*.plan`, in hidden folders excepted and what .traadignore leaves out.
 * Links to files are followed as far as the roots, links to folders are not. "-" is standard input. */
void files_find(struct file_list *list, const char *path);

/* Sorts by path and drops what is the same file twice. Call once, when all paths are in. */
void files_sort(struct file_list *list);

void files_free(struct file_list *list);

/* The bytes of a file, `length` of them and a NUL, from array_grow; the caller owns them. NULL with the reason when it
 * cannot be read. Never waits for a pipe or a device, unless it is standard input. */
char *files_read(const struct found_file *file, enum language language, uint32_t *length, const char **unreadable);

#endif
