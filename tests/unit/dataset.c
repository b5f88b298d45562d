/* Data files as observations: what cells say, which columns and rows are meant, and what is missing. */
#include "dataset.h"
#include "test.h"

#include <stdlib.h>

/* One file with one or more data lines; a line is written `date=year value=share sex=girls`, nothing escaped. */
struct asked {
    struct arena arena;
    struct diag_list diagnostics;
    struct dataset sets[4];
    bool windows_1252;
};

static enum data_role role_named(const char *name, size_t length)
{
    static const char *const names[DATA_ROLES] = {"",      "@date",  "@value", "@group",
                                                  "@area", "@known", "@of",    "@unknown"};
    for (int role = DATA_DATE; role < DATA_ROLES; role++)
        if (strlen(names[role]) == length && memcmp(names[role], name, length) == 0)
            return (enum data_role)role;
    return DATA_FILTER;
}

static struct data_request request_of(struct arena *arena, const char *line)
{
    struct data_choice *choices = arena_alloc(arena, 16 * sizeof *choices);
    struct data_request request = {.choices = choices};
    while (*line) {
        struct data_choice *choice = &choices[request.choice_count++];
        const char *equals = strchr(line, '='), *end = equals + strcspn(equals, ";");
        choice->role = role_named(line, (size_t)(equals - line));
        choice->name = choice->role ? equals + 1 : line;
        choice->name_length = (uint32_t)(choice->role ? end - equals - 1 : equals - line);
        choice->wanted = choice->role ? NULL : equals + 1;
        choice->wanted_length = (uint32_t)(choice->role ? 0 : end - equals - 1);
        line = *end ? end + 1 : end;
    }
    return request;
}

static void ask_bytes(struct asked *asked, const char *text, size_t length, const char *const *lines, uint32_t count)
{
    struct data_request requests[4];
    uint32_t capacity = 0, size = (uint32_t)length;
    char *bytes = array_grow(NULL, &capacity, size + 1, 1);
    memcpy(bytes, text, length);
    bytes[length] = '\0';
    *asked = (struct asked){0};
    asked->diagnostics.arena = &asked->arena;
    asked->windows_1252 = data_decode(&bytes, &size);
    char *kept = arena_copy(&asked->arena, bytes, size);
    array_free(bytes);
    for (uint32_t i = 0; i < count; i++)
        requests[i] = request_of(&asked->arena, lines[i]);
    struct data_file file = {.bytes = kept,
                             .length = size,
                             .windows_1252 = asked->windows_1252,
                             .arena = &asked->arena,
                             .diagnostics = &asked->diagnostics};
    dataset_read(&file, requests, asked->sets, count);
}

static void ask(struct asked *asked, const char *text, const char *line)
{
    ask_bytes(asked, text, strlen(text), &line, 1);
}

static void forget(struct asked *asked)
{
    array_free(asked->diagnostics.data);
    arena_free(&asked->arena);
}

/* "2024:62.5 2025:? …": the year, the group and area where there are any, and the value. */
static const char *shown(struct asked *asked, int set)
{
    const struct dataset *dataset = &asked->sets[set];
    const char *text = dataset->failed ? "failed" : "";
    for (uint32_t i = 0; i < dataset->count; i++) {
        const struct observation *o = &dataset->observations[i];
        const char *of = o->out_of != 0 ? arena_format(&asked->arena, "/%g", o->out_of) : "";
        const char *value = o->missing ? "?" : arena_format(&asked->arena, "%.15g%s", o->value, o->percent ? "%" : "");
        text = arena_format(&asked->arena, "%s%s%d%s%s%s%s:%s%s", text, *text ? " " : "",
                            date_civil(o->date.first).year, o->group ? " " : "",
                            o->group ? dataset->groups[o->group - 1].code : "", o->area ? "@" : "",
                            o->area ? dataset->areas[o->area - 1].code : "", value, of);
    }
    return text;
}

/* The codes of what was found, "TR0529 TR0529". */
static const char *codes(struct asked *asked)
{
    const char *text = "";
    for (uint32_t i = 0; i < asked->diagnostics.count; i++)
        text = arena_format(&asked->arena, "%s%s%s", text, *text ? " " : "",
                            diag_row((enum diag_code)asked->diagnostics.data[i].code)->code);
    return text;
}

#define READS(file, line, expected, found)      \
    do {                                        \
        struct asked asked_;                    \
        ask(&asked_, file, line);               \
        CHECK_STR(shown(&asked_, 0), expected); \
        CHECK_STR(codes(&asked_), found);       \
        forget(&asked_);                        \
    } while (0)

static void test_layouts(void)
{
    READS("år;andel\n2024;62,5\n2025;64\n", "", "2024:62.5 2025:64", "");
    READS("\xEF\xBB\xBF"
          "Year,Share\r\n2024,62.5\r\n2025,64\r\n",
          "", "2024:62.5 2025:64", "");
    READS("år\tverdi\n2024\t62,5\n2025\t64", "", "2024:62.5 2025:64", "");
    READS("sep=;\når;verdi\n2024;1\n", "", "2024:1", "");
    READS("Elever som trives\n\når;verdi\n2024;1\n\n;;\n2025;2\n", "", "2024:1 2025:2", "");
    READS("\"år\",\"verdi\"\n\"2024\",\"62,5\"\n", "", "2024:62.5", "");
    READS("år;verdi;\n2024;1;\n2025;2;\n", "", "2024:1 2025:2", "");
    READS("\"de \"\"nye\"\"\";år;verdi\na;2024;1\n", "de \"nye\"=a", "2024:1", "");
    READS("navn;år;verdi\n\"a\nb\";2024;1\nc;2025;2\n", "navn=c", "2025:2", "");
    READS("år;verdi\r2024;1\r2025;2\r", "", "2024:1 2025:2", "");
}

static void test_columns(void)
{
    READS("AAR;RATE\n2024_2024;62,5\n", "", "2024:62.5", "");
    READS("Periode;Andel (prosent)\n2024;62,5\n", "", "2024:62.5%", "");
    READS("tidspunkt;06913: Elevar, etter region\n2024;62\n", "", "2024:62", "");
    READS("år;navn;antall\n2024;a;62\n", "", "2024:62", "");
    READS("år;a;b\n2024;1;2\n", "", "failed", "TR0528");
    READS("år;andel;tall\n2024;1;2\n", "", "failed", "TR0528");
    READS("år;andel;tall\n2024;1;2\n", "@value=tall", "2024:2", "");
    READS("år;andel;tall\n2024;1;2\n", "@value=TALL", "2024:2", "");
    READS("x;andel\n2024;1\n", "", "failed", "TR0528");
    READS("x;andel\n2024;1\n", "@date=x", "2024:1", "");
    READS("x;andel\n2024;1\n", "@date=y", "failed", "TR0527");
    READS("år;år;andel\n2024;2025;1\n", "@date=år", "failed", "TR0535");
    READS("år;g;andel\n2024;x;1\n", "@group=g;@area=g", "failed", "TR0535");
    READS("år;g;andel\n2024;x;1\n", "g=x;g=y", "failed", "TR0535");
    READS("år;andel\n2024;1\n", "@date=andel;@value=år", "", "TR0529");
    READS("A\xCC\x8AR;andel\n2024;1\n", "@date=år", "2024:1", ""); /* NFD */
    READS("år;verdi;av;kjent\n2024;260;422;2025-03\n", "", "2024:260/422", "");
    READS("år;verdi;av\n2024;260;.\n2025;270;422\n", "", "2024:? 2025:270/422", "");
}

static void test_groups(void)
{
    static const char file[] =
        "år;kommune;gruppe;andel\n2024;4601;høg;80\n2024;4601;låg;60\n2024;0301;høg;82\n2024;;høg;81\n";
    READS(file, "", "2024 høg@4601:80 2024 låg@4601:60 2024 høg@0301:82 2024 høg:81", "");
    READS(file, "kommune=4601", "2024 høg:80 2024 låg:60", "");
    READS(file, "kommune=4601;@area=kommune", "2024 høg@4601:80 2024 låg@4601:60", "");
    READS(file, "kommune=0301;gruppe=HØG", "2024:82", "");
    READS(file, "kommune=1103", "failed", "TR0533");
    READS("år;kommune;andel\n2024;Solvik;1\n", "", "2024:1", "");
    READS("år;kommune;andel\n2024;Solvik;1\n", "@area=kommune", "2024@Solvik:1", "");
    READS("år;fylke;kommune;andel\n2024;F;A;1\n2024;F;B;2\n", "", "2024@A:1 2024@B:2", "");
}

static void test_faults(void)
{
    READS("", "", "failed", "TR0526");
    READS("\n\n\n", "", "failed", "TR0526");
    READS("bare tekst\nog mer tekst\n", "", "failed", "TR0526");
    READS("år;andel\n", "", "", "TR0526");
    READS("år;andel\n2024;6x\n2025;2\n", "", "2024:? 2025:2", "TR0529");
    READS("år;andel\nx;6\n2025;2\n", "", "2025:2", "TR0529");
    READS("år;andel\n;6\n2025;2\n", "", "2025:2", "TR0529");
    READS("år;andel\n;.\n2025;2\n", "", "2025:2", "");
    READS("år;andel\n2024;.\n2025;:\n", "", "2024:? 2025:?", "");
    READS("år,andel\n2024,62,5\n2025,2\n", "", "2025:2", "TR0530");
    READS("år;andel;merknad\n2024;1\n2025;2;x\n", "", "2024:1 2025:2", "TR0530");
    READS("år;andel;m\n2024;1;\"x\n2025;2;y\n", "", "2024:1 2025:2", "TR0531");
    READS("år;andel\n2024;1\n2024;1\n", "", "2024:1", "");
    READS("år;andel\n2024;1\n2024;2\n", "", "2024:1 2024:2", "TR0534");
    READS("år;andel\n2024;1\n2024;.\n", "", "2024:1 2024:?", "");
    READS("år;kjent;andel\n2024;2025-01;1\n2024;2025-06;2\n", "", "2024:1 2024:2", "");
    READS("år;andel\n2024;inf\n2025;nan\n2026;1e999\n", "", "2024:? 2025:? 2026:?", "TR0529 TR0529 TR0529");
    READS("PK\3\4xx", "", "failed", "TR0524");
}

/* A header and 300 rows that cannot be read: a hundred are reported, and then the rest at once. */
static void test_many_faults(void)
{
    enum { ROWS = 300, ROOM = 8 };
    char text[ROWS * ROOM + 32];
    size_t length = (size_t)snprintf(text, sizeof text, "year,share\n");
    for (int i = 0; i < ROWS; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%d,x\n", 2000 + i % 20);
    struct asked asked;
    ask(&asked, text, "");
    CHECK_INT(asked.diagnostics.count, 101);
    CHECK_INT(asked.diagnostics.data[100].code, DIAG_DATA_MORE_FAULTS);
    CHECK_INT(asked.diagnostics.data[100].arguments[0].as.number, 200);
    CHECK_INT(asked.sets[0].count, ROWS);
    forget(&asked);
}

static void test_places(void)
{
    struct asked asked;
    ask(&asked, "år;andel\n2024;1\n2025;62\n", "");
    CHECK_INT(asked.sets[0].observations[1].start, 22);
    CHECK_INT(asked.sets[0].observations[1].end, 24);
    CHECK_INT(asked.sets[0].observations[0].known, DAY_NOT_KNOWN);
    forget(&asked);
}

#define DIMENSIONS                                                                                                   \
    "\"id\":[\"GEO\",\"AAR\",\"KJONN\"],\"size\":[2,2,2],\"role\":{\"geo\":[\"GEO\"],\"time\":[\"AAR\"]},"           \
    "\"dimension\":{"                                                                                                \
    "\"GEO\":{\"label\":\"Geografi\",\"category\":{\"index\":[\"0301\",\"4601\"],\"label\":{\"0301\":\"Oslo\","      \
    "\"4601\":\"Bergen\"}}},\"AAR\":{\"label\":\"År\",\"category\":{\"index\":{\"2021_2021\":1,\"2020_2020\":0}}}," \
    "\"KJONN\":{\"label\":\"Kjønn\",\"category\":{\"index\":[\"1\",\"2\"],\"label\":{\"1\":\"menn\",\"2\":"         \
    "\"kvinner\"}}}}"
#define CUBE(values) "{\"version\":\"2.0\",\"class\":\"dataset\"," DIMENSIONS ",\"value\":" values "}"

/* The place of a JSON-stat value is that value's, in arrays and in objects, whatever stands around it. */
static void test_json_places(void)
{
    static const char *const files[] = {CUBE("[ 10, 20 ,30,[40,\"]\"],50,60 , 70,80]"),
                                        CUBE("{ \"6\" : 70, \"0\":10,\"2\" : 30 ,\"4\":50,\"99999999999\":1}"),
                                        "{\"dataset\":" CUBE("[10,20,30,40,50,60,70,80]") "}"};
    for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
        struct asked asked;
        ask(&asked, files[f], "KJONN=1");
        CHECK_INT(asked.sets[0].count, 4);
        for (uint32_t i = 0; i < asked.sets[0].count; i++) {
            const struct observation *o = &asked.sets[0].observations[i];
            char value[8] = "";
            snprintf(value, sizeof value, "%.*s", (int)(o->end - o->start), files[f] + o->start);
            CHECK_INT(atoi(value), (long long)o->value);
            CHECK_INT(atoi(value), 10 + 20 * (int)i);
        }
        forget(&asked);
    }
}

static void test_encodings(void)
{
    struct asked asked;
    static const char latin[] = "\xE5r;gruppe;andel\n2024;h\xF8g;1\n2024;l\xE5g;2\n";
    ask(&asked, latin, "gruppe=låg");
    CHECK(asked.windows_1252);
    CHECK_STR(shown(&asked, 0), "2024:2");
    CHECK_STR(codes(&asked), "TR0523");
    forget(&asked);
    static const char wide[] = "\xFF\xFE\xE5\0r\0\t\0v\0e\0r\0d\0i\0\n\0002\0000\0002\0004\0\t\0007\0\n\0";
    static const char *const line[] = {""};
    ask_bytes(&asked, wide, sizeof wide - 1, line, 1);
    CHECK(!asked.windows_1252);
    CHECK_STR(shown(&asked, 0), "2024:7");
    forget(&asked);
    ask_bytes(&asked, "år;andel\n2024;\0001\n", 18, line, 1);
    CHECK_STR(codes(&asked), "TR0524");
    forget(&asked);
}

static void test_sharing(void)
{
    struct asked asked;
    static const char file[] = "id,year,share,count\na,2024,1,10\nb,2024,2,20\na,2025,3,30\nc,2025,4,40\n";
    static const char *const lines[] = {"@value=share;id=a", "@value=count;id=a", "@value=share;id=b",
                                        "@value=share;year=2025;id=c"};
    ask_bytes(&asked, file, strlen(file), lines, 4);
    CHECK_STR(shown(&asked, 0), "2024:1 2025:3");
    CHECK_STR(shown(&asked, 1), "2024:10 2025:30");
    CHECK_STR(shown(&asked, 2), "2024:2");
    CHECK_STR(shown(&asked, 3), "failed"); /* the year is chosen, and no column is left for the date */
    CHECK_STR(codes(&asked), "TR0528");
    forget(&asked);
    struct data_request a = request_of(&asked.arena, "@value=x;id=a"), b = request_of(&asked.arena, "@value=x;id=b");
    CHECK(!data_request_same(&a, &b));
    CHECK(data_request_same(&a, &a));
    CHECK(data_request_hash(&a) == data_request_hash(&a));
    arena_free(&asked.arena);
}

static void test_json_stat(void)
{
    static const char cube[] = CUBE("[1,2,3,4,5,6,7,8]");
    READS(cube, "KJONN=1", "2020@0301:1 2021@0301:3 2020@4601:5 2021@4601:7", "");
    READS(cube, "Kjønn=Kvinner;Geografi=bergen", "2020:6 2021:8", "");
    READS(cube, "@group=KJONN;GEO=4601", "2020 1:5 2020 2:6 2021 1:7 2021 2:8", "");
    READS(cube, "", "failed", "TR0532");
    READS(cube, "KJONN=3", "failed", "TR0533");
    READS(cube, "ALDER=3", "failed", "TR0527");
    READS(CUBE("[1,null,3,4,5.5,6,\"7,5\",\":\"]"), "KJONN=2", "2020@0301:? 2021@0301:4 2020@4601:6 2021@4601:?", "");
    READS(CUBE("[0,0,3,4,5,6,7,8],\"status\":{\"0\":\":\",\"1\":\"e\"}"), "GEO=0301;@group=KJONN",
          "2020 1:? 2020 2:0 2021 1:3 2021 2:4", "");
    READS(CUBE("[0,0,3,4,5,6,7,8],\"status\":[\"..\",\"\",null,null,null,null,null,null]"), "GEO=0301;@group=KJONN",
          "2020 1:? 2020 2:0 2021 1:3 2021 2:4", "");
    READS(CUBE("{\"1\":2,\"7\":8}"), "KJONN=2", "2020@0301:2 2021@0301:? 2020@4601:? 2021@4601:8", "");
    READS("{\"dataset\":" CUBE("[1,2,3,4,5,6,7,8]") "}", "KJONN=1;GEO=0301", "2020:1 2021:3", "");
    READS(CUBE("[true,2,3,4,5,6,7,8]"), "KJONN=1;GEO=0301", "2020:? 2021:3", "TR0529");
}

static void test_damaged_json(void)
{
    READS("{", "", "failed", "TR0525");
    READS("{}", "", "failed", "TR0524");
    READS("{\"a\":1}", "", "failed", "TR0524");
    READS(CUBE("[1,2,3"), "KJONN=1", "failed", "TR0525");
    READS(CUBE("[1,2,3]"), "KJONN=1;GEO=0301", "2020:1 2021:3", "TR0525");
    READS(CUBE("[1,2,3,4,5,6,7,1e999]"), "KJONN=1", "failed", "TR0525");
    READS("{\"value\":[1],\"value\":[2]}", "", "failed", "TR0525");
    READS("{\"id\":[\"a\"],\"size\":[3],\"dimension\":{\"a\":{\"category\":{\"index\":[\"x\",\"x\",\"y\"]}}},\"value\":"
          "[1]}",
          "", "failed", "TR0525");
    READS("{\"id\":[\"a\"],\"size\":[99999999999],\"dimension\":{\"a\":{}},\"value\":{}}", "", "failed", "TR0537");
    READS("{\"id\":[\"a\",\"b\"],\"size\":[2],\"dimension\":{\"a\":{}},\"value\":{}}", "", "failed", "TR0525");
    READS("{\"id\":[],\"size\":[],\"dimension\":{},\"value\":1}", "", "failed", "TR0525");
    READS("{\"id\":7,\"size\":\"x\",\"dimension\":{\"a\":[]},\"value\":null}", "", "failed", "TR0525");
    READS("{\"id\":[1],\"size\":[-1],\"dimension\":{\"a\":[]},\"value\":[]}", "", "failed", "TR0525");
}

/* Brackets 100 000 deep, and a heading of 10 000 columns. */
static void test_extremes(void)
{
    enum { DEEP = 100000, COLUMNS = 10000 };
    struct asked asked;
    uint32_t capacity = 0;
    char *text = array_grow(NULL, &capacity, DEEP + 16, 1);
    memset(text, '[', DEEP);
    memcpy(text, "{\"a\":", 5);
    text[DEEP] = '\0';
    ask(&asked, text, "");
    CHECK_STR(codes(&asked), "TR0525");
    forget(&asked);
    text = array_grow(text, &capacity, COLUMNS * 16, 1);
    size_t length = 0;
    for (int row = 0; row < 2; row++)
        for (int i = 0; i < COLUMNS; i++)
            length += (size_t)snprintf(text + length, COLUMNS * 16 - length, row ? "%d%c" : "c%d%c",
                                       row ? 2000 + i % 30 : i, i == COLUMNS - 1 ? '\n' : ';');
    ask(&asked, text, "@date=c7;@value=c9999");
    CHECK_STR(shown(&asked, 0), "2007:2009");
    CHECK_STR(codes(&asked), "");
    forget(&asked);
    array_free(text);
}

int main(void)
{
    test_layouts();
    test_columns();
    test_groups();
    test_faults();
    test_many_faults();
    test_places();
    test_encodings();
    test_sharing();
    test_json_stat();
    test_json_places();
    test_damaged_json();
    test_extremes();
    return test_end();
}
