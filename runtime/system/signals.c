#include "signals.h"

#include <assert.h>
#include <signal.h>
#include <stddef.h>
#include <unistd.h>

enum { MOST_DOOMED = 128 };

static const int STOPPING[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU}, IGNORED[] = {SIGPIPE, SIGXFSZ};

static const char *volatile doomed[MOST_DOOMED];
static volatile sig_atomic_t held, told;

static void on_signal(int number)
{
    if (held) {
        told = number;
        return;
    }
    for (size_t i = 0; i < MOST_DOOMED; i++) {
        const char *path = doomed[i];
        if (path)
            unlink(path);
    }
    signal(number, SIG_DFL);
    raise(number);
}

/* One that the process was started with orders to ignore, as nohup does, is still ignored. */
static void stop_on(int number)
{
    struct sigaction action = {.sa_handler = on_signal}, before;
    sigfillset(&action.sa_mask);
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

void signals_begin(void)
{
    for (size_t i = 0; i < sizeof STOPPING / sizeof *STOPPING; i++)
        stop_on(STOPPING[i]);
    for (size_t i = 0; i < sizeof IGNORED / sizeof *IGNORED; i++)
        signal(IGNORED[i], SIG_IGN);
}

void signals_doom(const char *path)
{
    size_t i = 0;
    while (i < MOST_DOOMED && doomed[i])
        i++;
    assert(i < MOST_DOOMED);
    doomed[i] = path;
}

void signals_spare(const char *path)
{
    for (size_t i = 0; i < MOST_DOOMED; i++)
        if (doomed[i] == path)
            doomed[i] = NULL;
}

void signals_hold(void)
{
    held++;
}

void signals_release(void)
{
    if (--held == 0 && told)
        raise(told);
}

bool signals_held_back(void)
{
    return told != 0;
}
