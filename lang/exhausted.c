/* exhausted.c: what a process does where there is no memory left. */
#include "arena.h"

#include <stdio.h>
#include <stdlib.h>

static void say_exhausted(void)
{
    fputs("traad: out of memory\n", stderr);
}

static void (*when_exhausted)(void) = say_exhausted;

void arena_when_exhausted(void (*last_words)(void))
{
    when_exhausted = last_words;
}

/* Other threads are at work: nothing that they may be using is taken down. */
_Noreturn void arena_exhausted(void)
{
    when_exhausted();
    _Exit(2);
}
