/* sql_format.c: `printf` and `format` of SQL, for texts that somebody can read. SQLite's own count a precision of two billion
 * out, and nothing stops a function that has begun; so the widths are looked at first, and its own asked after that. */
#include "sql_format.h"

#include <ctype.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <string.h>

enum { WIDEST = 1000 };

/* A database without tables, whose own `printf` answers; the question has so many arguments. */
struct formatter {
    sqlite3 *database;
    sqlite3_stmt *question;
    int count;
};

static void release(void *context)
{
    struct formatter *formatter = context;
    sqlite3_finalize(formatter->question);
    sqlite3_close(formatter->database);
    sqlite3_free(formatter);
}

/* Whether a width or a precision, in digits or in the argument that a `*` takes, is one for people. */
static bool is_readable(const char **at, int count, sqlite3_value **values, int *next)
{
    sqlite3_int64 width = 0;
    if (**at == '*') {
        (*at)++;
        width = *next < count ? sqlite3_value_int64(values[(*next)++]) : 0;
    }
    for (; isdigit((unsigned char)**at); (*at)++)
        width = width > WIDEST ? width : width * 10 + (**at - '0');
    return width >= -WIDEST && width <= WIDEST;
}

/* Each directive is flags, a width, a precision and a conversion; each takes its arguments in turn. */
static bool is_bounded(int count, sqlite3_value **values)
{
    const char *at = (const char *)sqlite3_value_text(values[0]);
    int next = 1;
    for (at = at ? strchr(at, '%') : NULL; at; at = strchr(at, '%')) {
        at += 1 + strspn(at + 1, "-+ #0!,");
        if (!is_readable(&at, count, values, &next))
            return false;
        if (*at == '.' && (at++, !is_readable(&at, count, values, &next)))
            return false;
        at += strspn(at, "l");
        next += *at && *at != '%';
        at += *at != 0;
    }
    return true;
}

/* The question that asks SQLite's own, with as many arguments. */
static int prepare(struct formatter *formatter, int count)
{
    if (formatter->question && formatter->count == count)
        return sqlite3_reset(formatter->question);
    sqlite3_finalize(formatter->question);
    formatter->question = NULL;
    formatter->count = count;
    sqlite3_str *text = sqlite3_str_new(formatter->database);
    sqlite3_str_appendall(text, "SELECT printf(?");
    for (int i = 1; i < count; i++)
        sqlite3_str_appendall(text, ", ?");
    sqlite3_str_appendall(text, ")");
    char *question = sqlite3_str_finish(text);
    int result = question ? sqlite3_prepare_v2(formatter->database, question, -1, &formatter->question, NULL)
                          : SQLITE_NOMEM;
    sqlite3_free(question);
    return result;
}

static void format(sqlite3_context *context, int count, sqlite3_value **values)
{
    struct formatter *formatter = sqlite3_user_data(context);
    if (!count)
        return;
    if (!is_bounded(count, values)) {
        sqlite3_result_error_toobig(context);
        return;
    }
    int result = prepare(formatter, count);
    for (int i = 0; i < count && result == SQLITE_OK; i++)
        result = sqlite3_bind_value(formatter->question, i + 1, values[i]);
    if (result == SQLITE_OK && sqlite3_step(formatter->question) == SQLITE_ROW)
        sqlite3_result_value(context, sqlite3_column_value(formatter->question, 0));
    else
        sqlite3_result_error_code(context, sqlite3_errcode(formatter->database));
}

static int register_one(sqlite3 *database, const char *name)
{
    struct formatter *formatter = sqlite3_malloc(sizeof *formatter);
    if (!formatter)
        return SQLITE_NOMEM;
    *formatter = (struct formatter){0};
    int result = sqlite3_open_v2(":memory:", &formatter->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL);
    if (result != SQLITE_OK) {
        release(formatter);
        return result;
    }
    sqlite3_limit(formatter->database, SQLITE_LIMIT_LENGTH, sqlite3_limit(database, SQLITE_LIMIT_LENGTH, -1));
    return sqlite3_create_function_v2(database, name, -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
                                      formatter, format, NULL, NULL, release);
}

int sql_format_register(sqlite3 *database)
{
    int result = register_one(database, "printf");
    return result == SQLITE_OK ? register_one(database, "format") : result;
}
