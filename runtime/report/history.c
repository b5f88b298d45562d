#include "history.h"

#include <stdlib.h>
#include <string.h>

enum {
    C_DATE,
    C_WHAT,
    C_WEIGHT,
    C_COMMIT,
    C_AUTHOR,
    C_SUBJECT,
    C_CHANGE,
    C_SEVERITY,
    C_ID,
    C_KIND,
    C_FIELD,
    C_OLD,
    C_NEW,
    C_DECISION,
    C_FILE,
    C_LINE,
    COLUMNS
};

static const struct column TABLE[COLUMNS] = {
    [C_DATE] = {"date", {"Dato", "Dato", "Date"}, COLUMN_DATE, COLUMN_BOTH},
    [C_WHAT] = {"what", {"Hva som skjedde", "Kva som hende", "What happened"}, COLUMN_TEXT, COLUMN_HUMAN},
    [C_WEIGHT] = {"weight", {"Løftet er", "Lovnaden er", "The promise is"}, COLUMN_TEXT, COLUMN_HUMAN},
    [C_COMMIT] = {"commit", {"Commit", "Commit", "Commit"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_AUTHOR] = {"author", {"Hvem", "Kven", "Who"}, COLUMN_TEXT, COLUMN_BOTH},
    [C_SUBJECT] = {"subject", {"Begrunnelse", "Grunngjeving", "Subject"}, COLUMN_TEXT, COLUMN_BOTH},
#define COLUMN(id, name, nb, nn, en, type) [C_##id] = {name, {nb, nn, en}, COLUMN_##type, COLUMN_MACHINE},
#include "change_column.def"
#undef COLUMN
    [C_DECISION] = {"decision", {"vedtak", "vedtak", "decision"}, COLUMN_TEXT, COLUMN_MACHINE},
};

struct history_row {
    struct cell cells[COLUMNS];
    uint32_t commit, order; /* commit: the newest is 0 */
};

void history_begin(struct history *history, struct table *table, day_number as_of)
{
    *history = (struct history){.table = table};
    table->report = "log";
    table->as_of = as_of;
    table->columns = TABLE;
    table->column_count = COLUMNS;
}

void history_next(struct history *history)
{
    history->commits++;
}

/* The texts of a comparison go away with it. */
static struct cell kept(const struct history *history, const char *text)
{
    return cell_text(text ? arena_copy(history->table->arena, text, strlen(text)) : NULL);
}

static struct history_row *add_row(struct history *history, const struct commit_told *commit)
{
    struct history_row row = {.commit = history->commits, .order = history->count};
    row.cells[C_DATE] = cell_date(commit->day, NULL);
    row.cells[C_COMMIT] = kept(history, commit->id);
    row.cells[C_AUTHOR] = kept(history, commit->author);
    row.cells[C_SUBJECT] = kept(history, commit->subject);
    ARRAY_PUSH(history, rows, count, capacity, row);
    return &history->rows[history->count - 1];
}

static const char *weight_word(const struct change *change, enum language language)
{
    static const char *const made[] = {"nytt", "ny", "new"};
    static const char *const words[WEIGHT_COUNT][LANGUAGE_COUNT] = {
        [WEAKENED] = {"svekket", "svekt", "weaker"},
        [STRENGTHENED] = {"styrket", "styrkt", "stronger"},
        [NEUTRAL] = {"like sterkt", "like sterk", "as strong"},
    };
    bool is_new = change->kind == CHANGE_ADDED || change->kind == CHANGE_ADDED_WITH;
    return is_new ? made[language] : words[change->weight][language];
}

/* The sentence; of a part, with what the part is called before it. */
static const char *sentence(struct diff *d, const struct change *change, uint32_t promise)
{
    const char *what = change_sentence(d->arena, change, d->language);
    bool itself = (change->after ? change->after : change->before) == promise;
    if (!itself)
        what = arena_format(d->arena, "%s %s", diff_subject(d, change), what);
    bool told = change->kind == CHANGE_DEADLINE_DECIDED || change->kind == CHANGE_STAGE_DECIDED ||
                change->kind == CHANGE_DECISION_ADDED || change->kind == CHANGE_DECISION_REMOVED;
    if (change->decision && !told)
        what = phrase(d->arena, PHRASE_WITH_DECISION, d->language, what, change->decision, NULL);
    return what;
}

void history_tell(struct history *history, const struct commit_told *commit, struct diff *d,
                  const struct change *change, uint32_t promise)
{
    struct history_row *row = add_row(history, commit);
    struct diff_place place = diff_place(d, change);
    row->cells[C_WHAT] = kept(history, sentence(d, change, promise));
    row->cells[C_WEIGHT] = cell_text(weight_word(change, d->language));
    row->cells[C_CHANGE] = cell_text(change_name(change->kind));
    row->cells[C_SEVERITY] = cell_text(weight_name(change->weight));
    row->cells[C_ID] = kept(history, diff_identity(d, change));
    row->cells[C_KIND] = cell_text(diff_kind(d, change));
    row->cells[C_FIELD] = kept(history, change->field);
    row->cells[C_OLD] = kept(history, change->old.text);
    row->cells[C_NEW] = kept(history, change->new.text);
    row->cells[C_DECISION] = kept(history, change->decision);
    row->cells[C_FILE] = kept(history, place.file);
    row->cells[C_LINE] = cell_integer(place.line);
}

void history_tell_cut(struct history *history, const struct commit_told *commit, struct diff *d, uint32_t promise)
{
    struct history_row *row = add_row(history, commit);
    row->cells[C_WHAT] = kept(history, phrase(d->arena, PHRASE_HISTORY_CUT, d->language, NULL, NULL, NULL));
    row->cells[C_CHANGE] = cell_text("cut");
    row->cells[C_SEVERITY] = cell_text(weight_name(NEUTRAL));
    row->cells[C_ID] = kept(history, model_identity(d->new.model, promise));
}

static int oldest_first(const void *a, const void *b)
{
    const struct history_row *x = a, *y = b;
    if (x->commit != y->commit)
        return x->commit > y->commit ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

void history_end(struct history *history, const char *caption, enum language language)
{
    if (history->count > 1)
        qsort(history->rows, history->count, sizeof *history->rows, oldest_first);
    history->table->caption = caption;
    history->table->language = language;
    for (uint32_t i = 0; i < history->count; i++)
        memcpy(table_add_row(history->table)->cells, history->rows[i].cells, sizeof history->rows[i].cells);
    array_free(history->rows);
    table_finish(history->table);
}
