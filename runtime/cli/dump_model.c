/* dump_model.c: units, declarations, roles and relations as linking left them. */
#include "dump.h"
#include "role.h"

/* The relations of a unit by the declaration that states them: the first of each, and the next. */
struct by_entity {
    uint32_t *first, *next; /* relation + 1; 0 = none */
    uint32_t first_capacity, next_capacity;
};

static void write_name(struct writer *out, const struct unit *unit)
{
    writer_put(out, unit->name, unit->name_length);
}

static void write_unit(struct writer *out, const struct model *model, const struct unit *unit)
{
    static const char *const languages[] = {"nb", "nn", "en"};
    writer_text(out, unit->kind ? model_kind_name(unit->kind) : "file");
    writer_char(out, ' ');
    write_name(out, unit);
    writer_text(out, unit->external ? " external\n" : "\n");
    if (unit->period.precision) {
        writer_text(out, "  period ");
        dump_date(out, &unit->period);
        writer_char(out, '\n');
    }
    if (unit->plan_type) {
        writer_text(out, "  type ");
        dump_lower(out, keyword_of_term(unit->plan_type)->name);
        writer_char(out, '\n');
    }
    if (unit->language_stated)
        writer_format(out, "  language %s\n", languages[unit->language]);
    writer_text(out, "  most ");
    writer_number(out, unit->settings.most_share);
    writer_format(out, " soon %d\n", unit->settings.soon_days);
    for (int code = 1; code < DIAG_COUNT; code++)
        if (unit->settings.severity[code] >= 0)
            writer_format(out, "  rule %s %d\n", diag_row((enum diag_code)code)->code, unit->settings.severity[code]);
    for (uint32_t i = 0; i < unit->use_count; i++) {
        writer_text(out, "  uses ");
        write_name(out, &model->units[unit->uses[i]]);
        writer_char(out, '\n');
    }
}

static void write_roles(struct writer *out, const struct model *model, struct arena *arena, uint32_t entity)
{
    static const char *const origins[] = {"own", "inherited", "inferred"};
    struct responsibilities list = {0};
    role_all(model, entity, &list);
    for (uint32_t i = 0; i < list.count; i++) {
        const struct responsibility *r = &list.data[i];
        const char *actor = r->actor
                                ? model_identity(model, r->actor)
                                : model_string_identity(model, arena, model->entities[entity].unit, r->name, r->length);
        writer_format(out, "  %s %s %s", role_name(r->role), actor, origins[r->origin]);
        if (r->via)
            writer_format(out, " via %s", model_identity(model, r->via));
        writer_text(out, r->certain ? "\n" : " uncertain\n");
    }
    array_free(list.data);
}

static void write_entity(struct writer *out, struct model *model, struct arena *arena, uint32_t entity,
                         const struct by_entity *relations)
{
    const struct entity *at = &model->entities[entity];
    const struct unit *unit = &model->units[at->unit];
    struct source *source = &model->files[at->file].source;
    writer_format(out, "%s %s @%s:%u\n", model_kind_name((enum kind)at->kind), model_identity(model, entity),
                  source->path, (unsigned)source_position(source, model_span(model, entity).start).line);
    if (at->parent)
        writer_format(out, "  parent %s\n", model_identity(model, at->parent));
    if (at->extends)
        writer_format(out, "  extends %s\n", model_identity(model, at->extends));
    write_roles(out, model, arena, entity);
    for (uint32_t i = relations->first[entity]; i; i = relations->next[i - 1]) {
        const struct relation *relation = &unit->relations[i - 1];
        writer_text(out, "  ");
        dump_lower(out, property_row((enum property)relation->property)->name);
        writer_format(out, " %s%s\n", model_identity(model, relation->to), relation->certain ? "" : " uncertain");
    }
}

static void sort_relations(const struct unit *unit, uint32_t entity_count, struct by_entity *relations)
{
    relations->first = array_grow(relations->first, &relations->first_capacity, entity_count, sizeof *relations->first);
    relations->next = array_grow(relations->next, &relations->next_capacity, unit->relation_count + 1,
                                 sizeof *relations->next);
    for (uint32_t f = 0; f < entity_count; f++)
        relations->first[f] = 0;
    for (uint32_t i = unit->relation_count; i-- > 0;) {
        relations->next[i] = relations->first[unit->relations[i].from];
        relations->first[unit->relations[i].from] = i + 1;
    }
}

void dump_model(struct writer *out, struct model *model)
{
    struct by_entity relations = {0};
    struct arena arena = {0};
    model_identities(model);
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        if (unit->builtin)
            continue;
        write_unit(out, model, unit);
        sort_relations(unit, model->entity_count, &relations);
        for (uint32_t f = 0; f < unit->file_count; f++) {
            const struct file *file = &model->files[unit->files[f]];
            for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
                write_entity(out, model, &arena, e, &relations);
        }
    }
    array_free(relations.first);
    array_free(relations.next);
    arena_free(&arena);
}
