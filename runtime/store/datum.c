/* datum.c: single values, and the texts of the plan as values. */
#include "reading.h"

#include <ctype.h>
#include <string.h>

struct datum datum_null(void)
{
    return (struct datum){.type = DATUM_NULL};
}

struct datum datum_fixed(const char *text)
{
    return text ? (struct datum){.type = DATUM_TEXT, .fixed = true, .text = text, .length = (uint32_t)strlen(text)}
                : datum_null();
}

struct datum datum_text(const char *text, uint32_t length)
{
    return text ? (struct datum){.type = DATUM_TEXT, .text = text, .length = length} : datum_null();
}

struct datum datum_integer(int64_t integer)
{
    return (struct datum){.type = DATUM_INTEGER, .integer = integer};
}

struct datum datum_number(double number)
{
    return (struct datum){.type = DATUM_NUMBER, .number = number};
}

struct datum datum_day(struct scan *c, day_number day)
{
    char text[16];
    date_format_iso(day, text);
    return *text ? datum_text(arena_copy(&c->arena, text, strlen(text)), (uint32_t)strlen(text)) : datum_null();
}

struct datum datum_precision(enum date_precision precision)
{
    return precision == PRECISION_DAY || precision == PRECISION_NONE ? datum_null()
                                                                     : datum_fixed(date_precision_name(precision));
}

struct datum datum_term(struct scan *c, uint32_t term)
{
    if (!term)
        return datum_null();
    const char *name = keyword_of_term((enum term)term)->name;
    uint32_t length = (uint32_t)strlen(name);
    char *lower = arena_copy(&c->arena, name, length);
    for (char *at = lower; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return datum_text(lower, length);
}

struct datum datum_identity(const struct store *store, uint32_t entity)
{
    return entity ? datum_fixed(model_identity(store->model, entity)) : datum_null();
}

/* ---- texts of the plan ---------------------------------------------------------------------------------------------- */

struct datum datum_written(struct scan *c, uint32_t file, const struct value *value)
{
    uint32_t length;
    const char *text = model_written(c->store->model, &c->arena, file, value, &length);
    return datum_text(text, length);
}
