/* diff_like: what a thing is known by when two versions are matched, as keys: equal for things that are alike.
 * Depends on diff, key. A key is written into the matching's own buffer, which the next one takes over.
 * Each function gives false when the thing has no such key. */
#ifndef TRAAD_DIFF_LIKE_H
#define TRAAD_DIFF_LIKE_H

#include "diff.h"
#include "key.h"

#define NOBODY UINT32_MAX

/* Two versions while they are matched. */
struct matching {
    struct diff *diff;
    struct arena arena;
    struct key key;
    uint32_t *old_units; /* by unit of the old version: the same one in the new; 0: none */
    uint32_t deepest;    /* how deep things nest */
    bool found;
};

/* By name: of its kind, or of what it may have become without being another (a goal of another kind, a group that was an
 * actor). Numbers are where a thing stands in the plan, which is renumbered when something is put in before it: those are known by
 * their titles too, or by them alone. */
bool like_name(struct matching *m, struct side *side, uint32_t entity);
bool like_name_of_family(struct matching *m, struct side *side, uint32_t entity);
bool like_number_and_title(struct matching *m, struct side *side, uint32_t entity);
bool like_numbered_title(struct matching *m, struct side *side, uint32_t entity);

/* False for two of one number whose titles have no word in common: the number has been given to something else. */
bool like_bears_its_number(const struct matching *m, uint32_t old, uint32_t new);

/* What has no id of its own is known by its parent and its title. */
bool like_nameless(struct matching *m, struct side *side, uint32_t entity);

bool like_title(struct matching *m, struct side *side, uint32_t entity);
bool like_title_in_parent(struct matching *m, struct side *side, uint32_t entity);

/* By all that its own lines say, whatever their order. */
bool like_content(struct matching *m, struct side *side, uint32_t entity);
bool like_content_in_parent(struct matching *m, struct side *side, uint32_t entity);

/* What a thing of that kind can be and still be the same: equal numbers. */
uint32_t like_family(uint32_t kind);

#endif
