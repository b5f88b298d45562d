/* The formatter: what a text becomes, that it becomes nothing else the second time, and what is refused. */
#include "format.h"
#include "test.h"

#include <string.h>

enum { LONGEST = 1 << 16 };

struct outcome {
    enum format_result result;
    enum format_reason reason;
    char text[LONGEST];
};

static const struct parse_tables *tables(void)
{
    static struct parse_tables made;
    static bool done;
    if (!done)
        parse_tables_init(&made);
    done = true;
    return &made;
}

static struct outcome *format(const char *text, int keywords)
{
    static struct outcome outcomes[2];
    static int turn;
    struct outcome *outcome = &outcomes[turn = !turn];
    struct arena arena = {0};
    struct diag_list diagnostics = {.arena = &arena};
    char *bytes = arena_copy(&arena, text, strlen(text));
    struct source source = {.path = "a.plan", .bytes = bytes, .length = (uint32_t)strlen(text)};
    struct tree tree;
    parse_source(&tree, &source, bytes, 0, tables(), &diagnostics);
    struct formatted formatted;
    struct format_options options = {keywords};
    outcome->result = format_source(&source, &tree, tables(), &options, &arena, &formatted);
    outcome->reason = formatted.reason;
    snprintf(outcome->text, LONGEST, "%s", formatted.text ? formatted.text : "");
    tree_free(&tree);
    array_free(diagnostics.data);
    source_free(&source);
    arena_free(&arena);
    return outcome;
}

static void becomes_in(int keywords, const char *text, const char *expected, int line)
{
    const struct outcome *once = format(text, keywords);
    bool same = strcmp(text, expected) == 0;
    test_check(once->result == (same ? FORMAT_SAME : FORMAT_CHANGED), text, __FILE__, line);
    test_str(once->text, expected, text, __FILE__, line);
    const struct outcome *twice = format(once->text, keywords);
    test_check(twice->result == FORMAT_SAME, "the second time is the same", __FILE__, line);
}

#define BECOMES(text, expected) becomes_in(-1, text, expected, __LINE__)
#define STAYS(text) becomes_in(-1, text, text, __LINE__)
#define BECOMES_IN(language, text, expected) becomes_in(LANGUAGE_##language, text, expected, __LINE__)

/* The value of one property, below a declaration of `kind`. */
#define VALUE(kind, text, expected) \
    BECOMES("plan p\n\n" kind " x\n  " text "\n", "plan p\n\n" kind " x\n  " expected "\n")

static void test_lines(void)
{
    BECOMES("", "");
    BECOMES("\n\n  \n", "");
    BECOMES("\xEF\xBB\xBF"
            "plan p",
            "plan p\n");
    BECOMES("plan p  \"T\"   \r\n  eier a\r\n", "plan p \"T\"\n  eier  a\n");
    BECOMES("plan p\r  eier a\r\r\rmål m\r", "plan p\n  eier  a\n\nmål m\n");
    BECOMES("plan p\n\n\teier\ta\n\tnivå  kommune\n", "plan p\n  eier  a\n  nivå  kommune\n");
    BECOMES("  plan p\n      eier a\n", "plan p\n  eier  a\n");
    BECOMES("PLAN p\n  EIER a\n", "plan p\n  eier  a\n");
    BECOMES("plan p\n  ma\xCC\x8Algruppe barn\n", "plan p\n  målgruppe  barn\n");
    BECOMES("plan p\n  svarer \t på b\n", "plan p\n  svarer \t på b\n"); /* not for plans: as it stands */
    BECOMES("plan p\n\nmål m\n  svarer \t på b\n  eier\xC2\xA0"
            "c\n",
            "plan p\n\nmål m\n  svarer på  b\n  eier       c\n");
    BECOMES("plan p\n  eier a   # hvem\n# slutt\n", "plan p\n  eier  a  # hvem\n# slutt\n");
}

static void test_blank_lines(void)
{
    BECOMES("bruk std/råd\nbruk std/sektorer\nplan p\n  eier a\nmål m\nmål n\n  eier b\nmål o\n",
            "bruk std/råd\nbruk std/sektorer\n\nplan p\n  eier  a\n\nmål m\n\nmål n\n  eier  b\n\nmål o\n");
    STAYS("plan p\n\nsektor a \"A\"\nsektor b \"B\"\n");
    STAYS("plan p\n\nmål m\n  eier  a\n\n  delmål n\n    eier  b\n  delmål o\n");
    BECOMES("plan p\n\n\n\nmål m\n\n  # om eieren\n  eier a\n\n\n  nivå x\n\n\n",
            "plan p\n\nmål m\n  # om eieren\n  eier  a\n\n  nivå x\n");
    BECOMES("plan p\n  eier a\n# Målene\nmål m\n", "plan p\n  eier  a\n\n# Målene\nmål m\n");
    BECOMES("plan p\n  eier a\n  # nivå kommune\n# Målene\nmål m\n",
            "plan p\n  eier  a\n  # nivå kommune\n\n# Målene\nmål m\n");
    STAYS("# Om planen\nplan p\n\n# Tomt\n");
    STAYS("plan p\n  eier  a\n# Om målet\n\nmål m\n");
}

static void test_levels(void)
{
    BECOMES("plan p\n  eier a\n\n  mål m\n    eier b\n    delmål n\n",
            "plan p\n  eier  a\n\nmål m\n  eier  b\n  delmål n\n");
    BECOMES("plan p\n    mål m\n    eier a\n", "plan p\n  mål m\n  eier  a\n"); /* the plan's own line comes late */
    BECOMES("plan p\nmål m\n     delmål n\n       eier a\n     delmål o\n",
            "plan p\n\nmål m\n  delmål n\n    eier  a\n  delmål o\n");
    BECOMES("plan p\n\nmål m\n   # før\n      eier a\n   # etter\ndelmål n\n",
            "plan p\n\nmål m\n  # før\n  eier  a\n  # etter\n\ndelmål n\n");
    BECOMES("plan p\n\nmål m\n      # eier a\nmål n\n", "plan p\n\nmål m\n  # eier a\nmål n\n");
    BECOMES("plan p\n\nmål m\n  delmål n\n    eier a\n    # n\n  # m\n# p\n",
            "plan p\n\nmål m\n  delmål n\n    eier  a\n    # n\n  # m\n# p\n");
}

static void test_columns(void)
{
    BECOMES("plan p\n\nmål m\n  tittel nn \"N\"\n  eier a\n  # x\n  svarer på  b\n  delmål n\n  tema c\n",
            "plan p\n\nmål m\n  tittel nn  \"N\"\n  eier       a\n  # x\n  svarer på  b\n  delmål n\n  tema       c\n");
    BECOMES("plan p\n\nresultatmål r\n  for m\n  utgangspunkt 2017 10 %\n  innen 2019   de fleste kommuner\n  målt "
            "30.6.2019 260 av 422 kommuner\n  innen 2020\n",
            "plan p\n\nresultatmål r\n  for  m\n  utgangspunkt 2017  10 %\n  innen 2019  de fleste kommuner\n  målt "
            "2019-06-30  260 av 422 kommuner\n  innen 2020\n");
    BECOMES("plan p\n\nindicator i\n  unit %\n  comparison nation 15%\n",
            "plan p\n\nindicator i\n  unit        %\n  comparison  nation 15 %\n");
    BECOMES("plan p\n\nactor a\n  type staff\n  organisational placement staff\n",
            "plan p\n\nactor a\n  type  staff\n  organisational placement  staff\n");
    BECOMES("plan p\n  ekstern\n  nivå kommune\n  beskrivelse\n   a\n",
            "plan p\n  ekstern\n  nivå  kommune\n  beskrivelse\n    a\n");
}

static void test_values(void)
{
    VALUE("tiltak", "partner a ,b og  c,  \"D\"", "partner  a, b og c, \"D\"");
    VALUE("tiltak", "partner a ?, RBUP/RKBU , ?", "partner  a?, RBUP/RKBU, ?");
    VALUE("tiltak", "partner «A»  ?", "partner  \"A\"?");
    VALUE("tiltak", "ansvarlig   –", "ansvarlig  –");
    VALUE("tiltak", "tilnærming universell,målrettet OG proporsjonal",
          "tilnærming  universell, målrettet og proporsjonal");
    VALUE("tiltak", "frist 30.5.2026", "frist  2026-05-30");
    VALUE("tiltak", "frist 30. mai 2026 ?", "frist  2026-05-30?");
    VALUE("tiltak", "frist  MAI  2026", "frist  mai 2026");
    VALUE("tiltak", "frist 1.  halvår 2026", "frist  1. halvår 2026");
    VALUE("tiltak", "når 1. mai og 3. juni 2026,  høst 2026", "når  2026-05-01 og 2026-06-03, høst 2026");
    VALUE("tiltak", "når skoleåret 2025-2026 og 2025/26", "når  skoleåret 2025–2026 og 2025/26");
    VALUE("tiltak", "når hvert  4. år 2020-2030 innen  15.  desember", "når  hvert 4. år 2020–2030 innen 15. desember");
    VALUE("tiltak", "når 2018 – 2020", "når  2018–2020");
    VALUE("tiltak", "når 1. mai 2026 – 30.6.2026", "når  2026-05-01–2026-06-30");
    VALUE("tiltak", "når 1.5.2026–30.6.2026", "når  2026-05-01–2026-06-30");
    VALUE("tiltak", "når mai 2026 – 2027", "når  mai 2026 – 2027");
    VALUE("tiltak", "når fra 1. mai 2026 til juni 2026", "når  fra 2026-05-01 til juni 2026");
    VALUE("tiltak", "utsatt til 2021 vedtak \"HOD 20/118\" 2.4.2020",
          "utsatt til  2021  vedtak \"HOD 20/118\" 2020-04-02");
    VALUE("tiltak", "kostnad 25 mai 2026", "kostnad  25 mai 2026");
    VALUE("tiltak",
          "kostnad 1\xC2\xA0"
          "250\xE2\x80\xAF"
          "000 KR per  år 2024-2026",
          "kostnad  1 250 000 kr per år 2024–2026");
    VALUE("tiltak", "medvirkning barn, juni \"råd\" 2025", "medvirkning  barn, juni \"råd\" 2025");
    VALUE("tiltak", "unntak std / TR0601 til 30.6.2026 «fordi»", "unntak  std/TR0601 til 2026-06-30 \"fordi\"");
    VALUE("tiltak", "merknad «Kalt \"x\" og \\\\ og “y”»", "merknad  \"Kalt \\\"x\\\" og \\\\ og “y”\"");
    VALUE("tiltak", "merknad “a”", "merknad  \"a\"");
    VALUE("tiltak", "lenke https://a.no/b ,https://c.no   \"d\"", "lenke  https://a.no/b, https://c.no \"d\"");
    VALUE("indikator", "målt 2020  ?", "målt 2020  ?");
    VALUE("indikator", "målt 2020 5 av 6 ukjent 1 kjent 2021 kilde a",
          "målt 2020  5 av 6  ukjent 1  kjent 2021  kilde a");
    VALUE("indikator", "data \"a.csv\" dato = år  verdi=b", "data  \"a.csv\" dato=år verdi=b");
    VALUE("resultatmål", "innen periodeslutt ( 2027 ) 40-45%", "innen periodeslutt (2027)  40–45 %");
    VALUE("aktør", "sektor EGEN", "sektor  egen");
    VALUE("aktør", "kortnavn K&O,og-x", "kortnavn  K&O, og-x");
}

static void test_lists(void)
{
    VALUE("tiltak", "partner a,b,\n    c", "partner  a, b,\n           c");
    VALUE("tiltak", "partner a,   # en\n     # to\n\n        b,\n   c # tre",
          "partner  a,  # en\n           # to\n           b,\n           c  # tre");
}

static void test_text_blocks(void)
{
    BECOMES("plan p\n  beskrivelse   # om\n\n        # Ikke kommentar\n\n\n          - \"punkt\"  \n        slutt\n\n  "
            "eier a\n",
            "plan p\n  beskrivelse  # om\n    # Ikke kommentar\n\n\n      - \"punkt\"  \n    slutt\n\n  eier  a\n");
    BECOMES("plan p\n\tmerknad\n\t\tEn\n\t\t\tto\n", "plan p\n  merknad\n    En\n    \tto\n");
    STAYS("plan p\n  merknad\n    En\n  # kommentar\n");
}

static void test_tables(void)
{
    BECOMES("plan p\n\nmål m\n  tiltak id|tittel | utfører|når|\n    |2.4|Fylkesvise |fhi|2021,  2022|\n    "
            "|2.10|«Æøå»|–||\n      lenke http://a.no\n    |2.11\n",
            "plan p\n\nmål m\n  tiltak  id   | tittel     | utfører | når\n          2.4  | Fylkesvise | fhi     | "
            "2021, 2022\n"
            "          2.10 | «Æøå»      | –\n            lenke  http://a.no\n          2.11\n");
    BECOMES("plan p\n\ntiltak tittel | frist\n  # en\n  A # b | 30.5.2026\n\n\n  界 | ?\n  # slutt\n",
            "plan p\n\ntiltak  tittel | frist\n        # en\n        A # b  | 2026-05-30\n\n        界     | ?\n       "
            " # slutt\n");
    BECOMES("plan p\n\ntiltak tittel |\n  A\n  |\n", "plan p\n\ntiltak  tittel |\n        A\n        |\n");
    BECOMES("plan p\n\ntiltak id | tittel\n  | | Uten id\n  | #4 | B\n",
            "plan p\n\ntiltak  id | tittel\n        |  | Uten id\n        | #4 | B\n");
    BECOMES("plan p\n\ntiltak id | tittel nn | tittel\n  a | \"b | c\" | d\n",
            "plan p\n\ntiltak  id | tittel nn | tittel\n        a  | \"b | c\"   | d\n");
    BECOMES("plan p\n\ntiltak id | rart\n  a | b\n", "plan p\n\ntiltak id | rart\n        a  | b\n");
    BECOMES("plan p\n\ntiltak id | når\n  a | 2021,2022\n", "plan p\n\ntiltak  id | når\n        a  | 2021,2022\n");
    BECOMES("plan p\n\ntiltak id | tittel\n  a | b | c\n  dd | e\n",
            "plan p\n\ntiltak  id | tittel\n        a | b | c\n        dd | e\n");
}

static void test_wide_tables(void)
{
    BECOMES("plan p\n\ntiltak tittel | frist\n  En tittel som er lengre enn de seksti tegnene en celle kan ha | 2026\n "
            " Kort | 2027\n",
            "plan p\n\ntiltak  tittel | frist\n        En tittel som er lengre enn de seksti tegnene en celle kan ha | "
            "2026\n        Kort   | 2027\n");
    BECOMES("plan p\n\nmål a\n mål b\n  mål c\n   mål d\n    mål e\n     mål f\n      mål g\n       mål h\n        mål "
            "i\n         mål j\n"
            "          mål k\n           mål l\n            mål m\n             innsatsområde id | tittel\n            "
            "  x | y\n",
            "plan p\n\nmål a\n  mål b\n    mål c\n      mål d\n        mål e\n          mål f\n            mål g\n     "
            "         mål h\n"
            "                mål i\n                  mål j\n                    mål k\n                      mål l\n"
            "                        mål m\n                          innsatsområde  id | tittel\n"
            "                            x               | y\n");
}

static void test_broken(void)
{
    STAYS("plan p\n\ntiltak x\n  frist   2026-13-01   noe   # hvorfor\n");
    BECOMES("plan p\n\ntiltak x\n    frist  30.2.2026   \n", "plan p\n\ntiltak x\n  frist  30.2.2026\n");
    BECOMES("plan p\n\ntilltak  x   \"A\"\n     eier a\n     frist 2026\n",
            "plan p\n\ntilltak  x   \"A\"\n  eier   a\n  frist  2026\n");
    BECOMES("plan p\n\nmål m\n    partner  $a,\n             b,\n             c\n    eier d\n",
            "plan p\n\nmål m\n  partner  $a,\n           b,\n           c\n  eier  d\n");
    BECOMES("plan p\n\nmål m\n    partner  a,\n             $b,\n               c\n    eier d\n",
            "plan p\n\nmål m\n  partner  a,\n           $b,\n             c\n  eier  d\n");
    BECOMES("plan p\n\nomtalle\n      Første linje\n        # med mer\n        innrykk\n      slutt\n",
            "plan p\n\nomtalle\n      Første linje\n        # med mer\n        innrykk\n      slutt\n");
    STAYS("plan p\n\nmål m\n  merknad  \"a\"\n      mer av merknaden\n      enda mer\n  eier     b\n");
    BECOMES("plan p\n\nmål m\n  frist 2026\n     eier a\n", "plan p\n\nmål m\n  frist  2026\n  eier   a\n");
    STAYS("plan p\n\nmål m\n  frist  2026\n  frist 2027\n");
    STAYS("plan p\n  merknad# glemt blank\n  eier  a\n");
    STAYS("plan p\n\nregel r\n  for# mål\n");
}

static void test_keywords(void)
{
    const char *nb = "plan p\n  nivå       kommune\n  status     vedtatt 2024\n\nhovedmål m\n  svarer på  "
                     "u\n\nsatsingsområde o\n  kilde  a og b\n\n"
                     "tiltak t\n  når      hvert 4. år innen 15. mai\n  kostnad  2 mill. kr per år\n  status   i drift "
                     "2024\n  frist    april 2026\n";
    const char *nn = "plan p\n  nivå    kommune\n  status  vedteken 2024\n\nhovudmål m\n  svarar på  "
                     "u\n\nsatsingsområde o\n  kjelde  a og b\n\n"
                     "tiltak t\n  når      kvart 4. år innan 15. mai\n  kostnad  2 mill. kr per år\n  status   i drift "
                     "2024\n  frist    april 2026\n";
    const char *en = "plan p\n  level   municipal\n  status  adopted 2024\n\nmain goal m\n  addresses  "
                     "u\n\nsatsingsområde o\n  source  a and b\n\n"
                     "measure t\n  when      every 4 years by 15 May\n  cost      2 million NOK per year\n  status    "
                     "i drift 2024\n  deadline  April 2026\n";
    becomes_in(LANGUAGE_NN, nb, nn, __LINE__);
    becomes_in(LANGUAGE_EN, nn, en, __LINE__);
    becomes_in(LANGUAGE_NN, en, nn, __LINE__);
    BECOMES_IN(EN, "plan p\n\ntiltak  id | tittel nn | frist\n        a  | Tiltak    | 30. mai 2026\n",
               "plan p\n\nmeasure  id | title nn | deadline\n         a  | Tiltak   | 2026-05-30\n");
    BECOMES_IN(EN, "plan p\n\ntiltak kilde \"tiltak\"\n  partner      kilde, og-så\n  medvirkning  barn, mars\n",
               "plan p\n\nmeasure kilde \"tiltak\"\n  partner        kilde, og-så\n  participation  barn, mars\n");
    BECOMES_IN(EN, "plan p\n\naktør a\n  sektor  egen\n\nrammeverk r\n  krav k\n    gjelder  nivå kommune\n",
               "plan p\n\nactor a\n  sector  own\n\nframework r\n  requirement k\n    applies to  level municipal\n");
    BECOMES("plan p\n\nmeasure t\n  deadline APRIL 2026\n  when  April 2026\n",
            "plan p\n\nmeasure t\n  deadline  april 2026\n  when      April 2026\n");
    /* `target group` would be a property: nothing is written rather than something else */
    CHECK_INT(format("plan p\n\nmål m\n  resultatmål group \"G\"\n", LANGUAGE_EN)->result, FORMAT_REFUSED);
}

static void test_refused(void)
{
    CHECK_INT(format("plan p\n  eier \xFF\n", -1)->reason, REASON_UNSAFE);
    CHECK_INT(format("plan p\n  eier a\x01\n", -1)->result, FORMAT_REFUSED);
    CHECK_INT(format("plan p\n  eier a\n\tnivå kommune\n", -1)->reason, REASON_AMBIGUOUS);
    CHECK_INT(format("plan p\nmål m\n\teier a\nmål n\n  eier b\n", -1)->result, FORMAT_CHANGED); /* mixed, but clear */
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        CHECK(strlen(format_reason_text(REASON_DIFFERS, (enum language)language)) > 20);
}

int main(void)
{
    test_lines();
    test_blank_lines();
    test_levels();
    test_columns();
    test_values();
    test_lists();
    test_text_blocks();
    test_tables();
    test_wide_tables();
    test_broken();
    test_keywords();
    test_refused();
    return test_end();
}
