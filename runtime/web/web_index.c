/* web_index.c: the first page: how all the plans stand, plan by plan, and what has been overdue the longest. */
#include "web_page.h"

/* ---- the figures on top ------------------------------------------------------------------------------------------------ */

struct sum {
    int64_t overdue, soon, good, bad, stages;
    uint64_t breaks;
};

static void add(struct sum *sum, const struct plan *plan)
{
    sum->overdue += plan->classes[CLASS_OVERDUE];
    sum->soon += plan->classes[CLASS_DUE_SOON] + plan->classes[CLASS_LATE_START];
    sum->good += plan->states[STATE_MET] + plan->states[STATE_ON_TRACK] + plan->states[STATE_MET_LATE];
    sum->bad += plan->states[STATE_MISSED] + plan->states[STATE_NOT_MEASURED] + plan->states[STATE_BEHIND];
    for (int state = STATE_NONE + 1; state < STATE_COUNT; state++)
        sum->stages += plan->states[state];
    sum->breaks += plan->breaks;
}

static void write_figure(struct web_page *page, const char *tone, uint64_t number, enum label label,
                         const char *address)
{
    struct html *h = &page->html;
    struct arena *arena = &page->arena;
    html_open_class(h, ELEMENT_LI, arena_format(arena, "figure %s", number ? tone : "dim"));
    if (address) {
        html_open(h, ELEMENT_A);
        html_attribute(h, ATTRIBUTE_HREF, address);
    }
    html_element(h, ELEMENT_SPAN, "number", arena_format(arena, "%llu", (unsigned long long)number));
    html_text(h, " ");
    html_element(h, ELEMENT_SPAN, NULL, label_counted(arena, label, page->site->language, number));
    html_close_to(h, h->depth - (address ? 2 : 1));
}

void web_figures(struct web_page *page, const struct plan *plan, uint32_t count)
{
    struct html *h = &page->html;
    struct sum sum = {0};
    for (uint32_t i = 0; i < count; i++)
        add(&sum, &plan[i]);
    const char *slug = count == 1 ? plan->slug : NULL;
    html_open_class(h, ELEMENT_UL, "figures");
    write_figure(page, "bad", (uint64_t)sum.overdue, LABEL_ARE_OVERDUE,
                 slug ? web_address(page, PAGE_PLAN, slug, 1, "overdue") : NULL);
    write_figure(page, "warn", (uint64_t)sum.soon, LABEL_ARE_SOON,
                 slug ? web_address(page, PAGE_TIMELINE, slug, 1, NULL) : NULL);
    write_figure(page, "bad", (uint64_t)sum.bad, LABEL_STAGES_BAD,
                 slug ? web_address(page, PAGE_TARGETS, slug, 1, NULL) : NULL);
    write_figure(page, "good", (uint64_t)sum.good, LABEL_STAGES_GOOD,
                 slug ? web_address(page, PAGE_TARGETS, slug, 1, NULL) : NULL);
    write_figure(page, "warn", sum.breaks, LABEL_BREAKS, slug ? web_address(page, PAGE_THREAD, slug, 1, NULL) : NULL);
    html_close(h);
}

/* ---- the states of targets as a bar ------------------------------------------------------------------------------------ */

static const char *const TONES[STATE_COUNT] = {
    [STATE_MET] = "met",           [STATE_ON_TRACK] = "on_track", [STATE_PENDING] = "pending",
    [STATE_MET_LATE] = "met_late", [STATE_BEHIND] = "behind",     [STATE_NOT_MEASURED] = "not_measured",
    [STATE_MISSED] = "missed"};

void web_states(struct web_page *page, const struct plan *plan)
{
    enum { WIDTH = 240, HEIGHT = 10 };
    struct html *h = &page->html;
    int64_t total = 0;
    const char *words = "";
    for (int state = STATE_NONE + 1; state < STATE_COUNT; state++) {
        total += plan->states[state];
        if (plan->states[state])
            words = arena_format(&page->arena, "%s%s%lld %s", words, *words ? ", " : "", (long long)plan->states[state],
                                 state_row((enum target_state)state)->words[page->site->language]);
    }
    if (!total) {
        html_element(h, ELEMENT_SPAN, "dim", web_say(page, LABEL_NO_TARGETS));
        return;
    }
    html_open_class(h, ELEMENT_SVG, "shares");
    html_attribute(h, ATTRIBUTE_VIEW_BOX, "0 0 240 10");
    html_attribute(h, ATTRIBUTE_PRESERVE, "none");
    html_attribute(h, ATTRIBUTE_ARIA_HIDDEN, "true");
    double x = 0;
    for (int state = STATE_NONE + 1; state < STATE_COUNT; state++) {
        double width = (double)WIDTH * (double)plan->states[state] / (double)total;
        if (!plan->states[state])
            continue;
        html_open_class(h, ELEMENT_RECT, TONES[state]);
        html_number(h, ATTRIBUTE_X, x);
        html_number(h, ATTRIBUTE_Y, 0);
        html_number(h, ATTRIBUTE_WIDTH, width > 2 ? width - 1 : width);
        html_number(h, ATTRIBUTE_HEIGHT, HEIGHT);
        html_close(h);
        x += width;
    }
    html_close(h);
    html_text(h, words);
}

/* ---- plan by plan -------------------------------------------------------------------------------------------------------- */

static void write_count(struct web_page *page, int64_t count)
{
    web_cell(page, "n");
    html_text(&page->html, arena_format(&page->arena, "%lld", (long long)count));
    html_close(&page->html);
}

static void write_plan(struct web_page *page, const struct plan *plan)
{
    struct html *h = &page->html;
    const struct site *site = page->site;
    web_row(page, NULL);
    web_row_head(page);
    html_link(h, web_address(page, PAGE_PLAN, plan->slug, 1, NULL), plan->title);
    enum term status = moment_plan_status(&site->moment, plan->unit);
    if (status) {
        html_text(h, " ");
        html_element(h, ELEMENT_SPAN, "kind", keyword_of_term(status)->forms[site->language]);
    }
    html_close(h);
    web_cell(page, "states");
    web_states(page, plan);
    html_close(h);
    write_count(page, plan->classes[CLASS_OVERDUE]);
    write_count(page, plan->classes[CLASS_DUE_SOON] + plan->classes[CLASS_LATE_START]);
    write_count(page, plan->breaks);
    web_row_end(page);
}

static const enum label PLAN_COLUMNS[] = {LABEL_PLAN, LABEL_STAGES, LABEL_OVERDUE, LABEL_SOON, LABEL_BREAKS_COLUMN};

static void begin_plans(struct web_page *page)
{
    web_table_begin(page, "plans wide", web_say(page, LABEL_PLANS), PLAN_COLUMNS,
                    sizeof PLAN_COLUMNS / sizeof *PLAN_COLUMNS);
}

/* ---- what has been overdue the longest ----------------------------------------------------------------------------------- */

static void write_late(struct web_page *page, const struct late *late)
{
    struct html *h = &page->html;
    struct site *site = page->site;
    const struct plan *plan = &site->plans[late->plan];
    html_open(h, ELEMENT_LI);
    html_link(h, web_line_address(page, late->file, late->line), late->title);
    html_open_class(h, ELEMENT_P, "ties");
    html_element(h, ELEMENT_STRONG, "bad",
                 label_counted(&page->arena, LABEL_DAYS_OVER, site->language, (uint64_t)late->days));
    html_text(h, ". ");
    html_text(h, label_fill(&page->arena, LABEL_WHO_ANSWERS, site->language,
                            *late->accountable ? late->accountable : web_say(page, LABEL_NOBODY_NAMED), NULL));
    if (site->plan_count > 1) {
        html_text(h, " ");
        html_link(h, web_address(page, PAGE_PLAN, plan->slug, 1, NULL), plan->title);
    }
    html_close_to(h, h->depth - 2);
}

static void write_worst(struct web_page *page)
{
    struct site *site = page->site;
    if (!site->late_count) {
        web_paragraph(page, NULL, web_say(page, LABEL_NOTHING_LATE));
        return;
    }
    web_heading(page, LABEL_LONGEST_OVERDUE);
    html_open_class(&page->html, ELEMENT_OL, "late");
    for (uint32_t i = 0; i < site->late_count; i++)
        write_late(page, &site->late[i]);
    html_close(&page->html);
}

void web_index(struct site *site)
{
    struct web_page opened, *page = &opened;
    const char *title = site->plan_count == 1 ? site->plans[0].title : site_kind_title(site, PAGE_INDEX);
    web_begin(page, site, PAGE_INDEX, NULL, title, NULL);
    web_paragraph(page, "lead",
                  label_fill(&page->arena, LABEL_INDEX_LEAD, site->language,
                             label_day(&page->arena, site->as_of, site->language), NULL));
    web_figures(page, site->plans, site->plan_count);
    write_worst(page);
    web_heading(page, LABEL_PLANS);
    begin_plans(page);
    for (uint32_t p = 0; p < site->plan_count; p++) {
        if (web_is_full(page)) {
            web_table_end(page);
            web_turn(page);
            begin_plans(page);
        }
        write_plan(page, &site->plans[p]);
    }
    web_table_end(page);
    const struct plan *others = &site->plans[site->plan_count];
    if (others->finding_count) {
        html_open(&page->html, ELEMENT_P);
        html_link(&page->html, web_address(page, PAGE_FINDINGS, others->slug, 1, NULL), others->title);
        html_close(&page->html);
    }
    web_end(page);
}
