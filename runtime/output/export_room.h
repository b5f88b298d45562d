/* export_room: where an export that tells of plans in people's words is made: the reports' own cells, with no table to fill.
 * Depends on cells, export. Everything told in it lives until it is closed; it may not be moved. */
#ifndef TRAAD_EXPORT_ROOM_H
#define TRAAD_EXPORT_ROOM_H

#include "cells.h"
#include "export.h"

struct export_room {
    struct arena arena;
    struct table table;
    struct report_request report;
    struct filling filling;
};

void export_room_open(struct export_room *room, const struct export_request *request, const char *name);
void export_room_close(struct export_room *room);

#endif
