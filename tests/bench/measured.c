#include "measured.h"

/* The day of judgement is in 2026, so that the last year with a value is the one before. */
enum { LAST_YEAR = 2025, SCHOOLS = 5, SCHOOLS_EVERY = 8 };

static const pair SCHOOL_PLURAL = {"skoler", "skular"};

static FILE *open_file(const char *directory, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, name);
    return fopen(path, "w");
}

bool measured_begin(struct measured *measured)
{
    for (int i = 0; measured->shape == DATA_SHARED && i < SHARED_FILES; i++) {
        char name[32];
        snprintf(name, sizeof name, "tall-%02d.csv", i + 1);
        measured->shared[i] = open_file(measured->directory, name);
        if (!measured->shared[i])
            return false;
        fputs("kommune;mål;skole;år;andel\n", measured->shared[i]);
    }
    return true;
}

bool measured_end(struct measured *measured)
{
    bool well = true;
    for (int i = 0; measured->shape == DATA_SHARED && i < SHARED_FILES; i++)
        well &= measured->shared[i] && fclose(measured->shared[i]) == 0;
    return well;
}

/* One of the targets: which it is, and how its values go. */
struct one {
    int number, base, step; /* tenths of a percent, and what is added to them by the year */
    bool by_school;         /* its values are of schools, which are counted */
};

static void write_rows(const struct measured *measured, struct plan *plan, const struct one *one, FILE *out)
{
    char lead[48] = "";
    int areas = one->by_school ? SCHOOLS : 1, years = measured->values / areas;
    if (measured->shape == DATA_SHARED)
        snprintf(lead, sizeof lead, "%d;%d;", FIRST_MUNICIPALITY + plan->index, one->number);
    for (int year = LAST_YEAR - years + 1; year <= LAST_YEAR; year++)
        for (int area = 1; area <= areas; area++) {
            int value = one->base + one->step * (year - LAST_YEAR + years) + below(plan, 9);
            fputs(lead, out);
            if (one->by_school)
                fprintf(out, "S%d", area);
            fprintf(out, "%s%d;%d,%d\n", one->by_school || measured->shape == DATA_SHARED ? ";" : "", year, value / 10,
                    value % 10);
        }
}

static bool write_values(const struct measured *measured, struct plan *plan, const struct one *one)
{
    char name[64];
    if (measured->shape == DATA_SHARED) {
        write_rows(measured, plan, one, measured->shared[one->number % SHARED_FILES]);
        return true;
    }
    snprintf(name, sizeof name, "plan-%04d-%d.csv", plan->index + 1, one->number);
    FILE *out = open_file(measured->directory, name);
    if (!out)
        return false;
    fprintf(out, "%sår;andel\n", one->by_school ? "skole;" : "");
    write_rows(measured, plan, one, out);
    return fclose(out) == 0;
}

static void write_data_line(const struct measured *measured, struct plan *plan, const struct one *one)
{
    property(plan, 2, WORD_DATA);
    if (measured->shape == DATA_SHARED)
        fprintf(plan->out, "\"tall-%02d.csv\" dato=år verdi=andel kommune=%d mål=%d", one->number % SHARED_FILES + 1,
                FIRST_MUNICIPALITY + plan->index, one->number);
    else
        fprintf(plan->out, "\"plan-%04d-%d.csv\" dato=år verdi=andel", plan->index + 1, one->number);
    fprintf(plan->out, "%s\n", one->by_school ? " område=skole" : "");
}

static void write_target(const struct measured *measured, struct plan *plan, const struct one *one, int goal)
{
    const struct thread *thread = &THREADS[one->number % LENGTH(THREADS)];
    bool up = one->step > 0;
    declare(plan, 0, KIND_INDICATOR);
    fprintf(plan->out, "tall-%d \"%s (%d)\"\n", one->number, in(plan, thread->indicator), one->number);
    PROPERTY(plan, 2, WORD_UNIT, "%%");
    PROPERTY(plan, 2, WORD_DIRECTION, "%s", term(plan, up ? VALUE_UP : VALUE_DOWN));
    PROPERTY(plan, 2, WORD_FREQUENCY, "%s", term(plan, DATE_EVERY_YEAR));
    PROPERTY(plan, 2, WORD_BASELINE, "2022 %d,%d %%", one->base / 10, one->base % 10);
    write_data_line(measured, plan, one);
    fputc('\n', plan->out);
    declare(plan, 0, KIND_TARGET);
    fprintf(plan->out, "resultat-%d \"%s (%d)\"\n", one->number, in(plan, thread->target), one->number);
    PROPERTY(plan, 2, WORD_FOR, "%d", goal);
    PROPERTY(plan, 2, WORD_MEASURED_BY, "tall-%d", one->number);
    for (int year = plan->year + 1; year <= plan->year + 3; year += 2) {
        int bound = (one->base + one->step * (year - 2022)) / 10;
        property(plan, 2, WORD_BY);
        fprintf(plan->out, "%d %s %d %%", year, term(plan, up ? QUANTITY_AT_LEAST : QUANTITY_AT_MOST), bound);
        if (one->by_school)
            fprintf(plan->out, " og %s %s", term(plan, QUANTITY_MOST), in(plan, SCHOOL_PLURAL));
        fputc('\n', plan->out);
    }
    fputc('\n', plan->out);
}

bool measured_write(struct measured *measured, struct plan *plan, int goals)
{
    long long all = measured->targets;
    int first = (int)(all * plan->index / measured->plans), end = (int)(all * (plan->index + 1) / measured->plans);
    for (int i = first; i < end; i++) {
        bool up = THREADS[(i - first + 1) % LENGTH(THREADS)].up;
        struct one one = {.number = i - first + 1,
                          .base = up ? 300 + below(plan, 200) : 500 + below(plan, 200),
                          .step = up ? 12 : -12,
                          .by_school = measured->values % SCHOOLS == 0 && i % SCHOOLS_EVERY == 0};
        write_target(measured, plan, &one, i % goals + 1);
        if (!write_values(measured, plan, &one))
            return false;
    }
    return true;
}
