#define _DEFAULT_SOURCE
#include "memory.h"

#include "arena.h"

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

enum { MUCH = 4 << 20, TIMES = 6, MOST = 1 << 30, HUGE_PAGE = 2 << 20 };

/* One heap that grows once, in huge pages: bytes, trees and model are about five times the plans. */
void memory_expect(size_t bytes)
{
    if (bytes < MUCH)
        return;
    size_t room = bytes > MOST / TIMES ? MOST : bytes * TIMES;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, MOST);
    mallopt(M_TOP_PAD, (int)room);
    uint32_t capacity = 0;
    char *first = array_grow(NULL, &capacity, HUGE_PAGE / 2, 1); /* more than is free: the heap grows by the pad too */
    char *end = sbrk(0);
    size_t offset = (size_t)(-(uintptr_t)first) & (HUGE_PAGE - 1);
    if (end > first && (size_t)(end - first) > offset + HUGE_PAGE)
        madvise(first + offset, (size_t)(end - first) - offset,
                MADV_HUGEPAGE); /* a wish: without it all is as before */
    array_free(first);
    mallopt(M_TOP_PAD, 16 << 20);
}
#else
void memory_expect(size_t bytes)
{
    (void)bytes;
}
#endif
