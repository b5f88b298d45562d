/* targets.c: result targets that contradict themselves or cannot be judged. */
#include "checker.h"
#include "unicode.h"

#include <math.h>
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

/* `mer enn 50 %` asks for more than `minst 50 %`. */
static bool is_strict(const struct condition *condition)
{
    return condition->compare == COMPARE_MORE || condition->compare == COMPARE_LESS ||
           condition->compare == COMPARE_MOST;
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
        bool equal = fabs(bound - earlier) < 1e-9;
        bool weaker = equal ? is_strict(a) && !is_strict(b) : upwards ? bound < earlier : bound > earlier;
        if (upwards != earlier_upwards || !weaker || !conditions_compare(target, a, b))
            continue;
        struct diagnostic *diagnostic = checker_report_line(c, DIAG_STAGE_WEAKER, target->entity, stage->line);
        diagnostic->arguments[0] = condition_text(c, stage, b);
        diagnostic->arguments[1] = condition_text(c, before, a);
    }
}

/* A baseline that the day knows of, though its time need not be over. */
static bool states_baseline(struct checker *c, const struct target *target)
{
    uint32_t entities[] = {target->entity, target->indicator};
    for (int i = 0; i < 2; i++) {
        struct stated line = entities[i] ? model_property(c->model, entities[i], PROPERTY_BASELINE)
                                         : (struct stated){0};
        const struct value *date = model_value(c->model, line, TAG_NONE);
        struct date placed;
        if (date && moment_knows(c->moment, c->model->entities[entities[i]].unit, date, true, &placed) != NOT_KNOWN)
            return true;
    }
    return false;
}

static void check_condition(struct checker *c, const struct target *target, const struct stage *stage,
                            const struct condition *condition)
{
    bool relative = condition_is_relative(condition);
    bool counted = condition->amount.unit && condition->out_of <= 0 && !condition->population && !relative;
    const struct amount *unit = &target->manner.unit;
    if (!relative)
        checker_amount(c, target->entity, stage->line, condition->amount.percent, condition->amount.number,
                       condition->out_of);
    if (counted && unit->unit && !amount_same_unit(&condition->amount, unit)) {
        struct diagnostic *diagnostic = checker_report_line(c, DIAG_UNIT_MISMATCH, target->entity, stage->line);
        diagnostic->arguments[0] = diag_text(condition->amount.unit, condition->amount.unit_length);
        diagnostic->arguments[1] = diag_text(unit->unit, unit->unit_length);
    }
    if (condition->assumed && !condition->undecided)
        checker_report_line(c, DIAG_DIRECTION_ASSUMED, target->entity, stage->line)->arguments[0] = condition_text(
            c, stage, condition);
    if (relative && !states_baseline(c, target))
        checker_report_line(c, DIAG_RELATIVE_WITHOUT_BASELINE, target->entity, stage->line)->arguments[0] =
            condition_text(c, stage, condition);
}

/* What is worth knowing of a stage's state on the day. */
static void check_state(struct checker *c, struct target *target, uint32_t number, enum reason *told)
{
    const struct stage *stage = &target->stages[number];
    struct stage_state state = target_judge(c->moment, target, number);
    if (state.fell)
        checker_report_span(c, DIAG_FELL_SINCE, target->entity, state.latest->line, state.latest->place)->arguments[0] =
            condition_text(c, stage, &stage->conditions[0]);
    if (state.coarse) {
        struct diag_argument deadline = checker_day(c, stage->date.last);
        checker_report_span(c, DIAG_COARSER_THAN_DEADLINE, target->entity, state.decided->line, state.decided->place)
            ->arguments[0] = deadline;
    }
    bool told_elsewhere = state.reason == REASON_UNDECIDED || state.reason == REASON_NO_BASELINE ||
                          state.reason == REASON_OTHER_UNIT || state.reason == REASON_OTHER_POPULATION;
    if (!reason_unjudgeable(state.reason) || told_elsewhere || state.reason == *told)
        return;
    checker_report_line(c, DIAG_CANNOT_BE_JUDGED, target->entity, stage->line)->arguments[0] = diag_phrase(
        reason_row(state.reason)->words);
    *told = state.reason; /* one cause, one report */
}

static void check_stages(struct checker *c, struct target *target)
{
    enum reason told = REASON_NONE;
    bool expired = moment_is_expired(c->moment, c->number);
    for (uint32_t i = 0; i < target->stage_count; i++) {
        const struct stage *stage = &target->stages[i];
        for (uint32_t k = 0; k < stage->condition_count; k++)
            check_condition(c, target, stage, &stage->conditions[k]);
        if (stage->placed)
            checker_outside_period(c, target->entity, stage->line, stage->date.last);
        if (!expired)
            check_state(c, target, i, &told);
    }
}

/* A target is judged by one indicator: the others are for the reader. */
static void check_single_indicator(struct checker *c, uint32_t entity)
{
    uint32_t count;
    struct stated line = model_property(c->model, entity, PROPERTY_MEASURED_BY);
    const struct value *values = model_values(c->model, line, &count);
    if (count < 2)
        return;
    struct diag_argument name = checker_value_text(c, line.file, values);
    checker_report_line(c, DIAG_SEVERAL_INDICATORS, entity, line)->arguments[0] = name;
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
    check_stages(c, &target);
    check_values(c, &target);
    check_single_indicator(c, entity);
    const char *word = states_baseline(c, &target) || target.indicator
                           ? NULL
                           : change_word(c, model_title(c->model, c->arena, entity, c->unit->language));
    if (word)
        checker_report(c, DIAG_CHANGE_WITHOUT_BASELINE, entity)->arguments[1] = diag_string(word);
    target_free(&target);
}
