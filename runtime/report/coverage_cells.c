/* coverage_cells.c: what a requirement's row says: its evidence, who answers for that, and how it stands. */
#include "coverage.h"
#include "names.h"

/* ---- cells ------------------------------------------------------------------------------------------------------------ */

static bool counts(const struct evidence *evidence)
{
    return evidence->certain && evidence->status != STATUS_STOPPED;
}

struct cell coverage_named(struct filling *f, uint32_t entity)
{
    struct cell cell = cells_entity(f, entity);
    const struct unit *unit = &f->model->units[f->model->entities[entity].unit];
    cell.label = cells_label(f, entity);
    if (f->model->entities[entity].kind == KIND_PLAN)
        cell.label = cells_plan_title(f, f->model->entities[entity].unit);
    else if (f->plan_count > 1)
        cell.label = arena_format(f->arena, "%s (%.*s)", cell.label, (int)unit->name_length, unit->name);
    return cell;
}

static const struct evidence *evidence_of(const struct coverage *c, const struct requirement *requirement, uint32_t i)
{
    return &c->framework.evidence[requirement->evidence + i];
}

/* Why something no longer counts, in a word. */
static const char *end_word(const struct filling *f, uint32_t entity)
{
    bool expired = moment_is_expired(&f->moment, f->model->entities[entity].unit);
    return keyword_of_term(expired ? STATUS_EXPIRED : STATUS_STOPPED)->forms[f->language];
}

bool coverage_is_whole(const struct coverage *c, const struct requirement *requirement)
{
    return c->filling.model->entities[requirement->entity].kind == KIND_FRAMEWORK;
}

void coverage_write_evidence(struct coverage *c, const struct requirement *requirement, struct cell *cells)
{
    struct filling *f = &c->filling;
    bool whole = coverage_is_whole(c, requirement);
    struct names lists[3];
    for (int i = 0; i < 3; i++)
        names_begin(&lists[i], f);
    for (int pass = 0; pass < 3; pass++)
        for (uint32_t i = 0; i < requirement->evidence_count; i++) {
            const struct evidence *evidence = evidence_of(c, requirement, i);
            int list = evidence->status == STATUS_STOPPED ? 2 : evidence->certain && !whole ? 0 : 1;
            if (list != pass)
                continue;
            struct cell cell = coverage_named(f, evidence->entity);
            uint32_t said = lists[0].count + lists[1].count + lists[2].count;
            names_add(&lists[list], cell);
            if (list && !whole)
                names_say(&lists[0], said,
                          list == 1 ? arena_format(f->arena, "%s?", cell.label)
                                    : arena_format(f->arena, "[%s: %s]", cell.label, end_word(f, evidence->entity)));
        }
    cells[C_SATISFIED_BY] = names_end(&lists[0]);
    cells[C_UNCERTAIN] = names_end(&lists[1]);
    cells[C_STOPPED] = names_end(&lists[2]);
}

struct cell coverage_accountable(struct coverage *c, const struct requirement *requirement)
{
    struct filling *f = &c->filling;
    struct names names;
    names_begin(&names, f);
    for (uint32_t i = 0; i < requirement->evidence_count; i++) {
        const struct evidence *evidence = evidence_of(c, requirement, i);
        if (!counts(evidence) || !KIND_IN(f->model->entities[evidence->entity].kind, ROLE_KINDS))
            continue;
        struct cell cell = cells_accountable(f, evidence->entity);
        if (!cell.count)
            cell = cells_role(f, evidence->entity, PROPERTY_OWNER);
        for (uint32_t k = 0; k < cell.count; k++)
            names_add(&names, cell.items[k]);
    }
    return names_end(&names);
}

static bool is_planned(enum term status)
{
    return status == STATUS_PLANNED || status == STATUS_DRAFT || status == STATUS_CONSULTATION;
}

static bool is_carried_out(enum term status)
{
    return status == STATUS_COMPLETED || status == STATUS_ADOPTED;
}

struct cell coverage_status(struct coverage *c, const struct requirement *requirement)
{
    enum term common = TERM_NONE;
    for (uint32_t i = 0; i < requirement->evidence_count; i++) {
        const struct evidence *evidence = evidence_of(c, requirement, i);
        enum term status = counts(evidence) ? evidence->status : TERM_NONE;
        if (!status || status == common)
            continue;
        common = !common                                            ? status
                 : is_planned(status) && is_planned(common)         ? STATUS_PLANNED
                 : is_carried_out(status) && is_carried_out(common) ? STATUS_COMPLETED
                                                                    : STATUS_IN_PROGRESS;
    }
    return cells_status(&c->filling, common);
}

const char *coverage_state_words(enum coverage_state state, enum language language)
{
    static const char *const words[STATES][LANGUAGE_COUNT] = {[UNJUDGED] = {"", "", ""},
                                                              [MET] = {"ivaretatt", "vareteke", "met"},
                                                              [PARTLY] = {"delvis", "delvis", "partly"},
                                                              [MISSING] = {"mangler", "manglar", "missing"}};
    return words[state][language];
}

struct cell coverage_state_cell(enum coverage_state state, bool required, enum language language)
{
    static const char *const names[STATES] = {[MET] = "met", [PARTLY] = "partly", [MISSING] = "missing"};
    static const char *const uncertain[] = {"usikkert", "usikkert", "uncertain"};
    const char *label = state ? coverage_state_words(state, language) : required ? uncertain[language] : NULL;
    return cell_labelled(names[state], label);
}

/* ---- judging ---------------------------------------------------------------------------------------------------------- */

static bool is_uncertain(const struct coverage *c, const struct requirement *requirement)
{
    for (uint32_t i = 0; i < requirement->evidence_count; i++)
        if (!evidence_of(c, requirement, i)->certain && evidence_of(c, requirement, i)->status != STATUS_STOPPED)
            return true;
    return false;
}

/* The plans that it is required of and that have not met it; sets how many do in part, and how many are asked. */
static struct cell lacking_cell(struct coverage *c, const struct requirement *requirement, uint32_t *asked,
                                uint32_t *lacking, uint32_t *touched)
{
    struct names names;
    names_begin(&names, &c->filling);
    *asked = *lacking = *touched = 0;
    for (uint32_t i = 0; i < c->atlas.party_count; i++) {
        const struct party *party = &c->atlas.parties[i];
        if (framework_asks(&c->atlas, requirement, party) == REQUIRED_NO)
            continue;
        ++*asked;
        *touched += entity_set_has(&requirement->touched, party->answers);
        if (entity_set_has(&requirement->met, party->answers))
            continue;
        ++*lacking;
        names_add(&names, coverage_named(&c->filling, c->filling.model->units[party->unit].header));
    }
    return names_end(&names);
}

enum coverage_state coverage_judge(struct coverage *c, const struct requirement *requirement, struct cell *lacking)
{
    uint32_t asked, lack, touched;
    *lacking = lacking_cell(c, requirement, &asked, &lack, &touched);
    if (!asked)
        return requirement->met.count ? MET : requirement->touched.count ? PARTLY : UNJUDGED;
    return !lack ? MET : touched ? PARTLY : is_uncertain(c, requirement) ? UNJUDGED : MISSING;
}
