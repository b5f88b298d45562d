#include "prepared.h"

#include "embedded.h"

bool prepared_tree(struct tree *tree, const struct source *source)
{
    uint32_t number = 0;
    while (stdlib_files[number].path && stdlib_files[number].bytes != source->bytes)
        number++;
    const struct prepared_file *file = &prepared_files[number]; /* of any other source, the empty row at the end */
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
