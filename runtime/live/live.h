/* live: a workspace whose texts are being written, and what is found in it after each change. For editors.
 * Depends on check, rules. Does no input or output. Owns the texts, their trees and the findings (live_free).
 *
 * After any changes, the findings are those that a check of the same texts from the start gives: the same in every field, in the
 * same order. What it costs is told by neighbourhoods: the documents that name each other's plans or libraries, however
 * indirectly. A change is answered by parsing its document and linking and checking its neighbourhood; the rest stands as it was.
 * Some things lean on the whole workspace, and while any document has one, all of it is one neighbourhood (live_is_together): a
 * rule of its own (`regel`), a value that is computed (`beregn`), settings (`oppsett`) without a plan, an exception for a rule
 * that its plan has not, or an extension of a library's declaration that a standard rule asks about (docs/design.md). Data files are
 * not read: `data` lines are as those of a model that was given none. */
#ifndef TRAAD_LIVE_H
#define TRAAD_LIVE_H

#include "check.h"

struct live;

struct live_options {
    day_number day;                  /* that is asked about */
    enum language language;          /* of what rules say; all other findings are in every language */
    const struct parallel *parallel; /* must outlive the workspace */
};

/* A workspace without documents. Never NULL. */
struct live *live_open(const struct live_options *options);
void live_free(struct live *live);

/* ---- its documents ------------------------------------------------------------------------------------------- */

/* What is not a document's number: none, and the files of the standard library, from here on in the order of stdlib_files. */
#define LIVE_NONE UINT32_MAX
#define LIVE_LIBRARY 0x80000000u

#define LIVE_LONGEST (0x80000000u - 2) /* bytes, as of files that are read */

/* Adds the document at `path`, or changes its text, which is copied: any bytes, at most LIVE_LONGEST. Returns its number, which it
 * keeps until it is removed; of a text that is longer LIVE_NONE, and nothing is changed. Parses it; nothing is checked before
 * live_check. */
uint32_t live_put(struct live *live, const char *path, const char *bytes, uint32_t length);

/* Its number may be given to another document afterwards. */
void live_remove(struct live *live, uint32_t number);

/* The number of the document at a path, or LIVE_NONE. */
uint32_t live_find(const struct live *live, const char *path);

/* The numbers of all documents, in the order of their paths: the order of findings. Valid until the next change. */
const uint32_t *live_documents(const struct live *live, uint32_t *count);

/* The text of a document or of a file of the standard library: path, bytes, length; of a document, until it is changed. */
struct source live_source(const struct live *live, uint32_t number);

/* ---- what is found ------------------------------------------------------------------------------------------- */

/* Checks what the changes since the last call may have to do with. Gives the documents whose findings are not what they were
 * then, in the order of paths; valid until the next call. */
const uint32_t *live_check(struct live *live, uint32_t *count);

/* The findings of a document as of the last live_check, in the order of places; valid until the next. Files are numbered as
 * documents are; a finding's `declaration` is an entity of the document's live_model. */
const struct diagnostic *live_findings(const struct live *live, uint32_t number, uint32_t *count);

/* The model of a document's neighbourhood, linked and, when it was the only one that changed, checked; `*file` is the document's
 * number in it. To be asked after live_check; valid until the next change, check or model. */
struct model *live_model(struct live *live, uint32_t number, uint32_t *file);

/* True when something leans on the whole workspace, so that every change is answered by linking and checking all of it. */
bool live_is_together(const struct live *live);

/* How many documents the last live_check linked and checked. */
uint32_t live_checked(const struct live *live);

#endif
