/* Bytes as plans, linked and checked on a fixed day, and tables rendered: for the targets that ask what plans mean.
 * Depends on fuzz.h and the reports. A workspace owns its model, rules and findings until fuzz_close. */
#ifndef FUZZ_WORKSPACE_H
#define FUZZ_WORKSPACE_H

#include "fuzz.h"
#include "render.h"
#include "report.h"
#include "rules.h"

/* What stands between the files of an input, and between its versions: characters that no plan may have. */
enum { FUZZ_FILE_ENDS = 0x1E, FUZZ_VERSION_ENDS = 0x1D };

enum { FUZZ_DAY = 20779, FUZZ_MOST_FILES = 8 }; /* 2026-11-22 */

/* ---- a workspace --------------------------------------------------------------------------------------------------- */

struct fuzz_workspace {
    struct model model;
    struct rules *rules;
    struct diagnostic *findings;
    struct fingerprint *fingerprints;
    uint32_t finding_count;
};

/* The files of an input, parsed and linked. */
static inline void fuzz_link(struct model *model, const uint8_t *data, size_t size)
{
    static const char *const paths[FUZZ_MOST_FILES] = {"a.plan",   "b.plan",   "c/d.plan", "c/e.plan",
                                                       "c/f.plan", "c/g.plan", "h.plan",   "i.plan"};
    uint32_t count = 0;
    model_init(model, &PARALLEL_SERIAL);
    do {
        const uint8_t *start = data;
        size_t length = fuzz_next(&data, &size, count + 1 < FUZZ_MOST_FILES ? FUZZ_FILE_ENDS : -1);
        model_add_file(model, paths[count++], fuzz_copy(start, length), (uint32_t)length, NULL);
    } while (size && count < FUZZ_MOST_FILES);
    model_link(model);
}

/* Everything that `check` does of a linked workspace: what each finding says is said, in every language, and of a place
 * that is there. */
static inline void fuzz_check(struct fuzz_workspace *workspace)
{
    struct model *model = &workspace->model;
    workspace->rules = rules_open(model, LANGUAGE_NB);
    model_identities(model);
    check_run(model, FUZZ_DAY);
    rules_run(workspace->rules, FUZZ_DAY);
    workspace->findings = check_collect(model, FUZZ_DAY, &workspace->finding_count);
    workspace->fingerprints = check_fingerprints(model, workspace->findings, workspace->finding_count);
    struct arena arena = {0};
    for (uint32_t i = 0; i < workspace->finding_count; i++) {
        const struct diagnostic *finding = &workspace->findings[i];
        DEMAND(finding->span.file < model->file_count);
        DEMAND(finding->span.start <= finding->span.end);
        DEMAND(finding->span.end <= model->files[finding->span.file].source.length);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            DEMAND(*diag_message(&arena, finding, (enum language)language));
            diag_help(&arena, finding, (enum language)language);
        }
    }
    arena_free(&arena);
}

static inline void fuzz_open(struct fuzz_workspace *workspace, const uint8_t *data, size_t size)
{
    fuzz_link(&workspace->model, data, size);
    fuzz_check(workspace);
}

static inline void fuzz_close(struct fuzz_workspace *workspace)
{
    array_free(workspace->findings);
    array_free(workspace->fingerprints);
    rules_free(workspace->rules);
    model_free(&workspace->model);
}

/* ---- a table ------------------------------------------------------------------------------------------------------ */

/* Renders a table in every format that is text. */
static inline void fuzz_render(const struct table *table)
{
    static const char *const formats[] = {"text", "md", "csv", "json", "html"};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct writer writer = {0};
        render_find(formats[i])->render(&writer, table, &(struct render_options){.width = 80});
        writer_free(&writer);
    }
}

static inline struct report_request fuzz_request(struct fuzz_workspace *workspace)
{
    return (struct report_request){.model = &workspace->model, .as_of = FUZZ_DAY, .within = -1, .all = true};
}

#endif
