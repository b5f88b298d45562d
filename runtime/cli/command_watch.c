/* command_watch.c: `traad watch`: runs a command again each time that what it reads has changed.
 *
 * Each run is a process of its own, so that nothing is left behind by it and no failure ends the watching. It tells
 * which files it has read beside the plans (session_tell). The system's news of folders only wake us: whether to run
 * is decided by what stands on the disk. */
#include "allowance.h"
#include "notice.h"
#include "stamps.h"
#include "terminal.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Milliseconds. A change is answered when nothing more has come for a moment; what is always changing is answered even
 * so. */
enum { MOMENT = 100, PATIENCE = 3000, TICK = 1000, MINUTE = 60 * TICK, TIMES_SLOWER = 20 };

struct watch {
    struct session *session;
    struct notice notice;
    const char *const *paths;
    uint32_t path_count;
    struct stamps last; /* what the last run has read */
    char *told;         /* by the last run: strings; see session_tell */
    uint32_t told_count, told_capacity;
    const char **others; /* into told */
    uint32_t other_count, other_capacity;
    double slowness; /* seconds that looking takes */
    char home[PATH_MAX];
    bool said_full;
};

/* ---- one run ----------------------------------------------------------------------------------------------------- */

static volatile sig_atomic_t child, told_to_stop;

static void on_signal(int number)
{
    told_to_stop = number;
    if (child > 0)
        kill((pid_t)child, number);
}

/* While a run lasts, whoever stops us waits for it to take away what it has begun. */
static void mind_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaction(numbers[i], &action, NULL);
}

/* Reads what the run tells, until it ends. */
static void listen(struct watch *w, int descriptor)
{
    w->told_count = 0;
    for (ssize_t got = 1; got != 0;) {
        w->told = array_grow(w->told, &w->told_capacity, w->told_count + PIPE_BUF, 1);
        got = read(descriptor, w->told + w->told_count, w->told_capacity - w->told_count - 1);
        if (got < 0 && errno != EINTR)
            break;
        w->told_count += got > 0 ? (uint32_t)got : 0;
    }
    w->told[w->told_count] = '\0';
    w->other_count = 0;
    for (uint32_t at = 0; at < w->told_count; at += (uint32_t)strlen(w->told + at) + 1)
        if (w->told[at] == TOLD_FILE)
            ARRAY_PUSH(w, others, other_count, other_capacity, w->told + at + 1);
        else
            w->session->language = (enum language)(w->told[at + 1] - '0');
}

/* Runs the command; true in the process that is to run it. */
static bool run(struct watch *w)
{
    int ends[2];
    if (pipe(ends) != 0)
        ends[0] = ends[1] = -1;
    mind_signals();
    pid_t process = fork();
    if (process == 0) {
        stream_begin();
        notice_close(&w->notice);
        close(ends[0]);
        w->session->listener = ends[1];
        return true;
    }
    if (process < 0)
        session_say(w->session, TEXT_CANNOT_RUN, command_row(w->session->options.command)->name,
                    error_text(errno, w->session->language));
    child = process;
    close(ends[1]);
    listen(w, ends[0]);
    close(ends[0]);
    while (process > 0 && waitpid(process, NULL, 0) < 0 && errno == EINTR)
        continue;
    child = 0;
    stream_begin();
    if (told_to_stop)
        raise(told_to_stop);
    stamps_tell(&w->last, w->others, w->other_count);
    return false;
}

/* ---- noticing ---------------------------------------------------------------------------------------------------- */

/* A working folder that was taken away may have come back under its name. */
static void go_home(const struct watch *w)
{
    struct stat status;
    if (*w->home && (stat(".", &status) != 0 || status.st_nlink == 0) && chdir(w->home) != 0)
        return; /* not yet */
}

static void look(struct watch *w, struct stamps *now)
{
    double began = environment_seconds();
    go_home(w);
    stamps_take(now, w->paths, w->path_count, w->others, w->other_count, !w->session->options.given[OPTION_AS_OF]);
    w->slowness = environment_seconds() - began;
}

/* Lets what has begun go on for a moment; where looking takes long, for longer. */
static void pause_for(const struct watch *w)
{
    notice_pause(MOMENT + (int)(w->slowness * 4 * TICK));
}

static void add_folder(void *context, const char *path)
{
    struct watch *w = context;
    notice_add(&w->notice, path);
}

static void listen_to_folders(struct watch *w, const struct stamps *now)
{
    notice_begin(&w->notice);
    stamps_folders(now, add_folder, w);
    if (w->notice.mode == NOTICE_FULL && !w->said_full) {
        session_say(w->session, TEXT_WATCH_FULL, NULL, NULL);
        writer_flush(&w->session->errors);
        w->said_full = true;
    }
}

/* How long to wait for news at most. Every minute is looked at even so: some file systems tell nothing, and days pass. */
static int longest_wait(const struct watch *w, const struct stamps *now)
{
    int slow = (int)(w->slowness * TIMES_SLOWER * TICK);
    bool polling = w->notice.mode != NOTICE_TOLD || now->gap;
    return !polling ? MINUTE : slow > TICK ? slow : TICK;
}

/* Looks again and again until nothing changes any more, or for as long as anybody cares to wait. */
static void settle(struct watch *w, struct stamps *now)
{
    double began = environment_seconds();
    for (bool same = false; !same && environment_seconds() - began < (double)PATIENCE / TICK;) {
        struct stamps next;
        notice_wait(&w->notice, 0);
        pause_for(w);
        look(w, &next);
        same = stamps_same(now, &next);
        stamps_free(now);
        *now = next;
    }
}

/* Waits until something has changed, and gives what is there then. False when nobody reads the answers any more. */
static bool wait_for_change(struct watch *w, struct stamps *now)
{
    *now = (struct stamps){0};
    look(w, now);
    listen_to_folders(w, now);
    for (enum noticed noticed = NOTICED_SOMETHING; noticed != NOTICED_NO_READER;) {
        struct stamps next;
        look(w, &next);
        bool same_folders = stamps_same_folders(now, &next);
        stamps_free(now);
        *now = next;
        if (!stamps_same(&w->last, now)) {
            settle(w, now);
            return true;
        }
        if (!same_folders) {
            pause_for(w);
            listen_to_folders(w, now);
            continue;
        }
        noticed = notice_wait(&w->notice, longest_wait(w, now));
        if (noticed == NOTICED_SOMETHING)
            pause_for(w);
    }
    stamps_free(now);
    return false;
}

/* ---- what is said ------------------------------------------------------------------------------------------------ */

static void say(struct watch *w, enum text text, const char *first, const char *second)
{
    if (!w->session->options.given[OPTION_QUIET])
        session_say(w->session, text, first, second);
    writer_flush(&w->session->errors);
}

static void say_changed(struct watch *w, const struct stamps *now)
{
    struct arena arena = {0};
    const char *changes = stamps_changes(&w->last, now, &arena);
    time_t clock = time(NULL);
    struct tm local;
    char shown[16];
    localtime_r(&clock, &local);
    strftime(shown, sizeof shown, "%H:%M:%S", &local);
    if (*changes)
        say(w, TEXT_WATCH_CHANGED, shown, changes);
    else
        say(w, TEXT_WATCH_NEW_DAY, shown, NULL);
    arena_free(&arena);
}

/* Only a terminal that shows the answers is cleared. */
static void clear_screen(const struct session *session)
{
    const char *term = getenv("TERM");
    if (!terminal_is(STREAM_OUT) || !term || strcmp(term, "dumb") == 0 || session->options.values[OPTION_OUTPUT] ||
        session->options.values[OPTION_OUTPUT_FOLDER])
        return;
    struct stream stream;
    stream_open(&stream, NULL);
    writer_text(&stream.writer, "\033[H\033[2J");
    stream_close(&stream);
}

/* False, and said, when the command or a path cannot be watched. */
static bool can_watch(const struct watch *w)
{
    struct session *session = w->session;
    struct stat status;
    if (!command_is_watched(session->options.command)) {
        session_say(session, TEXT_WATCH_NOT_THIS, command_row(session->options.command)->name, NULL);
        return false;
    }
    for (uint32_t i = 0; i < w->path_count; i++) {
        if (strcmp(w->paths[i], "-") == 0)
            return session_say(session, TEXT_WATCH_NOT_INPUT, NULL, NULL), false;
        if (stat(w->paths[i], &status) != 0)
            return session_say(session, TEXT_CANNOT_READ, w->paths[i], error_text(errno, session->language)), false;
    }
    return true;
}

static void watch_free(struct watch *w)
{
    stamps_free(&w->last);
    notice_close(&w->notice);
    array_free(w->told);
    array_free(w->others);
}

int command_watch(struct session *session)
{
    static const char *const here[] = {"."};
    const struct options *options = &session->options;
    uint32_t first = options_first_path(options);
    struct watch w = {.session = session, .paths = here, .path_count = 1};
    if (options->argument_count > first) {
        w.paths = options->arguments + first;
        w.path_count = options->argument_count - first;
    }
    if (!can_watch(&w))
        return EXIT_FAILED;
    if (!getcwd(w.home, sizeof w.home))
        *w.home = '\0';
    w.notice = notice_open(options->given[OPTION_POLL]);
    look(&w, &w.last);
    for (bool changed = true; changed;) {
        struct stamps now;
        if (run(&w)) {
            watch_free(&w);
            return allowance_impose(session) ? command_row(options->command)->run(session) : EXIT_FAILED;
        }
        say(&w, TEXT_WATCH_WAITING, NULL, NULL);
        changed = wait_for_change(&w, &now);
        if (!changed)
            break;
        clear_screen(session);
        say_changed(&w, &now);
        stamps_free(&w.last);
        w.last = now;
    }
    watch_free(&w);
    return EXIT_FAILED;
}
