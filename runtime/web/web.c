#include "web.h"

#include "embedded.h"
#include "web_page.h"

#include <string.h>

/* style.css and script.js, as they are in the source. */
static void put_files(struct site *site)
{
    for (const struct embedded *file = web_files; file->path; file++) {
        const char *slash = strrchr(file->path, '/');
        if (!site->folder->put(site->folder->context, slash + 1, file->bytes, file->length))
            site->failed = true;
    }
}

bool web_write(struct model *model, day_number as_of, enum language language, bool all, const struct web_folder *folder)
{
    struct site site;
    site_begin(&site, model, as_of, language, all, folder);
    put_files(&site);
    for (uint32_t p = 0; p < site.plan_count && !site.failed; p++)
        web_matrix(&site, &site.plans[p]); /* first: it finds who answers for what */
    site_sort_duties(&site);
    for (uint32_t p = 0; p < site.plan_count && !site.failed; p++) {
        web_targets(&site, &site.plans[p]); /* before those that lead to its parts */
        web_plan(&site, &site.plans[p]);
        web_thread(&site, &site.plans[p]);
        web_timeline(&site, &site.plans[p]);
        web_findings(&site, &site.plans[p]);
    }
    if (!site.failed && site.plans[site.plan_count].finding_count)
        web_findings(&site, &site.plans[site.plan_count]);
    if (!site.failed)
        web_holders(&site);
    if (!site.failed)
        web_coverage(&site);
    if (!site.failed)
        web_texts(&site);
    if (!site.failed)
        web_index(&site);
    bool written = !site.failed;
    site_end(&site);
    return written;
}
