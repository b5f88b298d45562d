/* memory: tells the system's allocator how much is coming, when it is much. Depends on arena. Owns nothing.
 * A workspace of many megabytes is read into many small arrays, which would otherwise be mapped one by one. */
#ifndef TRAAD_MEMORY_H
#define TRAAD_MEMORY_H

#include <stddef.h>
#include <stdint.h>

/* Memory that will surely be taken, in pieces to be filled. */
struct memory_room {
    char *first;
    uint32_t pieces; /* 0: there is nothing to fill */
};

/* Call before reading about `bytes` of plans and before other threads allocate. Small amounts change nothing. */
struct memory_room memory_expect(size_t bytes);

/* Has the system give a piece of the room (`context`) now. For all pieces side by side: threads that take them as they come wait for
 * one another while the system clears a page. */
void memory_fill(void *context, uint32_t i);

#endif
