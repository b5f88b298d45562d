#include "pool.h"

#include <stdlib.h>
#include <unistd.h>

/* Bytes of a thread's stack: as much as a process usually has, also where the system's own gives threads far less. jansson reads
 * what is nested by calling itself, down to 2048 deep. */
enum { STACK = 8 << 20 };

/* Takes pieces until there are none left. */
static void take_pieces(struct pool *pool)
{
    for (;;) {
        uint32_t i = (uint32_t)atomic_fetch_add(&pool->next, 1);
        if (i >= pool->count)
            return;
        pool->body(pool->context, i);
    }
}

static void *run_thread(void *argument)
{
    struct pool *pool = argument;
    uint32_t seen = 0;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (pool->round == seen && !pool->ending)
            pthread_cond_wait(&pool->work, &pool->lock);
        if (pool->ending)
            break;
        seen = pool->round;
        pthread_mutex_unlock(&pool->lock);
        take_pieces(pool);
        pthread_mutex_lock(&pool->lock);
        if (--pool->active == 0)
            pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* Starts threads up to `count`; with none, the caller does all the work itself. Only between rounds. */
static void start_threads(struct pool *pool, uint32_t count)
{
    pthread_attr_t attributes;
    if (pool->started >= count || pool->started >= pool->wanted || pthread_attr_init(&attributes) != 0)
        return;
    pthread_attr_setstacksize(&attributes, STACK);
    while (pool->started < count && pool->started < pool->wanted) {
        if (pthread_create(&pool->threads[pool->started], &attributes, run_thread, pool) != 0)
            pool->wanted = pool->started;
        else
            pool->started++;
    }
    pthread_attr_destroy(&attributes);
}

static void each(const struct parallel *parallel, uint32_t count, void (*body)(void *, uint32_t), void *context)
{
    struct pool *pool = parallel->state;
    if (count < 2 || !pool->wanted || atomic_exchange(&pool->busy, true)) { /* work within work is done on the spot */
        PARALLEL_SERIAL.each(&PARALLEL_SERIAL, count, body, context);
        return;
    }
    pthread_mutex_lock(&pool->lock);
    pool->body = body;
    pool->context = context;
    pool->count = count;
    atomic_store(&pool->next, 0);
    start_threads(pool, count - 1);
    pool->active = pool->started;
    pool->round++;
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
    take_pieces(pool);
    pthread_mutex_lock(&pool->lock);
    while (pool->active)
        pthread_cond_wait(&pool->done, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
    atomic_store(&pool->busy, false);
}

void pool_begin(struct pool *pool)
{
    const char *given = getenv("TRAAD_THREADS");
    long threads = given ? strtol(given, NULL, 10) : 0;
    if (threads <= 0)
        threads = sysconf(_SC_NPROCESSORS_ONLN);
    if (threads < 1)
        threads = 1;
    *pool = (struct pool){.wanted = (uint32_t)(threads > POOL_MOST ? POOL_MOST : threads) - 1};
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->work, NULL);
    pthread_cond_init(&pool->done, NULL);
    pool->parallel = (struct parallel){each, pool};
}

void pool_end(struct pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->ending = true;
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
    for (uint32_t i = 0; i < pool->started; i++)
        pthread_join(pool->threads[i], NULL);
    pthread_mutex_destroy(&pool->lock);
    pthread_cond_destroy(&pool->work);
    pthread_cond_destroy(&pool->done);
}
