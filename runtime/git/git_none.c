/* git_none.c: a build without libgit2, in which there are no repositories. */
#include "git.h"

bool git_is_there(void)
{
    return false;
}

bool git_open(struct git *git, const char *path)
{
    *git = (struct git){.repository = NULL};
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

enum git_kind git_find_tree(const struct git *git, const char *revision, struct git_id *tree)
{
    (void)git, (void)revision, (void)tree;
    return GIT_NOTHING;
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

bool git_list(const struct git *git, struct arena *arena, const struct git_id *tree, struct git_entry **entries,
              uint32_t *count)
{
    (void)git, (void)arena, (void)tree, (void)entries, (void)count;
    return false;
}

enum git_kind git_read(const struct git *git, const struct git_id *file, uint32_t most, char **bytes, uint32_t *length)
{
    (void)git, (void)file, (void)most, (void)bytes, (void)length;
    return GIT_MISSING;
}

const char *git_short(const struct git *git, struct arena *arena, const struct git_id *commit)
{
    (void)git, (void)arena, (void)commit;
    return "";
}
