/* checker.c: what the checks share. */
#include "checker.h"

#include <string.h>

struct diag_argument checker_title(struct checker *c, uint32_t entity)
{
    const char **titles = arena_alloc(c->arena, LANGUAGE_COUNT * sizeof *titles);
    for (int language = 0; language < LANGUAGE_COUNT; language++)
        titles[language] = model_title(c->model, c->arena, entity, (enum language)language);
    return diag_phrase(titles);
}

struct diag_argument checker_day(struct checker *c, day_number day)
{
    char text[16];
    date_format_iso(day, text);
    return diag_string(arena_copy(c->arena, text, strlen(text)));
}

struct diag_argument checker_value_text(struct checker *c, uint32_t file, const struct value *value)
{
    uint32_t length;
    const char *text = model_text(c->model, file, value, &length);
    return diag_text(text, length);
}

const struct timing *checker_times(struct checker *c, uint32_t entity)
{
    if (c->timed != entity)
        c->times = moment_times(c->moment, entity);
    c->timed = entity;
    return &c->times;
}

struct diagnostic *checker_report(struct checker *c, enum diag_code code, uint32_t entity)
{
    struct diag_argument title = checker_title(c, entity);
    struct diagnostic *diagnostic = diag_add(c->list, code, model_span(c->model, entity));
    diagnostic->arguments[0] = title;
    diagnostic->declaration = entity;
    return diagnostic;
}

struct diagnostic *checker_report_line(struct checker *c, enum diag_code code, uint32_t entity, struct stated line)
{
    if (!line.node)
        return checker_report(c, code, entity);
    const struct node *node = &c->model->files[line.file].tree.nodes[line.node];
    struct diagnostic *diagnostic = diag_add(c->list, code, (struct span){line.file, node->start, node->end});
    diagnostic->declaration = entity;
    diagnostic->property = (uint8_t)node->word;
    return diagnostic;
}

struct diagnostic *checker_report_span(struct checker *c, enum diag_code code, uint32_t entity, struct stated line,
                                       struct span place)
{
    struct diagnostic *diagnostic = diag_add(c->list, code, place);
    diagnostic->declaration = entity;
    diagnostic->property = (uint8_t)c->model->files[line.file].tree.nodes[line.node].word;
    return diagnostic;
}

bool checker_wants(const struct model *model, const struct unit *unit, enum diag_code code)
{
    int8_t severity = unit->settings.severity[code];
    return severity < 0 ? model->asked && model->asked[code] : severity != SEVERITY_OFF;
}

struct diagnostic *checker_advise(struct checker *c, enum diag_code code, uint32_t entity, struct span place)
{
    struct diagnostic *diagnostic = diag_add(c->list, code, place);
    diagnostic->severity = SEVERITY_NOTE;
    diagnostic->declaration = entity;
    return diagnostic;
}
