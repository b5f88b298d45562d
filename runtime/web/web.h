/* web: the workspace as a folder of static pages, made from the same tables as the other reports.
 * Depends on report, output. Does no input or output: every page is handed on whole, in memory, with its name.
 * Equal input, day and language give equal bytes. */
#ifndef TRAAD_WEB_H
#define TRAAD_WEB_H

#include "report.h"

/* Where pages go. `put` gets a name below the folder ("plan/godt-liv.html") and the file's bytes; false ends the report. */
struct web_folder {
    void *context;
    bool (*put)(void *context, const char *name, const char *bytes, uint32_t length);
};

/* Writes the report. model_identities and check_run must have been called. `all` is expired plans too. False when the
 * folder refused a file. */
bool web_write(struct model *model, day_number as_of, enum language language, bool all,
               const struct web_folder *folder);

#endif
