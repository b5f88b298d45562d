/* Reports and exports: whatever the plans say, every table is made and rendered, and every export and page written. */
#include "export.h"
#include "web.h"
#include "workspace.h"

typedef enum report_result make_function(const struct report_request *request, struct table *table, bool *found);

static enum report_result make_matrix(const struct report_request *request, struct table *table, bool *found)
{
    *found = false;
    return report_matrix(request, table);
}

static enum report_result make_coverage(const struct report_request *request, struct table *table, bool *found)
{
    *found = false;
    return report_coverage(request, table);
}

static enum report_result make_trace(const struct report_request *request, struct table *table, bool *found)
{
    *found = false;
    return report_trace(request, table);
}

static void make(const struct report_request *request, make_function *function)
{
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    if (function(request, &table, &(bool){false}) == REPORT_DONE)
        fuzz_render(&table);
    table_free(&table);
    arena_free(&arena);
}

/* What is asked about one thing, of the first few. */
static void ask_about(struct report_request request)
{
    enum { SOME = 20 };
    const struct model *model = request.model;
    for (uint32_t e = 1, seen = 0; e < model->entity_count && seen < SOME; e++) {
        if (model->units[model->entities[e].unit].builtin)
            continue;
        request.id = model_identity(model, e);
        make(&request, report_why);
        make(&request, make_trace);
        seen++;
    }
}

static void write_exports(struct fuzz_workspace *workspace, enum language language)
{
    static export_function *const exports[] = {export_json, export_dot, export_postgres
#ifdef WITH_ICAL
                                               ,
                                               export_ics
#endif
    };
    struct export_request request = {
        .model = &workspace->model, .as_of = FUZZ_DAY, .language = language, .schema = "traad"};
    for (size_t i = 0; i < sizeof exports / sizeof *exports; i++) {
        struct writer writer = {0};
        exports[i](&writer, &request);
        writer_free(&writer);
    }
#ifdef WITH_XML
    for (uint32_t u = 1; u < workspace->model.unit_count; u++)
        if (workspace->model.units[u].kind == KIND_PLAN && !workspace->model.units[u].builtin) {
            struct writer writer = {0};
            request.plan = u;
            export_stratml(&writer, &request);
            writer_free(&writer);
        }
#endif
}

static bool take_page(void *context, const char *name, const char *bytes, uint32_t length)
{
    (void)context;
    DEMAND(*name && *name != '/' && !strstr(name, ".."));
    DEMAND(bytes && length);
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static make_function *const makers[] = {report_overdue, report_targets, report_status, make_matrix, make_coverage};
    struct fuzz_workspace workspace;
    fuzz_open(&workspace, data, size);
    struct report_request request = fuzz_request(&workspace);
    request.language = (enum language)(size % LANGUAGE_COUNT);
    request.since = FUZZ_DAY - 365;
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        make(&request, makers[i]);
    request.plan_layout = true;
    make(&request, make_matrix);
    ask_about(request);
    write_exports(&workspace, request.language);
    DEMAND(web_write(&workspace.model, FUZZ_DAY, request.language, true, &(struct web_folder){.put = take_page}));
    fuzz_close(&workspace);
    return 0;
}
