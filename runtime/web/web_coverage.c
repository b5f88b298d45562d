/* web_coverage.c: a page for each framework in use: requirement by requirement, who meets it; and the list of them. */
#include "web_page.h"

#include "render.h"

#include <string.h>

/* The columns of the coverage report that people read. */
static void write_head(struct web_page *page, const struct table *table)
{
    for (uint32_t c = 0; c < table->column_count; c++)
        if (table->columns[c].use & COLUMN_HUMAN)
            web_column(page, column_title(&table->columns[c], page->site->language));
}

static void begin_table(struct web_page *page, const struct table *table)
{
    web_table_open(page, "coverage wide", page->title);
    write_head(page, table);
    web_table_body(page);
}

static void write_holders(struct web_page *page, const struct cell *cell)
{
    for (uint32_t i = 0; i < cell->count; i++) {
        html_text(&page->html, i ? ", " : "");
        web_holder(page, site_holder(page->site, cell->items[i].text), cell->items[i].label);
    }
}

static void write_cell(struct web_page *page, const struct table *table, const struct table_row *row, uint32_t c,
                       struct writer *scratch)
{
    enum { MOST_LINKS = 12 };
    struct html *h = &page->html;
    const struct cell *cell = &row->cells[c];
    const char *name = table->columns[c].name, *text = cell_human(cell, page->site->language, scratch);
    bool title = strcmp(name, "title") == 0;
    if (title) {
        size_t indent = strspn(text, " ");
        web_row_head(page);
        html_attribute(h, ATTRIBUTE_CLASS, arena_format(&page->arena, "depth%zu", indent > 8 ? (size_t)4 : indent / 2));
        html_link(h, web_line_address(page, web_file(page, row->file), row->line), text + indent);
    } else if (!*text) {
        web_cell_empty(page);
        return;
    } else {
        web_cell(page, NULL);
        if (strcmp(name, "state") == 0)
            web_badge(page, cell->text ? cell->text : "", text);
        else if (strcmp(name, "accountable") == 0 && cell->count && cell->count <= MOST_LINKS)
            write_holders(page, cell);
        else
            html_text(h, text);
    }
    html_close(h);
}

static void write_rows(struct web_page *page, const struct table *table)
{
    struct writer scratch = {0};
    struct html *h = &page->html;
    uint32_t columns = 0;
    for (uint32_t c = 0; c < table->column_count; c++)
        columns += (table->columns[c].use & COLUMN_HUMAN) != 0;
    begin_table(page, table);
    for (uint32_t r = 0; r < table->row_count; r++) {
        const struct table_row *row = &table->rows[r];
        if (web_is_full(page)) {
            web_table_end(page);
            web_turn(page);
            begin_table(page, table);
        }
        web_row(page, row->heading ? "heading" : NULL);
        if (row->heading) {
            web_row_head(page);
            html_text(h, row_heading(table, row, &scratch));
            html_close(h);
            for (uint32_t c = 1; c < columns; c++)
                web_cell_empty(page);
        }
        for (uint32_t c = 0; c < table->column_count && !row->heading; c++)
            if (table->columns[c].use & COLUMN_HUMAN)
                write_cell(page, table, row, c, &scratch);
        web_row_end(page);
    }
    web_table_end(page);
    writer_free(&scratch);
}

static void write_summary(struct web_page *page, const struct table *table)
{
    struct html *h = &page->html;
    html_open_class(h, ELEMENT_UL, "summary");
    for (uint32_t i = 0; i < table->summary_count; i++) {
        html_open(h, ELEMENT_LI);
        web_badge(page, table->summary[i].name,
                  arena_format(&page->arena, "%lld %s", (long long)table->summary[i].count, table->summary[i].label));
        html_close(h);
    }
    html_close(h);
}

/* The framework's page; a line of the list of them. */
static void write_framework(struct site *site, struct web_page *list, uint32_t number)
{
    struct web_page opened, *page = &opened;
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    uint32_t entity = site->frameworks[number];
    struct report_request request = {.model = site->model,
                                     .as_of = site->as_of,
                                     .language = site->language,
                                     .moment = &site->moment,
                                     .all = site->all,
                                     .within = -1,
                                     .id = model_identity(site->model, entity),
                                     .id_kinds = OF(FRAMEWORK)};
    if (report_coverage(&request, &table) == REPORT_DONE) {
        const char *title = model_title(site->model, &site->arena, entity, site->language);
        web_begin(page, site, PAGE_COVERAGE, site->framework_slugs[number], title, NULL);
        web_paragraph(page, "lead", table.caption);
        write_summary(page, &table);
        if (table.row_count)
            write_rows(page, &table);
        for (uint32_t i = 0; i < table.note_count; i++)
            web_paragraph(page, NULL, table.notes[i]);
        web_end(page);
        html_open(&list->html, ELEMENT_LI);
        html_link(&list->html, web_address(list, PAGE_COVERAGE, site->framework_slugs[number], 1, NULL), table.caption);
        html_close(&list->html);
    }
    table_free(&table);
    arena_free(&arena);
}

void web_coverage(struct site *site)
{
    struct web_page list;
    web_begin(&list, site, PAGE_FRAMEWORKS, NULL, site_kind_title(site, PAGE_FRAMEWORKS), NULL);
    web_paragraph(&list, "lead", web_say(&list, site->framework_count ? LABEL_COVERAGE_LEAD : LABEL_NO_FRAMEWORKS));
    if (site->framework_count)
        html_open_class(&list.html, ELEMENT_UL, "frameworks");
    for (uint32_t i = 0; i < site->framework_count; i++)
        write_framework(site, &list, i);
    if (site->framework_count)
        html_close(&list.html);
    web_end(&list);
}
