/* diff_like.c: what makes a thing of one version like one of the other: its name, its title, its place, what it says. */
#include "diff_like.h"
#include "symbol.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_WORDS = 64 }; /* of a title that are looked through */

static bool is_old(const struct matching *m, const struct side *side)
{
    return side == &m->diff->old;
}

uint32_t like_family(uint32_t kind)
{
    static const uint32_t families[] = {THREAD, WORK, NEEDS, OF(ACTOR) | OF(GROUP)};
    for (size_t i = 0; i < sizeof families / sizeof *families; i++)
        if (KIND_IN(kind, families[i]))
            return KIND_COUNT + (uint32_t)i;
    return kind;
}

/* ---- parts of keys ------------------------------------------------------------------------------------------------ */

/* What stands for the unit of a thing on both sides: the new one's number. Files without a header are all alike. */
static uint32_t unit_token(const struct matching *m, const struct side *side, uint32_t entity)
{
    uint32_t unit = side->model->entities[entity].unit;
    if (!side->model->units[unit].kind)
        return 0;
    if (!is_old(m, side))
        return unit;
    return m->old_units[unit] ? m->old_units[unit] : NOBODY;
}

/* Writes what stands for the parent of a thing; false when it is in one version alone. */
static bool write_parent(struct matching *m, struct side *side, uint32_t entity)
{
    uint32_t parent = side->model->entities[entity].parent, unit = unit_token(m, side, entity);
    if (parent && is_old(m, side))
        parent = side->other[parent];
    else if (parent && !side->other[parent])
        parent = 0;
    if ((!parent && side->model->entities[entity].parent) || unit == NOBODY)
        return false;
    key_text(&m->key, parent ? "e" : "u");
    key_integer(&m->key, parent ? parent : unit);
    return true;
}

/* The title without what only looks different; false when there is none. */
static bool write_title(struct matching *m, struct side *side, uint32_t entity)
{
    if (!model_has_title(side->model, entity))
        return false;
    const struct file *file = &side->model->files[side->model->entities[entity].file];
    const struct value *title = tree_value(&file->tree, side->model->entities[entity].node, TAG_TITLE);
    const char *text = file->source.bytes + title->start;
    uint32_t length = title->end - title->start;
    for (uint32_t i = 0; i < length; i++)
        if (text[i] != '\\' || i + 1 == length)
            key_put(&m->key, text + i, 1);
    return length > 0;
}

static const struct symbol *name_of(const struct side *side, uint32_t entity)
{
    const struct entity *at = &side->model->entities[entity];
    return at->name ? &side->model->units[at->unit].symbols->symbols[at->name] : NULL;
}

static bool is_number(const struct symbol *name)
{
    return name && name->text[0] >= '0' && name->text[0] <= '9';
}

static bool write_name(struct matching *m, struct side *side, uint32_t entity, uint32_t kind)
{
    const struct symbol *name = name_of(side, entity);
    uint32_t unit = unit_token(m, side, entity);
    if (!name || unit == NOBODY)
        return false;
    key_integer(&m->key, unit);
    key_integer(&m->key, kind);
    key_put(&m->key, name->text, name->length);
    return true;
}

bool like_name(struct matching *m, struct side *side, uint32_t entity)
{
    return write_name(m, side, entity, side->model->entities[entity].kind);
}

bool like_name_of_family(struct matching *m, struct side *side, uint32_t entity)
{
    return write_name(m, side, entity, like_family(side->model->entities[entity].kind));
}

/* The first bytes of the next word of a text that is long enough to mean something; ends of words are left out, where the same word
 * differs from itself. False at the end. */
static bool next_word(const char **text, const char **word, size_t *length)
{
    enum { LEAST = 4, MOST = 6 };
    while (**text) {
        *word = *text;
        while (**text && !strchr(" \t,.:;()/-\"", **text))
            ++*text;
        *length = (size_t)(*text - *word);
        *text += **text != '\0';
        if (*length >= LEAST) {
            *length = *length > MOST ? MOST : *length;
            return true;
        }
    }
    return false;
}

static bool has_word(const char *text, const char *word, size_t length)
{
    const char *other;
    size_t other_length;
    while (next_word(&text, &other, &other_length))
        if (other_length == length && (*other | 0x20) == (*word | 0x20) && memcmp(other + 1, word + 1, length - 1) == 0)
            return true;
    return false;
}

/* True when two titles have a word in common, or one of them none to compare by. */
static bool share_word(const char *one, const char *other)
{
    const char *at = one, *word;
    size_t length;
    bool any = false, found = false;
    for (int i = 0; i < MOST_WORDS && !found && next_word(&at, &word, &length); i++) {
        any = true;
        found = has_word(other, word, length);
    }
    return found || !any || !next_word(&other, &word, &length);
}

bool like_bears_its_number(const struct matching *m, uint32_t old, uint32_t new)
{
    struct side *was = &m->diff->old, *is = &m->diff->new;
    if (!is_number(name_of(is, new)) || !model_has_title(was->model, old) || !model_has_title(is->model, new))
        return true;
    enum language language = m->diff->language;
    return share_word(model_title(was->model, m->diff->arena, old, language),
                      model_title(is->model, m->diff->arena, new, language));
}

/* A number is where a thing stands in the plan, which is renumbered when something is put in before it. */
bool like_numbered_title(struct matching *m, struct side *side, uint32_t entity)
{
    const struct symbol *name = name_of(side, entity);
    uint32_t unit = unit_token(m, side, entity);
    if (unit == NOBODY || !is_number(name))
        return false;
    key_integer(&m->key, unit);
    key_integer(&m->key, side->model->entities[entity].kind);
    return write_title(m, side, entity);
}

/* With its number too: what has not been renumbered need not be the only one of its title. */
bool like_number_and_title(struct matching *m, struct side *side, uint32_t entity)
{
    return is_number(name_of(side, entity)) && like_name(m, side, entity) && write_title(m, side, entity);
}

/* What has no id of its own is known by its parent and its title. */
bool like_nameless(struct matching *m, struct side *side, uint32_t entity)
{
    if (side->model->entities[entity].name || !write_parent(m, side, entity))
        return false;
    key_integer(&m->key, side->model->entities[entity].kind);
    write_title(m, side, entity);
    return true;
}

bool like_title_in_parent(struct matching *m, struct side *side, uint32_t entity)
{
    if (!write_parent(m, side, entity))
        return false;
    key_integer(&m->key, side->model->entities[entity].kind);
    return write_title(m, side, entity);
}

bool like_title(struct matching *m, struct side *side, uint32_t entity)
{
    key_integer(&m->key, side->model->entities[entity].kind);
    return write_title(m, side, entity);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* All that its own lines say, whatever their order; false when that is too little to know it by. */
static bool write_content(struct matching *m, struct side *side, uint32_t entity)
{
    enum { LEAST_LINES = 2, MOST_LINES = 256 };
    const char *lines[MOST_LINES];
    uint32_t count = 0;
    const struct entity *at = &side->model->entities[entity];
    const struct tree *tree = &side->model->files[at->file].tree;
    uint64_t seen[(PROPERTY_COUNT + 63) / 64] = {0};
    for (uint32_t node = tree->nodes[at->node].property; node; node = tree->nodes[node].property) {
        enum property property = (enum property)tree->nodes[node].word;
        if (property == PROPERTY_TITLE_IN || (seen[property / 64] >> (property % 64)) & 1u)
            continue;
        seen[property / 64] |= (uint64_t)1 << (property % 64);
        struct items items = diff_items(side, &m->arena, entity, property);
        for (uint32_t i = 0; i < items.count && count < MOST_LINES; i++)
            lines[count++] = arena_format(&m->arena, "%d %s\n", (int)property, items.data[i].key);
        array_free(items.data);
    }
    if (count < LEAST_LINES)
        return false;
    qsort(lines, count, sizeof *lines, by_text);
    for (uint32_t i = 0; i < count; i++)
        key_text(&m->key, lines[i]);
    return true;
}

bool like_content_in_parent(struct matching *m, struct side *side, uint32_t entity)
{
    if (!write_parent(m, side, entity))
        return false;
    key_integer(&m->key, side->model->entities[entity].kind);
    return write_content(m, side, entity);
}

bool like_content(struct matching *m, struct side *side, uint32_t entity)
{
    key_integer(&m->key, side->model->entities[entity].kind);
    return write_content(m, side, entity);
}
