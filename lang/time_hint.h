/* time_hint: what to say of a time that people write and no calendar has: `1/5-26`, `Q2 2026`, `ukentlig`, `snarest`.
 * Depends on diag, date, lexicon. Pure but for the diagnostic it rewords; texts live in the list's arena. */
#ifndef TRAAD_TIME_HINT_H
#define TRAAD_TIME_HINT_H

#include "diag.h"
#include "property.h"

/* Looks for such a time in the value [start, end) of a line that was not understood. Where there is one, `diagnostic`
 * becomes "unclear time" with its help and, where what was meant is certain enough, a fix. */
void time_hint(struct diag_list *list, struct diagnostic *diagnostic, enum shape shape, const char *bytes,
               uint32_t start, uint32_t end);

#endif
