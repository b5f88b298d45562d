/* report_matrix.c: who does what: one row a role for machines, rows by actors for people, or the plan as its own table. */
#include "matrix.h"

#include <stdlib.h>
#include <string.h>

/* ---- the long form ------------------------------------------------------------------------------------------------ */

enum long_column {
    L_ID,
    L_KIND,
    L_TITLE,
    L_PLAN,
    L_ACTOR,
    L_VIA,
    L_SECTOR,
    L_ROLE,
    L_ORIGIN,
    L_CERTAIN,
    L_FILE,
    L_LINE,
    L_COUNT
};

static const struct column LONG_COLUMNS[L_COUNT] = {
    [L_ID] = {"id", {"Id", "Id", "Id"}, COLUMN_REFERENCE, COLUMN_BOTH},
    [L_KIND] = {"kind", {"Slag", "Slag", "Kind"}, COLUMN_TEXT, COLUMN_BOTH},
    [L_TITLE] = {"title", {"Tittel", "Tittel", "Title"}, COLUMN_TEXT, COLUMN_BOTH},
    [L_PLAN] = {"plan", {"Plan", "Plan", "Plan"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [L_ACTOR] = {"actor", {"Aktør", "Aktør", "Actor"}, COLUMN_REFERENCE, COLUMN_BOTH},
    [L_VIA] = {"via", {"Via", "Via", "Via"}, COLUMN_REFERENCE, COLUMN_BOTH},
    [L_SECTOR] = {"sector", {"Sektor", "Sektor", "Sector"}, COLUMN_REFERENCE, COLUMN_BOTH},
    [L_ROLE] = {"role", {"Rolle", "Rolle", "Role"}, COLUMN_TEXT, COLUMN_BOTH},
    [L_ORIGIN] = {"origin", {"Opphav", "Opphav", "Origin"}, COLUMN_TEXT, COLUMN_BOTH},
    [L_CERTAIN] = {"certain", {"Sikker", "Sikker", "Certain"}, COLUMN_BOOLEAN, COLUMN_BOTH},
    [L_FILE] = {"file", {"Fil", "Fil", "File"}, COLUMN_TEXT, COLUMN_MACHINE},
    [L_LINE] = {"line", {"Linje", "Linje", "Line"}, COLUMN_INTEGER, COLUMN_MACHINE}};

static const char *origin_name(enum role_origin origin)
{
    return origin == ORIGIN_OWN ? "own" : origin == ORIGIN_INHERITED ? "inherited" : "inferred";
}

static const char *origin_label(enum role_origin origin, enum language language)
{
    static const char *const labels[][LANGUAGE_COUNT] = {
        {"egen", "eigen", "own"}, {"arvet", "arva", "inherited"}, {"utledet", "utleidd", "inferred"}};
    return labels[origin][language];
}

static void fill_long(struct matrix *m)
{
    struct filling *f = &m->filling;
    for (uint32_t i = 0; i < m->count; i++) {
        const struct subject *subject = &m->data[i];
        uint32_t unit = f->model->entities[subject->entity].unit;
        for (uint32_t k = 0; k < subject->roles.count; k++) {
            const struct responsibility *r = &subject->roles.data[k];
            struct table_row *row = table_add_row(f->table);
            struct cell *cells = row->cells;
            cells_place(f, row, r->stated);
            cells[L_ID] = cells_entity(f, subject->entity);
            cells[L_KIND] = cells_kind(f, subject->entity);
            cells[L_TITLE] = cells_title(f, subject->entity);
            cells[L_PLAN] = cells_plan(f, unit);
            cells[L_ACTOR] = cells_actor(f, r, unit);
            cells[L_VIA] = cells_entity(f, r->via);
            cells[L_SECTOR] = cells_entity(f, r->actor ? role_sector(f->model, r->actor, NULL) : 0);
            cells[L_ROLE] = cell_labelled(role_name(r->role),
                                          keyword_of_word(property_row(r->role)->word)->forms[f->language]);
            cells[L_ORIGIN] = cell_labelled(origin_name(r->origin), origin_label(r->origin, f->language));
            cells[L_CERTAIN] = cell_boolean(r->certain);
            cells[L_FILE] = cell_text(row->file);
            cells[L_LINE] = cell_integer(row->line);
        }
    }
}

/* ---- rows by actors or sectors ---------------------------------------------------------------------------------------- */

/* A column of the wide form: an actor, a string's actor, or a sector; what it is called, and how often it is used. */
struct party {
    const char *identity, *label;
    uint32_t uses, order;
};

struct parties {
    struct symbol_table symbols;
    struct party *data; /* by symbol */
    uint32_t count, capacity;
};

/* The party a responsibility counts for: the actor, or its sector. */
static struct cell party_cell(struct filling *f, const struct responsibility *r, uint32_t unit)
{
    static const char *const without[] = {"uten sektor", "utan sektor", "no sector"};
    if (!f->request->sector_columns)
        return cells_actor(f, r, unit);
    uint32_t sector = r->actor ? role_sector(f->model, r->actor, NULL) : 0;
    return sector ? cells_entity(f, sector) : cell_labelled("–", without[f->language]);
}

static uint32_t party_of(struct parties *parties, const struct cell *cell)
{
    uint32_t symbol = symbol_intern(&parties->symbols, cell->text, (uint32_t)strlen(cell->text));
    while (parties->count <= symbol) {
        struct party party = {0};
        ARRAY_PUSH(parties, data, count, capacity, party);
    }
    struct party *party = &parties->data[symbol];
    if (!party->identity)
        *party = (struct party){cell->text, cell->label, 0, symbol};
    party->uses++;
    return symbol;
}

static const char *letter(enum property role, bool raci)
{
    switch (role) {
    case PROPERTY_ACCOUNTABLE: return "A";
    case PROPERTY_CO_ACCOUNTABLE: return raci ? "R" : "M";
    case PROPERTY_PERFORMER: return raci ? "R" : "U";
    case PROPERTY_PARTNER: return raci ? "C" : "P";
    case PROPERTY_INFORMED: return "I";
    case PROPERTY_OWNER: return raci ? "A" : "E";
    default: return raci ? "R" : "K";
    }
}

/* `A` own, `(A)` inherited, `[U]` inferred, `U↓` of a part, `P?` uncertain; several roles side by side. */
static const char *add_letter(struct filling *f, const char *text, const struct responsibility *r)
{
    static const char *const marks[][2] = {{"", ""}, {"(", ")"}, {"[", "]"}};
    const char *mark = arena_format(f->arena, "%s%s%s%s%s", marks[r->origin][0], letter(r->role, f->request->raci),
                                    marks[r->origin][1], r->of_part ? "↓" : "", r->certain ? "" : "?");
    if (!text)
        return mark;
    for (const char *at = strstr(text, mark); at;
         at = strstr(at + 1, mark)) /* two members of one group, one letter a sector */
        if ((at == text || at[-1] == ' ') && (at[strlen(mark)] == '\0' || at[strlen(mark)] == ' '))
            return text;
    return arena_format(f->arena, "%s %s", text, mark);
}

static int by_use(const void *a, const void *b)
{
    const struct party *x = *(const struct party *const *)a, *y = *(const struct party *const *)b;
    if (x->uses != y->uses)
        return x->uses > y->uses ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void write_legend(const struct filling *f)
{
    static const char *const legend[LANGUAGE_COUNT] = {
        "A ansvarlig, M medansvarlig, U utfører, P partner, I informert, E eier, K koordinator",
        "A ansvarleg, M medansvarleg, U utførar, P partnar, I informert, E eigar, K koordinator",
        "A accountable, M co-responsible, U performer, P partner, I informed, E owner, K coordinator"};
    static const char *const raci[LANGUAGE_COUNT] = {
        "R utfører, A ansvarlig, C rådspurt (partner), I informert",
        "R utfører, A ansvarleg, C rådspurd (partnar), I informert",
        "R responsible (performs), A accountable, C consulted (partner), I informed"};
    static const char *const marks[LANGUAGE_COUNT] = {
        "(A) arvet fra det over, [U] utledet av den ansvarlige, U↓ i en del av tiltaket, P? usikker",
        "(A) arva frå det over, [U] utleidd av den ansvarlege, U↓ i ein del av tiltaket, P? usikker",
        "(A) inherited from above, [U] inferred from the accountable, U↓ in a part of the measure, P? uncertain"};
    const char **notes = arena_alloc(f->arena, 2 * sizeof *notes);
    notes[0] = f->request->raci ? raci[f->language] : legend[f->language];
    notes[1] = marks[f->language];
    f->table->notes = notes;
    f->table->note_count = 2;
}

/* Lays out the columns: what the row is about, then the parties, the most used first. */
static uint32_t *lay_out_columns(struct filling *f, struct parties *parties)
{
    const struct party **sorted = arena_alloc(f->arena, (parties->count + 1) * sizeof *sorted);
    uint32_t *place = arena_alloc(f->arena, (parties->count + 1) * sizeof *place), count = 0;
    for (uint32_t i = 1; i < parties->count; i++)
        if (parties->data[i].identity)
            sorted[count++] = &parties->data[i];
    if (count)
        qsort(sorted, count, sizeof *sorted, by_use);
    struct column *columns = arena_alloc(f->arena, (count + 2) * sizeof *columns);
    columns[0] = (struct column){"title", {"Tiltak", "Tiltak", "Measure"}, COLUMN_TEXT, COLUMN_BOTH};
    if (f->request->row_kinds && f->request->row_kinds != OF(MEASURE))
        columns[0] = (struct column){"title", {"Hva", "Kva", "What"}, COLUMN_TEXT, COLUMN_BOTH};
    for (uint32_t i = 0; i < count; i++) {
        const char *label = sorted[i]->label ? sorted[i]->label : sorted[i]->identity;
        columns[i + 1] = (struct column){sorted[i]->identity, {label, label, label}, COLUMN_TEXT, COLUMN_BOTH};
        place[sorted[i]->order] = i + 1;
    }
    f->table->columns = columns;
    f->table->column_count = count + 1;
    return place;
}

/* How deep an activity stands below its measure. */
static int work_depth(const struct model *model, uint32_t entity)
{
    int depth = 0;
    for (uint32_t above = model->entities[entity].parent; above && KIND_IN(model->entities[above].kind, WORK);
         above = model->entities[above].parent)
        depth++;
    return depth;
}

/* The subjects from FIRST up to END as a grid of their own: its columns are those who have a role in them. */
static void fill_grid(struct matrix *m, uint32_t first, uint32_t end)
{
    struct filling *f = &m->filling;
    struct parties parties = {0};
    symbol_init(&parties.symbols, 64);
    for (uint32_t i = first; i < end; i++)
        for (uint32_t k = 0; k < m->data[i].roles.count; k++) {
            struct cell cell = party_cell(f, &m->data[i].roles.data[k], f->model->entities[m->data[i].entity].unit);
            party_of(&parties, &cell);
        }
    const uint32_t *place = lay_out_columns(f, &parties);
    for (uint32_t i = first; i < end; i++) {
        struct table_row *row = table_add_row(f->table);
        cells_place(f, row, cells_statement(f->model, m->data[i].entity));
        row->cells[0] = cell_labelled(model_identity(f->model, m->data[i].entity),
                                      arena_format(f->arena, "%*s%s", work_depth(f->model, m->data[i].entity) * 2, "",
                                                   cells_label(f, m->data[i].entity)));
        for (uint32_t k = 0; k < m->data[i].roles.count; k++) {
            struct cell cell = party_cell(f, &m->data[i].roles.data[k], f->model->entities[m->data[i].entity].unit);
            struct cell *at = &row->cells[place[party_of(&parties, &cell)]];
            *at = cell_text(add_letter(f, at->text, &m->data[i].roles.data[k]));
        }
    }
    symbol_free(&parties.symbols);
    array_free(parties.data);
}

/* A grid for each plan: one for all would have a column for everyone in any of them, and be almost empty. */
static void fill_wide(struct matrix *m)
{
    struct filling *f = &m->filling;
    struct table *whole = f->table;
    uint32_t first = 0;
    do {
        uint32_t end = first, unit = first < m->count ? f->model->entities[m->data[first].entity].unit : 0;
        while (end < m->count && f->model->entities[m->data[end].entity].unit == unit)
            end++;
        f->table = first ? table_add_part(f->table) : whole;
        f->table->part = unit && f->plan_count > 1 ? cells_plan_title(f, unit) : NULL;
        fill_grid(m, first, end);
        first = end;
    } while (first < m->count);
    f->table = whole;
    write_legend(f);
}

enum report_result report_matrix(const struct report_request *request, struct table *table)
{
    struct matrix matrix = {0};
    struct report_request measures = *request;
    measures.row_kinds = OF(MEASURE);
    filling_begin(&matrix.filling, request->plan_layout ? &measures : request, table, "matrix",
                  request->plan_layout ? MATRIX_PLAN_COLUMNS : LONG_COLUMNS,
                  request->plan_layout ? MATRIX_PLAN_WIDTH : L_COUNT);
    matrix_gather(&matrix);
    if (request->plan_layout)
        matrix_fill_plan(&matrix);
    else if (request->long_form)
        fill_long(&matrix);
    else
        fill_wide(&matrix);
    matrix_release(&matrix);
    filling_end(&matrix.filling);
    return REPORT_DONE;
}
