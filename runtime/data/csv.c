/* csv.c: comma, semicolon or tab between cells, quotes by RFC 4180; lenient where spreadsheets are. One pass over the bytes. */
#include "data_table.h"

#include <string.h>

enum { SNIFFED_ROWS = 200, BOM_LENGTH = 3 };

/* A cell as it stands: the text, without quotes. `doubled`: it has `""` in it, which stands for one quote. */
struct csv_text {
    uint32_t start, end;
    bool doubled;
};

struct csv {
    const char *bytes;
    uint32_t at, length; /* the next byte to read */
    char delimiter;
    bool unclosed; /* a quote was opened and never closed; no later one will be looked for to the end of the file */
    uint32_t unclosed_at;
};

static bool ends_cell(const struct csv *csv, uint32_t at)
{
    char c = at < csv->length ? csv->bytes[at] : '\n';
    return c == csv->delimiter || c == '\n' || c == '\r';
}

/* The closing quote of the cell whose opening one is at `open`; `length` when there is none. */
static uint32_t closing_quote(const struct csv *csv, uint32_t open, bool *doubled)
{
    uint32_t at = open + 1;
    while (at < csv->length) {
        const char *quote = memchr(csv->bytes + at, '"', csv->length - at);
        if (!quote)
            return csv->length;
        at = (uint32_t)(quote - csv->bytes);
        if (at + 1 >= csv->length || csv->bytes[at + 1] != '"')
            return at;
        *doubled = true;
        at += 2;
    }
    return csv->length;
}

/* Reads a cell and stops at its delimiter or line break. */
static struct csv_text next_cell(struct csv *csv)
{
    struct csv_text text = {csv->at, csv->at, false};
    uint32_t at = csv->at;
    if (at < csv->length && csv->bytes[at] == '"' && !csv->unclosed) {
        uint32_t close = closing_quote(csv, at, &text.doubled);
        if (close < csv->length && ends_cell(csv, close + 1)) {
            csv->at = close + 1;
            return (struct csv_text){at + 1, close, text.doubled};
        }
        if (close == csv->length) {
            csv->unclosed = true;
            csv->unclosed_at = at;
        }
        text.doubled = false;
    }
    const char *c = csv->bytes + at, *end = csv->bytes + csv->length;
    char delimiter = csv->delimiter;
    while (c < end && *c != delimiter && *c != '\n' && *c != '\r')
        c++;
    text.end = csv->at = (uint32_t)(c - csv->bytes);
    return text;
}

/* Steps over a delimiter; false at the end of the row, which is stepped over too. */
static bool same_row(struct csv *csv)
{
    if (csv->at < csv->length && csv->bytes[csv->at] == csv->delimiter) {
        csv->at++;
        return true;
    }
    if (csv->at < csv->length && csv->bytes[csv->at] == '\r')
        csv->at++;
    if (csv->at < csv->length && csv->bytes[csv->at] == '\n')
        csv->at++;
    return false;
}

static struct csv csv_at(const struct reading *reading, uint32_t at)
{
    return (struct csv){
        .bytes = reading->file->bytes, .at = at, .length = reading->file->length, .delimiter = reading->delimiter};
}

/* A cell's text, trimmed, its doubled quotes undone in the arena. */
static const char *plain_text(struct arena *arena, const struct csv *csv, struct csv_text text, uint32_t *length)
{
    const char *at = csv->bytes + text.start;
    *length = text.end - text.start;
    literal_trim(&at, length);
    if (!text.doubled)
        return at;
    char *copy = arena_alloc(arena, *length + 1), *to = copy;
    for (uint32_t i = 0; i < *length; i++) {
        *to++ = at[i];
        i += at[i] == '"' && i + 1 < *length && at[i + 1] == '"';
    }
    *length = (uint32_t)(to - copy);
    return copy;
}

/* ---- headings ------------------------------------------------------------------------------------------------------ */

/* The delimiter of a line: the first of tab, semicolon and comma that stands outside quotes; 0 when it has none. */
static char delimiter_of(const char *bytes, uint32_t at, uint32_t length)
{
    bool quoted = false, comma = false, semicolon = false;
    for (; at < length && (quoted || (bytes[at] != '\n' && bytes[at] != '\r')); at++) {
        quoted ^= bytes[at] == '"';
        if (quoted)
            continue;
        if (bytes[at] == '\t')
            return '\t';
        semicolon |= bytes[at] == ';';
        comma |= bytes[at] == ',';
    }
    return semicolon ? ';' : comma ? ',' : '\0';
}

/* Finds the headings: the first line with a delimiter. Titles that statistics banks write above it are passed over, and
 * so is the `sep=;` of spreadsheets. */
static uint32_t find_headings(struct reading *reading)
{
    struct csv csv = csv_at(reading, 0);
    if (csv.length >= BOM_LENGTH && memcmp(csv.bytes, "\xEF\xBB\xBF", BOM_LENGTH) == 0)
        csv.at = BOM_LENGTH;
    char said = '\0';
    while (csv.at < csv.length) {
        uint32_t start = csv.at;
        char found = said ? said : delimiter_of(csv.bytes, start, csv.length);
        bool separator = csv.length - start > 4 && memcmp(csv.bytes + start, "sep=", 4) == 0;
        if (separator)
            said = csv.bytes[start + 4];
        else if (found && memchr(csv.bytes + start, found, csv.length - start)) {
            reading->delimiter = found;
            return start;
        }
        while (csv.at < csv.length && csv.bytes[csv.at] != '\n' && csv.bytes[csv.at] != '\r')
            csv.at++;
        same_row(&csv);
    }
    return csv.length;
}

static void add_column(struct reading *reading, const struct csv *csv, struct csv_text text)
{
    uint32_t length;
    const char *name = plain_text(&reading->scratch, csv, text, &length);
    struct data_column column = {.start = text.start, .end = text.end};
    column.name = column.label = arena_copy(reading->file->arena, name, length);
    column.percent = heading_says_percent(column.name);
    ARRAY_PUSH(reading, columns, column_count, column_capacity, column);
}

/* Tells which columns have numbers in their first rows, and nothing else. */
static void sniff(struct reading *reading)
{
    struct csv csv = csv_at(reading, reading->body);
    bool *other = arena_alloc(&reading->scratch, reading->column_count);
    for (uint32_t row = 0; row < SNIFFED_ROWS && csv.at < csv.length; row++) {
        uint32_t column = 0;
        do {
            uint32_t length;
            struct literal_number number;
            const char *text = plain_text(&reading->scratch, &csv, next_cell(&csv), &length);
            if (column >= reading->column_count)
                continue;
            enum literal_state state = literal_number(text, length, &number);
            other[column] |= state == LITERAL_BAD;
            reading->columns[column++].numeric |= state == LITERAL_GOOD;
        } while (same_row(&csv));
    }
    for (uint32_t i = 0; i < reading->column_count; i++)
        reading->columns[i].numeric &= !other[i];
}

bool csv_open(struct reading *reading)
{
    struct csv csv = csv_at(reading, find_headings(reading));
    csv.delimiter = reading->delimiter;
    if (csv.at == csv.length) {
        reading_report(reading, DIAG_DATA_EMPTY, 0, 0);
        return false;
    }
    do
        add_column(reading, &csv, next_cell(&csv));
    while (same_row(&csv));
    while (reading->column_count > 1 && !*reading->columns[reading->column_count - 1].name)
        reading->column_count--; /* delimiters at the end of the line */
    reading->body = csv.at;
    sniff(reading);
    return true;
}

/* ---- rows --------------------------------------------------------------------------------------------------------------- */

struct span csv_cell(const struct reading *reading, uint32_t row, uint32_t column)
{
    struct csv csv = csv_at(reading, reading->row_starts[row]);
    struct csv_text text = next_cell(&csv);
    for (uint32_t i = 0; i < column && same_row(&csv); i++)
        text = next_cell(&csv);
    return (struct span){reading->file->number, text.start, text.end};
}

/* Makes room for one more row in every column that is wanted. */
static void *room(void *data, uint32_t *capacity, uint32_t row, size_t size)
{
    return row < *capacity ? data : array_grow(data, capacity, row + 1, size);
}

static void keep_number(struct data_column *column, uint32_t row, const char *text, uint32_t length,
                        const struct csv_text *place)
{
    struct literal_number number;
    enum literal_state state = literal_number(text, length, &number);
    column->numbers = room(column->numbers, &column->number_capacity, row, sizeof *column->numbers);
    column->numbers[row] = (struct data_cell){.number = number.number,
                                              .start = place->start,
                                              .end = place->end,
                                              .state = (uint8_t)state,
                                              .percent = number.percent || column->percent,
                                              .word = number.word};
}

static void keep_category(struct data_column *column, uint32_t row, const char *text, uint32_t length)
{
    column->of_row = room(column->of_row, &column->capacity, row, sizeof *column->of_row);
    column->of_row[row] = length ? symbol_intern(&column->categories, text, length) : 0;
}

/* How many cells a row has, and up to which of them there is something in them. */
struct row_size {
    uint32_t cells, filled;
};

static struct row_size read_row(struct reading *reading, struct csv *csv, uint32_t row)
{
    struct row_size size = {0};
    do {
        struct csv_text place = next_cell(csv);
        struct data_column *column = size.cells < reading->column_count ? &reading->columns[size.cells] : NULL;
        size.cells++;
        if (place.end > place.start)
            size.filled = size.cells;
        if (!column || (!column->wants_categories && !column->wants_numbers))
            continue;
        uint32_t length;
        const char *text = plain_text(&reading->scratch, csv, place, &length);
        if (column->wants_categories)
            keep_category(column, row, text, length);
        if (column->wants_numbers)
            keep_number(column, row, text, length, &place);
    } while (same_row(csv));
    for (uint32_t i = size.cells; i < reading->column_count; i++) { /* cells that are not there */
        if (reading->columns[i].wants_categories)
            keep_category(&reading->columns[i], row, "", 0);
        if (reading->columns[i].wants_numbers)
            keep_number(&reading->columns[i], row, "", 0, &(struct csv_text){csv->at, csv->at, false});
    }
    return size;
}

static void report_row(struct reading *reading, uint32_t start, uint32_t end, uint32_t cells)
{
    while (end > start && (reading->file->bytes[end - 1] == '\n' || reading->file->bytes[end - 1] == '\r'))
        end--;
    struct diagnostic *diagnostic = reading_fault(reading, FAULT_ROW, DIAG_DATA_ROW_LENGTH, start, end);
    if (!diagnostic)
        return;
    diagnostic->arguments[0] = diag_number(cells);
    diagnostic->arguments[1] = diag_number(reading->column_count);
}

void csv_read(struct reading *reading)
{
    struct csv csv = csv_at(reading, reading->body);
    for (uint32_t i = 0; i < reading->column_count; i++)
        if (reading->columns[i].wants_categories)
            symbol_init(&reading->columns[i].categories, 16);
    while (csv.at < csv.length) {
        uint32_t start = csv.at, row = reading->row_count;
        if (row == DATA_MOST_CELLS) {
            reading_report(reading, DIAG_DATA_TOO_LARGE, start, start)->arguments[0] = diag_number(DATA_MOST_CELLS /
                                                                                                   1000000);
            break;
        }
        struct row_size size = read_row(reading, &csv, row);
        if (!size.filled)
            continue;
        if (size.filled > reading->column_count || size.cells < reading->column_count)
            report_row(reading, start, csv.at, size.cells);
        if (size.filled > reading->column_count)
            continue; /* its cells may have slid: a comma in a number */
        reading->row_starts = room(reading->row_starts, &reading->row_start_capacity, row, sizeof *reading->row_starts);
        reading->row_starts[row] = start;
        reading->row_count++;
    }
    if (csv.unclosed)
        reading_report(reading, DIAG_DATA_UNCLOSED_QUOTE, csv.unclosed_at, csv.unclosed_at + 1);
}
