/* link: the steps of linking that have files of their own. Internal to model/. Depends on model, scope. */
#ifndef TRAAD_LINK_H
#define TRAAD_LINK_H

#include "model.h"

/* reference.c: resolves every reference of unit `number` and reports names that are unknown, ambiguous, double or of a wrong
 * kind; collects its relations. Needs the names of all units. */
void link_references(struct model *model, uint32_t number);

/* settings.c: reads `oppsett`, plan over workspace over library, and lays the command line over them. */
void link_settings(struct model *model);

/* data.c: lists the `data` lines of the users' files. */
void link_data_lines(struct model *model);

#endif
