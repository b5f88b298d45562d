#include "say.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* How many of a list are said, and of things that a filter picks; the rest is counted. How far back one is known again. */
enum { MOST_SAID = 10, MOST_EXAMPLES = 3, MOST_BACK = 16 };

/* Digits in groups of three with spaces, at most two decimals, none that are 0. */
const char *say_number(struct arena *arena, double number, enum syntax_unit unit, enum language language)
{
    char digits[64], grouped[96];
    if (!isfinite(number) || fabs(number) > 1e15)
        return "?";
    snprintf(digits, sizeof digits, "%.2f", number);
    size_t length = strlen(digits);
    while (digits[length - 1] == '0')
        digits[--length] = '\0';
    if (digits[length - 1] == '.')
        digits[--length] = '\0';
    const char *at = digits;
    size_t out = 0, whole = strcspn(digits, ".");
    if (*at == '-') {
        memcpy(grouped, "−", strlen("−"));
        out = strlen("−");
        at++;
    }
    for (; *at; at++) {
        size_t left = whole - (size_t)(at - digits); /* digits of the whole part, this one included */
        if (*at == '.' && language != LANGUAGE_EN)
            grouped[out++] = ',';
        else
            grouped[out++] = *at;
        if ((size_t)(at - digits) < whole && left > 1 && left % 3 == 1 && whole > 4) {
            memcpy(grouped + out, "\xC2\xA0", 2);
            out += 2;
        }
    }
    const char *behind = unit == UNIT_PERCENT      ? "\xC2\xA0%"
                         : unit != UNIT_KRONER     ? ""
                         : language == LANGUAGE_EN ? "\xC2\xA0NOK"
                                                   : "\xC2\xA0kr";
    return arena_format(arena, "%.*s%s", (int)out, grouped, behind);
}

/* As coarse as it was written: a year, a month, a day. */
static const char *say_date(struct arena *arena, const struct date *date)
{
    char text[16];
    struct civil last = date_civil(date->last);
    if (date->precision == PRECISION_YEAR)
        return arena_format(arena, "%d", last.year);
    if (date->precision == PRECISION_MONTH)
        return arena_format(arena, "%04d-%02d", last.year, last.month);
    date_format_iso(date->last, text);
    return arena_copy(arena, text, strlen(text));
}

/* The word of a term: of `slag`, a kind's. */
static const char *say_term(const struct item *item, enum language language)
{
    return item->part < KIND_COUNT && item->word == DERIVED_KIND
               ? keyword_of_kind((enum kind)item->part)->forms[language]
               : keyword_of_term((enum term)item->part)->forms[language];
}

const char *say_item(const struct runner *runner, struct arena *arena, const struct item *item, enum language language)
{
    static const char *const yes[] = {"ja", "ja", "yes"}, *const no[] = {"nei", "nei", "no"};
    const struct model *model = runner->ground->model;
    switch ((enum item_kind)item->kind) {
    case ITEM_ENTITY: return model_title(model, arena, item->entity, language);
    case ITEM_STAGE:
        return arena_format(arena, "%s #%u", model_title(model, arena, item->entity, language), item->part + 1);
    case ITEM_TERM: return say_term(item, language);
    case ITEM_TEXT: return arena_copy(arena, item->text, item->length);
    case ITEM_NUMBER:
    case ITEM_MEASUREMENT: return say_number(arena, item->number, (enum syntax_unit)item->unit, language);
    case ITEM_DATE: return say_date(arena, &item->date);
    case ITEM_TRUTH: return item->part ? yes[language] : no[language];
    default: return "?";
    }
}

/* True when what stands before it in the list is the same thing: whoever has two roles in a measure is said once. */
static bool is_repeated(const struct item *items, uint32_t at)
{
    uint32_t first = at > MOST_BACK ? at - MOST_BACK : 0;
    for (uint32_t i = first; i < at && items[at].kind == ITEM_ENTITY; i++)
        if (items[i].kind == ITEM_ENTITY && items[i].entity == items[at].entity &&
            items[i].certain >= items[at].certain)
            return true;
    return false;
}

static bool is_said(const struct item *items, uint32_t at)
{
    return items[at].kind > ITEM_WORKSPACE && items[at].kind != ITEM_OTHER && !is_repeated(items, at);
}

/* Items in words, `most` of them at most and the rest counted. */
static const char *say_items(const struct runner *runner, struct arena *arena, const struct item *items,
                             uint32_t item_count, uint32_t longest, enum language language)
{
    bool quoted = longest == MOST_EXAMPLES; /* titles in a row cannot be told apart without */
    static const char *const and[] = {" og ", " og ", " and "}, *const none[] = {"ingen", "ingen", "none"},
                             *const more[] = {"%s og %u til", "%s og %u til", "%s and %u more"};
    const char *text = "";
    uint32_t count = 0, said = 0;
    bool unknown = false;
    for (uint32_t i = 0; i < item_count; i++) {
        const struct item *item = &items[i];
        count += is_said(items, i);
        unknown |= item->kind == ITEM_UNDECIDED || item->kind == ITEM_OTHER;
    }
    uint32_t most = count > longest + 1 ? longest : count; /* `og 1 til` is no shorter */
    for (uint32_t i = 0; i < item_count && said < most; i++) {
        const struct item *item = &items[i];
        if (!is_said(items, i))
            continue;
        const char *one = say_item(runner, arena, item, language);
        const char *between = said == 0 ? "" : said + 1 == count ? and[language] : ", ";
        if (quoted && item->kind == ITEM_ENTITY)
            one = arena_format(arena, language == LANGUAGE_EN ? "“%s”" : "«%s»", one);
        text = arena_format(arena, "%s%s%s%s", text, between, one, item->certain ? "" : "?");
        said++;
    }
    if (said < count) {
        const char *form = more[language], *middle = strstr(form, "%u");
        return arena_format(arena, "%s%.*s%u%s", text, (int)(middle - form - 2), form + 2, count - said, middle + 2);
    }
    return said ? text : unknown ? "?" : none[language];
}

const char *say_examples(const struct runner *runner, struct arena *arena, const struct items *items,
                         enum language language)
{
    return say_items(runner, arena, items->data, items->count, MOST_EXAMPLES, language);
}

static const char *say_list(const struct runner *runner, struct arena *arena, const struct result *list,
                            enum language language)
{
    const struct item *items = list->count ? runner->items.data + list->first : NULL;
    return say_items(runner, arena, items, list->count, MOST_SAID, language);
}

const char *say_result(const struct runner *runner, struct arena *arena, const struct result *result,
                       enum language language)
{
    static const char *const truths[][LANGUAGE_COUNT] = {
        [FALSE_] = {"nei", "nei", "no"}, [TRUE_] = {"ja", "ja", "yes"}, [UNKNOWN_] = {"?", "?", "?"}};
    if (result->kind == RESULT_LIST)
        return say_list(runner, arena, result, language);
    if (result->kind == RESULT_TRUTH)
        return truths[result->truth][language];
    if (result->missing)
        return "?";
    if (result->dated) {
        struct date day = {.precision = PRECISION_DAY};
        day.first = day.last = (day_number)(isfinite(result->low) ? result->low : 0);
        return isfinite(result->low) ? say_date(arena, &day) : "?";
    }
    static const char *const at_least[] = {"minst ", "minst ", "at least "}, *const at_most[] = {"høyst ", "høgst ",
                                                                                                 "at most "};
    enum syntax_unit unit = (enum syntax_unit)result->unit;
    const char *low = say_number(arena, result->low, unit, language);
    if (result->low >= result->high)
        return low;
    if (!isfinite(result->high) && isfinite(result->low))
        return arena_format(arena, "%s%s", at_least[language], low);
    if (!isfinite(result->low) && isfinite(result->high))
        return arena_format(arena, "%s%s", at_most[language], say_number(arena, result->high, unit, language));
    return arena_format(arena, "%s–%s", say_number(arena, result->low, UNIT_PLAIN, language),
                        say_number(arena, result->high, unit, language));
}
