/* notice: waiting until something happens in some folders: told by the system (inotify), else until some time has
 * passed. Depends on nothing in the house. Owns a descriptor until notice_close. */
#ifndef TRAAD_NOTICE_H
#define TRAAD_NOTICE_H

#include <stdbool.h>

enum notice_mode {
    NOTICE_TOLD,    /* by the system */
    NOTICE_POLLING, /* as asked for, or because this system tells nothing */
    NOTICE_FULL     /* polling: the system has no room for more folders */
};

struct notice {
    enum notice_mode mode;
    int descriptor; /* -1: none */
};

enum noticed { NOTICED_NOTHING, NOTICED_SOMETHING, NOTICED_NO_READER };

struct notice notice_open(bool polling);
void notice_close(struct notice *notice);

/* Begins anew, with no folder; then folders are added, as often as one likes. A folder that is not there is passed
 * over. */
void notice_begin(struct notice *notice);
void notice_add(struct notice *notice, const char *folder);

/* Waits until something happens in a folder, or nobody reads standard output any more, but no longer than so many
 * milliseconds. What has happened is forgotten. */
enum noticed notice_wait(struct notice *notice, int milliseconds);

/* Waits so long whatever happens. */
void notice_pause(int milliseconds);

#endif
