/* .traadignore: the first line is a path, the rest what is left out. */
#include "ignore.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    const uint8_t *path = data;
    size_t length = fuzz_next(&data, &size, '\n');
    char *name = fuzz_copy(path, length), *text = fuzz_copy(data, size);
    const struct ignore *ignore = ignore_read(&arena, NULL, 0, text, size);
    if (ignore)
        ignore_matches(ignore, name, size % 2);
    array_free(name);
    array_free(text);
    arena_free(&arena);
    return 0;
}
