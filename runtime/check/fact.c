/* fact.c: dated facts that contradict each other, come too soon, or say too little. What is dated after the day is not seen. */
#include "checker.h"

#include <string.h>

enum { MOST_COMPARED = 64 }; /* facts of one declaration compared with each other */

/* A diagnostic at one value of a line that states a property. */
static struct diagnostic *report_value(struct checker *c, enum diag_code code, uint32_t entity, struct stated line,
                                       const struct value *value)
{
    struct diag_argument text = checker_value_text(c, line.file, value);
    struct diagnostic *diagnostic = checker_report_line(c, code, entity, line);
    diagnostic->span = (struct span){line.file, value->start, value->end};
    diagnostic->arguments[0] = text;
    return diagnostic;
}

static struct span line_span(const struct model *model, struct stated line)
{
    const struct node *node = &model->files[line.file].tree.nodes[line.node];
    return (struct span){line.file, node->start, node->end};
}

static void report_conflict(struct checker *c, uint32_t entity, struct stated earlier, struct diag_argument one,
                            struct stated line, struct diag_argument other)
{
    struct diagnostic *diagnostic = checker_report_line(c, DIAG_CONFLICTING_FACTS, entity, line);
    diagnostic->arguments[0] = one;
    diagnostic->arguments[1] = other;
    diag_add_label(c->list, diagnostic, line_span(c->model, earlier), PHRASE_ALSO_HERE);
}

/* ---- status ------------------------------------------------------------------------------------------------------ */

struct facts {
    struct checker *checker;
    uint32_t entity, count;
    struct fact known[MOST_COMPARED];
    struct bound start; /* of work: what ends must end after it */
    struct fact now;    /* in force */
};

/* What a line reports, as written: the status, or `utført 2025`. */
static struct diag_argument fact_text(struct checker *c, const struct fact *fact)
{
    const struct model *model = c->model;
    uint32_t count;
    const struct value *values = model_values(model, fact->line, &count);
    if (values->type == VALUE_TERM)
        return checker_value_text(c, fact->line.file, values);
    const struct node *node = &model->files[fact->line.file].tree.nodes[fact->line.node];
    const char *bytes = model->files[fact->line.file].source.bytes;
    int date = (int)(fact->date->end - fact->date->start);
    return diag_string(arena_format(c->arena, "%.*s %.*s", (int)node->head_length, bytes + node->start, date,
                                    bytes + fact->date->start));
}

static void check_against_earlier(struct facts *facts, const struct fact *fact)
{
    struct checker *c = facts->checker;
    for (uint32_t i = 0; i < facts->count; i++)
        if (fact_conflicts(fact, &facts->known[i])) {
            report_conflict(c, facts->entity, facts->known[i].line, fact_text(c, &facts->known[i]), fact->line,
                            fact_text(c, fact));
            return;
        }
}

static void check_fact(void *context, const struct fact *fact)
{
    struct facts *facts = context;
    struct checker *c = facts->checker;
    fact_take_latest(&facts->now, fact);
    if (fact->too_soon) {
        report_value(c, DIAG_PREMATURE_COMPLETION, facts->entity, fact->line, fact->date);
        return;
    }
    check_against_earlier(facts, fact);
    if (facts->count < MOST_COMPARED)
        facts->known[facts->count++] = *fact;
    if (fact->status != STATUS_COMPLETED || !facts->start.stated || fact->since == DAY_OPEN_START ||
        fact->since >= facts->start.date.first)
        return;
    struct diag_argument completed = checker_day(c, fact->since), begins = checker_day(c, facts->start.date.first);
    struct diagnostic *diagnostic = checker_report_line(c, DIAG_COMPLETED_BEFORE_START, facts->entity, fact->line);
    diagnostic->arguments[0] = completed;
    diagnostic->arguments[1] = begins;
}

/* True when some `utsatt til` is known on the day; `?` says that the new deadline is not decided, which is an answer. */
static bool says_until_when(struct checker *c, uint32_t entity)
{
    for (struct stated line = model_property(c->model, entity, PROPERTY_POSTPONED_TO); line.node;
         line = model_next_property(c->model, line)) {
        struct date since;
        if (moment_knows(c->moment, c->number, model_value(c->model, line, TAG_DECIDED), false, &since) == KNOWN)
            return true;
    }
    return false;
}

static void check_ticks(struct checker *c, uint32_t entity);

void check_status_facts(struct checker *c, uint32_t entity)
{
    const struct model *model = c->model;
    bool performed = model_property(model, entity, PROPERTY_PERFORMED).node;
    if (!performed && !model_property(model, entity, PROPERTY_STATUS).node)
        return;
    bool work = KIND_IN(model->entities[entity].kind, WORK | THREAD);
    const struct timing *timing = work ? checker_times(c, entity) : NULL;
    bool series = !timing || timing->series;
    struct facts facts; /* known[] is long, and filled as they come */
    facts.checker = c;
    facts.entity = entity;
    facts.count = 0;
    facts.start = timing ? timing->start : (struct bound){0};
    facts.now = (struct fact){.status = TERM_NONE};
    moment_facts(c->moment, entity, series, check_fact, &facts);
    if (work && series && performed)
        check_ticks(c, entity);
    if (work && facts.now.status == STATUS_POSTPONED && !says_until_when(c, entity))
        checker_report_line(c, DIAG_POSTPONED_WITHOUT_DEADLINE, entity, facts.now.line);
}

/* ---- what is ticked off in a series ------------------------------------------------------------------------------ */

struct ticks {
    uint32_t count;
    struct date dates[MOST_COMPARED];
    struct stated lines[MOST_COMPARED];
    const struct value *values[MOST_COMPARED];
    bool placed[MOST_COMPARED];
};

static void place_ticks(void *context, const struct occurrence *occurrence)
{
    struct ticks *ticks = context;
    for (uint32_t i = 0; i < ticks->count; i++)
        ticks->placed[i] |= ticks->dates[i].first <= occurrence->window.last &&
                            ticks->dates[i].last >= occurrence->window.first;
}

static void check_ticks(struct checker *c, uint32_t entity)
{
    struct ticks ticks = {.count = 0};
    uint32_t count;
    for (struct stated line = model_property(c->model, entity, PROPERTY_PERFORMED); line.node;
         line = model_next_property(c->model, line)) {
        const struct value *values = model_values(c->model, line, &count);
        for (uint32_t i = 0; i < count && ticks.count < MOST_COMPARED; i++) {
            struct date date;
            if (values[i].type != VALUE_DATE)
                continue;
            enum knowledge knowledge = moment_knows(c->moment, c->number, &values[i], true, &date);
            if (knowledge == KNOWN_TOO_SOON)
                report_value(c, DIAG_PREMATURE_COMPLETION, entity, line, &values[i]);
            if (knowledge != KNOWN)
                continue;
            ticks.dates[ticks.count] = date;
            ticks.lines[ticks.count] = line;
            ticks.values[ticks.count++] = &values[i];
        }
    }
    bool over;
    if (!ticks.count || !moment_occurrences(c->moment, entity, &over, place_ticks, &ticks))
        return;
    for (uint32_t i = 0; i < ticks.count; i++)
        if (!ticks.placed[i])
            report_value(c, DIAG_PERFORMED_OUTSIDE_SERIES, entity, ticks.lines[i], ticks.values[i]);
}

/* ---- postponements ----------------------------------------------------------------------------------------------- */

struct postponements {
    struct checker *checker;
    uint32_t entity, count;
    struct postponement known[MOST_COMPARED];
    struct bound adopted;
};

static void check_postponement(void *context, const struct postponement *postponement)
{
    struct postponements *all = context;
    struct checker *c = all->checker;
    struct diag_argument text = checker_value_text(c, postponement->line.file, postponement->value);
    for (uint32_t i = 0; i < all->count; i++) {
        const struct postponement *other = &all->known[i];
        if (other->since != postponement->since || other->length != postponement->length ||
            other->to.last == postponement->to.last)
            continue;
        report_conflict(c, all->entity, other->line, checker_value_text(c, other->line.file, other->value),
                        postponement->line, text);
        break;
    }
    if (all->count < MOST_COMPARED)
        all->known[all->count++] = *postponement;
    if (!model_value(c->model, postponement->line, TAG_DECISION))
        checker_report_line(c, DIAG_POSTPONED_WITHOUT_DECISION, all->entity, postponement->line)->arguments[0] = text;
    if (!all->adopted.stated || postponement->to.last >= all->adopted.date.last)
        return;
    struct diag_argument earlier = checker_day(c, postponement->to.last),
                         deadline = checker_day(c, all->adopted.date.last);
    struct diagnostic *diagnostic = checker_report_line(c, DIAG_POSTPONED_EARLIER, all->entity, postponement->line);
    diagnostic->arguments[0] = earlier;
    diagnostic->arguments[1] = deadline;
}

void check_postponements(struct checker *c, uint32_t entity)
{
    if (!model_property(c->model, entity, PROPERTY_POSTPONED_TO).node)
        return;
    struct postponements all; /* known[] is long, and filled as they come */
    all.checker = c;
    all.entity = entity;
    all.count = 0;
    all.adopted = checker_times(c, entity)->adopted;
    moment_postponements(c->moment, entity, check_postponement, &all);
}
