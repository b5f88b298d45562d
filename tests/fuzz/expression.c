/* Expressions: a question to a small plan is answered or refused, with the place where it is wrong; and so is a rule that says the
 * same. */
#include "plan.h"

static void ask(const char *question, enum language language)
{
    struct arena arena = {0};
    struct diag_list wrong = {.arena = &arena};
    struct table table = {.arena = &arena};
    struct report_request request = fuzz_request(fuzz_plan());
    request.question = question;
    request.language = language;
    request.wrong = &wrong;
    bool answered = report_question(&request, &table) == REPORT_DONE;
    DEMAND(answered == !wrong.count);
    for (uint32_t i = 0; i < wrong.count; i++) {
        DEMAND(wrong.data[i].span.start <= wrong.data[i].span.end && wrong.data[i].span.end <= strlen(question));
        DEMAND(*diag_message(&arena, &wrong.data[i], language));
    }
    if (answered)
        fuzz_render(&table);
    table_free(&table);
    array_free(wrong.data);
    arena_free(&arena);
}

/* The input as a rule's condition, and the lines behind it as whatever they are. */
static void rule(const char *condition)
{
    struct writer writer = {0};
    struct fuzz_workspace workspace;
    writer_text(&writer, FUZZ_PLAN + strcspn(FUZZ_PLAN, "\n")); /* the standard rules make it slow, and nothing new */
    writer_format(&writer, "\nregel x \"X\"\n  for   tiltak\n  krev  %s\n", condition);
    writer_format(&writer, "\nindikator y \"Y\"\n  beregn  %s\n", condition);
    fuzz_open(&workspace, (const uint8_t *)writer.data, writer.count);
    fuzz_close(&workspace);
    writer_free(&writer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_copy(data, size);
    ask(text, (enum language)(size % LANGUAGE_COUNT));
    rule(text);
    array_free(text);
    return 0;
}
