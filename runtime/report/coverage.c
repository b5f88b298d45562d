/* coverage.c: a framework requirement by requirement: who meets it, who answers for that, planned or done, and in which
 * plans it is missing (language.md 8). A checklist for measures also gives each measure its degree, x of 9. */
#include "coverage.h"
#include "names.h"

#include <string.h>

static const struct column COLUMNS[C_COUNT] = {
    [C_REQUIREMENT] = {"requirement", {"Krav", "Krav", "Requirement"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [C_TITLE] = {"title", {"Krav", "Krav", "Requirement"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_REQUIRED] = {"required", {"Gjelder", "Gjeld", "Applies"}, COLUMN_BOOLEAN, COLUMN_BOTH},
    [C_SATISFIED_BY] = {"satisfied_by", {"Ivaretatt av", "Vareteke av", "Met by"}, COLUMN_LIST, COLUMN_BOTH},
    [C_ACCOUNTABLE] = {"accountable", {"Ansvarlig", "Ansvarleg", "Accountable"}, COLUMN_LIST, COLUMN_BOTH},
    [C_STATE] = {"state", {"Tilstand", "Tilstand", "State"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_STATUS] = {"status", {"Status", "Status", "Status"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_LACKING] = {"lacking", {"Mangler i", "Manglar i", "Missing in"}, COLUMN_LIST, COLUMN_MACHINE},
    [C_UNCERTAIN] = {"uncertain", {"Usikkert", "Usikkert", "Uncertain"}, COLUMN_LIST, COLUMN_MACHINE},
    [C_STOPPED] = {"stopped",
                   {"Teller ikke lenger", "Tel ikkje lenger", "No longer counts"},
                   COLUMN_LIST,
                   COLUMN_MACHINE},
    [C_FRAMEWORK] = {"framework", {"Rammeverk", "Rammeverk", "Framework"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [C_KIND] = {"kind", {"Slag", "Slag", "Kind"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_DEPTH] = {"depth", {"Nivå", "Nivå", "Depth"}, COLUMN_INTEGER, COLUMN_MACHINE},
    [C_MET] = {"met", {"Møtt", "Møtt", "Met"}, COLUMN_INTEGER, COLUMN_MACHINE},
    [C_OUT_OF] = {"out_of", {"Av", "Av", "Out of"}, COLUMN_INTEGER, COLUMN_MACHINE},
    [C_FILE] = {"file", {"Fil", "Fil", "File"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_LINE] = {"line", {"Linje", "Linje", "Line"}, COLUMN_INTEGER, COLUMN_MACHINE}};

/* How many of the requirements right below the framework that count, and how many of them are met. */
struct degree {
    uint32_t met, out_of;
};

/* ---- rows ------------------------------------------------------------------------------------------------------------- */

static const char *indented(struct filling *f, uint32_t depth, const char *text)
{
    return arena_format(f->arena, "%*s%s", depth > 20 ? 40 : (int)depth * 2, "", text);
}

static struct table_row *add_row(struct coverage *c, uint32_t requirement, const char *kind, uint32_t subject)
{
    struct filling *f = &c->filling;
    const struct requirement *at = &c->framework.requirements[requirement];
    struct table_row *row = table_add_row(f->table);
    row->cells[C_FRAMEWORK] = cells_entity(f, c->framework.requirements[0].entity);
    row->cells[C_REQUIREMENT] = cells_entity(f, at->entity);
    row->cells[C_KIND] = cell_text(kind);
    row->cells[C_DEPTH] = cell_integer(at->depth);
    cells_place(f, row, cells_statement(f->model, subject));
    row->cells[C_FILE] = cell_text(row->file);
    row->cells[C_LINE] = cell_integer(row->line);
    return row;
}

static void write_degree(struct cell *cells, struct degree degree)
{
    cells[C_MET] = cell_integer(degree.met);
    cells[C_OUT_OF] = cell_integer(degree.out_of);
}

static enum coverage_state add_requirement(struct coverage *c, uint32_t number)
{
    struct filling *f = &c->filling;
    const struct requirement *at = &c->framework.requirements[number];
    struct cell *cells = add_row(c, number, number ? "requirement" : "framework", at->entity)->cells;
    enum coverage_state state = coverage_judge(c, at, &cells[C_LACKING]);
    cells[C_TITLE] = cell_labelled(model_title(f->model, f->arena, at->entity, f->language),
                                   indented(f, at->depth ? at->depth - 1 : 0, cells_label(f, at->entity)));
    cells[C_REQUIRED] = at->required == REQUIRED_UNKNOWN ? (struct cell){.label = "?"}
                                                         : cell_boolean(at->required == REQUIRED_YES);
    coverage_write_evidence(c, at, cells);
    cells[C_STATE] = coverage_state_cell(state, at->required != REQUIRED_NO, f->language);
    if (!coverage_is_whole(c, at)) {
        cells[C_ACCOUNTABLE] = coverage_accountable(c, at);
        cells[C_STATUS] = coverage_status(c, at);
    }
    return state;
}

/* How many requirements stand below another. */
static uint32_t parts_of(const struct framework *framework, uint32_t number)
{
    uint32_t next = number + 1;
    while (next < framework->count && framework->requirements[next].depth > framework->requirements[number].depth)
        next++;
    return next - number - 1;
}

/* A framework that is a part of this one, and that nothing refers to, is told in one line. */
static bool is_untouched(const struct coverage *c, uint32_t number)
{
    if (c->filling.model->entities[c->framework.requirements[number].entity].kind != KIND_FRAMEWORK)
        return false;
    uint32_t parts = parts_of(&c->framework, number);
    for (uint32_t i = number; i <= number + parts; i++)
        if (c->framework.requirements[i].evidence_count)
            return false;
    return true;
}

static void tell_untouched(struct coverage *c, uint32_t parts)
{
    static const char *const words[] = {"%s (%u krav)", "%s (%u krav)", "%s (%u requirements)"};
    struct filling *f = &c->filling;
    const char *format = words[f->language];
    struct cell *title = &f->table->rows[f->table->row_count - 1].cells[C_TITLE];
    title->label = arena_format(f->arena, format, title->label, parts);
}

static void heading(struct coverage *c, const char *text)
{
    struct table_row *row = table_add_row(c->filling.table);
    row->heading = true;
    row->cells[C_TITLE] = cell_labelled("", text);
}

static const char *degree_words(struct filling *f, struct degree degree)
{
    return f->language == LANGUAGE_EN   ? arena_format(f->arena, "%u of %u met", degree.met, degree.out_of)
           : f->language == LANGUAGE_NN ? arena_format(f->arena, "%u av %u vareteke", degree.met, degree.out_of)
                                        : arena_format(f->arena, "%u av %u ivaretatt", degree.met, degree.out_of);
}

/* ---- a checklist's degree, measure by measure --------------------------------------------------------------------------- */

static struct degree degree_of(const struct framework *framework, uint32_t work)
{
    struct degree degree = {0};
    for (uint32_t i = 1; i < framework->count; i++)
        if (framework->requirements[i].depth == 1) {
            degree.out_of++;
            degree.met += entity_set_has(&framework->requirements[i].met, work);
        }
    return degree;
}

static void add_work(struct coverage *c, uint32_t work)
{
    struct filling *f = &c->filling;
    struct degree degree = degree_of(&c->framework, work);
    struct cell *cells = add_row(c, 0, model_kind_name((enum kind)f->model->entities[work].kind), work)->cells;
    struct names names;
    names_begin(&names, f);
    names_add(&names, coverage_named(f, work));
    cells[C_TITLE] = cell_labelled(model_title(f->model, f->arena, work, f->language), coverage_named(f, work).label);
    cells[C_SATISFIED_BY] = names_end(&names);
    cells[C_SATISFIED_BY].label = degree_words(f, degree);
    cells[C_ACCOUNTABLE] = cells_accountable(f, work);
    cells[C_STATE] = coverage_state_cell(degree.met == degree.out_of ? MET : PARTLY, true, f->language);
    write_degree(cells, degree);
}

static void add_degrees(struct coverage *c)
{
    static const char *const words[] = {"Graden for hvert tiltak", "Graden for kvart tiltak",
                                        "The degree of each measure"};
    framework_judge_work(&c->atlas, &c->framework);
    const struct entity_set *works = &c->framework.requirements[0].touched;
    if (works->count)
        heading(c, words[c->filling.language]);
    for (uint32_t i = 0; i < works->count; i++)
        add_work(c, works->data[i]);
}

/* ---- the report -------------------------------------------------------------------------------------------------------- */

static const char *framework_words(struct coverage *c, uint32_t entity, struct degree degree)
{
    static const char *const off[] = {"ikke gjeldende denne dagen", "ikkje gjeldande denne dagen",
                                      "not in force on this day"};
    struct filling *f = &c->filling;
    const char *title = model_title(f->model, f->arena, entity, f->language);
    return arena_format(f->arena, "%s: %s", title, c->framework.count ? degree_words(f, degree) : off[f->language]);
}

/* Whoever refers to a whole framework has not said what they do: people are told, and nothing is counted. */
static void note_vague(struct coverage *c, const struct requirement *whole)
{
    static const char *const words[] = {"Viser til hele «%s» uten å si hvilket krav: %s.",
                                        "Viser til heile «%s» utan å seie kva krav: %s.",
                                        "Refers to the whole of “%s” without saying which requirement: %s."};
    struct filling *f = &c->filling;
    struct cell cells[C_COUNT];
    coverage_write_evidence(c, whole, cells);
    const char *format = words[f->language], *title = model_title(f->model, f->arena, whole->entity, f->language);
    if (cells[C_UNCERTAIN].count)
        ARRAY_PUSH(c, notes, note_count, note_capacity,
                   arena_format(f->arena, format, title, cells[C_UNCERTAIN].label));
}

static const char *add_framework(struct coverage *c, uint32_t entity, bool several)
{
    struct table *table = c->filling.table;
    struct degree degree = {0};
    framework_read(&c->atlas, entity, &c->framework);
    uint32_t title = table->row_count, whole = 0;
    if (several)
        heading(c, "");
    if (c->framework.count && c->filling.request->long_form) { /* people have it in the heading */
        whole = table->row_count;
        add_requirement(c, 0);
    }
    for (uint32_t i = 1; i < c->framework.count; i++) {
        enum coverage_state state = add_requirement(c, i);
        c->counts[state]++;
        if (c->framework.requirements[i].depth == 1 && c->framework.requirements[i].required != REQUIRED_NO) {
            degree.out_of++;
            degree.met += state == MET;
        }
        if (is_untouched(c, i)) {
            uint32_t parts = parts_of(&c->framework, i);
            tell_untouched(c, parts);
            i += parts;
        }
    }
    if (c->framework.count && c->filling.request->long_form)
        write_degree(table->rows[whole].cells, degree);
    const char *words = framework_words(c, entity, degree);
    if (several)
        table->rows[title].cells[C_TITLE].label = words;
    for (uint32_t i = 0; i < c->framework.count; i++)
        if (coverage_is_whole(c, &c->framework.requirements[i]))
            note_vague(c, &c->framework.requirements[i]);
    if (framework_is_checklist(&c->framework))
        add_degrees(c);
    framework_free(&c->framework);
    return words;
}

static void write_summary(struct coverage *c)
{
    static const char *const uncertain[] = {"ikke krevd, eller usikkert", "ikkje kravd, eller usikkert",
                                            "not required, or uncertain"};
    struct filling *f = &c->filling;
    struct table_count *summary = arena_alloc(f->arena, STATES * sizeof *summary);
    summary[0] = (struct table_count){"met", coverage_state_words(MET, f->language), c->counts[MET]};
    summary[1] = (struct table_count){"partly", coverage_state_words(PARTLY, f->language), c->counts[PARTLY]};
    summary[2] = (struct table_count){"missing", coverage_state_words(MISSING, f->language), c->counts[MISSING]};
    summary[3] = (struct table_count){"unjudged", uncertain[f->language], c->counts[UNJUDGED]};
    f->table->summary = summary;
    f->table->summary_count = STATES;
}

static void write_caption(struct coverage *c, const char *words)
{
    static const char *const coverage[] = {"Dekning", "Dekning", "Coverage"}, *const day_of[] = {"per", "per", "as of"};
    struct filling *f = &c->filling;
    char day[16];
    date_format_iso(f->moment.day, day);
    f->table->caption = words ? arena_format(f->arena, "%s (%s %s)", words, day_of[f->language], day)
                              : arena_format(f->arena, "%s %s %s", coverage[f->language], day_of[f->language], day);
}

static void write_notes(struct coverage *c)
{
    const char **notes = arena_alloc(c->filling.arena, (c->note_count + 1) * sizeof *notes);
    if (c->note_count)
        memcpy(notes, c->notes, c->note_count * sizeof *notes);
    c->filling.table->notes = notes;
    c->filling.table->note_count = c->note_count;
    array_free(c->notes);
}

/* With several plans, people must see in which of them a requirement is missing. */
static void show_lacking(struct filling *f)
{
    if (f->plan_count < 2)
        return;
    struct column *columns = arena_alloc(f->arena, sizeof COLUMNS);
    memcpy(columns, COLUMNS, sizeof COLUMNS);
    columns[C_LACKING].use = COLUMN_BOTH;
    f->table->columns = columns;
}

enum report_result report_coverage(const struct report_request *request, struct table *table)
{
    enum { MOST_NAMESAKES = 16 };
    struct coverage coverage = {0};
    struct coverage *c = &coverage;
    uint32_t namesakes[MOST_NAMESAKES], *found = namesakes, count = 0;
    if (request->id) {
        count = model_find_all(request->model, request->id, request->id_kinds, namesakes, MOST_NAMESAKES);
        if (!count)
            return REPORT_UNKNOWN_ID;
    }
    filling_begin(&c->filling, request, table, "coverage", COLUMNS, C_COUNT);
    show_lacking(&c->filling);
    atlas_init(&c->atlas, &c->filling.moment);
    if (!request->id) {
        found = arena_alloc(table->arena, request->model->entity_count * sizeof *found);
        count = atlas_frameworks_in_use(&c->atlas, found);
    }
    const char *words = NULL;
    for (uint32_t i = 0; i < count; i++)
        words = add_framework(c, found[i], count > 1);
    write_caption(c, count == 1 ? words : NULL);
    write_summary(c);
    write_notes(c);
    atlas_free(&c->atlas);
    filling_end(&c->filling);
    return REPORT_DONE;
}
