#include "export_room.h"

void export_room_open(struct export_room *room, const struct export_request *request, const char *name)
{
    *room = (struct export_room){.table = {.arena = &room->arena},
                                 .report = {.model = request->model,
                                            .as_of = request->as_of,
                                            .language = request->language,
                                            .all = request->all,
                                            .within = -1}};
    filling_begin(&room->filling, &room->report, &room->table, name, NULL, 0);
}

void export_room_close(struct export_room *room)
{
    filling_end(&room->filling);
    table_free(&room->table);
    arena_free(&room->arena);
}
