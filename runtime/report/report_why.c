/* report_why.c: how an answer came about: what is asked of, and the steps that led to it. */
#include "why.h"

#include <stdlib.h>
#include <string.h>

static const struct column COLUMNS[C_COLUMNS] = {
    [C_STEP] = {"step", {"Steg", "Steg", "Step"}, COLUMN_INTEGER, COLUMN_BOTH},
    [C_NAME] = {"name", {"Navn", "Namn", "Name"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_TEXT] = {"text", {"Hvorfor", "Kvifor", "Why"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_VALUE] = {"value", {"Verdi", "Verdi", "Value"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_DATE] = {"date", {"Dato", "Dato", "Date"}, COLUMN_DATE, COLUMN_MACHINE},
    [C_PLACE] = {"place", {"Står i", "Står i", "Stated in"}, COLUMN_TEXT, COLUMN_HUMAN},
    [C_FILE] = {"file", {"Fil", "Fil", "File"}, COLUMN_TEXT, COLUMN_MACHINE},
    [C_LINE] = {"line", {"Linje", "Linje", "Line"}, COLUMN_INTEGER, COLUMN_MACHINE},
    [C_ID] = {"id", {"Id", "Id", "Id"}, COLUMN_REFERENCE, COLUMN_MACHINE}};

/* False when it has no stage or occurrence as asked for. */
static bool explain(struct why *why, uint32_t entity, const char *part)
{
    struct filling *f = &why->filling;
    bool target = f->model->entities[entity].kind == KIND_TARGET;
    if (part && *part == '#')
        return target && why_stages(why, entity, (uint32_t)strtoul(part + 1, NULL, 10));
    if (part)
        return moment_is_dated(&f->moment, entity) && why_occurrence(why, entity, part + 1);
    if (target && why_stages(why, entity, 0))
        return true;
    if (moment_is_dated(&f->moment, entity)) {
        why_work(why, entity);
        return true;
    }
    why_begin(why, model_identity(f->model, entity), cells_label(f, entity));
    why_step(why, STEP_UNTIMED, &(struct step_facts){.line = cells_statement(f->model, entity)});
    return true;
}

/* "#2" or "@2020" at the end of what is asked for; NULL when there is none. */
static const char *part_of(const char *id)
{
    const char *mark = strpbrk(id, "#@");
    bool number = mark && *mark == '#' && mark[1] >= '1' && mark[1] <= '9' &&
                  strspn(mark + 1, "0123456789") == strlen(mark + 1) && strlen(mark) < 8;
    return mark && (number || (*mark == '@' && mark[1])) ? mark : NULL;
}

static void write_caption(struct why *why)
{
    struct filling *f = &why->filling;
    f->table->caption = phrase(f->arena, PHRASE_WHY_AS_OF, f->language, why_day(why, f->moment.day), NULL, NULL);
}

enum report_result report_why(const struct report_request *request, struct table *table, bool *found)
{
    enum { MOST_FOUND = 16 };
    struct why asked = {0}, *why = &asked;
    uint32_t entities[MOST_FOUND], explained = 0;
    const char *part = NULL;
    uint32_t count = model_find_all(request->model, request->id, ANY_KIND, entities, MOST_FOUND);
    *found = false;
    if (!count && (part = part_of(request->id))) {
        const char *name = arena_copy(table->arena, request->id, (size_t)(part - request->id));
        count = model_find_all(request->model, name, ANY_KIND, entities, MOST_FOUND);
    }
    if (!count)
        return REPORT_UNKNOWN_ID;
    filling_begin(&why->filling, request, table, "why", COLUMNS, C_COLUMNS);
    if (request->within >= 0)
        why->filling.moment.soon_days = request->within;
    why->teller = cells_teller(&why->filling);
    for (uint32_t i = 0; i < count; i++)
        explained += explain(why, model_canonical(request->model, entities[i]), part);
    write_caption(why);
    filling_end(&why->filling);
    return explained ? REPORT_DONE : REPORT_UNKNOWN_ID;
}
