#define _DEFAULT_SOURCE
#include "memory.h"

#include "arena.h"

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <malloc.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

enum { MUCH = 4 << 20, TIMES = 6, MOST = 1 << 30, HUGE_PAGE = 2 << 20 };

/* Where the memory is limited, no more is asked for than is needed. */
static bool is_limited(void)
{
    struct rlimit data, space;
    return getrlimit(RLIMIT_DATA, &data) != 0 || getrlimit(RLIMIT_AS, &space) != 0 || data.rlim_cur != RLIM_INFINITY ||
           space.rlim_cur != RLIM_INFINITY;
}

/* Asks for huge pages from `room` to the end of the heap: by small ones, a fifth of a check goes into faults. It is a wish; where
 * the system does not grant it all is as before. */
static void wish_for_huge_pages(char *room)
{
    char *end = sbrk(0);
    size_t offset = (size_t)(-(uintptr_t)room) & (HUGE_PAGE - 1);
    if (end > room && (size_t)(end - room) > offset + HUGE_PAGE)
        madvise(room + offset, (size_t)(end - room) - offset, MADV_HUGEPAGE);
}

/* One heap that grows once: bytes, trees and model together are about five times the plans. */
void memory_expect(size_t bytes)
{
    if (bytes < MUCH || is_limited())
        return;
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, MOST);
    mallopt(M_TOP_PAD, (int)(bytes > MOST / TIMES ? MOST : bytes * TIMES));
    uint32_t capacity = 0;
    char *first = array_grow(NULL, &capacity, MUCH / 2, 1); /* more than is free, so the heap grows now */
    wish_for_huge_pages(first);
    array_free(first);
    mallopt(M_TOP_PAD, MUCH * 4); /* should it have to grow again */
}
#else
void memory_expect(size_t bytes)
{
    (void)bytes;
}
#endif
