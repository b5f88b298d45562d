#include "time_hint.h"

#include "blank.h"
#include "date.h"
#include "lexicon.h"
#include "unicode.h"

#include <string.h>

/* ---- dates in digits ------------------------------------------------------------------------------------------- */

enum { MOST_NUMBERS = 3 };

/* `1/5-2026` as three numbers and what stands between them; a letter before one of them is kept too. */
struct digits {
    int number[MOST_NUMBERS], width[MOST_NUMBERS], count;
    char between[MOST_NUMBERS]; /* before each number but the first; 0 for nothing */
    char letter;                /* q, k, t or h before one of the numbers */
    int lettered;               /* which */
    uint32_t length;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads `Q2 2026`, `2026-Q2`, `01.05.26` from the front of a text. */
static struct digits read_digits(const char *at, const char *end)
{
    struct digits d = {.lettered = -1};
    const char *start = at;
    while (d.count < MOST_NUMBERS) {
        const char *from = at;
        char between = 0;
        uint32_t blank = blank_length(at, 0, (uint32_t)(end - at));
        if (d.count && blank) {
            between = ' ';
            at += blank;
        } else if (d.count && at < end && strchr("./-", *at)) {
            between = *at++;
        }
        if (at < end && strchr("qkthQKTH", *at) && d.lettered < 0) {
            d.letter = (char)(*at++ | 32);
            d.lettered = d.count;
        }
        if (at >= end || !is_digit(*at)) {
            at = from;
            break;
        }
        d.between[d.count] = between;
        for (d.number[d.count] = d.width[d.count] = 0; at < end && is_digit(*at) && d.width[d.count] < 8; at++) {
            d.number[d.count] = d.number[d.count] * 10 + (*at - '0');
            d.width[d.count]++;
        }
        d.count++;
    }
    bool whole = at >= end || blank_length(at, 0, (uint32_t)(end - at)) || *at == ',' || *at == '?';
    d.length = d.count && whole && d.lettered < d.count ? (uint32_t)(at - start) : 0;
    return d;
}

static const char *iso_day(struct arena *arena, int year, int month, int day)
{
    struct date date;
    year += year < 100 ? 2000 : 0;
    return date_of_day(year, month, day, &date) ? arena_format(arena, "%04d-%02d-%02d", year, month, day) : NULL;
}

static const char *iso_month(struct arena *arena, int year, int month)
{
    return month >= 1 && month <= 12 && year >= 1000 ? arena_format(arena, "%04d-%02d", year, month) : NULL;
}

/* `Q2 2026` and `2026-Q2`: a quarter; K is Danish and Norwegian for the same, T a tertial, H a half-year. */
static const char *part_of_year(struct arena *arena, const struct digits *d)
{
    enum term word = d->letter == 't' ? DATE_TERTIAL : d->letter == 'h' ? DATE_HALF_YEAR : DATE_QUARTER;
    enum date_precision precision = word == DATE_TERTIAL     ? PRECISION_TERTIAL
                                    : word == DATE_HALF_YEAR ? PRECISION_HALF_YEAR
                                                             : PRECISION_QUARTER;
    int other = 1 - d->lettered;
    struct date date;
    if (d->count != 2 || d->width[other] != 4 || d->width[d->lettered] != 1 ||
        !date_of_part(d->number[other], d->number[d->lettered], precision, &date))
        return NULL;
    return arena_format(arena, "%d. %s %d", d->number[d->lettered], keyword_of_term(word)->forms[LANGUAGE_NB],
                        d->number[other]);
}

/* The date that the digits mean, or NULL. `*certain` is false where day and month might change places. */
static const char *meant_by(struct arena *arena, const struct digits *d, bool *certain)
{
    const int *n = d->number, *w = d->width;
    *certain = true;
    if (d->lettered >= 0)
        return part_of_year(arena, d);
    if (d->count == 3 && w[0] == 4 && w[1] <= 2 && w[2] <= 2 && d->between[1] == d->between[2]) /* not `2027 8/10` */
        return iso_day(arena, n[0], n[1], n[2]);
    if (d->count == 3 && w[0] <= 2 && w[1] <= 2 && (w[2] == 4 || (w[2] == 2 && d->between[2] != ' '))) {
        *certain = d->between[1] == '.' || d->between[2] != '/' || n[0] > 12 || n[0] == n[1];
        return iso_day(arena, n[2], n[1], n[0]);
    }
    if (d->count == 2 && w[0] <= 2 && w[1] == 4 && d->between[1] != ' ')
        return iso_month(arena, n[1], n[0]);
    if (d->count == 2 && w[0] == 4 && w[1] <= 2 && d->between[1] != ' ')
        return iso_month(arena, n[0], n[1]);
    if (d->count == 1 && w[0] == 8)
        return iso_day(arena, n[0] / 10000, n[0] / 100 % 100, n[0] % 100);
    return NULL;
}

/* ---- rewording ---------------------------------------------------------------------------------------------------- */

static void reword(struct diagnostic *diagnostic, const char *bytes, uint32_t start, uint32_t end,
                   const char *const *help)
{
    diagnostic->code = DIAG_UNCLEAR_TIME;
    diagnostic->severity = (uint8_t)diag_row(DIAG_UNCLEAR_TIME)->severity;
    diagnostic->span.start = start;
    diagnostic->span.end = end;
    diagnostic->arguments[0] = diag_text(bytes + start, end - start);
    diagnostic->arguments[1] = diag_phrase(help);
}

static const char *const *write_instead(struct arena *arena, const char *text)
{
    const char **help = arena_alloc(arena, LANGUAGE_COUNT * sizeof *help);
    help[LANGUAGE_NB] = help[LANGUAGE_NN] = arena_format(arena, "Skriv `%s`.", text);
    help[LANGUAGE_EN] = arena_format(arena, "Write `%s`.", text);
    return help;
}

static bool hint_digits(struct diag_list *list, struct diagnostic *diagnostic, const char *bytes, uint32_t start,
                        uint32_t end)
{
    for (uint32_t at = start; at < end; at++) {
        if (at > start && !blank_before(bytes, start, at) && bytes[at - 1] != ',')
            continue;
        bool certain;
        struct digits digits = read_digits(bytes + at, bytes + end);
        const char *text = digits.length ? meant_by(list->arena, &digits, &certain) : NULL;
        if (!text || (strlen(text) == digits.length && memcmp(text, bytes + at, digits.length) == 0))
            continue;
        reword(diagnostic, bytes, at, at + digits.length, write_instead(list->arena, text));
        diag_add_fix(list, diagnostic, diagnostic->span, text, certain, PHRASE_REPLACE);
        return true;
    }
    return false;
}

/* ---- words -------------------------------------------------------------------------------------------------------- */

enum act { SAY, QUOTE, YEAR };

static const struct hint {
    const char *phrases;
    enum act act;
    const char *help[LANGUAGE_COUNT];
} HINTS[] = {
#define TIME_HINT(phrases, act, nb, nn, en) {phrases, act, {nb, nn, en}},
#include "time_hint.def"
#undef TIME_HINT
};

enum { LONGEST_VALUE = 200 };

/* The value in small letters; what is longer than any phrase needs is left out. */
static size_t fold(const char *at, const char *end, char folded[LONGEST_VALUE])
{
    size_t size = 0, step;
    int32_t point;
    while (at < end && size + 4 < LONGEST_VALUE && (step = unicode_decode(at, (size_t)(end - at), &point)) > 0) {
        uint32_t blank = blank_length(at, 0, (uint32_t)(end - at));
        size += unicode_encode(blank ? ' ' : unicode_lower(point), folded + size);
        at += step;
    }
    return size;
}

/* True when the phrase stands in the text as whole words. */
static bool stands_in(const char *text, size_t length, const char *phrase, size_t size)
{
    for (size_t at = 0; at + size <= length; at++)
        if (memcmp(text + at, phrase, size) == 0 && (at == 0 || !lexicon_word_goes_on(text + at - 1, text + length)) &&
            !lexicon_word_goes_on(text + at + size, text + length))
            return true;
    return false;
}

static bool has_phrase(const struct hint *hint, const char *text, size_t length)
{
    for (const char *phrase = hint->phrases; *phrase;) {
        size_t size = strcspn(phrase, "|");
        if (stands_in(text, length, phrase, size))
            return true;
        phrase += size + (phrase[size] == '|');
    }
    return false;
}

/* The first whole year among the digits, or 0. */
static int year_in(const char *text, size_t length)
{
    for (size_t at = 0; at + 4 <= length; at++)
        if ((at == 0 || !is_digit(text[at - 1])) && is_digit(text[at]) && is_digit(text[at + 1]) &&
            is_digit(text[at + 2]) && is_digit(text[at + 3]) && (at + 4 == length || !is_digit(text[at + 4])))
            return (text[at] - '0') * 1000 + (text[at + 1] - '0') * 100 + (text[at + 2] - '0') * 10 + text[at + 3] -
                   '0';
    return 0;
}

void time_hint(struct diag_list *list, struct diagnostic *diagnostic, enum shape shape, const char *bytes,
               uint32_t start, uint32_t end)
{
    char text[LONGEST_VALUE];
    if (hint_digits(list, diagnostic, bytes, start, end))
        return;
    size_t length = fold(bytes + start, bytes + end, text);
    for (size_t i = 0; i < sizeof HINTS / sizeof *HINTS; i++) {
        const struct hint *hint = &HINTS[i];
        if (!has_phrase(hint, text, length))
            continue;
        reword(diagnostic, bytes, start, end, hint->help);
        int year = hint->act == YEAR ? year_in(text, length) : 0;
        bool quotable = hint->act == QUOTE && (shape == SHAPE_DEADLINE || shape == SHAPE_WHEN) &&
                        !memchr(bytes + start, '"', end - start);
        if (year)
            diag_add_fix(list, diagnostic, diagnostic->span, arena_format(list->arena, "%d", year), false,
                         PHRASE_REPLACE);
        if (quotable)
            diag_add_fix(list, diagnostic, diagnostic->span,
                         arena_format(list->arena, "\"%.*s\"", (int)(end - start), bytes + start), false,
                         PHRASE_REPLACE);
        return;
    }
}
