/* workspace: the model of what the command line's paths lead to, read side by side and linked.
 * Depends on command, files, revision, model, rules. The workspace owns the model and the list of files until workspace_close. */
#ifndef TRAAD_WORKSPACE_H
#define TRAAD_WORKSPACE_H

#include "command.h"
#include "revision.h"
#include "rules.h"

/* How long each step took, in seconds. */
enum step { STEP_READ, STEP_LINK, STEP_CHECK, STEP_RULES, STEP_OUTPUT, STEP_COUNT };

/* Bytes that stand in for those of a file; NULL: those that it has. */
struct replaced {
    const char *bytes;
    uint32_t length;
};

struct workspace {
    struct model model;
    struct rules *rules;
    struct file_list files;
    bool shares_files; /* the list is another workspace's */
    const char *const *paths;
    uint32_t path_count;
    struct replaced input; /* what standard input had, which cannot be read twice */
    struct arena arena;    /* of it */
    day_number as_of;
    uint32_t unreadable; /* how many files could not be read */
    double seconds[STEP_COUNT], began;
};

/* Finds the plans below paths[0 .. count), `.` when there are none. False, and said, when there is no plan. */
bool workspace_find(struct file_list *files, struct session *session, const char *const *paths, uint32_t count);

/* Finds and reads the plans of those paths, and links them. Settles what the session
 * speaks. False, and said, when there is no plan, or a day or a rule setting cannot be understood; close it even so. */
bool workspace_open(struct workspace *workspace, struct session *session, const char *const *paths, uint32_t count);

/* The same without data files and rules, and without a word: false when there is no plan, or more than can be read
 * while somebody waits for a key to be answered. */
bool workspace_glance(struct workspace *workspace, struct session *session, const char *const *paths, uint32_t count);

void workspace_close(struct workspace *workspace);

/* Opens the same files once more, each with the bytes that stand in for it; replaced[] is by file of the list. The first
 * workspace must stay open, and this one is given back with workspace_free. False as above. */
bool workspace_reopen(struct workspace *workspace, const struct workspace *first, struct session *session,
                      const struct replaced *replaced);

/* The same of a version in git, which may be without plans. False, and said, when what is asked for is not in it. */
bool workspace_open_revision(struct workspace *workspace, struct session *session, const struct revision *revision);

/* A workspace without plans, to compare the first version with. False, and said, when the day cannot be understood. */
bool workspace_open_empty(struct workspace *workspace, struct session *session);

/* The day that the command line asks about, else today. False, and said, when it cannot be understood. */
bool workspace_day(struct session *session, day_number *day);

/* Gives all of it back, where workspace_close may leave that to the end of the program. */
void workspace_free(struct workspace *workspace);

/* Notes that a step ends here. */
void workspace_step(struct workspace *workspace, enum step step);

/* Says why a version in git could not be read; `where` as from revision_find. */
void workspace_say_incomplete(struct session *session, const struct revision *revision, enum completeness whole,
                              const char *where);

/* Says which files could not be read. */
void workspace_say_unreadable(const struct workspace *workspace, struct session *session);

#endif
