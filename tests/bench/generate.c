/* generate DIR PLANS MEASURES [--per-file] [small|shared TARGETS VALUES]: a corpus of municipal plans to measure speed on.
 * Depends on lexicon for the words of the language; owns nothing. The same arguments give the same bytes.
 * MEASURES counts the whole corpus, with --per-file each plan. TARGETS more result targets, in the whole corpus, are each
 * measured by VALUES rows of a data file: a small one of its own, or a large one that all plans share. Every other plan is
 * in nynorsk. `traad check --as-of 2026-11-22` finds no errors and no warnings in what it writes: the rules it keeps for
 * that stand by the code. */
#include "measured.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- the plan's own part ------------------------------------------------------------------------ */

/* "Nordvik": four hundred names, after that the same with a number. In an id it begins with a small letter. */
static void place_name(const struct plan *plan, bool small, char *name, size_t size)
{
    int first = plan->index % LENGTH(FIRST), last = plan->index / LENGTH(FIRST) % LENGTH(LAST);
    int round = plan->index / (LENGTH(FIRST) * LENGTH(LAST));
    snprintf(name, size, round ? "%s%s-%d" : "%s%s", FIRST[first], LAST[last], round + 1);
    if (small)
        name[(unsigned char)*name == 0xC3] |= 0x20; /* Latin letters of one byte, and æ ø å */
}

static void write_header(struct plan *plan)
{
    static const pair title = {"Handlingsplan for folkehelse", "Handlingsplan for folkehelse"};
    char id[64], name[64];
    place_name(plan, true, id, sizeof id);
    place_name(plan, false, name, sizeof name);
    fprintf(plan->out, "# %s %d–%d\n\n", in(plan, title), plan->year, plan->year + 3);
    declare(plan, 0, KIND_PLAN);
    fprintf(plan->out, "folkehelse-%s \"%s i %s kommune\"\n", id, in(plan, title), name);
    PROPERTY(plan, 2, WORD_PLAN_TYPE, "%s", term(plan, VALUE_ACTION_PLAN));
    PROPERTY(plan, 2, WORD_LEVEL, "%s", term(plan, VALUE_MUNICIPAL));
    PROPERTY(plan, 2, WORD_OWNER, "%s", actor(plan, COUNCIL_ACTOR));
    PROPERTY(plan, 2, WORD_PERIOD, "%d–%d", plan->year, plan->year + 3);
    PROPERTY(plan, 2, WORD_STATUS, "%s %d-12-14", term(plan, STATUS_ADOPTED), plan->year - 1);
    PROPERTY(plan, 2, WORD_DECISION, "\"PS %d/%d\" %d-12-14 \"Kommunestyret\"", 60 + below(plan, 60),
             (plan->year - 1) % 100, plan->year - 1);
    PROPERTY(plan, 2, WORD_PARTICIPATION, "%s, %s \"Felles møte i kulturhuset\" %d-09", actor(plan, PARTNERS),
             actor(plan, PARTNERS + 1), plan->year - 1);
    text_block(plan, 2, WORD_DESCRIPTION, 4);
    fputc('\n', plan->out);
}

/* Every actor is a member of one of the two groups or has a role of its own, so none is declared in vain. */
static void write_group(struct plan *plan, const char *id, const char *title, int first, int end)
{
    declare(plan, 0, KIND_GROUP);
    fprintf(plan->out, "%s \"%s\"\n", id, title);
    property(plan, 2, WORD_MEMBERS);
    for (int i = first; i < end; i++)
        fprintf(plan->out, "%s%s", actor(plan, i), i + 1 == end ? "\n" : (i - first) % 6 == 5 ? ",\n      " : ", ");
    text_block(plan, 2, WORD_MANDATE, 2);
    fputc('\n', plan->out);
}

static void write_actors(struct plan *plan)
{
    for (int i = 0; i < LENGTH(SECTORS); i++) {
        declare(plan, 0, KIND_SECTOR);
        fprintf(plan->out, "%s \"%s\"\n", in(plan, SECTORS[i].id), in(plan, SECTORS[i].title));
    }
    fputc('\n', plan->out);
    for (int i = 0; i < LENGTH(ACTORS); i++) {
        declare(plan, 0, KIND_ACTOR);
        fprintf(plan->out, "%s \"%s\"\n", actor(plan, i), in(plan, ACTORS[i].title));
        PROPERTY(plan, 2, WORD_TYPE, "%s", term(plan, ACTORS[i].type));
        PROPERTY(plan, 2, WORD_IN_SECTOR, "%s", in(plan, SECTORS[ACTORS[i].sector].id));
        if (i == COORDINATOR_ACTOR)
            PROPERTY(plan, 2, WORD_POSITION, "80 %%");
        fputc('\n', plan->out);
    }
    write_group(plan, "folkehelsegruppa", "Folkehelsegruppa", COORDINATOR_ACTOR, SERVICES);
    write_group(plan, "samarbeidsforum", "Samarbeidsforum for folkehelse", SERVICES, LENGTH(ACTORS));
}

static void write_challenges(struct plan *plan, int count)
{
    for (int i = 0; i < LENGTH(SOURCES); i++) {
        declare(plan, 0, KIND_SOURCE);
        fprintf(plan->out, "%s \"%s\"\n", in(plan, SOURCES[i].id), in(plan, SOURCES[i].title));
        PROPERTY(plan, 2, WORD_TYPE, "%s", term(plan, SOURCES[i].type));
        fputc('\n', plan->out);
    }
    for (int i = 0; i < count; i++) {
        declare(plan, 0, KIND_CHALLENGE);
        fprintf(plan->out, "%s \"%s\"\n", in(plan, THREADS[i].id), in(plan, THREADS[i].challenge));
        PROPERTY(plan, 2, WORD_SOURCE_REF, "%s", in(plan, SOURCES[i % LENGTH(SOURCES)].id));
        text_block(plan, 2, WORD_EXTENT, 2);
        fputc('\n', plan->out);
    }
}

/* Four yearly values, each nearer the goal, the last of them for 2025: fresh on the day of judgement. */
static void write_target(struct plan *plan, const struct thread *thread, int goal)
{
    int step = thread->up ? 12 : -6, value = thread->base + below(plan, 40);
    declare(plan, 0, KIND_INDICATOR);
    fprintf(plan->out, "%s \"%s\"\n", in(plan, thread->indicator_id), in(plan, thread->indicator));
    PROPERTY(plan, 2, WORD_UNIT, "%%");
    PROPERTY(plan, 2, WORD_DIRECTION, "%s", term(plan, thread->up ? VALUE_UP : VALUE_DOWN));
    PROPERTY(plan, 2, WORD_SOURCE_REF, "%s", in(plan, SOURCES[thread->source].id));
    PROPERTY(plan, 2, WORD_BASELINE, "2022 %d,%d %%", value / 10, value % 10);
    for (int year = 2023; year <= 2025; year++) {
        int now = value + step * (year - 2022) + below(plan, 5) * (thread->up ? 1 : -1);
        PROPERTY(plan, 2, WORD_MEASURED, "%d %d,%d %%", year, now / 10, now % 10);
    }
    fputc('\n', plan->out);
    declare(plan, 0, KIND_TARGET);
    fprintf(plan->out, "%s-%d \"%s\"\n", in(plan, thread->indicator_id), plan->year + 3, in(plan, thread->target));
    PROPERTY(plan, 2, WORD_FOR, "%d", goal);
    PROPERTY(plan, 2, WORD_MEASURED_BY, "%s", in(plan, thread->indicator_id));
    for (int year = plan->year + 1; year <= plan->year + 3; year += 2)
        PROPERTY(plan, 2, WORD_BY, "%d %s %d %%", year, term(plan, thread->up ? QUANTITY_AT_LEAST : QUANTITY_AT_MOST),
                 (value + step * (year - 2022)) / 10);
    fputc('\n', plan->out);
}

/* A target that counts schools: most of them by the second year, all of them by the fourth. */
static void write_population_target(struct plan *plan, int goal, int subgoal)
{
    static const pair title = {"Skolene har utstyrsbod", "Skulane har utstyrsbu"}, schools = {"skoler", "skular"};
    int all = 8 + below(plan, 9);
    declare(plan, 4, KIND_TARGET);
    fprintf(plan->out, "utstyr-%d-%d \"%s %s %d\"\n", goal, subgoal, in(plan, title),
            PLACES[(goal * 7 + subgoal) % LENGTH(PLACES)], goal); /* the number keeps titles apart */
    PROPERTY(plan, 6, WORD_BASELINE, "2022 %d av %d %s", all / 4, all, in(plan, schools));
    PROPERTY(plan, 6, WORD_BY, "%d %s %s", plan->year + 1, term(plan, QUANTITY_MOST), in(plan, schools));
    PROPERTY(plan, 6, WORD_BY, "%d %s %s", plan->year + 3, term(plan, QUANTITY_ALL), in(plan, schools));
    PROPERTY(plan, 6, WORD_MEASURED, "2025 %d av %d %s", all - below(plan, all / 3), all, in(plan, schools));
    fputc('\n', plan->out);
}

/* ---- measures ----------------------------------------------------------------------------------- */

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

/* The same as a table: a row a measure. */
static void write_table(struct plan *plan, int goal, int subgoal, int from, int count)
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

static void write_subgoal(struct plan *plan, int goal, int goals, int subgoal, int measures)
{
    int which = (goal * 5 + subgoal) % LENGTH(SUBGOALS), tabled = (goal + subgoal) % 2 == 0 ? measures / 2 : 0;
    declare(plan, 2, KIND_SUBGOAL);
    fprintf(plan->out, "%d.%d \"%s %s %d\"\n\n", goal, subgoal, in(plan, SUBGOALS[which]),
            PLACES[(goal * 7 + subgoal) % LENGTH(PLACES)], goal);
    *plan->before = '\0';
    for (int i = 1; i <= measures - tabled; i++) {
        struct measure m = plan_measure(plan, goal, subgoal, i);
        write_measure(plan, &m, goal, goals);
        fputc('\n', plan->out);
    }
    if (subgoal % 3 == 1)
        write_population_target(plan, goal, subgoal);
    if (tabled)
        write_table(plan, goal, subgoal, measures - tabled + 1, tabled);
}

static void write_goal(struct plan *plan, int goal, int goals, int measures)
{
    const struct thread *thread = &THREADS[goal - 1];
    int subgoals = (measures + 17) / 18;
    declare(plan, 0, KIND_MAIN_GOAL);
    fprintf(plan->out, "%d \"%s\"\n", goal, in(plan, thread->goal));
    PROPERTY(plan, 2, WORD_ACCOUNTABLE, "%s", actor(plan, DIRECTOR));
    PROPERTY(plan, 2, WORD_COORDINATOR, "folkehelsegruppa");
    PROPERTY(plan, 2, WORD_INFORMED, "samarbeidsforum");
    PROPERTY(plan, 2, WORD_ADDRESSES, "%s", in(plan, thread->id));
    fputc('\n', plan->out);
    for (int i = 0; i < subgoals; i++)
        write_subgoal(plan, goal, goals, i + 1, measures / subgoals + (i < measures % subgoals));
    write_target(plan, thread, goal);
}

static bool write_plan(struct plan *plan, struct measured *measured)
{
    int goals = plan->measures < LENGTH(THREADS) ? plan->measures : LENGTH(THREADS);
    write_header(plan);
    write_actors(plan);
    write_challenges(plan, goals);
    for (int i = 0; i < goals; i++)
        write_goal(plan, i + 1, goals, plan->measures / goals + (i < plan->measures % goals));
    return measured->shape == DATA_NONE || measured_write(measured, plan, goals);
}

/* ---- the corpus --------------------------------------------------------------------------------- */

/* Plans differ in size: the share of plan number i is 60 to 139 parts. Returns the parts of the first `count`. */
static long long parts(int count)
{
    long long sum = 0;
    for (int i = 0; i < count; i++)
        sum += 60 + i * 37 % 80;
    return sum;
}

static bool write_file(const char *directory, int index, int measures, struct measured *measured)
{
    char path[4096];
    struct plan plan = {.language = index % 2 ? LANGUAGE_NN : LANGUAGE_NB,
                        .random = (uint64_t)index * 7919 + 1,
                        .index = index,
                        .measures = measures,
                        .year = 2023 + index % 3};
    snprintf(path, sizeof path, "%s/plan-%04d.plan", directory, index + 1);
    plan.out = fopen(path, "w");
    if (!plan.out)
        return false;
    bool well = write_plan(&plan, measured);
    return fclose(plan.out) == 0 && well;
}

/* What the command line asks for. */
struct order {
    long plans, measures;
    bool per_file;
    struct measured measured;
};

static bool read_order(int argc, char **argv, struct order *order)
{
    if (argc < 4)
        return false;
    *order = (struct order){.plans = strtol(argv[2], NULL, 10), .measures = strtol(argv[3], NULL, 10)};
    int at = 4;
    if (at < argc && strcmp(argv[at], "--per-file") == 0) {
        order->per_file = true;
        at++;
    }
    if (at + 3 == argc && (strcmp(argv[at], "small") == 0 || strcmp(argv[at], "shared") == 0)) {
        order->measured = (struct measured){.shape = argv[at][1] == 'm' ? DATA_SMALL : DATA_SHARED,
                                            .directory = argv[1],
                                            .plans = (int)order->plans,
                                            .targets = (int)strtol(argv[at + 1], NULL, 10),
                                            .values = (int)strtol(argv[at + 2], NULL, 10)};
        at += 3;
    }
    return at == argc && order->plans >= 1 && order->measures >= (order->per_file ? 1 : order->plans) &&
           order->plans <= 100000 && order->measures <= 100000000;
}

static bool write_corpus(const char *directory, struct order *order)
{
    int plans = (int)order->plans;
    long long total = parts(plans), done = 0;
    for (int i = 0; i < plans; i++) {
        long long until = (long long)order->measures * parts(i + 1) / total;
        if (!write_file(directory, i, (int)(order->per_file ? order->measures : until - done), &order->measured))
            return false;
        done = until;
    }
    return true;
}

int main(int argc, char **argv)
{
    struct order order;
    if (!read_order(argc, argv, &order)) {
        fputs("usage: generate DIR PLANS MEASURES [--per-file] [small|shared TARGETS VALUES]\n", stderr);
        return 2;
    }
    if (mkdir(argv[1], 0777) != 0 && errno != EEXIST) {
        perror(argv[1]);
        return 2;
    }
    bool well = measured_begin(&order.measured) && write_corpus(argv[1], &order);
    if (!measured_end(&order.measured) || !well) {
        perror(argv[1]);
        return 2;
    }
    return 0;
}
