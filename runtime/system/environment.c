#include "environment.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SECONDS_A_DAY = 86400 };

/* The first locale variable that is set, or "". */
static const char *locale_name(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *value = NULL;
    for (size_t i = 0; i < sizeof variables / sizeof *variables && (!value || !*value); i++)
        value = getenv(variables[i]);
    return value ? value : "";
}

bool environment_names_language(void)
{
    const char *value = locale_name();
    return *value && strcmp(value, "POSIX") != 0 && !(value[0] == 'C' && (value[1] == '\0' || value[1] == '.'));
}

enum language environment_language(void)
{
    const char *value = locale_name();
    if (strncmp(value, "nn", 2) == 0)
        return LANGUAGE_NN;
    return strncmp(value, "en", 2) == 0 ? LANGUAGE_EN : LANGUAGE_NB;
}

bool environment_today(day_number *day, const char **epoch)
{
    *epoch = getenv("SOURCE_DATE_EPOCH");
    if (*epoch && **epoch) {
        char *end;
        long long seconds = strtoll(*epoch, &end, 10), furthest = 400000000000; /* some 12 000 years */
        if (*end || seconds > furthest || seconds < -furthest)
            return false;
        *day = (day_number)(seconds / SECONDS_A_DAY - (seconds % SECONDS_A_DAY < 0));
        return true;
    }
    time_t now = time(NULL);
    struct tm local;
    localtime_r(&now, &local);
    *day = date_day(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
    return true;
}

const char *environment_github_summary(void)
{
    const char *path = getenv("GITHUB_STEP_SUMMARY");
    return path && *path ? path : NULL;
}

const char *environment_github_files(struct arena *arena)
{
    const char *server = getenv("GITHUB_SERVER_URL"), *repository = getenv("GITHUB_REPOSITORY"),
               *commit = getenv("GITHUB_SHA");
    return server && repository && commit ? arena_format(arena, "%s/%s/blob/%s/", server, repository, commit) : NULL;
}

const char *environment_git_folder(void)
{
    const char *path = getenv("GIT_DIR");
    return path && *path ? path : NULL;
}

double environment_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
