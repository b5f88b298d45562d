#include "prepared.h"

#include "embedded.h"

/* Of any other bytes, the empty row at the end. */
static const struct prepared_file *find_file(const char *bytes)
{
    uint32_t number = 0;
    while (stdlib_files[number].path && stdlib_files[number].bytes != bytes)
        number++;
    return &prepared_files[number];
}

bool prepared_tree(struct tree *tree, const struct source *source)
{
    const struct prepared_file *file = find_file(source->bytes);
    if (!file->tree.node_count)
        return false;
    *tree = file->tree;
    symbol_init(&tree->symbols, file->name_count + 1);
    for (uint32_t i = 0; i < file->name_count; i++) {
        const char *text = source->bytes + file->names[i].start;
        uint32_t length = file->names[i].length;
        struct symbol symbol = {text, length, symbol_hash(text, length)};
        symbol_intern_hashed(&tree->symbols, &symbol);
    }
    return true;
}

bool prepared_expression(struct expression *expression, const struct expression_text *text, enum expression_form form)
{
    const struct prepared_file *file = find_file(text->bytes);
    uint32_t from = 0, to = file->expression_count;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (file->expressions[middle].start < text->start)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == file->expression_count)
        return false;
    const struct prepared_expression *found = &file->expressions[from];
    if (found->start != text->start || found->end != text->end || found->form != form)
        return false;
    *expression = (struct expression){
        .nodes = (struct syntax *)(uintptr_t)&file->nodes[found->nodes], .count = found->count, .root = found->root};
    return true;
}
