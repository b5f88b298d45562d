#define _XOPEN_SOURCE 700 /* setitimer */
#include "allowance.h"

#include "signals.h"
#include "stream.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

/* What the memory is counted by: what the process may write to. Address space alone would count what threads and
 * libraries have only asked for. */
#ifdef __linux__
enum { COUNTED_MEMORY = RLIMIT_DATA };
#else
enum { COUNTED_MEMORY = RLIMIT_AS };
#endif

static const char *volatile memory_words;

/* What the limit leaves is not enough to clean up with: it has done its work, and is lifted. */
static void end_without_memory(void)
{
    struct rlimit limit;
    if (getrlimit(COUNTED_MEMORY, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(COUNTED_MEMORY, &limit);
    }
    signals_end(memory_words);
}

/* A text for the user as a whole line. */
static const char *line(struct session *session, enum text text, const char *limit)
{
    return arena_format(&session->arena, "traad: %s\n",
                        text_string(&session->arena, text, session->language, limit, NULL));
}

/* The process was started with less than it is told that it may use. */
static bool is_lower_outside(int64_t bytes)
{
    struct rlimit limit;
    return getrlimit(COUNTED_MEMORY, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < (rlim_t)bytes;
}

void allowance_speak(struct session *session)
{
    const char *memory = session->options.values[OPTION_MAX_MEMORY], *time = session->options.values[OPTION_MAX_TIME];
    bool ours = memory && !is_lower_outside(options_quantity(&session->options, OPTION_MAX_MEMORY));
    memory_words = line(session, ours ? TEXT_OVER_MEMORY : TEXT_NO_MEMORY, memory);
    if (time)
        signals_expire(line(session, TEXT_OVER_TIME, time));
}

/* Nothing is loosened: a lower limit from outside stands. */
static bool limit_memory(int64_t bytes)
{
    struct rlimit limit;
    if (getrlimit(COUNTED_MEMORY, &limit) != 0)
        return false;
    if (limit.rlim_cur == RLIM_INFINITY || (rlim_t)bytes < limit.rlim_cur)
        limit.rlim_cur = (rlim_t)bytes;
    return setrlimit(COUNTED_MEMORY, &limit) == 0;
}

static bool limit_time(int64_t seconds)
{
    struct itimerval timer = {.it_value.tv_sec = (time_t)seconds};
    return setitimer(ITIMER_REAL, &timer, NULL) == 0;
}

static bool refuse_limit(struct session *session, const char *option)
{
    session_say(session, TEXT_CANNOT_LIMIT, option, error_text(errno, session->language));
    return false;
}

bool allowance_impose(struct session *session)
{
    int64_t bytes = options_quantity(&session->options, OPTION_MAX_MEMORY),
            seconds = options_quantity(&session->options, OPTION_MAX_TIME);
    allowance_speak(session);
    arena_when_exhausted(end_without_memory);
    if (bytes > 0 && !limit_memory(bytes))
        return refuse_limit(session, "--max-memory");
    if (seconds > 0 && !limit_time(seconds))
        return refuse_limit(session, "--max-time");
    return true;
}
