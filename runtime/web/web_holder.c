/* web_holder.c: a page for each actor, "what do I answer for", and for each sector; and the lists of them. What is only
 * inherited is told by what it is inherited from. */
#include "web_page.h"

static const enum label DUTY_COLUMNS[] = {LABEL_WHAT, LABEL_CLASS, LABEL_DEADLINE, LABEL_PLAN},
                        HOLDER_COLUMNS[] = {LABEL_NAME, LABEL_ANSWERS_FOR, LABEL_OVERDUE, LABEL_PERFORMS, LABEL_SECTOR};

static bool is_told(const struct duty *duty)
{
    return duty->origin != ORIGIN_INHERITED;
}

static bool is_overdue(const struct site *site, uint32_t entity)
{
    return KIND_IN(site->model->entities[entity].kind, THREAD | WORK) && moment_is_dated(&site->moment, entity) &&
           moment_timing(&site->moment, entity).class == CLASS_OVERDUE;
}

/* ---- one duty ----------------------------------------------------------------------------------------------------------------- */

static void write_verdict(struct web_page *page, uint32_t entity, struct timing *timing)
{
    const struct moment *moment = &page->site->moment;
    enum kind kind = (enum kind)page->site->model->entities[entity].kind;
    *timing = (struct timing){0};
    if (kind == KIND_TARGET) {
        struct target target;
        target_read(moment, entity, &target);
        web_state(page, target_worst(moment, &target));
        target_free(&target);
    } else if (moment_is_dated(moment, entity)) {
        *timing = moment_timing(moment, entity);
        web_class(page, timing->class);
    }
}

static void write_duty(struct web_page *page, const struct duty *duty, bool with_holder)
{
    static const enum label origins[] = {LABEL_OWN, LABEL_INHERITED, LABEL_INFERRED};
    struct site *site = page->site;
    struct html *h = &page->html;
    struct timing timing;
    const struct plan *plan = &site->plans[duty->plan];
    web_row(page, NULL);
    web_row_head(page);
    web_entity(page, duty->entity, true);
    if (duty->origin != ORIGIN_OWN || !duty->certain) {
        html_text(h, " ");
        html_element(h, ELEMENT_SPAN, "dim", web_say(page, duty->certain ? origins[duty->origin] : LABEL_UNCERTAIN));
    }
    html_close(h);
    web_cell(page, NULL);
    write_verdict(page, duty->entity, &timing);
    html_close(h);
    if (timing.deadline.stated) {
        web_cell(page, "day");
        web_day(page, timing.deadline.date.last);
        html_close(h);
    } else {
        web_cell_empty(page);
    }
    if (with_holder || site->plan_count > 1) {
        web_cell(page, NULL);
        if (with_holder)
            web_holder(page, duty->holder, NULL);
        else
            html_link(h, web_address(page, PAGE_PLAN, plan->slug, 1, NULL), plan->title);
        html_close(h);
    }
    web_row_end(page);
}

static void begin_duties(struct web_page *page, const char *caption, bool with_holder)
{
    web_table_open(page, "duties wide", caption);
    for (int c = 0; c < 3; c++)
        web_column(page, web_say(page, DUTY_COLUMNS[c]));
    if (with_holder || page->site->plan_count > 1)
        web_column(page, web_say(page, with_holder ? LABEL_NAME : DUTY_COLUMNS[3]));
    web_table_body(page);
}

/* Those of one holder in one role that are overdue, or those that are not; true once the table has begun. */
static bool write_duties(struct web_page *page, int role, bool overdue, uint32_t number, bool with_holder, bool begun)
{
    struct site *site = page->site;
    const char *heading = keyword_of_word(property_row(ROLES[role])->word)->forms[site->language];
    const struct holder *holder = &site->holders[number];
    for (uint32_t i = holder->first; i < holder->first + holder->duties; i++) {
        const struct duty *duty = &site->duties[i];
        if (duty->role != role || !is_told(duty) || is_overdue(site, duty->entity) != overdue)
            continue;
        if (begun && web_is_full(page)) {
            web_table_end(page);
            web_turn(page);
            begun = false;
        }
        if (!begun) {
            html_element(&page->html, ELEMENT_H2, "capital", heading);
            begin_duties(page, heading, with_holder);
        }
        begun = true;
        write_duty(page, duty, with_holder);
    }
    return begun;
}

/* Those of one role, for one holder or all that are in a sector; what is overdue first. */
static void write_role(struct web_page *page, int role, const uint32_t *holders, uint32_t count, bool with_holder)
{
    bool begun = false;
    for (int overdue = 1; overdue >= 0; overdue--)
        for (uint32_t p = 0; p < count; p++)
            begun = write_duties(page, role, overdue, holders[p], with_holder, begun);
    if (begun)
        web_table_end(page);
}

/* ---- how much it is ------------------------------------------------------------------------------------------------------------ */

struct load {
    uint32_t answers, performs, overdue;
};

static struct load load_of(const struct site *site, const struct holder *holder)
{
    struct load load = {0};
    for (uint32_t i = holder->first; i < holder->first + holder->duties; i++) {
        const struct duty *duty = &site->duties[i];
        bool answers = ROLES[duty->role] == PROPERTY_ACCOUNTABLE || ROLES[duty->role] == PROPERTY_CO_ACCOUNTABLE;
        if (!is_told(duty))
            continue;
        load.answers += answers;
        load.performs += ROLES[duty->role] == PROPERTY_PERFORMER;
        load.overdue += answers && is_overdue(site, duty->entity);
    }
    return load;
}

static void write_load(struct web_page *page, struct load load)
{
    struct arena *arena = &page->arena;
    enum language language = page->site->language;
    html_open_class(&page->html, ELEMENT_P, "lead");
    html_text(&page->html, label_counted(arena, LABEL_LOAD_ANSWERS, language, load.answers));
    if (load.answers) {
        html_text(&page->html, " ");
        html_text(&page->html, label_counted(arena, LABEL_LOAD_OVERDUE, language, load.overdue));
    }
    html_close(&page->html);
}

/* ---- pages --------------------------------------------------------------------------------------------------------------------- */

static void write_actor(struct site *site, uint32_t number)
{
    struct web_page opened, *page = &opened;
    const struct holder *holder = &site->holders[number];
    web_begin(page, site, PAGE_ACTOR, holder->slug, holder->title, NULL);
    write_load(page, load_of(site, holder));
    if (holder->sector && holder->sector != number) {
        html_open(&page->html, ELEMENT_P);
        html_text(&page->html, web_say(page, LABEL_SECTOR));
        html_text(&page->html, ": ");
        html_link(&page->html, web_address(page, PAGE_SECTOR, site->holders[holder->sector].slug, 1, NULL),
                  site->holders[holder->sector].title);
        html_close(&page->html);
    }
    if (holder->entity)
        web_texts_of(page, holder->entity, PROPERTY_MANDATE);
    for (int role = 0; role < ROLE_COUNT; role++)
        write_role(page, role, &number, 1, false);
    web_end(page);
}

/* Those who are in a sector, in the order they were met. */
struct members {
    uint32_t *data, count, capacity;
};

static void write_sector(struct site *site, uint32_t number, const struct members *members)
{
    struct web_page opened, *page = &opened;
    struct load load = {0};
    const struct holder *sector = &site->holders[number];
    web_begin(page, site, PAGE_SECTOR, sector->slug, sector->title, NULL);
    for (uint32_t i = 0; i < members->count; i++) {
        struct load one = load_of(site, &site->holders[members->data[i]]);
        load.answers += one.answers;
        load.overdue += one.overdue;
    }
    write_load(page, load);
    for (int role = 0; role < ROLE_COUNT; role++)
        write_role(page, role, members->data, members->count, true);
    web_end(page);
}

static void write_holder(struct web_page *page, uint32_t number, struct load load, bool is_sector)
{
    struct html *h = &page->html;
    const struct site *site = page->site;
    const struct holder *holder = &site->holders[number];
    const uint32_t counts[] = {load.answers, load.overdue, load.performs};
    web_row(page, NULL);
    web_row_head(page);
    html_link(h, web_address(page, is_sector ? PAGE_SECTOR : PAGE_ACTOR, holder->slug, 1, NULL), holder->title);
    html_close(h);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        web_cell(page, "n");
        html_text(h, arena_format(&page->arena, "%u", counts[i]));
        html_close(h);
    }
    if (!is_sector && holder->sector && holder->sector != number) {
        web_cell(page, NULL);
        html_link(h, web_address(page, PAGE_SECTOR, site->holders[holder->sector].slug, 1, NULL),
                  site->holders[holder->sector].title);
        html_close(h);
    } else if (!is_sector) {
        web_cell_empty(page);
    }
    web_row_end(page);
}

static struct members *find_members(const struct site *site, struct arena *arena)
{
    struct members *members = arena_alloc(arena, site->holder_count * sizeof *members);
    for (uint32_t p = 1; p < site->holder_count; p++)
        if (site->holders[p].duties && site->holders[p].sector)
            ARRAY_PUSH(&members[site->holders[p].sector], data, count, capacity, p);
    return members;
}

static void begin_list(struct web_page *page, bool sectors)
{
    uint32_t columns = sizeof HOLDER_COLUMNS / sizeof *HOLDER_COLUMNS;
    web_table_begin(page, "holders wide", page->title, HOLDER_COLUMNS, sectors ? columns - 1 : columns);
}

static void write_list(struct site *site, const struct members *members, bool sectors)
{
    struct web_page opened, *page = &opened;
    enum web_kind kind = sectors ? PAGE_SECTORS : PAGE_ACTORS;
    bool begun = false;
    web_begin(page, site, kind, NULL, site_kind_title(site, kind), NULL);
    web_paragraph(page, "lead", web_say(page, sectors ? LABEL_SECTORS_LEAD : LABEL_ACTORS_LEAD));
    for (uint32_t p = 1; p < site->holder_count; p++) {
        struct load load = {0};
        if (sectors ? !members[p].count : !site->holders[p].duties)
            continue;
        for (uint32_t i = 0; sectors && i < members[p].count; i++) {
            struct load one = load_of(site, &site->holders[members[p].data[i]]);
            load = (struct load){load.answers + one.answers, load.performs + one.performs, load.overdue + one.overdue};
        }
        if (!sectors)
            load = load_of(site, &site->holders[p]);
        if (begun && web_is_full(page)) {
            web_table_end(page);
            web_turn(page);
            begun = false;
        }
        if (!begun)
            begin_list(page, sectors);
        begun = true;
        write_holder(page, p, load, sectors);
    }
    if (begun)
        web_table_end(page);
    else
        web_paragraph(page, NULL, web_say(page, LABEL_NONE));
    web_end(page);
}

void web_holders(struct site *site)
{
    struct arena arena = {0};
    struct members *members = find_members(site, &arena);
    write_list(site, members, false);
    write_list(site, members, true);
    for (uint32_t p = 1; p < site->holder_count; p++) {
        if (site->holders[p].duties)
            write_actor(site, p);
        if (members[p].count)
            write_sector(site, p, &members[p]);
        array_free(members[p].data);
    }
    arena_free(&arena);
}
