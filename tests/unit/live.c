/* After any changes to the texts, live finds what a check of the same texts from the start finds: the same in every field and in
 * the same order. Hundreds of changes are made at random, in workspaces of many shapes, and both are asked after each.
 * Usage: live [SEED [CHANGES]] */
#include "live.h"
#include "rules.h"
#include "test.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

static const day_number DAY = 20779; /* 2026-11-22 */

/* ---- texts ---------------------------------------------------------------------------------------------------- */

struct text {
    char *path, *bytes;
    uint32_t length;
};

struct texts {
    struct text *data;
    uint32_t count, capacity;
};

static char *copy(const char *bytes, uint32_t length)
{
    char *to = array_grow(NULL, &(uint32_t){0}, length + 1, 1);
    memcpy(to, bytes, length);
    to[length] = '\0';
    return to;
}

static void add_text(struct texts *texts, const char *path, const char *bytes, uint32_t length)
{
    struct text text = {copy(path, (uint32_t)strlen(path)), copy(bytes, length), length};
    ARRAY_PUSH(texts, data, count, capacity, text);
}

static void free_texts(struct texts *texts)
{
    for (uint32_t i = 0; i < texts->count; i++) {
        array_free(texts->data[i].path);
        array_free(texts->data[i].bytes);
    }
    array_free(texts->data);
    *texts = (struct texts){0};
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct text *)a)->path, ((const struct text *)b)->path);
}

static void read_text(struct texts *texts, const char *path, const char *shown)
{
    FILE *in = fopen(path, "rb");
    if (!in)
        return;
    uint32_t capacity = 0, length = 0;
    char *bytes = array_grow(NULL, &capacity, 1 << 16, 1);
    for (size_t more; (more = fread(bytes + length, 1, capacity - length, in)) > 0;) {
        length += (uint32_t)more;
        bytes = array_grow(bytes, &capacity, length + 1, 1);
    }
    fclose(in);
    add_text(texts, shown, bytes, length);
    array_free(bytes);
}

/* All plans of a folder and those below it. */
static void read_folder(struct texts *texts, const char *folder)
{
    DIR *directory = opendir(folder);
    for (struct dirent *entry; directory && (entry = readdir(directory)) != NULL;) {
        char path[512];
        size_t length = (size_t)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        struct stat status;
        if (*entry->d_name == '.' || length >= sizeof path || stat(path, &status) != 0)
            continue;
        if (S_ISDIR(status.st_mode))
            read_folder(texts, path);
        else if (length > 5 && strcmp(path + length - 5, ".plan") == 0 && status.st_size < 200000)
            read_text(texts, path, path);
    }
    if (directory)
        closedir(directory);
}

/* ---- the check from the start ----------------------------------------------------------------------------------- */

struct whole {
    struct model model;
    struct rules *rules;
    struct diagnostic *data;
    uint32_t count;
};

static void whole_check(struct whole *whole, const struct texts *texts)
{
    struct model *model = &whole->model;
    model_init(model, &PARALLEL_SERIAL);
    for (uint32_t i = 0; i < texts->count; i++) {
        const struct text *text = &texts->data[i];
        model_add_file(model, text->path, copy(text->bytes, text->length), text->length, NULL);
    }
    model_link(model);
    whole->rules = rules_open(model, LANGUAGE_NB);
    check_run(model, DAY);
    rules_run(whole->rules, DAY);
    whole->data = check_collect(model, DAY, &whole->count);
}

static void whole_free(struct whole *whole)
{
    array_free(whole->data);
    rules_free(whole->rules);
    model_free(&whole->model);
}

/* The whole's files by the numbers that live has for them. */
struct numbering {
    const struct live *live;
    const struct model *model;
};

static uint32_t live_number(void *context, uint32_t file)
{
    const struct numbering *numbering = context;
    const struct file *of = &numbering->model->files[file];
    uint32_t number = LIVE_LIBRARY;
    if (!of->builtin)
        return live_find(numbering->live, of->source.path);
    while (live_source(numbering->live, number).path != of->source.path)
        number++;
    return number;
}

/* The same declaration: it stands at the same node of the same file. */
static bool same_declaration(struct live *live, const struct diagnostic *a, const struct whole *whole,
                             const struct diagnostic *b)
{
    uint32_t file;
    if (!a->declaration || !b->declaration)
        return a->declaration == b->declaration;
    struct model *model = live_model(live, a->span.file, &file);
    const struct entity *x = &model->entities[a->declaration], *y = &whole->model.entities[b->declaration];
    return x->node == y->node &&
           strcmp(model->files[x->file].source.path, whole->model.files[y->file].source.path) == 0;
}

static void tell(const char *who, const struct diagnostic *diagnostic, const char *path)
{
    struct arena arena = {0};
    printf("  %s %s:%u-%u %s %s\n", who, path, (unsigned)diagnostic->span.start, (unsigned)diagnostic->span.end,
           diag_code_text(diagnostic), diag_message(&arena, diagnostic, LANGUAGE_NB));
    arena_free(&arena);
}

/* True when both find the same; else the first difference is told. */
static bool same_findings(struct live *live, const struct texts *texts)
{
    struct whole whole;
    struct arena arena = {0};
    uint32_t at = 0, documents;
    bool same = true;
    whole_check(&whole, texts);
    struct numbering numbering = {live, &whole.model};
    const struct diag_files files = {live_number, &numbering};
    const uint32_t *order = live_documents(live, &documents);
    for (uint32_t d = 0; d < documents && same; d++) {
        uint32_t count;
        const struct diagnostic *findings = live_findings(live, order[d], &count);
        for (uint32_t i = 0; i < count && same; i++, at++) {
            struct diagnostic expected = {0};
            if (at < whole.count)
                expected = diag_copy(&arena, &whole.data[at], &files);
            same = at < whole.count && diag_same(&findings[i], &expected) &&
                   same_declaration(live, &findings[i], &whole, &whole.data[at]);
            if (!same)
                tell("live ", &findings[i], live_source(live, order[d]).path);
        }
    }
    same &= at == whole.count;
    if (!same && at < whole.count + 1 && whole.count)
        tell("whole", &whole.data[at && at >= whole.count ? whole.count - 1 : at],
             whole.model.files[whole.data[at < whole.count ? at : whole.count - 1].span.file].source.path);
    if (!same)
        printf("  finding %u; live has more or other than the %u of the whole\n", (unsigned)at, (unsigned)whole.count);
    arena_free(&arena);
    whole_free(&whole);
    return same;
}

/* ---- what has changed ------------------------------------------------------------------------------------------- */

/* What an editor shows: the findings that it was told of last. */
struct shown {
    struct arena arena;
    struct diagnostic *data;
    uint32_t count;
};

struct editor {
    struct live *live;
    struct shown *shown; /* by number */
    uint32_t capacity;
};

static uint32_t same_number(void *context, uint32_t file)
{
    (void)context;
    return file;
}

static void show(struct editor *editor, uint32_t number)
{
    const struct diag_files files = {same_number, NULL};
    uint32_t known = editor->capacity, count;
    editor->shown = array_grow(editor->shown, &editor->capacity, number + 1, sizeof *editor->shown);
    if (editor->capacity > known)
        memset(editor->shown + known, 0, (editor->capacity - known) * sizeof *editor->shown);
    struct shown *shown = &editor->shown[number];
    const struct diagnostic *findings = live_findings(editor->live, number, &count);
    arena_free(&shown->arena);
    *shown = (struct shown){.count = count};
    shown->data = arena_alloc(&shown->arena, (count + 1) * sizeof *shown->data);
    for (uint32_t i = 0; i < count; i++)
        shown->data[i] = diag_copy(&shown->arena, &findings[i], &files);
}

/* What is shown of a document is what there is: nothing has changed that was not told of. */
static bool shows_all(const struct editor *editor)
{
    uint32_t documents, count;
    const uint32_t *order = live_documents(editor->live, &documents);
    for (uint32_t d = 0; d < documents; d++) {
        const struct diagnostic *findings = live_findings(editor->live, order[d], &count);
        const struct shown *shown = order[d] < editor->capacity ? &editor->shown[order[d]] : &(struct shown){0};
        if (shown->count != count)
            return false;
        for (uint32_t i = 0; i < count; i++)
            if (!diag_same(&findings[i], &shown->data[i]))
                return false;
    }
    return true;
}

/* Asks for what has changed, and shows it. Returns how many documents have. */
static uint32_t show_changed(struct editor *editor)
{
    uint32_t count;
    const uint32_t *changed = live_check(editor->live, &count);
    for (uint32_t i = 0; i < count; i++)
        show(editor, changed[i]);
    return count;
}

static bool answer(struct editor *editor, const struct texts *texts)
{
    show_changed(editor);
    return CHECK(shows_all(editor)) && CHECK(same_findings(editor->live, texts));
}

static void open_editor(struct editor *editor, struct texts *texts)
{
    const struct live_options options = {DAY, LANGUAGE_NB, &PARALLEL_SERIAL};
    if (texts->count > 1)
        qsort(texts->data, texts->count, sizeof *texts->data, by_path);
    *editor = (struct editor){.live = live_open(&options)};
    for (uint32_t i = texts->count; i-- > 0;)
        live_put(editor->live, texts->data[i].path, texts->data[i].bytes, texts->data[i].length);
}

static void close_editor(struct editor *editor)
{
    for (uint32_t i = 0; i < editor->capacity; i++)
        arena_free(&editor->shown[i].arena);
    array_free(editor->shown);
    live_free(editor->live);
}

/* ---- changes at random -------------------------------------------------------------------------------------------- */

static uint64_t state = 1;

static uint32_t below(uint32_t end)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return end ? (uint32_t)((state >> 33) % end) : 0;
}

static void replace(struct text *text, uint32_t from, uint32_t to, const char *with, uint32_t length)
{
    char *bytes = array_grow(NULL, &(uint32_t){0}, text->length + length + 1, 1);
    memcpy(bytes, text->bytes, from);
    memcpy(bytes + from, with, length);
    memcpy(bytes + from + length, text->bytes + to, text->length - to + 1);
    text->length = text->length - (to - from) + length;
    array_free(text->bytes);
    text->bytes = bytes;
}

/* The line that a byte stands in, with its end. */
static void line_at(const struct text *text, uint32_t at, uint32_t *from, uint32_t *to)
{
    *from = *to = at;
    while (*from && text->bytes[*from - 1] != '\n')
        --*from;
    while (*to < text->length && text->bytes[(*to)++] != '\n')
        ;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 ||
           c == '-' || c == '/' || c == '.';
}

/* The word at or after a byte. */
static void word_at(const struct text *text, uint32_t at, uint32_t *from, uint32_t *to)
{
    while (at < text->length && !is_letter(text->bytes[at]))
        at++;
    *from = *to = at;
    while (*from && is_letter(text->bytes[*from - 1]))
        --*from;
    while (*to < text->length && is_letter(text->bytes[*to]))
        ++*to;
}

/* Lines that lead to other files, or that others may lean on. */
static const char *const LINES[] = {"bruk std/råd\n",
                                    "bruk std/nasjonale-aktører\n",
                                    "bruk std/sektorer\n",
                                    "bruk felles\n",
                                    "aktør hdir\n  kortnavn  Hdir\n",
                                    "sektor helse\n",
                                    "  ansvarlig  hdir\n",
                                    "  ansvarlig  nasjonale-aktører/fhi\n",
                                    "  følger  p1\n",
                                    "  avhenger av  p1/t1\n",
                                    "  bidrar til  p2/m1\n",
                                    "  erstatter  p1/t1\n",
                                    "  følger  \"p1\"\n",
                                    "  frist  2020-02-30\n",
                                    "  frist  2024\n",
                                    "  utsatt til  2025\n",
                                    "  status  fullført 2025\n",
                                    "  status  pågår 2024-01\n",
                                    "  unntak  TR0501 \"Vi vet det\"\n",
                                    "  unntak  silo \"Vi vet det\"\n",
                                    "  unntak  finnes-ikke \"Vi vet det\"\n",
                                    "oppsett\n  regel  TR0401 av\n",
                                    "oppsett\n  regel  silo feil\n  frist snart 500 dager\n",
                                    "regel r1 \"Alle har frist\"\n  for  tiltak\n  krev  frist finnes\n",
                                    "regel r2 \"Hdir finnes\"\n  for  tiltak\n  krev  ansvarlig er hdir\n",
                                    "indikator i9 \"Andel\"\n  beregn  antall tiltak\n",
                                    "tiltak t1 \"Nytt tiltak\"\n",
                                    "mål m1 \"Nytt mål\"\n  svarer på  p1/u1\n",
                                    "plan p1 \"En\"\n",
                                    "bibliotek felles \"Felles\"\n",
                                    "\ttabulator\n",
                                    "      dypt\n",
                                    "tiltak | id | frist\n  | 9.9 | 2026\n",
                                    "  innen 2025 minst 40 %\n",
                                    "  data  \"tall.csv\"\n",
                                    "\"\n"};

static const char *const WORDS[] = {"p1", "p2", "felles", "t1", "hdir",          "2026",
                                    "?",  "–",  "\xff",   "\"", "kommunestyret", "std/råd"};

static const struct text *any_text(const struct texts *texts)
{
    return &texts->data[below(texts->count)];
}

/* Puts a line or a word of one text into another: names that exist get twins, and references that lead to them. */
static void graft(const struct texts *texts, struct text *text, bool line)
{
    const struct text *other = any_text(texts);
    uint32_t from, to, at = below(text->length), start, end;
    if (line)
        line_at(other, below(other->length), &from, &to);
    else
        word_at(other, below(other->length), &from, &to);
    char *piece = copy(other->bytes + from, to - from);
    if (line)
        line_at(text, at, &start, &end);
    else
        word_at(text, at, &start, &end);
    replace(text, start, line ? start : end, piece, to - from);
    array_free(piece);
}

static void change_text(const struct texts *texts, struct text *text)
{
    uint32_t from, to, at = below(text->length + 1);
    const char *line = LINES[below(sizeof LINES / sizeof *LINES)], *word = WORDS[below(sizeof WORDS / sizeof *WORDS)];
    switch (below(12)) {
    case 0: replace(text, at, at, word, (uint32_t)strlen(word)); break;
    case 1: /* a line goes */
        line_at(text, at, &from, &to);
        replace(text, from, to, "", 0);
        break;
    case 2:
    case 3: /* a line comes */
        line_at(text, at, &from, &to);
        replace(text, from, from, line, (uint32_t)strlen(line));
        break;
    case 4: replace(text, 0, 0, line, (uint32_t)strlen(line)); break;
    case 5: replace(text, text->length, text->length, line, (uint32_t)strlen(line)); break;
    case 6: /* a name becomes another's */
        word_at(text, at, &from, &to);
        replace(text, from, to, word, (uint32_t)strlen(word));
        break;
    case 7: graft(texts, text, true); break;
    case 8: graft(texts, text, false); break;
    case 9: /* a character goes */
        if (at < text->length)
            replace(text, at, at + 1, "", 0);
        break;
    case 10: /* a name gets a letter more */
        word_at(text, at, &from, &to);
        replace(text, to, to, "x", 1);
        break;
    default: /* all that follows goes */
        line_at(text, at, &from, &to);
        if (below(6) == 0)
            replace(text, from, text->length, "", 0);
    }
}

static void put(struct editor *editor, const struct text *text)
{
    live_put(editor->live, text->path, text->bytes, text->length);
}

static void remove_any(struct editor *editor, struct texts *texts)
{
    uint32_t at = below(texts->count), number = live_find(editor->live, texts->data[at].path);
    live_remove(editor->live, number);
    if (number < editor->capacity) {
        arena_free(&editor->shown[number].arena);
        editor->shown[number] = (struct shown){0};
    }
    array_free(texts->data[at].path);
    array_free(texts->data[at].bytes);
    memmove(texts->data + at, texts->data + at + 1, (--texts->count - at) * sizeof *texts->data);
}

static void add_any(struct editor *editor, struct texts *texts)
{
    char path[64];
    snprintf(path, sizeof path, "%c-new-%u.plan", 'a' + (char)below(26), (unsigned)below(1000000));
    const struct text *like = any_text(texts);
    add_text(texts, path, like->bytes, below(2) ? like->length : below(like->length));
    put(editor, &texts->data[texts->count - 1]);
    qsort(texts->data, texts->count, sizeof *texts->data, by_path);
}

/* Some changes, then what is found; mostly undone again, so that the workspace stays one. */
static bool change_and_answer(struct editor *editor, struct texts *texts)
{
    uint32_t what = below(40), at = below(texts->count);
    struct text *text = &texts->data[at];
    if (what == 0 && texts->count > 2)
        remove_any(editor, texts);
    else if (what == 1 && texts->count < 40)
        add_any(editor, texts);
    else {
        struct text before = {NULL, copy(text->bytes, text->length), text->length};
        for (uint32_t i = below(3) + 1; i > 0; i--)
            change_text(texts, text);
        put(editor, text);
        if (what < 28) {
            bool well = answer(editor, texts);
            array_free(text->bytes);
            text->bytes = before.bytes;
            text->length = before.length;
            put(editor, text);
            if (!well)
                return false;
        } else {
            array_free(before.bytes);
        }
    }
    return answer(editor, texts);
}

static void test_changes(const char *name, struct texts *texts, uint32_t changes)
{
    struct editor editor;
    uint64_t seed = state;
    uint32_t done = 0;
    open_editor(&editor, texts);
    bool well = answer(&editor, texts);
    for (; done < changes && well; done++)
        well = change_and_answer(&editor, texts);
    if (!well)
        printf("%s: change %u from state %llu\n", name, (unsigned)done, (unsigned long long)seed);
    close_editor(&editor);
    free_texts(texts);
}

/* A few of the plans of the golden cases at a time, whatever they say. */
static void test_cases(uint32_t changes)
{
    enum { ROUNDS = 12, PLANS = 10 };
    struct texts all = {0}, some = {0};
    read_folder(&all, "tests/cases");
    CHECK(all.count > 100);
    if (all.count)
        qsort(all.data, all.count, sizeof *all.data, by_path);
    for (uint32_t round = 0; round < ROUNDS && all.count; round++) {
        for (uint32_t i = 0; i < PLANS; i++) {
            const struct text *text = any_text(&all);
            char path[640];
            snprintf(path, sizeof path, "%u-%s", (unsigned)i, text->path);
            add_text(&some, path, text->bytes, text->length);
        }
        test_changes("cases", &some, changes);
    }
    free_texts(&all);
}

/* ---- workspaces ----------------------------------------------------------------------------------------------------- */

static void add_string(struct texts *texts, const char *path, const char *text)
{
    add_text(texts, path, text, (uint32_t)strlen(text));
}

/* Plans that have nothing to do with each other, but for the standard libraries that they all use. */
static void strangers(struct texts *texts, uint32_t count, const char *use)
{
    for (uint32_t i = 1; i <= count; i++) {
        char path[32], text[1200];
        snprintf(path, sizeof path, "plan-%u.plan", (unsigned)i);
        snprintf(text, sizeof text,
                 "%splan p%u \"Plan %u\"\n  nivå  kommune\n  plantype  handlingsplan\n  periode  2023–2026\n\n"
                 "aktør a%u \"Etaten\"\n  sektor  s%u\n\nsektor s%u \"Helse\"\n\nutfordring u1 \"Uhelse\"\n\n"
                 "hovedmål m1 \"Bedre helse\"\n  svarer på  u1\n\n  tiltak t1 \"Turgruppe\"\n    ansvarlig  a%u, hdir\n"
                 "    frist  2025\n    målgruppe  barn\n    avhenger av  t2\n    ivaretar  folkehelseloven/oversikt\n\n"
                 "  tiltak t2 \"Skolemat\"\n    ansvarlig  a%u\n    frist  2024-05\n    status  pågår 2024\n",
                 use, (unsigned)i, (unsigned)i, (unsigned)i, (unsigned)i, (unsigned)i, (unsigned)i, (unsigned)i);
        add_string(texts, path, text);
    }
}

/* Plans that name each other in every way there is. */
static void family(struct texts *texts)
{
    add_string(texts, "felles.plan",
               "bibliotek felles \"Felles\"\n\naktør rådmannen \"Rådmannen\"\naktør nav \"Nav\"\n  kortnavn  Nav\n\n"
               "rammeverk lov \"Loven\"\n  krav k1 \"Kravet\"\n    gyldig til  2024\n");
    add_string(texts, "p1.plan",
               "bruk felles\n\nplan p1 \"En\"\n  periode  2020–2027\n\nutfordring u1 \"Uhelse\"\n\nmål m1 \"Mål\"\n"
               "  svarer på  u1\n\n  tiltak t1 \"Tiltak\"\n    ansvarlig  nav\n    frist  2025\n    ivaretar  lov/k1\n"
               "    avhenger av  p2/t1\n\naktør hjelper \"Hjelperen\"\n");
    add_string(texts, "p1-mer.plan",
               "plan p1\n\ntiltak t3 \"Mer\"\n  ansvarlig  hjelper\n  bidrar til  m1\n  når  2026\n");
    add_string(
        texts, "p2.plan",
        "bruk felles\n\nplan p2 \"To\"\n  følger  p1\n  periode  2020–2027\n\nmål m1 \"Mål\"\n  bidrar til  p1/m1\n\n"
        "tiltak t1 \"Senere\"\n  bidrar til  p1/m1\n  ansvarlig  rådmannen\n  frist  2026\n  erstatter  p3/t1\n");
    add_string(texts, "p3.plan",
               "plan p3 \"Tre\"\n\naktør rådmannen \"Vår egen\"\n\ntiltak t1 \"Tiltak\"\n  ansvarlig  rådmannen, "
               "p1/hjelper\n");
    add_string(texts, "p4.plan",
               "plan p4 \"Fire\"\n  følger  \"p3\"\n\ntiltak t1 \"Tiltak\"\n  ansvarlig  \"felles/nav\"\n");
    add_string(texts, "p5.plan",
               "bruk std/råd\n\nplan p5 \"Fem\"\n  nivå  kommune\n\ntiltak t1 \"Tiltak\"\n  frist  2024\n");
}

/* Documents that nobody leads to are left alone. */
static void test_left_alone(void)
{
    struct texts texts = {0};
    struct editor editor;
    strangers(&texts, 12, "bruk std/nasjonale-aktører\nbruk std/folkehelseloven\n\n");
    open_editor(&editor, &texts);
    CHECK(answer(&editor, &texts));
    CHECK_INT(live_checked(editor.live), 12);
    CHECK(!live_is_together(editor.live));
    struct text *text = &texts.data[5];
    for (uint32_t i = 0; i < 200; i++) {
        replace(text, text->length, text->length, "x", 1);
        put(&editor, text);
        show_changed(&editor);
        CHECK_INT(live_checked(editor.live), 1);
    }
    put(&editor, text); /* the same text once more */
    CHECK_INT(show_changed(&editor), 0);
    CHECK_INT(live_checked(editor.live), 1);
    CHECK_INT(show_changed(&editor), 0);
    CHECK_INT(live_checked(editor.live), 0);
    static const char rule[] = "\nregel r \"R\"\n  for  tiltak\n  krev  frist finnes\n";
    uint32_t length = sizeof rule - 1;
    replace(text, text->length, text->length, rule, length);
    put(&editor, text);
    show_changed(&editor);
    CHECK(live_is_together(editor.live));
    replace(text, text->length - length, text->length, "", 0);
    put(&editor, text);
    show_changed(&editor);
    CHECK(!live_is_together(editor.live));
    CHECK(answer(&editor, &texts));
    close_editor(&editor);
    free_texts(&texts);
}

/* Two documents that only this leads to each other by; chance seldom finds it. */
static void test_pair(const char *one, const char *other)
{
    struct texts texts = {0};
    struct editor editor;
    add_string(&texts, "a.plan", one);
    add_string(&texts, "b.plan", other);
    open_editor(&editor, &texts);
    answer(&editor, &texts);
    close_editor(&editor);
    free_texts(&texts);
}

static void test_pairs(void)
{
    test_pair("plan a \"A\"\n\ntiltak t \"T\"\n  avhenger av  \"b/u\"\n", "plan b \"B\"\n\ntiltak u \"U\"\n");
    test_pair("plan a \"A\"\n  følger  \"b\"\n", "plan b \"B\"\n");
    test_pair("bruk std/sektorer\nbruk std/råd\n\nplan a \"A\"\n\nsektor helse\n  merknad  \"Vår\"\n",
              "bruk std/sektorer\n\nplan b \"B\"\n\naktør x \"X\"\n  sektor  helse\n");
    test_pair("plan a \"A\"\n\ntiltak t \"T\"\n  ansvarlig  nasjonale-aktører/fhi\n",
              "bruk std/nasjonale-aktører\n\nplan b \"B\"\n\ntiltak u \"U\"\n  ansvarlig  fhi\n");
    test_pair("plan a \"A\"\n\ntiltak t \"T\"\n  unntak  silo \"Ja\"\n",
              "bruk std/råd\n\nplan b \"B\"\n\ntiltak u \"U\"\n");
    test_pair("plan a \"A\"\n\ntiltak t \"T\"\n", "oppsett\n  regel  TR0601 av\n");
}

/* Memory that is given back is kept apart under a sanitizer, so that it grows there. */
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
enum { MAY_GROW = 1 << 20 };
#else
enum { MAY_GROW = 4096 };
#endif

static long peak_kilobytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* A text longer than any file is refused, and what was there stands; numbers that nobody has are given again. */
static void test_numbers(void)
{
    static const char text[] = "plan p \"P\"\n";
    enum { MANY = 100 };
    struct live_options options = {.parallel = &PARALLEL_SERIAL};
    struct live *live = live_open(&options);
    uint32_t count, numbers[MANY];
    for (uint32_t i = 0; i < MANY; i++)
        numbers[i] = live_put(live, (char[]){(char)('a' + i % 26), (char)('a' + i / 26), '\0'}, text, sizeof text - 1);
    CHECK_INT(live_put(live, "aa", text, UINT32_MAX), LIVE_NONE);
    CHECK_INT(live_put(live, "zz", text, LIVE_LONGEST + 1), LIVE_NONE);
    CHECK_INT(live_source(live, numbers[0]).length, sizeof text - 1);
    CHECK_INT(live_find(live, "zz"), LIVE_NONE);
    for (uint32_t i = 0; i < MANY; i += 2)
        live_remove(live, numbers[i]);
    for (uint32_t i = 0; i < MANY; i += 2)
        CHECK(live_put(live, (char[]){'z', (char)('!' + i / 2), '\0'}, text, sizeof text - 1) < MANY);
    CHECK_INT(live_put(live, "zz", text, sizeof text - 1), MANY);
    live_documents(live, &count);
    CHECK_INT(count, MANY + 1);
    live_check(live, &count);
    live_free(live);
}

/* An hour of typing, and the memory of a minute's. */
static void test_memory(void)
{
    struct texts texts = {0};
    struct editor editor;
    uint32_t count;
    long before = 0;
    strangers(&texts, 20, "");
    open_editor(&editor, &texts);
    for (uint32_t i = 0; i < 4000; i++) {
        struct text *text = &texts.data[below(texts.count)];
        char letter = (char)('a' + below(26));
        uint32_t at = below(text->length);
        replace(text, at, at + (text->bytes[at] != '\n'), &letter, 1);
        put(&editor, text);
        live_check(editor.live, &count);
        if (i == 1000)
            before = peak_kilobytes();
    }
    long grown = peak_kilobytes() - before;
    if (!CHECK(grown < MAY_GROW))
        printf("  it has grown by %ld kB\n", grown);
    close_editor(&editor);
    free_texts(&texts);
}

int main(int argc, char **argv)
{
    struct texts texts = {0};
    state = argc > 1 ? strtoull(argv[1], NULL, 10) : 20261122;
    uint32_t changes = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 30;
    test_left_alone();
    test_pairs();
    test_numbers();
    strangers(&texts, 6, "bruk std/nasjonale-aktører\nbruk std/folkehelseloven\n\n");
    test_changes("strangers", &texts, changes * 2);
    strangers(&texts, 6, "bruk std/råd\nbruk std/nasjonale-aktører\nbruk std/folkehelseloven\n\n");
    test_changes("strangers with rules", &texts, changes);
    family(&texts);
    test_changes("family", &texts, changes * 3);
    family(&texts);
    strangers(&texts, 3, "");
    test_changes("family and strangers", &texts, changes * 2);
    read_folder(&texts, "examples");
    test_changes("examples", &texts, changes / 6);
    test_cases(changes / 6);
    test_memory();
    return test_end();
}
