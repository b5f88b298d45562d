/* web_matrix.c: who answers for what in a plan: a row for each measure and activity, a column for each actor, the role as a
 * letter and a word. The rows come from the matrix report in its long form; each of them is also kept as somebody's duty. */
#include "web_page.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 40 }; /* the rest, who have the fewest roles, share one */

/* One role in a row. */
struct entry {
    uint32_t entity, holder;
    uint8_t role, origin;
    bool certain;
};

struct matrix {
    struct web_page *page;
    const struct plan *plan;
    struct entry *entries; /* of work, in the order of declarations */
    uint32_t count, capacity;
    uint32_t *columns, column_count, column_capacity; /* holders, those with the most roles first */
    uint32_t *place;                                  /* by holder: its column + 1 */
    bool others;
};

/* ---- reading the table ------------------------------------------------------------------------------------------------------ */

static uint8_t role_of(const char *name)
{
    uint8_t role = 0;
    while (role < ROLE_COUNT - 1 && strcmp(role_name(ROLES[role]), name) != 0)
        role++;
    return role;
}

static uint8_t origin_of(const char *name)
{
    return strcmp(name, "own") == 0 ? ORIGIN_OWN : strcmp(name, "inherited") == 0 ? ORIGIN_INHERITED : ORIGIN_INFERRED;
}

static void read_row(struct matrix *m, struct site *site, const struct table *table, const struct table_row *row,
                     uint32_t entity)
{
    const struct cell *actor = table_cell(table, row, "actor"), *sector = table_cell(table, row, "sector");
    uint32_t holder = site_add_holder(site, actor->text, actor->label ? actor->label : actor->text);
    if (sector->text && !site->holders[holder].sector)
        site->holders[holder].sector = site_holder(site, sector->text);
    struct duty duty = {.holder = holder,
                        .entity = entity,
                        .plan = (uint32_t)(m->plan - site->plans),
                        .role = role_of(table_cell(table, row, "role")->text),
                        .origin = origin_of(table_cell(table, row, "origin")->text),
                        .certain = table_cell(table, row, "certain")->boolean};
    site_add_duty(site, &duty);
    struct entry entry = {entity, holder, duty.role, duty.origin, duty.certain};
    if (KIND_IN(site->model->entities[entity].kind, WORK))
        ARRAY_PUSH(m, entries, count, capacity, entry);
}

/* The table's rows stand in the order of the declarations. */
static void read_table(struct matrix *m, struct site *site, const struct table *table)
{
    uint32_t r = 0;
    for (uint32_t e = site_next(site, m->plan, 0); e && r < table->row_count; e = site_next(site, m->plan, e))
        for (; r < table->row_count &&
               strcmp(table_cell(table, &table->rows[r], "id")->text, model_identity(site->model, e)) == 0;
             r++)
            read_row(m, site, table, &table->rows[r], e);
}

/* ---- columns ------------------------------------------------------------------------------------------------------------------ */

struct usage {
    uint32_t holder;
    uint64_t uses;
};

static int by_use(const void *a, const void *b)
{
    const struct usage *x = a, *y = b;
    if (x->uses != y->uses)
        return x->uses > y->uses ? -1 : 1;
    return x->holder < y->holder ? -1 : x->holder > y->holder;
}

static void find_columns(struct matrix *m, const struct site *site, struct arena *arena)
{
    struct usage *usages = arena_alloc(arena, (site->holder_count + 1) * sizeof *usages);
    uint32_t used = 0;
    for (uint32_t i = 0; i < m->count; i++)
        usages[m->entries[i].holder].uses += m->entries[i].origin == ORIGIN_OWN
                                                 ? 1000000
                                                 : 1; /* what is said outright comes first */
    for (uint32_t p = 1; p < site->holder_count; p++)
        if (usages[p].uses)
            usages[used++] = (struct usage){p, usages[p].uses};
    if (used)
        qsort(usages, used, sizeof *usages, by_use);
    m->place = arena_alloc(arena, (site->holder_count + 1) * sizeof *m->place);
    for (uint32_t i = 0; i < used && i < MOST_COLUMNS; i++) {
        ARRAY_PUSH(m, columns, column_count, column_capacity, usages[i].holder);
        m->place[usages[i].holder] = i + 1;
    }
    m->others = used > MOST_COLUMNS;
}

/* ---- writing -------------------------------------------------------------------------------------------------------------------- */

static void write_role(struct web_page *page, const struct entry *entry)
{
    static const char *const letters[] = {"A", "M", "U", "P", "I", "E", "K"};
    static const enum label origins[] = {LABEL_OWN, LABEL_INHERITED, LABEL_INFERRED};
    struct html *h = &page->html;
    enum property role = ROLES[entry->role];
    const char *letter = role == PROPERTY_ACCOUNTABLE      ? letters[0]
                         : role == PROPERTY_CO_ACCOUNTABLE ? letters[1]
                         : role == PROPERTY_PERFORMER      ? letters[2]
                         : role == PROPERTY_PARTNER        ? letters[3]
                         : role == PROPERTY_INFORMED       ? letters[4]
                         : role == PROPERTY_OWNER          ? letters[5]
                                                           : letters[6];
    html_open_class(h, ELEMENT_SPAN,
                    arena_format(&page->arena, "role %s%s", role == PROPERTY_ACCOUNTABLE ? "first" : "",
                                 entry->origin == ORIGIN_OWN ? "" : " faint"));
    html_element(h, ELEMENT_STRONG, NULL, letter);
    html_text(h, " ");
    html_text(h, keyword_of_word(property_row(role)->word)->forms[page->site->language]);
    if (entry->origin != ORIGIN_OWN) {
        html_text(h, ", ");
        html_text(h, web_say(page, origins[entry->origin]));
    }
    html_text(h, entry->certain ? "" : "?");
    html_close(h);
}

static void write_cell(struct matrix *m, uint32_t column, uint32_t first, uint32_t end)
{
    struct html *h = &m->page->html;
    bool any = false;
    for (uint32_t i = first; i < end; i++) {
        if (m->place[m->entries[i].holder] != column)
            continue;
        if (!any)
            web_cell(m->page, NULL);
        any = true;
        write_role(m->page, &m->entries[i]);
        if (!column) {
            html_text(h, " ");
            web_holder(m->page, m->entries[i].holder, NULL);
        }
        html_text(h, " ");
    }
    if (any)
        html_close(h);
    else
        web_cell_empty(m->page);
}

static void write_row(struct matrix *m, uint32_t entity, uint32_t first, uint32_t end)
{
    struct html *h = &m->page->html;
    bool part = m->page->site->model->entities[entity].kind != KIND_MEASURE;
    web_row(m->page, part ? "part" : NULL);
    web_row_head(m->page);
    web_entity(m->page, entity, part);
    if (first == end) {
        html_text(h, " ");
        web_missing(m->page);
    }
    html_close(h);
    for (uint32_t c = 1; c <= m->column_count; c++)
        write_cell(m, c, first, end);
    if (m->others)
        write_cell(m, 0, first, end);
    web_row_end(m->page);
}

static void begin_table(struct matrix *m)
{
    struct web_page *page = m->page;
    struct html *h = &page->html;
    web_table_open(page, "matrix", site_kind_title(page->site, PAGE_MATRIX));
    web_column(page, web_say(page, LABEL_WHAT));
    for (uint32_t c = 0; c < m->column_count; c++) {
        uint32_t holder = m->columns[c], entity = page->site->holders[holder].entity;
        html_open(h, ELEMENT_TH);
        html_attribute(h, ATTRIBUTE_SCOPE, "col");
        const char *name = entity ? model_short_title(page->site->model, &page->arena, entity, page->site->language)
                                  : page->site->holders[holder].title;
        web_holder(page, holder, name);
        html_close(h);
        web_name_column(page, name);
    }
    if (m->others)
        web_column(page, web_say(page, LABEL_OTHERS));
    web_table_body(page);
}

static void write_rows(struct matrix *m)
{
    struct site *site = m->page->site;
    bool begun = false;
    uint32_t at = 0;
    for (uint32_t e = site_next(site, m->plan, 0); e; e = site_next(site, m->plan, e)) {
        if (!KIND_IN(site->model->entities[e].kind, WORK))
            continue;
        uint32_t first = at;
        while (at < m->count && m->entries[at].entity == e)
            at++;
        if (begun && web_is_full(m->page)) {
            web_table_end(m->page);
            web_turn(m->page);
            begun = false;
        }
        if (!begun)
            begin_table(m);
        begun = true;
        write_row(m, e, first, at);
    }
    if (begun)
        web_table_end(m->page);
    else
        web_paragraph(m->page, NULL, web_say(m->page, LABEL_NO_WORK));
}

void web_matrix(struct site *site, const struct plan *plan)
{
    struct web_page opened;
    struct arena arena = {0};
    struct table table = {.arena = &arena};
    struct matrix matrix = {.page = &opened, .plan = plan}, *m = &matrix;
    struct report_request request = site_request(site, plan);
    request.long_form = true;
    request.row_kinds = ROLE_KINDS;
    report_matrix(&request, &table);
    read_table(m, site, &table);
    table_free(&table);
    find_columns(m, site, &arena);
    web_begin(&opened, site, PAGE_MATRIX, plan->slug, site_kind_title(site, PAGE_MATRIX), plan);
    web_paragraph(&opened, "lead", web_say(&opened, LABEL_MATRIX_LEAD));
    web_paragraph(&opened, "legend", web_say(&opened, LABEL_MATRIX_LEGEND));
    write_rows(m);
    web_end(&opened);
    array_free(m->entries);
    array_free(m->columns);
    arena_free(&arena);
}
