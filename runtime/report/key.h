/* key: bytes by which things are told apart: two keys are equal when what they are made of is.
 * Depends on arena. The key owns its bytes until key_free; it begins as {0} and is made anew with key_clear. */
#ifndef TRAAD_KEY_H
#define TRAAD_KEY_H

#include "arena.h"

struct key {
    char *data;
    uint32_t count, capacity;
};

void key_clear(struct key *key);
void key_put(struct key *key, const char *bytes, size_t length);
void key_text(struct key *key, const char *text);

/* A number and a blank behind it. */
void key_integer(struct key *key, int64_t number);
void key_number(struct key *key, double number);

/* Words with one blank between them, however they are laid out. */
void key_words(struct key *key, const char *bytes, size_t length);

/* A copy that lives as long as the arena. */
const char *key_copy(const struct key *key, struct arena *arena);
void key_free(struct key *key);

#endif
