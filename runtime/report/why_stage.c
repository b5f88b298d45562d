/* why_stage.c: why a stage of a result target is in its state: deadline, what it asks for, what was measured, the row that
 * decided. */
#include "spark.h"
#include "told.h"
#include "why.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_VALUES = 40, MOST_AREAS = 10 };

/* ---- what it asks for ------------------------------------------------------------------------------------------- */

static const char *machine_number(struct why *w, double number)
{
    char *text = arena_format(w->filling.arena, "%.15g", number);
    text[strcspn(text, ",")] = text[strcspn(text, ",")] ? '.' : '\0';
    return text;
}

/* How a bound was worked out from the baseline: "12 % × (1 − 5 %)^3 = 10,3 %". */
static const char *bound_text(struct why *w, const struct target *target, const struct stage *stage,
                              const struct stage_state *state)
{
    const struct teller *t = &w->teller;
    const struct condition *condition = &stage->conditions[0];
    const struct amount *unit = &target->baseline.amount;
    int decimals = state->latest ? figure_decimals(state->bound, stage_range(stage, state->latest).low) : 1;
    const char *bound = figure_bound(t, target, stage, state->bound, decimals);
    if (!condition_is_relative(condition) || condition->compare == COMPARE_MAINTAIN)
        return bound;
    const char *base = figure_value(t, NULL, &target->baseline);
    const char *step = figure_amount(t, condition->amount.number, condition->amount.unit ? &condition->amount : unit,
                                     6);
    const char *sign = condition->compare == COMPARE_REDUCE ? "−" : "+";
    const char *years = "";
    if (condition->per_year)
        years = figure_number(t, (stage->date.last - target->baseline.date.last) / 365.25, 2);
    if (condition->amount.percent)
        return arena_format(t->arena, "%s × (1 %s %s)%s%s = %s", base, sign, step, *years ? "^" : "", years, bound);
    return arena_format(t->arena, "%s %s %s%s%s = %s", base, sign, years, *years ? " × " : "", step, bound);
}

/* A bound that says no more than the stage does, is no step. */
static bool bound_tells(const struct condition *condition)
{
    return condition_is_relative(condition) || condition->compare == COMPARE_MOST ||
           condition->compare == COMPARE_HALF || condition->compare == COMPARE_ALL || condition->out_of > 0;
}

static void tell_baseline(struct why *w, const struct target *target)
{
    const struct model *model = w->filling.model;
    const struct measurement *baseline = &target->baseline;
    struct stated line = model_property(model, target->entity, PROPERTY_BASELINE);
    if (!line.node && target->indicator)
        line = model_property(model, target->indicator, PROPERTY_BASELINE);
    if (target->has_baseline)
        why_step(w, STEP_BASELINE,
                 &(struct step_facts){.first = figure_dated_value(&w->teller, NULL, baseline),
                                      .value = machine_number(w, measurement_range(baseline).low),
                                      .date = &baseline->date,
                                      .line = baseline->line});
    else if (line.node)
        why_step(w, STEP_BASELINE_LATER, &(struct step_facts){.line = line});
}

static void tell_asked(struct why *w, const struct target *target, const struct stage *stage,
                       const struct stage_state *state)
{
    const struct filling *f = &w->filling;
    const char *day = stage->placed ? why_day(w, stage->date.last) : NULL;
    const char *condition = figure_condition(&w->teller, stage);
    why_step(w, stage->placed ? STEP_STAGE_DEADLINE : STEP_STAGE_UNPLACED,
             &(struct step_facts){.first = day,
                                  .second = why_day(w, f->moment.day),
                                  .value = day,
                                  .date = stage->placed ? &stage->date : NULL,
                                  .line = stage->line});
    why_step(w, condition ? STEP_CONDITION : STEP_NO_CONDITION,
             &(struct step_facts){.first = condition, .value = condition, .line = stage->line});
    tell_baseline(w, target);
    if (state->has_bound && bound_tells(&stage->conditions[0]))
        why_step(w, stage->conditions[0].compare == COMPARE_MOST ? STEP_BOUND_ABOVE : STEP_BOUND,
                 &(struct step_facts){.first = bound_text(w, target, stage, state),
                                      .value = machine_number(w, state->bound),
                                      .line = stage->line});
}

/* ---- what was measured ------------------------------------------------------------------------------------------------ */

/* Whether a value meets all that the stage asks for, in words. */
static const char *met_text(struct why *w, const struct target *target, const struct stage *stage,
                            const struct measurement *m)
{
    struct filling *f = &w->filling;
    enum verdict all = YES;
    enum reason ignored;
    for (uint32_t i = 0; i < stage->condition_count && all != NO; i++) {
        if (m->origin == VALUE_COUNTED && !condition_counts(&stage->conditions[i]))
            continue;
        enum verdict one = condition_judge(&f->moment, target, stage, &stage->conditions[i], m, &ignored);
        if (one != YES)
            all = one;
    }
    enum phrase words = all == YES ? PHRASE_MEETS : all == NO ? PHRASE_MEETS_NOT : PHRASE_MEETS_UNKNOWN;
    if (!stage->condition_count || !stage->placed)
        words = PHRASE_MEETS_UNKNOWN;
    return phrase(f->arena, words, f->language, NULL, NULL, NULL);
}

static void tell_value(struct why *w, const struct target *target, const struct stage *stage,
                       const struct measurement *m)
{
    struct filling *f = &w->filling;
    bool known = m->known <= f->moment.day, late = stage->placed && m->date.last > stage->date.last;
    const char *value = m->missing ? figure_date(&w->teller, &m->date) : figure_dated_value(&w->teller, stage, m);
    enum step missing = m->origin == VALUE_COMPUTED ? STEP_VALUE_INCOMPUTABLE : STEP_VALUE_SUPPRESSED;
    why_step(w,
             !known       ? STEP_VALUE_NOT_KNOWN
             : m->missing ? missing
             : late       ? STEP_VALUE_LATE
                          : STEP_VALUE_ON_TIME,
             &(struct step_facts){.first = value,
                                  .second = known ? met_text(w, target, stage, m) : why_day(w, m->known),
                                  .value = m->missing ? NULL : machine_number(w, stage_range(stage, m).low),
                                  .date = &m->date,
                                  .line = m->origin == VALUE_OF_DATA ? (struct stated){0, 0} : m->line,
                                  .place = m->place});
}

static int by_time(const void *a, const void *b)
{
    const struct measurement *x = *(const struct measurement *const *)a, *y = *(const struct measurement *const *)b;
    int time = date_order(&x->date, &y->date);
    return time ? time : x < y ? -1 : x > y;
}

static void tell_values(struct why *w, const struct target *target, const struct stage *stage)
{
    struct filling *f = &w->filling;
    const struct series *series = &target->series;
    uint32_t count = series->count + stage->counted_count;
    const struct measurement **values = arena_alloc(f->arena, (count + 1) * sizeof *values);
    for (uint32_t i = 0; i < count; i++)
        values[i] = i < series->count ? &series->data[i] : &stage->counted[i - series->count];
    qsort(values, count, sizeof *values, by_time);
    uint32_t from = count > MOST_VALUES ? count - MOST_VALUES : 0;
    if (from)
        why_step(w, STEP_MORE_VALUES, &(struct step_facts){.first = arena_format(f->arena, "%u", from)});
    for (uint32_t i = from; i < count; i++)
        tell_value(w, target, stage, values[i]);
    if (!count && !series->area_value_count)
        why_step(w, STEP_NO_VALUES, &(struct step_facts){.line = cells_statement(f->model, target->entity)});
}

static void tell_cadence(struct why *w, const struct target *target)
{
    const struct manner *manner = &target->manner;
    if (!target->series.count && !target->series.area_value_count)
        return;
    why_step(w, manner->frequency_months ? STEP_CADENCE : STEP_NO_CADENCE,
             &(struct step_facts){.first = figure_cadence(&w->teller, manner),
                                  .value = arena_format(w->filling.arena, "%d",
                                                        manner->frequency_months ? manner->frequency_months : 12),
                                  .line = manner->frequency});
}

/* The freshness that the state table asks about: of the latest value on time, on the earlier of deadline and day. */
static void tell_freshness(struct why *w, const struct target *target, const struct stage *stage)
{
    struct filling *f = &w->filling;
    const struct measurement *on_time = NULL;
    day_number day = stage->placed && stage->date.last < f->moment.day ? stage->date.last : f->moment.day;
    for (uint32_t i = 0; i < target->series.count + stage->counted_count; i++) {
        const struct measurement *m = i < target->series.count ? &target->series.data[i]
                                                               : &stage->counted[i - target->series.count];
        if (m->known <= f->moment.day && !m->missing && stage->placed && m->date.last <= stage->date.last &&
            (!on_time || m->date.last > on_time->date.last))
            on_time = m;
    }
    if (!on_time)
        return;
    bool fresh = manner_is_fresh(&target->manner, on_time->date.last, day);
    why_step(
        w, fresh ? STEP_FRESH : STEP_STALE,
        &(struct step_facts){.first = why_day(w, day), .value = fresh ? "fresh" : "stale", .date = &on_time->date});
}

/* ---- areas ---------------------------------------------------------------------------------------------------------------- */

/* The first few areas that do not meet it, or are unknown; all of them are counted. */
struct areas {
    struct why *why;
    const struct stage *stage;
    uint32_t total, shown, left;
    day_number day;
    bool counting;
};

/* The name of a value's area: found by the place of its cell in the data file. */
static const char *area_name(const struct model *model, const struct measurement *m)
{
    const struct dataset *dataset = model_dataset(model, m->line);
    for (uint32_t i = 0; dataset && i < dataset->count; i++)
        if (dataset->observations[i].start == m->place.start && dataset->observations[i].area)
            return dataset->areas[dataset->observations[i].area - 1].label;
    return "?";
}

/* What is known of an area: its value, in a word where it is a yes or a no. */
static const char *area_text(struct why *w, const struct stage *stage, const struct measurement *m,
                             enum verdict verdict)
{
    const struct filling *f = &w->filling;
    enum phrase words = m->missing ? PHRASE_NOTHING_GIVEN : PHRASE_NO;
    if (verdict == UNKNOWN && !m->missing)
        return phrase(f->arena, PHRASE_NOTHING_KNOWN, f->language, NULL, NULL, NULL);
    if (!m->missing && (stage->condition_count > 1 || m->amount.number != 0))
        return figure_dated_value(&w->teller, NULL, m);
    return phrase(f->arena, words, f->language, figure_date(&w->teller, &m->date), NULL, NULL);
}

static void show_area(void *context, const struct area_value *latest, enum verdict verdict)
{
    struct areas *a = context;
    struct why *w = a->why;
    const struct measurement *m = &latest->measurement;
    a->total++;
    if (a->counting || verdict == YES)
        return;
    if (a->shown == MOST_AREAS) {
        a->left++;
        return;
    }
    a->shown++;
    const char *name = area_name(w->filling.model, m);
    why_step(w, verdict == NO ? STEP_AREA_MISSED : STEP_AREA_UNKNOWN,
             &(struct step_facts){.first = name,
                                  .second = area_text(w, a->stage, m, verdict),
                                  .value = name,
                                  .date = &m->date,
                                  .place = m->place});
}

static void tell_areas(struct why *w, struct target *target, struct stage *stage, const struct stage_state *state)
{
    struct filling *f = &w->filling;
    const struct measurement *count = state->decided ? state->decided : state->latest;
    if (!count || count->origin != VALUE_COUNTED)
        return;
    struct areas areas = {.why = w, .stage = stage, .counting = true};
    stage_visit_areas(&f->moment, target, stage, count->date.last, show_area, &areas);
    why_step(w, STEP_AREAS,
             &(struct step_facts){.first = arena_format(f->arena, "%u", areas.total),
                                  .second = why_day(w, count->date.last),
                                  .third = figure_value(&w->teller, stage, count),
                                  .value = machine_number(w, count->amount.number),
                                  .date = &count->date});
    areas.counting = false;
    stage_visit_areas(&f->moment, target, stage, count->date.last, show_area, &areas);
    if (areas.left)
        why_step(w, STEP_MORE_AREAS, &(struct step_facts){.first = arena_format(f->arena, "%u", areas.left)});
}

/* ---- the verdict ------------------------------------------------------------------------------------------------------------ */

static void why_stage(struct why *w, struct target *target, uint32_t number)
{
    struct filling *f = &w->filling;
    struct stage *stage = &target->stages[number];
    struct stage_state state = target_judge(&f->moment, target, number);
    const char *word = cells_state(f, state.state).label, *title = cells_label(f, target->entity);
    if (stage->placed)
        title = arena_format(f->arena, "%s, %s", title,
                             phrase(f->arena, PHRASE_STAGE_BY, f->language, why_day(w, stage->date.last), NULL, NULL));
    why_begin(w, arena_format(f->arena, "%s#%u", model_identity(f->model, target->entity), stage->number),
              arena_format(f->arena, "%s – %s", title, word));
    tell_asked(w, target, stage, &state);
    tell_cadence(w, target);
    tell_values(w, target, stage);
    tell_areas(w, target, stage, &state);
    tell_freshness(w, target, stage);
    if (state.has_expected)
        why_step(w, STEP_EXPECTED,
                 &(struct step_facts){
                     .first = figure_bound(&w->teller, target, stage, state.expected,
                                           figure_decimals(state.expected, stage_range(stage, state.latest).low)),
                     .second = why_day(w, state.latest->date.last),
                     .value = machine_number(w, state.expected),
                     .date = &state.latest->date});
    why_step(w, STEP_STATE,
             &(struct step_facts){.first = word,
                                  .second = told_reason(&w->teller, target, stage, &state),
                                  .value = state_row(state.state)->name});
    enum term status = moment_status(&f->moment, target->entity);
    if (status_is_stopped(status))
        why_step(w, STEP_STAGE_STOPPED,
                 &(struct step_facts){.first = cells_status(f, status).label,
                                      .value = class_row(target_class(&f->moment, target, stage, state.state))->name});
}

bool why_stages(struct why *w, uint32_t entity, uint32_t number)
{
    struct target target;
    bool told = false;
    target_read(&w->filling.moment, entity, &target);
    for (uint32_t i = 0; i < target.stage_count; i++)
        if (!number || target.stages[i].number == number) {
            why_stage(w, &target, i);
            told = true;
        }
    target_free(&target);
    return told;
}
