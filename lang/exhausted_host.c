/* exhausted_host.c: a build as WebAssembly has no process to end and no stream to say it on: its host is told, and does not return. */
#include "arena.h"

/* No memory is left. The host throws, as it can in its own language, and gives up the instance. */
__attribute__((import_module("traad"), import_name("exhausted"))) _Noreturn void host_exhausted(void);

/* What must hold does not: `text` is the expression that says so. As above. */
__attribute__((import_module("traad"), import_name("broken"))) _Noreturn void host_broken(const char *text);

_Noreturn void arena_exhausted(void)
{
    host_exhausted();
}

/* What `assert` calls. The C library's own would write to a file. */
_Noreturn void __assert_fail(const char *text, const char *file, int line, const char *function);
_Noreturn void __assert_fail(const char *text, const char *file, int line, const char *function)
{
    (void)file, (void)line, (void)function;
    host_broken(text);
}
