/* uses.c: `bruk`: which libraries a plan asks for, and which those bring in. */
#include "link.h"
#include "nearest.h"
#include "scope.h"

#include <string.h>

static const char STANDARD[] = "std/";

const struct embedded *link_standard_library(const char *name, uint32_t length)
{
    size_t prefix = sizeof STANDARD - 1, folder = strlen("stdlib/"), ending = strlen(".plan");
    if (length <= prefix || memcmp(name, STANDARD, prefix) != 0)
        return NULL;
    for (const struct embedded *file = stdlib_files; file->path; file++)
        if (strlen(file->path) == folder + (length - prefix) + ending &&
            memcmp(file->path + folder, name + prefix, length - prefix) == 0)
            return file;
    return NULL;
}

const struct file *link_library_file(const struct model *model, const struct embedded *library)
{
    for (uint32_t i = 0; i < model->library_count; i++)
        if (model->files[model->first_library + i].source.path == library->path)
            return &model->files[model->first_library + i];
    return NULL;
}

const struct symbol *link_used_name(const struct tree *tree, uint32_t use)
{
    const struct node *node = &tree->nodes[tree->uses[use]];
    return node->value_count ? &tree->symbols.symbols[tree->values[node->values].symbol] : NULL;
}

static void report_unknown_library(struct unit *unit, uint32_t number, const struct tree *tree, uint32_t use)
{
    const struct value *value = &tree->values[tree->nodes[tree->uses[use]].values];
    const struct symbol *name = link_used_name(tree, use);
    struct diag_list *list = &unit->diagnostics;
    struct nearest nearest;
    nearest_begin(&nearest, name->text, name->length);
    struct arena *arena = list->arena;
    for (const struct embedded *file = stdlib_files; file->path; file++) {
        size_t length = strlen(file->path) - strlen("stdlib/") - strlen(".plan");
        const char *candidate = arena_format(arena, "std/%.*s", (int)length, file->path + strlen("stdlib/"));
        nearest_try(&nearest, candidate, strlen(candidate), candidate, (uint32_t)(file - stdlib_files));
        nearest_try(&nearest, candidate + 4, length, candidate, (uint32_t)(file - stdlib_files));
    }
    struct diagnostic *diagnostic = diag_add(list, DIAG_UNKNOWN_LIBRARY,
                                             (struct span){number, value->start, value->end});
    diagnostic->arguments[0] = diag_text(name->text, name->length);
    static const char *const without[] = {
        "Standardbibliotekene heter `std/…`; egne biblioteker har en fil som begynner med `bibliotek NAVN`.",
        "Standardbiblioteka heiter `std/…`; eigne bibliotek har ei fil som byrjar med `bibliotek NAMN`.",
        "The standard libraries are called `std/…`; your own have a file that begins with `library NAME`."};
    diagnostic->arguments[1] = nearest.match ? diag_did_you_mean(arena, nearest.match) : diag_phrase(without);
    if (nearest.match)
        diag_add_fix(list, diagnostic, diagnostic->span, nearest.match, nearest_is_sure(&nearest), PHRASE_DID_YOU_MEAN);
}

static void add_use(struct unit *unit, uint32_t used)
{
    for (uint32_t i = 0; i < unit->use_count; i++)
        if (unit->uses[i] == used)
            return;
    ARRAY_PUSH(unit, uses, use_count, use_capacity, used);
}

void link_uses(struct model *model, struct unit *unit)
{
    for (uint32_t f = 0; f < unit->file_count; f++) {
        const struct tree *tree = &model->files[unit->files[f]].tree;
        for (uint32_t i = 0; i < tree->use_count; i++) {
            const struct symbol *name = link_used_name(tree, i);
            if (!name)
                continue;
            const struct embedded *library = link_standard_library(name->text, name->length);
            uint32_t used = library ? 0 : model_find_unit(model, name->text, name->length);
            const struct file *file = library ? link_library_file(model, library) : NULL;
            used = file ? file->unit : used;
            if (!used || model->units[used].kind != KIND_LIBRARY) {
                report_unknown_library(unit, unit->files[f], tree, i);
                continue;
            }
            add_use(unit, used);
        }
    }
    unit->direct_use_count = unit->use_count;
}

void link_pass_on_uses(struct model *model)
{
    enum { MOST_PASSED_ON = 64 }; /* so that a long chain of libraries costs each plan no more than this */
    for (uint32_t u = 1; u < model->unit_count; u++) {
        struct unit *unit = &model->units[u];
        uint32_t most = unit->direct_use_count + MOST_PASSED_ON;
        for (uint32_t i = 0; i < unit->use_count; i++) {
            const struct unit *used = &model->units[unit->uses[i]];
            for (uint32_t k = 0; k < used->direct_use_count && unit->use_count < most; k++)
                if (used->uses[k] != u)
                    add_use(unit, used->uses[k]);
        }
    }
}
