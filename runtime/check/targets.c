/* targets.c: result targets that contradict themselves or cannot be measured. */
#include "checker.h"
#include "target.h"
#include "unicode.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct diag_argument stage_text(struct checker *c, const struct stage *stage)
{
    const struct node *node = &c->model->files[stage->line.file].tree.nodes[stage->line.node];
    return diag_text(c->model->files[stage->line.file].source.bytes + node->start, node->end - node->start);
}

static struct diag_argument condition_text(struct checker *c, const struct stage *stage,
                                           const struct condition *condition)
{
    return diag_text(c->model->files[stage->line.file].source.bytes + condition->start,
                     condition->end - condition->start);
}

/* Stages are written in order of date, each with a date of its own. Compares with the stage written before. */
static void check_order(struct checker *c, const struct target *target)
{
    for (uint32_t i = 0; i < target->stage_count; i++) {
        const struct stage *stage = &target->stages[i], *before = NULL;
        for (uint32_t k = 0; k < target->stage_count && target->stage_count <= 64; k++)
            if (target->stages[k].line.node < stage->line.node &&
                (!before || target->stages[k].line.node > before->line.node))
                before = &target->stages[k];
        if (!before || !stage->placed || !before->placed || stage->date.last > before->date.last)
            continue;
        struct diagnostic *diagnostic = checker_report_line(c, DIAG_STAGES_OUT_OF_ORDER, target->entity, stage->line);
        diagnostic->arguments[0] = stage_text(c, stage);
        diagnostic->arguments[1] = stage_text(c, before);
    }
}

/* A later stage shall ask at least as much, where both have one bound of one kind. */
static void check_strength(struct checker *c, const struct target *target)
{
    for (uint32_t i = 1; i < target->stage_count; i++) {
        const struct stage *stage = &target->stages[i], *before = &target->stages[i - 1];
        double bound, earlier;
        bool upwards, earlier_upwards;
        if (!target_bound(c->moment, target, stage, &bound, &upwards) ||
            !target_bound(c->moment, target, before, &earlier, &earlier_upwards))
            continue;
        const struct condition *a = &before->conditions[0], *b = &stage->conditions[0];
        bool share_a = target_is_share(a), share_b = target_is_share(b);
        bool weaker = upwards ? bound < earlier : bound > earlier;
        if (upwards != earlier_upwards || share_a != share_b || !weaker || fabs(bound - earlier) < 1e-9)
            continue;
        struct diagnostic *diagnostic = checker_report_line(c, DIAG_STAGE_WEAKER, target->entity, stage->line);
        diagnostic->arguments[0] = condition_text(c, stage, b);
        diagnostic->arguments[1] = condition_text(c, before, a);
    }
}

static const char *number_text(struct checker *c, double number)
{
    return arena_format(c->arena, "%.15g", number);
}

static void check_amount(struct checker *c, uint32_t entity, struct stated line, const struct amount *amount,
                         double out_of)
{
    if (amount->percent && (amount->number < 0 || amount->number > 100))
        checker_report_line(c, DIAG_PERCENTAGE_RANGE, entity, line)->arguments[0] = diag_string(
            number_text(c, amount->number));
    if (out_of > 0 && amount->number > out_of) {
        struct diagnostic *diagnostic = checker_report_line(c, DIAG_COUNT_EXCEEDS_POPULATION, entity, line);
        diagnostic->arguments[0] = diag_string(number_text(c, amount->number));
        diagnostic->arguments[1] = diag_string(number_text(c, out_of));
    }
}

static struct diag_argument unit_text(struct checker *c, const struct amount *amount, double out_of,
                                      const char *population, uint32_t length)
{
    static const char *const share[] = {"andel av en gruppe", "del av ei gruppe", "a share of a population"},
                             *const none[] = {"ingen", "inga", "none"};
    if (amount->unit)
        return diag_text(amount->unit, amount->unit_length);
    (void)c;
    return population ? diag_text(population, length) : out_of > 0 ? diag_phrase(share) : diag_phrase(none);
}

/* A measured value in another unit, or of another population, than the stage it is to be judged by. */
static void check_unit(struct checker *c, const struct target *target, const struct measurement *m)
{
    for (uint32_t i = 0; i < target->stage_count; i++)
        for (uint32_t k = 0; k < target->stages[i].condition_count; k++) {
            const struct condition *condition = &target->stages[i].conditions[k];
            bool relative = condition->compare >= COMPARE_INCREASE && condition->compare <= COMPARE_MAINTAIN;
            bool share = target_is_share(condition);
            bool measured_share = m->out_of > 0 || m->amount.percent;
            bool wrong = m->population && condition->population &&
                         !target_same_population(m->population, m->population_length, condition->population,
                                                 condition->population_length);
            if (!relative && !m->missing && !condition->undecided)
                wrong = wrong || (share           ? !measured_share
                                  : m->out_of > 0 ? false
                                                  : !target_same_unit(&condition->amount, &m->amount));
            const struct measurement *base = &target->baseline;
            if (relative && target->has_baseline && !m->missing && m->out_of == 0 && base->out_of == 0)
                wrong = wrong || !target_same_unit(&base->amount, &m->amount);
            if (!wrong)
                continue;
            if (relative) {
                struct diagnostic *diagnostic = checker_report_line(c, DIAG_UNIT_MISMATCH, target->entity, m->line);
                diagnostic->arguments[0] = unit_text(c, &m->amount, m->out_of, m->population, m->population_length);
                diagnostic->arguments[1] = unit_text(c, &base->amount, base->out_of, base->population,
                                                     base->population_length);
                return;
            }
            struct diagnostic *diagnostic = checker_report_line(c, DIAG_UNIT_MISMATCH, target->entity, m->line);
            diagnostic->arguments[0] = unit_text(c, &m->amount, m->out_of, m->population, m->population_length);
            diagnostic->arguments[1] = unit_text(c, &condition->amount, condition->out_of, condition->population,
                                                 condition->population_length);
            return;
        }
}

static void check_measurements(struct checker *c, const struct target *target)
{
    for (uint32_t i = 0; i < target->measurement_count; i++) {
        const struct measurement *m = &target->measurements[i];
        check_amount(c, target->entity, m->line, &m->amount, m->out_of);
        check_unit(c, target, m);
        if (m->date.last > c->moment->day && m->date.first <= c->moment->day && m->known == m->date.last) {
            uint32_t count;
            const struct value *values = model_values(c->model, m->line, &count);
            checker_report_line(c, DIAG_PREMATURE_MEASUREMENT, target->entity, m->line)->arguments[0] =
                checker_value_text(c, m->line.file, values);
        }
    }
    if (target->has_baseline)
        check_amount(c, target->entity, target->baseline.line, &target->baseline.amount, target->baseline.out_of);
}

static void check_conditions(struct checker *c, const struct target *target)
{
    for (uint32_t i = 0; i < target->stage_count; i++) {
        const struct stage *stage = &target->stages[i];
        for (uint32_t k = 0; k < stage->condition_count; k++) {
            const struct condition *condition = &stage->conditions[k];
            bool relative = condition->compare >= COMPARE_INCREASE && condition->compare <= COMPARE_MAINTAIN;
            bool counted = condition->amount.unit && condition->out_of <= 0 && !condition->population && !relative;
            if (!relative)
                check_amount(c, target->entity, stage->line, &condition->amount, condition->out_of);
            if (counted && target->unit.unit && !target_same_unit(&condition->amount, &target->unit)) {
                struct diagnostic *diagnostic = checker_report_line(c, DIAG_UNIT_MISMATCH, target->entity, stage->line);
                diagnostic->arguments[0] = diag_text(condition->amount.unit, condition->amount.unit_length);
                diagnostic->arguments[1] = diag_text(target->unit.unit, target->unit.unit_length);
            }
            if (condition->assumed && !condition->undecided)
                checker_report_line(c, DIAG_DIRECTION_ASSUMED, target->entity, stage->line)->arguments[0] =
                    condition_text(c, stage, condition);
            if (relative && !target->has_baseline)
                checker_report_line(c, DIAG_RELATIVE_WITHOUT_BASELINE, target->entity, stage->line)->arguments[0] =
                    condition_text(c, stage, condition);
        }
        const struct date *period = &c->unit->period;
        if (stage->placed && period->precision &&
            (stage->date.last > period->last || stage->date.last < period->first)) {
            char first[16], end[16];
            date_format_iso(period->first, first);
            date_format_iso(period->last, end);
            struct diag_argument day = checker_day(c, stage->date.last);
            struct diagnostic *diagnostic = checker_report_line(c, DIAG_OUTSIDE_PERIOD, target->entity, stage->line);
            diagnostic->arguments[0] = day;
            diagnostic->arguments[1] = diag_string(arena_format(c->arena, "%s–%s", first, end));
        }
    }
}

/* Words that promise a change, in three languages: they need something to change from. Whole words, lower case. */
static const char *const CHANGE_WORDS[] = {
    "økt",      "øke",       "øker",     "økte",    "auka",    "auke",   "aukar",     "redusert",
    "redusere", "reduserer", "redusera", "bedre",   "betre",   "bedret", "forbedret", "forbetra",
    "flere",    "fleire",    "færre",    "styrke",  "styrket", "styrka", "increased", "increase",
    "reduced",  "reduce",    "improved", "improve", "better",  "fewer",  "more"};

static const char *change_word(struct checker *c, const char *title)
{
    const char *at = title, *end = title + strlen(title);
    while (*at) {
        char word[64];
        uint32_t size = 0;
        int32_t point;
        size_t step;
        while ((step = unicode_decode(at, (size_t)(end - at), &point)) > 0 && unicode_is_letter(point)) {
            if (size + 4 < sizeof word)
                size += (uint32_t)unicode_encode(unicode_lower(point), word + size);
            at += step;
        }
        word[size] = '\0';
        for (size_t i = 0; size && i < sizeof CHANGE_WORDS / sizeof *CHANGE_WORDS; i++)
            if (strcmp(word, CHANGE_WORDS[i]) == 0)
                return arena_copy(c->arena, word, size);
        if (!size && *at)
            at++;
    }
    return NULL;
}

void check_target(struct checker *c, uint32_t entity)
{
    struct target target;
    target_read(c->moment, entity, &target);
    if (target.stage_count == 0 && !model_property(c->model, entity, PROPERTY_BY).node)
        checker_report(c, DIAG_NO_STAGE, entity);
    check_order(c, &target);
    check_strength(c, &target);
    check_conditions(c, &target);
    check_measurements(c, &target);
    const char *word = target.has_baseline || target.indicator
                           ? NULL
                           : change_word(c, model_title(c->model, c->arena, entity, c->unit->language));
    if (word)
        checker_report(c, DIAG_CHANGE_WITHOUT_BASELINE, entity)->arguments[1] = diag_string(word);
    if (model_property(c->model, entity, PROPERTY_MEASURED).node)
        check_indicator(c, entity);
    target_free(&target);
}
