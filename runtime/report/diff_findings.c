/* diff_findings.c: findings that have come or gone, and the breaks of the thread among them. */
#include "check.h"
#include "diff.h"
#include "key.h"
#include "symbol.h"

#include <string.h>

/* The findings of one version that the other does not have. */
struct findings_of {
    struct side *side;
    struct diagnostic *data;
    uint32_t count;
};

static bool is_break(const struct diagnostic *diagnostic)
{
    switch (diagnostic->code) {
#define BREAK(id, ...) case DIAG_##id:
#include "break.def"
#undef BREAK
        return true;
    default: return false;
    }
}

/* A finding by what it is known by: its code, its subject as the new version calls it, its property, and the name that it
 * speaks of, unless that is only the subject's title. */
static uint32_t finding_key(const struct findings_of *f, const struct diagnostic *diagnostic, struct key *key,
                            struct symbol_table *keys, struct arena *arena)
{
    const struct model *model = f->side->model;
    const struct diag_argument *name = &diagnostic->arguments[0];
    key_clear(key);
    key_text(key, diag_code_text(diagnostic));
    key_text(key, "\n");
    key_text(key, diagnostic->declaration ? model_identity(model, diagnostic->declaration) : "");
    key_text(key, "\n");
    key_integer(key, diagnostic->property);
    if (name->type == ARGUMENT_TEXT && diagnostic->declaration) {
        const char *title = model_title(model, arena, diagnostic->declaration, LANGUAGE_NB);
        if (strlen(title) != name->length || memcmp(title, name->as.text, name->length) != 0)
            key_put(key, name->as.text, name->length);
    }
    uint32_t found = symbol_find(keys, key->data, key->count);
    return found ? found : symbol_intern(keys, arena_copy(arena, key->data, key->count), key->count);
}

static uint32_t count_exceptions(const struct model *model, uint32_t entity)
{
    uint32_t count = 0;
    for (uint32_t at = entity; at; at = model->entities[at].parent)
        for (struct stated line = model_property(model, at, PROPERTY_EXCEPTION); line.node;
             line = model_next_property(model, line))
            count++;
    uint32_t header = entity ? model->units[model->entities[entity].unit].header : 0;
    for (struct stated line = model_property(model, header, PROPERTY_EXCEPTION); header && line.node;
         line = model_next_property(model, line))
        count++;
    return count;
}

/* Gone because somebody wrote that it is to be accepted, not because it was mended. */
static bool is_accepted(const struct diff *d, const struct diagnostic *diagnostic)
{
    uint32_t old = diagnostic->declaration, new = old ? d->old.other[old] : 0;
    if (!new)
        return false;
    const struct settings *settings = &d->new.model->units[d->new.model->entities[new].unit].settings;
    return settings->severity[diagnostic->code] == SEVERITY_OFF ||
           count_exceptions(d->new.model, new) > count_exceptions(d->old.model, old);
}

/* A finding of a thing that is in one version alone follows from that; so does that of a rule. */
static bool follows_from_another(const struct side *side, const struct diagnostic *diagnostic)
{
    uint32_t rule = diagnostic->rule ? diagnostic->rule->entity : 0;
    return (diagnostic->declaration && !side->other[diagnostic->declaration]) || (rule && !side->other[rule]);
}

static void tell_finding(struct diff *d, const struct findings_of *f, const struct diagnostic *diagnostic)
{
    bool old = f->side == &d->old, broken = is_break(diagnostic), serious = diagnostic->severity >= SEVERITY_WARNING;
    uint32_t entity = diagnostic->declaration, fellow = entity ? f->side->other[entity] : 0;
    bool follows = follows_from_another(f->side, diagnostic), accepted = old && is_accepted(d, diagnostic);
    bool of_form = !serious && !entity; /* how a file is written, not what it says */
    if (follows ? old || !serious : of_form)
        return;
    enum change_kind kind = accepted ? CHANGE_FINDING_ACCEPTED
                            : old    ? (broken ? CHANGE_THREAD_MENDED : CHANGE_FINDING_SOLVED)
                                     : (broken ? CHANGE_THREAD_BROKEN : CHANGE_FINDING_NEW);
    enum weight weight = !serious || follows || accepted ? NEUTRAL : old ? STRENGTHENED : WEAKENED;
    struct change *change = diff_add(d, kind, weight, old ? entity : fellow, old ? fellow : entity);
    const char *message = diag_message(d->arena, diagnostic, d->language);
    change->field = diag_code_text(diagnostic);
    *(old ? &change->old : &change->new) = (struct telling){message, NULL};
    if (old && fellow)
        return; /* it stands where the thing now stands */
    change->line = (struct stated){diagnostic->span.file, 0};
    change->at = diagnostic->span.start;
    change->in_old = old;
}

void diff_findings(struct diff *d)
{
    struct findings_of before = {.side = &d->old}, after = {.side = &d->new};
    before.data = check_collect(d->old.model, d->old.filling.request->as_of, &before.count);
    after.data = check_collect(d->new.model, d->new.filling.request->as_of, &after.count);
    uint32_t room = before.count + after.count + 2, capacity = 0;
    int32_t *surplus = array_grow(NULL, &capacity, room, sizeof *surplus); /* by key: more of them in the new version */
    memset(surplus, 0, room * sizeof *surplus);
    struct symbol_table keys;
    struct arena arena = {0};
    struct key key = {0};
    symbol_init(&keys, room);
    for (uint32_t i = 0; i < before.count; i++)
        surplus[finding_key(&before, &before.data[i], &key, &keys, &arena)]--;
    for (uint32_t i = 0; i < after.count; i++)
        surplus[finding_key(&after, &after.data[i], &key, &keys, &arena)]++;
    for (uint32_t i = after.count; i-- > 0;) { /* of several alike, the last ones are the new */
        int32_t *left = &surplus[finding_key(&after, &after.data[i], &key, &keys, &arena)];
        if (*left > 0) {
            tell_finding(d, &after, &after.data[i]);
            --*left;
        }
    }
    for (uint32_t i = before.count; i-- > 0;) {
        int32_t *left = &surplus[finding_key(&before, &before.data[i], &key, &keys, &arena)];
        if (*left < 0) {
            tell_finding(d, &before, &before.data[i]);
            ++*left;
        }
    }
    key_free(&key);
    symbol_free(&keys);
    arena_free(&arena);
    array_free(surplus);
    array_free(before.data);
    array_free(after.data);
}
