/* Names, checks and rules: any files together are linked and checked, and their findings written in every format. */
#include "findings.h"
#include "workspace.h"

static const char *const FORMATS[] = {"full", "short", "json", "sarif", "junit", "github", "gitlab"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_workspace workspace;
    fuzz_open(&workspace, data, size);
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
        struct writer writer = {0};
        struct findings findings = {.model = &workspace.model,
                                    .data = workspace.findings,
                                    .fingerprints = workspace.fingerprints,
                                    .count = workspace.finding_count,
                                    .language = (enum language)(size % LANGUAGE_COUNT),
                                    .as_of = FUZZ_DAY,
                                    .fail_level = SEVERITY_ERROR,
                                    .here = "/plans",
                                    .width = 80};
        findings_find(FORMATS[i], strlen(FORMATS[i]))->write(&writer, &findings);
        writer_free(&writer);
    }
    fuzz_close(&workspace);
    return 0;
}
