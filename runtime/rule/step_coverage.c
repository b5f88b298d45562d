/* step_coverage.c: `dekningsgrad`: how many of a framework's requirements are met. */
#include "steps.h"

/* True when requirement `i` stands below `above`, at any depth, or is it. */
static bool is_below(const struct framework *framework, uint32_t i, uint32_t above)
{
    while (i && i != above)
        i = framework->requirements[i].above;
    return i == above;
}

static bool has_parts(const struct framework *framework, uint32_t i)
{
    for (uint32_t k = i + 1; k < framework->count; k++) /* parts follow what they are parts of */
        if (framework->requirements[k].above == i)
            return true;
    return false;
}

/* Of the requirements below one that have no parts of their own and are asked of somebody: the share that somebody meets. */
static void push_share(struct runner *runner, const struct framework *framework, uint32_t root)
{
    uint32_t all = 0, met = 0;
    for (uint32_t i = root ? root : 1; i < framework->count && runner_spend(runner, 8); i++) {
        const struct requirement *requirement = &framework->requirements[i];
        if (requirement->required == REQUIRED_NO || !is_below(framework, i, root) || has_parts(framework, i))
            continue;
        all++;
        met += requirement->met.count > 0;
    }
    if (all)
        step_push_range(runner, 100.0 * met / all, 100.0 * met / all, UNIT_PERCENT, true);
}

void step_push_coverage(struct runner *runner, uint32_t entity)
{
    const struct model *model = step_model(runner);
    struct framework framework = {0};
    uint32_t wanted = model_canonical(model, entity), above = wanted, first = runner->items.count, root = 0;
    while (above && model->entities[above].kind != KIND_FRAMEWORK)
        above = model->entities[above].parent;
    if (!runner->has_atlas)
        atlas_init(&runner->atlas, runner->moment);
    runner->has_atlas = true;
    runner_spend(runner, 1000);
    if (above)
        framework_read(&runner->atlas, above, &framework);
    for (uint32_t i = 1; i < framework.count && above != wanted && !root; i++)
        if (model_canonical(model, framework.requirements[i].entity) == wanted)
            root = i;
    if (framework.count && (root || above == wanted))
        push_share(runner, &framework, root);
    framework_free(&framework);
    if (runner->items.count == first)
        runner_push_missing(runner, entity, DERIVED_COVERAGE);
}
