/* What an SQLite file cannot take is told apart: a world that has no room for it, and rows that break the tables' own keys. */
#define _XOPEN_SOURCE 700 /* mkstemp */
#include "save.h"
#include "check.h"
#include "test.h"
#include "workspace.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static const char PLAN[] = "plan p \"Plan\"\n"
                           "\n"
                           "tiltak 1 \"Turgruppe\"\n"
                           "  frist  2026\n"
                           "tiltak 2 \"Kantine\"\n"
                           "  frist  2027\n";

static struct save_result save(struct model *model, const char *path, struct arena *arena)
{
    day_number day = date_day(2026, 11, 22);
    check_run(model, day);
    struct store *store = store_open(model, day, LANGUAGE_NB);
    struct save_result result = store_save(store, path, arena, NULL, NULL);
    store_close(store);
    return result;
}

int main(void)
{
    struct model model;
    struct arena arena = {0};
    char path[] = "/tmp/traad-save-XXXXXX";
    close(mkstemp(path));
    workspace_open(&model, PLAN);
    struct save_result result = save(&model, path, &arena);
    CHECK(result.saved);

    CHECK_INT(truncate(path, 0), 0);
    model.identities[workspace_find(&model, "p/2")] = "p/1"; /* as only a fault of ours could make them */
    result = save(&model, path, &arena);
    CHECK(!result.saved);
    CHECK_INT(result.error, 0);
    CHECK_STR(result.table, "declaration");
    CHECK_STR(result.why, "UNIQUE constraint failed: declaration.id");

    result = save(&model, "/dev/full", &arena);
    CHECK(!result.saved);
    CHECK(result.error != 0);

    result = save(&model, "/tmp/traad-no-such-folder/a.db", &arena);
    CHECK(!result.saved);
    CHECK_INT(result.error, ENOENT);

    unlink(path);
    model_free(&model);
    arena_free(&arena);
    return test_end();
}
