/* findings_junit.c: the findings as JUnit XML, which most CI servers show: a test case is a file, and it fails when the file
 * has a finding that makes the run fail (--fail-level); the other findings are its output.
 * Not a test case a finding: servers know a test by its name from run to run, so a file that fails is seen to be mended, while
 * a finding that goes away would only be a test fewer. All files are checked together, so none has a time of its own. */
#include "findings.h"
#include "glyph.h"
#include "markup.h"
#include "symbol.h"
#include "text.h"

#include <string.h>

struct junit {
    struct writer *writer;
    const struct findings *findings;
    struct places places;
    struct symbol_table names; /* of the test cases so far */
    uint32_t tests, failures, errors;
};

/* The findings of one file: [first, end). */
struct stretch {
    uint32_t first, end;
};

/* The findings are in the order of files: those of a file begin where the ones before it end. */
static struct stretch findings_of(const struct junit *j, uint32_t file, uint32_t from)
{
    struct stretch stretch = {from, from};
    while (stretch.end < j->findings->count && j->findings->data[stretch.end].span.file == file)
        stretch.end++;
    return stretch;
}

static uint32_t failing(const struct junit *j, struct stretch stretch)
{
    uint32_t count = 0;
    for (uint32_t i = stretch.first; i < stretch.end; i++)
        count += findings_fails(j->findings, &j->findings->data[i]);
    return count;
}

static void count_tests(struct junit *j)
{
    const struct model *model = j->findings->model;
    struct stretch stretch = {0, 0};
    for (uint32_t f = 0; f < model->file_count; f++) {
        if (model->files[f].builtin)
            continue;
        stretch = findings_of(j, f, stretch.end);
        j->tests++;
        j->errors += model->files[f].unreadable != NULL;
        j->failures += !model->files[f].unreadable && failing(j, stretch) > 0;
    }
}

static void write_attribute(struct junit *j, const char *name, const char *value)
{
    writer_format(j->writer, " %s=\"", name);
    markup_text(j->writer, value);
    writer_char(j->writer, '"');
}

/* A path in one line of harmless text. */
static const char *shown_path(struct arena *arena, const char *path)
{
    struct writer shown = {0};
    glyph_string(&shown, path);
    const char *text = arena_copy(arena, writer_string(&shown), shown.count);
    writer_free(&shown);
    return text;
}

/* The name of a file's test case: its path, with a number where another is shown alike. */
static const char *name_of(struct junit *j, struct arena *arena, const char *shown)
{
    const char *name = shown;
    for (unsigned number = 2; symbol_find(&j->names, name, (uint32_t)strlen(name)); number++)
        name = arena_format(arena, "%s (%u)", shown, number);
    symbol_intern(&j->names, arena_copy(&j->names.texts, name, strlen(name)), (uint32_t)strlen(name));
    return name;
}

/* The findings that fail, or the others, a line each. */
static void write_lines(struct junit *j, struct stretch stretch, bool fails)
{
    struct writer line = {0};
    for (uint32_t i = stretch.first; i < stretch.end && i < findings_shown(j->findings); i++) {
        const struct diagnostic *diagnostic = &j->findings->data[i];
        if (findings_fails(j->findings, diagnostic) != fails)
            continue;
        line.count = 0;
        findings_line(&line, j->findings, diagnostic, &j->places);
        markup_text(j->writer, writer_string(&line));
    }
    writer_free(&line);
}

/* `3: «hellse» finnes ikke i planen.`: how many, and the first. */
static void write_failure(struct junit *j, struct arena *arena, struct stretch stretch, bool unreadable)
{
    const char *element = unreadable ? "error" : "failure";
    uint32_t first = stretch.first, count = failing(j, stretch);
    while (first < stretch.end && !findings_fails(j->findings, &j->findings->data[first]))
        first++;
    first = first < stretch.end ? first : stretch.first;
    const struct diagnostic *diagnostic = &j->findings->data[first];
    const char *message = diag_message(arena, diagnostic, j->findings->language);
    writer_format(j->writer, "      <%s", element);
    write_attribute(j, "message", count > 1 ? arena_format(arena, "%u: %s", (unsigned)count, message) : message);
    write_attribute(j, "type", severity_name((enum severity)diagnostic->severity));
    writer_char(j->writer, '>');
    write_lines(j, stretch, true);
    writer_format(j->writer, "</%s>\n", element);
}

static void write_test(struct junit *j, uint32_t file, struct stretch stretch)
{
    struct arena arena = {0};
    const char *path = shown_path(&arena, j->findings->model->files[file].source.path);
    bool unreadable = j->findings->model->files[file].unreadable && stretch.first < stretch.end;
    uint32_t fails = failing(j, stretch);
    writer_text(j->writer, "    <testcase");
    write_attribute(j, "name", name_of(j, &arena, path));
    write_attribute(j, "classname", "traad.check");
    write_attribute(j, "file", path);
    write_attribute(j, "time", "0");
    writer_text(j->writer, stretch.first < stretch.end ? ">\n" : "/>\n");
    if (fails || unreadable)
        write_failure(j, &arena, stretch, unreadable);
    if (fails < stretch.end - stretch.first) {
        writer_text(j->writer, "      <system-out>");
        write_lines(j, stretch, false);
        writer_text(j->writer, "</system-out>\n");
    }
    if (stretch.first < stretch.end)
        writer_text(j->writer, "    </testcase>\n");
    arena_free(&arena);
}

static void write_counts(struct junit *j)
{
    writer_format(j->writer, " name=\"traad check\" tests=\"%u\" failures=\"%u\" errors=\"%u\" time=\"0\"",
                  (unsigned)j->tests, (unsigned)j->failures, (unsigned)j->errors);
}

void findings_junit(struct writer *writer, const struct findings *findings)
{
    struct junit j = {.writer = writer, .findings = findings, .places = {.model = findings->model}};
    struct stretch stretch = {0, 0};
    char day[16];
    date_format_iso(findings->as_of, day);
    symbol_init(&j.names, findings->model->file_count);
    count_tests(&j);
    writer_text(writer, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
    write_counts(&j);
    writer_text(writer, ">\n  <testsuite");
    write_counts(&j);
    writer_format(writer, " skipped=\"0\" timestamp=\"%sT00:00:00\">\n", day);
    for (uint32_t f = 0; f < findings->model->file_count; f++) {
        if (findings->model->files[f].builtin)
            continue;
        stretch = findings_of(&j, f, stretch.end);
        write_test(&j, f, stretch);
    }
    writer_text(writer, "  </testsuite>\n</testsuites>\n");
    symbol_free(&j.names);
}
