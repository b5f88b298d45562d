/* corrections.c: which corrections can be made at once, and a text with them. */
#include "corrections.h"

#include <stdlib.h>
#include <string.h>

/* ---- what can be corrected ---------------------------------------------------------------------------------- */

/* The one thing to do about a finding without asking; NULL when there is none, or a choice. */
static const struct diag_fix *safe_fix(const struct diagnostic *diagnostic)
{
    const struct diag_fix *safe = NULL;
    for (uint32_t i = 0; i < diagnostic->fix_count; i++)
        if (diagnostic->fixes[i].safe) {
            if (safe)
                return NULL;
            safe = &diagnostic->fixes[i];
        }
    return safe;
}

static bool may_change(const struct workspace *workspace, uint32_t file)
{
    const struct file *model_file = &workspace->model.files[file];
    return file < workspace->files.count && !workspace->files.data[file].standard_input && !model_file->unreadable &&
           !model_file->tree.unsafe;
}

static int by_place(const void *a, const void *b)
{
    const struct edit *x = a, *y = b;
    if (x->edit.span.file != y->edit.span.file)
        return x->edit.span.file < y->edit.span.file ? -1 : 1;
    if (x->edit.span.start != y->edit.span.start)
        return x->edit.span.start < y->edit.span.start ? -1 : 1;
    return x->correction < y->correction ? -1 : x->correction > y->correction;
}

static bool touch(const struct span *before, const struct span *span)
{
    return before->file == span->file && (span->start < before->end || span->start == before->start);
}

/* Of corrections that touch, the later waits for the next round. */
static void drop_touching(struct corrections *list)
{
    uint32_t kept = 0, capacity = 0;
    bool *waits = array_grow(NULL, &capacity, list->count + 1, sizeof *waits);
    const struct edit *last = NULL;
    memset(waits, false, list->count + 1);
    for (uint32_t i = 0; i < list->edit_count; i++) {
        const struct edit *edit = &list->edits[i];
        if (last && edit->correction != last->correction && touch(&last->edit.span, &edit->edit.span))
            waits[edit->correction] = true;
        else
            last = edit;
    }
    for (uint32_t i = 0; i < list->edit_count; i++)
        if (!waits[list->edits[i].correction])
            list->edits[kept++] = list->edits[i];
    list->edit_count = kept;
    array_free(waits);
}

void corrections_collect(const struct workspace *workspace, const struct checked *checked,
                         const struct symbol_table *barred, struct corrections *list)
{
    *list = (struct corrections){0};
    for (uint32_t i = 0; i < checked->count; i++) {
        const struct diag_fix *fix = safe_fix(&checked->data[i]);
        if (!fix || !may_change(workspace, fix->edits[0].span.file) ||
            (barred && symbol_find(barred, checked->fingerprints[i].text, FINGERPRINT_DIGITS)))
            continue;
        for (uint32_t e = 0; e < fix->edit_count; e++) {
            struct edit edit = {fix->edits[e], list->count, e == 0};
            ARRAY_PUSH(list, edits, edit_count, edit_capacity, edit);
        }
        ARRAY_PUSH(list, of, count, capacity, checked->fingerprints[i]);
    }
    if (list->edit_count > 1)
        qsort(list->edits, list->edit_count, sizeof *list->edits, by_place);
    drop_touching(list);
}

/* ---- making corrections ------------------------------------------------------------------------------------- */

struct replaced corrections_text(struct arena *arena, const struct source *source, const struct edit *edits,
                                 uint32_t count, const bool *chosen)
{
    struct writer text = {0};
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct span *span = &edits[i].edit.span;
        if (chosen && !chosen[edits[i].correction])
            continue;
        writer_put(&text, source->bytes + at, span->start - at);
        writer_text(&text, edits[i].edit.text);
        at = span->end;
    }
    writer_put(&text, source->bytes + at, source->length - at);
    struct replaced replaced = {arena_copy(arena, text.data ? text.data : "", text.count), text.count};
    writer_free(&text);
    return replaced;
}

uint32_t corrections_made(const struct edit *edits, uint32_t count, const bool *chosen)
{
    uint32_t made = 0;
    for (uint32_t i = 0; i < count; i++)
        made += edits[i].first && (!chosen || chosen[edits[i].correction]);
    return made;
}

void corrections_free(struct corrections *list)
{
    array_free(list->edits);
    array_free(list->of);
}
