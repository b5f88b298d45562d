/* Expressions over a small workspace: what each gives, and what is said of those that are wrong. */
#include "compile.h"
#include "rules.h"
#include "run.h"
#include "say.h"
#include "test.h"
#include "workspace.h"

static const char PLAN[] = "plan p \"Plan\"\n"
                           "  nivå      kommune\n"
                           "  periode   2024–2028\n"
                           "\n"
                           "sektor helse \"Helse\"\n"
                           "sektor skole \"Skole\"\n"
                           "sektor kultur \"Kultur\"\n"
                           "\n"
                           "aktør lege \"Kommuneoverlegen\"\n"
                           "  sektor  helse\n"
                           "aktør rektor \"Rektor\"\n"
                           "  sektor  skole\n"
                           "aktør lag \"Idrettslaget\"\n"
                           "\n"
                           "gruppe g \"Folkehelsegruppa\"\n"
                           "  medlemmer  lege, rektor\n"
                           "  mandat     \"Følge opp planen\"\n"
                           "\n"
                           "utfordring u \"Stillesitting\"\n"
                           "\n"
                           "mål m \"Aktive barn\"\n"
                           "  svarer på  u\n"
                           "\n"
                           "  delmål 1 \"Skolevei\"\n"
                           "    tiltak a \"Gangvei\"\n"
                           "      ansvarlig    rektor\n"
                           "      partner      lege\n"
                           "      frist        2025\n"
                           "      målgruppe    barn\n"
                           "      virkemiddel  strukturell\n"
                           "      kostnad      100 000 kr per år 2025–2026\n"
                           "      aktivitet \"Tegne\"\n"
                           "        utfører  lag\n"
                           "    tiltak b \"Kurs\"\n"
                           "      ansvarlig    lege\n"
                           "      frist        2027\n"
                           "      målgruppe    barn, unge\n"
                           "      virkemiddel  individ\n"
                           "      evaluering   prosess 2026\n"
                           "      medvirkning  barn \"elevrådet\"\n"
                           "    tiltak c \"Turlag\"\n"
                           "      ansvarlig  –\n"
                           "      partner    lag?\n"
                           "\n"
                           "resultatmål r \"Flere går\"\n"
                           "  for  1\n"
                           "  utgangspunkt 2023  30 %\n"
                           "  innen 2025  minst 40 %\n"
                           "  innen 2027  minst 35 %\n"
                           "  målt 2025  44 %\n";

static struct model model;
static struct ground ground;
static struct moment moment;

/* What an expression gives, asked of the workspace or of a declaration; or its first diagnostic's code and name. */
static const char *ask(const char *subject, const char *text)
{
    static char answer[512];
    static struct arena arena;
    struct expression expression;
    struct diag_list list = {.arena = &arena};
    struct expression_text source = {text, 0, (uint32_t)strlen(text), 0};
    struct compiler compiler = {.model = &model,
                                .unit = model.entities[1].unit,
                                .bytes = text,
                                .expression = &expression,
                                .diagnostics = &list,
                                .arena = &arena};
    uint32_t entity = *subject ? workspace_find(&model, subject) : 0;
    uint32_t kinds = entity ? 1u << model.entities[entity].kind : 0;
    struct program program;
    expression_parse(&expression, &source, FORM_VALUE, &model.tables->lexicon, &list);
    bool good = expression.root && compile_value(&compiler, expression.root, kinds, TYPE_NOTHING, &program);
    if (good) {
        struct runner runner;
        runner_init(&runner, &ground, &moment, 1000000);
        struct result result = runner_ask(&runner, &program, entity ? item_entity(entity, true) : item_workspace());
        snprintf(answer, sizeof answer, "%s", say_result(&runner, &arena, &result, LANGUAGE_NB));
        runner_free(&runner);
    } else {
        snprintf(answer, sizeof answer, "%s", list.count ? diag_row(list.data[0].code)->name : "no diagnostic");
    }
    array_free(list.data);
    compiler_free(&compiler);
    expression_free(&expression);
    return answer;
}

static void test_counts(void)
{
    CHECK_STR(ask("", "antall tiltak"), "3");
    CHECK_STR(ask("", "talet på tiltak"), "3");
    CHECK_STR(ask("", "count measures"), "3");
    CHECK_STR(ask("", "antall mål"), "2");
    CHECK_STR(ask("", "antall delmål"), "1");
    CHECK_STR(ask("p/m", "antall tiltak"), "3");
    CHECK_STR(ask("p/m", "antall aktører"), "3");
    CHECK_STR(ask("p/a", "antall roller"), "3");
    CHECK_STR(ask("p/a", "antall sektorer"), "2–3"); /* the sports club's sector is not stated */
    CHECK_STR(ask("p/b", "antall sektorer"), "1");
    CHECK_STR(ask("p/g", "antall sektorer"), "2");
    CHECK_STR(ask("p/c", "antall partner"), "0–1");
    CHECK_STR(ask("p/c", "antall ansvarlig"), "0");
    CHECK_STR(ask("p/u", "antall tiltak"), "3");
    CHECK_STR(ask("p/kultur", "antall roller"), "0");
    CHECK_STR(ask("p/helse", "antall roller"), "2");
    CHECK_STR(ask("p/lege", "antall tiltak"), "2");
    CHECK_STR(ask("p/m", "antall resultatmål"), "1");
    CHECK_STR(ask("", "antall tiltak der frist < 2026"), "1–2");      /* c has no deadline */
    CHECK_STR(ask("", "antall tiltak der målgruppe er barn"), "2–3"); /* c says nothing */
    CHECK_STR(ask("", "antall tiltak har (ansvarlig.sektor er helse)"), "1");
}

static void test_shares(void)
{
    CHECK_STR(ask("", "andel tiltak har (evaluering finnes)"), "33,33\xC2\xA0%");
    CHECK_STR(ask("", "prosentdel tiltak har (evaluering finst)"), "33,33\xC2\xA0%");
    CHECK_STR(ask("", "share of measures with (evaluation exists)"), "33,33\xC2\xA0%");
    CHECK_STR(ask("", "andel tiltak der (virkemiddel er individ) har (evaluering finnes)"), "50–100\xC2\xA0%");
    CHECK_STR(ask("", "andel strategier har (frist finnes)"), "?");
    CHECK_STR(ask("", "andel tiltak har (virkemiddel er individ) > 30 %"), "ja");
    CHECK_STR(ask("", "andel tiltak har (virkemiddel er individ) > 50 %"), "?");
    CHECK_STR(ask("", "andel tiltak har (virkemiddel er individ) > 70 %"), "nei");
    CHECK_STR(ask("", "sum tiltak.kostnad der (kostnad finnes)"), "200\xC2\xA0"
                                                                  "000\xC2\xA0kr");
    CHECK_STR(ask("", "maks tiltak.frist der (frist finnes)"), "2027-12-31");
    CHECK_STR(ask("", "min tiltak.frist der (frist finnes) < 2026"), "ja");
}

static void test_truths(void)
{
    CHECK_STR(ask("p/a", "frist < 2026"), "ja");
    CHECK_STR(ask("p/a", "frist = 2025-12-31"), "ja");
    CHECK_STR(ask("p/c", "frist < 2026"), "?");
    CHECK_STR(ask("p/c", "ansvarlig er lege"), "nei"); /* it is stated that there is none */
    CHECK_STR(ask("p/c", "ansvarlig er ikke lege"), "ja");
    CHECK_STR(ask("p/c", "partner er lag"), "?");
    CHECK_STR(ask("p/c", "partner finnes"), "?");
    CHECK_STR(ask("p/c", "ansvarlig finnes"), "nei");
    CHECK_STR(ask("p/c", "evaluering mangler"), "ja");
    CHECK_STR(ask("p/c", "virkemiddel er individ eller frist finnes"), "?");
    CHECK_STR(ask("p/c", "virkemiddel er individ og frist finnes"), "nei");
    CHECK_STR(ask("p/a", "virkemiddel i (strukturell, miljø)"), "ja");
    CHECK_STR(ask("p/a", "målgruppe er barn og ikke medvirkning finnes"), "ja");
    CHECK_STR(ask("p/b", "medvirkning er barn"), "ja");
    CHECK_STR(ask("p/a", "plan.nivå er kommune"), "ja");
    CHECK_STR(ask("p/a", "overordnet er 1"), "ja");
    CHECK_STR(ask("p/a", "forfalt"), "ja");
    CHECK_STR(ask("p/a", "klasse er forfalt"), "ja");
    CHECK_STR(ask("p/a", "dager over frist > 300"), "ja");
    CHECK_STR(ask("p/a", "i dag - frist > 300 dager"), "ja");
    CHECK_STR(ask("p/a", "frist + 1 = 2026-01-01"), "ja");
    CHECK_STR(ask("p/m", "hver tiltak har (frist finnes)"), "nei");
    CHECK_STR(ask("p/m", "noen tiltak har evaluering"), "ja");
    CHECK_STR(ask("p/m", "ingen tiltak har unntak"), "ja");
    CHECK_STR(ask("p/m", "minst 2 tiltak har frist"), "ja");
    CHECK_STR(ask("p/m", "minst 3 tiltak har frist"), "nei");
    CHECK_STR(ask("p/m", "høyst 2 tiltak har frist"), "ja");
    CHECK_STR(ask("p/m", "hver strategi har frist"), "ja");
    CHECK_STR(ask("p/r", "tilstand er nådd"), "ja");
    CHECK_STR(ask("p/r", "siste måling.verdi > 40 %"), "ja");
    CHECK_STR(ask("p/r", "noen trinn har (forrige finnes og verdi < forrige.verdi)"), "ja");
    CHECK_STR(ask("p/r", "siste måling.verdi - utgangspunkt.verdi"), "14\xC2\xA0%");
    CHECK_STR(ask("p/a", "1 + 2 * 3 = 7"), "ja");
    CHECK_STR(ask("p/a", "sektorer er helse"), "ja");
    CHECK_STR(ask("p/a", "slag er tiltak"), "ja");
    CHECK_STR(ask("p/a", "frist < 2024-01-01 + 2000 dager"), "ja");
    CHECK_STR(ask("p/a", "kostnad > 2000 kr og kostnad < 2000 mill. kr"), "ja");
    CHECK_STR(ask("p/a", "navn er a"), "ja");
    CHECK_STR(ask("p/a", "tittel er \"Gangvei\""), "ja");
}

static void test_wrong(void)
{
    CHECK_STR(ask("p/a", "frsit < 2026"), "unknown-path");
    CHECK_STR(ask("p/a", "ansvarlig er leg"), "unknown-operand");
    CHECK_STR(ask("p/a", "virkemiddel er strukturel"), "unknown-operand");
    CHECK_STR(ask("p/a", "frist > 12"), "wrong-operand");
    CHECK_STR(ask("p/a", "frist er lege"), "unknown-path");
    CHECK_STR(ask("p/a", "ansvarlig > lege"), "wrong-operand");
    CHECK_STR(ask("p/a", "ansvarlig er a"), "wrong-operand");
    CHECK_STR(ask("", "andel tiltak har (evaluering finnes) > 50"), "wrong-unit");
    CHECK_STR(ask("p/m", "hver tiltak har evaluering og frist finnes"), "open-filter");
    CHECK_STR(ask("", "antall tiltak har evaluering"), "bare-filter");
    CHECK_STR(ask("", "antall tiltak der evaluering har frist > 2"), "bare-filter");
    CHECK_STR(ask("", "antall tiltak der (navn er t har (frist finnes))"), "expression-syntax");
    CHECK_STR(ask("", "antall tiltak der frist < 2026 + 1"), "open-filter");
    CHECK_STR(ask("", "1 +2"), "operator-without-blanks");
    CHECK_STR(ask("", "antall"), "expression-ends-early");
    CHECK_STR(ask("", ""), "expression-missing");
    CHECK_STR(ask("", "antall tiltak )"), "expression-syntax");
}

static void test_deep(void)
{
    char text[20010];
    memset(text, '(', 10000);
    memset(text + 10000, ')', 10000);
    text[20000] = '\0';
    CHECK_STR(ask("", text), "expression-too-deep");
    for (int i = 0; i < 4000; i++)
        memcpy(text + i * 5, "ikke ", 5);
    CHECK_STR(ask("", text), "expression-too-deep");
}

int main(void)
{
    workspace_open(&model, PLAN);
    ground_init(&ground, &model);
    ground_find_roles(&ground);
    moment_init(&moment, &model, date_day(2026, 11, 22));
    moment_find_begun(&moment);
    test_counts();
    test_shares();
    test_truths();
    test_wrong();
    test_deep();
    moment_free(&moment);
    ground_free(&ground);
    model_free(&model);
    return test_end();
}
