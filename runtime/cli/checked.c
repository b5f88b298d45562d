#include "checked.h"
#include "refuse.h"

#include <string.h>

/* ---- what is asked for -------------------------------------------------------------------------------------- */

static void read_codes(struct session *session, enum option option, struct listed *listed)
{
    for (uint32_t i = 0; i < session->options.use_count; i++) {
        if (session->options.uses[i].option != option)
            continue;
        const char *rest = session->options.uses[i].value, *item;
        listed->given = true;
        for (size_t length; options_next_item(&rest, &item, &length);) {
            enum diag_code code = diag_find(item, length);
            listed->codes[code] = true;
            if (code || listed->rule_count == MOST_NAMED_RULES)
                continue;
            listed->rules[listed->rule_count] = item;
            listed->lengths[listed->rule_count++] = length;
        }
    }
}

static bool check_codes(struct session *session, struct model *model, const struct listed *listed)
{
    for (uint32_t i = 0; i < listed->rule_count; i++)
        if (!model_find_rule(model, 0, listed->rules[i], (uint32_t)listed->lengths[i])) {
            refuse_code(session, listed->rules[i], listed->lengths[i]);
            return false;
        }
    return true;
}

static bool is_listed(const struct listed *listed, const struct diagnostic *diagnostic)
{
    if (listed->codes[diagnostic->code])
        return true;
    for (uint32_t i = 0; i < listed->rule_count && diagnostic->rule; i++) {
        const char *names[] = {diagnostic->rule->code, diagnostic->rule->name};
        for (int n = 0; n < 2; n++)
            if (strlen(names[n]) == listed->lengths[i] && memcmp(names[n], listed->rules[i], listed->lengths[i]) == 0)
                return true;
    }
    return false;
}

void selection_read(struct selection *selection, struct session *session)
{
    read_codes(session, OPTION_SELECT, &selection->selected);
    read_codes(session, OPTION_IGNORE, &selection->ignored);
    memcpy(selection->asked, selection->selected.codes, sizeof selection->asked);
}

bool selection_check(const struct selection *selection, struct session *session, struct model *model)
{
    return check_codes(session, model, &selection->selected) && check_codes(session, model, &selection->ignored);
}

/* ---- what is found ------------------------------------------------------------------------------------------ */

static bool is_asked_for(const struct selection *selection, const struct diagnostic *diagnostic)
{
    return (!selection->selected.given || is_listed(&selection->selected, diagnostic)) &&
           !is_listed(&selection->ignored, diagnostic);
}

/* Copies those to show. What the baseline has is marked there as found, whether it is asked for or not. */
static void keep_asked_for(struct checked *checked, const struct selection *selection)
{
    uint32_t capacity = 0;
    if (selection->baseline && !selection->trial)
        baseline_begin(selection->baseline);
    checked->data = array_grow(NULL, &capacity, checked->all_count + 1, sizeof *checked->data);
    for (uint32_t i = 0; i < checked->all_count; i++) {
        struct baseline_entry *known = selection->baseline
                                           ? baseline_find(selection->baseline, &checked->fingerprints[i])
                                           : NULL;
        checked->known += known != NULL;
        if (known)
            known->found |= !selection->trial;
        if (known || !is_asked_for(selection, &checked->all[i]))
            continue;
        if (checked->fingerprints)
            checked->fingerprints[checked->count] = checked->fingerprints[i];
        checked->data[checked->count++] = checked->all[i];
    }
}

void checked_run(struct checked *checked, struct workspace *workspace, const struct selection *selection)
{
    struct model *model = &workspace->model;
    *checked = (struct checked){0};
    model->asked = selection->asked;
    check_run(model, workspace->as_of);
    workspace_step(workspace, STEP_CHECK);
    rules_run(workspace->rules, workspace->as_of);
    workspace_step(workspace, STEP_RULES);
    checked->all = check_collect(model, workspace->as_of, &checked->all_count);
    if (selection->fingerprints || selection->baseline)
        checked->fingerprints = check_fingerprints(model, checked->all, checked->all_count);
    keep_asked_for(checked, selection);
    workspace_step(workspace, STEP_CHECK);
}

void checked_narrow(struct checked *checked, const struct model *model, const struct selection *selection)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < checked->count; i++) {
        const struct diagnostic *diagnostic = &checked->data[i];
        const struct unit *unit = &model->units[model->files[diagnostic->span.file].unit];
        bool off = diag_row((enum diag_code)diagnostic->code)->severity == SEVERITY_OFF;
        if (off && !selection->asked[diagnostic->code] && unit->settings.severity[diagnostic->code] < 0)
            continue;
        if (checked->fingerprints)
            checked->fingerprints[count] = checked->fingerprints[i];
        checked->data[count++] = *diagnostic;
    }
    checked->count = count;
}

void checked_free(struct checked *checked)
{
    array_free(checked->all);
    array_free(checked->data);
    array_free(checked->fingerprints);
}
