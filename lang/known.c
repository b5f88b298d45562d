#include "known.h"

#include "blank.h"

#include <string.h>

enum { LONGEST = 16 };
_Static_assert(LONGEST == sizeof((struct known_word *)0)->spelling, "a spelling is compared as two words");

/* What stands before a space, filled up with NULs. */
struct spelling {
    uint64_t halves[2];
    uint32_t length; /* LONGEST where it is too long to be known */
};

/* The bytes before the first space at or behind `from`. */
static inline struct spelling spelling_of(const char *text, const char *end, uint32_t from)
{
    static const unsigned char ones[2 * LONGEST] = {255, 255, 255, 255, 255, 255, 255, 255,
                                                    255, 255, 255, 255, 255, 255, 255, 255};
    uint32_t most = end - text < LONGEST ? (uint32_t)(end - text) : LONGEST, length = from < most ? from : most;
    while (length < most && text[length] != ' ')
        length++;
    struct spelling spelling = {.length = length};
    if (most < LONGEST) {
        memcpy(spelling.halves, text, length);
        return spelling;
    }
    uint64_t mask[2];
    memcpy(mask, ones + LONGEST - length, LONGEST);
    memcpy(spelling.halves, text, LONGEST);
    for (int i = 0; i < 2; i++)
        spelling.halves[i] &= mask[i];
    return spelling;
}

static struct known_word *place_of(struct known_words *known, const struct spelling *spelling, unsigned classes)
{
    uint64_t hash = (spelling->halves[0] ^ spelling->halves[1] * 31 ^ classes) * 0xC2B2AE3D27D4EB4Fu;
    return &known->words[hash >> 56];
}

/* What is known of a spelling, where what stands behind it, at `at`, does not begin the next word of a longer keyword; else
 * NULL. */
static const struct known_word *find(struct known_words *known, const struct spelling *spelling, unsigned classes,
                                     const char *at, const char *end)
{
    const struct known_word *word = place_of(known, spelling, classes);
    if (word->classes != classes || memcmp(word->spelling, spelling->halves, LONGEST) != 0)
        return NULL;
    while (word->follows && at < end && *at == ' ')
        at++;
    bool goes_on = word->follows && at < end && (word->follows >> lexicon_first(*at)) & 1u;
    return goes_on ? NULL : word;
}

static void remember(struct known_words *known, const struct lexicon *lexicon, const struct spelling *spelling,
                     unsigned classes, const struct lexicon_match *matches, int count)
{
    const char *second = memchr(spelling->halves, ' ', spelling->length);
    uint32_t first = second ? (uint32_t)(second - (const char *)spelling->halves) : spelling->length;
    if (blank_within((const char *)spelling->halves, 0, first) ||
        (second && blank_within(second, 1, spelling->length - first)))
        return; /* other blanks than spaces divide it: what follows it is not known by its bytes */
    struct known_word *word = place_of(known, spelling, classes);
    memcpy(word->spelling, spelling->halves, LONGEST);
    memcpy(word->matches, matches, sizeof word->matches);
    word->classes = classes;
    word->follows = lexicon_next_words(lexicon, word->spelling, spelling->length);
    word->count = count;
}

int known_matches(struct known_words *known, const struct lexicon *lexicon, const char *text, const char *end,
                  unsigned classes, struct lexicon_match *matches)
{
    struct spelling one = {.length = LONGEST}, two;
    const struct known_word *word = NULL;
    if (known)
        one = two = spelling_of(text, end, 0);
    if (one.length < LONGEST)
        word = find(known, &one, classes, text + one.length, end);
    if (!word && one.length < LONGEST) { /* `svarer på` */
        two = spelling_of(text, end, one.length + 1);
        word = two.length < LONGEST ? find(known, &two, classes, text + two.length, end) : NULL;
    }
    if (word) {
        memcpy(matches, word->matches, sizeof word->matches);
        return word->count;
    }
    int count = lexicon_matches(lexicon, text, end, classes, matches);
    if (one.length < LONGEST && count <= 2 && (count == 0 || matches[0].length == one.length))
        remember(known, lexicon, &one, classes, matches, count);
    else if (one.length < LONGEST && two.length < LONGEST && count <= 2 && matches[0].length == two.length)
        remember(known, lexicon, &two, classes, matches, count);
    return count;
}
