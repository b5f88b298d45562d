#include "versions.h"

#include "library.h"

#include <string.h>
#include <sys/stat.h>

static const char HEAD[] = "HEAD";

static bool is_path(const char *text)
{
    struct stat status;
    return stat(text, &status) == 0;
}

static bool is_file(const char *text)
{
    struct stat status;
    return stat(text, &status) == 0 && !S_ISDIR(status.st_mode);
}

/* ---- the repository -------------------------------------------------------------------------------------------------- */

/* Where the command stands: --repository, or the current folder. */
static const char *standing(const struct versions *v)
{
    const char *given = v->session->options.values[OPTION_REPOSITORY];
    return given ? given : ".";
}

/* Opens the repository of a path; false when there is none, or it is open already. */
static bool open_at(struct versions *v, const char *path)
{
    if (!v->opened)
        v->opened = git_open(&v->git, path);
    return v->opened;
}

static bool open_repository(struct versions *v, const char *beside, const char *revision)
{
    if (!git_is_there())
        return session_say(v->session, TEXT_NO_GIT, revision, NULL), false;
    const char *missing = library_missing("libgit2");
    if (missing)
        return session_say(v->session, TEXT_GIT_MISSING, revision, missing), false;
    const char *given = v->session->options.values[OPTION_REPOSITORY], *told = environment_git_folder();
    if ((beside && !given && open_at(v, beside)) || open_at(v, standing(v)))
        return true;
    if (!*v->git.reason && !given && told && open_at(v, told)) /* where one stands comes first, and says more */
        return true;
    if (*v->git.reason)
        session_say(v->session, TEXT_CANNOT_OPEN_REPOSITORY, standing(v), v->git.reason);
    else
        session_say(v->session, TEXT_NO_REPOSITORY, beside ? beside : standing(v), revision);
    return false;
}

/* ---- revisions -------------------------------------------------------------------------------------------------------- */

/* `planer/` before what is below a folder that is shown as `planer`; a file is shown as it is. */
static const char *shown_below(struct arena *arena, const char *path)
{
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    if (is_file(path) || !*path || strcmp(path, ".") == 0)
        return is_file(path) ? path : "";
    return arena_format(arena, path[strlen(path) - 1] == '/' ? "%s" : "%s/", path);
}

/* `REV:path`, where the path is from the top of the repository, or with `./` from where one stands. */
static void read_path(struct versions *v, struct version *version, const char *path)
{
    struct arena *arena = &v->session->arena;
    const char *here = git_within(&v->git, arena, standing(v));
    bool relative = path[0] == '.' && (path[1] == '/' || !path[1]) && here;
    path += relative ? 1 + (path[1] == '/') : 0;
    size_t length = strlen(path);
    while (length && path[length - 1] == '/')
        length--;
    const char *below = arena_copy(arena, path, length);
    if (relative && *here)
        below = arena_format(arena, "%s%s%s", here, length ? "/" : "", below);
    version->revision.below = below;
    bool file = git_at(&v->git, &version->revision.tree, below).kind == GIT_FILE;
    version->revision.shown = *below && !file ? arena_format(arena, "%s/", below) : below;
}

/* What is asked for of a revision is what lies where the other version does, or where one stands. */
static void read_place(struct versions *v, struct version *version, const char *beside)
{
    struct arena *arena = &v->session->arena;
    const char *place = beside ? beside : standing(v), *within = git_within(&v->git, arena, place);
    bool given = beside || v->session->options.values[OPTION_REPOSITORY];
    version->revision.below = within ? within : "";
    version->revision.shown = within && given ? shown_below(arena, place) : "";
}

/* The end of the revision's name in `REV:path`. */
static size_t revision_length(const char *text)
{
    size_t length = strcspn(text, ":");
    return length ? length : strlen(text); /* `:/words` is all of it a revision */
}

static bool find_revision(struct versions *v, struct version *version, const char *text, const char *beside)
{
    struct arena *arena = &v->session->arena;
    size_t length = revision_length(text);
    const char *name = arena_copy(arena, text, length);
    if (!open_repository(v, beside, text))
        return false;
    *version = (struct version){.name = text, .revision = {.git = &v->git, .name = name}};
    enum git_kind found = git_find_tree(&v->git, name, &version->revision.tree);
    if (found == GIT_MISSING) {
        workspace_say_incomplete(v->session, &version->revision, REVISION_MISSING, ".");
        return false;
    }
    if (found == GIT_NOTHING) {
        bool unborn = v->git.unborn && strncmp(name, HEAD, sizeof HEAD - 1) == 0;
        session_say(v->session, unborn ? TEXT_NO_COMMITS : TEXT_NO_REVISION, name, NULL);
        if (v->git.shallow)
            session_hint(v->session, TEXT_SHALLOW, NULL);
        return false;
    }
    if (text[length])
        read_path(v, version, text + length + 1);
    else
        read_place(v, version, beside);
    return true;
}

/* ---- the arguments ------------------------------------------------------------------------------------------------------ */

static struct version path_version(const char *path)
{
    return (struct version){.name = path, .path = path};
}

static struct version working_tree(struct versions *v)
{
    struct version version = path_version(standing(v));
    version.name = text_of(TEXT_WORKING_TREE, v->session->language);
    return version;
}

/* `A..B`; and `A...B`, what B has done since it left A. */
static bool find_range(struct versions *v, const char *text, const char *dots)
{
    struct arena *arena = &v->session->arena;
    bool since = dots[2] == '.';
    const char *first = arena_copy(arena, text, (size_t)(dots - text)), *second = dots + 2 + since;
    first = *first ? first : HEAD;
    second = *second ? second : HEAD;
    if (!find_revision(v, &v->old, first, NULL) || !find_revision(v, &v->new, second, NULL))
        return false;
    if (!since || git_find_base(&v->git, first, second, &v->old.revision.tree))
        return true;
    session_say(v->session, TEXT_NO_COMMON_BASE, first, second);
    if (v->git.shallow)
        session_hint(v->session, TEXT_SHALLOW, NULL);
    return false;
}

/* One name: a revision against the working tree, or a path as it is against what it was. */
static bool find_one(struct versions *v, const char *text)
{
    const char *dots = strstr(text, "..");
    struct git_id tree;
    if (is_path(text) && (!open_at(v, text) || git_find_tree(&v->git, text, &tree) == GIT_NOTHING)) {
        v->new = path_version(text);
        if (!open_repository(v, text, HEAD))
            return false;
        if (!git_within(&v->git, &v->session->arena, text)) /* it has been nothing there */
            return session_say(v->session, TEXT_NO_REVISION, text, NULL), false;
        return find_revision(v, &v->old, HEAD, text);
    }
    if (dots && dots[2] != '/' && strspn(text, ".") < strlen(text) && (dots == text || dots[-1] != '/'))
        return find_range(v, text, dots);
    v->new = working_tree(v);
    return find_revision(v, &v->old, text, NULL);
}

bool versions_find(struct versions *v, struct session *session)
{
    const struct options *options = &session->options;
    *v = (struct versions){.session = session};
    if (options->argument_count < 2)
        return find_one(v, options->argument_count ? options->arguments[0] : HEAD);
    if (options->argument_count > 2)
        return session_say(session, TEXT_TOO_MANY_ARGUMENTS, "diff", options->arguments[2]), false;
    const char *old = options->arguments[0], *new = options->arguments[1];
    bool old_path = is_path(old), new_path = is_path(new);
    if (old_path)
        v->old = path_version(old);
    if (new_path)
        v->new = path_version(new);
    return (old_path || find_revision(v, &v->old, old, new_path ? new : NULL)) &&
           (new_path || find_revision(v, &v->new, new, old_path ? old : NULL));
}

bool versions_find_one(struct versions *v, struct session *session, const char *revision, struct version *version,
                       struct git_id *commit)
{
    *v = (struct versions){.session = session};
    revision = revision ? revision : HEAD;
    if (!find_revision(v, version, revision, NULL))
        return false;
    if (git_find_commit(&v->git, arena_copy(&session->arena, revision, revision_length(revision)), commit))
        return true;
    session_say(session, TEXT_NO_REVISION, revision, NULL);
    return false;
}

void versions_close(struct versions *v)
{
    if (v->opened)
        git_close(&v->git);
}

bool version_open(const struct version *version, struct session *session, struct workspace *workspace)
{
    if (!version->path)
        return workspace_open_revision(workspace, session, &version->revision);
    return workspace_open(workspace, session, &version->path, 1);
}
