/* reporting: a command that makes a report: reads the workspace, makes the table, renders it, and says what went wrong.
 * Depends on command, report, render, workspace. Everything it opens it closes. */
#ifndef TRAAD_REPORTING_H
#define TRAAD_REPORTING_H

#include "command.h"
#include "render.h"
#include "report.h"
#include "workspace.h"

/* What a report is made by. `*found` is set when it has what `--fail` asks for. */
typedef enum report_result make_function(const struct report_request *request, struct table *table, bool *found);

/* Makes the report of the workspace below the arguments from `first` on. Returns the exit status. */
int reporting_run(struct session *session, const struct report_request *request, uint32_t first,
                  make_function *function);

/* ---- its parts, for those who read other workspaces ---- */

/* False, and said, when the format cannot be written, or not to where it would go. */
bool reporting_can_render(struct session *session, const struct renderer *renderer);

/* Renders a table to where the command line says. Returns the exit status. */
int reporting_render(struct session *session, const struct table *table, const struct renderer *renderer);

/* Checks a workspace and asks its rules, which every report builds on. */
void reporting_check(struct workspace *workspace);

/* Says on stderr how many errors the plans have, if any: whoever reads a report must know. Needs check_run. */
void reporting_say_errors(struct session *session, struct model *model, day_number as_of);

/* Says that there is nothing of that name among some kinds (0: any), and what is nearest. Returns EXIT_FAILED. */
int reporting_unknown(struct session *session, const struct model *model, const char *name, uint32_t kinds);

#endif
