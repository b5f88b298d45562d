/* Two versions: any two can be compared, and a version with itself has not changed. */
#include "changes.h"
#include "workspace.h"

static uint32_t compare(struct fuzz_workspace *old, struct fuzz_workspace *new, enum language language)
{
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    struct writer comment = {0}, commands = {0};
    struct report_request request = fuzz_request(new);
    request.before = &old->model;
    request.language = language;
    request.old_name = "old";
    request.new_name = "new";
    report_diff(&request, &table, &(bool){false});
    fuzz_render(&table);
    changes_comment(&comment, &table, &(struct render_options){.width = 80});
    changes_github(&commands, &table, &(struct render_options){.width = 80});
    uint32_t changes = table.row_count;
    writer_free(&comment);
    writer_free(&commands);
    table_free(&table);
    arena_free(&arena);
    return changes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *first = data;
    enum language language = (enum language)(size % LANGUAGE_COUNT);
    size_t length = fuzz_next(&data, &size, FUZZ_VERSION_ENDS);
    struct fuzz_workspace old, again, new;
    fuzz_open(&old, first, length);
    fuzz_open(&again, first, length);
    DEMAND(compare(&old, &again, language) == 0);
    fuzz_close(&old);
    fuzz_open(&new, data, size);
    compare(&again, &new, language);
    fuzz_close(&again);
    fuzz_close(&new);
    return 0;
}
