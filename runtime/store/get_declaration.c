/* get_declaration.c: what a declaration is, where it stands, and the properties that are one word or one text. */
#include "reading.h"

#include <string.h>

static const struct entity *entity_at(const struct scan *c)
{
    return &c->store->model->entities[scan_at(c)->entity];
}

GET(identity)
{
    return datum_identity(c->store, scan_at(c)->entity);
}

GET(title)
{
    uint32_t entity = model_canonical(c->store->model, scan_at(c)->entity);
    const char *title = model_title(c->store->model, &c->arena, entity, c->store->language);
    return datum_text(title, (uint32_t)strlen(title));
}

GET(name)
{
    const struct file *file = &c->store->model->files[entity_at(c)->file];
    const struct value *id = scan_at(c)->entity ? tree_value(&file->tree, entity_at(c)->node, TAG_ID) : NULL;
    return id ? datum_text(file->source.bytes + id->start, id->end - id->start) : datum_null();
}

/* Files without a header belong to no plan. */
GET(plan)
{
    const struct model *model = c->store->model;
    uint32_t header = model->units[model->files[scan_at(c)->line.file].unit].header;
    return datum_identity(c->store, header);
}

GET(parent)
{
    return datum_identity(c->store, entity_at(c)->parent);
}

GET(above)
{
    const struct model *model = c->store->model;
    uint32_t at = entity_at(c)->parent;
    while (at && !KIND_IN(model->entities[at].kind, argument))
        at = model->entities[at].parent;
    return datum_identity(c->store, at);
}

GET(kind)
{
    return datum_fixed(model_kind_name((enum kind)entity_at(c)->kind));
}

GET(file)
{
    return datum_fixed(c->store->model->files[scan_at(c)->line.file].source.path);
}

GET(line)
{
    return datum_integer(model_line(c->store->model, scan_at(c)->line));
}

/* ---- plans and libraries ---------------------------------------------------------------------------------------------- */

static const struct unit *unit_at(const struct scan *c)
{
    return &c->store->model->units[entity_at(c)->unit];
}

GET(language)
{
    static const char *const codes[] = {"nb", "nn", "en"};
    return unit_at(c)->language_stated ? datum_fixed(codes[unit_at(c)->language]) : datum_null();
}

GET(external)
{
    return datum_integer(unit_at(c)->external);
}

GET(builtin)
{
    return datum_integer(unit_at(c)->builtin);
}

GET(as_of)
{
    return datum_day(c, c->store->moment.day);
}

/* ---- properties --------------------------------------------------------------------------------------------------------- */

/* The line that states a property, inherited where it may be. What a plan adds to a library's declaration counts where the
 * library says nothing. */
static struct stated stated_at(struct scan *c, enum property property)
{
    const struct store_row *row = scan_at(c);
    const struct model *model = c->store->model;
    uint32_t from;
    struct stated line = model_inherited(model, row->entity, property, &from);
    if (line.node || !KIND_IN(entity_at(c)->kind, OF(ACTOR) | OF(GROUP) | OF(SECTOR)))
        return line;
    const char *identity = model_identity(model, row->entity);
    uint32_t other = store_first(c->store, identity, (uint32_t)strlen(identity));
    for (; other && !line.node; other = c->store->same[other])
        if (other < model->entity_count)
            line = model_property(model, other, property);
    return line;
}

static struct datum code_of(struct scan *c, uint32_t file, const struct value *value)
{
    return value->type == VALUE_TERM ? datum_term(c, value->symbol) : datum_written(c, file, value);
}

static bool is_filled(const struct value *value)
{
    return value->type != VALUE_NONE && value->type != VALUE_UNDECIDED;
}

/* The codes of a property, joined by "; " where it has several. */
GET(coded)
{
    struct stated line = stated_at(c, (enum property)argument);
    uint32_t count;
    const struct value *values = model_values(c->store->model, line, &count);
    struct datum all = datum_null();
    for (uint32_t i = 0; i < count; i++) {
        struct datum code = values[i].tag == TAG_NONE && is_filled(&values[i]) ? code_of(c, line.file, &values[i])
                                                                               : datum_null();
        if (code.type == DATUM_NULL)
            continue;
        if (all.type != DATUM_NULL) {
            const char *both = arena_format(&c->arena, "%.*s; %.*s", (int)all.length, all.text, (int)code.length,
                                            code.text);
            code = datum_text(both, (uint32_t)strlen(both));
        }
        all = code;
    }
    return all;
}

/* The first value of a property as written; a date is none. */
GET(text_of)
{
    struct stated line = stated_at(c, (enum property)argument);
    uint32_t count;
    const struct value *values = model_values(c->store->model, line, &count);
    bool text = count && is_filled(values) && values->type != VALUE_DATE;
    return text ? datum_written(c, line.file, values) : datum_null();
}

GET(states)
{
    return datum_integer(model_property(c->store->model, scan_at(c)->entity, (enum property)argument).node != 0);
}

/* ---- the value and the line of a row -------------------------------------------------------------------------------------- */

GET(value_text)
{
    const struct store_row *row = scan_at(c);
    return is_filled(row->value) ? datum_written(c, row->line.file, row->value) : datum_null();
}

GET(code)
{
    return code_of(c, scan_at(c)->line.file, scan_at(c)->value);
}

GET(value_target)
{
    const struct store_row *row = scan_at(c);
    const struct file *file = &c->store->model->files[row->line.file];
    return datum_identity(c->store, file->targets ? model_target(c->store->model, row->line, row->value) : 0);
}

GET(certain)
{
    return datum_integer(!(scan_at(c)->value->flags & VALUE_UNCERTAIN) && scan_at(c)->value->type != VALUE_UNDECIDED);
}

static struct datum value_or_null(struct scan *c, const struct value *value)
{
    return value ? datum_written(c, scan_at(c)->line.file, value) : datum_null();
}

/* What stands behind the row's value, before the next one. */
GET(value_note)
{
    const struct store_row *row = scan_at(c);
    uint32_t count;
    const struct value *values = model_values(c->store->model, row->line, &count);
    for (const struct value *at = row->value + 1; at < values + count && at->tag != TAG_NONE; at++)
        if (at->tag == TAG_NOTE)
            return datum_written(c, row->line.file, at);
    return datum_null();
}

GET(line_note)
{
    return value_or_null(c, model_value(c->store->model, scan_at(c)->line, TAG_NOTE));
}

static enum property property_at(const struct scan *c)
{
    struct stated line = scan_at(c)->line;
    return (enum property)c->store->model->files[line.file].tree.nodes[line.node].word;
}

GET(line_name)
{
    const char *name = property_row(property_at(c))->name;
    char *lower = arena_copy(&c->arena, name, strlen(name));
    for (char *at = lower; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at + 'a' - 'A');
    return datum_text(lower, (uint32_t)strlen(lower));
}

GET(line_language)
{
    const struct value *language = model_value(c->store->model, scan_at(c)->line, TAG_LANGUAGE);
    if (!language)
        return datum_null();
    return datum_fixed(keyword_of_term((enum term)language->symbol)->forms[LANGUAGE_NB]);
}

/* A text without its language; of a line of several values all of them, as they stand. */
GET(line_text)
{
    const struct store_row *row = scan_at(c);
    uint32_t count;
    const struct value *values = model_values(c->store->model, row->line, &count), *last = values + count - 1;
    if (values->tag == TAG_LANGUAGE && count > 1)
        values++;
    if (values == last)
        return is_filled(values) ? datum_written(c, row->line.file, values) : datum_null();
    const struct file *file = &c->store->model->files[row->line.file];
    uint32_t start = values->start, end = file->tree.nodes[row->line.node].end;
    start -= start && values->type == VALUE_STRING; /* its quotation mark */
    return datum_text(file->source.bytes + start, end - start);
}

GET(tag_origin)
{
    return datum_fixed(scan_at(c)->index ? "inherited" : "own");
}

/* ---- costs ------------------------------------------------------------------------------------------------------------- */

GET(amount)
{
    const struct value *value = scan_at(c)->value;
    return value->type == VALUE_NUMBER ? datum_number(value->number) : datum_null();
}

GET(per_year)
{
    return datum_integer(model_value(c->store->model, scan_at(c)->line, TAG_PER_YEAR) != NULL);
}

GET(alternative)
{
    return value_or_null(c, model_value(c->store->model, scan_at(c)->line, TAG_ALTERNATIVE));
}

GET(budget)
{
    const struct value *budget = model_value(c->store->model, scan_at(c)->line, TAG_BUDGET);
    return budget ? code_of(c, scan_at(c)->line.file, budget) : datum_null();
}
