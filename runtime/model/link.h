/* link: the steps of linking that have files of their own. Internal to model/. Depends on model, scope. */
#ifndef TRAAD_LINK_H
#define TRAAD_LINK_H

#include "embedded.h"
#include "model.h"

/* entities.c: makes the entities of a file that was just parsed, while its tree is near, numbered from 1 within the file. */
void link_declare(struct file *file, uint32_t number);

/* entities.c: puts the entities of unit i + 1 among the model's and enters their names; `context` is the model. Its files must
 * have been given their ranges. */
void link_entities(void *context, uint32_t i);

/* uses.c: finds the units that a unit's `bruk` lines name. */
void link_uses(struct model *model, struct unit *unit);

/* uses.c: what a library brings in, it passes on: `bruk std/råd` is enough for all that std/råd itself uses. */
void link_pass_on_uses(struct model *model);

/* uses.c: the embedded file of `std/NAME`, or NULL; the file of the model that it was made, or NULL; and the text of the library in
 * `bruk` line number `use`, NFC, or NULL. */
const struct embedded *link_standard_library(const char *name, uint32_t length);
const struct file *link_library_file(const struct model *model, const struct embedded *library);
const struct symbol *link_used_name(const struct tree *tree, uint32_t use);

/* reference.c: resolves every reference of unit `number` and reports names that are unknown, ambiguous, double or of a wrong
 * kind; collects its relations. Needs the names of all units. */
void link_references(struct model *model, uint32_t number);

/* settings.c: reads `oppsett`, plan over workspace over library, and lays the command line over them. */
void link_settings(struct model *model);

/* data.c: lists the `data` lines of the users' files. */
void link_data_lines(struct model *model);

#endif
