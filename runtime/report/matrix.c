/* matrix.c: which declarations have a row in a matrix, and who has a role in each. */
#include "matrix.h"

uint32_t matrix_next_below(const struct model *model, uint32_t root, uint32_t at)
{
    if (model->entities[at].first_child)
        return model->entities[at].first_child;
    while (at != root && !model->entities[at].next_sibling)
        at = model->entities[at].parent;
    return at == root ? 0 : model->entities[at].next_sibling;
}

/* For people, a measure's row also tells what its parts say of their own: otherwise it would look as if nobody did it. */
static void gather_parts(const struct model *model, uint32_t measure, struct responsibilities *roles)
{
    for (uint32_t part = matrix_next_below(model, measure, measure); part;
         part = matrix_next_below(model, measure, part)) {
        uint32_t before = roles->count, kept = before;
        if (!KIND_IN(model->entities[part].kind, WORK))
            continue;
        role_all(model, part, roles);
        for (uint32_t i = before; i < roles->count; i++)
            if (roles->data[i].origin == ORIGIN_OWN) {
                roles->data[kept] = roles->data[i];
                roles->data[kept++].of_part = true;
            }
        roles->count = kept;
    }
}

void matrix_gather(struct matrix *m)
{
    const struct report_request *request = m->filling.request;
    struct model *model = m->filling.model;
    uint32_t kinds = m->filling.request->row_kinds ? m->filling.request->row_kinds : OF(MEASURE);
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        if (!cells_plan_is_reported(&m->filling, u))
            continue;
        for (uint32_t i = 0; i < unit->file_count; i++) {
            const struct file *file = &model->files[unit->files[i]];
            for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++) {
                if (!KIND_IN(model->entities[e].kind, kinds))
                    continue;
                struct subject subject = {.entity = e};
                role_all(model, e, &subject.roles);
                if (model->entities[e].kind == KIND_MEASURE && !request->long_form && !request->plan_layout &&
                    !KIND_IN(KIND_ACTIVITY, kinds))
                    gather_parts(model, e, &subject.roles);
                ARRAY_PUSH(m, data, count, capacity, subject);
            }
        }
    }
}

void matrix_release(struct matrix *m)
{
    for (uint32_t i = 0; i < m->count; i++)
        array_free(m->data[i].roles.data);
    array_free(m->data);
}
