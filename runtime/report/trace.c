/* trace.c: the red thread through one declaration: up to challenges and law, down to activities, across to targets and
 * measurements, with actors and sectors at each step and each break in words. Breadth is bounded by visiting once. */
#include "cells.h"
#include "check.h"
#include "trace_steps.h"

#include <string.h>

enum trace_column {
    T_ROOT,
    T_DEPTH,
    T_DIRECTION,
    T_RELATION,
    T_ID,
    T_KIND,
    T_TITLE,
    T_ACCOUNTABLE,
    T_SECTORS,
    T_STATE,
    T_FILE,
    T_LINE,
    T_COUNT
};

static const struct column COLUMNS[T_COUNT] = {
    [T_ROOT] = {"root", {"Rot", "Rot", "Root"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [T_DEPTH] = {"depth", {"Nivå", "Nivå", "Depth"}, COLUMN_INTEGER, COLUMN_MACHINE},
    [T_DIRECTION] = {"direction", {"Retning", "Retning", "Direction"}, COLUMN_TEXT, COLUMN_MACHINE},
    [T_RELATION] = {"relation", {"Tråd", "Tråd", "Tie"}, COLUMN_TEXT, COLUMN_MACHINE},
    [T_ID] = {"id", {"Id", "Id", "Id"}, COLUMN_REFERENCE, COLUMN_MACHINE},
    [T_KIND] = {"kind", {"Slag", "Slag", "Kind"}, COLUMN_TEXT, COLUMN_MACHINE},
    [T_TITLE] = {"title", {"Tråden", "Tråden", "The thread"}, COLUMN_TEXT, COLUMN_BOTH},
    [T_ACCOUNTABLE] = {"accountable", {"Ansvarlig", "Ansvarleg", "Accountable"}, COLUMN_LIST, COLUMN_BOTH},
    [T_SECTORS] = {"sectors", {"Sektor", "Sektor", "Sector"}, COLUMN_LIST, COLUMN_BOTH},
    [T_STATE] = {"state", {"Tilstand", "Tilstand", "State"}, COLUMN_TEXT, COLUMN_BOTH},
    [T_FILE] = {"file", {"Fil", "Fil", "File"}, COLUMN_TEXT, COLUMN_MACHINE},
    [T_LINE] = {"line", {"Linje", "Linje", "Line"}, COLUMN_INTEGER, COLUMN_MACHINE}};

enum direction { SELF, UP, DOWN, ACROSS };

struct trace {
    struct filling filling;
    struct reverse reverse;
    uint8_t *seen; /* by entity: a row is made */
    uint32_t root;
    struct diagnostic *findings;
    uint32_t finding_count;
    uint32_t *passed, count, capacity; /* entities with a row, in order */
};

/* ---- rows ------------------------------------------------------------------------------------------------------ */

static const char *direction_name(enum direction direction)
{
    static const char *const names[] = {"self", "up", "down", "across"};
    return names[direction];
}

/* The property's English name in lower case, as JSON shows relations. */
static const char *relation_name(struct filling *f, enum property property)
{
    if (!property)
        return "contains";
    char *name = arena_copy(f->arena, property_row(property)->name, strlen(property_row(property)->name));
    for (char *c = name; *c; c++)
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
    return name;
}

/* How a step is introduced to people: `svarer på:`, and from the far side `møtes av:`. */
static const char *relation_words(struct filling *f, enum property property, bool reversed)
{
    if (!property || (property_row(property)->flags & ROLE)) /* a role is told by its heading */
        return "";
    return arena_format(f->arena, "%s: ", cells_relation(property, reversed, f->language));
}

/* The class of dated things, the worst stage of a target. */
static struct cell state_cell(struct trace *t, uint32_t entity)
{
    struct filling *f = &t->filling;
    if (f->model->entities[entity].kind == KIND_TARGET) {
        struct target target;
        target_read(&f->moment, entity, &target);
        enum target_state worst = target_worst(&f->moment, &target);
        target_free(&target);
        return cells_state(f, worst);
    }
    if (!moment_is_dated(&f->moment, entity))
        return cell_text(NULL);
    return cells_class(f, moment_timing(&f->moment, entity).class);
}

static struct cell *add_row(struct trace *t, uint32_t depth, enum direction direction, const char *relation,
                            struct stated place)
{
    struct filling *f = &t->filling;
    struct table_row *row = table_add_row(f->table);
    row->cells[T_ROOT] = cells_entity(f, t->root);
    row->cells[T_DEPTH] = cell_integer(depth);
    row->cells[T_DIRECTION] = cell_text(direction_name(direction));
    row->cells[T_RELATION] = cell_text(relation);
    cells_place(f, row, place);
    row->cells[T_FILE] = cell_text(row->file);
    row->cells[T_LINE] = cell_integer(row->line);
    row->cells[T_ACCOUNTABLE] = row->cells[T_SECTORS] = cell_list(NULL, 0, "");
    return row->cells;
}

static const char *indented(struct filling *f, uint32_t depth, const char *text)
{
    int width = depth > 20 ? 40 : (int)depth * 2;
    return arena_format(f->arena, "%*s%s", width, "", text);
}

/* A break, in the words of the finding. */
static void add_break(struct trace *t, uint32_t depth, enum direction direction, uint32_t entity, const char *words)
{
    struct filling *f = &t->filling;
    static const char *const kinds[] = {"brudd", "brot", "break"};
    struct cell *cells = add_row(t, depth, direction, "contains", cells_statement(f->model, entity));
    cells[T_KIND] = cell_labelled("break", kinds[f->language]);
    cells[T_TITLE] = cell_labelled(words, indented(f, depth, arena_format(f->arena, "✂ %s", words)));
}

static bool is_break(enum diag_code code)
{
    static const bool breaks[DIAG_COUNT] = {
#define BREAK(id, ...) [DIAG_##id] = true,
#include "break.def"
#undef BREAK
    };
    return breaks[code];
}

static void add_breaks(struct trace *t, uint32_t entity, uint32_t depth, enum direction direction)
{
    for (uint32_t i = 0; i < t->finding_count; i++)
        if (t->findings[i].declaration == entity && is_break((enum diag_code)t->findings[i].code))
            add_break(t, depth + 1, direction, entity,
                      diag_message(t->filling.arena, &t->findings[i], t->filling.language));
}

/* Makes the row of an entity, once. False when it is there already. */
static bool pass(struct trace *t, uint32_t entity, uint32_t depth, enum direction direction, enum property property,
                 bool reversed)
{
    struct filling *f = &t->filling;
    entity = model_canonical(f->model, entity);
    if (t->seen[entity])
        return false;
    t->seen[entity] = 1;
    ARRAY_PUSH(t, passed, count, capacity, entity);
    struct cell *cells = add_row(t, depth, direction, direction == SELF ? NULL : relation_name(f, property),
                                 cells_statement(f->model, entity));
    const char *kind = keyword_of_kind((enum kind)f->model->entities[entity].kind)->forms[f->language];
    const char *label = arena_format(f->arena, "%s%s %s", relation_words(f, property, reversed), kind,
                                     cells_label(f, entity));
    cells[T_ID] = cells_entity(f, entity);
    cells[T_KIND] = cells_kind(f, entity);
    cells[T_TITLE] = cell_labelled(model_title(f->model, f->arena, entity, f->language), indented(f, depth, label));
    cells[T_ACCOUNTABLE] = cells_accountable(f, entity);
    cells[T_SECTORS] = cells_sectors(f, entity);
    cells[T_STATE] = state_cell(t, entity);
    add_breaks(t, entity, depth, direction);
    return true;
}

/* ---- walking --------------------------------------------------------------------------------------------------- */

static void walk(struct trace *t, enum direction direction)
{
    struct steps steps = {t->filling.model, &t->reverse, NULL, 0, 0};
    void (*push_next)(struct steps *, uint32_t, uint32_t) = direction == UP ? steps_push_up : steps_push_down;
    push_next(&steps, t->root, 1);
    steps_turn(&steps, 0);
    while (steps.count > 0) {
        struct step step = steps.data[--steps.count];
        uint32_t entity = model_canonical(t->filling.model, step.entity);
        if (!pass(t, entity, step.depth, direction, step.property, step.reversed))
            continue;
        uint32_t from = steps.count;
        push_next(&steps, entity, step.depth + 1);
        steps_turn(&steps, from);
    }
    array_free(steps.data);
}

/* Targets and indicators of what was passed, and what it waits for. */
static void walk_across(struct trace *t)
{
    struct filling *f = &t->filling;
    uint32_t passed = t->count;
    for (uint32_t i = 0; i < passed; i++) {
        uint32_t entity = t->passed[i];
        struct steps steps = {f->model, &t->reverse, NULL, 0, 0};
        if (KIND_IN(f->model->entities[entity].kind, OF(FRAMEWORK) | OF(REQUIREMENT) | OF(ACTOR) | OF(SECTOR)))
            continue;
        for (uint32_t child = f->model->entities[entity].first_child; child;
             child = f->model->entities[child].next_sibling)
            if (KIND_IN(f->model->entities[child].kind, OF(TARGET) | OF(INDICATOR)))
                steps_push(&steps, child, 1, PROPERTY_NONE, false);
        steps_push_sources(&steps, entity, 1, PROPERTY_FOR);
        steps_push_targets(&steps, entity, 1, PROPERTY_MEASURED_BY);
        steps_push_targets(&steps, entity, 1, PROPERTY_DEPENDS_ON);
        if (entity == t->root) {
            steps_push_sources(&steps, entity, 1, PROPERTY_DEPENDS_ON);
            steps_push_sources(&steps, entity, 1, PROPERTY_MEASURED_BY);
            steps_push_targets(&steps, entity, 1, PROPERTY_REPLACES);
            steps_push_sources(&steps, entity, 1, PROPERTY_REPLACES);
        }
        for (uint32_t s = 0; s < steps.count; s++) {
            if (!pass(t, steps.data[s].entity, 1, ACROSS, steps.data[s].property, steps.data[s].reversed))
                continue;
            struct steps further = {f->model, &t->reverse, NULL, 0, 0};
            steps_push_targets(&further, steps.data[s].entity, 2, PROPERTY_MEASURED_BY);
            for (uint32_t k = 0; k < further.count; k++)
                pass(t, further.data[k].entity, 2, ACROSS, further.data[k].property, false);
            array_free(further.data);
        }
        array_free(steps.data);
    }
}

/* A goal on the way that no target measures, neither itself nor one above or below it that was passed. */
static void report_unmeasured(struct trace *t)
{
    static const char *const words[] = {"Ingen resultatmål eller indikator viser om dette er nådd.",
                                        "Ingen resultatmål eller indikatorar viser om dette er nådd.",
                                        "No target or indicator shows whether this is reached."};
    struct filling *f = &t->filling;
    uint32_t goal = 0;
    for (uint32_t i = 0; i < t->count; i++) {
        enum kind kind = (enum kind)f->model->entities[t->passed[i]].kind;
        if (KIND_IN(kind, OF(TARGET) | OF(INDICATOR)))
            return;
        if (KIND_IN(kind, THREAD) && !goal)
            goal = t->passed[i];
    }
    if (goal)
        add_break(t, 1, ACROSS, goal, words[f->language]);
}

static void heading(struct trace *t, const char *const words[LANGUAGE_COUNT])
{
    struct table_row *row = table_add_row(t->filling.table);
    row->heading = true;
    row->cells[T_TITLE] = cell_labelled("", words[t->filling.language]);
}

static void trace_one(struct trace *t, uint32_t root)
{
    static const char *const here[] = {"Her", "Her", "Here"},
                             *const up[] = {"Oppover: hva dette tjener", "Oppover: kva dette tener",
                                            "Up: what this serves"},
                             *const down[] = {"Nedover: hva som skal gjøres", "Nedover: kva som skal gjerast",
                                              "Down: what is to be done"},
                             *const across[] = {"På tvers: hvordan det måles, og hva det venter på",
                                                "På tvers: korleis det blir målt, og kva det ventar på",
                                                "Across: how it is measured, and what it waits for"};
    t->root = root;
    t->count = 0;
    memset(t->seen, 0, t->filling.model->entity_count);
    heading(t, here);
    pass(t, root, 0, SELF, PROPERTY_NONE, false);
    uint32_t before = t->filling.table->row_count;
    heading(t, up);
    walk(t, UP);
    if (t->filling.table->row_count == before + 1)
        t->filling.table->row_count = before;
    before = t->filling.table->row_count;
    heading(t, down);
    walk(t, DOWN);
    if (t->filling.table->row_count == before + 1)
        t->filling.table->row_count = before;
    before = t->filling.table->row_count;
    heading(t, across);
    walk_across(t);
    report_unmeasured(t);
    if (t->filling.table->row_count == before + 1)
        t->filling.table->row_count = before;
}

/* ---- everything that an actor or a sector answers for ---------------------------------------------------------------- */

static bool concerns(struct trace *t, const struct responsibility *r, uint32_t party, bool sector)
{
    const struct model *model = t->filling.model;
    if (!r->actor)
        return false;
    if (sector) {
        for (uint32_t at = party; at; at = model->entities[at].parent)
            if (role_sector(model, r->actor, NULL) == model_canonical(model, at))
                return true;
        return false;
    }
    for (uint32_t at = r->actor; at; at = model->entities[at].parent) /* units of an organisation answer for it too */
        if (model_canonical(model, at) == party)
            return true;
    return r->via == party;
}

/* The row just made says how certain it is that the actor has this role. */
static void mark_inferred(struct trace *t, const struct responsibility *r)
{
    static const char *const inferred[] = {"utledet", "utleidd", "inferred"}, *const uncertain[] = {
                                                                                  "usikkert", "usikkert", "uncertain"};
    struct filling *f = &t->filling;
    for (uint32_t i = f->table->row_count; i-- > 0;) {
        struct cell *cells = f->table->rows[i].cells;
        if (f->table->rows[i].heading || strcmp(cells[T_KIND].text, "break") == 0)
            continue;
        if (r->origin == ORIGIN_INFERRED || !r->certain)
            cells[T_TITLE].label = arena_format(f->arena, "%s (%s)", cells[T_TITLE].label,
                                                r->certain ? inferred[f->language] : uncertain[f->language]);
        return;
    }
}

static void trace_party(struct trace *t, uint32_t party, bool sector)
{
    struct filling *f = &t->filling;
    bool *expired = arena_alloc(f->arena, f->model->unit_count * sizeof *expired);
    for (uint32_t u = 1; u < f->model->unit_count; u++)
        expired[u] = !f->request->all && moment_is_expired(&f->moment, u);
    t->root = party;
    memset(t->seen, 0, f->model->entity_count);
    pass(t, party, 0, SELF, PROPERTY_NONE, false);
    for (int role = 0; role < ROLE_COUNT; role++) {
        uint32_t before = f->table->row_count;
        heading(t, keyword_of_word(property_row(ROLES[role])->word)->forms);
        for (uint32_t e = 1; e < f->model->entity_count; e++) {
            const struct unit *unit = &f->model->units[f->model->entities[e].unit];
            if (!KIND_IN(f->model->entities[e].kind, ROLE_KINDS) || unit->builtin || unit->external ||
                expired[f->model->entities[e].unit])
                continue;
            struct responsibilities list = {0};
            role_all(f->model, e, &list);
            for (uint32_t i = 0; i < list.count; i++) {
                bool repeats = list.data[i].origin ==
                               ORIGIN_INHERITED; /* a part that only inherits is told by its whole */
                if (list.data[i].role != ROLES[role] || repeats || !concerns(t, &list.data[i], party, sector))
                    continue;
                t->seen[e] = 0;
                pass(t, e, 1, DOWN, ROLES[role], true);
                mark_inferred(t, &list.data[i]);
                break;
            }
            array_free(list.data);
        }
        if (f->table->row_count == before + 1)
            f->table->row_count = before;
    }
}

enum report_result report_trace(const struct report_request *request, struct table *table)
{
    enum { MOST_ROOTS = 16 };
    struct trace trace = {0};
    struct trace *t = &trace;
    uint32_t roots[MOST_ROOTS], count;
    const char *name = request->id ? request->id : request->sector ? request->sector : request->actor;
    uint32_t kinds = request->id ? ANY_KIND : request->sector ? OF(SECTOR) | OF(ACTOR) : OF(ACTOR) | OF(GROUP);
    count = model_find_all(request->model, name, kinds, roots, MOST_ROOTS);
    if (!count)
        return REPORT_UNKNOWN_ID;
    filling_begin(&t->filling, request, table, "trace", COLUMNS, T_COUNT);
    reverse_build(&t->reverse, request->model);
    t->seen = array_grow(NULL, &(uint32_t){0}, request->model->entity_count, 1);
    t->findings = check_collect(request->model, request->as_of, &t->finding_count);
    for (uint32_t i = 0; i < count; i++)
        if (request->id)
            trace_one(t, model_canonical(request->model, roots[i]));
        else
            trace_party(t, roots[i], request->sector != NULL);
    reverse_free(&t->reverse);
    array_free(t->seen);
    array_free(t->findings);
    array_free(t->passed);
    filling_end(&t->filling);
    return REPORT_DONE;
}
