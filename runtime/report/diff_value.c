/* diff_value.c: what the lines of a property say, whatever their order, layout and language. A list of names is the names
 * in it, on however many lines; anything else is its line. */
#include "diff.h"

#include "blank.h"
#include "key.h"

#include <stdlib.h>
#include <string.h>

/* ---- keys of values ---------------------------------------------------------------------------------------------- */

static void put_string(struct key *key, const char *text, uint32_t length)
{
    for (uint32_t i = 0; i < length; i++)
        if (text[i] != '\\' || i + 1 == length || (text[i + 1] != '"' && text[i + 1] != '\\'))
            key_put(key, text + i, 1);
        else
            key_put(key, text + ++i, 1);
}

/* The words of an expression by their rows in the table of words, so that it says the same in all languages. */
static void put_expression(const struct model *model, struct key *key, const char *text, uint32_t length)
{
    enum { ANY_CLASS = (CLASS_PLURAL << 1) - 1 };
    const char *at = text, *end = text + length;
    struct lexicon_match match;
    while (at < end) {
        const char *start = at;
        if (*at == '"') {
            for (at++; at < end && *at != '"'; at++)
                at += *at == '\\' && at + 1 < end;
            at += at < end;
            key_put(key, start, (size_t)(at - start));
        } else if (blank_length(at, 0, (uint32_t)(end - at))) {
            at += blank_skip(at, 0, (uint32_t)(end - at));
            key_text(key, " ");
        } else if (lexicon_longest(&model->tables->lexicon, at, end, ANY_CLASS, ~0u, &match)) {
            at += match.length;
            key_text(key, match.keyword->name);
        } else {
            while (at < end && !strchr("\"().,=<>!+*/", *at) && !blank_length(at, 0, (uint32_t)(end - at)))
                at++;
            at += at == start;
            key_put(key, start, (size_t)(at - start));
        }
    }
}

static void put_date(const struct model *model, uint32_t unit, struct key *key, struct date date)
{
    moment_place(model, unit, &date);
    key_integer(key, date.first);
    key_integer(key, date.last);
}

static void put_value(struct side *side, struct key *key, uint32_t unit, struct stated line, const struct value *value)
{
    const struct model *model = side->model;
    uint32_t length, target;
    const char *text = model_text(model, line.file, value, &length);
    key_integer(key, value->tag);
    key_text(key, value->flags & VALUE_UNCERTAIN ? "?" : "");
    switch (value->type) {
    case VALUE_REFERENCE:
    case VALUE_NAME:
        target = value->type == VALUE_REFERENCE ? model_target(model, line, value) : 0;
        if (target) {
            key_text(key, "@");
            key_text(key, model_identity(model, target));
        } else {
            const struct symbol *name = &model->files[line.file].tree.symbols.symbols[value->symbol];
            key_put(key, name->text, name->length);
        }
        break;
    case VALUE_STRING: put_string(key, text, length); break;
    case VALUE_TEXT: key_words(key, text, length); break;
    case VALUE_DATE: put_date(model, unit, key, value->date); break;
    case VALUE_NUMBER: key_number(key, value->number); break;
    case VALUE_TERM: key_integer(key, value->symbol); break;
    case VALUE_EVERY:
        key_number(key, value->number);
        key_integer(key, value->unit);
        break;
    case VALUE_CONDITION: key_integer(key, value->unit); break;
    case VALUE_EXPRESSION: put_expression(model, key, text, length); break;
    case VALUE_NONE: key_text(key, "–"); break;
    case VALUE_UNDECIDED: key_text(key, "?"); break;
    default: key_put(key, text, length);
    }
    key_text(key, "\x1f");
}

/* ---- what people and machines are told ------------------------------------------------------------------------------ */

/* What a line says, as it is written, on one line. */
static const char *line_text(const struct side *side, struct arena *arena, struct stated line)
{
    const struct file *file = &side->model->files[line.file];
    const struct node *node = &file->tree.nodes[line.node];
    const char *bytes = file->source.bytes;
    uint32_t start = node->start + (node->flags & NODE_CELL ? 0u : node->head_length), end = node->end, count;
    const struct value *values = model_values(side->model, line, &count);
    if (count == 1 && (values->type == VALUE_STRING || values->type == VALUE_TEXT)) {
        start = values->start;
        end = values->end;
    }
    struct key key = {0};
    key_words(&key, bytes + start, end > start ? end - start : 0);
    const char *text = key_copy(&key, arena);
    key_free(&key);
    return text;
}

/* A name in a list: an identity for machines, its title for people. */
static struct telling name_told(struct side *side, struct arena *arena, struct stated line, const struct value *value)
{
    uint32_t target = value->type == VALUE_REFERENCE ? model_target(side->model, line, value) : 0, length;
    const char *mark = value->flags & VALUE_UNCERTAIN ? "?" : "";
    if (target) {
        struct cell cell = cells_entity(&side->filling, target);
        return (struct telling){cell.text, arena_format(arena, "%s%s", cell.label ? cell.label : cell.text, mark)};
    }
    const char *text = model_text(side->model, line.file, value, &length);
    text = arena_format(arena, "%.*s%s", (int)length, text, mark);
    return (struct telling){text, NULL};
}

/* ---- items ---------------------------------------------------------------------------------------------------------- */

/* True when the line is a list in which each thing stands for itself. */
static bool is_list(enum property property)
{
    switch (property_row(property)->shape) {
    case SHAPE_REFERENCES:
    case SHAPE_NOTED_REFERENCES:
    case SHAPE_CODES:
    case SHAPE_VALUES:
    case SHAPE_SECTOR:
    case SHAPE_DATES: return true;
    default: return false;
    }
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const struct item *)a)->key, ((const struct item *)b)->key);
}

static void read_line(struct side *side, struct arena *arena, uint32_t unit, struct stated line, bool list,
                      struct items *items)
{
    struct key key = {0};
    uint32_t count;
    const struct value *values = model_values(side->model, line, &count);
    for (uint32_t i = 0, next; i < count || !i; i = next) {
        key_clear(&key);
        next = i;
        do {
            if (next < count)
                put_value(side, &key, unit, line, &values[next]);
            next++;
        } while (next < count && !(list && values[next].tag == TAG_NONE));
        struct item item = {.key = key_copy(&key, arena), .line = line, .place = items->count};
        bool whole = i == 0 && next >= count && !(list && count && values->type == VALUE_REFERENCE);
        item.telling = whole ? (struct telling){line_text(side, arena, line), NULL}
                             : name_told(side, arena, line, &values[i]);
        ARRAY_PUSH(items, data, count, capacity, item);
    }
    key_free(&key);
}

struct items diff_items(struct side *side, struct arena *arena, uint32_t entity, enum property property)
{
    struct items items = {0};
    uint32_t unit = side->model->entities[entity].unit;
    bool list = is_list(property);
    for (struct stated line = model_property(side->model, entity, property); line.node;
         line = model_next_property(side->model, line))
        read_line(side, arena, unit, line, list, &items);
    if (items.count > 1)
        array_sort(items.data, items.count, sizeof *items.data, by_key);
    return items;
}

bool diff_items_same(const struct items *one, const struct items *other)
{
    bool same = one->count == other->count;
    for (uint32_t i = 0; same && i < one->count; i++)
        same = strcmp(one->data[i].key, other->data[i].key) == 0;
    return same;
}

void diff_items_differing(struct items *one, struct items *other)
{
    uint32_t i = 0, k = 0, left = 0, right = 0; /* both are sorted by key */
    while (i < one->count || k < other->count) {
        int order = i == one->count ? 1 : k == other->count ? -1 : strcmp(one->data[i].key, other->data[k].key);
        if (order < 0)
            one->data[left++] = one->data[i++];
        else if (order > 0)
            other->data[right++] = other->data[k++];
        else
            i++, k++;
    }
    one->count = left;
    other->count = right;
}

static int by_place(const void *a, const void *b)
{
    const struct item *x = a, *y = b;
    return x->place < y->place ? -1 : x->place > y->place;
}

struct telling diff_items_told(struct arena *arena, const struct items *items)
{
    struct telling told = {0};
    if (!items->count)
        return told;
    uint32_t capacity = 0;
    struct item *sorted = array_grow(NULL, &capacity, items->count, sizeof *sorted);
    memcpy(sorted, items->data, items->count * sizeof *sorted);
    qsort(sorted, items->count, sizeof *sorted, by_place);
    struct key text = {0}, label = {0};
    for (uint32_t i = 0; i < items->count; i++) {
        const struct telling *one = &sorted[i].telling;
        key_text(&text, i ? "; " : "");
        key_text(&text, one->text);
        key_text(&label, i ? ", " : "");
        key_text(&label, one->label ? one->label : one->text);
    }
    told = (struct telling){key_copy(&text, arena), key_copy(&label, arena)};
    key_free(&text);
    key_free(&label);
    array_free(sorted);
    return told;
}
