/* web_timeline.c: everything with a time as bars along the years: from start to deadline, and where the deadline was first;
 * and each target as its stages. Each bar stands in a table row that says the same in words. */
#include "web_page.h"

enum { WIDTH = 480, HEIGHT = 22, MIDDLE = 11, WIDEST_YEARS = 60 };

struct timeline {
    struct web_page *page;
    day_number from, to;
    int first, last; /* years */
};

static double x_of(const struct timeline *t, day_number day)
{
    day_number at = day < t->from ? t->from : day > t->to ? t->to : day;
    return (double)WIDTH * (at - t->from) / (t->to - t->from);
}

/* ---- which years ----------------------------------------------------------------------------------------------------------- */

static bool is_target(const struct site *site, uint32_t entity)
{
    return site->model->entities[entity].kind == KIND_TARGET;
}

static bool is_row(const struct site *site, uint32_t entity)
{
    return !is_target(site, entity) && moment_is_dated(&site->moment, entity);
}

static void widen(struct timeline *t, day_number day)
{
    if (day <= DAY_OPEN_START || day >= DAY_OPEN_END)
        return;
    int year = date_civil(day).year;
    t->first = year < t->first ? year : t->first;
    t->last = year > t->last ? year : t->last;
}

static void widen_by_stages(struct timeline *t, uint32_t entity)
{
    struct target target;
    target_read(&t->page->site->moment, entity, &target);
    for (uint32_t i = 0; i < target.stage_count; i++)
        if (target.stages[i].placed)
            widen(t, target.stages[i].date.last);
    target_free(&target);
}

static void find_years(struct timeline *t, const struct plan *plan)
{
    const struct site *site = t->page->site;
    t->first = t->last = date_civil(site->as_of).year;
    const struct date *period = &site->model->units[plan->unit].period;
    if (period->precision) {
        widen(t, period->first);
        widen(t, period->last);
    }
    for (uint32_t e = site_next(site, plan, 0); e; e = site_next(site, plan, e)) {
        if (is_target(site, e))
            widen_by_stages(t, e);
        if (!is_row(site, e))
            continue;
        struct timing times = moment_times(&site->moment, e);
        if (times.start.stated)
            widen(t, times.start.date.first);
        if (times.adopted.stated)
            widen(t, times.adopted.date.last);
        if (times.deadline.stated)
            widen(t, times.deadline.date.last);
    }
    int now = date_civil(site->as_of).year;
    if (t->last - t->first > WIDEST_YEARS) { /* a year misspelled must not squeeze all others */
        t->first = t->first < now - WIDEST_YEARS / 2 ? now - WIDEST_YEARS / 2 : t->first;
        t->last = t->last > now + WIDEST_YEARS / 2 ? now + WIDEST_YEARS / 2 : t->last;
    }
    t->from = date_day(t->first, 1, 1);
    t->to = date_day(t->last + 1, 1, 1);
}

static int every(const struct timeline *t)
{
    int years = t->last - t->first + 1;
    return years <= 10 ? 1 : years <= 20 ? 2 : years <= 40 ? 5 : 10;
}

/* ---- drawing ----------------------------------------------------------------------------------------------------------------- */

static void open_svg(struct timeline *t, const char *title)
{
    struct html *h = &t->page->html;
    html_open_class(h, ELEMENT_SVG, "gantt");
    html_attribute(h, ATTRIBUTE_VIEW_BOX, arena_format(&t->page->arena, "0 0 %d %d", WIDTH, HEIGHT));
    if (title) {
        html_attribute(h, ATTRIBUTE_ROLE, "img");
        html_element(h, ELEMENT_SVG_TITLE, NULL, title);
    } else {
        html_attribute(h, ATTRIBUTE_ARIA_HIDDEN, "true");
    }
}

static void write_line(struct timeline *t, const char *class, double x)
{
    struct html *h = &t->page->html;
    html_open_class(h, ELEMENT_LINE, class);
    html_number(h, ATTRIBUTE_X1, x);
    html_number(h, ATTRIBUTE_X2, x);
    html_number(h, ATTRIBUTE_Y1, 0);
    html_number(h, ATTRIBUTE_Y2, HEIGHT);
    html_close(h);
}

static void write_years(struct timeline *t)
{
    struct html *h = &t->page->html;
    open_svg(t, NULL);
    for (int year = t->first; year <= t->last; year += every(t)) {
        double x = x_of(t, date_day(year, 1, 1));
        write_line(t, "grid", x);
        html_open(h, ELEMENT_TEXT);
        html_number(h, ATTRIBUTE_X, x + 3);
        html_number(h, ATTRIBUTE_Y, MIDDLE + 4);
        html_text(h, arena_format(&t->page->arena, "%d", year));
        html_close(h);
    }
    html_close(h);
}

static void write_bar(struct timeline *t, const char *class, double from, double to)
{
    struct html *h = &t->page->html;
    html_open_class(h, ELEMENT_RECT, class);
    html_number(h, ATTRIBUTE_X, from);
    html_number(h, ATTRIBUTE_Y, MIDDLE - 4);
    html_number(h, ATTRIBUTE_WIDTH, to - from > 2 ? to - from : 2);
    html_number(h, ATTRIBUTE_HEIGHT, 8);
    html_close(h);
}

static void write_diamond(struct timeline *t, const char *class, double x)
{
    struct html *h = &t->page->html;
    int at = (int)(x + 0.5), edge = at < 6 ? 6 : at > WIDTH - 6 ? WIDTH - 6 : at;
    html_open_class(h, ELEMENT_PATH, class);
    html_attribute(h, ATTRIBUTE_D, arena_format(&t->page->arena, "M%d %dl5 5l-5 5l-5-5z", edge, MIDDLE - 5));
    html_close(h);
}

/* A mark on a foot: a stage, met or not. */
static void write_flag(struct timeline *t, const char *class, double x)
{
    int at = (int)(x + 0.5), edge = at < 1 ? 1 : at > WIDTH - 11 ? WIDTH - 11 : at;
    html_open_class(&t->page->html, ELEMENT_PATH, class);
    html_attribute(&t->page->html, ATTRIBUTE_D,
                   arena_format(&t->page->arena, "M%d %dv16M%d %dl10 4l-10 4", edge, MIDDLE - 8, edge, MIDDLE - 8));
    html_close(&t->page->html);
}

static const char *bar_says(struct timeline *t, const struct timing *timing)
{
    char day[16];
    struct arena *arena = &t->page->arena;
    const char *text = "";
    const struct {
        const struct bound *bound;
        enum label label;
        bool last;
    } parts[] = {{&timing->start, LABEL_BAR_START, false},
                 {&timing->adopted, LABEL_BAR_ADOPTED, true},
                 {&timing->deadline, LABEL_BAR_DEADLINE, true}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].bound->stated || (i == 1 && !timing->slip_days))
            continue;
        date_format_iso(parts[i].last ? parts[i].bound->date.last : parts[i].bound->date.first, day);
        text = arena_format(arena, "%s%s%s", text, *text ? ", " : "",
                            label_fill(arena, parts[i].label, t->page->site->language, day, NULL));
    }
    return *text ? text : web_say(t->page, LABEL_BAR_NONE);
}

/* The picture of a row, with the years and the day of the report behind. */
static void open_row_svg(struct timeline *t, const char *title)
{
    open_svg(t, title);
    for (int year = t->first; year <= t->last; year += every(t))
        write_line(t, "grid", x_of(t, date_day(year, 1, 1)));
    write_line(t, "today", x_of(t, t->page->site->as_of));
}

static void write_row_bar(struct timeline *t, const struct timing *timing)
{
    bool done = timing->class == CLASS_DONE || timing->class == CLASS_STOPPED;
    double end = x_of(t, timing->deadline.stated ? timing->deadline.date.last : t->to);
    open_row_svg(t, bar_says(t, timing));
    if (timing->start.stated)
        write_bar(t, done ? "span done" : "span", x_of(t, timing->start.date.first), end);
    else if (timing->series || timing->continuous || timing->regular)
        write_bar(t, "span open", 0, end);
    if (timing->deadline.stated && timing->slip_days) {
        write_bar(t, "slip", x_of(t, timing->adopted.date.last), end);
        write_diamond(t, "adopted", x_of(t, timing->adopted.date.last));
    }
    if (timing->deadline.stated)
        write_diamond(t, timing->class == CLASS_OVERDUE ? "deadline late" : "deadline", end);
    html_close(&t->page->html);
}

/* ---- rows -------------------------------------------------------------------------------------------------------------------- */

static void write_deadline(struct web_page *page, const struct timing *timing)
{
    char day[16];
    if (!timing->deadline.stated) {
        web_cell_empty(page);
        return;
    }
    web_cell(page, "day");
    web_day(page, timing->deadline.date.last);
    if (timing->slip_days) {
        date_format_iso(timing->adopted.date.last, day);
        html_text(&page->html, label_fill(&page->arena, LABEL_FIRST_DEADLINE, page->site->language, day, NULL));
    }
    html_close(&page->html);
}

static void write_row(struct timeline *t, uint32_t entity)
{
    struct web_page *page = t->page;
    struct html *h = &page->html;
    struct timing timing = moment_timing(&page->site->moment, entity);
    bool part = KIND_IN(page->site->model->entities[entity].kind, OF(ACTIVITY) | OF(MILESTONE));
    web_row(page, part ? "part" : NULL);
    web_row_head(page);
    web_entity(page, entity, true);
    html_close(h);
    web_cell(page, NULL);
    web_class(page, timing.class);
    html_close(h);
    write_deadline(page, &timing);
    web_cell(page, "bar");
    write_row_bar(t, &timing);
    html_close(h);
    web_row_end(page);
}

/* ---- targets ----------------------------------------------------------------------------------------------------------------- */

/* "2027-12-31 ↗ i rute", a line for each stage; they are what the picture says too. */
static const char *write_stages(struct web_page *page, struct target *target, uint32_t placed)
{
    struct html *h = &page->html;
    const char *says = "";
    if (placed == 0)
        return web_cell_empty(page), web_say(page, LABEL_BAR_NONE);
    web_cell(page, "day");
    html_open_class(h, ELEMENT_UL, "flags");
    for (uint32_t i = 0; i < target->stage_count; i++) {
        char day[16];
        const struct stage *stage = &target->stages[i];
        if (!stage->placed)
            continue;
        enum target_state state = target_judge(&page->site->moment, target, i).state;
        html_open(h, ELEMENT_LI);
        web_day(page, stage->date.last);
        html_text(h, " ");
        web_state(page, state);
        html_close(h);
        date_format_iso(stage->date.last, day);
        const char *words = state_row(state)->words[page->site->language];
        says = arena_format(&page->arena, "%s%s%s", says, *says ? ", " : "",
                            label_fill(&page->arena, LABEL_BAR_STAGE, page->site->language, day, words));
    }
    html_close_to(h, h->depth - 2);
    return says;
}

static void write_stage_flags(struct timeline *t, struct target *target)
{
    for (uint32_t i = 0; i < target->stage_count; i++) {
        if (!target->stages[i].placed)
            continue;
        enum target_state state = target_judge(&t->page->site->moment, target, i).state;
        write_flag(t, arena_format(&t->page->arena, "flag %s", state_row(state)->name),
                   x_of(t, target->stages[i].date.last));
    }
}

static void write_target(struct timeline *t, uint32_t entity)
{
    struct web_page *page = t->page;
    struct html *h = &page->html;
    struct target target;
    uint32_t placed = 0;
    target_read(&page->site->moment, entity, &target);
    for (uint32_t i = 0; i < target.stage_count; i++)
        placed += target.stages[i].placed;
    web_row(page, NULL);
    web_row_head(page);
    html_element(h, ELEMENT_SPAN, "kind", keyword_of_kind(KIND_TARGET)->forms[page->site->language]);
    html_text(h, " ");
    html_link(h, web_target_address(page, entity), web_label(page, entity));
    html_close(h);
    web_cell(page, NULL);
    web_state(page, target_worst(&page->site->moment, &target));
    html_close(h);
    const char *says = write_stages(page, &target, placed);
    web_cell(page, "bar");
    open_row_svg(t, says);
    write_stage_flags(t, &target);
    html_close_to(h, h->depth - 2);
    web_row_end(page);
    target_free(&target);
}

static void begin_table(struct timeline *t)
{
    static const enum label columns[] = {LABEL_WHAT, LABEL_CLASS, LABEL_DEADLINE};
    struct html *h = &t->page->html;
    web_table_open(t->page, "timeline", site_kind_title(t->page->site, PAGE_TIMELINE));
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        web_column(t->page, web_say(t->page, columns[c]));
    html_open(h, ELEMENT_TH);
    html_attribute(h, ATTRIBUTE_SCOPE, "col");
    html_element(h, ELEMENT_SPAN, "unseen", web_say(t->page, LABEL_BAR));
    write_years(t);
    html_close(h);
    web_name_column(t->page, web_say(t->page, LABEL_BAR));
    web_table_body(t->page);
}

void web_timeline(struct site *site, struct plan *plan)
{
    struct web_page opened, *page = &opened;
    struct timeline timeline = {.page = page};
    bool begun = false;
    web_begin(page, site, PAGE_TIMELINE, plan->slug, site_kind_title(site, PAGE_TIMELINE), plan);
    web_paragraph(page, "lead", web_say(page, LABEL_TIMELINE_LEAD));
    web_paragraph(page, "legend", web_say(page, LABEL_TIMELINE_LEGEND));
    find_years(&timeline, plan);
    for (uint32_t e = site_next(site, plan, 0); e; e = site_next(site, plan, e)) {
        if (!is_row(site, e) && !is_target(site, e))
            continue;
        if (begun && web_is_full(page)) {
            web_table_end(page);
            web_turn(page);
            begun = false;
        }
        if (!begun)
            begin_table(&timeline);
        begun = true;
        if (is_target(site, e))
            write_target(&timeline, e);
        else
            write_row(&timeline, e);
    }
    if (begun)
        web_table_end(page);
    else
        web_paragraph(page, NULL, web_say(page, LABEL_NO_TIMES));
    web_end(page);
}
