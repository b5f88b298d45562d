/* git: what a git repository holds: commits, folders and files, read as they are and never written. Bare repositories and
 * shallow clones too; no program is run, and nothing of the repository's own settings is obeyed.
 * Depends on arena, and git.c alone on libgit2; without it, git_none.c finds nothing, and git_is_there says so. The struct owns the
 * repository until git_close; texts and bytes live in the caller's arena. */
#ifndef TRAAD_GIT_H
#define TRAAD_GIT_H

#include "arena.h"

#include <stdbool.h>
#include <string.h>

struct git {
    struct git_repository *repository;
    bool shallow;     /* the history was fetched in part */
    bool unborn;      /* nothing has been committed yet on the branch that HEAD is */
    char reason[160]; /* why a repository that is there cannot be opened, in the library's words; "" else */
};

enum { GIT_ID_LENGTH = 20 };

/* A commit, a folder or a file, by its contents. */
struct git_id {
    unsigned char bytes[GIT_ID_LENGTH];
};

struct git_commit {
    struct git_id id, tree;
    int64_t time;        /* of the commit, seconds since 1970 in UTC */
    int64_t author_time; /* seconds since 1970, as the author's clock showed it */
    const char *author, *subject;
    struct git_id *parents;
    uint32_t parent_count;
};

/* MISSING: the repository says that it is there, but does not have it, as in a partial clone or a damaged one. */
enum git_kind { GIT_NOTHING, GIT_FILE, GIT_FOLDER, GIT_OTHER, GIT_MISSING };

struct git_entry {
    const char *name;
    struct git_id id;
    enum git_kind kind;
};

/* True when this build can read repositories. */
bool git_is_there(void);

/* Opens the repository that a folder or a file lies in. False when it lies in none, or `reason` says why it cannot be opened. */
bool git_open(struct git *git, const char *path);
void git_close(struct git *git);

/* A path from the top of the working tree, "" for the top itself; NULL when it lies outside, or there is no working tree. */
const char *git_within(const struct git *git, struct arena *arena, const char *path);

/* What a name of a revision stands for: `HEAD~1`, a branch, a tag, a commit's id. As a commit, false when it is none; or only
 * as the folder that it holds: FOLDER, NOTHING or MISSING. */
bool git_find_commit(const struct git *git, const char *revision, struct git_id *commit);
enum git_kind git_find_tree(const struct git *git, const char *revision, struct git_id *tree);

/* Where two histories parted, as a folder. */
bool git_find_base(const struct git *git, const char *one, const char *other, struct git_id *tree);

/* False when the commit is not in the repository, as beyond the end of a shallow clone. */
bool git_read_commit(const struct git *git, struct arena *arena, const struct git_id *id, struct git_commit *commit);

/* What is at a path below a folder; "" is the folder itself. */
struct git_entry git_at(const struct git *git, const struct git_id *tree, const char *path);

/* What is in a folder, in git's order. False when it is missing. */
bool git_list(const struct git *git, struct arena *arena, const struct git_id *tree, struct git_entry **entries,
              uint32_t *count);

/* The bytes of a file, `length` of them and a NUL, from array_grow. FILE, or MISSING, or OTHER when it is larger than `most`:
 * then it is not unpacked, and `length` says how large it is, as far as it can. */
enum git_kind git_read(const struct git *git, const struct git_id *file, uint32_t most, char **bytes, uint32_t *length);

static inline bool git_same(const struct git_id *a, const struct git_id *b)
{
    return memcmp(a->bytes, b->bytes, GIT_ID_LENGTH) == 0;
}

/* "1a2b3c4": as short as is unambiguous, in `arena`. */
const char *git_short(const struct git *git, struct arena *arena, const struct git_id *commit);

#endif
