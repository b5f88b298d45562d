#include "web_page.h"

#include "version.h"

#include <string.h>

enum { PART_BYTES = 900 * 1000 }; /* a part is turned at so many: no row is likely to bring it past 2 MB */

const char *web_say(const struct web_page *page, enum label label)
{
    return site_say(page->site, label);
}

/* ---- addresses ------------------------------------------------------------------------------------------------------- */

static const char *root(const struct web_page *page)
{
    return page->slug ? "../" : "";
}

const char *web_address(struct web_page *page, enum web_kind kind, const char *slug, uint32_t part, const char *anchor)
{
    return arena_format(&page->arena, "%s%s%s%s", root(page), site_name(&page->arena, kind, slug, part),
                        anchor ? "#" : "", anchor ? anchor : "");
}

const char *web_line_address(struct web_page *page, uint32_t file, uint32_t line)
{
    const struct text *text = &page->site->texts[file];
    uint32_t low = 0, high = text->parts;
    if (!text->slug)
        return NULL;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (text->starts[middle] <= line)
            low = middle;
        else
            high = middle;
    }
    return web_address(page, PAGE_TEXT, text->slug, low + 1, line ? arena_format(&page->arena, "L%u", line) : NULL);
}

const char *web_entity_address(struct web_page *page, uint32_t entity)
{
    const struct entity *at = model_entity(page->site->model, entity);
    return web_line_address(page, at->file, model_line(page->site->model, (struct stated){at->file, at->node}));
}

const char *web_holder_address(struct web_page *page, uint32_t holder)
{
    const struct holder *at = &page->site->holders[holder];
    if (!holder || !(at->duties || at->has_duties))
        return NULL;
    return web_address(page, at->duties ? PAGE_ACTOR : PAGE_SECTOR, at->slug, 1, NULL);
}

const char *web_target_address(struct web_page *page, uint32_t entity)
{
    struct site *site = page->site;
    uint32_t plan = site->plan_of_unit[site->model->entities[entity].unit], part = site->target_part[entity];
    if (!plan || !part)
        return web_entity_address(page, entity);
    return web_address(page, PAGE_TARGETS, site->plans[plan - 1].slug, part, arena_format(&page->arena, "t%u", entity));
}

/* ---- the frame --------------------------------------------------------------------------------------------------------- */

static void write_meta(struct html *h, const char *name, const char *content)
{
    html_open(h, ELEMENT_META);
    html_attribute(h, ATTRIBUTE_NAME, name);
    html_attribute(h, ATTRIBUTE_CONTENT, content);
    html_close(h);
}

static const char *in_root(struct web_page *page, const char *name)
{
    return arena_format(&page->arena, "%s%s", root(page), name);
}

static const char *part_title(struct web_page *page)
{
    if (page->part == 1)
        return page->title;
    const char *number = arena_format(&page->arena, "%u", page->part);
    return label_fill(&page->arena, LABEL_PART_OF, page->site->language, page->title, number);
}

static void write_head(struct web_page *page)
{
    struct html *h = &page->html;
    html_open(h, ELEMENT_HEAD);
    html_open(h, ELEMENT_META);
    html_attribute(h, ATTRIBUTE_CHARSET, "utf-8");
    html_close(h);
    write_meta(h, "viewport", "width=device-width, initial-scale=1");
    write_meta(h, "generator", "traad " TRAAD_VERSION);
    write_meta(h, "color-scheme", "light dark");
    const char *kind = site_kind_title(page->site, page->kind);
    html_element(
        h, ELEMENT_TITLE, NULL,
        arena_format(&page->arena, "%s – %s", part_title(page), page->plan ? kind : web_say(page, LABEL_SITE)));
    html_open(h, ELEMENT_LINK);
    html_attribute(h, ATTRIBUTE_REL, "stylesheet");
    html_attribute(h, ATTRIBUTE_HREF, in_root(page, "style.css"));
    html_close(h);
    html_open(h, ELEMENT_SCRIPT);
    html_attribute(h, ATTRIBUTE_SRC, in_root(page, "script.js"));
    html_attribute(h, ATTRIBUTE_DEFER, "");
    html_close(h);
    html_close(h);
}

static void write_menu_link(struct web_page *page, enum web_kind kind, const char *slug, bool current)
{
    struct html *h = &page->html;
    html_open(h, ELEMENT_LI);
    html_open(h, ELEMENT_A);
    html_attribute(h, ATTRIBUTE_HREF, web_address(page, kind, slug, 1, NULL));
    if (current)
        html_attribute(h, ATTRIBUTE_ARIA_CURRENT, "page");
    html_text(h, site_kind_title(page->site, kind));
    html_close(h);
    html_close(h);
}

static void open_menu(struct web_page *page, const char *class, enum label label)
{
    struct html *h = &page->html;
    html_open_class(h, ELEMENT_NAV, class);
    html_attribute(h, ATTRIBUTE_ARIA_LABEL, web_say(page, label));
    html_open(h, ELEMENT_UL);
}

static void write_header(struct web_page *page)
{
    static const enum web_kind menu[] = {PAGE_INDEX, PAGE_ACTORS, PAGE_SECTORS, PAGE_FRAMEWORKS};
    struct html *h = &page->html;
    html_open_class(h, ELEMENT_A, "skip");
    html_attribute(h, ATTRIBUTE_HREF, "#main");
    html_text(h, web_say(page, LABEL_SKIP));
    html_close(h);
    html_open_class(h, ELEMENT_HEADER, "site");
    html_open_class(h, ELEMENT_P, "brand");
    html_link(h, in_root(page, "index.html"), web_say(page, LABEL_SITE));
    html_close(h);
    open_menu(page, "menu", LABEL_MENU);
    for (size_t i = 0; i < sizeof menu / sizeof *menu; i++)
        write_menu_link(page, menu[i], NULL, page->kind == menu[i]);
    html_close_to(h, h->depth - 3);
}

/* A plan's text is the page of its first file. */
static const char *first_text(const struct web_page *page)
{
    const struct unit *unit = &page->site->model->units[page->plan->unit];
    return page->site->texts[unit->files[0]].slug;
}

static void write_plan_menu(struct web_page *page)
{
    if (!page->plan || !page->plan->unit)
        return;
    struct html *h = &page->html;
    open_menu(page, "tabs", LABEL_PLAN_MENU);
    for (enum web_kind kind = PAGE_PLAN; kind <= PAGE_TEXT; kind++) {
        const char *slug = kind == PAGE_TEXT ? first_text(page) : page->plan->slug;
        if (slug)
            write_menu_link(page, kind, slug, page->kind == kind);
    }
    html_close_to(h, h->depth - 2);
}

static void begin_part(struct web_page *page)
{
    static const char *const languages[LANGUAGE_COUNT] = {"nb", "nn", "en"};
    struct html *h = &page->html;
    html_doctype(h);
    html_open(h, ELEMENT_HTML);
    html_attribute(h, ATTRIBUTE_LANG, languages[page->site->language]);
    write_head(page);
    html_open_class(h, ELEMENT_BODY, page->plan ? "of-plan" : NULL);
    write_header(page);
    html_open(h, ELEMENT_MAIN);
    html_attribute(h, ATTRIBUTE_ID, "main");
    html_attribute(h, ATTRIBUTE_TABINDEX, "-1");
    if (page->plan && page->kind != PAGE_PLAN)
        html_element(h, ELEMENT_P, "eyebrow", page->plan->title);
    html_element(h, ELEMENT_H1, NULL, part_title(page));
    write_plan_menu(page);
}

static void write_pager(struct web_page *page, bool more)
{
    struct html *h = &page->html;
    if (page->part == 1 && !more)
        return;
    open_menu(page, "pager", LABEL_PARTS);
    for (int way = -1; way <= 1; way += 2) {
        if (way < 0 ? page->part == 1 : !more)
            continue;
        html_open(h, ELEMENT_LI);
        html_open(h, ELEMENT_A);
        html_attribute(h, ATTRIBUTE_REL, way < 0 ? "prev" : "next");
        html_attribute(h, ATTRIBUTE_HREF, web_address(page, page->kind, page->slug, page->part + (uint32_t)way, NULL));
        html_text(h, web_say(page, way < 0 ? LABEL_PREVIOUS : LABEL_NEXT));
        html_close_to(h, h->depth - 2);
    }
    html_close_to(h, h->depth - 2);
}

void web_paragraph(struct web_page *page, const char *class, const char *text)
{
    html_element(&page->html, ELEMENT_P, class, text);
}

static void write_footer(struct web_page *page)
{
    struct html *h = &page->html;
    char day[16];
    struct arena *arena = &page->arena;
    date_format_iso(page->site->as_of, day);
    html_open_class(h, ELEMENT_FOOTER, "site");
    html_open(h, ELEMENT_P);
    html_text(h, web_say(page, LABEL_AS_OF));
    html_text(h, " ");
    html_open(h, ELEMENT_TIME);
    html_attribute(h, ATTRIBUTE_DATETIME, day);
    html_text(h, label_day(arena, page->site->as_of, page->site->language));
    html_close(h);
    html_text(h, ".");
    html_close(h);
    web_paragraph(page, NULL, label_fill(arena, LABEL_MADE_WITH, page->site->language, TRAAD_VERSION, NULL));
    html_close(h);
}

static void end_part(struct web_page *page, bool more)
{
    struct html *h = &page->html;
    write_pager(page, more);
    html_close(h); /* main */
    write_footer(page);
    html_close_to(h, 0);
    struct site *site = page->site;
    const char *name = site_name(&page->arena, page->kind, page->slug, page->part);
    if (!site->failed && !site->folder->put(site->folder->context, name, page->writer.data, page->writer.count))
        site->failed = true;
    page->writer.count = 0;
    arena_free(&page->arena);
}

void web_begin(struct web_page *page, struct site *site, enum web_kind kind, const char *slug, const char *title,
               const struct plan *plan)
{
    *page = (struct web_page){.site = site, .kind = kind, .slug = slug, .title = title, .plan = plan, .part = 1};
    page->html.writer = &page->writer;
    begin_part(page);
}

bool web_is_full(const struct web_page *page)
{
    return page->writer.count >= PART_BYTES;
}

void web_turn(struct web_page *page)
{
    end_part(page, true);
    page->part++;
    begin_part(page);
}

void web_end(struct web_page *page)
{
    end_part(page, false);
    writer_free(&page->writer);
}
