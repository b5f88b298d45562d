/* manual_language.c: traad(5): the words of the language and where they stand, from the tables of lang/. */
#include "manual.h"

#include "property.h"

#include <string.h>

static const char *add(const struct manual *m, const char *list, const char *item)
{
    return arena_format(m->arena, "%s%s%s", list, *list ? ", " : "", item);
}

/* Adds a form to a list of forms, once. */
static const char *add_form(const struct manual *m, const char *list, const char *form, size_t length)
{
    for (const char *at = list; *at; at += strspn(at, ", ")) {
        size_t size = strcspn(at, ",");
        if (size == length && memcmp(at, form, length) == 0)
            return list;
        at += size;
    }
    return add(m, list, arena_copy(m->arena, form, length));
}

/* Every form of a word, that of the page's language first. */
static const char *forms(const struct manual *m, const struct keyword *keyword)
{
    const char *standard = keyword->forms[m->language], *list = add_form(m, "", standard, strlen(standard));
    struct synonym synonym;
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        list = add_form(m, list, keyword->forms[language], strlen(keyword->forms[language]));
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        for (const char *rest = keyword->synonyms[language]; keyword_next_synonym(&rest, &synonym);)
            if (!synonym.deprecated)
                list = add_form(m, list, synonym.text, synonym.length);
    return list;
}

/* The kinds of a mask in words: "alle innslag unntatt oppsett", "plan, tiltak". */
static const char *kinds(const struct manual *m, uint32_t mask)
{
    const char *list = "", *others = "";
    uint32_t missing = 0;
    for (int kind = 1; kind < KIND_COUNT; kind++) {
        const char *word = keyword_of_kind((enum kind)kind)->forms[m->language];
        if (KIND_IN(kind, mask))
            list = add(m, list, word);
        else
            others = add(m, others, word), missing++;
    }
    if (missing > 4)
        return list;
    list = manual_words(m, MANUAL_EVERYTHING);
    return missing ? arena_format(m->arena, "%s %s %s", list, manual_words(m, MANUAL_BUT), others) : list;
}

/* ---- declarations and properties --------------------------------------------------------------------------------- */

/* "Står ytterst, under mål." */
static void write_kind(const struct manual *m, const struct keyword *keyword)
{
    const char *places = keyword->mask & IN_TOP ? manual_words(m, MANUAL_AT_TOP) : "",
               *below = keyword->mask & ANY_KIND ? kinds(m, keyword->mask) : "";
    if (*below)
        places = arena_format(m->arena, "%s%s%s %s", places, *places ? ", " : "", manual_words(m, MANUAL_BELOW), below);
    manual_entry(m, forms(m, keyword), arena_format(m->arena, "%s %s.", manual_words(m, MANUAL_STANDS_BELOW), places));
}

/* The listed words that a property's value is one of; "" for none. */
static const char *listed(const struct manual *m, enum property property)
{
    size_t count;
    const struct keyword *rows = keyword_rows(&count);
    const char *list = "";
    for (size_t i = 0; i < count; i++)
        if (rows[i].class == CLASS_VALUE && (rows[i].mask & property_sets(property)))
            list = add(m, list, rows[i].forms[m->language]);
    return list;
}

static void write_property(const struct manual *m, enum property property)
{
    static const struct {
        unsigned flag;
        enum manual_words words;
    } flags[] = {{REPEATS, MANUAL_MAY_REPEAT},
                 {INHERITS_WORK, MANUAL_PASSES_TO_PARTS},
                 {INHERITS_THREAD, MANUAL_PASSES_TO_GOALS},
                 {INHERITS_DOWN, MANUAL_PASSES_DOWN}};
    const struct property_row *row = property_row(property);
    const char *words = listed(m, property), *text = arena_format(m->arena, "%s: %s.", manual_words(m, MANUAL_VALUE),
                                                                  shape_row(row->shape)->expected[m->language]);
    if (*words)
        text = arena_format(m->arena, "%s %s: %s.", text, manual_words(m, MANUAL_LISTED), words);
    text = arena_format(m->arena, "%s %s %s %s.", text, manual_words(m, MANUAL_STANDS_BELOW),
                        manual_words(m, MANUAL_BELOW), kinds(m, row->parents));
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (row->flags & flags[i].flag)
            text = arena_format(m->arena, "%s %s", text, manual_words(m, flags[i].words));
    manual_entry(m, forms(m, keyword_of_word(row->word)), text);
}

/* ---- the page ---------------------------------------------------------------------------------------------------- */

/* The words of some classes: "planlagt, planned; pågår, in progress". */
static void write_words(const struct manual *m, enum manual_words heading, unsigned classes)
{
    size_t count;
    const struct keyword *rows = keyword_rows(&count);
    struct writer list = {0};
    for (size_t i = 0; i < count; i++)
        if (rows[i].class & classes)
            writer_format(&list, "%s%s", list.count ? "; " : "", forms(m, &rows[i]));
    manual_heading(m, heading);
    if (heading == MANUAL_EXPRESSIONS) {
        roff_text(m->writer, manual_words(m, MANUAL_EXPRESSION_NOTE));
        roff_macro(m->writer, ".PP", NULL, NULL, NULL, NULL);
    }
    roff_text(m->writer, writer_string(&list));
    writer_free(&list);
}

static void write_example(const struct manual *m)
{
    static const char *const EXAMPLE[] = {"plan solvik \"Folkehelseplan for Solvik\"\n"
                                          "  periode  2024–2027\n"
                                          "\n"
                                          "mål tilhørighet \"Unge i Solvik hører til et sted\"\n"
                                          "  tiltak 1 \"Åpen hall hver lørdag\"\n"
                                          "    ansvarlig  frivilligsentralen\n"
                                          "    frist      2025\n"
                                          "    status     pågår 2025-08-15\n",
                                          "plan solvik \"Folkehelseplan for Solvik\"\n"
                                          "  periode  2024–2027\n"
                                          "\n"
                                          "mål tilhøyrsle \"Unge i Solvik høyrer til ein stad\"\n"
                                          "  tiltak 1 \"Open hall kvar laurdag\"\n"
                                          "    ansvarleg  frivilligsentralen\n"
                                          "    frist      2025\n"
                                          "    status     pågår 2025-08-15\n",
                                          "plan solvik \"Public-health plan for Solvik\"\n"
                                          "  period  2024–2027\n"
                                          "\n"
                                          "goal belonging \"Young people in Solvik belong somewhere\"\n"
                                          "  measure 1 \"Open sports hall every Saturday\"\n"
                                          "    accountable  volunteer-centre\n"
                                          "    deadline     2025\n"
                                          "    status       in progress 2025-08-15\n"};
    manual_heading(m, MANUAL_EXAMPLES);
    roff_verbatim(m->writer, EXAMPLE[m->language]);
}

void manual_language(const struct manual *m)
{
    size_t count;
    const struct keyword *rows = keyword_rows(&count);
    manual_begin(m, "5", MANUAL_LANGUAGE_LINE);
    manual_heading(m, MANUAL_DESCRIPTION);
    roff_text(m->writer, manual_words(m, MANUAL_LANGUAGE));
    manual_paragraph(m, MANUAL_LANGUAGES);
    manual_paragraph(m, MANUAL_TABLE_ROWS);
    manual_paragraph(m, MANUAL_UNSURE);
    manual_heading(m, MANUAL_DECLARATIONS);
    for (size_t i = 0; i < count; i++)
        if (rows[i].class == CLASS_KIND)
            write_kind(m, &rows[i]);
    manual_heading(m, MANUAL_PROPERTIES);
    for (int property = 1; property < PROPERTY_COUNT; property++)
        write_property(m, (enum property)property);
    write_words(m, MANUAL_STATUSES, CLASS_STATUS);
    write_words(m, MANUAL_LISTED_VALUES, CLASS_VALUE);
    write_words(m, MANUAL_DATES, CLASS_DATE);
    write_words(m, MANUAL_QUANTITIES, CLASS_QUANTITY);
    write_words(m, MANUAL_EXPRESSIONS, CLASS_EXPR | CLASS_DERIVED | CLASS_STATEWORD | CLASS_CLASSWORD);
    write_example(m);
    manual_heading(m, MANUAL_SEE_ALSO);
    roff_text(m->writer, "`traad`(1)");
}
