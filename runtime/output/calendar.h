/* calendar: days as an iCalendar file (RFC 5545), through libical; the library stays behind it. Depends on glyph, writer, date.
 * Owns its scratch until calendar_end. Events last the day and block nothing; a text is harmless wherever it is shown. */
#ifndef TRAAD_CALENDAR_H
#define TRAAD_CALENDAR_H

#include "date.h"
#include "writer.h"

struct calendar {
    struct writer *writer, scratch;
    day_number as_of; /* when every event was made, and its version: a later day's wins */
};

enum calendar_status { CALENDAR_CONFIRMED, CALENDAR_TENTATIVE, CALENDAR_CANCELLED };

struct calendar_event {
    const char *uid; /* the same from one calendar to the next */
    day_number day;
    const char *rule; /* RRULE; NULL: it does not recur */
    const char *title, *description, *category;
    enum calendar_status status;
};

void calendar_begin(struct calendar *calendar, struct writer *writer, const char *name, day_number as_of);
void calendar_event(struct calendar *calendar, const struct calendar_event *event);
void calendar_end(struct calendar *calendar);

#endif
