/* wasm: what a build as WebAssembly gives its host: documents in, the findings out, as `traad check --format json` writes them.
 * Depends on check, rules, findings. A workspace owns its documents and what it has answered, until wasm_close.
 * No file is read, no clock asked, nothing written: a host needs to give three functions, which traad.mjs has for JavaScript.
 *
 * What a host imports, in the module `traad`: `nfc` (lang/unicode_host.c), `exhausted` and `broken` (lang/exhausted_host.c). The
 * last two do not return: they throw, and the instance is of no more use.
 *
 * Data files are what `data` lines name by their path from the plan's folder. A line whose file was not given, that leads out of
 * the workspace, or that names JSON-stat, is as one without its file: nothing is said of that. */
#ifndef TRAAD_WASM_H
#define TRAAD_WASM_H

#include "lexicon.h"

#define WASM_EXPORT(name) __attribute__((export_name(#name)))

struct wasm_workspace;

/* What a document is. */
enum wasm_kind { WASM_PLAN, WASM_DATA };

#define WASM_LONGEST_PLAN (0x80000000u - 2) /* bytes, as of files that are read; of data, DATA_MOST_BYTES */

/* A workspace without documents. Never NULL. */
WASM_EXPORT(traad_open) struct wasm_workspace *wasm_open(void);
WASM_EXPORT(traad_close) void wasm_close(struct wasm_workspace *workspace);

/* Room for `size` bytes, for the host to write in: the path of a document, and right behind it its bytes. Until the next wasm_put or
 * wasm_room. */
WASM_EXPORT(traad_room) char *wasm_room(struct wasm_workspace *workspace, uint32_t size);

/* Adds the document in the room, or changes it: its path (UTF-8, without NUL, with `/` between folders and no `.` or `..`, as
 * findings are to tell it) and `length` bytes, any. Plans are parsed. False, and nothing is done, when the room has not so many bytes,
 * `kind` is none, or the document is too large. */
WASM_EXPORT(traad_put)
bool wasm_put(struct wasm_workspace *workspace, enum wasm_kind kind, uint32_t path_length, uint32_t length);

/* Takes away the document whose path is in the room. False when there is none. */
WASM_EXPORT(traad_remove) bool wasm_remove(struct wasm_workspace *workspace, uint32_t path_length);

/* Checks all plans as of a day (days since 1970-01-01, of the years 1000 to 9999), with built-in checks and rules. Gives the findings in a
 * language (0 nb, 1 nn, 2 en) as JSON, UTF-8 with NUL behind it; NULL for a day or a language that is none. Until the next check. */
WASM_EXPORT(traad_check)
const char *wasm_check(struct wasm_workspace *workspace, int32_t day, enum language language);

/* The bytes of that JSON. */
WASM_EXPORT(traad_length) uint32_t wasm_length(const struct wasm_workspace *workspace);

#endif
