#include "save.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

enum {
    APPLICATION = 0x54726164, /* "Trad": what `file` may know such a database by */
    LAYOUT = 1,               /* of the tables; new columns do not change it */
    ROWS_BETWEEN = 4096       /* before somebody is told how far it has come */
};

static const char *const TYPES[] = {
    [SCHEMA_TEXT] = "TEXT",       [SCHEMA_INTEGER] = "INTEGER", [SCHEMA_NUMBER] = "REAL",
    [SCHEMA_BOOLEAN] = "BOOLEAN", [SCHEMA_DATE] = "DATE",       [SCHEMA_REFERENCE] = "TEXT"};

struct saving {
    struct store *store;
    sqlite3 *database;
    save_progress *progress;
    void *context;
    const struct schema_table *table; /* that is being filled */
};

/* Runs a statement that sqlite3_str made, and frees it. */
static int run(sqlite3 *database, sqlite3_str *text)
{
    char *statement = sqlite3_str_finish(text);
    int result = statement ? sqlite3_exec(database, statement, NULL, NULL, NULL) : SQLITE_NOMEM;
    sqlite3_free(statement);
    return result;
}

/* The file is nobody's yet: it needs no journal, and whoever made it sees to it that it reaches the disk. */
static int prepare(sqlite3 *database)
{
    sqlite3_str *text = sqlite3_str_new(database);
    sqlite3_str_appendf(text,
                        "PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE;"
                        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;"
                        "PRAGMA cache_size = -32768; PRAGMA application_id = %d; PRAGMA user_version = %d",
                        APPLICATION, LAYOUT);
    return run(database, text);
}

/* ---- structure ---------------------------------------------------------------------------------------------------- */

/* Each column with what it means behind it: SQLite keeps the statement, and `.schema` shows it. */
static int create_table(sqlite3 *database, const struct schema_table *table)
{
    sqlite3_str *text = sqlite3_str_new(database);
    uint32_t width = schema_width(table->number);
    sqlite3_str_appendf(text, "CREATE TABLE %s ( -- %s\n", table->name, table->doc);
    for (uint32_t c = 0; c < width; c++) {
        const struct schema_column *column = &table->columns[c];
        enum schema_number leads_to = schema_leads_to(table->number, c);
        sqlite3_str_appendf(text, "  %s %s", column->name, TYPES[column->type]);
        if (column->key == KEY_ID)
            sqlite3_str_appendall(text, " NOT NULL PRIMARY KEY");
        if (leads_to != SCHEMA_COUNT)
            sqlite3_str_appendf(text, " REFERENCES %s (id)", schema_table(leads_to)->name);
        sqlite3_str_appendf(text, "%s -- %s\n", c + 1 < width ? "," : "", column->doc);
    }
    sqlite3_str_appendchar(text, 1, ')');
    return run(database, text);
}

static int create_indexes(sqlite3 *database, const struct schema_table *table)
{
    int result = SQLITE_OK;
    for (uint32_t c = 0; c < schema_width(table->number) && result == SQLITE_OK; c++) {
        const struct schema_column *column = &table->columns[c];
        if (column->key == KEY_NONE || column->key == KEY_ID)
            continue;
        sqlite3_str *text = sqlite3_str_new(database);
        sqlite3_str_appendf(text, "CREATE INDEX %s_%s ON %s (%s)", table->name, column->name, table->name,
                            column->name);
        result = run(database, text);
    }
    return result;
}

/* ---- rows --------------------------------------------------------------------------------------------------------- */

static int bind(sqlite3_stmt *statement, int at, const struct datum *datum)
{
    switch (datum->type) {
    case DATUM_TEXT: /* it lives until the next row */
        return sqlite3_bind_text64(statement, at, datum->text, datum->length, SQLITE_STATIC, SQLITE_UTF8);
    case DATUM_INTEGER: return sqlite3_bind_int64(statement, at, datum->integer);
    case DATUM_NUMBER: return sqlite3_bind_double(statement, at, datum->number);
    default: return sqlite3_bind_null(statement, at);
    }
}

static int insert_row(sqlite3_stmt *statement, struct scan *scan, uint32_t width)
{
    int result = SQLITE_OK;
    for (uint32_t c = 0; c < width && result == SQLITE_OK; c++) {
        struct datum datum = scan_get(scan, c);
        result = bind(statement, (int)c + 1, &datum);
    }
    if (result == SQLITE_OK)
        sqlite3_step(statement);
    int done = sqlite3_reset(statement);
    return result == SQLITE_OK ? done : result;
}

static int fill_table(struct saving *saving, const struct schema_table *table)
{
    uint32_t width = schema_width(table->number), rows = 0;
    sqlite3_stmt *statement = NULL;
    sqlite3_str *text = sqlite3_str_new(saving->database);
    sqlite3_str_appendf(text, "INSERT INTO %s VALUES (?", table->name);
    for (uint32_t c = 1; c < width; c++)
        sqlite3_str_appendall(text, ", ?");
    sqlite3_str_appendchar(text, 1, ')');
    char *insert = sqlite3_str_finish(text);
    int result = insert ? sqlite3_prepare_v2(saving->database, insert, -1, &statement, NULL) : SQLITE_NOMEM;
    sqlite3_free(insert);
    struct scan *scan = scan_open(saving->store, table->number);
    for (scan_all(scan); result == SQLITE_OK && scan_next(scan);) {
        if (saving->progress && rows++ % ROWS_BETWEEN == 0)
            saving->progress(saving->context, table->number);
        result = insert_row(statement, scan, width);
    }
    scan_close(scan);
    sqlite3_finalize(statement);
    return result;
}

/* ---- the whole ------------------------------------------------------------------------------------------------------- */

static int fill(struct saving *saving)
{
    sqlite3 *database = saving->database;
    int result = prepare(database);
    if (result == SQLITE_OK)
        result = sqlite3_exec(database, "BEGIN", NULL, NULL, NULL);
    for (int number = 0; number < SCHEMA_COUNT && result == SQLITE_OK; number++)
        result = create_table(database, schema_table((enum schema_number)number));
    for (int number = 0; number < SCHEMA_COUNT && result == SQLITE_OK; number++) {
        saving->table = schema_table((enum schema_number)number);
        result = fill_table(saving, saving->table);
        if (result == SQLITE_OK)
            result = create_indexes(database, saving->table);
    }
    return result == SQLITE_OK ? sqlite3_exec(database, "COMMIT", NULL, NULL, NULL) : result;
}

/* What the system said last of the database's own file. sqlite3_system_errno is asked too late: others have called since. */
static int errno_of(sqlite3 *database)
{
    int error = 0;
    if (!database || sqlite3_file_control(database, "main", SQLITE_FCNTL_LAST_ERRNO, &error) != SQLITE_OK || !error)
        error = database ? sqlite3_system_errno(database) : 0;
    return error ? error : EIO;
}

/* The errno of a failure that the world made; 0 for one that the rows themselves made. */
static int error_of(sqlite3 *database, int result)
{
    switch (result & 0xFF) {
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_ERROR: return 0;
    case SQLITE_FULL: return ENOSPC;
    case SQLITE_NOMEM: return ENOMEM;
    case SQLITE_TOOBIG: return EFBIG;
    default: return errno_of(database);
    }
}

struct save_result store_save(struct store *store, const char *path, struct arena *arena, save_progress *progress,
                              void *context)
{
    struct saving saving = {.store = store, .progress = progress, .context = context, .table = schema_table(0)};
    int result = sqlite3_open_v2(path, &saving.database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (result == SQLITE_OK)
        result = fill(&saving);
    struct save_result how = {.saved = result == SQLITE_OK, .table = saving.table->name};
    if (!how.saved) {
        const char *why = saving.database ? sqlite3_errmsg(saving.database) : sqlite3_errstr(result);
        how.error = error_of(saving.database, result);
        how.why = arena_copy(arena, why, strlen(why));
    }
    result = sqlite3_close(saving.database);
    if (how.saved && result != SQLITE_OK)
        how = (struct save_result){.error = EIO, .table = how.table};
    return how;
}
