/* piece.c: what the pages share: headings, badges, links to what is declared, tables. */
#include "web_page.h"

#include "cells.h"

#include <assert.h>
#include <string.h>

void web_heading(struct web_page *page, enum label label)
{
    html_element(&page->html, ELEMENT_H2, NULL, web_say(page, label));
}

void web_sentence(struct web_page *page, const char *text)
{
    const char *open, *close;
    while ((open = strchr(text, '`')) != NULL && (close = strchr(open + 1, '`')) != NULL) {
        html_bytes(&page->html, text, (size_t)(open - text));
        html_open(&page->html, ELEMENT_CODE);
        html_bytes(&page->html, open + 1, (size_t)(close - open - 1));
        html_close(&page->html);
        text = close + 1;
    }
    html_text(&page->html, text);
}

/* ---- badges ------------------------------------------------------------------------------------------------------------ */

/* A sign and a tone for each class and state; the tones are those of style.css. */
static const struct {
    const char *name, *sign, *tone;
} SIGNS[] = {{"overdue", "!", "bad"},       {"late_start", "!", "warn"}, {"due_soon", "◷", "warn"},
             {"later", "→", "calm"},        {"recurring", "↻", "calm"},  {"ongoing", "∞", "calm"},
             {"unschedulable", "?", "dim"}, {"done", "✓", "good"},       {"stopped", "–", "dim"},
             {"met", "✓", "good"},          {"on_track", "↗", "good"},   {"pending", "…", "dim"},
             {"met_late", "✓", "warn"},     {"behind", "↘", "warn"},     {"not_measured", "?", "bad"},
             {"missed", "✕", "bad"},        {"partly", "◐", "warn"},     {"missing", "✕", "bad"},
             {"error", "✕", "bad"},         {"warning", "!", "warn"},    {"note", "i", "calm"}};

void web_badge(struct web_page *page, const char *name, const char *word)
{
    struct html *h = &page->html;
    const char *sign = "·", *tone = "dim";
    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++)
        if (strcmp(SIGNS[i].name, name) == 0)
            sign = SIGNS[i].sign, tone = SIGNS[i].tone;
    html_open_class(h, ELEMENT_SPAN, arena_format(&page->arena, "badge %s", tone));
    html_open_class(h, ELEMENT_SPAN, "sign");
    html_attribute(h, ATTRIBUTE_ARIA_HIDDEN, "true");
    html_text(h, sign);
    html_close(h);
    html_text(h, " ");
    html_text(h, word);
    html_close(h);
}

void web_missing(struct web_page *page)
{
    web_badge(page, "missing", web_say(page, LABEL_NOBODY));
}

static void write_verdict(struct web_page *page, const struct verdict_row *row)
{
    if (row->name)
        web_badge(page, row->name, row->words[page->site->language]);
}

void web_class(struct web_page *page, enum time_class class)
{
    write_verdict(page, class_row(class));
}

void web_state(struct web_page *page, enum target_state state)
{
    write_verdict(page, state_row(state));
}

/* ---- what is declared -------------------------------------------------------------------------------------------------- */

const char *web_label(struct web_page *page, uint32_t entity)
{
    return cells_label_in(page->site->model, &page->arena, entity, page->site->language);
}

void web_entity(struct web_page *page, uint32_t entity, bool kind)
{
    struct html *h = &page->html;
    if (kind) {
        enum kind of = (enum kind)page->site->model->entities[entity].kind;
        html_element(h, ELEMENT_SPAN, "kind", keyword_of_kind(of)->forms[page->site->language]);
        html_text(h, " ");
    }
    html_link(h, web_entity_address(page, entity), web_label(page, entity));
}

void web_holder(struct web_page *page, uint32_t holder, const char *label)
{
    html_link(&page->html, web_holder_address(page, holder), label ? label : page->site->holders[holder].title);
}

static void write_actor(struct web_page *page, const struct responsibility *r, uint32_t unit)
{
    struct site *site = page->site;
    struct arena *arena = &page->arena;
    const char *identity, *label;
    if (r->actor) {
        identity = model_identity(site->model, r->actor);
        label = model_short_title(site->model, arena, r->actor, site->language);
    } else {
        identity = model_string_identity(site->model, arena, unit, r->name, r->length);
        label = arena_copy(arena, r->name, r->length);
    }
    web_holder(page, site_holder(site, identity), label);
    html_text(&page->html, r->certain ? "" : "?");
}

void web_accountable(struct web_page *page, uint32_t entity, const char *none)
{
    struct responsibilities list = {0};
    bool stated_none, undecided;
    const struct model *model = page->site->model;
    role_stated(model, entity, PROPERTY_ACCOUNTABLE, &list, &stated_none, &undecided);
    for (uint32_t i = 0; i < list.count; i++) {
        html_text(&page->html, i ? ", " : "");
        write_actor(page, &list.data[i], model->entities[entity].unit);
    }
    if (!list.count)
        html_text(&page->html, stated_none ? "–" : undecided ? "?" : none);
    array_free(list.data);
}

/* ---- tables ------------------------------------------------------------------------------------------------------------ */

void web_column(struct web_page *page, const char *text)
{
    struct html *h = &page->html;
    html_open(h, ELEMENT_TH);
    html_attribute(h, ATTRIBUTE_SCOPE, "col");
    html_text(h, text);
    html_close(h);
    web_name_column(page, text);
}

void web_name_column(struct web_page *page, const char *text)
{
    assert(page->column_count < TABLE_COLUMNS);
    page->columns[page->column_count++] = text;
}

void web_table_open(struct web_page *page, const char *class, const char *caption)
{
    struct html *h = &page->html;
    html_open_class(h, ELEMENT_DIV, "scroll");
    html_attribute(h, ATTRIBUTE_ROLE, "region");
    html_attribute(h, ATTRIBUTE_TABINDEX, "0");
    html_attribute(h, ATTRIBUTE_ARIA_LABEL, caption);
    html_open_class(h, ELEMENT_TABLE, class);
    html_attribute(h, ATTRIBUTE_DATA_FILTER, web_say(page, LABEL_FILTER));
    html_element(h, ELEMENT_CAPTION, NULL, caption);
    html_open(h, ELEMENT_THEAD);
    html_open(h, ELEMENT_TR);
    page->column_count = 0;
}

void web_table_body(struct web_page *page)
{
    html_close_to(&page->html, page->html.depth - 2);
    html_open(&page->html, ELEMENT_TBODY);
}

void web_table_begin(struct web_page *page, const char *class, const char *caption, const enum label *columns,
                     uint32_t count)
{
    web_table_open(page, class, caption);
    for (uint32_t c = 0; c < count; c++)
        web_column(page, web_say(page, columns[c]));
    web_table_body(page);
}

void web_row(struct web_page *page, const char *class)
{
    html_open_class(&page->html, ELEMENT_TR, class);
    page->column = 0;
}

void web_row_head(struct web_page *page)
{
    html_open(&page->html, ELEMENT_TH);
    html_attribute(&page->html, ATTRIBUTE_SCOPE, "row");
    page->column++;
}

void web_cell(struct web_page *page, const char *class)
{
    assert(page->column < page->column_count);
    html_open_class(&page->html, ELEMENT_TD, class);
    html_attribute(&page->html, ATTRIBUTE_DATA_LABEL, page->columns[page->column++]);
}

void web_cell_empty(struct web_page *page)
{
    html_element(&page->html, ELEMENT_TD, NULL, NULL);
    page->column++;
}

void web_row_end(struct web_page *page)
{
    html_close(&page->html);
}

void web_table_end(struct web_page *page)
{
    html_close_to(&page->html, page->html.depth - 3);
}

void web_day(struct web_page *page, day_number day)
{
    char text[16];
    struct html *h = &page->html;
    date_format_iso(day, text);
    html_open(h, ELEMENT_TIME);
    html_attribute(h, ATTRIBUTE_DATETIME, text);
    html_text(h, text);
    html_close(h);
}

/* ---- the tables of the reports ------------------------------------------------------------------------------------------ */

const struct cell *table_cell(const struct table *table, const struct table_row *row, const char *column)
{
    static const struct cell none = {.type = CELL_NULL};
    for (uint32_t c = 0; c < table->column_count; c++)
        if (strcmp(table->columns[c].name, column) == 0)
            return &row->cells[c];
    return &none;
}

uint32_t web_file(const struct web_page *page, const char *path)
{
    const struct model *model = page->site->model;
    for (uint32_t f = 0; f < model->file_count; f++)
        if (model->files[f].source.path == path)
            return f;
    return 0;
}

/* ---- texts of the plan ---------------------------------------------------------------------------------------------------- */

bool web_texts_of(struct web_page *page, uint32_t entity, enum property property)
{
    const struct model *model = page->site->model;
    struct stated line = model_property(model, entity, property);
    bool any = line.node != 0;
    for (; line.node; line = model_next_property(model, line)) {
        uint32_t count, length;
        const struct value *values = model_values(model, line, &count);
        for (uint32_t i = 0; i < count; i++)
            if (values[i].type == VALUE_TEXT || values[i].type == VALUE_STRING) {
                const char *text = model_written(model, &page->arena, line.file, &values[i], &length);
                web_markdown(page, text, length);
            }
    }
    return any;
}
