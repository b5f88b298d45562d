/* refuse: what is said on stderr of a code or a question that cannot be used, and what it may have been meant as.
 * Depends on command, excerpt and report. What it makes lives in the session's arena. */
#ifndef TRAAD_REFUSE_H
#define TRAAD_REFUSE_H

#include "command.h"
#include "report.h"

/* The code or name of a diagnostic that is most like a text, or NULL. */
const char *code_nearest(const char *text, size_t length);

/* Says that a text is no code, and which is nearest. Returns EXIT_FAILED. */
int refuse_code(struct session *session, const char *text, size_t length);

/* Says what is wrong with a question in expressions. Returns EXIT_FAILED. */
int refuse_question(struct session *session, const struct report_request *request);

/* Says what is wrong with a question in SQL. Returns EXIT_FAILED. */
int refuse_sql(struct session *session, const char *question, const struct sql_failure *failure);

#endif
