/* The pool: each piece is done once, whatever the number of threads, and work within work does not wait for itself. */
#include "pool.h"

#include "test.h"

#include <stdlib.h>

enum { PIECES = 5000, ROUNDS = 50 };

struct work {
    struct pool *pool;
    atomic_uint done[PIECES], inner;
};

static void piece(void *context, uint32_t i)
{
    struct work *work = context;
    atomic_fetch_add(&work->done[i], 1);
}

static void inner_piece(void *context, uint32_t i)
{
    struct work *work = context;
    atomic_fetch_add(&work->inner, i);
}

static void nested_piece(void *context, uint32_t i)
{
    struct work *work = context;
    work->pool->parallel.each(&work->pool->parallel, 10, inner_piece, work);
    piece(context, i);
}

static void test_threads(const char *threads)
{
    static struct work work;
    struct pool pool;
    bool once = true;
    setenv("TRAAD_THREADS", threads, 1);
    memset(&work, 0, sizeof work);
    work.pool = &pool;
    pool_begin(&pool);
    for (int round = 0; round < ROUNDS; round++)
        pool.parallel.each(&pool.parallel, PIECES, piece, &work);
    pool.parallel.each(&pool.parallel, 0, piece, &work);
    pool.parallel.each(&pool.parallel, 1, piece, &work);
    pool.parallel.each(&pool.parallel, 100, nested_piece, &work);
    for (unsigned i = 0; i < PIECES; i++)
        once &= atomic_load(&work.done[i]) == ROUNDS + (i < 1 ? 1u : 0u) + (i < 100 ? 1u : 0u);
    CHECK(once);
    CHECK_INT(atomic_load(&work.inner), 4500);
    pool_end(&pool);
}

int main(void)
{
    test_threads("1");
    test_threads("2");
    test_threads("16");
    test_threads("nonsense");
    return test_end();
}
