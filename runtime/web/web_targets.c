/* web_targets.c: every result target of a plan: a chart, each stage with its state and why, and the values it rests on. */
#include "web_page.h"

#include "chart.h"
#include "figure.h"

#include <string.h>

static const enum label STAGE_COLUMNS[] = {LABEL_STAGE, LABEL_ASKED, LABEL_STATE, LABEL_WHY};
static const enum label VALUE_COLUMNS[] = {LABEL_MEASURED, LABEL_VALUE};

static const char *human(const struct cell *cell)
{
    return cell->label ? cell->label : cell->text ? cell->text : "";
}

static void write_stage(struct web_page *page, const struct table *table, const struct table_row *row)
{
    struct html *h = &page->html;
    const struct cell *state = table_cell(table, row, "state");
    web_row(page, NULL);
    web_row_head(page);
    html_link(h, web_line_address(page, web_file(page, row->file), row->line), human(table_cell(table, row, "title")));
    html_close(h);
    web_cell(page, NULL);
    html_text(h, human(table_cell(table, row, "target")));
    html_close(h);
    web_cell(page, NULL);
    web_badge(page, state->text, human(state));
    html_close(h);
    web_cell(page, NULL);
    html_text(h, human(table_cell(table, row, "reason")));
    html_close(h);
    web_row_end(page);
}

static void write_stages(struct web_page *page, const char *title, const struct table *table, uint32_t first,
                         uint32_t end)
{
    if (first == end) {
        web_paragraph(page, NULL, web_say(page, LABEL_NO_STAGES));
        return;
    }
    web_table_begin(page, "stages wide", label_fill(&page->arena, LABEL_STAGES_OF, page->site->language, title, NULL),
                    STAGE_COLUMNS, sizeof STAGE_COLUMNS / sizeof *STAGE_COLUMNS);
    for (uint32_t r = first; r < end; r++)
        write_stage(page, table, &table->rows[r]);
    web_table_end(page);
}

static void write_value(struct web_page *page, const struct measurement *m, bool baseline)
{
    struct html *h = &page->html;
    struct site *site = page->site;
    struct teller teller = {&page->arena, site->model, site->language};
    web_row(page, NULL);
    web_row_head(page);
    const char *date = figure_date(&teller, &m->date);
    if (m->line.node)
        html_link(h, web_line_address(page, m->line.file, model_line(site->model, m->line)), date);
    else
        html_text(h, date);
    html_close(h);
    web_cell(page, NULL);
    html_text(h, m->missing ? web_say(page, LABEL_UNKNOWN) : figure_value(&teller, NULL, m));
    if (baseline) {
        html_text(h, " ");
        html_element(h, ELEMENT_SPAN, "kind", keyword_of_word(WORD_BASELINE)->forms[site->language]);
    }
    html_close(h);
    web_row_end(page);
}

/* The values that a chart is drawn from; of very many, the latest. */
static void write_values(struct web_page *page, const char *title, const struct target *target)
{
    enum { MOST = 200 };
    const struct series *series = &target->series;
    uint32_t known = 0;
    for (uint32_t i = 0; i < series->count; i++)
        known += series->data[i].known <= page->site->as_of;
    if (!known && !target->has_baseline)
        return;
    html_open(&page->html, ELEMENT_DETAILS);
    html_element(&page->html, ELEMENT_SUMMARY, NULL, web_say(page, LABEL_VALUES));
    web_table_begin(page, "values", label_fill(&page->arena, LABEL_VALUES_OF, page->site->language, title, NULL),
                    VALUE_COLUMNS, sizeof VALUE_COLUMNS / sizeof *VALUE_COLUMNS);
    if (target->has_baseline)
        write_value(page, &target->baseline, true);
    for (uint32_t i = 0, at = 0; i < series->count; i++)
        if (series->data[i].known <= page->site->as_of && at++ + MOST >= known)
            write_value(page, &series->data[i], false);
    web_table_end(page);
    html_close(&page->html);
}

static void write_target(struct web_page *page, uint32_t entity, const struct table *table, uint32_t first,
                         uint32_t end)
{
    struct html *h = &page->html;
    struct site *site = page->site;
    struct target target;
    const char *title = web_label(page, entity), *id = arena_format(&page->arena, "t%u", entity);
    site->target_part[entity] = page->part;
    target_read(&site->moment, entity, &target);
    html_open_class(h, ELEMENT_SECTION, "target");
    html_attribute(h, ATTRIBUTE_ID, id);
    html_attribute(h, ATTRIBUTE_ARIA_LABELLEDBY, arena_format(&page->arena, "%sh", id));
    html_open(h, ELEMENT_H2);
    html_attribute(h, ATTRIBUTE_ID, arena_format(&page->arena, "%sh", id));
    html_link(h, web_entity_address(page, entity), title);
    html_close(h);
    chart_write(page, &target, title);
    write_stages(page, title, table, first, end);
    write_values(page, title, &target);
    html_close(h);
    target_free(&target);
}

void web_targets(struct site *site, struct plan *plan)
{
    struct web_page opened, *page = &opened;
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    struct report_request request = site_request(site, plan);
    bool found, any = false;
    report_targets(&request, &table, &found);
    for (uint32_t i = 0; i < table.summary_count; i++)
        plan->states[i + 1] = table.summary[i].count;
    web_begin(page, site, PAGE_TARGETS, plan->slug, site_kind_title(site, PAGE_TARGETS), plan);
    html_open_class(&page->html, ELEMENT_P, "states lead");
    web_states(page, plan);
    html_close(&page->html);
    web_paragraph(page, "legend", web_say(page, LABEL_CHART_LEGEND));
    uint32_t row = 0;
    for (uint32_t e = site_next(site, plan, 0); e; e = site_next(site, plan, e)) {
        if (site->model->entities[e].kind != KIND_TARGET)
            continue;
        while (row < table.row_count && table.rows[row].heading)
            row++;
        uint32_t first = row;
        while (row < table.row_count && !table.rows[row].heading &&
               strcmp(table_cell(&table, &table.rows[row], "id")->text, model_identity(site->model, e)) == 0)
            row++;
        if (web_is_full(page))
            web_turn(page);
        write_target(page, e, &table, first, row);
        any = true;
    }
    if (!any)
        web_paragraph(page, NULL, web_say(page, LABEL_NO_TARGETS));
    web_end(page);
    table_free(&table);
    arena_free(&arena);
}
