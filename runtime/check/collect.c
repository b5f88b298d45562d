/* collect.c: all findings of a workspace, with settings and exceptions applied, in the order of files and lines. */
#include "checker.h"

#include <stdlib.h>
#include <string.h>

/* One `unntak` line: of a built-in check, or of a rule. */
struct exception {
    uint32_t entity;
    enum diag_code code; /* DIAG_RULE: of `rule`; NONE: there is no such check or rule */
    uint32_t rule;       /* entity */
    struct stated line;
    bool expired, used;
    bool off; /* the plan has turned the check off: whether the exception is needed cannot be seen */
    day_number until;
};

struct exceptions {
    struct exception *data;
    uint32_t count, capacity;
    uint64_t codes[(DIAG_COUNT + 63) / 64]; /* which codes have any */
};

static bool is_off(const struct settings *settings, const struct exception *exception)
{
    return (exception->rule ? settings_of_rule(settings, exception->rule) : settings->severity[exception->code]) ==
           SEVERITY_OFF;
}

static void read_exception(struct model *model, day_number day, uint32_t entity, struct stated line,
                           struct exceptions *list)
{
    struct exception exception = {.entity = entity, .line = line, .until = DAY_OPEN_END};
    uint32_t count, length, unit = model->files[line.file].unit;
    const struct value *name = model_values(model, line, &count), *until = model_value(model, line, TAG_UNTIL);
    if (!count)
        return;
    const char *text = model_text(model, line.file, name, &length);
    exception.code = diag_find(text, length);
    if (!exception.code)
        exception.rule = model_find_rule(model, unit, text, length);
    if (exception.rule)
        exception.code = DIAG_RULE;
    struct date last = until ? until->date : (struct date){.last = DAY_OPEN_END};
    if (moment_place(model, model->entities[entity].unit, &last))
        exception.until = last.last; /* the day is included */
    exception.expired = exception.until < day;
    exception.off = is_off(&model->units[unit].settings, &exception);
    list->codes[exception.code / 64] |= 1ull << (exception.code % 64);
    ARRAY_PUSH(list, data, count, capacity, exception);
}

static void read_exceptions(struct model *model, day_number day, struct exceptions *list)
{
    for (uint32_t f = 0; f < model->file_count; f++) {
        const struct tree *tree = &model->files[f].tree;
        uint32_t end = model->files[f].first_entity + model->files[f].entity_count;
        for (uint32_t e = model->files[f].first_entity; e < end; e++) {
            if (!model_may_state(model, e, PROPERTY_EXCEPTION))
                continue;
            uint32_t node = tree_property(tree, model->entities[e].node, PROPERTY_EXCEPTION);
            for (; node; node = tree_next_property(tree, node))
                read_exception(model, day, e, (struct stated){f, node}, list);
        }
    }
}

/* The exceptions of one declaration for a code are marked used; true when one of them is still in force. The list is in the
 * order of entities. */
static bool excepts(struct exceptions *list, uint32_t entity, enum diag_code code, uint32_t rule)
{
    uint32_t low = 0, high = list->count;
    bool excepted = false;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (list->data[middle].entity < entity)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < list->count && list->data[low].entity == entity; low++) {
        struct exception *exception = &list->data[low];
        if (exception->code != code || exception->rule != rule)
            continue;
        exception->used = true;
        excepted |= !exception->expired;
    }
    return excepted;
}

/* True when the declaration, one it stands below, or a header of its plan makes an exception. */
static bool is_excepted(const struct model *model, struct exceptions *list, const struct diagnostic *diagnostic)
{
    enum diag_code code = (enum diag_code)diagnostic->code;
    uint32_t rule = diagnostic->rule ? diagnostic->rule->entity : 0;
    uint32_t declaration = diagnostic->declaration, header = model->units[model->entities[declaration].unit].header;
    bool excepted = false;
    if (!((list->codes[code / 64] >> (code % 64)) & 1u))
        return false;
    for (uint32_t at = declaration; at; at = model->entities[at].parent)
        excepted |= !KIND_IN(model->entities[at].kind, OF(PLAN) | OF(LIBRARY)) && excepts(list, at, code, rule);
    for (; header; header = model->entities[header].same_name)
        excepted |= excepts(list, header, code, rule);
    return excepted;
}

struct findings {
    struct diagnostic *data;
    uint32_t count, capacity;
};

static void take(struct model *model, struct exceptions *exceptions, const struct diagnostic *diagnostic,
                 struct findings *findings)
{
    struct diagnostic copy = *diagnostic;
    const struct file *file = &model->files[copy.span.file];
    if (file->builtin)
        return;
    if (!copy.declaration && copy.node)
        copy.declaration = file->entity_of[copy.node];
    const struct settings *settings = &model->units[file->unit].settings;
    int of_rule = copy.rule ? settings_of_rule(settings, copy.rule->entity) : -1;
    int8_t severity = of_rule >= 0 ? (int8_t)of_rule : settings->severity[copy.code];
    if (severity >= 0)
        copy.severity = (uint8_t)severity;
    if (copy.severity == SEVERITY_OFF || (copy.declaration && is_excepted(model, exceptions, &copy)))
        return;
    ARRAY_PUSH(findings, data, count, capacity, copy);
}

static void take_list(struct model *model, struct exceptions *exceptions, const struct diag_list *list,
                      struct findings *findings)
{
    for (uint32_t i = 0; i < list->count; i++)
        take(model, exceptions, &list->data[i], findings);
}

/* An exception from being told of exceptions waits until the others are told of. */
static bool is_of_exceptions(const struct exception *exception)
{
    return exception->code == DIAG_UNUSED_EXCEPTION || exception->code == DIAG_EXPIRED_EXCEPTION;
}

static void report_unknown_rule(struct model *model, const struct exception *exception, struct diag_list *list)
{
    static const char *const help[] = {"`traad explain --all` viser alle kodene.",
                                       "`traad explain --all` viser alle kodane.",
                                       "`traad explain --all` lists all codes."};
    uint32_t count, length;
    const struct value *name = model_values(model, exception->line, &count);
    const char *text = model_text(model, exception->line.file, name, &length);
    struct diagnostic *diagnostic = diag_add(list, DIAG_UNKNOWN_RULE,
                                             (struct span){exception->line.file, name->start, name->end});
    diagnostic->arguments[0] = diag_text(text, length);
    diagnostic->arguments[1] = diag_phrase(help);
    diagnostic->declaration = exception->entity;
}

static void report_exception(struct model *model, const struct exception *exception, struct diag_list *list)
{
    if ((exception->used && !exception->expired) || exception->off)
        return;
    if (!exception->code) {
        report_unknown_rule(model, exception, list);
        return;
    }
    const struct node *node = &model->files[exception->line.file].tree.nodes[exception->line.node];
    uint32_t count, length;
    const struct value *name = model_values(model, exception->line, &count);
    const char *rule = model_text(model, exception->line.file, name, &length);
    struct diagnostic *diagnostic = diag_add(list, exception->used ? DIAG_EXPIRED_EXCEPTION : DIAG_UNUSED_EXCEPTION,
                                             (struct span){exception->line.file, node->start, node->end});
    char until[16];
    date_format_iso(exception->until, until);
    diagnostic->arguments[0] = exception->rule ? diag_text(rule, length) : diag_string(diag_row(exception->code)->code);
    diagnostic->arguments[1] = diag_string(arena_copy(&model->arena, until, strlen(until)));
    diagnostic->declaration = exception->entity;
    diagnostic->property = PROPERTY_EXCEPTION;
}

/* Exceptions that are spent or were never needed are findings themselves, which other exceptions may accept. */
static void report_exceptions(struct model *model, struct exceptions *exceptions, struct findings *findings)
{
    struct exceptions none = {0};
    for (int round = 0; round < 2; round++) {
        struct diag_list list = {.arena = &model->arena};
        for (uint32_t i = 0; i < exceptions->count; i++)
            if (is_of_exceptions(&exceptions->data[i]) == (round == 1))
                report_exception(model, &exceptions->data[i], &list);
        take_list(model, round == 0 ? exceptions : &none, &list, findings);
        array_free(list.data);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct diagnostic *x = a, *y = b;
    if (x->span.file != y->span.file)
        return x->span.file < y->span.file ? -1 : 1;
    if (x->span.start != y->span.start)
        return x->span.start < y->span.start ? -1 : 1;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    if (x->rule && y->rule && x->rule != y->rule)
        return strcmp(x->rule->code, y->rule->code);
    return x->span.end < y->span.end ? -1 : x->span.end > y->span.end;
}

struct diagnostic *check_collect(struct model *model, day_number day, uint32_t *count)
{
    struct exceptions exceptions = {0};
    struct findings findings = {0};
    read_exceptions(model, day, &exceptions);
    take_list(model, &exceptions, &model->diagnostics, &findings);
    for (uint32_t f = 0; f < model->file_count; f++)
        take_list(model, &exceptions, &model->files[f].diagnostics, &findings);
    for (uint32_t u = 1; u < model->unit_count; u++)
        take_list(model, &exceptions, &model->units[u].diagnostics, &findings);
    report_exceptions(model, &exceptions, &findings);
    if (findings.count > 1)
        array_sort(findings.data, findings.count, sizeof *findings.data, by_place);
    array_free(exceptions.data);
    *count = findings.count;
    return findings.data;
}
