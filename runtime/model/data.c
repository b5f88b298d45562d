/* data.c: the `data` lines, the files they name and the datasets they share. The host finds and reads the files. */
#include "link.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- lines ---------------------------------------------------------------------------------------------------------- */

/* A quoted name with `\"` and `\\` undone. */
static const char *unescaped(struct arena *arena, const char *text, uint32_t length)
{
    char *copy = arena_copy(arena, text, length), *to = copy;
    for (uint32_t i = 0; i < length; i++) {
        bool escape = text[i] == '\\' && i + 1 < length && (text[i + 1] == '"' || text[i + 1] == '\\');
        *to++ = text[i += escape];
    }
    *to = '\0';
    return copy;
}

static void add_line(struct model *model, uint32_t entity, struct stated stated)
{
    const struct value *name = model_value(model, stated, TAG_NONE);
    if (!name || name->type != VALUE_STRING)
        return;
    uint32_t length;
    const char *text = model_text(model, stated.file, name, &length);
    struct data_line line = {.file = stated.file,
                             .node = stated.node,
                             .entity = entity,
                             .name = unescaped(&model->arena, text, length),
                             .span = {stated.file, name->start, name->end}};
    ARRAY_PUSH(model, data_lines, data_line_count, data_line_capacity, line);
}

static int by_place(const void *a, const void *b)
{
    const struct data_line *x = a, *y = b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

static void list_file(struct model *model, const struct file *file)
{
    for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++) {
        const struct entity *entity = &model->entities[e];
        bool may = ((entity->states >> (PROPERTY_DATA % 64)) & 1u) && KIND_IN(entity->kind, OF(INDICATOR) | OF(TARGET));
        for (uint32_t n = may ? tree_property(&file->tree, entity->node, PROPERTY_DATA) : 0; n;
             n = tree_next_property(&file->tree, n))
            add_line(model, e, (struct stated){entity->file, n});
    }
}

void link_data_lines(struct model *model)
{
    for (uint32_t f = 0; f < model->file_count; f++)
        if (model->files[f].data_lines && !model->files[f].builtin)
            list_file(model, &model->files[f]);
    if (model->data_line_count > 1)
        qsort(model->data_lines, model->data_line_count, sizeof *model->data_lines, by_place);
}

struct diagnostic *model_refuse_data(struct model *model, const struct data_line *line, enum diag_code code)
{
    struct file *file = &model->files[line->file];
    file->diagnostics.arena = &file->arena; /* files may have moved since they were parsed */
    struct diagnostic *diagnostic = diag_add(&file->diagnostics, code, line->span);
    diagnostic->arguments[0] = diag_string(line->name);
    diagnostic->declaration = line->entity;
    diagnostic->property = PROPERTY_DATA;
    return diagnostic;
}

/* ---- files ----------------------------------------------------------------------------------------------------------- */

const char *model_data_path(const struct model *model, const struct data_line *line, struct arena *arena)
{
    const char *plan = model->files[line->file].source.path, *behind = strrchr(plan, '/'), *name = line->name;
    if (*name == '/' || !*name)
        return NULL;
    while (name[0] == '.' && name[1] == '/') {
        name += 2;
        name += strspn(name, "/");
    }
    return arena_format(arena, "%.*s%s", behind ? (int)(behind + 1 - plan) : 0, plan, name);
}

uint32_t model_add_data(struct model *model, const char *path)
{
    assert(model->file_count < model->file_capacity); /* reserved when it was linked: files must stay where they are */
    uint32_t number = model_add_file(model, path, NULL, 0, NULL);
    struct file *file = &model->files[number];
    file->data = true;
    file->diagnostics.arena = &file->arena;
    if (!model->first_data_file)
        model->first_data_file = number; /* never 0: a plan comes before it */
    return number;
}

void model_share_data(struct model *model)
{
    uint32_t files = model->first_data_file ? model->file_count - model->first_data_file : 0, capacity = 0, total = 0;
    uint32_t *first = array_grow(NULL, &capacity, files + 2, sizeof *first);
    memset(first, 0, (files + 2) * sizeof *first);
    capacity = 0;
    model->lines_of_data = array_grow(NULL, &capacity, model->data_line_count + 1, sizeof *model->lines_of_data);
    model->first_of_data = first;
    for (uint32_t i = 0; i < model->data_line_count; i++) {
        const struct data_line *line = &model->data_lines[i];
        if (!line->source)
            continue;
        first[line->source - model->first_data_file + 2]++;
        if (!model->files[line->source].unit) /* what is said of the file is said in the plan that names it first */
            model->files[line->source].unit = model->files[line->file].unit;
    }
    for (uint32_t f = 0; f < files; f++)
        first[f + 2] = total += first[f + 2];
    for (uint32_t i = 0; i < model->data_line_count; i++)
        if (model->data_lines[i].source)
            model->lines_of_data[first[model->data_lines[i].source - model->first_data_file + 1]++] = i;
}

/* ---- requests -------------------------------------------------------------------------------------------------------- */

static enum data_role role_of(enum term term)
{
    switch (term) {
    case QUANTITY_COLUMN_DATE: return DATA_DATE;
    case QUANTITY_COLUMN_VALUE: return DATA_VALUE;
    case QUANTITY_COLUMN_GROUP: return DATA_GROUP;
    case QUANTITY_COLUMN_AREA: return DATA_AREA;
    case DATE_KNOWN: return DATA_KNOWN;
    case QUANTITY_OF: return DATA_OUT_OF;
    case DATE_UNKNOWN: return DATA_UNKNOWN;
    default: return DATA_FILTER;
    }
}

static const char *text_of(const struct model *model, struct arena *arena, const struct data_line *line,
                           const struct value *value, uint32_t *length)
{
    const char *text = model_text(model, line->file, value, length);
    if (value->type != VALUE_STRING || !memchr(text, '\\', *length))
        return text;
    text = unescaped(arena, text, *length);
    *length = (uint32_t)strlen(text);
    return text;
}

/* `dato=år`, `kjønn=1`: pairs of values behind the file's name. */
static struct data_request request_of(const struct model *model, struct arena *arena, const struct data_line *line)
{
    uint32_t count;
    const struct node *node = &model->files[line->file].tree.nodes[line->node];
    const struct value *values = model_values(model, (struct stated){line->file, line->node}, &count);
    struct data_choice *choices = arena_alloc(arena, (count + 1) * sizeof *choices);
    struct data_request request = {
        .choices = choices, .span = {line->file, node->start, node->end}, .declaration = line->entity};
    for (uint32_t i = 0; i + 1 < count; i++) {
        if (values[i].tag != TAG_COLUMN)
            continue;
        struct data_choice *choice = &choices[request.choice_count++];
        const struct value *column = &values[i], *other = &values[i + 1];
        choice->role = column->type == VALUE_TERM ? role_of((enum term)column->symbol) : DATA_FILTER;
        if (choice->role != DATA_FILTER)
            column = other;
        choice->name = text_of(model, arena, line, column, &choice->name_length);
        choice->name_span = (struct span){line->file, column->start, column->end};
        choice->name_quoted = column->type == VALUE_STRING;
        choice->wanted_quoted = other->type == VALUE_STRING;
        if (choice->role == DATA_FILTER)
            choice->wanted = text_of(model, arena, line, other, &choice->wanted_length);
        choice->wanted_span = (struct span){line->file, other->start, other->end};
    }
    return request;
}

/* The requests of one file, each once. */
struct requests {
    struct data_request *data;
    uint32_t count, capacity;
    uint32_t *buckets, mask;
};

/* The number of a request among those that differ. */
static uint32_t add_request(struct requests *requests, const struct data_request *request)
{
    uint32_t at = data_request_hash(request) & requests->mask;
    while (requests->buckets[at] && !data_request_same(&requests->data[requests->buckets[at] - 1], request))
        at = (at + 1) & requests->mask;
    if (!requests->buckets[at]) {
        ARRAY_PUSH(requests, data, count, capacity, *request);
        requests->buckets[at] = requests->count;
    }
    return requests->buckets[at] - 1;
}

static void answer(struct model *model, uint32_t number, bool windows_1252)
{
    struct file *file = &model->files[number];
    uint32_t place = number - model->first_data_file, from = model->first_of_data[place];
    uint32_t count = model->first_of_data[place + 1] - from;
    const uint32_t *lines = model->lines_of_data + from;
    struct requests requests = {.mask = 7};
    while (requests.mask < count * 2)
        requests.mask = requests.mask * 2 + 1;
    requests.buckets = arena_alloc(&file->arena, (requests.mask + 1) * sizeof *requests.buckets);
    uint32_t *of_line = arena_alloc(&file->arena, (count + 1) * sizeof *of_line);
    for (uint32_t i = 0; i < count; i++) {
        struct data_request request = request_of(model, &file->arena, &model->data_lines[lines[i]]);
        of_line[i] = add_request(&requests, &request);
    }
    struct dataset *datasets = arena_alloc(&file->arena, (requests.count + 1) * sizeof *datasets);
    struct data_file data = {.bytes = file->source.bytes,
                             .length = file->source.length,
                             .number = number,
                             .windows_1252 = windows_1252,
                             .arena = &file->arena,
                             .diagnostics = &file->diagnostics};
    dataset_read(&data, requests.data, datasets, requests.count);
    for (uint32_t i = 0; i < count; i++)
        model->data_lines[lines[i]].dataset = datasets[of_line[i]].failed ? NULL : &datasets[of_line[i]];
    for (uint32_t i = 0; i < file->diagnostics.count; i++)
        file->diagnostics.data[i].property = PROPERTY_DATA;
    array_free(requests.data);
}

void model_give_data(struct model *model, uint32_t number, char *bytes, uint32_t length)
{
    struct file *file = &model->files[number];
    if (!bytes)
        return;
    bool windows_1252 = data_decode(&bytes, &length);
    file->bytes = bytes;
    file->source.bytes = bytes;
    file->source.length = length;
    answer(model, number, windows_1252);
}

static const struct data_line *find_line(const struct model *model, struct stated stated)
{
    uint32_t low = 0, high = model->data_line_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct data_line *line = &model->data_lines[middle];
        if (line->file < stated.file || (line->file == stated.file && line->node < stated.node))
            low = middle + 1;
        else
            high = middle;
    }
    const struct data_line *found = low < model->data_line_count ? &model->data_lines[low] : NULL;
    return found && found->file == stated.file && found->node == stated.node ? found : NULL;
}

const struct dataset *model_dataset(const struct model *model, struct stated line)
{
    const struct data_line *found = find_line(model, line);
    return found ? found->dataset : NULL;
}

uint32_t model_data_file(const struct model *model, struct stated line)
{
    const struct data_line *found = find_line(model, line);
    return found && found->dataset ? found->source : 0;
}
