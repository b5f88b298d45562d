/* prepare: a tool of the build, not of the program. Reads the standard library as the program would, and writes what came of it
 * as C: the tables of the language, and the tree of each file, for prepared.h. As numbers by their names, so that it need not
 * run on the kind of machine that the program is for. */
#include "embedded.h"
#include "prepared.h"

#include <stdio.h>
#include <string.h>

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

static void write_date(const struct date *date)
{
    printf("{%ld,%ld,%d,%d,%d,%d}", (long)date->first, (long)date->last, date->precision, date->start, date->year,
           date->start_year);
}

static void write_value(const struct value *value)
{
    printf("{%d,%d,%d,%d,%luu,%luu,%luu", value->type, value->tag, value->flags, value->languages,
           (unsigned long)value->start, (unsigned long)value->end, (unsigned long)value->symbol);
    if (value->type == VALUE_DATE) {
        printf(",.date=");
        write_date(&value->date);
        puts("},");
    } else {
        printf(",.number=%a,.unit=%luu},\n", value->number, (unsigned long)value->unit);
    }
}

/* ---- the expressions of its rules --------------------------------------------------------------------------------------- */

/* The expressions of a file that can be read, with their nodes. */
struct expressions {
    struct prepared_expression *data;
    uint32_t count, capacity;
    struct syntax *nodes;
    uint32_t node_count, node_capacity;
};

static void read_expression(struct expressions *all, const struct expression_text *text, enum expression_form form)
{
    struct arena arena = {0};
    struct diag_list diagnostics = {.arena = &arena};
    struct expression read;
    expression_parse(&read, text, form, &tables.lexicon, &diagnostics);
    if (read.root && !diagnostics.count) {
        struct prepared_expression row = {text->start, text->end, form, all->node_count, read.count, read.root};
        ARRAY_PUSH(all, data, count, capacity, row);
        for (uint32_t i = 0; i < read.count; i++)
            ARRAY_PUSH(all, nodes, node_count, node_capacity, read.nodes[i]);
    }
    expression_free(&read);
    array_free(diagnostics.data);
    arena_free(&arena);
}

/* A message's: `{…}`. */
static void read_fields(struct expressions *all, const char *bytes, const struct value *value)
{
    const char *at = bytes + value->start, *end = bytes + value->end, *close;
    while ((at = memchr(at, '{', (size_t)(end - at))) && (close = memchr(at, '}', (size_t)(end - at)))) {
        struct expression_text text = {bytes, (uint32_t)(at + 1 - bytes), (uint32_t)(close - bytes), 0};
        read_expression(all, &text, FORM_FIELD);
        at = close;
    }
}

static void read_line(struct expressions *all, const char *bytes, const struct tree *tree, const struct node *node)
{
    const struct value *value = &tree->values[node->values];
    struct expression_text text = {bytes, value->start, value->end, 0};
    switch ((enum property)node->word) {
    case PROPERTY_RULE_FOR: read_expression(all, &text, FORM_SELECT); break;
    case PROPERTY_WHERE:
    case PROPERTY_REQUIRE: read_expression(all, &text, FORM_VALUE); break;
    case PROPERTY_MESSAGE:
    case PROPERTY_HELP:
        for (uint32_t i = 0; i < node->value_count; i++)
            if (value[i].type == VALUE_STRING)
                read_fields(all, bytes, &value[i]);
        break;
    default: break;
    }
}

static void write_syntax(const struct syntax *node)
{
    printf("{%d,%d,%d,%d,%d,%d,%luu,%luu,%luu,%luu,%luu,%luu,%a,", node->kind, node->unit, node->word_operator,
           node->dated, node->operator, node->depth, (unsigned long)node->start, (unsigned long)node->end,
           (unsigned long)node->left, (unsigned long)node->right, (unsigned long)node->third,
           (unsigned long)node->open_filter, node->number);
    write_date(&node->date);
    puts("},");
}

/* Returns how many there are. */
static uint32_t write_expressions(const struct tree *tree, const struct source *source, int number)
{
    struct expressions all = {0};
    for (uint32_t i = 1; i < tree->node_count; i++)
        if (tree->nodes[i].kind == NODE_PROPERTY && tree->nodes[i].value_count)
            read_line(&all, source->bytes, tree, &tree->nodes[i]);
    printf("static const struct syntax syntax_%d[] = {\n", number);
    for (uint32_t i = 0; i < all.node_count; i++)
        write_syntax(&all.nodes[i]);
    printf("{0}};\nstatic const struct prepared_expression expressions_%d[] = {\n", number);
    for (uint32_t i = 0; i < all.count; i++)
        printf("{%luu,%luu,%d,%luu,%luu,%luu},\n", (unsigned long)all.data[i].start, (unsigned long)all.data[i].end,
               all.data[i].form, (unsigned long)all.data[i].nodes, (unsigned long)all.data[i].count,
               (unsigned long)all.data[i].root);
    puts("{0}};");
    array_free(all.data);
    array_free(all.nodes);
    return all.count;
}

/* ---- files -------------------------------------------------------------------------------------------------------------- */

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

static void write_file(const struct tree *tree, uint32_t expressions, int number)
{
    printf("{.expressions = expressions_%d, .nodes = syntax_%d, .expression_count = %luu,\n", number, number,
           (unsigned long)expressions);
    printf(".names = names_%d, .name_count = %luu, .tree = {\n", number, (unsigned long)tree->symbols.count - 1);
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

int main(void)
{
    enum { MOST = 256 };
    static struct tree trees[MOST];
    uint32_t expressions[MOST] = {0};
    int count = 0;
    parse_tables_init(&tables);
    puts("#include \"prepared.h\"\n");
    write_tables();
    for (const struct embedded *file = stdlib_files; file->path && count < MOST; file++, count++) {
        struct source source = {.path = file->path, .bytes = file->bytes, .length = file->length};
        if (!read_file(&trees[count], &source)) {
            tree_free(&trees[count]);
            continue;
        }
        write_arrays(&trees[count], &source, count);
        expressions[count] = write_expressions(&trees[count], &source, count);
    }
    puts("const struct prepared_file prepared_files[] = {");
    for (int i = 0; i < count; i++) {
        if (trees[i].node_count)
            write_file(&trees[i], expressions[i], i);
        else
            puts("{0},");
        tree_free(&trees[i]);
    }
    puts("{0}};");
    return 0;
}
