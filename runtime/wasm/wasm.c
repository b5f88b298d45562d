#include "wasm.h"

#include "findings.h"
#include "prepared.h"
#include "rules.h"

#include <string.h>

struct document {
    char *path;
    enum wasm_kind kind;
    struct file file; /* of data, its bytes alone */
};

struct wasm_workspace {
    struct document *documents; /* in the order of paths, as a folder's files are */
    uint32_t count, capacity;
    char *room;
    uint32_t room_size;
    struct writer json;
};

struct wasm_workspace *wasm_open(void)
{
    return array_zeroed(1, sizeof(struct wasm_workspace));
}

static void forget(struct document *document)
{
    file_free(&document->file);
    array_free(document->path);
}

static void close_room(struct wasm_workspace *workspace)
{
    array_free(workspace->room);
    workspace->room = NULL;
    workspace->room_size = 0;
}

void wasm_close(struct wasm_workspace *workspace)
{
    for (uint32_t i = 0; i < workspace->count; i++)
        forget(&workspace->documents[i]);
    array_free(workspace->documents);
    close_room(workspace);
    writer_free(&workspace->json);
    array_free(workspace);
}

/* ---- documents ---------------------------------------------------------------------------------------------------- */

char *wasm_room(struct wasm_workspace *workspace, uint32_t size)
{
    close_room(workspace);
    workspace->room = array_grow(NULL, &(uint32_t){0}, size, 1);
    workspace->room_size = size;
    return workspace->room;
}

static char *copy_of(const char *bytes, uint32_t length)
{
    char *copy = array_grow(NULL, &(uint32_t){0}, length + 1, 1);
    memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

/* The place of a path among the documents, or where it would stand. */
static uint32_t place_of(const struct wasm_workspace *workspace, const char *path, bool *found)
{
    uint32_t low = 0, high = workspace->count;
    *found = false;
    while (low < high && !*found) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(workspace->documents[middle].path, path);
        *found = order == 0;
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
    }
    return *found ? high : low;
}

/* Makes a place among the documents. */
static void insert(struct wasm_workspace *workspace, uint32_t place)
{
    struct document none = {.path = NULL};
    ARRAY_PUSH(workspace, documents, count, capacity, none);
    struct document *at = workspace->documents + place;
    memmove(at + 1, at, (workspace->count - 1 - place) * sizeof *at);
}

bool wasm_put(struct wasm_workspace *workspace, enum wasm_kind kind, uint32_t path_length, uint32_t length)
{
    bool fits = path_length <= workspace->room_size && length <= workspace->room_size - path_length;
    bool is_large = length > (kind == WASM_DATA ? (uint32_t)DATA_MOST_BYTES : WASM_LONGEST_PLAN);
    if (!fits || is_large || (kind != WASM_PLAN && kind != WASM_DATA))
        return false;
    bool found;
    struct document document = {.path = copy_of(workspace->room, path_length), .kind = kind};
    struct file *file = &document.file;
    file->bytes = copy_of(workspace->room + path_length, length);
    file->source = (struct source){.path = document.path, .bytes = file->bytes, .length = length};
    close_room(workspace);
    if (kind == WASM_PLAN)
        file_parse(file, 0, &prepared_tables);
    file->diagnostics.arena = NULL; /* nothing more is said of it, and documents move */
    uint32_t place = place_of(workspace, document.path, &found);
    if (found)
        forget(&workspace->documents[place]);
    else
        insert(workspace, place);
    workspace->documents[place] = document;
    return true;
}

bool wasm_remove(struct wasm_workspace *workspace, uint32_t path_length)
{
    if (path_length > workspace->room_size)
        return false;
    bool found;
    char *path = copy_of(workspace->room, path_length);
    uint32_t place = place_of(workspace, path, &found);
    array_free(path);
    if (!found)
        return false;
    struct document *at = workspace->documents + place;
    forget(at);
    workspace->count--;
    memmove(at, at + 1, (workspace->count - place) * sizeof *at);
    return true;
}

/* ---- data files --------------------------------------------------------------------------------------------------- */

/* A path without `.`, `..` and slashes behind each other, as the documents' paths are; NULL when it leads out of them. */
static char *plain_path(struct arena *arena, const char *path)
{
    char *plain = arena_alloc(arena, strlen(path) + 1), *end = plain;
    for (size_t step; *path; path += step) {
        size_t length = strcspn(path, "/");
        step = length + (path[length] == '/');
        if (length == 2 && memcmp(path, "..", 2) == 0) {
            if (end == plain)
                return NULL;
            for (end--; end > plain && end[-1] != '/';)
                end--;
        } else if (length && (length != 1 || *path != '.')) {
            memcpy(end, path, step);
            end += step;
        }
    }
    *end = '\0';
    return plain;
}

/* The data file that a line of a plan names, by its place; workspace->count when it was not given. `*path` is
 * then as model_data_path has it. */
static uint32_t named_by(const struct wasm_workspace *workspace, struct model *model, const struct data_line *line,
                         const char **path)
{
    bool found = false;
    *path = model_data_path(model, line, &model->arena);
    const char *plain = *path ? plain_path(&model->arena, *path) : NULL;
    uint32_t place = plain ? place_of(workspace, plain, &found) : 0;
    return found && workspace->documents[place].kind == WASM_DATA ? place : workspace->count;
}

/* Gives the linked model the data files that its plans name, each once, in the order in which they are named. */
static void give_data(const struct wasm_workspace *workspace, struct model *model)
{
    uint32_t *numbers = array_zeroed(workspace->count + 1, sizeof *numbers);
    uint32_t *places = array_zeroed(model->data_line_count + 1, sizeof *places), count = 0;
    for (uint32_t i = 0; i < model->data_line_count; i++) {
        struct data_line *line = &model->data_lines[i];
        const char *path;
        uint32_t place = named_by(workspace, model, line, &path);
        if (place < workspace->count && !numbers[place]) {
            numbers[place] = model_add_data(model, path);
            places[count++] = place;
        }
        line->source = numbers[place];
    }
    if (count)
        model_share_data(model);
    for (uint32_t i = 0; i < count; i++) {
        const struct source *source = &workspace->documents[places[i]].file.source;
        model_give_data(model, numbers[places[i]], copy_of(source->bytes, source->length), source->length);
    }
    array_free(numbers);
    array_free(places);
}

/* ---- findings ------------------------------------------------------------------------------------------------------ */

static void link_all(const struct wasm_workspace *workspace, struct model *model)
{
    model_init(model, &PARALLEL_SERIAL);
    for (uint32_t i = 0; i < workspace->count; i++)
        if (workspace->documents[i].kind == WASM_PLAN)
            model_lend_file(model, &workspace->documents[i].file);
    model_link(model);
    give_data(workspace, model);
}

const char *wasm_check(struct wasm_workspace *workspace, int32_t day, enum language language)
{
    if (day < date_day(1000, 1, 1) || day > date_day(9999, 12, 31) || (uint32_t)language >= LANGUAGE_COUNT)
        return NULL;
    struct model model;
    link_all(workspace, &model);
    struct rules *rules = rules_open(&model, language);
    check_run(&model, day);
    rules_run(rules, day);
    struct findings findings = {.model = &model, .language = language, .as_of = day};
    struct diagnostic *found = check_collect(&model, day, &findings.count);
    struct fingerprint *fingerprints = check_fingerprints(&model, found, findings.count);
    findings.data = found;
    findings.fingerprints = fingerprints;
    writer_free(&workspace->json);
    findings_json(&workspace->json, &findings);
    array_free(fingerprints);
    array_free(found);
    rules_free(rules);
    model_free(&model);
    return writer_string(&workspace->json);
}

uint32_t wasm_length(const struct wasm_workspace *workspace)
{
    return workspace->json.count;
}
