#define _XOPEN_SOURCE 700 /* realpath */
#include "files.h"

#include "ignore.h"
#include "patient.h"
#include "roots.h"
#include "stream.h"
#include "text.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char STANDARD_INPUT[] = "<stdin>";

static const char IGNORE_FILE[] = ".traadignore";

/* A folder yet to be searched; its path ends in a slash, or is empty. */
struct folder {
    const char *path;
    const struct ignore *ignore;
};

struct search {
    struct file_list *list;
    struct folder *folders; /* a stack */
    uint32_t count, capacity;
};

static void add(struct file_list *list, const char *path, const struct stat *status, const char *unreadable)
{
    struct found_file file = {.path = path, .unreadable = unreadable};
    if (status && !unreadable) {
        file.device = status->st_dev;
        file.inode = status->st_ino;
        file.size = status->st_size > 0 ? (uint64_t)status->st_size : 0;
    }
    ARRAY_PUSH(list, data, count, capacity, file);
}

static bool is_plan_name(const char *name)
{
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".plan") == 0;
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

enum { FIRST_ROOM = 1 << 16 };
static const uint32_t LARGEST = (1u << 31) - 2; /* bytes: 2 GiB with the NUL */

/* Reads to the end. `room` is how much there is likely to be. NULL with errno set when that fails. */
static char *read_all(int descriptor, uint32_t room, uint32_t *length)
{
    uint32_t capacity = 0, size = 0;
    char *bytes = array_grow(NULL, &capacity, room + 2, 1);
    for (;;) {
        if (size + 1 >= capacity)
            bytes = array_grow(bytes, &capacity, capacity + 1, 1);
        ssize_t got = read(descriptor, bytes + size, capacity - size - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got > 0)
            size += (uint32_t)got;
        if (got > 0 && size <= LARGEST)
            continue;
        int error = got < 0 ? errno : got > 0 ? EFBIG : 0;
        bytes[size] = '\0';
        *length = size;
        if (!error)
            return bytes;
        array_free(bytes);
        errno = error;
        return NULL;
    }
}

char *files_read(const struct found_file *file, enum language language, uint32_t *length, const char **unreadable)
{
    struct stat status;
    char *bytes = NULL;
    *length = 0;
    *unreadable = file->unreadable;
    if (file->unreadable)
        return NULL;
    if (file->bytes) {
        *length = file->length;
        return file->bytes;
    }
    int descriptor = file->standard_input ? STDIN_FILENO
                                          : patient_open(file->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        *unreadable = error_text(errno, language);
        return NULL;
    }
    if (file->standard_input)
        bytes = read_all(descriptor, FIRST_ROOM, length);
    else if (fstat(descriptor, &status) == 0 && !S_ISREG(status.st_mode))
        *unreadable = text_of(S_ISDIR(status.st_mode) ? TEXT_IS_FOLDER : TEXT_IS_NOT_A_FILE, language);
    else if (status.st_size > (off_t)LARGEST)
        *unreadable = text_of(TEXT_IS_TOO_LARGE, language);
    else
        bytes = read_all(descriptor, (uint32_t)status.st_size, length);
    if (!bytes && !*unreadable)
        *unreadable = error_text(errno, language);
    if (!file->standard_input)
        close(descriptor);
    return bytes;
}

/* ---- searching ------------------------------------------------------------------------------------------------- */

/* A link in a folder is its author's word, and whoever reads the folder did not give it. */
static bool leads_outside(const struct file_list *list, const char *path)
{
    char room[PATH_MAX];
    return list->roots && !(realpath(path, room) && roots_hold(list->roots, room));
}

/* The rules of a folder's .traadignore on top of those above it. One that is there and cannot be read is reported as a plan would
 * be: what it leaves out is not known. */
static const struct ignore *read_ignore(struct search *search, const char *folder, const struct ignore *above)
{
    struct arena *arena = &search->list->arena;
    struct found_file file = {.path = arena_format(arena, "%s%s", folder, IGNORE_FILE)};
    struct stat status = {0};
    uint32_t length;
    const char *unreadable;
    if (lstat(file.path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return above;
    if (S_ISLNK(status.st_mode) && access(file.path, F_OK) == 0 && leads_outside(search->list, file.path))
        file.unreadable = text_of(TEXT_IS_OUTSIDE, search->list->language);
    char *bytes = files_read(&file, search->list->language, &length, &unreadable);
    if (!bytes) {
        add(search->list, file.path, NULL, unreadable);
        return above;
    }
    const char *text = arena_copy(arena, bytes, length);
    array_free(bytes);
    return ignore_read(arena, above, (uint32_t)strlen(folder), text, length);
}

static void push_folder(struct search *search, const char *path, const struct ignore *ignore)
{
    struct folder folder = {path, ignore};
    ARRAY_PUSH(search, folders, count, capacity, folder);
}

/* One name of a folder: a plan, a folder to search, or nothing. */
static void visit(struct search *search, int descriptor, const struct folder *folder, const char *name)
{
    struct arena *arena = &search->list->arena;
    struct stat status;
    bool plan = is_plan_name(name);
    if (*name == '.')
        return;
    if (fstatat(descriptor, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT) /* else it went away */
            add(search->list, arena_format(arena, "%s%s", folder->path, name), NULL,
                error_text(errno, search->list->language));
        return;
    }
    bool is_folder = S_ISDIR(status.st_mode);
    if (!plan && !is_folder)
        return;
    char *path = arena_format(arena, "%s%s", folder->path, name);
    if (ignore_matches(folder->ignore, path, is_folder))
        return;
    if (is_folder && !plan) {
        push_folder(search, arena_format(arena, "%s/", path), folder->ignore);
        return;
    }
    bool is_link = S_ISLNK(status.st_mode);
    if (is_link && fstatat(descriptor, name, &status, 0) != 0)
        add(search->list, path, NULL, error_text(errno, search->list->language));
    else if (is_link && leads_outside(search->list, path))
        add(search->list, path, NULL, text_of(TEXT_IS_OUTSIDE, search->list->language));
    else
        add(search->list, path, &status,
            S_ISDIR(status.st_mode) ? text_of(TEXT_IS_FOLDER, search->list->language) : NULL);
}

static void search_folder(struct search *search, struct folder folder)
{
    if (search->list->keeps_folders)
        ARRAY_PUSH(search->list, folders, folder_count, folder_capacity, folder.path);
    DIR *directory = opendir(*folder.path ? folder.path : ".");
    if (!directory) {
        add(search->list, folder.path, NULL, error_text(errno, search->list->language));
        return;
    }
    folder.ignore = read_ignore(search, folder.path, folder.ignore);
    for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
        visit(search, dirfd(directory), &folder, entry->d_name);
    closedir(directory);
}

/* The rules of the folders that a relative path leads through: `traad check a/b` heeds ./.traadignore and a/.traadignore. */
static const struct ignore *rules_above(struct search *search, const char *folder)
{
    const struct ignore *ignore = NULL;
    if (*folder == '/' || strncmp(folder, "../", 3) == 0 || strstr(folder, "/../"))
        return NULL;
    for (const char *at = folder, *slash; *at && (slash = strchr(at, '/')) != NULL; at = slash + 1)
        ignore = read_ignore(search, arena_copy(&search->list->arena, folder, (size_t)(at - folder)), ignore);
    return ignore;
}

/* A path as it is shown: without a leading "./", and a folder's without the slashes behind it. */
static char *tidied(struct arena *arena, const char *path)
{
    while (path[0] == '.' && path[1] == '/') {
        path += 2;
        path += strspn(path, "/");
    }
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_copy(arena, *path ? path : ".", *path ? length : 1);
}

void files_find(struct file_list *list, const char *path)
{
    struct search search = {.list = list};
    struct stat status;
    if (strcmp(path, "-") == 0) {
        struct found_file input = {.path = STANDARD_INPUT, .standard_input = true};
        ARRAY_PUSH(list, data, count, capacity, input);
        return;
    }
    char *shown = tidied(&list->arena, path);
    if (stat(path, &status) != 0) {
        add(list, shown, NULL, error_text(errno, list->language));
        return;
    }
    if (!S_ISDIR(status.st_mode) || is_plan_name(shown)) {
        add(list, shown, &status, S_ISDIR(status.st_mode) ? text_of(TEXT_IS_FOLDER, list->language) : NULL);
        return;
    }
    bool here = strcmp(shown, ".") == 0, root = shown[strlen(shown) - 1] == '/';
    const char *folder = here ? "" : root ? shown : arena_format(&list->arena, "%s/", shown);
    push_folder(&search, folder, rules_above(&search, folder));
    for (uint32_t searched = 0; search.count && !list->cut; searched++) {
        list->cut = list->most_folders && searched == list->most_folders;
        if (!list->cut)
            search_folder(&search, search.folders[--search.count]);
    }
    array_free(search.folders);
}

/* ---- order ------------------------------------------------------------------------------------------------------- */

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct found_file *)a)->path, ((const struct found_file *)b)->path);
}

/* A file by what the system knows it by. */
struct identity {
    dev_t device;
    ino_t inode;
    uint32_t index; /* in the list, which is in the order of paths */
};

static int by_identity(const void *a, const void *b)
{
    const struct identity *x = a, *y = b;
    if (x->inode != y->inode)
        return x->inode < y->inode ? -1 : 1;
    if (x->device != y->device)
        return x->device < y->device ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Drops those without a path, and those of the same path: what cannot be read has no inode to tell it by. */
static void drop_marked(struct file_list *list)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < list->count; i++)
        if (list->data[i].path && !(kept && strcmp(list->data[kept - 1].path, list->data[i].path) == 0))
            list->data[kept++] = list->data[i];
    list->count = kept;
}

void files_sort(struct file_list *list)
{
    uint32_t capacity = 0;
    struct identity *order = array_grow(NULL, &capacity, list->count + 1, sizeof *order);
    if (list->count > 1)
        qsort(list->data, list->count, sizeof *list->data, by_path);
    for (uint32_t i = 0; i < list->count; i++)
        order[i] = (struct identity){list->data[i].device, list->data[i].inode, i};
    if (list->count > 1)
        qsort(order, list->count, sizeof *order, by_identity);
    for (uint32_t i = 1; i < list->count; i++)
        if (order[i].inode && order[i].inode == order[i - 1].inode && order[i].device == order[i - 1].device)
            list->data[order[i].index].path = NULL;
    drop_marked(list);
    array_free(order);
}

void files_free(struct file_list *list)
{
    array_free(list->data);
    array_free(list->folders);
    arena_free(&list->arena);
}
