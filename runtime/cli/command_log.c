/* command_log.c: `traad log`: the history of one promise through git. From the newest commit back, each version of the plans is
 * compared with the one before it; commits that leave the plans as they were are passed by. */
#include "pursuit.h"
#include "reporting.h"
#include "symbol.h"

#include <string.h>

enum { SECONDS_A_DAY = 86400 };

/* ---- comparing ------------------------------------------------------------------------------------------------------------ */

static struct commit_told told(struct pursuit *p, const struct git_commit *commit)
{
    int64_t days = commit->author_time / SECONDS_A_DAY - (commit->author_time % SECONDS_A_DAY < 0);
    const int64_t furthest = 4000000; /* some ten thousand years */
    days = days > furthest ? furthest : days < -furthest ? -furthest : days;
    return (struct commit_told){git_short(p->version.revision.git, &p->session->arena, &commit->id), commit->author,
                                commit->subject, (day_number)days};
}

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
    struct git_id plans = pursuit_plans(p, step);
    for (uint32_t i = 0; i < at->commit.parent_count; i++) {
        struct git_id other = at->parents[i] == NO_STEP ? (struct git_id){{1}} : pursuit_plans(p, at->parents[i]);
        if (git_same(&plans, &other))
            return at->parents[i];
    }
    return NO_STEP;
}

static bool compare_with(struct pursuit *p, uint32_t step, uint32_t parent, bool cut, struct merge *merge)
{
    const struct git_commit *commit = &p->walk.steps[step].commit;
    struct pair pair = {.promise = 0};
    if (!pursuit_open(p, &pair, step, parent) || !pursuit_find(p, &pair, step)) {
        pursuit_abandon(&pair);
        return false;
    }
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
        name = pair.before ? pursuit_text(p, pair.diff.former[pair.before]) : NULL;
        end_comparison(&pair);
    }
    if (parent != NO_STEP)
        follow(p, parent, name);
    pursuit_close(p, &pair, parent);
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
    if (p->walk.missing) /* a history with a hole in it would be told as if it were whole */
        return workspace_say_incomplete(p->session, &p->version.revision, REVISION_MISSING, p->walk.missing), false;
    p->followed = array_grow(NULL, &capacity, p->walk.count + 1, sizeof *p->followed);
    memset(p->followed, 0, (p->walk.count + 1) * sizeof *p->followed);
    p->followed[0].wanted = true;
    p->kept_step = NO_STEP;
    for (uint32_t i = 0; i < p->walk.count && fine; i++)
        if (p->followed[p->walk.order[i]].wanted) {
            fine = pass(p, p->walk.order[i]);
            history_next(&p->history);
        }
    pursuit_drop(p);
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
