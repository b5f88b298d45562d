/* Names: what stands for what, which name is nearest, what a declaration is called outside. */
#include "nearest.h"
#include "role.h"
#include "test.h"
#include "workspace.h"

static int distance(const char *a, const char *b)
{
    struct folded_name first, second;
    nearest_fold(&first, a, strlen(a));
    nearest_fold(&second, b, strlen(b));
    return nearest_distance(&first, &second, 10);
}

static void test_distance(void)
{
    CHECK_INT(distance("hdir", "hdir"), 0);
    CHECK_INT(distance("HDIR", "hdir"), 0);
    CHECK_INT(distance("maal", "mål"), 0);
    CHECK_INT(distance("ma\xCC\x8Al", "mål"), 0); /* NFD */
    CHECK_INT(distance("hidr", "hdir"), 1);       /* swapped */
    CHECK_INT(distance("hdi", "hdir"), 1);
    CHECK_INT(distance("skole", "skule"), 1);
    CHECK_INT(distance("psykisk_helse", "psykisk-helse"), 0);
    CHECK_INT(distance("a", "abcdefghijklmnop"), 11);
}

static void test_slugs(void)
{
    struct arena arena = {0};
    static const struct {
        const char *text, *slug;
    } cases[] = {
        {"Lær å svømme", "laer-a-svomme"},
        {"Ungdata  junior!", "ungdata-junior"},
        {"Café São", "cafe-sao"},
        {"«Bråk» & co.", "brak-co"},
        {"---", ""},
        {"2. trinn", "2-trinn"},
        {"A\xCC\x8A rekke", "a-rekke"},
        {"En veldig lang tittel som ikke får plass på førti tegn", "en-veldig-lang-tittel-som-ikke-far-plass"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_STR(model_slug(&arena, cases[i].text, (uint32_t)strlen(cases[i].text)), cases[i].slug);
    arena_free(&arena);
}

static const char PLAN[] = "plan p \"P\"\n"
                           "sektor helse \"Helse\"\n"
                           "aktør kommunen \"Kommunen\"\n"
                           "  sektor  helse\n"
                           "  aktør skole \"Skolen\"\n"
                           "    kortnavn  K&O\n"
                           "aktør lag \"Laget\"\n"
                           "  sektor  egen\n"
                           "gruppe indre \"Indre\"\n"
                           "  medlemmer  skole, lag, ytre\n"
                           "gruppe ytre \"Ytre\"\n"
                           "  medlemmer  indre, kommunen\n"
                           "mål m \"Mål\"\n"
                           "  tiltak 2.1 \"Tiltak\"\n"
                           "    ansvarlig  K&O\n"
                           "    partner    ytre, lag?\n"
                           "    aktivitet \"Del\"\n"
                           "      ansvarlig  –\n"
                           "      aktivitet \"Del\"\n"
                           "      aktivitet \"Del\"\n"
                           "  delmål 2.1 \"Delmål\"\n";

static void test_names(void)
{
    struct model model;
    uint32_t found, other;
    workspace_open(&model, PLAN);
    CHECK(workspace_find(&model, "p/measure:2.1"));
    CHECK(workspace_find(&model, "p/subgoal:2.1"));
    CHECK(workspace_find(&model, "p/measure:2.1/~del/~del~2"));
    CHECK_INT(model_resolve(&model, 1, "K&O", 3, OF(ACTOR), &found, &other), RESOLVED);
    CHECK_STR(model_identity(&model, found), "p/skole");
    CHECK_INT(model_resolve(&model, 1, "p/skole", 7, OF(ACTOR), &found, &other), RESOLVED);
    CHECK_INT(model_resolve(&model, 1, "skole", 5, OF(SECTOR), &found, &other), WRONG_KIND);
    CHECK_INT(model_resolve(&model, 1, "ingen", 5, OF(ACTOR), &found, &other), UNKNOWN_NAME);
    CHECK_INT(model_resolve(&model, 1, "2.1", 3, OF(MEASURE), &found, &other), RESOLVED);
    CHECK_INT(model_resolve(&model, 1, "2.1", 3, OF(MEASURE) | THREAD, &found, &other), AMBIGUOUS);
    model_free(&model);
}

static void test_roles(void)
{
    struct model model;
    struct responsibilities list = {0};
    bool none, undecided;
    workspace_open(&model, PLAN);
    uint32_t measure = workspace_find(&model, "p/measure:2.1"), part = workspace_find(&model, "p/measure:2.1/~del");
    role_all(&model, measure, &list);
    int performers = 0, partners = 0, uncertain = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        performers += list.data[i].role == PROPERTY_PERFORMER && list.data[i].origin == ORIGIN_INFERRED;
        partners += list.data[i].role == PROPERTY_PARTNER && list.data[i].via;
        uncertain += !list.data[i].certain;
    }
    CHECK_INT(performers, 1);
    CHECK_INT(partners, 3); /* skole, lag and kommunen, each once although the groups name each other */
    CHECK_INT(uncertain, 1);
    list.count = 0;
    role_stated(&model, part, PROPERTY_ACCOUNTABLE, &list, &none, &undecided);
    CHECK(none && list.count == 0);
    role_stated(&model, part, PROPERTY_PARTNER, &list, &none, &undecided);
    CHECK_INT(list.count, 2);
    CHECK_INT(list.data[0].origin, ORIGIN_INHERITED);
    CHECK_STR(model_identity(&model, role_sector(&model, workspace_find(&model, "p/skole"), NULL)), "p/helse");
    CHECK_STR(model_identity(&model, role_sector(&model, workspace_find(&model, "p/lag"), NULL)), "p/lag");
    array_free(list.data);
    model_free(&model);
}

int main(void)
{
    test_distance();
    test_slugs();
    test_names();
    test_roles();
    return test_end();
}
