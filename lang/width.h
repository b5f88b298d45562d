/* width: how many columns of a terminal or a monospaced page a text takes: å one, 界 two, a combining mark none.
 * Depends on utf8proc. Pure. */
#ifndef TRAAD_WIDTH_H
#define TRAAD_WIDTH_H

#include <stddef.h>
#include <stdint.h>

/* The columns of `length` bytes of UTF-8; a byte that is none counts as one. */
uint32_t width_of(const char *text, size_t length);

#endif
