/* responsibility.c: who answers, and whether it is one, and somebody. */
#include "checker.h"

/* How a line of a role reads: nothing there, stated none, undecided or uncertain only, or somebody. */
enum reading { READS_NOTHING, READS_NONE, READS_UNDECIDED, READS_SOMEBODY };

static enum reading read_role(const struct model *model, uint32_t entity, enum property role)
{
    uint32_t count;
    struct stated line = model_property(model, entity, role);
    const struct value *values = model_values(model, line, &count);
    if (!line.node)
        return READS_NOTHING;
    enum reading reading = READS_UNDECIDED; /* a broken line says that there is something to say */
    for (uint32_t i = 0; i < count; i++) {
        if (values[i].type == VALUE_NONE)
            return READS_NONE;
        if (values[i].type != VALUE_UNDECIDED && !(values[i].flags & VALUE_UNCERTAIN))
            reading = READS_SOMEBODY;
    }
    return reading;
}

/* True when a line of the declaration's own could not be understood at all. */
static bool has_broken_line(const struct model *model, uint32_t entity)
{
    const struct tree *tree = model_tree(model, entity);
    uint32_t node = model->entities[entity].node;
    for (uint32_t n = node + 1; n < tree->nodes[node].below; n = tree->nodes[n].below)
        if (tree->nodes[n].kind == NODE_ERROR)
            return true;
    return false;
}

void check_accountable(struct checker *c, uint32_t entity)
{
    enum reading reading = read_role(c->model, entity, PROPERTY_ACCOUNTABLE);
    if (reading == READS_SOMEBODY || reading == READS_UNDECIDED)
        return;
    if (reading == READS_NOTHING && role_stated_by_parts(c->model, entity, PROPERTY_ACCOUNTABLE))
        return;
    if (reading == READS_NOTHING && has_broken_line(c->model, entity))
        return; /* it may be what the line was meant to say, and the line is reported */
    struct diagnostic *diagnostic = checker_report(c, DIAG_NO_ACCOUNTABLE, entity);
    diagnostic->property = PROPERTY_ACCOUNTABLE;
    if (reading == READS_NONE) {
        static const char *const stated[] = {"her står det at det ikke er noen", "her står det at det ikkje er nokon",
                                             "here it says that there is none"};
        struct stated line = model_property(c->model, entity, PROPERTY_ACCOUNTABLE);
        const struct node *node = &c->model->files[line.file].tree.nodes[line.node];
        diag_add_label(c->list, diagnostic, (struct span){line.file, node->start, node->end}, stated);
    }
}

void check_several_accountable(struct checker *c, uint32_t entity)
{
    uint32_t count, certain = 0;
    struct stated line = model_property(c->model, entity, PROPERTY_ACCOUNTABLE);
    const struct value *values = model_values(c->model, line, &count);
    for (uint32_t i = 0; i < count; i++)
        certain += (values[i].type == VALUE_REFERENCE || values[i].type == VALUE_STRING) &&
                   !(values[i].flags & VALUE_UNCERTAIN);
    if (certain < 2)
        return;
    struct diag_argument title = checker_title(c, entity);
    struct diagnostic *diagnostic = checker_report_line(c, DIAG_SEVERAL_ACCOUNTABLE, entity, line);
    diagnostic->arguments[0] = title;
    diagnostic->arguments[1] = diag_number(certain);
}

/* The actor of a certain value, or 0. */
static uint32_t certain_actor(const struct model *model, struct stated line, const struct value *value)
{
    if (value->type != VALUE_REFERENCE || (value->flags & VALUE_UNCERTAIN))
        return 0;
    return model_canonical(model, model_target(model, line, value));
}

/* An actor that is both performer and partner, where at least one of the two is said here. */
void check_performer_is_partner(struct checker *c, uint32_t entity)
{
    const struct model *model = c->model;
    uint32_t performs_from, partner_from, performers, partners;
    struct stated performs = model_inherited(model, entity, PROPERTY_PERFORMER, &performs_from);
    struct stated partner = model_inherited(model, entity, PROPERTY_PARTNER, &partner_from);
    if (!performs.node || !partner.node || (performs_from != entity && partner_from != entity))
        return;
    const struct value *a = model_values(model, performs, &performers), *b = model_values(model, partner, &partners);
    for (uint32_t i = 0; i < performers; i++) {
        uint32_t actor = certain_actor(model, performs, &a[i]);
        for (uint32_t k = 0; k < partners && k < 100 && actor; k++) {
            if (actor != certain_actor(model, partner, &b[k]))
                continue;
            struct diag_argument title = checker_title(c, actor);
            struct diagnostic *diagnostic = checker_report_line(c, DIAG_PERFORMER_IS_PARTNER, entity,
                                                                partner_from == entity ? partner : performs);
            diagnostic->arguments[0] = title;
            return;
        }
    }
}

void check_group(struct checker *c, uint32_t entity)
{
    uint32_t count;
    struct stated line = model_property(c->model, entity, PROPERTY_MEMBERS);
    const struct value *values = model_values(c->model, line, &count);
    if (!line.node || (count == 1 && values->type == VALUE_NONE))
        checker_report(c, DIAG_EMPTY_GROUP, entity);
}
