/* diff_told.c: what a change is about, and where it stands. */
#include "diff.h"

#include <string.h>

static struct side *side_of(struct diff *d, const struct change *change, uint32_t *entity)
{
    *entity = change->after ? change->after : change->before;
    return change->after ? &d->new : &d->old;
}

const char *diff_identity(struct diff *d, const struct change *change)
{
    uint32_t entity;
    struct side *side = side_of(d, change, &entity);
    const char *identity = entity ? cells_entity(&side->filling, entity).text : NULL;
    return identity && change->stage ? arena_format(d->arena, "%s#%u", identity, change->stage) : identity;
}

const char *diff_subject(struct diff *d, const struct change *change)
{
    uint32_t entity;
    struct side *side = side_of(d, change, &entity);
    if (!entity) {
        side = change->in_old ? &d->old : &d->new;
        return phrase(d->arena, PHRASE_THE_FILE, d->language, side->model->files[change->line.file].source.path, NULL,
                      NULL);
    }
    return arena_format(d->arena, "%s «%s»", cells_kind(&side->filling, entity).label,
                        cells_label(&side->filling, entity));
}

const char *diff_kind(struct diff *d, const struct change *change)
{
    uint32_t entity;
    const struct side *side = side_of(d, change, &entity);
    return change->stage ? "stage" : entity ? model_kind_name((enum kind)side->model->entities[entity].kind) : NULL;
}

struct diff_place diff_place(struct diff *d, const struct change *change)
{
    struct side *side = change->in_old ? &d->old : &d->new;
    struct file *file = &side->model->files[change->line.file];
    struct table_row row = {0};
    cells_place(&side->filling, &row, change->line);
    if (!change->line.node)
        row.line = source_position(&file->source, change->at).line;
    return (struct diff_place){row.file, row.line, row.reachable && !change->in_old};
}

bool diff_concerns(const struct diff *d, const struct change *change, uint32_t entity, bool in_old)
{
    const struct side *side = in_old ? &d->old : &d->new;
    for (uint32_t at = in_old ? change->before : change->after; at; at = side->model->entities[at].parent)
        if (at == entity)
            return true;
        else if (!KIND_IN(side->model->entities[at].kind, WORK | OF(INDICATOR)))
            return false;
    return false;
}
