/* One table in four formats: what is escaped, what is aligned, and that nothing is wider than the page. */
#include "render.h"

#include "test.h"
#include "wrap.h"

static const struct column COLUMNS[] = {
    {"id", {"Id", "Id", "Id"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    {"title", {"Tittel", "Tittel", "Title"}, COLUMN_TEXT, COLUMN_BOTH},
    {"days", {"Dager", "Dagar", "Days"}, COLUMN_INTEGER, COLUMN_BOTH},
    {"share", {"Andel", "Del", "Share"}, COLUMN_NUMBER, COLUMN_BOTH},
    {"sure", {"Sikker", "Sikker", "Sure"}, COLUMN_BOOLEAN, COLUMN_BOTH},
    {"due", {"Frist", "Frist", "Deadline"}, COLUMN_DATE, COLUMN_BOTH},
    {"actors", {"Aktører", "Aktørar", "Actors"}, COLUMN_LIST, COLUMN_BOTH},
};

static const char *render(render_function *function, const struct table *table, uint32_t width)
{
    static struct writer writer;
    struct render_options options = {.width = width};
    writer.count = 0;
    function(&writer, table, &options);
    return writer_string(&writer);
}

static void fill(struct table *table)
{
    static const struct cell actors[] = {{.type = CELL_TEXT, .text = "p/hdir", .label = "Hdir"},
                                         {.type = CELL_TEXT, .text = "p/fhi"}};
    struct table_row *row = table_add_row(table);
    row->cells[0] = cell_text("p/2.3");
    row->cells[1] = cell_text("=1+1 | <b>å_ø_æ</b> & \"co\"\nto");
    row->cells[2] = cell_integer(-326);
    row->cells[3] = cell_number(12.5);
    row->cells[4] = cell_boolean(true);
    row->cells[5] = cell_date(date_day(2026, 5, 30), "mai 2026");
    row->cells[6] = cell_list(actors, 2, NULL);
    row = table_add_row(table);
    row->cells[1] = cell_text("Utsatt");
    row->heading = true;
    row = table_add_row(table);
    row->cells[0] = cell_text("p/~b");
    row->cells[1] = cell_text("-5");
    table_name(table, "p/2.3", "Ungdata");
    table_finish(table);
}

static void test_formats(const struct table *table)
{
    CHECK_STR(render(table_csv, table, 0),
              "id,title,days,share,sure,due,actors\r\n"
              "p/2.3,\"'=1+1 | <b>å_ø_æ</b> & \"\"co\"\"\nto\",-326,12.5,true,2026-05-30,p/hdir; p/fhi\r\n"
              "p/~b,-5,,,,,\r\n");
    CHECK(strstr(
        render(table_json, table, 0),
        "    {\"id\": \"p/2.3\", \"title\": \"=1+1 | <b>å_ø_æ</b> & \\\"co\\\"\\nto\", \"days\": -326, \"share\": "
        "12.5, "
        "\"sure\": true, \"due\": \"2026-05-30\", \"actors\": [\"p/hdir\", \"p/fhi\"]},\n"
        "    {\"id\": \"p/~b\", \"title\": \"-5\", \"days\": null, \"share\": null, \"sure\": null, \"due\": null, "
        "\"actors\": []}\n  ],\n  \"titles\": {\n    \"p/2.3\": \"Ungdata\"\n  }\n}\n"));
    CHECK_STR(render(table_md, table, 0),
              "| Tittel                                      | Dager | Andel | Sikker | Frist    | Aktører     |\n"
              "| ------------------------------------------- | ----: | ----: | ------ | -------- | ----------- |\n"
              "| =1+1 \\| &lt;b>å_ø_æ&lt;/b> &amp; \"co\"<br>to |  -326 |  12,5 | ja     | mai 2026 | Hdir, p/fhi |\n"
              "| **Utsatt**                                  |       |       |        |          |             |\n"
              "| -5                                          |       |       |        |          |             |\n");
}

/* Every line of the text form has room on the page, and every word of it is there. */
static void test_widths(const struct table *table)
{
    for (uint32_t width = 20; width <= 120; width++) {
        const char *text = render(table_text, table, width);
        for (const char *at = text; *at; at += strcspn(at, "\n") + 1)
            if (glyph_width(at, strcspn(at, "\n")) > width)
                test_check(false, "no line is wider than the page", __FILE__, __LINE__);
        CHECK(strstr(text, "Utsatt") && strstr(text, "-326") && strstr(text, "12,5") && strstr(text, "Hdir"));
    }
}

static void test_blocks(void)
{
    static struct column columns[31] = {{"measure", {"Tiltak", "Tiltak", "Measure"}, COLUMN_TEXT, COLUMN_HUMAN}};
    static char names[30][32];
    struct arena arena = {0};
    struct table table = {.arena = &arena, .columns = columns, .column_count = 31};
    for (int i = 0; i < 30; i++) {
        snprintf(names[i], sizeof names[i], "Aktør-%d", i);
        columns[i + 1] = (struct column){names[i], {names[i], names[i], names[i]}, COLUMN_TEXT, COLUMN_HUMAN};
    }
    struct table_row *row = table_add_row(&table);
    row->cells[0] = cell_text("Ungdata junior i flere kommuner");
    for (int i = 1; i <= 30; i++)
        row->cells[i] = cell_text("A");
    table_finish(&table);
    const char *text = render(table_text, &table, 80);
    int blocks = 0;
    for (const char *at = text; (at = strstr(at, "Tiltak")) != NULL; at++)
        blocks++;
    CHECK_INT(blocks, 5);
    CHECK(strstr(text, "Aktør-29") != NULL);
    for (const char *at = text; *at; at += strcspn(at, "\n") + 1)
        CHECK(glyph_width(at, strcspn(at, "\n")) <= 80);
    table_free(&table);
    arena_free(&arena);
}

int main(void)
{
    struct arena arena = {0};
    struct table table = {
        .report = "test", .arena = &arena, .columns = COLUMNS, .column_count = sizeof COLUMNS / sizeof *COLUMNS};
    fill(&table);
    test_formats(&table);
    test_widths(&table);
    test_blocks();
    table_free(&table);
    arena_free(&arena);
    return test_end();
}
