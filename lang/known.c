#include "known.h"

#include <string.h>

/* Copies what stands before the next space. Returns its length; 0 where it is too long. */
static uint32_t copy_spelling(const char *text, const char *end, char spelling[16])
{
    uint32_t most = end - text < 16 ? (uint32_t)(end - text) : 16;
    const char *space = memchr(text, ' ', most);
    uint32_t length = space ? (uint32_t)(space - text) : most;
    if (length == 16)
        return 0;
    memcpy(spelling, text, length);
    return length;
}

static struct known_word *place_of(struct known_words *known, const char spelling[16], unsigned classes)
{
    uint64_t halves[2];
    memcpy(halves, spelling, sizeof halves);
    uint64_t hash = (halves[0] ^ halves[1] * 31 ^ classes) * 0x9E3779B97F4A7C15u;
    return &known->words[hash >> 57];
}

/* True when what stands behind the word, at `at`, does not make it the first word of a longer keyword. */
static bool stands_alone(const struct known_word *word, const char *at, const char *end)
{
    while (word->follows && at < end && *at == ' ')
        at++;
    return !word->follows || at == end || !((word->follows >> (*at & 31)) & 1u);
}

int known_matches(struct known_words *known, const struct lexicon *lexicon, const char *text, const char *end,
                  unsigned classes, struct lexicon_match *matches)
{
    char spelling[16] = {0};
    uint32_t length = known ? copy_spelling(text, end, spelling) : 0;
    if (!length)
        return lexicon_matches(lexicon, text, end, classes, matches);
    struct known_word *word = place_of(known, spelling, classes);
    bool met = word->classes == classes && memcmp(word->spelling, spelling, sizeof spelling) == 0;
    if (met && stands_alone(word, text + length, end)) {
        memcpy(matches, word->matches, sizeof word->matches);
        return word->count;
    }
    int count = lexicon_matches(lexicon, text, end, classes, matches);
    if (count <= 2 && (count == 0 || matches[0].length == length)) {
        memcpy(word->spelling, spelling, sizeof spelling);
        memcpy(word->matches, matches, sizeof word->matches);
        word->classes = classes;
        word->follows = lexicon_second_words(lexicon, text, end);
        word->count = count;
    }
    return count;
}
