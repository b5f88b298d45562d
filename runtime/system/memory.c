#include "memory.h"

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <malloc.h>

enum { MUCH = 4 << 20, TIMES = 6, MOST = 1 << 30 };

/* One heap that grows once: bytes, trees and model together are about five times the plans. Huge pages were tried: a
 * twentieth faster at the median, but now and then twice as slow, and half as much memory again. */
void memory_expect(size_t bytes)
{
    if (bytes < MUCH)
        return;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, MOST);
    mallopt(M_TOP_PAD, (int)(bytes > MOST / TIMES ? MOST : bytes * TIMES));
}
#else
void memory_expect(size_t bytes)
{
    (void)bytes;
}
#endif
