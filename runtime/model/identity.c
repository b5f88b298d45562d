/* identity.c: what JSON, SQL and the command line call a declaration: `plan/id`, or `parent/~slug` without an id. */
#include "scope.h"
#include "unicode.h"

#include <string.h>

enum { LONGEST_SLUG = 40 };

/* æ ø å as ae o a; other letters without their marks. Appends at most room bytes; returns how many. */
static uint32_t letter_slug(int32_t point, char *to)
{
    if (point == 0xE6)
        return memcpy(to, "ae", 2), 2;
    if (point == 0xF8)
        return *to = 'o', 1;
    if (point == 0xDF)
        return memcpy(to, "ss", 2), 2;
    int32_t base = unicode_base(point);
    if ((base >= 'a' && base <= 'z') || (base >= '0' && base <= '9'))
        return *to = (char)base, 1;
    if (base >= 0x80 && unicode_is_letter(base))
        return (uint32_t)unicode_encode(base, to);
    return 0;
}

const char *model_slug(struct arena *arena, const char *text, uint32_t length)
{
    char slug[LONGEST_SLUG + 8];
    uint32_t size = 0, cut = 0;
    bool gap = false, whole = true;
    for (uint32_t at = 0; at < length;) {
        int32_t point;
        size_t step = unicode_decode(text + at, length - at, &point);
        if (!step)
            break;
        at += (uint32_t)step;
        char letters[8];
        uint32_t count = letter_slug(unicode_lower(point), letters);
        if (!count) {
            gap = gap || (size > 0 && !unicode_is_mark(point));
            continue;
        }
        if (size + gap + count > LONGEST_SLUG) {
            whole = false;
            if (gap)
                cut = size;
            break;
        }
        if (gap) {
            cut = size;
            slug[size++] = '-';
        }
        gap = false;
        memcpy(slug + size, letters, count);
        size += count;
    }
    if (!whole && cut)
        size = cut;
    return arena_copy(arena, slug, size);
}

/* What tells a standard library from one of the workspace's own that is called the same. */
static const char *unit_twin(const struct model *model, const struct unit *unit)
{
    uint32_t of_name = unit->builtin ? model_find_unit(model, unit->name, unit->name_length) : 0;
    return of_name && !model->units[of_name].builtin ? "~2" : "";
}

const char *model_string_identity(const struct model *model, struct arena *arena, uint32_t unit, const char *text,
                                  uint32_t length)
{
    const struct unit *in = &model->units[unit];
    return arena_format(arena, "%.*s%s/~%s", (int)in->name_length, in->name, unit_twin(model, in),
                        model_slug(arena, text, length));
}

/* Counts how often a slug was given below each parent, to number twins. */
struct twins {
    struct symbol_table seen;
    uint32_t *counts, count, capacity;
};

static uint32_t twin_number(struct twins *twins, const char *identity)
{
    uint32_t symbol = symbol_intern(&twins->seen, identity, (uint32_t)strlen(identity));
    while (twins->count <= symbol)
        ARRAY_PUSH(twins, counts, count, capacity, 0);
    return ++twins->counts[symbol];
}

/* The identity of an entity whose parent's is known. */
static const char *make_identity(struct model *model, uint32_t id, struct twins *twins)
{
    const struct entity *entity = &model->entities[id];
    const struct unit *unit = &model->units[entity->unit];
    struct arena *arena = &model->arena;
    const struct file *file = &model->files[entity->file];
    bool misplaced = (entity->kind == KIND_PLAN || entity->kind == KIND_LIBRARY) && entity->node != file->tree.header;
    if ((entity->kind == KIND_PLAN || entity->kind == KIND_LIBRARY) && !misplaced)
        return arena_format(arena, "%.*s%s", (int)unit->name_length, unit->name, unit_twin(model, unit));
    if (entity->extends)
        return NULL; /* its library's; see model_identity */
    if (entity->name && !misplaced) {
        const struct symbol *name = &unit->scope->table->symbols[entity->name];
        bool shared = entity->flags & ENTITY_SHARED_LABEL;
        const char *identity = arena_format(
            arena, "%.*s%s/%s%s%.*s", (int)unit->name_length, unit->name, unit_twin(model, unit),
            shared ? model_kind_name((enum kind)entity->kind) : "", shared ? ":" : "", (int)name->length, name->text);
        uint32_t twin = (entity->flags & ENTITY_DUPLICATE) ? twin_number(twins, identity) : 0;
        return twin ? arena_format(arena, "%s~%u", identity, twin + 1) : identity;
    }
    const struct value *title = tree_value(&file->tree, entity->node, TAG_TITLE);
    const char *parent = entity->parent ? model_identity(model, entity->parent)
                                        : arena_format(arena, "%.*s%s", (int)unit->name_length, unit->name,
                                                       unit_twin(model, unit));
    const char *slug = title ? model_slug(arena, file->source.bytes + title->start, title->end - title->start) : "";
    if (!*slug)
        slug = model_kind_name((enum kind)entity->kind);
    const char *identity = arena_format(arena, "%s/~%s", parent, slug);
    uint32_t twin = twin_number(twins, identity);
    return twin > 1 ? arena_format(arena, "%s~%u", identity, twin) : identity;
}

void model_identities(struct model *model)
{
    if (model->identities)
        return;
    struct twins twins = {0};
    symbol_init(&twins.seen, model->entity_count / 2 + 16);
    model->identities = arena_alloc(&model->arena, model->entity_count * sizeof *model->identities);
    for (uint32_t id = 1; id < model->entity_count; id++) /* parents stand before their children */
        model->identities[id] = make_identity(model, id, &twins);
    symbol_free(&twins.seen);
    array_free(twins.counts);
}

const char *model_identity(const struct model *model, uint32_t entity)
{
    const char *identity = model->identities[model_canonical(model, entity)];
    return identity ? identity : "";
}

/* ---- looking up from outside ---------------------------------------------------------------------------------- */

static bool short_name_is(const struct model *model, uint32_t entity, const char *text, size_t length)
{
    for (struct stated stated = model_property(model, entity, PROPERTY_SHORT_NAME); stated.node;
         stated = model_next_property(model, stated)) {
        uint32_t count, size;
        const struct value *values = model_values(model, stated, &count);
        for (uint32_t i = 0; i < count; i++) {
            const char *name = model_text(model, stated.file, &values[i], &size);
            if (size == length && memcmp(name, text, size) == 0)
                return true;
        }
    }
    return false;
}

static bool title_is(const struct model *model, uint32_t entity, const char *text, size_t length)
{
    const struct file *file = &model->files[model->entities[entity].file];
    const struct value *title = tree_value(&file->tree, model->entities[entity].node, TAG_TITLE);
    return title && title->end - title->start == length && memcmp(file->source.bytes + title->start, text, length) == 0;
}

uint32_t model_find_all(struct model *model, const char *text, uint32_t kinds, uint32_t *found, uint32_t most)
{
    model_identities(model);
    uint32_t count = 0;
    size_t length = strlen(text);
    for (int pass = 0; pass < 4 && !count; pass++) /* identities, then ids, then short names, then titles */
        for (uint32_t e = 1; e < model->entity_count && count < most; e++) {
            const struct entity *entity = &model->entities[e];
            if (!KIND_IN(entity->kind, kinds) || entity->extends)
                continue;
            const struct symbol *name = entity->name ? &model->units[entity->unit].scope->table->symbols[entity->name]
                                                     : NULL;
            bool same = pass == 0   ? strcmp(model_identity(model, e), text) == 0
                        : pass == 1 ? name && name->length == length && memcmp(name->text, text, length) == 0
                        : pass == 2 ? short_name_is(model, e, text, length)
                                    : title_is(model, e, text, length);
            if (same)
                found[count++] = e;
        }
    return count;
}
