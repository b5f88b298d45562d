/* The measures below a subgoal, as blocks of lines and as a table.
 * Depends on writer; owns nothing. A measure is `goal.subgoal.number`; of `goals`, another may be what it contributes to. */
#ifndef MEASURES_H
#define MEASURES_H

#include "writer.h"

void measures_write(struct plan *plan, int goal, int goals, int subgoal, int count);

/* A table of `count` more, numbered from `from`. */
void measures_write_table(struct plan *plan, int goal, int subgoal, int from, int count);

#endif
