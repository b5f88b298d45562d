#include "notice.h"

#include "terminal.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/inotify.h>

void notice_begin(struct notice *notice)
{
    notice_close(notice);
    if (notice->mode != NOTICE_TOLD)
        return;
    notice->descriptor = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (notice->descriptor < 0)
        notice->mode = NOTICE_FULL;
}

void notice_add(struct notice *notice, const char *folder)
{
    const uint32_t events = IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB |
                            IN_MOVED_FROM | IN_MOVED_TO | IN_MOVE_SELF | IN_ONLYDIR;
    if (notice->descriptor < 0 || inotify_add_watch(notice->descriptor, folder, events) >= 0 ||
        (errno != ENOSPC && errno != ENOMEM))
        return;
    notice->mode = NOTICE_FULL;
    notice_close(notice);
}

struct notice notice_open(bool polling)
{
    return (struct notice){polling ? NOTICE_POLLING : NOTICE_TOLD, -1};
}
#else
void notice_begin(struct notice *notice)
{
    (void)notice;
}

void notice_add(struct notice *notice, const char *folder)
{
    (void)notice;
    (void)folder;
}

struct notice notice_open(bool polling)
{
    (void)polling;
    return (struct notice){NOTICE_POLLING, -1};
}
#endif

void notice_close(struct notice *notice)
{
    if (notice->descriptor >= 0)
        close(notice->descriptor);
    notice->descriptor = -1;
}

enum noticed notice_wait(struct notice *notice, int milliseconds)
{
    struct pollfd polled[] = {{.fd = STREAM_OUT}, {.fd = notice->descriptor, .events = POLLIN}};
    char events[4096];
    int ready = poll(polled, 2, milliseconds);
    if (ready > 0 && polled[0].revents & (POLLERR | POLLHUP))
        return NOTICED_NO_READER;
    if (ready <= 0 || !polled[1].revents)
        return NOTICED_NOTHING;
    while (read(notice->descriptor, events, sizeof events) > 0)
        continue;
    return NOTICED_SOMETHING;
}

void notice_pause(int milliseconds)
{
    poll(NULL, 0, milliseconds);
}
