/* prepare: a tool of the build, not of the program. Reads the standard library as the program would, and writes what came of it
 * as C: the tables of the language, and the tree of each file, for prepared.h. As numbers by their names, so that it need not
 * run on the kind of machine that the program is for. */
#include "embedded.h"
#include "prepared.h"

#include <stdio.h>

static struct parse_tables tables;

/* ---- the tables -------------------------------------------------------------------------------------------------------- */

static void write_form(const struct lexicon_form *form)
{
    printf("{{");
    for (int i = 0; i < form->length; i++)
        printf("%d,", form->text[i]);
    printf("},%d,%d,%d,%d,%d},\n", form->length, form->languages, form->synonym, form->keyword, form->next);
}

static void write_tables(void)
{
    puts("const struct parse_tables prepared_tables = {\n.lexicon.forms = {");
    for (int i = 0; i < tables.lexicon.form_count; i++)
        write_form(&tables.lexicon.forms[i]);
    printf("},\n.lexicon.form_count = %d,\n.lexicon.buckets = {", tables.lexicon.form_count);
    for (int i = 0; i < LEXICON_BUCKETS; i++)
        printf("%s%d,", i % 24 ? "" : "\n", tables.lexicon.buckets[i]);
    printf("},\n.properties = {");
    for (int word = 0; word < WORD_COUNT; word++) {
        printf("\n{");
        for (int kind = 0; kind < KIND_COUNT; kind++)
            printf("%d,", tables.properties[word][kind]);
        printf("},");
    }
    printf("},\n.sets = {\n");
    for (int property = 0; property < PROPERTY_COUNT; property++)
        printf("%luu,", (unsigned long)tables.sets[property]);
    puts("}};\n");
}

/* ---- a tree ------------------------------------------------------------------------------------------------------------ */

static void write_node(const struct node *node)
{
    printf("{%luu,%luu,%luu,%luu,%luu,%luu,%d,%d,%d,%d,%d,%d},\n", (unsigned long)node->start, (unsigned long)node->end,
           (unsigned long)node->parent, (unsigned long)node->below, (unsigned long)node->property,
           (unsigned long)node->values, node->value_count, node->word, node->kind, node->flags, node->head_length,
           node->languages);
}

static void write_value(const struct value *value)
{
    const struct date *date = &value->date;
    printf("{%d,%d,%d,%d,%luu,%luu,%luu", value->type, value->tag, value->flags, value->languages,
           (unsigned long)value->start, (unsigned long)value->end, (unsigned long)value->symbol);
    if (value->type == VALUE_DATE)
        printf(",.date={%ld,%ld,%d,%d,%d,%d}},\n", (long)date->first, (long)date->last, date->precision, date->start,
               date->year, date->start_year);
    else
        printf(",.number=%a,.unit=%luu},\n", value->number, (unsigned long)value->unit);
}

/* The arrays of file `number`; each has a last element that is not counted, since C has no empty ones. */
static void write_arrays(const struct tree *tree, const struct source *source, int number)
{
    printf("static const struct node nodes_%d[] = {\n", number);
    for (uint32_t i = 0; i < tree->node_count; i++)
        write_node(&tree->nodes[i]);
    printf("{0}};\nstatic const struct value values_%d[] = {\n", number);
    for (uint32_t i = 0; i < tree->value_count; i++)
        write_value(&tree->values[i]);
    printf("{0}};\nstatic const struct comment comments_%d[] = {\n", number);
    for (uint32_t i = 0; i < tree->comment_count; i++)
        printf("{%luu,%luu},\n", (unsigned long)tree->comments[i].start, (unsigned long)tree->comments[i].end);
    printf("{0}};\nstatic const uint32_t uses_%d[] = {", number);
    for (uint32_t i = 0; i < tree->use_count; i++)
        printf("%luu,", (unsigned long)tree->uses[i]);
    printf("0};\nstatic const struct prepared_name names_%d[] = {\n", number);
    for (uint32_t i = 1; i < tree->symbols.count; i++)
        printf("{%luu,%luu},\n", (unsigned long)(tree->symbols.symbols[i].text - source->bytes),
               (unsigned long)tree->symbols.symbols[i].length);
    puts("{0}};\n");
}

static void write_tree(const struct tree *tree, int number)
{
    printf("{.names = names_%d, .name_count = %luu, .tree = {\n", number, (unsigned long)tree->symbols.count - 1);
    printf(".nodes = (struct node *)nodes_%d, .node_count = %luu,\n", number, (unsigned long)tree->node_count);
    printf(".values = (struct value *)values_%d, .value_count = %luu,\n", number, (unsigned long)tree->value_count);
    printf(".comments = (struct comment *)comments_%d, .comment_count = %luu,\n", number,
           (unsigned long)tree->comment_count);
    printf(".uses = (uint32_t *)uses_%d, .use_count = %luu,\n", number, (unsigned long)tree->use_count);
    printf(".declaration_count = %luu, .header = %luu, .spelled_total = %luu, .spelled = {",
           (unsigned long)tree->declaration_count, (unsigned long)tree->header, (unsigned long)tree->spelled_total);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        printf("%luu,", (unsigned long)tree->spelled[language]);
    printf("},\n.relative_dates = %d, .tabs = %d, .unsafe = %d}},\n", tree->relative_dates, tree->tabs, tree->unsafe);
}

static bool is_within(const struct symbol *symbol, const struct source *source)
{
    return symbol->text >= source->bytes && symbol->text + symbol->length <= source->bytes + source->length;
}

/* A file with mistakes is read by the program itself, which can tell of them; so is one with names that are not in NFC. */
static bool read_file(struct tree *tree, struct source *source)
{
    struct arena arena = {0};
    struct diag_list diagnostics = {.arena = &arena};
    parse_source(tree, source, (char *)(uintptr_t)source->bytes, 0, &tables, &diagnostics);
    bool good = !diagnostics.count;
    for (uint32_t i = 1; i < tree->symbols.count; i++)
        good &= is_within(&tree->symbols.symbols[i], source);
    array_free(diagnostics.data);
    arena_free(&arena);
    return good;
}

static void prepare(const struct embedded *file, struct tree *tree, int number)
{
    struct source source = {.path = file->path, .bytes = file->bytes, .length = file->length};
    if (read_file(tree, &source))
        write_arrays(tree, &source, number);
    else
        tree_free(tree);
}

int main(void)
{
    enum { MOST = 256 };
    static struct tree trees[MOST];
    int count = 0;
    parse_tables_init(&tables);
    puts("#include \"prepared.h\"\n");
    write_tables();
    for (; stdlib_files[count].path && count < MOST; count++)
        prepare(&stdlib_files[count], &trees[count], count);
    puts("const struct prepared_file prepared_files[] = {");
    for (int i = 0; i < count; i++) {
        if (trees[i].node_count)
            write_tree(&trees[i], i);
        else
            puts("{0},");
        tree_free(&trees[i]);
    }
    puts("{0}};");
    return 0;
}
