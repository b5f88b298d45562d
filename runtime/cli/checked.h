/* checked: what is found in a workspace, and what of it the command line asks to see (--select, --ignore, --baseline).
 * Depends on workspace, baseline. Owns its findings until checked_free; they point into the workspace. */
#ifndef TRAAD_CHECKED_H
#define TRAAD_CHECKED_H

#include "baseline.h"
#include "workspace.h"

enum { MOST_NAMED_RULES = 64 };

/* What --select or --ignore lists: codes of the checks, and names of rules, which are known only when the plans are read. */
struct listed {
    bool codes[DIAG_COUNT], given;
    const char *rules[MOST_NAMED_RULES];
    size_t lengths[MOST_NAMED_RULES];
    uint32_t rule_count;
};

struct selection {
    struct listed selected, ignored;
    struct baseline *baseline; /* NULL: none */
    bool asked[DIAG_COUNT];    /* the checks that run though they are off by default */
    bool fingerprints;         /* they are wanted */
    bool trial;                /* it is not to be noted in the baseline what is found */
};

struct checked {
    struct diagnostic *all; /* as found, in the order of files and places */
    uint32_t all_count;
    struct diagnostic *data;          /* those to show */
    struct fingerprint *fingerprints; /* of data; NULL unless they are wanted */
    uint32_t count;
    uint32_t known; /* how many of `all` the baseline has */
};

/* Reads --select and --ignore. What is selected is asked for. */
void selection_read(struct selection *selection, struct session *session);

/* False, and said, when a name in them is neither a code nor one of the workspace's rules. */
bool selection_check(const struct selection *selection, struct session *session, struct model *model);

/* Checks a workspace, built-in checks and rules. */
void checked_run(struct checked *checked, struct workspace *workspace, const struct selection *selection);

/* Leaves out of those to show what was only found because a wider selection asked for it. */
void checked_narrow(struct checked *checked, const struct model *model, const struct selection *selection);
void checked_free(struct checked *checked);

#endif
