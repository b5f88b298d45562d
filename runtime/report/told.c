#include "told.h"

/* What else a reason speaks of: the line, the cadence. */
static const char *other_figure(const struct teller *t, const struct target *target, const struct stage *stage,
                                const struct stage_state *state)
{
    if (state->reason == REASON_OLD_VALUE)
        return figure_cadence(t, &target->manner);
    if (!state->has_expected)
        return NULL;
    int decimals = figure_decimals(state->expected, stage_range(stage, state->latest).low);
    return figure_bound(t, target, stage, state->expected, decimals);
}

static const char *also(const struct teller *t, const char *text, enum phrase id, const char *argument)
{
    return arena_format(t->arena, "%s; %s", text, phrase(t->arena, id, t->language, argument, NULL, NULL));
}

const char *told_reason(const struct teller *t, const struct target *target, const struct stage *stage,
                        const struct stage_state *state)
{
    const char *value = state->decided ? figure_dated_value(t, stage, state->decided) : NULL;
    const char *other = other_figure(t, target, stage, state);
    const char *text = phrase_reason(t->arena, state->reason, t->language, value, figure_condition(t, stage), other);
    if (state->reason == REASON_UNKNOWN_COUNT && state->has_expected)
        text = phrase(t->arena, PHRASE_UNKNOWN_AGAINST_LINE, t->language, value, other, NULL);
    if (state->stale && state->state != STATE_MET && state->reason != REASON_OLD_VALUE &&
        !reason_unjudgeable(state->reason))
        text = also(t, text, PHRASE_ALSO_STALE, figure_cadence(t, &target->manner));
    if (state->fell)
        text = also(t, text, PHRASE_ALSO_FELL, figure_dated_value(t, stage, state->latest));
    if (state->coarse)
        text = also(t, text, PHRASE_ALSO_COARSE, NULL);
    return text;
}
