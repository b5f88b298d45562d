#include "pursuit.h"

#include "reporting.h"

#include <string.h>

enum { MOST_NAMED = 8 };

/* ---- versions -------------------------------------------------------------------------------------------------------- */

static bool open_step(struct pursuit *p, uint32_t step, struct workspace *workspace)
{
    struct revision revision = p->version.revision;
    const struct git_commit *commit = &p->walk.steps[step].commit;
    revision.tree = commit->tree;
    revision.name = git_short(revision.git, &p->session->arena, &commit->id);
    bool there = git_at(revision.git, &revision.tree, revision.below).kind != GIT_NOTHING;
    bool opened = there ? workspace_open_revision(workspace, p->session, &revision)
                        : workspace_open_empty(workspace, p->session);
    if (opened)
        reporting_check(workspace);
    return opened;
}

/* The newer version of a comparison: the older one of the last, if it is the same. */
static bool take_newer(struct pursuit *p, uint32_t step, struct workspace *newer, uint32_t *promise)
{
    *promise = 0;
    if (p->kept_step == step) {
        *newer = p->kept;
        *promise = p->kept_promise;
        p->kept_step = NO_STEP;
        return true;
    }
    if (!open_step(p, step, newer))
        return false;
    const char *name = p->followed[step].name;
    uint32_t found = 0;
    if (name)
        model_find_all(&newer->model, name, ANY_KIND, &found, 1);
    *promise = found;
    return true;
}

void pursuit_drop(struct pursuit *p)
{
    if (p->kept_step != NO_STEP)
        workspace_free(&p->kept);
    p->kept_step = NO_STEP;
}

/* ---- the promise ------------------------------------------------------------------------------------------------------- */

/* The one thing that is asked for; 0 when there is none. False, and said, when there are several. */
static bool find_promise(struct pursuit *p, struct model *model, uint32_t *promise)
{
    uint32_t found[MOST_NAMED], count = model_find_all(model, p->id, ANY_KIND, found, MOST_NAMED);
    struct arena *arena = &p->session->arena;
    const char *names = "";
    *promise = count == 1 ? found[0] : 0;
    for (uint32_t i = 0; i < count && count > 1; i++)
        names = arena_format(arena, "%s%s%s", names, i ? ", " : "", model_identity(model, found[i]));
    if (count > 1)
        session_say(p->session, TEXT_AMBIGUOUS_ID, p->id, names);
    return count <= 1;
}

const char *pursuit_text(struct pursuit *p, const char *text)
{
    return arena_copy(&p->session->arena, text, strlen(text));
}

/* Once it is found, it is that one alone that is followed, in the language that its newest version speaks. */
static void name_promise(struct pursuit *p, struct model *model, uint32_t promise)
{
    struct arena *arena = &p->session->arena;
    if (p->caption)
        return;
    p->language = p->session->language;
    p->id = pursuit_text(p, model_identity(model, promise));
    const char *kind = keyword_of_kind((enum kind)model->entities[promise].kind)->forms[p->language];
    const char *title = model_title(model, arena, promise, p->language);
    p->caption = phrase(arena, PHRASE_HISTORY_OF, p->language, arena_format(arena, "%s «%s»", kind, title), NULL, NULL);
}

/* ---- pairs -------------------------------------------------------------------------------------------------------- */

bool pursuit_open(struct pursuit *p, struct pair *pair, uint32_t step, uint32_t parent)
{
    if (!take_newer(p, step, &pair->new, &pair->promise))
        return false;
    pursuit_drop(p);
    if (parent != NO_STEP)
        return open_step(p, parent, &pair->old);
    if (!workspace_open_empty(&pair->old, p->session))
        return false;
    reporting_check(&pair->old);
    return true;
}

bool pursuit_find(struct pursuit *p, struct pair *pair, uint32_t step)
{
    if (!pair->promise && !p->followed[step].name && !find_promise(p, &pair->new.model, &pair->promise))
        return false;
    if (!pair->promise && !find_promise(p, &pair->old.model, &pair->before))
        return false;
    if (pair->promise)
        name_promise(p, &pair->new.model, pair->promise);
    else if (pair->before)
        name_promise(p, &pair->old.model, pair->before);
    return true;
}

void pursuit_close(struct pursuit *p, struct pair *pair, uint32_t parent)
{
    workspace_free(&pair->new);
    if (parent == NO_STEP) {
        workspace_free(&pair->old);
        return;
    }
    p->kept = pair->old;
    p->kept_step = parent;
    p->kept_promise = pair->before;
}

struct git_id pursuit_plans(const struct pursuit *p, uint32_t step)
{
    const struct revision *revision = &p->version.revision;
    struct git_entry entry = git_at(revision->git, &p->walk.steps[step].commit.tree, revision->below);
    return entry.kind == GIT_NOTHING ? (struct git_id){{0}} : entry.id;
}

void pursuit_abandon(struct pair *pair)
{
    workspace_free(&pair->new);
    workspace_free(&pair->old);
}
