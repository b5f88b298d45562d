/* web_text.c: the plans' own text, line by line with its number, so that all else can lead to the line that says it. */
#include "web_page.h"

/* The lines that begin a declaration, by line: they stand out. */
static uint8_t *find_declarations(struct web_page *page, uint32_t number, struct arena *arena)
{
    struct model *model = page->site->model;
    struct file *file = &model->files[number];
    uint8_t *begins = arena_alloc(arena, file->source.line_count + 2);
    for (uint32_t e = file->first_entity; e < file->first_entity + file->entity_count; e++)
        begins[model_line(model, (struct stated){number, model->entities[e].node})] = 1;
    return begins;
}

static void write_line(struct web_page *page, uint32_t file, uint32_t number, bool begins)
{
    struct html *h = &page->html;
    uint32_t length;
    const char *text = source_line(&page->site->model->files[file].source, number, &length);
    const char *digits = arena_format(&page->arena, "%u", number), *id = arena_format(&page->arena, "L%u", number);
    bool comment = false;
    for (uint32_t i = 0; i < length && (text[i] == ' ' || text[i] == '#'); i++)
        comment = comment || text[i] == '#';
    html_open_class(h, ELEMENT_SPAN, begins ? "line begins" : comment ? "line comment" : "line");
    html_attribute(h, ATTRIBUTE_ID, id);
    html_open(h, ELEMENT_A);
    html_attribute(h, ATTRIBUTE_HREF, arena_format(&page->arena, "#%s", id));
    html_text(h, digits);
    html_close(h);
    html_text(h, " ");
    html_bytes(h, text, length);
    html_text(h, "\n");
    html_close(h);
}

static void write_files(struct web_page *page, uint32_t number)
{
    struct site *site = page->site;
    const struct unit *unit = &site->model->units[site->model->files[number].unit];
    struct html *h = &page->html;
    if (!page->plan || unit->file_count < 2)
        return;
    html_open_class(h, ELEMENT_UL, "files");
    for (uint32_t i = 0; i < unit->file_count; i++) {
        const struct text *text = &site->texts[unit->files[i]];
        if (!text->slug)
            continue;
        html_open(h, ELEMENT_LI);
        if (unit->files[i] == number)
            html_element(h, ELEMENT_STRONG, NULL, site_path(site, number));
        else
            html_link(h, web_address(page, PAGE_TEXT, text->slug, 1, NULL), site_path(site, unit->files[i]));
        html_close(h);
    }
    html_close(h);
}

static void write_text(struct site *site, uint32_t number)
{
    struct web_page opened, *page = &opened;
    struct arena arena = {0};
    const struct text *text = &site->texts[number];
    uint32_t unit = site->model->files[number].unit, plan = unit ? site->plan_of_unit[unit] : 0;
    web_begin(page, site, PAGE_TEXT, text->slug, site_path(site, number), plan ? &site->plans[plan - 1] : NULL);
    const uint8_t *begins = find_declarations(page, number, &arena);
    uint32_t lines = site->model->files[number].source.line_count;
    for (uint32_t part = 0; part < text->parts; part++) {
        uint32_t end = part + 1 < text->parts ? text->starts[part + 1] : lines + 1;
        if (part)
            web_turn(page);
        write_files(page, number);
        html_open_class(&page->html, ELEMENT_PRE, "source");
        for (uint32_t line = text->starts[part]; line < end; line++)
            write_line(page, number, line, begins[line]);
        html_close(&page->html);
    }
    web_end(page);
    arena_free(&arena);
}

void web_texts(struct site *site)
{
    for (uint32_t f = 0; f < site->model->file_count; f++)
        if (site->texts[f].slug)
            write_text(site, f);
}
