/* unicode: what the rest of the house needs to know of characters: decoding, case, classes, normal form, width.
 * Depends on utf8proc, which nothing else includes. Pure, but for unicode_nfc's buffer. */
#ifndef TRAAD_UNICODE_H
#define TRAAD_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the character at `text`, of which `length` bytes are left. Returns its bytes; 0, and point -1, when it is not UTF-8. */
size_t unicode_decode(const char *text, size_t length, int32_t *point);

/* Writes a character into `text` (at least 4 bytes); returns its bytes. */
size_t unicode_encode(int32_t point, char *text);

int32_t unicode_lower(int32_t point);
bool unicode_is_letter(int32_t point); /* \p{L} */
bool unicode_is_mark(int32_t point);   /* \p{M} */
bool unicode_is_digit(int32_t point);  /* \p{Nd} */

/* The letter that a composed one is built on: é as e. The same when it is not composed. */
int32_t unicode_base(int32_t point);

/* The NFC form in a buffer to give to array_free, its bytes in `*size`; NULL where it cannot be made. */
char *unicode_nfc(const char *text, size_t length, size_t *size);

/* The columns of a terminal or a monospaced page that a character takes: å one, 界 two, a combining mark none. */
uint32_t unicode_width(int32_t point);

/* The columns of `length` bytes of UTF-8; a byte that is none counts as one. */
uint32_t unicode_text_width(const char *text, size_t length);

#endif
