/* question_cells.c: an answer in the expression language as a cell of a table: what machines get, and what people read. */
#include "question.h"
#include "say.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

const char *question_lower(struct arena *arena, const char *name)
{
    char *text = arena_copy(arena, name, strlen(name));
    for (char *c = text; *c; c++)
        *c = (char)(*c == ' ' || *c == '-' ? '_' : tolower((unsigned char)*c));
    return text;
}

/* A word's English name: a property's, or the standard form of what is derived or a kind. */
static const char *machine_term(const struct item *item, struct arena *arena)
{
    return item->word == DERIVED_KIND ? model_kind_name((enum kind)item->part)
                                      : question_lower(arena, keyword_of_term((enum term)item->part)->name);
}

struct cell question_item_cell(struct question *q, const struct item *item, uint32_t unit, bool thing)
{
    struct filling *f = &q->filling;
    const char *label = say_item(&q->runner, f->arena, item, f->language);
    switch ((enum item_kind)item->kind) {
    case ITEM_ENTITY: return cells_entity(f, item->entity);
    case ITEM_STAGE:
        return cell_labelled(arena_format(f->arena, "%s#%u", model_identity(f->model, item->entity), item->part + 1),
                             label);
    case ITEM_TERM: return cell_labelled(machine_term(item, f->arena), label);
    case ITEM_TEXT: {
        struct responsibility actor = {.name = item->text, .length = item->length};
        return thing ? cells_actor(f, &actor, unit) : cell_text(label); /* an actor that is only a string */
    }
    default: return cell_text(label);
    }
}

bool question_shows(const struct item *item)
{
    return item->kind > ITEM_WORKSPACE;
}

/* A list; people get short names where there are such. */
static struct cell list_cell(struct question *q, const struct result *list, uint32_t unit, bool things)
{
    struct arena *arena = q->filling.arena;
    struct cell *items = arena_alloc(arena, (list->count + 1) * sizeof *items);
    const char *label = "";
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct item *item = &q->runner.items.data[list->first + i];
        if (!question_shows(item))
            continue;
        items[count] = question_item_cell(q, item, unit, things);
        const char *one = items[count].label ? items[count].label : items[count].text;
        label = arena_format(arena, "%s%s%s%s", label, count ? ", " : "", one, item->certain ? "" : "?");
        count++;
    }
    return cell_list(items, count, label);
}

/* Several words or texts in one cell are joined, as csv joins lists. */
static struct cell joined_cell(struct question *q, const struct result *list, const char *label)
{
    struct arena *arena = q->filling.arena;
    const char *text = "";
    uint32_t count = 0;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct item *item = &q->runner.items.data[list->first + i];
        if (!question_shows(item) || item->kind == ITEM_OTHER)
            continue;
        const char *one = item->kind == ITEM_TERM ? machine_term(item, arena)
                                                  : say_item(&q->runner, arena, item, q->filling.language);
        text = arena_format(arena, "%s%s%s", text, count++ ? "; " : "", one);
    }
    return count ? cell_labelled(text, label) : cell_text(NULL);
}

/* The latest of the dates; `*precision` is set to that of a coarse one. */
static struct cell date_cell(struct question *q, const struct result *list, struct cell *precision)
{
    const struct item *latest = NULL;
    for (uint32_t i = 0; i < list->count; i++) {
        const struct item *item = &q->runner.items.data[list->first + i];
        if (item->kind == ITEM_DATE && (!latest || item->date.last > latest->date.last))
            latest = item;
    }
    *precision = cell_text(latest ? cells_precision(&latest->date) : NULL);
    return latest ? cell_date(latest->date.last, NULL) : cell_text(NULL);
}

static struct cell number_cell(double number, const char *label)
{
    struct cell cell = cell_number(number);
    if (!isfinite(number))
        cell = cell_text(NULL);
    cell.label = label;
    return cell;
}

static struct cell truth_cell(enum truth truth, const char *label)
{
    struct cell cell = truth == UNKNOWN_ ? cell_text(NULL) : cell_boolean(truth == TRUE_);
    cell.label = label;
    return cell;
}

/* A range is told to people; for machines it is not known. */
static struct cell scalar_cell(const struct result *result, const char *label)
{
    if (result->kind == RESULT_TRUTH)
        return truth_cell(result->truth, label);
    bool known = !result->missing && result->low >= result->high && isfinite(result->low);
    if (known && result->dated)
        return cell_date((day_number)result->low, NULL);
    return number_cell(known ? result->low : INFINITY, label);
}

struct cell question_result_cell(struct question *q, const struct program *program, const struct result *result,
                                 uint32_t unit, struct cell *precision)
{
    const char *label = say_result(&q->runner, q->filling.arena, result, q->filling.language);
    *precision = cell_text(NULL);
    if (result->kind != RESULT_LIST)
        return scalar_cell(result, label);
    const struct item *only = result->count ? &q->runner.items.data[result->first] : NULL;
    switch ((enum type_kind)program->type.kind) {
    case TYPE_THING:
    case TYPE_CODE: return list_cell(q, result, unit, program->type.kind == TYPE_THING);
    case TYPE_DATE: return date_cell(q, result, precision);
    case TYPE_NUMBER:
        return only && (only->kind == ITEM_NUMBER || only->kind == ITEM_MEASUREMENT) ? number_cell(only->number, label)
                                                                                     : cell_text(NULL);
    case TYPE_TRUTH:
        return only && only->kind == ITEM_TRUTH ? truth_cell(only->part ? TRUE_ : FALSE_, label) : cell_text(NULL);
    case TYPE_OTHER: return truth_cell(only && question_shows(only) ? TRUE_ : FALSE_, NULL);
    default: return joined_cell(q, result, label);
    }
}
