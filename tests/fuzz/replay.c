/* Runs a target on files, and on those of folders, without a fuzzer: seeds and what was once found. Usage: NAME FILE|FOLDER… */
#include "fuzz.h"

#include <dirent.h>

static void replay_file(const char *path, FILE *file)
{
    uint32_t capacity = 0;
    size_t size = 0, got;
    char *bytes = NULL;
    do {
        bytes = array_grow(bytes, &capacity, (uint32_t)size + BUFSIZ, 1);
        got = fread(bytes + size, 1, BUFSIZ, file);
        size += got;
    } while (got);
    fprintf(stderr, "%s\n", path);
    char *exact = malloc(size ? size : 1); /* so that a byte too far is seen */
    memcpy(exact, bytes, size);
    LLVMFuzzerTestOneInput((const uint8_t *)exact, size);
    free(exact);
    array_free(bytes);
}

static unsigned replay(const char *path)
{
    unsigned count = 0;
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder && (entry = readdir(folder)) != NULL;) {
        char below[4096];
        if (*entry->d_name != '.' && snprintf(below, sizeof below, "%s/%s", path, entry->d_name) < (int)sizeof below)
            count += replay(below);
    }
    if (folder)
        return closedir(folder), count;
    FILE *file = fopen(path, "rb");
    if (!file)
        return perror(path), 0;
    replay_file(path, file);
    fclose(file);
    return 1;
}

int main(int count, char **arguments)
{
    unsigned replayed = 0;
    for (int i = 1; i < count; i++)
        replayed += replay(arguments[i]);
    printf("%u inputs\n", replayed);
    return replayed ? 0 : 1;
}
