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

/* What a finding is known by, from one run to the next: 16 hex digits. */
enum { FINGERPRINT_DIGITS = 16 };

struct fingerprint {
    char text[FINGERPRINT_DIGITS + 1];
};

/* The fingerprints of data[0 .. count), which are sorted: of a finding's code, its declaration's identity, its property and
 * offending name, and its ordinal among those that are equal in all that; never of its line, message or language. The array
 * belongs to the caller (array_free). */
struct fingerprint *check_fingerprints(struct model *model, const struct diagnostic *data, uint32_t count);

/* What a finding is about, as its fingerprint has it: its declaration's identity, else its file. Needs model_identities. */
const char *check_subject(const struct model *model, const struct diagnostic *diagnostic);

#endif
