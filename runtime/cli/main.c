#include "dump.h"
#include <stdlib.h>
#include <string.h>
int main(int argc, char **argv)
{
    static struct parse_tables t; parse_tables_init(&t);
    for (int i = 2; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        fseek(f, 0, SEEK_END); long n = ftell(f); rewind(f);
        uint32_t cap = 0; char *b = array_grow(NULL, &cap, (uint32_t)n + 1, 1); if (fread(b, 1, (size_t)n, f) != (size_t)n) return 1; b[n] = 0; fclose(f);
        struct source s = {.path = argv[i], .bytes = b, .length = (uint32_t)n};
        struct tree tr; struct arena ar = {0}; struct diag_list d = {.arena = &ar};
        parse_source(&tr, &s, b, 0, &t, &d);
        if (argv[1][0] == 'd') dump_tree(stdout, &s, &tr);
        for (uint32_t k = 0; k < d.count && k < 30; k++) {
            struct position p = source_position(&s, d.data[k].span.start);
            printf("%s:%u:%u: %s %s  [%s]\n", s.path, p.line, p.column, diag_row(d.data[k].code)->code, diag_message(&ar, &d.data[k], 0), diag_help(&ar, &d.data[k], 0));
        }
        tree_free(&tr); source_free(&s); arena_free(&ar); array_free(b); array_free(d.data);
    }
}
