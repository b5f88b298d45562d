/* reporting: a command that makes a report: reads the workspace, makes the table, renders it, and says what went wrong.
 * Depends on command, report. Everything it opens it closes. */
#ifndef TRAAD_REPORTING_H
#define TRAAD_REPORTING_H

#include "command.h"
#include "report.h"

/* What a report is made by. `*found` is set when it has what `--fail` asks for. */
typedef enum report_result make_function(const struct report_request *request, struct table *table, bool *found);

/* Makes the report of the workspace below the arguments from `first` on. Returns the exit status. */
int reporting_run(struct session *session, const struct report_request *request, uint32_t first,
                  make_function *function);

/* Says on stderr how many errors the plans have, if any: whoever reads a report must know. Needs check_run. */
void reporting_say_errors(struct session *session, struct model *model, day_number as_of);

/* Says what is wrong with a question in expressions. Returns EXIT_FAILED. */
int question_refuse(struct session *session, const struct report_request *request);

/* Says what is wrong with a question in SQL. Returns EXIT_FAILED. */
int query_refuse(struct session *session, const char *question, const struct sql_failure *failure);

#endif
