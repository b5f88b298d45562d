/* folder: a folder of files that is there whole or not at all: written beside its target and renamed over it.
 * Depends on stream. The folder owns its temporary files until it is closed or abandoned.
 * It keeps a list of what it wrote, `traad-report.txt`: only a folder that holds nothing else is ever replaced. */
#ifndef TRAAD_FOLDER_H
#define TRAAD_FOLDER_H

#include "symbol.h"
#include "writer.h"

enum folder_result { FOLDER_FINE, FOLDER_FAILED, FOLDER_FOREIGN, FOLDER_FOREIGN_FILE };

struct folder {
    char *target, *temporary;  /* without a slash at their end */
    struct symbol_table names; /* of the files written, and of the folders that hold them, below the temporary one */
    bool replaces;             /* the target is there */
    int error;                 /* errno of the first failure */
    const char *foreign;       /* the file that is not ours, below the target */
    const char *left;          /* where the old folder still is, though the new one is in its place; or NULL */
    struct arena arena;
};

/* Readies a folder for `path`. Whatever the result, it must be closed or abandoned. */
enum folder_result folder_open(struct folder *folder, const char *path);

/* Writes a file; `name` may lie in one folder below. False with `error` set; then nothing more is written. */
bool folder_put(struct folder *folder, const char *name, const char *bytes, uint32_t length);

/* Puts the folder in its place, the old one away. False with `error` set: then all is as it was, but for when the old one could not
 * be taken away (`left`). Then it is still to be abandoned. */
bool folder_close(struct folder *folder);

/* Takes away what was written. */
void folder_abandon(struct folder *folder);

#endif
