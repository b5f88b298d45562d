#define _DEFAULT_SOURCE
#include "memory.h"

#include "arena.h"

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <malloc.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

/* What is read is held in about five times its bytes: surely in SURE_TIMES, seldom in more than TIMES. */
enum { MUCH = 4 << 20, SURE_TIMES = 3, TIMES = 6, MOST = 1 << 30, HUGE_PAGE = 2 << 20 };

/* Where the memory is limited, no more is asked for than is needed. */
static bool is_limited(void)
{
    struct rlimit data, space;
    return getrlimit(RLIMIT_DATA, &data) != 0 || getrlimit(RLIMIT_AS, &space) != 0 || data.rlim_cur != RLIM_INFINITY ||
           space.rlim_cur != RLIM_INFINITY;
}

/* Asks for huge pages from `room` to the end of the heap: by small ones, a fifth of a check goes into faults. It is a wish; where
 * the system does not grant it all is as before. */
static struct memory_room wish_for_huge_pages(char *room, size_t sure)
{
    char *end = sbrk(0), *first = room + ((size_t)(-(uintptr_t)room) & (HUGE_PAGE - 1));
    if (end <= first || (size_t)(end - first) < sure || madvise(first, (size_t)(end - first), MADV_HUGEPAGE) != 0)
        return (struct memory_room){0};
    return (struct memory_room){first, (uint32_t)(sure / HUGE_PAGE)};
}

/* One heap that grows once. */
struct memory_room memory_expect(size_t bytes)
{
    if (bytes < MUCH || is_limited())
        return (struct memory_room){0};
    mallopt(M_ARENA_MAX, 1);
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, MOST);
    mallopt(M_TOP_PAD, (int)(bytes > MOST / TIMES ? MOST : bytes * TIMES));
    uint32_t capacity = 0;
    char *first = array_grow(NULL, &capacity, MUCH / 2, 1); /* more than is free, so the heap grows now */
    struct memory_room room = wish_for_huge_pages(first, bytes * SURE_TIMES);
    array_free(first);
    mallopt(M_TOP_PAD, MUCH * 4); /* should it have to grow again */
    return room;
}

void memory_fill(void *context, uint32_t i)
{
#ifdef MADV_POPULATE_WRITE
    struct memory_room *room = context;
    madvise(room->first + (size_t)i * HUGE_PAGE, HUGE_PAGE, MADV_POPULATE_WRITE);
#else
    (void)context, (void)i;
#endif
}
#else
struct memory_room memory_expect(size_t bytes)
{
    (void)bytes;
    return (struct memory_room){0};
}

void memory_fill(void *context, uint32_t i)
{
    (void)context, (void)i;
}
#endif
