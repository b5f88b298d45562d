/* embed: a tool of the build, not of the program. Writes files as C: `embed NAME FILE...` prints an array
 * `const struct embedded NAME[]` of paths and bytes that ends in an empty row. */
#include <stdio.h>
#include <stdlib.h>

static int write_bytes(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return perror(path), 1;
    int byte, column = 0;
    unsigned long size = 0;
    printf("    {\"%s\", (const char[]){", path);
    while ((byte = getc(file)) != EOF) {
        printf("%s%d,", column++ % 24 ? "" : "\n", byte < 128 ? byte : byte - 256);
        size++;
    }
    printf("0}, %luu},\n", size);
    return fclose(file);
}

int main(int count, char **arguments)
{
    if (count < 2)
        return fputs("usage: embed NAME FILE...\n", stderr), 2;
    printf("#include \"embedded.h\"\n\nconst struct embedded %s[] = {\n", arguments[1]);
    for (int i = 2; i < count; i++)
        if (write_bytes(arguments[i]))
            return 1;
    puts("    {0, 0, 0}\n};");
    return 0;
}
