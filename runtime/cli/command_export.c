/* command_export.c: `traad export`: the plans in the formats of other programs. */
#define _XOPEN_SOURCE 700 /* mkdir */
#include "check.h"
#include "export.h"
#include "nearest.h"
#include "progress.h"
#include "relative.h"
#include "render.h"
#include "signals.h"
#include "store.h"
#include "stream.h"
#include "workspace.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum export_scope { SCOPE_WHOLE, SCOPE_PLAN, SCOPE_TABLES, SCOPE_DATABASE };

static const struct export_row {
    const char *name;
    export_function *write;
    enum export_scope scope;
    const char *library;
} EXPORTS[] = {
#define EXPORT(name, function, scope, library) {name, function, SCOPE_##scope, library},
#include "export.def"
#undef EXPORT
};

enum { EXPORT_COUNT = sizeof EXPORTS / sizeof *EXPORTS, MOST_PARTITIONS = 1000 };

struct exporting {
    struct session *session;
    const struct export_row *row;
    struct export_request request;
    struct progress progress;
    enum schema_number table; /* of csv: the one chosen; SCHEMA_COUNT: all of them */
};

/* ---- what is asked for ------------------------------------------------------------------------------------------- */

static const char *listed_formats(struct session *session)
{
    const char *list = "";
    for (int i = 0; i < EXPORT_COUNT; i++)
        list = arena_format(&session->arena, "%s%s%s", list, i ? ", " : "", EXPORTS[i].name);
    return list;
}

/* The format that the first argument names; NULL, and said, when there is none. */
static const struct export_row *find_format(struct session *session)
{
    const struct options *options = &session->options;
    if (!options->argument_count) {
        session_say(session, TEXT_MISSING_FORMAT, listed_formats(session), NULL);
        return NULL;
    }
    for (int i = 0; i < EXPORT_COUNT; i++)
        if (strcmp(EXPORTS[i].name, options->arguments[0]) == 0) {
            const struct export_row *row = &EXPORTS[i];
            return !row->library || session_has(session, row->library, row->write, row->name) ? row : NULL;
        }
    session_say(session, TEXT_BAD_CHOICE, options->arguments[0], listed_formats(session));
    return NULL;
}

static bool find_table(struct exporting *x)
{
    const char *name = x->session->options.values[OPTION_TABLE];
    struct nearest nearest;
    x->table = SCHEMA_COUNT;
    if (!name)
        return true;
    nearest_begin(&nearest, name, strlen(name));
    for (int number = 0; number < SCHEMA_COUNT; number++) {
        const char *known = schema_table((enum schema_number)number)->name;
        nearest_try(&nearest, known, strlen(known), known, (uint32_t)number);
        if (strcmp(known, name) == 0) {
            x->table = (enum schema_number)number;
            return true;
        }
    }
    session_say(x->session, TEXT_UNKNOWN_TABLE, name, NULL);
    if (nearest.match)
        session_hint(x->session, TEXT_DID_YOU_MEAN, nearest.match);
    return false;
}

/* Sets what --actor names. False, and said, when nobody is called so. */
static bool find_actor(struct exporting *x)
{
    const char *name = x->session->options.values[OPTION_EXPORT_ACTOR];
    uint32_t found;
    if (!name)
        return true;
    if (!model_find_all(x->request.model, name, OF(ACTOR) | OF(GROUP), &found, 1)) {
        session_say(x->session, TEXT_UNKNOWN_ID, name, NULL);
        return false;
    }
    x->request.actor = model_canonical(x->request.model, found);
    return true;
}

static bool is_own_plan(const struct unit *unit)
{
    return unit->kind == KIND_PLAN && !unit->external && !unit->builtin;
}

/* Sets the plan that --plan names, else the only one. False, and said, when there are several or none. */
static bool find_plan(struct exporting *x)
{
    const struct model *model = x->request.model;
    const char *name = x->session->options.values[OPTION_PLAN], *list = "";
    uint32_t count = 0;
    for (uint32_t u = 1; u < model->unit_count; u++) {
        const struct unit *unit = &model->units[u];
        if (!is_own_plan(unit))
            continue;
        if (name && strlen(name) == unit->name_length && memcmp(name, unit->name, unit->name_length) == 0) {
            x->request.plan = u;
            return true;
        }
        if (count < 20)
            list = arena_format(&x->session->arena, "%s%s%.*s", list, count ? ", " : "", (int)unit->name_length,
                                unit->name);
        x->request.plan = u;
        count++;
    }
    if (name)
        session_say(x->session, TEXT_UNKNOWN_ID, name, NULL);
    else if (count > 1)
        session_say(x->session, TEXT_ONE_PLAN_ONLY, x->row->name, list);
    else if (!count)
        session_say(x->session, TEXT_NO_PLAN_TO_EXPORT, NULL, NULL);
    return !name && count == 1;
}

/* A schema's name stands in double quotation marks in SQL, and `_latest` is added to it. */
static bool is_schema_name(const char *name)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return length > 0 && length <= 50 && !name[length] && (*name == '_' || *name > '9') && strncmp(name, "pg_", 3) != 0;
}

/* Reads what `export postgres` is asked for. False, and said, when it cannot be. */
static bool find_schema(struct exporting *x)
{
    const struct options *options = &x->session->options;
    int partitions = options_number(options, OPTION_PARTITIONS);
    x->request.schema = options->values[OPTION_DATABASE_SCHEMA];
    x->request.days = options->given[OPTION_DAY];
    x->request.partitions = partitions < 0 ? 0 : (uint32_t)partitions;
    if (!is_schema_name(x->request.schema))
        return session_say(x->session, TEXT_BAD_SCHEMA_NAME, x->request.schema, NULL), false;
    if (options->given[OPTION_PARTITIONS] && (partitions < 1 || partitions > MOST_PARTITIONS))
        return session_say(x->session, TEXT_BAD_PARTITIONS, options->values[OPTION_PARTITIONS], NULL), false;
    return true;
}

/* ---- writing ---------------------------------------------------------------------------------------------------------- */

static void tell(void *context, const char *what)
{
    struct exporting *x = context;
    if (!x->session->options.given[OPTION_QUIET])
        session_say(x->session, TEXT_NO_ROOM_FOR, x->row->name, what);
}

static void show_progress(void *context, enum schema_number number)
{
    struct exporting *x = context;
    progress_step(&x->progress, schema_table(number)->name, (uint32_t)number + 1, SCHEMA_COUNT);
}

/* SQLite fills the temporary file itself. */
static int write_database(struct exporting *x)
{
    struct stream stream;
    struct save_result result = {.saved = true};
    if (stream_open(&stream, x->session->options.values[OPTION_OUTPUT])) {
        if (!stream.temporary) {
            stream_abandon(&stream);
            return session_say(x->session, TEXT_ONLY_A_FILE, x->row->name, NULL);
        }
        struct store *store = store_open(x->request.model, x->request.as_of, x->request.language);
        result = store_save(store, stream.temporary, &x->session->arena, show_progress, x);
        stream.error = result.error;
        store_close(store);
    }
    progress_end(&x->progress);
    if (result.saved || result.error)
        return session_close(x->session, &stream, EXIT_FINE);
    stream_abandon(&stream);
    return session_say(x->session, TEXT_ROWS_DISAGREE, result.table, result.why);
}

static int write_whole(struct exporting *x)
{
    struct stream stream;
    stream_open(&stream, x->session->options.values[OPTION_OUTPUT]);
    x->request.files = relative_way_back(&x->session->arena, stream.shown);
    if (stream.descriptor >= 0)
        x->row->write(&stream.writer, &x->request);
    progress_end(&x->progress);
    return session_close(x->session, &stream, EXIT_FINE);
}

/* Told to stop while that is held back, or not: then the process is gone. */
static bool is_stopped(void *context)
{
    (void)context;
    return signals_held_back();
}

static void fill_table(struct exporting *x, enum schema_number number, struct writer *writer)
{
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    const char *dialect = x->session->options.values[OPTION_CSV_DIALECT];
    struct render_options options = {.excel = strcmp(dialect, "excel") == 0};
    if (export_table(&table, &x->request, number))
        table_csv(writer, &table, &options);
    table_free(&table);
    arena_free(&arena);
}

static int write_table(struct exporting *x, enum schema_number number)
{
    struct stream stream;
    if (stream_open(&stream, x->session->options.values[OPTION_OUTPUT]))
        fill_table(x, number, &stream.writer);
    return session_close(x->session, &stream, EXIT_FINE);
}

static const char *table_path(struct exporting *x, const char *folder, int number)
{
    return arena_format(&x->session->arena, "%s/%s.csv", folder, schema_table((enum schema_number)number)->name);
}

/* Writes each table beside its place, and puts them there when all could be written. */
static int write_each(struct exporting *x, const char *folder)
{
    struct stream streams[SCHEMA_COUNT];
    int count = 0;
    bool good = true;
    while (good && count < SCHEMA_COUNT && !signals_held_back()) {
        struct stream *stream = &streams[count];
        if (stream_open_file(stream, table_path(x, folder, count)))
            fill_table(x, (enum schema_number)count, &stream->writer);
        good = stream_settle(stream);
        count++;
    }
    bool whole = good && count == SCHEMA_COUNT;
    int status = whole ? EXIT_FINE : EXIT_FAILED;
    for (int i = 0; i < count; i++)
        if (!whole && !streams[i].error)
            stream_abandon(&streams[i]);
        else if (session_close(x->session, &streams[i], EXIT_FINE) != EXIT_FINE)
            status = EXIT_FAILED;
    return status;
}

/* A file a table, all of them or none; then a folder that was made for them goes away again. */
static int write_tables(struct exporting *x)
{
    const char *folder = x->session->options.values[OPTION_OUTPUT];
    signals_hold();
    bool made = mkdir(folder, 0777) == 0;
    signals_doom_folder(made ? folder : NULL);
    int status = made || errno == EEXIST ? write_each(x, folder)
                                         : session_say(x->session, TEXT_CANNOT_WRITE, folder,
                                                       write_error_text(errno, x->session->language));
    for (int number = 0; made && number < SCHEMA_COUNT && status != EXIT_FINE; number++)
        unlink(table_path(x, folder, number));
    if (made && status != EXIT_FINE)
        rmdir(folder);
    signals_doom_folder(NULL);
    signals_release();
    return status;
}

static int export(struct exporting *x, struct workspace *workspace)
{
    x->request = (struct export_request){.model = &workspace->model,
                                         .as_of = workspace->as_of,
                                         .language = x->session->language,
                                         .all = x->session->options.given[OPTION_ALL_PLANS],
                                         .context = x,
                                         .told = tell,
                                         .progress = show_progress,
                                         .stop = is_stopped};
    model_identities(&workspace->model);
    if (!find_actor(x) || !find_schema(x) || (x->row->scope == SCOPE_PLAN && !find_plan(x)))
        return EXIT_FAILED;
    if (x->row->write == export_postgres && export_postgres_too_long(&workspace->model))
        return session_say(x->session, TEXT_TOO_LONG_FOR_INDEX, export_postgres_too_long(&workspace->model), NULL);
    check_run(&workspace->model, workspace->as_of);
    progress_begin(&x->progress, x->session, x->session->options.given[OPTION_OUTPUT]);
    if (x->row->scope == SCOPE_TABLES)
        return x->table == SCHEMA_COUNT ? write_tables(x) : write_table(x, x->table);
    return x->row->scope == SCOPE_DATABASE ? write_database(x) : write_whole(x);
}

int command_export(struct session *session)
{
    const struct options *options = &session->options;
    struct workspace workspace;
    struct exporting x = {.session = session, .row = find_format(session)};
    if (!x.row || !find_table(&x))
        return EXIT_FAILED;
    if (x.row->scope == SCOPE_TABLES && x.table == SCHEMA_COUNT && !options->values[OPTION_OUTPUT])
        return session_say(session, TEXT_MISSING_FOLDER, NULL, NULL);
    if (x.row->scope == SCOPE_DATABASE &&
        (!options->values[OPTION_OUTPUT] || strcmp(options->values[OPTION_OUTPUT], "-") == 0))
        return session_say(session, TEXT_ONLY_A_FILE, x.row->name, NULL);
    int status = EXIT_FAILED;
    if (workspace_open(&workspace, session, options->arguments + 1, options->argument_count - 1)) {
        workspace_say_unreadable(&workspace, session);
        if (workspace.unreadable < workspace.files.count)
            status = export(&x, &workspace);
        if (workspace.unreadable)
            status = EXIT_FAILED;
    }
    workspace_close(&workspace);
    return status;
}
