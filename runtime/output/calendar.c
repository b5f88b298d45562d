#include "calendar.h"

#include "glyph.h"
#include "library.h"
#include "version.h"

#include <libical/ical.h>
#include <stdio.h>
#include <string.h>

/* clang-format off */
#define FUNCTIONS(F) \
    F(ical, component_add_property) F(ical, component_as_ical_string_r) F(ical, component_count_properties) F(ical, component_free) \
    F(ical, component_new) F(ical, component_new_vevent) F(ical, errno_return) F(ical, memory_free_buffer) F(ical, parameter_new_value) \
    F(ical, property_add_parameter) F(ical, property_new_calscale) F(ical, property_new_categories) \
    F(ical, property_new_description) F(ical, property_new_name) F(ical, property_new_prodid) \
    F(ical, property_new_rrule) F(ical, property_new_sequence) F(ical, property_new_status) \
    F(ical, property_new_summary) F(ical, property_new_transp) F(ical, property_new_uid) \
    F(ical, property_new_version) F(ical, property_new_x) F(ical, property_set_x_name) \
    F(ical, recurrencetype_from_string)
/* clang-format on */
LIBRARY(ical, "libical", FUNCTIONS)

enum { LAST_YEAR = 9999 };

static const char END[] = "END:VCALENDAR\r\n";

/* Without memory the library would leave something out, and go on. */
static void *demand(void *made)
{
    if (!made || *ical.errno_return() == ICAL_NEWFAILED_ERROR)
        arena_exhausted();
    return made;
}

/* A property that holds a day. The library writes days of years after 3000 or so as zeros; as text they are what they are. */
static icalproperty *day_property(const char *name, day_number day, const char *clock)
{
    struct civil civil = date_civil(day);
    char text[32];
    snprintf(text, sizeof text, "%04d%02d%02d%s", civil.year, civil.month, civil.day, clock);
    icalproperty *property = demand(ical.property_new_x(text));
    ical.property_set_x_name(property, name);
    if (!*clock)
        ical.property_add_parameter(property, ical.parameter_new_value(ICAL_VALUE_DATE));
    return property;
}

/* A text that is harmless wherever it is shown. */
static const char *harmless(struct calendar *calendar, const char *text)
{
    calendar->scratch.count = 0;
    glyph_lines(&calendar->scratch, text, strlen(text));
    return writer_string(&calendar->scratch);
}

static void add(icalcomponent *component, icalproperty *property)
{
    demand(property);
    ical.component_add_property(component, property);
}

/* True when each property has a line, beside the two that the component stands between. Further lines begin with a blank. */
static bool is_whole(icalcomponent *component, const char *text)
{
    int lines = 0;
    for (const char *at = text; (at = strchr(at, '\n')) != NULL; at++)
        lines += at[1] != ' ' && at[1] != '\t';
    return lines == ical.component_count_properties(component, ICAL_ANY_PROPERTY) + 2;
}

/* Writes a component, but for its last bytes where more is to stand in it, and frees it. */
static void write_component(struct calendar *calendar, icalcomponent *component, size_t kept)
{
    char *text = demand(ical.component_as_ical_string_r(component));
    if (!is_whole(component, text)) /* nor does it say that there was no memory for a line */
        arena_exhausted();
    writer_put(calendar->writer, text, strlen(text) - kept);
    ical.memory_free_buffer(text);
    ical.component_free(component);
}

void calendar_begin(struct calendar *calendar, struct writer *writer, const char *name, day_number as_of)
{
    ical_load();
    *calendar = (struct calendar){.writer = writer, .as_of = as_of};
    icalcomponent *component = demand(ical.component_new(ICAL_VCALENDAR_COMPONENT));
    icalproperty *shown = demand(ical.property_new_x(harmless(calendar, name))); /* what Google and Outlook read */
    ical.property_set_x_name(shown, "X-WR-CALNAME");
    add(component, ical.property_new_version("2.0"));
    add(component, ical.property_new_prodid("-//traad//traad " TRAAD_VERSION "//NO"));
    add(component, ical.property_new_calscale("GREGORIAN"));
    add(component, ical.property_new_name(harmless(calendar, name))); /* RFC 7986 */
    add(component, shown);
    write_component(calendar, component, strlen(END));
}

void calendar_event(struct calendar *calendar, const struct calendar_event *event)
{
    static const enum icalproperty_status statuses[] = {ICAL_STATUS_CONFIRMED, ICAL_STATUS_TENTATIVE,
                                                        ICAL_STATUS_CANCELLED};
    icalcomponent *component = demand(ical.component_new_vevent());
    add(component, ical.property_new_uid(harmless(calendar, event->uid)));
    add(component, day_property("DTSTAMP", calendar->as_of, "T000000Z"));
    add(component, ical.property_new_sequence(calendar->as_of - date_day(1, 1, 1)));
    add(component, day_property("DTSTART", event->day, ""));
    if (date_civil(event->day + 1).year <= LAST_YEAR) /* else the day that it begins on is all of it */
        add(component, day_property("DTEND", event->day + 1, ""));
    if (event->rule)
        add(component, ical.property_new_rrule(ical.recurrencetype_from_string(event->rule)));
    add(component, ical.property_new_summary(harmless(calendar, event->title)));
    add(component, ical.property_new_description(harmless(calendar, event->description)));
    add(component, ical.property_new_categories(event->category));
    add(component, ical.property_new_status(statuses[event->status]));
    add(component, ical.property_new_transp(ICAL_TRANSP_TRANSPARENT));
    write_component(calendar, component, 0);
}

void calendar_end(struct calendar *calendar)
{
    writer_text(calendar->writer, END);
    writer_free(&calendar->scratch);
}
