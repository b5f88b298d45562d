/* zip: whether a zip file holds whole XML documents, through zlib. Depends on nothing of ours; reads bytes, owns nothing. */
#ifndef TRAAD_ZIP_H
#define TRAAD_ZIP_H

#include <stdbool.h>
#include <stddef.h>

/* True when every part can be unpacked and ends with the end of the element that it begins with. */
bool zip_is_whole(const unsigned char *bytes, size_t size);

#endif
