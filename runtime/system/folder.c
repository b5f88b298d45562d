#define _XOPEN_SOURCE 700 /* realpath */
#include "folder.h"

#include "files.h"
#include "patient.h"
#include "signals.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char LIST[] = "traad-report.txt",
                  LIST_HEAD[] =
                      "# Made by `traad report`, which replaces this folder as long as it holds these files alone:\n";

/* ---- listing and removing ---------------------------------------------------------------------------------------------- */

/* Calls `visit` with each file in a folder and its folders, by their names below it, and with these folders last. False when
 * one of them says so, or a folder cannot be read. */
struct listing {
    struct folder *folder;
    const char *path; /* of the folder listed */
    bool (*visit)(struct listing *listing, const char *name, bool is_folder);
    const struct symbol_table *names; /* of visits that ask whether a file is known */
};

static bool is_folder(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool list_folder(struct listing *l, const char *below, bool deeper)
{
    struct arena *arena = &l->folder->arena;
    const char *path = arena_format(arena, "%s/%s", l->path, below);
    bool good = true;
    DIR *directory = opendir(path);
    if (!directory)
        return false;
    for (struct dirent *entry; good && (entry = readdir(directory)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        const char *name = arena_format(arena, "%s%s", below, entry->d_name);
        bool folder = deeper && is_folder(arena_format(arena, "%s/%s", l->path, name));
        if (folder)
            good = list_folder(l, arena_format(arena, "%s/", name), false);
        good = good && l->visit(l, name, folder);
    }
    closedir(directory);
    return good;
}

static bool visit_removed(struct listing *l, const char *name, bool folder)
{
    const char *path = arena_format(&l->folder->arena, "%s/%s", l->path, name);
    return (folder ? rmdir(path) : unlink(path)) == 0;
}

static bool remove_all(struct folder *folder, const char *path)
{
    struct listing listing = {folder, path, visit_removed, NULL};
    return list_folder(&listing, "", true) && rmdir(path) == 0;
}

/* ---- is it ours? --------------------------------------------------------------------------------------------------------- */

static bool visit_known(struct listing *l, const char *name, bool folder)
{
    if (folder || symbol_find(l->names, name, (uint32_t)strlen(name)))
        return true;
    l->folder->foreign = name;
    return false;
}

static bool visit_any(struct listing *l, const char *name, bool folder)
{
    (void)folder;
    l->folder->foreign = name;
    return false;
}

/* Reads the list of what was written. False when there is none. */
static bool read_list(struct folder *folder, struct symbol_table *names)
{
    struct found_file file = {.path = arena_format(&folder->arena, "%s/%s", folder->target, LIST)};
    const char *unreadable;
    uint32_t length;
    char *list = files_read(&file, LANGUAGE_EN, &length, &unreadable);
    bool ours = list && strncmp(list, LIST_HEAD, strlen(LIST_HEAD)) == 0;
    for (const char *line = ours ? list + strlen(LIST_HEAD) : "", *end; (end = strchr(line, '\n')) != NULL;
         line = end + 1) {
        const char *name = arena_copy(&folder->arena, line, (size_t)(end - line));
        symbol_intern(names, name, (uint32_t)strlen(name));
    }
    symbol_intern(names, LIST, (uint32_t)strlen(LIST));
    array_free(list);
    return ours;
}

static enum folder_result examine(struct folder *folder)
{
    struct symbol_table names;
    struct listing listing = {folder, folder->target, visit_any, &names};
    if (list_folder(&listing, "", true))
        return FOLDER_FINE; /* empty */
    if (!folder->foreign)
        return folder->error = errno, FOLDER_FAILED;
    symbol_init(&names, 64);
    bool ours = read_list(folder, &names);
    folder->foreign = NULL;
    listing.visit = visit_known;
    bool alone = ours && list_folder(&listing, "", true);
    symbol_free(&names);
    return alone ? FOLDER_FINE : ours && folder->foreign ? FOLDER_FOREIGN_FILE : FOLDER_FOREIGN;
}

/* ---- writing --------------------------------------------------------------------------------------------------------------- */

static bool make_temporary(struct folder *folder, mode_t mode)
{
    for (int attempt = 0; attempt < 100; attempt++) {
        folder->temporary = arena_format(&folder->arena, "%s.traad-%ld-%d", folder->target, (long)getpid(), attempt);
        if (mkdir(folder->temporary, mode) == 0) {
            signals_doom_folder(folder->temporary);
            return true;
        }
        if (errno != EEXIST)
            break;
    }
    folder->error = errno;
    folder->temporary = NULL;
    return false;
}

enum folder_result folder_open(struct folder *folder, const char *path)
{
    struct stat info;
    *folder = (struct folder){0};
    symbol_init(&folder->names, 256);
    signals_hold();
    folder->replaces = lstat(path, &info) == 0;
    char *real = folder->replaces ? realpath(path, NULL) : NULL;
    if (folder->replaces && !real)
        return folder->error = errno == ENOENT ? ENOTDIR : errno, FOLDER_FAILED;
    folder->target = arena_copy(&folder->arena, real ? real : path, strlen(real ? real : path));
    array_free(real);
    for (size_t end = strlen(folder->target); end > 1 && folder->target[end - 1] == '/'; end--)
        folder->target[end - 1] = '\0';
    if (folder->replaces && (stat(folder->target, &info) != 0 || !S_ISDIR(info.st_mode)))
        return folder->error = ENOTDIR, FOLDER_FAILED;
    enum folder_result result = folder->replaces ? examine(folder) : FOLDER_FINE;
    if (result == FOLDER_FINE && !make_temporary(folder, folder->replaces ? info.st_mode & 0777 : 0777))
        result = FOLDER_FAILED;
    return result;
}

/* Remembers a name. False when it was known. */
static bool remember(struct folder *folder, const char *name, size_t length)
{
    if (symbol_find(&folder->names, name, (uint32_t)length))
        return false;
    symbol_intern(&folder->names, arena_copy(&folder->arena, name, length), (uint32_t)length);
    return true;
}

static bool write_all(int descriptor, const char *bytes, uint32_t length)
{
    while (length && !signals_held_back()) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (uint32_t)written;
    }
    errno = signals_held_back() ? EINTR : errno;
    return !signals_held_back();
}

bool folder_put(struct folder *folder, const char *name, const char *bytes, uint32_t length)
{
    const char *slash = strchr(name, '/');
    if (slash && remember(folder, name, (size_t)(slash - name) + 1) &&
        mkdir(arena_format(&folder->arena, "%s/%.*s", folder->temporary, (int)(slash - name), name), 0777) != 0)
        return folder->error = errno, false;
    remember(folder, name, strlen(name));
    int descriptor = patient_open(arena_format(&folder->arena, "%s/%s", folder->temporary, name),
                                  O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
    bool good = descriptor >= 0 && write_all(descriptor, bytes, length);
    int error = errno;
    if (descriptor >= 0 && close(descriptor) != 0 && good)
        error = errno, good = false;
    if (!good)
        folder->error = error;
    return good;
}

/* ---- the end ------------------------------------------------------------------------------------------------------------------ */

static bool put_list(struct folder *folder)
{
    struct writer writer = {0};
    writer_text(&writer, LIST_HEAD);
    for (uint32_t i = 1; i < folder->names.count; i++) {
        const struct symbol *name = &folder->names.symbols[i];
        if (name->text[name->length - 1] == '/')
            continue;
        writer_put(&writer, name->text, name->length);
        writer_char(&writer, '\n');
    }
    bool good = folder_put(folder, LIST, writer.data, writer.count);
    writer_free(&writer);
    return good;
}

/* Puts the old folder aside, the new one in its place, and takes the old one away; or leaves the old one where it was. */
static bool replace(struct folder *folder)
{
    if (rename(folder->temporary, folder->target) == 0) /* there was none, or an empty one */
        return true;
    if (!folder->replaces || (errno != ENOTEMPTY && errno != EEXIST))
        return folder->error = errno, false;
    const char *aside = arena_format(&folder->arena, "%s-old", folder->temporary);
    if (rename(folder->target, aside) != 0)
        return folder->error = errno, false;
    if (rename(folder->temporary, folder->target) != 0) {
        folder->error = errno;
        rename(aside, folder->target);
        return false;
    }
    folder->temporary = NULL;
    signals_doom_folder(aside);
    if (remove_all(folder, aside))
        return true;
    folder->error = errno;
    folder->left = aside;
    return false;
}

static void let_go(struct folder *folder)
{
    signals_doom_folder(NULL);
    symbol_free(&folder->names);
    arena_free(&folder->arena);
    signals_release();
}

bool folder_close(struct folder *folder)
{
    if (!put_list(folder) || !replace(folder))
        return false;
    let_go(folder);
    return true;
}

void folder_abandon(struct folder *folder)
{
    if (folder->temporary)
        remove_all(folder, folder->temporary);
    let_go(folder);
}
