/* fix: makes the corrections that findings carry and that are safe, all at once, or shows them as a patch.
 * Depends on checked, workspace, linediff, stream. Owns nothing afterwards.
 *
 * A correction is made when it is marked as safe (diag_add_fix) and the plans, read and checked anew with it, have no error
 * that they did not have. When they do, the corrections that lead to it are found by halving, and left out. What the first
 * ones lead to is corrected too, some times over. Standard input, data files, and files with bytes that could not be read are
 * left as they are. A file is written whole or not at all, with its mode and line breaks. */
#ifndef TRAAD_FIX_H
#define TRAAD_FIX_H

#include "checked.h"
#include "stream.h"

/* Corrects the files of `first`, in which `checked` was found, with fingerprints. With a `patch` the files stay, and the patch is written there.
 * Says on stderr what was done unless it is to be quiet. Returns EXIT_FAILED, and says why, when a file cannot be written. */
int fix_run(struct session *session, const struct workspace *first, const struct checked *checked,
            const struct selection *selection, struct writer *patch);

#endif
