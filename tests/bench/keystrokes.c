/* keystrokes FOLDER [COUNT]: how long an editor waits for the findings of a workspace after a key, for each of several kinds of
 * keys; one row a kind. Depends on live. Each key is put into a document and the whole workspace answered for, as a server
 * for editors would; the documents are taken in turn, and each key is taken back again, which counts as a key too. */
#include "live.h"
#include "pool.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const day_number DAY = 20779; /* 2026-11-22, as the other tables */

struct text {
    char *path, *bytes;
    uint32_t length;
};

struct texts {
    struct text *data;
    uint32_t count, capacity;
};

struct times {
    double *data;
    uint32_t count, capacity;
    double processor; /* of all of them */
};

/* Milliseconds by a clock. */
static double now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* ---- the workspace ---------------------------------------------------------------------------------------------- */

static bool read_text(struct texts *texts, const char *path)
{
    struct text text = {NULL, NULL, 0};
    uint32_t capacity = 0;
    FILE *in = fopen(path, "rb");
    if (!in)
        return false;
    text.path = array_grow(NULL, &(uint32_t){0}, (uint32_t)strlen(path) + 1, 1);
    memcpy(text.path, path, strlen(path) + 1);
    text.bytes = array_grow(NULL, &capacity, 1 << 16, 1);
    for (size_t more; (more = fread(text.bytes + text.length, 1, capacity - text.length, in)) > 0;) {
        text.length += (uint32_t)more;
        text.bytes = array_grow(text.bytes, &capacity, text.length + 1, 1);
    }
    text.bytes[text.length] = '\0';
    ARRAY_PUSH(texts, data, count, capacity, text);
    return fclose(in) == 0;
}

static bool read_folder(struct texts *texts, const char *folder)
{
    bool well = true;
    DIR *directory = opendir(folder);
    for (struct dirent *entry; directory && (entry = readdir(directory)) != NULL;) {
        char path[4096];
        size_t name = strlen(entry->d_name);
        if (name > 5 && strcmp(entry->d_name + name - 5, ".plan") == 0 &&
            (size_t)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < sizeof path)
            well &= read_text(texts, path);
    }
    if (directory)
        closedir(directory);
    return well && texts->count;
}

/* ---- keys ---------------------------------------------------------------------------------------------------------- */

/* What is typed, and behind which words of the document: the nth place where they stand is taken. */
struct key {
    const char *name, *behind, *typed;
};

static const struct key KEYS[] = {
    {"a letter in a title", "tiltak 1.1.1 \"", "x"},
    {"a digit in a deadline", "\n      frist       20", "9"},
    {"a letter in a reference", "\n      ansvarl", "x"},
    {"a name that nothing has", "\n      partnar", "  noen-andre\n      partnar"},
    {"a line half written", "\n      partnar", "\n      frist  20"},
    {"a new measure", "\n\n    tiltak ", "99.9 \"Nytt tiltak\"\n      frist  2026\n\n    tiltak "},
    {"a byte that is no letter", "tiltak ", "\xff"},
    {"a quotation mark", "tiltak ", "\""},
    {"the plan's own name", "\nplan folkehelse", "x"},
};
enum { KEY_COUNT = sizeof KEYS / sizeof *KEYS };

/* The end of the nth place where some words stand in a text, counted round; 0 when they stand nowhere. */
static uint32_t place_behind(const struct text *text, const char *words, uint32_t nth)
{
    uint32_t found = 0;
    for (int round = 0; round < 2; round++) {
        uint32_t places = 0;
        for (const char *at = text->bytes; (at = strstr(at, words)) != NULL; at++) {
            found = (uint32_t)(at - text->bytes) + (uint32_t)strlen(words);
            if (round && places == nth)
                return found;
            places++;
        }
        if (!places)
            return 0;
        nth %= places;
    }
    return found;
}

static void time_put(struct live *live, const struct text *text, const char *bytes, uint32_t length,
                     struct times *times)
{
    uint32_t changed;
    double began = now(CLOCK_MONOTONIC), processor = now(CLOCK_PROCESS_CPUTIME_ID);
    live_put(live, text->path, bytes, length);
    live_check(live, &changed);
    double taken = now(CLOCK_MONOTONIC) - began;
    times->processor += now(CLOCK_PROCESS_CPUTIME_ID) - processor;
    ARRAY_PUSH(times, data, count, capacity, taken);
}

static void press(struct live *live, const struct text *text, const struct key *key, uint32_t nth, struct times *times)
{
    uint32_t at = place_behind(text, key->behind, nth), more = (uint32_t)strlen(key->typed);
    if (!at)
        return;
    char *bytes = array_grow(NULL, &(uint32_t){0}, text->length + more + 1, 1);
    memcpy(bytes, text->bytes, at);
    memcpy(bytes + at, key->typed, more);
    memcpy(bytes + at + more, text->bytes + at, text->length - at);
    time_put(live, text, bytes, text->length + more, times);
    time_put(live, text, text->bytes, text->length, times);
    array_free(bytes);
}

/* ---- the table ------------------------------------------------------------------------------------------------------ */

static int by_time(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Separated by tabs: the kind of key, how many; in milliseconds the processor's time for one, and by the clock the median, the
 * 99th of 100 and the worst. */
static void print_row(const char *kind, struct times *times)
{
    if (!times->count)
        return;
    qsort(times->data, times->count, sizeof *times->data, by_time);
    printf("%s\t%u\t%.2f\t%.2f\t%.2f\t%.2f\n", kind, (unsigned)times->count, times->processor / times->count,
           times->data[times->count / 2], times->data[times->count * 99 / 100], times->data[times->count - 1]);
    fflush(stdout);
}

static void bench(const struct texts *texts, uint32_t presses)
{
    struct pool pool;
    pool_begin(&pool);
    const struct live_options options = {DAY, LANGUAGE_NB, &pool.parallel};
    struct live *live = live_open(&options);
    struct times opening = {0};
    uint32_t changed;
    double began = now(CLOCK_MONOTONIC), processor = now(CLOCK_PROCESS_CPUTIME_ID);
    for (uint32_t i = 0; i < texts->count; i++)
        live_put(live, texts->data[i].path, texts->data[i].bytes, texts->data[i].length);
    live_check(live, &changed);
    double taken = now(CLOCK_MONOTONIC) - began;
    opening.processor = now(CLOCK_PROCESS_CPUTIME_ID) - processor;
    ARRAY_PUSH(&opening, data, count, capacity, taken);
    print_row("opening the workspace", &opening);
    for (uint32_t k = 0; k < KEY_COUNT; k++) {
        struct times times = {0};
        for (uint32_t i = 0; i < presses; i++)
            press(live, &texts->data[(i * 37 + k) % texts->count], &KEYS[k], i * 7, &times);
        print_row(KEYS[k].name, &times);
        array_free(times.data);
    }
    array_free(opening.data);
    live_free(live);
    pool_end(&pool);
}

int main(int argc, char **argv)
{
    struct texts texts = {0};
    if (argc < 2 || !read_folder(&texts, argv[1])) {
        fputs("usage: keystrokes FOLDER [COUNT]\n", stderr);
        return 2;
    }
    bench(&texts, argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 10) : 150);
    for (uint32_t i = 0; i < texts.count; i++) {
        array_free(texts.data[i].path);
        array_free(texts.data[i].bytes);
    }
    array_free(texts.data);
    return 0;
}
