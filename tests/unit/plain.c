/* The short cuts of reading: with them and without them, the same lines are the same trees and the same mistakes. */
#include "parse.h"
#include "test.h"

enum { LONGEST = 1 << 12 };

static const char *const VALUES[] = {"hdir",
                                     "hdir, fhi",
                                     "hdir , fhi",
                                     "hdir,fhi",
                                     "hdir og fhi",
                                     "hdir?",
                                     "hdir, –",
                                     "–",
                                     "?",
                                     "-",
                                     "2.3",
                                     "2,3",
                                     "K&O, RBUP/RKBU",
                                     "2.3 \"Tittel\"",
                                     "\"Tittel\"",
                                     "\"Tit\\\"tel\"",
                                     "\"Tittel\" \"til\"",
                                     "\"uten slutt",
                                     "«Tittel»",
                                     "K&O \"Tittel\"",
                                     "2026",
                                     "0999",
                                     "2026?",
                                     "2026-05",
                                     "2026-13",
                                     "2011-12",
                                     "2018-20",
                                     "2026-05-30",
                                     "2026-02-30",
                                     "30.5.2026",
                                     "mai 2026",
                                     "mai",
                                     "Mai  2026",
                                     "vår 2026",
                                     "høst 2026 #",
                                     "va\u030Ar 2026",
                                     "våren 2026",
                                     "2018–2020",
                                     "fra 2021",
                                     "2020, 2021",
                                     "1. mai 2026",
                                     "uke 12 2026",
                                     "løpende",
                                     "\"ved rullering\"",
                                     "\"2026\"",
                                     "pågår",
                                     "PÅGÅR 2024",
                                     "pågår 2024-02-01",
                                     "pågår, 2024",
                                     "pågår 2024 \"notat\"",
                                     "ikke påbegynt",
                                     "ikke  påbegynt 2024",
                                     "ikke\tpåbegynt",
                                     "ikke",
                                     "fullført?",
                                     "stanset 2024 # fordi",
                                     "universell",
                                     "universell, målrettet",
                                     "universell målrettet",
                                     "universel",
                                     "kommune, fylke?",
                                     "stat,kommune",
                                     "i løpet av 2026",
                                     "innen utgangen av mai 2026",
                                     "12 345 kr per år 2024–2026 vedtatt",
                                     "60 %",
                                     "ja",
                                     "nn \"Title\"",
                                     "https://a.no,",
                                     "snart",
                                     "",
                                     "barn, \u00A0unge",
                                     "barn,\u00A0",
                                     "бар, unge",
                                     "hdir,",
                                     "60 dager",
                                     "de fleste kommuner",
                                     "egen",
                                     "std/råd"};

static const char *const WORDS[] = {"ansvarlig",       "målgruppe",  "ivaretar",    "kortnavn",
                                    "sektor",          "frist",      "frist snart", "utsatt til",
                                    "utsatt",          "oppstart",   "når",         "utført",
                                    "status",          "tilnærming", "nivå",        "type",
                                    "kilde",           "svarer på",  "Svarer  På",  "svarer",
                                    "merknad",         "kostnad",    "innen",       "tittel nn",
                                    "tiltak",          "aktivitet",  "målt",        "gyldig til",
                                    "gyldig\u00A0til", "periode",    "ansvarlig:",  "ansvarleg",
                                    "accountable",     "due",        "FRIST"};

static struct parse_tables quick, careful;

struct reading {
    struct tree tree;
    struct diag_list diagnostics;
    struct arena arena;
};

static void read(struct reading *reading, const char *text, const struct parse_tables *tables)
{
    *reading = (struct reading){.diagnostics = {.arena = &reading->arena}};
    char *bytes = arena_copy(&reading->arena, text, strlen(text));
    struct source source = {.path = "a.plan", .bytes = bytes, .length = (uint32_t)strlen(text)};
    parse_source(&reading->tree, &source, bytes, 0, tables, &reading->diagnostics);
}

static void drop(struct reading *reading)
{
    tree_free(&reading->tree);
    array_free(reading->diagnostics.data);
    arena_free(&reading->arena);
}

static bool same_value(const struct tree *a, const struct tree *b, uint32_t i)
{
    const struct value *x = &a->values[i], *y = &b->values[i];
    bool same = x->type == y->type && x->tag == y->tag && x->flags == y->flags && x->languages == y->languages &&
                x->start == y->start && x->end == y->end;
    if (x->type == VALUE_DATE)
        same &= memcmp(&x->date, &y->date, sizeof x->date) == 0;
    else if (x->type == VALUE_NUMBER)
        same &= memcmp(&x->number, &y->number, sizeof x->number) == 0;
    if (x->type != VALUE_REFERENCE && x->type != VALUE_NAME)
        return same && x->symbol == y->symbol;
    const struct symbol *one = &a->symbols.symbols[x->symbol], *other = &b->symbols.symbols[y->symbol];
    return same && one->length == other->length && memcmp(one->text, other->text, one->length) == 0;
}

static bool same_trees(const struct tree *a, const struct tree *b)
{
    bool same = a->node_count == b->node_count && a->value_count == b->value_count &&
                a->comment_count == b->comment_count && a->spelled_total == b->spelled_total;
    for (uint32_t i = 0; same && i < a->node_count; i++)
        same = memcmp(&a->nodes[i], &b->nodes[i], sizeof a->nodes[i]) == 0;
    for (uint32_t i = 0; same && i < a->value_count; i++)
        same = same_value(a, b, i);
    return same;
}

static bool same_reports(const struct diag_list *a, const struct diag_list *b)
{
    bool same = a->count == b->count;
    for (uint32_t i = 0; same && i < a->count; i++) {
        const struct diagnostic *x = &a->data[i], *y = &b->data[i];
        same = x->code == y->code && x->span.start == y->span.start && x->span.end == y->span.end &&
               x->property == y->property && x->node == y->node && x->fix_count == y->fix_count;
    }
    return same;
}

static void check(const char *text)
{
    struct reading one, other;
    read(&one, text, &quick);
    read(&other, text, &careful);
    test_check(same_trees(&one.tree, &other.tree) && same_reports(&one.diagnostics, &other.diagnostics), text, __FILE__,
               __LINE__);
    drop(&one);
    drop(&other);
}

/* Every word before every value, three times, so that the second and third are words met before. */
static void check_lines(void)
{
    char text[LONGEST];
    for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++)
        for (size_t v = 0; v < sizeof VALUES / sizeof *VALUES; v++) {
            snprintf(
                text, sizeof text,
                "plan p \"P\"\ntiltak a\n  %s %s\n  %s\t%s\ntiltak b\n  %s   %s\n  status %s\naktør c\n  %s %s\n%s",
                WORDS[w], VALUES[v], WORDS[w], VALUES[v], WORDS[w], VALUES[v], VALUES[v], WORDS[w], VALUES[v],
                WORDS[w]);
            check(text);
        }
}

/* Every property twice, letter for letter, where the second stands deeper, goes on, has a comment or lines below it, or is below another
 * kind of declaration, where it may mean something else. */
static void check_repeated(void)
{
    static const char *const blocks[] = {"\ntiltak b\n     %s\n",
                                         "\ntiltak b\n  %s   # hm\n",
                                         "\ntiltak b\n  %s \r\n  %s\r\n",
                                         "\ntiltak b\n  %s\n     deeper, fhi\n",
                                         "\naktør c\n  %s\n",
                                         "\nindikator i\n  %s\n",
                                         "\n%s\n",
                                         "\nukjent\n  %s\n%s\n",
                                         "\n     a line below\ntiltak b\n  %s\n     another\n",
                                         "\ntiltak b\n  %s\n     a line\n",
                                         "\nplan q \"Q\"\n  %s\n  tiltak b\n    plan r\n      %s\n",
                                         "\ntiltak b | %s\n  b | %s\n",
                                         "\n  - %s\n  %s\n",
                                         "\n  %s\xFF\n  %s_\n  %s_\n"};
    char line[LONGEST / 8], again[LONGEST / 2], text[LONGEST];
    for (size_t w = 0; w < sizeof WORDS / sizeof *WORDS; w++)
        for (size_t v = 0; v < sizeof VALUES / sizeof *VALUES; v++)
            for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
                snprintf(line, sizeof line, *VALUES[v] ? "%s %s" : "%s", WORDS[w], VALUES[v]);
                snprintf(again, sizeof again, blocks[b], line, line, line);
                snprintf(text, sizeof text, "plan p \"P\"\ntiltak a\n  %s%s", line, again);
                check(text);
            }
}

/* Every two values as cells of a table and as a list over two lines. */
static void check_cells(void)
{
    char text[LONGEST];
    for (size_t v = 0; v < sizeof VALUES / sizeof *VALUES; v++)
        for (size_t o = 0; o < sizeof VALUES / sizeof *VALUES; o++) {
            snprintf(text, sizeof text,
                     "plan p \"P\"\ntiltak id | frist | status | ansvarlig\n  %s | %s | %s | %s\n\ntiltak c\n  partner "
                     "%s,\n    %s\n",
                     VALUES[v], VALUES[o], VALUES[v], VALUES[o], VALUES[v], VALUES[o]);
            check(text);
        }
}

int main(void)
{
    parse_tables_init(&quick);
    parse_tables_init(&careful);
    careful.careful = true;
    check_lines();
    check_repeated();
    check_cells();
    return test_end();
}
