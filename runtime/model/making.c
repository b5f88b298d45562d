/* making.c: a model and its files, from nothing to nothing. */
#include "link.h"
#include "prepared.h"
#include "scope.h"

#include <string.h>

static void each_serially(const struct parallel *parallel, uint32_t count, void (*body)(void *, uint32_t),
                          void *context)
{
    (void)parallel;
    for (uint32_t i = 0; i < count; i++)
        body(context, i);
}

const struct parallel PARALLEL_SERIAL = {each_serially, NULL};

static struct settings unset_settings(void)
{
    struct settings settings = {.most_share = -1, .soon_days = -1};
    memset(settings.severity, -1, sizeof settings.severity);
    return settings;
}

void model_init(struct model *model, const struct parallel *parallel)
{
    *model = (struct model){.parallel = parallel};
    model->settings = model->command_line = unset_settings();
    model->diagnostics.arena = &model->arena;
    model->tables = &prepared_tables;
    symbol_init(&model->unit_names, 64);
    struct unit none = {0};
    ARRAY_PUSH(model, units, unit_count, unit_capacity, none);
}

void file_free(struct file *file)
{
    if (!file->lent)
        tree_free(&file->tree);
    source_free(&file->source);
    if (!file->builtin && !file->lent)
        array_free(file->bytes);
    array_free(file->diagnostics.data);
    array_free(file->entity_of);
    array_free(file->declared);
    array_free(file->targets);
    arena_free(&file->arena);
}

void model_free(struct model *model)
{
    for (uint32_t u = 0; u < model->unit_count; u++) {
        struct unit *unit = &model->units[u];
        if (unit->scope)
            scope_free(unit->scope);
        array_free(unit->files);
        array_free(unit->uses);
        array_free(unit->relations);
        array_free(unit->diagnostics.data);
        arena_free(&unit->arena);
    }
    for (uint32_t f = 0; f < model->file_count; f++)
        file_free(&model->files[f]);
    symbol_free(&model->unit_names);
    array_free(model->unit_of_name);
    array_free(model->data_lines);
    array_free(model->lines_of_data);
    array_free(model->first_of_data);
    array_free(model->files);
    array_free(model->units);
    array_free(model->entities);
    array_free(model->diagnostics.data);
    arena_free(&model->arena);
}

uint32_t model_add_file(struct model *model, const char *path, char *bytes, uint32_t length, const char *unreadable)
{
    struct file file = {.bytes = bytes,
                        .unreadable = unreadable,
                        .source = {.path = path, .bytes = bytes ? bytes : "", .length = length}};
    ARRAY_PUSH(model, files, file_count, file_capacity, file);
    return model->file_count - 1;
}

static uint32_t only_number(void *context, uint32_t file)
{
    (void)file; /* what is said of a file that stands alone is said of it alone */
    return *(uint32_t *)context;
}

uint32_t model_lend_file(struct model *model, const struct file *parsed)
{
    uint32_t number = model_add_file(model, parsed->source.path, parsed->bytes, parsed->source.length,
                                     parsed->unreadable);
    struct file *file = &model->files[number];
    const struct diag_files files = {only_number, &number};
    file->lent = true;
    file->tree = parsed->tree;
    link_declare(file, number);
    for (uint32_t i = 0; i < parsed->diagnostics.count; i++) {
        struct diagnostic copy = diag_copy(&file->arena, &parsed->diagnostics.data[i], &files);
        ARRAY_PUSH(&file->diagnostics, data, count, capacity, copy);
    }
    return number;
}
