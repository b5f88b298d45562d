/* The formatter: what it writes means the same, has every comment, and is written so again; in the words of every language. */
#include "format.h"
#include "dump.h"
#include "fuzz.h"

static const struct parse_tables *tables(void)
{
    static struct parse_tables made;
    static bool done;
    if (!done)
        parse_tables_init(&made);
    done = true;
    return &made;
}

/* Lays out a text; the comments that it has are put together in `comments`. */
static enum format_result lay_out(struct arena *arena, const char *text, uint32_t length, int keywords,
                                  struct formatted *formatted, struct writer *comments)
{
    struct diag_list found = {.arena = arena};
    char *bytes = arena_copy(arena, text, length);
    struct source source = {.path = "a.plan", .bytes = bytes, .length = length};
    struct format_options options = {keywords};
    struct tree tree;
    parse_source(&tree, &source, bytes, 0, tables(), &found);
    enum format_result result = format_source(&source, &tree, tables(), &options, arena, formatted);
    for (uint32_t i = 0; i < tree.comment_count; i++) {
        uint32_t end = tree.comments[i].end;
        while (end > tree.comments[i].start &&
               (bytes[end - 1] == ' ' || bytes[end - 1] == '\t' || bytes[end - 1] == '\r'))
            end--;
        writer_put(comments, bytes + tree.comments[i].start, end - tree.comments[i].start);
        writer_char(comments, '\n');
    }
    tree_free(&tree);
    source_free(&source);
    array_free(found.data);
    return result;
}

/* What a text means, without the numbers of its lines. */
static void tell_meaning(struct writer *meaning, const char *text, uint32_t length)
{
    static const char place[] = "@a.plan:";
    struct model model;
    struct writer dump = {0};
    model_init(&model, &PARALLEL_SERIAL);
    model_add_file(&model, "a.plan", fuzz_copy((const uint8_t *)text, length), length, NULL);
    model_link(&model);
    dump_model(&dump, &model);
    for (const char *at = writer_string(&dump), *next; *at; at = next) {
        next = strstr(at, place);
        next = next ? next + strlen(place) : at + strlen(at);
        writer_put(meaning, at, (size_t)(next - at));
        next += strspn(next, "0123456789");
    }
    writer_free(&dump);
    model_free(&model);
}

static void demand_equal(struct writer *one, struct writer *other)
{
    DEMAND(strcmp(writer_string(one), writer_string(other)) == 0);
    writer_free(one);
    writer_free(other);
}

static void try_keywords(const char *text, uint32_t length, int keywords)
{
    struct arena arena = {0};
    struct formatted once, twice;
    struct writer comments = {0}, kept = {0}, meant = {0}, means = {0};
    if (lay_out(&arena, text, length, keywords, &once, &comments) != FORMAT_REFUSED) {
        DEMAND(lay_out(&arena, once.text, once.length, keywords, &twice, &kept) == FORMAT_SAME);
        tell_meaning(&meant, text, length);
        tell_meaning(&means, once.text, once.length);
        demand_equal(&comments, &kept);
        demand_equal(&meant, &means);
    }
    writer_free(&comments);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_copy(data, size);
    try_keywords(text, (uint32_t)size, -1);
    try_keywords(text, (uint32_t)size, (int)(size % LANGUAGE_COUNT));
    array_free(text);
    return 0;
}
