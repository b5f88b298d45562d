/* findings_full.c: the findings for people: what is wrong, the line it stands on with a mark below it, what belongs to
 * it elsewhere, and what to try. The same finding many times in a plan is one entry with a count. */
#include "excerpt.h"
#include "findings_alike.h"
#include "text.h"
#include "wrap.h"

#include <stdio.h>
#include <string.h>

struct full {
    struct writer *writer;
    const struct findings *findings;
    enum language language;
    struct places places;
    struct arena arena; /* of one entry */
    uint32_t gutter;    /* columns of the widest line number of the entry */
};

/* ---- one entry ------------------------------------------------------------------------------------------------ */

static enum style severity_style(const struct diagnostic *diagnostic)
{
    return diagnostic->severity == SEVERITY_ERROR     ? STYLE_ERROR
           : diagnostic->severity == SEVERITY_WARNING ? STYLE_WARNING
                                                      : STYLE_NOTE;
}

static enum text severity_text(const struct diagnostic *diagnostic)
{
    return diagnostic->severity == SEVERITY_ERROR     ? TEXT_ERROR
           : diagnostic->severity == SEVERITY_WARNING ? TEXT_WARNING
                                                      : TEXT_NOTE;
}

/* `(28 steder i solvik)` */
static const char *places_text(struct full *f, const struct diagnostic *diagnostic, uint32_t count)
{
    const struct unit *unit = &f->findings->model->units[f->findings->model->files[diagnostic->span.file].unit];
    const char *number = arena_format(&f->arena, "%u", (unsigned)count);
    if (!unit->kind || !unit->name_length)
        return text_string(&f->arena, TEXT_PLACES, f->language, number, NULL);
    return text_string(&f->arena, TEXT_PLACES_IN, f->language, number,
                       arena_copy(&f->arena, unit->name, unit->name_length));
}

/* `feil TR0201 unknown-reference: message`, wrapped. */
static void print_head(struct full *f, const struct diagnostic *diagnostic, uint32_t count)
{
    const char *code = diag_code_text(diagnostic), *name = diag_name_text(diagnostic);
    const char *word = text_of(severity_text(diagnostic), f->language);
    const char *about = diagnostic->rule ? code : arena_format(&f->arena, "%s %s", code, name);
    if (count > 1)
        about = arena_format(&f->arena, "%s %s", about, places_text(f, diagnostic, count));
    const char *message = diag_message(&f->arena, diagnostic, f->language);
    writer_style(f->writer, severity_style(diagnostic));
    writer_text(f->writer, word);
    writer_style(f->writer, STYLE_PLAIN);
    writer_style(f->writer, STYLE_STRONG);
    uint32_t begun = glyph_width(word, strlen(word)) + 1;
    writer_char(f->writer, ' ');
    begun += glyph_string(f->writer, about) + 1;
    writer_char(f->writer, ':');
    wrap_behind(f->writer, message, strlen(message), f->findings->width, begun, 2);
    writer_style(f->writer, STYLE_PLAIN);
    writer_char(f->writer, '\n');
}

static void print_edge(struct full *f, const char *sign)
{
    writer_repeat(f->writer, " ", f->gutter + 1);
    writer_style(f->writer, STYLE_FAINT);
    writer_text(f->writer, sign);
    writer_style(f->writer, STYLE_PLAIN);
}

/* `  --> file:line:col`; of a file that could not be read, or has nothing in it, only `  --> file`. */
static void print_place(struct full *f, const char *sign, struct span span, struct position position)
{
    const struct file *file = &f->findings->model->files[span.file];
    writer_repeat(f->writer, " ", f->gutter);
    writer_style(f->writer, STYLE_FAINT);
    writer_text(f->writer, sign);
    writer_style(f->writer, STYLE_PLAIN);
    writer_char(f->writer, ' ');
    glyph_string(f->writer, file->source.path);
    if (file->source.length)
        writer_format(f->writer, ":%u:%u", (unsigned)position.line, (unsigned)position.column);
}

static void print_excerpt(struct full *f, struct span span, struct position position, const struct excerpt_mark *mark)
{
    struct source *source = &f->findings->model->files[span.file].source;
    if (!source->length)
        return;
    print_edge(f, "|\n");
    excerpt_write(f->writer, source, position.line, span.start, span.end, f->gutter, f->findings->width, mark);
    print_edge(f, "|\n");
}

/* `   = hjelp: text`, wrapped. */
static void print_remark(struct full *f, const char *word, enum style style, const char *text)
{
    uint32_t begun = f->gutter + 2;
    print_edge(f, "=");
    if (word) {
        writer_char(f->writer, ' ');
        writer_style(f->writer, style);
        begun += glyph_string(f->writer, word) + 2;
        writer_char(f->writer, ':');
        writer_style(f->writer, STYLE_PLAIN);
    }
    wrap_behind(f->writer, text, strlen(text), f->findings->width, begun, f->gutter + 5);
    writer_char(f->writer, '\n');
}

/* True when a help says a fix's text, in whatever quotation marks: the same advice twice is noise. */
static bool says_already(const char *help, const char *text)
{
    static const char marks[] = "\"'`«»“” ";
    size_t length = strlen(text);
    for (const char *at = length ? strstr(help, text) : NULL; at; at = strstr(at + 1, text))
        if (at > help && memchr(marks, at[-1], sizeof marks) && memchr(marks, at[length], sizeof marks))
            return true;
    return false;
}

/* The name in a text that sets one in after a blank; else the text. */
static const char *name_in(const char *text)
{
    return *text == ' ' && strlen(text) > 2 ? text + 1 : text; /* ` %` is no name */
}

static void print_fix(struct full *f, const struct diag_fix *fix, const char *help)
{
    const struct diag_edit *edit = &fix->edits[0];
    const char *quoted = arena_format(&f->arena, "`%s`", edit->text);
    if (fix->edit_count > 1 || says_already(help, name_in(edit->text))) /* many edits are too much to show */
        return;
    const struct source *source = &f->findings->model->files[edit->span.file].source;
    const char *old = arena_copy(&f->arena, source->bytes + edit->span.start, edit->span.end - edit->span.start);
    const char *what = *edit->text ? arena_format(&f->arena, "%s: %s", fix->title[f->language], quoted)
                                   : text_string(&f->arena, TEXT_DELETE_THIS, f->language, old, NULL);
    print_remark(f, text_of(TEXT_SUGGESTION, f->language), STYLE_HELP, what);
}

static uint32_t digits_of(uint32_t number)
{
    uint32_t digits = 1;
    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

static void widen_gutter(struct full *f, uint32_t line)
{
    uint32_t digits = digits_of(line);
    f->gutter = digits > f->gutter ? digits : f->gutter;
}

static void print_labels(struct full *f, const struct diagnostic *diagnostic)
{
    struct places places = {.model = f->findings->model};
    for (uint32_t i = 0; i < diagnostic->label_count; i++) {
        const struct diag_label *label = &diagnostic->labels[i];
        struct excerpt_mark mark = {'-', STYLE_NOTE, label->message[f->language]};
        struct position start, end;
        places_find(&places, label->span, &start, &end);
        print_place(f, ":::", label->span, start);
        writer_char(f->writer, '\n');
        print_excerpt(f, label->span, start, &mark);
    }
}

/* The second and third of many that are alike, each on a line of its own. */
static void print_alike(struct full *f, const struct group *group)
{
    struct places places = {.model = f->findings->model};
    for (uint32_t i = 1; i < SHOWN_OF_ALIKE; i++) {
        const struct diagnostic *diagnostic = &f->findings->data[group->places[i]];
        struct position start, end;
        places_find(&places, diagnostic->span, &start, &end);
        print_place(f, ":::", diagnostic->span, start);
        const char *path = places.model->files[diagnostic->span.file].source.path;
        uint32_t begun = f->gutter + 7 + glyph_width(path, strlen(path)) + digits_of(start.line) +
                         digits_of(start.column);
        const char *message = diag_message(&f->arena, diagnostic, f->language);
        writer_char(f->writer, ':');
        wrap_behind(f->writer, message, strlen(message), f->findings->width, begun, f->gutter + 4);
        writer_char(f->writer, '\n');
    }
    print_remark(f, NULL, STYLE_PLAIN,
                 text_counted(&f->arena, TEXT_MORE_PLACES, f->language, group->count - SHOWN_OF_ALIKE));
}

static void print_entry(struct full *f, const struct diagnostic *diagnostic, const struct group *group)
{
    struct position start, end;
    struct excerpt_mark mark = {'^', severity_style(diagnostic), NULL};
    places_find(&f->places, diagnostic->span, &start, &end);
    f->gutter = 1;
    widen_gutter(f, start.line);
    for (uint32_t i = 0; i < diagnostic->label_count; i++)
        widen_gutter(f, source_position(&f->findings->model->files[diagnostic->labels[i].span.file].source,
                                        diagnostic->labels[i].span.start)
                            .line);
    print_head(f, diagnostic, group ? group->count : 1);
    print_place(f, "-->", diagnostic->span, start);
    writer_char(f->writer, '\n');
    print_excerpt(f, diagnostic->span, start, &mark);
    print_labels(f, diagnostic);
    if (group)
        print_alike(f, group);
    const char *help = diag_help(&f->arena, diagnostic, f->language);
    if (*help)
        print_remark(f, text_of(TEXT_HELP, f->language), STYLE_HELP, help);
    for (uint32_t i = 0; i < diagnostic->fix_count; i++)
        print_fix(f, &diagnostic->fixes[i], help);
    writer_char(f->writer, '\n');
    arena_free(&f->arena);
}

/* ---- the closing line -------------------------------------------------------------------------------------------- */

/* `2 feil, 5 advarsler og 3 merknader i 4 filer (120 erklæringer)` */
static void print_summary(struct full *f)
{
    struct findings_count count = findings_counted(f->findings);
    const struct {
        enum text text;
        enum style style;
        uint32_t count;
    } parts[] = {{TEXT_ERRORS, STYLE_ERROR, count.errors},
                 {TEXT_WARNINGS, STYLE_WARNING, count.warnings},
                 {TEXT_NOTES, STYLE_NOTE, count.notes}};
    const char *files = text_counted(&f->arena, TEXT_FILES, f->language, count.files);
    const char *declarations = text_counted(&f->arena, TEXT_DECLARATIONS, f->language, count.declarations);
    int left = (count.errors > 0) + (count.warnings > 0) + (count.notes > 0);
    if (!left)
        text_write(f->writer, TEXT_NOTHING_FOUND, f->language, files, declarations);
    for (size_t i = 0; left && i < sizeof parts / sizeof *parts; i++) {
        if (!parts[i].count)
            continue;
        writer_style(f->writer, parts[i].style);
        text_write_count(f->writer, parts[i].text, f->language, parts[i].count);
        writer_style(f->writer, STYLE_PLAIN);
        left--;
        writer_text(f->writer, left > 1 ? ", " : left == 1 ? text_of(TEXT_AND, f->language) : "");
        if (!left) {
            text_write(f->writer, TEXT_SUMMARY_IN, f->language, NULL, files);
            writer_text(f->writer, " (");
            writer_text(f->writer, declarations);
            writer_text(f->writer, ").");
        }
    }
    writer_char(f->writer, '\n');
}

/* ---- many at once ------------------------------------------------------------------------------------------------- */

enum {
    BLOCK = 64,
    BLOCKS = 64
}; /* entries that are written in one go, into a text of their own; how many such at a time */

struct block {
    struct full full;
    struct writer text;
    const struct entry *entries;
    uint32_t count;
};

static void write_block(void *context, uint32_t number)
{
    struct block *block = (struct block *)context + number;
    struct full *f = &block->full;
    f->writer = &block->text;
    for (uint32_t i = 0; i < block->count; i++)
        print_entry(f, &f->findings->data[block->entries[i].finding], block->entries[i].group);
}

/* Which files the entries name, each once: theirs are the line tables that writing needs. */
struct named_files {
    struct file *files; /* of the model */
    uint32_t *numbers, count, capacity;
    uint8_t *seen; /* by file */
};

static void name_file(struct named_files *named, struct span span)
{
    if (!named->seen[span.file])
        ARRAY_PUSH(named, numbers, count, capacity, span.file);
    named->seen[span.file] = true;
}

static void name_files_of(struct named_files *named, const struct findings *findings, const struct entry *entry)
{
    const struct diagnostic *diagnostic = &findings->data[entry->finding];
    name_file(named, diagnostic->span);
    for (uint32_t i = 0; i < diagnostic->label_count; i++)
        name_file(named, diagnostic->labels[i].span);
    for (uint32_t i = 1; entry->group && i < SHOWN_OF_ALIKE; i++)
        name_file(named, findings->data[entry->group->places[i]].span);
}

static void make_lines(void *context, uint32_t i)
{
    const struct named_files *named = context;
    source_position(&named->files[named->numbers[i]].source, 0);
}

/* A source makes its line table when it is first asked for a position; here all are made before anybody asks. */
static void prepare_lines(const struct findings *findings, const struct entries *entries)
{
    const struct model *model = findings->model;
    struct named_files named = {.files = model->files, .seen = array_zeroed(model->file_count + 1, 1)};
    for (uint32_t i = 0; i < entries->count; i++)
        name_files_of(&named, findings, &entries->data[i]);
    model->parallel->each(model->parallel, named.count, make_lines, &named);
    array_free(named.numbers);
    array_free(named.seen);
}

/* The next block from `first` on. */
static struct block next_block(const struct full *f, const struct entries *entries, uint32_t first)
{
    uint32_t left = entries->count - first;
    return (struct block){.full = *f,
                          .text = {.color = f->writer->color},
                          .entries = entries->data + first,
                          .count = left < BLOCK ? left : BLOCK};
}

static void print_entries(struct full *f, const struct entries *entries)
{
    struct block blocks[BLOCKS];
    const struct parallel *parallel = f->findings->model->parallel;
    prepare_lines(f->findings, entries);
    for (uint32_t next = 0; next < entries->count;) {
        uint32_t count = 0;
        for (; count < BLOCKS && next < entries->count; next += blocks[count++].count)
            blocks[count] = next_block(f, entries, next);
        parallel->each(parallel, count, write_block, blocks);
        for (uint32_t i = 0; i < count; i++) {
            writer_put(f->writer, blocks[i].text.data, blocks[i].text.count);
            writer_free(&blocks[i].text);
        }
    }
}

void findings_full(struct writer *writer, const struct findings *findings)
{
    struct full f = {
        .writer = writer, .findings = findings, .language = findings->language, .places = {.model = findings->model}};
    struct entries entries = entries_of(findings);
    print_entries(&f, &entries);
    if (entries.covered < findings->count) {
        text_write_count(writer, TEXT_MORE_FINDINGS, f.language, findings->count - entries.covered);
        writer_char(writer, '\n');
    }
    if (!findings->quiet)
        print_summary(&f);
    entries_free(&entries);
    arena_free(&f.arena);
}
