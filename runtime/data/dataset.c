/* dataset.c: from a table's rows to observations. */
#include "dataset.h"

#include "data_select.h"

#include <string.h>

/* ---- requests ------------------------------------------------------------------------------------------------------- */

uint32_t data_request_hash(const struct data_request *request)
{
    uint32_t hash = request->choice_count;
    for (uint32_t i = 0; i < request->choice_count; i++) {
        const struct data_choice *choice = &request->choices[i];
        hash = (hash ^ symbol_hash(choice->name, choice->name_length)) * 2654435761u + (uint32_t)choice->role;
        if (choice->role == DATA_FILTER)
            hash = (hash ^ symbol_hash(choice->wanted, choice->wanted_length)) * 2654435761u;
    }
    return hash;
}

static bool same_text(const char *a, uint32_t a_length, const char *b, uint32_t b_length)
{
    return a_length == b_length && (!a_length || memcmp(a, b, a_length) == 0);
}

bool data_request_same(const struct data_request *a, const struct data_request *b)
{
    bool same = a->choice_count == b->choice_count;
    for (uint32_t i = 0; same && i < a->choice_count; i++) {
        const struct data_choice *x = &a->choices[i], *y = &b->choices[i];
        same = x->role == y->role && same_text(x->name, x->name_length, y->name, y->name_length) &&
               same_text(x->wanted, x->wanted_length, y->wanted, y->wanted_length);
    }
    return same;
}

/* ---- one dataset ------------------------------------------------------------------------------------------------------ */

/* What is used again from dataset to dataset of one file. */
struct making {
    struct reading *reading;
    uint32_t dataset;
    const struct query *query;
    struct observation *observations;
    uint32_t count;
    uint32_t *table, table_capacity; /* observations by day, group and area; 0 is none, else 1 + index */
    struct column_names {
        uint32_t *index,
            *seen; /* by category: its index in the dataset, from 1, where `seen` is this dataset's stamp */
    } * columns;   /* by column */
    struct name_array {
        struct data_name *data;
        uint32_t count, capacity;
    } names[DATA_ROLES]; /* of groups and areas */
};

static struct category_date *date_of_category(struct data_column *column, struct reading *reading, uint32_t category)
{
    if (!column->dates) {
        column->dates = arena_alloc(&reading->scratch, column->categories.count * sizeof *column->dates);
        for (uint32_t i = 0; i < column->categories.count; i++)
            column->dates[i].state = DATE_UNREAD;
    }
    struct category_date *date = &column->dates[category];
    const struct symbol *code = &column->categories.symbols[category];
    if (date->state != DATE_UNREAD)
        return date;
    date->state = (uint8_t)literal_date(code->text, code->length, &date->date);
    if (date->state == LITERAL_BAD && column->labels)
        date->state = (uint8_t)literal_date(column->labels[category], (uint32_t)strlen(column->labels[category]),
                                            &date->date);
    return date;
}

/* The place of a cell of a column of categories. */
static struct span category_span(const struct reading *reading, uint32_t column, uint32_t row)
{
    const struct data_column *of = &reading->columns[column];
    return of->stride ? (struct span){reading->file->number, of->start, of->end} : csv_cell(reading, row, column);
}

/* `code`: what the cell says, where that stands elsewhere in the file; or NULL. */
static void report_cell(struct making *m, struct span span, const char *code, const char *const wanted[LANGUAGE_COUNT])
{
    struct diagnostic *diagnostic = reading_fault(m->reading, FAULT_CELL, DIAG_DATA_UNREADABLE_CELL, span.start,
                                                  span.end);
    if (!diagnostic)
        return;
    diagnostic->arguments[0] = code ? diag_string(code) : reading_quote(m->reading, span.start, span.end);
    diagnostic->arguments[1] = diag_phrase(wanted);
}

static const char *const A_DATE[] = {"en dato", "ein dato", "a date"};
static const char *const A_NUMBER[] = {"et tall", "eit tal", "a number"};

/* The date of a row in a column. False, and said where it is a mistake, when there is none; of a category, once. */
static bool read_date(struct making *m, uint32_t column, uint32_t row, bool must, struct date *date)
{
    uint32_t category = table_category(m->reading, column, row);
    struct data_column *of = &m->reading->columns[column];
    struct category_date *read = date_of_category(of, m->reading, category);
    *date = read->date;
    if (read->state == LITERAL_BAD || (must && read->state == LITERAL_MISSING)) {
        report_cell(m, category_span(m->reading, column, row), of->stride ? of->labels[category] : NULL, A_DATE);
        if (of->stride)
            read->state = DATE_REPORTED;
    }
    return read->state == LITERAL_GOOD;
}

/* The number of a row in a column; said when it is none. A cell that was reported is not reported again. */
static struct data_cell read_number(struct making *m, uint32_t column, uint32_t row)
{
    struct data_cell *cell = &m->reading->columns[column].numbers[row];
    if (cell->state == LITERAL_BAD) {
        cell->state = LITERAL_MISSING;
        report_cell(m, (struct span){m->reading->file->number, cell->start, cell->end}, NULL, A_NUMBER);
    }
    return *cell;
}

/* The index of a category among the dataset's names, from 1; 0 for an empty cell, and where the file has but one. */
static uint32_t name_of(struct making *m, enum data_role role, uint32_t row)
{
    uint32_t column = m->query->columns[role];
    if (column == NO_COLUMN)
        return 0;
    const struct data_column *of = &m->reading->columns[column];
    struct column_names *names = &m->columns[column];
    uint32_t category = table_category(m->reading, column, row);
    if (!category || (of->categories.count == 2 && !m->query->named[role]))
        return 0;
    if (!names->index) {
        names->index = arena_alloc(&m->reading->scratch, of->categories.count * sizeof *names->index);
        names->seen = arena_alloc(&m->reading->scratch, of->categories.count * sizeof *names->seen);
    }
    if (names->seen[category] != m->dataset + 1) {
        const struct symbol *code = &of->categories.symbols[category];
        struct data_name name = {.code = arena_copy(m->reading->file->arena, code->text, code->length)};
        name.label = of->labels ? of->labels[category] : name.code;
        ARRAY_PUSH(&m->names[role], data, count, capacity, name);
        names->seen[category] = m->dataset + 1;
        names->index[category] = m->names[role].count;
    }
    return names->index[category];
}

/* Fills in one observation; false when its row says nothing. */
static bool observe(struct making *m, uint32_t row, struct observation *observation)
{
    const uint32_t *columns = m->query->columns;
    struct data_cell value = read_number(m, columns[DATA_VALUE], row);
    struct date known;
    *observation = (struct observation){.known = DAY_NOT_KNOWN,
                                        .value = value.number,
                                        .start = value.start,
                                        .end = value.end,
                                        .missing = value.state != LITERAL_GOOD,
                                        .percent = value.percent,
                                        .word = value.word};
    if (!read_date(m, columns[DATA_DATE], row, !observation->missing, &observation->date))
        return false;
    if (columns[DATA_KNOWN] != NO_COLUMN && read_date(m, columns[DATA_KNOWN], row, false, &known))
        observation->known = known.last;
    if (columns[DATA_OUT_OF] != NO_COLUMN) {
        struct data_cell out_of = read_number(m, columns[DATA_OUT_OF], row);
        observation->out_of = out_of.number;
        observation->missing |= out_of.state != LITERAL_GOOD; /* 260 of nobody knows how many */
    }
    if (columns[DATA_UNKNOWN] != NO_COLUMN)
        observation->unknown = read_number(m, columns[DATA_UNKNOWN], row).number;
    observation->group = name_of(m, DATA_GROUP, row);
    observation->area = name_of(m, DATA_AREA, row);
    return true;
}

/* ---- two values of one thing ------------------------------------------------------------------------------------------ */

static bool same_thing(const struct observation *a, const struct observation *b)
{
    return a->date.first == b->date.first && a->date.last == b->date.last && a->known == b->known &&
           a->group == b->group && a->area == b->area;
}

/* The place of an observation in the table, or of the first one that is about the same. */
static uint32_t *place_of(struct making *m, const struct observation *observation, uint32_t mask)
{
    uint64_t hash = (uint64_t)(uint32_t)observation->date.first * 0x9E3779B97F4A7C15u;
    hash = (hash ^ (uint32_t)observation->date.last ^ (uint64_t)observation->area << 32) * 0xD6E8FEB86659FD93u;
    hash = (hash ^ hash >> 32 ^ observation->group ^ (uint64_t)(uint32_t)observation->known << 32) *
           0xD6E8FEB86659FD93u;
    uint32_t at = (uint32_t)(hash >> 32) & mask;
    while (m->table[at] && !same_thing(&m->observations[m->table[at] - 1], observation))
        at = (at + 1) & mask;
    return &m->table[at];
}

static void report_conflict(struct making *m, const struct observation *one, const struct observation *other)
{
    struct reading *reading = m->reading;
    struct diagnostic *diagnostic = reading_fault(reading, FAULT_CONFLICT, DIAG_DATA_CONFLICT, other->start,
                                                  other->end);
    if (!diagnostic)
        return;
    diagnostic->arguments[0] = reading_quote(reading, one->start, one->end);
    diagnostic->arguments[1] = reading_quote(reading, other->start, other->end);
    diag_add_label(reading->file->diagnostics, diagnostic, (struct span){reading->file->number, one->start, one->end},
                   PHRASE_FIRST_HERE);
}

/* Drops what is said twice over, and reports what is said twice differently. */
static void settle_conflicts(struct making *m)
{
    uint32_t buckets = 8, kept = 0;
    struct observation *all = m->observations;
    while (buckets < m->count * 2)
        buckets *= 2;
    m->table = array_grow(m->table, &m->table_capacity, buckets, sizeof *m->table);
    memset(m->table, 0, buckets * sizeof *m->table);
    for (uint32_t i = 0; i < m->count; i++) {
        struct observation observation = all[i];
        uint32_t *place = place_of(m, &observation, buckets - 1);
        const struct observation *first = *place ? &all[*place - 1] : NULL;
        bool same = first && !first->missing && !observation.missing;
        if (same && first->value == observation.value && first->out_of == observation.out_of &&
            first->unknown == observation.unknown)
            continue;
        if (same)
            report_conflict(m, first, &observation);
        all[kept++] = observation;
        if (!first)
            *place = kept;
    }
    m->count = kept;
}

/* ---- all of them -------------------------------------------------------------------------------------------------------- */

static const struct data_name *kept_names(struct making *m, enum data_role role, uint32_t *count)
{
    struct data_name *names = arena_alloc(m->reading->file->arena, (m->names[role].count + 1) * sizeof *names);
    if (m->names[role].count)
        memcpy(names, m->names[role].data, m->names[role].count * sizeof *names);
    *count = m->names[role].count;
    m->names[role].count = 0;
    return names;
}

static void make_dataset(struct making *m, const struct row_list *rows)
{
    struct dataset *dataset = &m->reading->datasets[m->dataset];
    m->observations = arena_alloc(m->reading->file->arena, rows->count * sizeof *m->observations);
    m->count = 0;
    for (uint32_t i = 0; i < rows->count; i++)
        m->count += observe(m, rows->rows ? rows->rows[i] : i, &m->observations[m->count]);
    settle_conflicts(m);
    dataset->observations = m->observations;
    dataset->count = m->count;
    dataset->groups = kept_names(m, DATA_GROUP, &dataset->group_count);
    dataset->areas = kept_names(m, DATA_AREA, &dataset->area_count);
}

/* Finds the categories that the filters want, and holds a file of dimensions to having all of them chosen. */
static bool choose_rows(struct reading *reading, uint32_t request)
{
    struct query *query = &reading->queries[request];
    bool fine = true;
    for (uint32_t i = 0; i < query->filter_count; i++) {
        query->filters[i].category = column_category(reading, request, &query->filters[i]);
        fine &= query->filters[i].category != 0;
    }
    for (uint32_t c = 0; c < reading->column_count; c++) {
        const struct data_column *column = &reading->columns[c];
        if (!column->stride || column->categories.count <= 2 || column_is_claimed(query, c))
            continue;
        struct diagnostic *diagnostic = reading_report_at(reading, DIAG_DATA_DIMENSION, request,
                                                          reading->requests[request].span);
        diagnostic->arguments[0] = diag_string(column->label);
        diagnostic->arguments[1] = diag_number(column->categories.count - 1);
        diagnostic->arguments[2] = diag_string(column_listed(reading, c));
        diagnostic->arguments[3] = diag_string(column->name);
        fine = false;
    }
    return fine;
}

static void make_datasets(struct reading *reading)
{
    for (uint32_t i = 0; i < reading->count; i++)
        if (!reading->datasets[i].failed)
            reading->datasets[i].failed = !choose_rows(reading, i);
    struct making m = {.reading = reading};
    m.columns = arena_alloc(&reading->scratch, reading->column_count * sizeof *m.columns);
    const struct row_list *lists = select_rows(reading);
    for (m.dataset = 0; m.dataset < reading->count; m.dataset++) {
        m.query = &reading->queries[m.dataset];
        reading->about = m.dataset;
        if (!reading->datasets[m.dataset].failed)
            make_dataset(&m, &lists[m.dataset]);
    }
    for (int role = 0; role < DATA_ROLES; role++)
        array_free(m.names[role].data);
    array_free(m.table);
}

static void end_reading(struct reading *reading)
{
    for (uint32_t c = 0; c < reading->column_count; c++) {
        struct data_column *column = &reading->columns[c];
        symbol_free(&column->categories);
        symbol_free(&column->folded);
        array_free(column->of_folded);
        array_free(column->of_row);
        array_free(column->numbers);
    }
    symbol_free(&reading->headings);
    array_free(reading->of_heading);
    array_free(reading->columns);
    array_free(reading->row_starts);
    arena_free(&reading->scratch);
}

/* What a file is by its first bytes. */
enum format { FORMAT_CSV, FORMAT_JSON, FORMAT_OTHER };

static enum format format_of(struct reading *reading)
{
    static const char *const workbook[] = {"en Excel-arbeidsbok", "ei Excel-arbeidsbok", "an Excel workbook"};
    static const char *const binary[] = {"en binærfil", "ei binærfil", "a binary file"};
    const char *at = reading->file->bytes, *end = at + reading->file->length;
    if (reading->file->length > 4 && memcmp(at, "PK\3\4", 4) == 0) {
        reading_report(reading, DIAG_DATA_FORMAT, 0, 0)->arguments[0] = diag_phrase(workbook);
        return FORMAT_OTHER;
    }
    if (memchr(at, '\0', reading->file->length)) {
        reading_report(reading, DIAG_DATA_FORMAT, 0, 0)->arguments[0] = diag_phrase(binary);
        return FORMAT_OTHER;
    }
    if (end - at >= 3 && memcmp(at, "ï»¿", 3) == 0)
        at += 3;
    while (at < end && strchr(" \t\r\n", *at))
        at++;
    return at < end && (*at == '{' || *at == '[') ? FORMAT_JSON : FORMAT_CSV;
}

void dataset_read(const struct data_file *file, const struct data_request *requests, struct dataset *datasets,
                  uint32_t count)
{
    struct reading reading = {.file = file, .requests = requests, .datasets = datasets, .count = count};
    if (!count)
        return;
    reading.queries = arena_alloc(&reading.scratch, count * sizeof *reading.queries);
    for (uint32_t i = 0; i < count; i++)
        datasets[i] = (struct dataset){.failed = true};
    if (file->windows_1252)
        reading_report(&reading, DIAG_DATA_NOT_UTF8, 0, 0);
    enum format format = format_of(&reading);
    if (format == FORMAT_JSON ? json_stat_open(&reading) : format == FORMAT_CSV && csv_open(&reading)) {
        columns_find(&reading);
        if (format == FORMAT_JSON)
            json_stat_read(&reading);
        else
            csv_read(&reading);
        if (!reading.row_count)
            reading_report(&reading, DIAG_DATA_EMPTY, 0, 0);
        make_datasets(&reading);
        reading.about = 0;
    }
    if (format == FORMAT_JSON)
        json_stat_close(&reading);
    reading_report_rest(&reading);
    end_reading(&reading);
}
