/* ignore: what a `.traadignore` file leaves out, in the manner of gitignore(5).
 * Depends on arena; does no input. The rules live in the caller's arena and point into the text.
 *   # comment    *  ?  [a-z]    ** any folders    /anchored    folder/    !but not this    \# literally */
#ifndef TRAAD_IGNORE_H
#define TRAAD_IGNORE_H

#include "arena.h"

#include <stdbool.h>

struct ignore_rule {
    const char *pattern; /* length bytes */
    uint32_t length;
    bool negated, anchored, folders_only;
};

/* The rules of one folder, on top of those of the folders above. */
struct ignore {
    const struct ignore *above;
    uint32_t depth; /* bytes of a path, that lead to this folder, its slash with them */
    struct ignore_rule *rules;
    uint32_t count;
};

/* Reads the text of a .traadignore; `text` must outlive the rules. Returns `above` when there is no rule in it. */
const struct ignore *ignore_read(struct arena *arena, const struct ignore *above, uint32_t depth, const char *text,
                                 size_t length);

/* True when `path` is left out; its first `depth` bytes lead to the folder. The last rule of the innermost folder decides. */
bool ignore_matches(const struct ignore *ignore, const char *path, bool folder);

/* True when a pattern matches a whole path; `*`, `?` and `[…]` do not match a slash. */
bool ignore_glob(const char *pattern, size_t pattern_length, const char *path, size_t path_length);

#endif
