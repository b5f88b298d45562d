/* json_stat.c: JSON-stat 2 (and the 1.x bundle with one dataset) as a table: a column a dimension, and one of values. */
#include "data_table.h"

#include <jansson.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_DIMENSIONS = 64 };

static void damaged(struct reading *reading, uint32_t at, const char *const reason[LANGUAGE_COUNT])
{
    reading_report(reading, DIAG_DATA_JSON, at, at)->arguments[0] = diag_phrase(reason);
}

/* Says what jansson could not read, and where. */
static void report_syntax(struct reading *reading, const json_error_t *error)
{
    static const char *const early[] = {"filen slutter for tidlig", "fila sluttar for tidleg",
                                        "the file ends too early"};
    static const char *const twice[] = {"det samme navnet står to ganger", "det same namnet står to gonger",
                                        "the same name stands twice"};
    static const char *const deep[] = {"noe står dypere enn 2000 nivåer", "noko står djupare enn 2000 nivå",
                                       "something is nested deeper than 2000 levels"};
    static const char *const number[] = {"tallet er for stort", "talet er for stort", "the number is too large"};
    static const char *const after[] = {"det står mer etter slutten", "det står meir etter slutten",
                                        "there is more after the end"};
    static const char *const other[] = {"tegnene her er ikke JSON", "teikna her er ikkje JSON",
                                        "what stands here is not JSON"};
    const char *const *reason = other;
    switch (json_error_code(error)) {
    case json_error_premature_end_of_input: reason = early; break;
    case json_error_duplicate_key: reason = twice; break;
    case json_error_stack_overflow: reason = deep; break;
    case json_error_numeric_overflow: reason = number; break;
    case json_error_end_of_input_expected: reason = after; break;
    default: break;
    }
    uint32_t at = error->position > 0 ? (uint32_t)error->position - 1 : 0;
    damaged(reading, at < reading->file->length ? at : reading->file->length, reason);
}

/* The dataset: the document itself, or the first one of a 1.x bundle. */
static json_t *find_dataset(json_t *root)
{
    json_t *dataset = json_object_get(root, "dataset");
    if (json_object_get(root, "dimension") || !json_is_object(dataset))
        dataset = root;
    return json_is_object(json_object_get(dataset, "dimension")) && json_object_get(dataset, "value") ? dataset : NULL;
}

/* ---- dimensions ------------------------------------------------------------------------------------------------------ */

static const char *text_of(const json_t *value, const char *otherwise)
{
    return json_is_string(value) ? json_string_value(value) : otherwise;
}

/* What `role` says of a dimension. */
static enum data_role role_of(const json_t *role, const char *id)
{
    static const struct {
        const char *name;
        enum data_role role;
    } roles[] = {{"time", DATA_DATE}, {"geo", DATA_AREA}};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        const json_t *ids = json_object_get(role, roles[i].name);
        for (size_t k = 0; k < json_array_size(ids); k++)
            if (strcmp(text_of(json_array_get(ids, k), ""), id) == 0)
                return roles[i].role;
    }
    return DATA_FILTER;
}

/* The codes of a dimension in order: from `index` as an array or an object, or from the one label where there is no index. */
static bool read_codes(const json_t *category, uint32_t size, const char **codes)
{
    json_t *index = json_object_get(category, "index"), *value;
    const char *code;
    if (json_is_array(index)) {
        for (uint32_t i = 0; i < size; i++)
            codes[i] = text_of(json_array_get(index, i), NULL);
        return json_array_size(index) == size;
    }
    if (json_is_object(index)) {
        json_object_foreach(index, code, value)
        {
            json_int_t at = json_is_integer(value) ? json_integer_value(value) : -1;
            if (at < 0 || at >= size || codes[at])
                return false;
            codes[at] = code;
        }
        return json_object_size(index) == size;
    }
    codes[0] = json_object_iter_key(json_object_iter(json_object_get(category, "label")));
    return size == 1 && codes[0];
}

/* A category that has the text of an earlier one would be taken for it. */
static bool enter_codes(struct reading *reading, struct data_column *column, const json_t *category, uint32_t size)
{
    const char **codes = arena_alloc(&reading->scratch, (size + 1) * sizeof *codes);
    const json_t *labels = json_object_get(category, "label");
    symbol_init(&column->categories, size);
    if (!read_codes(category, size, codes))
        return false;
    column->labels = arena_alloc(reading->file->arena, (size + 2) * sizeof *column->labels);
    for (uint32_t i = 0; i < size; i++) {
        if (!codes[i] || symbol_intern(&column->categories, codes[i], (uint32_t)strlen(codes[i])) != i + 1)
            return false;
        const char *label = text_of(json_object_get(labels, codes[i]), codes[i]);
        column->labels[i + 1] = arena_copy(reading->file->arena, label, strlen(label));
    }
    return true;
}

static bool add_dimension(struct reading *reading, const json_t *dataset, const char *id, uint32_t size)
{
    const json_t *dimensions = json_object_get(dataset, "dimension"), *dimension = json_object_get(dimensions, id);
    const json_t *role = json_object_get(dataset, "role");
    struct data_column column = {0};
    if (!json_is_object(dimension))
        return false;
    column.name = arena_copy(reading->file->arena, id, strlen(id));
    const char *label = text_of(json_object_get(dimension, "label"), id);
    column.label = arena_copy(reading->file->arena, label, strlen(label));
    column.role = role_of(role ? role : json_object_get(dimensions, "role"),
                          id); /* 1.x keeps it among the dimensions */
    bool fine = enter_codes(reading, &column, json_object_get(dimension, "category"), size);
    ARRAY_PUSH(reading, columns, column_count, column_capacity, column);
    return fine;
}

/* Reads `id` and `size`; 1.x has them among the dimensions. Sets each dimension's stride; the last one varies fastest. */
static bool add_dimensions(struct reading *reading, const json_t *dataset)
{
    static const char *const many[] = {"den har flere dimensjoner enn Tråd leser",
                                       "ho har fleire dimensjonar enn Tråd les",
                                       "it has more dimensions than Tråd reads"};
    static const char *const wrong[] = {"`id`, `size` og `dimension` stemmer ikke med hverandre",
                                        "`id`, `size` og `dimension` stemmer ikkje med kvarandre",
                                        "`id`, `size` and `dimension` do not agree"};
    const json_t *ids = json_object_get(dataset, "id"), *sizes = json_object_get(dataset, "size");
    ids = ids ? ids : json_object_get(json_object_get(dataset, "dimension"), "id");
    sizes = sizes ? sizes : json_object_get(json_object_get(dataset, "dimension"), "size");
    size_t count = json_array_size(ids);
    uint64_t cells = 1;
    if (!count || count != json_array_size(sizes) || count > MOST_DIMENSIONS) {
        damaged(reading, 0, count > MOST_DIMENSIONS ? many : wrong);
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        json_int_t size = json_integer_value(json_array_get(sizes, i));
        cells *= size > 0 && size <= DATA_MOST_CELLS ? (uint64_t)size : size > 0 ? DATA_MOST_CELLS + 1 : 1;
        if (cells > DATA_MOST_CELLS) {
            reading_report(reading, DIAG_DATA_TOO_LARGE, 0, 0)->arguments[0] = diag_number(DATA_MOST_CELLS / 1000000);
            return false;
        }
    }
    for (size_t i = 0; i < count; i++) {
        json_int_t size = json_integer_value(json_array_get(sizes, i));
        if (size < 1 || !add_dimension(reading, dataset, text_of(json_array_get(ids, i), ""), (uint32_t)size)) {
            damaged(reading, 0, wrong);
            return false;
        }
    }
    reading->row_count = (uint32_t)cells;
    uint64_t stride = cells;
    for (size_t i = 0; i < count; i++) {
        stride /= reading->columns[i].categories.count - 1;
        reading->columns[i].stride = (uint32_t)stride;
    }
    return true;
}

bool json_stat_open(struct reading *reading)
{
    static const char *const other[] = {"JSON av et annet slag", "JSON av eit anna slag", "JSON of another kind"};
    const struct data_file *file = reading->file;
    json_error_t error;
    uint32_t bom = file->length >= 3 && memcmp(file->bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    if (file->length > DATA_MOST_JSON) {
        reading_report(reading, DIAG_DATA_JSON_LARGE, 0, 0)->arguments[0] = diag_number(DATA_MOST_JSON >> 20);
        return false;
    }
    json_t *root = json_loadb(file->bytes + bom, file->length - bom, JSON_REJECT_DUPLICATES, &error);
    reading->document = root;
    if (!root) {
        error.position += (int)bom;
        report_syntax(reading, &error);
        return false;
    }
    const json_t *dataset = find_dataset(root);
    if (!dataset) {
        reading_report(reading, DIAG_DATA_FORMAT, 0, 0)->arguments[0] = diag_phrase(other);
        return false;
    }
    if (!add_dimensions(reading, dataset))
        return false;
    struct data_column values = {.name = "value", .label = "value", .role = DATA_VALUE};
    ARRAY_PUSH(reading, columns, column_count, column_capacity, values);
    return true;
}

/* ---- values ------------------------------------------------------------------------------------------------------------- */

/* What a dense array or a sparse object says of a cell. */
static json_t *at_cell(const json_t *cells, uint32_t cell)
{
    char key[16];
    if (json_is_array(cells))
        return json_array_get(cells, cell);
    snprintf(key, sizeof key, "%u", (unsigned)cell);
    return json_object_get(cells, key);
}

/* A flag that says the value is not there, whatever stands in its place: FHI and SSB write `.`, `..` and `:`. */
static bool is_held_back(const json_t *flag)
{
    const char *text = text_of(flag, "");
    return *text && strspn(text, ".:*") == strlen(text);
}

static struct data_cell read_cell(const json_t *value, const json_t *flag)
{
    struct data_cell cell = {.state = LITERAL_MISSING};
    struct literal_number number = {0};
    if (json_is_number(value)) {
        cell.number = json_number_value(value);
        cell.state = LITERAL_GOOD;
    } else if (json_is_string(value)) {
        const char *text = json_string_value(value);
        uint32_t length = (uint32_t)json_string_length(value);
        literal_trim(&text, &length);
        cell.state = (uint8_t)literal_number(text, length, &number);
        cell.number = number.number;
        cell.percent = number.percent;
        cell.word = number.word;
    } else if (value && !json_is_null(value)) {
        cell.state = LITERAL_BAD;
    }
    if (is_held_back(flag))
        cell.state = LITERAL_MISSING;
    return cell;
}

/* Which categories of the dimension of contents are counted in percent; sets `*column` to it. NULL without one. */
static bool *percentages(struct reading *reading, const json_t *dataset, uint32_t *column)
{
    const char *metric = text_of(json_array_get(json_object_get(json_object_get(dataset, "role"), "metric"), 0), "");
    const json_t *dimension = json_object_get(json_object_get(dataset, "dimension"), metric);
    const json_t *units = json_object_get(json_object_get(dimension, "category"), "unit");
    for (uint32_t c = 0; units && c < reading->column_count; c++) {
        const struct data_column *of = &reading->columns[c];
        if (!of->stride || strcmp(of->name, metric) != 0)
            continue;
        bool *percent = arena_alloc(&reading->scratch, of->categories.count);
        for (uint32_t i = 1; i < of->categories.count; i++) {
            const char *code = of->categories.symbols[i].text;
            percent[i] = heading_says_percent(text_of(json_object_get(json_object_get(units, code), "base"), ""));
        }
        *column = c;
        return percent;
    }
    return NULL;
}

void json_stat_read(struct reading *reading)
{
    static const char *const wrong[] = {"`value` har ikke én verdi for hver celle i tabellen",
                                        "`value` har ikkje éin verdi for kvar celle i tabellen",
                                        "`value` does not have one value for each cell of the table"};
    const json_t *dataset = find_dataset(reading->document);
    const json_t *values = json_object_get(dataset, "value"), *flags = json_object_get(dataset, "status");
    struct data_column *column = &reading->columns[reading->column_count - 1];
    uint32_t metric = 0;
    size_t found = 0;
    const bool *percent = percentages(reading, dataset, &metric);
    column->numbers = array_grow(NULL, &column->number_capacity, reading->row_count, sizeof *column->numbers);
    for (uint32_t i = 0; i < reading->row_count; i++) {
        const json_t *value = at_cell(values, i);
        found += value != NULL;
        column->numbers[i] = read_cell(value, json_is_string(flags) ? flags : at_cell(flags, i));
        column->numbers[i].percent |= percent && percent[table_category(reading, metric, i)];
    }
    if (json_is_object(values) ? json_object_size(values) != found : json_array_size(values) != reading->row_count)
        damaged(reading, 0, wrong); /* a sparse object may leave cells out, but not speak of others */
    json_places(reading->file->bytes, reading->file->length, dataset == reading->document ? 1 : 2, column->numbers,
                reading->row_count);
}

void json_stat_close(struct reading *reading)
{
    json_decref(reading->document);
    reading->document = NULL;
}
