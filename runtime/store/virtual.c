#include "virtual.h"

#include <stdio.h>
#include <string.h>

/* Each gives its values the affinity they should have: the words for dates and references hold TEXT. */
const char *const VIRTUAL_TYPES[] = {
    [SCHEMA_TEXT] = "TEXT",       [SCHEMA_INTEGER] = "INTEGER", [SCHEMA_NUMBER] = "REAL",
    [SCHEMA_BOOLEAN] = "BOOLEAN", [SCHEMA_DATE] = "DATE_TEXT",  [SCHEMA_REFERENCE] = "IDENTITY_TEXT"};

/* What a module is registered with. */
struct virtual_module {
    struct store *store;
    const struct schema_table *schema;
};

struct virtual_table {
    sqlite3_vtab base;
    const struct virtual_module *module;
};

struct virtual_cursor {
    sqlite3_vtab_cursor base;
    struct scan *cursor;
    bool at_end;
};

static int connect_table(sqlite3 *database, void *context, int count, const char *const *arguments, sqlite3_vtab **made,
                         char **error)
{
    const struct virtual_module *module = context;
    sqlite3_str *text = sqlite3_str_new(database);
    (void)count, (void)arguments, (void)error;
    sqlite3_str_appendall(text, "CREATE TABLE declared(");
    for (uint32_t i = 0; i < schema_width(module->schema->number); i++)
        sqlite3_str_appendf(text, "%s%s %s", i ? ", " : "", module->schema->columns[i].name,
                            VIRTUAL_TYPES[module->schema->columns[i].type]);
    sqlite3_str_appendchar(text, 1, ')');
    char *declaration = sqlite3_str_finish(text);
    struct virtual_table *table = sqlite3_malloc(sizeof *table);
    int result = declaration && table ? sqlite3_declare_vtab(database, declaration) : SQLITE_NOMEM;
    sqlite3_free(declaration);
    if (result != SQLITE_OK) {
        sqlite3_free(table);
        return result;
    }
    *table = (struct virtual_table){.module = module};
    *made = &table->base;
    return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *table)
{
    sqlite3_free(table);
    return SQLITE_OK;
}

/* ---- planning ----------------------------------------------------------------------------------------------------------- */

/* About how many rows share a value of a column of each key; always fewer of a nearer key. */
static double rows_of_key(enum schema_key key, double all)
{
    switch (key) {
    case KEY_ID: return 1;
    case KEY_SUBJECT: return all < 256 ? 1 + all / 64 : 5;
    case KEY_INDEX: return all < 256 ? 1 + all / 32 : 25;
    case KEY_PLAN: return 1 + all / 8;
    default: return all;
    }
}

/* Uses the equality that leaves the fewest rows. What is found is compared again by SQLite, so finding too much is safe;
 * another collation than the bytes would find too little, and is not used. */
static int plan_scan(sqlite3_vtab *base, sqlite3_index_info *info)
{
    const struct virtual_module *module = ((struct virtual_table *)base)->module;
    double all = store_estimate(module->store, module->schema->number), best = all;
    int chosen = -1;
    for (int i = 0; i < info->nConstraint; i++) {
        int column = info->aConstraint[i].iColumn;
        if (!info->aConstraint[i].usable || info->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ || column < 0 ||
            module->schema->columns[column].key == KEY_NONE || strcmp(sqlite3_vtab_collation(info, i), "BINARY") != 0)
            continue;
        double rows = rows_of_key(module->schema->columns[column].key, all);
        if (rows < best) {
            best = rows;
            chosen = i;
        }
    }
    info->estimatedRows = (sqlite3_int64)best;
    info->estimatedCost = best * 2 + 3;
    if (chosen >= 0) {
        int column = info->aConstraint[chosen].iColumn;
        info->aConstraintUsage[chosen].argvIndex = 1;
        info->idxNum = column + 1;
        info->idxStr = (char *)module->schema->columns[column].name; /* shown by EXPLAIN QUERY PLAN; not freed */
    }
    return SQLITE_OK;
}

/* ---- cursors ------------------------------------------------------------------------------------------------------------ */

static int open_cursor(sqlite3_vtab *base, sqlite3_vtab_cursor **made)
{
    const struct virtual_module *module = ((struct virtual_table *)base)->module;
    struct virtual_cursor *cursor = sqlite3_malloc(sizeof *cursor);
    if (!cursor)
        return SQLITE_NOMEM;
    *cursor = (struct virtual_cursor){.cursor = scan_open(module->store, module->schema->number)};
    *made = &cursor->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
    struct virtual_cursor *cursor = (struct virtual_cursor *)base;
    scan_close(cursor->cursor);
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *base)
{
    struct virtual_cursor *cursor = (struct virtual_cursor *)base;
    cursor->at_end = !scan_next(cursor->cursor);
    return SQLITE_OK;
}

static int begin_scan(sqlite3_vtab_cursor *base, int column, const char *name, int count, sqlite3_value **values)
{
    struct virtual_cursor *cursor = (struct virtual_cursor *)base;
    (void)name;
    if (!count) {
        scan_all(cursor->cursor);
        return next_row(base);
    }
    const char *key = (const char *)sqlite3_value_text(values[0]);
    if (key)
        scan_find(cursor->cursor, (uint32_t)column - 1, key, (uint32_t)sqlite3_value_bytes(values[0]));
    cursor->at_end = !key; /* nothing equals null */
    return key ? next_row(base) : SQLITE_OK;
}

static int is_at_end(sqlite3_vtab_cursor *base)
{
    return ((struct virtual_cursor *)base)->at_end;
}

static int read_column(sqlite3_vtab_cursor *base, sqlite3_context *result, int column)
{
    struct datum datum = scan_get(((struct virtual_cursor *)base)->cursor, (uint32_t)column);
    switch (datum.type) {
    case DATUM_NULL: sqlite3_result_null(result); break;
    case DATUM_INTEGER: sqlite3_result_int64(result, datum.integer); break;
    case DATUM_NUMBER: sqlite3_result_double(result, datum.number); break;
    case DATUM_TEXT:
        if (datum.fixed)
            sqlite3_result_text(result, datum.text, -1,
                                SQLITE_STATIC); /* knows that it ends in NUL: it is never copied */
        else
            sqlite3_result_text64(result, datum.text, datum.length, SQLITE_TRANSIENT, SQLITE_UTF8);
        break;
    }
    return SQLITE_OK;
}

static int read_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *row)
{
    *row = scan_row(((struct virtual_cursor *)base)->cursor);
    return SQLITE_OK;
}

/* Without xCreate a module is a table of its own name, and nothing needs to be created. */
static const sqlite3_module MODULE = {.xConnect = connect_table,
                                      .xBestIndex = plan_scan,
                                      .xDisconnect = disconnect_table,
                                      .xOpen = open_cursor,
                                      .xClose = close_cursor,
                                      .xFilter = begin_scan,
                                      .xNext = next_row,
                                      .xEof = is_at_end,
                                      .xColumn = read_column,
                                      .xRowid = read_rowid};

/* SQLite declares a table when it is first named, which an authorizer would take for making one: so it is named here. */
static int name_table(sqlite3 *database, const char *name)
{
    sqlite3_stmt *statement = NULL;
    char *question = sqlite3_mprintf("SELECT 1 FROM %s", name);
    int result = question ? sqlite3_prepare_v2(database, question, -1, &statement, NULL) : SQLITE_NOMEM;
    sqlite3_finalize(statement);
    sqlite3_free(question);
    return result;
}

int virtual_register(sqlite3 *database, struct store *store)
{
    int result = SQLITE_OK;
    for (int number = 0; number < SCHEMA_COUNT && result == SQLITE_OK; number++) {
        struct virtual_module *module = sqlite3_malloc(sizeof *module);
        if (!module)
            return SQLITE_NOMEM;
        *module = (struct virtual_module){store, schema_table((enum schema_number)number)};
        result = sqlite3_create_module_v2(database, module->schema->name, &MODULE, module, sqlite3_free);
        if (result == SQLITE_OK)
            result = name_table(database, schema_table((enum schema_number)number)->name);
    }
    return result;
}
