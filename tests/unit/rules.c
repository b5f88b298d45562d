/* A rule of the standard library that cannot be compiled is told to the plan that brings it in, once, and the others are asked. */
#include "rules.h"
#include "test.h"
#include "workspace.h"

static const char PLAN[] = "bruk råd\n"
                           "\n"
                           "plan p \"Plan\"\n"
                           "  nivå  kommune\n"
                           "\n"
                           "tiltak 1 \"Turgruppe\"\n";

static const char LIBRARY[] = "bibliotek råd \"Råd\"\n"
                              "\n"
                              "regel skrivefeil \"En regel som ikke lar seg lese\"\n"
                              "  for   tiltak\n"
                              "  krev  ansvarlih finnes\n"
                              "\n"
                              "regel frist \"Tiltak bør ha en frist\"\n"
                              "  for   tiltak\n"
                              "  krev  frist finnes\n";

static const char OFF[] = "oppsett\n"
                          "  regel  skrivefeil av\n";

static void open_with(struct model *model, const char *extra)
{
    model_init(model, &PARALLEL_SERIAL);
    workspace_add(model, "plan.plan", PLAN);
    if (extra)
        workspace_add(model, "oppsett.plan", extra);
    workspace_add(model, "råd.plan", LIBRARY);
    model->files[model->file_count - 1].builtin = true;
    model_link(model);
    model_identities(model);
}

/* The bytes of a standard library belong to the program, but those of this one to the model. */
static void close_with(struct model *model, struct rules *rules)
{
    rules_free(rules);
    for (uint32_t f = 0; f < model->file_count; f++)
        model->files[f].builtin = false;
    model_free(model);
}

static const struct diagnostic *find(const struct model *model, enum diag_code code, uint32_t *count)
{
    const struct diagnostic *found = NULL;
    *count = 0;
    for (uint32_t u = 1; u < model->unit_count; u++)
        for (uint32_t i = 0; !model->units[u].builtin && i < model->units[u].diagnostics.count; i++)
            if (model->units[u].diagnostics.data[i].code == code) {
                found = &model->units[u].diagnostics.data[i];
                ++*count;
            }
    return found;
}

static void test_told(void)
{
    struct model model;
    uint32_t count;
    open_with(&model, NULL);
    struct rules *rules = rules_open(&model, LANGUAGE_NB);
    rules_run(rules, 20000);
    const struct diagnostic *broken = find(&model, DIAG_BROKEN_RULE, &count);
    CHECK_INT(count, 1);
    struct arena arena = {0};
    CHECK(strstr(diag_message(&arena, broken, LANGUAGE_NB), "«En regel som ikke lar seg lese»"));
    CHECK(strstr(diag_help(&arena, broken, LANGUAGE_EN), "`råd/skrivefeil`"));
    CHECK_STR(model_identity(&model, broken->declaration), "p");
    const struct diagnostic *asked = find(&model, DIAG_RULE, &count);
    CHECK_INT(count, 1);
    CHECK_STR(asked->rule->code, "råd/frist");
    arena_free(&arena);
    close_with(&model, rules);
}

static void test_off(void)
{
    struct model model;
    uint32_t count;
    open_with(&model, OFF);
    struct rules *rules = rules_open(&model, LANGUAGE_NB);
    find(&model, DIAG_BROKEN_RULE, &count);
    CHECK_INT(count, 0);
    close_with(&model, rules);
}

int main(void)
{
    test_told();
    test_off();
    return test_end();
}
