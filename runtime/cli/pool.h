/* pool: threads that run pieces of work side by side. Depends on model (for struct parallel), pthreads.
 * The pool owns its threads until pool_end; they are started the first time there is work for them.
 * Which thread does which piece is chance: the pieces must not care, so that the results are always the same. */
#ifndef TRAAD_POOL_H
#define TRAAD_POOL_H

#include "model.h"

#include <pthread.h>
#include <stdatomic.h>

enum { POOL_MOST = 64 };

struct pool {
    struct parallel parallel; /* what the model is given */
    pthread_t threads[POOL_MOST];
    uint32_t wanted, started; /* beside the caller's own */
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    uint32_t round, active; /* of the current piece of work; threads still at it */
    bool ending;
    atomic_bool busy;
    atomic_uint_fast32_t next;
    uint32_t count;
    void (*body)(void *context, uint32_t i);
    void *context;
};

/* As many threads as there are processors, or as TRAAD_THREADS says. */
void pool_begin(struct pool *pool);
void pool_end(struct pool *pool);

#endif
