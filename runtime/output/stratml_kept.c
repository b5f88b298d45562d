#include "stratml.h"
#include "text.h"

static bool has_place(const struct stratml *s, uint32_t entity)
{
    return KIND_IN(s->room.filling.model->entities[entity].kind, THREAD | OF(MEASURE) | OF(TARGET));
}

/* The lines that the element's other members say. */
static bool is_told(enum property property, enum kind kind)
{
    bool role = property_row(property)->flags & ROLE;
    return property == PROPERTY_DESCRIPTION || (role && KIND_IN(kind, THREAD | OF(MEASURE) | OF(TARGET))) ||
           (property == PROPERTY_TARGET_GROUP && KIND_IN(kind, THREAD | OF(MEASURE) | OF(TARGET))) ||
           (property == PROPERTY_OWNER && kind == KIND_PLAN) || (property == PROPERTY_PERIOD && kind == KIND_PLAN);
}

/* What a line says, as written. */
static const char *line_text(struct stratml *s, struct stated line, uint32_t *length)
{
    const struct model *model = s->room.filling.model;
    const struct file *file = &model->files[line.file];
    uint32_t count;
    const struct value *values = model_values(model, line, &count);
    *length = 0;
    if (!count)
        return "";
    if (values[0].type == VALUE_TEXT)
        return model_written(model, s->room.filling.arena, line.file, values, length);
    uint32_t from = values[0].start - (values[0].type == VALUE_STRING && values[0].start > 0);
    uint32_t to = file->tree.nodes[line.node].end;
    *length = to > from ? to - from : 0;
    return file->source.bytes + from;
}

static void new_line(struct stratml *s, int depth)
{
    writer_text(&s->other, s->other.count ? "\n" : "");
    writer_repeat(&s->other, "  ", (uint32_t)depth);
}

/* The lines of a declaration that are not told elsewhere. */
void stratml_keep_lines(struct stratml *s, uint32_t entity, int depth)
{
    const struct model *model = s->room.filling.model;
    const struct entity *at = &model->entities[entity];
    const struct tree *tree = &model->files[at->file].tree;
    for (uint32_t node = tree->nodes[at->node].property; node; node = tree->nodes[node].property) {
        enum property property = (enum property)tree->nodes[node].word;
        uint32_t length;
        if (!property || is_told(property, (enum kind)at->kind))
            continue;
        const char *text = line_text(s, (struct stated){at->file, node}, &length);
        new_line(s, depth);
        writer_format(&s->other,
                      "%s: ", keyword_of_word(property_row(property)->word)->forms[s->room.filling.language]);
        writer_put(&s->other, text, length);
        s->lines++;
    }
}

/* A declaration without a place, with its lines. */
static void keep_entity(struct stratml *s, uint32_t entity, int depth)
{
    struct filling *f = &s->room.filling;
    enum kind kind = (enum kind)f->model->entities[entity].kind;
    uint32_t length;
    struct stated text = model_property(f->model, entity, PROPERTY_DESCRIPTION);
    new_line(s, depth);
    writer_format(&s->other, "%s: %s", keyword_of_kind(kind)->forms[f->language], cells_label(f, entity));
    if (text.node) {
        const char *words = line_text(s, text, &length);
        new_line(s, depth + 1);
        writer_put(&s->other, words, length);
    }
    stratml_keep_lines(s, entity, depth + 1);
    s->kept[kind]++;
}

/* Keeps what stands below an entity and has no place: its subtree follows it in the same file. Returns one past the last. */
uint32_t stratml_keep_below(struct stratml *s, uint32_t entity, int depth)
{
    const struct model *model = s->room.filling.model;
    const struct entity *root = &model->entities[entity];
    const struct file *file = &model->files[root->file];
    uint32_t end_of_file = file->first_entity + file->entity_count, at = entity + 1, skipped = UINT32_MAX;
    for (; at < end_of_file && model->entities[at].depth > root->depth; at++) {
        if (model->entities[at].depth > skipped)
            continue;
        skipped = UINT32_MAX;
        if (has_place(s, at))
            skipped = model->entities[at].depth;
        else
            keep_entity(s, at, depth + model->entities[at].depth - root->depth - 1);
    }
    return at;
}

void stratml_write_other(struct stratml *s)
{
    if (s->other.count)
        xml_element(&s->xml, "OtherInformation", writer_string(&s->other));
    s->other.count = 0;
}

const char *stratml_description(struct stratml *s, uint32_t entity)
{
    uint32_t length;
    struct stated text = model_property(s->room.filling.model, entity, PROPERTY_DESCRIPTION);
    if (!text.node)
        return NULL;
    const char *words = line_text(s, text, &length);
    return arena_copy(s->room.filling.arena, words, length);
}

/* The plan's own lines, and every declaration at the top that has no place. */
void stratml_keep_plan(struct stratml *s, uint32_t header)
{
    const struct model *model = s->room.filling.model;
    const struct unit *unit = &model->units[s->request->plan];
    stratml_keep_lines(s, header, 0);
    for (uint32_t i = 0; i < unit->file_count; i++) {
        const struct file *file = &model->files[unit->files[i]];
        uint32_t last = file->first_entity + file->entity_count;
        for (uint32_t e = file->first_entity; e < last; e++) {
            if (KIND_IN(model->entities[e].kind, OF(PLAN)) || !(model->entities[e].flags & ENTITY_TOP) ||
                has_place(s, e))
                continue;
            keep_entity(s, e, 0);
            e = stratml_keep_below(s, e, 1) - 1;
        }
    }
}

/* "aktivitet (12), utfordring (1), 45 linjer". */
void stratml_tell(struct stratml *s)
{
    struct filling *f = &s->room.filling;
    const char *list = "";
    for (int kind = 1; kind < KIND_COUNT; kind++)
        if (s->kept[kind])
            list = arena_format(f->arena, "%s%s%s (%u)", list, *list ? ", " : "",
                                keyword_of_kind((enum kind)kind)->forms[f->language], s->kept[kind]);
    if (s->lines)
        list = arena_format(f->arena, "%s%s%s", list, *list ? ", " : "",
                            text_counted(f->arena, TEXT_STRATML_LINES, f->language, s->lines));
    if (*list && s->request->told)
        s->request->told(s->request->context, text_string(f->arena, TEXT_STRATML_KEPT, f->language, list, NULL));
}
