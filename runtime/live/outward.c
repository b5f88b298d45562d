/* outward.c: by which names one document may lead to another. Rather too many than too few: what is taken for a name and is
 * none makes neighbours of documents that are strangers, and costs time only. */
#include "live_parts.h"

#include "embedded.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_PATH = 128 }; /* of a standard library's file */

/* ---- reading ---------------------------------------------------------------------------------------------------- */

/* The unit of `unit/name`. */
static void add_prefix(struct symbol_table *beyond, const char *text, uint32_t length)
{
    const char *slash = memchr(text, '/', length);
    if (slash && slash > text)
        symbol_intern(beyond, text, (uint32_t)(slash - text));
}

static void add_text(struct symbol_table *beyond, const char *text, uint32_t length)
{
    if (length)
        symbol_intern(beyond, text, length);
    add_prefix(beyond, text, length);
}

/* A name in quotation marks is looked up as well, and the name of a rule is not always a symbol. */
static bool is_looked_up(const struct node *node, const struct value *value)
{
    return value->type == VALUE_STRING || node->word == PROPERTY_EXCEPTION || node->word == PROPERTY_RULE_SETTING;
}

static void read_values(struct document *document, const struct node *node)
{
    const struct file *file = &document->file;
    for (uint32_t v = 0; v < node->value_count; v++) {
        const struct value *value = &file->tree.values[node->values + v];
        if (is_looked_up(node, value))
            add_text(&document->beyond, file->source.bytes + value->start, value->end - value->start);
    }
}

void outward_read(struct document *document)
{
    const struct tree *tree = &document->file.tree;
    symbol_init(&document->beyond, 64);
    document->leans = false;
    for (uint32_t s = 1; s < tree->symbols.count; s++)
        add_prefix(&document->beyond, tree->symbols.symbols[s].text, tree->symbols.symbols[s].length);
    for (uint32_t n = 1; n < tree->node_count; n++) {
        const struct node *node = &tree->nodes[n];
        bool declares = node->kind == NODE_DECLARATION || node->kind == NODE_TABLE;
        if (node->kind == NODE_PROPERTY)
            read_values(document, node);
        document->leans |= declares && (node->word == KIND_RULE || (node->word == KIND_SETTINGS && !tree->header));
        document->leans |= node->kind == NODE_PROPERTY && node->word == PROPERTY_COMPUTE;
    }
}

void outward_free(struct document *document)
{
    symbol_free(&document->beyond);
}

/* ---- finding ---------------------------------------------------------------------------------------------------- */

static bool may_mean(const struct document *document, const struct symbol *name)
{
    return symbol_find_hashed(&document->file.tree.symbols, name) || symbol_find_hashed(&document->beyond, name);
}

/* The name of a standard library: `råd-språk` for stdlib/råd/språk.plan. */
static struct symbol library_name(const struct embedded *file, char *room)
{
    const char *from = file->path + strlen("stdlib/");
    uint32_t length = (uint32_t)(strlen(from) - strlen(".plan"));
    for (uint32_t i = 0; i < length; i++)
        room[i] = from[i] == '/' ? '-' : from[i];
    return (struct symbol){room, length, symbol_hash(room, length)};
}

/* The standard libraries whose name the document may mean: it can stand for what another plan brings in. */
static uint64_t find_libraries(const struct document *document)
{
    char room[LONGEST_PATH];
    uint64_t found = 0;
    for (const struct embedded *file = stdlib_files; file->path; file++) {
        assert(strlen(file->path) < sizeof room && file - stdlib_files < 64);
        struct symbol name = library_name(file, room);
        found |= may_mean(document, &name) ? 1ull << (file - stdlib_files) : 0;
    }
    return found;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static void find_in(const struct live *live, struct document *document, const struct symbol_table *symbols)
{
    for (uint32_t s = 1; s < symbols->count; s++) {
        uint32_t name = symbol_find_hashed(&live->names, &symbols->symbols[s]);
        if (name)
            ARRAY_PUSH(document, meant, meant_count, meant_capacity, name);
    }
}

/* A name stands once in each table, so it is there twice at most. */
static void sort_meant(struct document *document)
{
    uint32_t kept = 0;
    if (document->meant_count > 1)
        qsort(document->meant, document->meant_count, sizeof *document->meant, by_number);
    for (uint32_t i = 0; i < document->meant_count; i++)
        if (!kept || document->meant[kept - 1] != document->meant[i])
            document->meant[kept++] = document->meant[i];
    document->meant_count = kept;
}

/* LIVE_NONE for a name that is not known yet. */
static uint32_t header_name(const struct live *live, const struct tree *tree)
{
    const struct value *id = tree->header ? tree_value(tree, tree->header, TAG_ID) : NULL;
    if (!id)
        return 0;
    uint32_t name = symbol_find_hashed(&live->names, &tree->symbols.symbols[id->symbol]);
    return name ? name : LIVE_NONE;
}

bool outward_find(const struct live *live, struct document *document)
{
    uint32_t *before = document->meant, count = document->meant_count, header = document->header;
    document->meant = NULL;
    document->meant_count = document->meant_capacity = 0;
    find_in(live, document, &document->file.tree.symbols);
    find_in(live, document, &document->beyond);
    sort_meant(document);
    document->header = header_name(live, &document->file.tree);
    document->libraries = find_libraries(document);
    bool same = header == document->header && header != LIVE_NONE && count == document->meant_count &&
                (!count || memcmp(before, document->meant, count * sizeof *before) == 0);
    array_free(before);
    return !same;
}
