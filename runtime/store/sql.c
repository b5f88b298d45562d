#include "sql.h"

#include "sql_error.h"
#include "sql_format.h"
#include "virtual.h"

#include <ctype.h>
#include <string.h>

/* The most that a question may take. */
enum {
    MOST_HEAP = 512 << 20,     /* bytes, of SQLite */
    MOST_TEXT = 256 << 20,     /* bytes of all texts of an answer */
    MOST_CELLS = 10000000,     /* of an answer */
    LONGEST_VALUE = 512 << 10, /* bytes: one call of instr() takes time by its square */
    LONGEST_PATTERN = 1000,    /* of LIKE and GLOB */
    DEEPEST = 200,             /* expressions within expressions */
    STEPS_BETWEEN = 100        /* of SQLite's machine, before it is asked whether to stop */
};

struct asking {
    const struct sql_reader *reader;
    struct arena *arena;
    const char *question;
    const char *denied; /* what the authorizer refused; "" for something without a name */
    bool stopped;
};

/* ---- what may be done -------------------------------------------------------------------------------------------------- */

/* The functions that only work out a value. Any other is as unknown as those that SQLite was not built with. */
static const char FUNCTIONS[] =
    " abs acos acosh asin asinh atan atan2 atanh avg ceil ceiling char coalesce concat concat_ws cos cosh count "
    "cume_dist current_date current_time current_timestamp date datetime degrees dense_rank exp first_value floor "
    "format "
    "glob group_concat hex if ifnull iif instr json json_array json_array_length json_each json_error_position "
    "json_extract "
    "json_group_array json_group_object json_insert json_object json_patch json_pretty json_quote json_remove "
    "json_replace "
    "json_set json_tree json_type json_valid -> ->> julianday lag last_value lead length like likelihood likely ln log "
    "log10 "
    "log2 lower ltrim max median min mod nth_value ntile nullif octet_length percent_rank percentile pi pow power "
    "printf "
    "quote radians random rank replace round row_number rtrim sign sin sinh sqrt strftime string_agg substr substring "
    "subtype sum tan tanh time timediff total trim trunc typeof unhex unicode unixepoch unistr unlikely upper "
    "zeroblob ";

static bool is_allowed_function(const char *name)
{
    char padded[40] = " ";
    size_t length = strlen(name);
    if (length > sizeof padded - 3)
        return false;
    for (size_t i = 0; i < length; i++)
        padded[i + 1] = (char)tolower((unsigned char)name[i]);
    padded[length + 1] = ' ';
    return strstr(FUNCTIONS, padded) != NULL;
}

static int authorize(void *context, int action, const char *first, const char *second, const char *schema,
                     const char *trigger)
{
    struct asking *asking = context;
    (void)schema, (void)trigger;
    if (action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_RECURSIVE)
        return SQLITE_OK;
    if (action == SQLITE_FUNCTION)
        return is_allowed_function(second) ? SQLITE_OK : SQLITE_DENY;
    const char *name = action == SQLITE_PRAGMA ? first : "";
    asking->denied = arena_copy(asking->arena, name, strlen(name));
    return SQLITE_DENY;
}

static int check_time(void *context)
{
    struct asking *asking = context;
    asking->stopped = asking->reader->stop && asking->reader->stop(asking->reader->context);
    return asking->stopped;
}

static int prepare_database(sqlite3 *database, struct store *store, struct asking *asking)
{
    static const struct {
        int limit, value;
    } limits[] = {{SQLITE_LIMIT_LENGTH, LONGEST_VALUE}, {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LONGEST_PATTERN},
                  {SQLITE_LIMIT_EXPR_DEPTH, DEEPEST},   {SQLITE_LIMIT_COMPOUND_SELECT, DEEPEST},
                  {SQLITE_LIMIT_ATTACHED, 0},           {SQLITE_LIMIT_WORKER_THREADS, 0},
                  {SQLITE_LIMIT_TRIGGER_DEPTH, 1}};
    static const int off[] = {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER,
                              SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_TRUSTED_SCHEMA};
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(database, limits[i].limit, limits[i].value);
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        sqlite3_db_config(database, off[i], 0, NULL);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_hard_heap_limit64(MOST_HEAP);
    int result = sqlite3_exec(database, "PRAGMA temp_store = MEMORY", NULL, NULL, NULL);
    if (result == SQLITE_OK)
        result = virtual_register(database, store);
    if (result == SQLITE_OK)
        result = sql_format_register(database);
    sqlite3_set_authorizer(database, authorize, asking);
    sqlite3_progress_handler(database, STEPS_BETWEEN, check_time, asking);
    return result;
}

/* ---- what is wrong --------------------------------------------------------------------------------------------------------- */

static struct sql_failure failure_of(struct asking *asking, sqlite3 *database)
{
    int code = sqlite3_errcode(database) & 0xFF;
    struct sql_failure failure = {.at = -1};
    if (asking->stopped || code == SQLITE_INTERRUPT)
        failure.error = SQL_STOPPED;
    else if (code == SQLITE_NOMEM || code == SQLITE_TOOBIG)
        failure.error = SQL_TOO_LARGE;
    else if (asking->denied)
        failure = sql_error_at(SQL_DENIED, asking->arena, asking->denied, strlen(asking->denied), -1);
    else
        failure = sql_error_of(asking->arena, asking->question, sqlite3_errmsg(database),
                               sqlite3_error_offset(database));
    return failure;
}

/* Past blanks and comments. */
static const char *skip_blanks(const char *at)
{
    for (;;) {
        const char *before = at;
        while (isspace((unsigned char)*at))
            at++;
        if (at[0] == '-' && at[1] == '-')
            at += strcspn(at, "\n");
        if (at[0] == '/' && at[1] == '*') {
            const char *end = strstr(at + 2, "*/");
            at = end ? end + 2 : at + strlen(at);
        }
        if (at == before)
            return at;
    }
}

/* A question begins with one of four words: what begins otherwise is refused before SQLite sees it. */
static struct sql_failure check_beginning(struct asking *asking)
{
    static const char *const words[] = {"select", "with", "values", "explain"};
    const char *at = skip_blanks(asking->question);
    size_t length = 0;
    while (isalnum((unsigned char)at[length]) || at[length] == '_' || (at[length] & 0x80))
        length++;
    if (!*at || (*at == ';' && !*skip_blanks(at + 1)))
        return (struct sql_failure){.error = SQL_NOTHING, .at = -1};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (length == strlen(words[i]) && sqlite3_strnicmp(at, words[i], (int)length) == 0)
            return (struct sql_failure){.error = SQL_FINE, .at = -1};
    return sql_error_at(SQL_NOT_A_QUESTION, asking->arena, at, length ? length : 1, at - asking->question);
}

/* ---- the answer -------------------------------------------------------------------------------------------------------------- */

static void tell_columns(struct asking *asking, sqlite3_stmt *statement)
{
    uint32_t count = (uint32_t)sqlite3_column_count(statement);
    struct sql_column *columns = arena_alloc(asking->arena, (count + 1) * sizeof *columns);
    for (uint32_t i = 0; i < count; i++) {
        const char *name = sqlite3_column_name(statement, (int)i), *type = sqlite3_column_decltype(statement, (int)i);
        columns[i].name = arena_copy(asking->arena, name ? name : "", name ? strlen(name) : 0);
        for (enum schema_type t = SCHEMA_TEXT; type && t <= SCHEMA_REFERENCE; t++)
            if (strcmp(type, VIRTUAL_TYPES[t]) == 0) {
                columns[i].typed = true;
                columns[i].type = t;
            }
    }
    asking->reader->columns(asking->reader->context, columns, count);
}

/* Bytes that are no text are shown as SQL writes them. */
static struct datum value_of(sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        return (struct datum){.type = DATUM_INTEGER, .integer = sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT: return (struct datum){.type = DATUM_NUMBER, .number = sqlite3_column_double(statement, column)};
    case SQLITE_NULL: return (struct datum){.type = DATUM_NULL};
    default: {
        const char *text = (const char *)sqlite3_column_text(statement, column);
        return (struct datum){
            .type = DATUM_TEXT, .text = text ? text : "", .length = (uint32_t)sqlite3_column_bytes(statement, column)};
    }
    }
}

static struct sql_failure tell_rows(struct asking *asking, sqlite3 *database, sqlite3_stmt *statement)
{
    uint32_t count = (uint32_t)sqlite3_column_count(statement);
    struct datum *values = arena_alloc(asking->arena, (count + 1) * sizeof *values);
    uint64_t cells = 0, bytes = 0;
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        for (uint32_t i = 0; i < count; i++) {
            values[i] = value_of(statement, (int)i);
            bytes += values[i].type == DATUM_TEXT ? values[i].length : 0;
        }
        cells += count + 2; /* a row takes room of its own */
        if (cells > MOST_CELLS || bytes > MOST_TEXT)
            return (struct sql_failure){.error = SQL_TOO_LARGE, .at = -1};
        asking->reader->row(asking->reader->context, values, count);
    }
    return result == SQLITE_DONE ? (struct sql_failure){.error = SQL_FINE, .at = -1} : failure_of(asking, database);
}

/* True when nothing but blanks, comments and semicolons is left. */
static bool is_all(const char *rest)
{
    while (*rest == ';' || rest != skip_blanks(rest))
        rest = *rest == ';' ? rest + 1 : skip_blanks(rest);
    return !*rest;
}

static struct sql_failure ask(struct asking *asking, sqlite3 *database)
{
    sqlite3_stmt *statement = NULL;
    const char *rest = NULL;
    struct sql_failure failure = check_beginning(asking);
    if (failure.error)
        return failure;
    if (sqlite3_prepare_v2(database, asking->question, -1, &statement, &rest) != SQLITE_OK) {
        failure = failure_of(asking, database);
    } else if (!is_all(rest)) {
        failure = (struct sql_failure){.error = SQL_SEVERAL, .at = skip_blanks(rest) - asking->question, .length = 1};
    } else if (!sqlite3_stmt_readonly(statement)) { /* the authorizer lets none through */
        failure.error = SQL_DENIED;
    } else {
        tell_columns(asking, statement);
        failure = tell_rows(asking, database, statement);
    }
    sqlite3_finalize(statement);
    return failure;
}

struct sql_failure sql_ask(struct store *store, struct arena *arena, const char *question,
                           const struct sql_reader *reader)
{
    struct asking asking = {.reader = reader, .arena = arena, .question = question};
    struct sql_failure failure = {.error = SQL_TOO_LARGE, .at = -1};
    sqlite3 *database = NULL;
    if (sqlite3_open_v2(":memory:", &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX,
                        NULL) == SQLITE_OK &&
        prepare_database(database, store, &asking) == SQLITE_OK)
        failure = ask(&asking, database);
    sqlite3_close(database);
    return failure;
}
