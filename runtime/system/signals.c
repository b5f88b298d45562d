#include "signals.h"

#include <assert.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { MOST_DOOMED = 128 };

static const int FAULTS[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
static const int STOPPING[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGALRM}, IGNORED[] = {SIGPIPE, SIGXFSZ};

static const char *volatile doomed[MOST_DOOMED];
static volatile sig_atomic_t held, told, last_words = STDERR_FILENO;
static const char *volatile doomed_folder, *volatile expired;

static void take_away(void)
{
    for (size_t i = 0; i < MOST_DOOMED; i++) {
        const char *path = doomed[i];
        if (path)
            unlink(path);
    }
}

/* Files, and folders of files. Whose descriptor it is, it is no longer. */
static void empty(int descriptor, bool deeper)
{
    DIR *directory = fdopendir(descriptor);
    for (struct dirent *entry; directory && (entry = readdir(directory)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlinkat(descriptor, entry->d_name, 0) == 0 || !deeper)
            continue;
        int inner = openat(descriptor, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner >= 0)
            empty(inner, false);
        unlinkat(descriptor, entry->d_name, AT_REMOVEDIR);
    }
    if (directory)
        closedir(directory);
}

static void take_away_folder(void)
{
    const char *path = doomed_folder;
    int descriptor = path ? open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1;
    if (descriptor < 0)
        return;
    empty(descriptor, true);
    rmdir(path);
}

void signals_doom_folder(const char *path)
{
    doomed_folder = path;
}

void signals_end(const char *line)
{
    take_away();
    take_away_folder();
    ssize_t written = line ? write(last_words, line, strlen(line)) : 0;
    (void)written; /* there is nobody left to tell */
    _exit(2);
}

static void on_signal(int number)
{
    if (held) {
        told = number;
        return;
    }
    if (number == SIGALRM && expired)
        signals_end(expired);
    take_away();
    signal(number, SIG_DFL);
    raise(number);
}

static void end_on(int number)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigfillset(&action.sa_mask);
    sigaction(number, &action, NULL);
}

void signals_expire(const char *line)
{
    sigset_t alarm;
    expired = line;
    end_on(SIGALRM);
    sigemptyset(&alarm);
    sigaddset(&alarm, SIGALRM);
    pthread_sigmask(SIG_UNBLOCK, &alarm, NULL);
}

/* A mistake of ours, or of a library that cannot do without memory: nothing is left lying even so. */
static void on_fault(int number)
{
    take_away();
    raise(number); /* as if there were no handler */
}

static void mind_fault(int number)
{
    struct sigaction action = {.sa_handler = on_fault, .sa_flags = (int)(SA_RESETHAND | SA_NODEFER)}, before;
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler == SIG_DFL && !(before.sa_flags & SA_SIGINFO))
        sigaction(number, &action, NULL);
}

/* One that the process was started with orders to ignore, as nohup does, is still ignored. */
static void stop_on(int number)
{
    struct sigaction before;
    if (sigaction(number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        end_on(number);
}

/* A library's chatter is kept from stderr while it works (output/xlsx.c): the last words go to where stderr was. */
static void keep_stderr(void)
{
    int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    if (kept >= 0)
        last_words = kept;
}

void signals_begin(void)
{
    keep_stderr();
    for (size_t i = 0; i < sizeof STOPPING / sizeof *STOPPING; i++)
        stop_on(STOPPING[i]);
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++)
        mind_fault(FAULTS[i]);
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
