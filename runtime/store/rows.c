/* rows.c: which rows a declaration has in a table: itself, its lines, their values, or what is worked out from them. */
#include "reading.h"

static void push(struct scan *c, struct store_row row)
{
    ARRAY_PUSH(c, rows, row_count, row_capacity, row);
}

static const struct entity *entity_at(const struct scan *c, uint32_t entity)
{
    return &c->store->model->entities[entity];
}

static struct stated declared_at(const struct scan *c, uint32_t entity)
{
    return (struct stated){entity_at(c, entity)->file, entity_at(c, entity)->node};
}

static enum property property_at(const struct scan *c, struct stated line)
{
    return (enum property)c->store->model->files[line.file].tree.nodes[line.node].word;
}

/* The one that opens a plan or library, not its further files, nor one in the wrong place. */
static bool is_header(const struct scan *c, uint32_t entity)
{
    return c->store->model->units[entity_at(c, entity)->unit].header == entity;
}

/* What stands for an identity: neither an addition to a library's declaration, nor a plan's further files. */
static bool is_primary(const struct scan *c, uint32_t entity)
{
    const struct entity *at = entity_at(c, entity);
    if (KIND_IN(at->kind, OF(PLAN) | OF(LIBRARY)) && at->node == c->store->model->files[at->file].tree.header)
        return is_header(c, entity);
    return !at->extends;
}

/* The first of a declaration's own lines, and the next, as it stands in this file. */
static struct stated first_line(const struct scan *c, uint32_t entity)
{
    struct stated line = declared_at(c, entity);
    line.node = c->store->model->files[line.file].tree.nodes[line.node].property;
    return line;
}

static struct stated next_line(const struct scan *c, struct stated line)
{
    line.node = c->store->model->files[line.file].tree.nodes[line.node].property;
    return line;
}

/* A row for each value of a line that is not the tail of another. */
static void push_values(struct scan *c, uint32_t entity, struct stated line, uint32_t index)
{
    uint32_t count;
    const struct value *values = model_values(c->store->model, line, &count);
    for (uint32_t i = 0; i < count; i++)
        if (values[i].tag == TAG_NONE)
            push(c, (struct store_row){entity, line, &values[i], index});
}

static void push_line(struct scan *c, uint32_t entity, struct stated line)
{
    uint32_t count;
    const struct value *values = model_values(c->store->model, line, &count);
    if (count)
        push(c, (struct store_row){entity, line, values, 0});
}

/* ---- declarations -------------------------------------------------------------------------------------------------- */

void rows_self(struct scan *c, uint32_t subject)
{
    if (is_primary(c, subject))
        push(c, (struct store_row){subject, declared_at(c, subject), NULL, 0});
}

void rows_unit(struct scan *c, uint32_t subject)
{
    if (is_header(c, subject))
        rows_self(c, subject);
}

void rows_actor(struct scan *c, uint32_t subject)
{
    uint32_t declared = c->store->model->entity_count;
    if (subject < declared) {
        rows_self(c, subject);
        return;
    }
    const struct store_actor *actor = &c->store->actors[subject - declared];
    const struct unit *unit = &c->store->model->units[c->store->model->files[actor->line.file].unit];
    if (!c->unit || c->unit == unit)
        push(c, (struct store_row){0, actor->line, actor->value, 0});
}

/* ---- lines ----------------------------------------------------------------------------------------------------------- */

void rows_lines(struct scan *c, uint32_t subject)
{
    for (struct stated line = first_line(c, subject); line.node; line = next_line(c, line))
        if (property_at(c, line) == c->table->argument)
            push_line(c, subject, line);
}

void rows_values(struct scan *c, uint32_t subject)
{
    for (struct stated line = first_line(c, subject); line.node; line = next_line(c, line))
        if (property_at(c, line) == c->table->argument)
            push_values(c, subject, line, 0);
}

void rows_names(struct scan *c, uint32_t subject)
{
    for (struct stated line = first_line(c, subject); line.node; line = next_line(c, line))
        if (property_at(c, line) == PROPERTY_SHORT_NAME || property_at(c, line) == PROPERTY_NAME_IN)
            push_values(c, subject, line, 0);
}

void rows_relations(struct scan *c, uint32_t subject)
{
    for (struct stated line = first_line(c, subject); line.node; line = next_line(c, line)) {
        enum property property = property_at(c, line);
        const struct property_row *row = property_row(property);
        if (property != PROPERTY_MEMBERS && property != PROPERTY_CONTRIBUTES_TO &&
            ((row->flags & RELATION) || row->shape == SHAPE_PARTICIPATION))
            push_values(c, subject, line, 0);
    }
}

void rows_times(struct scan *c, uint32_t subject)
{
    for (struct stated line = first_line(c, subject); line.node; line = next_line(c, line))
        switch (property_row(property_at(c, line))->shape) {
        case SHAPE_DATE:
        case SHAPE_DATES:
        case SHAPE_DEADLINE:
        case SHAPE_PERIOD:
        case SHAPE_WHEN: push_values(c, subject, line, 0); break;
        default: break;
        }
}

/* What has a table or columns of its own is left out. */
static bool is_text(enum property property, enum kind kind)
{
    switch (property_row(property)->shape) {
    case SHAPE_TEXT:
    case SHAPE_LANGUAGE_TEXT:
    case SHAPE_LINK:
    case SHAPE_WORDS:
    case SHAPE_QUANTITY:
    case SHAPE_DURATION:
    case SHAPE_PARTICIPATION:
    case SHAPE_EVALUATION:
    case SHAPE_DATA:
    case SHAPE_COMPARISON:
    case SHAPE_EXPRESSION:
    case SHAPE_RULE_SETTING: return true;
    case SHAPE_LANGUAGE_NAME:
    case SHAPE_SHORT_NAMES: return !KIND_IN(kind, OF(ACTOR) | OF(GROUP));
    default: return false;
    }
}

void rows_texts(struct scan *c, uint32_t subject)
{
    for (struct stated line = first_line(c, subject); line.node; line = next_line(c, line))
        if (is_text(property_at(c, line), (enum kind)entity_at(c, subject)->kind))
            push_line(c, subject, line);
}

/* ---- what is worked out ---------------------------------------------------------------------------------------------- */

static bool is_own_line(const struct scan *c, uint32_t entity, struct stated line)
{
    const struct file *file = &c->store->model->files[line.file];
    return file->entity_of[tree_declaration(&file->tree, line.node)] == entity;
}

/* An addition to a library's declaration has the codes and roles that it states itself; the library's own has the rest. */
void rows_tags(struct scan *c, uint32_t subject)
{
    const struct model *model = c->store->model;
    enum kind kind = (enum kind)entity_at(c, subject)->kind;
    bool primary = is_primary(c, subject);
    if (!primary && !entity_at(c, subject)->extends)
        return;
    for (enum property property = 1; property < PROPERTY_COUNT; property++) {
        const struct property_row *row = property_row(property);
        if ((row->shape != SHAPE_CODES && row->shape != SHAPE_VALUES && row->shape != SHAPE_APPLIES_TO) ||
            !KIND_IN(kind, row->parents))
            continue;
        uint32_t from;
        for (struct stated line = model_inherited(model, subject, property, &from); line.node;
             line = model_next_property(model, line))
            if (primary || is_own_line(c, subject, line))
                push_values(c, subject, line, from != subject);
    }
    uint32_t kept = 0; /* `–` and `?` are no codes */
    for (uint32_t i = 0; i < c->row_count; i++)
        if (c->rows[i].value->type != VALUE_NONE && c->rows[i].value->type != VALUE_UNDECIDED)
            c->rows[kept++] = c->rows[i];
    c->row_count = kept;
}

void rows_roles(struct scan *c, uint32_t subject)
{
    bool primary = is_primary(c, subject);
    if (!primary && !entity_at(c, subject)->extends)
        return;
    role_all(c->store->model, subject, &c->roles);
    for (uint32_t i = 0; i < c->roles.count; i++)
        if (primary || is_own_line(c, subject, c->roles.data[i].stated))
            push(c, (struct store_row){subject, c->roles.data[i].stated, NULL, i});
}

static void read_target(struct scan *c, uint32_t subject)
{
    target_read(&c->store->moment, subject, &c->target);
    c->has_target = true;
}

void rows_stages(struct scan *c, uint32_t subject)
{
    if (!is_primary(c, subject))
        return;
    read_target(c, subject);
    for (uint32_t i = 0; i < c->target.stage_count; i++)
        push(c, (struct store_row){subject, c->target.stages[i].line, NULL, i});
}

/* A target's values are its own; its indicator's are rows of the indicator. The baseline's index is one past them. */
void rows_measurements(struct scan *c, uint32_t subject)
{
    if (!is_primary(c, subject))
        return;
    read_target(c, subject);
    const struct target *target = &c->target;
    if (target->has_baseline && is_own_line(c, subject, target->baseline.line))
        push(c, (struct store_row){subject, target->baseline.line, NULL, target->own_values});
    for (uint32_t i = 0; i < target->own_values; i++)
        push(c, (struct store_row){subject, target->series.data[i].line, NULL, i});
}

static void keep_occurrence(void *context, const struct occurrence *occurrence)
{
    struct scan *c = context;
    ARRAY_PUSH(c, occurrences, occurrence_count, occurrence_capacity, *occurrence);
}

void rows_occurrences(struct scan *c, uint32_t subject)
{
    bool over;
    if (!is_primary(c, subject) || !moment_times(&c->store->moment, subject).series)
        return;
    moment_occurrences(&c->store->moment, subject, &over, keep_occurrence, c);
    for (uint32_t i = 0; i < c->occurrence_count; i++)
        push(c, (struct store_row){subject, declared_at(c, subject), NULL, i});
}

void rows_finding(struct scan *c, uint32_t subject)
{
    const struct diagnostic *finding = &c->store->findings[subject];
    push(c, (struct store_row){finding->declaration, {finding->span.file, 0}, NULL, subject});
}
