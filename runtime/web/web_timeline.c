/* web_timeline.c: everything with a time as bars along the years: from start to deadline, and where the deadline was first.
 * Each bar stands in a table row that says the same in words. */
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

static bool is_row(const struct site *site, uint32_t entity)
{
    return site->model->entities[entity].kind != KIND_TARGET && moment_is_dated(&site->moment, entity);
}

static void widen(struct timeline *t, day_number day)
{
    if (day <= DAY_OPEN_START || day >= DAY_OPEN_END)
        return;
    int year = date_civil(day).year;
    t->first = year < t->first ? year : t->first;
    t->last = year > t->last ? year : t->last;
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

static void write_row_bar(struct timeline *t, const struct timing *timing)
{
    const struct site *site = t->page->site;
    bool done = timing->class == CLASS_DONE || timing->class == CLASS_STOPPED;
    double end = x_of(t, timing->deadline.stated ? timing->deadline.date.last : t->to);
    open_svg(t, bar_says(t, timing));
    for (int year = t->first; year <= t->last; year += every(t))
        write_line(t, "grid", x_of(t, date_day(year, 1, 1)));
    write_line(t, "today", x_of(t, site->as_of));
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

static void write_row(struct timeline *t, uint32_t entity)
{
    struct web_page *page = t->page;
    struct html *h = &page->html;
    struct timing timing = moment_timing(&page->site->moment, entity);
    bool part = KIND_IN(page->site->model->entities[entity].kind, OF(ACTIVITY) | OF(MILESTONE));
    html_open_class(h, ELEMENT_TR, part ? "part" : NULL);
    html_open(h, ELEMENT_TH);
    html_attribute(h, ATTRIBUTE_SCOPE, "row");
    web_entity(page, entity, true);
    html_close(h);
    html_open(h, ELEMENT_TD);
    web_class(page, timing.class);
    html_close(h);
    html_open_class(h, ELEMENT_TD, "day");
    if (timing.deadline.stated)
        web_day(page, timing.deadline.date.last);
    if (timing.deadline.stated && timing.slip_days) {
        char day[16];
        date_format_iso(timing.adopted.date.last, day);
        html_text(h, label_fill(&page->arena, LABEL_FIRST_DEADLINE, page->site->language, day, NULL));
    }
    html_close(h);
    html_open(h, ELEMENT_TD);
    write_row_bar(t, &timing);
    html_close_to(h, h->depth - 2);
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
    web_table_body(t->page);
}

void web_timeline(struct site *site, struct plan *plan)
{
    struct web_page opened, *page = &opened;
    struct timeline timeline = {.page = page};
    bool begun = false;
    web_begin(page, site, PAGE_TIMELINE, plan->slug, site_kind_title(site, PAGE_TIMELINE), plan);
    web_paragraph(page, "lead", web_say(page, LABEL_TIMELINE_LEAD));
    find_years(&timeline, plan);
    for (uint32_t e = site_next(site, plan, 0); e; e = site_next(site, plan, e)) {
        if (!is_row(site, e))
            continue;
        if (begun && web_is_full(page)) {
            web_table_end(page);
            web_turn(page);
            begun = false;
        }
        if (!begun)
            begin_table(&timeline);
        begun = true;
        write_row(&timeline, e);
    }
    if (begun)
        web_table_end(page);
    else
        web_paragraph(page, NULL, web_say(page, LABEL_NO_TIMES));
    web_end(page);
}
