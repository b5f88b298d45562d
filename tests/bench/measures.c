/* measures.c: a measure with all that plans say of one: who, for whom, when, how it goes, its parts. */
#include "measures.h"

#include <string.h>

struct measure {
    char id[40];
    int accountable, performer, second, partner; /* actors; second -1 when there is none */
    int start, due;                              /* months; start at least three before due */
};

static struct measure plan_measure(struct plan *plan, int goal, int subgoal, int number)
{
    struct measure m = {.accountable = HEADS + below(plan, SERVICES - HEADS),
                        .performer = SERVICES + below(plan, PARTNERS - SERVICES),
                        .second = -1,
                        .partner = PARTNERS + below(plan, LENGTH(ACTORS) - PARTNERS)};
    snprintf(m.id, sizeof m.id, "%d.%d.%d", goal, subgoal, number);
    if (chance(plan, 40))
        m.second = SERVICES + (m.performer - SERVICES + 1 + below(plan, 5)) % (PARTNERS - SERVICES);
    m.due = 5 + 3 * below(plan, 15);
    if (m.due < PERIOD_MONTHS - 1 && chance(plan, 30))
        m.due = m.due / 12 * 12 + 11;
    m.start = below(plan, m.due - 3);
    return m;
}

static void title(struct plan *plan, const pair *whats, int count, int number)
{
    int round = number / count; /* the same action comes again at another place, then with a number */
    fprintf(plan->out, "%s %s", in(plan, whats[number % count]), PLACES[(number % count * 7 + round) % LENGTH(PLACES)]);
    if (round >= LENGTH(PLACES))
        fprintf(plan->out, " %d", round / LENGTH(PLACES) + 1);
}

static void write_activity(struct plan *plan, const struct measure *m)
{
    fputc('\n', plan->out);
    declare(plan, 6, KIND_ACTIVITY);
    fputc('"', plan->out);
    title(plan, PARTS, LENGTH(PARTS), plan->activities++);
    fputs("\"\n", plan->out);
    PROPERTY(plan, 8, WORD_WHEN, "%d-%02d", year_of(plan, m->due - 2), (m->due - 2) % 12 + 1);
}

static void write_status(struct plan *plan, enum term status, int month)
{
    property(plan, 6, WORD_STATUS);
    fprintf(plan->out, "%s ", term(plan, status));
    day(plan, month);
    fputc('\n', plan->out);
}

/* When it is done, when it moved, where it stands. A date that is still to come is not written as a fact. */
static void write_progress(struct plan *plan, const struct measure *m)
{
    int moved = m->due + 3 + below(plan, 6);
    bool begun = has_passed(plan, m->start + 1);
    if (begun && chance(plan, 60))
        write_status(plan, STATUS_IN_PROGRESS, m->start + 1);
    if (moved < PERIOD_MONTHS && has_passed(plan, m->due - 1) && chance(plan, 12)) {
        property(plan, 6, WORD_POSTPONED_TO);
        date(plan, moved);
        fprintf(plan->out, " %s \"PS %d/%d\" ", term(plan, DATE_ISSUED), 1 + below(plan, 140),
                year_of(plan, m->due - 1) % 100);
        day(plan, m->due - 1);
        fputc('\n', plan->out);
    } else if (begun && has_passed(plan, m->due) && chance(plan, 85)) {
        write_status(plan, STATUS_COMPLETED, m->due);
    } else if (!begun && chance(plan, 50)) {
        PROPERTY(plan, 6, WORD_STATUS, "%s", term(plan, STATUS_PLANNED));
    }
}

/* A promise that comes again: each year so far is ticked off. */
static void write_series(struct plan *plan)
{
    PROPERTY(plan, 6, WORD_WHEN, "%s %d–%d", term(plan, DATE_EVERY_YEAR), plan->year, plan->year + 3);
    property(plan, 6, WORD_PERFORMED);
    for (int year = plan->year; year <= 2025; year++)
        fprintf(plan->out, "%s%d", year == plan->year ? "" : ", ", year);
    fputc('\n', plan->out);
}

static void write_extras(struct plan *plan, const struct measure *m)
{
    if (chance(plan, 15))
        PROPERTY(plan, 6, WORD_COST, "%d 000 kr %s %d–%d %s", 50 + 10 * below(plan, 90), term(plan, QUANTITY_PER_YEAR),
                 plan->year + 1, plan->year + 3, term(plan, VALUE_BUDGETED));
    if (chance(plan, 10))
        PROPERTY(plan, 6, WORD_PARTICIPATION, "%s \"Ungdommens kommunestyre\" %d", actor(plan, PARTNERS), plan->year);
    if (chance(plan, 10))
        PROPERTY(plan, 6, WORD_EVALUATION, "%s %d", term(plan, VALUE_PROCESS), plan->year + 3);
    if (chance(plan, 4))
        PROPERTY(plan, 6, WORD_LINK, "https://folkehelse.example/%d/%s", plan->index + 1, m->id);
    if (chance(plan, 8))
        PROPERTY(plan, 6, WORD_REMARK, "\"%s\"", in(plan, REMARKS[below(plan, LENGTH(REMARKS))]));
    if (chance(plan, 8))
        text_block(plan, 6, WORD_DESCRIPTION, 2 + below(plan, 2));
}

/* A measure may depend on one that is due in an earlier month, and serve another subgoal beside its own. */
static void write_relations(struct plan *plan, const struct measure *m, int goal, int goals)
{
    if (*plan->before && plan->before_due < m->due && chance(plan, 5))
        PROPERTY(plan, 6, WORD_DEPENDS_ON, "%s", plan->before);
    if (goals > 1 && chance(plan, 5))
        PROPERTY(plan, 6, WORD_CONTRIBUTES_TO, "%d.1", goal % goals + 1);
}

static void write_measure(struct plan *plan, const struct measure *m, int goal, int goals)
{
    if (chance(plan, 5))
        fprintf(plan->out, "    # Folkehelsegruppa %d-%02d\n", plan->year, 1 + below(plan, 12));
    declare(plan, 4, KIND_MEASURE);
    fprintf(plan->out, "%s \"", m->id);
    title(plan, ACTIONS, LENGTH(ACTIONS), plan->written++);
    fputs("\"\n", plan->out);
    PROPERTY(plan, 6, WORD_ACCOUNTABLE, "%s", actor(plan, m->accountable));
    PROPERTY(plan, 6, WORD_PERFORMER, "%s%s%s", actor(plan, m->performer), m->second < 0 ? "" : ", ",
             m->second < 0 ? "" : actor(plan, m->second));
    if (chance(plan, 70))
        PROPERTY(plan, 6, WORD_PARTNER, "%s", actor(plan, m->partner));
    PROPERTY(plan, 6, WORD_TARGET_GROUP, "%s", in(plan, TARGET_GROUPS[below(plan, LENGTH(TARGET_GROUPS))]));
    if (chance(plan, 30))
        PROPERTY(plan, 6, WORD_APPROACH, "%s", term(plan, chance(plan, 70) ? VALUE_UNIVERSAL : VALUE_TARGETED));
    write_relations(plan, m, goal, goals);
    if (chance(plan, 5)) {
        write_series(plan);
        write_extras(plan, m);
        return;
    }
    if (chance(plan, 50))
        PROPERTY(plan, 6, WORD_START, "%d-%02d", year_of(plan, m->start), m->start % 12 + 1);
    property(plan, 6, WORD_DEADLINE);
    date(plan, m->due);
    fputc('\n', plan->out);
    write_progress(plan, m);
    write_extras(plan, m);
    for (int parts = chance(plan, 12) ? 1 + below(plan, 3) : 0; parts > 0; parts--)
        write_activity(plan, m);
    memcpy(plan->before, m->id, sizeof plan->before);
    plan->before_due = m->due + PERIOD_MONTHS / 4; /* it may have been postponed */
}

void measures_write(struct plan *plan, int goal, int goals, int subgoal, int count)
{
    *plan->before = '\0';
    for (int i = 1; i <= count; i++) {
        struct measure m = plan_measure(plan, goal, subgoal, i);
        write_measure(plan, &m, goal, goals);
        fputc('\n', plan->out);
    }
}

/* The same as a table: a row a measure. */
void measures_write_table(struct plan *plan, int goal, int subgoal, int from, int count)
{
    declare(plan, 4, KIND_MEASURE);
    fprintf(plan->out, "id | %s | %s | %s | %s\n", word(plan, WORD_TITLE), word(plan, WORD_ACCOUNTABLE),
            word(plan, WORD_PERFORMER), word(plan, WORD_DEADLINE));
    for (int i = 0; i < count; i++) {
        struct measure m = plan_measure(plan, goal, subgoal, from + i);
        fprintf(plan->out, "           %s | ", m.id);
        title(plan, ACTIONS, LENGTH(ACTIONS), plan->written++);
        fprintf(plan->out, " | %s | %s | ", actor(plan, m.accountable), actor(plan, m.performer));
        date(plan, m.due);
        fputc('\n', plan->out);
    }
    fputc('\n', plan->out);
}
