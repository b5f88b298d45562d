/* obligation.c: whether a text binds more or less than another. Only the words are counted: nothing is made of what stands
 * between them. */
#include "diff.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    int strength;
    const char *word;
} WORDS[] = {
#define OBLIGATION(strength, word) {strength, word},
#include "obligation.def"
#undef OBLIGATION
};

enum { OBLIGING = sizeof WORDS / sizeof *WORDS, STRONGEST = 3 };

static bool is_letter(char byte)
{
    unsigned char c = (unsigned char)byte;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

/* True for the word itself; its first letter may be a capital. */
static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && (*text == *word || *text + ('a' - 'A') == *word) &&
           memcmp(text + 1, word + 1, length - 1) == 0;
}

/* How many there are of each word, as `sign` each. */
static void count(const char *text, int sign, int counts[OBLIGING])
{
    for (const char *at = text; *at;) {
        const char *start = at;
        while (is_letter(*at))
            at++;
        for (size_t w = 0; w < OBLIGING && at > start; w++)
            if (is_word(start, (size_t)(at - start), WORDS[w].word))
                counts[w] += sign;
        at += at == start;
    }
}

/* The first word of a strength of which there are more (1) or fewer (-1); NULL when there is none. */
static const char *word_that(const int counts[OBLIGING], int strength, int sign)
{
    for (size_t w = 0; w < OBLIGING; w++)
        if (WORDS[w].strength == strength && counts[w] * sign > 0)
            return WORDS[w].word;
    return NULL;
}

enum weight obligation_weigh(const char *before, const char *after, const char **fewer, const char **more)
{
    int counts[OBLIGING] = {0}, sums[STRONGEST + 1] = {0};
    count(before, -1, counts);
    count(after, 1, counts);
    for (size_t w = 0; w < OBLIGING; w++)
        sums[WORDS[w].strength] += counts[w];
    for (int strong = STRONGEST; strong > 1; strong--)
        for (int weak = strong - 1; weak > 0; weak--)
            if (sums[strong] * sums[weak] < 0) { /* the one has given way to the other */
                int sign = sums[strong] > 0 ? 1 : -1;
                const char *first = word_that(counts, strong, sign), *second = word_that(counts, weak, -sign);
                *fewer = sign > 0 ? second : first;
                *more = sign > 0 ? first : second;
                return sign > 0 ? STRENGTHENED : WEAKENED;
            }
    return NEUTRAL;
}
