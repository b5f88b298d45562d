#include "live_parts.h"

#include "embedded.h"
#include "prepared.h"

#include <assert.h>
#include <string.h>

struct live *live_open(const struct live_options *options)
{
    struct live *live = array_zeroed(1, sizeof *live);
    live->options = *options;
    live->opened.number = live->first_free = LIVE_NONE;
    live->unsettled = true;
    symbol_init(&live->names, 1);
    return live;
}

static void forget_text(struct document *document)
{
    outward_free(document);
    file_free(&document->file);
    document->file = (struct file){0};
}

static void forget_retired(struct live *live)
{
    for (uint32_t i = 0; i < live->retired_count; i++)
        arena_free(&live->retired[i]);
    live->retired_count = 0;
}

void live_free(struct live *live)
{
    opened_close(&live->opened);
    for (uint32_t i = 0; i < live->order_count; i++) {
        struct document *document = &live->documents[live->order[i]];
        forget_text(document);
        array_free(document->path);
        array_free(document->meant);
    }
    neighbourhoods_free(live);
    forget_retired(live);
    symbol_free(&live->names);
    array_free(live->retired);
    array_free(live->documents);
    array_free(live->order);
    array_free(live->changed);
    array_free(live);
}

/* ---- documents ---------------------------------------------------------------------------------------------------- */

/* The place of a path among the documents, or where it would stand. */
static uint32_t place_of(const struct live *live, const char *path)
{
    uint32_t low = 0, high = live->order_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(live->documents[live->order[middle]].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t live_find(const struct live *live, const char *path)
{
    uint32_t place = place_of(live, path);
    bool found = place < live->order_count && strcmp(live->documents[live->order[place]].path, path) == 0;
    return found ? live->order[place] : LIVE_NONE;
}

const uint32_t *live_documents(const struct live *live, uint32_t *count)
{
    *count = live->order_count;
    return live->order;
}

static char *copy_bytes(const char *bytes, uint32_t length)
{
    char *copy = array_grow(NULL, &(uint32_t){0}, length + 1, 1);
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

/* A number that nobody has. */
static uint32_t free_number(struct live *live)
{
    uint32_t number = live->first_free;
    if (number == LIVE_NONE) {
        struct document none = {0};
        ARRAY_PUSH(live, documents, document_count, document_capacity, none);
        return live->document_count - 1;
    }
    live->first_free = live->documents[number].next_free;
    return number;
}

static uint32_t add_document(struct live *live, const char *path)
{
    uint32_t place = place_of(live, path), number = free_number(live);
    ARRAY_PUSH(live, order, order_count, order_capacity, number);
    memmove(live->order + place + 1, live->order + place, (live->order_count - 1 - place) * sizeof *live->order);
    live->order[place] = number;
    live->documents[number] = (struct document){.path = copy_bytes(path, (uint32_t)strlen(path)), .in = LIVE_NONE};
    live->unsettled = true;
    return number;
}

static void parse(struct document *document, const char *bytes, uint32_t length)
{
    struct file *file = &document->file;
    file->bytes = copy_bytes(bytes, length);
    file->source = (struct source){.path = document->path, .bytes = file->bytes, .length = length};
    file_parse(file, 0, &prepared_tables);
    file->diagnostics.arena = NULL; /* nothing more is said of it, and documents move when there are more of them */
    outward_read(document);
}

uint32_t live_put(struct live *live, const char *path, const char *bytes, uint32_t length)
{
    if (length > LIVE_LONGEST)
        return LIVE_NONE;
    uint32_t number = live_find(live, path);
    opened_close(&live->opened); /* which was lent the text */
    if (number == LIVE_NONE)
        number = add_document(live, path);
    else
        forget_text(&live->documents[number]);
    struct document *document = &live->documents[number];
    parse(document, bytes, length);
    if (document->in != LIVE_NONE)
        live->neighbourhoods[document->in].stale = true;
    live->unsettled |= outward_find(live, document);
    return number;
}

void live_remove(struct live *live, uint32_t number)
{
    struct document *document = &live->documents[number];
    uint32_t place = place_of(live, document->path);
    opened_close(&live->opened);
    if (document->in != LIVE_NONE)
        live->neighbourhoods[document->in].stale = true;
    forget_text(document);
    array_free(document->path);
    array_free(document->meant);
    *document = (struct document){.in = LIVE_NONE, .next_free = live->first_free};
    live->first_free = number;
    live->order_count--;
    memmove(live->order + place, live->order + place + 1, (live->order_count - place) * sizeof *live->order);
    live->unsettled = true;
}

struct source live_source(const struct live *live, uint32_t number)
{
    if (number < LIVE_LIBRARY)
        return live->documents[number].file.source;
    const struct embedded *file = &stdlib_files[number - LIVE_LIBRARY];
    return (struct source){.path = file->path, .bytes = file->bytes, .length = file->length};
}

/* ---- findings ------------------------------------------------------------------------------------------------------ */

/* True when a document may mean a standard library that is brought in elsewhere and not in its neighbourhood. */
static bool may_mean_stranger(const struct live *live, uint64_t brought_in)
{
    for (uint32_t i = 0; i < live->order_count; i++) {
        const struct document *document = &live->documents[live->order[i]];
        if (document->libraries & brought_in & ~live->neighbourhoods[document->in].libraries)
            return true;
    }
    return false;
}

static bool leans(const struct live *live)
{
    uint64_t brought_in = 0;
    for (uint32_t i = 0; i < live->order_count; i++)
        if (live->documents[live->order[i]].leans)
            return true;
    for (uint32_t n = 0; n < live->neighbourhood_count; n++) {
        brought_in |= live->neighbourhoods[n].libraries;
        if (live->neighbourhoods[n].leans)
            return true;
    }
    return may_mean_stranger(live, brought_in);
}

/* True when nothing has changed since all was checked. */
static bool is_settled(const struct live *live)
{
    bool settled = !live->unsettled;
    for (uint32_t n = 0; n < live->neighbourhood_count && settled; n++)
        settled = !live->neighbourhoods[n].stale;
    return settled;
}

/* Checks the neighbourhoods by themselves, or, when one of them cannot be understood so, all as one. */
static void check_all(struct live *live)
{
    bool tried = false;
    live->checked = 0;
    if (is_settled(live))
        return;
    for (;;) {
        if (live->unsettled)
            neighbourhoods_settle(live);
        recheck(live);
        bool together = leans(live);
        if (together == live->together || (live->together && tried))
            return;
        tried |= together;
        live->together = together;
        live->unsettled = true;
    }
}

static bool is_told(const struct document *document)
{
    if (document->finding_count != document->told_count)
        return false;
    for (uint32_t i = 0; i < document->finding_count && document->findings != document->told; i++)
        if (!diag_same(&document->findings[i], &document->told[i]))
            return false;
    return true;
}

const uint32_t *live_check(struct live *live, uint32_t *count)
{
    check_all(live);
    live->changed_count = 0;
    for (uint32_t i = 0; i < live->order_count; i++) {
        struct document *document = &live->documents[live->order[i]];
        if (!is_told(document))
            ARRAY_PUSH(live, changed, changed_count, changed_capacity, live->order[i]);
        document->told = document->findings;
        document->told_count = document->finding_count;
    }
    forget_retired(live);
    *count = live->changed_count;
    return live->changed;
}

const struct diagnostic *live_findings(const struct live *live, uint32_t number, uint32_t *count)
{
    *count = live->documents[number].finding_count;
    return live->documents[number].findings;
}

struct model *live_model(struct live *live, uint32_t number, uint32_t *file)
{
    uint32_t in = live->documents[number].in;
    assert(!live->unsettled && in != LIVE_NONE && !live->neighbourhoods[in].stale);
    if (live->opened.number != in) {
        opened_close(&live->opened);
        opened_make(&live->opened, live, in, live->options.parallel);
    }
    for (*file = 0; live->neighbourhoods[in].documents[*file] != number;)
        ++*file;
    return &live->opened.model;
}

bool live_is_together(const struct live *live)
{
    return live->together;
}

uint32_t live_checked(const struct live *live)
{
    return live->checked;
}
