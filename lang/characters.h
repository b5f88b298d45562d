/* characters: what unicode.c knows of each character, as constant tables: for a build without utf8proc (unicode_host.c).
 * Depends on nothing. characters.c, a tool of the build, asks unicode.c of every character and writes them; so both say the same.
 * What many characters have in common stands once, and so does a page of characters that is like another. */
#ifndef TRAAD_CHARACTERS_H
#define TRAAD_CHARACTERS_H

#include <stdint.h>

enum { CHARACTER_LAST = 0x10FFFF, CHARACTER_PAGE = 64 };

enum character_sort { CHARACTER_OTHER, CHARACTER_LETTER, CHARACTER_MARK, CHARACTER_DIGIT };

struct character {
    uint8_t sort, width;
    int32_t lower; /* to be added to the character for its lower case */
    int32_t base;  /* what it is built on; 0: itself */
};

extern const struct character characters[];
extern const uint16_t character_of[][CHARACTER_PAGE]; /* by page: its characters */
extern const uint16_t character_pages[];              /* by character / CHARACTER_PAGE: its page */

#endif
