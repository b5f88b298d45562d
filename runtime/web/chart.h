/* chart: a result target as a picture: where it began, what was measured, what each stage asks for, and the straight line
 * between them. Depends on page, target. Writes SVG; the tables beside it say the same. */
#ifndef TRAAD_CHART_H
#define TRAAD_CHART_H

#include "web_page.h"

/* Nothing is written for a target without numbers to draw. */
void chart_write(struct web_page *page, struct target *target, const char *title);

#endif
