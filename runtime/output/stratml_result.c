#include "stratml.h"
#include "text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* An identity as an xsd:ID: letters, digits, `-` and `.` as they are, every other byte as _2F. */
void stratml_identifier(struct stratml *s, uint32_t entity)
{
    struct writer id = {0};
    if (s->room.filling.model->entities[entity].flags & ENTITY_DUPLICATE) /* an ID stands once in a document */
        return;
    writer_text(&id, "id-");
    for (const char *at = model_identity(s->room.filling.model, entity); *at; at++) {
        bool plain = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9') ||
                     *at == '-' || *at == '.';
        if (plain)
            writer_char(&id, *at);
        else
            writer_format(&id, "_%02X", (unsigned)(unsigned char)*at);
    }
    xml_element(&s->xml, "Identifier", writer_string(&id));
    writer_free(&id);
}

void stratml_day(struct stratml *s, const char *name, day_number day)
{
    char text[16];
    if (day <= DAY_OPEN_START || day >= DAY_OPEN_END)
        return;
    date_format_iso(day, text);
    xml_element(&s->xml, name, text);
}

/* An xsd:decimal, which has no exponent. */
static void number_element(struct stratml *s, double number)
{
    char text[64];
    if (!isfinite(number) || fabs(number) >= 1e15)
        return;
    snprintf(text, sizeof text, "%.10f", number);
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
    xml_element(&s->xml, "NumberOfUnits", text);
}

static void write_stage(struct stratml *s, const struct target *target, const struct stage *stage)
{
    struct teller teller = cells_teller(&s->room.filling);
    double bound;
    bool upwards;
    xml_start(&s->xml, "TargetResult");
    if (stage->placed)
        stratml_day(s, "EndDate", stage->date.last);
    if (target_bound(&s->room.filling.moment, target, stage, &bound, &upwards))
        number_element(s, bound);
    xml_element(&s->xml, "Description", figure_condition(&teller, stage));
    xml_stop(&s->xml);
}

static void write_value(struct stratml *s, const struct target *target, const struct measurement *m, bool baseline)
{
    struct filling *f = &s->room.filling;
    struct teller teller = cells_teller(f);
    const struct stage *stage = target->stage_count ? &target->stages[0] : NULL;
    if (m->known > f->moment.day)
        return;
    const char *value = m->missing ? "?" : figure_value(&teller, stage, m);
    xml_start(&s->xml, "ActualResult");
    stratml_day(s, "StartDate", m->date.first);
    stratml_day(s, "EndDate", m->date.last);
    if (!m->missing)
        number_element(s, stage ? stage_range(stage, m).low : m->amount.number);
    xml_element(&s->xml, "Description",
                baseline ? text_string(f->arena, TEXT_STRATML_BASELINE, f->language, value, NULL) : value);
    xml_stop(&s->xml);
}

static const char *unit_of(struct stratml *s, const struct target *target)
{
    const struct amount *unit = &target->manner.unit;
    if (unit->unit)
        return arena_copy(s->room.filling.arena, unit->unit, unit->unit_length);
    for (uint32_t i = 0; i < target->stage_count; i++) {
        const struct condition *condition = &target->stages[i].conditions[0];
        if (!target->stages[i].condition_count)
            continue;
        if (condition_is_share(condition) || condition->amount.percent)
            return "%";
        if (condition->amount.unit)
            return arena_copy(s->room.filling.arena, condition->amount.unit, condition->amount.unit_length);
    }
    return unit->percent ? "%" : "";
}

void stratml_indicator(struct stratml *s, uint32_t entity, bool whole)
{
    struct filling *f = &s->room.filling;
    struct target target;
    target_read(&f->moment, entity, &target);
    xml_start(&s->xml, "PerformanceIndicator");
    xml_attribute(&s->xml, "PerformanceIndicatorType", "Quantitative");
    xml_element(&s->xml, "MeasurementDimension",
                model_title(f->model, f->arena, target.indicator ? target.indicator : entity, f->language));
    xml_element(&s->xml, "UnitOfMeasurement", unit_of(s, &target));
    if (whole)
        stratml_identifier(s, entity);
    xml_start(&s->xml, "MeasurementInstance");
    for (uint32_t i = 0; i < target.stage_count; i++)
        write_stage(s, &target, &target.stages[i]);
    if (target.has_baseline)
        write_value(s, &target, &target.baseline, true);
    for (uint32_t i = 0; i < target.series.count; i++)
        write_value(s, &target, &target.series.data[i], false);
    xml_stop(&s->xml);
    if (whole) { /* below a measure: it has no Objective to tell the rest */
        writer_text(&s->other, cells_label(f, entity));
        stratml_keep_lines(s, entity, 1);
        stratml_keep_below(s, entity, 1);
        stratml_write_other(s);
    }
    xml_stop(&s->xml);
    target_free(&target);
}
