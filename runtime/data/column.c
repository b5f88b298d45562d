/* column.c: which column is which: named by the line, said by the file, known by its heading, or the only one left. */
#include "data_table.h"
#include "nearest.h"
#include "unicode.h"

#include <assert.h>
#include <string.h>

/* The keyword that names a role on the data line. */
static const struct keyword *role_keyword(enum data_role role)
{
    static const enum term terms[DATA_ROLES] = {[DATA_DATE] = QUANTITY_COLUMN_DATE,
                                                [DATA_VALUE] = QUANTITY_COLUMN_VALUE,
                                                [DATA_GROUP] = QUANTITY_COLUMN_GROUP,
                                                [DATA_AREA] = QUANTITY_COLUMN_AREA,
                                                [DATA_KNOWN] = DATE_KNOWN,
                                                [DATA_OUT_OF] = QUANTITY_OF,
                                                [DATA_UNKNOWN] = DATE_UNKNOWN};
    return keyword_of_term(terms[role]);
}

/* ---- what is said about them ------------------------------------------------------------------------------------------ */

/* A list of names as it grows: the first of them when they are many. */
struct name_list {
    char *text;
    size_t length;
    uint32_t count;
    bool full;
};

enum { NAMES_SHOWN = 12, NAMES_ROOM = 400, NAMES_TRIED = 2000, NAMES_COMPARED = 1000000 };

static void list_name(struct name_list *list, const char *name, size_t size)
{
    bool fits = list->count < NAMES_SHOWN && list->length + size + strlen(", ") <= NAMES_ROOM;
    if (list->full)
        return;
    list->full = !fits;
    const char *before = list->count ? ", " : "";
    memcpy(list->text + list->length, before, strlen(before));
    list->length += strlen(before);
    memcpy(list->text + list->length, fits ? name : "…", fits ? size : strlen("…"));
    list->length += fits ? size : strlen("…");
    list->count++;
}

static struct name_list new_list(struct reading *reading)
{
    return (struct name_list){.text = arena_alloc(reading->file->diagnostics->arena, NAMES_ROOM + 16)};
}

static const char *listed_headings(struct reading *reading)
{
    struct name_list list = new_list(reading);
    for (uint32_t c = 0; c < reading->column_count && !list.full; c++)
        list_name(&list, reading->columns[c].name, strlen(reading->columns[c].name));
    return list.text;
}

const char *column_listed(struct reading *reading, uint32_t column)
{
    const struct data_column *of = &reading->columns[column];
    struct name_list list = new_list(reading);
    for (uint32_t id = 1; id < of->categories.count && !list.full; id++) {
        const struct symbol *code = &of->categories.symbols[id];
        const char *label = of->labels ? of->labels[id] : NULL;
        bool both = label && (strlen(label) != code->length || memcmp(label, code->text, code->length) != 0);
        if (!both) {
            list_name(&list, code->text, code->length);
            continue;
        }
        const char *text = arena_format(&reading->scratch, "%.*s (%s)", (int)code->length, code->text, label);
        list_name(&list, text, strlen(text));
    }
    return list.text;
}

static struct diag_argument did_you_mean_or(struct reading *reading, const struct nearest *nearest, const char *list)
{
    struct arena *arena = reading->file->diagnostics->arena;
    if (nearest->match)
        return diag_did_you_mean(arena, nearest->match);
    const char **texts = arena_alloc(arena, LANGUAGE_COUNT * sizeof *texts);
    texts[LANGUAGE_NB] = arena_format(arena, "Her er: %s.", list);
    texts[LANGUAGE_NN] = arena_format(arena, "Her er: %s.", list);
    texts[LANGUAGE_EN] = arena_format(arena, "There are: %s.", list);
    return diag_phrase(texts);
}

/* Adds the fix that replaces what a line says by a name that the file has, in quotation marks where it is no word. None where
 * that would take more than quotation marks. */
static void add_name_fix(struct reading *reading, struct diagnostic *diagnostic, const struct nearest *nearest,
                         bool quoted)
{
    struct diag_list *list = reading->file->diagnostics;
    const char *name = nearest->match;
    size_t length = strlen(name);
    bool word = true;
    for (size_t at = 0, bytes = 1; at < length; at += bytes) {
        int32_t point;
        bytes = unicode_decode(name + at, length - at, &point);
        if (!bytes || point < ' ' || point == '"' || point == '\\')
            return;
        word &= unicode_is_letter(point) || (at && (unicode_is_digit(point) || point == '-' || point == '_'));
    }
    const char *text = word || quoted ? name : arena_format(list->arena, "\"%s\"", name);
    diag_add_fix(list, diagnostic, diagnostic->span, text, nearest_is_sure(nearest), PHRASE_DID_YOU_MEAN);
}

/* Names are compared with what was meant so long as that stays cheap: a million times a file. */
static bool may_search(struct reading *reading)
{
    return reading->compared++ < NAMES_COMPARED;
}

static void report_unknown(struct reading *reading, uint32_t request, const struct data_choice *choice)
{
    struct nearest nearest;
    nearest_begin(&nearest, choice->name, choice->name_length);
    for (uint32_t c = 0; c < reading->column_count && c < NAMES_TRIED && may_search(reading); c++) {
        const struct data_column *column = &reading->columns[c];
        nearest_try(&nearest, column->name, strlen(column->name), column->name, c);
        nearest_try(&nearest, column->label, strlen(column->label), column->label, c);
    }
    struct diagnostic *diagnostic = reading_report_at(reading, DIAG_DATA_UNKNOWN_COLUMN, request, choice->name_span);
    diagnostic->arguments[0] = diag_text(choice->name, choice->name_length);
    diagnostic->arguments[1] = did_you_mean_or(reading, &nearest, listed_headings(reading));
    if (nearest.match)
        add_name_fix(reading, diagnostic, &nearest, choice->name_quoted);
}

static void report_not_found(struct reading *reading, uint32_t request, enum data_role role)
{
    struct diagnostic *diagnostic = reading_report_at(reading, DIAG_DATA_COLUMN_NOT_FOUND, request,
                                                      reading->requests[request].span);
    diagnostic->arguments[0] = diag_keyword(role_keyword(role));
    diagnostic->arguments[1] = diag_string(listed_headings(reading));
}

static void report_twice(struct reading *reading, uint32_t request, const struct data_choice *choice)
{
    struct diagnostic *diagnostic = reading_report_at(reading, DIAG_DATA_COLUMN_TWICE, request, choice->name_span);
    diagnostic->arguments[0] = diag_text(choice->name, choice->name_length);
}

/* ---- one request --------------------------------------------------------------------------------------------------------- */

static bool add_filter(struct reading *reading, uint32_t request, uint32_t column, const struct data_choice *choice)
{
    struct query *query = &reading->queries[request];
    uint32_t at = query->filter_count;
    for (uint32_t i = 0; i < query->filter_count; i++)
        if (query->filters[i].column == column) {
            report_twice(reading, request, choice);
            return false;
        }
    for (; at && query->filters[at - 1].column > column; at--)
        query->filters[at] = query->filters[at - 1];
    query->filters[at] = (struct query_filter){column, 0, choice};
    query->filter_count++;
    return true;
}

static bool take_choice(struct reading *reading, uint32_t request, const struct data_choice *choice)
{
    struct query *query = &reading->queries[request];
    bool twice;
    uint32_t column = heading_column(reading, choice->name, choice->name_length, &twice);
    if (column == NO_COLUMN && !twice) {
        report_unknown(reading, request, choice);
        return false;
    }
    bool has_role = false; /* a filter may stand beside it: `område=Region Region=46` */
    for (int role = DATA_DATE; choice->role != DATA_FILTER && role < DATA_ROLES; role++)
        has_role |= query->columns[role] == column || (role == (int)choice->role && query->columns[role] != NO_COLUMN);
    if (twice || has_role) {
        report_twice(reading, request, choice);
        return false;
    }
    if (choice->role == DATA_FILTER)
        return add_filter(reading, request, column, choice);
    query->columns[choice->role] = column;
    query->named[choice->role] = true;
    return true;
}

bool column_is_claimed(const struct query *query, uint32_t column)
{
    for (int role = DATA_DATE; role < DATA_ROLES; role++)
        if (query->columns[role] == column)
            return true;
    for (uint32_t i = 0; i < query->filter_count; i++)
        if (query->filters[i].column == column)
            return true;
    return false;
}

/* Finds columns that the line does not name by what the file says they are, and by their headings. False when two could be
 * the date, or the value. */
static bool find_by_heading(struct reading *reading, uint32_t request, enum data_role role)
{
    struct query *query = &reading->queries[request];
    uint32_t found = NO_COLUMN;
    if (query->columns[role] != NO_COLUMN)
        return true;
    for (uint32_t c = 0; c < reading->column_count && found == NO_COLUMN; c++)
        if (reading->columns[c].role == role && !column_is_claimed(query, c))
            found = c;
    const struct likely *likely = &reading->likely[role];
    bool said = found != NO_COLUMN;
    for (uint32_t i = 0; i < likely->count && !said; i++) {
        if (column_is_claimed(query, likely->columns[i]))
            continue;
        if (found != NO_COLUMN && (role == DATA_DATE || role == DATA_VALUE))
            return false;
        if (found == NO_COLUMN)
            found = likely->columns[i];
    }
    query->columns[role] = found;
    return true;
}

/* The one column of numbers that nothing else claims. */
static uint32_t only_numbers(const struct reading *reading, const struct query *query)
{
    uint32_t found = NO_COLUMN;
    for (uint32_t c = 0; c < reading->column_count; c++) {
        if (!reading->columns[c].numeric || column_is_claimed(query, c))
            continue;
        if (found != NO_COLUMN)
            return NO_COLUMN;
        found = c;
    }
    return found;
}

static void want(struct reading *reading, const struct query *query)
{
    for (int role = DATA_DATE; role < DATA_ROLES; role++) {
        if (query->columns[role] == NO_COLUMN)
            continue;
        bool number = role == DATA_VALUE || role == DATA_OUT_OF || role == DATA_UNKNOWN;
        struct data_column *column = &reading->columns[query->columns[role]];
        *(number ? &column->wants_numbers : &column->wants_categories) = true;
    }
    for (uint32_t i = 0; i < query->filter_count; i++)
        reading->columns[query->filters[i].column].wants_categories = true;
}

/* Finds the columns of a request. False, and said, when it cannot be answered. */
static bool find_columns(struct reading *reading, uint32_t request)
{
    struct query *query = &reading->queries[request];
    const struct data_request *asked = &reading->requests[request];
    for (int role = 0; role < DATA_ROLES; role++)
        query->columns[role] = NO_COLUMN;
    query->filters = arena_alloc(&reading->scratch, (asked->choice_count + 1) * sizeof *query->filters);
    bool fine = true;
    for (uint32_t i = 0; i < asked->choice_count; i++)
        fine &= take_choice(reading, request, &asked->choices[i]);
    for (int role = DATA_DATE; fine && role < DATA_ROLES; role++) {
        bool clear = find_by_heading(reading, request, (enum data_role)role);
        if (!clear || (role == DATA_DATE && query->columns[role] == NO_COLUMN)) {
            report_not_found(reading, request, (enum data_role)role);
            fine = false;
        }
    }
    if (fine && query->columns[DATA_VALUE] == NO_COLUMN) {
        query->columns[DATA_VALUE] = only_numbers(reading, query);
        fine = query->columns[DATA_VALUE] != NO_COLUMN;
        if (!fine)
            report_not_found(reading, request, DATA_VALUE);
    }
    if (fine)
        want(reading, query);
    return fine;
}

void columns_find(struct reading *reading)
{
    headings_read(reading);
    for (uint32_t i = 0; i < reading->count; i++)
        reading->datasets[i].failed = !find_columns(reading, i);
}

/* ---- categories ------------------------------------------------------------------------------------------------------- */

/* Enters the codes and the labels of a column in lower case; the codes first, and the first of two that are alike. */
static void fold_categories(struct reading *reading, struct data_column *column)
{
    uint32_t capacity = 0, count = column->categories.count;
    symbol_init(&column->folded, count);
    for (int labels = 0; labels < 2 && (!labels || column->labels); labels++)
        for (uint32_t id = 1; id < count; id++) {
            const struct symbol *code = &column->categories.symbols[id];
            const char *text = labels ? column->labels[id] : code->text;
            uint32_t size, known = column->folded.count;
            const char *folded = heading_fold(&reading->scratch, text, labels ? (uint32_t)strlen(text) : code->length,
                                              &size);
            uint32_t entry = symbol_intern(&column->folded, folded, size);
            column->of_folded = array_grow(column->of_folded, &capacity, entry + 1, sizeof *column->of_folded);
            if (entry == known)
                column->of_folded[entry] = id;
        }
}

static void report_category(struct reading *reading, uint32_t request, const struct query_filter *filter)
{
    const struct data_column *column = &reading->columns[filter->column];
    const struct data_choice *choice = filter->choice;
    struct nearest nearest;
    nearest_begin(&nearest, choice->wanted, choice->wanted_length);
    for (uint32_t id = 1; id < column->categories.count && id < NAMES_TRIED && may_search(reading); id++) {
        const struct symbol *code = &column->categories.symbols[id];
        const char *name = arena_copy(&reading->scratch, code->text, code->length);
        nearest_try(&nearest, name, code->length, name, id);
        if (column->labels)
            nearest_try(&nearest, column->labels[id], strlen(column->labels[id]), column->labels[id], id);
    }
    if (nearest.match)
        nearest.match = arena_copy(reading->file->diagnostics->arena, nearest.match, strlen(nearest.match));
    struct diagnostic *diagnostic = reading_report_at(reading, DIAG_DATA_UNKNOWN_CATEGORY, request,
                                                      choice->wanted_span);
    diagnostic->arguments[0] = diag_text(choice->wanted, choice->wanted_length);
    diagnostic->arguments[1] = diag_string(column->label);
    diagnostic->arguments[2] = did_you_mean_or(reading, &nearest, column_listed(reading, filter->column));
    if (nearest.match)
        add_name_fix(reading, diagnostic, &nearest, choice->wanted_quoted);
}

uint32_t column_category(struct reading *reading, uint32_t request, const struct query_filter *filter)
{
    struct data_column *column = &reading->columns[filter->column];
    const struct data_choice *choice = filter->choice;
    uint32_t id = symbol_find(&column->categories, choice->wanted, choice->wanted_length);
    if (id)
        return id;
    if (!column->of_folded)
        fold_categories(reading, column);
    uint32_t size;
    const char *folded = heading_fold(&reading->scratch, choice->wanted, choice->wanted_length, &size);
    uint32_t entry = symbol_find(&column->folded, folded, size);
    if (entry)
        return column->of_folded[entry];
    report_category(reading, request, filter);
    return 0;
}
