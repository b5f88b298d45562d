/* status_overdue.c: what is overdue, and what has become so since the period began: stages, work, occurrences and goals. */
#include "status.h"

#include <stdlib.h>

static uint32_t overdue_stages(const struct snapshot *snapshot, uint32_t entity)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < snapshot->stage_counts[entity]; i++)
        count += snapshot->stages[entity][i].class == CLASS_OVERDUE;
    return count;
}

void status_add_overdue(struct status *s)
{
    static const struct {
        const char *name;
        uint32_t kinds; /* 0: occurrences, or stages */
        enum phrase words;
    } ROWS[] = {{"stage", OF(TARGET), PHRASE_OVERDUE_STAGES},
                {"measure", OF(MEASURE), PHRASE_OVERDUE_MEASURES},
                {"activity", OF(ACTIVITY) | OF(MILESTONE), PHRASE_OVERDUE_ACTIVITIES},
                {"occurrence", 0, PHRASE_OVERDUE_OCCURRENCES},
                {"goal", THREAD | NEEDS, PHRASE_OVERDUE_GOALS}};
    const struct model *model = s->filling.model;
    status_begin(s, "overdue", PHRASE_SECTION_OVERDUE, NULL);
    for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++) {
        struct tally tally = {0};
        for (uint32_t i = 0; i < s->count; i++) {
            uint32_t e = s->entities[i];
            bool wanted = KIND_IN(model->entities[e].kind, ROWS[r].kinds);
            tally.now += ROWS[r].kinds ? wanted && s->now.classes[e] == CLASS_OVERDUE : s->now.missed[e];
            tally.before += ROWS[r].kinds ? wanted && s->before.classes[e] == CLASS_OVERDUE : s->before.missed[e];
            tally.of += wanted && (s->now.classes[e] || s->now.stage_counts[e]);
            if (wanted && s->now.stage_counts[e]) {
                tally.now += overdue_stages(&s->now, e);
                tally.before += overdue_stages(&s->before, e);
                tally.of += s->now.stage_counts[e] - 1;
            }
        }
        status_add_tally(s, ROWS[r].name,
                         phrase(s->filling.arena, ROWS[r].words, s->filling.language, NULL, NULL, NULL), &tally);
    }
    status_end(s);
}

/* One thing that was not overdue when the period began. */
static struct cell *add_new(struct status *s, uint32_t entity, const char *identity, const char *kind,
                            const char *label, day_number deadline, struct stated line)
{
    struct filling *f = &s->filling;
    char day[16];
    struct cell *cells = status_add_row(s);
    date_format_iso(deadline, day);
    const char *title = model_title(f->model, f->arena, entity, f->language);
    cells[C_NAME] = cell_labelled(title, label);
    cells[C_ID] = cell_text(identity);
    table_name(f->table, identity, title);
    cells[C_KIND] = cell_text(kind);
    cells[C_DEADLINE] = cell_date(deadline, NULL);
    cells[C_ACCOUNTABLE] = cells_accountable(f, entity);
    const char *accountable = cells[C_ACCOUNTABLE].label;
    enum phrase words = accountable && *accountable ? PHRASE_DUE_ACCOUNTABLE : PHRASE_DUE;
    cells[C_DETAILS].label = phrase(f->arena, words, f->language, day, accountable, NULL);
    struct table_row *row = &f->table->rows[f->table->row_count - 1];
    cells_place(f, row, line);
    cells[C_FILE] = cell_text(row->file);
    cells[C_LINE] = cell_integer(row->line);
    return cells;
}

struct missing {
    struct status *status;
    uint32_t entity;
};

static void add_missing(void *context, const struct occurrence *occurrence)
{
    struct missing *missing = context;
    struct status *s = missing->status;
    struct filling *f = &s->filling;
    char id[OCCURRENCE_ID];
    if (occurrence->performed || occurrence->last >= s->now.day || occurrence->last < s->before.day)
        return;
    occurrence_id(occurrence, id);
    const char *label = arena_format(f->arena, "%s (%s)", cells_label(f, missing->entity),
                                     occurrence_label(f->arena, occurrence, f->language));
    add_new(s, missing->entity, arena_format(f->arena, "%s@%s", model_identity(f->model, missing->entity), id),
            "occurrence", label, occurrence->last, cells_statement(f->model, missing->entity));
}

static void add_new_stages(struct status *s, uint32_t entity)
{
    struct filling *f = &s->filling;
    struct target target;
    target_read(&f->moment, entity, &target);
    for (uint32_t i = 0; i < target.stage_count; i++) {
        struct stage_mark now = s->now.stages[entity][i];
        if (now.class != CLASS_OVERDUE || s->before.stages[entity][i].class == CLASS_OVERDUE)
            continue;
        const struct stage *stage = &target.stages[i];
        const char *condition = figure_condition(&s->teller, stage);
        const char *label = arena_format(f->arena, "%s: %s – %s", cells_label(f, entity), condition ? condition : "",
                                         cells_state(f, (enum target_state)now.state).label);
        add_new(s, entity, arena_format(f->arena, "%s#%u", model_identity(f->model, entity), stage->number), "stage",
                label, stage->date.last, stage->line);
    }
    target_free(&target);
}

struct dated_row {
    struct table_row row;
    uint32_t order;
};

static int by_deadline(const void *a, const void *b)
{
    const struct dated_row *x = a, *y = b;
    day_number first = x->row.cells[C_DEADLINE].date, second = y->row.cells[C_DEADLINE].date;
    if (first != second)
        return first < second ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

static void sort_rows(struct table *table, uint32_t from)
{
    uint32_t count = table->row_count - from;
    struct dated_row *rows = array_grow(NULL, &(uint32_t){0}, count + 1, sizeof *rows);
    for (uint32_t i = 0; i < count; i++)
        rows[i] = (struct dated_row){table->rows[from + i], i};
    qsort(rows, count, sizeof *rows, by_deadline);
    for (uint32_t i = 0; i < count; i++)
        table->rows[from + i] = rows[i].row;
    array_free(rows);
}

void status_add_became_overdue(struct status *s)
{
    struct filling *f = &s->filling;
    char day[16];
    date_format_iso(s->before.day, day);
    status_begin(s, "became_overdue", PHRASE_SECTION_BECAME_OVERDUE, day);
    uint32_t from = f->table->row_count;
    for (uint32_t i = 0; i < s->count; i++) {
        uint32_t e = s->entities[i];
        bool over;
        if (s->now.stage_counts[e])
            add_new_stages(s, e);
        if (s->now.classes[e] == CLASS_OVERDUE && s->before.classes[e] != CLASS_OVERDUE)
            add_new(s, e, model_identity(f->model, e), model_kind_name((enum kind)f->model->entities[e].kind),
                    cells_label(f, e), moment_timing(&f->moment, e).deadline.date.last, cells_statement(f->model, e));
        if (s->now.missed[e])
            moment_occurrences(&f->moment, e, &over, add_missing, &(struct missing){s, e});
    }
    sort_rows(f->table, from);
    status_end(s);
}
