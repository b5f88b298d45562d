#include "chart.h"

#include "figure.h"
#include "spark.h"

#include <math.h>

enum { WIDTH = 480, HEIGHT = 240, LEFT = 44, RIGHT = 12, TOP = 18, BOTTOM = 26, MOST_BOUNDS = 32 };

/* A stage that asks for a number. */
struct bound_point {
    day_number day;
    double number;
    enum target_state state;
};

struct chart {
    struct web_page *page;
    struct html *h;
    struct teller teller;
    struct spark spark;
    struct bound_point bounds[MOST_BOUNDS];
    uint32_t bound_count;
    day_number from, to;
    double low, high, step;         /* of the axis */
    const char *unit;               /* " %" or "" */
    double (*dots)[2], last_number; /* dots: where the measured values lie; the last of them */
    double labels[MOST_BOUNDS + 1][2];
    uint32_t dot_count, label_count;
};

static double x_of(const struct chart *c, day_number day)
{
    return LEFT + (double)(WIDTH - LEFT - RIGHT) * (day - c->from) / (c->to - c->from);
}

static double y_of(const struct chart *c, double number)
{
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (number - c->low) / (c->high - c->low);
}

/* ---- what is drawn ------------------------------------------------------------------------------------------------------- */

static void read_bounds(struct chart *c, struct target *target)
{
    const struct moment *moment = &c->page->site->moment;
    for (uint32_t i = 0; i < target->stage_count && c->bound_count < MOST_BOUNDS; i++) {
        struct stage_state state = target_judge(moment, target, i);
        if (state.has_bound && target->stages[i].placed && isfinite(state.bound))
            c->bounds[c->bound_count++] = (struct bound_point){target->stages[i].date.last, state.bound, state.state};
    }
}

static void widen(struct chart *c, day_number day, double number)
{
    c->from = day < c->from ? day : c->from;
    c->to = day > c->to ? day : c->to;
    c->low = fmin(c->low, number);
    c->high = fmax(c->high, number);
}

/* 1, 2 or 5 times a power of ten, so that about four lines fill the axis. */
static double nice_step(double range)
{
    double power = pow(10, floor(log10(range / 4)));
    double share = range / 4 / power;
    return power * (share > 5 ? 10 : share > 2 ? 5 : share > 1 ? 2 : 1);
}

/* Finds the axes. False when there is nothing to draw between. */
static bool find_axes(struct chart *c)
{
    c->from = DAY_OPEN_END;
    c->to = DAY_OPEN_START;
    c->low = INFINITY;
    c->high = -INFINITY;
    for (uint32_t i = 0; i < c->spark.count; i++)
        if (!isnan(c->spark.points[i].number))
            widen(c, c->spark.points[i].last, c->spark.points[i].number);
    for (uint32_t i = 0; i < c->bound_count; i++)
        widen(c, c->bounds[i].day, c->bounds[i].number);
    if (c->from == DAY_OPEN_END || !isfinite(c->high - c->low) || c->to - c->from > 366 * 400)
        return false;
    c->from = date_day(date_civil(c->from).year, 1, 1);
    c->to = date_day(date_civil(c->to).year + 1, 1, 1);
    double range = c->high - c->low;
    if (range <= 0)
        range = fabs(c->high) > 0 ? fabs(c->high) : 1;
    c->step = nice_step(range);
    c->low = floor((c->low - range * 0.05) / c->step) * c->step;
    c->high = ceil((c->high + range * 0.05) / c->step) * c->step;
    return c->high > c->low && (c->high - c->low) / c->step < 20;
}

/* ---- drawing it ---------------------------------------------------------------------------------------------------------- */

static void write_line(struct chart *c, const char *class, double x1, double y1, double x2, double y2)
{
    html_open_class(c->h, ELEMENT_LINE, class);
    html_number(c->h, ATTRIBUTE_X1, x1);
    html_number(c->h, ATTRIBUTE_Y1, y1);
    html_number(c->h, ATTRIBUTE_X2, x2);
    html_number(c->h, ATTRIBUTE_Y2, y2);
    html_close(c->h);
}

static void write_text(struct chart *c, const char *anchor, double x, double y, const char *text)
{
    html_open(c->h, ELEMENT_TEXT);
    html_number(c->h, ATTRIBUTE_X, x);
    html_number(c->h, ATTRIBUTE_Y, y);
    html_attribute(c->h, ATTRIBUTE_TEXT_ANCHOR, anchor);
    html_text(c->h, text);
    html_close(c->h);
}

static const char *number_text(const struct chart *c, double number)
{
    return arena_format(c->teller.arena, "%s%s", figure_number(&c->teller, number, 2), c->unit);
}

static void write_axes(struct chart *c)
{
    int first = date_civil(c->from).year, last = date_civil(c->to).year, every = (last - first + 5) / 6;
    for (int i = 0; c->low + i * c->step <= c->high + c->step / 2; i++) {
        double number = c->low + i * c->step;
        write_line(c, "grid", LEFT, y_of(c, number), WIDTH - RIGHT, y_of(c, number));
        write_text(c, "end", LEFT - 6, y_of(c, number) + 4, number_text(c, number));
    }
    for (int year = first; year <= last; year += every > 0 ? every : 1) {
        double x = x_of(c, date_day(year, 1, 1));
        write_line(c, "grid", x, HEIGHT - BOTTOM, x, HEIGHT - BOTTOM + 5);
        if (x < WIDTH - 24)
            write_text(c, "start", x, HEIGHT - 6, arena_format(c->teller.arena, "%d", year));
    }
    if (c->page->site->as_of >= c->from && c->page->site->as_of <= c->to) {
        double x = x_of(c, c->page->site->as_of);
        write_line(c, "today", x, TOP, x, HEIGHT - BOTTOM);
    }
}

/* "M44 120.5L98 110": a path through points. */
static void write_path(struct chart *c, const char *class, const double (*points)[2], uint32_t count)
{
    const char *path = "";
    if (count < 2)
        return;
    struct writer writer = {0};
    for (uint32_t i = 0; i < count; i++) {
        writer_char(&writer, i ? 'L' : 'M');
        writer_number(&writer, round(points[i][0] * 10) / 10);
        writer_char(&writer, ' ');
        writer_number(&writer, round(points[i][1] * 10) / 10);
    }
    path = writer_string(&writer);
    html_open_class(c->h, ELEMENT_PATH, class);
    html_attribute(c->h, ATTRIBUTE_D, path);
    html_close(c->h);
    writer_free(&writer);
}

static void write_straight_line(struct chart *c, const struct target *target)
{
    double points[MOST_BOUNDS + 1][2];
    uint32_t count = 0;
    if (target->has_baseline)
        for (uint32_t i = 0; i < c->spark.count && !count; i++)
            if (c->spark.points[i].last == target->baseline.date.last && !isnan(c->spark.points[i].number)) {
                points[count][0] = x_of(c, c->spark.points[i].last);
                points[count++][1] = y_of(c, c->spark.points[i].number);
            }
    for (uint32_t i = 0; i < c->bound_count; i++) {
        points[count][0] = x_of(c, c->bounds[i].day);
        points[count++][1] = y_of(c, c->bounds[i].number);
    }
    write_path(c, "straight", (const double(*)[2])points, count);
}

/* Where the measured values lie. */
static void place_dots(struct chart *c)
{
    uint32_t capacity = 0;
    c->dots = array_grow(NULL, &capacity, c->spark.count + 1, sizeof *c->dots);
    for (uint32_t i = 0; i < c->spark.count; i++) {
        if (isnan(c->spark.points[i].number))
            continue;
        c->dots[c->dot_count][0] = x_of(c, c->spark.points[i].last);
        c->dots[c->dot_count++][1] = y_of(c, c->spark.points[i].number);
        c->last_number = c->spark.points[i].number;
    }
}

/* ---- numbers beside dots and diamonds ------------------------------------------------------------------------------------ */

/* Whether a number with its middle here would cover a dot, a diamond or another number. */
static bool is_taken(const struct chart *c, double x, double y)
{
    static const double wide = 38, high = 13;
    for (uint32_t i = 0; i < c->dot_count; i++)
        if (fabs(c->dots[i][0] - x) < wide / 2 + 4 && fabs(c->dots[i][1] - y) < high)
            return true;
    for (uint32_t i = 0; i < c->bound_count; i++)
        if (fabs(x_of(c, c->bounds[i].day) - x) < wide / 2 + 6 && fabs(y_of(c, c->bounds[i].number) - y) < high)
            return true;
    for (uint32_t i = 0; i < c->label_count; i++)
        if (fabs(c->labels[i][0] - x) < wide && fabs(c->labels[i][1] - y) < high)
            return true;
    return y < TOP - 6 || y > HEIGHT - BOTTOM - 4;
}

/* Writes a number above a point, or where there is room: below, to the right, to the left; above when there is none. */
static void write_number(struct chart *c, double x, double y, double number)
{
    static const double aside[][2] = {{0, -16}, {0, 17}, {30, -6}, {-30, -6}, {0, -16}};
    double most = WIDTH - RIGHT - 14, at_x = x, at_y = y;
    for (size_t i = 0; i < sizeof aside / sizeof *aside; i++) {
        at_x = fmin(x + aside[i][0], most);
        at_y = y + aside[i][1];
        if (!is_taken(c, at_x, at_y))
            break;
    }
    c->labels[c->label_count][0] = at_x;
    c->labels[c->label_count++][1] = at_y;
    write_text(c, "middle", at_x, at_y + 5, number_text(c, number));
}

/* The latest value and what each stage asks for, in numbers: under the marks, so that none is covered. */
static void write_numbers(struct chart *c)
{
    if (c->dot_count)
        write_number(c, c->dots[c->dot_count - 1][0], c->dots[c->dot_count - 1][1], c->last_number);
    for (uint32_t i = 0; i < c->bound_count; i++)
        write_number(c, x_of(c, c->bounds[i].day), y_of(c, c->bounds[i].number), c->bounds[i].number);
}

static void write_marks(struct chart *c)
{
    for (uint32_t i = 0; i < c->dot_count; i++) {
        html_open_class(c->h, ELEMENT_CIRCLE, "measured");
        html_number(c->h, ATTRIBUTE_CX, c->dots[i][0]);
        html_number(c->h, ATTRIBUTE_CY, c->dots[i][1]);
        html_number(c->h, ATTRIBUTE_R, 3.5);
        html_close(c->h);
    }
    for (uint32_t i = 0; i < c->bound_count; i++) {
        double x = x_of(c, c->bounds[i].day), y = y_of(c, c->bounds[i].number);
        html_open_class(c->h, ELEMENT_PATH, "stage");
        html_attribute(c->h, ATTRIBUTE_D,
                       arena_format(c->teller.arena, "M%d %dl6 6l-6 6l-6-6z", (int)lround(x), (int)lround(y) - 6));
        html_close(c->h);
    }
}

static const char *description(struct chart *c)
{
    struct arena *arena = c->teller.arena;
    const char *first = arena_format(arena, "%u", c->spark.count), *second = arena_format(arena, "%u", c->bound_count);
    return label_fill(arena, LABEL_CHART_SAYS, c->teller.language, first, second);
}

void chart_write(struct web_page *page, struct target *target, const char *title)
{
    struct site *site = page->site;
    struct chart chart = {.page = page, .h = &page->html, .teller = {&page->arena, site->model, site->language}};
    struct chart *c = &chart;
    read_bounds(c, target);
    if (target->stage_count)
        c->spark = spark_read(&site->moment, target, &target->stages[target->stage_count - 1]);
    if (find_axes(c)) {
        const struct stage *stage = &target->stages[target->stage_count - 1];
        bool percent = target->manner.unit.percent ||
                       (stage->condition_count && condition_is_share(&stage->conditions[0]));
        c->unit = percent ? " %" : "";
        html_open_class(c->h, ELEMENT_SVG, "chart");
        html_attribute(c->h, ATTRIBUTE_VIEW_BOX, arena_format(&page->arena, "0 0 %d %d", WIDTH, HEIGHT));
        html_attribute(c->h, ATTRIBUTE_ROLE, "img");
        html_element(c->h, ELEMENT_SVG_TITLE, NULL, title);
        html_element(c->h, ELEMENT_DESC, NULL, description(c));
        write_axes(c);
        write_straight_line(c, target);
        place_dots(c);
        write_path(c, "measured", (const double(*)[2])c->dots, c->dot_count);
        write_numbers(c);
        write_marks(c);
        html_close(c->h);
        array_free(c->dots);
    }
    array_free(c->spark.points);
}
