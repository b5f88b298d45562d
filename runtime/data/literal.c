#include "literal.h"

#include "blank.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The bytes of the blank at `at`: a space, a tab, U+00A0, U+2009 or U+202F; 0 when there is none. */
static uint32_t blank_at(const char *at, const char *end)
{
    if (end - at >= 3 && memcmp(at, "\xE2\x80\x89", 3) == 0)
        return 3;
    return blank_length(at, 0, (uint32_t)(end - at));
}

void literal_trim(const char **text, uint32_t *length)
{
    const char *at = *text, *end = at + *length;
    for (uint32_t blank; (blank = blank_at(at, end)) != 0;)
        at += blank;
    for (;;) {
        if (end > at && (end[-1] == ' ' || end[-1] == '\t'))
            end--;
        else if (end - at >= 2 && blank_at(end - 2, end) == 2)
            end -= 2;
        else if (end - at >= 3 && blank_at(end - 3, end) == 3)
            end -= 3;
        else
            break;
    }
    *text = at;
    *length = (uint32_t)(end - at);
}

static bool is_word(const char *text, uint32_t length, const char *word)
{
    return strlen(word) == length && strncasecmp(text, word, length) == 0;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool literal_is_missing(const char *text, uint32_t length)
{
    static const char *const marks[] = {"", ".", "..", "...", ":", "-", "–", "*", "na", "n/a", "null"};
    if (length && is_digit(*text))
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (is_word(text, length, marks[i]))
            return true;
    if (length > 1 && *text == '<') { /* fewer than five: the number is held back */
        const char *at = text + 1, *end = text + length;
        for (uint32_t blank; (blank = blank_at(at, end)) != 0;)
            at += blank;
        while (at < end && is_digit(*at))
            at++;
        return at == end && is_digit(end[-1]);
    }
    return false;
}

/* ---- numbers ---------------------------------------------------------------------------------------------------- */

enum { EXACT_DIGITS = 15, EXACT_POWER = 22, MOST_DIGITS = 60 };

/* A number as it is read: its digits without separators, and where the decimals begin. */
struct digits {
    char text[MOST_DIGITS + 1];
    int count, decimals, exponent;
    uint64_t whole; /* the digits as a number, so long as they are at most EXACT_DIGITS */
    bool negative;
};

static bool add_digit(struct digits *digits, char c)
{
    if (digits->count == MOST_DIGITS)
        return false;
    digits->text[digits->count++] = c;
    digits->whole = digits->whole * 10 + (uint64_t)(c - '0');
    return true;
}

/* `12`, `1234` or `250 000`: after a blank exactly three digits follow. */
static bool read_whole(struct digits *digits, const char **at, const char *end)
{
    const char *c = *at;
    while (c < end && is_digit(*c))
        if (!add_digit(digits, *c++))
            return false;
    if (!digits->count)
        return false;
    bool groups = digits->count <= 3;
    uint32_t blank;
    while (groups && (blank = blank_at(c, end)) != 0 && end - c >= (ptrdiff_t)blank + 3 && is_digit(c[blank]) &&
           is_digit(c[blank + 1]) && is_digit(c[blank + 2]) &&
           !(end - c > (ptrdiff_t)blank + 3 && is_digit(c[blank + 3]))) {
        for (int i = 0; i < 3; i++)
            if (!add_digit(digits, c[blank + (uint32_t)i]))
                return false;
        c += blank + 3;
    }
    *at = c;
    return true;
}

/* `e-3` behind the digits. */
static bool read_exponent(struct digits *digits, const char **at, const char *end)
{
    const char *c = *at + 1;
    bool negative = c < end && *c == '-';
    c += c < end && (*c == '-' || *c == '+');
    if (c == end || !is_digit(*c))
        return false;
    for (; c < end && is_digit(*c); c++)
        digits->exponent = digits->exponent < 10000 ? digits->exponent * 10 + (*c - '0') : digits->exponent;
    if (negative)
        digits->exponent = -digits->exponent;
    *at = c;
    return true;
}

static bool read_digits(struct digits *digits, const char **at, const char *end)
{
    const char *c = *at;
    if (end - c >= 3 && memcmp(c, "\xE2\x88\x92", 3) == 0) { /* the minus sign of typography */
        digits->negative = true;
        c += 3;
    } else if (c < end && (*c == '-' || *c == '+')) {
        digits->negative = *c++ == '-';
    }
    if (!read_whole(digits, &c, end))
        return false;
    if (c < end && (*c == '.' || *c == ',')) {
        const char *first = ++c;
        for (; c < end && is_digit(*c); c++, digits->decimals++)
            if (!add_digit(digits, *c))
                return false;
        if (c == first)
            return false;
    }
    if (c < end && (*c == 'e' || *c == 'E') && !read_exponent(digits, &c, end))
        return false;
    *at = c;
    return true;
}

/* The nearest double; exact arithmetic where there are few digits, the C library elsewhere. */
static double number_of(const struct digits *digits)
{
    static const double powers[EXACT_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                   1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int power = digits->exponent - digits->decimals;
    double number;
    if (digits->count <= EXACT_DIGITS && power <= 0 && -power <= EXACT_POWER) {
        number = (double)digits->whole / powers[-power];
    } else {
        char text[MOST_DIGITS + 16];
        snprintf(text, sizeof text, "%.*se%d", digits->count, digits->text, power);
        number = strtod(text, NULL);
    }
    return digits->negative ? -number : number;
}

static bool yes_or_no(const char *text, uint32_t length, struct literal_number *number)
{
    static const char *const words[] = {"nei", "ja", "no", "yes", "false", "true", "usann", "sann"};
    for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word(text, length, words[i])) {
            *number = (struct literal_number){.number = i % 2, .word = true};
            return true;
        }
    return false;
}

enum literal_state literal_number(const char *text, uint32_t length, struct literal_number *number)
{
    const char *at = text, *end = text + length;
    struct digits digits;
    digits.count = digits.decimals = digits.exponent = 0;
    digits.whole = 0;
    digits.negative = false;
    *number = (struct literal_number){0};
    if (!read_digits(&digits, &at, end)) {
        if (literal_is_missing(text, length))
            return LITERAL_MISSING;
        return yes_or_no(text, length, number) ? LITERAL_GOOD : LITERAL_BAD;
    }
    for (uint32_t blank; (blank = blank_at(at, end)) != 0;)
        at += blank;
    if (at < end && *at == '%') {
        number->percent = true;
        at++;
    }
    number->number = number_of(&digits);
    return at == end && isfinite(number->number) ? LITERAL_GOOD : LITERAL_BAD;
}
