/* command_log.c: `traad log`: the history of one promise through git. From the newest commit back, each version of the plans is
 * compared with the one before it; commits that leave the plans as they were are passed by. */
#include "history.h"
#include "reporting.h"
#include "symbol.h"
#include "versions.h"
#include "walk.h"

#include <string.h>

enum { SECONDS_A_DAY = 86400, MOST_NAMED = 8 };

/* What is known of the promise in a commit. */
struct followed {
    bool wanted;      /* a newer commit leads here */
    const char *name; /* its identity there; NULL: not there, or not yet found */
};

struct pursuit {
    struct session *session;
    const char *id; /* as asked for */
    struct version version;
    struct walk walk;
    struct followed *followed; /* by step */
    struct history history;
    day_number as_of;
    enum language language;
    struct workspace kept; /* the version that was read last, as the older of two */
    uint32_t kept_step;    /* of it; NO_STEP: none is kept */
    uint32_t kept_promise; /* the promise in it, or 0 */
    const char *caption;   /* what it is called; NULL: it has not been found */
};

/* ---- versions -------------------------------------------------------------------------------------------------------- */

static bool open_step(struct pursuit *p, uint32_t step, struct workspace *workspace)
{
    struct revision revision = p->version.revision;
    revision.tree = p->walk.steps[step].commit.tree;
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

static void drop_kept(struct pursuit *p)
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

static const char *kept_text(struct pursuit *p, const char *text)
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
    p->id = kept_text(p, model_identity(model, promise));
    const char *kind = keyword_of_kind((enum kind)model->entities[promise].kind)->forms[p->language];
    const char *title = model_title(model, arena, promise, p->language);
    p->caption = phrase(arena, PHRASE_HISTORY_OF, p->language, arena_format(arena, "%s «%s»", kind, title), NULL, NULL);
}

/* ---- comparing ------------------------------------------------------------------------------------------------------------ */

static struct commit_told told(struct pursuit *p, const struct git_commit *commit)
{
    int64_t days = commit->author_time / SECONDS_A_DAY - (commit->author_time % SECONDS_A_DAY < 0);
    const int64_t furthest = 4000000; /* some ten thousand years */
    days = days > furthest ? furthest : days < -furthest ? -furthest : days;
    return (struct commit_told){git_short(p->version.revision.git, &p->session->arena, &commit->id), commit->author,
                                commit->subject, (day_number)days};
}

/* Two versions, and the comparison of them. */
struct pair {
    struct workspace old, new;
    struct arena arena;
    struct table table;
    struct diff diff;
    uint32_t promise; /* in the new version, or 0 */
    uint32_t before;  /* in the old one, or 0 */
};

static void compare(struct pursuit *p, struct pair *pair)
{
    pair->table = (struct table){.arena = &pair->arena};
    struct report_request request = {.model = &pair->new.model,
                                     .before = &pair->old.model,
                                     .as_of = p->as_of,
                                     .language = p->language,
                                     .all = true,
                                     .within = -1};
    diff_begin(&pair->diff, &request, &pair->table);
    if (pair->promise)
        pair->before = pair->diff.new.other[pair->promise];
}

static void end_comparison(struct pair *pair)
{
    diff_end(&pair->diff);
    table_free(&pair->table);
    arena_free(&pair->arena);
}

/* A change that is worth telling in the history of one thing; what only follows from others' lines is not. */
static bool is_told(const struct pair *pair, const struct change *change)
{
    bool finding = change->kind >= CHANGE_THREAD_BROKEN && change->kind <= CHANGE_FINDING_ACCEPTED;
    if (finding && change->weight == NEUTRAL)
        return false;
    return pair->promise ? diff_concerns(&pair->diff, change, pair->promise, false) ||
                               (pair->before && diff_concerns(&pair->diff, change, pair->before, true))
                         : pair->before && diff_concerns(&pair->diff, change, pair->before, true);
}

static void tell(struct pursuit *p, struct pair *pair, const struct git_commit *commit, const struct change *change)
{
    struct commit_told who = told(p, commit);
    history_tell(&p->history, &who, &pair->diff, change, pair->promise ? pair->promise : pair->before);
}

static void tell_changes(struct pursuit *p, struct pair *pair, const struct git_commit *commit)
{
    for (uint32_t i = 0; i < pair->diff.changes.count; i++)
        if (is_told(pair, &pair->diff.changes.data[i]))
            tell(p, pair, commit, &pair->diff.changes.data[i]);
}

/* ---- merges ------------------------------------------------------------------------------------------------------------- */

/* What a merge brings in stands in the commits that it merges. Its own is what differs from all of them. */
struct merge {
    struct symbol_table changes; /* what has become of what */
    struct arena arena;
    uint32_t *times, count, capacity; /* by change: how many it differs from in that */
    uint32_t parents;
};

static uint32_t times_seen(struct merge *merge, struct pair *pair, const struct change *change)
{
    const char *identity = diff_identity(&pair->diff, change),
               *key = arena_format(&merge->arena, "%s\n%s\n%s", identity ? identity : "",
                                   change->field ? change->field : "", change->new.text ? change->new.text : "");
    uint32_t symbol = symbol_intern(&merge->changes, key, (uint32_t)strlen(key));
    while (merge->count <= symbol)
        ARRAY_PUSH(merge, times, count, capacity, 0);
    return ++merge->times[symbol];
}

static void tell_merged(struct pursuit *p, struct pair *pair, const struct git_commit *commit, struct merge *merge)
{
    for (uint32_t i = 0; i < pair->diff.changes.count; i++) {
        const struct change *change = &pair->diff.changes.data[i];
        if (is_told(pair, change) && times_seen(merge, pair, change) == merge->parents)
            tell(p, pair, commit, change);
    }
}

/* ---- one commit --------------------------------------------------------------------------------------------------------- */

static struct git_id plans_of(const struct pursuit *p, uint32_t step)
{
    const struct revision *revision = &p->version.revision;
    struct git_entry entry = git_at(revision->git, &p->walk.steps[step].commit.tree, revision->below);
    return entry.kind == GIT_NOTHING ? (struct git_id){{0}} : entry.id;
}

static void follow(struct pursuit *p, uint32_t step, const char *name)
{
    p->followed[step].wanted = true;
    if (name)
        p->followed[step].name = name;
}

/* The parent that has the same plans; NO_STEP when none has. As git itself does, only that one is followed. */
static uint32_t same_parent(const struct pursuit *p, uint32_t step)
{
    const struct waypoint *at = &p->walk.steps[step];
    struct git_id plans = plans_of(p, step);
    for (uint32_t i = 0; i < at->commit.parent_count; i++) {
        struct git_id other = at->parents[i] == NO_STEP ? (struct git_id){{1}} : plans_of(p, at->parents[i]);
        if (git_same(&plans, &other))
            return at->parents[i];
    }
    return NO_STEP;
}

/* Reads a commit and one it was made from; NO_STEP is nothing at all. */
static bool open_pair(struct pursuit *p, struct pair *pair, uint32_t step, uint32_t parent)
{
    if (!take_newer(p, step, &pair->new, &pair->promise))
        return false;
    drop_kept(p);
    if (parent != NO_STEP)
        return open_step(p, parent, &pair->old);
    if (!workspace_open_empty(&pair->old, p->session))
        return false;
    reporting_check(&pair->old);
    return true;
}

/* Looks for the promise, where no newer commit has led to it: first as it was last. */
static bool look_for(struct pursuit *p, struct pair *pair, uint32_t step)
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

/* The older version is the newer one of the next comparison, where history is a straight line. */
static void close_pair(struct pursuit *p, struct pair *pair, uint32_t parent)
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

static bool compare_with(struct pursuit *p, uint32_t step, uint32_t parent, bool cut, struct merge *merge)
{
    const struct git_commit *commit = &p->walk.steps[step].commit;
    struct pair pair = {.promise = 0};
    if (!open_pair(p, &pair, step, parent) || !look_for(p, &pair, step))
        return false;
    const char *name = NULL;
    if (pair.promise || pair.before) {
        compare(p, &pair);
        if (cut && pair.promise) {
            struct commit_told who = told(p, commit);
            history_tell_cut(&p->history, &who, &pair.diff, pair.promise);
        } else if (merge) {
            tell_merged(p, &pair, commit, merge);
        } else if (!cut) {
            tell_changes(p, &pair, commit);
        }
        name = pair.before ? kept_text(p, pair.diff.former[pair.before]) : NULL;
        end_comparison(&pair);
    }
    if (parent != NO_STEP)
        follow(p, parent, name);
    close_pair(p, &pair, parent);
    return true;
}

static bool compare_with_parents(struct pursuit *p, uint32_t step)
{
    const struct waypoint *at = &p->walk.steps[step];
    struct merge merge = {.parents = at->commit.parent_count};
    bool fine = true, merges = at->commit.parent_count > 1;
    symbol_init(&merge.changes, 16);
    for (uint32_t i = 0; i < at->commit.parent_count && fine; i++)
        fine = compare_with(p, step, at->parents[i], at->parents[i] == NO_STEP, merges ? &merge : NULL);
    symbol_free(&merge.changes);
    array_free(merge.times);
    arena_free(&merge.arena);
    return fine;
}

static bool pass(struct pursuit *p, uint32_t step)
{
    uint32_t same = same_parent(p, step);
    if (same == NO_STEP)
        return p->walk.steps[step].commit.parent_count ? compare_with_parents(p, step)
                                                       : compare_with(p, step, NO_STEP, false, NULL);
    follow(p, same, p->followed[step].name);
    if (p->kept_step == step)
        p->kept_step = same;
    return true;
}

/* ---- the command ----------------------------------------------------------------------------------------------------------- */

static bool pursue(struct pursuit *p, const struct git_id *commit)
{
    bool fine = true;
    uint32_t capacity = 0;
    walk_begin(&p->walk, p->version.revision.git, commit);
    p->followed = array_grow(NULL, &capacity, p->walk.count + 1, sizeof *p->followed);
    memset(p->followed, 0, (p->walk.count + 1) * sizeof *p->followed);
    p->followed[0].wanted = true;
    p->kept_step = NO_STEP;
    for (uint32_t i = 0; i < p->walk.count && fine; i++)
        if (p->followed[p->walk.order[i]].wanted) {
            fine = pass(p, p->walk.order[i]);
            history_next(&p->history);
        }
    drop_kept(p);
    array_free(p->followed);
    return fine;
}

static int write_history(struct session *session, struct pursuit *p, struct table *table,
                         const struct renderer *renderer)
{
    history_end(&p->history, p->caption, p->language);
    if (p->caption)
        return reporting_render(session, table, renderer);
    session_say(session, TEXT_UNKNOWN_ID, p->id, NULL);
    if (p->version.revision.git->shallow)
        session_hint(session, TEXT_SHALLOW, NULL);
    return EXIT_FAILED;
}

int command_log(struct session *session)
{
    const struct options *options = &session->options;
    const struct renderer *renderer = render_find(options->values[OPTION_TABLE_FORMAT]);
    struct versions versions;
    struct git_id commit;
    struct pursuit p = {.session = session, .language = session->language};
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    int status = EXIT_FAILED;
    if (!options->argument_count)
        return session_say(session, TEXT_MISSING_PROMISE, NULL, NULL);
    if (options->argument_count > 2)
        return session_say(session, TEXT_TOO_MANY_ARGUMENTS, "log", options->arguments[2]);
    if (!reporting_can_render(session, renderer) || !workspace_day(session, &p.as_of))
        return EXIT_FAILED;
    p.id = options->arguments[0];
    if (versions_find_one(&versions, session, options->argument_count > 1 ? options->arguments[1] : NULL, &p.version,
                          &commit)) {
        history_begin(&p.history, &table, p.as_of);
        if (pursue(&p, &commit))
            status = write_history(session, &p, &table, renderer);
        walk_free(&p.walk);
    }
    versions_close(&versions);
    table_free(&table);
    arena_free(&arena);
    return status;
}
