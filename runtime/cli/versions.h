/* versions: what the arguments of `diff` and `log` name: a folder or a file, a revision in git, or the working tree.
 * Depends on command, workspace. Texts belong to the session's arena; the repository is open until versions_close. */
#ifndef TRAAD_VERSIONS_H
#define TRAAD_VERSIONS_H

#include "workspace.h"

struct version {
    const char *name; /* what the reader calls it */
    const char *path; /* a folder or a file; NULL: a revision */
    struct revision revision;
};

struct versions {
    struct session *session;
    struct git git;
    bool opened;
    struct version old, new;
};

/* Reads the arguments of `diff`: two paths or revisions; one revision, against the working tree; none, HEAD against it. What is a
 * path is taken as one. False, and said, when something is neither. */
bool versions_find(struct versions *versions, struct session *session);

/* Opens the repository that --repository, or else the current folder, lies in, and finds a revision in it. False, and said. */
bool versions_find_one(struct versions *versions, struct session *session, const char *revision,
                       struct version *version, struct git_id *commit);
void versions_close(struct versions *versions);

/* Opens the workspace of a version; see workspace_open. */
bool version_open(const struct version *version, struct session *session, struct workspace *workspace);

#endif
