/* words: whether a text says some words, whatever their case and how their letters are composed (`inneholder`, language.md 9).
 * Depends on arena, unicode. A text that is folded owns its bytes (words_free); so does nothing else here. */
#ifndef TRAAD_WORDS_H
#define TRAAD_WORDS_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A word is letters, digits and marks, and a hyphen behind them. A text in lower case and NFC: words with a blank between them,
 * or a point where more than blanks stood; one at each end. */
struct words {
    char *data;
    uint32_t count, capacity;
};

void words_fold(struct words *words, const char *text, size_t length);
void words_free(struct words *words);

/* True when the words of `sought` stand in the text one after another, each whole; where it is `open` at an end, more may go on
 * there, so that `styrke*` finds `styrker`. A text without words is found nowhere. Both are folded. */
struct sought {
    const char *data; /* without the marks at its ends */
    uint32_t length;
    bool open_start, open_end;
};
bool words_have(const struct words *words, const struct sought *sought);

/* Reads what is sought: a `*` at the beginning or the end of the text leaves that end open. `words` is filled, and lent to it. */
struct sought words_sought(struct words *words, const char *text, size_t length);

/* Many to look for at once: by the byte that they begin with, since most texts have none of them. */
struct sought_any {
    const struct sought *data;
    uint32_t first[256 + 1]; /* those that begin with byte b: data[first[b]] … data[first[b + 1]] */
    bool open_start;         /* of some of them: else only where words begin need be looked at */
};

/* The texts of `sought` are lent to it. */
const struct sought_any *words_sought_any(struct arena *arena, const struct sought *sought, uint32_t count);
bool words_have_any(const struct words *words, const struct sought_any *any);

#endif
