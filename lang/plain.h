/* plain: the commonest lines and cells read without the grammar, which reads them the same way: a test holds the two together.
 * Depends on build. Owns nothing. */
#ifndef TRAAD_PLAIN_H
#define TRAAD_PLAIN_H

#include "build.h"

/* Reads the builder's line when it is `hdir, fhi`, `2.3 "Tittel"`, one date, a status and its date, listed words, a text, or the
 * plain form of an amount, a postponement, a participation or an evaluation. Such values need no build_finish. False, with
 * nothing read, for every other line and for what has a mistake. */
bool plain_read(struct builder *b);

#endif
