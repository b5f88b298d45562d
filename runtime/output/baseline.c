#include "baseline.h"

#include "glyph.h"

#include <stdlib.h>
#include <string.h>

static const char HEADING[] = "# traad baseline 1";
enum { DIGITS = FINGERPRINT_DIGITS };

static void add(struct baseline *baseline, const struct baseline_entry *entry)
{
    uint32_t known = baseline->known.count;
    uint32_t symbol = symbol_intern(&baseline->known, arena_copy(&baseline->arena, entry->fingerprint.text, DIGITS),
                                    DIGITS);
    if (symbol < known)
        return; /* a line that stands twice */
    baseline->entry_of = array_grow(baseline->entry_of, &baseline->entry_room, symbol + 1, sizeof *baseline->entry_of);
    baseline->entry_of[symbol] = baseline->count;
    ARRAY_PUSH(baseline, data, count, capacity, *entry);
}

/* ---- reading ------------------------------------------------------------------------------------------------ */

/* The next word of a line, copied; "" at its end. */
static const char *next_word(struct arena *arena, const char **at, const char *end)
{
    const char *start = *at, *stop = memchr(start, ' ', (size_t)(end - start));
    stop = stop ? stop : end;
    *at = stop + (stop < end);
    return arena_copy(arena, start, (size_t)(stop - start));
}

/* A baseline shows control characters, and has none. */
static bool has_control(const char *at, const char *end)
{
    while (at < end && (unsigned char)*at >= ' ')
        at++;
    return at < end;
}

static bool read_line(struct baseline *baseline, const char *at, const char *end)
{
    struct baseline_entry entry = {.found = false};
    if (has_control(at, end))
        return false;
    const char *digits = next_word(&baseline->arena, &at, end);
    if (strlen(digits) != DIGITS || strspn(digits, "0123456789abcdef") != DIGITS)
        return false;
    memcpy(entry.fingerprint.text, digits, DIGITS + 1);
    entry.code = next_word(&baseline->arena, &at, end);
    entry.subject = arena_copy(&baseline->arena, at, (size_t)(end - at)); /* the rest: a path may have blanks */
    add(baseline, &entry);
    return *entry.code && *entry.subject;
}

uint32_t baseline_read(struct baseline *baseline, const char *bytes, uint32_t length)
{
    const char *end = bytes + length;
    uint32_t number = 1;
    *baseline = (struct baseline){0};
    symbol_init(&baseline->known, length / 32);
    for (const char *at = bytes, *stop, *next; at < end || number == 1; at = next, number++) {
        stop = memchr(at, '\n', (size_t)(end - at));
        next = stop ? stop + 1 : end;
        stop = stop ? stop : end;
        stop -= stop > at && stop[-1] == '\r';
        size_t size = (size_t)(stop - at);
        if (number == 1 ? size != strlen(HEADING) || memcmp(at, HEADING, size) != 0
                        : size && *at != '#' && !read_line(baseline, at, stop))
            return number;
    }
    return 0;
}

/* ---- asking ------------------------------------------------------------------------------------------------- */

void baseline_make(struct baseline *baseline, const struct model *model, const struct diagnostic *data,
                   const struct fingerprint *fingerprints, uint32_t count)
{
    *baseline = (struct baseline){0};
    symbol_init(&baseline->known, count);
    for (uint32_t i = 0; i < count; i++) {
        struct writer subject = {0};
        glyph_string(&subject, check_subject(model, &data[i]));
        struct baseline_entry entry = {.fingerprint = fingerprints[i],
                                       .code = diag_code_text(&data[i]),
                                       .subject = arena_copy(&baseline->arena, writer_string(&subject), subject.count),
                                       .found = true};
        writer_free(&subject);
        add(baseline, &entry);
    }
}

void baseline_begin(struct baseline *baseline)
{
    for (uint32_t i = 0; i < baseline->count; i++)
        baseline->data[i].found = false;
}

struct baseline_entry *baseline_find(const struct baseline *baseline, const struct fingerprint *fingerprint)
{
    uint32_t symbol = symbol_find(&baseline->known, fingerprint->text, DIGITS);
    return symbol ? &baseline->data[baseline->entry_of[symbol]] : NULL;
}

/* The names that subjects of this run begin with: those of plans, and paths of files. */
static void list_names(struct symbol_table *names, const struct model *model, struct arena *arena)
{
    for (uint32_t u = 1; u < model->unit_count; u++)
        if (!model->units[u].builtin)
            symbol_intern(names, model->units[u].name, model->units[u].name_length);
    for (uint32_t f = 0; f < model->file_count; f++) {
        struct writer path = {0};
        if (!model->files[f].builtin) {
            glyph_string(&path, model->files[f].source.path);
            symbol_intern(names, arena_copy(arena, writer_string(&path), path.count), path.count);
        }
        writer_free(&path);
    }
}

/* True when the subject, or what stands before one of its slashes, is a name. */
static bool is_of(const struct symbol_table *names, const char *subject)
{
    for (const char *slash = strchr(subject, '/'); slash; slash = strchr(slash + 1, '/'))
        if (symbol_find(names, subject, (uint32_t)(slash - subject)))
            return true;
    return symbol_find(names, subject, (uint32_t)strlen(subject)) != 0;
}

uint32_t baseline_drop_mended(struct baseline *baseline, const struct model *model)
{
    struct symbol_table names;
    struct arena arena = {0};
    uint32_t kept = 0, mended;
    symbol_init(&names, model->unit_count + model->file_count);
    list_names(&names, model, &arena);
    for (uint32_t i = 0; i < baseline->count; i++)
        if (baseline->data[i].found || !is_of(&names, baseline->data[i].subject))
            baseline->data[kept++] = baseline->data[i];
    mended = baseline->count - kept;
    baseline->count = kept;
    symbol_free(&names);
    arena_free(&arena);
    return mended;
}

/* ---- writing ------------------------------------------------------------------------------------------------ */

static int by_subject(const void *a, const void *b)
{
    const struct baseline_entry *x = a, *y = b;
    int order = strcmp(x->subject, y->subject);
    if (!order)
        order = strcmp(x->code, y->code);
    return order ? order : strcmp(x->fingerprint.text, y->fingerprint.text);
}

void baseline_write(struct writer *writer, struct baseline *baseline)
{
    if (baseline->count > 1)
        qsort(baseline->data, baseline->count, sizeof *baseline->data, by_subject);
    writer_format(writer, "%s\n", HEADING);
    for (uint32_t i = 0; i < baseline->count; i++) {
        const struct baseline_entry *entry = &baseline->data[i];
        writer_format(writer, "%s %s %s\n", entry->fingerprint.text, entry->code, entry->subject);
    }
}

void baseline_free(struct baseline *baseline)
{
    symbol_free(&baseline->known);
    arena_free(&baseline->arena);
    array_free(baseline->data);
    array_free(baseline->entry_of);
}
