/* known: the keywords met before in a file, of one or two words, and what the lexicon says of them: a plan has few, many times.
 * Depends on lexicon. Belongs to whoever reads the file; begins as zeros and owns nothing. */
#ifndef TRAAD_KNOWN_H
#define TRAAD_KNOWN_H

#include "lexicon.h"

struct known_word {
    char spelling[16]; /* filled up with NULs */
    uint64_t follows;  /* lexicon_next_words of it */
    uint32_t classes;
    int count;
    struct lexicon_match matches[2];
};

struct known_words {
    struct known_word words[256]; /* by a hash of spelling and classes; the latest stays */
};

/* lexicon_matches, remembered where what stands before the next space, or the one after it, is a keyword that what follows does not
 * go on with.
 * `known` may be NULL: then nothing is. */
int known_matches(struct known_words *known, const struct lexicon *lexicon, const char *text, const char *end,
                  unsigned classes, struct lexicon_match *matches);

#endif
