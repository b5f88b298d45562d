/* data_files: finds and reads the data files that `data` lines name, for the model to make datasets of.
 * Depends on command, files, model. Owns nothing: paths belong to the session's arena, bytes to the model. */
#ifndef TRAAD_DATA_FILES_H
#define TRAAD_DATA_FILES_H

#include "command.h"
#include "model.h"
#include "revision.h"

/* Reads, side by side, what the linked model's `data` lines name: below the folder of the plan file, and never outside the
 * folders that paths[0 .. count) are, or lie in. What is wrong with a name is reported where it stands. */
void data_files_read(struct model *model, struct session *session, const char *const *paths, uint32_t count);

/* The same in a version in git: never outside what is asked for of it. False when the repository does not have a file that the
 * version should have, `*missing`. */
bool data_files_read_revision(struct model *model, struct session *session, const struct revision *revision,
                              const char **missing);

#endif
