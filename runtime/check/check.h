/* check: built-in consistency (language.md 7). Each family of checks has a file; all are rows of one table.
 * Depends on model. Findings are diagnostics in the units' lists; check_collect gives all of them, sorted. */
#ifndef TRAAD_CHECK_H
#define TRAAD_CHECK_H

#include "moment.h"

/* Runs every built-in check on every plan of the workspace, as of `day`, units side by side. */
void check_run(struct model *model, day_number day);

/* All findings of the workspace, parsing's and linking's too, with settings and exceptions (`unntak`) applied: severities
 * set, those that are off or excepted left out, sorted by file and place. The array belongs to the caller (array_free). */
struct diagnostic *check_collect(struct model *model, day_number day, uint32_t *count);

/* A finding's fingerprint: its code, its declaration's identity, its property and offending name, and its ordinal among
 * equals; never its line, message or language. `text` gets 16 hex digits and NUL. Needs model_identities. */
void check_fingerprint(const struct model *model, const struct diagnostic *diagnostic, uint32_t ordinal, char text[17]);

#endif
