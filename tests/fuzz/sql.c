/* SQL: a question to a small plan is answered or refused; it reads the model where it lies, and nothing else. */
#include "plan.h"

enum { PATIENCE = 200 };

static bool is_over(void *context)
{
    return ++*(int *)context > PATIENCE;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = fuzz_copy(data, size);
    int asked = 0;
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    struct sql_failure failure = {.at = -1};
    struct report_request request = fuzz_request(fuzz_plan());
    request.sql = text;
    request.stop = is_over;
    request.stop_context = &asked;
    request.failure = &failure;
    bool answered = report_query(&request, &table) == REPORT_DONE;
    DEMAND(answered == (failure.error == SQL_FINE));
    DEMAND(failure.at < 0 || (uint64_t)failure.at + failure.length <= size);
    if (answered)
        fuzz_render(&table);
    table_free(&table);
    arena_free(&arena);
    array_free(text);
    return 0;
}
