#include "properties.h"

#include "property.h"

#include <string.h>

static void write_forms(struct writer *writer, const struct keyword *keyword)
{
    struct synonym synonym;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        writer_format(writer, "| `%s`", keyword->forms[language]);
        for (const char *rest = keyword->synonyms[language]; keyword_next_synonym(&rest, &synonym);)
            writer_format(writer, ", `%.*s`%s", (int)synonym.length, synonym.text, synonym.deprecated ? "\\*" : "");
        writer_char(writer, ' ');
    }
}

/* The kinds of a mask, or what groups of them are called. */
static void write_kinds(struct writer *writer, uint32_t mask)
{
    static const struct {
        uint32_t mask;
        const char *name;
    } groups[] = {
        {ANY_KIND, "*everything*"}, {THREAD, "*the thread*"}, {WORK, "*work*"}, {NEEDS, "*challenges and needs*"}};
    const char *separator = "";
    if ((mask & ANY_KIND) == (ANY_KIND & ~OF(SETTINGS))) {
        writer_text(writer, "*everything* but `settings`");
        return;
    }
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        if ((mask & groups[i].mask) == groups[i].mask) {
            writer_format(writer, "%s%s", separator, groups[i].name);
            mask &= ~groups[i].mask;
            separator = ", ";
        }
    for (int kind = 1; kind < KIND_COUNT; kind++)
        if (KIND_IN(kind, mask)) {
            writer_format(writer, "%s`%s`", separator, keyword_of_kind((enum kind)kind)->forms[LANGUAGE_EN]);
            separator = ", ";
        }
}

/* `|` would end the cell of the page's table. */
static void write_cell(struct writer *writer, const char *text)
{
    for (; *text; text++)
        writer_text(writer, *text == '|' ? "\\|" : (const char[]){*text, '\0'});
}

static void write_property(struct writer *writer, const struct property_row *row)
{
    static const struct {
        unsigned flag;
        const char *words;
    } flags[] = {{REPEATS, "may stand on several lines"},
                 {INHERITS_WORK, "passes from a measure to its parts"},
                 {INHERITS_THREAD, "passes from goal to goal"},
                 {INHERITS_DOWN, "passes down everywhere"},
                 {FREE_TEXT, "a string stands for what there is nothing to link to"},
                 {OPEN, "other words are allowed"}};
    const char *separator = "";
    write_forms(writer, keyword_of_word(row->word));
    writer_text(writer, "| ");
    write_kinds(writer, row->parents);
    writer_text(writer, " | ");
    write_cell(writer, shape_row(row->shape)->expected[LANGUAGE_EN]);
    if (row->flags & (ROLE | RELATION)) {
        writer_text(writer, " (of ");
        write_kinds(writer, row->other);
        writer_text(writer, ")");
    }
    writer_text(writer, " | ");
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (row->flags & flags[i].flag) {
            writer_format(writer, "%s%s", separator, flags[i].words);
            separator = "; ";
        }
    writer_text(writer, " |\n");
}

static void write_words(struct writer *writer, const char *title, unsigned classes)
{
    size_t count;
    const struct keyword *rows = keyword_rows(&count);
    writer_format(writer, "\n## %s\n\n| bokmål | nynorsk | English |\n| --- | --- | --- |\n", title);
    for (size_t i = 0; i < count; i++)
        if (rows[i].class & classes) {
            write_forms(writer, &rows[i]);
            writer_text(writer, "|\n");
        }
}

void properties_write(struct writer *writer)
{
    writer_text(writer,
                "# Words and properties\n\nPrinted by `traad explain --properties` from the tables in `lang/`; "
                "a test holds this page to them. The first form is the\n"
                "standard one, the others are always understood; one with \\* can be misread, and a note "
                "([TR0131](diagnostics/TR0131.md)) asks for the\nstandard one. *Work* is measures, activities and "
                "milestones; *the thread* is main goals,\n"
                "goals, subgoals, strategies, priority areas and action areas.\n");
    write_words(writer, "Declarations", CLASS_KIND);
    writer_text(writer, "\n## Properties\n\nIn their canonical order.\n\n| bokmål | nynorsk | English | below | value "
                        "| |\n| --- | --- | --- | --- | --- | --- |\n");
    for (int property = 1; property < PROPERTY_COUNT; property++)
        write_property(writer, property_row((enum property)property));
    write_words(writer, "Statuses", CLASS_STATUS);
    write_words(writer, "Listed values", CLASS_VALUE);
    write_words(writer, "Words inside dates", CLASS_DATE);
    write_words(writer, "Quantities", CLASS_QUANTITY);
}
