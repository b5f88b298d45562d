#include "changes.h"

#include "github.h"
#include "text.h"
#include "uri.h"

#include <string.h>

/* GitHub takes 65 536 characters in a comment, GitLab more; what is left out is counted. */
enum { MOST_BYTES = 60000 };

static const char *cell_of(const struct table *table, const struct table_row *row, const char *column)
{
    for (uint32_t c = 0; c < table->column_count; c++)
        if (strcmp(table->columns[c].name, column) == 0)
            return row->cells[c].text ? row->cells[c].text : "";
    return "";
}

/* ---- workflow commands ------------------------------------------------------------------------------------------------ */

void changes_github(struct writer *writer, const struct table *table, const struct render_options *options)
{
    (void)options;
    for (uint32_t r = 0; r < table->row_count; r++) {
        const struct table_row *row = &table->rows[r];
        if (row->heading)
            continue;
        bool weakened = strcmp(cell_of(table, row, "severity"), "weakened") == 0;
        writer_text(writer, weakened ? "::warning " : "::notice ");
        if (row->reachable) { /* what is gone stands in no file of the commit */
            writer_text(writer, "file=");
            github_property(writer, row->file);
            writer_format(writer, ",line=%u,", row->line);
        }
        writer_text(writer, "title=");
        github_property(writer, cell_of(table, row, "change"));
        writer_text(writer, "::");
        github_data(writer, cell_of(table, row, "title"));
        writer_char(writer, ' ');
        github_data(writer, cell_of(table, row, "what"));
        writer_char(writer, '\n');
    }
}

/* ---- the comment ------------------------------------------------------------------------------------------------------- */

struct comment_page {
    struct writer *writer;
    const struct table *table;
    const struct render_options *options;
    bool folded;       /* inside what is folded away */
    uint32_t written;  /* bytes */
    uint32_t left_out; /* changes */
};

/* The first letter large: "tiltak" begins a sentence here. */
static const char *capital(struct arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text, strlen(text));
    if (*copy >= 'a' && *copy <= 'z')
        *copy = (char)(*copy - 'a' + 'A');
    return copy;
}

/* A text that is only text, and calls nobody: `@name` would send somebody a message. */
static void write_said(struct writer *writer, const char *text)
{
    struct arena arena = {0};
    for (const char *at; (at = strchr(text, '@')) != NULL; text = at + 1) {
        render_markdown(writer, arena_copy(&arena, text, (size_t)(at - text)));
        writer_text(writer, "@<!-- -->");
    }
    render_markdown(writer, text);
    arena_free(&arena);
}

static void write_place(struct writer *writer, const struct comment_page *page, const struct table_row *row)
{
    writer_text(writer, " (");
    if (row->reachable && page->options->web && uri_is_within(row->file)) {
        writer_char(writer, '[');
        render_markdown(writer, cell_of(page->table, row, "place"));
        writer_text(writer, "](");
        render_address(writer, page->options, row->file, row->line);
        writer_char(writer, ')');
    } else {
        render_markdown(writer, cell_of(page->table, row, "place"));
    }
    writer_char(writer, ')');
}

static void write_change(struct comment_page *page, const struct table_row *row)
{
    struct writer line = {0};
    struct arena arena = {0};
    writer_text(&line, "- **");
    write_said(&line, capital(&arena, cell_of(page->table, row, "title")));
    writer_text(&line, "** ");
    write_said(&line, cell_of(page->table, row, "what"));
    write_place(&line, page, row);
    writer_char(&line, '\n');
    if (page->written + line.count > MOST_BYTES) {
        page->left_out++;
    } else {
        writer_put(page->writer, line.data, line.count);
        page->written += line.count;
    }
    writer_free(&line);
    arena_free(&arena);
}

static void end_fold(struct comment_page *page)
{
    writer_text(page->writer, page->folded ? "\n</details>\n" : "");
    page->folded = false;
}

/* What is neither weaker nor stronger is folded away. */
static void write_heading(struct comment_page *page, const char *title, const struct table_count *count)
{
    end_fold(page);
    page->folded = strcmp(count->name, "neutral") == 0;
    writer_text(page->writer, page->folded ? "\n<details>\n<summary>" : "\n### ");
    render_markdown(page->writer, title);
    writer_format(page->writer, " (%lld)%s\n\n", (long long)count->count, page->folded ? "</summary>" : "");
}

/* "**2 løfter er svekket.**": what a reader who reads no further must know. */
static void write_lead(struct comment_page *page)
{
    const struct table *table = page->table;
    uint64_t weakened = (uint64_t)table->summary[0].count;
    writer_text(page->writer, "## ");
    write_said(page->writer, table->caption);
    writer_text(page->writer, "\n\n");
    if (!table->row_count)
        return;
    writer_text(page->writer, "**");
    if (weakened)
        text_write_count(page->writer, TEXT_CHANGES_WEAKEN, table->language, weakened);
    else
        text_write(page->writer, TEXT_CHANGES_WEAKEN_NOTHING, table->language, NULL, NULL);
    writer_text(page->writer, "**\n");
}

void changes_comment(struct writer *writer, const struct table *table, const struct render_options *options)
{
    struct comment_page page = {.writer = writer, .table = table, .options = options};
    struct writer scratch = {0};
    write_lead(&page);
    for (uint32_t r = 0, weight = 0; r < table->row_count; r++) {
        const struct table_row *row = &table->rows[r];
        if (!row->heading) {
            write_change(&page, row);
            continue;
        }
        while (weight < table->summary_count && !table->summary[weight].count)
            weight++;
        write_heading(&page, row_heading(table, row, &scratch), &table->summary[weight++]);
    }
    end_fold(&page);
    if (page.left_out) {
        writer_char(writer, '\n');
        text_write_count(writer, TEXT_CHANGES_LEFT_OUT, table->language, page.left_out);
        writer_char(writer, '\n');
    }
    writer_free(&scratch);
}
