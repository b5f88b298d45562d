/* web_thread.c: the red thread: what the plan answers to, then its goals with all that stands below them, each break where it
 * is. The tree is walked without recursion; a part that begins within it says first what it is below. */
#include "web_page.h"

#include "cells.h"

enum { SHOWN = THREAD | WORK | OF(TARGET) | OF(INDICATOR) };

/* ---- one declaration ------------------------------------------------------------------------------------------------------ */

static void write_breaks(struct web_page *page, uint32_t entity)
{
    struct site *site = page->site;
    struct html *h = &page->html;
    for (uint32_t i = site->first_break[entity]; i; i = site->next_break[i - 1]) {
        html_open_class(h, ELEMENT_P, "break");
        html_element(h, ELEMENT_STRONG, NULL, web_say(page, LABEL_BREAK));
        html_text(h, " ");
        html_text(h, diag_message(&page->arena, &site->findings[i - 1], site->language));
        html_close(h);
    }
}

/* Opens a line of ties; the one before it ends. */
static void begin_tie(struct web_page *page, bool *begun, const char *words)
{
    struct html *h = &page->html;
    if (*begun)
        html_close(h);
    *begun = true;
    html_open_class(h, ELEMENT_P, "ties");
    html_element(h, ELEMENT_SPAN, "kind", words);
    html_text(h, " ");
}

static void write_stated(struct web_page *page, uint32_t entity, enum property property, bool *begun)
{
    const struct model *model = page->site->model;
    bool any = false;
    for (struct referred at = {.target = 0}; model_next_referred(model, entity, property, &at); any = true) {
        if (any)
            html_text(&page->html, ", ");
        else
            begin_tie(page, begun, cells_relation(property, false, page->site->language));
        web_entity(page, at.target, false);
        html_text(&page->html, at.value->flags & VALUE_UNCERTAIN ? "?" : "");
    }
}

/* What points here. Of many, the first few: each of them says it itself. */
static void write_turned(struct web_page *page, uint32_t entity, enum property property, bool *begun)
{
    enum { MOST = 30 };
    const struct site *site = page->site;
    uint32_t count = 0;
    for (uint32_t i = site->reverse.first[entity]; i < site->reverse.first[entity + 1]; i++) {
        const struct relation *relation = site->reverse.relations[i];
        if (relation->property != property || ++count > MOST)
            continue;
        if (count > 1)
            html_text(&page->html, ", ");
        else
            begin_tie(page, begun, cells_relation(property, true, site->language));
        if (site->model->entities[relation->from].kind == KIND_TARGET)
            html_link(&page->html, web_target_address(page, relation->from), web_label(page, relation->from));
        else
            web_entity(page, relation->from, false);
        html_text(&page->html, relation->certain ? "" : "?");
    }
    if (count > MOST)
        html_text(&page->html, label_fill(&page->arena, LABEL_AND_MORE, site->language,
                                          arena_format(&page->arena, "%u", count - MOST), NULL));
}

static void write_ties(struct web_page *page, uint32_t entity)
{
    static const enum property stated[] = {PROPERTY_ADDRESSES,   PROPERTY_CONTRIBUTES_TO, PROPERTY_FOR,
                                           PROPERTY_MEASURED_BY, PROPERTY_MEETS,          PROPERTY_DEPENDS_ON};
    static const enum property turned[] = {PROPERTY_ADDRESSES, PROPERTY_CONTRIBUTES_TO, PROPERTY_FOR};
    const struct model *model = page->site->model;
    bool begun = false;
    if (KIND_IN(model->entities[entity].kind, ROLE_KINDS) &&
        (model_property(model, entity, PROPERTY_ACCOUNTABLE).node)) {
        begin_tie(page, &begun, keyword_of_word(WORD_ACCOUNTABLE)->forms[page->site->language]);
        web_accountable(page, entity, "");
    }
    for (size_t i = 0; i < sizeof stated / sizeof *stated; i++)
        write_stated(page, entity, stated[i], &begun);
    for (size_t i = 0; i < sizeof turned / sizeof *turned; i++)
        write_turned(page, entity, turned[i], &begun);
    if (begun)
        html_close(&page->html);
}

static void write_verdict(struct web_page *page, uint32_t entity)
{
    const struct moment *moment = &page->site->moment;
    if (page->site->model->entities[entity].kind == KIND_TARGET) {
        struct target target;
        target_read(moment, entity, &target);
        web_state(page, target_worst(moment, &target));
        target_free(&target);
    } else if (moment_is_dated(moment, entity)) {
        web_class(page, moment_timing(moment, entity).class);
    }
}

static void write_node(struct web_page *page, uint32_t entity)
{
    struct html *h = &page->html;
    enum kind kind = (enum kind)page->site->model->entities[entity].kind;
    html_open_class(h, ELEMENT_P, KIND_IN(kind, THREAD) ? "node goal" : "node");
    if (kind == KIND_TARGET) {
        html_element(h, ELEMENT_SPAN, "kind", keyword_of_kind(kind)->forms[page->site->language]);
        html_text(h, " ");
        html_link(h, web_target_address(page, entity), web_label(page, entity));
    } else {
        web_entity(page, entity, true);
    }
    html_text(h, " ");
    write_verdict(page, entity);
    html_close(h);
    write_ties(page, entity);
    write_breaks(page, entity);
}

/* ---- the tree -------------------------------------------------------------------------------------------------------------- */

/* The entity itself or the first after it, among its siblings, that the tree shows. */
static uint32_t shown(const struct model *model, uint32_t entity)
{
    while (entity && !KIND_IN(model->entities[entity].kind, SHOWN))
        entity = model->entities[entity].next_sibling;
    return entity;
}

static void open_level(struct web_page *page, const char *class)
{
    html_open_class(&page->html, ELEMENT_UL, class);
}

/* Opens the levels above a declaration once more, on a new part. */
static void open_again(struct web_page *page, uint32_t entity)
{
    enum { DEEPEST = 128 };
    uint32_t above[DEEPEST], count = 0;
    const struct model *model = page->site->model;
    for (uint32_t at = model->entities[entity].parent; at && count < DEEPEST; at = model->entities[at].parent)
        above[count++] = at;
    open_level(page, "tree");
    while (count-- > 0) {
        html_open_class(&page->html, ELEMENT_LI, "again");
        web_entity(page, above[count], true);
        open_level(page, NULL);
    }
}

/* A declaration with all that stands below it. */
static void write_branch(struct web_page *page, uint32_t root)
{
    struct html *h = &page->html;
    const struct model *model = page->site->model;
    for (uint32_t at = root; at;) {
        if (web_is_full(page)) {
            html_close_to(h, 3);
            web_turn(page);
            open_again(page, at);
        }
        html_open_class(h, ELEMENT_LI, page->site->first_break[at] ? "broken" : NULL);
        write_node(page, at);
        uint32_t child = shown(model, model->entities[at].first_child);
        if (child) {
            open_level(page, NULL);
            at = child;
            continue;
        }
        html_close(h);
        uint32_t next = 0;
        while (at != root && !(next = shown(model, model->entities[at].next_sibling))) {
            at = model->entities[at].parent;
            html_close_to(h, h->depth - 2);
        }
        at = at == root ? 0 : next;
    }
}

/* The branches whose roots are of some kinds; true once there are any. */
static bool write_branches(struct web_page *page, uint32_t kinds, bool any)
{
    const struct model *model = page->site->model;
    for (uint32_t e = site_next(page->site, page->plan, 0); e; e = site_next(page->site, page->plan, e)) {
        uint32_t above = model->entities[e].parent;
        if (!KIND_IN(model->entities[e].kind, kinds) || (above && KIND_IN(model->entities[above].kind, SHOWN)))
            continue;
        if (!any) {
            web_heading(page, LABEL_GOALS);
            open_level(page, "tree");
        }
        any = true;
        write_branch(page, e);
    }
    return any;
}

/* Goals first, then what stands outside them. */
static void write_goals(struct web_page *page)
{
    bool any = write_branches(page, THREAD, false);
    if (write_branches(page, SHOWN & ~THREAD, any))
        html_close(&page->html);
}

/* ---- what the plan answers to ------------------------------------------------------------------------------------------------ */

static void write_needs(struct web_page *page)
{
    struct html *h = &page->html;
    const struct model *model = page->site->model;
    bool any = false;
    for (uint32_t e = site_next(page->site, page->plan, 0); e; e = site_next(page->site, page->plan, e)) {
        if (!KIND_IN(model->entities[e].kind, NEEDS))
            continue;
        if (web_is_full(page)) {
            html_close_to(h, 3);
            web_turn(page);
            any = false;
        }
        if (!any) {
            web_heading(page, LABEL_NEEDS);
            open_level(page, "tree needs");
        }
        any = true;
        html_open_class(h, ELEMENT_LI, page->site->first_break[e] ? "broken" : NULL);
        write_node(page, e);
        html_close(h);
    }
    if (any)
        html_close(h);
}

void web_thread(struct site *site, const struct plan *plan)
{
    struct web_page opened, *page = &opened;
    web_begin(page, site, PAGE_THREAD, plan->slug, site_kind_title(site, PAGE_THREAD), plan);
    web_paragraph(page, "lead", web_say(page, LABEL_THREAD_LEAD));
    web_paragraph(page, NULL,
                  plan->breaks ? label_counted(&page->arena, LABEL_BREAKS_LEAD, site->language, plan->breaks)
                               : web_say(page, LABEL_NO_BREAKS));
    write_needs(page);
    write_goals(page);
    web_end(page);
}
