/* lexer_digits.c: numbers and dates: what a token of digits means, and what is wrong with it. */
#include "lexer_parts.h"

#include <string.h>

/* More than this is no number of a plan, and could not be told from its neighbours. */
static const double NUMBER_LIMIT = 1e15;

/* The value of digits with blanks between groups and '.' or ',' before decimals, of which fifteen count. False: it is too large. */
static bool number_of(const char *at, const char *end, double *value)
{
    double number = 0, scale = 0;
    for (; at < end && (scale > 0 || number < NUMBER_LIMIT); at++) {
        if (*at >= '0' && *at <= '9' && scale < 1e15) {
            number = number * 10 + (*at - '0');
            scale *= 10;
        } else if (*at == '.' || *at == ',') {
            scale = 1;
        }
    }
    *value = scale > 1 ? number / scale : number;
    return *value < NUMBER_LIMIT;
}

/* Reads [at, end), a part of a token, which fails when the number is too large. */
static void read_number(struct lexer *lexer, struct token *token, const char *at, const char *end, double *value)
{
    if (!number_of(at, end, value) && token->kind != T_BAD)
        lexer_fail(lexer, token, DIAG_LARGE_NUMBER);
}

/* `40–45` */
static void read_numbers(struct lexer *lexer, struct token *token)
{
    const char *at = lexer->bytes + token->start, *end = lexer->bytes + token->end, *dash = at;
    while (*dash != '-' && (unsigned char)*dash != 0xE2)
        dash++;
    token->kind = T_NUMBERS;
    read_number(lexer, token, at, dash, &token->bounds[0]);
    read_number(lexer, token, *dash == '-' ? dash + 1 : dash + strlen("–"), end, &token->bounds[1]);
}

static int integer_at(const char *at, int count)
{
    int number = 0;
    for (int i = 0; i < count; i++)
        number = number * 10 + (at[i] - '0');
    return number;
}

/* Reads one date of digits; the token fails when there is no such date. */
static void read_date(struct lexer *lexer, struct token *token, const char *at, size_t length, struct date *date)
{
    if (!date_parse_iso(at, length, date))
        lexer_fail(lexer, token, DIAG_IMPOSSIBLE_DATE);
}

static void read_range(struct lexer *lexer, struct token *token)
{
    const char *at = lexer->bytes + token->start, *end = lexer->bytes + token->end;
    const char *dash = memchr(at, 0xE2, (size_t)(end - at));
    size_t dash_length = strlen("–");
    if (!dash) {
        dash = at + 4; /* years with a hyphen */
        dash_length = 1;
    }
    struct date first, last;
    if (!date_parse_iso(at, (size_t)(dash - at), &first) ||
        !date_parse_iso(dash + dash_length, (size_t)(end - dash) - dash_length, &last)) {
        lexer_fail(lexer, token, DIAG_IMPOSSIBLE_DATE);
        return;
    }
    token->date = (struct date){
        first.first,     last.last, last.precision == PRECISION_YEAR ? PRECISION_RANGE : last.precision,
        first.precision, 0,         0};
}

static void report_thousands(struct lexer *lexer, struct token *token)
{
    const char *text = lexer->bytes + token->start;
    char *grouped = arena_copy(lexer->diagnostics->arena, text, token->end - token->start);
    for (char *c = grouped; *c; c++)
        if (*c == '.' || *c == ',')
            *c = ' ';
    struct diagnostic *diagnostic = lexer_fail(lexer, token, DIAG_THOUSANDS);
    diagnostic->arguments[1] = diag_string(grouped);
    diag_add_fix(lexer->diagnostics, diagnostic, lexer_span(lexer, token), grouped, false, PHRASE_REPLACE);
}

static void report_glued(struct lexer *lexer, struct token *token)
{
    const char *text = lexer->bytes + token->start;
    uint32_t length = token->end - token->start;
    char *spaced = arena_alloc(lexer->diagnostics->arena, (size_t)length * 2 + 1);
    for (uint32_t i = 0, out = 0; i < length; i++) {
        spaced[out++] = text[i];
        if (text[i] == ',')
            spaced[out++] = ' ';
    }
    struct diagnostic *diagnostic = lexer_fail(lexer, token, DIAG_GLUED_LIST);
    diagnostic->arguments[1] = diag_string(spaced);
    diag_add_fix(lexer->diagnostics, diagnostic, lexer_span(lexer, token), spaced, false, PHRASE_REPLACE);
}

/* `250 000 2026` is two numbers: a group of three digits ends where a fourth follows. */
static void trim_groups(const struct lexer *lexer, struct token *token)
{
    while (token->end < lexer->end && lexer->bytes[token->end] >= '0' && lexer->bytes[token->end] <= '9') {
        token->end -= 3;
        while (lexer->bytes[token->end - 1] < '0' || lexer->bytes[token->end - 1] > '9')
            token->end--; /* the blank, of one to three bytes */
    }
}

void lexer_read_digits(struct lexer *lexer, struct token *token, int raw)
{
    const char *at = lexer->bytes + token->start, *end = lexer->bytes + token->end;
    switch (raw) {
    case RAW_THOUSANDS: report_thousands(lexer, token); break;
    case RAW_GLUED: report_glued(lexer, token); break;
    case RAW_BAD_NUMBER: lexer_fail(lexer, token, DIAG_BAD_NUMBER); break;
    case T_YEAR:
        token->number = integer_at(at, 4);
        if (token->number < 1000)
            token->kind = T_NUMBER;
        break;
    case RAW_GROUPED: trim_groups(lexer, token); /* fall through */
    case RAW_INTEGER:
    case RAW_DECIMAL:
        token->kind = raw == RAW_DECIMAL ? T_NUMBER : T_INTEGER;
        read_number(lexer, token, at, lexer->bytes + token->end, &token->number);
        break;
    case RAW_DAY:
    case RAW_DOTTED:
        token->kind = T_DAY;
        read_date(lexer, token, at, (size_t)(end - at), &token->date);
        break;
    case RAW_MONTH: /* may be a badly written range: the grammar's builders decide where it stands */
        token->kind = T_MONTH;
        token->number = integer_at(at + 5, 2);
        token->symbol = (uint32_t)integer_at(at, 4);
        break;
    case RAW_YEARS:
    case RAW_DATES:
        token->kind = T_RANGE;
        read_range(lexer, token);
        break;
    case RAW_NUMBERS: read_numbers(lexer, token); break;
    case RAW_ORDINAL:
        token->kind = T_ORDINAL;
        token->number = integer_at(at, (int)(end - at) - 1);
        break;
    case RAW_SCHOOL_YEAR:
        token->kind = T_SCHOOL_YEAR;
        token->symbol = (uint32_t)integer_at(at, 4);
        token->number = integer_at(at + 5, (int)(end - at) - 5) % 100;
        break;
    default: break;
    }
}
