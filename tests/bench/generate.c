/* generate DIR PLANS MEASURES [--per-file] [small|shared TARGETS VALUES]: a corpus of municipal plans to measure speed on.
 * Depends on lexicon for the words of the language; owns nothing. The same arguments give the same bytes.
 * MEASURES counts the whole corpus, with --per-file each plan. TARGETS more result targets, in the whole corpus, are each
 * measured by VALUES rows of a data file: a small one of its own, or a large one that all plans share. Every other plan is
 * in nynorsk. `traad check --as-of 2026-11-22` finds no errors and no warnings in what it writes: the rules it keeps for
 * that stand by the code. */
#include "measured.h"
#include "measures.h"

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

/* ---- goals ------------------------------------------------------------------------------------- */

static void write_subgoal(struct plan *plan, int goal, int goals, int subgoal, int measures)
{
    int which = (goal * 5 + subgoal) % LENGTH(SUBGOALS), tabled = (goal + subgoal) % 2 == 0 ? measures / 2 : 0;
    declare(plan, 2, KIND_SUBGOAL);
    fprintf(plan->out, "%d.%d \"%s %s %d\"\n\n", goal, subgoal, in(plan, SUBGOALS[which]),
            PLACES[(goal * 7 + subgoal) % LENGTH(PLACES)], goal);
    measures_write(plan, goal, goals, subgoal, measures - tabled);
    if (subgoal % 3 == 1)
        write_population_target(plan, goal, subgoal);
    if (tabled)
        measures_write_table(plan, goal, subgoal, measures - tabled + 1, tabled);
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
