#include "sql_error.h"

#include "nearest.h"

#include <ctype.h>
#include <string.h>

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || c == '_' || (c & 0x80);
}

static bool same_letters(const char *a, const char *b, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (tolower((unsigned char)a[i]) != tolower((unsigned char)b[i]))
            return false;
    return true;
}

/* Where a word stands in the question for the first time, whatever its case; -1 for nowhere. */
static int64_t find_word(const char *question, const char *word)
{
    size_t length = strlen(word), size = strlen(question);
    for (size_t at = 0; at + length <= size; at++)
        if (same_letters(question + at, word, length) && (!at || !is_word(question[at - 1])) &&
            !is_word(question[at + length]))
            return (int64_t)at;
    return -1;
}

struct sql_failure sql_error_at(enum sql_error error, struct arena *arena, const char *word, size_t length, int64_t at)
{
    return (struct sql_failure){
        .error = error, .name = arena_copy(arena, word, length), .at = at, .length = (uint32_t)length};
}

/* ---- what was meant --------------------------------------------------------------------------------------------------- */

/* A table by its name, or by what the language calls its one kind of declaration: `tiltak` for measure. */
static const char *nearest_table(const char *name)
{
    struct nearest nearest;
    nearest_begin(&nearest, name, strlen(name));
    for (int number = 0; number < SCHEMA_COUNT; number++) {
        const struct schema_table *table = schema_table((enum schema_number)number);
        nearest_try(&nearest, table->name, strlen(table->name), table->name, 0);
        for (int kind = 1; kind < KIND_COUNT; kind++)
            for (int language = 0; table->kinds == (1u << kind) && language < LANGUAGE_COUNT; language++) {
                const char *form = keyword_of_kind((enum kind)kind)->forms[language];
                nearest_try(&nearest, form, strlen(form), table->name, 0);
            }
    }
    return nearest.match;
}

/* A column of the tables that the question names. */
static const char *nearest_column(const char *question, const char *name)
{
    struct nearest nearest;
    const char *dot = strrchr(name, '.');
    name = dot ? dot + 1 : name;
    nearest_begin(&nearest, name, strlen(name));
    for (int number = 0; number < SCHEMA_COUNT; number++) {
        const struct schema_table *table = schema_table((enum schema_number)number);
        bool named = find_word(question, table->name) >= 0;
        for (uint32_t i = 0; named && i < schema_width(table->number); i++)
            nearest_try(&nearest, table->columns[i].name, strlen(table->columns[i].name), table->columns[i].name, 0);
    }
    return nearest.match;
}

/* ---- SQLite's messages ---------------------------------------------------------------------------------------------------- */

static const struct {
    const char *begin, *end; /* the name stands between them */
    enum sql_error error;
} MESSAGES[] = {
    {"no such table: ", "", SQL_UNKNOWN_TABLE},
    {"no such column: ", "", SQL_UNKNOWN_COLUMN},
    {"no such function: ", "", SQL_UNKNOWN_FUNCTION},
    {"not authorized to use function: ", "", SQL_UNKNOWN_FUNCTION},
    {"ambiguous column name: ", "", SQL_AMBIGUOUS_COLUMN},
    {"unrecognized token: \"", "\"", SQL_SYNTAX},
    {"near \"", "\": syntax error", SQL_SYNTAX},
    {"incomplete input", "", SQL_INCOMPLETE},
    {"table ", " may not be modified", SQL_DENIED},
};

struct sql_failure sql_error_of(struct arena *arena, const char *question, const char *message, int offset)
{
    struct sql_failure failure = {
        .error = SQL_OTHER, .name = arena_copy(arena, message, strlen(message)), .at = offset};
    for (size_t i = 0; i < sizeof MESSAGES / sizeof *MESSAGES; i++) {
        size_t size = strlen(message), begin = strlen(MESSAGES[i].begin), end = strlen(MESSAGES[i].end);
        if (size < begin + end || strncmp(message, MESSAGES[i].begin, begin) != 0 ||
            strcmp(message + size - end, MESSAGES[i].end) != 0)
            continue;
        failure = sql_error_at(MESSAGES[i].error, arena, message + begin, size - begin - end, offset);
        break;
    }
    if (failure.error == SQL_DENIED)
        return (struct sql_failure){.error = SQL_DENIED, .at = -1};
    if (failure.at < 0 && failure.error != SQL_OTHER && *failure.name)
        failure.at = find_word(question, failure.name);
    if (failure.error == SQL_UNKNOWN_TABLE)
        failure.near = nearest_table(failure.name);
    if (failure.error == SQL_UNKNOWN_COLUMN && failure.at >= 0 && question[failure.at] == '"') {
        failure.error = SQL_QUOTED_TEXT;
        failure.length += 2;
    } else if (failure.error == SQL_UNKNOWN_COLUMN) {
        failure.near = nearest_column(question, failure.name);
    }
    return failure;
}
