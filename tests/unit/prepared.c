/* What was made when the program was built is what the reader makes now: the tables, and the trees of the standard library. */
#include "prepared.h"

#include "embedded.h"
#include "test.h"

static struct parse_tables made;

static bool same_form(const struct lexicon_form *a, const struct lexicon_form *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0 && a->languages == b->languages &&
           a->synonym == b->synonym && a->keyword == b->keyword && a->next == b->next;
}

static void check_tables(void)
{
    const struct lexicon *lexicon = &prepared_tables.lexicon;
    CHECK(made.lexicon.form_count > 500);
    CHECK_INT(lexicon->form_count, made.lexicon.form_count);
    for (int i = 0; i < made.lexicon.form_count; i++)
        CHECK(same_form(&lexicon->forms[i], &made.lexicon.forms[i]));
    CHECK(memcmp(lexicon->buckets, made.lexicon.buckets, sizeof lexicon->buckets) == 0);
    CHECK(memcmp(prepared_tables.properties, made.properties, sizeof made.properties) == 0);
    CHECK(memcmp(prepared_tables.sets, made.sets, sizeof made.sets) == 0);
    CHECK(!prepared_tables.careful);
}

static bool same_date(const struct date *a, const struct date *b)
{
    return a->first == b->first && a->last == b->last && a->precision == b->precision && a->start == b->start &&
           a->year == b->year && a->start_year == b->start_year;
}

static bool same_value(const struct value *a, const struct value *b)
{
    bool same = a->type == b->type && a->tag == b->tag && a->flags == b->flags && a->languages == b->languages &&
                a->start == b->start && a->end == b->end && a->symbol == b->symbol;
    if (a->type != VALUE_DATE)
        return same && memcmp(&a->number, &b->number, sizeof a->number) == 0 && a->unit == b->unit;
    return same && same_date(&a->date, &b->date);
}

static bool same_names(const struct symbol_table *a, const struct symbol_table *b)
{
    bool same = a->count == b->count;
    for (uint32_t i = 0; same && i < a->count; i++) {
        const struct symbol *x = &a->symbols[i], *y = &b->symbols[i];
        same = x->length == y->length && x->hash == y->hash && memcmp(x->text, y->text, x->length) == 0 &&
               symbol_find_hashed(b, x) == i;
    }
    return same;
}

static bool same_trees(const struct tree *a, const struct tree *b)
{
    bool same = a->node_count == b->node_count && a->value_count == b->value_count &&
                a->comment_count == b->comment_count && a->declaration_count == b->declaration_count &&
                a->use_count == b->use_count && a->header == b->header && a->spelled_total == b->spelled_total &&
                a->relative_dates == b->relative_dates && a->tabs == b->tabs && a->unsafe == b->unsafe &&
                memcmp(a->spelled, b->spelled, sizeof a->spelled) == 0;
    for (uint32_t i = 0; same && i < a->use_count; i++)
        same = a->uses[i] == b->uses[i];
    for (uint32_t i = 0; same && i < a->node_count; i++)
        same = memcmp(&a->nodes[i], &b->nodes[i], sizeof a->nodes[i]) == 0;
    for (uint32_t i = 0; same && i < a->value_count; i++)
        same = same_value(&a->values[i], &b->values[i]);
    for (uint32_t i = 0; same && i < a->comment_count; i++)
        same = memcmp(&a->comments[i], &b->comments[i], sizeof a->comments[i]) == 0;
    return same && same_names(&a->symbols, &b->symbols);
}

static bool same_syntax(const struct syntax *a, const struct syntax *b)
{
    return a->kind == b->kind && a->unit == b->unit && a->word_operator == b->word_operator && a->dated == b->dated &&
           a->operator== b->operator&& a->depth == b->depth && a->start == b->start && a->end == b->end &&
               a->left == b->left && a->right == b->right && a->third == b->third && a->open_filter == b->open_filter &&
               memcmp(&a->number, &b->number, sizeof a->number) == 0 &&
           same_date(&a->date, &b->date);
}

static void check_expression(const struct embedded *file, const struct prepared_expression *row)
{
    struct arena arena = {0};
    struct diag_list diagnostics = {.arena = &arena};
    struct expression_text text = {file->bytes, row->start, row->end, 0};
    struct expression prepared, read;
    CHECK(prepared_expression(&prepared, &text, row->form));
    expression_parse(&read, &text, row->form, &made.lexicon, &diagnostics);
    bool same = read.root == prepared.root && read.count == prepared.count && !diagnostics.count;
    for (uint32_t i = 0; same && i < read.count; i++)
        same = same_syntax(&read.nodes[i], &prepared.nodes[i]);
    test_check(same,
               arena_format(&arena, "%s: %.*s", file->path, (int)(row->end - row->start), file->bytes + row->start),
               __FILE__, __LINE__);
    text.end--;
    CHECK(!prepared_expression(&prepared, &text, row->form));
    expression_free(&read);
    array_free(diagnostics.data);
    arena_free(&arena);
}

static void check_expressions(void)
{
    uint32_t count = 0;
    for (uint32_t f = 0; stdlib_files[f].path; f++)
        for (uint32_t i = 0; i < prepared_files[f].expression_count; i++, count++)
            check_expression(&stdlib_files[f], &prepared_files[f].expressions[i]);
    CHECK(count > 100);
}

static void check_file(const struct embedded *file)
{
    struct arena arena = {0};
    struct diag_list diagnostics = {.arena = &arena};
    struct tree read, prepared;
    struct source source = {.path = file->path, .bytes = file->bytes, .length = file->length};
    if (!test_check(prepared_tree(&prepared, &source), file->path, __FILE__, __LINE__))
        return;
    char *bytes = arena_copy(&arena, file->bytes, file->length);
    source.bytes = bytes;
    parse_source(&read, &source, bytes, 0, &made, &diagnostics);
    CHECK_INT(diagnostics.count, 0);
    test_check(same_trees(&read, &prepared), file->path, __FILE__, __LINE__);
    tree_free(&read);
    tree_free(&prepared);
    array_free(diagnostics.data);
    arena_free(&arena);
}

/* Any other text is read, the same words in another place too. */
static void check_others(void)
{
    struct tree tree;
    struct source none = {.path = "a.plan", .bytes = "plan p \"P\"\n", .length = 11};
    struct arena arena = {0};
    struct source copy = {stdlib_files[0].path,
                          .bytes = arena_copy(&arena, stdlib_files[0].bytes, stdlib_files[0].length),
                          .length = stdlib_files[0].length};
    CHECK(!prepared_tree(&tree, &none));
    CHECK(!prepared_tree(&tree, &copy));
    arena_free(&arena);
}

int main(void)
{
    parse_tables_init(&made);
    check_tables();
    for (const struct embedded *file = stdlib_files; file->path; file++)
        check_file(file);
    check_expressions();
    check_others();
    return test_end();
}
