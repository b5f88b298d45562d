#define _XOPEN_SOURCE 700 /* realpath */
#include "git.h"

#include "library.h"

#include <git2.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
#define FUNCTIONS(F) \
    F(git_, blob_free) F(git_, blob_lookup) F(git_, blob_rawcontent) F(git_, blob_rawsize) F(git_, buf_dispose) \
    F(git_, commit_author) F(git_, commit_free) F(git_, commit_lookup) F(git_, commit_parent_id) \
    F(git_, commit_parentcount) F(git_, commit_summary) F(git_, commit_time) F(git_, commit_tree_id) \
    F(git_, error_last) F(git_, libgit2_init) F(git_, libgit2_opts) F(git_, libgit2_shutdown) F(git_, merge_base) \
    F(git_, object_free) F(git_, object_id) F(git_, object_lookup) F(git_, object_peel) F(git_, object_short_id) \
    F(git_, odb_free) F(git_, odb_read_header) F(git_, oid_fromraw) F(git_, repository_free) \
    F(git_, repository_head_unborn) F(git_, repository_is_shallow) F(git_, repository_odb) \
    F(git_, repository_open_ext) F(git_, repository_workdir) F(git_, revparse_single) F(git_, tree_entry_byindex) \
    F(git_, tree_entry_byname) F(git_, tree_entry_filemode) F(git_, tree_entry_id) F(git_, tree_entry_name) \
    F(git_, tree_entrycount) F(git_, tree_free) F(git_, tree_lookup)
/* clang-format on */
LIBRARY(git2, "libgit2", FUNCTIONS)

_Static_assert((int)GIT_ID_LENGTH == GIT_OID_RAWSZ, "an id is what git calls one");

static git_oid oid_of(const struct git_id *id)
{
    git_oid oid;
    git2.oid_fromraw(&oid, id->bytes);
    return oid;
}

static struct git_id id_of(const git_oid *oid)
{
    struct git_id id;
    memcpy(id.bytes, oid->id, GIT_ID_LENGTH);
    return id;
}

bool git_is_there(void)
{
    return true;
}

/* A build server's working copy often belongs to another user. Whose it is matters for those who run what a repository's
 * settings name; here it is only read. */
static void begin(void)
{
    git2_load();
    git2.libgit2_init();
    git2.libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

/* Opens what lies around a folder; false when nothing does, or it is of a kind that the library does not know. */
static bool open_around(struct git *git, const char *folder)
{
    int error = git2.repository_open_ext(&git->repository, folder, GIT_REPOSITORY_OPEN_CROSS_FS, NULL);
    const git_error *said = git2.error_last();
    if (error != 0 && error != GIT_ENOTFOUND && said && said->message)
        snprintf(git->reason, sizeof git->reason, "%s", said->message);
    return error == 0;
}

/* Of a file, the repository of the folder that it lies in. */
static bool open_at(struct git *git, const char *path)
{
    char folder[PATH_MAX];
    if (!realpath(path, folder))
        return false;
    if (open_around(git, folder))
        return true;
    char *slash = strrchr(folder, '/');
    if (*git->reason || !slash || slash == folder)
        return false;
    *slash = '\0';
    return open_around(git, folder);
}

bool git_open(struct git *git, const char *path)
{
    *git = (struct git){.repository = NULL};
    begin();
    if (!open_at(git, path)) {
        git2.libgit2_shutdown();
        return false;
    }
    git->shallow = git2.repository_is_shallow(git->repository) == 1;
    git->unborn = git2.repository_head_unborn(git->repository) == 1;
    return true;
}

void git_close(struct git *git)
{
    git2.repository_free(git->repository);
    git2.libgit2_shutdown();
    git->repository = NULL;
}

const char *git_within(const struct git *git, struct arena *arena, const char *path)
{
    const char *top = git2.repository_workdir(git->repository);
    char real[PATH_MAX], real_top[PATH_MAX];
    if (!top || !realpath(top, real_top) || !realpath(path, real))
        return NULL;
    size_t length = strlen(real_top);
    if (strncmp(real, real_top, length) != 0 || (real[length] && real[length] != '/' && real_top[length - 1] != '/'))
        return NULL;
    const char *rest = real + length;
    rest += *rest == '/';
    return arena_copy(arena, rest, strlen(rest));
}

/* ---- revisions ------------------------------------------------------------------------------------------------------ */

static bool find(const struct git *git, const char *revision, git_object_t type, git_oid *oid)
{
    git_object *object = NULL, *peeled = NULL;
    bool found = git2.revparse_single(&object, git->repository, revision) == 0 &&
                 git2.object_peel(&peeled, object, type) == 0;
    if (found)
        *oid = *git2.object_id(peeled);
    git2.object_free(peeled);
    git2.object_free(object);
    return found;
}

bool git_find_commit(const struct git *git, const char *revision, struct git_id *commit)
{
    git_oid oid;
    bool found = find(git, revision, GIT_OBJECT_COMMIT, &oid);
    if (found)
        *commit = id_of(&oid);
    return found;
}

enum git_kind git_find_tree(const struct git *git, const char *revision, struct git_id *tree)
{
    git_oid oid;
    if (find(git, revision, GIT_OBJECT_TREE, &oid)) {
        *tree = id_of(&oid);
        return GIT_FOLDER;
    }
    return find(git, revision, GIT_OBJECT_COMMIT, &oid) ? GIT_MISSING : GIT_NOTHING;
}

bool git_find_base(const struct git *git, const char *one, const char *other, struct git_id *tree)
{
    git_oid a, b, base;
    git_commit *commit = NULL;
    bool found = find(git, one, GIT_OBJECT_COMMIT, &a) && find(git, other, GIT_OBJECT_COMMIT, &b) &&
                 git2.merge_base(&base, git->repository, &a, &b) == 0 &&
                 git2.commit_lookup(&commit, git->repository, &base) == 0;
    if (found)
        *tree = id_of(git2.commit_tree_id(commit));
    git2.commit_free(commit);
    return found;
}

static const char *copied(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : "";
}

bool git_read_commit(const struct git *git, struct arena *arena, const struct git_id *id, struct git_commit *commit)
{
    git_oid oid = oid_of(id);
    git_commit *read = NULL;
    if (git2.commit_lookup(&read, git->repository, &oid) != 0)
        return false;
    const git_signature *author = git2.commit_author(read);
    *commit = (struct git_commit){.id = *id,
                                  .tree = id_of(git2.commit_tree_id(read)),
                                  .time = git2.commit_time(read),
                                  .author_time = author ? author->when.time + author->when.offset * 60 : 0,
                                  .author = copied(arena, author ? author->name : NULL),
                                  .subject = copied(arena, git2.commit_summary(read)),
                                  .parent_count = git2.commit_parentcount(read)};
    commit->parents = arena_alloc(arena, (commit->parent_count + 1) * sizeof *commit->parents);
    for (uint32_t i = 0; i < commit->parent_count; i++)
        commit->parents[i] = id_of(git2.commit_parent_id(read, i));
    git2.commit_free(read);
    return true;
}

const char *git_short(const struct git *git, struct arena *arena, const struct git_id *commit)
{
    git_oid oid = oid_of(commit);
    git_object *object = NULL;
    git_buf text = {0};
    const unsigned char *bytes = commit->bytes;
    const char *result = arena_format(arena, "%02x%02x%02x%x", bytes[0], bytes[1], bytes[2], bytes[3] >> 4);
    if (git2.object_lookup(&object, git->repository, &oid, GIT_OBJECT_COMMIT) == 0 &&
        git2.object_short_id(&text, object) == 0)
        result = arena_copy(arena, text.ptr, text.size);
    git2.buf_dispose(&text);
    git2.object_free(object);
    return result;
}

/* ---- folders and files ---------------------------------------------------------------------------------------------- */

/* A link is not followed: what it leads to may lie outside what the revision holds. */
static enum git_kind kind_of(git_filemode_t mode)
{
    switch (mode) {
    case GIT_FILEMODE_BLOB:
    case GIT_FILEMODE_BLOB_EXECUTABLE: return GIT_FILE;
    case GIT_FILEMODE_TREE: return GIT_FOLDER;
    default: return GIT_OTHER;
    }
}

static struct git_entry entry_of(const char *name, const git_tree_entry *entry)
{
    return (struct git_entry){name, id_of(git2.tree_entry_id(entry)), kind_of(git2.tree_entry_filemode(entry))};
}

/* One step down; `name` has `length` bytes. */
static struct git_entry step_down(const struct git *git, const struct git_id *tree, const char *name, size_t length)
{
    struct git_entry found = {.kind = GIT_NOTHING};
    char room[PATH_MAX];
    git_oid oid = oid_of(tree);
    git_tree *read = NULL;
    if (length >= sizeof room)
        return found;
    memcpy(room, name, length);
    room[length] = '\0';
    if (git2.tree_lookup(&read, git->repository, &oid) != 0)
        return (struct git_entry){.kind = GIT_MISSING};
    const git_tree_entry *entry = git2.tree_entry_byname(read, room);
    if (entry)
        found = entry_of(NULL, entry);
    git2.tree_free(read);
    return found;
}

struct git_entry git_at(const struct git *git, const struct git_id *tree, const char *path)
{
    struct git_entry at = {.name = path, .id = *tree, .kind = GIT_FOLDER};
    while (*path && at.kind == GIT_FOLDER) {
        size_t length = strcspn(path, "/");
        const char *name = at.name;
        if (length)
            at = step_down(git, &at.id, path, length);
        at.name = name;
        path += length;
        path += *path == '/';
    }
    if (*path && at.kind != GIT_MISSING) /* a file has nothing below it */
        at.kind = GIT_NOTHING;
    return at;
}

bool git_list(const struct git *git, struct arena *arena, const struct git_id *tree, struct git_entry **entries,
              uint32_t *count)
{
    git_oid oid = oid_of(tree);
    git_tree *read = NULL;
    *count = 0;
    if (git2.tree_lookup(&read, git->repository, &oid) != 0)
        return false;
    *count = (uint32_t)git2.tree_entrycount(read);
    *entries = arena_alloc(arena, (*count + 1) * sizeof **entries);
    for (uint32_t i = 0; i < *count; i++) {
        const git_tree_entry *entry = git2.tree_entry_byindex(read, i);
        (*entries)[i] = entry_of(copied(arena, git2.tree_entry_name(entry)), entry);
    }
    git2.tree_free(read);
    return true;
}

/* How many bytes a file has, without unpacking it; UINT64_MAX when it is missing. */
static uint64_t size_of(const struct git *git, const git_oid *oid)
{
    git_odb *odb = NULL;
    git_object_t type;
    size_t size = 0;
    bool found = git2.repository_odb(&odb, git->repository) == 0 && git2.odb_read_header(&size, &type, odb, oid) == 0;
    git2.odb_free(odb);
    return found ? size : UINT64_MAX;
}

enum git_kind git_read(const struct git *git, const struct git_id *file, uint32_t most, char **bytes, uint32_t *length)
{
    git_oid oid = oid_of(file);
    git_blob *blob = NULL;
    uint64_t size = size_of(git, &oid);
    uint32_t capacity = 0;
    *bytes = NULL;
    *length = 0;
    if (size == UINT64_MAX || (size <= most && git2.blob_lookup(&blob, git->repository, &oid) != 0))
        return GIT_MISSING;
    if (size > most) {
        *length = size > UINT32_MAX ? UINT32_MAX : (uint32_t)size;
        return GIT_OTHER;
    }
    *length = (uint32_t)git2.blob_rawsize(blob);
    *bytes = array_grow(NULL, &capacity, *length + 2, 1);
    memcpy(*bytes, git2.blob_rawcontent(blob), *length);
    (*bytes)[*length] = '\0';
    git2.blob_free(blob);
    return GIT_FILE;
}
