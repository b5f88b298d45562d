/* diff_weigh.c: what the lines weigh that say what a promise is worth: for how many it is, what it has been given, how often it is
 * seen to. What is changed without being more or less is neutral, and so are all other lines. */
#include "diff.h"

#include <string.h>

static enum weight by_step(double before, double after)
{
    return after < before ? WEAKENED : after > before ? STRENGTHENED : NEUTRAL;
}

/* ---- for whom, where -------------------------------------------------------------------------------------------------- */

/* Target groups that are everybody, by the ids that the standard library and people give them. */
static bool is_everybody(const struct item *item)
{
    static const char *const ids[] = {"befolkningen", "befolkninga", "innbyggere", "innbyggarar", "innbyggerne",
                                      "alle",         "everybody",   "everyone",   "residents",   "all"};
    const char *text = item->telling.text, *slash = strrchr(text, '/');
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (strcmp(slash ? slash + 1 : text, ids[i]) == 0)
            return true;
    return false;
}

static bool is_for_everybody(const struct items *items)
{
    for (uint32_t i = 0; i < items->count; i++)
        if (is_everybody(&items->data[i]))
            return true;
    return false;
}

static uint32_t count_common(const struct items *one, const struct items *other)
{
    uint32_t i = 0, k = 0, common = 0;
    while (i < one->count && k < other->count) {
        int order = strcmp(one->data[i].key, other->data[k].key);
        common += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    return common;
}

/* Fewer of the same are less; so is a part of all. */
static enum weight weigh_scope(const struct items *before, const struct items *after, bool people)
{
    if (!before->count || !after->count)
        return NEUTRAL;
    bool was_all = people && is_for_everybody(before), is_all = people && is_for_everybody(after);
    if (was_all || is_all)
        return was_all == is_all ? NEUTRAL : was_all ? WEAKENED : STRENGTHENED;
    uint32_t common = count_common(before, after);
    return common == after->count ? WEAKENED : common == before->count ? STRENGTHENED : NEUTRAL;
}

/* ---- money and posts ---------------------------------------------------------------------------------------------------- */

/* What has been adopted for something: in all, and a year without an end. */
struct funds {
    double total, a_year;
};

static struct funds adopted_funds(const struct side *side, uint32_t entity)
{
    const double days_a_year = 365.25;
    const struct model *model = side->model;
    struct funds funds = {0, 0};
    for (struct stated line = model_property(model, entity, PROPERTY_COST); line.node;
         line = model_next_property(model, line)) {
        const struct value *amount = model_value(model, line, TAG_NONE), *budget = model_value(model, line, TAG_BUDGET),
                           *range = model_value(model, line, TAG_RANGE);
        if (!amount || amount->type != VALUE_NUMBER || !budget || budget->symbol != VALUE_BUDGETED)
            continue;
        struct date date = range ? range->date : (struct date){0};
        bool yearly = model_value(model, line, TAG_PER_YEAR);
        bool ends = range && moment_place(model, model->entities[entity].unit, &date) && date.first > DAY_OPEN_START &&
                    date.last < DAY_OPEN_END;
        double times = yearly && ends ? (date.last - date.first + 1) / days_a_year : 1;
        *(yearly && !ends ? &funds.a_year : &funds.total) += amount->number * times;
    }
    return funds;
}

/* Only what has been adopted: an estimate that is lower promises no less. */
static enum weight weigh_funds(struct diff *d, uint32_t old, uint32_t new)
{
    struct funds before = adopted_funds(&d->old, old), after = adopted_funds(&d->new, new);
    enum weight total = by_step(before.total, after.total), a_year = by_step(before.a_year, after.a_year);
    return total == NEUTRAL ? a_year : a_year == NEUTRAL || a_year == total ? total : NEUTRAL;
}

static double number_of(const struct side *side, uint32_t entity, enum property property)
{
    const struct value *value = model_value(side->model, model_property(side->model, entity, property), TAG_NONE);
    return value && value->type == VALUE_NUMBER ? value->number : 0;
}

static enum weight weigh_funded(struct diff *d, uint32_t old, uint32_t new)
{
    const struct value *was = model_value(d->old.model, model_property(d->old.model, old, PROPERTY_FUNDED), TAG_NONE),
                       *is = model_value(d->new.model, model_property(d->new.model, new, PROPERTY_FUNDED), TAG_NONE);
    if (!was || !is || was->type != VALUE_TERM || is->type != VALUE_TERM)
        return NEUTRAL;
    int before = was->symbol == VALUE_YES ? 2 : was->symbol == VALUE_PARTLY,
        after = is->symbol == VALUE_YES ? 2 : is->symbol == VALUE_PARTLY;
    return by_step(before, after);
}

/* ---- how it is followed -------------------------------------------------------------------------------------------------- */

static enum weight weigh_frequency(struct diff *d, uint32_t old, uint32_t new)
{
    struct manner before = {0}, after = {0};
    manner_read(d->old.model, &before, old);
    manner_read(d->new.model, &after, new);
    if (!before.frequency_months || !after.frequency_months)
        return NEUTRAL;
    return by_step(after.frequency_months, before.frequency_months);
}

/* What has only gone is less; one instead of another is another. */
static enum weight weigh_presence(const struct items *before, const struct items *after)
{
    uint32_t common = count_common(before, after);
    bool lost = before->count > common, got = after->count > common;
    return lost == got ? NEUTRAL : lost ? WEAKENED : STRENGTHENED;
}

enum weight diff_weigh(struct diff *d, uint32_t old, uint32_t new, enum property property, const struct items *before,
                       const struct items *after)
{
    switch (property) {
    case PROPERTY_TARGET_GROUP: return weigh_scope(before, after, true);
    case PROPERTY_LIFE_STAGE:
    case PROPERTY_ARENA: return weigh_scope(before, after, false);
    case PROPERTY_COST: return weigh_funds(d, old, new);
    case PROPERTY_FUNDED: return weigh_funded(d, old, new);
    case PROPERTY_POSITION:
        return before->count && after->count
                   ? by_step(number_of(&d->old, old, property), number_of(&d->new, new, property))
                   : NEUTRAL;
    case PROPERTY_FREQUENCY: return weigh_frequency(d, old, new);
    case PROPERTY_BY_GROUP:
    case PROPERTY_FUNDING:
    case PROPERTY_EVALUATION:
    case PROPERTY_PARTICIPATION: return weigh_presence(before, after);
    default: return NEUTRAL;
    }
}
