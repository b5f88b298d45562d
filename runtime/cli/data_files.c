#define _XOPEN_SOURCE 700 /* realpath */
#include "data_files.h"

#include "files.h"
#include "nearest.h"
#include "roots.h"
#include "stream.h"
#include "symbol.h"
#include "unicode.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MEGABYTE = 1 << 20 };

/* A file that some line names, by the path that leads to it. */
struct named_file {
    const char *path;       /* from the plan's folder, as shown */
    enum diag_code refused; /* why it cannot be used; DIAG_NONE when it can */
    int error;              /* errno, or 0 */
    const char *reason;     /* why it could not be read after all, or NULL */
    const char *nearest;    /* what is there instead of it, or NULL */
    struct stat status;
    struct git_id blob; /* of a file in git */
    uint32_t number;    /* in the model */
};

struct data_files {
    struct model *model;
    struct session *session;
    struct arena *arena;
    const struct revision *revision; /* NULL: files in folders */
    struct roots roots;
    struct symbol_table paths; /* a named file's number is its path's symbol */
    struct named_file *named;  /* by number, from 1 */
    uint32_t named_count, named_capacity;
    uint32_t *of_line; /* the named file of each data line; 0: the name is empty or absolute */
    uint32_t *to_read; /* named files, each file once */
    uint32_t read_count;
    const char *missing; /* a file that the version in git should have, and has not; or NULL */
};

/* ---- where a name leads ----------------------------------------------------------------------------------------------- */

/* Settles whether a named file is there, inside, and of a kind and size that can be read. */
static void settle(const struct data_files *d, struct named_file *file, const char *path)
{
    char room[PATH_MAX];
    file->error = 0;
    file->refused = DIAG_NONE;
    if (!realpath(path, room) || stat(room, &file->status) != 0) {
        file->error = errno;
        file->refused = errno == ENOENT || errno == ENOTDIR ? DIAG_DATA_NOT_FOUND : DIAG_DATA_UNREADABLE;
        if (roots_are_left(&d->roots, path))
            file->refused = DIAG_DATA_OUTSIDE;
    } else if (!roots_hold(&d->roots, room)) {
        file->refused = DIAG_DATA_OUTSIDE;
    } else if (!S_ISREG(file->status.st_mode) || file->status.st_size > DATA_MOST_BYTES) {
        file->refused = DIAG_DATA_UNREADABLE;
    }
}

/* The same in git, where equal files are one file. */
static void settle_in_git(struct data_files *d, struct named_file *file)
{
    struct git_entry entry = revision_at(d->revision, d->arena, &file->path);
    if (entry.kind == GIT_MISSING)
        d->missing = file->path;
    file->refused = entry.kind == GIT_NOTHING ? DIAG_DATA_NOT_FOUND
                    : entry.kind == GIT_FILE  ? DIAG_NONE
                                              : DIAG_DATA_OUTSIDE;
    file->blob = entry.id;
    memcpy(&file->status.st_ino, entry.id.bytes, sizeof file->status.st_ino);
}

static void settle_one(void *context, uint32_t i)
{
    struct data_files *d = context;
    if (d->revision)
        settle_in_git(d, &d->named[i + 1]);
    else
        settle(d, &d->named[i + 1], d->named[i + 1].path);
}

/* Why a file cannot be read, in words. */
static const char *reason_of(struct data_files *d, const struct named_file *file)
{
    enum language language = d->session->language;
    if (file->reason)
        return file->reason;
    if (file->error)
        return error_text(file->error, language);
    if (!S_ISREG(file->status.st_mode))
        return text_of(S_ISDIR(file->status.st_mode) ? TEXT_IS_FOLDER : TEXT_IS_NOT_A_FILE, language);
    return text_string(d->arena, TEXT_IS_OF_SIZE, language,
                       arena_format(d->arena, "%u", (unsigned)(file->status.st_size / MEGABYTE)), NULL);
}

/* ---- what is there instead -------------------------------------------------------------------------------------------- */

/* Two names that are the same in NFC: a folder copied from another system may spell å with two characters. */
static bool same_letters(const char *a, const char *b)
{
    size_t a_size, b_size;
    char *x = unicode_nfc(a, strlen(a), &a_size), *y = unicode_nfc(b, strlen(b), &b_size);
    bool same = x && y && a_size == b_size && memcmp(x, y, a_size) == 0;
    array_free(x);
    array_free(y);
    return same;
}

/* Looks through the folder of a file that is not there, for one that is spelled with the same letters, or nearly. */
static void look_around(struct data_files *d, struct named_file *file)
{
    size_t length = path_folder_length(file->path);
    const char *name = file->path + length, *same = NULL;
    DIR *directory = opendir(length ? arena_copy(d->arena, file->path, length) : ".");
    struct nearest nearest;
    nearest_begin(&nearest, name, strlen(name));
    for (struct dirent *entry; directory && !same && (entry = readdir(directory)) != NULL;) {
        if (*entry->d_name == '.')
            continue;
        const char *other = arena_copy(d->arena, entry->d_name, strlen(entry->d_name));
        if (same_letters(other, name))
            same = arena_format(d->arena, "%.*s%s", (int)length, file->path, other);
        nearest_try(&nearest, other, strlen(other), other, 0);
    }
    if (directory)
        closedir(directory);
    file->nearest = nearest.match;
    if (same)
        settle(d, file, file->path = same);
}

/* `data\tall.csv` is how another system would write it. */
static bool has_backslash(const struct named_file *file)
{
    return strchr(file->path, '\\') != NULL;
}

/* What the plan should say instead, from its folder; NULL when nothing is like it. */
static const char *suggestion(struct data_files *d, const struct data_line *line, const struct named_file *file)
{
    size_t folder = path_folder_length(line->name);
    if (file->nearest)
        return arena_format(d->arena, "%.*s%s", (int)folder, line->name, file->nearest);
    if (!has_backslash(file))
        return NULL;
    char *slashed = arena_copy(d->arena, line->name, strlen(line->name));
    for (char *c = slashed; *c; c++)
        *c = *c == '\\' ? '/' : *c;
    return slashed;
}

/* ---- the names of the plans ---------------------------------------------------------------------------------------------- */

/* Gives each line the file that it names, each path once. */
static void name_files(struct data_files *d)
{
    struct model *model = d->model;
    struct named_file none = {0};
    ARRAY_PUSH(d, named, named_count, named_capacity, none);
    d->of_line = arena_alloc(d->arena, (model->data_line_count + 1) * sizeof *d->of_line);
    symbol_init(&d->paths, model->data_line_count);
    for (uint32_t i = 0; i < model->data_line_count; i++) {
        const struct data_line *line = &model->data_lines[i];
        const char *path = model_data_path(model, line, d->arena);
        if (!path)
            continue;
        uint32_t known = d->paths.count, symbol = symbol_intern(&d->paths, path, (uint32_t)strlen(path));
        if (symbol == known) {
            struct named_file file = {.path = path};
            ARRAY_PUSH(d, named, named_count, named_capacity, file);
        }
        d->of_line[i] = symbol;
    }
}

static void report(struct data_files *d, const struct data_line *line, const struct named_file *file)
{
    static const char *const beside[] = {"Ingen fil der heter noe liknende.", "Inga fil der heiter noko liknande.",
                                         "No file there has a similar name."};
    enum diag_code code = file ? file->refused : *line->name ? DIAG_DATA_OUTSIDE : DIAG_DATA_NOT_FOUND;
    struct diagnostic *diagnostic = model_refuse_data(d->model, line, code);
    struct diag_list *list = &d->model->files[line->file].diagnostics;
    if (code == DIAG_DATA_UNREADABLE) {
        diagnostic->arguments[1] = diag_string(reason_of(d, file));
        diagnostic->arguments[2] = diag_number(DATA_MOST_BYTES / MEGABYTE);
    }
    if (code != DIAG_DATA_NOT_FOUND)
        return;
    const char *instead = file ? suggestion(d, line, file) : NULL;
    diagnostic->arguments[1] = instead ? diag_did_you_mean(list->arena, instead) : diag_phrase(beside);
    if (instead && !strpbrk(instead, "\"\\"))
        diag_add_fix(list, diagnostic, line->span, instead, false, PHRASE_DID_YOU_MEAN);
}

/* ---- reading ---------------------------------------------------------------------------------------------------------------- */

static int by_identity(const void *a, const void *b)
{
    const struct named_file *x = *(struct named_file *const *)a, *y = *(struct named_file *const *)b;
    if (x->status.st_ino != y->status.st_ino)
        return x->status.st_ino < y->status.st_ino ? -1 : 1;
    if (x->status.st_dev != y->status.st_dev)
        return x->status.st_dev < y->status.st_dev ? -1 : 1;
    return x < y ? -1 : x > y; /* the one that is named first */
}

/* Adds every file that can be read to the model, once whatever paths lead to it, in the order they are named in. */
static void add_files(struct data_files *d)
{
    struct named_file **sorted = arena_alloc(d->arena, d->named_count * sizeof *sorted);
    uint32_t count = 0;
    for (uint32_t i = 1; i < d->named_count; i++)
        if (!d->named[i].refused)
            sorted[count++] = &d->named[i];
    if (count > 1)
        qsort(sorted, count, sizeof *sorted, by_identity);
    struct named_file **first = arena_alloc(d->arena, d->named_count * sizeof *first);
    for (uint32_t i = 0; i < count; i++) {
        bool same = i && sorted[i]->status.st_ino == sorted[i - 1]->status.st_ino &&
                    sorted[i]->status.st_dev == sorted[i - 1]->status.st_dev;
        first[sorted[i] - d->named] = same ? first[sorted[i - 1] - d->named] : sorted[i];
    }
    d->to_read = arena_alloc(d->arena, (count + 1) * sizeof *d->to_read);
    for (uint32_t i = 1; i < d->named_count; i++)
        if (!d->named[i].refused && !first[i]->number) {
            first[i]->number = model_add_data(d->model, first[i]->path);
            d->to_read[d->read_count++] = (uint32_t)(first[i] - d->named);
        }
    for (uint32_t i = 1; i < d->named_count; i++)
        d->named[i].number = first[i] ? first[i]->number : 0;
}

static char *read_from_git(struct data_files *d, struct named_file *file, uint32_t *length)
{
    char *bytes;
    enum git_kind kind = git_read(d->revision->git, &file->blob, DATA_MOST_BYTES, &bytes, length);
    if (kind == GIT_MISSING)
        d->missing = file->path;
    if (kind == GIT_OTHER) { /* too large: as of a file in a folder */
        file->status.st_mode = S_IFREG;
        file->status.st_size = (off_t)*length;
    }
    return bytes;
}

static void read_one(void *context, uint32_t i)
{
    struct data_files *d = context;
    struct named_file *file = &d->named[d->to_read[i]];
    struct found_file found = {.path = file->path};
    uint32_t length;
    const char *unreadable = NULL;
    char *bytes = d->revision ? read_from_git(d, file, &length)
                              : files_read(&found, d->session->language, &length, &unreadable);
    if (!bytes) { /* it went away, or may not be read */
        file->refused = DIAG_DATA_UNREADABLE;
        file->reason = unreadable;
    }
    model_give_data(d->model, file->number, bytes, length);
}

static void report_all(struct data_files *d)
{
    for (uint32_t i = 0; i < d->model->data_line_count; i++) {
        const struct named_file *file = d->of_line[i] ? &d->named[d->of_line[i]] : NULL;
        if (!file || file->refused)
            report(d, &d->model->data_lines[i], file);
    }
}

static void look_around_all(struct data_files *d)
{
    enum { LOOKED_AROUND = 100 };
    for (uint32_t i = 1, looked = 0; i < d->named_count && looked < LOOKED_AROUND; i++)
        if (d->named[i].refused == DIAG_DATA_NOT_FOUND && !has_backslash(&d->named[i])) {
            look_around(d, &d->named[i]);
            looked++;
        }
}

/* A repository is read from one thread. */
static void read_all(struct data_files *d, const struct parallel *parallel)
{
    struct model *model = d->model;
    name_files(d);
    for (uint32_t i = 1; i < d->named_count && !d->revision; i++)
        session_tell(d->session, TOLD_FILE, d->named[i].path);
    parallel->each(parallel, d->named_count - 1, settle_one, d);
    if (!d->revision)
        look_around_all(d);
    add_files(d);
    for (uint32_t i = 0; i < model->data_line_count; i++)
        model->data_lines[i].source = d->of_line[i] ? d->named[d->of_line[i]].number : 0;
    model_share_data(model);
    parallel->each(parallel, d->read_count, read_one, d);
    report_all(d);
    symbol_free(&d->paths);
    array_free(d->named);
}

void data_files_read(struct model *model, struct session *session, const char *const *paths, uint32_t count)
{
    struct data_files d = {.model = model, .session = session, .arena = &session->arena};
    if (!model->data_line_count)
        return;
    d.roots = roots_of(d.arena, paths, count);
    read_all(&d, &session->pool.parallel);
}

bool data_files_read_revision(struct model *model, struct session *session, const struct revision *revision,
                              const char **missing)
{
    struct data_files d = {.model = model, .session = session, .arena = &session->arena, .revision = revision};
    if (model->data_line_count)
        read_all(&d, &PARALLEL_SERIAL);
    *missing = d.missing;
    return !d.missing;
}
