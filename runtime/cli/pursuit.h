/* pursuit: one promise followed through the commits of a repository, two versions at a time.
 * Depends on history, versions, walk, workspace. Texts live in the session's arena; a pair is open until pursuit_close, and what
 * it leaves for the next one until pursuit_drop. */
#ifndef TRAAD_PURSUIT_H
#define TRAAD_PURSUIT_H

#include "history.h"
#include "versions.h"
#include "walk.h"

/* What is known of the promise in a commit. */
struct followed {
    bool wanted;      /* a newer commit leads here */
    const char *name; /* its identity there; NULL: not there, or not yet found */
};

struct pursuit {
    struct session *session;
    const char *id; /* as asked for; once it is found, the identity that it had in its newest version */
    struct version version;
    struct walk walk;
    struct followed *followed; /* by step */
    struct history history;
    day_number as_of;
    enum language language;
    struct workspace kept; /* the version that was read last, as the older of two */
    uint32_t kept_step;    /* of it; NO_STEP: none is kept */
    uint32_t kept_promise; /* the promise in it, or 0 */
    const char *caption;   /* what it is called; NULL: it has not been found */
};

/* Two versions, and the comparison of them. */
struct pair {
    struct workspace old, new;
    struct arena arena;
    struct table table;
    struct diff diff;
    uint32_t promise; /* in the new version, or 0 */
    uint32_t before;  /* in the old one, or 0 */
};

/* Reads a commit and one it was made from; NO_STEP is nothing at all. False, and said, when one cannot be read. */
bool pursuit_open(struct pursuit *pursuit, struct pair *pair, uint32_t step, uint32_t parent);

/* Finds the promise in the pair: as a newer commit has led to it, else by its name, first as it was last. False, and said, when several
 * things have that name. */
bool pursuit_find(struct pursuit *pursuit, struct pair *pair, uint32_t step);

/* The older version is the newer one of the next pair, where history is a straight line. */
void pursuit_close(struct pursuit *pursuit, struct pair *pair, uint32_t parent);
void pursuit_drop(struct pursuit *pursuit);

/* Gives back what a pair that could not be opened, or searched, has read. */
void pursuit_abandon(struct pair *pair);

/* What the plans of a commit are, as one id: equal for commits that leave them as they were. */
struct git_id pursuit_plans(const struct pursuit *pursuit, uint32_t step);

/* A text that outlives the pair. */
const char *pursuit_text(struct pursuit *pursuit, const char *text);

#endif
