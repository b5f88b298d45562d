/* fix.c: makes corrections, sees whether they do harm, and writes the files or a patch. */
#include "fix.h"

#include "corrections.h"
#include "linediff.h"
#include "terminal.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ROUNDS = 6, MOST_CHECKS = 60 }; /* corrections of corrections; how often everything is checked anew */

struct hashes {
    uint64_t *data;
    uint32_t count, capacity;
};

/* By file: its text as some corrections leave it, and how many those are. */
struct state {
    struct replaced *texts;
    uint32_t *made; /* corrections */
};

struct fixing {
    struct session *session;
    const struct workspace *first;
    struct selection selection;
    struct hashes errors; /* that there were at first */
    struct arena arena;
    int checks_left;
};

/* ---- making corrections ------------------------------------------------------------------------------------- */

/* Makes the chosen ones of the corrections of a workspace. The texts of files without any stay as they are in `state`. */
static void apply(struct fixing *f, const struct workspace *workspace, const struct corrections *list,
                  const bool *chosen, struct state *state)
{
    for (uint32_t i = 0, end; i < list->edit_count; i = end) {
        uint32_t file = list->edits[i].edit.span.file;
        for (end = i; end < list->edit_count && list->edits[end].edit.span.file == file;)
            end++;
        uint32_t made = corrections_made(&list->edits[i], end - i, chosen);
        state->made[file] += made;
        if (made)
            state->texts[file] = corrections_text(&f->arena, &workspace->model.files[file].source, &list->edits[i],
                                                  end - i, chosen);
    }
}

/* ---- whether they do harm ----------------------------------------------------------------------------------- */

static uint64_t hash_part(uint64_t hash, const char *text, size_t length)
{
    for (size_t i = 0; i <= length; i++)
        hash = (hash ^ (i < length ? (unsigned char)text[i] : 0xFF)) * 1099511628211u;
    return hash;
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The errors, by file, code and offending text: what they are about may get another identity by a correction. */
static void list_errors(const struct model *model, const struct checked *checked, struct hashes *errors)
{
    for (uint32_t i = 0; i < checked->all_count; i++) {
        const struct diagnostic *diagnostic = &checked->all[i];
        const struct diag_argument *name = &diagnostic->arguments[0];
        const char *path = model->files[diagnostic->span.file].source.path, *code = diag_code_text(diagnostic);
        uint64_t hash = hash_part(14695981039346656037u, path, strlen(path));
        if (diagnostic->severity != SEVERITY_ERROR)
            continue;
        hash = hash_part(hash, code, strlen(code));
        if (name->type == ARGUMENT_TEXT)
            hash = hash_part(hash, name->as.text, name->length);
        ARRAY_PUSH(errors, data, count, capacity, hash);
    }
    if (errors->count > 1)
        qsort(errors->data, errors->count, sizeof *errors->data, by_value);
}

/* True when there is no error that there was not at first, or not so often. */
static bool is_harmless(const struct fixing *f, const struct workspace *workspace, const struct checked *checked)
{
    struct hashes errors = {0};
    uint32_t known = 0, found = 0;
    list_errors(&workspace->model, checked, &errors);
    for (; found < errors.count; found++, known++) {
        while (known < f->errors.count && f->errors.data[known] < errors.data[found])
            known++;
        if (known == f->errors.count || f->errors.data[known] != errors.data[found])
            break;
    }
    bool harmless = found == errors.count;
    array_free(errors.data);
    return harmless;
}

/* The findings whose corrections are not chosen, and are not to be made in a later round either. */
static void bar(struct symbol_table *barred, const struct corrections *list, const bool *chosen)
{
    symbol_init(barred, list->count);
    for (uint32_t i = 0; i < list->count; i++)
        if (!chosen[i])
            symbol_intern(barred, list->of[i].text, FINGERPRINT_DIGITS);
}

/* Makes the chosen corrections, and those that they lead to, and checks everything with them. */
static bool attempt(struct fixing *f, const struct corrections *list, const bool *chosen, struct state *state)
{
    uint32_t files = f->first->files.count;
    struct symbol_table barred;
    bool harmless = false, last = false;
    *state = (struct state){arena_alloc(&f->arena, (files + 1) * sizeof *state->texts),
                            arena_alloc(&f->arena, (files + 1) * sizeof *state->made)};
    for (uint32_t i = 0; i < files; i++)
        if (f->first->files.data[i].standard_input)
            state->texts[i] = f->first->input;
    apply(f, f->first, list, chosen, state);
    bar(&barred, list, chosen);
    for (int round = 1; !last && f->checks_left-- > 0; round++) {
        struct workspace workspace;
        struct checked checked;
        struct corrections more;
        workspace_reopen(&workspace, f->first, f->session, state->texts);
        checked_run(&checked, &workspace, &f->selection);
        corrections_collect(&workspace, &checked, &barred, &more);
        last = !more.edit_count || round == MOST_ROUNDS;
        if (last)
            harmless = is_harmless(f, &workspace, &checked);
        else
            apply(f, &workspace, &more, NULL, state);
        corrections_free(&more);
        checked_free(&checked);
        workspace_free(&workspace);
    }
    symbol_free(&barred);
    return harmless;
}

/* Corrections [first, end) that are still to be tried together. */
struct range {
    uint32_t first, end;
};

/* Finds the corrections that can be made together: all of them, or else halves of those that cannot. Returns how many were
 * left out. */
static uint32_t choose(struct fixing *f, const struct corrections *list, struct state *best)
{
    struct {
        struct range *data;
        uint32_t count, capacity;
    } ranges = {0};
    uint32_t dropped = 0, capacity = 0;
    bool *chosen = array_grow(NULL, &capacity, list->count + 1, sizeof *chosen);
    struct range range = {0, list->count};
    memset(chosen, false, list->count + 1);
    ARRAY_PUSH(&ranges, data, count, capacity, range);
    while (ranges.count) {
        struct state state;
        range = ranges.data[--ranges.count];
        memset(chosen + range.first, true, range.end - range.first);
        if (f->checks_left > 0 && attempt(f, list, chosen, &state)) {
            *best = state;
            continue;
        }
        memset(chosen + range.first, false, range.end - range.first);
        uint32_t middle = range.first + (range.end - range.first) / 2;
        if (middle == range.first || f->checks_left <= 0) {
            dropped += range.end - range.first;
            continue;
        }
        struct range halves[] = {{middle, range.end}, {range.first, middle}};
        ARRAY_PUSH(&ranges, data, count, capacity, halves[0]);
        ARRAY_PUSH(&ranges, data, count, capacity, halves[1]);
    }
    array_free(ranges.data);
    array_free(chosen);
    return dropped;
}

/* ---- writing ------------------------------------------------------------------------------------------------ */

static bool is_changed(const struct source *source, const struct replaced *text)
{
    return text->bytes && (text->length != source->length || memcmp(text->bytes, source->bytes, text->length) != 0);
}

/* Writes a corrected file, unless somebody has changed it since it was read. */
static int rewrite(struct fixing *f, uint32_t i, const struct replaced *text)
{
    const struct found_file *file = &f->first->files.data[i];
    const struct source *source = &f->first->model.files[i].source;
    uint32_t length;
    const char *unreadable;
    char *bytes = files_read(file, f->session->language, &length, &unreadable);
    bool same = bytes && length == source->length && memcmp(bytes, source->bytes, length) == 0;
    array_free(bytes);
    if (!same)
        return session_say(f->session, TEXT_FIX_CHANGED, file->path, NULL);
    struct stream stream;
    stream_open(&stream, file->path);
    writer_put(&stream.writer, text->bytes, text->length);
    return session_close(f->session, &stream, EXIT_FINE);
}

/* Writes the files, or the patch. Returns the exit status; how many files were written, and how many corrections are in them, in
 * `*written` and `*made`. */
static int write_all(struct fixing *f, const struct state *state, struct writer *patch, uint32_t *written,
                     uint32_t *made)
{
    int status = EXIT_FINE;
    *written = *made = 0;
    for (uint32_t i = 0; i < f->first->files.count && state->texts; i++) {
        const struct source *source = &f->first->model.files[i].source;
        const struct replaced *text = &state->texts[i];
        if (f->first->files.data[i].standard_input || !is_changed(source, text))
            continue;
        if (patch) {
            linediff_write(patch, source->path, source->bytes, source->length, text->bytes, text->length,
                           terminal_is(STREAM_OUT));
        } else if (rewrite(f, i, text) != EXIT_FINE) {
            status = EXIT_FAILED;
            continue;
        }
        ++*written;
        *made += state->made[i];
    }
    return status;
}

static void say(struct fixing *f, uint32_t made, uint32_t files, uint32_t dropped, bool failed)
{
    struct session *session = f->session;
    enum language language = session->language;
    if (session->options.given[OPTION_QUIET])
        return;
    if (files)
        session_say(session, TEXT_FIXED, text_counted(&session->arena, TEXT_CORRECTIONS, language, made),
                    text_counted(&session->arena, TEXT_FILES, language, files));
    else if (!dropped && !failed)
        session_say(session, TEXT_FIX_NOTHING, NULL, NULL);
    if (dropped)
        session_say(session, TEXT_FIX_DROPPED, text_counted(&session->arena, TEXT_CORRECTIONS, language, dropped),
                    NULL);
}

int fix_run(struct session *session, const struct workspace *first, const struct checked *checked,
            const struct selection *selection, struct writer *patch)
{
    struct fixing f = {.session = session, .first = first, .selection = *selection, .checks_left = MOST_CHECKS};
    struct corrections list;
    struct state state = {NULL, NULL};
    uint32_t written, made, dropped = 0;
    f.selection.trial = f.selection.fingerprints = true;
    list_errors(&first->model, checked, &f.errors);
    corrections_collect(first, checked, NULL, &list);
    if (list.edit_count)
        dropped = choose(&f, &list, &state);
    int status = write_all(&f, &state, patch, &written, &made);
    if (!patch)
        say(&f, made, written, dropped, status != EXIT_FINE);
    array_free(f.errors.data);
    corrections_free(&list);
    arena_free(&f.arena);
    return status;
}
