#include "option_value.h"

#include "parse.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- lists, choices, numbers and quantities ------------------------------------------------------------------------ */

bool options_next_item(const char **list, const char **item, size_t *length)
{
    while (**list == ',' || **list == ' ')
        ++*list;
    *item = *list;
    *length = strcspn(*list, ",");
    *list += *length;
    return *length > 0;
}

static bool is_choice(const char *choices, const char *text, size_t length)
{
    for (const char *at = choices; *at;) {
        size_t size = strcspn(at, "|");
        if (size == length && memcmp(at, text, size) == 0)
            return true;
        at += size + (at[size] == '|');
    }
    return false;
}

/* "text|md" as "text, md". */
static const char *choices_text(struct arena *arena, const char *choices)
{
    struct writer writer = {0};
    for (; *choices; choices++)
        if (*choices == '|')
            writer_text(&writer, ", ");
        else
            writer_char(&writer, *choices);
    const char *text = arena_copy(arena, writer.data, writer.count);
    writer_free(&writer);
    return text;
}

bool options_read_number(const char *text, int *number)
{
    char *end;
    if (*text < '0' || *text > '9')
        return false;
    long value = strtol(text, &end, 10);
    *number = (int)value;
    return value >= 0 && value < 1000000 && (*end == '\0' || strcmp(end, "d") == 0);
}

/* A whole number from 1 and a unit: M or G (`B` may follow) for a size, in bytes; s, m, h or none for a duration, in seconds.
 * 0 when it is neither. */
static int64_t read_quantity(const char *text, enum takes takes)
{
    static const struct {
        enum takes takes;
        const char *unit;
        int64_t times;
    } UNITS[] = {{TAKES_SIZE, "M", 1 << 20},  {TAKES_SIZE, "MB", 1 << 20},   {TAKES_SIZE, "G", 1 << 30},
                 {TAKES_SIZE, "GB", 1 << 30}, {TAKES_DURATION, "", 1},       {TAKES_DURATION, "s", 1},
                 {TAKES_DURATION, "m", 60},   {TAKES_DURATION, "h", 60 * 60}};
    char *end;
    if (*text < '0' || *text > '9')
        return 0;
    long number = strtol(text, &end, 10);
    if (number >= 1000000)
        return 0;
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (UNITS[i].takes == takes && strcasecmp(end, UNITS[i].unit) == 0)
            return number * UNITS[i].times;
    return 0;
}

/* ---- what a value may be --------------------------------------------------------------------------------------------- */

static bool refuse(struct value_fault *fault, enum text text, const char *first, const char *second)
{
    *fault = (struct value_fault){text, first, second};
    return false;
}

bool option_value_fits(const struct option_row *row, const char *value, struct arena *arena, struct value_fault *fault)
{
    struct date date;
    int number;
    switch (row->takes) {
    case TAKES_CHOICE:
        return is_choice(row->choices, value, strlen(value)) ||
               refuse(fault, TEXT_BAD_CHOICE, value, choices_text(arena, row->choices));
    case TAKES_LIST:
        for (const char *rest = value, *item; row->choices;) {
            size_t length;
            if (!options_next_item(&rest, &item, &length))
                break;
            if (!is_choice(row->choices, item, length))
                return refuse(fault, TEXT_BAD_CHOICE, arena_copy(arena, item, length),
                              choices_text(arena, row->choices));
        }
        return true;
    case TAKES_NUMBER: return options_read_number(value, &number) || refuse(fault, TEXT_BAD_NUMBER, value, NULL);
    case TAKES_DATE: return parse_date(value, &date) || refuse(fault, TEXT_BAD_DATE, value, NULL);
    case TAKES_SINCE:
        return parse_date(value, &date) || options_read_number(value, &number) ||
               refuse(fault, TEXT_BAD_SINCE, value, NULL);
    case TAKES_SIZE: return read_quantity(value, row->takes) > 0 || refuse(fault, TEXT_BAD_SIZE, value, NULL);
    case TAKES_DURATION: return read_quantity(value, row->takes) > 0 || refuse(fault, TEXT_BAD_DURATION, value, NULL);
    default: return true;
    }
}

/* ---- what was given ------------------------------------------------------------------------------------------------ */

int64_t options_quantity(const struct options *options, enum option option)
{
    const char *text = options->values[option];
    return text ? read_quantity(text, option_row(option)->takes) : -1;
}

int options_number(const struct options *options, enum option option)
{
    int number = -1;
    return options->values[option] && options_read_number(options->values[option], &number) ? number : -1;
}
