/* memory: tells the system's allocator how much is coming, when it is much. Depends on arena. Owns nothing.
 * A workspace of many megabytes is read into many small arrays, which would otherwise be mapped one by one. */
#ifndef TRAAD_MEMORY_H
#define TRAAD_MEMORY_H

#include <stddef.h>

/* Call before reading about `bytes` of plans and before other threads allocate. Small amounts change nothing. */
void memory_expect(size_t bytes);

#endif
