/* web_plan.c: one plan: what it is, how its targets and its thread stand, and everything that is overdue or soon will be. */
#include "web_page.h"

#include <string.h>

enum { SHORT_LIST = 100 }; /* so many deadlines stand first; a longer list stands last */

/* ---- what it is ---------------------------------------------------------------------------------------------------------- */

static void write_fact(struct web_page *page, enum property property)
{
    struct site *site = page->site;
    struct html *h = &page->html;
    uint32_t header = site->model->units[page->plan->unit].header, count;
    struct stated line = model_property(site->model, header, property);
    const struct value *values = model_values(site->model, line, &count);
    if (!count)
        return;
    const char *bytes = site->model->files[line.file].source.bytes;
    html_open(h, ELEMENT_DIV);
    html_element(h, ELEMENT_DT, NULL, keyword_of_word(property_row(property)->word)->forms[site->language]);
    html_open(h, ELEMENT_DD);
    uint32_t end = values[count - 1].end;
    uint32_t target = values->type == VALUE_REFERENCE ? model_target(site->model, line, values) : 0;
    uint32_t holder = target ? site_holder(site, model_identity(site->model, target)) : 0;
    if (holder && count == 1)
        web_holder(page, holder, NULL);
    else
        html_bytes(h, bytes + values->start, end - values->start);
    html_close_to(h, h->depth - 2);
}

static const enum property FACTS[] = {PROPERTY_PERIOD, PROPERTY_OWNER, PROPERTY_COORDINATOR, PROPERTY_LEVEL};

enum { FACT_COUNT = sizeof FACTS / sizeof *FACTS };

static void write_facts(struct web_page *page)
{
    struct site *site = page->site;
    struct html *h = &page->html;
    enum term status = moment_plan_status(&site->moment, page->plan->unit);
    html_open_class(h, ELEMENT_DL, "facts");
    if (status) {
        html_open(h, ELEMENT_DIV);
        html_element(h, ELEMENT_DT, NULL, keyword_of_word(WORD_STATUS)->forms[site->language]);
        html_element(h, ELEMENT_DD, NULL, keyword_of_term(status)->forms[site->language]);
        html_close(h);
    }
    for (size_t i = 0; i < FACT_COUNT; i++)
        write_fact(page, FACTS[i]);
    html_close(h);
}

static void write_about(struct web_page *page)
{
    const struct model *model = page->site->model;
    uint32_t header = model->units[page->plan->unit].header;
    bool any = moment_plan_status(&page->site->moment, page->plan->unit) ||
               model_property(model, header, PROPERTY_DESCRIPTION).node;
    for (size_t i = 0; i < FACT_COUNT; i++)
        any = any || model_property(model, header, FACTS[i]).node;
    if (!header || !any)
        return;
    web_heading(page, LABEL_ABOUT_PLAN);
    write_facts(page);
    web_texts_of(page, header, PROPERTY_DESCRIPTION);
}

/* ---- targets and breaks -------------------------------------------------------------------------------------------------- */

static void write_see(struct web_page *page, enum web_kind kind, enum label label)
{
    html_open(&page->html, ELEMENT_P);
    html_link(&page->html, web_address(page, kind, page->plan->slug, 1, NULL), web_say(page, label));
    html_close(&page->html);
}

static void write_targets(struct web_page *page)
{
    web_heading(page, LABEL_STAGES);
    html_open_class(&page->html, ELEMENT_P, "states");
    web_states(page, page->plan);
    html_close(&page->html);
    write_see(page, PAGE_TARGETS, LABEL_SEE_TARGETS);
}

static void write_breaks(struct web_page *page)
{
    static const struct {
        enum diag_code code;
        const char *words[LANGUAGE_COUNT];
    } BREAKS[] = {
#define BREAK(id, kinds, nb, nn, en) {DIAG_##id, {nb, nn, en}},
#include "break.def"
#undef BREAK
    };
    struct site *site = page->site;
    struct html *h = &page->html;
    web_heading(page, LABEL_THREAD);
    if (!page->plan->breaks)
        web_paragraph(page, NULL, web_say(page, LABEL_NO_BREAKS));
    else
        html_open_class(h, ELEMENT_UL, "breaks");
    for (size_t i = 0; i < sizeof BREAKS / sizeof *BREAKS; i++) {
        uint32_t count = 0;
        for (uint32_t k = 0; k < page->plan->finding_count; k++)
            count += site->findings[page->plan->finding + k].code == BREAKS[i].code;
        if (count)
            html_element(h, ELEMENT_LI, NULL,
                         arena_format(&page->arena, "%u %s", count, BREAKS[i].words[site->language]));
    }
    if (page->plan->breaks)
        html_close(h);
    write_see(page, PAGE_THREAD, LABEL_SEE_THREAD);
}

/* ---- deadlines ----------------------------------------------------------------------------------------------------------- */

static const enum label COLUMNS[] = {LABEL_WHAT, LABEL_ACCOUNTABLE, LABEL_CLASS, LABEL_DEADLINE, LABEL_DAYS};

static void begin_deadlines(struct web_page *page)
{
    web_table_begin(page, "deadlines wide", web_say(page, LABEL_DEADLINES), COLUMNS, sizeof COLUMNS / sizeof *COLUMNS);
}

static const char *human(const struct cell *cell)
{
    return cell->label ? cell->label : cell->type == CELL_TEXT && cell->text ? cell->text : "";
}

static void write_list(struct web_page *page, const struct cell *cell)
{
    for (uint32_t i = 0; i < cell->count; i++) {
        html_text(&page->html, i ? ", " : "");
        web_holder(page, site_holder(page->site, cell->items[i].text), human(&cell->items[i]));
    }
    if (!cell->count)
        html_element(&page->html, ELEMENT_SPAN, "dim", web_say(page, LABEL_NOBODY_NAMED));
}

static void write_deadline(struct web_page *page, const struct table *table, const struct table_row *row)
{
    struct html *h = &page->html;
    const struct cell *class = table_cell(table, row, "class"), *deadline = table_cell(table, row, "deadline"),
                      *days = table_cell(table, row, "days_overdue");
    web_row(page, NULL);
    web_row_head(page);
    html_element(h, ELEMENT_SPAN, "kind", human(table_cell(table, row, "kind")));
    html_text(h, " ");
    html_link(h, web_line_address(page, web_file(page, row->file), row->line), human(table_cell(table, row, "title")));
    html_close(h);
    web_cell(page, NULL);
    write_list(page, table_cell(table, row, "accountable"));
    html_close(h);
    web_cell(page, NULL);
    web_badge(page, class->text, human(class));
    html_close(h);
    web_cell(page, "day");
    if (deadline->label)
        html_text(h, deadline->label);
    else if (deadline->type == CELL_DATE)
        web_day(page, deadline->date);
    html_close(h);
    if (days->type == CELL_INTEGER) {
        web_cell(page, "n");
        html_text(h, arena_format(&page->arena, "%lld", (long long)days->integer));
        html_close(h);
    } else {
        web_cell_empty(page);
    }
    web_row_end(page);
}

/* What has been overdue the longest of all the plans is kept for the index; the table has the longest first. */
static void keep_late(struct web_page *page, const struct table *table)
{
    struct site *site = page->site;
    for (uint32_t r = 0; r < table->row_count; r++) {
        const struct table_row *row = &table->rows[r];
        const struct cell *days = table_cell(table, row, "days_overdue");
        if (days->type != CELL_INTEGER)
            return;
        uint32_t at = site->late_count;
        while (at && site->late[at - 1].days < days->integer)
            at--;
        if (at == MOST_LATE)
            return;
        const struct cell *list = table_cell(table, row, "accountable");
        const char *title = human(table_cell(table, row, "title")), *accountable = list->count ? human(list) : "";
        if (site->late_count < MOST_LATE)
            site->late_count++;
        memmove(&site->late[at + 1], &site->late[at], (site->late_count - at - 1) * sizeof *site->late);
        site->late[at] = (struct late){.title = arena_copy(&site->arena, title, strlen(title)),
                                       .accountable = arena_copy(&site->arena, accountable, strlen(accountable)),
                                       .plan = (uint32_t)(page->plan - site->plans),
                                       .file = web_file(page, row->file),
                                       .line = row->line,
                                       .days = days->integer};
    }
}

static void write_deadlines(struct web_page *page, const struct table *table)
{
    html_open(&page->html, ELEMENT_H2);
    html_attribute(&page->html, ATTRIBUTE_ID, "overdue");
    html_text(&page->html, web_say(page, LABEL_DEADLINES));
    html_close(&page->html);
    if (!table->row_count) {
        web_paragraph(page, NULL, web_say(page, LABEL_NOTHING_OVERDUE));
        return;
    }
    begin_deadlines(page);
    for (uint32_t r = 0; r < table->row_count; r++) {
        if (web_is_full(page)) {
            web_table_end(page);
            web_turn(page);
            begin_deadlines(page);
        }
        write_deadline(page, table, &table->rows[r]);
    }
    web_table_end(page);
}

void web_plan(struct site *site, struct plan *plan)
{
    struct web_page opened, *page = &opened;
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    struct report_request request = site_request(site, plan);
    bool found;
    report_overdue(&request, &table, &found);
    for (uint32_t i = 0; i < table.summary_count; i++)
        plan->classes[i + 1] = table.summary[i].count;
    web_begin(page, site, PAGE_PLAN, plan->slug, plan->title, plan);
    if (moment_is_draft(&site->moment, plan->unit))
        web_paragraph(page, "notice", web_say(page, LABEL_DRAFT));
    web_figures(page, plan, 1);
    if (table.row_count <= SHORT_LIST)
        write_deadlines(page, &table);
    write_about(page);
    write_targets(page);
    write_breaks(page);
    if (table.row_count > SHORT_LIST) /* in as many parts as it takes */
        write_deadlines(page, &table);
    keep_late(page, &table);
    web_end(page);
    table_free(&table);
    arena_free(&arena);
}
