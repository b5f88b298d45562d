#define _XOPEN_SOURCE 700 /* realpath */
#include "git.h"

#include <string.h>

bool git_same(const struct git_id *a, const struct git_id *b)
{
    return memcmp(a->bytes, b->bytes, GIT_ID_LENGTH) == 0;
}

#ifdef WITH_GIT2

#include <git2.h>
#include <limits.h>
#include <stdlib.h>

_Static_assert((int)GIT_ID_LENGTH == GIT_OID_RAWSZ, "an id is what git calls one");

static git_oid oid_of(const struct git_id *id)
{
    git_oid oid;
    git_oid_fromraw(&oid, id->bytes);
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
    git_libgit2_init();
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
}

bool git_open(struct git *git, const char *path)
{
    *git = (struct git){NULL, false};
    begin();
    char folder[PATH_MAX];
    if (!realpath(path, folder))
        return false;
    if (git_repository_open_ext(&git->repository, folder, GIT_REPOSITORY_OPEN_CROSS_FS, NULL) != 0) {
        char *slash = strrchr(folder, '/'); /* of a file, the folder that it lies in */
        if (!slash || slash == folder)
            return false;
        *slash = '\0';
        if (git_repository_open_ext(&git->repository, folder, GIT_REPOSITORY_OPEN_CROSS_FS, NULL) != 0)
            return false;
    }
    git->shallow = git_repository_is_shallow(git->repository) == 1;
    return true;
}

void git_close(struct git *git)
{
    git_repository_free(git->repository);
    git_libgit2_shutdown();
    git->repository = NULL;
}

const char *git_within(const struct git *git, struct arena *arena, const char *path)
{
    const char *top = git_repository_workdir(git->repository);
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
    bool found = git_revparse_single(&object, git->repository, revision) == 0 &&
                 git_object_peel(&peeled, object, type) == 0;
    if (found)
        *oid = *git_object_id(peeled);
    git_object_free(peeled);
    git_object_free(object);
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

bool git_find_tree(const struct git *git, const char *revision, struct git_id *tree)
{
    git_oid oid;
    bool found = find(git, revision, GIT_OBJECT_TREE, &oid);
    if (found)
        *tree = id_of(&oid);
    return found;
}

bool git_find_base(const struct git *git, const char *one, const char *other, struct git_id *tree)
{
    git_oid a, b, base;
    git_commit *commit = NULL;
    bool found = find(git, one, GIT_OBJECT_COMMIT, &a) && find(git, other, GIT_OBJECT_COMMIT, &b) &&
                 git_merge_base(&base, git->repository, &a, &b) == 0 &&
                 git_commit_lookup(&commit, git->repository, &base) == 0;
    if (found)
        *tree = id_of(git_commit_tree_id(commit));
    git_commit_free(commit);
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
    if (git_commit_lookup(&read, git->repository, &oid) != 0)
        return false;
    const git_signature *author = git_commit_author(read);
    *commit = (struct git_commit){.id = *id,
                                  .tree = id_of(git_commit_tree_id(read)),
                                  .time = git_commit_time(read),
                                  .author_time = author ? author->when.time + author->when.offset * 60 : 0,
                                  .author = copied(arena, author ? author->name : NULL),
                                  .subject = copied(arena, git_commit_summary(read)),
                                  .parent_count = git_commit_parentcount(read)};
    commit->parents = arena_alloc(arena, (commit->parent_count + 1) * sizeof *commit->parents);
    for (uint32_t i = 0; i < commit->parent_count; i++)
        commit->parents[i] = id_of(git_commit_parent_id(read, i));
    git_commit_free(read);
    return true;
}

const char *git_short(const struct git *git, struct arena *arena, const struct git_id *commit)
{
    git_oid oid = oid_of(commit);
    git_object *object = NULL;
    git_buf text = {0};
    const char *result = "";
    if (git_object_lookup(&object, git->repository, &oid, GIT_OBJECT_COMMIT) == 0 &&
        git_object_short_id(&text, object) == 0)
        result = arena_copy(arena, text.ptr, text.size);
    git_buf_dispose(&text);
    git_object_free(object);
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

struct git_entry git_at(const struct git *git, const struct git_id *tree, const char *path)
{
    struct git_entry found = {.kind = GIT_NOTHING};
    git_oid oid = oid_of(tree);
    git_tree *top = NULL;
    git_tree_entry *entry = NULL;
    if (!*path)
        return (struct git_entry){.name = "", .id = *tree, .kind = GIT_FOLDER};
    if (git_tree_lookup(&top, git->repository, &oid) == 0 && git_tree_entry_bypath(&entry, top, path) == 0)
        found = (struct git_entry){path, id_of(git_tree_entry_id(entry)), kind_of(git_tree_entry_filemode(entry))};
    git_tree_entry_free(entry);
    git_tree_free(top);
    return found;
}

uint32_t git_list(const struct git *git, struct arena *arena, const struct git_id *tree, struct git_entry **entries)
{
    git_oid oid = oid_of(tree);
    git_tree *read = NULL;
    if (git_tree_lookup(&read, git->repository, &oid) != 0)
        return 0;
    uint32_t count = (uint32_t)git_tree_entrycount(read);
    *entries = arena_alloc(arena, (count + 1) * sizeof **entries);
    for (uint32_t i = 0; i < count; i++) {
        const git_tree_entry *entry = git_tree_entry_byindex(read, i);
        (*entries)[i] = (struct git_entry){copied(arena, git_tree_entry_name(entry)), id_of(git_tree_entry_id(entry)),
                                           kind_of(git_tree_entry_filemode(entry))};
    }
    git_tree_free(read);
    return count;
}

char *git_read(const struct git *git, const struct git_id *file, uint32_t most, uint32_t *length)
{
    git_oid oid = oid_of(file);
    git_blob *blob = NULL;
    char *bytes = NULL;
    *length = 0;
    if (git_blob_lookup(&blob, git->repository, &oid) == 0 && (uint64_t)git_blob_rawsize(blob) <= most) {
        uint32_t capacity = 0, size = (uint32_t)git_blob_rawsize(blob);
        bytes = array_grow(NULL, &capacity, size + 2, 1);
        memcpy(bytes, git_blob_rawcontent(blob), size);
        bytes[size] = '\0';
        *length = size;
    }
    git_blob_free(blob);
    return bytes;
}

#else /* without the library there are no repositories */

bool git_is_there(void)
{
    return false;
}

bool git_open(struct git *git, const char *path)
{
    *git = (struct git){NULL, false};
    (void)path;
    return false;
}

void git_close(struct git *git)
{
    git->repository = NULL;
}

const char *git_within(const struct git *git, struct arena *arena, const char *path)
{
    (void)git, (void)arena, (void)path;
    return NULL;
}

bool git_find_commit(const struct git *git, const char *revision, struct git_id *commit)
{
    (void)git, (void)revision, (void)commit;
    return false;
}

bool git_find_tree(const struct git *git, const char *revision, struct git_id *tree)
{
    (void)git, (void)revision, (void)tree;
    return false;
}

bool git_find_base(const struct git *git, const char *one, const char *other, struct git_id *tree)
{
    (void)git, (void)one, (void)other, (void)tree;
    return false;
}

bool git_read_commit(const struct git *git, struct arena *arena, const struct git_id *id, struct git_commit *commit)
{
    (void)git, (void)arena, (void)id, (void)commit;
    return false;
}

struct git_entry git_at(const struct git *git, const struct git_id *tree, const char *path)
{
    (void)git, (void)tree, (void)path;
    return (struct git_entry){.kind = GIT_NOTHING};
}

uint32_t git_list(const struct git *git, struct arena *arena, const struct git_id *tree, struct git_entry **entries)
{
    (void)git, (void)arena, (void)tree, (void)entries;
    return 0;
}

char *git_read(const struct git *git, const struct git_id *file, uint32_t most, uint32_t *length)
{
    (void)git, (void)file, (void)most, (void)length;
    return NULL;
}

const char *git_short(const struct git *git, struct arena *arena, const struct git_id *commit)
{
    (void)git, (void)arena, (void)commit;
    return "";
}

#endif
